"""What 0.1.0 stored, sent out and packed opens today, for ever. `fixtures/make_0_1_0.py` says how it was made."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.cli import main

from .fixtures.words_0_1_0 import (
    CPD,
    CPD_DATE,
    DETAILS,
    NOTES,
    ORPHAN,
    REPORTED,
    TICKS,
    TWO_TABS,
    actions,
    answers,
)
from .reader import serving
from .scorm.judge import complaints
from .scorm.learner import Learner
from .scorm.server import Lms, running, unpacked

KEPT = Path(__file__).parent / "fixtures" / "0.1.0"

PUT_BACK = """async ({ stores, session, local }) => {
  const asked = indexedDB.open("briefings", 1);
  asked.onupgradeneeded = () =>
    ["notes", "cpd", "reading", "plan"].forEach((name) => asked.result.createObjectStore(name, { keyPath: "key" }));
  const db = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
  const work = db.transaction(Object.keys(stores), "readwrite");
  for (const [name, records] of Object.entries(stores)) records.forEach((record) => work.objectStore(name).put(record));
  await new Promise((done) => (work.oncomplete = done));
  db.close();
  Object.entries(session).forEach(([key, text]) => sessionStorage.setItem(key, text));
  Object.entries(local).forEach(([key, text]) => localStorage.setItem(key, text));
}"""
"""Puts a browser into the state in which 0.1.0's pages left it, the database made as they made it."""


