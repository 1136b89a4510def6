"""Boxes on a page or slide in the order in which they are read: numbered panels, a grid, columns, from the top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"^\W{0,2}(?:(?:part|step|box|panel|minute)\s*)?0?(\d{1,2})\b(?!\s*(?:minutes?|years?|%|,))", re.I)


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its edges (top above bottom, growing downwards), its first words, and what it stands for.

    `headed` says that it holds a heading and the text under it.
    """

    left: float
    top: float
    right: float
    bottom: float
    words: str
    key: int
    headed: bool = False
    short: bool = False
    """Whether it is no more than a line or so, as a heading is."""


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The keys of the boxes in reading order."""
    stacks = _stacked(list(boxes))
    numbers = [int(m[1]) if (m := _NUMBER.match(s[0].words)) else 0 for s in stacks]
    counted = sorted(n for n in numbers if n)
    panels = [stack for stack, n in zip(stacks, numbers, strict=True) if n]
    if len(counted) >= 3 and counted == list(range(1, len(counted) + 1)) and _are_beside(panels):
        return _by_number(stacks, numbers)
    return [box.key for stack in _cut(stacks) for box in stack]


Stack = list[Box]


def _by_number(stacks: list[Stack], numbers: list[int]) -> list[int]:
    """Numbered panels by their numbers; what bears none goes where it stands: before the panels, or after them."""
    panels = sorted((pair for pair in zip(numbers, stacks, strict=True) if pair[0]), key=lambda pair: pair[0])
    first = min(_edges(stack)[1] for _, stack in panels)
    others = _cut([s for n, s in zip(numbers, stacks, strict=True) if not n])
    hub = next((s for s in others if _is_hub(s, [stack for _, stack in panels])), None)
    before = [s for s in others if _edges(s)[1] < first or s is hub]
    after = [s for s in others if s not in before]
    return [box.key for stack in (*before, *(s for _, s in panels), *after) for box in stack]


def _are_beside(panels: list[Stack]) -> bool:
    """Whether any two stand beside each other: numbers down a single column count headings, or items, as they come."""
    edges = [_edges(stack) for stack in panels]
    return any(
        min(a[3], b[3]) - max(a[1], b[1]) > 0.2 * min(a[3] - a[1], b[3] - b[1])
        for n, a in enumerate(edges)
        for b in edges[n + 1 :]
    )


def _is_hub(stack: Stack, panels: list[Stack]) -> bool:
    """Whether a few words stand in the middle of the panels around them, as the title of a wheel does."""
    left, top, right, bottom = (side(_edges(p)[n] for p in panels) for n, side in enumerate((min, min, max, max)))
    x, y = ((_edges(stack)[n] + _edges(stack)[n + 2]) / 2 for n in (0, 1))
    near = abs(x - (left + right) / 2) < 0.2 * (right - left) and abs(y - (top + bottom) / 2) < 0.2 * (bottom - top)
    return near and len(panels) >= 4 and sum(len(box.words.split()) for box in stack) <= 14


def _stacked(boxes: list[Box]) -> list[Stack]:
    """Each short box that stands like a heading right above a longer one, with that one."""
    below: dict[int, Box] = {}
    taken: set[int] = set()
    for top in boxes:
        if not top.short or top.headed:
            continue
        height = max(top.bottom - top.top, 1e-6)
        fits = [
            b
            for b in boxes
            if b.key != top.key
            and b.key not in taken
            and -0.35 * height <= b.top - top.bottom <= 0.9 * height
            and abs(b.left - top.left) <= 0.15 * (b.right - b.left)
            and abs(b.right - top.right) <= 0.35 * (b.right - b.left)
            and not b.headed
        ]
        if fits:
            nearest = min(fits, key=lambda b: b.top - top.bottom)
            below[top.key] = nearest
            taken.add(nearest.key)
    stacks = []
    for box in boxes:
        if box.key in taken:
            continue
        stack, now = [box], box
        while now.key in below and len(stack) <= len(boxes):
            now = below[now.key]
            stack.append(now)
        stacks.append(stack)
    return stacks


def _edges(stack: Stack) -> tuple[float, float, float, float]:
    return (
        min(b.left for b in stack),
        min(b.top for b in stack),
        max(b.right for b in stack),
        max(b.bottom for b in stack),
    )


def _cut(stacks: list[Stack], depth: int = 0) -> list[Stack]:
    """The stacks cut at white gutters, a grid by rows, else columns before rows, until nothing can be cut."""
    if len(stacks) < 2 or depth > 40:
        return sorted(stacks, key=lambda s: (_edges(s)[1], _edges(s)[0]))
    rows, columns = _groups(stacks, 1), _groups(stacks, 0)
    if len(rows) > 1 and (len(columns) == 1 or _is_grid(rows)):
        bands = rows if len(columns) > 1 else _bands(rows)
        return [s for band in bands for s in _cut(band, depth + 1)]
    if len(columns) > 1:
        return [s for column in columns for s in _cut(column, depth + 1)]
    return sorted(stacks, key=lambda s: (round(_edges(s)[1] / max(1e-6, _height(stacks)) * 20), _edges(s)[0]))


def _bands(rows: list[list[Stack]]) -> list[list[Stack]]:
    """The rows under a line that lies across columns; those that only chance parts, within the same columns, as one."""
    bands = rows[:1]
    for row in rows[1:]:
        if _runs_on(bands[-1], row):
            bands[-1] = [*bands[-1], *row]
        else:
            bands.append(row)
    return bands


def _runs_on(above: list[Stack], row: list[Stack]) -> bool:
    """Whether the columns of the boxes above go on through a row of boxes: it fills one or stands in several."""
    columns, joined = _groups(above, 0), _groups([*above, *row], 0)
    if len(columns) < 2 or len(joined) != len(columns) or _is_grid(_groups([*above, *row], 1)):
        return False
    if len(_groups(row, 0)) > 1:
        return True
    wide = max(_edges(s)[2] for s in row) - min(_edges(s)[0] for s in row)
    column = min(max(_edges(s)[2] for s in c) - min(_edges(s)[0] for s in c) for c in columns)
    return wide > 0.6 * column and not any(b.short for s in row for b in s)


def _lies_across(stack: Stack, row: list[Stack]) -> bool:
    """Whether a stack lies over or under more than one of a row: it parts the page, as a title does."""
    left, _, right, _ = _edges(stack)
    return sum(min(right, _edges(other)[2]) - max(left, _edges(other)[0]) > 0 for other in row) > 1


def _height(stacks: list[Stack]) -> float:
    return max(_edges(s)[3] for s in stacks) - min(_edges(s)[1] for s in stacks)


def _groups(stacks: list[Stack], axis: int) -> list[list[Stack]]:
    """The stacks in groups that a gutter parts: axis 0 gives columns, axis 1 rows."""
    ordered = sorted(stacks, key=lambda s: _edges(s)[axis])
    groups: list[list[Stack]] = []
    end = float("-inf")
    for stack in ordered:
        edges = _edges(stack)
        start, stop = edges[axis], edges[axis + 2]
        slack = 0.12 * (stop - start)
        if groups and start < end - slack:
            groups[-1].append(stack)
        else:
            groups.append([stack])
        end = max(end, stop)
    return groups


def _is_grid(rows: list[list[Stack]]) -> bool:
    """Whether rows of boxes are panels of their own rather than two columns of text beside each other."""
    wide = [row for row in rows if len(row) > 1]
    if not wide:
        return False
    alone = [row for row in rows if len(row) == 1]
    headed = all(len(s) > 1 or s[0].headed for row in wide for s in row)
    level = all(max(_edges(s)[1] for s in row) - min(_edges(s)[1] for s in row) <= 0.2 * _height(row) for row in wide)
    if not level:
        return False
    if len(wide) == 1:
        return headed or any(_lies_across(row[0], wide[0]) for row in alone)
    return headed or all(len(row) >= 3 for row in wide)
