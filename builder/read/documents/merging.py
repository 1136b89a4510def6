"""A part imported again: the words of the last import, those in the folder and those in the document, three ways.

Changed in Word only: Word's. Changed in the folder only: the folder's. Changed in both: shown passage by passage, and
the folder's words stay until somebody says otherwise. Codes after recommendations, ids of prompts and comments stay. A
document that says nothing new leaves the file as it is, byte for byte.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..section import REFLECT, TRAINERS

_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.S)
_NAMED = re.compile(r"^##\s+(?P<name>.+?)\s*#*\s*$")
_ADDED = re.compile(r"\s*(?:\([FR]\d[^()]*\)|\{[#.][^{}]*\})\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_MARK = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage that was changed in Word and in the folder."""

    word: str
    folder: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The text of the file, and where both sides had changed it."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What follows the front matter of a part's file, in its three pieces, each as passages."""

    text: tuple[str, ...]
    reflect: tuple[str, ...]
    trainers: tuple[str, ...]


def merged(old: str, new: str, base: str = "", *, word_wins: bool = False) -> Merged:
    """The file after importing `new` over `old`; `base` is the last import's text, "" where nobody kept it."""
    front = _FRONT.match(old)
    start = front[0] if front else ""
    was = old[len(start) :]
    ours, theirs = _sheet(_bare(was)), _sheet(_bare(_without_front(new)))
    conflicts: list[Conflict] = []
    if base:
        then = _sheet(_bare(_without_front(base)))
        text = _joined(
            _three_ways(then.text, ours.text, theirs.text, conflicts, word_wins=word_wins),
            _three_ways(then.reflect, ours.reflect, theirs.reflect, conflicts, word_wins=word_wins),
            _three_ways(then.trainers, ours.trainers, theirs.trainers, conflicts, word_wins=word_wins),
        )
    else:
        text = _joined(
            _with_additions(ours.text, theirs.text),
            _united(ours.reflect, _with_additions(ours.reflect, theirs.reflect)),
            _united(ours.trainers, theirs.trainers),
        )
    unchanged = _lines(text) == _lines(_joined(ours.text, ours.reflect, ours.trainers))
    return Merged(old if unchanged else start + _commented(text, was), tuple(conflicts))


def _without_front(text: str) -> str:
    return _FRONT.sub("", text)


def _bare(text: str) -> str:
    return _COMMENT.sub("", text)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


# Passages ----------------------------------------------------------------------------------------


def _passages(lines: Sequence[str]) -> tuple[str, ...]:
    """Paragraphs and list items; what is indented belongs to what stands above it."""
    out: list[list[str]] = []
    gap = True
    for line in lines:
        if not line.strip():
            gap = True
            continue
        indented = line[:1] in (" ", "\t")
        if out and (indented or (not gap and not _MARK.match(line))):
            out[-1] += [*([""] if gap else []), line]
        else:
            out.append([line])
        gap = False
    return tuple("\n".join(part) for part in out)


def _sheet(text: str) -> _Sheet:
    parts: dict[str, list[str]] = {"text": [], "reflect": [], "trainers": []}
    now = "text"
    for line in text.split("\n"):
        named = _NAMED.match(line)
        name = named["name"].rstrip(":.").casefold() if named else ""
        if name in REFLECT + TRAINERS:
            now = "reflect" if name in REFLECT else "trainers"
        else:
            now = "text" if named and now == "reflect" else now
            parts[now].append(line)
    return _Sheet(*(_passages(parts[key]) for key in ("text", "reflect", "trainers")))


def _joined(text: Sequence[str], reflect: Sequence[str], trainers: Sequence[str]) -> str:
    blocks = [_together(text)]
    if reflect:
        blocks.append("## Reflect\n\n" + _together(reflect))
    if trainers:
        blocks.append("## For trainers\n\n" + _together(trainers))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _together(passages: Sequence[str]) -> str:
    out = ""
    for n, passage in enumerate(passages):
        both = n and _MARK.match(passage) and _MARK.match(passages[n - 1])
        same = both and passage[:1].isdigit() == passages[n - 1][:1].isdigit()
        out += ("" if not n else "\n" if same else "\n\n") + passage
    return out


