"""`records/paper.xlsx` (and .csv): what came back on paper, typed by a person: a row for the session and each action.

The rows stand there already, with reference and team; whoever types finds the place and writes. What is typed is never
replaced: rows are added below. Typed rows count like any other reply.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...adapters.spreadsheets.harmless import defused
from ...adapters.spreadsheets.typed_book import Sheet, WorkbookError, rows_in
from ...form.definition import PRINTED_ACTIONS, Form
from ...form.field_ids import code_of, tick_id
from ...form.layout import newest_layout
from ...form.plan import Reference, ReturnKind
from ...form.reference import typed_reference
from ...model.briefing import Briefing
from ...model.partnership import Library, Team
from ...model.place import Place
from ...model.problems import Problem, Severity
from ..replies import How, NotRead, Reason, Return, require_known
from .paper import PaperReading

BOOK = "paper.xlsx"
TABLE = "paper.csv"
SESSION = "The session"
_HEAD = ("reference", "organisation", "section_team", "row")
_ROW = re.compile(r"\D*(\d{1,3})\s*")


def sheets_for(library: Library, forms: Mapping[tuple[str, ReturnKind], Form]) -> dict[str, Sheet]:
    """A sheet for each briefing's plan, with rows for each team that was sent it."""
    return {
        _sheet_name(briefing): _sheet(library, briefing, forms[briefing.slug, ReturnKind.PLAN])
        for briefing in library.briefings
        if library.teams_of(briefing)
    }


def table_for(present: bytes | None, sheets: Mapping[str, Sheet]) -> bytes | None:
    """`paper.csv` with a row for each team and action that it lacks below those that are there; None: it lacks none.

    No cell that is there changes. Raises NotRead where it is no such table.
    """
    columns = list(dict.fromkeys(name for sheet in sheets.values() for name in sheet.head))
    made = [dict(zip(sheet.head, row, strict=True)) for sheet in sheets.values() for row in sheet.rows]
    text = _decoded(present).rstrip("\r\n") if present else ""
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    lines = [cells for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if cells]
    if lines and not is_rows(lines[0]):
        raise NotRead(Reason.NOT_A_WORKSHEET)
    head = [*lines[0], *(name for name in columns if name not in lines[0])] if lines else columns
    there = (dict(zip(head, cells, strict=False)) for cells in lines[1:])
    known = {(facts.get("reference", ""), facts.get("row", "")) for facts in there}
    missing = [facts for facts in made if (facts["reference"], facts["row"]) not in known]
    if not missing:
        return None
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([head, *([*cells, *[""] * (len(head) - len(cells))] for cells in lines[1:])])
    writer.writerows([defused(facts.get(name, "")) for name in head] for facts in missing)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _sheet_name(briefing: Briefing) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", briefing.slug)[:31]


def _sheet(library: Library, briefing: Briefing, form: Form) -> Sheet:
    session = [f.id for f in form.details if f.id in ("session_date", "attending")]
    session += [f.id for tick in form.ticks for f in (tick.box, tick.sure)]
    session += [f.id for f in (*form.learning, *form.closing)]
    columns = [c.id for c in form.columns]
    head = (*_HEAD, *(_short(name) for name in session), *columns)
    widths = (34, 24, 26, 12, *(_width(name) for name in session), *(14 if c == "when" else 32 for c in columns))
    rows = [row for team in library.teams_of(briefing) for row in _rows(library, briefing, team, len(head))]
    return Sheet(head, widths, rows, len(_HEAD))


def _short(name: str) -> str:
    return code_of(name) or name


def _width(name: str) -> int:
    return 8 if name.startswith(("relevant_", "sure_")) else 40 if name.startswith("learning_") else 14


def _rows(library: Library, briefing: Briefing, team: Team, size: int) -> Iterable[tuple[str, ...]]:
    reference = str(Reference(library.partnership.id, briefing.slug, briefing.version, team.id))
    for label in (SESSION, *(f"Action {n}" for n in range(1, PRINTED_ACTIONS + 1))):
        yield (reference, team.organisation, team.section_team, label, *[""] * (size - len(_HEAD)))


@dataclass
class _Sheet:
    """What was typed for one reference."""

    line: int
    answers: dict[str, str]


def read_book(data: bytes, path: str) -> PaperReading:
    """The returns typed into a workbook or table of rows. Raises NotRead where it is none."""
    if data.startswith(b"PK"):
        try:
            tables = rows_in(data)
        except WorkbookError as error:
            raise NotRead(Reason.DAMAGED, "workbook") from error
    else:
        text = _decoded(data)
        delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        tables = {"": [(n, [c.strip() for c in cells]) for n, cells in enumerate(lines, start=1) if any(cells)]}
    problems: list[Problem] = []
    returns: list[tuple[int, Return]] = []
    found_any = False
    for name, rows in tables.items():
        if rows and is_rows(rows[0][1]):
            found_any = True
            returns += _returns(rows, f"{path}, {name}" if name else path, problems)
    if not found_any:
        raise NotRead(Reason.NOT_A_WORKSHEET)
    return PaperReading(tuple(returns), tuple(problems))


def is_rows(head: Iterable[str]) -> bool:
    """Whether a first line is that of a table with a row for each action."""
    names = [h.strip().casefold() for h in head]
    return "reference" in names and "row" in names


def _returns(rows: list[tuple[int, list[str]]], path: str, problems: list[Problem]) -> Iterable[tuple[int, Return]]:
    names = [h.strip().casefold().replace(" ", "_") for h in rows[0][1]]
    typed: dict[str, _Sheet] = {}
    for line, cells in rows[1:]:
        facts = dict(zip(names, cells, strict=False))
        own = {_field(n): v for n, v in facts.items() if n not in _HEAD and n and v}
        if not own:
            continue
        reference = typed_reference(facts.get("reference", ""))
        if reference is None:
            said = f"“{facts.get('reference', '')[:60]}” is not a reference"
            problems.append(
                Problem("paper-reference", Severity.ERROR, Place(path, line), said, "It stands on the form.")
            )
            continue
        sheet = typed.setdefault(str(reference), _Sheet(line, {}))
        number = _ROW.fullmatch(facts.get("row", ""))
        sheet.answers |= {
            (f"action_{int(number[1])}_{n}" if number and _of_action(n) else n): v for n, v in own.items()
        }
    for text, sheet in typed.items():
        reference = typed_reference(text)
        try:
            require_known(reference, text)
        except NotRead:
            message = "This form is newer than this program knows"
            problems.append(Problem("paper-version", Severity.ERROR, Place(path, sheet.line), message))
            continue
        yield sheet.line, Return(How.PAPER, sheet.answers, reference, text)


def _field(name: str) -> str:
    return tick_id(name) if re.fullmatch(r"r\d{1,3}", name) else name


def _of_action(name: str) -> bool:
    return name in newest_layout(ReturnKind.PLAN).columns


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
