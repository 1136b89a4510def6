"""A form (`builder.form.Form`) as a Word document: built once, filled for each team.

A4 upright with the details, the recommendations and the summaries, then a page across for the table of actions. Knows
the form and the words it is given, and no briefing.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml as docx_xml
from lxml import etree

from ...form.plan import PRINTED_ACTIONS, Answers, Field, Form, Kind, Reference, clean, normalise, written_day
from .controls import (
    Value,
    date_control,
    fill,
    inline_control,
    repeating_row,
    repeating_rows,
    text_control,
    tick_control,
)
from .document import Face, custom_properties, document_parts, new_document, page, running_line, word_language
from .package import W14, W15, W, zip_parts
from .xml import cell, gap, hyperlink, line, paragraph, run, twips

ROW_TAG = re.compile(r"action_(\d+)_[a-z_]+")
"""Tags of the fields of an action row."""

_TEAM, _REFERENCE = "@@team@@", "@@reference@@"
"""Marks in headers and footers, replaced for each team."""
_MARKS = re.compile(f"{_TEAM}|{_REFERENCE}".encode())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form and every other word that its document prints, ready for the reader.

    `head` stands in the header ("Child H · version 1.0 · 1 March 2027"), `notes` in the block at the top,
    `widths` are the millimetres of the columns. `rows` are the action rows printed. `across`: every page lies across,
    and the summaries come last. `leads` are the first words of recommendations, by code, that stand out.
    """

    form: Form
    lang: str
    publisher: str
    head: str
    notes: tuple[str, ...]
    link_text: str
    link: str
    words: Mapping[str, str]
    months: Mapping[str, str]
    widths: tuple[int, ...]
    rows: int = PRINTED_ACTIONS
    across: bool = False
    leads: Mapping[str, str] = field(default_factory=dict)


class FormTemplate:
    """The document of a form, laid out once. `document` fills it; `parts` are its parts, blank."""

    def __init__(self, sheet: Sheet, face: Face, epoch: int) -> None:
        self.sheet = sheet
        self.epoch = epoch
        self._parts = _build(sheet, face, epoch)
        self._root = etree.fromstring(self._parts["word/document.xml"])
        self._marked = tuple(n for n, d in self._parts.items() if _TEAM.encode() in d or _REFERENCE.encode() in d)

    def parts(self, reference: Reference, team: str = "", answers: Answers | None = None) -> dict[str, bytes]:
        """The document's parts, filled. `team` is the name in the header."""
        parts = dict(self._parts)
        own = {_TEAM: clean(team, one_line=True), _REFERENCE: str(reference)}
        for name in self._marked:
            parts[name] = _MARKS.sub(lambda mark: escape(own[mark[0].decode()]).encode(), parts[name])
        root = copy.deepcopy(self._root)
        values = values_of(self.sheet, normalise(self.sheet.form, answers or {}))
        fill(root, {**values, "reference": Value(str(reference))}, ROW_TAG)
        parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return parts

    def document(self, reference: Reference, team: str = "", answers: Answers | None = None) -> bytes:
        """The finished file."""
        return zip_parts(self.parts(reference, team, answers), self.epoch)


def values_of(sheet: Sheet, answers: Answers) -> dict[str, Value]:
    """Answers as they are shown: dates written out, ticks as ticks."""
    rows = max((int(m[1]) for name in answers if (m := ROW_TAG.fullmatch(name))), default=0)
    kinds = {f.id: f.kind for f in sheet.form.fields(max(rows, 1))}
    return {name: _value(sheet, kinds[name], text) for name, text in answers.items() if name in kinds}


def _value(sheet: Sheet, kind: Kind, text: str) -> Value:
    if kind is Kind.TICK:
        return Value("", ticked=text == "yes")
    if kind is Kind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = date.fromisoformat(text)
        if sheet.lang.startswith("en"):
            return Value(written_day(day, sheet.months), day)
        return Value(f"{day.day}/{day.month}/{day.year:04}", day)
    return Value(text)


