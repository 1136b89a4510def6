"""briefing-template.docx: where a learning officer writes a briefing in Word.

Headings, places to write, questions to reflect on, trainers' notes and a table for the facts of the briefing. Every
place to write is a content control: what nobody wrote in it does not come along when the file is imported. The words
above the table are locked, and never imported.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from ....adapters.word.document import Face, new_document, running_line
from ....adapters.word.imported.reading import UNTOUCHED, digest
from ....adapters.word.package import W, zip_parts
from ....adapters.word.parts import document_parts
from ....form.plan import Words
from ....model.theme import Theme
from ....render.word.styles import word_face

FACT_KEYS = (
    *("title", "alias", "summary", "source_review", "period_described", "published", "review_by"),
    *("content_notice", "support"),
)
PART_KEYS = ("background", "concerns", "incident", "review", "findings", "recommendations", "change")
_WIDTH_MM = 174
_LABEL_MM = 52
_A_PROPERTY = 28
"""So many marks of nine characters fit into a property of 255."""


def make_word_template(theme: Theme, words: Words, epoch: int) -> bytes:
    """The template as a .docx file, the same bytes for the same words and look."""
    w = words["word_template"]
    face = word_face(theme)
    document = new_document(face, title=w["file_title"], author="", subject=w["subject"], lang="en-GB", epoch=epoch)
    quieter(document)
    running_line(document.sections[0].footer.paragraphs[0], w["subject"], w["page"], _WIDTH_MM, face, above=True)
    controls = _Controls(face.soft)
    body = document._body._body
    last = body.sectPr
    guidance = [(f"how_{n}", "ListNumber") for n in (1, 2, 3)]
    numbers = [_numbering(document) for _ in range(3)]
    last.addprevious(
        controls.guidance([(w["heading"], "Title"), *((w[key], style) for key, style in guidance)], numbers[0])
    )
    last.addprevious(parse_xml(_paragraph("").replace("<w:p>", f'<w:p xmlns:w="{W}">')))
    last.addprevious(_facts(document, controls, w, face))
    for key in PART_KEYS:
        document.add_heading(w[key], 1)
        points = {"findings": numbers[1], "recommendations": numbers[2]}.get(key, 0)
        last.addprevious(controls.place(w[f"{key}_hint"], "ListNumber" if points else "", points))
        document.add_heading(w["reflect"], 2)
        last.addprevious(controls.place(w[f"{key}_prompt"], "ListBullet"))
        document.add_heading(w["trainers"], 2)
        last.addprevious(controls.place(w["trainers_hint"]))
    marks = list(dict.fromkeys(controls.marks))
    custom = {f"{UNTOUCHED} {n}": " ".join(marks[n : n + _A_PROPERTY]) for n in range(0, len(marks), _A_PROPERTY)}
    return zip_parts(document_parts(document, custom), epoch)


def quieter(document: Any) -> None:
    """Headings for writing rather than for reading: smaller than on the finished sheets."""
    for name, size, before in (("Heading 1", 18, 22), ("Heading 2", 12, 10)):
        document.styles[name].font.size = Pt(size)
        document.styles[name].paragraph_format.space_before = Pt(before)
        document.styles[name].paragraph_format.keep_with_next = True


class _Controls:
    """Content controls, each with a number of its own."""

    def __init__(self, soft: str) -> None:
        self.count = 100
        self.soft = soft
        self.marks: list[str] = []

    def _properties(self, tag: str, more: str) -> str:
        self.count += 1
        return f'<w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:id w:val="{self.count}"/>{more}</w:sdtPr>'

    def guidance(self, lines: list[tuple[str, str]], number: int) -> Any:
        """Paragraphs (words, style) that nobody can change, and that the import leaves out; `number` of their list."""
        inner = "".join(_paragraph(text, style, number=number if style == "ListNumber" else 0) for text, style in lines)
        self.marks += [digest(text) for text, _ in lines]
        locked = self._properties("guidance", '<w:lock w:val="sdtContentLocked"/>')
        return parse_xml(f'<w:sdt xmlns:w="{W}">{locked}<w:sdtContent>{inner}</w:sdtContent></w:sdt>')

    def place(self, hint: str, style: str = "", number: int = 0) -> Any:
        """A place to write one or more paragraphs; `hint` stands there in grey until somebody does."""
        theme = f'<w:rStyle w:val="PlaceholderText"/><w:i/><w:color w:val="{self.soft}"/>'
        inner = _paragraph(hint, style, theme, number)
        self.marks.append(digest(hint))
        properties = self._properties("write", "<w:showingPlcHdr/>")
        return parse_xml(f'<w:sdt xmlns:w="{W}">{properties}<w:sdtContent>{inner}</w:sdtContent></w:sdt>')


def _paragraph(text: str, style: str = "", run_look: str = "", number: int = 0) -> str:
    """A paragraph's XML; `number` is the list it is numbered in, 0 for none."""
    counted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    theme = f'<w:pPr><w:pStyle w:val="{style}"/>{counted}</w:pPr>' if style else ""
    run = f"<w:rPr>{run_look}</w:rPr>" if run_look else ""
    return f'<w:p>{theme}<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _numbering(document: Any) -> int:
    """A list of its own in the look of the style List Number, counting from 1: the number it goes by."""
    style = document.styles["List Number"].element
    root = document.part.numbering_part.element
    own = str(style.pPr.numPr.numId.val)
    lists = root.findall(f"{{{W}}}num")
    base = next(n for n in lists if n.get(f"{{{W}}}numId") == own)
    abstract = base.find(f"{{{W}}}abstractNumId").get(f"{{{W}}}val")
    number = max(int(n.get(f"{{{W}}}numId")) for n in lists) + 1
    root.append(
        parse_xml(
            f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return number


def _facts(document: Any, controls: _Controls, w: Any, face: Face) -> Any:
    """The table of facts: a label and a place to write in each row."""
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for key in FACT_KEYS:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Mm(_LABEL_MM), Mm(_WIDTH_MM - _LABEL_MM)
        run = cells[0].paragraphs[0].add_run(w[f"fact_{key}"])
        run.bold = True
        cells[1]._tc.remove(cells[1].paragraphs[0]._p)
        cells[1]._tc.append(controls.place(w[f"fact_{key}_hint"]))
    for column, width in zip(table._tbl.tblGrid, (_LABEL_MM, _WIDTH_MM - _LABEL_MM), strict=True):
        column.w = Mm(width)
    properties = table._tbl.tblPr
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{face.rule}"/>'
        for side in ("top", "bottom", "insideH")
    )
    for old in properties.findall(f"{{{W}}}tblLook"):
        properties.remove(old)
    for part in (
        f'<w:tblBorders xmlns:w="{W}">{lines}</w:tblBorders>',
        f'<w:tblLayout xmlns:w="{W}" w:type="fixed"/>',
        f'<w:tblCellMar xmlns:w="{W}"><w:top w:w="70" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="70" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>',
        f'<w:tblLook xmlns:w="{W}" w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"/>',
        f'<w:tblCaption xmlns:w="{W}" w:val={quoteattr(w["facts_caption"])}/>',
    ):
        element = parse_xml(part)
        for old in properties.findall(element.tag):
            properties.remove(old)
        properties.append(element)
    return table._tbl
