"""The compiled lists of given names and of places, and how a word is looked up in them."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from ....model.given_names import registered_names
from ..vocabulary import FIELD
from .lexicon import COUNTRIES, FIRST_NAMES, LANGUAGES, NATIONALITIES, PLACES, SHORT_NAMES

_DATA = Path(__file__).parents[2] / "data"
_STROKES = str.maketrans("øłđŁØĐ’", "oldLOD'")


def folded(name: str) -> str:
    """Small letters without accents."""
    if name.isascii():
        return name.casefold()
    flat = unicodedata.normalize("NFKD", name.translate(_STROKES))
    return "".join(c for c in flat if not unicodedata.combining(c)).casefold()


def _lines(name: str) -> dict[str, bool]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return {line.rstrip("*"): line.endswith("*") for line in lines if not line.startswith("#")}


@cache
def given_names() -> dict[str, bool]:
    """Given names, folded; True for one that is a word as well."""
    names = registered_names()
    return (
        names
        | {folded(n): False for n in (*FIRST_NAMES, *SHORT_NAMES) if folded(n) not in names}
        | dict.fromkeys(("pat", "dot", "peg", "christian", "rich"), True)
    )


@cache
def places() -> dict[str, bool]:
    """Towns, villages, counties and large cities elsewhere; True for one that is a word as well."""
    found = _lines("cities.txt") | _lines("places.txt")
    return found | {p: False for p in PLACES if p not in found}


_AT_HOME = ("England", "Scotland", "Wales", "Ireland", "Britain", "Ulster", "Europe")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "lady", "lord")
NOT_NAMES = frozenset(folded(w) for w in (*COUNTRIES, *NATIONALITIES, *LANGUAGES, *_AT_HOME, *_COUNTED)) - {
    "jordan",
    "georgia",
    "georgian",
    "armenian",
    "tigre",
    "romani",
    "shona",
    "zulu",
    "israel",
    "chad",
    "kenya",
}
"""Countries and peoples, some of which are given names too."""


@lru_cache(maxsize=8192)
def is_given(word: str) -> bool | None:
    """None where a word is no given name; else whether it is a word as well."""
    flat = folded(word)
    flat = flat[:-2] if flat.endswith("'s") else flat.rstrip("'")
    if flat in NOT_NAMES or word in FIELD or (word.isupper() and len(word) > 1):
        return None
    names = given_names()
    if flat in names:
        return names[flat]
    first, *rest = flat.split("-")
    if rest and len(first) > 2 and first != "non" and word.rsplit("-", 1)[-1][:1].isupper():
        return names.get(first)
    return None
