"""The straight lines that are drawn on a PDF's page, and the grids of cells that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..annotations import Turn, edges
from ..lines import Rule

MAX_PATHS = 4_000
MAX_RULES = 700
"""Rules on one page; a page with more is a drawing."""
MAX_SQUARES = 2_500
"""Squares of a grid; a page with a finer one is a drawing."""
_THIN = 3.0
_SHORT = 8.0
_NEAR = 4.0
"""Points between two rules that count as one, or as touching."""
_DEEP = 6
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Grid:
    """Rules that touch: the places of the columns' and rows' edges, and the cells that no rule parts.

    `cell[(column, row)]` is the (column, row) of the cell that the square belongs to.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cell: dict[tuple[int, int], tuple[int, int]]

    def square(self, x: float, y: float) -> tuple[int, int] | None:
        """The column and row of a point, None outside."""
        column = next((n for n, (a, b) in enumerate(pairwise(self.xs)) if a <= x < b), None)
        row = next((n for n, (a, b) in enumerate(pairwise(self.ys)) if a <= y < b), None)
        return None if column is None or row is None else (column, row)


def rules_on(page: pdfium.PdfPage, turn: Turn, width: float, height: float) -> list[Rule]:
    """The rules of a page, those in one line joined; none where the page is a drawing."""
    found: list[Rule] = []
    for n, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=_DEEP)):
        if n >= MAX_PATHS or len(found) > 10 * MAX_RULES:
            return []
        found += _rules_of(item, turn, width, height)
    joined = [*_joined([r for r in found if r.upright]), *_joined([r for r in found if not r.upright])]
    return joined if len(joined) <= MAX_RULES else []


def grids(rules: Sequence[Rule], fits: Callable[[float, float, tuple[float, ...]], bool]) -> Iterator[Grid]:
    """The grids that rules make up; `fits` says of what lies between two bands whether it keeps to their columns."""
    for some in _bands(_touching(rules), fits):
        level, upright = [r for r in some if not r.upright], [r for r in some if r.upright]
        if not level or not upright:
            continue
        xs = _places([*(r.at for r in upright), min(r.start for r in level), max(r.end for r in level)])
        ys = _places([*(r.at for r in level), min(r.start for r in upright), max(r.end for r in upright)])
        if (len(xs) > 2 or len(ys) > 2) and len(xs) * len(ys) <= MAX_SQUARES:
            yield Grid(xs, ys, _cells(xs, ys, level, upright))


def stacks(rules: Sequence[Rule]) -> Iterator[tuple[float, float, tuple[float, ...]]]:
    """Level rules of one width, one below another, that no upright rule touches: left, right and their places."""
    lonely = [some[0] for some in _touching(rules) if len(some) == 1 and not some[0].upright]
    taken: set[int] = set()
    for n, rule in enumerate(lonely):
        alike = [k for k, r in enumerate(lonely) if abs(r.start - rule.start) < _NEAR and abs(r.end - rule.end) < _NEAR]
        if n not in taken and len(alike) >= 2 and rule.end - rule.start > 100:
            taken.update(alike)
            yield rule.start, rule.end, tuple(sorted(lonely[k].at for k in alike))


def _bands(groups: list[list[Rule]], fits: Callable[[float, float, tuple[float, ...]], bool]) -> Iterator[list[Rule]]:
    """The groups; rows of colour with white rows between them, and rules of the same width, as one."""
    held: list[Rule] = []
    for group in sorted((g for g in groups if any(not r.upright for r in g)), key=lambda g: _box(g)[1]):
        if held:
            left, _, right, bottom = _box(held)
            near = abs(_box(group)[0] - left) < _NEAR and abs(_box(group)[2] - right) < _NEAR
            xs = _places([r.at for r in (*held, *group) if r.upright] or [left, right])
            if near and len(xs) > 2 and fits(bottom, _box(group)[1], xs):
                held = [*held, *group]
                continue
            yield held
        held = group
    if held:
        yield held


def _box(rules: Sequence[Rule]) -> tuple[float, float, float, float]:
    upright, level = [r for r in rules if r.upright], [r for r in rules if not r.upright]
    xs = [*(r.at for r in upright), *(x for r in level for x in (r.start, r.end))]
    ys = [*(r.at for r in level), *(y for r in upright for y in (r.start, r.end))]
    return min(xs), min(ys), max(xs), max(ys)


# What is drawn ----------------------------------------------------------------------------------


