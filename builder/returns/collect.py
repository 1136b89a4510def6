"""A folder of returned files becomes `Collected`: every file accounted for, the newest return of each team kept.

Nothing is moved, changed or deleted. The files are taken one after another, so memory does not grow with their size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from ..form.definition import Form, form_of
from ..form.layout import layout_of
from ..form.plan import ReturnKind
from ..form.record import FormRecord
from ..model.briefing import Briefing
from ..model.partnership import Library
from ..model.problems import Problem
from ..model.theme import Theme
from .apart.process import Reader
from .collected import Collected, FileResult, Match, Outcome, Reply, UnknownBriefingError
from .intake import Opened, open_all
from .matching.arrivals import arrivals, settled
from .matching.match import Matcher
from .matching.older_versions import overtaken
from .matching.own_documents import own_documents
from .matching.pages import together
from .matching.teams import Teams
from .own_words.own_words import OwnWords
from .records.decisions import Decisions
from .replies import How, Return

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


Forms = Mapping[tuple[str, ReturnKind], Form]
"""The form of each briefing's slug and kind of return."""


def collect(
    library: Library,
    folder: Path,
    theme: Theme,
    *,
    briefing: str = "",
    reader: Reader | None = None,
    decisions: Decisions | None = None,
    typed: Iterable[Path] = (),
    sent: Iterable[FormRecord] = (),
) -> Collected:
    """Reads every file below `folder`. `briefing` is where a return without a reference is taken to belong.

    `decisions` are what people have decided about replies of earlier runs; `typed` files into which they typed replies;
    `sent` the records of forms, by which print is read and a form's own sentences are known.

    Raises NotADirectoryError where `folder` is none and UnknownBriefingError where `briefing` is not in the library;
    never on what a file holds. An ordinary file takes 10 ms, a crafted one at most `limits.FILE_SECONDS`.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    require_briefing(library, briefing)
    decisions = decisions or Decisions()
    sent = tuple(sent)
    making = _Making(library, Matcher(library, briefing), forms_of(library, theme), theme, decisions, sent)
    with reader or Reader() as open_reader:
        everything = open_all(folder, open_reader, making.forms.values(), typed, sent, decisions.placed)
        files, replies, problems = making.all(everything)
    replies = [r for r in replies if not decisions.leaves_out(files[r.file].path, r.line)]
    newest, older, unmatched = _newest(together(replies), files)
    unmatched = _still_waiting(unmatched, newest)
    more = tuple(r for r in overtaken(newest, older) if not decisions.settles(files[r.file].path, r.line))
    accounted = _accounted(files, newest, older, unmatched, more)
    accounted = own_documents(accounted, newest, Teams(library))
    accounted = settled(accounted, newest, decisions)
    collected = Collected(library, accounted, newest, older, unmatched, tuple(problems), more)
    return replace(collected, arrivals=tuple(arrivals(collected, briefing)))


def require_briefing(library: Library, briefing: str) -> None:
    """Raises UnknownBriefingError where the library has no briefing of that name; "" is any."""
    slugs = [b.slug for b in library.briefings]
    if briefing in ("", *slugs):
        return
    near = get_close_matches(briefing, slugs, 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(slugs[:20]) or 'none yet'}."
    raise UnknownBriefingError(f"There is no briefing “{briefing}”. {hint}")


def forms_of(library: Library, theme: Theme) -> Forms:
    """The form of each briefing and kind of return."""
    forms: dict[tuple[str, ReturnKind], Form] = {}
    for briefing in library.briefings:
        partnership = library.partnership_of(briefing)
        words = theme.words(briefing.lang, partnership.audience, partnership.nation)
        forms |= {(briefing.slug, kind): form_of(partnership, briefing, words, kind) for kind in ReturnKind}
    return forms


# Returns -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Making:
    """Returns to replies: where each belongs, what its answers mean, what of its other words is the form's own."""

    library: Library
    matcher: Matcher
    forms: Forms
    theme: Theme
    decisions: Decisions
    sent: tuple[FormRecord, ...] = ()
    _own: dict[str, OwnWords] = field(default_factory=dict)

    def all(self, everything: Iterable[Opened]) -> tuple[list[FileResult], list[Reply], list[Problem]]:
        """Every file, the replies in them, and lines of tables that need a person's eye."""
        files: list[FileResult] = []
        replies: list[Reply] = []
        problems: list[Problem] = []
        for number, opened in enumerate(everything):
            files.append(opened.result)
            problems += opened.problems
            found = (self.reply(number, opened.result, line, r) for line, r in opened.returns)
            replies += [r for r in found if r.filled or r.remarks or not r.line]  # a line nobody has typed yet
        return files, replies, problems

    def reply(self, number: int, file: FileResult, line: int, found: Return) -> Reply:
        """The reply that a return of a file is; `line` is its line in a table, else 0."""
        decided = self.decisions.place(file.path, line)
        match = decided or self.matcher.match(found, file.letter.sender if file.letter else "")
        if found.printed and match.found and not self.decisions.looked(file.path, line):
            match = Match(match.briefing, reason="why_printed", suggestion=match.team, confidence=match.confidence)
        briefing = self.matcher.briefing(match.briefing)
        own = self._own_words(briefing)
        found, behind = own.trimmed(found)
        plan = found.plan
        remarks = (*behind, *own.strange(found))
        return Reply(
            file=number,
            how=found.how,
            kind=found.kind,
            match=match,
            plan=plan,
            saved=found.saved or (file.letter.sent if file.letter else None) or file.modified or _LONG_AGO,
            saved_inside=found.saved is not None,
            filled=plan.says_more_than(layout_of(found.reference).prefilled),
            version=found.reference.version if found.reference else "",
            line=line,
            recommendations=found.recommendations,
            remarks=remarks,
            asked=found.asked,
            printed=found.printed,
        )

    def _own_words(self, briefing: Briefing | None) -> OwnWords:
        slug = briefing.slug if briefing else ""
        if slug not in self._own:
            lang = briefing.lang if briefing else self.library.partnership.lang
            publisher = self.library.partnership_of(briefing) if briefing else self.library.partnership
            words = self.theme.words(lang, publisher.audience, publisher.nation)
            said = (text for record in self.sent if record.briefing == slug for text in _said(record))
            self._own[slug] = OwnWords(self.library, briefing, words, tuple(dict.fromkeys(said)))
        return self._own[slug]


def _said(record: FormRecord) -> Iterator[str]:
    """What a form that was sent says itself."""
    yield from (record.title, *record.said, *record.labels.values(), *record.recommendations.values())
    yield from (f"{code} {words}" for code, words in record.recommendations.items())


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
        *rest, best = sorted(group, key=lambda r: (r.filled, not r.printed, r.saved, files[r.file].path, r.line))
        newest.append(best)
        older += rest
    return tuple(newest), tuple(older), tuple(unmatched)


def _still_waiting(unmatched: tuple[Reply, ...], newest: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """Those without a place, but for prints whose team's answers a person has typed in."""
    typed = {r.place for r in newest if r.how is How.PAPER and r.filled}
    return tuple(r for r in unmatched if not r.printed or (r.match.briefing, r.match.suggestion, r.kind) not in typed)


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
