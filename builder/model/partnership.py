"""A partnership, its teams, and the library of everything it wrote, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from .appearance import Appearance
from .briefing import Audience, Briefing, Nation
from .dates import Quarters
from .place import Place
from .reach import Phone, Worried

__all__ = [
    "Accessibility", "Audience", "Compliance", "KeptFrom", "Library", "Nation", "Partnership", "Phone", "Privacy",
    "Returns", "Team", "Worried",
]  # fmt: skip


class Compliance(StrEnum):
    """How far a person found the site to meet WCAG 2.2 AA, in the words of the model accessibility statement."""

    FULLY = "fully"
    PARTIALLY = "partially"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What a person found: it is printed, never claimed by the software. `tested_on` None: not tested.

    `compliance` to `prepared_on` are what regulation 8 of the Public Sector Bodies (Websites and Mobile Applications)
    (No. 2) Accessibility Regulations 2018 and the model statement ask for; `not_accessible` names content with the
    criterion it fails and the reason.
    """

    status: str = ""
    tested_on: date | None = None
    tested_by: str = ""
    known_issues: tuple[str, ...] = ()
    contact: str = ""
    compliance: Compliance | None = None
    not_accessible: tuple[str, ...] = ()
    how_tested: str = ""
    prepared_on: date | None = None
    reviewed_on: date | None = None
    answer_within: str = ""


class KeptFrom(StrEnum):
    """From when the months count that returns are kept."""

    ARRIVED = "arrived"
    SESSION = "session"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Privacy:
    """Who answers for what teams send, as a person decided it. Each is "" or empty where nobody has."""

    controller: str = ""
    joint: tuple[str, ...] = ()
    dpo: str = ""
    basis: str = ""
    notice: str = ""

    @property
    def controllers(self) -> tuple[str, ...]:
        """Everybody who decides about the data: the controller and those it decides with."""
        return tuple(filter(None, (self.controller, *self.joint)))


@dataclass(frozen=True, slots=True)
class Returns:
    """Where worksheets go back to, by when, and how many months they are kept; None: nobody has decided."""

    to: str = ""
    by: date | None = None
    keep_months: int | None = None
    keep_from: KeptFrom = KeptFrom.ARRIVED


@dataclass(frozen=True, slots=True)
class Lms:
    """What a learning system is told at the end: a finished briefing’s status, and 100 as a score or none."""

    status: str = "completed"
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Partnership:
    """Who publishes. `guide`: whether the guide stands on the public site. `address` is where the site will stand,
    "" if not decided; `formerly` are its earlier names.
    """

    id: str
    name: str
    place: Place
    address: str = ""
    contact: str = ""
    audience: Audience = Audience.CHILDREN
    nation: Nation = Nation.ENGLAND
    formerly: tuple[str, ...] = ()
    quarters: Quarters = Quarters.EITHER
    lang: str = "en"
    worried: Worried | None = None
    accessibility: Accessibility = Accessibility()
    returns: Returns = Returns()
    privacy: Privacy = Privacy()
    allegations: Worried | None = None
    lms: Lms = Lms()
    guide: bool = False
    appearance: Appearance = field(default_factory=Appearance)
    lines: tuple[tuple[str, int], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Team:
    """One row of the list of teams. Manager and contact are personal data: never on the public site.

    `formerly` are earlier names of it, for matching what comes back. `large_print`: its form is made in 18 points too.
    """

    id: str
    organisation: str
    section_team: str
    team_manager: str = ""
    contact: str = ""
    agency: str = ""
    line: int = 0
    formerly: tuple[str, ...] = ()
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """Everything of one project that products and rules may look at, briefings by slug."""

    partnership: Partnership
    briefings: tuple[Briefing, ...]
    teams: tuple[Team, ...]

    def teams_of(self, briefing: Briefing) -> tuple[Team, ...]:
        """The teams a briefing is sent to: those it names, or all."""
        if briefing.teams is None:
            return self.teams
        chosen = set(briefing.teams)
        return tuple(t for t in self.teams if t.id in chosen)

    def partnership_of(self, briefing: Briefing) -> Partnership:
        """The partnership as a briefing shows it: with the publisher, audience, nation and numbers of its own.

        Whom to tell about a colleague goes by audience and nation: where these differ, the partnership's is not shown.
        """
        own = self.partnership
        same = briefing.audience in (None, own.audience) and briefing.nation in (None, own.nation)
        if same and not (briefing.publisher or briefing.worried or briefing.allegations):
            return own
        return replace(
            own,
            name=briefing.publisher or own.name,
            audience=briefing.audience or own.audience,
            nation=briefing.nation or own.nation,
            worried=briefing.worried or own.worried,
            allegations=briefing.allegations or (own.allegations if same else None),
        )

    def shared_out(self) -> tuple[tuple[Briefing, tuple[Team, ...]], ...]:
        """Each briefing with its teams, as `teams_of` says; for many briefings without a search in each."""
        places = {team.id: number for number, team in enumerate(self.teams)}

        def chosen(names: tuple[str, ...]) -> tuple[Team, ...]:
            return tuple(self.teams[n] for n in sorted({places[name] for name in names if name in places}))

        return tuple((b, self.teams if b.teams is None else chosen(b.teams)) for b in self.briefings)
