"""teams.csv to teams, as spreadsheets save it: UTF-8 or Windows-1252; comma, semicolon or tab."""

from __future__ import annotations

import csv
import difflib
import io
import re
from pathlib import Path

from ..form.plan import clean
from ..model.partnership import Team
from ..model.problems import Problem
from ..model.slugs import name_slug
from .rules import rule
from .source import Source, read_source

REQUIRED = ("organisation", "section_team", "team_manager", "contact")
OPTIONAL = ("agency", "id")
MAX_TEAMS = 20_000
_SPOKEN = {
    "name of organisation": "organisation",
    "organization": "organisation",
    "name of section & team": "section_team",
    "section & team": "section_team",
    "team": "section_team",
    "manager": "team_manager",
    "contact details": "contact",
    "reference": "id",
}


def read_teams(root: Path, file: Path, problems: list[Problem]) -> tuple[Team, ...]:
    """The teams in `file`; a list without rows is only a warning."""
    source = read_source(root, file, encodings=("utf-8-sig", "cp1252"))
    if isinstance(source, Problem):
        problems.append(source)
        return ()
    rows = _rows(source, problems)
    if not rows:
        problems.append(rule("no-teams").at(source.at(), "The list of teams is empty"))
        return ()
    line, header = rows[0]
    columns = [_column(name) for name in header]
    if not _header_is_right(source, line, columns, header, problems):
        return ()
    if len(rows) == 1:
        problems.append(rule("no-teams").at(source.at(line), "The list of teams has no rows"))
    return _teams(source, rows[1:], columns, problems)


def _rows(source: Source, problems: list[Problem]) -> list[tuple[int, list[str]]]:
    """Line and cells of each row that is not empty."""
    first = source.text.lstrip("\n").split("\n", 1)[0]
    text, skipped = source.text, 0
    if hinted := re.match(r"sep=(.)\n", text):  # a line that Excel writes and reads
        delimiter, text, skipped = hinted[1], text[hinted.end() :], 1
    else:
        delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows, before = [], 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((before + 1 + skipped, row))
            before = reader.line_num
    except csv.Error as error:
        place = source.at(reader.line_num + skipped)
        problems.append(rule("unreadable-row").at(place, f"This row cannot be read: {error}"))
    return rows


def _column(name: str) -> str:
    flat = " ".join(name.replace("_", " ").split()).casefold()
    return _SPOKEN.get(flat, flat.replace(" ", "_"))


def _header_is_right(source: Source, line: int, columns: list[str], header: list[str], problems: list[Problem]) -> bool:
    before = len(problems)
    for name in REQUIRED:
        if name not in columns:
            near = difflib.get_close_matches(name, columns, 1, 0.7)
            hint = f"Did you mean it by “{header[columns.index(near[0])].strip()}”?" if near else ""
            problems.append(rule("missing-column").at(source.at(line), f"The column “{name}” is missing", hint=hint))
    problems += [
        rule("missing-column").at(source.at(line), f"The column “{name}” stands twice", hint="Remove one.")
        for name in sorted({c for c in columns if c and columns.count(c) > 1})
    ]
    for name, shown in zip(columns, header, strict=True):
        if name and name not in REQUIRED + OPTIONAL:
            known = ", ".join(REQUIRED + OPTIONAL)
            problems.append(
                rule("unknown-column").at(source.at(line), f"Unknown column “{shown.strip()}”", hint=f"Known: {known}.")
            )
    return not any(p.rule == "missing-column" for p in problems[before:])


def _teams(
    source: Source, rows: list[tuple[int, list[str]]], columns: list[str], problems: list[Problem]
) -> tuple[Team, ...]:
    teams: list[Team] = []
    lines_of_names: dict[tuple[str, str], int] = {}
    lines_of_ids: dict[str, int] = {}
    for line, row in rows[:MAX_TEAMS]:
        if len(row) > len(columns) and any(c.strip() for c in row[len(columns) :]):
            message = f"This row has {len(row)} cells; the first row has {len(columns)}"
            problems.append(rule("unreadable-row").at(source.at(line), message))
            continue
        cells = dict(zip(columns, (clean(c, one_line=True) for c in row), strict=False))
        organisation, name = cells.get("organisation", ""), cells.get("section_team", "")
        if not organisation and not name:
            problems.append(rule("unreadable-row").at(source.at(line), "This row names neither organisation nor team"))
            continue
        key = (organisation.casefold(), name.casefold())
        team_id = name_slug(cells.get("id", "") or f"{organisation} {name}")
        if key in lines_of_names:
            message = f"“{organisation}, {name}” is also on line {lines_of_names[key]}"
            problems.append(rule("duplicate-team").at(source.at(line), message))
        elif team_id in lines_of_ids:
            message = f"The id “{team_id}” is also on line {lines_of_ids[team_id]}"
            problems.append(rule("duplicate-team").at(source.at(line), message, hint="Give each team its own id."))
        else:
            agency = cells.get("agency", "")
            contacts = (cells.get("team_manager", ""), cells.get("contact", ""))
            teams.append(Team(team_id, organisation, name, *contacts, agency, line))
        lines_of_names.setdefault(key, line)
        lines_of_ids.setdefault(team_id, line)
    return tuple(teams)
