"""Pieces as a Word file that our reader gives back exactly: each thing that pieces can say has a style of its own.

Style names survive LibreOffice, where content controls, custom properties and hidden words do not. Knows no briefing.
"""

# ruff: noqa: E501 (XML on one line is read more easily)

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from lxml import etree

from ..documents.content import Piece, Run, Shape
from ..xml_text import xml_text
from .document import Face, word_language
from .imported.walk import NOTE, RULE, SETTING, SOURCE
from .package import W
from .writing_styles import WrittenStyles, style_id

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WIDEST_EMU = 5_400_000
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FACTS = "facts"
"""What the table of facts is called (`Piece.of`): its first column names its rows."""
_FACT_COLUMNS = [2900, 6900]
_LISTS = ("List Bullet", "List Number")


@dataclass
class WordWriter:
    """Writes pieces at the end of a document made by python-docx; `parts` adds what it cannot hold."""

    document: Any
    face: Face
    pictures: Mapping[str, bytes]
    footnotes: list[str] = field(default_factory=list)
    drawn: int = 0

    def __post_init__(self) -> None:
        self.last = self.document._body._body.sectPr
        self.styles = WrittenStyles(self.document, self.face)

    # Blocks ---------------------------------------------------------------------------------------

    def add(self, pieces: Sequence[Piece]) -> None:
        """Adds pieces before the end of the document."""
        for piece in pieces:
            if piece.shape is Shape.TABLE:
                self.last.addprevious(self.table(piece))
            else:
                self.last.addprevious(self.paragraph(piece))

    def paragraph(self, piece: Piece) -> Any:
        """A paragraph's element."""
        inside = "".join(self.run(r) for r in piece.runs)
        properties = self.properties(piece)
        return parse_xml(f'<w:p xmlns:w="{W}" xmlns:r="{_R}"><w:pPr>{properties}</w:pPr>{inside}</w:p>')

    def properties(self, piece: Piece) -> str:
        """A paragraph's style and its place in a list."""
        match piece.shape:
            case Shape.TITLE:
                return '<w:pStyle w:val="Title"/>'
            case Shape.HEADING:
                return f'<w:pStyle w:val="Heading{piece.level}"/>'
            case Shape.QUOTE:
                return '<w:pStyle w:val="Quote"/>'
            case Shape.SETTING | Shape.SOURCE | Shape.RULE | Shape.NOTES:
                name = {Shape.SETTING: SETTING, Shape.SOURCE: SOURCE, Shape.RULE: RULE}.get(piece.shape, NOTE)
                return f'<w:pStyle w:val="{style_id(name)}"/>'
            case Shape.ITEM:
                number = self.styles.list_number(piece.of)
                label = piece.label.strip("().")
                self.styles.level(
                    number, piece.level, ordered=piece.ordered, first=int(label) if label.isdecimal() else 1
                )
                name = _LISTS[piece.ordered] + (" Spaced" if piece.loose else "")
                look = (
                    '<w:pPr><w:spacing w:after="80"/></w:pPr>'
                    if piece.loose
                    else "<w:pPr><w:contextualSpacing/></w:pPr>"
                )
                key = self.styles.style(name, "paragraph", look)
                return f'<w:pStyle w:val="{key}"/><w:numPr><w:ilvl w:val="{piece.level}"/><w:numId w:val="{number}"/></w:numPr>'
        if piece.level > 0:
            name = "List Continue" if piece.level == 1 else f"List Continue {piece.level}"
            key = self.styles.style(name, "paragraph", f'<w:pPr><w:ind w:left="{360 * piece.level}"/></w:pPr>')
            return f'<w:pStyle w:val="{key}"/>'
        return ""

    def table(self, piece: Piece) -> Any:
        """A table with a head row, one of facts without; alignment of a column stands on its cells."""
        width = max(len(row) for row in piece.rows)
        facts = piece.of == FACTS
        each = _FACT_COLUMNS if facts else [9800 // max(1, width)] * width
        rows = []
        for n, row in enumerate(piece.rows):
            cells = []
            for column, cell in enumerate(row):
                side = piece.aligned[column] if column < len(piece.aligned) else ""
                jc = f'<w:jc w:val="{side}"/>' if side else ""
                paragraphs = "".join(
                    f"<w:p><w:pPr>{self.properties(p) if p.shape is not Shape.TEXT else ''}{jc}</w:pPr>"
                    f"{''.join(self.run(r) for r in p.runs)}</w:p>"
                    for p in cell
                )
                empty = f"<w:p><w:pPr>{jc}</w:pPr></w:p>"
                cells.append(
                    f'<w:tc><w:tcPr><w:tcW w:w="{each[column]}" w:type="dxa"/></w:tcPr>{paragraphs or empty}</w:tc>'
                )
            head = (
                "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                if n == 0 and not facts
                else "<w:trPr><w:cantSplit/></w:trPr>"
            )
            rows.append(f"<w:tr>{head}{''.join(cells)}</w:tr>")
        grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in each)
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{self.face.rule}"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return parse_xml(
            f'<w:tbl xmlns:w="{W}" xmlns:r="{_R}"><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{lines}</w:tblBorders>'
            f'<w:tblLook w:val="0620"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        )

    # Runs -----------------------------------------------------------------------------------------

    def run(self, run: Run) -> str:
        """A run's XML, with its link, picture and note."""
        note = self.note(run.footnote) if run.footnote else ""
        if run.picture:
            return self.drawing(run) + note
        look = self.look(run)
        parts = []
        for n, line in enumerate(run.text.split("\n")):
            for k, piece in enumerate(line.split("\t")):
                parts.append("<w:br/>" if n and not k else "<w:tab/>" if k else "")
                parts.append(f'<w:t xml:space="preserve">{escape(xml_text(piece))}</w:t>' if piece else "")
        made = f"<w:r>{look}{''.join(parts)}</w:r>" if run.text else ""
        if run.href and made:
            key = self.document.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            made = f'<w:hyperlink r:id="{key}" w:history="1">{made}</w:hyperlink>'
        return made + note

    def look(self, run: Run) -> str:
        """A run's properties."""
        style = ""
        if run.source:
            style = self.styles.style("Briefing markdown text", "character", self.styles.mono())
        elif run.code:
            style = self.styles.style("Briefing code", "character", self.styles.mono())
        elif run.lang:
            style = self.styles.style(
                f"Language {run.lang}", "character", f'<w:rPr><w:lang w:val="{word_language(run.lang)}"/></w:rPr>'
            )
        elif run.href:
            style = "Hyperlink"
        named = f'<w:rStyle w:val="{style}"/>' if style else ""
        marks = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
        return f"<w:rPr>{named}{marks}</w:rPr>" if named or marks else ""

    def note(self, runs: tuple[Run, ...]) -> str:
        """The mark of a footnote, which is kept for its part."""
        number = len(self.footnotes) + 1
        paragraphs: list[list[Run]] = [[]]
        for run in runs:
            lines = [run] if not run.source else [Run(t, source=True) for t in run.text.split("\n")]
            for n, line in enumerate(lines):
                if line.text == "\n\n" or n:
                    paragraphs.append([])
                if line.text != "\n\n":
                    paragraphs[-1].append(line)
        made = ""
        for n, inside in enumerate(paragraphs):
            mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>' if not n else ""
            source = bool(inside) and all(r.source for r in inside)
            style = f'<w:pPr><w:pStyle w:val="{style_id(SOURCE)}"/></w:pPr>' if source else ""
            plain = [Run(r.text, r.bold, r.italic, code=r.code, lang=r.lang, source=r.source) for r in inside]
            made += f"<w:p>{style}{mark}{''.join(self.run(r) for r in plain)}</w:p>"
        self.footnotes.append(f'<w:footnote w:id="{number}">{made}</w:footnote>')
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def drawing(self, run: Run) -> str:
        """A picture in the line, with its alternative text and its file's name."""
        data = self.pictures.get(run.picture)
        if data is None:
            return ""
        key, image = self.document.part.get_or_add_image(io.BytesIO(data))
        self.drawn += 1
        wide, high = int(image.width), int(image.height)
        scale = min(1.0, _WIDEST_EMU / max(1, wide))
        cx, cy = max(1, round(wide * scale)), max(1, round(high * scale))
        name = quoteattr(run.picture)
        described = quoteattr(xml_text(run.text))
        return (
            '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
            f'<wp:docPr id="{1000 + self.drawn}" name={name} descr={described}/>'
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
            f'<pic:cNvPr id="{self.drawn}" name={name} descr={described}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    # Parts ----------------------------------------------------------------------------------------

    def with_footnotes(self, parts: dict[str, bytes]) -> dict[str, bytes]:
        """The parts with one for the footnotes, where there are any."""
        if not self.footnotes:
            return parts
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        notes = f'{head}<w:footnotes xmlns:w="{W}" xmlns:r="{_R}">{separators}{"".join(self.footnotes)}</w:footnotes>'
        out = dict(parts)
        out["word/footnotes.xml"] = notes.encode()
        rels = etree.fromstring(out["word/_rels/document.xml.rels"])
        relation = {"Id": "rIdFootnotes", "Type": f"{_R}/footnotes", "Target": "footnotes.xml"}
        etree.SubElement(rels, f"{{{rels.nsmap[None]}}}Relationship", relation)
        out["word/_rels/document.xml.rels"] = etree.tostring(
            rels, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        types = etree.fromstring(out["[Content_Types].xml"])
        override = {"PartName": "/word/footnotes.xml", "ContentType": _FOOTNOTES}
        etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", override)
        out["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)
        return out
