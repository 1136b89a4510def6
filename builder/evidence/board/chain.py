"""From finding to change: what each recommendation led to, team by team, and where the chain has gaps.

A finding is joined to a recommendation only by the links that an author wrote. An action is joined to a recommendation
by the code that its team wrote, as that team's form had it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...form.plan import folded
from ...model.briefing import Briefing
from ...model.text import Point
from ..actions import Action, Followed

GAPS = ("no_measure", "no_date", "not_reported", "no_evidence", "not_checked")
"""What a step may lack, in the order of the chain. Words: group `board`, keys `gap_…`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One action, and the newest that its team said of it."""

    action: Action
    last: Followed | None = None

    @property
    def gaps(self) -> tuple[str, ...]:
        """Which of `GAPS` it has. Evidence and a check are asked only of what a team reports as done."""
        done = self.action.reported in ("yes", "partly")
        lacks = {
            "no_measure": not self.action.known_worked,
            "no_date": self.action.due is None,
            "not_reported": self.action.overdue and not self.action.reported,
            "no_evidence": done and not (self.last and (self.last.evidence or self.last.seen)),
            "not_checked": done and not (self.last and self.last.checked),
        }
        return tuple(gap for gap in GAPS if lacks[gap])


@dataclass(frozen=True, slots=True)
class Strand:
    """A recommendation, the findings it is linked to, and what teams agreed to do about it.

    `recommendation` None: actions that name none.
    """

    recommendation: Point | None
    findings: tuple[Point, ...]
    steps: tuple[Step, ...]
    marked: int = 0
    """Teams that marked it as relevant."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many actions were agreed, reported as done, have evidence, changed something, and were checked."""
        done = [s for s in self.steps if s.action.reported == "yes"]
        return {
            "agreed": len(self.steps),
            "done": len(done),
            "evidence": sum(bool(s.last and (s.last.evidence or s.last.seen)) for s in done),
            "changed": sum(bool(s.last and s.last.change) for s in done),
            "checked": sum(bool(s.last and s.last.checked) for s in done),
        }


def strands(
    briefing: Briefing, actions: Iterable[Action], followed: Iterable[Followed], marked: Mapping[str, int]
) -> tuple[Strand, ...]:
    """The chain by recommendation; an action that names two stands under both, one that names none last."""
    newest = {(f.team, folded(f.what)): f for f in followed}  # they come in order of time
    steps = [Step(a, newest.get((a.team, folded(a.what)))) for a in actions]
    known = {r.code for r in briefing.recommendations}
    findings = {f.code: f for f in briefing.findings}
    rows = [
        Strand(
            r,
            tuple(findings[code] for code in briefing.linked(r.code) if code in findings),
            tuple(s for s in steps if r.code in s.action.codes),
            marked.get(r.code, 0),
        )
        for r in briefing.recommendations
    ]
    free = tuple(s for s in steps if not known & set(s.action.codes))
    return (*rows, Strand(None, (), free)) if free else tuple(rows)


def unanswered(briefing: Briefing, rows: Iterable[Strand]) -> tuple[Point, ...]:
    """Findings to which no action leads: nothing is linked to them, or nobody acts on what is.
    None where the author has linked nothing at all: then an action may answer any of them.
    """
    rows = tuple(rows)
    if not any(row.findings for row in rows):
        return ()
    reached = {f.code for row in rows if row.steps for f in row.findings}
    return tuple(f for f in briefing.findings if f.code not in reached)
