"""What was answered in a worksheet in Word: by its tags, and by place where another program dropped them.

A cell's words count, not the control's, and a row's number is its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...adapters.word.package import W
from ...adapters.word.returned.answers import tags_below, tick_of, words_of
from ...adapters.word.returned.grid import Row, Tables
from ...form.field_ids import TICKED, action_id, column_of, learning_id, sure_id, tick_id
from ...form.layout import Layout
from ..replies import NotRead, Reason

MAX_ROWS = 1_000
"""Action rows that are read; more is no plan of a team."""

_W = f"{{{W}}}"
_TICK_LINE = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]*)\s*(?P<code>R\d{1,3})\b[ .:\t]*(?P<words>.*)", re.S)
_CODE_CELL = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]*)\s*(?P<code>R\d{1,3})\s*")
_BOX_LINE = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]+)\s*\S.*", re.S)
_TICKS = frozenset("☑☒✓✔✗✘xX")


def tables_in(element: etree._Element) -> Iterator[etree._Element]:
    """Tables below an element that stands in none, those inside a table aside."""
    for table in element.iter(f"{_W}tbl"):
        if next(table.iterancestors(f"{_W}tbl"), None) is None:
            yield table


def ticks_in(element: etree._Element, taken: set[etree._Element]) -> tuple[dict[str, str], dict[str, str]]:
    """Ticked recommendations outside tables (edition 1) by field id, and the words of all by code."""
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


def answers_in(
    root: etree._Element,
    known: Tables,
    layout: Layout,
    recommendations: dict[str, str],
    taken: set[etree._Element],
) -> dict[str, str]:
    """Details, points and what is asked at the end by tag, else by place; recommendations and rows by place."""
    tables = [known.rows(table) for table in tables_in(root)]
    actions = _actions_table(tables, layout)
    answers: dict[str, str] = {}
    learning = tuple(learning_id(n) for n in range(1, layout.learning + 1))
    groups = [tuple(layout.details), learning, tuple(layout.closing)]
    for table in tables:
        if table is actions:
            continue
        marked = _marked(table, recommendations, taken)
        answers |= _labelled(table, _group_of(table, groups), taken) if marked is None else marked
    once = {*layout.details, *learning, *layout.closing}
    for tag in root.iter(f"{_W}tag"):
        name = tag.get(f"{_W}val")
        if name in once and name not in answers and (control := _control_of(tag)) is not None:
            answers[name] = words_of(control)
            taken.add(control)
    return answers | (_rows(actions, layout, taken) if actions is not None else {})


def _control_of(tag: etree._Element) -> etree._Element | None:
    properties = tag.getparent()
    control = properties.getparent() if properties is not None else None
    return control if control is not None and control.tag == f"{_W}sdt" else None


def _marked(
    table: tuple[Row, ...], recommendations: dict[str, str], taken: set[etree._Element]
) -> dict[str, str] | None:
    """The answers in the table of recommendations (edition 2), whose words join `recommendations`; None for another.

    Its cells are: a box and the code (the code alone in a follow-up), the words, how sure the team is.
    """
    answers: dict[str, str] = {}
    ours = False
    for row in table:
        cells = row.cells
        found = _CODE_CELL.fullmatch(cells[0].words) if len(cells) == 3 else None
        if not found:
            continue
        ours, code = True, found["code"]
        recommendations.setdefault(code, " ".join(cells[1].words.split()))
        if _is_ticked(cells[0].at, found["mark"]):
            answers[tick_id(code)] = TICKED
        answers[sure_id(code)] = cells[2].words
        taken.update(cell.at for cell in cells)
    return answers if ours else None


def _is_ticked(element: etree._Element, mark: str) -> bool:
    """What is seen counts: a mark in words before the state of a box, which a program may have left behind."""
    boxes = [t for s in element.iter(f"{_W}sdt") if (t := tick_of(s)) is not None]
    return bool(_TICKS & set(mark)) if mark else bool(boxes and boxes[0])


def _group_of(table: tuple[Row, ...], groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The fields a table holds: those its tags name, else the next group that no table has taken."""
    tags = {tag for row in table for tag in row.tags}
    chosen = next((g for g in groups if tags & set(g)), groups[0] if groups and not tags else ())
    if chosen in groups:
        groups.remove(chosen)
    return chosen


def _labelled(table: tuple[Row, ...], group: tuple[str, ...], taken: set[etree._Element]) -> dict[str, str]:
    """Rows of a label and an answer, below a row that names the columns (since edition 2)."""
    answers: dict[str, str] = {}
    rows = [row for row in table if not row.heads]
    for place, row in enumerate(rows[1:] if len(rows) == len(group) + 1 and not rows[0].tags else rows):
        known = [t for t in row.tags if t in group]
        name = known[0] if known else (group[place] if place < len(group) else "")
        if name and len(row.cells) > 1 and name not in answers:
            answers[name] = "\n".join(cell.words for cell in row.cells[1:])
            taken.update(cell.at for cell in row.cells[1:])
    return answers


def _actions_table(tables: list[tuple[Row, ...]], layout: Layout) -> tuple[Row, ...] | None:
    for table in tables:
        if any(column_of(tag) for row in table for tag in row.tags):
            return table
    wide = [t for t in tables if any(len(row.cells) == len(layout.cells) for row in t)]
    return wide[-1] if wide else None


def _rows(table: tuple[Row, ...], layout: Layout, taken: set[etree._Element]) -> dict[str, str]:
    answers: dict[str, str] = {}
    number = 0
    for place, row in enumerate(table):
        if row.heads or (place == 0 and not row.tags):
            continue
        number += 1
        if number > MAX_ROWS:
            raise NotRead(Reason.TOO_LARGE, f"more than {MAX_ROWS} actions")
        for fields, cell in zip(layout.cells, row.cells, strict=False):
            boxes = len(fields) > 1
            found = _boxes(cell.at, tuple(fields)) if boxes else {_column(cell.tags, *fields): cell.words}
            for column, text in found.items():
                answers.setdefault(action_id(number, column), text)
            if not boxes:
                taken.add(cell.at)
    return answers


def _boxes(cell: etree._Element, columns: tuple[str, ...]) -> dict[str, str]:
    """A cell with a line for each box: those that are ticked, by tag, else by place."""
    lines = ((p, _BOX_LINE.fullmatch(words_of(p))) for p in _paragraphs(cell))
    boxes = [(_column(tags_below(p), ""), _is_ticked(p, found["mark"])) for p, found in lines if found]
    named = zip(boxes, columns, strict=False)
    return {tag or by_place: TICKED for (tag, ticked), by_place in named if ticked}


def _column(tags: list[str], by_place: str) -> str:
    return next(filter(None, map(column_of, tags)), by_place)
