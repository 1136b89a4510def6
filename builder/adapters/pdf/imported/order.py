"""The lines of a PDF's page in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...documents.content import TakenPicture
from ...documents.placing import Box, reading_order
from .lines import Drawn, TextLine
from .tables.on_page import Table


def ordered(lines: Sequence[TextLine], tables: Sequence[Table] = ()) -> list[TextLine | Table]:
    """Lines and tables of a page in reading order: blocks of lines, put in order as boxes."""
    lines = sorted(lines, key=lambda x: (x.top, x.left))
    blocks: list[list[TextLine]] = []
    for line in lines:
        home = next((b for b in reversed(blocks) if _goes_under(b, line, blocks)), None)
        if home is None:
            blocks.append([line])
        else:
            home.append(line)
    held: list[Sequence[TextLine | Table]] = [*blocks, *((table,) for table in tables)]
    boxes = [_box(block, n) for n, block in enumerate(blocks)]
    boxes += [Box(x.left, x.top, x.right, x.bottom, "", n) for n, x in enumerate(tables, len(blocks))]
    return [one for n in reading_order(boxes) for one in held[n]]


def _goes_under(block: list[TextLine], line: TextLine, blocks: list[list[TextLine]]) -> bool:
    last = block[-1]
    gap = line.top - last.bottom
    left, right = min(x.left for x in block), max(x.right for x in block)
    overlap = min(right, line.right) - max(left, line.left)
    reach = 1.3 * line.size if line.size < 1.12 * last.size else 0.8 * last.size
    if last.bold and not line.bold and line.size < last.size < 1.7 * line.size:
        reach = 1.3 * last.size  # a heading stands a little off the text below it
    heads = (line.bold and not last.bold) or line.size > last.size * 1.12
    if heads or gap > reach or gap < -0.6 * line.size:
        return False
    if overlap < 0.5 * min(right - left, line.right - line.left):
        return False
    # a line that lies across two columns opens a block of its own
    return not any(
        other is not block
        and min(max(x.right for x in other), line.right) - max(min(x.left for x in other), line.left) > 0.5 * line.size
        and abs(other[-1].bottom - last.bottom) < 0.8 * line.size
        for other in blocks[-6:]
    )


def _box(block: list[TextLine], key: int) -> Box:
    first = block[0]
    short = len(block) == 1 and len(first.text.split()) <= 12
    rest = block[1:]
    headed = bool(rest) and (first.bold or first.size > rest[0].size * 1.08) and not all(x.bold for x in rest)
    return Box(
        min(x.left for x in block), first.top, max(x.right for x in block), max(x.bottom for x in block),
        first.text, key, headed, short and (first.bold or len(first.text.split()) <= 6),
    )  # fmt: skip


def with_pictures(
    lines: Sequence[TextLine | Table], page: int, pictures: Mapping[Drawn, TakenPicture]
) -> list[TextLine | Table | Drawn]:
    """The lines of a page in reading order with its pictures, each after the line right above it."""
    flow: list[TextLine | Table | Drawn] = list(lines)
    for one, taken in sorted(pictures.items(), key=lambda pair: (pair[0].top, pair[0].left)):
        if one.page != page:
            continue
        over = [x for x in lines if min(x.right, one.right) - max(x.left, one.left) > 0]
        above = [x for x in over if x.bottom <= one.top + 0.6 * x.size]
        below = [x for x in over if x not in above]
        if above:
            at = flow.index(max(above, key=lambda x: x.bottom)) + 1
        else:
            at = flow.index(min(below, key=lambda x: x.top)) if below else 0
        while at < len(flow) and isinstance(flow[at], Drawn):
            at += 1
        flow.insert(at, replace(one, name=taken.name, alt=taken.alt))
    return flow
