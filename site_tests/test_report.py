"""The report for a board, and reminders: every figure counted again from the raw answers, by code of the test's own."""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import openpyxl
import pypdf
import pytest
import yaml
from click.testing import CliRunner
from docx import Document
from playwright.sync_api import Browser, expect
from pptx import Presentation

from builder.cli import main
from builder.evidence.actions import Action
from builder.evidence.board.chain import strands, unanswered
from builder.evidence.board.files import Printer, summary_page, summary_slide
from builder.evidence.board.parts import Answer, BoardText, ChainPicture, ChainRow, breakable, cut
from builder.evidence.reminding.reminders import Reminder, read_sent, with_reminders
from builder.evidence.reminding.text import reminder_text
from builder.evidence.strength import Strength, strength_of
from builder.form.plan import ReturnKind
from builder.model.theme import Theme
from builder.model.topics import suggested
from builder.read import read_library
from builder.render.job import jobs_of
from builder.report import remind, report

from .conftest import ROOT, copy_project
from .returned import answers_of
from .trainer_cases import office_errors

TODAY = date(2027, 6, 1)
TEAMS = (
    *("assessment-east", "family-support", "early-help", "housing-options", "millbrook-surgery"),
    *("health-visiting-north", "emergency-department", "oakfield-pastoral"),
)
PAST = ("2027-01-15", "1 March 2027", "2026-09-30", "end of March")
"""What the second actions say; by the session in October, March is the next one."""

QUESTIONS = ("Who has not answered?", "What is overdue?", "nobody take up", "how do we know", "came back again")


def written(team: str, kind: str, answers: dict[str, str]) -> str:
    """A return file as pages of the second edition save it."""
    content = {
        "format": "briefing-return",
        "form": 2,
        "reference": f"wrenford/child-h/1.1/{team}/{kind}-2",
        "kind": kind,
        "recommendations": {},
        "answers": answers,
        "saved": "2026-12-01T09:00:00Z" if kind == "plan" else "2027-05-20T09:00:00Z",
    }
    return json.dumps(content, ensure_ascii=False)


@pytest.fixture(scope="module")
def raw() -> dict[tuple[str, str], dict[str, str]]:
    """What eight teams wrote, and four of them again half a year later."""
    rnd = Random(7)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for number, name in enumerate(TEAMS):
        team = next(t for t in _teams() if t.id == name)
        answers = answers_of(team, rnd) | {"sure_r1": str(1 + number % 3)}
        answers |= {"action_1_when": "2027-03-01", "barriers": "=cmd|' /C calc'!A0" if number == 0 else ""}
        found[name, "plan"] = {k: v for k, v in answers.items() if v}
    for number, name in enumerate(TEAMS[:6]):
        plan = found[name, "plan"]
        found[name, "after6"] = {
            **{k: plan[k] for k in ("organisation", "team_manager", "section_team", "contact")},
            "action_1_what": plan["action_1_what"],
            "action_1_done": "Yes" if number < 4 else "no",
            **({"action_1_seen_audit": "yes"} if number < 3 else {}),
            **({"action_1_checked": "Quality lead"} if number < 2 else {}),
            **({"action_1_change": "Two people go now. Ask Mrs Joan Smithers, 07700 900123."} if number == 0 else {}),
            "sure_r1": "4",
            "learning_3": "Families say they are asked." if number == 0 else "",
        }
    return found


def _teams() -> tuple[object, ...]:
    from builder.read import read_library

    library = read_library(ROOT).library
    assert library
    return library.teams


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, raw: dict[tuple[str, str], dict[str, str]]) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("board"))
    (folder / "returned").mkdir()
    for (team, kind), answers in raw.items():
        (folder / "returned" / f"{team} {kind}.json").write_text(written(team, kind, answers), encoding="utf-8")
    (folder / "records" / "commentary").mkdir(parents=True)
    (folder / "records" / "commentary" / "child-h.md").write_text("The board asked for **one** audit.\n")
    return folder


@pytest.fixture(scope="module")
def made(project: Path) -> Path:
    found = report(project, "child-h", on=TODAY)
    assert found.made
    return found.made


