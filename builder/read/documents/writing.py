"""Pieces to Markdown that our reader accepts: escaped, lists nested by the width of their marks, findings numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...adapters.documents import Piece, Run, Shape
from .parts import Part
from .tidy import bears, is_named

REFLECT_NAMES = (
    *("reflect", "reflection", "pause and reflect", "myfyrio", "reflective questions", "questions for reflection"),
    *("questions to consider", "questions to reflect on", "reflection questions", "discussion questions"),
    *("questions for your team", "questions for discussion", "points to consider", "think about"),
)
TRAINERS_NAMES = ("for trainers", "trainers", "trainers' notes", "trainers’ notes", "trainer notes", "i hyfforddwyr")
_NUMBER = re.compile(r"^0?\d{1,2}[.):]?\s+")
_POINTS = re.compile(r"finding|learning points|key learning|recommendation|argymhell|canfyddiad", re.I)
_POINT = re.compile(r"^(?:finding|recommendation|learning point)\s*\d{1,2}\s*[:.)–-]\s*", re.I)
_TYPED = re.compile(r"^(?:(?P<bullet>[•·▪●◦‣\uf0b7]|[-–*](?=\s))|(?P<number>\d{1,2})[.)])\s+(?=\S)")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]+$", re.I)


@dataclass
class _Page:
    """One part being written: its lines, footnotes, and what a person should look at."""

    numbered: bool
    lines: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    renumbered: bool = False

    def add(self, *lines: str) -> None:
        """Adds lines, an empty one before them."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines.extend(lines)


def written(part: Part) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A part as the text of its file, and notes (where, what) for the report."""
    page = _Page(numbered=bool(_POINTS.search(part.title)))
    if part.title:
        page.add(f"# {escaped(' '.join(part.title.split()))}")
    text, reflect, trainers = _divided(part.pieces, page)
    if bears(_NUMBER.sub("", part.title), REFLECT_NAMES) and not reflect:
        text, reflect = _asked(text)
        page.notes += [(part.where, f"The questions under “{part.title}” stand under Reflect now.")] * bool(reflect)
    _blocks(text, page)
    if page.numbered and text and not any(re.match(r"\d+\. ", line) for line in page.lines):
        page.notes.append((part.where, f"No list was found under “{part.title}”: number the points by hand, 1. 2. 3."))
    if reflect:
        page.add("## Reflect", "", *(f"- {_inline(_one_line(p), page)}" for p in reflect if p.text))
    if trainers:
        page.add("## For trainers")
        page.numbered = False
        _blocks(trainers, page)
    for number, note in enumerate(page.footnotes, 1):
        page.add(f"[^{number}]: {note}")
    if page.renumbered:
        page.notes.append((part.where, f"The bullets under “{part.title}” are numbered now, so that each has a code."))
    return "\n".join(page.lines).strip("\n") + "\n", tuple(page.notes)


def _asked(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A part of nothing but questions: what leads into them, and the questions; where none asks, every list item."""
    asks = [p for p in pieces if p.text.endswith("?")] or [p for p in pieces if p.shape is Shape.ITEM]
    return [p for p in pieces if p not in asks], [_as_item(p) for p in asks]


