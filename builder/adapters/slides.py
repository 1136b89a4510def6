"""PowerPoint: writes a deck of slides with real titles, text, notes, language and numbers. Knows no briefing.

What fits on a slide is measured (`lines_of`) with widths that no common face exceeds, so nothing is ever shrunk or cut.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from .slide_master import (
    BODY,
    BODY_TYPE,
    COVER_TEXT,
    COVER_TEXT_TYPE,
    COVER_TITLE,
    COVER_TYPE,
    LAYOUTS,
    LEVELS,
    NAMESPACES,
    NUMBER_FIELD,
    PROMPT,
    PROMPT_TYPE,
    TITLE,
    TITLE_TYPE,
    Box,
    DeckLook,
    Type,
    empty_deck,
    placeholder,
)
from .word_package import zip_parts


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
            return indent - hang + max(46, width(self.mark + " ", BODY_TYPE.size, bold=True))
        return indent if self.level or self.bullet else 0

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `layout` is one of `LAYOUTS`, `above` the small line over it, `wheel` the cover's (colours, alt)."""

    layout: str
    title: tuple[Run, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    above: str = ""
    wheel: tuple[tuple[str, ...], str] | None = None

    @property
    def name(self) -> str:
        """The title's words."""
        return "".join(r.text for r in self.title)


def write_deck(slides: Sequence[Slide], look: DeckLook, *, title: str, author: str, lang: str, epoch: int) -> bytes:
    """The deck as the bytes of a .pptx file, the same for the same input. `lang` is a tag such as "en-GB"."""
    deck = Presentation(io.BytesIO(empty_deck(look)))
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = (_allowed(text)[:255] for text in (title, author, author))
    core.language = lang
    core.created = core.modified = datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
    core.subject = core.keywords = core.comments = ""
    core.revision = 1
    for slide in slides:
        _add(deck, slide, lang)
    out = io.BytesIO()
    deck.save(out)
    with zipfile.ZipFile(out) as made:
        parts = {n: made.read(n) for n in made.namelist() if not n.endswith(("thumbnail.jpeg", "printerSettings1.bin"))}
    for name in parts:
        if name.endswith(".rels"):
            parts[name] = re.sub(
                rb"<Relationship [^>]*(?:thumbnail\.jpeg|printerSettings1\.bin)[^>]*/>", b"", parts[name]
            )
    return zip_parts(parts, epoch)


def _add(deck: Any, slide: Slide, lang: str) -> None:
    made = deck.slides.add_slide(deck.slide_layouts[LAYOUTS.index(slide.layout)])
    tree = made.shapes._spTree
    for shape in list(made.placeholders):
        tree.remove(shape._element)
    title_box, body_box = boxes(slide)
    kinds = {
        "cover": ('type="ctrTitle"', 'type="subTitle" idx="1"'),
        "prompt": ('type="title"', 'type="body" idx="1"'),
    }.get(slide.layout, ('type="title"', 'idx="1"'))

    def link(href: str) -> str:
        return str(made.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    title = f"<a:p>{''.join(_run(r, lang, link) for r in slide.title)}</a:p>"
    body = "".join(_paragraph(line, lang, link, first=i == 0) for i, line in enumerate(slide.lines))
    above = f"<a:p>{_run(Run(slide.above), lang, link)}</a:p>"
    number = NUMBER_FIELD.replace('lang="en-GB"', f"lang={quoteattr(lang)}").replace(
        "<a:t>0<", f"<a:t>{len(deck.slides)}<"
    )
    shapes = [
        placeholder(2, "Title", kinds[0], title_box, title),
        placeholder(3, "Text", kinds[1], body_box, body) if slide.lines else "",
        _wheel(*slide.wheel) if slide.wheel else "",
        placeholder(4, "Footer", 'type="ftr" sz="quarter" idx="11"', None, above) if slide.above else "",
        placeholder(5, "Slide number", 'type="sldNum" sz="quarter" idx="12"', None, number),
    ]
    for shape in parse_xml(f"<p:spTree {NAMESPACES}>{''.join(shapes)}</p:spTree>"):
        tree.append(shape)
    _add_notes(made, slide.notes, lang)


def _add_notes(made: Any, notes: Sequence[str], lang: str) -> None:
    page = made.notes_slide
    body = page.notes_text_frame._txBody
    for paragraph in list(body.p_lst):
        body.remove(paragraph)
    for note in notes or ("",):
        run = f"<a:r><a:rPr lang={quoteattr(lang)}/><a:t>{_xml(note)}</a:t></a:r>" if note else ""
        body.append(parse_xml(f"<a:p {NAMESPACES}>{run}</a:p>"))


def _paragraph(line: Line, lang: str, link: Any, *, first: bool) -> str:
    level = min(line.level, len(LEVELS) - 1)
    marks, none = "", ""
    runs = line.runs
    if line.mark:
        indent, hang = LEVELS[level]
        marks = f' marL="{round(line.left * 12700)}" indent="{-round((line.left - indent + hang) * 12700)}"'
        runs = (Run(line.mark, bold=True), Run("\t"), *runs)
    elif not line.bullet:
        marks = f' marL="{round(line.left * 12700)}" indent="0"'
    if line.mark or not line.bullet:
        none = "<a:buNone/>"
    space = '<a:spcBef><a:spcPts val="0"/></a:spcBef>' if first else ""
    attributes = marks + (f' lvl="{level}"' if level else "")
    return f"<a:p><a:pPr{attributes}>{space}{none}</a:pPr>{''.join(_run(r, lang, link) for r in runs)}</a:p>"


def _run(run: Run, lang: str, link: Any) -> str:
    style = f" lang={quoteattr(run.lang or lang)}"
    style += ' b="1"' if run.bold else ""
    style += ' i="1"' if run.italic else ""
    style += ' baseline="30000"' if run.raised else ""
    colour = f'<a:solidFill><a:srgbClr val="{run.colour}"/></a:solidFill>' if run.colour else ""
    click = f'<a:hlinkClick r:id="{link(run.href)}"/>' if run.href else ""
    return f"<a:r><a:rPr{style}>{colour}{click}</a:rPr><a:t>{_xml(run.text)}</a:t></a:r>"


def _xml(text: str) -> str:
    """Text escaped for XML."""
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """Text without the characters that XML forbids."""
    return "".join(
        c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


# The cover's wheel -----------------------------------------------------------------------------------


def _wheel(colours: tuple[str, ...], alt: str) -> str:
    """A ring of one segment for each colour, clockwise from the top, as one group with alternative text."""
    box = Box(650, 130, 250, 250)
    segments = "".join(_segment(20 + i, box, i, len(colours), c) for i, c in enumerate(colours))
    x, y, w = round(box.x * 12700), round(box.y * 12700), round(box.width * 12700)
    frame = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{w}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{w}"/>'
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="6" name="Wheel" descr={quoteattr(_allowed(alt))}/>'
        "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{frame}</a:xfrm></p:grpSpPr>{segments}</p:grpSp>"
    )


def _segment(number: int, box: Box, index: int, count: int, colour: str) -> str:
    """One segment as a polygon: the arcs are drawn in steps of some degrees, which every office program draws alike."""
    size, outer, inner, gap = 20_000, 9_900, 4_900, 260
    start, end = (2 * math.pi * i / count for i in (index, index + 1))

    def arc(radius: float, a: float, b: float) -> Iterator[tuple[int, int]]:
        lean = gap / radius
        for k in range(25):
            angle = a + lean + (b - a - 2 * lean) * k / 24
            yield round(size / 2 + radius * math.sin(angle)), round(size / 2 - radius * math.cos(angle))

    points = [*arc(outer, start, end), *reversed(list(arc(inner, start, end)))]
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    path = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{p}</a:lnTo>" for p in rest) + "<a:close/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Part {index + 1}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{box.xml()}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{size}" h="{size}">{path}</a:path></a:pathLst></a:custGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


# What fits -------------------------------------------------------------------------------------------

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
    total = 0.0
    for char in text:
        base = unicodedata.normalize("NFD", char)[0]
        if base in _WIDTH:
            total += _WIDTH[base]
        elif not unicodedata.combining(char):
            total += 1.05 if unicodedata.east_asian_width(char) in "WF" else 0.9
    return total * size * (_BOLDER if bold else 1)


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


def boxes(slide: Slide) -> tuple[Box | None, Box | None]:
    """Where title and text stand where a long title moves them; None: as in the layout."""
    cover = slide.layout == "cover"
    place, kind = (COVER_TITLE, COVER_TYPE) if cover else (TITLE, TITLE_TYPE)
    text = _text_box(slide.layout)
    more = (lines_of(slide.title, kind.size, place.width) - 1) * kind.line
    if not more:
        return None, None
    return (
        Box(place.x, place.y, place.width, place.height + more),
        Box(text.x, text.y + more, text.width, text.height - more),
    )


def _text_box(layout: str) -> Box:
    return {"prompt": PROMPT, "cover": COVER_TEXT}.get(layout, BODY)


def type_of(layout: str) -> Type:
    """The letters of a layout's text."""
    return {"prompt": PROMPT_TYPE, "cover": COVER_TEXT_TYPE}.get(layout, BODY_TYPE)


def room(layout: str, title: Sequence[Run]) -> tuple[float, float]:
    """Width and height in points that a slide's text has beneath this title."""
    box = boxes(Slide(layout, tuple(title), ()))[1] or _text_box(layout)
    return box.width, max(box.height, 3 * type_of(layout).line)
