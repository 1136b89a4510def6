"""Tables in workbooks of Excel and OpenDocument: cells as text, and what a reader should be told of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import python_calamine
from lxml import etree

from .unseen import unseen

MAX_ROWS, MAX_COLUMNS = 25_000, 60


class UnreadableWorkbookError(ValueError):
    """A file that is no workbook, or a damaged or protected one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `rows` hold text; row and column numbers count from 1. `merged` are cells that hold their area's text.

    `hidden` rows cannot be seen in the program; `unknown` cells hold a fault, or a formula that was never worked out.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: frozenset[int] = frozenset()
    unknown: frozenset[tuple[int, int]] = frozenset()
    merged: frozenset[tuple[int, int]] = frozenset()


def is_workbook(data: bytes) -> bool:
    """Whether a file looks like a workbook, whatever its name says."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """The sheets that can be seen, in order. Raises UnreadableWorkbookError."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [m.name for m in book.sheets_metadata if m.visible is python_calamine.SheetVisibleEnum.Visible]
        return tuple(_sheet(book, name, data) for name in shown if _is_table(book, name))
    except (python_calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UnreadableWorkbookError(str(error)) from error


def _is_table(book: python_calamine.CalamineWorkbook, name: str) -> bool:
    kinds = {m.name: m.typ for m in book.sheets_metadata}
    return kinds.get(name) is python_calamine.SheetTypeEnum.WorkSheet


def _sheet(book: python_calamine.CalamineWorkbook, name: str, data: bytes) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    above = sheet.start[0] if sheet.start else 0
    beside = sheet.start[1] if sheet.start else 0
    values = sheet.to_python(skip_empty_area=True)[:MAX_ROWS]
    rows = [[""] * beside + [_text(cell) for cell in row[:MAX_COLUMNS]] for row in values]
    rows = [[] for _ in range(above)] + rows
    merged = _fill_merged(rows, sheet.merged_cell_ranges or ())
    hidden, unknown = unseen(data, name)
    return Sheet(name, tuple(tuple(r) for r in rows), hidden, unknown, merged)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


def _fill_merged(
    rows: list[list[str]], areas: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> frozenset[tuple[int, int]]:
    filled = set()
    for (top, left), (bottom, right) in areas:
        if top >= len(rows) or left >= len(rows[top]) or right != left:  # a title over several columns stays one cell
            continue
        for n in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if left < len(rows[n]) and not rows[n][left]:
                rows[n][left] = rows[top][left]
                filled.add((n + 1, left + 1))
    return frozenset(filled)
