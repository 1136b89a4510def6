"""Lists of teams as people keep them: workbooks and text, titles above, merged cells, footers, odd cells."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from builder.model.partnership import Team
from builder.model.problems import Problem
from builder.model.slugs import is_slug
from builder.read.teams.rows import list_of_teams, read_teams

HERE = Path(__file__).parent / "teams"
HEADER = ["organisation", "section_team", "team_manager", "contact"]


def read(folder: Path, name: str, data: bytes) -> tuple[tuple[Team, ...], list[Problem]]:
    """The teams and the problems of a list of this name."""
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / name).write_bytes(data)
    problems: list[Problem] = []
    return read_teams(folder, list_of_teams(folder / "content"), problems), problems


def names(teams: tuple[Team, ...]) -> list[tuple[str, str]]:
    """Organisation and team of each."""
    return [(t.organisation, t.section_team) for t in teams]


SHARED: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "title-row.csv": ([("Testshire Council", "Assessment East")], []),
    "header-names.csv": ([("Testshire Council", "East")], []),
    "fill-down.csv": (
        [
            *(("Testshire Council", f"Assessment {side}") for side in ("East", "West", "North")),
            ("North Health", "Visiting"),
        ],
        ["filled-down"],
    ),
    "utf16.csv": ([("Testshire Council", "Assessment East")], []),
    "book.xlsx": ([], ["unreadable-file"]),
    "book.xlsx.csv": ([], ["unreadable-file"]),
}


@pytest.mark.parametrize("name", SHARED)
def test_the_shared_lists(name: str, tmp_path: Path) -> None:
    kept = "teams.xlsx" if name == "book.xlsx" else "teams.csv"
    teams, problems = read(tmp_path, kept, (HERE / name).read_bytes())
    assert (names(teams), [p.rule for p in problems]) == SHARED[name]
    if not teams:
        assert "workbook" in problems[0].message and "save it again" in problems[0].hint


TEXT: dict[str, tuple[str, list[tuple[str, str]], list[str]]] = {
    "a footer, a sum and an empty row": (
        "Agency,Team\nCouncil,East\n\nCouncil,West\nTotal,2\nLast updated 3 March 2026,\n",
        [("Council", "East"), ("Council", "West")],
        ["missing-contact", "missing-contact", "odd-row"],
    ),
    "headers in Welsh, with an accent and a hyphen": (
        "Sefydliad,Tîm,Rheolwr,E-bost\nCyngor,Dwyrain,A,a@x.example\n",
        [("Cyngor", "Dwyrain")],
        [],
    ),
    "many columns that are not read, told once": (
        ",".join([*HEADER, "Colour", *("Size",) * 40, *(f"Q{n}" for n in range(20))]) + "\nCouncil,East,A,a\n",
        [("Council", "East")],
        ["unknown-column"],
    ),
    "names that differ by a slash": (
        ",".join(HEADER) + "\nCouncil,East/West,A,a\nCouncil,East West,B,b\n",
        [("Council", "East/West"), ("Council", "East West")],
        [],
    ),
    "a team twice, and a row with a cell too many": (
        ",".join(HEADER) + "\nCouncil,East,A,a\nCouncil,EAST,B,b\nCouncil,West,C,c,d\nCouncil,North,D,e\n",
        [("Council", "East"), ("Council", "West"), ("Council", "North")],
        ["duplicate-team", "unreadable-row"],
    ),
    "semicolons, capitals and a manager in brackets": (
        "Name of Organisation;Section & Team;Team Manager(s);E-mail\nCouncil;East;Ann;a@b.example\n",
        [("Council", "East")],
        [],
    ),
    "a number that was cut": (
        ",".join(HEADER) + "\nCouncil,East,A,4.41633E+11\nCouncil,West,B,1632960333\n",
        [("Council", "East"), ("Council", "West")],
        ["odd-cell", "odd-cell"],
    ),
    "a header on every page": (
        "Organisation|Team|Manager|Contact\nCouncil|East|A|a\nOrganisation|Team|Manager|Contact\nCouncil|West|B|b\n",
        [("Council", "East"), ("Council", "West")],
        [],
    ),
    "headings with a header under each": (
        "Contacts list,,\n\nCSC,,\nTeam,Manager,Email\nEast,Ann,a@x.example\nAlone,,\n\nHEALTH,,\nTeam,Manager,Email\n"
        "Visitors,Cy,c@x.example\n\nPlease tell us of any changes,,\n",
        [("CSC", "East"), ("CSC", "Alone"), ("HEALTH", "Visitors")],
        ["filled-down", "filled-down", "odd-row"],
    ),
    "headings below one header": (
        "Team,Manager,Email\nCSC,,\nEast,Ann,a@x.example\nHEALTH,,\nVisitors,Cy,c@x.example\n",
        [("CSC", "East"), ("HEALTH", "Visitors")],
        ["filled-down"],
    ),
    "a team without a manager is no heading": (
        "Team,Manager,Email\nEast,Ann,a@x.example\nWest,,\nNorth,Cy,c@x.example\n",
        [("", "East"), ("", "West"), ("", "North")],
        ["missing-contact"],
    ),
    "directorate, service and team": (
        "Directorate,Service,Team name,Safeguarding lead (DSL),Email\nChildren,Homes,East,Ann,a@x.example\n"
        "Children,Homes,West,Bo,b@x.example\n",
        [("", "Children, Homes, East"), ("", "Children, Homes, West")],
        ["missing-contact"],
    ),
    "a telephone number cut beside an address": (
        "Agency,Team,Lead,E-mail address(es),Tel. No.\nICB,GPs,Bo,pc@icb.example,1632960102\n",
        [("ICB", "GPs")],
        ["odd-cell"],
    ),
    "no header": ("Council,East,A,a\nCouncil,West,B,b\n", [], ["missing-column"]),
    "ids that are the same": (
        ",".join([*HEADER, "id"]) + "\nCouncil,East,A,a,one\nCouncil,West,B,b,one\n",
        [("Council", "East"), ("Council", "West")],
        ["duplicate-team"],
    ),
}


@pytest.mark.parametrize("case", TEXT)
def test_lists_as_text(case: str, tmp_path: Path) -> None:
    text, expected, rules = TEXT[case]
    teams, problems = read(tmp_path, "teams.csv", text.encode())
    assert (names(teams), sorted(p.rule for p in problems)) == (expected, rules)
    assert len({t.id for t in teams}) == len(teams) and all(is_slug(t.id) for t in teams)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_that_a_spreadsheet_writes(encoding: str, tmp_path: Path) -> None:
    text = "Organisation\tTeam\tManager\tContact\nCyngor Môn\tTîm Siân\tA\tb\n"
    teams, problems = read(tmp_path, "teams.csv", text.encode(encoding))
    assert (names(teams), problems) == ([("Cyngor Môn", "Tîm Siân")], [])


def workbook() -> bytes:
    """A list as a council keeps it: a cover sheet, a title, merged and hidden rows, a formula, a sum."""
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Read me").write(0, 0, "Please keep this up to date")
    sheet = book.add_worksheet("Teams")
    sheet.merge_range(0, 0, 0, 3, "Teams of the partnership, 2026")
    for column, name in enumerate(("Agency", "Team", "Manager", "Contact e-mail")):
        sheet.write(2, column, name)
    sheet.merge_range(3, 0, 5, 0, "Testshire Council")
    for row, (team, contact) in enumerate((("East", "e@t.example"), ("West", 1632960333), ("North", "n@t.example")), 3):
        sheet.write(row, 1, team)
        sheet.write(row, 3, contact)
    sheet.write(6, 0, "Health")
    sheet.write_formula(6, 1, '="Visit"&"ing"', None, "Visiting")
    sheet.write_formula(6, 2, "=A7", None, "")
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.write(7, 0, "Total")
    sheet.write(7, 1, 4)
    book.close()
    return out.getvalue()


WORKBOOK = [*(("Testshire Council", side) for side in ("East", "West", "North")), ("Health", "Visiting")]


@pytest.mark.parametrize("name", ["teams.xlsx", "teams.csv"])
def test_a_workbook_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    teams, problems = read(tmp_path, name, workbook())
    assert names(teams) == WORKBOOK
    said = {p.rule: p for p in problems}
    assert "merged" in said["filled-down"].message and "lines 5, 6" in said["filled-down"].message
    messages = " ".join(p.message for p in problems)
    assert "Hidden rows are read too: line 6" in messages
    assert "Formulas without a result: line 7" in messages
    assert "may have lost the 0" in messages and "“Total”" in messages
    assert all(p.place.line for p in problems if p.rule != "odd-row")


@pytest.mark.office
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_other_workbooks_read_the_same(kind: str, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(workbook())
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "list.xlsx")], check=True, capture_output=True)
    teams, problems = read(tmp_path, f"teams.{kind}", (tmp_path / f"list.{kind}").read_bytes())
    assert names(teams)[:3] == WORKBOOK[:3] and len(teams) == 4
    assert any("Hidden rows are read too: line 6" in p.message for p in problems)
    # Words that a formula made are lost in .xls: the engine reads 0, which is said.
    assert teams[3].section_team == "Visiting" or any("is no name" in p.message for p in problems)


def test_a_workbook_goes_before_text(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/teams.csv").write_text("organisation,section_team,team_manager,contact\nX,Y,,\n")
    assert names(read(tmp_path, "teams.xlsx", workbook())[0]) == WORKBOOK


def test_other_sheets_and_lists_that_are_not_read_are_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name in ("Council", "Health"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, [name, "East", "A", "a"])
            sheet.write_formula(1, 3, "=NA()", None, "#N/A")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/teams.csv").write_text("organisation,section_team,team_manager,contact\nX,Y,,\n")
    teams, problems = read(tmp_path, "Teams.XLSX", out.getvalue())
    assert names(teams) == [("Council", "East")]
    said = [(p.rule, p.message) for p in problems]
    assert ("odd-row", "Only the sheet “Council” is read, and not “Health”") in said
    assert ("second-list", "Only Teams.XLSX is read: teams.csv lies beside it, and is not") in said
    assert ("odd-cell", "Formulas without a result: line 2") in said