def _rules_of(item: Any, turn: Turn, width: float, height: float) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(0), raw.FPDF_BOOL(0)
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke) or not (fill.value or stroke.value):
        return
    points = list(_points(item))
    placed = []
    for step, x, y in points:
        try:
            placed.append((step, *_on_page(item, x, y)))
        except pdfium.PdfiumError:
            return
    if not placed:
        return
    box = edges(turn, *(f(p[n] for p in placed) for f in (min, max) for n in (1, 2)))
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide * high > _WHOLE * width * height:
        return
    if min(wide, high) <= _THIN:
        if max(wide, high) >= _SHORT / 4:
            upright = high > wide
            middle = (box[0] + box[2]) / 2 if upright else (box[1] + box[3]) / 2
            yield Rule(upright, middle, box[1] if upright else box[0], box[3] if upright else box[2])
        return
    for (_, ax, ay), (step, bx, by) in pairwise(placed):
        left, top, right, bottom = edges(turn, ax, ay, bx, by)
        if step == raw.FPDF_SEGMENT_LINETO and (right - left < 0.5) != (bottom - top < 0.5):
            upright = right - left < 0.5
            yield Rule(upright, left if upright else top, top if upright else left, bottom if upright else right)


def _points(item: Any) -> Iterator[tuple[int, float, float]]:
    """The points of a path: how each is reached, and where it lies in the path's own measure; closed paths closed."""
    x, y = ctypes.c_float(0), ctypes.c_float(0)
    start: tuple[float, float] | None = None
    for n in range(min(raw.FPDFPath_CountSegments(item), 2_000)):
        segment = raw.FPDFPath_GetPathSegment(item, n)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        step = raw.FPDFPathSegment_GetType(segment)
        yield step, x.value, y.value
        if step == raw.FPDF_SEGMENT_MOVETO:
            start = x.value, y.value
        if raw.FPDFPathSegment_GetClose(segment) and start:
            yield raw.FPDF_SEGMENT_LINETO, *start


def _on_page(item: Any, x: float, y: float) -> tuple[float, float]:
    """A point of a path in the page's own coordinates; groups have measures of their own."""
    now = item
    while now is not None:
        x, y = now.get_matrix().on_point(x, y)
        now = now.container
    return x, y


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules of one direction; those in one line that meet, or nearly, as one; what is short then is none."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if lines and rule.at - lines[-1][0].at <= 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    out: list[Rule] = []
    for line in lines:
        now: list[Rule] = []
        for rule in sorted(line, key=lambda r: r.start):
            if now and rule.start <= now[-1].end + 3:
                now[-1] = replace(now[-1], end=max(now[-1].end, rule.end))
            else:
                now.append(rule)
        out += now
    return [r for r in out if r.end - r.start >= _SHORT]


# Grids ------------------------------------------------------------------------------------------


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules in groups that hang together."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [g for g in groups if any(_meet(rule, other) for other in g)]
        groups = [g for g in groups if g not in near]
        groups.append([rule, *(r for g in near for r in g)])
    return groups


def _meet(a: Rule, b: Rule) -> bool:
    if a.upright == b.upright:
        return abs(a.at - b.at) <= _NEAR and a.start <= b.end + _NEAR and b.start <= a.end + _NEAR
    return a.start - _NEAR <= b.at <= a.end + _NEAR and b.start - _NEAR <= a.at <= b.end + _NEAR


def _places(values: list[float]) -> tuple[float, ...]:
    """Places in order; those next to each other as one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return tuple(out)


def _cells(
    xs: tuple[float, ...], ys: tuple[float, ...], level: list[Rule], upright: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each square the first square of its cell: squares are of one cell where no rule parts them."""
    home = {(c, r): (c, r) for c in range(len(xs) - 1) for r in range(len(ys) - 1)}

    def join(a: tuple[int, int], b: tuple[int, int]) -> None:
        first, second = sorted((home[a], home[b]), key=lambda s: (s[1], s[0]))
        for square, owner in home.items():
            if owner == second:
                home[square] = first

    for column, row in list(home):
        if (column + 1, row) in home and not _parted(upright, xs[column + 1], ys[row], ys[row + 1]):
            join((column, row), (column + 1, row))
        if (column, row + 1) in home and not _parted(level, ys[row + 1], xs[column], xs[column + 1]):
            join((column, row), (column, row + 1))
    return home


def _parted(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules run along most of an edge."""
    covered = sum(
        max(0.0, min(r.end, end) - max(r.start, start)) for r in rules if abs(r.at - at) <= _NEAR
    )  # double lines count twice, and may
    return covered > 0.6 * (end - start)
