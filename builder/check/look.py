"""A pattern that looks quickly first: most passages hold none of the words that its matches must hold.

A `Look` is compiled when it is first needed, and asks before each walk through a passage whether one of a few literal
pieces is there, of which every match must have one. They are worked out from the pattern, so that what is found stays
the same; `site_tests/test_look_first.py` compares the two ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Any

Needed = frozenset[str] | None
"""Literal pieces in small letters; None where nothing can be said."""

_DIGITS = frozenset("0123456789")
_RARE = _DIGITS | frozenset("@([]/+")


_LONGEST = 4


@lru_cache(maxsize=2048)
def _grams(text: str) -> frozenset[str]:
    """Every run of one to four letters of a text: one look each tells whether a piece may be there."""
    small = text.lower()
    return frozenset(small[n : n + length] for length in range(1, _LONGEST + 1) for n in range(len(small)))


class Look:
    """A regular expression that matches no empty text, used as a compiled one is.

    One without groups is walked alternative by alternative.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.pattern, self._flags)

    @cached_property
    def needed(self) -> frozenset[str]:
        """Beginnings of pieces of which every match holds one; empty where nothing is known."""
        return frozenset(piece[:_LONGEST] for piece in needed(self.pattern, self._flags) or ())

    @cached_property
    def _parts(self) -> tuple[Look, ...]:
        """The alternatives, in order; () where they must stay together."""
        parts = alternatives(self.pattern)
        return tuple(Look(part, self._flags) for part in parts) if len(parts) > 1 and parts[0] else ()

    def may_match(self, text: str) -> bool:
        """Whether a walk through the text is worth its time."""
        return not self.needed or not self.needed.isdisjoint(_grams(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        if not self._parts:
            return self.compiled.finditer(text) if self.may_match(text) else iter(())
        parts = [part for part in self._parts if part.may_match(text)] if self.may_match(text) else []
        return _in_turn([part.compiled for part in parts], text) if parts else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.compiled.search(text) if self.may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text)

    def sub(self, change: Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        out, at = "", 0
        for match in self.finditer(text):
            out, at = out + text[at : match.start()] + change(match), match.end()
        return out + text[at:]


def _in_turn(patterns: list[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The matches of "a|b|c": the leftmost each time, of those that begin there the first in order."""
    heads = [pattern.search(text) for pattern in patterns]
    while found := [(match.start(), n, match) for n, match in enumerate(heads) if match]:
        _, _, first = min(found, key=lambda one: one[:2])
        yield first
        after = first.end() if first.end() > first.start() else first.end() + 1
        for n, match in enumerate(heads):
            if match and match.start() < after:
                heads[n] = patterns[n].search(text, after) if after <= len(text) else None


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern that has no groups; else the pattern alone."""
    if re.search(r"(?<!\\)\((?!\?)|\(\?P|\\[1-9]", pattern):
        return [pattern]
    parts, depth, inside, skip = [""], 0, False, False
    for sign in pattern:
        if skip or sign == "\\":
            skip = not skip
        elif inside or sign == "[":
            inside = sign != "]" if inside else True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            parts.append("")
            continue
        parts[-1] += sign
    return parts


def needed(pattern: str, flags: int = 0) -> Needed:
    """The pieces that a pattern asks for. Python's own parser reads it; where that has changed, nothing is known."""
    try:
        return _of_sequence(import_module("re._parser").parse(pattern, flags))
    except (ImportError, AttributeError, TypeError, ValueError):
        return None


def _of_sequence(items: Iterable[Any]) -> Needed:
    found: list[frozenset[str]] = []
    run = ""
    for operation, value in items:
        name = str(operation)
        letter = _letter(name, value)
        if letter:
            run += letter
            continue
        if name in ("AT", "ASSERT_NOT"):
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        if (pieces := _of_one(name, value)) is not None:
            found.append(pieces)
    if run:
        found.append(frozenset({run}))
    worth = [f for f in found if _rarity(f) > 1]
    return max(worth, key=lambda f: (_rarity(f), -len(f)), default=None)


def _rarity(pieces: frozenset[str]) -> int:
    """How seldom a text holds one of the pieces: the length of the shortest; figures and some signs count as three."""
    return min(4, *(3 if piece in _RARE else len(piece) for piece in pieces))


def _letter(name: str, value: Any) -> str:
    """The one letter, in whichever case, that an item stands for; else ""."""
    if name == "LITERAL":
        return chr(value).lower()
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        letters = {chr(code).lower() for _, code in value}
        return letters.pop() if len(letters) == 1 else ""
    return ""


def _of_one(name: str, value: Any) -> Needed:
    if name == "SUBPATTERN":
        return _of_sequence(value[3])
    if name == "BRANCH":
        parts = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*(p or () for p in parts)) if all(parts) else None
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _of_sequence(value[2])
    if name == "ASSERT":
        return _of_sequence(value[1])
    if name == "IN" and all(_is_digit(str(kind), what) for kind, what in value):
        return _DIGITS
    return None


def _is_digit(kind: str, what: Any) -> bool:
    if kind == "CATEGORY":
        return str(what) == "CATEGORY_DIGIT"
    if kind == "RANGE":
        return bool(ord("0") <= what[0] and what[1] <= ord("9"))
    return kind == "LITERAL" and chr(int(what)) in _DIGITS
