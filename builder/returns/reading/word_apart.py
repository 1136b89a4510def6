"""Worksheets put together in one Word file: they come apart where the form's first table stands again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from ...adapters.word.package import W
from ...adapters.word.returned.grid import Tables
from ...form.answers import folded
from .word_answers import tables_in

_W = f"{{{W}}}"


def sheets_in(body: etree._Element, known: Tables) -> list[etree._Element]:
    """A body for each worksheet: another begins where the form's first table stands again."""
    blocks = list(body)
    tables = [(n, t) for n, block in enumerate(blocks) for t in _tables_of(block)]
    if len(tables) < 2:
        return [body]
    first = tables[0][1]
    begins = [n for n, t in tables if _asks_the_same(known, t, first)]
    if len(begins) < 2:
        return [body]
    cuts = [0, *(_cut(blocks, before, n) for before, n in pairwise(begins)), len(blocks)]
    sheets = []
    for start, end in pairwise(cuts):
        sheet = etree.Element(f"{_W}body", nsmap=dict(body.nsmap))
        sheet.extend(blocks[start:end])
        sheets.append(sheet)
    return sheets


def _tables_of(block: etree._Element) -> Iterator[etree._Element]:
    if block.tag == f"{_W}tbl":
        yield block
    else:
        yield from tables_in(block)


def _asks_the_same(known: Tables, one: etree._Element, other: etree._Element) -> bool:
    """Whether the first columns say the same, for tags are lost on the way. Answers are in the others."""
    mine, theirs = known.rows(one), known.rows(other)
    if len(mine) != len(theirs) or not any(row.cells for row in theirs):
        return False
    pairs = (([*a.cells[:1]], [*b.cells[:1]]) for a, b in zip(mine, theirs, strict=True))
    return one is other or all(
        len(a) == len(b) and all(folded(x.words) == folded(y.words) for x, y in zip(a, b, strict=True))
        for a, b in pairs
    )


def _cut(blocks: list[etree._Element], before: int, begins: int) -> int:
    """Where the worksheet ends whose first table is at `before`: after its section's end, else after its last table."""
    last = max((n for n in range(before, begins) if next(_tables_of(blocks[n]), None) is not None), default=before)
    ends = [n for n in range(last + 1, begins) if next(blocks[n].iter(f"{_W}sectPr"), None) is not None]
    if ends:
        return ends[-1] + 1
    titles = [n for n in range(last + 1, begins) if _is_title(blocks[n])]
    return titles[0] if titles else last + 1


def _is_title(block: etree._Element) -> bool:
    style = block.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and (style.get(f"{_W}val") or "").casefold().startswith(("title", "subtitle", "heading1"))
