"""What came back: earlier briefings on the same topics, what was agreed then, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...model.briefing import Briefing
from ...model.text import Point
from ...model.topics import suggested
from ...returns.collected import Collected
from ..actions import Action, agreed


@dataclass(frozen=True, slots=True)
class CameBack:
    """A topic that two briefings carry, and which findings of each speak of it, by their words."""

    topic: str
    then: tuple[Point, ...]
    now: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier briefing that shares topics with this one, and every action that teams agreed then."""

    briefing: Briefing
    shared: tuple[CameBack, ...]
    agreed: tuple[Action, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The authors' tags that both carry."""
        return tuple(one.topic for one in self.shared)

    @property
    def reported(self) -> Mapping[str, int]:
        """What became of the actions: `yes`, `partly`, `no`, `other` or "" (nothing), and how many."""
        return Counter(a.reported for a in self.agreed)

    @property
    def overdue(self) -> int:
        """How many of them are past their day and not reported as done."""
        return sum(a.overdue for a in self.agreed)


def earlier(collected: Collected, briefing: Briefing, today: date) -> tuple[Before, ...]:
    """Briefings that came out before this one and share a topic with it, the newest first.

    Topics are the author's own tags. A topic that comes back says that it came back, and not that nothing was done.
    """
    found = [
        Before(other, tuple(_shared(other, briefing)), agreed(collected, other.slug, today))
        for other in collected.library.briefings
        if other.slug != briefing.slug and _is_before(other, briefing) and set(other.topics) & set(briefing.topics)
    ]
    return tuple(sorted(found, key=lambda b: (b.briefing.published or date.min, b.briefing.slug), reverse=True))


def _is_before(other: Briefing, briefing: Briefing) -> bool:
    return (other.published or date.min) <= (briefing.published or date.max)


def _shared(then: Briefing, now: Briefing) -> Iterator[CameBack]:
    for topic in now.topics:
        if topic in then.topics:
            yield CameBack(topic, *(tuple(f for f in b.findings if topic in suggested([f.text])) for b in (then, now)))
