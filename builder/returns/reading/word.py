"""A returned Word file (or .odt, .rtf) to `Return`s: by its tags, and by position where another program dropped them.

LibreOffice keeps tables, words and properties but no tags; Word's "+" copies the tags of the row it repeats; people
type beside a control or delete it. So a cell's words count, not the control's, and a row's number is its place.
Worksheets put together in one file come apart where the first table of the form stands again. Every line that is in no
answer is a remark: whoever knows the form takes out its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from ...adapters.word.package import Fault, PackageError, W
from ...adapters.word.returned.answers import tag_of, tags_below, words_of
from ...adapters.word.returned.document_text import read_document
from ...adapters.word.returned.grid import Tables
from ...adapters.word.returned.open_document import read_open_document
from ...adapters.word.returned.rich_text import read_rich_text
from ...adapters.word.returned.seen import Document, pieces
from ...form.field_ids import is_answer, tick_id
from ...form.layout import LAYOUTS, Layout, layout_of
from ...form.reference import typed_reference
from ..limits import MAX_WORDS
from ..replies import How, NotRead, Reason, Remark, Return, require_known
from .word_answers import answers_in, tables_in, ticks_in
from .word_apart import sheets_in

_W = f"{{{W}}}"

_DETAILS = frozenset(name for layout in LAYOUTS.values() for name in (*layout.details, *layout.closing))
"""Ids of details, of every form that ever was."""

_REASONS = {
    Fault.ENCRYPTED: Reason.ENCRYPTED,
    Fault.DAMAGED: Reason.DAMAGED,
    Fault.TOO_LARGE: Reason.TOO_LARGE,
    Fault.NOT_WORD: Reason.NOT_A_WORKSHEET,
    Fault.OLD_FORMAT: Reason.OLD_WORD,
}


def read_word(data: bytes) -> Return:
    """The first worksheet in a .docx. Raises NotRead."""
    return word_sheets(data)[0]


def word_sheets(data: bytes) -> tuple[Return, ...]:
    """What a returned .docx says. Raises NotRead."""
    return _read(lambda: read_document(data))


def odt_sheets(data: bytes) -> tuple[Return, ...]:
    """What a returned .odt says. Raises NotRead."""
    return _read(lambda: read_open_document(data))


def rtf_sheets(data: bytes) -> tuple[Return, ...]:
    """What a returned .rtf says. Raises NotRead."""
    return _read(lambda: read_rich_text(data))


def _read(opened: Callable[[], Document]) -> tuple[Return, ...]:
    try:
        document = opened()
    except PackageError as error:
        raise NotRead(_REASONS[error.fault], error.detail) from error
    known = Tables()
    sheets = sheets_in(document.body, known)
    return tuple(_return(sheet, document, known, number, len(sheets)) for number, sheet in enumerate(sheets))


# One worksheet -----------------------------------------------------------------------------------


def _return(body: etree._Element, document: Document, known: Tables, number: int, of: int) -> Return:
    taken: set[etree._Element] = set()
    properties = document.properties if of == 1 else {**document.properties, "Reference": ""}
    text = _reference_text(body, document.edges if of == 1 else (), properties, taken)
    reference = typed_reference(text)
    require_known(reference, text)
    tags = set(tags_below(body))
    ours = bool(tags & _DETAILS) or any(map(is_answer, tags))
    layout = layout_of(reference) if reference else _stated(properties)
    if layout is None and not ours:
        raise NotRead(Reason.NOT_A_WORKSHEET, words=_all_words(body)[:MAX_WORDS])
    if not ours and next(tables_in(body), None) is None:
        raise NotRead(Reason.NO_FORM_FIELDS, "no table and no field is left", text, _all_words(body)[:MAX_WORDS])
    answers, recommendations = ticks_in(body, taken)
    found = answers_in(body, known, layout or layout_of(None), recommendations, taken)
    asked = {tick_id(code) for code in recommendations}
    return Return(
        how=How.PAPER if properties.get("TypedFrom") == "paper" else How.WORD,  # so the web plan says
        answers=answers | found,
        reference=reference,
        reference_text=text,
        recommendations=recommendations,
        saved=document.saved,
        remarks=tuple(_remarks(body, document if number == 0 else None, taken)),
        asked=frozenset(asked | found.keys()),
    )


def _all_words(body: etree._Element) -> str:
    return "\n".join(piece.text for piece in pieces(body))


def _remarks(body: etree._Element, document: Document | None, taken: set[etree._Element]) -> Iterator[Remark]:
    rows: dict[etree._Element, str] = {}
    for piece in pieces(body, taken):
        if piece.kind == "struck":
            yield Remark("struck", piece.text, _field_of(piece.at, rows))
        else:
            yield Remark("outside", piece.text, _field_of(piece.at, rows), sure=False)
    if document is None:
        return
    for edge in document.edges:
        yield from (Remark("outside", piece.text, "", sure=False) for piece in pieces(edge))
    yield from (Remark("comment", f"{who}: {words}" if who else words) for who, words in document.comments)


def _field_of(paragraph: etree._Element, rows: dict[etree._Element, str]) -> str:
    """The name of the field that a paragraph stands in, "" where it is in none; `rows` remembers those of rows."""
    row = None
    for around in paragraph.iterancestors(f"{_W}sdt", f"{_W}tr"):
        if around.tag == f"{_W}tr":
            row = around if row is None else row
        elif _is_field(tag := tag_of(around)):
            return tag
    if row is None:
        return ""
    if row not in rows:
        rows[row] = next(filter(_is_field, tags_below(row)), "")
    return rows[row]


def _is_field(tag: str) -> bool:
    return tag in _DETAILS or is_answer(tag)


def _stated(properties: dict[str, str]) -> Layout | None:
    """The layout that a file without a reference names in its properties: "plan-2", or in edition 1 its columns."""
    stated = properties.get("Form", "")
    named = next((layout for (kind, edition), layout in LAYOUTS.items() if stated == f"{kind}-{edition}"), None)
    if named:
        return named
    columns = properties.get("Fields", "").rpartition("|")[2].split()
    return next((layout for layout in LAYOUTS.values() if [*layout.columns] == columns), None)


def _reference_text(
    body: etree._Element, edges: tuple[etree._Element, ...], properties: dict[str, str], taken: set[etree._Element]
) -> str:
    for control in body.iter(f"{_W}sdt"):
        words = words_of(control) if tag_of(control) in ("reference", "") else ""
        if len(words) < 300 and typed_reference(words):
            taken.add(control)
            return words.strip()
    if typed_reference(properties.get("Reference", "")):
        return properties["Reference"]
    for element in (*body.iterchildren(f"{_W}p"), *edges):
        if found := typed_reference(words_of(element)):
            return str(found)
    return properties.get("Reference", "")