def _words(passage: str) -> str:
    return " ".join(_MARK.sub("", _ADDED.sub("", passage)).split()).casefold()


# Three ways --------------------------------------------------------------------------------------


def _three_ways(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...], conflicts: list[Conflict], *, word_wins: bool
) -> tuple[str, ...]:
    """The passages of both sides' changes since `base`."""
    keys = [[_words(p) for p in side] for side in (base, ours, theirs)]
    to_ours, to_theirs = _matches(keys[0], keys[1]), _matches(keys[0], keys[2])
    out: list[str] = []
    at = [0, 0, 0]
    anchors = [n for n in range(len(base)) if n in to_ours and n in to_theirs]
    for n in (*anchors, None):
        end = [len(base), len(ours), len(theirs)] if n is None else [n, to_ours[n], to_theirs[n]]
        was, mine, word = (side[a:e] for side, a, e in zip((base, ours, theirs), at, end, strict=True))
        out += _settled(was, mine, word, conflicts, word_wins=word_wins)
        if n is not None:
            own, new = ours[to_ours[n]], theirs[to_theirs[n]]
            out.append(new if own == base[n] and new != base[n] else own)
            at = [n + 1, to_ours[n] + 1, to_theirs[n] + 1]
    return tuple(out)


def _matches(one: list[str], other: list[str]) -> dict[int, int]:
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {b.a + n: b.b + n for b in blocks for n in range(b.size)}


def _settled(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...], conflicts: list[Conflict], *, word_wins: bool
) -> tuple[str, ...]:
    """What stands between two passages that all three share."""
    keys = [tuple(map(_words, side)) for side in (base, ours, theirs)]
    if keys[1] == keys[2]:
        return ours
    if keys[0] == keys[1]:
        return _kept_additions(ours, theirs)
    if keys[0] == keys[2]:
        return ours
    if not base:
        return (*theirs, *(p for p in ours if _words(p) not in keys[2]))
    if len(base) == len(ours) == len(theirs) > 1:
        each = (
            _settled((b,), (o,), (t,), conflicts, word_wins=word_wins)
            for b, o, t in zip(base, ours, theirs, strict=True)
        )
        return tuple(p for some in each for p in some)
    for one, other, key in ((ours, theirs, keys[1]), (theirs, ours, keys[2])):
        size = len(base)
        if key[:size] == keys[0]:
            return (*other, *one[size:])
        if key[len(key) - size :] == keys[0]:
            return (*one[: len(one) - size], *other)
    conflicts.append(Conflict(_together(theirs), _together(ours)))
    return theirs if word_wins else ours


def _kept_additions(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Word's passages; where one replaces one, the codes and ids that the folder added go along."""
    if len(ours) != len(theirs):
        return theirs
    out = []
    for mine, word in zip(ours, theirs, strict=True):
        found = _ADDED.search(mine)
        close = difflib.SequenceMatcher(None, _words(mine), _words(word)).ratio() > 0.4
        out.append(f"{word} {found[0].strip()}" if found and close and not _ADDED.search(word) else word)
    return tuple(out)


# Two ways, for folders that 0.1.0 imported -------------------------------------------------------


def _with_additions(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The new passages; where an old one is the same but for codes or an id at its end, with those."""
    known = {_words(p): found[0].strip() for p in old if (found := _ADDED.search(p))}
    return tuple(f"{p} {known[key]}" if (key := _words(p)) in known and not _ADDED.search(p) else p for p in new)


def _united(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """All of the new, then what only the old has; the old as it stands where the new adds nothing to it."""
    known = {_words(p) for p in new}
    shared = [_words(p) for p in old if _words(p) in known]
    if shared == [_words(p) for p in new]:
        return old
    return (*new, *(p for p in old if _words(p) not in known))


# Comments ----------------------------------------------------------------------------------------


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