def words_of(folder: Path) -> dict[str, str]:
    """Every word of each file, read by others' readers."""
    document = Document(str(folder / "report.docx"))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    deck = Presentation(str(folder / "summary.pptx"))
    book = openpyxl.load_workbook(folder / "figures.xlsx")
    return {
        "docx": "\n".join((*(p.text for p in document.paragraphs), *cells)),
        "pdf": "\n".join(p.extract_text() for p in pypdf.PdfReader(folder / "summary.pdf").pages),
        "pptx": "\n".join(
            s.text_frame.text
            for slide in deck.slides
            for s in slide.shapes
            if s.has_text_frame and s.name != "Slide number"
        ),
        "xlsx": "\n".join(str(c.value or "") for sheet in book for row in sheet.iter_rows() for c in row),
    }


def test_the_five_answers_stand_in_every_file(made: Path, raw: dict[tuple[str, str], dict[str, str]]) -> None:
    plans = {team: a for (team, kind), a in raw.items() if kind == "plan"}
    done = sum(a.get("action_1_done") == "Yes" for a in raw.values())
    actions = sum(f"action_{n}_what" in a for a in plans.values() for n in (1, 2))
    dated = sum(a.get("action_2_when", "") in PAST for a in plans.values())
    overdue = len(plans) - done + dated  # the first action of each was due in March
    for name, text in words_of(made).items():
        flat = " ".join(text.split())
        assert f"{len(plans)} of 11 teams answered." in flat, name
        assert f"Teams report {done} of {actions} actions as done; somebody checked 2 of them." in flat, name
        assert f"{overdue} of {actions} actions are past their date" in flat, name
        assert "What came back again" in flat, name


def test_every_figure_of_the_chain_is_counted_again(made: Path, raw: dict[tuple[str, str], dict[str, str]]) -> None:
    book = openpyxl.load_workbook(made / "figures.xlsx")
    rows = [[c.value for c in row] for row in book["From finding to change"].iter_rows(min_row=2)]
    for row in rows:
        code = re.match(r"R\d", row[1] or "")
        if not code:
            continue
        named = [
            (team, n)
            for (team, kind), a in raw.items()
            for n in ("1", "2")
            if kind == "plan" and code[0] in re.findall(r"R\d", a.get(f"action_{n}_answers", ""))
        ]
        done = [(t, n) for t, n in named if raw.get((t, "after6"), {}).get(f"action_{n}_done") == "Yes"]
        evidence = [one for one in done if raw[one[0], "after6"].get(f"action_{one[1]}_seen_audit")]
        checked = [one for one in done if raw[one[0], "after6"].get(f"action_{one[1]}_checked")]
        changed = [one for one in done if raw[one[0], "after6"].get(f"action_{one[1]}_change")]
        assert row[2:7] == [len(named), len(done), len(evidence), len(changed), len(checked)], code[0]


def test_every_action_is_what_its_team_wrote(made: Path, raw: dict[tuple[str, str], dict[str, str]]) -> None:
    """Team, words, day, overdue, what was reported, evidence, change and check, from the raw fields alone."""
    names = {t.id: f"{t.section_team}, {t.organisation}" for t in _teams()}
    days = {"2027-01-15": date(2027, 1, 15), "1 March 2027": date(2027, 3, 1), "2026-09-30": date(2026, 9, 30)}
    days |= {"2027-03-01": date(2027, 3, 1), "end of March": date(2027, 3, 31)}
    expected = set()
    for (team, kind), a in raw.items():
        later = raw.get((team, "after6"), {})
        for n in ("1", "2") if kind == "plan" else ():
            told = later.get(f"action_{n}_done", "").casefold()
            due = days.get(a.get(f"action_{n}_when", ""))
            expected.add(
                (
                    names[team],
                    int(n),
                    a[f"action_{n}_what"],
                    "yes" if due and due < TODAY and told != "yes" else None,
                    {"yes": "Reported as done", "no": "Reported as not done", "": "Nothing reported"}[told],
                    ", ".join(re.findall(r"R\d", a.get(f"action_{n}_answers", ""))) or None,
                    "Audit or sample" if later.get(f"action_{n}_seen_audit") else None,
                    "yes" if later.get(f"action_{n}_change") else None,
                    "yes" if later.get(f"action_{n}_checked") else None,
                )
            )
    sheet = openpyxl.load_workbook(made / "figures.xlsx")["Actions"]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    assert {(r[0], r[1], r[2], r[6], *r[8:13]) for r in rows} == expected
    assert len(rows) == len(expected)


