"""Words of a printed page with their places, upright as they are read, and how dark a place is. Knows no form.

A page may have been laid across its sheet when it was printed: the way in which most of its letters run says what is
up. Places are in points; right and up are positive; the corner at which they begin means nothing, so pages are compared
by marks that both have (`fit`).
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from statistics import median

import pypdfium2
import pypdfium2.raw as raw

from .fields import PdfLimits, unfold_all

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top."""

LOOKS = {0xAD: "-", 0x2010: "-", 0x2011: "-", 0x2219: "·"}
"""Letters for which programs that print give another that looks the same."""

MOST_LETTERS = 60_000
"""Letters of a page that are looked at; a full page of small print has 8,000."""
FEWEST = 4
"""Marks that must lie where they should before a page counts as one of a form."""
_CLOSE = 3.0
_FAR = 100.0
_PIXELS = 2_000
_DARK = 150


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word and its box."""

    text: str
    box: Rect

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, right and up."""
        left, bottom, right, top = self.box
        return (left + right) / 2, (bottom + top) / 2


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The words of a page in the order in which they are drawn. `turned`: so many degrees its lines run askew, the way
    a clock goes.
    """

    words: tuple[PrintedWord, ...]
    turned: int

    def lines(self, words: Sequence[PrintedWord] | None = None) -> Iterator[tuple[PrintedWord, ...]]:
        """Its words, or some of them, line by line as they are drawn."""
        line: list[PrintedWord] = []
        for word in self.words if words is None else words:
            if line and not _on_one_line(line[-1], word):
                yield tuple(line)
                line = []
            line.append(word)
        if line:
            yield tuple(line)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a form's page lies on a printed one: made larger by `scale`, then moved. `marks` say how sure that is."""

    scale: float
    right: float
    up: float
    marks: int

    def box(self, x: float, y: float, width: float, height: float) -> Rect:
        """A place on the form's page, on the printed one."""
        left, bottom = x * self.scale + self.right, y * self.scale + self.up
        return left, bottom, left + width * self.scale, bottom + height * self.scale


@dataclass
class PrintedFile:
    """A PDF whose pages are read and looked at. Raises PdfRefused when opened. A context manager.

    Without limits it is one that we made ourselves.
    """

    data: bytes
    limits: PdfLimits | None = None

    def __enter__(self) -> PrintedFile:
        if self.limits:
            unfold_all(self.data, self.limits)
        self._pdf = pypdfium2.PdfDocument(self.data)
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def pages(self) -> Iterator[PrintedPage]:
        """Every page, in order."""
        for number in range(min(self.limits.pages, len(self._pdf)) if self.limits else len(self._pdf)):
            page = self._pdf[number]
            text = page.get_textpage()
            yield _page(text)
            text.close()
            page.close()

    def darkness(self, number: int, turned: int, boxes: Mapping[str, Rect]) -> dict[str, float]:
        """How much of the middle of each box on page `number` (from 0) is dark, 0 to 1."""
        page = self._pdf[number]
        wide, high = page.get_size()
        scale = min(3.0, _PIXELS / max(wide, high, 1.0))
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        found = {}
        for name, box in boxes.items():
            corners = [_device(page, *_back(x, y, turned), picture.size) for x, y in (box[:2], box[2:])]
            (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(*corners, strict=True))
            inset = 0.2 * min(x1 - x0, y1 - y0)
            inner = picture.crop((round(x0 + inset), round(y0 + inset), round(x1 - inset), round(y1 - inset)))
            counts = inner.histogram()
            found[name] = sum(counts[:_DARK]) / max(1, sum(counts))
        page.close()
        return found


def marks_and_words(data: bytes, most: int = 40) -> tuple[tuple[tuple[int, float, float, str], ...], tuple[str, ...]]:
    """Of our own form: page (from 1), place and letters of words that stand once on a page, `most` of them a page; and
    the words of each page, in the order in which they are drawn.
    """
    found: list[tuple[int, float, float, str]] = []
    words: list[str] = []
    with PrintedFile(data) as file:
        for number, page in enumerate(file.pages(), 1):
            once = list(_once(page).items())
            step = max(1.0, len(once) / most)
            for at in range(min(most, len(once))):
                text, (x, y) = once[int(at * step)]
                found.append((number, round(x, 1), round(y, 1), text))
            words.append(" ".join(w.text for w in page.words))
    return tuple(found), tuple(words)


def strange(words: Sequence[PrintedWord], own: str) -> Iterator[tuple[PrintedWord, ...]]:
    """Runs of words that a page has and the form's page (`own`) has not.

    Where a program has drawn lines in another order, words count as the form's own as often as it has them.
    """
    mine, theirs = [_letters(w) for w in own.split()], [_letters(w.text) for w in words]
    left: Counter[str] = Counter()
    runs: list[range] = []
    for kind, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "equal" and not _same(mine[a:b], theirs[c:d]):
            left.update(mine[a:b])
            runs.append(range(c, d))
    for run in runs:
        kept = []
        for n in run:
            if left[theirs[n]]:
                left[theirs[n]] -= 1
            else:
                kept.append(words[n])
        if kept:
            yield tuple(kept)


