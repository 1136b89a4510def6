"""Pages of one worksheet that came in several files come together again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...form.field_ids import ACTION_ID
from ...form.plan import Plan, ReturnKind
from ..collected import Reply


def together(replies: Iterable[Reply]) -> list[Reply]:
    """The replies, where those of one place that ask for different fields altogether have become one.

    Such are pages sent apart: page 1 has the details, page 2 the actions, and neither is a version of the other. The
    first file of them stands for all.
    """
    out: list[Reply] = []
    waiting: dict[tuple[str, str, ReturnKind, str], list[int]] = {}
    for reply in replies:
        key = (*reply.place, reply.version)
        near = waiting.setdefault(key, []) if reply.match.found and reply.asked else []
        other = next((n for n in near if _apart(out[n].asked, reply.asked)), None)
        if other is None:
            near.append(len(out))
            out.append(reply)
        else:
            out[other] = _one(out[other], reply)
    return out


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return not {n for n in one & other if n != "reference"}


def _one(first: Reply, second: Reply) -> Reply:
    ahead, behind = sorted((first, second), key=_first_action)
    plan = Plan(
        details={**second.plan.details, **first.plan.details},
        ticks=first.plan.ticks or second.plan.ticks,
        learning=first.plan.learning or second.plan.learning,
        rows=(*ahead.plan.rows, *behind.plan.rows),
    )
    return replace(
        first,
        plan=plan,
        saved=max(first.saved, second.saved),
        filled=first.filled or second.filled,
        recommendations={**first.recommendations, **second.recommendations},
        remarks=first.remarks + second.remarks,
        asked=first.asked | second.asked,
        also=(*first.also, second.file),
    )


def _first_action(reply: Reply) -> int:
    """The number of the first action that it asks for, beyond all where it asks for none."""
    return min((int(found[1]) for name in reply.asked if (found := ACTION_ID.fullmatch(name))), default=10_000)
