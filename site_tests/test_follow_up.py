"""The second life of a plan: made from a team's own return, in three formats, and read back like the plan."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.adapters.word.form import FormTemplate
from builder.cli import main
from builder.form.definition import follow_up_form, follow_up_plan
from builder.form.field_ids import encode
from builder.form.plan import FOLLOW_UPS, Plan, ReturnKind
from builder.model.partnership import Audience
from builder.render.job import Job
from builder.returns.reading.pdf import read_pdf
from builder.returns.reading.web_plan import read_json
from builder.returns.reading.word import read_word
from builder.returns.replies import Return
from builder.worksheets.follow_up import FollowUp, make_follow_up
from builder.worksheets.word import plan_template, team_doc

from .conftest import DEEP, copy_project
from .pdfua import check
from .returned import plan_of, return_file
from .test_law import filled_pdf, obeys, plans

FIRST = 1_767_571_200
"""5 January 2026, ten months before the day of the tests."""

READERS: dict[str, Callable[[bytes], Return]] = {".pdf": read_pdf, ".docx": read_word}


def agreed(actions: int) -> Plan:
    """A team's plan with so many actions; the third has no words of what, the fourth a long one."""
    details = {
        "organisation": "Wrenford Council",
        "section_team": "Team East",
        "team_manager": "A",
        "contact": "b@c.example",
    }
    rows = {}
    for n in range(1, actions + 1):
        what = "" if n == 3 else "Use one page for every meeting. " * (20 if n == 4 else 1)
        rows |= {f"action_{n}_what": what, f"action_{n}_who": "Team manager", f"action_{n}_when": "2027-03-01"}
        rows |= {f"action_{n}_worked": "Ten meetings looked at"}
    return plan_of(details | rows)


def actions_of(number: int) -> Plan:
    """The actions alone: the details of a team's own form come filled in."""
    return replace(agreed(number), details={})


def sheet_of(job: Job, actions: int = 7, kind: ReturnKind = ReturnKind.AFTER_6) -> FollowUp:
    return FollowUp(job, kind, agreed(actions), job.library.teams[0], date(2027, 8, 1))


@pytest.mark.parametrize("kind", FOLLOW_UPS)
@pytest.mark.parametrize("actions", [1, 7, 15])
def test_every_format_holds_the_teams_actions(job: Job, tmp_path: Path, kind: ReturnKind, actions: int) -> None:
    team = job.library.teams[0]
    files = make_follow_up(job, agreed(actions), kind, tmp_path, team=team.id, by=date(2027, 8, 1))
    assert [f.suffix for f in files] == [".pdf", ".docx"]
    form = follow_up_form(job.library.partnership, job.briefing, job.words, kind, team)
    for file in files:
        found = READERS[file.suffix](file.read_bytes())
        assert found.kind == kind and found.reference == form.reference
        plan = agreed(actions)
        assert found.plan == follow_up_plan(plan, job.words)
        assert found.plan.rows[0]["what"] == plan.rows[0]["what"]
        assert found.plan.rows[0]["agreed"].splitlines()[:2] == ["Who: Team manager", "By: 1 March 2027"]
        assert len(found.plan.rows) == actions


