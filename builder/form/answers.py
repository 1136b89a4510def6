"""What may stand in one field, the same for every format: clean text and ticks; and what a written date means.

A plan holds a date as the words that were typed. What they mean is asked outside it (`as_date`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from ..model.dates import exact

Answers = Mapping[str, str]
"""Field id (`field_ids`) to text, as a file holds it; a tick is "yes". What they mean together is a `Plan`."""

Words = Mapping[str, Mapping[str, str]]
"""The interface's words: group, then key (see `theme/words/en.yml`)."""


class FieldKind(StrEnum):
    """What may stand in a field."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    TICK = "tick"


_TICKED = frozenset({"yes", "on", "true", "1", "x", "☒", "☑", "✓", "✔"})


def meaning(kind: FieldKind, value: str) -> str:
    """What `value`, as a person or a file gave it, means in a field of this kind; "" where it says nothing.

    A date stays the words that were typed: what they mean hangs on the day and the language (`as_date`).
    """
    text = clean(value, one_line=kind not in (FieldKind.TEXT, FieldKind.TICK))
    if kind is FieldKind.TICK:
        return "yes" if text.casefold() in _TICKED else ""
    return text


def clean(value: str, *, one_line: bool = False) -> str:
    """Text that every format can hold: NFC, `\\n` for line ends, no control, format-override or noncharacters.

    Trailing spaces of lines and blank lines at both ends go. On one line, runs of white space become a space.
    """
    if value.isascii() and value.isprintable():  # nothing in it can be wrong but spaces
        return " ".join(value.split()) if one_line else value.strip(" ")
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.translate(_BREAKS)
    if not text.replace("\n", "").isprintable():
        text = "".join(c for c in text if _may_stay(c))
    if one_line:
        return " ".join(text.split())
    lines = [line.rstrip() for line in text.replace("\t", " ").split("\n")]
    return unicodedata.normalize("NFC", "\n".join(lines).strip("\n "))


_BREAKS = {ord(c): "\n" for c in "\v\f\x1c\x1d\x1e\x85\u2028\u2029"} | dict.fromkeys(
    (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "
)
_KEPT_FORMATS = frozenset("\u200c\u200d")  # joiners: Urdu, Arabic and emoji sequences need them


def _may_stay(char: str) -> bool:
    if char in "\n\t" or char in _KEPT_FORMATS:
        return True
    code = ord(char)
    if (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return False
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn", "Co")


def as_date(text: str) -> date | None:
    """The day that a text names in full (`builder.model.dates`); a missing part is never guessed."""
    return exact(text)


def folded(text: str) -> str:
    """The words alone, in small letters: neither spaces nor punctuation make a difference between two texts."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def written_day(day: date, months: Mapping[str, str]) -> str:
    """A day in words: "1 March 2027". `months` are their names by "1" to "12"."""
    return f"{day.day} {months[str(day.month)]} {day.year:04}"