def _divided(pieces: Iterable[Piece], page: _Page) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Text, questions to reflect on, and what is for trainers."""
    text: list[Piece] = []
    reflect: list[Piece] = []
    trainers: list[Piece] = []
    now = text
    for piece in pieces:
        if piece.shape is Shape.NOTES:
            trainers.append(Piece(Shape.TEXT, piece.runs, where=piece.where))
        elif is_named(piece, TRAINERS_NAMES):
            now = trainers
        elif is_named(piece, REFLECT_NAMES) or _is_numbered_name(piece):
            now = reflect
            if not is_named(piece, REFLECT_NAMES[:4]):
                page.notes.append((piece.where, f"“{piece.text}” became the heading Reflect."))
        elif piece.shape is Shape.HEADING and now is not text:
            now = text
            text.append(piece)
        else:
            now.append(piece)
    return text, reflect, trainers


def _is_numbered_name(piece: Piece) -> bool:
    """Whether a heading or bold line such as "5. Questions for your team" opens questions."""
    heads = piece.shape is Shape.HEADING or piece.all_bold
    return heads and bears(_NUMBER.sub("", piece.text), REFLECT_NAMES)


# Blocks ------------------------------------------------------------------------------------------


def _blocks(pieces: list[Piece], page: _Page) -> None:
    top = min((p.level for p in pieces if p.shape is Shape.HEADING), default=2)
    items: list[Piece] = []
    for piece in (*map(_as_item, pieces), None):
        if piece is not None and piece.shape is Shape.ITEM:
            items.append(piece)
            continue
        if items:
            page.add(*_list(items, page))
            items = []
        if piece is None:
            break
        if piece.shape is Shape.TABLE:
            _table(piece, page)
        elif piece.shape is Shape.HEADING:
            page.add(f"{'#' * min(6, 2 + max(0, piece.level - top))} {escaped(piece.text)}")
        elif piece.text:
            page.add(_inline(piece, page))


def _as_item(piece: Piece) -> Piece:
    """A paragraph with a typed bullet or number, or "Finding 1:", as the list item it is meant to be."""
    if not piece.runs or not (piece.shape is Shape.TEXT or (piece.shape is Shape.ITEM and piece.ordered)):
        return piece
    first = piece.runs[0]
    found = _TYPED.match(first.text.lstrip()) or _POINT.match(first.text.lstrip())
    if not found:
        return piece
    rest = Run(first.text.lstrip()[found.end() :], first.bold, first.italic, first.href, first.footnote)
    ordered = found.re is _POINT or bool(found["number"])
    return Piece(Shape.ITEM, (rest, *piece.runs[1:]), piece.level, ordered, piece.where)


def _list(items: list[Piece], page: _Page) -> Iterator[str]:
    """Lines of a list; each level is indented by the width of the marks above it."""
    least = min(i.level for i in items)
    widths: list[int] = []
    counts: list[int] = []
    for item in items:
        depth = min(item.level - least, len(widths))
        del widths[depth + 1 :], counts[depth + 1 :]
        ordered = item.ordered or (page.numbered and depth == 0)
        page.renumbered |= ordered and not item.ordered
        if depth == len(widths):
            widths.append(0)
            counts.append(0)
        counts[depth] += 1
        mark = f"{counts[depth]}. " if ordered else "- "
        indent = " " * sum(widths[:depth])
        widths[depth] = len(mark)
        yield indent + mark + _inline(_one_line(item), page)


def _table(table: Piece, page: _Page) -> None:
    width = max(len(row) for row in table.rows)
    rows = [[_cell(cell, page) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    page.add(f"| {' | '.join(rows[0])} |", "|" + " --- |" * width, *(f"| {' | '.join(row)} |" for row in rows[1:]))
    if any(len(cell) > 1 for row in table.rows for cell in row):
        page.notes.append((table.where, "Cells of the table had several lines; they are joined by semicolons."))
    page.notes.append((table.where, "A table was taken over: check that its first row holds the headings."))


def _cell(cell: tuple[Piece, ...], page: _Page) -> str:
    return "; ".join(_inline(_one_line(p), page) for p in cell if p.text).replace("|", "\\|")


# Inlines -----------------------------------------------------------------------------------------


def _one_line(piece: Piece) -> Piece:
    runs = tuple(Run(r.text.replace("\n", " "), r.bold, r.italic, r.href, r.footnote) for r in piece.runs)
    return Piece(piece.shape, runs, piece.level, piece.ordered, piece.where)


def _inline(piece: Piece, page: _Page) -> str:
    out = "".join(_run(run, page) for run in _merged(piece.runs))
    lines = [" ".join(line.split()) for line in out.split("\n")]
    return "\\\n".join(_not_a_block(line) for line in lines if line)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours with one look as one: Word splits a word wherever it was corrected."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and not last.footnote and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href):
            out[-1] = Run(last.text + run.text, run.bold, run.italic, run.href, run.footnote)
        else:
            out.append(run)
    return out


def _run(run: Run, page: _Page) -> str:
    words = run.text.strip()
    if not words:
        return run.text.replace("\t", " ") + _footnote(run, page)
    start = run.text[: len(run.text) - len(run.text.lstrip())].replace("\t", " ")
    end = run.text[len(run.text.rstrip()) :].replace("\t", " ")
    mark = "**" * run.bold + "*" * run.italic
    text = "\n".join(escaped(line) for line in words.replace("\t", " ").split("\n"))
    if mark:
        text = "\n".join(f"{mark}{line.strip()}{mark[::-1]}" for line in text.split("\n") if line.strip())
    if run.href and _SAFE_LINK.match(run.href):
        text = f"[{text}](<{run.href}>)"
    return f"{start}{text}{_footnote(run, page)}{end}"


def _footnote(run: Run, page: _Page) -> str:
    if not run.footnote:
        return ""
    page.footnotes.append(_inline(_one_line(Piece(Shape.TEXT, run.footnote)), page))
    return f"[^{len(page.footnotes)}]"


def escaped(text: str) -> str:
    """Words that Markdown shows as they stand."""
    text = re.sub(r"([\\`*\[\]<{}])", r"\\\1", _clean(text))
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


_DROPPED = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 173, 8203, 65279))


def _clean(text: str) -> str:
    """Text without control characters and soft hyphens, hard spaces as spaces."""
    return text.translate(_DROPPED | {0xA0: " ", 0x2028: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n"})


def _not_a_block(line: str) -> str:
    """A line whose beginning would open a heading, list, quotation or rule, kept as words."""
    line = re.sub(r"^(#{1,6}(?=\s|$)|[>+~=]|-(?=\s|-|$))", r"\\\1", line)
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", line)
