"""A table of a Word document taken apart once: its rows, their cells, the words and the controls in each."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ..package import W
from .answers import BREAKS, UNUSUAL, cells_of, rows_of, tags_below, words_of

_W = f"{{{W}}}"
_TABLE, _ROW, _CELL, _HEADS = f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}tblHeader"
_PARAGRAPH, _TEXT, _CONTROL, _TAG, _VAL = f"{_W}p", f"{_W}t", f"{_W}sdt", f"{_W}tag", f"{_W}val"
_UNUSUAL = frozenset(UNUSUAL)
_LOOKED_AT = (_ROW, _CELL, _HEADS, _PARAGRAPH, _TEXT, _CONTROL, _TAG, *BREAKS, *UNUSUAL)


@dataclass(slots=True)
class Cell:
    """A cell: `words` as `words_of` gives them, `tags` the names of the controls in it, in order."""

    at: etree._Element
    tags: list[str] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)
    _begun: bool = False
    _plain: bool = True

    @property
    def words(self) -> str:
        """The words that stand in it, a line for each paragraph."""
        if not self._plain:
            self._said, self._plain = [words_of(self.at)], True
        text = "".join(self._said)
        return text if text.strip() else ""

    def take(self, node: etree._Element, tag: str) -> None:
        """Takes what stands in it, in the file's order."""
        if tag == _TEXT:
            self._said.append(node.text or "")
        elif tag == _PARAGRAPH:
            if self._begun:
                self._said.append("\n")
            self._begun = True
        elif tag in _UNUSUAL:
            self._plain = False
        elif tag == _CONTROL:
            before = node.getprevious()
            self._plain = self._plain and (before is None or before.tag != _CONTROL)
        else:
            self._said.append(BREAKS[tag])


@dataclass(slots=True)
class Row:
    """A row: its cells, the names of all controls in it or around its cells, and whether it names the columns."""

    at: etree._Element
    cells: list[Cell] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: bool = False


class Tables:
    """The tables of one document, each taken apart when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, tuple[Row, ...]] = {}

    def rows(self, table: etree._Element) -> tuple[Row, ...]:
        """A table's own rows, not those of a table inside it."""
        found = self._known.get(table)
        if found is None:
            nested = next(table.iterdescendants(_TABLE), None) is not None
            found = self._known[table] = tuple(map(_row, rows_of(table)) if nested else _flat(table))
        return found


def _row(row: etree._Element) -> Row:
    """A row of a table with others inside: part by part."""
    heads = row.find(f"{_W}trPr/{_W}tblHeader") is not None
    cells = [Cell(cell, tags_below(cell), [words_of(cell)]) for cell in cells_of(row)]
    return Row(row, cells, tags_below(row), heads)


def _flat(table: etree._Element) -> list[Row]:
    """The rows of a table without others inside, in one pass: this is most of the time that a Word file takes."""
    rows: list[Row] = []
    row: Row | None = None
    cell: Cell | None = None
    for node in table.iter(*_LOOKED_AT):
        tag = str(node.tag)
        if tag in (_TEXT, _PARAGRAPH):
            if cell is not None:
                cell.take(node, tag)
        elif tag == _ROW:
            row, cell = Row(node), None
            rows.append(row)
        elif row is None:
            continue
        elif tag == _CELL:
            cell = Cell(node)
            row.cells.append(cell)
        elif tag == _HEADS:
            row.heads = True
        elif tag == _TAG:
            if name := node.get(_VAL):
                row.tags.append(name)
                if cell is not None:
                    cell.tags.append(name)
        else:
            if tag == _CONTROL and (cell is None or not _within(node, cell.at)):
                cell = None  # around cells or rows
                row = row if _within(node, row.at) else None
            if cell is not None:
                cell.take(node, tag)
    return rows


def _within(node: etree._Element, part: etree._Element) -> bool:
    parent = node.getparent()
    if parent is part or (parent is not None and parent.getparent() is part):  # as nearly all are
        return True
    return next(node.iterancestors(str(part.tag)), None) is part
