"""What stands on top of a document: its title, the name of the format, a summary, lines before the first part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...adapters.documents.content import Document, Piece, Shape
from .recognised.layout_tables import cell_words
from .recognised.names import Opens, opens
from .recognised.parts import Divided, Part
from .recognised.tidy import Tidied
from .recognised.titles import from_headers, only_alias, title_line, title_words
from .report import Note, Weight

_SUMMARY_WORDS = 60


# The title ---------------------------------------------------------------------------------------


def titled(document: Document, tidy: Tidied) -> tuple[str, tuple[Piece, ...], list[Note]]:
    """The title, the pieces without the lines that it and the name of the format stood on, and what to say."""
    pieces = list(tidy.pieces)
    notes: list[Note] = []
    stated = " ".join(dict(tidy.facts).get("title", ()))
    at = title_line(pieces)
    line = pieces[at].text if at is not None else ""
    gone = {n for n, p in enumerate(pieces[:12]) if opens(p.text, Opens.FORMAT) and p.shape is not Shape.TABLE}
    if at is not None:
        gone.add(at)
    title = stated or (title_words(line) if line else "") or tidy.form_title
    if not title and (found := next(from_headers(document), "")):
        title = title_words(found)
        notes.append(Note("", f"The title “{title}” comes from the line at the top of each page: “{found}”."))
    if not title and only_alias(document.title):
        title = title_words(document.title)
        notes.append(Note("", f"The title “{title}” comes from the file's properties; it stands on no page."))
    if at is not None and stated and stated.casefold() not in line.casefold():
        notes.append(Note("", "This line on top looks like a title, but the table of facts gives another:", words=line))
    formats = [pieces[n].text for n in sorted(gone) if n != at]
    if title and not notes and (formats or (line and " ".join(line.split()) != title)):
        seen = " / ".join([*formats, *([line] if line else [])])
        notes.append(Note("", f"Title: “{title}”, from the line “{seen}”.", Weight.ABOUT))
    elif formats:
        notes.append(Note("", f"The line “{' / '.join(formats)}” names the format and was left out.", Weight.ABOUT))
    kept = [p for n, p in enumerate(pieces) if n not in gone]
    while kept and title and kept[-1].text.casefold() == title.casefold() and kept[-1].shape is not Shape.HEADING:
        kept.pop()
    return title, tuple(replace(p, shape=Shape.HEADING, level=1) if p.shape is Shape.TITLE else p for p in kept), notes


# What stands before the parts --------------------------------------------------------------------


def before_the_parts(divided: Divided, settings: Mapping[str, Any]) -> tuple[Divided, dict[str, str], list[Note]]:
    """What stands before the first part: a summary, notes for trainers, a part of its own, or named as left out."""
    before, trainers = _until_trainers(divided.before)
    notes: list[Note] = []
    parts = divided.parts
    if trainers and parts:
        first = parts[0]
        parts = (replace(first, pieces=(*first.pieces, *trainers)), *parts[1:])
    prose = [
        p
        for p in before
        if (p.text and p.text[-1:] in ".?!:" and len(p.text.split()) > 4) or p.rows or p.shape is Shape.ITEM
    ]
    rest = [p for p in before if p not in prose and p.text and not p.is_picture]
    count = sum(len((p.text or cell_words((p,))).split()) for p in prose)
    summary: dict[str, str] = {}
    plain = all(p.shape in (Shape.TEXT, Shape.QUOTE) and p.text[-1:] in ".!" for p in prose)
    if prose and "summary" not in settings and plain and count <= _SUMMARY_WORDS:
        summary["summary"] = " ".join(p.text for p in prose)
        one = len(prose) == 1
        said = (
            "The paragraph before the first part became the summary"
            if one
            else "The paragraphs before the first part became the summary"
        )
        notes.append(Note(prose[0].where, f"{said}, which everybody can read:", Weight.GUESS, summary["summary"]))
    elif prose and parts:
        parts = (Part("Introduction", tuple(p for p in before if p in prose), prose[0].where), *parts)
        notes.append(Note("", "What stands before the first heading became a part, “Introduction”.", Weight.GUESS))
    pictures = [p for p in before if p.is_picture and p not in prose]
    notes += [
        Note("before the first part", "A picture stood before the first part. It was left out.", Weight.LEFT)
        for _ in pictures
    ]
    notes += [Note("before the first part", "Left out:", Weight.LEFT, p.text) for p in rest]
    return replace(divided, before=(), parts=parts), summary, notes


def _until_trainers(before: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    at = next((n for n, p in enumerate(before) if p.text and opens(p.text, Opens.TRAINERS)), len(before))
    return before[:at], before[at:]
