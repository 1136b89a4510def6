"""Slides and their notes as finished parts of a deck, and the deck's parts for its zip. Knows no briefing.

python-pptx would clone each placeholder of a layout, look all of them over and let us throw them away, and pack parts
that are then unpacked. Here each part is parsed once, whole; python-pptx keeps the book of what is related to what.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from posixpath import relpath
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from pptx.opc.spec import default_content_types
from pptx.oxml import parse_xml
from pptx.parts.slide import SlidePart

from ..tongues import runs_from_right
from ..xml_text import xml_text
from .master import NAMESPACES

_HEAD = (
    f'<p:sld {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    "</p:nvGrpSpPr><p:grpSpPr/>"
)
_FOOT = "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"


class _Slide(SlidePart):
    """A slide as text, as long as nobody asks python-pptx for its shapes."""

    written = b""

    @property  # type: ignore[misc]
    def blob(self) -> bytes:
        """The part as it stands in the file."""
        return self.written or super().blob


def new_slide(deck: Any, layout: Any, number: int) -> Any:
    """The part of slide `number` (from 1) on a layout, last in the deck. `with_shapes` gives it what it shows."""
    made = _Slide(PackURI(f"/ppt/slides/slide{number}.xml"), CONTENT_TYPE.PML_SLIDE, deck.part.package, None)  # type: ignore[arg-type]
    _related(made, layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    deck.slides._sldIdLst._add_sldId(id=_FIRST - 1 + number, rId=_related(deck.part, made, RELATIONSHIP_TYPE.SLIDE))
    return made


_FIRST = 256
"""The least number that names a slide (ECMA-376, 19.7.13)."""


def _related(part: Any, other: Any, kind: str) -> str:
    """The name of a new relation. python-pptx would first look through all that a part has."""
    return str(part.rels._add_relationship(kind, other))


def with_shapes(made: Any, shapes: str) -> None:
    """Gives the part of a slide these shapes and no others."""
    made.written = _written(f"{_HEAD}{shapes}{_FOOT}")


def opened(made: Any) -> Any:
    """The slide of a part as python-pptx knows it, for a picture to be added."""
    made._element, made.written = parse_xml(made.written), b""
    return made.slide


def add_notes(master: Any, base: bytes, made: Any, number: int, notes: Sequence[str], lang: str) -> None:
    """Notes for the slide of a part: as python-pptx lays a page of notes out in a deck that was begun as `base`.

    `master` is the part of the deck's master for notes.
    """
    before, after = _page_of_notes(base)
    way = '<a:pPr algn="r" rtl="1"/>' if runs_from_right(lang) else ""
    run = f"{way}<a:r><a:rPr lang={quoteattr(lang)}/><a:t>"
    said = "".join(
        f"<a:p>{run}{escape(xml_text(note))}</a:t></a:r></a:p>" if note else "<a:p/>" for note in notes or ("",)
    )
    name = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml")
    page = Part(name, CONTENT_TYPE.PML_NOTES_SLIDE, made.package, _written(f"{before}{said}{after}"))
    _related(page, master, RELATIONSHIP_TYPE.NOTES_MASTER)
    _related(page, made, RELATIONSHIP_TYPE.SLIDE)
    _related(made, page, RELATIONSHIP_TYPE.NOTES_SLIDE)


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


_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
"""As python-pptx reads a part, without a class of its own for each element."""


def _written(text: str | etree._Element) -> bytes:
    """A part, as XML or as its root, as it stands in the file."""
    root = etree.fromstring(text, _PARSER) if isinstance(text, str) else text
    return etree.tostring(root, encoding="UTF-8", standalone=True)


# The deck's parts ------------------------------------------------------------------------------------


def parts_of(deck: Any) -> dict[str, bytes]:
    """Every part of a deck by its name in the zip: as python-pptx writes them, and in its order."""
    package = deck.part.package
    parts = tuple(package.iter_parts())
    found = {CONTENT_TYPES_URI.membername: _types_of(parts)}
    found[PACKAGE_URI.rels_uri.membername] = _relations_of(package._rels, "/")
    for part in parts:
        found[part.partname.membername] = part.blob
        if part.rels:
            found[part.partname.rels_uri.membername] = _relations_of(part.rels, part.partname.baseURI)
    return found


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def _relations_of(relations: Mapping[str, Any], base: str) -> bytes:
    """The parts that one of `base` is related to, and the addresses outside, by the numbers of their names."""
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for name in sorted(relations, key=lambda name: (int(name[3:]) if name[3:].isdigit() else 0, name)):
        one = relations[name]
        target = one.target_ref if one.is_external else _from(base, str(one.target_part.partname))
        about = {"Id": name, "Type": one.reltype, "Target": target}
        etree.SubElement(
            root, f"{{{_RELATIONS}}}Relationship", about | ({"TargetMode": "External"} if one.is_external else {})
        )
    return _written(root)


@lru_cache(maxsize=1000)
def _from(base: str, name: str) -> str:
    return name[1:] if base == "/" else relpath(name, base)


def _types_of(parts: Iterable[Any]) -> bytes:
    """What kind of content each part has, by its ending where that says it."""
    endings = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    named: dict[str, str] = {}
    for part in parts:
        ending, kind = part.partname.ext.lower(), part.content_type
        if (ending, kind) in default_content_types:
            endings[ending] = kind
        else:
            named[part.partname] = kind
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    for ending, kind in sorted(endings.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Default", {"Extension": ending, "ContentType": kind})
    for name, kind in sorted(named.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": name, "ContentType": kind})
    return _written(root)
