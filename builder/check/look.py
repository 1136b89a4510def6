"""A pattern that looks quickly first: most passages hold none of the words that its matches must hold.

Which literal pieces a match must hold is worked out from each pattern (`pieces.py`). A text is gone through once for
the pieces of all patterns, and then says of each whether a walk is worth its time. What is found stays the same;
`site_tests/test_look_first.py` compares the two ways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from hashlib import sha1
from pathlib import Path

from .pieces import Needed, alternatives, needed

ALL: list[Look] = []
"""Every pattern that was made, in order."""
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
    each = [part for look in ALL for part in (look, *look.parts)]
    return {part.key: [sorted(group) for group in needed(part.pattern, part.flags)] for part in each}


class Part:
    """A regular expression, compiled when it is first needed, with the pieces that its matches must hold."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

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

    def may_match(self, small: str) -> bool:
        """Whether a text in small letters holds what a match needs."""
        return all(any(piece in small for piece in group) for group in self.pieces)


class Look(Part):
    """A regular expression that matches no empty text, used as a compiled one is.

    One without groups is walked alternative by alternative; one with groups only where it is said (`apart`) that
    nobody asks for a group by its number. `within` is a short expression that every match holds: it is sought first.
    """

    def __init__(self, pattern: str, flags: int = 0, *, apart: bool = False, within: str = "") -> None:
        super().__init__(pattern, flags)
        self._apart = apart
        self._within = within
        ALL.append(self)
        _THROUGH.clear()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The alternatives, in order; () where they must stay together."""
        parts = alternatives(self.pattern, apart=self._apart)
        return tuple(Part(part, self.flags) for part in parts) if len(parts) > 1 and parts[0] else ()

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        return re.compile(self._within)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        try:
            parts = _THROUGH[text].get(self)
        except (KeyError, TypeError):
            parts = worth(text).get(self)
        if parts is None or (self._within and not self._inside.search(text)):
            return iter(())
        return parts[0].compiled.finditer(text) if len(parts) == 1 else _in_turn([p.compiled for p in parts], text)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        known = _THROUGH.get(text) if isinstance(text, str) else worth(text)
        if known is None:
            if not self.parts:  # a text that nobody else asks about: gone through for these pieces alone
                return self.compiled.search(text) if self.may_match(text.lower()) else None
            known = worth(text)
        parts = known.get(self)
        if parts is None or (self._within and not self._inside.search(text)):
            return None
        return parts[0].compiled.search(text) if len(parts) == 1 else next(self.finditer(text), None)

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


# One walk through a text for the pieces of all patterns ------------------------------------------


class Through(dict[Look, list[Part]]):
    """What a walk through a text said: the patterns that it may hold (`alive`), each with its alternatives there."""

    alive: frozenset[Look] = frozenset()


class _Index:
    """Which pieces serve which patterns: the question asked the other way round, once for a text.

    A piece is looked up by its longest word, or the part of a word that it has. What the words of a text hold is
    remembered by word; a piece that goes on over a blank is looked for in the text itself.
    """

    def __init__(self) -> None:
        self.size = 0
        self._units: list[tuple[Look, Part]] = []
        self._always: list[int] = []
        self._groups: dict[frozenset[str], int] = {}
        self._asked: dict[int, list[tuple[int, frozenset[int]]]] = {}
        self._leading: frozenset[int] = frozenset()
        self._serves: dict[str, set[int]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        self._of_words: dict[str, tuple[frozenset[int], frozenset[str]]] = {}

    def add(self, looks: Sequence[Look]) -> None:
        """Takes in patterns that were made since."""
        self.size += len(looks)
        self._of_words = {}
        for look, part in [(one, part) for one in looks for part in one.parts or (one,)]:
            if part.pieces:
                first, *more = (self._group(group) for group in part.pieces)
                self._asked.setdefault(first, []).append((len(self._units), frozenset(more)))
            else:
                self._always.append(len(self._units))
            self._units.append((look, part))
        self._leading = frozenset(self._asked)

    def _group(self, pieces: frozenset[str]) -> int:
        number = self._groups.setdefault(pieces, len(self._groups))
        if number == len(self._groups) - 1:
            for piece in pieces:
                if piece not in self._serves:
                    word = max(piece.split(), key=len, default="")
                    if word not in self._by_word:
                        self._begun.setdefault(word[:_BEGIN], []).append(word)
                    self._by_word.setdefault(word, []).append(piece)
                self._serves.setdefault(piece, set()).add(number)
        return number

    def look_through(self, text: str) -> Through:
        """What `worth` says of a text."""
        small = text.lower()
        words = {"", *small.split()}
        if len(self._of_words) > _MANY_WORDS:
            self._of_words = {}
        known = self._of_words  # this one, also where another thread begins anew meanwhile
        known.update({word: self._of_word(word) for word in words - known.keys()})
        surely, maybe = zip(*map(known.__getitem__, words), strict=True)
        there = set().union(*surely)
        there.update(*[self._serves[piece] for piece in frozenset().union(*maybe) if piece in small])
        alive = [n for group in there & self._leading for n, more in self._asked[group] if more <= there]
        found = Through()
        for n in sorted([*self._always, *alive]):
            look, part = self._units[n]
            if look in found:
                found[look].append(part)
            else:
                found[look] = [part]
        found.alive = frozenset(found)
        return found

    def _of_word(self, word: str) -> tuple[frozenset[int], frozenset[str]]:
        """The groups that a word of a text serves, and the pieces with blanks of which it has the longest word."""
        grams = {word[n : n + length] for length in range(_BEGIN + 1) for n in range(len(word) or 1)}
        pieces = [
            piece
            for begin in self._begun.keys() & grams
            for own in self._begun[begin]
            if own in word
            for piece in self._by_word[own]
        ]
        surely = frozenset(n for piece in pieces if piece in word for n in self._serves[piece])
        return surely, frozenset(piece for piece in pieces if piece not in word)


_BEGIN = 4
"""So many letters of a piece are looked up first; the rest only where these are there."""
_MANY_WORDS = 20_000


_INDEX = _Index()
_THROUGH: dict[str, Through] = {}
_MANY = 2_000
"""So many texts are remembered: a briefing has some forty, and each is asked about a hundred times running."""


def worth(text: str) -> Through:
    """The patterns that a text may hold, each with those of its alternatives that it may hold, in order."""
    if isinstance(text, _Unread):
        return text
    if len(ALL) > _INDEX.size:
        _INDEX.add(ALL[_INDEX.size :])
    found = _THROUGH.get(text)
    if found is None:
        if len(_THROUGH) >= _MANY:
            _THROUGH.clear()
        found = _THROUGH[text] = _INDEX.look_through(text)
    return found


# What finds nothing where its patterns find nothing ----------------------------------------------


def _refuse(*asked: object) -> None:
    raise TypeError("nothing else is known of this text")


class _Unread(Through):
    """Stands for any text that holds none of the patterns that it is asked for. It notes these, and answers no more."""

    __hash__ = None  # type: ignore[assignment]
    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse  # type: ignore[assignment]
    __eq__ = __ne__ = __str__ = __repr__ = __format__ = _refuse  # type: ignore[assignment]

    def __init__(self) -> None:
        self.looks: list[Look] = []

    def get(self, look: Look, default: object = None) -> None:  # type: ignore[override]
        """None: it is not there."""
        self.looks.append(look)


def led_by(find: Callable[..., Iterable[object]], *, others: int = 0) -> frozenset[Look] | None:
    """The patterns without any of which `find` finds nothing in a text, worked out by trying it; None: unknown.

    It is run on a text of which nothing is known but that no pattern matches, and on `others` more arguments of which
    nothing is known at all. Where it asks for anything else, or finds something, nothing is said of it; else it goes
    the same way through every text without these patterns.
    """
    text = _Unread()
    try:
        if any(True for _ in find(text, *(_Unread() for _ in range(others)))):
            return None
    except (TypeError, AttributeError, ValueError, LookupError):
        return None
    return frozenset(text.looks)