def _same(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether words are the form's own, put together otherwise or with letters that a program has lost (ligatures)."""
    if "".join(mine) == "".join(theirs):
        return True
    pairs = zip(mine, theirs, strict=False)
    return len(mine) == len(theirs) and all(SequenceMatcher(None, a, b).ratio() > 0.55 for a, b in pairs)


def _letters(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", word).casefold() if c.isalnum())


def fit(page: PrintedPage, marks: Sequence[tuple[float, float, str]]) -> Fit | None:
    """How a form's page lies on this one; None where too few of its marks lie as they should."""
    there = _once(page)
    pairs = [((x, y), there[text]) for x, y, text in marks if text in there]
    far = [
        math.dist(p1, p2) / math.dist(q1, q2)
        for (q1, p1), (q2, p2) in combinations(pairs, 2)
        if math.dist(q1, q2) > _FAR
    ]
    if len(pairs) < FEWEST or not far:
        return None
    scale = median(far)
    right = median(p[0] - q[0] * scale for q, p in pairs)
    up = median(p[1] - q[1] * scale for q, p in pairs)
    good = sum(math.dist(p, (q[0] * scale + right, q[1] * scale + up)) < _CLOSE for q, p in pairs)
    return Fit(scale, right, up, good) if good >= max(FEWEST, len(pairs) / 2) and 0.2 < scale < 5 else None


def _once(page: PrintedPage) -> dict[str, tuple[float, float]]:
    """The middles of words of some length that stand on a page once, by their letters."""
    letters = [(_letters(w.text), w) for w in page.words]
    count = Counter(text for text, _ in letters)
    return {text: w.middle for text, w in letters if len(text) >= 4 and count[text] == 1}


def _on_one_line(one: PrintedWord, other: PrintedWord) -> bool:
    height = max(one.box[3] - one.box[1], other.box[3] - other.box[1], 1.0)
    return abs(one.middle[1] - other.middle[1]) < 0.6 * height and other.box[2] > one.box[0]


# Letters -----------------------------------------------------------------------------------------


def _page(text: pypdfium2.PdfTextPage) -> PrintedPage:
    count = min(text.count_chars(), MOST_LETTERS)
    letters = [(raw.FPDFText_GetUnicode(text, n), n) for n in range(count)]
    turned = _askew(text, [n for code, n in letters if code > 32])
    room = [ctypes.c_double() for _ in range(4)]
    words: list[PrintedWord] = []
    run: list[tuple[str, Rect]] = []
    for code, n in letters:
        if code <= 32 or code in (0xA0, 0xFFFE) or 0xD800 <= code <= 0xDFFF:
            _end(run, words)
            continue
        box = _box(text, n, turned, room)
        if run and _parts(run[-1][1], box):
            _end(run, words)
        run.append((LOOKS.get(code, chr(code)), box))
    _end(run, words)
    return PrintedPage(tuple(words), turned)


def _askew(text: pypdfium2.PdfTextPage, numbers: Sequence[int]) -> int:
    """By how many quarters of a turn most of the letters run askew, in degrees."""
    step = max(1, len(numbers) // 200)
    angles = Counter(round(raw.FPDFText_GetCharAngle(text, n) / (math.pi / 2)) % 4 for n in numbers[::step])
    return angles.most_common(1)[0][0] * 90 if angles else 0


def _box(text: pypdfium2.PdfTextPage, n: int, turned: int, room: Sequence[ctypes.c_double]) -> Rect:
    """The box of a letter, upright; PDFium writes it into the `room`."""
    raw.FPDFText_GetCharBox(text, n, *room)
    left, right, bottom, top = (side.value for side in room)
    a, b = _upright(left, bottom, turned), _upright(right, top, turned)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _upright(x: float, y: float, turned: int) -> tuple[float, float]:
    return {0: (x, y), 90: (-y, x), 180: (-x, -y), 270: (y, -x)}[turned]


def _back(x: float, y: float, turned: int) -> tuple[float, float]:
    """From the upright page to the page's own corner."""
    return {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}[turned]


def _parts(one: Rect, other: Rect) -> bool:
    """Whether two letters that follow each other are of different words, though no space is between them."""
    height = max(one[3] - one[1], other[3] - other[1], 1.0)
    level = min(one[3], other[3]) - max(one[1], other[1]) > -0.3 * height
    return not level or other[0] - one[2] > 0.8 * height or other[2] < one[0] - 2 * height


def _end(run: list[tuple[str, Rect]], words: list[PrintedWord]) -> None:
    if run:
        lefts, bottoms, rights, tops = zip(*(box for _, box in run), strict=True)
        words.append(PrintedWord("".join(t for t, _ in run), (min(lefts), min(bottoms), max(rights), max(tops))))
        run.clear()


def _device(page: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    """Where a point of the page lies in a picture of it."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, size[0], size[1], 0, x, y, across, down)
    return across.value, down.value
