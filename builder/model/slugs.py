"""Words as ids and file names: the one rule for readers and makers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

LONGEST = 60
"""Letters of one part of a path: two of them stay far below the 260 that Windows allows for a whole path."""

_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))))
"""Names that Windows keeps for devices, whatever their suffix."""

_OF_THE_SITE = frozenset(("assets", "guide", "pictures", "search"))
"""Folders that the site has of its own."""

_FOLDED = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "&": " and "}
)


@lru_cache(maxsize=4096)
def ascii_slug(text: str) -> str:
    """Small ASCII letters, digits and single hyphens; may be empty."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def is_slug(text: str) -> bool:
    """Whether a text is fit as an address and as a folder's name on every system as it stands."""
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)) and len(text) <= LONGEST and text not in _RESERVED


def is_briefing_slug(text: str) -> bool:
    """Whether a briefing can stand in a folder of this name, in `content/` and on the site."""
    return is_slug(text) and text not in _OF_THE_SITE


def name_slug(name: str, empty: str = "team") -> str:
    """A name in plain small letters, digits and hyphens, at most `LONGEST` of them and never empty.

    Where letters have no plain form, or the name is cut or reserved, a short hash of the whole name follows: two names
    that differ never come out alike. `empty` stands where nothing plain is left.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_FOLDED))
    plain = ascii_slug(re.sub(r"['’]", "", folded))
    lost = any(letter.isalnum() and not letter.isascii() for letter in folded)
    if not lost and is_slug(plain):
        return plain
    return f"{plain[: LONGEST - 9].rstrip('-') or empty}-{short_hash(name)}"


def short_hash(text: str) -> str:
    """The first eight hexadecimal digits of the SHA-256 of a text: the same on every computer."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
