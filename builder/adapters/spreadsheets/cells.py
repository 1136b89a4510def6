"""Single cells of a person's table changed, in CSV or Excel: every other cell, and how it looks, stays as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from .harmless import defused

Cells = Mapping[tuple[int, int], str]
"""Row and column, both from 1, to what should stand there. A row below the last one is added."""


class CannotChangeError(ValueError):
    """The table is kept in a way that cannot be changed cell by cell."""


def csv_with(text: str, delimiter: str, cells: Cells) -> str:
    """A text of rows with other words in some cells; `text` has plain line ends, a row is named by its first line."""
    wanted: dict[int, dict[int, str]] = {}
    for (line, column), words in cells.items():
        wanted.setdefault(line, {})[column] = defused(words)
    lines = text.splitlines(keepends=True)
    out, before = [], 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            changes = wanted.pop(before + 1, None)
            own = "".join(lines[before : reader.line_num])
            out.append(_row(_with(row, changes), delimiter) if changes else own)
            before = reader.line_num
    except csv.Error as error:
        raise CannotChangeError(str(error)) from error
    if wanted and out and not out[-1].endswith("\n"):
        out.append("\n")
    return "".join([*out, *(_row(_with([], changes), delimiter) for _, changes in sorted(wanted.items()))])


def csv_without(text: str, delimiter: str, line: int) -> str:
    """A text of rows without the row that begins on a line; `text` has plain line ends."""
    lines = text.splitlines(keepends=True)
    before = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for _ in reader:
            if before + 1 == line:
                return "".join([*lines[:before], *lines[reader.line_num :]])
            before = reader.line_num
    except csv.Error as error:
        raise CannotChangeError(str(error)) from error
    raise CannotChangeError("no row on this line")


def _with(row: list[str], changes: Mapping[int, str]) -> list[str]:
    wide = [*row, *[""] * (max(changes) - len(row))]
    return [changes.get(column, cell) for column, cell in enumerate(wide, 1)]


def _row(cells: list[str], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return out.getvalue()


def excel_with(data: bytes, sheet: str, cells: Cells) -> bytes:
    """A workbook with other words in some cells of a sheet. A new row looks like the one above it."""
    from openpyxl import load_workbook  # late: it takes a fifth of a second, and the desk opens without it
    from openpyxl.cell.cell import MergedCell

    try:
        book = load_workbook(io.BytesIO(data))
        page = book[sheet]
        last = page.max_row
        for (row, column), words in sorted(cells.items()):
            cell = page.cell(row, column)
            if isinstance(cell, MergedCell):
                raise CannotChangeError("a merged cell")
            cell.value = words or None
            if words:
                cell.data_type = "s"  # words stay words: a number keeps its first 0, and nothing becomes a formula
            above = page.cell(row - 1, column) if row > last and row > 1 else None
            if above is not None and not isinstance(above, MergedCell):
                cell._style = above._style
        out = io.BytesIO()
        book.save(out)
    except CannotChangeError:
        raise
    except Exception as error:  # openpyxl raises what its parts raise
        raise CannotChangeError(str(error)[:80]) from error
    return out.getvalue()
