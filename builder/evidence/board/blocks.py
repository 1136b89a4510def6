"""Words as blocks of text: a paragraph, a heading, a list, a table with its figures to the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.text import Cell, Heading, ListBlock, ListItem, Paragraph, Strong, Table, Text


def paragraph(text: str) -> Paragraph:
    """Words as a paragraph."""
    return Paragraph((Text(text),))


def heading(text: str) -> Heading:
    """A heading of the third level."""
    return Heading(3, (Text(text),))


def points(lines: Iterable[str]) -> ListBlock:
    """A list with a point for each line."""
    return ListBlock(False, tuple(ListItem((paragraph(line),)) for line in lines))


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table; a cell that is a number stands to the right."""

    def cells(row: Sequence[str]) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text),), "right" if text.isdigit() else "") for text in row)

    return Table(tuple(Cell((Strong((Text(text),)),)) for text in header), tuple(cells(row) for row in rows))
