"""PowerPoint: writes a deck of slides with real titles, text, notes, language and numbers. Knows no briefing.

What fits on a slide is measured in `slide_fit`.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from ..tongues import office_part, runs_from_right
from ..word.package import zip_parts
from ..xml_text import xml_text
from .fit import Line, Run, Slide, boxes
from .master import (
    BODY,
    LAYOUTS,
    LEVELS,
    NAMESPACES,
    NUMBER_FIELD,
    PROMPT,
    TITLE,
    Box,
    DeckLook,
    empty_deck,
    placeholder,
    rectangle,
)


def write_deck(slides: Sequence[Slide], theme: DeckLook, *, title: str, author: str, lang: str, epoch: int) -> bytes:
    """The deck as the bytes of a .pptx file, the same for the same input. `lang` is a tag such as "en-GB"."""
    deck = Presentation(io.BytesIO(empty_deck(theme)))
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = (xml_text(text)[:255] for text in (title, author, author))
    core.language = lang
    core.created = core.modified = datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
    core.subject = core.keywords = core.comments = ""
    core.revision = 1
    for slide in slides:
        _add(deck, slide, lang, theme)
    out = io.BytesIO()
    deck.save(out)
    with zipfile.ZipFile(out) as made:
        parts = {n: made.read(n) for n in made.namelist() if not n.endswith(("thumbnail.jpeg", "printerSettings1.bin"))}
    for name in parts:
        if name.endswith(".xml"):
            parts[name] = office_part(parts[name])
        if name.endswith(".rels"):
            parts[name] = re.sub(
                rb"<Relationship [^>]*(?:thumbnail\.jpeg|printerSettings1\.bin)[^>]*/>", b"", parts[name]
            )
    return zip_parts(parts, epoch)


def _add(deck: Any, slide: Slide, lang: str, theme: DeckLook) -> None:
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
        _bar(body_box or PROMPT, theme.accent) if slide.layout == "prompt" else "",
        placeholder(4, "Footer", 'type="ftr" sz="quarter" idx="11"', None, above) if slide.above else "",
        placeholder(5, "Slide number", 'type="sldNum" sz="quarter" idx="12"', None, number),
    ]
    for shape in parse_xml(f"<p:spTree {NAMESPACES}>{''.join(shapes)}</p:spTree>"):
        tree.append(shape)
    if slide.picture:
        _picture(made, *slide.picture, body_box or BODY)
    _add_notes(made, slide.notes, lang)


def _picture(made: Any, data: bytes, alt: str, room: Box) -> None:
    """A picture as large as the room for text allows, with its words."""
    x, y, wide, tall = (Pt(v) for v in (room.x, room.y, room.width, room.height))
    shape = made.shapes.add_picture(io.BytesIO(data), x, y, width=wide)
    if shape.height > tall:
        shape.width, shape.height = round(shape.width * tall / shape.height), tall
    shape._element.nvPicPr.cNvPr.set("descr", xml_text(alt))


def _bar(text: Box, colour: str) -> str:
    """The line beside a prompt; it goes down with the text where a long title moves it."""
    return rectangle(7, "Bar", Box(TITLE.x, text.y + 6, 5, text.height - 10), colour)


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
    turned = all(runs_from_right(run.lang or lang) for run in line.runs) and bool(line.runs)
    attributes = marks + (f' lvl="{level}"' if level else "") + (' algn="r" rtl="1"' if turned else "")
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
    return escape(xml_text(text))


# The cover's wheel -----------------------------------------------------------------------------------


def _wheel(colours: tuple[str, ...], alt: str) -> str:
    """A ring of one segment for each colour, clockwise from the top, as one group with alternative text."""
    box = Box(650, 130, 250, 250)
    segments = "".join(_segment(20 + i, box, i, len(colours), c) for i, c in enumerate(colours))
    x, y, w = round(box.x * 12700), round(box.y * 12700), round(box.width * 12700)
    frame = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{w}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{w}"/>'
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="6" name="Wheel" descr={quoteattr(xml_text(alt))}/>'
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
