"""Which fields each edition of each form has, in reading order: what every maker walks, and every reader counts by.

A reader that lost the names of fields goes by their place; a new edition is a new entry here, and the old one stays.
The name of a field never changes its meaning, so what answers mean (`field_ids.decode`) asks for no edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .answers import FieldKind
from .reference import FOLLOW_UPS, FORM_VERSION, Reference, ReturnKind

_LINE, _TEXT, _DATE, _NUMBER, _TICK = (
    FieldKind.LINE, FieldKind.TEXT, FieldKind.DATE, FieldKind.NUMBER, FieldKind.TICK
)  # fmt: skip

Cell = Mapping[str, FieldKind]
"""What stands in one cell of an action: mostly one field, or several boxes to tick."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A form's fields. `details` stand at the top and `closing` at the end; `learning` counts the numbered points.

    `cells` are those of an action. `ticks`: each recommendation has a box to tick; `scale`: and a number that says how
    sure a team is of it.
    """

    details: Mapping[str, FieldKind]
    learning: int
    cells: tuple[Cell, ...]
    ticks: bool = False
    scale: bool = False
    closing: Mapping[str, FieldKind] = field(default_factory=dict)
    prefilled: frozenset[str] = frozenset()
    """Details and columns that come filled in: alone they are no reply."""

    @property
    def columns(self) -> Mapping[str, FieldKind]:
        """The fields of an action, of all its cells."""
        return {name: kind for cell in self.cells for name, kind in cell.items()}


_WHO = {"organisation": _LINE, "team_manager": _LINE, "section_team": _LINE, "contact": _LINE}
DETAILS_OF_TEAM = tuple(_WHO)
"""The details that teams.csv gives."""

_PLAN_1 = Layout(
    details=_WHO | {"session_date": _DATE, "attending": _NUMBER},
    learning=3,
    cells=({"what": _TEXT}, {"who": _TEXT}, {"when": _DATE}, {"done": _TEXT}, {"worked": _TEXT}, {"answers": _LINE}),
    ticks=True,
    prefilled=frozenset(_WHO),
)
_FOLLOW_UP_1 = Layout(
    details=_WHO | {"session_date": _DATE},
    learning=2,
    cells=(
        *({"what": _TEXT}, {"agreed": _TEXT}, {"done": _LINE}, {"evidence": _TEXT}, {"change": _TEXT}),
        *({"checked": _LINE}, {"checked_on": _DATE}),
    ),
    prefilled=frozenset((*_WHO, "what", "agreed")),
)

SEEN = ("seen_audit", "seen_supervision", "seen_data", "seen_families", "seen_practitioners", "seen_observation")
"""Kinds of evidence, each a box to tick."""

_PLAN_2 = replace(
    _PLAN_1,
    scale=True,
    closing={"no_action": _TEXT, "barriers": _TEXT, "agreed_by": _LINE},
)
_FOLLOW_UP_2 = replace(
    _FOLLOW_UP_1,
    learning=3,
    cells=(
        *({"what": _TEXT}, {"agreed": _TEXT}, {"done": _LINE}, {"no_longer": _TEXT}),
        *(dict.fromkeys(SEEN, _TICK), {"evidence": _TEXT}, {"change": _TEXT}),
        *({"checked": _LINE}, {"checked_on": _DATE}),
    ),
    scale=True,
)

LAYOUTS: Mapping[tuple[ReturnKind, int], Layout] = {
    (ReturnKind.PLAN, 1): _PLAN_1,
    (ReturnKind.PLAN, 2): _PLAN_2,
    **{(kind, 1): _FOLLOW_UP_1 for kind in FOLLOW_UPS},
    **{(kind, 2): _FOLLOW_UP_2 for kind in FOLLOW_UPS},
}
"""By kind of form and edition."""


def layout_of(reference: Reference | None) -> Layout:
    """The layout of the form that a reference names; the plan's newest where there is none."""
    return LAYOUTS[reference.kind, reference.form] if reference else newest_layout(ReturnKind.PLAN)


def newest_layout(kind: ReturnKind) -> Layout:
    """The layout of the forms that are made now; it has every field that an older one had."""
    return LAYOUTS[kind, FORM_VERSION]
