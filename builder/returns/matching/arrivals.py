"""What came from teams and is no reply (yet), so that no team which answered is called silent.

A file that could not be read is its team's by the reference on it, by the address that sent it, or by a name in the
file's own name. A return of which it is not certain whose it is counts for every team that it may be of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...form.plan import Reference, ReturnKind
from ..collected import Arrival, Collected, FileResult, Outcome, Reply, State
from ..records.decisions import Decisions
from ..replies import How, Reason
from .teams import Teams


def arrivals(collected: Collected, only: str = "") -> Iterator[Arrival]:
    """Every arrival, file by file."""
    teams = Teams(collected.library)
    by_file: dict[int, list[Reply]] = {}
    for reply in (*collected.replies, *collected.older, *collected.unmatched):
        for number in (reply.file, *reply.also):
            by_file.setdefault(number, []).append(reply)
    places = {file.path: number for number, file in enumerate(collected.files)}
    alone = only or (collected.library.briefings[0].slug if len(collected.library.briefings) == 1 else "")
    for number, file in enumerate(collected.files):
        if file.outcome is Outcome.UNREADABLE:
            yield from _unread(number, file, teams, alone)
        elif file.outcome is Outcome.DUPLICATE and file.letter:
            yield from _also_from(number, file, places, by_file, teams, alone)
        elif file.outcome is Outcome.OPENED and _words_only(number, file, collected.files, by_file):
            yield from _by_sender(number, file, teams, alone, State.DECIDE)
    for place, reply in enumerate(collected.unmatched):
        yield from _unplaced(reply, collected.files[reply.file], teams, alone, place)
    for reply in collected.replies:
        if not reply.filled or reply.printed:
            match = reply.match
            yield Arrival(reply.file, match.team, match.briefing, State.DECIDE, "reference", kind=reply.kind)


def _unread(number: int, file: FileResult, teams: Teams, alone: str) -> Iterator[Arrival]:
    references = [r for text in file.reached.references if (r := Reference.parse(text))] if file.reached else []
    found = [(named.id, teams.briefing_of(r), r.kind) for r in references if (named := teams.named_by(r))]
    if found:
        merged = file.reason == Reason.MERGED
        by = "code" if file.reason == Reason.PICTURE else "reference"
        for team, briefing, kind in dict.fromkeys(found):
            yield Arrival(number, team, briefing, State.DECIDE if merged else State.UNREAD, by, kind=kind)
        return
    known = next((r for r in references if teams.is_ours(r)), None)
    briefing = teams.briefing_of(known) if known else alone
    yield from _by_sender(number, file, teams, briefing, State.UNREAD, known.kind if known else None)


def _also_from(
    number: int,
    file: FileResult,
    places: Mapping[str, int],
    by_file: Mapping[int, list[Reply]],
    teams: Teams,
    alone: str,
) -> Iterator[Arrival]:
    """The same file from another team's address too: perhaps one plan of two teams, which a person must say."""
    first = by_file.get(places.get(file.detail, -1), [])
    own = {reply.match.team for reply in first} | {reply.match.suggestion for reply in first}
    for arrival in _by_sender(number, file, teams, alone, State.DECIDE):
        if arrival.by == "sender" and arrival.team not in own and first:
            yield arrival


def _by_sender(
    number: int, file: FileResult, teams: Teams, briefing: str, state: State, kind: ReturnKind | None = None
) -> Iterator[Arrival]:
    """By the address first, else by a name in the file's name, the message's subject, its sender's or its words."""
    letter = file.letter
    sent = teams.by_address.get(letter.sender, ()) if letter else ()
    said = teams.named_in_words(letter.words) if letter and not sent else None
    if said:
        yield Arrival(number, said[0].id, said[1] or briefing, state, "reference", kind=said[2])
        return
    for team in teams.whose(file.path, letter, file.reached.words if file.reached else ""):
        yield Arrival(number, team, briefing, state, "sender" if sent else "name", kind=kind)


def _words_only(number: int, file: FileResult, files: Sequence[FileResult], by_file: dict[int, list[Reply]]) -> bool:
    """Whether a message has words of a person, if only its subject, and brought nothing that is listed by itself as a
    return or as unread.
    """
    if file.letter is None or number in by_file or not (file.letter.words.strip() or file.letter.subject):
        return False
    for at in range(number + 1, len(files)):
        inside = files[at]
        if not inside.path.startswith(f"{file.path} › "):
            break
        if at in by_file or inside.outcome in (Outcome.UNREADABLE, Outcome.DUPLICATE, Outcome.SETTLED):
            return False
    return True


def _unplaced(reply: Reply, file: FileResult, teams: Teams, alone: str, place: int) -> Iterator[Arrival]:
    match = reply.match
    sent = teams.by_address.get(file.letter.sender, ()) if file.letter else ()
    likely = (match.detail, match.suggestion, *match.candidates, *sent)
    for team in dict.fromkeys(t for t in likely if teams.known(t)):
        yield Arrival(reply.file, team, match.briefing or alone, State.DECIDE, "details", place, reply.kind)


def settled(files: tuple[FileResult, ...], newest: Sequence[Reply], decisions: Decisions) -> tuple[FileResult, ...]:
    """The files, where those that wait no longer say so: a person saw to them, saved them anew or typed them in."""
    typed = {(r.match.briefing, r.match.team, r.kind) for r in newest if r.how is How.PAPER and r.filled}
    read = {_stem(f.path): f.path for f in files if f.outcome is Outcome.READ and f.replies}
    return tuple(_settled(file, typed, read, decisions) for file in files)


_MAY_SETTLE = (Outcome.READ, Outcome.UNREADABLE, Outcome.FOR_A_PERSON, Outcome.OPENED, Outcome.DUPLICATE)


def _settled(
    file: FileResult, typed: set[tuple[str, str, ReturnKind]], read: dict[str, str], decisions: Decisions
) -> FileResult:
    if file.outcome is Outcome.READ and not file.replies and decisions.leaves_out(file.path):
        return replace(file, outcome=Outcome.SETTLED, reason="why_decided", detail="")
    if file.outcome not in _MAY_SETTLE:
        return file
    if file.outcome is not Outcome.READ and decisions.settles(file.path):
        return replace(file, outcome=Outcome.SETTLED, reason="why_decided", detail="")
    waits = file.outcome is Outcome.READ and bool(file.reached) and not file.replies
    if file.outcome is not Outcome.UNREADABLE and not waits:
        return file
    if file.reason in (Reason.OLD_WORD, Reason.UNKNOWN_FORMAT, Reason.ENCRYPTED) and (
        again := read.get(_stem(file.path))
    ):
        return replace(file, outcome=Outcome.SETTLED, reason="why_saved_again", detail=again)
    references = [Reference.parse(text) for text in file.reached.references] if file.reached else []
    places = {(r.briefing, r.team, r.kind) for r in references if r}
    if places and places <= typed:
        return replace(file, outcome=Outcome.SETTLED, reason="why_typed_in", detail="")
    return file


def _stem(path: str) -> str:
    """A file's name without its ending and folders: it is saved anew under the same name, perhaps elsewhere."""
    return path.rsplit(" › ", 1)[-1].rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold()
