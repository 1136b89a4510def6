"""A part imported again: the document's words, and what an author added to the file since.

Word is home: its words win. What only the file has is kept: front matter, prompts, trainers' notes, comments, ids of
prompts and codes after recommendations. Nothing is dropped without being shown. A document that says nothing new leaves
the file as it is, byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..section import REFLECT, TRAINERS

_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.S)
_NAMED = re.compile(r"^##\s+(?P<name>.+?)\s*#*\s*$")
_ADDED = re.compile(r"\s*(?:\([FR]\d[^()]*\)|\{#[\w-]+\})\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_MARK = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What follows the front matter of a part's file, in its three pieces."""

    text: tuple[str, ...]
    reflect: tuple[str, ...]
    trainers: tuple[str, ...]


def merged(old: str, new: str) -> str:
    """The text of the file after importing `new` over `old`. The importer's own remarks are in its report: not here."""
    front = _FRONT.match(old)
    start = front[0] if front else ""
    was = old[len(start) :]
    text = _merged(_sheet(_bare(was)), _sheet(_bare(new)))
    return old if _lines(text) == _lines(_bare(was)) else start + _commented(text, was)


def _bare(text: str) -> str:
    return _COMMENT.sub("", text)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _commented(text: str, old: str) -> str:
    """The text with the comments of the old one, each after the nearest line above it that is still there."""
    for comment in _COMMENT.finditer(old):
        above, own, rest = old[: comment.start()], comment[0], old[comment.end() :]
        beside = above.rpartition("\n")[2].strip()
        anchors = _lines(above + _bare(rest.partition("\n")[0])) if beside else _lines(above)
        at = next((end for line in reversed(anchors) if (end := _end_of(line, text))), 0)
        gap = " " if beside else "\n" * (len(above) - len(above.rstrip("\n")))
        text = f"{text[:at]}{gap}{own}{text[at:]}" if at else f"{own}\n\n{text}"
    return text


def _end_of(line: str, text: str) -> int:
    """Where a line of the same words ends in the text, comments beside it aside, or 0."""
    wanted = (_words(line), _words(_bare(line)) or _words(line))
    lines = re.finditer(r".+", text)
    return next((f.end() for f in lines if _words(f[0]) in wanted or _words(_bare(f[0])) == wanted[1]), 0)


def _merged(was: _Sheet, now: _Sheet) -> str:
    text = _with_additions(was.text, now.text)
    reflect = _united(was.reflect, _with_additions(was.reflect, now.reflect))
    trainers = _united(was.trainers, now.trainers)
    blocks = ["\n".join(text).strip("\n")]
    if reflect:
        blocks.append("## Reflect\n\n" + "\n".join(reflect))
    if trainers:
        blocks.append("## For trainers\n\n" + "\n\n".join(trainers))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _sheet(text: str) -> _Sheet:
    parts: dict[str, list[str]] = {"text": [], "reflect": [], "trainers": []}
    now = "text"
    for line in text.split("\n"):
        named = _NAMED.match(line)
        name = named["name"].rstrip(":.").casefold() if named else ""
        if name in REFLECT + TRAINERS:
            now = "reflect" if name in REFLECT else "trainers"
        else:
            now = "text" if named else now
            parts[now].append(line)
    prompts = tuple(line for line in parts["reflect"] if line.strip())
    notes = tuple(b.strip("\n") for b in re.split(r"\n{2,}", "\n".join(parts["trainers"])) if b.strip())
    return _Sheet(tuple(parts["text"]), prompts, notes)


def _with_additions(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The new lines; where an old one is the same but for codes or an id at its end, with those."""
    known = {_words(line): found[0].strip() for line in old if (found := _ADDED.search(line))}
    return tuple(
        f"{line} {known[key]}" if (key := _words(line)) in known and not _ADDED.search(line) else line for line in new
    )


def _united(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """All of the new, then what only the old has; the old as it stands where the new adds nothing to it."""
    known = {_words(block) for block in new}
    shared = [_words(block) for block in old if _words(block) in known]
    if shared == [_words(block) for block in new]:
        return old
    return (*new, *(block for block in old if _words(block) not in known))


def _words(line: str) -> str:
    return " ".join(_MARK.sub("", _ADDED.sub("", line)).split()).casefold()
