"""What a spreadsheet made of what was typed into a cell: cut numbers, lost zeros, dates, faults, formulas."""

from __future__ import annotations

import re
from typing import NamedTuple

_CUT = re.compile(r"\d[.,]\d+E\+?\d+|\dE\+\d+", re.I)
_FAULT = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:\d{3}")
_FORMULA = re.compile(r"[=+@][A-Z]+(?:\(|\$?\d).*|=.+")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:T[\d:]+)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?|{_MONTH}-\d\d",
    re.I,
)
_NO_ZERO = re.compile(r"(?:(?<=^)|(?<=[,;/|] ))[1-9](?:\d{9}|\d{3} \d{6})(?=$|[,;/ |])")
"""A telephone number that begins with its second figure, alone or beside an address."""
_NAMES = ("organisation", "section_team")


class OddCell(NamedTuple):
    """What is said of a cell, and whether it is read as empty."""

    message: str
    hint: str = ""
    empty: bool = False


def odd(column: str, text: str, *, in_workbook: bool) -> OddCell | None:
    """What there is to say of a cell in one of our columns; None where it reads as somebody typed it.

    A workbook gives what its formulas come to: words that begin with = are words there.
    """
    if _CUT.fullmatch(text):
        return OddCell(
            f"“{text}” was a long number once", "Write the number as text in Excel: an apostrophe before it."
        )
    if _FAULT.fullmatch(text):
        hint = "Mend the formula there, or type the words in its place."
        return OddCell(f"“{text}” is a fault of the spreadsheet, and is read as empty", hint, empty=True)
    if not in_workbook and _FORMULA.fullmatch(text):
        hint = "Save the list as .xlsx, or put the words in place of the formula."
        return OddCell(f"“{text[:40]}” is a formula and not what it comes to; it is read as empty", hint, empty=True)
    if text == "0" and column in _NAMES:
        hint = "Save the list as .xlsx, or put the words in place of the formula."
        return OddCell("“0” is no name: a formula without a result?", hint)
    if column in (*_NAMES, "id") and _DATE.fullmatch(text):
        hint = "If it was none, such as 1-2, write it as text in Excel: an apostrophe before it."
        return OddCell(f"“{text.split('T')[0]}” is a date: the spreadsheet may have made it one", hint)
    if column == "contact" and (cut := _NO_ZERO.search(text)):
        return OddCell(f"“{cut[0]}” may have lost the 0 before it")
    return None