def layout_of(form: Form) -> str:
    """The order of fields and columns, carried in the file's properties for readers that lost the tags."""
    groups = (form.details, form.learning, form.columns)
    return "|".join(" ".join(f.id for f in group) for group in groups)


# Building ----------------------------------------------------------------------------------------


def _build(sheet: Sheet, face: Face, epoch: int) -> dict[str, bytes]:
    document = new_document(
        face,
        title=sheet.form.title,
        author=sheet.publisher,
        subject=sheet.head,
        lang=sheet.lang,
        epoch=epoch,
    )
    body = _Body(sheet, face, count(1001))
    _append(document, body.opening(_link_id(document, sheet.link)))
    if sheet.across:
        page(document.sections[0], landscape=True)
        _running(document.sections[0], sheet, face, 261)
        _append(document, body.actions() + body.learning())
    else:
        _append(document, body.learning())
        across = document.add_section(WD_SECTION.NEW_PAGE)
        _quiet_break(document)
        page(across, landscape=True)
        _running(document.sections[0], sheet, face, 174)
        _running(across, sheet, face, 261)
        _append(document, body.actions())
    custom = {"Reference": _REFERENCE, "Fields": layout_of(sheet.form)}
    parts = document_parts(document, custom)
    assert custom_properties(custom) == parts["docProps/custom.xml"]
    return parts


def _append(document: Any, blocks: str) -> None:
    spaces = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    last = document.element.body.sectPr
    for block in list(docx_xml(f"<w:body {spaces} {relations}>{blocks}</w:body>")):
        last.addprevious(block)


def _link_id(document: Any, link: str) -> str:
    return str(document.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)) if link else ""


def _quiet_break(document: Any) -> None:
    """The paragraph that ends the upright pages takes no room, or it could fall on a page of its own."""
    last = document.paragraphs[-1]
    last.paragraph_format.space_before = last.paragraph_format.space_after = 0
    properties = last._p.get_or_add_pPr()
    properties.insert_element_before(docx_xml(f'<w:rPr xmlns:w="{W}"><w:sz w:val="2"/></w:rPr>'), "w:sectPr")


def _running(section: Any, sheet: Sheet, face: Face, width: float) -> None:
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    running_line(section.header.paragraphs[0], sheet.head, _TEAM, width, face)
    left = f"{sheet.words['reference']}: {_REFERENCE}"
    running_line(section.footer.paragraphs[0], left, sheet.words["page"], width, face, above=True)


