"""`records/`: what people decide about replies and type from paper is known to the next run, and never lost by one."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.comments import Comment

from builder.cli import main
from builder.collect import gather
from builder.form.field_ids import encode
from builder.returns.collected import Collected, Outcome, State
from builder.returns.replies import How

from .test_returned_cases import CASES, EAST, WEST

HEALTH, POLICE = "north-health-trust-health-visiting", "testshire-police-protect"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(CASES / "project", tmp_path / "project")
    (tmp_path / "project" / "returned").mkdir()
    return tmp_path / "project"


def collected(project: Path) -> Collected:
    found = gather(project)
    assert found.collected is not None
    return found.collected


def decide(project: Path, file: str, decision: str, team: str = "") -> None:
    """What a person does: fills two cells of the line of a file."""
    path = project / "records" / "reply-decisions.csv"
    lines = path.read_text("utf-8-sig").splitlines()
    for number, line in enumerate(lines):
        if line.startswith(f'"{file}"'):
            head = line.rsplit(",", 4)[0]
            lines[number] = f'{head},"{decision}","{team}","","Rang them"'
    path.write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize(
    ("decision", "team", "state", "outcome"),
    [
        ("belongs", WEST, State.REPLIED, Outcome.READ),
        ("Belongs", "", State.REPLIED, Outcome.READ),
        ("leave out", "", State.SILENT, Outcome.SETTLED),
        ("", "", State.DECIDE, Outcome.FOR_A_PERSON),
    ],
)
def test_a_decision_is_known_to_the_next_run(
    project: Path, decision: str, team: str, state: State, outcome: Outcome
) -> None:
    shutil.copy(CASES / "east-file-used-by-west.pdf", project / "returned")
    assert collected(project).state("child-k", WEST) is State.DECIDE
    decide(project, "east-file-used-by-west.pdf", decision, team)
    again = collected(project)
    assert (again.state("child-k", WEST), again.files[0].outcome) == (state, outcome)
    kept = (project / "records" / "reply-decisions.csv").read_text("utf-8")
    collected(project)
    assert (project / "records" / "reply-decisions.csv").read_text("utf-8") == kept and "Rang them" in kept


def test_a_decision_that_nobody_understands_is_said(project: Path) -> None:
    shutil.copy(CASES / "east-file-used-by-west.pdf", project / "returned")
    collected(project)
    decide(project, "east-file-used-by-west.pdf", "perhaps")
    shown = CliRunner().invoke(main, ["--project", str(project), "collect"])
    assert shown.exit_code == 0 and "“perhaps” is no decision" in shown.stderr
    decide(project, "east-file-used-by-west.pdf", "belongs", "nobody")
    shown = CliRunner().invoke(main, ["--project", str(project), "collect"])
    assert "“nobody” is no team that is known" in shown.stderr


def test_the_table_of_paper_is_made_again_and_keeps_each_typed_cell(project: Path) -> None:
    collected(project)
    path = project / "records" / "paper.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    teams = {row["reference"].split("/")[3] for row in rows}
    assert len(teams) > 1 and len(rows) == 7 * len(teams)
    first, *others = rows
    kept = [{**row, "what": "=Ring; the “school”\nnow"} if row["row"] == "Action 1" else row for row in rows[:7]]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*first, "mine"], delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "mine": "seen"} for row in kept)
    path.write_bytes(out.getvalue().encode("utf-8"))
    collected(project)
    again = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert [{n: row[n] for n in first} for row in again[:7]] == kept and {row["mine"] for row in again[:7]} == {"seen"}
    assert [row["reference"] for row in again] == [row["reference"] for row in rows]
    before = path.read_bytes()
    found = collected(project)
    assert path.read_bytes() == before and len(others) > 6
    assert [r.plan.rows[0]["what"] for r in found.replies if r.how is How.PAPER] == ["=Ring; the “school”\nnow"]


def test_what_is_typed_from_paper_counts_and_stays(project: Path) -> None:
    collected(project)
    path = project / "records" / "paper.xlsx"
    book = load_workbook(path)
    sheet = book["child-k"]
    head = [cell.value for cell in sheet[1]]
    rows = {(row[0].value.split("/")[3], row[3].value): row for row in sheet.iter_rows(min_row=2)}
    assert len(rows) == 4 * 7 and rows[EAST, "Action 2"][2].value == "Assessment East"

    def write(team: str, row: str, **cells: object) -> None:
        for name, value in cells.items():
            rows[team, row][head.index(name)].value = value  # type: ignore[assignment]

    write(HEALTH, "The session", session_date=date(2026, 11, 2), attending=9, learning_1="=Not a formula", R2="x")
    write(HEALTH, "Action 2", what="Ring the school", who="Duty worker", when=date(2027, 3, 1))
    rows[HEALTH, "Action 2"][5].comment = Comment("Hard to read", "Officer")
    book.save(path)
    with (project / "content" / "teams.csv").open("a", encoding="utf-8") as teams:
        teams.write("New Trust,New team,Nia,nia@new.example,Health\n")
    again = collected(project)
    (reply,) = again.replies
    want = {
        "attending": "9",
        "session_date": "2026-11-02",
        "relevant_r2": "yes",
        "action_1_what": "Ring the school",
        "action_1_when": "2027-03-01",
    }
    assert reply.match.team == HEALTH and want.items() <= encode(reply.plan).items()
    now = load_workbook(path)["child-k"]
    assert now.max_row == 1 + 5 * 7, "the new team's rows stand below"
    assert [c.comment.text for row in now.iter_rows() for c in row if c.comment] == ["Hard to read"]
    assert now.cell(1 + 2 * 7 + 1, head.index("attending") + 1).value == 9


def test_a_scan_is_settled_when_somebody_has_typed_it_in(project: Path) -> None:
    """A file whose reference is known and whose team's paper was typed waits no longer."""
    shutil.copy(CASES / "w.doc", project / "returned" / "east.doc")
    assert collected(project).state("child-k", EAST) is State.UNREAD
    path = project / "records" / "paper.xlsx"
    book = load_workbook(path)
    sheet = book["child-k"]
    row = next(r for r in sheet.iter_rows(min_row=2) if f"/{EAST}/" in r[0].value and r[3].value == "Action 1")
    row[[c.value for c in sheet[1]].index("what")].value = "Join meetings"
    book.save(path)
    again = collected(project)
    assert again.files[0].outcome is Outcome.SETTLED and again.state("child-k", EAST) is State.REPLIED


def test_a_workbook_that_is_none_is_left_as_it_is(project: Path) -> None:
    (project / "records").mkdir()
    (project / "records" / "paper.xlsx").write_bytes(b"PK\x03\x04 broken")
    shown = CliRunner().invoke(main, ["--project", str(project), "collect"])
    said = " ".join(shown.stderr.split())
    assert shown.exit_code == 0 and "records/paper.xlsx is no" in said
    assert (project / "records" / "paper.xlsx").read_bytes() == b"PK\x03\x04 broken"
