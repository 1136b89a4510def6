"""Findings and recommendations as one numbered list, whatever dress they came in: labels, tables, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....adapters.documents.content import Piece, Run, Shape
from ..recognised.layout_tables import cell_words
from ..recognised.marks import lines_of, typed, without_start
from .point_tables import from_tables, rows_as_points

_SHORT_SENTENCE = 25
_SHORT_PARAGRAPH = 60
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|St|No|vs|cf|para|p)\.$", re.I)


@dataclass(frozen=True, slots=True)
class Pointed:
    """The pieces with their points as ordered items, and what was guessed."""

    pieces: list[Piece]
    guess: str = ""


def pointed(pieces: Sequence[Piece], title: str) -> Pointed:
    """The text of a part of findings or recommendations."""
    tables = [p for p in pieces if rows_as_points(p)]
    columns = "; ".join(" | ".join(cell_words(c) for c in p.rows[0]) for p in tables)
    said = f"The table ({columns}) became the numbered points under “{title}”." if tables else ""
    held = from_tables(list(pieces))
    held = [_labelled_heading(p) for p in held]
    held = _under_labels(held)
    if _has_points(held):
        return Pointed(_captions_last(_continued(_nested(held))), said)
    heads = [p for p in held if p.shape is Shape.HEADING or (p.all_bold and len(p.text.split()) <= 14)]
    if len(heads) >= 2 and all(p.text for p in heads):
        return Pointed(_continued(_from_headings(held)), f"The headings under “{title}” became its numbered points.")
    return _from_paragraphs(held, title)


def _has_points(pieces: Sequence[Piece]) -> bool:
    return any(p.shape is Shape.ITEM for p in pieces)


# Labels ------------------------------------------------------------------------------------------


def _labelled_heading(piece: Piece) -> Piece:
    """A heading or bold line such as "Recommendation 1: Recording", or one that Word numbers, as a point."""
    if piece.shape is not Shape.HEADING:
        return piece
    mark = typed("".join(r.text for r in piece.runs))
    if mark and mark.kind == "label":
        runs = without_start(piece.runs, mark.length)
        return replace(
            piece, shape=Shape.ITEM, runs=_bold(runs), level=0, ordered=True, label=str(mark.number), of="label"
        )
    return piece


def _bold(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(replace(r, bold=True) for r in runs)


def _under_labels(pieces: list[Piece]) -> list[Piece]:
    """Points whose text stands under their label; all that follows up to the next label belongs to them."""
    labels = [n for n, p in enumerate(pieces) if p.shape is Shape.ITEM and p.of in ("typed label", "label")]
    if not labels:
        return pieces
    alone = [n for n in labels if not pieces[n].text or pieces[n].all_bold]
    out = pieces[: labels[0]]
    for n, end in zip(labels, [*labels[1:], len(pieces)], strict=True):
        point, below = pieces[n], pieces[n + 1 : end]
        if not point.text and below and below[0].shape in (Shape.TEXT, Shape.ITEM, Shape.QUOTE):
            point = replace(point, runs=below[0].runs)
            below = below[1:]
        elif point.all_bold and below and below[0].shape is Shape.TEXT and not below[0].all_bold:
            dot = "" if point.text[-1:] in ".:?!" else "."
            point = replace(point, runs=(*point.runs, Run(dot, bold=True), Run(" "), *below[0].runs))
            below = below[1:]
        out.append(replace(point, level=0, ordered=True))
        inside = end != len(pieces) or bool(alone)
        out += [_inside(p) if inside else p for p in below]
    return out


def _inside(piece: Piece) -> Piece:
    if piece.shape is Shape.ITEM:
        return replace(piece, level=piece.level + 1)
    if piece.shape in (Shape.TEXT, Shape.QUOTE):
        return replace(piece, shape=Shape.TEXT, level=1)
    if piece.shape is Shape.HEADING:
        return replace(piece, shape=Shape.TEXT, runs=_bold(piece.runs), level=1)
    return piece


def _nested(pieces: list[Piece]) -> list[Piece]:
    """Bullets after a numbered point as its sub-points, where both kinds stand at the margin."""
    least = min(p.level for p in pieces if p.shape is Shape.ITEM)
    top = [p for p in pieces if p.shape is Shape.ITEM and p.level == least]
    if not (any(p.ordered for p in top) and any(not p.ordered for p in top)):
        return pieces
    seen = False
    out = []
    for piece in pieces:
        if piece.shape is Shape.ITEM and piece.level == least and piece.ordered:
            seen = True
        elif piece.shape is Shape.ITEM and seen:
            piece = replace(piece, level=piece.level + 1)
        elif piece.shape is Shape.HEADING:
            seen = False
        out.append(piece)
    return out


def _continued(pieces: list[Piece]) -> list[Piece]:
    """Paragraphs between two points as paragraphs of the first, so that the numbers go on."""
    out = list(pieces)
    points = [n for n, p in enumerate(out) if p.shape is Shape.ITEM]
    for n, piece in enumerate(out):
        if piece.shape is not Shape.TEXT or piece.level or not (piece.text or any(r.picture for r in piece.runs)):
            continue
        before = [k for k in points if k < n]
        after = [k for k in points if k > n]
        if before and after and not any(out[k].shape is Shape.HEADING for k in range(before[-1], after[0])):
            ends = piece.text.endswith(":") and not out[after[0]].ordered
            goes_on = out[after[0]].label not in ("", "1") or out[before[-1]].of == out[after[0]].of
            if goes_on or ends or out[after[0]].level:
                out[n] = replace(piece, level=1)
    return out


_CAPTION = re.compile(
    r"^(?:figure|fig\.|table|chart|diagram|image|picture|photo|graph|source|ffigur|tabl|siart|llun)\s*(?:\d{1,2}\b|:)",
    re.I,
)


def _captions_last(pieces: list[Piece]) -> list[Piece]:
    """Pictures between points, with the lines that name them, after the list: they are no words of a point."""
    moved: list[Piece] = []
    kept: list[Piece] = []
    for piece in pieces:
        drawn = piece.shape is Shape.TEXT and piece.is_picture
        named = piece.shape is Shape.TEXT and bool(_CAPTION.match(piece.text)) and len(piece.text.split()) <= 25
        (moved if (drawn or named) and _has_points(kept) else kept).append(piece)
    return [*kept, *(replace(p, level=0) for p in moved)]


# Without a list ----------------------------------------------------------------------------------


def _from_headings(pieces: list[Piece]) -> list[Piece]:
    out: list[Piece] = []
    open_point = False
    for piece in pieces:
        if piece.shape is Shape.HEADING or (
            piece.all_bold and len(piece.text.split()) <= 14 and piece.shape is Shape.TEXT
        ):
            mark = typed("".join(r.text for r in piece.runs))
            runs = _bold(without_start(piece.runs, mark.length if mark and mark.ordered else 0))
            out.append(Piece(Shape.ITEM, runs, ordered=True, where=piece.where, of="headings"))
            open_point = True
        elif open_point and piece.shape is Shape.TEXT:
            last = out[-1]
            if last.of == "headings" and last.shape is Shape.ITEM and last.all_bold:
                dot = "" if last.text[-1:] in ".:?!" else "."
                out[-1] = replace(last, runs=(*last.runs, Run(dot, bold=True), Run(" "), *piece.runs))
            else:
                out.append(replace(piece, level=1))
        else:
            out.append(_inside(piece) if open_point else piece)
    return out


def _from_paragraphs(pieces: list[Piece], title: str) -> Pointed:
    """Short paragraphs as points; one paragraph of short sentences as a point for each."""
    texts = [p for p in pieces if p.shape is Shape.TEXT and p.text and not p.text.endswith(":")]
    if not texts or any(p.shape not in (Shape.TEXT, Shape.RULE) for p in pieces):
        return Pointed(list(pieces))
    lines = [replace(p, runs=line) for p in texts for line in lines_of(p) if "".join(r.text for r in line).strip()]
    if any(len(p.text.split()) > _SHORT_PARAGRAPH for p in lines):
        return Pointed(list(pieces))
    guess = f"The paragraphs under “{title}” became its numbered points."
    made = lines
    if len(lines) == 1 and len(sentences := _sentences(lines[0])) > 1:
        made, guess = sentences, f"The sentences under “{title}” became its numbered points."
    lead = [p for p in pieces if p.shape is Shape.TEXT and p.text.endswith(":")]
    items = [replace(p, shape=Shape.ITEM, ordered=True, of="paragraphs") for p in made]
    return Pointed([*lead, *items], guess)


def _sentences(piece: Piece) -> list[Piece]:
    text = "".join(r.text for r in piece.runs)
    parts = _SENTENCE.split(text.strip())
    if any(r.footnote or r.picture for r in piece.runs) or any(_ABBREVIATED.search(p) for p in parts[:-1]):
        return [piece]
    if any(len(p.split()) > _SHORT_SENTENCE or len(p.split()) < 2 for p in parts):
        return [piece]
    out, runs = [], piece.runs
    for part in parts:
        start = text.index(part)
        length = start + len(part)
        own: list[Run] = []
        taken = 0
        for run in runs:
            cut = max(0, min(len(run.text), length - taken))
            if run.text[:cut].strip() or own:
                own.append(replace(run, text=run.text[:cut]))
            taken += len(run.text)
        out.append(replace(piece, runs=without_start(tuple(r for r in own if r.text), start)))
        runs = without_start(runs, length)
        text = text[length:]
    return out
