"""A settings file to a mapping with the line of each key: safe, bounded, and read on past a line with a slip in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from .slips import LOADER, Slip, SlipError, whole

MAX_DEPTH = 8
"""Settings are at most a list of records deep; deeper is a mistake or an attack."""
MAX_NODES = 20_000
"""Aliases can multiply a small file without bound: so many values are built at most."""


class Every(frozenset[str]):
    """All keys there are: those of settings of which nothing could be read."""

    def __contains__(self, key: object) -> bool:
        return True


class Lines(dict[str, Any]):
    """A mapping that knows the line of each key, and the keys on lines that could not be read."""

    lines: dict[str, int]
    line: int
    lost: frozenset[str]

    def __init__(self) -> None:
        super().__init__()
        self.lines, self.line, self.lost = {}, 0, frozenset()


_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
"""Lines that stand around the settings in a part's file, and may have come along: they say nothing here."""


_BREAKS = {0x2028: " ", 0x2029: " "}
"""Ends of lines that design programs put into a text: to YAML they would end the line of the setting too."""


def mapping(text: str, offset: int = 0) -> tuple[Lines | None, tuple[Slip, ...]]:
    """The mapping that a text holds, as far as it can be read, and every slip in order of lines; `offset` lines stand
    above the text in its file. None where nothing can be trusted."""
    slips: list[Slip] = []
    text = _FENCE.sub("", text).translate(_BREAKS)
    made = _Made(offset)
    found: Lines | None = None
    try:
        node, mended, lost = whole(text, slips)
        found = _mapping_of(node, made)
        _lose(found, lost | made.lost)
        slips += _cut(mended)
    except SlipError as error:
        (made.slips if made.count else slips).append(error.slip)
    slips = [replace(s, line=s.line + offset) if s.line else s for s in slips] + made.slips
    return found, tuple(sorted(slips, key=lambda s: s.line))


def _lose(found: Any, lost: frozenset[str]) -> None:
    if not lost:
        return
    if isinstance(found, Lines):
        found.lost = lost
    for value in found.values() if isinstance(found, Lines) else found if isinstance(found, list) else ():
        _lose(value, lost)


# What is cut off ---------------------------------------------------------------------------------

_SIGN = re.compile(r"(?P<blanks>[ \t]+)#(?P<after>.*)\Z")


def _cut(text: str) -> list[Slip]:
    """Lines whose unquoted text ends at a # that may have been meant to be read."""
    if not re.search(r"\S[ \t]+#", text):
        return []
    lines = text.split("\n")
    return [
        Slip(
            f"The words after the sign # are left out: “#{rest[:60]}”",
            number + 1,
            "A # after a blank begins a remark that is not published. If it belongs to the text, put the whole text "
            'between straight quotation marks: source_review: "Rapid review #4 of 2025".',
            cut=True,
        )
        for number, rest in _remarks(text, lines)
    ]


def _remarks(text: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines from 0 and the words left out on them. Two blanks, a # and a blank begin a remark that is meant as one."""
    for token in yaml.scan(text, Loader=LOADER):
        plain = isinstance(token, yaml.ScalarToken) and not token.style
        if not plain and not isinstance(token, yaml.ValueToken):
            continue
        line, column = lines[token.end_mark.line], token.end_mark.column
        sign = _SIGN.match(line, len(line[:column].rstrip()))
        if sign is None or not sign["after"].strip():
            continue
        apart = len(sign["blanks"].expandtabs()) > 1 or not plain
        if not (apart and sign["after"].startswith((" ", "\t"))):
            yield token.end_mark.line, sign["after"].strip()


# Building ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Made:
    """How many values have been built, and what was wrong with them."""

    offset: int
    slips: list[Slip] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    count: int = 0


def _mapping_of(node: yaml.Node | None, made: _Made) -> Lines:
    if node is None:
        return Lines()
    if not isinstance(node, yaml.MappingNode):
        made.count += 1
        raise SlipError("Expected lines of the form “name: text”", node.start_mark.line + 1 + made.offset)
    return _build_mapping(node, 0, made)


_PLAIN_TAGS = [
    ["tag:yaml.org,2002", kind]
    for kind in ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "merge", "value")
]


def _build(node: yaml.Node, depth: int, made: _Made) -> Any:
    line = node.start_mark.line + 1 + made.offset
    made.count += 1
    if depth > MAX_DEPTH:
        raise SlipError(f"Nested more than {MAX_DEPTH} deep", line)
    if made.count > MAX_NODES:
        raise SlipError(f"More than {MAX_NODES:,} values", line)
    if node.tag.rsplit(":", 1) not in _PLAIN_TAGS:
        made.slips.append(Slip(f"A text may not begin with the sign !: “{node.tag[:40]}”", line))
        return None
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, depth, made)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, depth + 1, made) for child in node.value]
    return _scalar(node)


def _build_mapping(node: yaml.MappingNode, depth: int, made: _Made) -> Lines:
    found = Lines()
    found.line = node.start_mark.line + 1 + made.offset
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1 + made.offset
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        if not key:
            made.slips.append(Slip("The name before the colon should be a word", line))
            continue
        if key in found:
            twice = f"“{key}” stands twice; it is also on line {found.lines[key]}"
            made.slips.append(Slip(twice, line, "Delete one of the two."))
            continue
        slips = len(made.slips)
        found[key] = _build(value_node, depth + 1, made)
        if found[key] is None and len(made.slips) > slips:
            made.lost.add(key)
        found.lines[key] = line
    return found


def _scalar(node: yaml.Node) -> str | None:
    """The characters as written: `1.10`, `0163` and `no` stay text. Who wants a date or a number asks for one."""
    return None if node.tag.endswith(":null") else str(node.value)