def test_word_and_picture_hold_the_same_figures(made: Path, raw: dict[tuple[str, str], dict[str, str]]) -> None:
    document = Document(str(made / "report.docx"))
    tables = {t.rows[0].cells[0].text: [[c.text for c in row.cells] for row in t.rows[1:]] for t in document.tables}
    plans = {team: a for (team, kind), a in raw.items() if kind == "plan"}
    later = [a for (_, kind), a in raw.items() if kind == "after6"]
    every = sum(f"action_{n}_what" in a for a in plans.values() for n in (1, 2))
    done, undone = (sum(a.get("action_1_done", "").casefold() == word for a in later) for word in ("yes", "no"))
    reported = {row[0]: int(row[1]) for row in tables["What teams report"]}
    assert reported["Reported as done"] == done and reported["Reported as not done"] == undone
    assert sum(reported.values()) == every
    people = sum(int(a["attending"]) for a in plans.values() if a.get("attending", "").isdigit())
    assert tables["Agency"][-1] == ["All teams", "11", str(len(plans)), str(people)]
    evidence = {row[0]: int(row[1]) for row in tables["Kind"]}
    assert evidence["Audit or sample"] == sum(bool(a.get("action_1_seen_audit")) for a in later)
    with zipfile.ZipFile(made / "report.docx") as file:
        drawn = [d for d in re.findall(r'descr="([^"]+)"', file.read("word/document.xml").decode()) if "R1:" in d]
    deck = Presentation(str(made / "summary.pptx"))
    alt = [s._element.nvPicPr.cNvPr.get("descr") for page in deck.slides for s in page.shapes if s.shape_type == 13]
    assert drawn == alt, "the picture of the chain says the same to who does not see it"
    for row in tables["Finding"]:
        code = re.match(r"R\d", row[1])
        if code:
            said = re.search(rf"{code[0]}: Agreed (\d+), Done (\d+), With evidence (\d+), What changed (\d+)", drawn[0])
            assert said and list(said.groups()) == row[2:6]


def test_names_and_numbers_of_people_are_left_out_of_every_file(made: Path) -> None:
    for name, text in words_of(made).items():
        assert "Smithers" not in text and "900123" not in text, name
    assert "[personal detail left out]" in words_of(made)["docx"]


def test_before_and_after_are_of_teams_that_said_both(made: Path, raw: dict[tuple[str, str], dict[str, str]]) -> None:
    pairs = [
        (int(raw[team, "plan"]["sure_r1"]), int(raw[team, "after6"]["sure_r1"]))
        for team in TEAMS
        if (team, "after6") in raw
    ]
    surer = sum(now > then for then, now in pairs)
    mean = sum(then for then, _ in pairs) / len(pairs)
    text = " ".join(words_of(made)["docx"].split())
    assert f"R1: of {len(pairs)} teams that said both, {surer} are surer now" in text
    assert f"On average {mean:.1f} then and 4.0 now." in text
    assert "no proof of its cause" in text


def test_the_answers_are_on_the_first_page_and_the_page_is_one(made: Path, tmp_path: Path) -> None:
    assert len(pypdf.PdfReader(made / "summary.pdf").pages) == 1
    questions = (
        "Who has not answered?",
        "What is overdue?",
        "What did nobody take up?",
        "What changed,",
        "came back again",
    )
    assert all(q in words_of(made)["pdf"] for q in questions)


@pytest.mark.office
def test_word_shows_the_answers_on_its_first_page(made: Path, tmp_path: Path) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf", "report.docx"],
        cwd=shutil.copytree(made, tmp_path / "made"),
        check=True,
        capture_output=True,
        timeout=180,
    )
    first = pypdf.PdfReader(tmp_path / "made" / "report.pdf").pages[0].extract_text()
    for question in (
        "Who has not answered?",
        "What is overdue?",
        "nobody take up",
        "how do we know",
        "came back again",
    ):
        assert question in " ".join(first.split())


