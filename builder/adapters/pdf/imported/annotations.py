"""What lies on a PDF's page as annotations: links, struck-out words, notes; the page's own coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ...documents.content import Kind, Left
from .lines import PageText

_ANNOTATED = {1: Kind.COMMENT, 9: Kind.COMMENT, 3: Kind.OTHER, 20: Kind.OTHER}
"""Kinds of annotations: note, highlight, words typed onto the page, form field."""
_STRIKEOUT = 12


Turn = Any
"""A function from the page's own coordinates to (x, y) from the upper left of the page as it is read."""


def turned(page: pdfium.PdfPage, rotation: int) -> Turn:
    """The function from a page's own coordinates to those of the page as it is read."""
    left, bottom, right, top = page.get_cropbox()

    def turn(x: float, y: float) -> tuple[float, float]:
        match rotation:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
        return x - left, top - y

    return turn


Edges = tuple[float, float, float, float]


def edges(turn: Turn, x1: float, y1: float, x2: float, y2: float) -> Edges:
    """Left, top, right and bottom, as the page is read, of two corners in its own coordinates."""
    (ax, ay), (bx, by) = turn(x1, y1), turn(x2, y2)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def links_on(page: pdfium.PdfPage, turn: Turn) -> Iterator[tuple[Edges, str]]:
    """Where links lie and where they lead outside the file."""
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        rect = raw.FS_RECTF()
        action = raw.FPDFLink_GetAction(link)
        if not action or not raw.FPDFLink_GetAnnotRect(link, rect):
            continue
        length = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        if length > 1:
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(page.pdf, action, buffer, length)
            yield edges(turn, rect.left, rect.bottom, rect.right, rect.top), buffer.value.decode("utf-8", "replace")


def marked(page: pdfium.PdfPage, turn: Turn, found: PageText) -> Iterator[Edges]:
    """Where words are struck out; notes and typed-on words are named."""
    for n in range(min(raw.FPDFPage_GetAnnotCount(page), 500)):
        note = raw.FPDFPage_GetAnnot(page, n)
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind == _STRIKEOUT:
            rect = raw.FS_RECTF()
            if raw.FPDFAnnot_GetRect(note, rect):
                yield edges(turn, rect.left, rect.bottom, rect.right, rect.top)
        elif kind in _ANNOTATED and not raw.FPDFAnnot_GetFlags(note) & 2:
            words = _string(note, b"V" if kind == 20 else b"Contents")
            if words:
                found.left.append(Left(_ANNOTATED[kind], words, f"page {found.number}"))
        raw.FPDFPage_CloseAnnot(note)


def _string(note: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, length)
    return " ".join(bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").split())
