"""Blocks of text as a Word document: headings, lists, header rows and languages are real, so it can be heard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Length, Mm, Pt

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
        self._end = document._body._body.sectPr
        self._numbers: dict[str, int] = {}

    def heading(self, level: int, text: str, *, own_page: bool = False) -> None:
        """A heading, which also names the tables below it."""
        self.caption = text
        said = xml_text(text)
        if said == " ".join(said.split()) and said:
            own = "" if own_page else ' w:val="0"'
            properties = f'<w:pStyle w:val="Heading{level}"/><w:pageBreakBefore{own}/>'
            self._put(properties, f"<w:r><w:t>{escape(said)}</w:t></w:r>")
            return
        heading = styled(self.document, f"Heading {level}")
        heading.add_run(said)
        heading.paragraph_format.page_break_before = own_page

    def blocks(
        self, blocks: Iterable[prose.Block], *, style: str = "Normal", indent: float = 0, lang: str = ""
    ) -> None:
        """Blocks one after the other; `indent` in millimetres, `style` for paragraphs."""
        listed = list(blocks)
        for block, following in zip_longest(listed, listed[1:]):
            leads = isinstance(following, prose.ListBlock | prose.PointList | prose.Quote | prose.Table)
            self.block(block, style, indent, lang, keep=leads)

    def block(self, block: prose.Block, style: str, indent: float, lang: str, *, keep: bool = False) -> None:
        """One block in the style `style`, `indent` millimetres in; `keep`: a paragraph keeps with what follows."""
        own = getattr(block, "lang", "") or lang
        match block:
            case prose.Paragraph(inlines):
                self.paragraph(inlines, style, indent, own, keep=keep)
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

    def paragraph(
        self, inlines: Sequence[prose.Inline], style: str, indent: float, lang: str, *, keep: bool = False
    ) -> None:
        """Words in a paragraph of their own."""
        base = 6 if style == "Quote" else 0
        place = _indent(base + indent) if indent else ""
        self._put(_properties(style, keep=keep, lang=lang, place=place), self.runs(inlines, Style(lang=lang)))

    def hung(self, mark: str, blocks: Sequence[prose.Block], style: str, indent: float, lang: str) -> None:
        """A paragraph that begins with a code hanging before it, what follows it further in."""
        first, *rest = blocks or (prose.Paragraph(()),)
        inlines = first.inlines if isinstance(first, prose.Paragraph) else ()
        runs = self.runs((prose.Strong((prose.Text(mark),)), prose.Text("\t"), *inlines), Style(lang=lang))
        base = 6 if style == "Quote" else 0
        tab = f'<w:tabs><w:tab w:pos="{Mm(base + indent + 11).twips}" w:val="left"/></w:tabs>'
        self._put(_properties(style, tabs=tab, lang=lang, place=_indent(base + indent + 11, 11)), runs)
        self.blocks(rest if isinstance(first, prose.Paragraph) else blocks, style=style, indent=indent + 11, lang=lang)

    def list(self, block: prose.ListBlock, style: str, indent: float, lang: str) -> None:
        """A real list; its own numbering, so that every numbered list begins where its author began.

        No item stands alone at the foot or the head of a page: the first keeps with the second, and the last but one
        with the last.
        """
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._numbering(block)}"/></w:numPr>'
        base = 6 if style == "Quote" else 0
        listed = style if style == "Quote" else "List Number" if block.ordered else "List Bullet"
        for at, item in enumerate(block.items):
            first, *rest = item.blocks or (prose.Paragraph(()),)
            keep = at + 1 < len(block.items) and at in (0, len(block.items) - 2)
            spoken, place = getattr(first, "lang", "") or lang, _indent(base + indent + 6.35, 6.35)
            runs = self.runs(first.inlines, Style(lang=spoken)) if isinstance(first, prose.Paragraph) else ""
            self._put(_properties(listed, keep=keep, number=number, lang=spoken, place=place), runs)
            rest = rest if isinstance(first, prose.Paragraph) else [*item.blocks]
            self.blocks(rest, style=style, indent=indent + 6.35, lang=lang)

    def _numbering(self, block: prose.ListBlock) -> int:
        """The id of a list's numbering: the style's for bullets, one of its own for numbers."""
        shared = self._shared_number(ordered=block.ordered)
        if not block.ordered:
            return shared
        numbering = self.document.part.numbering_part.element
        abstract = next(n for n in numbering.num_lst if n.numId == shared).abstractNumId.val
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(block.start)
        return int(number.numId)

    def _shared_number(self, *, ordered: bool) -> int:
        name = "List Number" if ordered else "List Bullet"
        if name not in self._numbers:
            self._numbers[name] = int(self.document.styles[name].element.pPr.numPr.numId.val)
        return self._numbers[name]

    def table(self, block: prose.Table, lang: str) -> None:
        """A table with a repeated header row; no row is cut by a page, and the last stands on none alone."""
        table = self.document.add_table(rows=0, cols=len(block.header), style="Table Grid")
        table.autofit = False
        widths = [Mm(width) for width in _widths(block)]
        table_look(table, self.face, self.caption)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        rows = (self._row(row, n, block, widths, lang) for n, row in enumerate((block.header, *block.rows)))
        table._tbl.extend(list(parse_xml(f"<w:tbl {_SPACES}>{''.join(rows)}</w:tbl>")))
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _row(
        self, row: Sequence[prose.Cell], number: int, table: prose.Table, widths: Sequence[Length], lang: str
    ) -> str:
        keep = number == len(table.rows) - 1 and number > 0
        cells = [self._cell(cell, head=number == 0, keep=keep, lang=lang) for cell in row[: len(widths)]]
        cells += ["<w:p/>"] * (len(widths) - len(cells))
        made = (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width.twips}"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(cells, widths, strict=True)
        )
        head = "<w:tblHeader/>" if number == 0 else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(made)}</w:tr>"

    def _cell(self, cell: prose.Cell, *, head: bool, keep: bool, lang: str) -> str:
        """The paragraph of a cell; `head` makes it bold."""
        runs = self.runs(cell.inlines, Style(bold=head, small=True, lang=lang))
        looks = '<w:spacing w:after="0" w:line="276" w:lineRule="auto"/>'
        looks += '<w:jc w:val="right"/>' if cell.align == "right" else ""
        return f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}{looks}</w:pPr>{runs}</w:p>"

    def _put(self, properties: str, runs: str) -> None:
        """A paragraph at the end of the document, as XML at once: python-docx would look for each property's place."""
        held = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        self._end.addprevious(parse_xml(f"<w:p {_SPACES}>{held}{runs}</w:p>"))

    # Inlines

    def runs(self, inlines: Iterable[prose.Inline], style: Style) -> str:
        """Inlines as XML in the given look."""
        return "".join(self._inline(inline, style) for inline in inlines)

    def _inline(self, inline: prose.Inline, style: Style) -> str:
        match inline:
            case prose.Text(text) | prose.Code(text):
                return _run(re.sub(r"[ \n]+", " ", text), style)
            case prose.LineBreak():
                return "<w:r><w:br/></w:r>"
            case prose.Strong(children):
                return self.runs(children, replace(style, bold=True))
            case prose.Emphasis(children):
                return self.runs(children, replace(style, italic=True))
            case prose.Span(children, lang):
                return self.runs(children, replace(style, lang=lang))
            case prose.Link(href, children, title):
                return self._link(href, children, style, title)
            case prose.Image(alt=alt):
                return _run(alt, style)
            case prose.FootnoteRef(number):
                return _run(str(number), replace(style, raised=True))

    def _link(self, href: str, children: Sequence[prose.Inline], style: Style, title: str) -> str:
        """A link to the web, post or telephone; of any other only the words."""
        if not href.startswith(("http://", "https://", "mailto:", "tel:")):
            return self.runs(children, style)
        runs = self.runs(children, replace(style, linked=True))
        relation = self.document.part.relate_to(xml_text(href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        tip = f" w:tooltip={quoteattr(xml_text(title)[:260])}" if title else ""
        return f'<w:hyperlink r:id="{relation}"{tip}>{runs}</w:hyperlink>'


def _run(text: str, style: Style) -> str:
    """A run of words."""
    look = '<w:rStyle w:val="Hyperlink"/>' if style.linked else ""
    look += ("<w:b/>" if style.bold else "") + ("<w:i/>" if style.italic else "")
    look += '<w:sz w:val="21"/><w:szCs w:val="21"/>' if style.small else ""
    look += '<w:vertAlign w:val="superscript"/>' if style.raised else ""
    look += spoken_in(_tag(style.lang)) if style.lang else ""
    words = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in xml_text(text).split("\t"))
    return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"


def _properties(
    style: str, *, keep: bool = False, number: str = "", tabs: str = "", lang: str = "", place: str = ""
) -> str:
    """A paragraph's properties in the order of the schema (ECMA-376, CT_PPr); one in a language from right to left
    runs so.
    """
    named = f'<w:pStyle w:val="{style.replace(" ", "")}"/>' if style != "Normal" else ""
    turned = "<w:bidi/>" if lang and runs_from_right(lang) else ""
    return f"{named}{'<w:keepNext/>' if keep else ''}{number}{tabs}{turned}{place}"


def _indent(left: float, hanging: float = 0) -> str:
    """Millimetres from the left, and how far the first line hangs before them."""
    hung = f' w:hanging="{Mm(hanging).twips}"' if hanging else ""
    return f'<w:ind w:left="{Mm(left).twips}"{hung}/>'


_SPACES = f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


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
