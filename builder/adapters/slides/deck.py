"""PowerPoint: writes a deck of slides with real titles, text, notes, language and numbers. Knows no briefing.

What fits on a slide is measured in `slide_fit`.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
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
from .base import RELATIONSHIPS, kinds_of, layout_of
from .drawings import body_above, group_of
from .fit import OURS, Frame, Line, Run, Slide, boxes, type_of
from .master import (
    BODY,
    LEVELS,
    NAMESPACES,
    NUMBER_FIELD,
    WIDE,
    Box,
    DeckLook,
    empty_deck,
    placeholder,
    rectangle,
    sized,
)
from .slide_parts import add_notes, new_slide, opened, parts_of, with_shapes
from .wheels import COVER_WHEEL, PLACE, cover_wheel, small_wheel


def write_deck(
    slides: Sequence[Slide],
    theme: DeckLook,
    *,
    title: str,
    author: str,
    lang: str,
    epoch: int,
    shows: Mapping[str, Sequence[int]] | None = None,
    frame: Frame = OURS,
) -> bytes:
    """The deck as the bytes of a .pptx file, the same for the same input. `lang` is a tag such as "en-GB".

    `shows` are custom shows by their name: the places of their slides in the deck, from 0. `frame` may be somebody's
    own deck, on whose layouts the slides then stand.
    """
    base = frame.base or empty_deck(theme)
    deck = Presentation(io.BytesIO(base))
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = (xml_text(text)[:255] for text in (title, author, author))
    core.language = lang
    core.created = core.modified = datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
    core.subject = core.keywords = core.comments = ""
    core.revision = 1
    layouts = {name: (found := layout_of(deck, name), kinds_of(found)) for name in {s.layout for s in slides}}
    notes_master = None
    for number, slide in enumerate(slides, start=1):
        made = new_slide(deck, layouts[slide.layout][0], number)
        _fill(made, slide, layouts[slide.layout][1], number, lang, theme, frame)
        notes_master = notes_master or deck.part.notes_master_part
        add_notes(notes_master, base, made, number, slide.notes, lang)
    _add_shows(deck, shows or {})
    return zip_parts(dict(_kept(parts_of(deck))), epoch)


def _kept(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """What a reader needs: no picture of the first slide, nothing about somebody's printer."""
    for name, data in parts.items():
        if name.endswith(".xml"):
            yield name, office_part(data)
        elif name.endswith(".rels"):
            yield name, _NEEDLESS.sub(b"", data)
        elif not name.endswith(("thumbnail.jpeg", "printerSettings1.bin")):
            yield name, data


_NEEDLESS = re.compile(rb"<Relationship [^>]*(?:thumbnail\.jpeg|printerSettings1\.bin)[^>]*/>")


def _add_shows(deck: Any, shows: Mapping[str, Sequence[int]]) -> None:
    """Custom shows: in PowerPoint under Slide Show, Custom Slide Show."""
    if not shows:
        return
    ids = [slide.get(f"{{{RELATIONSHIPS}}}id") for slide in deck.slides._sldIdLst]
    found = "".join(
        f'<p:custShow name={quoteattr(xml_text(name))} id="{number}"><p:sldLst>'
        + "".join(f'<p:sld r:id="{ids[n]}"/>' for n in places)
        + "</p:sldLst></p:custShow>"
        for number, (name, places) in enumerate(shows.items())
    )
    made = parse_xml(f"<p:custShowLst {NAMESPACES}>{found}</p:custShowLst>")
    deck.element.find("{*}notesSz").addnext(made)


