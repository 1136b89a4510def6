"""Changes single values in a YAML file, line by line: comments and all else stay as a person wrote them.

Every change is read again before it is given back: it says what was asked, and everything else says what it said.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

Path = tuple[str | int, ...]
"""Keys and places in lists: `("support", 0, "phone")`."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDTH = 110
_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#\"'{}\[\]]|:(?=\S)|(?<=\S)#)*\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


class CannotChangeError(ValueError):
    """The file is written in a way that cannot be changed line by line; a person can, in a text editor."""


def value_at(text: str, path: Path) -> Any:
    """The value at a path, as text, list or mapping; None where there is none. Raises CannotChangeError."""
    found: Any = _loaded(text)
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def with_value(text: str, path: Path, value: str | Sequence[str]) -> str:
    """The file with another value at a path; the last step is a key. An empty value leaves the key without one."""
    if not isinstance(value, str):
        value = list(value)
    expected = _expected(_loaded(text), path, value or None)
    text = _ended(text)
    node, _ = _find(text, path)
    changed = _replaced(text, node, value) if node else _added(text, path, value) if value else text
    return _checked(changed, expected)


def with_entry(text: str, path: Path, entry: Mapping[str, str | Sequence[str]]) -> str:
    """The file with one more entry in the list at a path of one key."""
    data = _loaded(text)
    assert isinstance(path[0], str)
    given = {k: v if isinstance(v, str) else list(v) for k, v in entry.items() if v}
    entries = [*(data.get(path[0]) or []), given]
    text = _ended(text)
    node, key = _find(text, path)
    lines = _entry_lines(given)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        column = node.value[-1].start_mark.column - 2
        at = _line_end(text, _last_line(text, node.value[-1]))
        changed = _inserted(text, at, textwrap.indent(lines, " " * max(column, 0)))
    elif key is not None and (node is None or not node.value):
        start, end = _span(text, node) if node else (key.end_mark.index + 1, key.end_mark.index + 1)
        text = text[:start].rstrip(" ") + text[end:]
        at = _line_end(text, key.start_mark.line)
        changed = _inserted(text, at, textwrap.indent(lines, "  "))
    elif key is None:
        commented = re.search(rf"^# {re.escape(path[0])}:.*$", text, re.M)
        at = commented.start() if commented else len(text)
        changed = text[:at] + f"{path[0]}:\n" + textwrap.indent(lines, "  ") + text[at:]
    else:
        raise CannotChangeError(path[0])
    return _checked(changed, {**data, path[0]: entries})


def without_entry(text: str, path: Path) -> str:
    """The file without the entry of a list that stands at a path such as `("support", 1)`."""
    data = _loaded(text)
    name, place = path
    assert isinstance(name, str) and isinstance(place, int)
    node, _ = _find(text, (name,))
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not 0 <= place < len(node.value):
        raise CannotChangeError(name)
    lines = text.split("\n")
    first, last = node.value[place].start_mark.line, _last_line(text, node.value[place])
    changed = "\n".join(lines[:first] + lines[last + 1 :])
    entries = [e for n, e in enumerate(data[name]) if n != place]
    return _checked(changed, {**data, name: entries or None})


# Reading -----------------------------------------------------------------------------------------


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        raise CannotChangeError(str(error)) from error


def _loaded(text: str) -> dict[str, Any]:
    node = _compose(text)
    if node is None:
        return {}
    data = _data(node, 0)
    if not isinstance(data, dict):
        raise CannotChangeError("no keys")
    return data


def _data(node: yaml.Node, depth: int) -> Any:
    if depth > 8:
        raise CannotChangeError("too deep")
    if isinstance(node, yaml.MappingNode):
        return {str(k.value): _data(v, depth + 1) for k, v in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(child, depth + 1) for child in node.value]
    return None if node.tag.endswith(":null") else str(node.value)


