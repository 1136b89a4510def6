"""Sentences, and how hard they are to read: what the rules about plain English measure with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import pyphen

from .core import Passage

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n+|;\s+(?=[A-Z])")
_NOT_AN_END = re.compile(r"\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|Prof|St|No|vs|approx|para|s)\.$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a passage. Abbreviations such as "e.g." do not end one."""
    held = ""
    for piece in _SENTENCE.split(text):
        held = f"{held} {piece}".strip() if held else piece.strip()
        if held and not _NOT_AN_END.search(held):
            yield held
            held = ""
    if held:
        yield held


def grade(passages: Iterable[Passage]) -> tuple[float, int]:
    """Flesch-Kincaid grade and the number of words it rests on (0.39 words a sentence + 11.8 syllables a word - 15.59).

    Syllables come from Pyphen's British hyphenation and groups of vowels, whichever finds more.
    """
    runs = [_WORD.findall(s) for p in passages for s in sentences(p.text)]
    runs = [r for r in runs if r]
    words = [w.lower() for r in runs for w in r]
    if not words:
        return 0.0, 0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(runs) + 11.8 * syllables / len(words) - 15.59, len(words)


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    silent = word.endswith("e") and not word.endswith(("le", "ee"))
    groups = len(_VOWELS.findall(word)) - (1 if silent else 0)
    if word.endswith("ed") and not word.endswith(("ted", "ded")):
        groups -= 1
    return max(1, groups, len(_hyphens().positions(word)) + 1)
