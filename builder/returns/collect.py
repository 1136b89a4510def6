"""A folder of returned files becomes `Collected`: every file accounted for, the newest return of each team kept.

Nothing is moved, changed or deleted. The files are taken one after another, so memory does not grow with their size.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from ..form.definition import Form, form_of
from ..form.layout import layout_of
from ..form.plan import ReturnKind
from ..model.partnership import Library
from ..model.problems import Problem, Severity
from ..model.theme import Theme
from .collected import Collected, FileResult, Outcome, Reply, UnknownBriefingError, printable
from .folder import Found, walk
from .limits import MAX_BYTES, MAX_FILES
from .match import Matcher
from .older_versions import overtaken
from .paper import read_paper
from .process import Reader
from .replies import NotRead, Reason, Return

_SKIPPED = {
    "why_system": Outcome.NOT_A_WORKSHEET,
    "why_too_large": Outcome.UNREADABLE,
    "why_closed": Outcome.UNREADABLE,
    "why_folder_closed": Outcome.UNREADABLE,
    "why_too_deep": Outcome.UNREADABLE,
    "why_empty": Outcome.UNREADABLE,
}
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


Forms = Mapping[tuple[str, ReturnKind], Form]
"""The form of each briefing's slug and kind of return."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """One file after reading: what became of it so far, its returns with their lines in `paper.csv` (else 0)."""

    result: FileResult
    returns: tuple[tuple[int, Return], ...] = ()
    problems: tuple[Problem, ...] = ()


def collect(
    library: Library, folder: Path, theme: Theme, *, briefing: str = "", reader: Reader | None = None
) -> Collected:
    """Reads every file below `folder`. `briefing` is where a return without a reference is taken to belong.

    Raises NotADirectoryError where `folder` is none and UnknownBriefingError where `briefing` is not in the library;
    never on what a file holds. An ordinary file takes 10 ms, a crafted one at most `limits.FILE_SECONDS`.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    _require_briefing(library, briefing)
    matcher = Matcher(library, briefing)
    forms = _forms(library, theme)
    files: list[FileResult] = []
    replies: list[Reply] = []
    problems: list[Problem] = []
    with reader or Reader() as open_reader:
        for number, opened in enumerate(_open_all(folder, open_reader, forms)):
            files.append(opened.result)
            problems += opened.problems
            found = (_reply(number, opened.result, line, r, matcher) for line, r in opened.returns)
            replies += [r for r in found if r.filled or not r.line]  # a line nobody has typed yet
    newest, older, unmatched = _newest(replies, files)
    more = overtaken(newest, older)
    accounted = _accounted(files, newest, older, unmatched, more)
    return Collected(library, accounted, newest, older, unmatched, tuple(problems), more)


def _require_briefing(library: Library, briefing: str) -> None:
    slugs = [b.slug for b in library.briefings]
    if briefing in ("", *slugs):
        return
    near = get_close_matches(briefing, slugs, 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(slugs[:20]) or 'none yet'}."
    raise UnknownBriefingError(f"There is no briefing “{briefing}”. {hint}")


def _forms(library: Library, theme: Theme) -> Forms:
    forms: dict[tuple[str, ReturnKind], Form] = {}
    for briefing in library.briefings:
        partnership = library.partnership_of(briefing)
        words = theme.words(briefing.lang, partnership.audience)
        forms |= {(briefing.slug, kind): form_of(partnership, briefing, words, kind) for kind in ReturnKind}
    return forms


# Files -------------------------------------------------------------------------------------------


def _open_all(folder: Path, reader: Reader, forms: Forms) -> Iterator[_Opened]:
    seen: dict[bytes, str] = {}
    opened = 0
    for found in walk(folder):
        skip = found.skip or ("why_too_many" if opened >= MAX_FILES else "")
        if skip:
            yield _Opened(_result(found, _SKIPPED.get(skip, Outcome.LEFT_ALONE), skip))
            continue
        opened += 1
        yield _open(found, reader, seen, forms)


def _open(found: Found, reader: Reader, seen: dict[bytes, str], forms: Forms) -> _Opened:
    try:
        with found.path.open("rb") as source:
            data = source.read(MAX_BYTES + 1)
    except OSError:
        return _Opened(_result(found, Outcome.UNREADABLE, "why_closed"))
    if len(data) > MAX_BYTES:  # it grew since it was listed
        return _Opened(_result(found, Outcome.UNREADABLE, "why_too_large"))
    digest = hashlib.sha256(data).digest()
    if digest in seen:
        return _Opened(_result(found, Outcome.DUPLICATE, "why_same", seen[digest]))
    seen[digest] = printable(found.name)
    try:
        if found.path.suffix.casefold() == ".csv" and b"%PDF-" not in data[:1024]:
            return _typed(found, data, forms)
        return _Opened(_result(found, Outcome.READ), ((0, reader.read(found.path.name, data)),))
    except NotRead as problem:
        return _Opened(_not_read(found, problem))


def _typed(found: Found, data: bytes, forms: Forms) -> _Opened:
    """A `paper.csv`: the one format that is read here, since Python's own csv does it and knows its bounds."""
    reading = read_paper(data, printable(found.name), forms.values())
    if not any(_filled(r) for _, r in reading.returns) and not reading.problems:
        return _Opened(_result(found, Outcome.EMPTY, "why_no_lines"))
    unused = sorted({p.place.line for p in reading.problems if p.severity is Severity.ERROR})
    if not unused:
        return _Opened(_result(found, Outcome.READ), reading.returns, reading.problems)
    lines = ", ".join(map(str, unused[:20])) + (" …" if len(unused) > 20 else "")
    result = _result(found, Outcome.FOR_A_PERSON, "why_unused_lines", lines)
    return _Opened(result, reading.returns, reading.problems)


