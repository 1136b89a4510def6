"""Golden lists: lists of teams as people keep them, logos, and places in Word, with all that is said, as agreed."""

# ruff: noqa: E501 (a case on one line is read more easily)

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from builder.model.place import Place
from builder.model.problems import Problem
from builder.read.settings.logos import LogoError, clean_logo
from builder.read.teams.rows import list_of_teams, read_teams
from builder.read.word_places import word_places

from .agreed_text import as_agreed, lines_of
from .test_agreed_adapters import workbook

HEAD = "organisation,section_team,team_manager,contact"
ROWS = "\n".join(f"Council,Team {n},M,c{n}@x.example" for n in range(1, 8))
LISTS: dict[str, str] = {
    "plain": f"{HEAD}\nCouncil,East,A,a@x.example\n",
    "empty": "",
    "blank lines": "\n\n,,,\n",
    "only a head": HEAD,
    "no head": "Council,East,A,a\nCouncil,West,B,b\n",
    "a head of one": "team\nEast\n",
    "title and head": f"Our teams 2026\n\nName of Organisation;Team / Service;Manager(s);E-mail address\n{ROWS.replace(',', ';')}",
    "a better head below": f"Team,Date\nEast,1\nOrganisation,Team,Manager\n{ROWS}",
    "agency as organisation": "Agency,Team,Lead,Phone\nPolice,Unit,A,101\n",
    "both agency": "Agency,Organisation,Team\nPolice,Force,Unit\n",
    "typo": "organisaton,section team,team manger,contct,favourite colour\nCouncil,East,A,a,red\n",
    "many unknown": "Organisation,Team,"
    + ",".join(f"Column {n}" for n in range(9))
    + "\nCouncil,East,1,2,3,4,5,6,7,8,9\n",
    "eight unknown": "Organisation,Team," + ",".join(f"Column {n}" for n in range(8)) + "\nCouncil,East,1\n",
    "not needed": "No.,Organisation,Team,Notes,Status,Returned\n1,Council,East,x,y,z\n",
    "filled down": f"{HEAD}\nCouncil,East,A,a\n,West,B,b\n,,C,c\nHealth,,D,d\n,Ward,E,e\n",
    "footers": f"{HEAD}\n{ROWS}\nTotal,7,,\nGrand total: 7,,,\n* a remark,,,\nUpdated 2026,,,\nThis list was checked in the year 2026 by somebody,,,\n7 teams,,,\n,,,x\n1,2,3,4\n",
    "a long remark early": f"{HEAD}\nSeven words and more are no team at all,,,\n{ROWS}",
    "a long remark among the last four": f"{HEAD}\n{ROWS}\nSeven words and more are no team at all,,,\n",
    "six words last": f"{HEAD}\n{ROWS}\nSix words are a team here,,,\n",
    "a year last": f"{HEAD}\n{ROWS}\nIn 2026,,,\n",
    "more than eight left out": f"{HEAD}\n" + "".join(f"Total,{n},,\n" for n in range(10)) + "Council,East,A,a\n",
    "eight left out": f"{HEAD}\n" + "".join(f"Total,{n},,\n" for n in range(8)) + "Council,East,A,a\n",
    "odd cells": f"{HEAD}\nCouncil,1.23E+10,A,1632960111\n0,0,B,163296011\nCouncil,West,C,0163296011\nCouncil,E+1,1E+5,12345678901\n",
    "twice": f"{HEAD}\nCouncil,East,A,a\ncouncil,EAST,B,b\nCouncil,East ,C,c\n",
    "ids": f"{HEAD},id\nCouncil,East,A,a,one\nCouncil,West,B,b,One\n{'C' * 40},{'W' * 40},B,b,\nCouncil One,,C,c,\nCouncil,One,C,c,\n",
    "wide": f"{HEAD}\nCouncil,East,A,a,,,more\nCouncil,West,B,b,,,\n",
    "head again": f"{HEAD}\nCouncil,East,A,a\n{HEAD}\nCouncil,West,B,b\n",
    "large print and names": f"{HEAD},large print,previous names,language,type\nC,E,A,a,Yes,Old; Older;;,cy,health\nC,F,A,a,No,,,\nC,G,A,a,18 pt,,,\nC,H,A,a,n/a,,,\n",
    "sep": "sep=;\nOrganisation;Team\nCouncil;East\n",
    "tabs": "Organisation\tTeam\nCouncil, City\tEast\n",
    "bars": "Organisation|Team\nCouncil|East; West\n",
    "quoted": f'{HEAD}\n"Council\nCity",East,"A ""B""",a\nCouncil,West,B,b\n',
    "broken": f'{HEAD}\nCouncil,East,A,"a\n' + "x" * 140_000,
    "not on this page": "\n".join("x,y" for _ in range(30)) + f"\n{HEAD}\nCouncil,East,A,a\n",
    "on the thirtieth": "\n".join("x,y" for _ in range(29)) + f"\n{HEAD}\nCouncil,East,A,a\n",
}


