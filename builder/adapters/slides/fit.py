"""What a slide is, and what fits on it: lines are measured with widths that no common face exceeds.

So nothing is ever shrunk or cut, whatever faces a reader's computer has. Knows no briefing.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .master import (
    BODY,
    BODY_TYPE,
    COVER_TEXT,
    COVER_TEXT_TYPE,
    COVER_TITLE,
    COVER_TYPE,
    LARGEST,
    LEVELS,
    PROMPT,
    PROMPT_TYPE,
    TITLE,
    TITLE_TYPE,
    Box,
    Type,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. `colour` is six hexadecimal digits, `lang` a language tag where it is not the deck's."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    href: str = ""
    lang: str = ""
    colour: str = ""
    tip: str = ""
    """Said where somebody points at a link."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on a slide. `bullet` False: no mark, and at level 0 no indent. `keep`: never last on a slide.

    `mark` hangs before the text in place of a bullet: "F1", "2.".
    """

    runs: tuple[Run, ...]
    level: int = 0
    bullet: bool = True
    keep: bool = False
    mark: str = ""

    @property
    def left(self) -> float:
        """Points from the column's edge to the text."""
        indent, hang = LEVELS[min(self.level, len(LEVELS) - 1)]
        if self.mark:
            return indent - hang + max(46, width(self.mark + " ", LARGEST["text"], bold=True))
        return indent if self.level or self.bullet else 0

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the whole a slide is, for the small wheel: `here` counts parts from 1, `colours` are theirs."""

    here: int
    colours: tuple[str, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of a drawing that stand together. `none`: they say that something is missing, and look so."""

    runs: tuple[Run, ...]
    none: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a drawing: what leads, and what it leads to. `joined` False: no line between them.

    `lines` are the same words for reading out, and for a slide on which the drawing has no room.
    """

    first: Entry
    then: tuple[Entry, ...]
    lines: tuple[Line, ...]
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of native shapes below a slide's lines: `kind` is "chain" or "timeline", `alt` what it says.

    `before`, `after`: a timeline goes on from the slide before, or on the next.
    """

    kind: str
    rows: tuple[Row, ...]
    alt: str
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where title and text stand on each layout, by its name, in points; ours, or those of a deck of somebody's own."""

    boxes: Mapping[str, tuple[Box, Box]]
    base: bytes = b""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `layout` is one of `LAYOUTS`, `above` the small line over it, `wheel` the cover's (colours, alt).

    `size` is that of the text's letters in points; 0: the layout's own.
    """

    layout: str
    title: tuple[Run, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    above: str = ""
    wheel: tuple[tuple[str, ...], str] | None = None
    picture: tuple[bytes, str] | None = None
    """A PNG in place of text, and its words for those who do not see it."""
    size: float = 0
    place: Place | None = None
    logo: tuple[bytes, str] | None = None
    """The publisher's logo as a PNG, and its words; not shown on somebody's own layouts, which have theirs."""

    drawing: Drawing | None = None

    @property
    def name(self) -> str:
        """The title's words."""
        return "".join(r.text for r in self.title)

    @property
    def said(self) -> tuple[Line, ...]:
        """Every line that the slide shows, those of its drawing too."""
        return (*self.lines, *(line for row in self.drawing.rows for line in row.lines)) if self.drawing else self.lines


_WIDTHS = {
    0.35: " ,-./:;\\ijl|'‘’",
    0.42: "()I[]f",
    0.50: '"*_`r–!Jt',
    0.55: "?sz“”",
    0.60: "acevxy•",
    0.65: "$0123456789bdghknopqu{}£",
    0.70: "FLPSTYZ",
    0.75: "ABEKVX",
    0.85: "CGR#+<=>DOQU^~",
    0.90: "&HNw",
    1.00: "%m@—…",
    1.05: "MW",
}
_WIDTH = {c: width for width, chars in _WIDTHS.items() for c in chars}
_BOLDER = 1.14


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a text takes at most in the faces a reader may have: the widths of DejaVu Serif, rounded up."""
    return _ems(text) * size * (_BOLDER if bold else 1)


@lru_cache(maxsize=20_000)
def _ems(text: str) -> float:
    """The same in sizes of a letter. Remembered: a word is measured at every size that a slide might have."""
    total = 0.0
    for char in text:
        base = unicodedata.normalize("NFD", char)[0]
        if base in _WIDTH:
            total += _WIDTH[base]
        elif not unicodedata.combining(char):
            total += 1.05 if unicodedata.east_asian_width(char) in "WF" else 0.9
    return total


def lines_of(runs: Sequence[Run], size: float, wide: float) -> int:
    """How many lines the runs take in a column `wide` points across; a word too long for one takes several."""
    bold = any(r.bold for r in runs)
    lines, used = 1, 0.0
    space = width(" ", size, bold=bold)
    for word in "".join(r.text for r in runs).split():
        length = width(word, size, bold=bold)
        if used and used + space + length <= wide:
            used += space + length
            continue
        lines += 1 if used else 0
        extra = max(0, math.ceil(length / wide) - 1)
        lines, used = lines + extra, length - extra * wide
    return lines


def height(line: Line, kind: Type, wide: float) -> float:
    """Points that a paragraph takes with the space before it."""
    return lines_of(line.runs, kind.size, wide - line.left) * kind.line + kind.gap


OURS = Frame({"cover": (COVER_TITLE, COVER_TEXT), "text": (TITLE, BODY), "prompt": (TITLE, PROMPT)})
"""Our own layouts."""


def boxes(slide: Slide, frame: Frame = OURS) -> tuple[Box | None, Box | None]:
    """Where title and text stand where a long title moves them; None: as in the layout."""
    kind = COVER_TYPE if slide.layout == "cover" else TITLE_TYPE
    place, text = frame.boxes[slide.layout]
    lines = lines_of(slide.title, kind.size, place.width)
    # Our own box has room for one line and a little; somebody else's may have room for more.
    more = lines * kind.line - place.height if frame.base else (lines - 1) * kind.line
    if more <= 0:
        return None, None
    return (
        Box(place.x, place.y, place.width, place.height + more),
        Box(text.x, text.y + more, text.width, max(text.height - more, 3 * kind.line)),
    )


def type_of(layout: str, size: float = 0) -> Type:
    """The letters of a layout's text: the least, or of a size."""
    kind = {"prompt": PROMPT_TYPE, "cover": COVER_TEXT_TYPE}.get(layout, BODY_TYPE)
    if not size:
        return kind
    return Type(size, round(kind.line * size / kind.size, 1), round(kind.gap * size / kind.size, 1))


def room(layout: str, title: Sequence[Run], frame: Frame = OURS) -> tuple[float, float]:
    """Width and height in points that a slide's text has beneath this title."""
    box = boxes(Slide(layout, tuple(title), ()), frame)[1] or frame.boxes[layout][1]
    return box.width, max(box.height, 3 * type_of(layout).line)


def largest(pages: Sequence[Sequence[Line]], layout: str, title: Sequence[Run], frame: Frame = OURS) -> float:
    """The largest size in points at which each of the pages still fits, from the layout's least to its largest."""
    wide, high = room(layout, title, frame)
    sizes = range(LARGEST[layout], round(type_of(layout).size), -1)
    for size in sizes:
        kind = type_of(layout, size)
        if all(sum(height(line, kind, wide) for line in page) <= high for page in pages):
            return float(size)
    return type_of(layout).size
