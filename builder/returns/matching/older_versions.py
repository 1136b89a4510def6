"""What an older version of a return says that the newest does not.

A team that needs more rows than a PDF has may send two copies with other actions in each. The newest counts; that the
older one holds more is for a person to see, for a program cannot tell a second sheet from a change of mind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...form.plan import folded
from ..collected import Reply

_WORDS = ("what", "evidence", "change")
"""Columns that hold a team's words; who and when may change in a later version without a loss."""


def overtaken(newest: Iterable[Reply], older: Iterable[Reply]) -> tuple[Reply, ...]:
    """Those of `older` that hold an action, a point or words beside the form which the newest of that team lacks."""
    kept = {r.place: r for r in newest}
    return tuple(r for r in older if (r.filled or r.remarks) and _says_more(r, kept[r.place]))


def _says_more(reply: Reply, newest: Reply) -> bool:
    beside = (remark.text for remark in newest.remarks)
    there = "\n".join(f" {folded(text)} " for text in (*newest.plan.texts, *beside))
    return any(f" {words} " not in there for text in _said(reply) if (words := folded(text)))


def _said(reply: Reply) -> Iterator[str]:
    """Points of the discussion and actions; of a row without words of what, everything."""
    yield from filter(None, reply.plan.learning)
    yield from (remark.text for remark in reply.remarks)
    for row in reply.plan.rows:
        yield from [row[c] for c in _WORDS if c in row] or row.values()
