"""Odd lists of teams, each with all that is read of it and all that is said: as agreed, in `golden/team-lists.txt`.

Meant the change? Run with UPDATE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
from dataclasses import astuple
from pathlib import Path

import pytest

from builder.model.problems import Problem
from builder.read.teams.columns import columns_of, header_of
from builder.read.teams.rows import read_teams
from builder.read.teams.table import Table, decoded

GOLDEN = Path(__file__).parent / "golden" / "team-lists.txt"
HEAD = "organisation,section_team,team_manager,contact"
LISTS: dict[str, str] = {
    "every column": f"{HEAD},agency,id,lang,formerly,large_print\n"
    "Council,East,Ann,a@x.example,Health,one,cy,Old East; Older East ;,yes\n"
    "Council,West,Bob,b@x.example,,,,,no\nCouncil,North,Cy,c,,,,,N/A\nCouncil,South,Di,d,,,,,18 point\n",
    "one sum in words, one in figures": f"{HEAD}\nC,E,A,a\nGrand total,3,,\n12,4,,\n5%,,,\n",
    "footers of every kind": f"{HEAD}\nC,E,A,a\n"
    + "".join(
        f"{words},,,\n"
        for words in (
            "Subtotal", "Sum of teams", "Count", "Number of teams", "Updated by A", "Source: a list", "Page 2", "Note",
            "* new", "© Council", "Confidential", "OFFICIAL", "End of list", "Version 2", "Prepared by A", "3 teams",
            "n = 4",
        )
    ),
    "what only begins like a footer names a team": f"{HEAD}\nTotal Care,East,A,a\nSummit Health,West,B,b\n"
    "Notewell,N,C,c\n",
    "a sentence at the end is none": f"{HEAD}\n"
    + "C,T{0},A,a\n".replace("{0}", "1")
    + "C,T2,A,a\nThis list is looked after by the team,,,\nChecked for 2026,,,\nSix words are still a name,,,\n",
    "the same sentence far from the end is a team": f"{HEAD}\nThis list is looked after by the team,,,\n"
    + "".join(f"C,T{n},A,a\n" for n in range(6)),
    "rows that name nobody": f"{HEAD}\n,,Ann,a\nC,E,,\n,,,\n,,,x\n",
    "filled down, and not above the first": f"{HEAD}\n,Alone,A,a\nC,E,A,a\n,W,B,b\n,N,C,c\nD,,D,d\n,S,E,e\n",
    "filled down on more than eight lines": f"{HEAD}\nC,T0,A,a\n" + "".join(f",T{n},A,a\n" for n in range(1, 11)),
    "long numbers and lost zeros": f"{HEAD}\nC,E,A,4E+11\nC,W,A,4.41633E+11\nC,N,A,44.1E+11\nC,S,A,1632960333\n"
    "C,Q,A,01632960333\nC,R,A,163296033\nC,V,1632960333,a\n0,X,A,a\nC,0,A,0\n",
    "more cells than the header": f"{HEAD}\nC,E,A,a,extra words that go on for longer than forty signs do,\n"
    "C,W,A,a,,\n",
    "twins by case and by slash": f"{HEAD}\nC,East,A,a\nc,EAST,A,a\nC,East/1,A,a\nC,East 1,A,a\n",
    "ids that are taken": f"{HEAD},id\nC,E,A,a,one\nC,W,A,a,One\nC,N,A,a,one!\n",
    "a name as long as a page": f"{HEAD}\n{'Council ' * 12},{'East ' * 12},A,a\n"
    f"{'Council ' * 12},{'East ' * 12}/,A,a\n",
    "columns that are not read": f"{HEAD},Colour,Notes,Date sent,Team mananger,\nC,E,A,a,red,x,y,z,\n",
    "nine columns that are not read": f"{HEAD}," + ",".join(f"Colour {n}" for n in range(9)) + "\nC,E,A,a\n",
    "no manager and no contact": "Organisation,Team\nC,E\n",
    "no team": "Organisation,Manager,Contact\nC,A,a\n",
    "a manager spelt wrongly": "Organisation,Team,Maneger,Contact\nC,E,A,a\n",
    "two columns of one kind": "Organisation,Team,Team name,Manager,Contact\nC,E,F,A,a\n",
    "agency beside organisation": "Agency,Organisation,Team,Manager,Contact\nHealth,C,E,A,a\n",
    "titles above": f"Teams of the partnership,,,\n,,,\nAs of 2026,,,\n{HEAD}\nC,E,A,a\n",
    "the header on row 30": "x\n" * 29 + f"{HEAD}\nC,E,A,a\n",
    "the header on row 31": "x\n" * 30 + f"{HEAD}\nC,E,A,a\n",
    "the fuller of two headers": "Team,Manager\n" + f"{HEAD}\nC,E,A,a\n",
    "tabs, semicolons in cells": f"{HEAD}\nC;D,E;F,A,a\n".replace(",", "\t"),
    "a line for Excel": f"sep=;\n{HEAD}\nC,E,A,a\n,W,A,a\nC,E,A,a\n".replace(",", ";"),
    "words over two lines": f'{HEAD}\n"C\nD",E,A,a\nC,"W\tX",A,a\nC,W X,A,a\n',
    "empty": "\n \n",
    "a header alone": f"{HEAD}\n",
    "no header at all": "One,Two\nThree,Four\n",
    "section and team in columns of their own": "Organisation,Section,Team,Manager,Email\nC,Children,East,A,a\n"
    "C,Adults,East,B,b\nC,,West,D,d\n",
    "a name and a contact in two columns each": "Agency,Service,First name,Surname,Telephone,Email address\n"
    "C,E,Ann,Lee,01632 960333,a@x.example\n",
    "longer names of columns": "Agency,Safeguarding Lead,Lead Email,Date e-mail sent\nC,A,a@x.example,1/1\n",
    "contact is a person where an address stands beside": "Organisation,Team,Contact,Email\nC,E,Ann,a@x.example\n",
    "a header on two lines": "Organisation,,Manager,\nName,Team,Name,Email\nC,E,A,a\n",
    "organisations as headings": f"{HEAD}\nC,,,\n,E,A,a\n,W,B,b\nD,,,\nD,N,B,b\n",
    "faults and formulas": f"{HEAD}\nC,#N/A,#REF!,a\nD,=B2,Err:502,a\nE,E=mc2,A,#DIV/0!\n",
    "what became a date": f"{HEAD},id\nC,1-Feb,A,a,2026-02-01\nC,E,A,01/02/2026,Mar-04\nC,May 4 Club,A,a,1/2/26\n",
    "long numbers otherwise": f"{HEAD}\nC,E,A,4.4e+11\nC,W,A,4.4E11\nC,2E1,A,1632 960333\n".replace("C,E", '"C",E'),
    "a quotation mark that does not close": f'{HEAD}\nC,"East,A,a\nC,West,B,b\nC,"North\nside",D,"d"\n',
    "one that closes too late": f'{HEAD}\nC,"East,A,a\nC,West,B,b\nC,"North",D,d\n',
    "a key below": f"{HEAD}\nC,E,A,a\n\nKey:,,,\nRed = new,,,\nWrenford,,,\n",
    "one cell each, with gaps": f"{HEAD}\nC,,,\n\nD,,,\n",
    "sums in more than two columns": f"{HEAD}\nC,E,A,a\nTotals,,1,1\nCyfanswm,1,,\nNo. of teams: 1,,,\n",
    "nobody has an organisation": f"{HEAD}\n,E,A,a\n,W,B,b\n",
}  # fmt: skip


def told(name: str, folder: Path) -> str:
    """A list as it is read: its teams, then what is said of it."""
    (folder / "content").mkdir(parents=True)
    file = folder / "content/teams.csv"
    file.write_text(LISTS[name], encoding="utf-8")
    problems: list[Problem] = []
    teams = read_teams(folder, file, problems)
    rows = "".join(f"  {' | '.join(map(str, astuple(team)))}\n" for team in teams)
    said = "".join(f"  {p.place.line}: {p.rule}: {p.message}{f' -- {p.hint}' if p.hint else ''}\n" for p in problems)
    return f"{name}\n{rows}{said}\n"


def test_odd_lists_are_read_as_agreed(tmp_path: Path) -> None:
    now = "".join(told(name, tmp_path / str(n)) for n, name in enumerate(LISTS))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(now, encoding="utf-8")
    assert now == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        (["Name of Organisation", "Section & Team", "Team Manager(s)", "E-mail"],
         ["organisation", "section_team", "team_manager", "contact"]),
        (["Agency", "Team", "Lead officer", "Tel."], ["organisation", "section_team", "team_manager", "contact"]),
        (["Agency", "Employer", "Ward"], ["agency", "organisation", "section_team"]),
        (["Sefydliad", "Enw’r tîm", "Rheolwr", "E-bost"], ["organisation", "section_team", "team_manager", "contact"]),
        (["TRUST", "Team or Service*", "Manager’s name", "Email / Phone"],
         ["organisation", "section_team", "team_manager", "contact"]),
        (["Team", "Team", "Group"], ["section_team", "", ""]),
        (["Contact (required)", "Previous_name", "Print Bras", "Iaith", "Cyfeirnod", "Sector"],
         ["contact", "formerly", "large_print", "lang", "id", "organisation"]),
        (["", "Colour"], ["", ""]),
    ],
)  # fmt: skip
def test_columns_as_people_call_them(row: list[str], columns: list[str]) -> None:
    assert columns_of(row) == columns


def test_a_header_names_two_columns_one_of_them_who() -> None:
    assert header_of(Table(((1, ["Manager", "Contact"]),))) is None
    assert header_of(Table(((1, ["Team"]),))) is None
    assert header_of(Table(((1, ["x"]), (2, ["Team", "Contact"])))) == (1, ["section_team", "contact"])
    first = Table(((1, ["Team", "Contact"]), (2, ["Team", "Manager"])))
    assert header_of(first) == (0, ["section_team", "contact"])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("a,é".encode(), "a,é"),
        ("a,é".encode("utf-8-sig"), "a,é"),
        ("a,é".encode("utf-16"), "a,é"),
        ("a,é".encode("utf-16-be"), "a,é"),
        ("a,é".encode("utf-16-le"), "a,é"),
        ("a,é".encode("cp1252"), "a,é"),
        (b"abcdefgh\0", "abcdefgh"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\ue000b\ue001".encode(), "ab"),
        (b"", ""),
    ],
)
def test_letters_as_spreadsheets_save_them(data: bytes, text: str) -> None:
    assert decoded(data) == text
