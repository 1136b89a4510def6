"""A form (`builder.form.Form`) as a Word document: built once, filled for each team.

A4 upright with the details, the recommendations and the summaries, then a page across for the table of actions. Knows
the form and the words it is given, and no briefing.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml as docx_xml
from lxml import etree

from ...form.answers import FieldKind, as_date, clean
from ...form.field_ids import ACTION_ID, encode
from ...form.plan import Plan
from ...form.reference import Reference
from .controls import (
    Value,
    fill,
)
from .document import Face, new_document, page, running_line
from .form_body import Body, Sheet
from .package import W14, W15, W, zip_parts
from .parts import custom_properties, document_parts

__all__ = ["FormTemplate", "Sheet", "values_of"]

_TEAM, _REFERENCE = "@@team@@", "@@reference@@"
"""Marks in headers and footers, replaced for each team."""
_MARKS = re.compile(f"{_TEAM}|{_REFERENCE}".encode())


class FormTemplate:
    """The document of a form, laid out once. `document` fills it; `parts` are its parts, blank."""

    def __init__(self, sheet: Sheet, face: Face, epoch: int) -> None:
        self.sheet = sheet
        self.epoch = epoch
        self._parts = _build(sheet, face, epoch)
        self._root = etree.fromstring(self._parts["word/document.xml"])
        self._marked = tuple(n for n, d in self._parts.items() if _TEAM.encode() in d or _REFERENCE.encode() in d)
        self._open: dict[tuple[str, ...], list[bytes]] = {}

    def parts(self, reference: Reference, team: str = "", plan: Plan | None = None) -> dict[str, bytes]:
        """The document's parts, filled. `team` is the name in the header."""
        parts = dict(self._parts)
        own = {_TEAM: clean(team, one_line=True), _REFERENCE: str(reference)}
        for name in self._marked:
            parts[name] = _MARKS.sub(lambda mark: escape(own[mark[0].decode()]).encode(), parts[name])
        values = values_of(self.sheet, plan or Plan())
        parts["word/document.xml"] = self._body({**values, "reference": Value(str(reference))})
        return parts

    def _body(self, values: Mapping[str, Value]) -> bytes:
        """The body with values. Where each is one line of plain text, the body is filled with marks once and split at
        them, so that the same fields of another team cost next to nothing.
        """
        if _GAP in self._parts["word/document.xml"] or not all(map(_is_plain, values.values())):
            return self._filled(values)
        names = tuple(values)
        if names not in self._open:
            marks = {name: Value(f"{_MARK}{number}{_MARK}") for number, name in enumerate(names)}
            self._open[names] = self._filled(marks).split(_GAP)
        said = [escape(value.text).encode() for value in values.values()]
        pieces = self._open[names]
        return b"".join(said[int(piece)] if at % 2 else piece for at, piece in enumerate(pieces))

    def _filled(self, values: Mapping[str, Value]) -> bytes:
        root = copy.deepcopy(self._root)
        fill(root, values, ACTION_ID)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def document(self, reference: Reference, team: str = "", plan: Plan | None = None) -> bytes:
        """The finished file."""
        return zip_parts(self.parts(reference, team, plan), self.epoch)


_MARK = "\uf8ff"
"""A letter for private use, between which a field's number stands."""
_GAP = _MARK.encode()


def _is_plain(value: Value) -> bool:
    """Whether a value is set as it is: some words on one line, no tick, no date that is told beside its words."""
    return bool(value.text) and value.text.isprintable() and _MARK not in value.text and not (value.day or value.ticked)


def values_of(sheet: Sheet, plan: Plan) -> dict[str, Value]:
    """Answers as they are shown, by field: ticks as ticks, and what a date means beside its words."""
    kinds = {f.id: f.kind for f in sheet.form.fields(max(len(plan.rows), 1))}
    return {name: _value(kinds[name], text) for name, text in encode(plan).items() if name in kinds}


def _value(kind: FieldKind, text: str) -> Value:
    if kind is FieldKind.TICK:
        return Value("", ticked=True)
    return Value(text, as_date(text) if kind is FieldKind.DATE else None)


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
    body = Body(sheet, face, count(1001))
    _append(document, body.opening(_link_id(document, sheet.link)))
    if sheet.across:
        page(document.sections[0], landscape=True)
        _running(document.sections[0], sheet, face, 261)
        _append(document, body.actions() + body.learning() + body.closing())
    else:
        _append(document, body.learning())
        across = document.add_section(WD_SECTION.NEW_PAGE)
        _quiet_break(document)
        page(across, landscape=True)
        _running(document.sections[0], sheet, face, 174)
        _running(across, sheet, face, 261)
        _append(document, body.actions() + body.closing())
    custom = {"Reference": _REFERENCE, "Form": sheet.form.reference.form_name}
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
