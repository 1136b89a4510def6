"""Tables as one Excel workbook: heads that stay, filters, dates that are dates, and strangers' words that never run."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import xlsxwriter

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its heads, and rows of the same length. `widths` in letters, by column; 14 where left out."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...] = ()


def as_workbook(sheets: Sequence[Sheet], *, title: str, author: str, epoch: int) -> bytes:
    """The workbook as bytes, the same for the same input. Text is written as text: no cell is ever a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    made = datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
    book.set_properties({"title": title[:255], "author": author[:255], "created": made})
    looks = _Looks(book)
    names: set[str] = set()
    for sheet in sheets:
        _write(book.add_worksheet(_name(sheet.name, names)), sheet, looks)
    book.close()
    return out.getvalue()


class _Looks:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
        self.number = book.add_format({"valign": "top"})


def _name(wanted: str, taken: set[str]) -> str:
    """A sheet's name as Excel allows it: 31 letters, none of []:*?/\\, each once."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip("' ")[:28] or "Sheet"
    name, n = plain, 2
    while name.casefold() in taken:
        name, n = f"{plain} {n}", n + 1
    taken.add(name.casefold())
    return name


def _write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, looks: _Looks) -> None:
    page.set_row(0, _LINE * _lines(sheet, sheet.header))
    for column, text in enumerate(sheet.header):
        page.write_string(0, column, text, looks.head)
        page.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else 14)
    for row, values in enumerate(sheet.rows, start=1):
        page.set_row(row, _LINE * _lines(sheet, values))
        for column, value in enumerate(values):
            _cell(page, row, column, value, looks)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)


_LINE = 15
"""Points of a line: rows are as high as their longest text, for programs that do not look by themselves."""

_MOST_LINES = 27
"""A row may be 409 points high."""


def _lines(sheet: Sheet, values: Sequence[Value]) -> int:
    """How many lines the longest text of a row takes in its column, at one letter for each unit of width."""
    wide = [*sheet.widths, *[14] * len(values)]
    taken = (
        sum(max(1, -(-len(part) // wide[column])) for part in value.split("\n"))
        for column, value in enumerate(values)
        if isinstance(value, str) and value
    )
    return min(max(taken, default=1), _MOST_LINES)


_CELL = 32_000
"""Letters that a cell may hold (Excel: 32,767)."""


def _cell(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Value, looks: _Looks) -> None:
    match value:
        case None | "":
            return
        case bool():
            page.write_string(row, column, str(value), looks.text)
        case int() | float():
            page.write_number(row, column, value, looks.number)
        case date():
            page.write_datetime(row, column, datetime(value.year, value.month, value.day), looks.day)
        case _:
            clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", value)
            page.write_string(row, column, clean[:_CELL], looks.text)