def test_the_pdf_keeps_the_rules_and_says_who_it_is_for(job: Job) -> None:
    data = sheet_of(job).pdf()
    assert check(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fields = {str(f.T): f for f in pdf.Root.AcroForm.Fields}
        assert str(fields["action_2_done"].TU).startswith("Action 2: Has it been done?")
        assert "children and families" in str(fields["action_2_change"].TU)
        fixed = {name for name, field in fields.items() if int(field.get("/Ff", 0)) & 1}
        own = {f"action_{n}_{column}" for n in range(1, 8) for column in ("what", "agreed")}
        assert fixed == own | {"reference"}, "nobody types over what a team agreed"
    assert sheet_of(job).pdf() == data, "same input, same bytes"
    assert sheet_of(job).word() == sheet_of(job).word()


def test_it_asks_for_a_day_of_its_own(job: Job) -> None:
    assert "1 August 2027" in sheet_of(job).notes[0]
    undated = replace(sheet_of(job), by=None).notes[0]
    assert "2027" not in undated and job.library.partnership.returns.to in undated


def test_adults_are_not_called_children(job: Job) -> None:
    quiet = replace(job, words=job.theme.words("en", Audience.ADULTS))
    form = follow_up_form(job.library.partnership, job.briefing, quiet.words, ReturnKind.AFTER_12)
    (change,) = [c.label for c in form.columns if c.id == "change"]
    assert "adults" in change and "child" not in change


def test_a_plan_without_actions_has_none(job: Job, tmp_path: Path) -> None:
    assert (
        make_follow_up(job, Plan({"organisation": "x"}), ReturnKind.AFTER_6, tmp_path, team=job.library.teams[0].id)
        == ()
    )
    assert list(tmp_path.iterdir()) == []


def test_a_team_that_left_teams_csv_still_gets_its_own(job: Job, tmp_path: Path) -> None:
    hostile = replace(agreed(1), details={"organisation": "../../etc", "section_team": "CON"})
    files = make_follow_up(job, hostile, ReturnKind.AFTER_6, tmp_path, team="gone")
    assert all(f.resolve().is_relative_to(tmp_path.resolve()) for f in files)
    assert len(list(tmp_path.rglob("*.docx"))) == 1


# The law -----------------------------------------------------------------------------------------

few = settings(max_examples=2000 if DEEP else 20)
"""The law is the plan's, which `test_law.py` tries with more."""


@pytest.fixture(scope="module")
def sheet(job: Job) -> FollowUp:
    return sheet_of(job, 4)


@pytest.fixture(scope="module")
def pdf(sheet: FollowUp) -> bytes:
    return sheet.pdf()


@pytest.fixture(scope="module")
def template(sheet: FollowUp) -> FormTemplate:
    return sheet.template


@few
@given(data=st.data())
def test_word_obeys(sheet: FollowUp, template: FormTemplate, data: st.DataObject) -> None:
    plan = data.draw(plans(sheet.form, 4, sheet.given))
    obeys(sheet.form, plan, read_word(template.document(sheet.form.reference, "Team East", plan)))


@few
@given(data=st.data())
def test_pdf_obeys(sheet: FollowUp, pdf: bytes, data: st.DataObject) -> None:
    plan = data.draw(plans(sheet.form, 4, sheet.given))
    obeys(sheet.form, plan, read_pdf(filled_pdf(pdf, plan)))


@few
@given(data=st.data())
def test_return_file_obeys(sheet: FollowUp, data: st.DataObject) -> None:
    plan = data.draw(plans(sheet.form, 4, sheet.given))
    obeys(sheet.form, plan, read_json(return_file(sheet.form, encode(plan)).encode()))


# The command -------------------------------------------------------------------------------------


def test_from_returned_plans_to_the_overview(job: Job, tmp_path: Path) -> None:
    project, returns = copy_project(tmp_path / "project"), tmp_path / "returns"
    returns.mkdir()
    template = plan_template(job)
    east, empty = job.library.teams[:2]
    (returns / "east.docx").write_bytes(team_doc(job, template, east, agreed(2)))
    (returns / "empty.docx").write_bytes(team_doc(job, template, empty))
    made = CliRunner().invoke(
        main, ["--project", str(project), "follow-up", str(returns), "--after", "6"], catch_exceptions=False
    )
    assert made.exit_code == 0, made.output
    assert "1 team with actions" in made.output and empty.section_team in made.output
    assert "Is it too early?" in made.output, "the plan came today"
    for name in ("east.docx", "empty.docx"):
        os.utime(returns / name, (FIRST, FIRST))
    later = CliRunner().invoke(
        main, ["--project", str(project), "follow-up", str(returns), "--after", "6"], catch_exceptions=False
    )
    assert later.exit_code == 0 and "too early" not in later.output
    (file,) = (project / "dist" / "follow-up-6-months").rglob("*.docx")
    found = read_word(file.read_bytes())
    assert found.reference is not None and found.reference.team == east.id
    (returns / "followed.docx").write_bytes(file.read_bytes())
    seen = CliRunner().invoke(main, ["--project", str(project), "collect", str(returns)], catch_exceptions=False)
    assert seen.exit_code == 0 and "Read: 3" in seen.output


def test_it_is_sent_and_typed_from_paper_like_the_first_round(job: Job, tmp_path: Path) -> None:
    project, returns = copy_project(tmp_path / "project"), tmp_path / "returns"
    returns.mkdir()
    template = plan_template(job)
    east, west, silent = job.library.teams[:3]
    (returns / "east.docx").write_bytes(team_doc(job, template, east, actions_of(8)))
    (returns / "west.docx").write_bytes(team_doc(job, template, west, actions_of(2)))

    def run(*words: str) -> str:
        shown = CliRunner().invoke(main, ["--project", str(project), *words], catch_exceptions=False)
        assert shown.exit_code == 0, shown.output
        return shown.output

    run("follow-up", str(returns), "--after", "6", "--by", "1/8/2027")
    folder = project / "dist" / "follow-up-6-months" / "child-h"
    assert {p.suffix for p in folder.rglob("*") if p.is_file()} == {".pdf", ".docx", ".txt", ".csv"}
    letters = [p.read_text("utf-8") for p in folder.rglob("message.txt")]
    for team in (east, west):
        (letter,) = [text for text in letters if f"/{team.id}/after6-2" in text]
        assert "6 months on" in letter and "by 1 August 2027" in letter and "31 January 2027" not in letter
        assert next(folder.rglob(f"*{letter.split('.docx')[0].split()[-1]}.docx")).is_file()
    sent = list(csv.DictReader(io.StringIO((folder / "send-list.csv").read_text("utf-8-sig"), newline="")))
    assert len(sent) == 2 and all((folder / name).is_file() for row in sent for name in row["files"].split("; "))
    assert silent.section_team not in {row["team"] for row in sent}

    assert not list((project / "dist").rglob("paper*.csv")), "a build would replace what is typed there"
    paper = project / "records" / "paper-6-months-child-h.csv"
    typed = list(csv.DictReader(io.StringIO(paper.read_text("utf-8-sig"), newline="")))
    assert len(typed) == 2
    assert "empty" not in run("collect", str(returns)), "a table that nobody has typed in is no file that came back"
    line = next(row for row in typed if f"/{east.id}/" in row["reference"])
    line["Action 8: Has it been done?"], line["Action 2: Has it been done?"] = "yes", "in progress"
    with paper.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, typed[0].keys())
        writer.writeheader()
        writer.writerows(typed)
    (returns / "third.docx").write_bytes(team_doc(job, template, silent, actions_of(2)))
    before = list(csv.reader(io.StringIO(paper.read_text("utf-8-sig"), newline="")))
    run("follow-up", str(returns), "--after", "6")
    after = list(csv.reader(io.StringIO(paper.read_text("utf-8-sig"), newline="")))
    assert after[: len(before)] == before and len(after) == len(before) + 1, "typed lines stay, the third team's is new"
    run("collect", str(returns))
    table = (project / "dist" / "overview" / "follow-up.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert {(r["team_id"], r["number"], r["team_reports"]) for r in rows if r["team_reports"]} == {
        (east.id, "2", "partly"),
        (east.id, "8", "yes"),
    }