@dataclass(frozen=True, slots=True)
class _Body:
    """The document's blocks as XML; `ids` numbers the controls."""

    sheet: Sheet
    face: Face
    ids: count[int]

    def opening(self, link_id: str) -> str:
        """Publisher, title, notes, the link, the reference and the details."""
        form = self.sheet.form
        blocks = [paragraph(run(self.sheet.publisher), "Subtitle"), paragraph(run(form.title), "Heading1")]
        blocks += [self._note(run(n)) for n in self.sheet.notes]
        if link_id:
            blocks.append(self._note(hyperlink(self.sheet.link_text, link_id)))
        name = self.sheet.words["reference"]
        blocks.append(self._note(run(f"{name}: ") + inline_control("reference", name, next(self.ids))))
        blocks.append(gap())
        widths = (80, 181) if self.sheet.across else (58, 116)
        blocks.append(self._labelled(form.details, self.sheet.words["details_table"], widths, 480))
        return "".join(blocks)

    def learning(self) -> str:
        """The recommendations with their ticks, then the summaries."""
        form, words = self.sheet.form, self.sheet.words
        blocks = [paragraph(run(form.learning_question), "Heading2", keep=True)]
        if form.relevant:
            blocks.append(paragraph(run(words["relevant"]), "Heading3", keep=True))
            blocks += [self._tick(f) for f in form.relevant]
            blocks.append(gap())
        widths, height = ((80, 181), 1700) if self.sheet.across else ((12, 162), 3100)
        blocks.append(self._labelled(form.learning, words["learning_table"], widths, height))
        return "".join(blocks) + gap()

    def actions(self) -> str:
        """The table of actions, each row repeatable."""
        form, widths = self.sheet.form, self.sheet.widths
        title = paragraph(run(form.action_question), "Heading2", keep=True)
        hint = paragraph(run(self.sheet.words["add_row"], f'<w:color w:val="{self.face.soft}"/>'), keep=True)
        heads = "".join(
            cell(w, paragraph(self._label(c, 20)), f"<w:tcBorders>{line('bottom', self.face.ink, 12)}</w:tcBorders>")
            for c, w in zip(form.columns, widths, strict=True)
        )
        head = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
        items = "".join(repeating_row(next(self.ids), self._row(n)) for n in range(1, self.sheet.rows + 1))
        rows = repeating_rows("actions", form.row_label, next(self.ids), items)
        caption = (form.action_question, self.sheet.words["actions_table"])
        return title + hint + self._table(caption, widths, head + rows, header=True) + gap()

    def _row(self, number: int) -> str:
        fields = zip(self.sheet.form.action(number), self.sheet.widths, strict=True)
        cells = "".join(cell(w, self._control(f, kept=False)) for f, w in fields)
        return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="1080" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'

    def _labelled(self, fields: tuple[Field, ...], caption: str, widths: tuple[int, int], height: int) -> str:
        rows = "".join(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
            f"{cell(widths[0], paragraph(self._label(f)))}{cell(widths[1], self._control(f))}</w:tr>"
            for f in fields
        )
        return self._table((caption, ""), widths, rows, header=False)

    def _table(self, caption: tuple[str, str], widths: tuple[int, ...], rows: str, *, header: bool) -> str:
        edges = "".join(line(s, self.face.edge, 4) for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
        title, description = caption
        about = f"<w:tblDescription w:val={quoteattr(description)}/>" if description else ""
        columns = "".join(f'<w:gridCol w:w="{twips(w)}"/>' for w in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
            f"<w:tblBorders>{edges}</w:tblBorders>"
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="110" w:type="dxa"/>'
            '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:val="0000" w:firstRow="{int(header)}" w:lastRow="0" w:firstColumn="{int(not header)}" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(title)}/>{about}</w:tblPr>"
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _label(self, field: Field, half_points: int = 22) -> str:
        size = f'<w:sz w:val="{half_points}"/>'
        soft = f'<w:color w:val="{self.face.soft}"/>{size}'
        optional = run(f" ({self.sheet.words['optional']})", soft) if field.optional else ""
        return run(field.label, f"<w:b/>{size}") + optional

    def _control(self, field: Field, *, kept: bool = True) -> str:
        if field.kind is Kind.DATE:
            lang = word_language(self.sheet.lang)
            return date_control(field.id, field.tip, next(self.ids), lang=lang, kept=kept)
        many = field.kind is Kind.TEXT
        return text_control(field.id, field.tip, next(self.ids), kept=kept, many=many)

    def _tick(self, field: Field) -> str:
        code, _, text = field.label.partition(" ")
        lead = self.sheet.leads.get(code, "")
        lead = lead if text.startswith(lead) else ""
        words = run(f"{code} {lead}", "<w:b/>") + run(text[len(lead) :] if lead else text)
        inside = tick_control(field.id, field.tip, next(self.ids)) + "<w:r><w:tab/></w:r>" + words
        hanging = '<w:tabs><w:tab w:val="left" w:pos="500"/></w:tabs><w:ind w:left="500" w:hanging="500"/>'
        return paragraph(inside, properties=hanging)

    def _note(self, inside: str) -> str:
        bar = line("left", self.face.accent, 24, space=10)
        properties = f'<w:pBdr>{bar}</w:pBdr><w:spacing w:after="0"/><w:ind w:left="240"/>'
        return paragraph(inside, properties=properties)
