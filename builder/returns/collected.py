"""What was found in a folder of returns: every file with what became of it, and every reply with how it was matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from ..adapters.mail.letter import Letter
from ..form.plan import Plan, ReturnKind, clean
from ..model.partnership import Library, Team
from ..model.problems import Problem
from .replies import How, Remark


class UnknownBriefingError(ValueError):
    """A briefing that was asked for and is not there. Its text is for the person who asked."""


class Outcome(StrEnum):
    """What became of a file. Words for people: group `overview`, keys `outcome_…`."""

    READ = "read"
    OPENED = "opened"
    """A message or an archive: what lies inside it is listed by itself."""
    SETTLED = "settled"
    """Not read, and a person has seen to it: saved anew, typed in, or noted as a decision."""
    SUPERSEDED = "superseded"
    """A newer version from the same team was read."""
    DUPLICATE = "duplicate"
    """The same bytes as another file."""
    FOR_A_PERSON = "for_a_person"
    """Read, but a person must say where it belongs, look at some of its lines, or put it together with a newer one."""
    EMPTY = "empty"
    """A `paper.csv` into which nobody has typed anything yet."""
    NOT_A_WORKSHEET = "not_a_worksheet"
    LEFT_ALONE = "left_alone"
    """Not opened: a link, another program's lock file, what messages carry along."""
    UNREADABLE = "unreadable"


class Sure(StrEnum):
    """How a return was matched. Words for people: group `overview`, keys `match_…`."""

    REFERENCE = "reference"
    """By the reference in the form."""
    DETAILS = "details"
    """By organisation, section and team, and manager; `Match.confidence` says how alike they are."""
    SENDER = "sender"
    """By the address from which it was sent, which is one team's contact."""
    DECIDED = "decided"
    """By a person's decision in `records/reply-decisions.csv`."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a return belongs. `briefing` and `team` are ids, "" where unknown.

    `confidence` is 0 to 100. `reason` is a key of the words group `overview` that says why a person must look, with
    `detail` to fill in; `suggestion` is the id of the likeliest team where none was close enough.
    """

    briefing: str = ""
    team: str = ""
    sure: Sure = Sure.NONE
    confidence: int = 0
    reason: str = ""
    detail: str = ""
    suggestion: str = ""
    candidates: tuple[str, ...] = ()
    """Further teams that it may be of."""

    @property
    def found(self) -> bool:
        """Whether both briefing and team are known."""
        return bool(self.briefing and self.team)


@dataclass(frozen=True, slots=True)
class Reply:
    """One return, matched or not.

    `file` is the index of its file in `Collected.files`; `line` its line in `paper.csv`, else 0. `saved` is UTC;
    `saved_inside` says that the file itself states it, else it is the file's own time. `filled` is False where nothing
    but the prefilled details came back.
    """

    file: int
    how: How
    kind: ReturnKind
    match: Match
    plan: Plan
    saved: datetime
    saved_inside: bool
    filled: bool
    version: str = ""
    line: int = 0
    recommendations: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    """What stands in it beside the answers."""
    asked: frozenset[str] = frozenset()
    printed: bool = False
    """Read from print: it waits for a look and replaces nothing."""
    also: tuple[int, ...] = ()
    """Further files of which it was put together."""

    @property
    def place(self) -> tuple[str, str, ReturnKind]:
        """Briefing, team and kind: of all returns with one place the newest counts."""
        return self.match.briefing, self.match.team, self.kind


@dataclass(frozen=True, slots=True)
class Reached:
    """What could be told of a file that was not read: the references on it, and its words."""

    references: tuple[str, ...] = ()
    words: str = ""


class State(StrEnum):
    """Where a team stands with one briefing; the first that is true. Words for people: `state_…`."""

    REPLIED = "replied"
    DECIDE = "decide"
    """Something came that may be its reply, and a person must decide."""
    UNREAD = "unread"
    """Something came from it that could not be read."""
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came from a team and is no reply (yet): why, and by what it was known to be this team's.

    `briefing` is "" where it may be any. `by` is "reference", "code", "sender", "name" or "details".
    """

    file: int
    team: str
    briefing: str
    state: State
    by: str
    reply: int = -1
    kind: ReturnKind | None = None
    """The round that it answers, None where it may be any."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """One input file. `path` is relative to the folder, forward slashes, safe to print; `modified` is UTC.

    `reason` is a key of the words groups `unreadable` or `overview` (`why_…`), or ""; `detail` is a limit, a part or
    another file's path. `replies` counts the returns it held (a `paper.csv` holds many).
    """

    path: str
    size: int
    modified: datetime | None
    outcome: Outcome
    reason: str = ""
    detail: str = ""
    replies: int = 0
    letter: Letter | None = None
    """The message that brought it, or that it is."""
    reached: Reached | None = None


@dataclass(frozen=True)
class Collected:
    """A folder of returns, read.

    `replies` are the newest of each team, briefing and kind; `older` the ones they replace; `unmatched` those that a
    person must place. Together they are every return in the folder, each once.
    """

    library: Library
    files: tuple[FileResult, ...]
    replies: tuple[Reply, ...]
    older: tuple[Reply, ...] = ()
    unmatched: tuple[Reply, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Lines of a `paper.csv` that need a person's eye."""
    overtaken: tuple[Reply, ...] = ()
    """Those of `older` with actions or points that the newest lacks: a person must put them together."""
    arrivals: tuple[Arrival, ...] = ()
    """What came from teams and is no reply (yet)."""

    def of(self, briefing: str, kind: ReturnKind = ReturnKind.PLAN) -> tuple[Reply, ...]:
        """The newest replies to a briefing, of one kind."""
        return tuple(r for r in self.replies if r.match.briefing == briefing and r.kind == kind)

    def state(self, briefing: str, team: str, kind: ReturnKind = ReturnKind.PLAN) -> State:
        """Where a team stands with a briefing's plan or follow-up: the same answer for every list, count and file."""
        if reply := self._by_place.get((briefing, team, kind)):
            return State.REPLIED if reply.filled else State.DECIDE  # or it came back with nothing in its fields
        return next((a.state for a in self.came(briefing, team, kind)), State.SILENT)

    def came(self, briefing: str, team: str, kind: ReturnKind = ReturnKind.PLAN) -> tuple[Arrival, ...]:
        """What came from a team in a round that is no reply, what waits for a decision first."""
        own = self._by_team.get(team, ())
        found = (a for a in own if a.briefing in ("", briefing) and a.kind in (None, kind))
        return tuple(sorted(found, key=lambda a: (a.state is not State.DECIDE, a.file)))

    def newer(self, reply: Reply) -> str:
        """The path of the file whose return counts in place of `reply`."""
        return self.files[self._by_place[reply.place].file].path

    def team(self, team_id: str) -> Team | None:
        """A team of teams.csv."""
        return self._teams.get(team_id)

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str, ReturnKind], Reply]:
        return {r.place: r for r in self.replies}

    @cached_property
    def _by_team(self) -> Mapping[str, Sequence[Arrival]]:
        found: dict[str, list[Arrival]] = {}
        for arrival in self.arrivals:
            found.setdefault(arrival.team, []).append(arrival)
        return found

    @cached_property
    def _teams(self) -> Mapping[str, Team]:
        return {t.id: t for t in self.library.teams}

    def count(self, outcome: Outcome) -> int:
        """How many files ended so."""
        return sum(f.outcome is outcome for f in self.files)


def printable(name: str, limit: int = 300) -> str:
    """A file name that is safe to print: bytes that are no text are shown as such, control characters go."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return clean(text, one_line=True)[:limit] or "?"
