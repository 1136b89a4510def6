"""How our documents look in Word: sizes for reading at arm's length, the script's bar, tables of hairlines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ...adapters.word.base import Base, BaseError
from ...adapters.word.document import SANS, SERIF, Face
from ...adapters.word.package import W
from ...adapters.xml_text import xml_text
from ...model.theme import SHIPPED, Theme, ThemeError

BASE = "paper/base.docx"
"""The theme's file that Word files begin from."""


def word_face(theme: Theme) -> Face:
    """The theme's colours, and the base that Word files begin from: its own `paper/base.docx`, or the shipped one.

    Raises ThemeError where a theme's own base is no Word file.
    """
    path, shipped = theme.path(BASE), SHIPPED / BASE
    base = Base(shipped, own=None if path == shipped else path)
    try:
        base.standing()
    except BaseError as error:
        raise ThemeError(str(error)) from error
    return Face.of(theme.tokens(), base)


def document_styles(document: Any, face: Face) -> None:
    """Sizes for reading at arm's length, and the levels of heading that the worksheets do without."""
    standing = face.base.standing()
    if "Normal" not in standing:
        normal = document.styles["Normal"]
        normal.font.size = Pt(11)
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = 1.25
    sizes = {"Heading 2": (SERIF, 20, 22), "Heading 3": (SERIF, 15, 14), "Heading 4": (SANS, 11, 10)}
    sizes |= {"Heading 5": (SANS, 11, 8), "Heading 6": (SANS, 11, 8)}
    for name, (family, size, before) in sizes.items():
        if name in standing:
            continue
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = family, Pt(size), family == SANS
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(face.ink)
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), family)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        style.paragraph_format.keep_with_next = True
    if "Quote" not in standing:
        _quote_style(document, face)


def _quote_style(document: Any, face: Face) -> None:
    quote = document.styles["Quote"]
    quote.font.italic = False
    quote.font.name, quote.font.size = SERIF, Pt(12)
    quote.font.color.rgb = RGBColor.from_string(face.ink)
    quote.paragraph_format.left_indent = Mm(6)
    quote.element.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr xmlns:w="{W}"><w:left w:val="single" w:sz="18" w:space="10" w:color="{face.accent}"/></w:pBdr>'
        )
    )
    _in_order(quote.element.pPr, _PARAGRAPH_ORDER)


def table_look(table: Any, face: Face, caption: str) -> None:
    """Hairlines between rows, room in the cells, and the table's accessible name."""
    lines = "".join(
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for side, kind, size, colour in (
            ("top", "single", 8, face.ink),
            ("left", "nil", 0, face.rule),
            ("bottom", "single", 8, face.ink),
            ("right", "nil", 0, face.rule),
            ("insideH", "single", 4, face.rule),
            ("insideV", "nil", 0, face.rule),
        )
    )
    properties = table._tbl.tblPr
    for part in (
        f'<w:tblBorders xmlns:w="{W}">{lines}</w:tblBorders>',
        f'<w:tblCellMar xmlns:w="{W}"><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>',
        f'<w:tblCaption xmlns:w="{W}" w:val={quoteattr(xml_text(caption))}/>',
    ):
        properties.append(parse_xml(part))
    _in_order(properties, _TABLE_ORDER)


_TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption")
_PARAGRAPH_ORDER = ("keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "tabs", "spacing", "ind", "jc")


def _in_order(element: Any, order: Sequence[str]) -> None:
    """Children in the order of the schema, which Word insists on; names not listed come first."""
    places = {name: n for n, name in enumerate(order)}
    element[:] = sorted(element, key=lambda child: places.get(child.tag.split("}")[1], -1))
