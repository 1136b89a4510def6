"""Lines that a person typed as points: bullets of any sign, numbers, letters, labels such as "Recommendation 1".

A document made with Shift+Enter has several lines in a paragraph; each that is a point becomes one of its own.
"""

# ruff: noqa: E501 (a pattern on one line is read more easily)

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ....adapters.documents.content import Piece, Run, Shape

_BULLETS = "•·▪▫●○◦‣⁃➢➣➤►▶▸✓✔☑✗✘☒☐→⇒➔➜➲■□◆◇❖★☆❑❒⬧⧫⬥❍*-–—‒"
_USUAL = "•·▪●◦‣▫○*-–"
"""Signs that are bullets also where they stand alone; an arrow may be a word."""
_BULLET = re.compile(
    rf"^\s*(?:[{re.escape(_BULLETS)}]\ufe0f?\s*(?=[^\s{re.escape(_BULLETS)}])|[o§ü](?:\t+|\s{{1,}})(?=\S))"
)
_TIGHT = re.compile(r"^\s*[-–—*‒](?=\S)")
"""A dash or star right before a word is no bullet: "-5", "*note"."""
_NUMBER = re.compile(r"^\s*[(\[]?(?P<n>\d{1,2})(?:[.):\]](?!\d)|\s*[-–—](?=\s))\s*(?=\S)")
_DOTTED = re.compile(r"^\s*(?P<a>\d{1,2})\.(?P<n>\d{1,2})[.):]?\s+(?=\S)")
_BARE = re.compile(r"^\s*(?P<n>\d{1,2})(?:\t+|\s+)(?=[A-Z“\"‘'])")
_LETTER = re.compile(r"^\s*(?:\((?P<a>[a-z]|[ivx]{1,4})\)|(?P<b>[a-z]|[ivx]{1,4})[.)])\s+(?=\S)", re.I)
_IN_WORDS = {
    **{w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)},
    **{w: n for n, w in enumerate("un dau tri pedwar pump chwech saith wyth naw deg".split(), 1)},
}
_LABEL = re.compile(
    rf"^\s*(?:(?:key |main |overarching |local |national |the )?"
    rf"(?:finding|recommendation|learning point|learning|lesson|point|theme|key learning|practice point|recs?\.?|action|"
    rf"canfyddiad|argymhelliad|pwynt dysgu|gwers)\s*(?:no\.?\s*)?#?(?:(?P<n>\d{{1,2}}(?:\.\d{{1,2}})?)|(?P<w>{'|'.join(_IN_WORDS)})(?=\W|$)|(?P<l>[ivx]{{1,4}}|[a-h])(?=\s*(?:[:.)–—-]|$)))|(?:F|R|LP|KF|KL|L)\s?(?P<m>\d{{1,2}}))"
    rf"(?P<mark>\s*[:.)–—-]+\s*|\s+(?=\S)|\s*$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A mark at the start of a line: how many letters it takes, its kind, and its number where it counts."""

    length: int
    kind: str
    number: int = 0
    sure: bool = True

    @property
    def ordered(self) -> bool:
        """Whether it counts."""
        return self.kind != "bullet"


def typed(text: str) -> Typed | None:
    """The mark that a line opens with."""
    if found := _LABEL.match(text):
        sure = bool(found["mark"].strip()) or not text[found.end() :].strip() or text[found.end()].isupper()
        return Typed(found.end(), "label", _counted(found)) if sure else None
    if found := _DOTTED.match(text):
        return Typed(found.end(), f"{found['a']}.", int(found["n"]), sure=False)
    if found := _NUMBER.match(text):
        return Typed(found.end(), "number", int(found["n"]))
    if found := _BARE.match(text):
        return Typed(found.end(), "bare", int(found["n"]), sure=False)
    if found := _LETTER.match(text):
        letters = (found["a"] or found["b"]).lower()
        return Typed(found.end(), "letter", _value(letters), sure=False)
    if not _TIGHT.match(text) and (found := _BULLET.match(text)):
        return Typed(found.end(), "bullet", sure=found[0].strip()[0] in _USUAL)
    return None


def _counted(label: re.Match[str]) -> int:
    """The number of a label: in digits, in words, as a letter or a Roman number."""
    if word := label["w"]:
        return _IN_WORDS[word.lower()]
    if letters := label["l"]:
        return _value(letters.lower())
    return int((label["n"] or label["m"]).rpartition(".")[2])


def _value(letters: str) -> int:
    if len(letters) == 1 and letters not in "ivx":
        return ord(letters) - 96
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for n, letter in enumerate(letters):
        value = values[letter]
        total += -value if n + 1 < len(letters) and values[letters[n + 1]] > value else value
    return total


# Lines of a paragraph ----------------------------------------------------------------------------


def lines_of(piece: Piece) -> list[tuple[Run, ...]]:
    """The runs of each line of a paragraph that was broken with Shift+Enter."""
    lines: list[list[Run]] = [[]]
    for run in piece.runs:
        words = run.text.replace("\x0b", "\n").split("\n")
        for n, part in enumerate(words):
            if n:
                lines.append([])
            last = n == len(words) - 1
            if part or (last and (run.footnote or run.picture)):
                lines[-1].append(replace(run, text=part, footnote=run.footnote if last else ()))
    return [tuple(line) for line in lines]


def split(piece: Piece) -> Iterator[Piece]:
    """A paragraph as the paragraphs that its lines are: a bold line above text, typed points, questions, gaps."""
    if piece.shape not in (Shape.TEXT, Shape.ITEM) or "\n" not in "".join(r.text for r in piece.runs).replace(
        "\x0b", "\n"
    ):
        yield piece
        return
    lines = lines_of(piece)
    worded = [replace(piece, runs=line) for line in lines if "".join(r.text for r in line).strip() or _holds(line)]
    if len(worded) < 2:
        yield from worded
        return
    if piece.shape is Shape.ITEM:
        yield from worded if _each_a_point(worded) else [_joined(piece, worded)]
        return
    groups = _groups(piece, lines)
    for group in groups:
        yield _joined(piece, group)


def _holds(line: tuple[Run, ...]) -> bool:
    return any(r.footnote or r.picture for r in line)


def _joined(piece: Piece, lines: Sequence[Piece]) -> Piece:
    runs: list[Run] = []
    for n, line in enumerate(lines):
        runs += [*([Run("\n", size=piece.size)] if n else []), *line.runs]
    return replace(piece, runs=tuple(runs))


def _groups(piece: Piece, lines: list[tuple[Run, ...]]) -> list[list[Piece]]:
    """Lines that belong together: parted at gaps, around whole bold lines, at typed points, between questions."""
    made = [replace(piece, runs=line) for line in lines]
    some_bold = any(p.text and p.all_bold for p in made) and not all(p.all_bold for p in made if p.text)
    asked = sum(p.text.endswith("?") for p in made) >= 2
    points = any(typed("".join(r.text for r in p.runs)) for p in made)
    groups: list[list[Piece]] = [[]]
    for n, line in enumerate(made):
        if not line.text and not _holds(line.runs):
            groups.append([])
            continue
        before = made[n - 1] if n else None
        alone = (
            (some_bold and (line.all_bold or (before is not None and before.all_bold)))
            or (asked and (line.text.endswith("?") or (before is not None and before.text.endswith("?"))))
            or (points and typed("".join(r.text for r in line.runs)) is not None)
        )
        if alone and groups[-1]:
            groups.append([])
        groups[-1].append(line)
    return [g for g in groups if g]


def _each_a_point(lines: Sequence[Piece]) -> bool:
    """Whether lines inside one list item are points of their own rather than a heading, a sentence or an address."""
    if lines[0].text.endswith(":") or (lines[0].all_bold and not lines[1].all_bold):
        return False
    starts = [line.text[:1] for line in lines]
    if any(s.islower() or s in "(" for s in starts[1:]):
        return False
    ends = [line.text[-1:] in ".?!;" for line in lines]
    return all(ends) or not any(ends[:-1])


# Points ------------------------------------------------------------------------------------------


def as_items(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces; each paragraph with a typed mark is a list item, a doubtful mark only among others of its kind."""
    held = list(pieces)
    marks = [_mark(p) for p in held]
    out = []
    for n, (piece, mark) in enumerate(zip(held, marks, strict=True)):
        if mark is None or not (mark.sure or _in_row(marks, n)):
            out.append(piece)
        else:
            out.append(_item(piece, mark))
    return out


def _mark(piece: Piece) -> Typed | None:
    if piece.shape is Shape.TEXT or (piece.shape is Shape.ITEM and (piece.ordered or not piece.label)):
        text = "".join(r.text for r in piece.runs)
        found = typed(text)
        if found and (text[found.length :].strip() or found.kind == "label"):
            if piece.shape is Shape.ITEM and found.kind not in ("label", "bullet"):
                # a number typed behind a bullet counts only among its like: "1. …", "2. …"
                counts = found.kind in ("number", "letter") and not piece.ordered
                return replace(found, sure=False) if counts else None
            return found
    return None


def _in_row(marks: Sequence[Typed | None], n: int) -> bool:
    """Whether a doubtful mark goes on from the one before, or the next goes on from it."""
    own = marks[n]
    assert own is not None
    if own.kind == "bullet":
        beside = (*marks[max(0, n - 1) : n], *marks[n + 1 : n + 2])
        return any(m is not None and m.kind == "bullet" for m in beside)
    before = next((m for m in reversed(marks[max(0, n - 3) : n]) if m and m.ordered), None)
    after = next((m for m in marks[n + 1 : n + 4] if m and m.ordered), None)
    begins = own.number == 1 and after is not None and after.number == 2 and after.kind == own.kind
    return begins or bool(
        (before and before.number == own.number - 1) or (after and after.number == own.number + 1 and own.number > 1)
    )


def _item(piece: Piece, mark: Typed) -> Piece:
    runs = without_start(piece.runs, mark.length)
    label = str(mark.number) if mark.ordered else ""
    if piece.shape is Shape.ITEM:
        counted = mark.ordered and not piece.ordered
        return replace(piece, runs=runs, ordered=piece.ordered or mark.ordered, label=label if counted else piece.label)
    return replace(piece, shape=Shape.ITEM, runs=runs, ordered=mark.ordered, label=label, of=f"typed {mark.kind}")


def without_start(runs: tuple[Run, ...], letters: int) -> tuple[Run, ...]:
    """The runs without their first letters."""
    out: list[Run] = []
    for run in runs:
        if letters >= len(run.text):
            letters -= len(run.text)
            if run.footnote or run.picture:
                out.append(replace(run, text=""))
            continue
        out.append(replace(run, text=run.text[letters:]))
        letters = 0
    return tuple(out)
