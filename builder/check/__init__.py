"""The model to problems. A rule is one entry in a table."""

from __future__ import annotations

from datetime import date

from ..model import Library
from ..problems import Problem, in_order
from .core import Draft, Found, Rule, judge
from .table import RULES, explain, rules_page

__all__ = ["RULES", "Found", "Rule", "check", "explain", "rules_page"]


def check(library: Library, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem of every briefing, sorted by place. `today` (else the real day) decides what is overdue."""
    day = today or date.today()
    drafts = (Draft(library, briefing, day) for briefing in library.briefings)
    return in_order(problem for draft in drafts for problem in judge(RULES, draft))