def _fill(
    part: Any, slide: Slide, kinds: Mapping[str, str], number: int, lang: str, theme: DeckLook, frame: Frame
) -> None:
    """Gives the part of a slide its shapes; `kinds` are the layout's placeholders, as `kinds_of` says."""
    rtl = runs_from_right(lang)
    title_box, body_box = _mirrored(slide, frame, rtl=rtl)

    def link(href: str) -> str:
        return str(part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def words(runs: Sequence[Run]) -> str:
        return f"<a:p>{_way(runs, rtl)}{''.join(_run(r, lang, link) for r in runs)}</a:p>"

    title = words(slide.title)
    body = "".join(_paragraph(line, lang, link, first=i == 0) for i, line in enumerate(slide.lines))
    above = words((Run(slide.above),))
    style = sized(type_of(slide.layout, slide.size)) if slide.size or frame.base else ""
    own = bool(frame.base)
    body_box = body_above(slide, frame) if slide.drawing else body_box
    bar = body_box or frame.boxes["prompt"][1]
    shapes = [
        placeholder(2, "Title", kinds["title"], title_box, title),
        placeholder(3, "Text", kinds["text"], body_box, body, style) if slide.lines else "",
        group_of(slide, frame, words, rtl=rtl) if slide.drawing else "",
        cover_wheel(*slide.wheel, _mirror(COVER_WHEEL, rtl=rtl)) if slide.wheel and not own else "",
        small_wheel(slide.place, theme, _mirror(PLACE, rtl=rtl)) if slide.place and not own else "",
        _bar(bar, theme.accent, rtl=rtl) if slide.layout == "prompt" and not own else "",
        placeholder(4, "Footer", kinds["footer"], None, above) if slide.above and kinds["footer"] else "",
        placeholder(5, "Slide number", kinds["number"], None, _number(number, lang)) if kinds["number"] else "",
    ]
    with_shapes(part, "".join(shapes))
    logo = slide.logo if not own else None
    made = opened(part) if slide.picture or logo else None
    if slide.picture:
        _picture(made, *slide.picture, body_box or BODY)
    if logo:
        _picture(made, *logo, _mirror(LOGO if slide.layout == "cover" else LOGO_ABOVE, rtl=rtl))


def _number(number: int, lang: str) -> str:
    """The field that shows the number of a slide."""
    spoken = NUMBER_FIELD.replace('lang="en-GB"', f"lang={quoteattr(lang)}")
    return spoken.replace("<a:t>0<", f"<a:t>{number}<")


LOGO, LOGO_ABOVE = Box(650, 410, 250, 64), Box(750, 14, 150, 36)
"""Where a logo stands: under the cover's wheel; on a cover whose title is long, above it."""


def _picture(made: Any, data: bytes, alt: str, room: Box) -> None:
    """A picture as large as the room for text allows, with its words."""
    x, y, wide, tall = (Pt(v) for v in (room.x, room.y, room.width, room.height))
    shape = made.shapes.add_picture(io.BytesIO(data), x, y, width=wide)
    if shape.height > tall:
        shape.width, shape.height = round(shape.width * tall / shape.height), tall
    shape._element.nvPicPr.cNvPr.set("descr", xml_text(alt))


# Right to left ---------------------------------------------------------------------------------------


def _mirror(box: Box, *, rtl: bool) -> Box:
    return Box(WIDE - box.x - box.width, box.y, box.width, box.height) if rtl else box


def _mirrored(slide: Slide, frame: Frame, *, rtl: bool) -> tuple[Box | None, Box | None]:
    """Title and text of a slide; in a language from right to left they stand mirrored, where the layout is ours."""
    title, text = boxes(slide, frame)
    if not rtl or frame.base or slide.layout == "text":
        return title, text
    own = frame.boxes[slide.layout]
    return _mirror(title or own[0], rtl=True), _mirror(text or own[1], rtl=True)


def _way(runs: Sequence[Run], rtl: bool) -> str:
    """How a paragraph of these runs is written, as `a:pPr` where it is from right to left."""
    return '<a:pPr algn="r" rtl="1"/>' if _backwards(runs, rtl=rtl) else ""


def _backwards(runs: Sequence[Run], *, rtl: bool) -> bool:
    """Whether a paragraph runs from right to left; words of the interface that a language lacks stand in English."""
    if all(run.text.isascii() for run in runs) and any(map(str.isalpha, "".join(run.text for run in runs))):
        return False
    letters = [unicodedata.bidirectional(letter) for run in runs for letter in run.text]
    if "L" in letters and not {"R", "AL"} & set(letters):
        return False
    longest = max((r for r in runs if r.text.strip()), key=lambda r: len(r.text), default=None)
    return runs_from_right(longest.lang) if longest and longest.lang else rtl


def _bar(text: Box, colour: str, *, rtl: bool) -> str:
    """The line beside a prompt; it goes down with the text where a long title moves it."""
    bar = Box(text.x - 24, text.y + 6, 5, text.height - 10)
    return rectangle(7, "Bar", Box(text.x + text.width + 19, bar.y, 5, bar.height) if rtl else bar, colour)


def _paragraph(line: Line, lang: str, link: Any, *, first: bool) -> str:
    level = min(line.level, len(LEVELS) - 1)
    marks, none = "", ""
    runs = line.runs
    if line.mark:
        indent, hang = LEVELS[level]
        marks = f' marL="{round(line.left * 12700)}" indent="{-round((line.left - indent + hang) * 12700)}"'
        apart = "\u2003" if _backwards(runs, rtl=runs_from_right(lang)) else "\t"
        runs = (Run(line.mark, bold=True), Run(apart), *runs)
    elif not line.bullet:
        marks = f' marL="{round(line.left * 12700)}" indent="0"'
    if line.mark or not line.bullet:
        none = "<a:buNone/>"
    space = '<a:spcBef><a:spcPts val="0"/></a:spcBef>' if first else ""
    way = ' algn="r" rtl="1"' if _backwards(line.runs, rtl=runs_from_right(lang)) else ""
    attributes = marks + (f' lvl="{level}"' if level else "") + way
    return f"<a:p><a:pPr{attributes}>{space}{none}</a:pPr>{''.join(_run(r, lang, link) for r in runs)}</a:p>"


def _run(run: Run, lang: str, link: Any) -> str:
    style = f" lang={quoteattr(run.lang or lang)}"
    style += ' b="1"' if run.bold else ""
    style += ' i="1"' if run.italic else ""
    style += ' baseline="30000"' if run.raised else ""
    colour = f'<a:solidFill><a:srgbClr val="{run.colour}"/></a:solidFill>' if run.colour else ""
    tip = f" tooltip={quoteattr(xml_text(run.tip)[:255])}" if run.tip else ""
    click = f'<a:hlinkClick r:id="{link(run.href)}"{tip}/>' if run.href else ""
    return f"<a:r><a:rPr{style}>{colour}{click}</a:rPr><a:t>{_xml(run.text)}</a:t></a:r>"


def _xml(text: str) -> str:
    """Text escaped for XML."""
    return escape(xml_text(text))
