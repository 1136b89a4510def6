"""What goes along with the worksheets, and what a person types from paper."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from builder.form.definition import Form, plan_form
from builder.form.field_ids import encode
from builder.model.partnership import Privacy, Returns, Team
from builder.render.job import Job
from builder.returns.records.paper import PaperReading, read_paper
from builder.returns.replies import How, NotRead, Reason
from builder.worksheets.messages import make_sending, paper_table
from builder.worksheets.naming import worksheet_paths
from site_tests.returned import plan_of

REFERENCE = "wrenford/child-h/1.0/assessment-east/plan-1"


@pytest.fixture(scope="module")
def form(job: Job) -> Form:
    return plan_form(job.library.partnership, job.briefing, job.words)


def with_teams(job: Job, *teams: Team) -> Job:
    return replace(job, library=replace(job.library, teams=teams), briefing=replace(job.briefing, teams=None))


def rows_of(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# What is sent ------------------------------------------------------------------------------------


def test_each_organisation_has_a_message_beside_its_files(job: Job, tmp_path: Path) -> None:
    make_sending(job, tmp_path)
    teams = job.library.teams_of(job.briefing)
    folders = {str(p.parent): p for p in worksheet_paths(teams).values()}
    assert {p.parent.name for p in tmp_path.rglob("message.txt")} == set(folders)
    for team in teams:
        path = worksheet_paths(teams)[team.id]
        words = (tmp_path / path.parent / "message.txt").read_text(encoding="utf-8")
        for text in (
            team.section_team,
            f"{path.name}.pdf",
            f"{path.name}.docx",
            f"/{team.id}/plan-2",
            "31 January 2027",
        ):
            assert text in words, text
        assert "or want to take it up in supervision, there is a pack" in words
        for text in (
            "Ask for it: learning@wrenford.example",
            "children and families",
            "01632 960 111",
            "can stop at any point",
        ):
            assert text in words, text
        assert team.team_manager not in words, "a message goes to an organisation, not about a person"


def test_what_is_not_known_is_not_promised(job: Job, tmp_path: Path) -> None:
    partnership = replace(job.library.partnership, returns=Returns(), privacy=Privacy(), address="", contact="")
    bare = replace(job, library=replace(job.library, partnership=partnership))
    make_sending(replace(bare, briefing=replace(job.briefing, support=(), content_notice="")), tmp_path)
    words = next(tmp_path.rglob("message.txt")).read_text(encoding="utf-8")
    assert "Return it to the person who sent you this message." in words
    assert "Ask the person who sent you this message for it." in words
    assert "http" not in words and "None" not in words and "Questions" not in words


def test_the_list_is_one_line_a_team_and_runs_nothing(job: Job, tmp_path: Path) -> None:
    evil = Team("evil", "=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "\t=1", line=2)
    odd = Team("odd", "Ysgol “Ŵyn”, Cymru", "Tîm\nmawr", "-x", "a@b.example")
    make_sending(with_teams(job, evil, odd), tmp_path)
    rows = rows_of((tmp_path / "send-list.csv").read_bytes())
    head = ["team", "organisation", "team manager", "contact", "files", "reference", "return by"]
    assert list(rows[0]) == [*head, "link to write it on the web"]
    assert len(rows) == 2
    assert not any(v.lstrip()[:1] in "=+-@" for row in rows for v in row.values() if v)
    found = next(r for r in rows if r["reference"].endswith("/odd/plan-2"))
    assert found["team"] == "Tîm mawr" and found["organisation"] == "Ysgol “Ŵyn”, Cymru"
    assert found["files"].endswith(".docx") and found["return by"] == "31 January 2027"


def test_a_teams_own_link_says_whose_plan_it_is_and_nothing_of_people(job: Job, tmp_path: Path) -> None:
    odd = Team("odd", "Ysgol “Ŵyn” & Co", "Tîm #1 = mawr", "Ann Manager", "ann@b.example", line=2)
    make_sending(with_teams(job, odd), tmp_path)
    (row,) = rows_of((tmp_path / "send-list.csv").read_bytes())
    where, _, behind = row["link to write it on the web"].partition("#")
    assert where.endswith("/child-h/plan.html") and "?" not in where
    assert parse_qs(behind, strict_parsing=True) == {
        "organisation": ["Ysgol “Ŵyn” & Co"],
        "team": ["Tîm #1 = mawr"],
        "reference": [row["reference"]],
    }
    (said,) = tmp_path.rglob("message.txt")
    assert row["link to write it on the web"] in said.read_text(encoding="utf-8")


# What is typed from paper ------------------------------------------------------------------------


def typed(*lines: str, form: Form | None = None, encoding: str = "utf-8") -> PaperReading:
    return read_paper("\r\n".join(lines).encode(encoding), "paper.csv", (form,) if form else ())


def test_the_empty_table_reads_as_nothing(job: Job, form: Form) -> None:
    reading = read_paper(paper_table(job), "paper.csv", (form,))
    assert reading.returns == () and reading.problems == ()


def test_the_tables_own_columns_hold_a_whole_plan(job: Job, form: Form) -> None:
    columns = form.paper_columns()
    assert len(set(columns.values())) == len(columns) == 1 + len(form.fields())
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    answers = {name: "x" if "relevant" in name else f"a line\nand {name}" for name in columns.values()}
    writer.writerow([REFERENCE if name == "reference" else answers[name] for name in columns.values()])
    ((line, found),) = read_paper(out.getvalue().encode(), "paper.csv", (form,)).returns
    assert line == 2 and found.how is How.PAPER
    assert str(found.reference) == REFERENCE
    assert found.plan == plan_of(answers)


@pytest.mark.parametrize(
    ("head", "cells", "meant"),
    [
        ("reference,R1,action_1_what", f"{REFERENCE},x,Do it", {"relevant_r1": "yes", "action_1_what": "Do it"}),
        ("Reference;Team Manager;learning_1", f"{REFERENCE};A;“B”", {"team_manager": "A", "learning_1": "“B”"}),
        ("REFERENCE\tr2\tlearning_2", f" {REFERENCE} \tyes\tC", {"relevant_r2": "yes", "learning_2": "C"}),
        ("reference,action 1: by when,R1", f"{REFERENCE},1/3/2027,no", {"action_1_when": "1/3/2027"}),
    ],
)
def test_ids_or_labels_comma_semicolon_or_tab(form: Form, head: str, cells: str, meant: dict[str, str]) -> None:
    reading = typed(head, cells, form=form)
    assert reading.problems == ()
    assert encode(reading.returns[0][1].plan) == meant


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_as_excel_saves_it(form: Form, encoding: str) -> None:
    reading = typed("reference,learning_1", f"{REFERENCE},café – “naïve”", form=form, encoding=encoding)
    assert reading.returns[0][1].answers == {"learning_1": "café – “naïve”"}


def test_problems_come_by_line_and_the_rest_counts(form: Form) -> None:
    reading = typed(
        "reference,learning_1,Team Manger",
        f"{REFERENCE},first,A",
        "",
        "nonsense,second,B",
        ",third,C",
        '"wrenford/child-h/1.0/early-help/plan-1","fourth',
        'on two lines",D',
        f"{REFERENCE},fifth,E",
        "wrenford/child-h/1.0/early-help/plan-9,sixth,F",
        form=form,
    )
    said = [(p.place.line, p.rule) for p in reading.problems]
    assert said == [
        (1, "paper-column"),
        (4, "paper-reference"),
        (5, "paper-reference"),
        (8, "paper-twice"),
        (9, "paper-version"),
    ]
    assert "team manager" in reading.problems[0].hint
    assert [line for line, _ in reading.returns] == [2, 6, 8]


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"a,b\n1,2", b"\x00\x01\x02", b"reference,organisation\nx,y", b"%PDF-1.7", b"reference\nx"],
)
def test_other_tables_are_not_taken_for_it(data: bytes) -> None:
    with pytest.raises(NotRead) as refusal:
        read_paper(data, "paper.csv")
    assert refusal.value.reason is Reason.NOT_A_WORKSHEET


def test_the_send_list_is_not_taken_for_it(job: Job, tmp_path: Path) -> None:
    make_sending(job, tmp_path)
    with pytest.raises(NotRead):
        read_paper((tmp_path / "send-list.csv").read_bytes(), "send-list.csv")


def test_a_huge_one_is_refused() -> None:
    with pytest.raises(NotRead) as refusal:
        read_paper(b"reference,learning_1\n" + f"{REFERENCE},x\n".encode() * 20_001, "paper.csv")
    assert refusal.value.reason is Reason.TOO_LARGE
    with pytest.raises(NotRead) as refusal:
        read_paper(b'reference,learning_1\n"' + b"x" * 1_000_000, "paper.csv")
    assert refusal.value.reason is Reason.DAMAGED
