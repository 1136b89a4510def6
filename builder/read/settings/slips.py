"""Where a settings file cannot be read and what its author may do; the lines around a slip are read all the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

MAX_MENDED = 60_000
"""Characters: a longer file with a slip in it is not read on, so that nobody waits."""
_TRIES = 40
"""Slips in one group of lines after which the rest of the group is left."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong on a line (from 1, 0 for the whole file); `cut`: the line is read, but not to its end."""

    message: str
    line: int
    hint: str = ""
    cut: bool = False


class SlipError(yaml.YAMLError):
    """Settings that cannot be read beyond a slip; `line` is counted from 1, `hint` says what to do."""

    def __init__(self, message: str, line: int, hint: str = "") -> None:
        super().__init__(message)
        self.slip = Slip(message, line, hint)


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
        "expected ',' or|while parsing a flow",
        "a bracket is opened and not closed",
        "Put a text that begins with [ or { between straight quotation marks.",
    ),
    (
        "cannot start any token|undefined alias|expected alphabetic",
        "a text may not begin with this sign",
        'Put the text between straight quotation marks: title: "@home".',
    ),
    (
        "sequence entries are not allowed",
        "a text may not begin with a hyphen and a blank, and entries of a list stand on lines of their own",
        'Put the text between straight quotation marks: title: "- so".',
    ),
    (
        "<(?:document|block|stream)",
        "it begins further in, or further out, than the lines of its group",
        "Lines of one group begin at the same place: those of the file itself at the very left.",
    ),
)
"""What PyYAML says, what it means to an author, and what to do."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_GROUP = re.compile(r"[^\s#:-][^:\n]*:(?:\s|$)")
"""A line that begins at the margin with a key: what stands below it, indented, belongs to it."""
_KEYED = re.compile(r"(\s*(?:- +)?)([A-Za-z_][\w -]*):[ \t]+(\S.*)\Z")


def _nodes(text: str) -> yaml.Node | None:
    """The tree of a text: by the loader in C, and again by Python's where that fails, whose words say more."""
    try:
        return yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, ValueError, RecursionError):
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _tried(text: str) -> tuple[yaml.Node | None, Slip | None]:
    """The tree of a text, or the slip that hides it, with its line in the text."""
    try:
        return _nodes(text), None
    except yaml.MarkedYAMLError as error:
        opened = error.context_mark if "quoted scalar" in str(error.context) else None
        mark = opened or error.problem_mark or error.context_mark
        said = " ".join(filter(None, (error.context, error.problem))) or "unreadable"
        return None, _plainly(said, mark.line + 1 if mark else 0)
    except (yaml.YAMLError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else "a sign in it is none that text may have"
        return None, Slip(f"This file cannot be read: {why}", 0)


def _plainly(said: str, line: int) -> Slip:
    for pattern, meaning, hint in _SLIPS:
        if re.search(pattern, said):
            return Slip(f"This line cannot be read: {meaning}", line, hint)
    return Slip(
        "This line cannot be read", line, "Each line is “name: text”; put the text between straight quotation marks."
    )


def whole(text: str, slips: list[Slip]) -> tuple[yaml.Node | None, str, frozenset[str]]:
    """The tree of a text whose slips are put on the list and mended or left out, the text so mended, the keys left out.

    Groups are read one by one, so that an open quotation mark takes nothing from the next group.
    """
    node, slip = _tried(text)
    if slip is None:
        return node, text, frozenset()
    if not slip.line or len(text) > MAX_MENDED:
        raise SlipError(slip.message, slip.line, slip.hint)
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if _GROUP.match(line)]
    lost: set[str] = set()
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        lines[start:end] = _mended(lines[start:end], start, slips, lost)
    mended = "\n".join(lines)
    node, left = _tried(mended)
    if left is not None or not slips:
        slips.clear()
        raise SlipError(slip.message, slip.line, slip.hint)
    return node, mended, frozenset(lost)


def _mended(group: list[str], above: int, slips: list[Slip], lost: set[str]) -> list[str]:
    """A group of lines that can be read; each slip in it is on the list, and keys left out are in `lost`."""
    last = -9
    for _ in range(_TRIES):
        slip = _sound("\n".join(group))
        if slip is None:
            return group
        at, mended = _best(group, max(slip.line - 1, 0))
        if mended is None:
            break
        emptied = not mended[at].strip()
        said = Slip(slip.message, above + at + 1, slip.hint)
        if emptied and abs(last - at) == 1:
            slips[-1] = replace(slips[-1], line=min(slips[-1].line, said.line))
        else:
            slips.append(said)
        if emptied:
            last = at
            lost |= _keys(group[at : at + 1])
        group = mended
    else:
        slip = None
    if slip is not None:
        slips.append(Slip(slip.message, above + min(slip.line, len(group)), slip.hint))
    lost |= _keys(group)
    return [""] * len(group)


def _sound(text: str) -> Slip | None:
    """The first slip in a group of lines, which must hold keys at the margin, or nothing."""
    node, slip = _tried(text)
    if slip is None and node is not None and (not isinstance(node, yaml.MappingNode) or node.start_mark.column):
        return _plainly("could not find expected ':'", node.start_mark.line + 1)
    return slip


def _best(group: list[str], at: int) -> tuple[int, list[str] | None]:
    """Where to mend a group that fails at a line, and the group so mended: the first change that lets more be read."""
    at = min(at, len(group) - 1)
    further: tuple[int, int, list[str] | None] = (at, -1, None)
    for place in (n for n in (at, at - 1, at - 2, 0) if 0 <= n < len(group)):
        for line in _changes(group[place]):
            tried = [*group[:place], line, *group[place + 1 :]]
            slip = _sound("\n".join(tried))
            if slip is None:
                return place, tried
            if slip.line - 1 > max(further[1], at):
                further = place, slip.line - 1, tried
    below = next((n for n in range(at, 0, -1) if group[n].strip()), 0)
    if further[2] is None and below:
        return below, [*group[:below], "", *group[below + 1 :]]
    return further[0], further[2]


def _changes(line: str) -> Iterator[str]:
    """What a line may have been meant to be, likeliest first; last, nothing."""
    if not line.strip():
        return
    if "\t" in line:
        yield line.replace("\t", "  ")
        yield line.replace("\t", "    ")
    if match := _KEYED.match(line):
        yield f"{match[1]}{match[2]}: {json.dumps(match[3].strip().strip(chr(34)), ensure_ascii=False)}"
    yield ""


def _keys(lines: Sequence[str]) -> set[str]:
    """The words on these lines that stand where a key stands."""
    return {m[1] for line in lines if (m := re.match(r"\s*(?:- +)?([A-Za-z_]\w*)", line))}
