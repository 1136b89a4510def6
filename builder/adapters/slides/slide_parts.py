"""Slides and their notes as finished parts of a deck, and the deck's parts for its zip. Knows no briefing.

python-pptx would clone each placeholder of a layout, look all of them over and let us throw them away, and pack parts
that are then unpacked. Here each part is parsed once, whole; python-pptx keeps the book of what is related to what.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter
from pptx.oxml import parse_xml
from pptx.parts.slide import NotesSlidePart, SlidePart

from ..tongues import runs_from_right
from ..xml_text import xml_text
from .master import NAMESPACES

_HEAD = (
    f'<p:sld {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    "</p:nvGrpSpPr><p:grpSpPr/>"
)
_FOOT = "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"


def new_slide(deck: Any, layout: Any, number: int) -> Any:
    """The part of slide `number` (from 1) on a layout, empty and last in the deck. `with_shapes` gives it its own."""
    name, package = PackURI(f"/ppt/slides/slide{number}.xml"), deck.part.package
    made = SlidePart(name, CONTENT_TYPE.PML_SLIDE, package, parse_xml(_HEAD + _FOOT))
    made.relate_to(layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    deck.slides._sldIdLst.add_sldId(deck.part.relate_to(made, RELATIONSHIP_TYPE.SLIDE))
    return made


def with_shapes(made: Any, shapes: str) -> Any:
    """The slide of a part that has these shapes and no others."""
    made._element = parse_xml(f"{_HEAD}{shapes}{_FOOT}")
    return made.slide


def add_notes(deck: Any, base: bytes, made: Any, number: int, notes: Sequence[str], lang: str) -> None:
    """Notes for the slide of a part: as python-pptx lays a page of notes out in a deck that was begun as `base`."""
    before, after = _page_of_notes(base)
    way = '<a:pPr algn="r" rtl="1"/>' if runs_from_right(lang) else ""
    run = f"{way}<a:r><a:rPr lang={quoteattr(lang)}/><a:t>"
    said = "".join(
        f"<a:p>{run}{escape(xml_text(note))}</a:t></a:r></a:p>" if note else "<a:p/>" for note in notes or ("",)
    )
    name, package = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml"), deck.part.package
    page = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, package, parse_xml(f"{before}{said}{after}"))
    page.relate_to(deck.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
    page.relate_to(made, RELATIONSHIP_TYPE.SLIDE)
    made.relate_to(page, RELATIONSHIP_TYPE.NOTES_SLIDE)


@lru_cache(maxsize=4)
def _page_of_notes(base: bytes) -> tuple[str, str]:
    """What stands before and after the paragraphs of a page of notes."""
    deck = Presentation(io.BytesIO(base))
    page = deck.slides.add_slide(deck.slide_layouts[0]).notes_slide
    body: Any = page.notes_text_frame._txBody
    for paragraph in list(body.p_lst):
        body.remove(paragraph)
    body.append(parse_xml(f"<a:p {NAMESPACES}><a:t>{_HERE}</a:t></a:p>"))
    before, _, after = etree.tostring(page.element, encoding="unicode").partition(f"<a:p><a:t>{_HERE}</a:t></a:p>")
    return before, after


_HERE = "here"


def parts_of(deck: Any) -> dict[str, bytes]:
    """Every part of a deck by its name in the zip, in the order in which python-pptx writes them."""
    package = deck.part.package
    found: dict[str, bytes] = {}

    class _Kept:
        """Takes what python-pptx writes, unpacked."""

        @staticmethod
        def write(name: PackURI, data: bytes) -> None:
            found[name.membername] = data

    writer: Any = PackageWriter(io.BytesIO(), package._rels, tuple(package.iter_parts()))
    writer._write_content_types_stream(_Kept)
    writer._write_pkg_rels(_Kept)
    writer._write_parts(_Kept)
    return found