def _not_read(found: Found, problem: NotRead) -> FileResult:
    if problem.reason is Reason.NOT_A_WORKSHEET and problem.detail == "zip":
        return _result(found, Outcome.LEFT_ALONE, "why_archive")
    other = problem.reason is Reason.NOT_A_WORKSHEET
    outcome = Outcome.NOT_A_WORKSHEET if other else Outcome.UNREADABLE
    detail = " ".join(filter(None, (problem.detail, problem.reference_text)))
    return _result(found, outcome, str(problem.reason), printable(detail) if detail else "")


def _result(found: Found, outcome: Outcome, reason: str = "", detail: str = "") -> FileResult:
    return FileResult(printable(found.name), found.size, found.modified, outcome, reason, detail)


# Returns -----------------------------------------------------------------------------------------


def _reply(number: int, file: FileResult, line: int, found: Return, matcher: Matcher) -> Reply:
    return Reply(
        file=number,
        how=found.how,
        kind=found.kind,
        match=matcher.match(found),
        plan=found.plan,
        saved=found.saved or file.modified or _LONG_AGO,
        saved_inside=found.saved is not None,
        filled=_filled(found),
        version=found.reference.version if found.reference else "",
        line=line,
        recommendations=found.recommendations,
    )


def _filled(found: Return) -> bool:
    """Whether there is more in it than it came with: the details, and in a follow-up what the team had agreed."""
    return found.plan.says_more_than(layout_of(found.reference).prefilled)


def _newest(
    replies: list[Reply], files: list[FileResult]
) -> tuple[tuple[Reply, ...], tuple[Reply, ...], tuple[Reply, ...]]:
    """The newest of each briefing, team and kind; those they replace; those without a place.

    A worksheet that came back empty never replaces a filled one. Where two state the same time, the later line or the
    later name wins: an arbitrary rule, but the same one every time.
    """
    groups: dict[tuple[str, str, ReturnKind], list[Reply]] = {}
    unmatched = []
    for reply in replies:
        if reply.match.found:
            groups.setdefault(reply.place, []).append(reply)
        else:
            unmatched.append(reply)
    newest, older = [], []
    for _, group in sorted(groups.items()):
        *rest, best = sorted(group, key=lambda r: (r.filled, r.saved, files[r.file].path, r.line))
        newest.append(best)
        older += rest
    return tuple(newest), tuple(older), tuple(unmatched)


def _accounted(
    files: list[FileResult],
    newest: tuple[Reply, ...],
    older: tuple[Reply, ...],
    unmatched: tuple[Reply, ...],
    more: tuple[Reply, ...],
) -> tuple[FileResult, ...]:
    """The files with their final outcome: a file is superseded only if nothing in it is the newest.

    `more` are those of `older` that hold what the newest return of their team lacks.
    """
    winner = {r.place: files[r.file].path for r in newest}
    kept = {r.file for r in newest}
    filled = {r.place for r in newest if r.filled}
    held = Counter(r.file for r in newest + older + unmatched)
    verdicts: dict[int, tuple[Outcome, str, str]] = {}
    for r in older:
        if r.file not in kept:
            why = "why_newer" if r.filled or r.place not in filled else "why_emptier"
            verdicts[r.file] = Outcome.SUPERSEDED, why, winner[r.place]
    verdicts |= {r.file: (Outcome.FOR_A_PERSON, "why_overtaken", winner[r.place]) for r in more}
    verdicts |= {r.file: (Outcome.FOR_A_PERSON, r.match.reason, r.match.detail) for r in unmatched}
    return tuple(_judged(file, verdicts.get(n), held[n]) for n, file in enumerate(files))


def _judged(file: FileResult, verdict: tuple[Outcome, str, str] | None, replies: int) -> FileResult:
    if verdict is None or file.outcome is not Outcome.READ:
        return replace(file, replies=replies)
    outcome, reason, detail = verdict
    return replace(file, replies=replies, outcome=outcome, reason=reason, detail=detail)
