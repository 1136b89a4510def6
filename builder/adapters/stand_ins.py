"""Words for signs that no face has: "[snowman]", "[Hebrew letters]". A described sign beats a box, or no paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\u00ad\ufeff")
"""Joiners and variation selectors: they shape their neighbours, and need no letter of their own."""

Has = Callable[[str], bool]


def with_stand_ins(value: Any, has: Has) -> Any:
    """A value of JSON with every letter for which `has` is false put in words."""
    match value:
        case str():
            return value if value.isascii() else text_with_stand_ins(value, has)
        case Mapping():
            return {key: with_stand_ins(inner, has) for key, inner in value.items()}
        case list() | tuple():
            return [with_stand_ins(inner, has) for inner in value]
    return value


def text_with_stand_ins(text: str, has: Has) -> str:
    """The text with each run of letters of one script that a face lacks as one stand-in."""
    text = unicodedata.normalize("NFC", text)
    out: list[str] = []
    for char in text:
        if char.isspace() or has(char):
            out.append(char)
        elif char not in _UNSEEN:
            plain = unicodedata.normalize("NFKC", char)
            said = plain if plain != char and all(has(c) for c in plain) else stand_in(char)
            if not (said.startswith("[") and out and out[-1] == said):
                out.append(said)
    return "".join(out)


@cache
def stand_in(char: str) -> str:
    """A sign in words; letters by their script; nothing for a mark above or below another letter."""
    kind = unicodedata.category(char)
    name = unicodedata.name(char, "")
    if kind[0] == "M" or kind in ("Cf", "Cc") or "FITZPATRICK" in name:
        return ""
    if char == "\ufffd":
        return "[sign that was lost]"
    if not name or kind in ("Co", "Cn", "Cs"):
        return "[sign]"
    if kind[0] == "L" or kind in ("Nd", "Nl"):
        script = re.match(r"(?:OLD |LINEAR |NEW |KHITAN |TAI )?\w+", name)
        word = (script[0] if script else name).title()
        return "[Chinese letters]" if word == "Cjk" else f"[{word} letters]"
    words = re.sub(r"\b(?:black|white|heavy|sign|symbol|with upwards arrow|emoji)\b", "", name.lower())
    return f"[{' '.join(words.split()) or 'sign'}]"
