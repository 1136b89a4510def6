"""Sentences, and how hard they are to read: what the rules about plain English measure with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import pyphen

from ..core import Passage

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n+|;\s+(?=[A-Z])")
_NOT_AN_END = re.compile(r"\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|Prof|St|vs|approx|para|s)\.$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=20_000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage. Abbreviations such as "e.g." do not end one."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    held = ""
    for piece in _SENTENCE.split(text):
        if held and held.endswith("No.") and not piece[:1].isdecimal():
            yield held
            held = ""
        held = f"{held} {piece}".strip() if held else piece.strip()
        if held and not _NOT_AN_END.search(held) and not held.endswith("No."):
            yield held
            held = ""
    if held:
        yield held


def grade(passages: Iterable[Passage]) -> tuple[float, int]:
    """Flesch-Kincaid grade and the number of words it rests on (0.39 words a sentence + 11.8 syllables a word - 15.59).

    Syllables come from Pyphen's British hyphenation and groups of vowels, whichever finds more.
    """
    counted = [_counted(p.text) for p in passages]
    words = sum(len(own) for _, own in counted)
    if not words:
        return 0.0, 0
    syllables = sum(_syllables(word) for _, own in counted for word in own)
    return _reckoned(sum(runs for runs, _ in counted), words, syllables), words


def is_surely_easier(passages: Iterable[Passage], limit: float) -> bool:
    """Whether the grade lies below a limit even if each vowel were a syllable: then no dictionary is asked."""
    counted = [_counted(p.text) for p in passages]
    words = sum(len(own) for _, own in counted)
    vowels = sum(_vowels(word) for _, own in counted for word in own)
    return not words or _reckoned(sum(runs for runs, _ in counted), words, vowels) < limit


def _reckoned(runs: int, words: int, syllables: int) -> float:
    return 0.39 * words / runs + 11.8 * syllables / words - 15.59


@lru_cache(maxsize=20_000)
def _counted(text: str) -> tuple[int, tuple[str, ...]]:
    """How many sentences a text has, and its words in small letters."""
    runs = [found for sentence in sentences(text) if (found := _WORD.findall(sentence))]
    return len(runs), tuple(word.lower() for run in runs for word in run)


@lru_cache(maxsize=20_000)
def _vowels(word: str) -> int:
    return max(1, sum(letter in "aeiouyàâäáåæéèêëíìîïóòôöøœúùûüýÿŵŷ" for letter in word))


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
