"""What the overview shows, as plain data: chapters, their bars, and what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..adapters.mail.letter import Letter
from ..model.briefing import Briefing
from ..model.partnership import Team
from ..returns.collected import FileResult, Reply
from ..returns.replies import Remark
from .actions import Action, Followed
from .counts import Standing, TakenUp
from .privacy.retention import Due


@dataclass(frozen=True, slots=True)
class Bar:
    """A label with `n` of `of`: a row of a table and a bar beside it."""

    label: str
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Said:
    """A team's own words about the learning; `typed`: by a person, from paper; `printed`: read from print."""

    team: Team
    session: str
    attending: str
    typed: bool
    texts: tuple[str, ...]
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """The follow-ups of one moment: what teams report and what was checked, kept apart."""

    months: int
    teams: int
    reported: tuple[Bar, ...]
    checked: tuple[Bar, ...]
    rows: tuple[Followed, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Everything about one briefing."""

    briefing: Briefing
    standing: Standing
    taken_up: tuple[TakenUp, ...]
    nobody: tuple[str, ...]
    actions: tuple[Action, ...]
    groups: tuple[tuple[str, tuple[Action, ...]], ...]
    measures: tuple[Bar, ...]
    stages: tuple[Stage, ...]
    said: tuple[Said, ...]
    overtaken: tuple[Reply, ...] = ()
    """Older returns with actions or points that the team's newest lacks."""
    beside: tuple[Beside, ...] = ()
    weak: tuple[Action, ...] = ()
    """Actions whose words rely on people remembering them, of those that no team reports as done."""

    @property
    def overdue(self) -> int:
        """How many actions are overdue."""
        return sum(a.overdue for a in self.actions)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A return that a person must look at: its file, its line in `paper.csv` (or 0), and why.

    `guess` is the likeliest team where none is certain, `team` the one it is from where that is known.
    """

    file: str
    line: int
    why: str
    guess: Team | None
    team: Team | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a team wrote beside its answers: each with the place it stands at."""

    team: Team
    file: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Wrote:
    """The words of a message, and who sent it; `team` where the address is one team's contact."""

    path: str
    letter: Letter
    team: Team | None


@dataclass(frozen=True, slots=True)
class Report:
    """The whole overview."""

    today: date
    chapters: tuple[Chapter, ...]
    unknown: tuple[tuple[str, int], ...]
    waiting: tuple[Waiting, ...]
    outcomes: tuple[Bar, ...]
    others: tuple[tuple[FileResult, str], ...]
    due: tuple[Due, ...]
    next_due: date | None
    kept_too_short: bool
    letters: tuple[Wrote, ...] = ()
    unread_words: tuple[tuple[str, str], ...] = ()
    """Path and words of each file whose answers cannot be told apart."""
    unanswered: tuple[Briefing, ...] = ()
    """Briefings that teams were sent and that nobody has answered, where others were."""
