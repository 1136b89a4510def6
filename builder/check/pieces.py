"""The literal pieces that every match of a pattern must hold, worked out from the pattern by Python's own parser."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
