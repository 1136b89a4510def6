"""A PowerPoint file's words: a heading for each slide, its text in reading order, its notes. Knows no briefing."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER

from ..documents import MAX_PIECES, Document, Piece, Run, Shape, UnreadableDocumentError
from ..office import OfficeFile

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_SKIPPED = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_BULLETED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)
_MAX_SLIDES = 300
_OPENING_WORDS = 15
"""Fewer words than this under the title of the first slide make it the opening of the deck."""


def read_slides(data: bytes) -> Document:
    """What stands in a .pptx file. Raises UnreadableDocumentError with a sentence for a person."""
    OfficeFile(data)
    stream = io.BytesIO(data)
    try:
        deck = pptx.Presentation(stream)
        slides = list(deck.slides)
        if len(slides) > _MAX_SLIDES:
            raise UnreadableDocumentError(f"It has more than {_MAX_SLIDES} slides.")
        losses: list[str] = []
        pieces = tuple(p for number, slide in enumerate(slides, 1) for p in _of_slide(slide, number, losses))
    except UnreadableDocumentError:
        raise
    except (KeyError, ValueError, AttributeError, IndexError, etree.LxmlError, OSError, RecursionError) as error:
        raise UnreadableDocumentError("It is not a whole PowerPoint file. Open it and save it again.") from error
    if len(pieces) > MAX_PIECES:
        raise UnreadableDocumentError("It has far more paragraphs than a briefing.")
    return Document(pieces, (deck.core_properties.title or "").strip(), tuple(losses))


def _of_slide(slide: Any, number: int, losses: list[str]) -> Iterator[Piece]:
    where = f"slide {number}"
    shapes = list(_flat(slide.shapes))
    title = next((s for s in shapes if s.is_placeholder and s.placeholder_format.type in _TITLES), None)
    body = sum(len(s.text_frame.text.split()) for s in shapes if s is not title and s.has_text_frame)
    opening = number == 1 and body < _OPENING_WORDS
    if title is not None and title.has_text_frame and (words := " ".join(title.text_frame.text.split())):
        yield Piece(Shape.TITLE if opening else Shape.HEADING, (Run(words),), 1, where=where)
    for shape in sorted((s for s in shapes if s is not title), key=_reading_order):
        yield from _of_shape(shape, where, losses)
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame):
        for paragraph in frame.paragraphs:
            if runs := tuple(_runs(paragraph)):
                yield Piece(Shape.NOTES, runs, where=f"notes of {where}")


def _flat(shapes: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes") and depth < 10:
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _reading_order(shape: Any) -> tuple[int, int]:
    """From the top down in bands of about a centimetre and a half, and from left to right in each."""
    return (shape.top or 0) // 540_000, shape.left or 0


def _of_shape(shape: Any, where: str, losses: list[str]) -> Iterator[Piece]:
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    if kind in _SKIPPED:
        return
    if getattr(shape, "has_table", False) and shape.has_table:
        rows = tuple(
            tuple(tuple(_paragraphs(cell.text_frame, where, False)) for cell in row.cells) for row in shape.table.rows
        )
        yield Piece(Shape.TABLE, rows=rows, where=where)
    elif shape.has_text_frame:
        yield from _paragraphs(shape.text_frame, where, kind in _BULLETED)
    elif getattr(shape, "has_chart", False) or (shape.shape_type is not None and "PICTURE" in str(shape.shape_type)):
        losses.append(f"A picture or chart was left out ({where}).")


def _paragraphs(frame: Any, where: str, bulleted: bool) -> Iterator[Piece]:
    worded = [p for p in frame.paragraphs if p.text.strip()]
    for paragraph in worded:
        theme = paragraph._p.pPr
        marked = _marked(theme)
        alone = len(worded) == 1 and marked is None
        item = marked if marked is not None else bulleted and not alone
        if paragraph.level == 0 and paragraph.text.rstrip().endswith(":"):
            item = False  # the line that leads into a list
        ordered = theme is not None and theme.find(f"{_A}buAutoNum") is not None
        shape = Shape.ITEM if item else Shape.TEXT
        yield Piece(shape, tuple(_runs(paragraph)), paragraph.level if item else 0, ordered, where)


def _marked(theme: Any) -> bool | None:
    if theme is None:
        return None
    if theme.find(f"{_A}buNone") is not None:
        return False
    return True if theme.find(f"{_A}buChar") is not None or theme.find(f"{_A}buAutoNum") is not None else None


def _runs(paragraph: Any) -> Iterator[Run]:
    for child in paragraph._p:
        if child.tag in (f"{_A}r", f"{_A}fld"):
            theme, words = child.find(f"{_A}rPr"), child.find(f"{_A}t")
            bold, italic = (theme is not None and theme.get(key) in ("1", "true") for key in ("b", "i"))
            yield Run((words.text or "") if words is not None else "", bold, italic, _href(paragraph, theme))
        elif child.tag == f"{_A}br":
            yield Run("\n")


def _href(paragraph: Any, theme: Any) -> str:
    link = theme.find(f"{_A}hlinkClick") if theme is not None else None
    key = (
        link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        if link is not None
        else None
    )
    relation = paragraph.part.rels.get(key) if key else None
    return relation.target_ref if relation is not None and relation.is_external else ""