def _find(text: str, path: Path) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The node at a path, and the node of its key."""
    node, key = _compose(text), None
    for step in path:
        if isinstance(step, int):
            inside = isinstance(node, yaml.SequenceNode) and step < len(node.value)
            node, key = (node.value[step], None) if inside and node else (None, None)
        else:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            key, node = next(((k, v) for k, v in pairs if k.value == step), (None, None))
        if node is None:
            return None, key
    return node, key


# Writing -----------------------------------------------------------------------------------------


def _replaced(text: str, node: yaml.Node, value: str | list[str]) -> str:
    start, end = _span(text, node)
    column = len(text[text.rfind("\n", 0, start) + 1 :]) - len(text[text.rfind("\n", 0, start) + 1 :].lstrip(" "))
    folded = isinstance(node, yaml.ScalarNode) and node.style == ">"
    if not isinstance(node, yaml.ScalarNode) and re.search(r"(^|\s)#", text[start:end]):
        raise CannotChangeError("a person's comment stands in it")
    shown = _shown(value, column + 2, folded=folded)
    gap = " " if shown and text[start - 1 : start] == ":" else ""
    after = " " if shown and text[end : end + 1] == "#" else ""
    return text[:start] + gap + shown + after + text[end:]


def _added(text: str, path: Path, value: str | list[str]) -> str:
    """A key that is not there yet, at the end of its group."""
    *above, name = path
    name = _key(str(name))
    if not above:
        commented = re.search(rf"^# {re.escape(str(name))}:.*$", text, re.M)
        line = f"{name}: {_shown(value, 2)}"
        if commented:
            return text[: commented.start()] + line + text[commented.end() :]
        return text + line + "\n"
    parent, key = _find(text, tuple(above))
    if isinstance(parent, yaml.MappingNode) and parent.value and not parent.flow_style:
        column = parent.value[0][0].start_mark.column
        at = _line_end(text, _last_line(text, parent))
        return _inserted(text, at, f"{' ' * column}{name}: {_shown(value, column + 2)}\n")
    if parent is None and len(above) == 1:
        return text + f"{above[0]}:\n  {name}: {_shown(value, 4)}\n"
    if key is not None and isinstance(parent, yaml.ScalarNode) and not parent.value:
        column = key.start_mark.column + 2
        at = _line_end(text, key.start_mark.line)
        return _inserted(text, at, f"{' ' * column}{name}: {_shown(value, column + 2)}\n")
    raise CannotChangeError(str(name))


def _key(name: str) -> str:
    """A key as YAML reads it: one with signs stands in quotation marks."""
    plain = re.fullmatch(r"[^\W\d_](?:[\w .'’()/-]*[\w.'’()])?", name) and _is_plain(name)
    return name if plain else _quoted(name)


def _entry_lines(entry: Mapping[str, str | list[str]]) -> str:
    lines = [f"{key}: {_shown(value, 4)}" for key, value in entry.items()]
    return "".join(f"{'- ' if n == 0 else '  '}{line}\n" for n, line in enumerate(lines))


def _shown(value: str | list[str], indent: int, *, folded: bool = False) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_quoted(v) for v in value) + "]"
    if not value:
        return ""
    if _DATE.match(value):
        return value
    if "\n" in value and _is_passage(value):
        return "|-\n" + "\n".join(f"{' ' * indent}{line}" if line else "" for line in value.split("\n"))
    words = " ".join(value.split())
    if folded and words == value and len(value) > 40:
        wrapped = textwrap.wrap(value, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        if " ".join(wrapped) == value and not any(line.startswith((" ", "#")) for line in wrapped):
            return ">-\n" + "\n".join(" " * indent + line for line in wrapped)
    return value if _is_plain(value) else _quoted(value)


def _is_passage(value: str) -> bool:
    """Whether several lines can stand as they are, below their key."""
    lines = value.split("\n")
    return all(line.isprintable() for line in lines) and bool(
        lines[0].strip() and lines[-1].strip() and not value.startswith(" ")
    )


def _is_plain(value: str) -> bool:
    """Whether YAML reads these words, bare, as just these words."""
    if not _PLAIN.match(value) or value != value.strip() or " #" in value or ": " in value or value.endswith(":"):
        return False
    return value.casefold() not in ("null", "yes", "no", "true", "false", "on", "off", "y", "n", "replace")


def _quoted(value: str) -> str:
    """In double quotation marks, with the signs that YAML does not print."""
    shown = json.dumps(value, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", shown)


def _span(text: str, node: yaml.Node) -> tuple[int, int]:
    start, end = node.start_mark.index, node.end_mark.index
    return start, start + len(text[start:end].rstrip())


def _last_line(text: str, node: yaml.Node) -> int:
    """The line on which a node's own words end."""
    if isinstance(node, yaml.ScalarNode):
        start, end = _span(text, node)
        return text.count("\n", 0, max(start, end))
    if not isinstance(node, yaml.CollectionNode) or not node.value or node.flow_style:
        return int(node.end_mark.line)
    last = node.value[-1]
    return _last_line(text, last[1] if isinstance(node, yaml.MappingNode) else last)


def _line_end(text: str, line: int) -> int:
    """Where the line after `line` (from 0) begins."""
    at = -1
    for _ in range(line + 1):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return at + 1


def _inserted(text: str, at: int, new: str) -> str:
    return text[:at] + new + text[at:]


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


# Proof -------------------------------------------------------------------------------------------


def _expected(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return [_expected(v, tuple(rest), value) if n == step else v for n, v in enumerate(data)]
    data = data or {}
    if not isinstance(data, dict):
        raise CannotChangeError(f"{step} would stand in words")
    if value is None and (step not in data or (rest and data[step] is None)):
        return data
    return {**data, step: _expected(data.get(step), tuple(rest), value)}


def _checked(text: str, expected: Any) -> str:
    if _loaded(text) != expected:
        raise CannotChangeError("the change would not be read as it was meant")
    return text
