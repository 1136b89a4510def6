"""A list of teams as people keep it (.xlsx, .xls, .ods, any .csv) to teams. One bad row stops nothing; each is said."""

from __future__ import annotations

import re
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
from .columns import OPTIONAL, REQUIRED, SAID, header_of, is_header_again, unknown_columns
from .table import Row, Table, list_of_teams, tables

__all__ = ["MAX_TEAMS", "OPTIONAL", "REQUIRED", "list_of_teams", "read_teams"]

MAX_TEAMS = 20_000
MANY = 8
"""Columns that are named where many are not read."""
_FOOTER = re.compile(
    r"^(?:grand |sub-?)?totals?\b|^sum\b|^count\b|^number of\b|^(?:last )?(?:updated|printed|exported|checked"
    r"|revised|amended)\b|"
    r"^source\b|^page \d|^notes?\b|^\*|^©|^confidential|^official|^end of|^version\b|^prepared by|^contact .* for"
    r"|^\d+ teams?\b|^n ?= ?\d",
    re.I,
)
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
    if len(found) > 1:
        others = sum(1 for t in found if t.rows) - 1
        if others > 0:
            _say(
                problems,
                "odd-row",
                Place(name),
                f"One sheet is read; {others} without the columns, or with fewer, is left out",
            )
    return _List(name, table, at, columns, problems).teams()


def _say(problems: list[Problem], kind: str, place: Place, message: str, hint: str = "") -> None:
    problems.append(rule(kind).at(place, message, hint=hint))


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
    left_out: list[tuple[int, str]] = field(default_factory=list)

    def teams(self) -> tuple[Team, ...]:
        """The teams, after everything odd was said."""
        line, header = self.table.rows[self.at]
        self._say_columns(line, header)
        rows = [row for row in self.table.rows[self.at + 1 :] if not is_header_again(row[1], self.columns)]
        self._say_cells(rows)
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
                kind = "missing-column" if column in ("organisation", "section_team") else "missing-contact"
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
        for n, (line, row) in enumerate(rows):
            cells = self._cells(line, row)
            if cells is None or self._is_footer(line, cells, last=n >= len(rows) - 4):
                continue
            organisation, team = cells.get("organisation", ""), cells.get("section_team", "")
            if not organisation and team and above and "organisation" in self.columns:
                organisation = above
                self.filled.append(line)
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
        cells = {c: clean(v, one_line=True) for c, v in zip(self.columns, row, strict=False) if c}
        if not any(cells.values()):
            return None
        for column, text in cells.items():
            if re.fullmatch(r"\d(?:\.\d+)?E\+\d+", text):
                hint = "Write the number as text in Excel: an apostrophe before it."
                _say(self.problems, "odd-cell", Place(self.name, line), f"“{text}” was a long number once", hint)
            elif text == "0" and column in ("organisation", "section_team"):
                hint = "Save the list as .xlsx, or put the words in place of the formula."
                _say(
                    self.problems,
                    "odd-cell",
                    Place(self.name, line),
                    "“0” is no name: a formula without a result?",
                    hint,
                )
            elif column == "contact" and re.fullmatch(r"[1-9]\d{9}", text):
                _say(self.problems, "odd-cell", Place(self.name, line), f"“{text}” may have lost the 0 before it")
        return cells

    def _is_footer(self, line: int, cells: dict[str, str], *, last: bool) -> bool:
        """A sum, a date or a remark below the list, and a row that names nobody."""
        said = [v for v in cells.values() if v]
        organisation, team = cells.get("organisation", ""), cells.get("section_team", "")
        alone = len(said) == 1
        names_nobody = not organisation and not team
        remark = bool(_FOOTER.search(said[0])) and len(said) <= 2
        sentence = last and alone and (len(said[0].split()) > 6 or bool(re.search(r"\b(?:19|20)\d\d\b", said[0])))
        figures = all(re.fullmatch(r"[\d.,%]+", v) for v in said)
        if names_nobody or remark or sentence or figures:
            self.left_out.append((line, said[0]))
            return True
        return False

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
