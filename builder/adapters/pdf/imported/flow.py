"""What a PDF's pages hold in the order in which it is read: lines, tables and pictures, tables whole over pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...documents.content import Kind, Seen, TakenPicture
from .lines import Drawn, PageText, TextLine, joined_over
from .order import ordered, with_pictures
from .tables.aligned import aligned_tables, going_on
from .tables.on_page import Table, continues, ruled_tables, run_on

Running = list[tuple[TextLine, Kind]]
Flow = list[TextLine | Table | Drawn]


def flow_of(
    pages: Sequence[PageText], running: Running, pictures: Mapping[Drawn, TakenPicture]
) -> tuple[Flow, Running]:
    """What stands on the pages in reading order, and the running lines that are none of it.

    A table's head that comes back on each page is the table's, though it looks like a header.
    """
    flow: Flow = []
    kept: Running = []
    for page in pages:
        own = [one for one in running if one[0].page == page.number]
        ran = {id(x) for line, _ in own for x in line.letters}
        tables, rest = ruled_tables(page.lines, page.rules)
        tables = [t for t in tables if not all(id(x.letters[0]) in ran for x in t.lines)]
        inner = {id(x) for t in tables for line in t.lines for x in line.letters}
        kept += [one for one in own if id(one[0].letters[0]) not in inner]
        lines = [x for x in rest if id(x.letters[0]) not in ran]
        last = flow[-1] if flow else None
        if isinstance(last, Table) and not any(t.top <= min(x.top for x in lines) for t in tables if lines):
            rows, made_of = going_on(lines, last.gutters, last.size)
            if rows:
                tables.append(Table(page.number, rows))
                lines = _without(lines, made_of)
        for rows, made_of in list(aligned_tables(lines)):
            tables.append(Table(page.number, rows))
            lines = _without(lines, made_of)
        flow += with_pictures(ordered(lines, tables), page.number, pictures)
    return _whole(flow), kept


def _without(lines: list[TextLine], gone: list[TextLine]) -> list[TextLine]:
    names = set(map(id, gone))
    return [x for x in lines if id(x) not in names]


def _whole(flow: Flow) -> Flow:
    """The flow; a table that goes on over pages as one."""
    out: Flow = []
    for one in flow:
        last = out[-1] if out else None
        if isinstance(one, Table) and isinstance(last, Table) and continues(one, last):
            out[-1] = run_on(last, one)
        else:
            out.append(one)
    return out


def seen_in(flow: Flow) -> Iterator[Seen]:
    """The words of the flow, cell by cell; those that a hyphen at a line's end parts are told together."""
    lines: list[TextLine] = []
    for one in flow:
        if isinstance(one, TextLine):
            lines.append(one)
        elif isinstance(one, Table):
            yield from joined_over(lines)
            lines = []
            for cell in (cell for row in one.rows for cell in row):
                yield from joined_over(cell)
    yield from joined_over(lines)
