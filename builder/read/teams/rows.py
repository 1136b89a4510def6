"""A list of teams as people keep it (.xlsx, .xls, .ods, any .csv) to teams. One bad row stops nothing; each is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...form.plan import clean
from ...model.partnership import Team
from ...model.place import Place
from ...model.problems import Problem
from ...model.slugs import name_slug, short_hash
from ..rules import rule
from ..source import leads_out
from .cells import odd
from .columns import OPTIONAL, REQUIRED, SAID, header_of, is_header_again, unknown_columns
from .footers import below_a_gap, is_heading, is_no_team, under_headings
from .table import Row, Table, list_of_teams, lists_of_teams, tables

__all__ = ["MAX_TEAMS", "OPTIONAL", "REQUIRED", "list_of_teams", "read_teams"]

MAX_TEAMS = 20_000
MANY = 8
"""Columns that are named where many are not read."""
_NO = frozenset(("", "no", "n", "none", "false", "-", "–", "0", "na", "n/a", "not needed", "nac oes", "na fydd"))
"""What in the column for large print asks for none; any other word asks for it."""


def read_teams(root: Path, file: Path, problems: list[Problem]) -> tuple[Team, ...]:
    """The teams in `file`; a list without rows is only a warning."""
    name = file.relative_to(root).as_posix()
    if not file.is_file():
        hint = "Put your list there as Excel or CSV, or let `briefing init` write an empty one."
        problems.append(rule("missing-file").at(Place(name), "There is no list of teams", hint=hint))
        return ()
    if leads_out(root, file):
        _say(problems, "link-out", Place(name), f"{name} is a link to a file outside the project")
        return ()
    found = tables(file, name, problems)
    if any(p.place.path == name and p.rule == "unreadable-file" for p in problems):
        return ()
    with_header = [(table, header) for table in found if (header := header_of(table))]
    if not with_header:
        _say_no_header(found, name, problems)
        return ()
    table, (at, columns) = max(with_header, key=lambda pair: (len({c for c in pair[1][1] if c}), len(pair[0].rows)))
    _say_others(file, name, table, [t for t in found if t.rows and t is not table], problems)
    return _List(name, table, at, columns, problems).teams()


def _say(problems: list[Problem], kind: str, place: Place, message: str, hint: str = "") -> None:
    problems.append(rule(kind).at(place, message, hint=hint))


def _say_others(file: Path, name: str, table: Table, others: Sequence[Table], problems: list[Problem]) -> None:
    """Other sheets, and other lists beside this one, are not read: a person may have meant them."""
    if others:
        shown = " and ".join(filter(None, (", ".join(f"“{t.name}”" for t in others[:MANY]), _more(others))))
        message = f"Only the sheet “{table.name}” is read, and not {shown}"
        _say(problems, "odd-row", Place(name), message, "Put all teams on one sheet, if there are teams on the others.")
    for beside in lists_of_teams(file.parent):
        if beside.name != file.name:
            message = f"Only {file.name} is read: {beside.name} lies beside it, and is not"
            _say(problems, "second-list", Place(name), message)


def _more(others: Sequence[Table]) -> str:
    return f"{len(others) - MANY} more" if len(others) > MANY else ""


def _say_no_header(found: Sequence[Table], name: str, problems: list[Problem]) -> None:
    rows = [row for table in found for row in table.rows]
    if not rows:
        _say(problems, "no-teams", Place(name), "The list of teams is empty")
        return
    first = ", ".join(cell.strip() for cell in rows[0][1] if cell.strip())[:80]
    _say(problems, "missing-column", Place(name, rows[0][0]), f"No row names the columns; the first row says “{first}”")


@dataclass
class _List:
    """One list while it is read."""

    name: str
    table: Table
    at: int
    columns: list[str]
    problems: list[Problem]
    filled: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)

    def teams(self) -> tuple[Team, ...]:
        """The teams, after everything odd was said."""
        line, header = self.table.rows[self.at]
        above: Sequence[Row] = self.table.rows[: self.at]
        below: Sequence[Row] = self.table.rows[self.at + 1 :]
        again = {line for line, row in below if is_header_again(row, self.columns)}
        if "organisation" not in self.columns and (found := under_headings(above, below, again)):
            heads, below = found
            self.columns = [*self.columns, *[""] * (len(below[0][1]) - 1 - len(self.columns)), "organisation"]
            message = f"Headings name the organisation of the teams below them: {_lines(heads)}"
            _say(self.problems, "filled-down", Place(self.name, heads[0]), message)
        self._say_columns(line, header)
        rows = [row for row in below if row[0] not in again]
        self._say_cells(rows)
        if len(rows) > MAX_TEAMS:
            message = f"Only the first {MAX_TEAMS:,} rows are read, and {len(rows) - MAX_TEAMS:,} are not"
            _say(self.problems, "odd-row", Place(self.name, rows[MAX_TEAMS][0]), message)
        teams = self._rows(rows[:MAX_TEAMS])
        if not teams:
            _say(self.problems, "no-teams", Place(self.name, line), "The list of teams has no rows")
        self._say_left_out()
        return teams

    def _say_columns(self, line: int, header: list[str]) -> None:
        place = Place(self.name, line)
        unknown = unknown_columns(header, self.columns)
        for column in REQUIRED:
            if column not in self.columns:
                near = next((shown for shown, meant in unknown if meant == column), "")
                hint = f"Did you mean it by “{near}”?" if near else ""
                names = column in ("organisation", "section_team")
                kind = "missing-column" if names and hint else "missing-contact"
                hint = hint or ("Nothing to do, if the other column names each team." if names else "")
                _say(self.problems, kind, place, f"No column gives {SAID[column]} (“{column}”)", hint)
        strange = list(dict.fromkeys(shown for shown, _ in unknown))
        if strange:
            more = f" and {len(strange) - MANY} more" if len(strange) > MANY else ""
            shown = ", ".join(f"“{words[:40]}”" for words in strange[:MANY])
            said = (
                f"The column {shown} is not read" if len(strange) == 1 else f"These columns are not read: {shown}{more}"
            )
            _say(self.problems, "unknown-column", place, said, f"Read are: {', '.join(REQUIRED + OPTIONAL)}.")

    def _say_cells(self, rows: Sequence[Row]) -> None:
        numbers = {line for line, _ in rows}
        if hidden := sorted(self.table.hidden & numbers):
            _say(self.problems, "odd-row", Place(self.name, hidden[0]), f"Hidden rows are read too: {_lines(hidden)}")
        wanted = {n + 1 for n, c in enumerate(self.columns) if c}
        unknown = sorted({line for line, column in self.table.unknown if line in numbers and column in wanted})
        if unknown:
            hint = "Open the list in Excel and save it: then the results stand in the file."
            _say(
                self.problems,
                "odd-cell",
                Place(self.name, unknown[0]),
                f"Formulas without a result: {_lines(unknown)}",
                hint,
            )

    def _rows(self, rows: Sequence[Row]) -> tuple[Team, ...]:
        teams: list[Team] = []
        names: dict[tuple[str, str], int] = {}
        ids: set[str] = set()
        above = ""
        read = [(line, cells) for line, row in rows if (cells := self._cells(line, row))]
        end = below_a_gap(rows)
        remarks = {line for line, _ in rows[end:]}
        for n, (line, cells) in enumerate(read):
            if line in remarks or is_no_team(cells, last=n >= len(read) - 4):
                self.left_out.append((line, next(filter(None, cells.values()), "")))
                continue
            organisation, team = cells.get("organisation", ""), cells.get("section_team", "")
            if is_heading(cells, read[n + 1][1] if n + 1 < len(read) else None):
                above = organisation
                continue
            if not organisation and "organisation" in self.columns:
                (self.filled if above else self.nameless).append(line)
                organisation = above
            above = organisation or above
            key = (organisation.casefold(), team.casefold())
            if key in names:
                _say(
                    self.problems,
                    "duplicate-team",
                    Place(self.name, line),
                    f"“{_both(organisation, team)}” is also on line {names[key]}",
                )
                continue
            names[key] = line
            teams.append(self._team(line, organisation, team, cells, ids))
        merged = {line for line, _ in self.table.merged}
        if told := sorted({*self.filled, *(merged & {t.line for t in teams})}):
            message = f"The organisation stands above, in a merged or empty cell, and was filled down: {_lines(told)}"
            _say(self.problems, "filled-down", Place(self.name, told[0]), message)
        if self.nameless:
            message = f"No organisation stands on {_lines(self.nameless)}, or above"
            hint = "Write it there, if the team has one."
            _say(self.problems, "odd-row", Place(self.name, self.nameless[0]), message, hint)
        return tuple(teams)

    def _cells(self, line: int, row: list[str]) -> dict[str, str] | None:
        extra = [c for c in row[len(self.columns) :] if c.strip()]
        if extra:
            _say(
                self.problems,
                "unreadable-row",
                Place(self.name, line),
                f"This row has more cells than the header: “{extra[0].strip()[:40]}”",
            )
        cells: dict[str, str] = {}
        for column, cell in zip(self.columns, row, strict=False):
            words, before = clean(cell, one_line=True), cells.get(column, "")
            if column:
                cells[column] = (" " if column == "team_manager" else ", ").join(filter(None, (before, words)))
        if not any(cells.values()):
            return None
        for column, text in tuple(cells.items()):
            if found := odd(column, text, in_workbook=bool(self.table.name)):
                _say(self.problems, "odd-cell", Place(self.name, line), found.message, found.hint)
                cells[column] = "" if found.empty else text
        return cells

    def _team(self, line: int, organisation: str, team: str, cells: dict[str, str], ids: set[str]) -> Team:
        """A team with an id that no other has: one that is taken gets a digest of the whole name."""
        given = cells.get("id", "")
        team_id = name_slug(given or f"{organisation} {team}".strip())
        if team_id in ids:
            new = f"{team_id[:50].rstrip('-')}-{short_hash(f'{organisation}/{team}')}"
            if given:
                _say(
                    self.problems,
                    "duplicate-team",
                    Place(self.name, line),
                    f"The id “{team_id}” is taken; this team gets {new}",
                )
            team_id = new
        ids.add(team_id)
        formerly = tuple(part.strip() for part in cells.get("formerly", "").split(";") if part.strip())
        contacts = (cells.get("team_manager", ""), cells.get("contact", ""))
        large = cells.get("large_print", "").casefold() not in _NO
        return Team(team_id, organisation, team, *contacts, cells.get("agency", ""), line, formerly, large)

    def _say_left_out(self) -> None:
        if self.left_out:
            line, words = self.left_out[0]
            lines = _lines([n for n, _ in self.left_out])
            _say(
                self.problems,
                "odd-row",
                Place(self.name, line),
                f"Left out, as no team is named: {lines} (“{words[:60]}”)",
            )


def _both(organisation: str, team: str) -> str:
    return ", ".join(filter(None, (organisation, team)))


def _lines(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(n) for n in numbers[:8])
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"line {shown}{more}" if len(numbers) == 1 else f"lines {shown}{more}"
