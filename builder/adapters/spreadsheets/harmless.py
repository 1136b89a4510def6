"""Tables for spreadsheets, with everything that a spreadsheet might run made harmless."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | int

_STARTS = frozenset("=+-@\t\r\n|%")


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV as Excel opens it: UTF-8 with its mark, CRLF, every text in quotes; formulas defused."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([defused(h) for h in header])
    writer.writerows([defused(cell) if isinstance(cell, str) else str(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a dangerous first character.

    Wide forms (＝) count as their plain ones, and nothing unseen before the character hides it. Carriage returns
    become line feeds: a bare one starts a new record in some programs. Numbers of ours are not text and pass by.
    """
    if not text or (text[:1].isascii() and text[:1].isalnum() and "\r" not in text and "\0" not in text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    seen = next((c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C"), "")
    bare = unicodedata.normalize("NFKC", text[:1] + seen)
    return f"'{text}" if any(c in _STARTS for c in bare) else text
