"""One Excel workbook in which a person types: its rows read, and rows added below without touching a cell of hers."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ..archives import unfolded

MOST = 60_000_000
"""Bytes that a workbook may unfold to."""


class WorkbookError(Exception):
    """A workbook that cannot be read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it should stand: the first line, a width for each column in letters, and rows. The first `printed`
    columns are ours and grey; the others are for a person to type in.
    """

    head: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    printed: int


def rows_in(data: bytes) -> dict[str, list[tuple[int, list[str]]]]:
    """Sheet name to its rows that hold anything, with their number. A date is ISO, a whole number has no point."""
    if unfolded(data) > MOST:
        raise WorkbookError("too large")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, ValueError, OSError) as error:
        raise WorkbookError(str(error)[:80]) from error
    return {
        name: [(n, texts) for n, row in enumerate(rows, start=1) if any(texts := [_text(c) for c in row])]
        for name, rows in sheets.items()
    }


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "yes" if cell else ""
    return str(cell).strip()


def with_rows(present: bytes | None, sheets: Mapping[str, Sheet], key: int) -> bytes | None:
    """The workbook with every row of `sheets` that it lacks, told apart by the first `key` cells; None: it lacks none.

    Raises WorkbookError where the present one is none.
    """
    from openpyxl import Workbook, load_workbook  # half a second, and only who makes a table needs it

    try:
        book = load_workbook(io.BytesIO(present)) if present else Workbook()
    except Exception as error:  # openpyxl raises what its parts raise
        raise WorkbookError(str(error)[:80]) from error
    if not present:
        book.remove(book.active)
    added = 0
    for name, sheet in sheets.items():
        there = book[name] if name in book.sheetnames else _begun(book, name, sheet)
        known = {tuple(_text(c.value or "") for c in row[:key]) for row in there.iter_rows(min_row=2)}
        for row in sheet.rows:
            if tuple(row[:key]) not in known:
                _append(there, row, sheet)
                added += 1
    if not added:
        return None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _begun(book: Any, name: str, sheet: Sheet) -> Any:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    bold, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    made = book.create_sheet(name)
    made.append(list(sheet.head))
    for number, width in enumerate(sheet.widths, start=1):
        made.column_dimensions[get_column_letter(number)].width = width
        made.cell(1, number).font = bold
        made.cell(1, number).alignment = top
    made.freeze_panes = f"{get_column_letter(sheet.printed + 1)}2"
    made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}1"
    made.sheet_view.zoomScale = 90
    made.page_setup.orientation = "landscape"
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"
    return made


def _append(sheet: Any, row: Sequence[str], plan: Sheet) -> None:
    from openpyxl.styles import Alignment, PatternFill

    grey, top = PatternFill("solid", start_color="EEF1F2"), Alignment(vertical="top", wrap_text=True)
    at = sheet.max_row + 1
    for number, text in enumerate(row, start=1):
        cell = sheet.cell(at, number)
        if text:
            cell.value = text
            cell.data_type = "s"  # never a formula, whatever it begins with
        cell.alignment = top
        if number <= plan.printed:
            cell.fill = grey
