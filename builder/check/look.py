"""A pattern that looks quickly first: most passages hold none of the words that its matches must hold.

A `Look` is compiled when it is first needed, and asks before each walk through a passage whether a few literal pieces
are there: of each of up to three groups every match must have one. They are worked out from the pattern, so that what
is found stays the same; `site_tests/test_look_first.py` compares the two ways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, lru_cache
from hashlib import sha1
from importlib import import_module
from pathlib import Path
from typing import Any

Needed = tuple[frozenset[str], ...]
"""Groups of literal pieces in small letters, the rarest first: a match has one of each. () where none is known."""

_DIGITS = frozenset("0123456789")
_RARE = _DIGITS | frozenset("@([]/+")


_LONGEST = 4


@lru_cache(maxsize=1_000)  # 25 KB each, and a briefing asks for its own hundred again and again
def _grams(text: str) -> frozenset[str]:
    """Every run of one to four letters of a text: one look each tells whether a piece may be there."""
    small = text.lower()
    return frozenset(small[n : n + length] for length in range(1, _LONGEST + 1) for n in range(len(small)))


ALL: list[Look] = []
"""Every pattern that was made, for writing their pieces down."""
_PIECES = Path(__file__).parent / "data" / "pieces.json"


@cache
def _written_down() -> dict[str, list[list[str]]]:
    """The pieces of each pattern, as `site_tests/write_pieces.py` wrote them: to work them out takes a second."""
    try:
        found = json.loads(_PIECES.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def pieces_of_all() -> dict[str, list[list[str]]]:
    """The pieces of every pattern and of its alternatives, worked out anew."""
    each = [*ALL, *(part for look in list(ALL) for part in look.parts)]
    return {look.key: [sorted(group) for group in needed(look.pattern, look.flags)] for look in each}


class Look:
    """A regular expression that matches no empty text, used as a compiled one is.

    One without groups is walked alternative by alternative; one with groups only where it is said (`apart`) that
    nobody asks for a group by its number.
    """

    def __init__(self, pattern: str, flags: int = 0, *, apart: bool = False) -> None:
        self.pattern = pattern
        self.flags = flags
        self._apart = apart
        ALL.append(self)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def pieces(self) -> Needed:
        """Groups of pieces, of each of which every match holds one. Written down, or worked out."""
        known = _written_down().get(self.key)
        return needed(self.pattern, self.flags) if known is None else tuple(frozenset(group) for group in known)

    @property
    def key(self) -> str:
        """What the pieces of the pattern are written down under."""
        return sha1(f"{int(self.flags)} {self.pattern}".encode(), usedforsecurity=False).hexdigest()[:16]

    @cached_property
    def _begin(self) -> Needed:
        return tuple(frozenset(piece[:_LONGEST] for piece in group) for group in self.pieces)

    @cached_property
    def parts(self) -> tuple[Look, ...]:
        """The alternatives, in order; () where they must stay together."""
        parts = alternatives(self.pattern, apart=self._apart)
        return tuple(Look(part, self.flags) for part in parts) if len(parts) > 1 and parts[0] else ()

    def may_match(self, text: str) -> bool:
        """Whether a walk through the text is worth its time."""
        if not self.pieces:
            return True
        grams = _grams(text)
        for begin in self._begin:
            if begin.isdisjoint(grams):
                return False
        small = text.lower()
        return all(any(piece in small for piece in group) for group in self.pieces)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        if not self.parts:
            return self.compiled.finditer(text) if self.may_match(text) else iter(())
        parts = [part for part in self._near(text) if part.may_match(text)]
        return _in_turn([part.compiled for part in parts], text) if parts else iter(())

    @cached_property
    def _by_begin(self) -> tuple[frozenset[str], dict[str, list[int]], list[int]]:
        """How the alternatives' first pieces begin, which begin so, and the alternatives of which nothing is known."""
        found: dict[str, list[int]] = {}
        for n, part in enumerate(self.parts):
            for begin in part._begin[0] if part._begin else ():
                found.setdefault(begin, []).append(n)
        return frozenset(found), found, [n for n, part in enumerate(self.parts) if not part.pieces]

    def _near(self, text: str) -> list[Look]:
        """The alternatives that a text may hold, in order: one look for all instead of one for each of hundreds."""
        begins, which, always = self._by_begin
        numbers = {n for begin in begins & _grams(text) for n in which[begin]}
        return [self.parts[n] for n in sorted(numbers.union(always))]

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


def alternatives(pattern: str, *, apart: bool = False) -> list[str]:
    """The alternatives of a pattern that has no groups, or whose groups may be numbered anew; else the pattern."""
    if re.search(r"\(\?P|\\[1-9]" if apart else r"(?<!\\)\((?!\?)|\(\?P|\\[1-9]", pattern):
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
        return ()


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
        found += _of_one(name, value)
    if run:
        found.append(frozenset({run}))
    worth = [f for f in found if _rarity(f) > 1]
    return tuple(sorted(set(worth), key=lambda f: (-_rarity(f), len(f), sorted(f)))[:_GROUPS])


_GROUPS = 3
"""So many groups are asked for: a fourth seldom tells more."""


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
        return (frozenset().union(*(part[0] for part in parts)),) if all(parts) else ()
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _of_sequence(value[2])
    if name == "ASSERT":
        return _of_sequence(value[1])
    if name == "IN" and all(_is_digit(str(kind), what) for kind, what in value):
        return (_DIGITS,)
    return ()


def _is_digit(kind: str, what: Any) -> bool:
    if kind == "CATEGORY":
        return str(what) == "CATEGORY_DIGIT"
    if kind == "RANGE":
        return bool(ord("0") <= what[0] and what[1] <= ord("9"))
    return kind == "LITERAL" and chr(int(what)) in _DIGITS
