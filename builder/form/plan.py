"""What a team wrote: `Plan`. Every maker renders it and every reader gives it back: `read(render(plan)) == plan`.

In it a date is the words as typed; what they mean is worked out outside. How it is written as fields stands in
`field_ids`, which fields there are in `layout`, what they are called in `definition`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .answers import Answers, FieldKind, Words, as_date, clean, folded, written_day
from .reference import FOLLOW_UPS, FORM_VERSION, Reference, ReturnKind

if TYPE_CHECKING:  # the processes that open strangers' files need no partnership
    from ..model.partnership import Team

__all__ = [
    "FOLLOW_UPS", "FORM_VERSION", "Answers", "FieldKind", "Plan", "Reference", "ReturnKind", "Row", "Tick", "Words",
    "as_date", "clean", "folded", "prefilled", "written_day",
]  # fmt: skip

Row = Mapping[str, str]
"""One action: column (`what`, `who`, `when`, …) to text. A column without text is not in it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A recommendation that a team marked as relevant: its code ("R3"), and its words as the team had them.

    `sure` is how sure the team is that it does this now: "1" to "5", or what it wrote there; it may stand beside a
    recommendation that is not `marked`, as in a follow-up, which has no box to mark.
    """

    code: str
    words: str = ""
    sure: str = ""
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """A team's plan, or its follow-up of one. All text is clean; what is empty is not there.

    `details` by id, those at the end too (`organisation`, `session_date`, `no_action`, …); `learning` are the numbered
    points, "" for one left out before another; `rows` the actions in their order.
    """

    details: Mapping[str, str] = field(default_factory=dict)
    ticks: tuple[Tick, ...] = ()
    learning: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    def detail(self, name: str) -> str:
        """A detail, "" where it was left out."""
        return self.details.get(name, "")

    def says_more_than(self, given: frozenset[str]) -> bool:
        """Whether anything stands in it beside the details and columns of `given`, which came filled in."""
        more = self.details.keys() - given or any(row.keys() - given for row in self.rows)
        return bool(more or self.ticks or self.learning)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it, in reading order."""
        cells = (text for row in self.rows for text in row.values())
        sure = (tick.sure for tick in self.ticks)
        return (*self.details.values(), *filter(None, (*sure, *self.learning)), *cells)

    @property
    def marked(self) -> tuple[Tick, ...]:
        """The recommendations that the team marked as relevant."""
        return tuple(tick for tick in self.ticks if tick.marked)


def prefilled(team: Team | None) -> Plan:
    """The plan with what teams.csv already gives."""
    if team is None:
        return Plan()
    given = {
        "organisation": team.organisation,
        "team_manager": team.team_manager,
        "section_team": team.section_team,
        "contact": team.contact,
    }
    return Plan({name: text for name, value in given.items() if (text := clean(value, one_line=True))})
