"""A returned Word file (or .odt, .rtf) to `Return`s: by its tags, and by position where another program dropped them.

LibreOffice keeps tables, words and properties but no tags; Word's "+" copies the tags of the row it repeats; people
type beside a control or delete it. So a cell's words count, not the control's, and a row's number is its place.
Worksheets put together in one file come apart where the first table of the form stands again. Every line that is in no
answer is a remark: whoever knows the form takes out its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import etree

from ..adapters.word.package import Fault, PackageError, W
from ..adapters.word.returned.answers import cells_of, rows_of, tag_of, tick_of, words_of
from ..adapters.word.returned.document_text import read_document
from ..adapters.word.returned.open_document import read_open_document
from ..adapters.word.returned.rich_text import read_rich_text
from ..adapters.word.returned.seen import Document, pieces
from ..form.field_ids import TICKED, action_id, column_of, is_answer, learning_id, sure_id, tick_id
from ..form.layout import LAYOUTS, Layout, layout_of
from ..form.plan import Reference, folded
from .limits import MAX_WORDS
from .replies import How, NotRead, Reason, Remark, Return, require_known

MAX_ROWS = 1_000
"""Action rows that are read; more is no plan of a team."""

_W = f"{{{W}}}"
_TICK_LINE = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]*)\s*(?P<code>R\d{1,3})\b[ .:\t]*(?P<words>.*)", re.S)
_CODE_CELL = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]*)\s*(?P<code>R\d{1,3})\s*")
_BOX_LINE = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]+)\s*\S.*", re.S)
_TICKS = frozenset("☑☒✓✔✗✘xX")

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
    sheets = _sheets(document.body)
    return tuple(_return(sheet, document, number, len(sheets)) for number, sheet in enumerate(sheets))


# Worksheets put together -------------------------------------------------------------------------


def _sheets(body: etree._Element) -> list[etree._Element]:
    """A body for each worksheet: another begins where the form's first table stands again."""
    blocks = list(body)
    tables = [(n, t) for n, block in enumerate(blocks) for t in _tables_in(block)]
    if len(tables) < 2:
        return [body]
    first = _signature(tables[0][1])
    begins = [n for n, t in tables if len(list(rows_of(t))) == len(first) and _signature(t) == first and first]
    if len(begins) < 2:
        return [body]
    cuts = [0, *(_cut(blocks, before, n) for before, n in pairwise(begins)), len(blocks)]
    sheets = []
    for start, end in pairwise(cuts):
        sheet = etree.Element(f"{_W}body", nsmap=dict(body.nsmap))
        sheet.extend(blocks[start:end])
        sheets.append(sheet)
    return sheets


def _tables_in(block: etree._Element) -> Iterator[etree._Element]:
    if block.tag == f"{_W}tbl":
        yield block
    else:
        yield from _tables(block)


def _signature(table: etree._Element) -> tuple[str, ...]:
    """What a table asks: the words of its first column, for tags are lost on the way. Answers are in the others."""
    firsts = (next(cells_of(row), None) for row in rows_of(table))
    return tuple(folded(words_of(cell)) for cell in firsts if cell is not None)


def _cut(blocks: list[etree._Element], before: int, begins: int) -> int:
    """Where the worksheet ends whose first table is at `before`: after its section's end, else after its last table."""
    last = max((n for n in range(before, begins) if next(_tables_in(blocks[n]), None) is not None), default=before)
    ends = [n for n in range(last + 1, begins) if next(blocks[n].iter(f"{_W}sectPr"), None) is not None]
    if ends:
        return ends[-1] + 1
    titles = [n for n in range(last + 1, begins) if _is_title(blocks[n])]
    return titles[0] if titles else last + 1


def _is_title(block: etree._Element) -> bool:
    style = block.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and (style.get(f"{_W}val") or "").casefold().startswith(("title", "subtitle", "heading1"))


# One worksheet -----------------------------------------------------------------------------------