def test_strangers_words_are_text_and_commentary_is_kept(made: Path, project: Path) -> None:
    with zipfile.ZipFile(made / "figures.xlsx") as book:
        sheets = [book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/")]
    assert not any("<f>" in sheet for sheet in sheets), "no cell is a formula"
    assert "The board asked for one audit." in words_of(made)["docx"]
    assert (project / "records/commentary/child-h.md").read_text() == "The board asked for **one** audit.\n"


@pytest.mark.office
@pytest.mark.parametrize("name", ["report.docx", "summary.pptx", "figures.xlsx"])
def test_each_file_is_valid(made: Path, name: str) -> None:
    assert office_errors(made / name) == []


def test_charts_have_their_numbers_in_words(made: Path) -> None:
    with zipfile.ZipFile(made / "report.docx") as document:
        xml = document.read("word/document.xml").decode()
    said = re.findall(r'descr="([^"]+)"', xml)
    assert any("Replied 8" in one and "Silent 3" in one for one in said)


def test_same_input_same_bytes(project: Path, made: Path) -> None:
    before = {f.name: f.read_bytes() for f in made.iterdir()}
    again = report(project, "child-h", on=TODAY)
    assert again.made and {f.name: f.read_bytes() for f in again.made.iterdir()} == before


def test_without_names_there_is_no_name_and_no_word_of_a_team(
    project: Path, raw: dict[tuple[str, str], dict[str, str]]
) -> None:
    found = report(project, "child-h", anonymous=True, on=TODAY)
    assert found.made
    everything = " ".join(words_of(found.made).values())
    for answers in raw.values():
        for key, text in answers.items():
            if len(text) > 12 and not key.endswith(("_when", "_date", "_answers")):
                assert text not in everything, key
    assert not any(t in everything for t in TEAMS)


def test_no_file_without_names_holds_a_figure_that_the_others_lack(project: Path) -> None:
    """What the attacker of test_overview.py tries is all there is: every file says the same figures."""
    found = report(project, "child-h", anonymous=True, on=TODAY)
    assert found.made
    kept = json.loads((project / "records" / "anonymous.json").read_text(encoding="utf-8"))["child-h"]
    figures = {line[1] for sheet in kept["sheets"] for line in sheet["lines"]}
    labels = {line[0] for sheet in kept["sheets"] for line in sheet["lines"]} | {s["title"] for s in kept["sheets"]}
    for name, text in words_of(found.made).items():
        rest = " ".join(text.split())
        for said in sorted(labels | figures, key=len, reverse=True):
            rest = rest.replace(" ".join(said.split()), "")
        rest = re.sub(r"1 June 2027|fewer than 5|and \d+ more|\(\d\)", "", rest)
        assert re.findall(r"\d+", rest) == [], (name, rest)


def test_two_successive_reports_without_names_tell_nothing_of_the_one_team_between(
    tmp_path: Path, raw: dict[tuple[str, str], dict[str, str]]
) -> None:
    folder = copy_project(tmp_path / "p")
    (folder / "returned").mkdir()
    names = sorted({team for team, kind in raw if kind == "plan"})
    for team in names[:6]:
        (folder / "returned" / f"{team}.json").write_text(written(team, "plan", raw[team, "plan"]), encoding="utf-8")
    first = report(folder, "child-h", anonymous=True, on=TODAY)
    assert first.made
    before = words_of(first.made)
    (folder / "returned" / "one more.json").write_text(
        written(names[6], "plan", raw[names[6], "plan"]), encoding="utf-8"
    )
    second = report(folder, "child-h", anonymous=True, on=TODAY)
    assert second.made and second.held
    now = words_of(second.made)
    figures = [re.findall(r"\d+ of \d+|\d+ or more", text) for text in (before["xlsx"], now["xlsx"])]
    assert figures[0] == figures[1]


def test_what_came_back_is_shown_with_what_was_agreed_then(
    tmp_path: Path, raw: dict[tuple[str, str], dict[str, str]]
) -> None:
    """An earlier briefing on a shared topic: which findings speak of it, and what became of each action."""
    folder = copy_project(tmp_path / "p")
    shutil.copytree(folder / "content" / "child-h", folder / "content" / "child-g")
    facts = folder / "content" / "child-g" / "briefing.yml"
    text = facts.read_text(encoding="utf-8").replace("Child H", "Child G").replace("2026-11-09", "2025-11-09", 1)
    facts.write_text(re.sub(r"topics: \[.*\]", "topics: [domestic abuse, neglect]", text), encoding="utf-8")
    (folder / "returned").mkdir()
    for kind in ("plan", "after6"):
        content = written(TEAMS[0], kind, raw[TEAMS[0], kind]).replace("/child-h/", "/child-g/")
        (folder / "returned" / f"{kind}.json").write_text(content, encoding="utf-8")
    found = report(folder, "child-h", on=TODAY)
    assert found.made
    plan = raw[TEAMS[0], "plan"]
    for name, words in words_of(found.made).items():
        assert "1 earlier briefing is on the same topic." in " ".join(words.split()), name
    word = " ".join(words_of(found.made)["docx"].split())
    assert "domestic abuse: then F4 Domestic abuse; now F4 Domestic abuse" in word and "neglect:" not in word
    assert f"{plan['action_1_what']} (by 1 March 2027; " in word and "): Reported as done" in word
    assert "2 actions agreed, 1 reported as done" in word


# Reminders ---------------------------------------------------------------------------------------


def test_reminders_go_to_the_silent_the_late_and_those_who_owe_a_follow_up(project: Path) -> None:
    shutil.rmtree(project / "dist", ignore_errors=True)
    (project / "records" / "sent.csv").unlink(missing_ok=True)
    found = remind(project, on=TODAY)
    assert found.made
    drafts = {f.name: f.read_bytes() for f in found.made.rglob("*.eml")}
    messages = [email.message_from_bytes(d, policy=email.policy.default) for d in drafts.values()]
    assert all(m["X-Unsent"] == "1" and m["From"] is None for m in messages)
    to = {str(m["To"]) for m in messages}
    assert {"pvp@wrenshire-police.example", "outreach@harbour.example", "nursery@brightstart.example"} <= to
    silent = next(m for m in messages if m["To"] == "nursery@brightstart.example")
    assert "We have not had your team’s action plan" in silent.get_body().get_content()  # type: ignore[union-attr]
    late = next(m for m in messages if "became" in m["Subject"])
    assert re.search(r"- .+ \(by \d{1,2} \w+ 20\d\d\)", late.get_body().get_content())  # type: ignore[union-attr]
    again = remind(project, on=TODAY)
    assert again.made and {f.name: f.read_bytes() for f in again.made.rglob("*.eml")} == drafts, "the same drafts"
    record = (project / "records" / "sent.csv").read_text(encoding="utf-8-sig")
    assert record.count("bright-start,plan") == 1, "a line for each, once"


def test_a_team_that_was_written_to_within_a_fortnight_is_left_in_peace(project: Path) -> None:
    record = project / "records" / "sent.csv"
    record.write_text("briefing,team,about,sent_on,note\r\nchild-h,bright-start,plan,25 May 2027,rang too\r\n")
    found = remind(project, on=TODAY)
    assert found.made
    assert not list(found.made.rglob("*bright-start*")) and list(found.made.rglob("*.eml"))
    assert "25 May 2027,rang too" in record.read_text(encoding="utf-8")
    later = remind(project, on=date(2027, 6, 9))
    assert later.made and any(b"nursery@brightstart.example" in f.read_bytes() for f in later.made.rglob("*.eml"))


def test_the_record_of_what_was_sent_is_read_as_a_person_leaves_it(project: Path, tmp_path: Path) -> None:
    library = read_library(project).library
    assert library
    team = next(t for t in library.teams if t.id == "bright-start")
    made = [Reminder(library.briefings[0], team, plan=True)]
    file = tmp_path / "sent.csv"
    for mark in ",;":
        rows = (
            "briefing,team,about,sent_on,note",
            "child-h,early-help,plan,on Tuesday,",
            "child-h,bright-start,plan,,",
        )
        file.write_text("\r\n".join(rows).replace(",", mark), encoding="utf-8")
        assert [(s.team, s.line, s.unclear) for s in read_sent(file)] == [
            ("early-help", 2, True),
            ("bright-start", 3, False),
        ]
        assert with_reminders(file.read_bytes(), made) is None, "its line waits for a day already"
        added = with_reminders(file.read_bytes(), [replace(made[0], plan=False, follow_up=ReturnKind.AFTER_6)]) or b""
        assert added.endswith(f"{mark}bright-start{mark}after6{mark}{mark}\r\n".encode())


@pytest.mark.parametrize(
    ("team", "organisation", "said"),
    [("East", "Council", "To East, Council"), ("", "Council", "To Council"), ("East", "", "To East")],
)
def test_a_reminder_greets_a_team_that_has_one_name(project: Path, team: str, organisation: str, said: str) -> None:
    library = read_library(project).library
    assert library
    job = jobs_of(library, Theme.of(project))[0]
    asked = replace(library.teams[0], section_team=team, organisation=organisation)
    assert reminder_text(Reminder(job.briefing, asked, plan=True), job, with_files=False)[1].startswith(f"{said}\n")


def test_a_day_that_cannot_be_read_is_said_and_nobody_is_written_to_twice(project: Path) -> None:
    record = project / "records" / "sent.csv"
    record.write_text("briefing,team,about,sent_on,note\r\nchild-h,bright-start,plan,last Tuesday,\r\n")
    run = CliRunner().invoke(main, ["--project", str(project), "remind", "--on", "2027-06-01"])
    assert "records/sent.csv:2" in run.stderr and "last Tuesday" in run.stderr
    assert not list((project / "dist" / "reminders").rglob("*bright-start*"))
    record.unlink()


def test_a_team_whose_reply_nobody_has_read_yet_gets_none(project: Path) -> None:
    letter = email.message.EmailMessage()
    letter["From"], letter["Subject"] = "nursery@brightstart.example", "Plan"
    letter.set_content("Attached.")
    letter.add_attachment(b"%PDF-1.4 cut", maintype="application", subtype="pdf", filename="plan.pdf")
    (project / "returned" / "mail.eml").write_bytes(letter.as_bytes())
    (project / "records" / "sent.csv").unlink(missing_ok=True)
    found = remind(project, on=TODAY)
    assert found.made
    to = [
        email.message_from_bytes(f.read_bytes(), policy=email.policy.default)["To"] for f in found.made.rglob("*.eml")
    ]
    assert "nursery@brightstart.example" not in to


def test_the_commands_say_where_things_are(project: Path) -> None:
    run = CliRunner().invoke(main, ["--project", str(project), "report", "child-h", "--on", "2027-06-01"])
    assert run.exit_code == 0 and run.stdout.strip() == "dist/report/child-h"
    run = CliRunner().invoke(main, ["--project", str(project), "report", "chidl-h"])
    assert run.exit_code != 0 and "Did you mean" in run.output and "Traceback" not in run.output


STRENGTH: list[dict[str, str]] = yaml.safe_load(
    (ROOT / "site_tests" / "action_strength.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", STRENGTH, ids=lambda case: str(case["what"])[:40])
def test_an_action_that_relies_on_people_remembering(case: dict[str, str]) -> None:
    assert strength_of(case["what"], Theme.of(ROOT).words("en")) is Strength(case["strength"])


@pytest.mark.browser
def test_the_plan_asks_once_and_kindly_what_would_make_it_easy(site: Path, chromium: Browser) -> None:
    """The page reads the same words in the same way, asks once at a time, and refuses nothing."""
    page = chromium.new_page()
    page.goto((site / "child-h" / "plan.html").as_uri())
    box, said = page.locator("[name=action_1_what]"), page.locator("[data-strength]")
    for case in STRENGTH:
        box.fill(case["what"])
        page.locator("[name=action_1_who]").focus()
        if case["strength"] == "weak":
            expect(page.locator("[data-row='1'] [data-strength]"), "in the card").to_have_count(1)
            expect(said, case["what"]).to_contain_text("Action 1 may rely on people remembering it")
        else:
            expect(said, case["what"]).to_be_empty()
    box.fill("Remind everybody")
    page.locator("[name=action_2_what]").fill("Train everybody")
    page.locator("[name=action_2_who]").focus()
    expect(said).to_contain_text("Action 1")
    expect(said).not_to_contain_text("Action 2")
    page.get_by_role("button", name="Remove action 1").or_(page.locator("[data-row='1'] [data-remove]")).first.click()
    expect(said).to_be_empty()
    page.locator("[data-removed] button").click()
    box = page.locator("[name=action_1_what]")
    box.fill("Remind everybody again")
    box.blur()
    expect(page.locator("[data-row='1'] [data-strength]")).to_contain_text("Action 1")
    box.fill("Remind everybody")
    page.get_by_role("button", name="Leave it as it is").click()
    expect(said).to_be_empty()
    expect(box).to_be_focused()
    expect(box).to_have_value("Remind everybody")
    page.close()


def test_the_workbook_opens_with_filters_and_dates(made: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO((made / "figures.xlsx").read_bytes()))
    actions = book["Actions"]
    assert actions.freeze_panes == "A2" and actions.auto_filter.ref
    days = [row[5].value for row in actions.iter_rows(min_row=2) if row[5].value]
    assert days and all(hasattr(day, "year") for day in days)


TOPICS = (
    ("Information sharing between GPs came late.", ("information sharing", "GPs and health")),
    ("Practitioners must work more closely with fathers.", ("fathers and partners",)),
    ("Partners must escalate concerns.", ("escalation and challenge",)),
    ("Neglect was not named.", ("neglect",)),
    ("Self-neglect and mental capacity were not weighed.", ("self-neglect", "mental capacity")),
    ("Meet within two days.", ()),
)


@pytest.mark.parametrize(("said", "topics"), TOPICS)
def test_topics_are_suggested_and_never_set(said: str, topics: tuple[str, ...]) -> None:
    assert suggested([said]) == topics


def test_nothing_is_said_of_findings_where_an_author_has_linked_none() -> None:
    library = read_library(ROOT).library
    assert library
    briefing = library.briefings[0]
    rows = strands(briefing, (), (), {})
    assert unanswered(briefing, rows) == briefing.findings
    assert unanswered(briefing, [replace(row, findings=()) for row in rows]) == ()


@pytest.mark.parametrize("rows", [9, 20])
def test_many_recommendations_leave_the_page_one_page(rows: int) -> None:
    """Long answers and a long chain: the page leaves the picture out before it runs on; slides cut it in pieces."""
    theme, library = Theme.of(ROOT), read_library(ROOT).library
    assert library
    printer = Printer(theme, theme.words("en"), library.partnership, "en-GB", 0)
    name = "A recommendation with a rather long name"
    chain = ChainPicture(
        "The chain",
        ("Finding", "Recommendation", "Agreed", "Done", "With evidence", "What changed", "Checked"),
        tuple(ChainRow(f"F{n}", f"R{n}", name, (n, 3, 2, 1, 0)) for n in range(rows)),
        rows,
    )
    more = ("A detail that is as long as details are.",) * 9
    answers = tuple(Answer(f"Question {n}?", "An answer of the usual length. " * 4, more) for n in range(1, 6))
    text = BoardText("Child H", "A line.", answers, (), ("A note.",), chain)
    assert len(pypdf.PdfReader(io.BytesIO(summary_page(text, printer))).pages) == 1
    deck = Presentation(io.BytesIO(summary_slide(text, printer)))
    pictures = [s for page in deck.slides for s in page.shapes if s.shape_type == 13]
    assert len(pictures) == -(-rows // 8)
    assert all(s.top + s.height <= deck.slide_height and s.left + s.width <= deck.slide_width for s in pictures)
    titles = [page.shapes.title.text_frame.text for page in deck.slides]
    assert len(set(titles)) == len(titles)
    usual = replace(text, answers=tuple(replace(a, text="An answer of the usual length. " * 2) for a in answers))
    deck = Presentation(io.BytesIO(summary_slide(usual, printer)))
    assert all(f"Question {n}?" in deck.slides[0].placeholders[1].text_frame.text for n in range(1, 6))
    assert not [t for t in titles if re.search(r"\(\d+\)$", t)]


def test_what_is_cut_off_is_never_the_figure_or_the_day() -> None:
    assert cut("Ask about fathers at each visit", 20) == "Ask about fathers…"
    assert len(cut("x" * 500, 80)) == 80 and cut("short", 80) == "short" == cut("short", 0)
    long = "https://learning.example.org/" + "folder/" * 12
    assert breakable(long).replace("\u200b", "") == long
    assert max(map(len, breakable(f"See {long}").split("\u200b"))) <= 44
    assert breakable("Ask about fathers") == "Ask about fathers"


def test_no_day_is_said_to_be_by_by() -> None:
    said = {"By the end of March": "the end of March", "by  Easter": "Easter", "bypass in May": "bypass in May"}
    made = (Action("b", "t", 1, "do", "", when, None, "", "", "", ()) for when in said)
    assert [one.by for one in made] == list(said.values())


def test_undated_actions_stand_as_their_team_numbered_them() -> None:
    """The “ASAP” of action 2 is not before the “end of Feb” of action 1: words are no dates, and owners no order."""

    def action(number: int, who: str, due: date | None = None) -> Action:
        when = "" if due else "ASAP"
        return Action("b", "t", number, "what", who, when, due, "", "", "", ())

    given = [action(2, "A"), action(1, "Z"), action(3, "B", date(2027, 1, 1)), action(4, "A", date(2027, 1, 1))]
    assert [a.number for a in sorted(given, key=lambda a: a.order)] == [4, 3, 1, 2]
