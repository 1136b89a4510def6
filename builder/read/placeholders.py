"""Words that wait for somebody's own: REPLACE as we write it, and what templates and people put in a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problems import Problem
from .rules import rule
from .source import Source

_WAITS = re.compile(
    r"\bREPLACE\b|\bTO ?DO\b(?=\s*(?:[:.!\]–-]|$))|\bX{4,}\b|\blorem ipsum\b|<<[^<>\n]{1,60}>>"
    r"|\[(?:please )?(?:insert|add|enter|type|fill in|your|name of|date of|to be (?:added|confirmed|written|completed)"
    r"|tb[acd]|x{2,}|\.{3}|…)\b[^\[\]\n]{0,60}\](?!\()"
    r"|\[(?:\.{3}|…|_{2,})\](?!\()|(?<![\w/])_{5,}(?!\w)|\?{4,}",
    re.I,
)
_CAPITALS = re.compile(r"\b(?:REPLACE|TO ?DO|X{4,})\b")
"""What is a gap in capitals only: "replace", "to do" and "xxxx" are words, or somebody's kiss."""


_SIGNS = ("replace", "todo", "to do", "xxxx", "lorem ipsum", "<<", "[", "_____", "????")
"""Of which each gap has one: looked for first, as nearly no line has any."""


def _may_wait(text: str) -> bool:
    small = text.casefold()
    return any(sign in small for sign in _SIGNS)


def waiting(text: str) -> tuple[str, ...]:
    """The words of a line that wait for somebody's own. A line of nothing but signs is a rule across the page."""
    if not _may_wait(text):
        return ()
    if not re.search(r"[\w?]", text.replace("_", "")):
        return ()
    found = (" ".join(m[0].split()) for m in _WAITS.finditer(text))
    return tuple(f for f in found if not re.fullmatch(r"replace|to ?do|x+", f, re.I) or _CAPITALS.fullmatch(f))


def in_settings(source: Source) -> Iterator[Problem]:
    """Gaps in a briefing's settings, line by line; lines that begin with # are remarks."""
    for line, words in enumerate(source.text.split("\n") if _may_wait(source.text) else (), 1):
        if not words.lstrip().startswith("#") and (found := waiting(re.sub(r"\s#.*", "", words))):
            yield rule("not-replaced").at(source.at(line), _said(found))


def in_text(source: Source) -> Iterator[Problem]:
    """Gaps in the text of a part, for readers or for trainers."""
    for line, words in enumerate(source.text.split("\n") if _may_wait(source.text) else (), 1):
        if found := waiting(words):
            yield rule("not-replaced").at(source.at(line), _said(found), passage=" ".join(words.split()))


def _said(found: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{words}”" for words in dict.fromkeys(found))
    return f"{shown} {'waits' if len(found) == 1 else 'wait'} for your own words"