def _return(body: etree._Element, document: Document, number: int, of: int) -> Return:
    taken: set[etree._Element] = set()
    properties = document.properties if of == 1 else {**document.properties, "Reference": ""}
    text = _reference_text(body, document.edges if of == 1 else (), properties, taken)
    reference = Reference.parse(text)
    require_known(reference, text)
    tags = {t for s in body.iter(f"{_W}sdt") if (t := tag_of(s))}
    ours = bool(tags & _DETAILS) or any(map(is_answer, tags))
    layout = layout_of(reference) if reference else _stated(properties)
    if layout is None and not ours:
        raise NotRead(Reason.NOT_A_WORKSHEET, words=_all_words(body)[:MAX_WORDS])
    tables = list(_tables(body))
    if not tables and not ours:
        raise NotRead(Reason.NO_FORM_FIELDS, "no table and no field is left", text, _all_words(body)[:MAX_WORDS])
    answers, recommendations = _ticks(body, taken)
    found = _answers(body, tables, layout or layout_of(None), recommendations, taken)
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
    for piece in pieces(body, taken):
        if piece.kind == "struck":
            yield Remark("struck", piece.text, _field_of(piece.at))
        else:
            yield Remark("outside", piece.text, _field_of(piece.at), sure=False)
    if document is None:
        return
    for edge in document.edges:
        yield from (Remark("outside", piece.text, "", sure=False) for piece in pieces(edge))
    yield from (Remark("comment", f"{who}: {words}" if who else words) for who, words in document.comments)


def _field_of(paragraph: etree._Element) -> str:
    """The name of the field that a paragraph stands in, "" where it is in none."""
    for control in paragraph.iterancestors(f"{_W}sdt"):
        if _is_field(tag_of(control)):
            return tag_of(control)
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    tags = [t for t in _tags(row) if _is_field(t)] if row is not None else []
    return tags[0] if tags else ""


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
        if len(words) < 300 and Reference.parse(words):
            taken.add(control)
            return words.strip()
    if Reference.parse(properties.get("Reference", "")):
        return properties["Reference"]
    for element in (*body.iterchildren(f"{_W}p"), *edges):
        if found := Reference.parse(words_of(element)):
            return str(found)
    return properties.get("Reference", "")


# Answers -----------------------------------------------------------------------------------------


def _tables(element: etree._Element) -> Iterator[etree._Element]:
    """Tables of the document, those inside a table aside."""
    for child in element:
        if child.tag == f"{_W}tbl":
            yield child
        else:
            yield from _tables(child)


def _ticks(element: etree._Element, taken: set[etree._Element]) -> tuple[dict[str, str], dict[str, str]]:
    answers: dict[str, str] = {}
    recommendations: dict[str, str] = {}
    for paragraph in _paragraphs(element):
        found = _TICK_LINE.fullmatch(words_of(paragraph))
        if not found:
            continue
        boxes = [t for s in paragraph.iter(f"{_W}sdt") if (t := tick_of(s)) is not None]
        if not boxes and not found["mark"]:
            continue
        taken.add(paragraph)
        recommendations.setdefault(found["code"], " ".join(found["words"].split()))
        if _is_ticked(paragraph, found["mark"]):
            answers[tick_id(found["code"])] = TICKED
    return answers, recommendations


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag != f"{_W}tbl":
            yield from _paragraphs(child)


def _answers(
    root: etree._Element,
    tables: list[etree._Element],
    layout: Layout,
    recommendations: dict[str, str],
    taken: set[etree._Element],
) -> dict[str, str]:
    """Details, points and what is asked at the end by tag, else by place; recommendations and rows by place."""
    actions = _actions_table(tables, layout)
    answers: dict[str, str] = {}
    learning = tuple(learning_id(n) for n in range(1, layout.learning + 1))
    groups = [tuple(layout.details), learning, tuple(layout.closing)]
    for table in tables:
        if table is actions:
            continue
        marked = _marked(table, recommendations, taken)
        answers |= _labelled(table, _group_of(table, groups), taken) if marked is None else marked
    for control in root.iter(f"{_W}sdt"):
        name = tag_of(control)
        if name in (*layout.details, *learning, *layout.closing) and name not in answers:
            answers[name] = words_of(control)
            taken.add(control)
    return answers | (_rows(actions, layout, taken) if actions is not None else {})


