"""A PDF's words: lines with their size and weight, joined to paragraphs, headings and items. Knows no briefing.

A PDF keeps no paragraphs: sizes, gaps and marks are all there is. The report says so.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..documents import Document, Piece, Run, Shape, UnreadableDocumentError

INDENTED = 18.0
"""Points from the margin on which a short paragraph is taken for a list item: some programs draw their bullets."""

MAX_PAGES = 120
MAX_CHARACTERS = 400_000
_BULLET = re.compile(r"^(?:[•·▪●◦‣\uf0b7–]|[-*o](?=\s))\s*(?P<text>\S.*)$")
_NUMBER = re.compile(r"^(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)$")
LOSS = (
    "A PDF keeps no paragraphs, lists or tables: read every part once against the original. A Word file imports better."
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    bold: bool
    left: float
    top: float
    right: float
    page: int


def read_pdf(data: bytes) -> Document:
    """What stands in a PDF. Raises UnreadableDocumentError with a sentence for a person."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = "It has a password." if "assword" in str(error) else "It is not a whole PDF."
        raise UnreadableDocumentError(f"{reason} Ask for the Word file.") from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableDocumentError(f"It has more than {MAX_PAGES} pages.")
        lines = [line for number in range(len(document)) for line in _lines(document[number], number + 1)]
        title = document.get_metadata_value("Title").strip()
    finally:
        document.close()
    return Document(tuple(_pieces(_without_running_lines(lines))), title, (LOSS,) if lines else ())


def _lines(page: pdfium.PdfPage, number: int) -> Iterator[_Line]:
    text = page.get_textpage()
    count = min(text.count_chars(), MAX_CHARACTERS)
    held: list[int] = []
    for n in range(count):
        code = raw.FPDFText_GetUnicode(text, n)
        if code in (10, 13):
            if line := _line(text, held, number):
                yield line
            held = []
        elif code not in (0, 0xFFFE):
            held.append(n)
    if line := _line(text, held, number):
        yield line


def _line(text: pdfium.PdfTextPage, held: list[int], number: int) -> _Line | None:
    words = "".join(chr(raw.FPDFText_GetUnicode(text, n)) for n in held)
    words = re.sub(r"[\ud800-\udfff]", "", words)
    if not words.strip():
        return None
    inked = [n for n in held if not chr(raw.FPDFText_GetUnicode(text, n)).isspace()]
    sizes = Counter(round(_size(text, n), 1) for n in inked)
    bold = sum(_is_bold(text, n) for n in inked) > 0.8 * len(inked)
    first, last = _box(text, inked[0]), _box(text, inked[-1])
    return _Line(" ".join(words.split()), sizes.most_common(1)[0][0], bold, first[0], first[3], last[1], number)


def _size(text: pdfium.PdfTextPage, n: int) -> float:
    """The height in points as drawn: some programs set size 1 and scale it."""
    size = float(raw.FPDFText_GetFontSize(text, n))
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text, n, matrix):
        size *= max(abs(matrix.d), abs(matrix.b)) or 1.0
    return size


def _is_bold(text: pdfium.PdfTextPage, n: int) -> bool:
    if raw.FPDFText_GetFontWeight(text, n) >= 600:
        return True
    flags = ctypes.c_int(0)
    name = ctypes.create_string_buffer(200)
    length = raw.FPDFText_GetFontInfo(text, n, name, 200, flags)
    return length > 0 and b"bold" in name.value.lower()


def _box(text: pdfium.PdfTextPage, n: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, n, left, right, bottom, top)
    return left.value, right.value, bottom.value, top.value


def _without_running_lines(lines: list[_Line]) -> list[_Line]:
    """Lines without headers, footers and page numbers: what comes back on most pages, digits aside."""
    pages = len({line.page for line in lines})
    keys = Counter(key for key, _ in {(_key(line), line.page) for line in lines})
    return [
        line
        for line in lines
        if not (pages > 2 and keys[_key(line)] > 0.6 * pages)
        and not re.fullmatch(r"(?:page )?\d{1,3}(?: (?:of|/) \d{1,3})|page \d{1,3}", line.text, re.I)
    ]


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _pieces(lines: list[_Line]) -> Iterator[Piece]:
    if not lines:
        return
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    body = weights.most_common(1)[0][0]
    right = max(line.right for line in lines)
    levels = {s: n for n, s in enumerate(sorted({x.size for x in lines if x.size > body * 1.12}, reverse=True), 1)}
    margin = min(line.left for line in lines)
    held: list[_Line] = []
    indents: list[float] = []
    for line in lines:
        if held and not _continues(held[-1], line, held[0], body, right):
            yield _piece(held, levels, margin, indents)
            held = []
        held.append(line)
    yield _piece(held, levels, margin, indents)


def _continues(before: _Line, line: _Line, first: _Line, body: float, right: float) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    if (
        _BULLET.match(line.text)
        or _NUMBER.match(line.text)
        or abs(line.size - before.size) > 0.6
        or line.bold != before.bold
    ):
        return False
    gap = before.top - line.top
    if line.page != before.page:
        return before.text[-1] not in ".?!:" and line.text[0].islower()
    if gap > 1.75 * before.size or gap < 0:
        return False
    if line.size > body * 1.12:
        return True
    hanging = bool(_BULLET.match(first.text) or _NUMBER.match(first.text)) and line.left > first.left + 4
    aligned = abs(line.left - before.left) < 6 or hanging
    missing = (right - before.right) / right
    return aligned and (missing < 0.25 or (line.text[0].islower() and missing < 0.35))


def _piece(held: list[_Line], levels: dict[float, int], margin: float, indents: list[float]) -> Piece:
    """A paragraph as what it looks like; `indents` are those of the items it may stand under."""
    first = held[0]
    words = _joined([line.text for line in held])
    where = f"page {first.page}"
    bullet, number = _BULLET.match(words), _NUMBER.match(words)
    if first.size in levels:
        indents.clear()
        return Piece(Shape.HEADING, (Run(words),), levels[first.size], where=where)
    if bullet or (number and not first.bold):
        text = (bullet or number or {"text": words})["text"]
        return Piece(Shape.ITEM, (Run(text),), _level(first.left, indents), not bullet, where)
    if first.left - margin > INDENTED and len(words.split()) < 60:
        return Piece(Shape.ITEM, (Run(words, first.bold),), _level(first.left, indents), where=where)
    indents.clear()
    return Piece(Shape.TEXT, (Run(words, first.bold),), where=where)


def _level(left: float, indents: list[float]) -> int:
    """How deep an item stands among those above it; less than 6 points are no step."""
    while indents and left < indents[-1] - 6:
        indents.pop()
    if not indents or left > indents[-1] + 6:
        indents.append(left)
    return len(indents) - 1


def _joined(texts: list[str]) -> str:
    out = texts[0]
    for text in texts[1:]:
        out = out[:-1] + text if out.endswith("\u00ad") else f"{out} {text}"
    return out
