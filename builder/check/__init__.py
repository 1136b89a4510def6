"""The model to problems. A rule is one entry in a table."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from ..model.briefing import Briefing
from ..model.partnership import Library
from ..model.problems import Problem, in_order
from .core import Draft, Frozen, covered_now, judge
from .table import CHECKS, RULES, explain, rules_page
from .timing import timing
from .tracing import matrix

__all__ = ["RULES", "check", "check_briefing", "covered", "explain", "matrix", "rules_page", "timing"]


def check(library: Library, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem of every briefing, sorted by place. `today` (else the real day) decides what is overdue."""
    day = today or date.today()
    return in_order(problem for briefing in library.briefings for problem in check_briefing(library, briefing, day))


def check_briefing(
    library: Library, briefing: Briefing, today: date, frozen: Frozen = MappingProxyType({})
) -> tuple[Problem, ...]:
    """The problems of one briefing. `frozen`: the words that its old decisions about whole rules cover."""
    return tuple(judge(CHECKS, Draft(library, briefing, today), frozen))


def covered(library: Library, briefing: Briefing, today: date) -> dict[str, tuple[str, ...]]:
    """The words that old decisions about whole rules cover today, by `decision_key`: for writing them down once."""
    return covered_now(CHECKS, Draft(library, briefing, today))
