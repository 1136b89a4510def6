"""YAML files: read safely, bounded, each value with its line; unknown keys are met with "did you mean"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from ..form.plan import clean
from ..model.dates import exact
from ..model.place import Place
from ..model.problems import Problem
from .rules import rule
from .source import Source

MAX_DEPTH = 8
"""Settings are at most a list of records deep; deeper is a mistake or an attack."""


_E = TypeVar("_E", bound=StrEnum)


@dataclass(slots=True)
class Settings:
    """A mapping from a YAML file that collects problems as its values are taken."""

    source: Source
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    problems: list[Problem]
    where: str = ""
    line: int = 0
    offset: int = 0

    def place(self, key: str = "") -> Place:
        """The place of a key, or of the whole mapping."""
        return self.source.at(self.lines.get(key, self.line))

    def wrong(self, key: str, expected: str) -> None:
        """Records that the value of `key` is not what was expected."""
        found = self.values.get(key)
        shown = "nothing" if found is None else f"“{str(found)[:60]}”"
        name = f"{self.where}{key}"
        self.problems.append(rule("wrong-value").at(self.place(key), f"{name} should be {expected}; found {shown}"))

    def known(self, *keys: str) -> None:
        """Records every key that is not one of these."""
        for key in self.values:
            if key in keys:
                continue
            near = difflib.get_close_matches(key.lower(), keys, 1, 0.6)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(keys)}."
            self.problems.append(rule("unknown-key").at(self.place(key), f"Unknown key “{self.where}{key}”", hint=hint))

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """A text (numbers and dates become text); a required one that is absent is a problem."""
        value = self.values.get(key)
        if value is None or value == "":
            if required:
                self.problems.append(
                    rule("missing-key").at(
                        self.place(key), f"{self.where}{key} is missing", hint=f"Add a line “{key}: …”."
                    )
                )
            return default
        if not isinstance(value, str):
            self.wrong(key, "text")
            return default
        return clean(value)

    def date(self, key: str) -> date | None:
        """A whole date as people write dates, or None."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str) and (found := exact(value)):
            return found
        self.wrong(key, "a date with day, month and year, such as 9 November 2026")
        return None

    def number(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.values.get(key, str(default))
        if isinstance(value, str) and value.strip().isdecimal() and low <= int(value) <= high:
            return int(value)
        self.wrong(key, f"a whole number from {low} to {high}")
        return default

    def choice(self, key: str, options: tuple[str, ...], default: str) -> str:
        """One of the options."""
        value = self.text(key, default=default)
        if value in options:
            return value
        self.wrong(key, " or ".join(options))
        return default

    def member(self, key: str, of: type[_E]) -> _E | None:
        """One of an enumeration's values, written in any case and with blanks; None where absent or none of them."""
        value = self.text(key)
        if not value:
            return None
        for one in of:
            if str(one) and value.casefold().replace(" ", "-").replace("_", "-") == str(one):
                return one
        self.wrong(key, " or ".join(str(one) for one in of if str(one)))
        return None

    def truth(self, key: str) -> bool:
        """Yes or no; absent is no."""
        value = self.text(key, default="no").casefold()
        if value not in ("yes", "no", "true", "false"):
            self.wrong(key, "yes or no")
        return value in ("yes", "true")

    def records(self, key: str) -> list[Settings]:
        """A list of mappings."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(v, _Mapping) for v in value):
            self.wrong(key, "a list of entries, each with its keys")
            return []
        return [self._below(v, f"{self.where}{key}: ") for v in value]

    def record(self, key: str) -> Settings:
        """A mapping inside this one; empty where absent."""
        value = self.values.get(key)
        if value is None:
            value = _Mapping()
        if not isinstance(value, _Mapping):
            self.wrong(key, "a group of indented keys")
            value = _Mapping()
        return self._below(value, f"{self.where}{key}.")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.wrong(key, "a list of texts")
            return ()
        return tuple(clean(v) for v in value)

    def _below(self, value: _Mapping, where: str) -> Settings:
        return Settings(self.source, value, value.lines, self.problems, where, value.line or self.line, self.offset)


class _Mapping(dict[str, Any]):
    """A mapping that knows the line of each key."""

    lines: dict[str, int]
    line: int

    def __init__(self) -> None:
        super().__init__()
        self.lines, self.line = {}, 0


class _Slip(yaml.YAMLError):
    def __init__(self, message: str, line: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.hint = message, line, hint


_SLIPS: tuple[tuple[str, str, str], ...] = (
    (
        r"'\\t'",
        "there is a tab here",
        "Delete it and type spaces.",
    ),
    (
        "mapping values are not allowed",
        "there is one colon too many here, none in the line before, or a space too many before a word",
        'Each line is “name: text”. A text with a colon in it stands between straight quotation marks ("), not “ ” as '
        'Word makes them: title: "Child H: what we learned".',
    ),
    (
        "could not find expected ':'|expected <block end>|expected a single document",
        "a colon, a quotation mark or some spaces are missing here or just above",
        "Each line is “name: text”. Lines of one group begin at the same place, and every quotation mark has a second.",
    ),
    (
        "quoted scalar|unexpected end of stream",
        "a quotation mark is opened and not closed",
        'Put a second one at the end of the text: title: "Child H".',
    ),
    (
        "expected ',' or",
        "a bracket is opened and not closed",
        "Put a text that begins with [ or { between straight quotation marks.",
    ),
    (
        "cannot start any token|undefined alias|expected alphabetic",
        "a text may not begin with this sign",
        'Put the text between straight quotation marks: title: "@home".',
    ),
)
"""What PyYAML says, what it means to an author, and what to do."""


def _plainly(said: str, line: int) -> _Slip:
    for pattern, meaning, hint in _SLIPS:
        if re.search(pattern, said):
            return _Slip(f"This is not YAML: {meaning}", line, hint)
    return _Slip(f"This is not YAML: {said}", line)


def read_settings(
    source: Source, problems: list[Problem], *, text: str | None = None, offset: int = 0
) -> Settings | None:
    """The mapping in a YAML file, or None after recording why there is none.

    `text` and `offset` (lines before it) serve front matter inside another file.
    """
    try:
        value = _compose(source.text if text is None else text, offset)
    except _Slip as slip:
        problems.append(rule("unreadable-yaml").at(source.at(slip.line), slip.message, hint=slip.hint))
        return None
    return Settings(source, value, value.lines, problems, line=value.line, offset=offset)


_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _nodes(text: str) -> yaml.Node | None:
    """The tree of a YAML text: by the loader in C, and again by Python's where that fails, whose words say more."""
    try:
        return yaml.compose(text, Loader=_FAST)
    except (yaml.YAMLError, ValueError, RecursionError):
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _compose(text: str, offset: int) -> _Mapping:
    try:
        node = _nodes(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 + offset if mark else 0
        said = " ".join(filter(None, (error.context, error.problem)))
        raise _plainly(said or "unreadable", line) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise _Slip(f"This is not YAML: {str(error).splitlines()[0][:100] or 'nested too deeply'}", 0) from None
    if node is None:
        return _Mapping()
    if not isinstance(node, yaml.MappingNode):
        raise _Slip("Expected lines of the form “key: value”", node.start_mark.line + 1 + offset)
    built = _build(node, offset, 0, [0])
    assert isinstance(built, _Mapping)
    return built


_PLAIN_TAGS = [
    ["tag:yaml.org,2002", kind]
    for kind in ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "merge", "value")
]
MAX_NODES = 20_000
"""Aliases can multiply a small file without bound: so many values are built at most."""


def _build(node: yaml.Node, offset: int, depth: int, built: list[int]) -> Any:
    line = node.start_mark.line + 1 + offset
    built[0] += 1
    if depth > MAX_DEPTH:
        raise _Slip(f"Nested more than {MAX_DEPTH} deep", line)
    if built[0] > MAX_NODES:
        raise _Slip(f"More than {MAX_NODES:,} values", line)
    if node.tag.rsplit(":", 1) not in _PLAIN_TAGS:
        raise _Slip(f"The tag {node.tag[:40]} is not allowed", line)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, offset, depth, built)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, offset, depth + 1, built) for child in node.value]
    return _scalar(node)


def _build_mapping(node: yaml.MappingNode, offset: int, depth: int, built: list[int]) -> _Mapping:
    mapping = _Mapping()
    mapping.line = node.start_mark.line + 1 + offset
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1 + offset
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        if not key:
            raise _Slip("A key should be a word", line)
        if key in mapping:
            raise _Slip(f"The key “{key}” stands twice; it is also on line {mapping.lines[key]}", line)
        mapping[key] = _build(value_node, offset, depth + 1, built)
        mapping.lines[key] = line
    return mapping


def _scalar(node: yaml.Node) -> str | None:
    """The characters as written: `1.10`, `0163` and `no` stay text. Who wants a date or a number asks for one."""
    return None if node.tag.endswith(":null") else str(node.value)
