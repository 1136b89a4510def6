"""The lines of a PDF's page as they lie on the paper: upright, in reading order, with their look and links.

A PDF keeps neither lines nor columns, only letters with places. Letters that are drawn invisibly are the words of a
scan where the page is a picture, else hidden.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ...documents.content import Kind, Left
from ...documents.symbols import as_shown
from .annotations import Edges, Turn, edges, links_on, marked, turned
from .lines import Letter, PageText, TextLine, closed, joined_marks, runs
from .pictures import on_page
from .struck import without_struck
from .tables.rules import rules_on

MAX_CHARACTERS = 400_000
_INVISIBLE, _STROKED = 3, 2
_BROKEN = (0x02, 0xFFFE)
"""What the library gives for the hyphen at the end of a line that goes on in the next."""


def page_text(page: pdfium.PdfPage, number: int, budget: int) -> PageText:
    """The lines of a page, at most `budget` letters of it."""
    rotation = page.get_rotation()
    wide, high = page.get_size()
    found = PageText(number, wide, high)
    images = [o for o in page.get_objects(max_depth=4) if o.type == raw.FPDF_PAGEOBJ_IMAGE]
    covered = max((_area(o) for o in images), default=0.0) / max(1.0, wide * high)
    turn = turned(page, rotation)
    text = page.get_textpage()
    links, struck = list(links_on(page, turn)), list(marked(page, turn, found))
    found.rules = rules_on(page, turn, wide, high)
    letters, unseen = _letters(text, turn, links, struck, min(text.count_chars(), budget), found)
    letters = without_struck(letters, found)
    if covered > 0.5 and len("".join(x.text for x in letters if x).split()) < 5:
        letters = [*letters, None, *unseen]
        found.is_picture = not any(x for x in letters)
        if unseen:
            said = "These words were read from the picture by another program; compare them with the page"
            found.left.append(Left(Kind.SCAN, said, f"page {number}"))
    elif unseen and (words := " ".join("".join(x.text if x else " " for x in unseen).split())):
        found.left.append(Left(Kind.HIDDEN, words, f"page {number}"))
    found.lines = joined_marks([TextLine(tuple(closed(run)), number) for run in runs(letters)])
    if not found.lines and not found.is_picture:
        found.is_picture = covered > 0.05 or sum(1 for _ in page.get_objects(max_depth=2)) > 150
    found.drawn = on_page(page, found, turn)
    return found


def _area(image: Any) -> float:
    try:
        left, bottom, right, top = image.get_bounds()
    except pdfium.PdfiumError:
        return 0.0
    return float(abs((right - left) * (top - bottom)))


def _letters(
    text: pdfium.PdfTextPage, turn: Turn, links: list[Any], struck: list[Any], count: int, found: PageText
) -> tuple[list[Letter | None], list[Letter | None]]:
    """The letters that are seen and those that are drawn invisibly; None where the PDF breaks a line."""
    seen: list[Letter | None] = []
    unseen: list[Letter | None] = []
    looks: dict[Any, tuple[bool, bool, str, int]] = {}
    crossed = ""
    for n in range(count):
        code = raw.FPDFText_GetUnicode(text, n)
        if code in _BROKEN:
            code = ord("-")
        if code == 0 or 0xD800 <= code <= 0xDFFF:
            continue
        if code in (10, 13):
            seen.append(None)
            unseen.append(None)
            continue
        box = _box(text, n, turn)
        bold, italic, font, mode = _look(text, n, looks)
        letter = Letter(
            as_shown(chr(code), font),
            *box,
            0.0 if chr(code).isspace() and raw.FPDFText_IsGenerated(text, n) == 1 else _size(text, n),
            bold,
            italic,
            next((a for r, a in links if _in(box, r)), ""),
        )
        if struck and any(_in(box, r) for r in struck):
            crossed += letter.text
        elif mode == _INVISIBLE:
            unseen.append(letter)
        else:
            seen.append(letter)
    if crossed.strip():
        found.left.append(Left(Kind.STRUCK, " ".join(crossed.split()), f"page {found.number}"))
    return seen, [] if all(x is None for x in unseen) else unseen


def _box(text: pdfium.PdfTextPage, n: int, turn: Turn) -> Edges:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, n, left, right, bottom, top)
    return edges(turn, left.value, bottom.value, right.value, top.value)


def _in(box: Edges, area: Edges) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] - 0.5 <= x <= area[2] + 0.5 and area[1] - 1 <= y <= area[3] + 1


def _size(text: pdfium.PdfTextPage, n: int) -> float:
    """The height in points as drawn: some programs set size 1 and scale it."""
    size = float(raw.FPDFText_GetFontSize(text, n))
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text, n, matrix):
        size *= max(abs(matrix.d), abs(matrix.b)) or 1.0
    return round(size, 1)


def _look(
    text: pdfium.PdfTextPage, n: int, known: dict[Any, tuple[bool, bool, str, int]]
) -> tuple[bool, bool, str, int]:
    """Bold, italic, the font's name and how the letter is drawn."""
    item = raw.FPDFText_GetTextObject(text, n)
    key = ctypes.cast(item, ctypes.c_void_p).value if item else None
    if key in known:
        return known[key]
    mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
    flags = ctypes.c_int(0)
    name = ctypes.create_string_buffer(200)
    length = raw.FPDFText_GetFontInfo(text, n, name, 200, flags)
    font = name.value.decode("utf-8", "replace").rpartition("+")[2] if length > 0 else ""
    small = font.lower()
    weight = raw.FPDFText_GetFontWeight(text, n)
    bold = weight >= 600 or any(w in small for w in ("bold", "black", "heavy")) or mode == _STROKED
    italic = bool(flags.value & 64) or "italic" in small or "oblique" in small
    if key is not None:
        known[key] = (bold, italic, font, mode)
    return bold, italic, font, mode
