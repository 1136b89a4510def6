"""The literal pieces that every match of a pattern must hold, worked out from the pattern by Python's own parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any

Needed = tuple[frozenset[str], ...]
"""Groups of literal pieces in small letters, the rarest first: a match has one of each. () where none is known."""

_DIGITS = frozenset("0123456789")
_RARE = _DIGITS | frozenset("@([]/+")


def alternatives(pattern: str, *, apart: bool = False) -> list[str]:
    """The alternatives of a pattern that has no groups, or whose groups may be numbered anew; else the pattern."""
    parts, depth, start = [], 0, 0
    for found in _SYNTAX.finditer(pattern):
        sign = found[0]
        if sign in _BACK:
            return [pattern]
        if sign == "(":
            if pattern.startswith("?P", found.end()) or not (apart or pattern.startswith("?", found.end())):
                return [pattern]
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and not depth:
            parts.append(pattern[start : found.start()])
            start = found.end()
    return [*parts, pattern[start:]]


_SYNTAX = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]", re.S)
"""What an escaped sign or a class of signs holds is no bracket and no bar."""
_BACK = frozenset(rf"\{n}" for n in range(1, 10))
"""What refers back to a group."""


def needed(pattern: str, flags: int = 0) -> Needed:
    """The pieces that a pattern asks for. Python's own parser reads it; where that has changed, nothing is known."""
    try:
        return _of_sequence(list(import_module("re._parser").parse(pattern, flags)))
    except (ImportError, AttributeError, TypeError, ValueError):
        return ()


BEGINS, ENDS = "\x02", "\x03"
"""Before a piece: it begins a word there; behind it: it ends one. So "he" is not found in "the"."""


def bare(piece: str) -> str:
    """A piece without what is said of its ends."""
    return piece.strip(BEGINS + ENDS)


def stands_in(piece: str, text: str) -> bool:
    """Whether a text in small letters has a piece, at the beginning or end of a word where that is asked."""
    words, begins, ends = bare(piece), piece[:1] == BEGINS, piece[-1:] == ENDS
    at = text.find(words)
    if not (begins or ends):
        return at >= 0
    while at >= 0:
        after = at + len(words)
        if not (begins and at and _in_a_word(text[at - 1])) and not (ends and _in_a_word(text[after : after + 1])):
            return True
        at = text.find(words, at + 1)
    return False


def _in_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _of_sequence(items: Sequence[Any], *, begins: bool = False, ends: bool = False) -> Needed:
    """The pieces of what follows each other. `begins`, `ends`: it stands where no word goes on before or after it."""
    found: list[frozenset[str]] = []
    run, edge, before = "", begins, begins
    start = 0
    for n, (operation, value) in enumerate(items):
        name = str(operation)
        letter = _letter(name, value)
        if letter:
            if not run:
                start, before = n, edge
                run = BEGINS if edge and _in_a_word(letter) else ""
            run, edge = run + letter, not _in_a_word(letter)
        elif name in ("AT", "ASSERT_NOT"):
            edge = edge or _is_an_edge(name, value)
        else:
            found += _of_run(run, ends=False)
            run = ""
            found += _of_one(name, value, begins=edge, ends=_goes_no_further(items[n + 1 :], ends=ends))
            edge = edge and name == "ASSERT"
        if run and not _letter_next(items[n + 1 :]):
            found += _of_run(run, ends=_goes_no_further(items[n + 1 :], ends=ends))
            found += _with_each(items[start : n + 1], items[n + 1 :], begins=before, ends=ends)
            run = ""
    worth = [f for f in found if _rarity(f) > 1]
    return tuple(sorted(set(worth), key=lambda f: (-_rarity(f), len(f), sorted(f)))[:_GROUPS])