def held(name: str) -> Any:
    """A kept file of JSON."""
    return json.loads((KEPT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def kept_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project folder of 0.1.0 with its decisions, and everything that today's code makes of it."""
    project = tmp_path_factory.mktemp("kept")
    shutil.copytree(KEPT / "project", project, dirs_exist_ok=True)
    run(project, "build")
    return project


def run(project: Path, *words: str) -> None:
    done = CliRunner().invoke(main, ["--project", str(project), *words])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def address(kept_project: Path) -> Iterator[str]:
    with serving(kept_project / "dist" / "site") as base:
        yield base


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(accept_downloads=True)
    yield context
    context.close()


def page_with(context: BrowserContext, address: str, state: Any) -> Page:
    """A page of a browser that 0.1.0 left in `state`."""
    page = context.new_page()
    page.goto(address + "assets/wheel.svg")
    page.evaluate(PUT_BACK, state)
    return page


# What a reader stored ----------------------------------------------------------------------------


@pytest.mark.browser
def test_notes_and_marks_stand_where_they_were(context: BrowserContext, address: str) -> None:
    page = page_with(context, address, held("stored/browser.json"))
    for part, texts in NOTES.items():
        page.goto(f"{address}child-h/{part}.html")
        for number, text in enumerate(texts):
            expect(page.locator("[data-prompt] textarea").nth(number)).to_have_value(text)
    expect(page.locator("[data-count]")).to_contain_text("2 of 7 parts read, 1 left out")
    page.goto(f"{address}child-h/04-the-review.html")
    box = page.locator("[data-prompt]").first
    expect(box.locator("[data-offer-text]")).to_have_count(1)
    both = {box.locator("textarea").input_value(), box.locator("[data-offer-text]").inner_text()}
    assert both == set(TWO_TABS), "the newest stands, the other is offered"


def my_notes(page: Page) -> None:
    """My notes shows every answer, the earlier one of two tabs, and the answer to a question that is gone."""
    expect(page.locator("[data-orphan] [data-question]")).to_have_text(ORPHAN[0])
    shown = page.locator("[data-answer]:visible").all_inner_texts()
    wanted = [text for texts in NOTES.values() for text in texts] + [*TWO_TABS, ORPHAN[1]]
    assert sorted(shown) == sorted(wanted)
    expect(page.locator("[value=swe]")).to_be_checked()
    expect(page.locator("#cpd-date")).to_have_value(CPD_DATE)
    for name, text in CPD.items():
        expect(page.locator(f"#cpd-{name}")).to_have_value(text)
    expect(page.locator("#cpd-with")).to_have_value("peer")
    expect(page.locator("#cpd-confirm")).to_be_checked()


@pytest.mark.browser
def test_my_notes_shows_everything(context: BrowserContext, address: str) -> None:
    page = page_with(context, address, held("stored/browser.json"))
    page.goto(f"{address}child-h/notes.html")
    my_notes(page)


@pytest.mark.browser
def test_an_exported_record_is_brought_in(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}child-h/notes.html")
    page.locator("[data-restore-file]").set_input_files(KEPT / "stored" / "notes.json")
    my_notes(page)
    page.goto(f"{address}child-h/05-the-findings.html")
    expect(page.locator("[data-count]")).to_contain_text("2 of 7 parts read, 1 left out")


def in_the_plan(page: Page) -> None:
    for name, text in DETAILS.items():
        expect(page.locator(f"form [name={name}]")).to_have_value(text)
    for code in TICKS:
        expect(page.locator(f"form [name=relevant_{code.lower()}]")).to_be_checked()
    for row, cells in enumerate(actions("Web"), 1):
        for name, text in zip(("what", "who", "when", "done", "worked", "answers"), cells, strict=True):
            if name != "when" or text.startswith("2"):  # 0.1.0's boxes took days only
                expect(page.locator(f"form [name=action_{row}_{name}]")).to_have_value(text)


@pytest.mark.browser
def test_the_plan_stands_where_it_was(context: BrowserContext, address: str) -> None:
    page = page_with(context, address, held("stored/browser.json"))
    page.goto(f"{address}child-h/plan.html")
    in_the_plan(page)
    expect(page.locator("#typed-reference")).to_have_value("housing-options")


@pytest.mark.browser
@pytest.mark.parametrize("name", ["web-blank.json", "housing-typed.json"])
def test_the_plan_opens_its_own_return_file(context: BrowserContext, address: str, name: str) -> None:
    page = context.new_page()
    page.goto(f"{address}child-h/plan.html")
    page.locator("[data-return-file]").set_input_files(KEPT / "returns" / name)
    page.locator("#open-return [data-yes]").click()
    in_the_plan(page)


@pytest.mark.browser
def test_words_of_a_shared_computer_stay_in_the_tab(context: BrowserContext, address: str) -> None:
    page = page_with(context, address, held("stored/shared.json"))
    page.goto(f"{address}child-h/01-background.html")
    expect(page.locator("[data-prompt] textarea")).to_have_value(NOTES["01-background"][0])
    expect(page.locator("[data-shared]").first).to_be_checked()


# What teams sent ---------------------------------------------------------------------------------

SENT = {
    "assessment-east": "East",
    "family-support": "Family",
    "early-help": "Early help",
    "millbrook-surgery": "Practice",
    "oakfield-pastoral": "Pastoral",
    "bright-start": "Nursery",
    "health-visiting-north": "Health",
    "housing-options": "Web",
}
"""Team, and the word by which its answers are known."""


@pytest.fixture(scope="module")
def overview(kept_project: Path) -> dict[str, list[dict[str, str]]]:
    """What `collect` makes of everything that came back, by table."""
    folder = kept_project / "returned"
    shutil.copytree(KEPT / "returns", folder)
    shutil.copytree(KEPT / "follow-ups", folder, dirs_exist_ok=True)
    run(kept_project, "collect", str(folder), "--on", "2027-02-01")
    tables = kept_project / "dist" / "overview"
    return {
        name: list(csv.DictReader(io.StringIO((tables / f"{name}.csv").read_text(encoding="utf-8-sig"))))
        for name in ("replies", "actions", "follow-up", "files")
    }


@pytest.mark.parametrize(("team", "word"), SENT.items())
def test_a_plan_is_read_from_the_first_word_to_the_last(
    overview: dict[str, list[dict[str, str]]], team: str, word: str
) -> None:
    reply = next(row for row in overview["replies"] if row["team_id"] == team)
    assert reply["state"] == "replied"
    assert reply["people"] == ("7" if word == "Web" else "9") and reply["session_date"] == "2026-12-01"
    assert reply["recommendations"] == ", ".join(TICKS)
    said = DETAILS if word == "Web" else answers(word)
    points = [text for name, text in said.items() if name.startswith("learning_")]
    assert [" ".join(reply[f"summary_{n}"].split()) for n in range(1, len(points) + 1)] == [
        " ".join(text.split()) for text in points
    ]
    rows = sorted((row for row in overview["actions"] if row["team_id"] == team), key=lambda row: int(row["number"]))
    for row, cells in zip(rows, actions(word), strict=True):
        what, who, when, done, worked, code = cells
        assert (row["what"], row["who"], row["how_known_done"], row["how_known_worked"]) == (what, who, done, worked)
        assert row["answers"] == code
        if when.startswith("2"):
            assert row["due"] == when
        elif word != "Web":
            assert row["when_as_written"] == when


def test_what_belongs_to_no_team_waits_for_a_person(overview: dict[str, list[dict[str, str]]]) -> None:
    waiting = {row["file"] for row in overview["files"] if row["outcome"] != "read"}
    assert waiting == {"web-blank.docx", "web-blank.json"}


@pytest.mark.parametrize(
    ("team", "word", "months"), [("assessment-east", "East", "6"), ("early-help", "Early help", "12")]
)
def test_a_follow_up_is_read(overview: dict[str, list[dict[str, str]]], team: str, word: str, months: str) -> None:
    rows = [row for row in overview["follow-up"] if row["team_id"] == team and row["months"] == months]
    assert [row["what"] for row in rows] == [cells[0] for cells in actions(word)]
    wanted = {key: text.format(word=word) for key, text in REPORTED.items()}
    for number, row in enumerate(rows, 1):
        assert row["team_wrote"] == wanted.get(f"action_{number}_done", "")
        assert row["evidence"] == wanted.get(f"action_{number}_evidence", "")
        assert row["what_changed"] == wanted.get(f"action_{number}_change", "")


# The package -------------------------------------------------------------------------------------


def named(manifest: bytes) -> list[tuple[str, str, str]]:
    """Every element of a manifest that carries an id or an address that an LMS remembers."""
    root = etree.fromstring(manifest)
    kept = ("identifier", "identifierref", "default")
    return [
        (etree.QName(one).localname, name, one.get(name, ""))
        for one in root.iter(etree.Element)
        for name in (*kept, *(["href"] if etree.QName(one).localname == "resource" else []))
        if one.get(name)
    ]


def package_of(project: Path) -> bytes:
    return (project / "dist" / "lms" / "child-h-scorm12.zip").read_bytes()


def test_the_packages_ids_stay(kept_project: Path, tmp_path: Path) -> None:
    now = (unpacked(package_of(kept_project), tmp_path) / "imsmanifest.xml").read_bytes()
    before = named((KEPT / "lms" / "imsmanifest.xml").read_bytes())
    assert len(before) >= 7 and named(now) == before


@pytest.mark.browser
@pytest.mark.parametrize("browser_kept", [True, False], ids=["same computer", "another computer"])
def test_a_course_goes_on_where_it_was(
    kept_project: Path, context: BrowserContext, tmp_path: Path, browser_kept: bool
) -> None:
    state = held("lms/midcourse.json")
    with running(Lms(unpacked(package_of(kept_project), tmp_path))) as lms:
        lms.learner, lms.cmi = state["learner"], state["cmi"]
        page = context.new_page()
        page.goto(lms.address + "empty.html")
        if browser_kept:
            page.evaluate(PUT_BACK, state["browser"])
        learner = Learner(lms, page)
        learner.launch()
        learner.say("3 of 7 parts finished")
        learner.at_part(4)
        learner.mark(4)
        assert lms.data.startswith("1i07-f0000") and lms.core("lesson_status") == "incomplete"
        learner.open_part(1)
        box = learner.inner.locator("[data-prompt] textarea")
        expect(box).to_have_value(NOTES["01-background"][0] if browser_kept else "")
        learner.exit()
        learner.leave()
        assert complaints(learner.calls()) == []
