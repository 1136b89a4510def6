"""The list of teams, changed at the desk: one team's cells, in the file that people keep. Nothing else in it changes.

Every change is read again before it is kept: it says what was asked, and all other teams are as they were.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...adapters.spreadsheets.cells import CannotChangeError, csv_with, csv_without, excel_with
from ...adapters.spreadsheets.workbook import UnreadableWorkbookError, is_workbook, read_workbook
from ...form.plan import clean
from ...model.partnership import Team
from ...model.problems import Problem
from ...read.teams.columns import REQUIRED, header_of
from ...read.teams.rows import read_teams
from ...read.teams.table import Table, decoded, tables

BOXES = (*REQUIRED, "agency", "formerly")
"""Columns that can be changed at the desk."""

SUFFIXES = (".xlsx", ".ods", ".xls", ".csv")
CHANGEABLE = (".xlsx", ".csv")
"""Kinds of list that are changed here; others are read."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A list that waits to be taken: its teams, what the reading said, and how it differs from the list in use."""

    teams: tuple[Team, ...]
    problems: tuple[Problem, ...]
    new: tuple[Team, ...]
    gone: tuple[Team, ...]
    changed: tuple[tuple[Team, Team], ...]


def read_list(file: Path) -> tuple[tuple[Team, ...], tuple[Problem, ...]]:
    """The teams of a list, wherever it lies, and what there is to say of it."""
    problems: list[Problem] = []
    return read_teams(file.parent, file, problems), tuple(problems)


def compared(file: Path, now: tuple[Team, ...]) -> Compared:
    """A list beside the one in use. Teams are the same by their id."""
    teams, problems = read_list(file)
    old, new = {t.id: t for t in now}, {t.id: t for t in teams}
    changed = tuple((old[i], t) for i, t in new.items() if i in old and _boxes(old[i]) != _boxes(t))
    added, gone = (t for i, t in new.items() if i not in old), (t for i, t in old.items() if i not in new)
    return Compared(teams, problems, tuple(added), tuple(gone), changed)


def with_team(file: Path, boxes: Mapping[str, str], line: int = 0) -> bytes:
    """The list with a team's words in its boxes: those of the team on a line, else of a new one.

    Raises CannotChangeError where the list is kept in a way that does not allow it.
    """
    before, _ = read_list(file) if file.is_file() else ((), ())
    words = {name: clean(boxes.get(name, ""), one_line=True) for name in BOXES}
    own = next((t for t in before if t.line == line), None)
    if line and own is None:
        raise CannotChangeError("no team on this line")
    words["formerly"] = _formerly(own, words) if own else words["formerly"]
    data = file.read_bytes() if file.is_file() else ",".join((*REQUIRED, "agency")).encode() + b"\n"
    changed = _changed(file, data, words, own)
    _check(file, changed, before, own, words)
    return changed


def without_team(file: Path, line: int) -> bytes:
    """The list without the team on a line; in a workbook its row stays, empty, so that nothing else moves.

    Raises CannotChangeError where the list is kept in a way that does not allow it.
    """
    before, _ = read_list(file)
    own = next((t for t in before if t.line == line), None)
    if own is None:
        raise CannotChangeError("no team on this line")
    data = file.read_bytes()
    sheet, table, _ = _where(file, data)
    if is_workbook(data):
        row = next(row for number, row in table.rows if number == line)
        changed = excel_with(data, sheet, {(line, column): "" for column, cell in enumerate(row, 1) if cell})
    else:
        changed = _as_text(data, lambda text, delimiter: csv_without(text, delimiter, line))
    _check(file, changed, before, own, None)
    return changed


def can_be_changed(file: Path) -> bool:
    """Whether lists of this kind are changed at the desk at all."""
    try:
        data = file.read_bytes() if file.is_file() else b""
    except OSError:
        return False
    return file.suffix in CHANGEABLE and (not is_workbook(data) or data.startswith(b"PK"))