def _marked(
    table: etree._Element, recommendations: dict[str, str], taken: set[etree._Element]
) -> dict[str, str] | None:
    """The answers in the table of recommendations (edition 2), whose words join `recommendations`; None for another.

    Its cells are: a box and the code (the code alone in a follow-up), the words, how sure the team is.
    """
    answers: dict[str, str] = {}
    ours = False
    for row in rows_of(table):
        cells = list(cells_of(row))
        found = _CODE_CELL.fullmatch(words_of(cells[0])) if len(cells) == 3 else None
        if not found:
            continue
        ours, code = True, found["code"]
        recommendations.setdefault(code, " ".join(words_of(cells[1]).split()))
        if _is_ticked(cells[0], found["mark"]):
            answers[tick_id(code)] = TICKED
        answers[sure_id(code)] = words_of(cells[2])
        taken.update(cells)
    return answers if ours else None


def _is_ticked(element: etree._Element, mark: str) -> bool:
    """What is seen counts: a mark in words before the state of a box, which a program may have left behind."""
    boxes = [t for s in element.iter(f"{_W}sdt") if (t := tick_of(s)) is not None]
    return bool(_TICKS & set(mark)) if mark else bool(boxes and boxes[0])


def _tags(element: etree._Element) -> list[str]:
    return [t for s in element.iter(f"{_W}sdt") if (t := tag_of(s))]


def _group_of(table: etree._Element, groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The fields a table holds: those its tags name, else the next group that no table has taken."""
    tags = set(_tags(table))
    chosen = next((g for g in groups if tags & set(g)), groups[0] if groups and not tags else ())
    if chosen in groups:
        groups.remove(chosen)
    return chosen


def _labelled(table: etree._Element, group: tuple[str, ...], taken: set[etree._Element]) -> dict[str, str]:
    """Rows of a label and an answer, below a row that names the columns (since edition 2)."""
    answers: dict[str, str] = {}
    rows = [row for row in rows_of(table) if row.find(f"{_W}trPr/{_W}tblHeader") is None]
    for place, row in enumerate(rows[1:] if len(rows) == len(group) + 1 and not _tags(rows[0]) else rows):
        cells = list(cells_of(row))
        known = [t for t in _tags(row) if t in group]
        name = known[0] if known else (group[place] if place < len(group) else "")
        if name and len(cells) > 1 and name not in answers:
            answers[name] = "\n".join(words_of(c) for c in cells[1:])
            taken.update(cells[1:])
    return answers


def _actions_table(tables: list[etree._Element], layout: Layout) -> etree._Element | None:
    for table in tables:
        if any(map(column_of, _tags(table))):
            return table
    wide = [t for t in tables if any(len(list(cells_of(r))) == len(layout.cells) for r in rows_of(t))]
    return wide[-1] if wide else None


def _rows(table: etree._Element, layout: Layout, taken: set[etree._Element]) -> dict[str, str]:
    answers: dict[str, str] = {}
    number = 0
    for place, row in enumerate(rows_of(table)):
        if row.find(f"{_W}trPr/{_W}tblHeader") is not None or (place == 0 and not _tags(row)):
            continue
        number += 1
        if number > MAX_ROWS:
            raise NotRead(Reason.TOO_LARGE, f"more than {MAX_ROWS} actions")
        for fields, cell in zip(layout.cells, cells_of(row), strict=False):
            boxes = len(fields) > 1
            found = _boxes(cell, tuple(fields)) if boxes else {_column(cell, *fields): words_of(cell)}
            for column, text in found.items():
                answers.setdefault(action_id(number, column), text)
            if not boxes:
                taken.add(cell)
    return answers


def _boxes(cell: etree._Element, columns: tuple[str, ...]) -> dict[str, str]:
    """A cell with a line for each box: those that are ticked, by tag, else by place."""
    lines = ((p, _BOX_LINE.fullmatch(words_of(p))) for p in _paragraphs(cell))
    boxes = [(_column(p, ""), _is_ticked(p, found["mark"])) for p, found in lines if found]
    named = zip(boxes, columns, strict=False)
    return {tag or by_place: TICKED for (tag, ticked), by_place in named if ticked}


def _column(cell: etree._Element, by_place: str) -> str:
    return next(filter(None, map(column_of, _tags(cell))), by_place)
