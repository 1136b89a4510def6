"""What came back: earlier briefings on the same topics, what was agreed then, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..model.briefing import Briefing
from ..returns.collected import Collected
from .actions import agreed


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier briefing that shares `topics` with this one; `reported` counts what became of its actions."""

    briefing: Briefing
    topics: tuple[str, ...]
    actions: int
    reported: Mapping[str, int]
    overdue: int


def earlier(collected: Collected, briefing: Briefing, today: date) -> tuple[Before, ...]:
    """Briefings that came out before this one and share a topic with it, the newest first.

    Topics are the author's own tags. A topic that comes back says that it came back, and not that nothing was done.
    """
    found = [
        _before(collected, other, tuple(t for t in briefing.topics if t in other.topics), today)
        for other in collected.library.briefings
        if other.slug != briefing.slug and _is_before(other, briefing) and set(other.topics) & set(briefing.topics)
    ]
    return tuple(sorted(found, key=lambda b: (b.briefing.published or date.min, b.briefing.slug), reverse=True))


def _is_before(other: Briefing, briefing: Briefing) -> bool:
    return (other.published or date.min) <= (briefing.published or date.max)


def _before(collected: Collected, briefing: Briefing, topics: tuple[str, ...], today: date) -> Before:
    actions = agreed(collected, briefing.slug, today)
    return Before(briefing, topics, len(actions), Counter(a.reported for a in actions), sum(a.overdue for a in actions))