def _with_each(led: Sequence[Any], items: Sequence[Any], *, begins: bool, ends: bool) -> Needed:
    """The pieces of letters with each of the alternatives behind them: "he was" or "he is", of "he (was|is)"."""
    for n, (operation, value) in enumerate(items):
        name = str(operation)
        inner = list(value[3]) if name == "SUBPATTERN" else []
        branch = value if name == "BRANCH" else inner[0][1] if [str(op) for op, _ in inner] == ["BRANCH"] else None
        if branch is not None:
            each = (None, [[*led, *items[:n], *alternative] for alternative in branch[1]])
            return _of_one("BRANCH", each, begins=begins, ends=_goes_no_further(items[n + 1 :], ends=ends))
        if name not in ("AT", "ASSERT_NOT"):
            return ()
    return ()


def _of_run(run: str, *, ends: bool) -> list[frozenset[str]]:
    return [frozenset({run + (ENDS if ends and _in_a_word(run[-1]) else "")})] if bare(run) else []


def _letter_next(items: Sequence[Any]) -> bool:
    """Whether a letter follows, with nothing but conditions before it."""
    for operation, value in items:
        if str(operation) not in ("AT", "ASSERT_NOT"):
            return bool(_letter(str(operation), value))
    return False


def _goes_no_further(items: Sequence[Any], *, ends: bool) -> bool:
    """Whether a word that ends before these items ends there: an edge, or a sign that no word has, comes next."""
    for operation, value in items:
        name = str(operation)
        if name in ("AT", "ASSERT_NOT", "ASSERT"):
            if name == "AT" and _is_an_edge(name, value):
                return True
            continue
        letter = _letter(name, value)
        return bool(letter) and not _in_a_word(letter)
    return ends


def _is_an_edge(name: str, value: Any) -> bool:
    """Whether a condition says that a word begins or ends here, or that none goes on before."""
    if name == "AT":
        return str(value) != "AT_NON_BOUNDARY"
    direction, items = value
    kinds = [(str(operation), inner) for operation, inner in items]
    if direction != -1 or len(kinds) != 1 or kinds[0][0] != "IN":
        return False
    return any((str(kind), str(what)) == ("CATEGORY", "CATEGORY_WORD") for kind, what in kinds[0][1]) and not any(
        str(kind) == "NEGATE" for kind, _ in kinds[0][1]
    )


_GROUPS = 3
"""So many groups are asked for: a fourth seldom tells more."""


def _rarity(pieces: frozenset[str]) -> int:
    """How seldom a text holds one of the pieces: the length of the shortest; figures and some signs count as three.

    One that begins or ends a word is as rare as one that is a letter longer.
    """
    lengths = (3 if p in _RARE else len(p) if bare(p) == p else len(bare(p)) + (len(bare(p)) > 1) for p in pieces)
    return min(4, *lengths)


def _letter(name: str, value: Any) -> str:
    """The one letter, in whichever case, that an item stands for; else ""."""
    if name == "LITERAL":
        return chr(value).lower()
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        letters = {chr(code).lower() for _, code in value}
        return letters.pop() if len(letters) == 1 else ""
    return ""


def _of_one(name: str, value: Any, *, begins: bool, ends: bool) -> Needed:
    if name == "SUBPATTERN":
        return _of_sequence(list(value[3]), begins=begins, ends=ends)
    if name == "BRANCH":
        parts = [_of_sequence(list(branch), begins=begins, ends=ends) for branch in value[1]]
        return (frozenset().union(*(part[0] for part in parts)),) if all(parts) else ()
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _of_sequence(list(value[2]), begins=begins)
    if name == "ASSERT":
        return _of_sequence(list(value[1]), begins=begins and value[0] == 1)
    if name == "IN" and all(_is_digit(str(kind), what) for kind, what in value):
        return (_DIGITS,)
    return ()


def _is_digit(kind: str, what: Any) -> bool:
    if kind == "CATEGORY":
        return str(what) == "CATEGORY_DIGIT"
    if kind == "RANGE":
        return bool(ord("0") <= what[0] and what[1] <= ord("9"))
    return kind == "LITERAL" and chr(int(what)) in _DIGITS
