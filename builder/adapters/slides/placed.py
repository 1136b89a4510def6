"""The shapes of a slide in reading order, and what their lines are: headings, items, text. Knows no briefing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from ..documents.content import Piece, Shape
from ..documents.drawings import A
from ..documents.placing import Box, reading_order
from .shapes import Line, P, Shaped

OPENING_WORDS = 15
"""Fewer words than this under the title of the first slide make it the opening of the deck."""
_SHORT = 12


def body_of(shape: Shaped) -> Any:
    """The text body of a shape, None where it has none."""
    return shape.element.find(f"{P}txBody")


def text_of(shape: Shaped) -> str:
    """The words of a shape on one line."""
    body = body_of(shape)
    return (
        " ".join(" ".join("".join(p.itertext(f"{A}t")) for p in body.iter(f"{A}p")).split()) if body is not None else ""
    )


def settled(found: list[Line]) -> list[Line]:
    """A bullet that stands alone in its shape is none, and neither is the line that leads into a list."""
    if len(found) == 1 and found[0].mark == "bullet":
        return [replace(found[0], mark=None)]
    return [
        replace(line, mark=None)
        if line.mark == "bullet" and line.level == 0 and "".join(r.text for r in line.runs).rstrip().endswith(":")
        else line
        for line in found
    ]


def piece_of(line: Line, where: str, shape: Shaped | None) -> Piece:
    """A paragraph as text or as an item of its shape's list."""
    if line.mark is None:
        return Piece(Shape.TEXT, line.runs, where=where)
    label = str(line.start) if line.mark == "number" and line.start > 1 else ""
    of = f"{where} {id(shape)}"
    return Piece(Shape.ITEM, line.runs, line.level, line.mark == "number", where, label=label, of=of)


def in_order(blocks: list[tuple[Shaped, list[Piece]]]) -> list[int]:
    """The shapes in reading order; a short one right above another becomes its heading."""
    boxes = []
    for n, (shape, pieces) in enumerate(blocks):
        p = shape.place
        if p is None:
            return list(range(len(blocks)))
        words = " ".join(piece.text for piece in pieces)
        short = len(pieces) == 1 and pieces[0].shape is Shape.TEXT and 0 < len(words.split()) <= _SHORT
        boxes.append(
            Box(p.left, p.top, p.right, p.bottom, words, n, len(pieces) > 1 and _is_head(pieces[0], pieces), short)
        )
    order = reading_order(boxes)
    for n, after in pairwise(order):
        if boxes[n].short and not boxes[after].short and _is_over(boxes[n], boxes[after]):
            first = blocks[n][1][0]
            blocks[n][1][0] = replace(
                first, shape=Shape.HEADING, level=2, runs=tuple(replace(r, bold=False) for r in first.runs)
            )
    return order


def _is_head(first: Piece, pieces: list[Piece]) -> bool:
    bolder = first.all_bold and not all(p.all_bold for p in pieces)
    return first.shape is Shape.TEXT and len(first.text.split()) <= _SHORT and (bolder or pieces[1].shape is Shape.ITEM)


def _is_over(head: Box, body: Box) -> bool:
    height = max(1.0, head.bottom - head.top)
    wide = max(1.0, body.right - body.left)
    return abs(head.left - body.left) < 0.15 * wide and -0.35 * height <= body.top - head.bottom <= 0.9 * height


def headed(pieces: list[Piece], number: int, words: int) -> list[Piece]:
    """A slide without a title: its first short line is the heading."""
    first = pieces[0] if pieces else None
    if first is None or first.shape not in (Shape.TEXT, Shape.HEADING) or not 0 < len(first.text.split()) <= _SHORT:
        return pieces
    if first.text[-1:] in ".;," or len(pieces) < 2:
        return pieces
    shape = Shape.TITLE if number == 1 and words - len(first.text.split()) < OPENING_WORDS else Shape.HEADING
    return [replace(first, shape=shape, level=1), *pieces[1:]]


def lies_on(shape: Shaped, wide: float, high: float) -> bool:
    """Whether a shape lies on a slide of this size; words beside it are seen by nobody."""
    p = shape.place
    if p is None or not wide:
        return True
    return not (p.right <= 0 or p.bottom <= 0 or p.left >= wide or p.top >= high)
