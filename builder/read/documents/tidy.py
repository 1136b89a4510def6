"""First pass over a document: layout tables become text; the facts and the action-plan form are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...adapters.documents import Piece, Run, Shape
from ..section import REFLECT, TRAINERS

FACTS = {
    "title": "title",
    "title of the briefing": "title",
    "alias": "alias",
    "name used for the child": "alias",
    "name used": "alias",
    "summary": "summary",
    "summary in one or two sentences": "summary",
    "source review": "source_review",
    "the review it comes from": "source_review",
    "period described": "period_described",
    "published": "published",
    "published on": "published",
    "review by": "review_by",
    "to be looked at again by": "review_by",
    "withdraw on": "withdraw_on",
    "version": "version",
    "language": "lang",
    "content notice": "content_notice",
    "support": "support",
}
"""Labels in a table of facts, in small letters, and the key of briefing.yml each stands for."""

FORM_LABELS = (
    "name of organisation",
    "team manager",
    "name of section & team",
    "name of section and team",
    "contact details",
    "identify the learning",
    "what actions have been agreed",
    "what needs to happen",
    "who will do it",
    "by when",
    "how will you know",
)
_FORM_TITLE = re.compile(r"^(?P<title>.{1,80}?)\s*[-–—:]?\s*action plan\s*$", re.I)
_PLAN_ALONE = re.compile(r"^action plan\b", re.I)
_NUMBERED = re.compile(r"^\d{1,2}[.)]?\s+(?=[A-Z])")
_NUMBER_ONLY = re.compile(r"^\d{0,2}[.)]?$")


@dataclass(frozen=True, slots=True)
class Tidied:
    """The pieces that make up the briefing, and what was taken out of them."""

    pieces: tuple[Piece, ...]
    facts: tuple[tuple[str, str], ...] = ()
    form_title: str = ""
    form_found: bool = False
    form_words: tuple[str, ...] = ()


def tidied(pieces: tuple[Piece, ...]) -> Tidied:
    """The document without its table of facts and its action-plan form, layout tables laid out as text."""
    facts: dict[str, str] = {}
    flat: list[Piece] = []
    for piece in pieces:
        found = _facts_of(piece)
        if found and not facts:
            facts = found
        else:
            flat.extend(_laid_out(piece))
    split = [part for piece in flat for part in _split_bold_line(piece)]
    kept, title, found_form, lost = _without_form(split)
    return Tidied(tuple(kept), tuple(facts.items()), title, found_form, lost)


def _words(cell: tuple[Piece, ...]) -> str:
    return " ".join(piece.text for piece in cell).strip()


def _facts_of(table: Piece) -> dict[str, str]:
    """Keys and values of a table of facts; empty where the table is another one."""
    if table.shape is not Shape.TABLE:
        return {}
    rows = [row for row in table.rows if len(row) >= 2]
    labels = [_words(row[0]).casefold().rstrip(":*").strip() for row in rows]
    if sum(label in FACTS for label in labels) < 3:
        return {}
    values = {FACTS[label]: _words(row[1]) for label, row in zip(labels, rows, strict=True) if label in FACTS}
    return {key: value for key, value in values.items() if value}


# Layout tables -----------------------------------------------------------------------------------


def _laid_out(piece: Piece) -> Iterator[Piece]:
    """A table that only places text on the page, as that text; any other piece as it is."""
    if piece.shape is not Shape.TABLE:
        yield piece
        return
    rows = [row for row in piece.rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    cells = [cell for row in rows for cell in row if cell]
    if width <= 1 or len(cells) <= 1:
        yield from (inner for cell in cells for part in cell for inner in _laid_out(part))
    elif width == 2 and _is_headed(rows):
        for row in rows:
            yield from _as_heading(row[0])
            yield from (inner for cell in row[1:] for part in cell for inner in _laid_out(part))
    elif _are_panels(cells):
        yield from (inner for cell in cells for part in cell for inner in _laid_out(part))
    else:
        yield replace(piece, rows=tuple(rows))


def _is_headed(rows: list[tuple[tuple[Piece, ...], ...]]) -> bool:
    """Whether the left column names parts and the right one holds their text."""
    full = [row for row in rows if len(row) > 1]
    short = sum(len(_words(row[0]).split()) <= 8 and not _is_panel(row[0]) for row in full)
    long = sum(len(_words(row[1]).split()) > 12 for row in full)
    return len(full) >= 3 and short == len(full) and long >= 0.6 * len(full)


def _are_panels(cells: list[tuple[Piece, ...]]) -> bool:
    """Whether each cell is a panel of its own: a heading or number, then text."""
    panels = sum(_is_panel(cell) or (len(cell) >= 2 and len(_words(cell).split()) > 12) for cell in cells)
    return len(cells) >= 3 and panels >= 0.6 * len(cells)


def _is_panel(cell: tuple[Piece, ...]) -> bool:
    """Whether a cell opens with a line that is bold, a heading or numbered, and goes on with text that is not."""
    lines = [line for piece in cell for line in _split_bold_line(piece)]
    return len(lines) >= 2 and _opens_panel(lines[0]) and not all(map(_opens_panel, lines[1:]))


def _opens_panel(line: Piece) -> bool:
    return line.shape is Shape.HEADING or line.all_bold or bool(_NUMBERED.match(line.text))


def _as_heading(cell: tuple[Piece, ...]) -> Iterator[Piece]:
    if cell:
        yield Piece(Shape.HEADING, (Run(_words(cell)),), 2, where=cell[0].where)


def _split_bold_line(piece: Piece) -> Iterator[Piece]:
    """A paragraph whose first line is bold, made with Shift+Enter, as two paragraphs."""
    if piece.shape is not Shape.TEXT:
        yield piece
        return
    for n, run in enumerate(piece.runs):
        head, broken, tail = run.text.partition("\n")
        first = (*piece.runs[:n], replace(run, text=head))
        if broken:
            top = replace(piece, runs=first)
            if top.all_bold and top.text:
                yield top
                yield replace(piece, runs=(replace(run, text=tail), *piece.runs[n + 1 :]))
                return
            break
    yield piece


# The action-plan form ----------------------------------------------------------------------------


def _is_form(piece: Piece) -> bool:
    words = piece.text.casefold()
    if piece.shape is Shape.TABLE:
        words = " ".join(_words(cell) for row in piece.rows for cell in row).casefold()
    return any(words.startswith(label) or (len(words) < 400 and label in words) for label in FORM_LABELS)


def _without_form(pieces: list[Piece]) -> tuple[list[Piece], str, bool, tuple[str, ...]]:
    """The pieces without the form, the title the form bears, whether there was one, and other words lost with it."""
    marks = [n for n, piece in enumerate(pieces) if _is_form(piece) and len(piece.text.split()) < 60]
    labels = sum(any(label in _all_words(pieces[n]).casefold() for n in marks) for label in FORM_LABELS)
    if labels < 3:
        return pieces, "", False, ()
    start, end, title = marks[0], marks[-1] + 1, ""
    while start and (found := _form_opening(pieces[start - 1], title)) is not None:
        title = title or found
        start -= 1
    while end < len(pieces) and _NUMBER_ONLY.match(pieces[end].text) and pieces[end].shape is not Shape.TABLE:
        end += 1
    inside = pieces[start:end]
    lost = tuple(p.text for p in inside if p.shape is not Shape.TABLE and not _is_form(p) and not _belongs(p, title))
    return pieces[:start] + pieces[end:], title, True, lost


def _all_words(piece: Piece) -> str:
    return f"{piece.text} {' '.join(_words(cell) for row in piece.rows for cell in row)}"


def _form_opening(piece: Piece, title: str) -> str | None:
    """The title in a line above the form ("Child H - Action Plan"), "" for the title again, None for another line."""
    if found := _FORM_TITLE.match(piece.text):
        return found["title"].strip(" -–—:")
    if _PLAN_ALONE.match(piece.text) and len(piece.text.split()) < 8:
        return ""
    return "" if title and piece.text == title else None


def _belongs(piece: Piece, title: str) -> bool:
    return bool(_NUMBER_ONLY.match(piece.text) or _form_opening(piece, title) is not None)


def is_named(piece: Piece, names: tuple[str, ...] = REFLECT + TRAINERS) -> bool:
    """Whether a short line is one of the named headings."""
    return piece.shape is not Shape.TABLE and bears(piece.text, names)


def bears(line: str, names: tuple[str, ...]) -> bool:
    """Whether a line is one of the names, its end marks aside."""
    return line.rstrip(":. ").casefold() in names
