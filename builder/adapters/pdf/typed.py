"""Words that stand in a PDF's pages themselves, and which of them a person added: ours are tagged, added ones are not.

Programs that "add text" to a page write it beside the page's own content without a tag. Where a whole file has lost
its tags (printed to PDF, saved by a system's viewer), all its words are given, and the caller knows which are ours.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from .fields import PdfLimits, unfold_all
from .printed import LOOKS

_TEXT, _FORM = 1, 5
_LOOKS = {0xA0: " ", **LOOKS}
_MOST_OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's printed words: all of them, and the lines that carry no tag. `tagged`: some of its words do."""

    all: str
    untagged: tuple[str, ...]
    tagged: bool


class WordReader:
    """Reads printed words, and remembers those of pages it has met: the forms of one briefing have the same pages."""

    def __init__(self, limits: PdfLimits) -> None:
        self._limits = limits
        self._known: dict[int, tuple[PageWords, ...]] = {}

    def words(self, data: bytes) -> tuple[PageWords, ...]:
        """The words of every page, in order; () where the pages cannot be drawn. Raises PdfRefused."""
        unfold_all(data, self._limits)
        return tuple(_read(data, self._limits))

    def added(self, data: bytes, look: int) -> tuple[PageWords, ...]:
        """The same, where `all` may be that of another copy of the form: for what carries no tag. Raises PdfRefused.

        `look` is `returned.Paper.look`: files with the same look have the same pages.
        """
        if look and look in self._known:
            return self._known[look]
        found = self.words(data)
        if look:
            if len(self._known) > 500:
                self._known.clear()
            self._known[look] = found
        return found


def _read(data: bytes, limits: PdfLimits) -> list[PageWords]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    pages = []
    try:
        for number in range(min(limits.pages, len(pdf))):
            page = pdf[number]
            text = page.get_textpage()
            pages.append(_page(page, text, limits.text))
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        pass
    finally:
        pdf.close()
    return pages


def _page(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, most: int) -> PageWords:
    whole = text.get_text_bounded() if text.count_chars() < most else text.get_text_range(0, most)
    pieces: list[tuple[float, str]] = []
    tagged, waiting = False, []
    count = pdfium.FPDFPage_CountObjects(page.raw)
    waiting = [(pdfium.FPDFPage_GetObject(page.raw, n), False) for n in range(min(count, _MOST_OBJECTS))]
    for item, marked in waiting:
        marked = marked or pdfium.FPDFPageObj_CountMarks(item) > 0
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == _TEXT:
            if marked:
                tagged = True
            elif said := _said(item, text):
                pieces.append((_bottom(item), said))
        elif kind == _FORM and len(waiting) < _MOST_OBJECTS:
            inside = pdfium.FPDFFormObj_CountObjects(item)
            waiting += [(pdfium.FPDFFormObj_GetObject(item, n), marked) for n in range(min(inside, 2_000))]
    return PageWords(whole.translate(_LOOKS).replace("\r\n", "\n").replace("\r", "\n"), _lines(pieces), tagged)


def _said(item: object, text: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(item, text.raw, None, 0)
    if not 2 < size < 20_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(item, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").translate(_LOOKS)


def _bottom(item: object) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return round(bottom.value, 0)


def _lines(pieces: list[tuple[float, str]]) -> tuple[str, ...]:
    """Pieces that stand at one height are one line."""
    lines: list[tuple[float, str]] = []
    for height, said in pieces:
        if lines and abs(lines[-1][0] - height) < 3:
            lines[-1] = (height, lines[-1][1] + said)
        else:
            lines.append((height, said))
    return tuple(text.strip() for _, text in lines if text.strip())
