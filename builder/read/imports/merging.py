"""A part imported again: the document's words, and what an author added to the file since.

Word is home: its words win. What only the file has is kept: front matter, prompts, trainers' notes, ids of prompts and
codes after recommendations. Nothing is dropped without being shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..section import REFLECT, TRAINERS

_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.S)
_NAMED = re.compile(r"^##\s+(?P<name>.+?)\s*#*\s*$")
_ADDED = re.compile(r"\s*(?:\([FR]\d[^()]*\)|\{#[\w-]+\})\s*$")
_COMMENT = re.compile(r"<!--.*?-->\n*", re.S)
_MARK = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A part's file in its four pieces."""

    front: str
    text: tuple[str, ...]
    reflect: tuple[str, ...]
    trainers: tuple[str, ...]


def merged(old: str, new: str) -> str:
    """The text of the file after importing `new` over `old`."""
    was, now = _sheet(old), _sheet(new)
    text = _with_additions(was.text, now.text)
    reflect = _united(was.reflect, _with_additions(was.reflect, now.reflect))
    trainers = _united(was.trainers, now.trainers)
    blocks = ["\n".join(text).strip("\n")]
    if reflect:
        blocks.append("## Reflect\n\n" + "\n".join(reflect))
    if trainers:
        blocks.append("## For trainers\n\n" + "\n\n".join(trainers))
    return was.front + "\n\n".join(filter(None, blocks)) + "\n"


def _sheet(text: str) -> _Sheet:
    front = _FRONT.match(text)
    body = _COMMENT.sub("", text[front.end() :] if front else text)
    parts: dict[str, list[str]] = {"text": [], "reflect": [], "trainers": []}
    now = "text"
    for line in body.split("\n"):
        named = _NAMED.match(line)
        name = named["name"].rstrip(":.").casefold() if named else ""
        if name in REFLECT + TRAINERS:
            now = "reflect" if name in REFLECT else "trainers"
        else:
            now = "text" if named else now
            parts[now].append(line)
    prompts = tuple(line for line in parts["reflect"] if line.strip())
    notes = tuple(b.strip("\n") for b in re.split(r"\n{2,}", "\n".join(parts["trainers"])) if b.strip())
    return _Sheet(front[0] if front else "", tuple(parts["text"]), prompts, notes)


def _with_additions(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The new lines; where an old one is the same but for codes or an id at its end, with those."""
    known = {_words(line): found[0].strip() for line in old if (found := _ADDED.search(line))}
    return tuple(
        f"{line} {known[key]}" if (key := _words(line)) in known and not _ADDED.search(line) else line for line in new
    )


def _united(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """All of the new, then what only the old has."""
    known = {_words(block) for block in new}
    return (*new, *(block for block in old if _words(block) not in known))


def _words(line: str) -> str:
    return " ".join(_MARK.sub("", _ADDED.sub("", line)).split()).casefold()