def _formerly(own: Team, words: Mapping[str, str]) -> str:
    """Earlier names, and with them the one that goes now: worksheets of that time still find their team."""
    names = [part.strip() for part in words["formerly"].split(";") if part.strip()]
    if (own.organisation, own.section_team) != (words["organisation"], words["section_team"]):
        same = own.organisation == words["organisation"]
        name = own.section_team if same else f"{own.organisation} {own.section_team}".strip()
        names += [name] if name and name not in names else []
    return "; ".join(names)


def _changed(file: Path, data: bytes, words: Mapping[str, str], own: Team | None) -> bytes:
    """The file's bytes with the words in the cells of a row."""
    sheet, table, (at, header) = _where(file, data)
    rows, columns = table.rows, list(header)
    cells: dict[tuple[int, int], str] = {}
    row = own.line if own else rows[-1][0] + 1
    for name, value in words.items():
        if name not in columns and value:
            columns.append(name)
            cells[rows[at][0], len(columns)] = name
        if name in columns and value != (box_of(own, name) if own else ""):
            cells[row, columns.index(name) + 1] = value
    if is_workbook(data):
        return excel_with(data, sheet, cells)
    return _as_text(data, lambda text, delimiter: csv_with(text, delimiter, cells))


def _where(file: Path, data: bytes) -> tuple[str, Table, tuple[int, list[str]]]:
    """The sheet on which the teams stand ("" for text), its rows, and where its header is and what it says."""
    is_book = is_workbook(data)
    if (is_book and not data.startswith(b"PK")) or file.suffix not in CHANGEABLE:
        raise CannotChangeError("only Excel's .xlsx and CSV can be changed here")
    try:
        sheets = {s.name: _rows(s.rows) for s in read_workbook(data)} if is_book else {"": _csv_table(data)}
    except UnreadableWorkbookError as error:
        raise CannotChangeError(str(error)) from error
    found = {name: header for name, table in sheets.items() if (header := header_of(table))}
    if not found:
        raise CannotChangeError("no header")
    sheet = max(found, key=lambda n: (len({c for c in found[n][1] if c}), len(sheets[n].rows)))
    return sheet, sheets[sheet], found[sheet]


def _as_text(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """A list as text, changed: with the mark at its beginning and the line ends that it had."""
    text, mark = decoded(data), b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    new = change(text, _delimiter(text))
    return mark + (new.replace("\n", "\r\n") if b"\r\n" in data else new).encode()


def box_of(team: Team | None, name: str) -> str:
    """A team's words as its box shows them."""
    found = getattr(team, name) if team else ""
    return "; ".join(found) if isinstance(found, tuple) else str(found)


def _rows(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(tuple((n, list(row)) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row)))


def _csv_table(data: bytes) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "teams.csv"
        file.write_bytes(data)
        return next(iter(tables(file, "teams.csv", [])), Table(()))


def _delimiter(text: str) -> str:
    if hinted := re.match(r"sep=(.)\n", text):
        return hinted[1]
    head = [line for line in text.split("\n")[:20] if line.strip()]
    return max(",;\t|", key=lambda d: (sum(line.count(d) > 0 for line in head), sum(line.count(d) for line in head)))


def _check(
    file: Path, data: bytes, before: tuple[Team, ...], own: Team | None, words: Mapping[str, str] | None
) -> None:
    """Raises CannotChangeError unless the new list says what was asked, and nothing else; None: a team went."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        copy.write_bytes(data)
        after, _ = read_list(copy)
    others = [_boxes(t) for t in before if own is None or t.line != own.line]
    left = [_boxes(t) for t in after]
    if words is not None:
        wanted = {name: words[name] for name in BOXES}
        if wanted not in left:
            raise CannotChangeError("the change would not be read as it was meant")
        left.remove(wanted)
    if left != others:
        raise CannotChangeError("another team would be read otherwise")


def _boxes(team: Team) -> dict[str, str]:
    return {name: box_of(team, name) for name in BOXES}
