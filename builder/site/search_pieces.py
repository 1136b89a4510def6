"""The search index in pieces, for a site of many briefings: a browser loads those alone that a search needs.

The first file says how many texts there are and where each piece begins. A piece of words holds a run of words in
order, and in which texts each stands; a piece of texts holds them as the whole index does; one file has every word, for
those that somebody spells another way. Of the same texts MiniSearch (theme/kept) would make the same index:
`site_tests/test_search.py` compares what both find.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from unicodedata import category, normalize

Entry = Mapping[str, str]
FIELDS = ("title", "text")
WORDS, TEXTS = 20_000, 40_000
"""How long a piece of words and one of texts may grow, in letters: some 5 and 8 KB over the wire."""

_Places = tuple[list[int], list[int]]
"""Where a word stands, for each field: text (less the one before), how often, of how many words; and so on."""


def pieces(found: Sequence[Entry], most_words: int = WORDS, most_texts: int = TEXTS) -> dict[str, str]:
    """Every file of the index by its name, the first as `index.js`. `found`: entries with location, title and text."""
    words, average = _index(found)
    kept = {word: json.dumps([word, *places], ensure_ascii=True, separators=(",", ":")) for word, places in words}
    in_order = sorted(kept, key=_as_browsers_sort)
    runs = list(_runs([kept[word] for word in in_order], most_words))
    texts = list(_runs([_literal(entry) for entry in found], most_texts))
    about = {
        "count": len(found),
        "average": average,
        "words": [in_order[start] for start, _ in runs],
        "texts": [start for start, _ in texts],
    }
    files = {"index.js": f"window.briefingSearch={_literal(about)};\n"}
    files["words.js"] = _piece("words", [_literal(" ".join(in_order))])
    files |= {f"words-{n}.js": _piece(f"words-{n}", run) for n, (_, run) in enumerate(runs)}
    return files | {f"texts-{n}.js": _piece(f"texts-{n}", run) for n, (_, run) in enumerate(texts)}


def _index(found: Sequence[Entry]) -> tuple[list[tuple[str, _Places]], list[float]]:
    """Every word with its places, and how many words each field has on average, reckoned as MiniSearch does."""
    words: dict[str, _Places] = {}
    last: dict[tuple[str, int], int] = {}
    average = [0.0, 0.0]
    for number, entry in enumerate(found):
        for field, name in enumerate(FIELDS):
            tokens = _tokens(entry[name])
            length = len(set(tokens))
            average[field] = (average[field] * number + length) / (number + 1)
            for word, times in Counter(map(_plain, tokens)).items():
                if word:
                    before = last.get((word, field), 0)
                    words.setdefault(word, ([], []))[field].extend((number - before, times, length))
                    last[word, field] = number
    return list(words.items()), average


def _tokens(text: str) -> list[str]:
    """Words as theme/components/search/search.js takes them apart: letters, marks and figures."""
    if text.isascii():
        return re.findall(r"[^\W_]+", text)
    return "".join(sign if _belongs(sign) else " " for sign in text).split()


@lru_cache(maxsize=4096)
def _belongs(sign: str) -> bool:
    return category(sign)[0] in "LMN"


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """A word as it is looked for: small letters without their marks."""
    if word.isascii():
        return word.lower()
    return "".join(sign for sign in normalize("NFD", word) if category(sign)[0] != "M").lower()


def _as_browsers_sort(word: str) -> bytes:
    """Scripts compare words by their UTF-16 units."""
    return word.encode("utf-16-be", "surrogatepass")


def _runs(made: Sequence[str], most: int) -> Iterator[tuple[int, list[str]]]:
    """Neighbours together until they are as long as `most`: where each run begins, and what is in it."""
    start, length = 0, 0
    for number, one in enumerate(made):
        length += len(one)
        if length >= most or number == len(made) - 1:
            yield start, list(made[start : number + 1])
            start, length = number + 1, 0


def _literal(value: object) -> str:
    # ASCII only, and no "<" that a parser of HTML could take for a tag, wherever the script may end up.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def _piece(name: str, literals: Sequence[str]) -> str:
    """A script that gives the page one piece."""
    return f'(window.briefingPieces=window.briefingPieces||{{}})["{name}"]=[{",".join(literals)}];\n'
