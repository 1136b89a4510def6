"""The lines of a PDF's page as they lie on the paper: upright, in reading order, with their look and links.

A PDF keeps neither lines nor columns, only letters with places. Letters that are drawn invisibly are the words of a
scan where the page is a picture, else hidden.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ...documents import Kind, Left
from ...symbols import as_shown

MAX_CHARACTERS = 400_000
_INVISIBLE, _STROKED = 3, 2
_ANNOTATED = {1: Kind.COMMENT, 9: Kind.COMMENT, 3: Kind.OTHER, 20: Kind.OTHER}
"""Kinds of annotations: note, highlight, words typed onto the page, form field."""
_STRIKEOUT = 12
_DEEP = frozenset("gjpqyQ,;()[]{}|/_ŷỳýç")
_BROKEN = (0x02, 0xFFFE)
"""What the library gives for the hyphen at the end of a line that goes on in the next."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its edges in points from the upper left corner of the page as it is read, and its look.

    A space that stands in no text but in a gap between letters has size 0.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """Letters on one line that belong together."""

    letters: tuple[Letter, ...]
    page: int

    @property
    def text(self) -> str:
        """The words."""
        return " ".join("".join(x.text for x in self.letters).split())

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(x.left for x in self.inked)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(x.right for x in self.inked)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(x.top for x in self.inked)

    @property
    def bottom(self) -> float:
        """Its lower edge, that of letters such as p and g, whether there are any in it or not."""
        lowest = max(x.bottom for x in self.inked)
        return lowest if any(x.text in _DEEP for x in self.inked) else lowest + 0.21 * self.size

    @property
    def inked(self) -> tuple[Letter, ...]:
        """The letters that are no spaces."""
        return tuple(x for x in self.letters if not x.text.isspace())

    @property
    def size(self) -> float:
        """The size that most letters have."""
        sizes: dict[float, int] = {}
        for x in self.inked:
            sizes[x.size] = sizes.get(x.size, 0) + 1
        return max(sizes, key=lambda s: sizes[s])

    @property
    def bold(self) -> bool:
        """Whether nearly every letter is bold."""
        return sum(x.bold for x in self.inked) > 0.8 * len(self.inked)


@dataclass
class PageText:
    """What a page holds."""

    number: int
    width: float
    height: float
    lines: list[TextLine] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    is_picture: bool = False


def page_text(page: pdfium.PdfPage, number: int, budget: int) -> PageText:
    """The lines of a page, at most `budget` letters of it."""
    rotation = page.get_rotation()
    wide, high = page.get_size()
    found = PageText(number, wide, high)
    images = [o for o in page.get_objects(max_depth=4) if o.type == raw.FPDF_PAGEOBJ_IMAGE]
    covered = max((_area(o) for o in images), default=0.0) / max(1.0, wide * high)
    turn = _turned(page, rotation)
    text = page.get_textpage()
    links, struck = list(_links(page, turn)), list(_marked(page, turn, found))
    letters, unseen = _letters(text, turn, links, struck, min(text.count_chars(), budget), found)
    if covered > 0.5 and len("".join(x.text for x in letters if x).split()) < 5:
        letters = [*letters, None, *unseen]
        found.is_picture = not any(x for x in letters)
        if unseen:
            said = "These words were read from the picture by another program; compare them with the page"
            found.left.append(Left(Kind.SCAN, said, f"page {number}"))
    elif unseen and (words := " ".join("".join(x.text if x else " " for x in unseen).split())):
        found.left.append(Left(Kind.HIDDEN, words, f"page {number}"))
    found.lines = _joined_marks([TextLine(tuple(_closed(run)), number) for run in _runs(letters)])
    if not found.lines and not found.is_picture:
        found.is_picture = covered > 0.05 or sum(1 for _ in page.get_objects(max_depth=2)) > 150
    shown = [o for o in images if _area(o) / max(1.0, wide * high) > 0.01] if not found.is_picture else []
    found.left += [Left(Kind.PICTURE, "", f"page {number}") for _ in (shown if covered < 0.9 else shown[1:])]
    return found


def _area(image: Any) -> float:
    try:
        left, bottom, right, top = image.get_bounds()
    except pdfium.PdfiumError:
        return 0.0
    return float(abs((right - left) * (top - bottom)))


Turn = Any
"""A function from the page's own coordinates to (x, y) from the upper left of the page as it is read."""


def _turned(page: pdfium.PdfPage, rotation: int) -> Turn:
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


Edges = tuple[float, float, float, float]


def _box(text: pdfium.PdfTextPage, n: int, turn: Turn) -> Edges:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, n, left, right, bottom, top)
    return _edges(turn, left.value, bottom.value, right.value, top.value)


def _edges(turn: Turn, x1: float, y1: float, x2: float, y2: float) -> Edges:
    (ax, ay), (bx, by) = turn(x1, y1), turn(x2, y2)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


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


