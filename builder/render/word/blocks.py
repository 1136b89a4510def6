"""Blocks of text as a Word document: headings, lists, header rows and languages are real, so it can be heard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from ...adapters.tongues import runs_from_right
from ...adapters.word.document import Face, spoken_in
from ...adapters.word.package import W
from ...adapters.xml_text import xml_text
from ...model import text as prose
from .styles import table_look

_WIDTH_MM = 174


@dataclass(frozen=True, slots=True)
class Style:
    """How words of a run look, and their language where it is not the document's."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    small: bool = False
    linked: bool = False
    lang: str = ""


def styled(document: Any, style: str) -> Any:
    """A new paragraph; its style by id, since python-docx looks through all styles at every name."""
    paragraph = document.add_paragraph()
    if style != "Normal":
        paragraph._p.style = style.replace(" ", "")
    return paragraph


class BlockWriter:
    """One walk over blocks; `caption` names the tables that follow."""

    def __init__(self, document: Any, face: Face) -> None:
        self.document = document
        self.face = face
        self.caption = ""

    def heading(self, level: int, text: str, *, own_page: bool = False) -> None:
        """A heading, which also names the tables below it."""
        heading = styled(self.document, f"Heading {level}")
        heading.add_run(xml_text(text))
        heading.paragraph_format.page_break_before = own_page
        self.caption = text

    def blocks(
        self, blocks: Iterable[prose.Block], *, style: str = "Normal", indent: float = 0, lang: str = ""
    ) -> None:
        """Blocks one after the other; `indent` in millimetres, `style` for paragraphs."""
        listed = list(blocks)
        for block, following in zip_longest(listed, listed[1:]):
            self.block(block, style, indent, lang)
            if isinstance(block, prose.Paragraph) and isinstance(
                following, prose.ListBlock | prose.PointList | prose.Quote | prose.Table
            ):
                self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def block(self, block: prose.Block, style: str, indent: float, lang: str) -> None:
        """One block in the paragraph style `style`, `indent` millimetres in."""
        own = getattr(block, "lang", "") or lang
        match block:
            case prose.Paragraph(inlines):
                self.paragraph(inlines, style, indent, own)
            case prose.Heading(level, inlines):
                self.paragraph(inlines, f"Heading {min(level, 6)}", 0, own)
                self.caption = prose.plain_inlines(inlines)
            case prose.ListBlock():
                self.list(block, style, indent, own)
            case prose.PointList(points):
                for point in points:
                    self.hung(point.code, point.blocks, style, indent, own)
            case prose.Quote(blocks):
                self.blocks(blocks, style="Quote", indent=indent, lang=own)
            case prose.Table():
                self.table(block, own)
            case prose.CodeBlock(text):
                self.paragraph((prose.Text(text),), style, indent, own)
            case prose.Rule():
                return

    def paragraph(self, inlines: Sequence[prose.Inline], style: str, indent: float, lang: str) -> Any:
        """A paragraph, and gives it back."""
        paragraph = styled(self.document, style)
        _turn(paragraph, lang)
        if indent:
            base = 6 if style == "Quote" else 0
            paragraph.paragraph_format.left_indent = Mm(base + indent)
        self.runs(paragraph, inlines, Style(lang=lang))
        return paragraph

    def hung(self, mark: str, blocks: Sequence[prose.Block], style: str, indent: float, lang: str) -> None:
        """A paragraph that begins with a code hanging before it, what follows it further in."""
        first, *rest = blocks or (prose.Paragraph(()),)
        inlines = first.inlines if isinstance(first, prose.Paragraph) else ()
        paragraph = self.paragraph((prose.Strong((prose.Text(mark),)), prose.Text("\t"), *inlines), style, indent, lang)
        base = 6 if style == "Quote" else 0
        paragraph.paragraph_format.left_indent = Mm(base + indent + 11)
        paragraph.paragraph_format.first_line_indent = Mm(-11)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(base + indent + 11))
        self.blocks(rest if isinstance(first, prose.Paragraph) else blocks, style=style, indent=indent + 11, lang=lang)

    def list(self, block: prose.ListBlock, style: str, indent: float, lang: str) -> None:
        """A real list; its own numbering, so that every numbered list begins where its author began.

        No item stands alone at the foot or the head of a page: the first keeps with the second, and the last but one
        with the last.
        """
        number = self._numbering(block)
        base = 6 if style == "Quote" else 0
        for place, item in enumerate(block.items):
            first, *rest = item.blocks or (prose.Paragraph(()),)
            own = isinstance(first, prose.Paragraph)
            listed = "List Number" if block.ordered else "List Bullet"
            paragraph = styled(self.document, style if style == "Quote" else listed)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
            )
            paragraph.paragraph_format.left_indent = Mm(base + indent + 6.35)
            paragraph.paragraph_format.first_line_indent = Mm(-6.35)
            if place + 1 < len(block.items) and place in (0, len(block.items) - 2):
                paragraph.paragraph_format.keep_with_next = True
            _turn(paragraph, getattr(first, "lang", "") or lang)
            if own:
                self.runs(paragraph, first.inlines, Style(lang=first.lang or lang))  # type: ignore[union-attr]
            self.blocks(rest if own else item.blocks, style=style, indent=indent + 6.35, lang=lang)

    def _numbering(self, block: prose.ListBlock) -> int:
        """The id of a list's numbering: the style's for bullets, one of its own for numbers."""
        style = self.document.styles["List Number" if block.ordered else "List Bullet"]
        shared = style.element.pPr.numPr.numId.val
        if not block.ordered:
            return int(shared)
        numbering = self.document.part.numbering_part.element
        abstract = next(n for n in numbering.num_lst if n.numId == shared).abstractNumId.val
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(block.start)
        return int(number.numId)

    def table(self, block: prose.Table, lang: str) -> None:
        """A table with a repeated header row; no row is cut by a page, and the last stands on none alone."""
        table = self.document.add_table(rows=0, cols=len(block.header), style="Table Grid")
        table.autofit = False
        widths = _widths(block)
        table_look(table, self.face, self.caption)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, row in enumerate((block.header, *block.rows)):
            made = table.add_row()
            keep = made._tr.get_or_add_trPr()
            keep.append(parse_xml(f'<w:cantSplit xmlns:w="{W}"/>'))
            if number == 0:
                keep.append(parse_xml(f'<w:tblHeader xmlns:w="{W}"/>'))
            for cell, place, width in zip(row, made.cells, widths, strict=False):
                place.width = Mm(width)
                self.cell(cell, place, head=number == 0, lang=lang)
                if number == len(block.rows) - 1 and number:
                    place.paragraphs[0].paragraph_format.keep_with_next = True
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def cell(self, cell: prose.Cell, place: Any, *, head: bool, lang: str) -> None:
        """Fills the table cell `place`; `head` makes it bold."""
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = 1.15
        if cell.align == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.runs(paragraph, cell.inlines, Style(bold=head, small=True, lang=lang))

    # Inlines

    def runs(self, paragraph: Any, inlines: Iterable[prose.Inline], style: Style) -> None:
        """Adds inlines to a paragraph in the given look."""
        for inline in inlines:
            match inline:
                case prose.Text(text) | prose.Code(text):
                    self.run(paragraph, re.sub(r"[ \n]+", " ", text), style)
                case prose.LineBreak():
                    paragraph.add_run().add_break()
                case prose.Strong(children):
                    self.runs(paragraph, children, replace(style, bold=True))
                case prose.Emphasis(children):
                    self.runs(paragraph, children, replace(style, italic=True))
                case prose.Span(children, lang):
                    self.runs(paragraph, children, replace(style, lang=lang))
                case prose.Link(href, children, title):
                    self.link(paragraph, href, children, style, title)
                case prose.Image(alt=alt):
                    self.run(paragraph, alt, style)
                case prose.FootnoteRef(number):
                    self.run(paragraph, str(number), replace(style, raised=True))

    def run(self, paragraph: Any, text: str, style: Style) -> None:
        """Adds a run, as XML at once: python-docx would look for each property's place."""
        theme = '<w:rStyle w:val="Hyperlink"/>' if style.linked else ""
        theme += ("<w:b/>" if style.bold else "") + ("<w:i/>" if style.italic else "")
        theme += '<w:sz w:val="21"/><w:szCs w:val="21"/>' if style.small else ""
        theme += '<w:vertAlign w:val="superscript"/>' if style.raised else ""
        theme += spoken_in(_tag(style.lang)) if style.lang else ""
        words = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in xml_text(text).split("\t"))
        paragraph._p.append(parse_xml(f'<w:r xmlns:w="{W}"><w:rPr>{theme}</w:rPr>{words}</w:r>'))

    def link(self, paragraph: Any, href: str, children: Sequence[prose.Inline], style: Style, title: str = "") -> None:
        """A link to the web, post or telephone; of any other only the words."""
        if not href.startswith(("http://", "https://", "mailto:", "tel:")):
            return self.runs(paragraph, children, style)
        before = len(paragraph._p)
        self.runs(paragraph, children, replace(style, linked=True))
        relation = self.document.part.relate_to(xml_text(href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        place = parse_xml(f'<w:hyperlink xmlns:w="{W}" xmlns:r="{_RELATIONS}" r:id="{relation}"/>')
        if title:
            place.set(f"{{{W}}}tooltip", xml_text(title)[:260])
        place.extend(list(paragraph._p)[before:])
        paragraph._p.append(place)
        return None


_BEFORE = frozenset("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs".split())
"""What stands in a paragraph's properties before its direction (ECMA-376, CT_PPr)."""


def _turn(paragraph: Any, lang: str) -> None:
    """Lets a paragraph in a language from right to left run so."""
    if not lang or not runs_from_right(lang):
        return
    properties = paragraph._p.get_or_add_pPr()
    at = sum(child.tag.rpartition("}")[2] in _BEFORE for child in properties)
    properties.insert(at, parse_xml(f'<w:bidi xmlns:w="{W}"/>'))


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _tag(lang: str) -> str:
    """A language tag with nothing but letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9-]", "", lang)


def _widths(table: prose.Table) -> list[float]:
    """Millimetres of each column: narrow where all cells are short numbers, the rest by how much they hold."""
    columns = [
        [prose.plain_inlines(row[i].inlines) for row in table.rows if i < len(row)] for i in range(len(table.header))
    ]
    narrow = [bool(c) and all(len(text) <= 4 for text in c) for c in columns]
    weights = [0.0 if n else max([10, *map(len, c)]) ** 0.5 for n, c in zip(narrow, columns, strict=True)]
    number = _NARROW_MM if narrow.count(True) < 4 else _NARROWER_MM
    rest = _WIDTH_MM - number * narrow.count(True)
    heads = [max((len(w) for w in prose.plain_inlines(cell.inlines).split()), default=0) for cell in table.header]
    return [number if n else w for n, w in zip(narrow, _shared(rest, weights, heads), strict=True)]


def _shared(rest: float, weights: list[float], heads: list[int]) -> list[float]:
    """`rest` by weight, but no column of words narrower than the longest word of its head, as far as there is room."""
    least = [_LETTER_MM * n + _PADDING_MM if w else 0.0 for w, n in zip(weights, heads, strict=True)]
    if sum(least) >= rest or not sum(weights):
        return [rest * w / (sum(weights) or 1) for w in weights]
    fixed = [False] * len(weights)
    while True:
        free = rest - sum(m for m, done in zip(least, fixed, strict=True) if done)
        whole = sum(w for w, done in zip(weights, fixed, strict=True) if not done) or 1
        wide = [m if done else free * w / whole for m, w, done in zip(least, weights, fixed, strict=True)]
        short = [not done and w < m for w, m, done in zip(wide, least, fixed, strict=True)]
        if not any(short):
            return wide
        fixed = [a or b for a, b in zip(fixed, short, strict=True)]


_NARROW_MM = 21
"""Room for the longest head of a column of numbers."""
_NARROWER_MM = 20.5
"""The same where there are many."""
_LETTER_MM, _PADDING_MM = 2.1, 4.0
"""Room for a letter of a head, and beside its words."""
