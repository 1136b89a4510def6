"""A returned Word file to a `Return`: by its tags, and by position where another program dropped them.

LibreOffice keeps tables, words and properties but no tags; Word's "+" copies the tags of the row it repeats; people
type beside a control or delete it. So a cell's words count, not the control's, and a row's number is its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from ..adapters.word.answers import cells_of, rows_of, tag_of, tick_of, words_of
from ..adapters.word.package import Fault, Package, PackageError, W
from ..form.field_ids import TICKED, action_id, column_of, is_answer, learning_id, sure_id, tick_id
from ..form.layout import LAYOUTS, Layout, layout_of
from ..form.reference import Reference
from .replies import How, NotRead, Reason, Return, require_known

MAX_ROWS = 1_000
"""Action rows that are read; more is no plan of a team."""

_W = f"{{{W}}}"
_TICK_LINE = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]*)\s*(?P<code>R\d{1,3})\b[ .:\t]*(?P<words>.*)", re.S)
_CODE_CELL = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]*)\s*(?P<code>R\d{1,3})\s*")
_BOX_LINE = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]+)\s*\S.*", re.S)
_TICKS = frozenset("☑☒✓✔✗✘xX")

_DETAILS = frozenset(name for layout in LAYOUTS.values() for name in layout.details)
"""Ids of details, of every form that ever was."""

_REASONS = {
    Fault.ENCRYPTED: Reason.ENCRYPTED,
    Fault.DAMAGED: Reason.DAMAGED,
    Fault.TOO_LARGE: Reason.TOO_LARGE,
    Fault.NOT_WORD: Reason.NOT_A_WORKSHEET,
    Fault.OLD_FORMAT: Reason.UNKNOWN_FORMAT,
}


def read_word(data: bytes) -> Return:
    """What a returned .docx says. Raises NotRead."""
    try:
        return _read(Package(data))
    except PackageError as error:
        raise NotRead(_REASONS[error.fault], error.detail) from error


def _read(package: Package) -> Return:
    root = package.tree("word/document.xml")
    body = root.find(f"{_W}body") if root is not None else None
    if root is None or body is None:
        raise NotRead(Reason.DAMAGED, "word/document.xml")
    properties = _custom(package)
    text = _reference_text(package, root, properties)
    reference = Reference.parse(text)
    require_known(reference, text)
    tags = {t for s in root.iter(f"{_W}sdt") if (t := tag_of(s))}
    ours = bool(tags & _DETAILS) or any(map(is_answer, tags))
    layout = layout_of(reference) if reference else _stated(properties)
    if layout is None and not ours:
        raise NotRead(Reason.NOT_A_WORKSHEET)
    tables = list(_tables(body))
    if not tables and not ours:
        raise NotRead(Reason.NO_FORM_FIELDS, "no table and no field is left", text)
    answers, recommendations = _ticks(body)
    answers |= _answers(root, tables, layout or layout_of(None), recommendations)
    how = How.PAPER if properties.get("TypedFrom") == "paper" else How.WORD  # so the web plan says
    return Return(how, answers, reference, text, recommendations, _saved(package))


# The reference and the file's own time -----------------------------------------------------------


def _custom(package: Package) -> dict[str, str]:
    tree = package.tree("docProps/custom.xml")
    if tree is None:
        return {}
    return {p.get("name", ""): "".join(p.itertext()).strip()[:300] for p in tree}


def _stated(properties: dict[str, str]) -> Layout | None:
    """The layout that a file without a reference names in its properties: "plan-2", or in edition 1 its columns."""
    stated = properties.get("Form", "")
    named = next((layout for (kind, edition), layout in LAYOUTS.items() if stated == f"{kind}-{edition}"), None)
    if named:
        return named
    columns = properties.get("Fields", "").rpartition("|")[2].split()
    return next((layout for layout in LAYOUTS.values() if [*layout.columns] == columns), None)


def _reference_text(package: Package, root: etree._Element, properties: dict[str, str]) -> str:
    for control in root.iter(f"{_W}sdt"):
        words = words_of(control) if tag_of(control) in ("reference", "") else ""
        if len(words) < 300 and Reference.parse(words):
            return words.strip()
    if Reference.parse(properties.get("Reference", "")):
        return properties["Reference"]
    for name in package.names:
        if re.fullmatch(r"word/(footer|header)\d{1,2}\.xml", name):
            tree = package.tree(name)
            words = words_of(tree) if tree is not None else ""
            if found := Reference.parse(words):
                return str(found)
    return properties.get("Reference", "")


def _saved(package: Package) -> datetime | None:
    """When the file was last saved; None where that is still the time of its making, which is our template's.

    Some programs (LibreOffice's converter, python-docx) keep both times: they say nothing about the team's own work.
    """
    try:
        tree = package.tree("docProps/core.xml")
    except PackageError:
        return None
    made, changed = (_moment(tree, name) for name in ("created", "modified"))
    return changed if changed != made else None


def _moment(tree: etree._Element | None, name: str) -> datetime | None:
    text = tree.findtext(f"{{http://purl.org/dc/terms/}}{name}") if tree is not None else None
    try:
        found = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


# Answers -----------------------------------------------------------------------------------------


def _tables(element: etree._Element) -> Iterator[etree._Element]:
    """Tables of the document, those inside a table aside."""
    for child in element:
        if child.tag == f"{_W}tbl":
            yield child
        else:
            yield from _tables(child)


def _ticks(element: etree._Element) -> tuple[dict[str, str], dict[str, str]]:
    answers: dict[str, str] = {}
    recommendations: dict[str, str] = {}
    for paragraph in _paragraphs(element):
        found = _TICK_LINE.fullmatch(words_of(paragraph))
        if not found:
            continue
        boxes = [t for s in paragraph.iter(f"{_W}sdt") if (t := tick_of(s)) is not None]
        if not boxes and not found["mark"]:
            continue
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
    root: etree._Element, tables: list[etree._Element], layout: Layout, recommendations: dict[str, str]
) -> dict[str, str]:
    """Details, points and what is asked at the end by tag, else by place; recommendations and rows by place."""
    actions = _actions_table(tables, layout)
    answers: dict[str, str] = {}
    learning = tuple(learning_id(n) for n in range(1, layout.learning + 1))
    groups = [tuple(layout.details), learning, tuple(layout.closing)]
    for table in tables:
        if table is actions:
            continue
        marked = _marked(table, recommendations)
        answers |= _labelled(table, _group_of(table, groups)) if marked is None else marked
    for control in root.iter(f"{_W}sdt"):
        name = tag_of(control)
        if name in (*layout.details, *learning, *layout.closing) and name not in answers:
            answers[name] = words_of(control)
    return answers | (_rows(actions, layout) if actions is not None else {})


def _marked(table: etree._Element, recommendations: dict[str, str]) -> dict[str, str] | None:
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


def _labelled(table: etree._Element, group: tuple[str, ...]) -> dict[str, str]:
    """Rows of a label and an answer, below a row that names the columns (since edition 2)."""
    answers: dict[str, str] = {}
    rows = [row for row in rows_of(table) if row.find(f"{_W}trPr/{_W}tblHeader") is None]
    for place, row in enumerate(rows[1:] if len(rows) == len(group) + 1 and not _tags(rows[0]) else rows):
        cells = list(cells_of(row))
        known = [t for t in _tags(row) if t in group]
        name = known[0] if known else (group[place] if place < len(group) else "")
        if name and len(cells) > 1:
            answers.setdefault(name, "\n".join(words_of(c) for c in cells[1:]))
    return answers


def _actions_table(tables: list[etree._Element], layout: Layout) -> etree._Element | None:
    for table in tables:
        if any(map(column_of, _tags(table))):
            return table
    wide = [t for t in tables if any(len(list(cells_of(r))) == len(layout.cells) for r in rows_of(t))]
    return wide[-1] if wide else None


def _rows(table: etree._Element, layout: Layout) -> dict[str, str]:
    answers: dict[str, str] = {}
    number = 0
    for place, row in enumerate(rows_of(table)):
        if row.find(f"{_W}trPr/{_W}tblHeader") is not None or (place == 0 and not _tags(row)):
            continue
        number += 1
        if number > MAX_ROWS:
            raise NotRead(Reason.TOO_LARGE, f"more than {MAX_ROWS} actions")
        for fields, cell in zip(layout.cells, cells_of(row), strict=False):
            found = _boxes(cell, tuple(fields)) if len(fields) > 1 else {_column(cell, *fields): words_of(cell)}
            answers |= {action_id(number, column): text for column, text in found.items()}
    return answers


def _boxes(cell: etree._Element, columns: tuple[str, ...]) -> dict[str, str]:
    """A cell with a line for each box: those that are ticked, by tag, else by place."""
    lines = ((p, _BOX_LINE.fullmatch(words_of(p))) for p in _paragraphs(cell))
    boxes = [(_column(p, ""), _is_ticked(p, found["mark"])) for p, found in lines if found]
    named = zip(boxes, columns, strict=False)
    return {tag or by_place: TICKED for (tag, ticked), by_place in named if ticked}


def _column(cell: etree._Element, by_place: str) -> str:
    return next(filter(None, map(column_of, _tags(cell))), by_place)