@pytest.mark.parametrize("part", range(3))
def test_lists_of_teams(part: int, tmp_path: Path) -> None:
    lines: list[str] = []
    for name, text in list(LISTS.items())[part::3]:
        lines += [f"=== {name}", *said(tmp_path, "teams.csv", text.encode())]
    as_agreed("\n".join((*lines, "")), f"lists/teams-{part}.txt")


def said(folder: Path, name: str, data: bytes) -> list[str]:
    (folder / "content").mkdir(exist_ok=True)
    for old in (folder / "content").iterdir():
        old.unlink()
    (folder / "content" / name).write_bytes(data)
    problems: list[Problem] = []
    teams = read_teams(folder, list_of_teams(folder / "content"), problems)
    return [*lines_of(teams), *(f"  {p.place} {p.rule}: {p.message} {p.hint}".rstrip() for p in problems)]


def test_lists_in_other_letters_and_books(tmp_path: Path) -> None:
    text = f"{HEAD}\nŵ Council,Tîm,Zoë,a\n"
    lines = []
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        lines += [encoding, *said(tmp_path, "teams.csv", text.encode(encoding))]
    lines += ["cp1252", *said(tmp_path, "teams.csv", f"{HEAD}\r\nCafé,Tîm,Zoë,a\r\n".encode("cp1252"))]
    lines += ["book", *said(tmp_path, "teams.xlsx", workbook())]
    lines += ["no book", *said(tmp_path, "teams.xlsx", b"PK\x03\x04x"), *said(tmp_path, "teams.ods", b"x,y")]
    (tmp_path / "content" / "teams.ods").unlink()
    problems: list[Problem] = []
    assert read_teams(tmp_path, list_of_teams(tmp_path / "content"), problems) == ()
    lines += [f"{p.place} {p.rule}: {p.message}" for p in problems]
    as_agreed("\n".join((*lines, "")), "lists/letters.txt")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
LOGOS = (
    SVG.format('viewBox="0 0 20.4 10.5"', '<path d="M0 0h1" style="fill: red; position: fixed;stroke:url(#a)" onload="x()"/><!-- c --><script>x</script>'),
    SVG.format('width="20px" height="10.6"', '<g><rect width="1" height="1" fill="javascript:x"/><text>words</text></g><line x1="0"/><polyline points="0,0"/>'),
    SVG.format("", '<circle r="1"/>'),
    SVG.format('viewBox="0 0 0 0"', '<ellipse rx="1" fill="url(http://x)"/><polygon points="1,1"/>'),
    SVG.format('viewBox="0 0 9 9"', "<text>only words</text>"),
    SVG.format('viewBox="0 0 9 9"', "<g>" * 32 + '<rect width="1"/>' + "</g>" * 32),
    SVG.format('viewBox="0 0 9 9"', "<g>" * 29 + '<rect width="1"/>' + "</g>" * 29),
    "<html><svg></html>", "<x xmlns='http://www.w3.org/2000/svg'><svg/></x>", "<svg", "words",
)  # fmt: skip


def test_logos_are_cleaned() -> None:
    lines = []
    out = io.BytesIO()
    Image.new("L", (1300, 26)).save(out, "JPEG")
    for data in (
        *(one.encode() for one in LOGOS),
        out.getvalue(),
        b"<svg" + b" " * 2_000_000,
        b"x" * 2_000_001,
        b" " * 4000 + b"<svg/>",
    ):
        try:
            made = clean_logo(data, "alt")
            lines.append(f"{made.kind} {made.width} {made.height} {made.data.decode() if made.kind == 'svg' else ''}")
        except LogoError as error:
            lines.append(f"cannot: {error}")
    as_agreed("\n".join((*lines, "")), "lists/logos.txt")


def test_places_as_word_knows_them(tmp_path: Path) -> None:
    kept = tmp_path / "records" / "imports" / "k" / "last"
    kept.mkdir(parents=True)
    for name in ("briefing.yml", "01-a.md", "02-gone.md"):
        (kept / name).write_text("x", encoding="utf-8")
    folder = tmp_path / "content" / "k"
    folder.mkdir(parents=True)
    (folder / "01-a.md").write_text("---\nx: y\n---\n# Head\n\nWords\n\n## Second #\n\nMore\n", encoding="utf-8")
    places = [Place(f"content/{rest}", line) for rest, line in (
        ("k/01-a.md", 0), ("k/01-a.md", 1), ("k/01-a.md", 4), ("k/01-a.md", 7), ("k/01-a.md", 8), ("k/01-a.md", 99), ("k/02-gone.md", 3),
        ("k/09-own.md", 1), ("k/briefing.yml", 1), ("k/briefing.yml", 2), ("k", 0), ("other/01-a.md", 1), ("teams.csv", 1),
    )]  # fmt: skip
    named = word_places(tmp_path, frozenset(places))
    as_agreed("".join(f"{place}: {named.get(place)}\n" for place in places), "lists/places.txt")
