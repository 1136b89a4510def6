"""Words inside the codes of fields that Word and rich text share."""

from __future__ import annotations

import re

_EQUATION = re.compile(r"^\s*EQ\b(?P<code>.*)$", re.I | re.S)
_SWITCH = re.compile(r"\\+\*\s+(?:\"[^\"]*\"|\w+)|\\[a-z]+(?:\s?-?\d+)?", re.I)


def equation(code: str) -> str:
    """The words that an EQ field shows, such as small letters over others; "" for another field."""
    found = _EQUATION.match(code)
    return " ".join(re.sub(r"[(),;]", " ", _SWITCH.sub(" ", found["code"])).split()) if found else ""
