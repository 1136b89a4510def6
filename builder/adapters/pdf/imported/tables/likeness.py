"""Whether aligned rows are a table, and neither columns of prose nor panels nor lists beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines import TextLine

Cell = tuple[TextLine, ...]
Row = tuple[Cell, ...]

MARK = re.compile(r"\W*(?:[A-Za-z]{0,16}\s?)?\d{1,2}(?:\.\d{1,2})?[a-z]?\W*|\W*[A-Za-z]\W*")
"""A number, a letter or a label with its number, alone in its cell."""
_SHORT_CELL = 6
_LABEL = re.compile(r"\W*(?:[A-Za-z]{1,16}\s?\d{1,2}(?:\.\d{1,2})?|\d{1,2}\.\d{1,2})\W*")
_BULLET = re.compile(r"[•·▪●◦‣○■➢✓→–*-]")


def is_table(rows: Sequence[Row]) -> bool:
    """Whether aligned rows are a table, and neither columns of prose nor panels nor lists beside each other."""
    width = len(rows[0])
    body = rows[1:]
    full = [row for row in rows if sum(bool(cell) for cell in row) >= 2]
    if len(rows) < 3 or len(full) < 0.7 * len(rows) or not all(map(_level, full)):
        return False
    cells = [cell for row in body for cell in row if cell]
    if any(all(x.bold for cell in row for x in cell) for row in body if row in full) and not all(
        x.bold for cell in cells for x in cell
    ):
        return False  # heads of panels within
    if sum(map(_is_panel, cells)) > 0.3 * len(cells) or sum(map(_is_bulleted, cells)) > 0.3 * len(cells):
        return False
    sizes = [_usual([_count(row[n]) for row in body if row[n]]) for n in range(width)]
    if width == 2:
        return _is_labelled(rows, sizes)
    return min(sizes) <= _SHORT_CELL and max(sizes) <= 60


def _is_labelled(rows: Sequence[Row], sizes: list[float]) -> bool:
    """Whether two columns are labels, short and bold or ended by a colon, with their texts; never bare marks."""
    labels = [row[0] for row in rows if row[0]]
    texts = [" ".join(x.text for x in cell) for cell in labels]
    if len(labels) < 0.8 * len(rows) or sizes[0] > _SHORT_CELL:
        return False
    marks = [bool(MARK.fullmatch(text)) for text in texts]
    if all(marks[1:]):
        named = all(_LABEL.fullmatch(text) for text in texts[1:])
        return named or (not marks[0] and all(x.bold for x in rows[0][0]))
    marked = sum(all(x.bold for x in cell) or text.endswith(":") for cell, text in zip(labels, texts, strict=True))
    return marked >= 0.8 * len(labels) and not all(all(x.bold for x in row[1]) for row in rows if row[1])


def _level(row: Row) -> bool:
    """Whether the cells of a row begin at one height, or stand around one middle."""
    cells = [cell for cell in row if cell]
    size = cells[0][0].size
    tops = [cell[0].top for cell in cells]
    middles = [(cell[0].top + cell[-1].bottom) / 2 for cell in cells]
    return min(max(v) - min(v) for v in (tops, middles)) < 0.7 * size


def _is_panel(cell: Cell) -> bool:
    first, rest = cell[0], cell[1:]
    return bool(rest) and not all(x.bold for x in rest) and (first.bold or first.size > rest[0].size * 1.08)


def _is_bulleted(cell: Cell) -> bool:
    return bool(_BULLET.match(cell[0].text))


def _count(cell: Cell) -> float:
    return float(sum(len(x.text.split()) for x in cell))


def _usual(counts: list[float]) -> float:
    return sorted(counts)[len(counts) // 2] if counts else 0.0
