"""A returned Word file to a `Return`: by its tags, and by position where another program dropped them.

LibreOffice keeps tables, words and properties but no tags; Word's "+" copies the tags of the row it repeats; people
type beside a control or delete it. So a cell's words count, not the control's, and a row's number is its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from ..adapters.word.answers import cells_of, rows_of, tag_of, tick_of, words_of
from ..adapters.word.package import Fault, Package, PackageError, W
from ..form.plan import Reference
from .replies import How, NotRead, Reason, Return, require_known

MAX_ROWS = 1_000
"""Action rows that are read; more is no plan of a team."""

_W = f"{{{W}}}"
_ROW_TAG = re.compile(r"action_\d+_([a-z_]+)")
_TICK_LINE = re.compile(r"\s*(?P<mark>[☐☑☒✓✔✗✘xX\[\]()]*)\s*(?P<code>R\d{1,3})\b[ .:\t]*(?P<words>.*)", re.S)
_TICKS = frozenset("☑☒✓✔✗✘xX")
_LAYOUT = re.compile(r"[a-z0-9_ ]*\|[a-z0-9_ ]*\|[a-z0-9_ ]*")

_REASONS = {
    Fault.ENCRYPTED: Reason.ENCRYPTED,
    Fault.DAMAGED: Reason.DAMAGED,
    Fault.TOO_LARGE: Reason.TOO_LARGE,
    Fault.NOT_WORD: Reason.NOT_A_WORKSHEET,
    Fault.OLD_FORMAT: Reason.UNKNOWN_FORMAT,
}


@dataclass(frozen=True, slots=True)
class _Layout:
    """The order of a form's fields, for files that lost their tags."""

    details: tuple[str, ...]
    learning: tuple[str, ...]
    columns: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> _Layout | None:
        """The layout that a file carries in its properties, None where it is not one."""
        if not _LAYOUT.fullmatch(text) or len(text) > 255:
            return None
        details, learning, columns = (tuple(part.split()) for part in text.split("|"))
        return cls(details, learning, columns)


_PLAN = _Layout(
    ("organisation", "team_manager", "section_team", "contact", "session_date", "attending"),
    ("learning_1", "learning_2", "learning_3"),
    ("what", "who", "when", "done", "worked", "answers"),
)
"""Form 1, for a plan whose properties are gone too."""

_FOLLOW_UP = _Layout(
    ("organisation", "team_manager", "section_team", "contact", "session_date"),
    ("learning_1", "learning_2"),
    ("what", "agreed", "done", "evidence", "change", "checked", "checked_on"),
)


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
    stated = _Layout.parse(properties.get("Fields", ""))
    ours = bool(tags & {*_PLAN.details, *_PLAN.learning}) or any(map(_ROW_TAG.fullmatch, tags))
    if reference is None and stated is None and not ours:
        raise NotRead(Reason.NOT_A_WORKSHEET)
    follow_up = reference is not None and reference.kind != "plan"
    tables = list(_tables(body))
    if not tables and not ours:
        raise NotRead(Reason.NO_FORM_FIELDS, "no table and no field is left", text)
    answers, recommendations = _ticks(body)
    answers |= _answers(root, tables, stated or (_FOLLOW_UP if follow_up else _PLAN))
    how = How.PAPER if properties.get("TypedFrom") == "paper" else How.WORD  # so the web plan says
    return Return(how, answers, reference, text, recommendations, _saved(package))


# The reference and the file's own time -----------------------------------------------------------


def _custom(package: Package) -> dict[str, str]:
    tree = package.tree("docProps/custom.xml")
    if tree is None:
        return {}
    return {p.get("name", ""): "".join(p.itertext()).strip()[:300] for p in tree}


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
        shown = bool(_TICKS & set(found["mark"])) if found["mark"] else boxes[0]
        recommendations.setdefault(found["code"], " ".join(found["words"].split()))
        if shown:
            answers[f"relevant_{found['code'].lower()}"] = "yes"
    return answers, recommendations


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag != f"{_W}tbl":
            yield from _paragraphs(child)


def _answers(root: etree._Element, tables: list[etree._Element], layout: _Layout) -> dict[str, str]:
    """Details and summaries by tag, else by place; rows by place."""
    actions = _actions_table(tables, layout)
    answers: dict[str, str] = {}
    groups = [layout.details, layout.learning]
    for table in tables:
        if table is actions:
            continue
        group = _group_of(table, groups)
        answers |= _labelled(table, group)
    for control in root.iter(f"{_W}sdt"):
        name = tag_of(control)
        if name in (*layout.details, *layout.learning) and name not in answers:
            answers[name] = words_of(control)
    return answers | (_rows(actions, layout.columns) if actions is not None else {})


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
    """Rows of a label and an answer."""
    answers: dict[str, str] = {}
    for place, row in enumerate(rows_of(table)):
        cells = list(cells_of(row))
        known = [t for t in _tags(row) if t in group]
        name = known[0] if known else (group[place] if place < len(group) else "")
        if name and len(cells) > 1:
            answers.setdefault(name, "\n".join(words_of(c) for c in cells[1:]))
    return answers


def _actions_table(tables: list[etree._Element], layout: _Layout) -> etree._Element | None:
    for table in tables:
        if any(map(_ROW_TAG.fullmatch, _tags(table))):
            return table
    wide = [t for t in tables if any(len(list(cells_of(r))) == len(layout.columns) for r in rows_of(t))]
    return wide[-1] if wide else None


def _rows(table: etree._Element, columns: tuple[str, ...]) -> dict[str, str]:
    answers: dict[str, str] = {}
    number = 0
    for place, row in enumerate(rows_of(table)):
        if row.find(f"{_W}trPr/{_W}tblHeader") is not None or (place == 0 and not _tags(row)):
            continue
        number += 1
        if number > MAX_ROWS:
            raise NotRead(Reason.TOO_LARGE, f"more than {MAX_ROWS} actions")
        for column, cell in zip(columns, cells_of(row), strict=False):
            answers[f"action_{number}_{_column(cell, column)}"] = words_of(cell)
    return answers


def _column(cell: etree._Element, by_place: str) -> str:
    found = [m[1] for m in map(_ROW_TAG.fullmatch, _tags(cell)) if m]
    return found[0] if found else by_place
