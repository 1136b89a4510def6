"""What a heading or label of people's documents means, by the table of names; a title without the format's name."""

# ruff: noqa: E501 (a pattern on one line is read more easily)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from .names_table import TABLE, WHO, Name, Opens

__all__ = ["Name", "Opens", "aside", "meant", "opens", "plain", "rows", "without_format"]

_NUMBER = re.compile(
    r"^(?:(?:part|section|step|panel|box|minute|slide|rhan|adran)\s+)?[(\[]?(?:0?\d{1,2}(?:\.\d{1,2})*|[a-h]|[ivx]{1,4})"
    r"(?:\s*(?:of|/)\s*\d{1,2})?\s*[.):–—\]-]+\s*|^0?\d{1,2}\s+(?=[a-z])",
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


_MARKS = " *_#>\"'[]().:;,!?…-~=•|"


def plain(line: str) -> str:
    """A line as the table compares it."""
    return _NUMBER.sub("", _bare(line), count=1).strip(_MARKS)


def _bare(line: str) -> str:
    text = unicodedata.normalize("NFKC", line).translate(_QUOTES).casefold()
    return " ".join(text.split()).strip(_MARKS)


@cache
def _compiled() -> tuple[tuple[Name, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"(?:{name.pattern})\Z")) for name in TABLE)


@cache
def meant(line: str) -> Name | None:
    """The first row of the table that fits a line; None where none does or the line is no heading."""
    if len(line) > 140 or len(line.split()) > 16:
        return None
    for text in dict.fromkeys((_bare(line), plain(line))):
        found = next((name for name, pattern in _compiled() if pattern.match(text)), None) if text else None
        if found:
            return found
    return None


def opens(line: str, *what: Opens) -> bool:
    """Whether a line opens one of these."""
    found = meant(line)
    return found is not None and found.opens in what


def rows() -> Iterator[Name]:
    """Every row."""
    yield from TABLE


_ASIDE = re.compile(
    rf"^[\[(]?\s*(?:note|notes|tip|guidance|prompt|message)?\s*(?:for|to)?\s*(?:the )?{WHO}['’s]*"
    rf"(?:\s+(?:notes?|only|guidance|prompts?|tips?))*\s*[:–—]\s*(?=\S)",
    re.I,
)


def aside(line: str) -> int:
    """How many letters of a line say that it is for trainers ("Facilitator note: …"), 0 for another line."""
    found = _ASIDE.match(line)
    return found.end() if found else 0


_FORMAT = r"(?:a |the |our )?(?:seven|7)[\s‑-]*minutes?(?: (?:learning|practice|safeguarding|reflective|team))?[\s-]+(?:briefings?|guides?|reads?|summar(?:y|ies))(?: (?:(?:no\.?|number|issue|#)\s?)?\d+)?|7mb|smb"
_FORMAT_CY = r"(?:briff(?:iad)?|sesiwn friffio|papur briffio) (?:7|saith) munud"
_BEFORE = re.compile(
    rf"^[“\"'‘]?(?:{_FORMAT}|{_FORMAT_CY})[”\"'’]?(?:\s*[:|–—-]+\s*|\s+(?:on|about|for|from|ar|am)\s*[:–—-]?\s+|\s+(?=[A-Z“\"]))",
    re.I,
)
_INSIDE = re.compile(rf"^.{{2,60}}?\s(?:{_FORMAT}|{_FORMAT_CY})\s*[:|–—]+\s*(?P<rest>.+)$", re.I)
_AFTER = re.compile(rf"(?:\s*[:|–—,-]+\s*|\s+|\s*\()(?:{_FORMAT}|{_FORMAT_CY})\)?\s*$", re.I)


def without_format(title: str) -> str:
    """A title without the name of the format: "Seven Minute Briefing: Child H" is "Child H"."""
    inside = _INSIDE.search(title.strip())
    if inside and inside["rest"].strip():
        return inside["rest"].strip(" :|–—-")
    found = _AFTER.sub("", _BEFORE.sub("", title.strip()))
    return found.strip(" :|–—-") or title.strip() if found != title.strip() else found