# Lines -------------------------------------------------------------------------------------------


def _runs(letters: Sequence[Letter | None]) -> Iterator[list[Letter]]:
    """Letters in runs: another begins at a line's end, at a jump, at a gap as wide as between columns."""
    run: list[Letter] = []
    for letter in letters:
        if letter is not None and run and not letter.text.isspace() and _parts(run, letter):
            yield from [run] if any(not x.text.isspace() for x in run) else []
            run = []
        if letter is None:
            yield from [run] if any(not x.text.isspace() for x in run) else []
            run = []
        else:
            run.append(letter)
    yield from [run] if any(not x.text.isspace() for x in run) else []


def _parts(run: list[Letter], letter: Letter) -> bool:
    last = next((x for x in reversed(run) if not x.text.isspace()), None)
    if last is None:
        return False
    size = max(last.size, letter.size, 4.0)
    level = abs((last.top + last.bottom) / 2 - (letter.top + letter.bottom) / 2) < 0.8 * size
    gap = letter.left - last.right
    return not level or gap > 1.9 * size or gap < -1.5 * size


_SPACED = 4
"""Letters, each with a space after it, from which words are taken to be set wide: "B A C K"."""


def _closed(run: list[Letter]) -> list[Letter]:
    """A run without the spaces that only wide letter-spacing makes; wider gaps between words stay."""
    inked = [n for n, x in enumerate(run) if not x.text.isspace()]
    pairs = list(pairwise(inked))
    gone: set[int] = set()
    start = 0
    while start < len(pairs):
        end = start
        while end < len(pairs) and _made_up(run[pairs[end][0] : pairs[end][1] + 1]):
            end += 1
        if end - start >= _SPACED - 1:
            gaps = [run[b].left - run[a].right for a, b in pairs[start:end]]
            usual = sorted(gaps)[len(gaps) // 3]
            for (a, b), gap in zip(pairs[start:end], gaps, strict=True):
                if gap < 1.5 * usual + 0.5:
                    gone.update(range(a + 1, b))
        start = end + 1
    return [x for n, x in enumerate(run) if n not in gone]


def _made_up(run: list[Letter]) -> bool:
    """Whether two letters stand apart by spaces that stand in no text: the library puts them into wide gaps."""
    between = run[1:-1]
    return bool(between) and all(x.size == 0 for x in between) and run[0].text.isalpha() and _is_of_word(run[-1].text)


def _is_of_word(letter: str) -> bool:
    return letter.isalpha() or letter in "?!.,:’'&-"


def _joined_marks(lines: list[TextLine]) -> list[TextLine]:
    """Lines; a bullet or number that stands alone is joined to the words on its line."""
    out: list[TextLine] = []
    used: set[int] = set()
    for n, line in enumerate(lines):
        if n in used:
            continue
        if (
            len(line.text) <= 4
            and (len(line.text) == 1 or line.text.rstrip(".)").lstrip("(").isalnum())
            and not line.text.isalpha()
        ):
            beside = [
                (k, other)
                for k, other in enumerate(lines)
                if k != n and k not in used and 0 <= other.left - line.right < 5 * line.size and _level(line, other)
            ]
            if beside:
                k, other = min(beside, key=lambda pair: pair[1].left)
                used.add(k)
                space = Letter(" ", line.right, line.top, other.left, line.bottom, line.size, False, False)
                out.append(TextLine((*line.letters, space, *other.letters), line.page))
                continue
        out.append(line)
    taken = {id(lines[k]) for k in used}
    return [line for line in out if id(line) not in taken]


def _is_mark(words: str) -> bool:
    bare = words.rstrip(".)").lstrip("(")
    return len(words) <= 4 and not words.isalpha() and (len(words) == 1 or bare.isalnum())


def _level(a: TextLine, b: TextLine) -> bool:
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0.3 * min(a.bottom - a.top, b.bottom - b.top) or (
        abs((a.top + a.bottom) / 2 - (b.top + b.bottom) / 2) < 0.5 * max(a.size, b.size)
    )


# Annotations -------------------------------------------------------------------------------------


def _links(page: pdfium.PdfPage, turn: Turn) -> Iterator[tuple[Edges, str]]:
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
            yield _edges(turn, rect.left, rect.bottom, rect.right, rect.top), buffer.value.decode("utf-8", "replace")


def _marked(page: pdfium.PdfPage, turn: Turn, found: PageText) -> Iterator[Edges]:
    """Where words are struck out; notes and typed-on words are named."""
    for n in range(min(raw.FPDFPage_GetAnnotCount(page), 500)):
        note = raw.FPDFPage_GetAnnot(page, n)
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind == _STRIKEOUT:
            rect = raw.FS_RECTF()
            if raw.FPDFAnnot_GetRect(note, rect):
                yield _edges(turn, rect.left, rect.bottom, rect.right, rect.top)
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
