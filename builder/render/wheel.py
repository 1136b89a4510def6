"""The wheel: a circle with a segment for each part, as numbers that a template turns into SVG.

The drawing stands in a square of 200 by 200, clockwise from the top. Gaps between segments are parallel. Colours
are classes `p1` (dusk: what happened) to `p9` (morning: what we change), so that no inline style is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import asin, cos, pi, sin

COLOURS = 9
CENTRE = 100.0
OUTER = 96.0


@dataclass(frozen=True, slots=True)
class Segment:
    """One part's segment: its number, colour class, outline (SVG path) and the place of its numeral."""

    number: int
    colour: str
    path: str
    x: float
    y: float


def colour(position: int, count: int) -> str:
    """The colour class of part `position` (from 1) out of `count`: the whole range is used for any count."""
    if count < 2:
        return "p1"
    return f"p{int(1 + (position - 1) * (COLOURS - 1) / (count - 1) + 0.5)}"


@cache
def segments(count: int, *, inner: float = 50.0, gap: float = 2.5) -> tuple[Segment, ...]:
    """The segments of a wheel of `count` parts; `inner` is the hub's radius, `gap` half the space between two."""
    return tuple(_segment(n, count, inner, gap) for n in range(1, count + 1))


def _segment(number: int, count: int, inner: float, gap: float) -> Segment:
    start, end = 2 * pi * (number - 1) / count, 2 * pi * number / count
    if count == 1:
        start, end, gap = 0.0, 2 * pi, 0.6
    wide, narrow = asin(gap / OUTER), asin(gap / inner)
    large = 1 if end - start > pi else 0
    a, b = _point(OUTER, start + wide), _point(OUTER, end - wide)
    c, d = _point(inner, end - narrow), _point(inner, start + narrow)
    path = f"M{a}A{OUTER:g} {OUTER:g} 0 {large} 1 {b}L{c}A{inner:g} {inner:g} 0 {large} 0 {d}Z"
    middle, radius = (start + end) / 2, (OUTER + inner) / 2
    x, y = CENTRE + radius * sin(middle), CENTRE - radius * cos(middle) + 6
    return Segment(number, colour(number, count), path, round(x, 1), round(y, 1))


def _point(radius: float, angle: float) -> str:
    return f"{CENTRE + radius * sin(angle):.1f} {CENTRE - radius * cos(angle):.1f}"
