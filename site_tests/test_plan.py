"""The action plan on the web: the form's own fields, kept on the device, and returns that the partnership can read."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from builder.collect.read_json import read_json
from builder.collect.read_word import read_word
from builder.collect.returns import How, Return
from builder.form import Form, normalise, plan_form
from builder.make import Job

from .reader import PART, broken_rules, serving

pytestmark = pytest.mark.browser

PLAN = "child-h/plan.html"
READERS = {"word": read_word, "json": read_json}
ANSWERS = {
    "organisation": "Wrenford & Sons <b>",
    "team_manager": "Ünal Łukasz",
    "section_team": "Team “East”",
    "contact": "east@wrenford.example",
    "session_date": "2026-12-01",
    "attending": "7",
    "relevant_r1": "yes",
    "relevant_r6": "yes",
    "learning_1": "First line\nsecond line ]]></w:t>",
    "learning_3": "اردو میں ایک جملہ",
}


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as base:
        yield base


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def form(job: Job) -> Form:
    return plan_form(job.library.partnership, job.briefing, job.words)


def row(number: int) -> dict[str, str]:
    return {
        f"action_{number}_what": f"Do number {number}; then, perhaps, rest \\ " + "long " * 20,
        f"action_{number}_who": "Duty manager",
        f"action_{number}_when": f"2027-0{number}-15",
        f"action_{number}_done": "All records use it",
        f"action_{number}_worked": "Fewer calls 🙂",
        f"action_{number}_answers": "R1",
    }


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name={name}]")


def open_plan(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    expect(page.locator("[data-preview] dd").first).to_be_attached()


def fill(page: Page, answers: dict[str, str]) -> None:
    for name, text in answers.items():
        if text == "yes":
            field(page, name).check()
        else:
            field(page, name).fill(text)
    expect(page.locator("[data-plan-saved]")).to_contain_text("Saved")


def whole(page: Page, address: str, rows: int = 3) -> dict[str, str]:
    open_plan(page, address)
    for _ in range(rows - 3):
        page.get_by_role("button", name="Add an action").click()
    answers = dict(ANSWERS)
    for number in range(1, rows + 1):
        answers |= row(number)
    fill(page, answers)
    return answers


def returned(page: Page, kind: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(f"[data-plan-out={kind}]").click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


# The form --------------------------------------------------------------------------------------


def test_the_page_has_every_field_of_the_form_by_its_name(page: Page, address: str, form: Form) -> None:
    open_plan(page, address)
    names = {str(box.get_attribute("name")) for box in page.locator("form [name]").all()}
    assert names == {f.id for f in form.fields(3)}
    for f in form.action(2):
        expect(field(page, f.id)).to_have_accessible_name(f.tip)
    for f in form.details:
        expect(field(page, f.id)).to_have_accessible_name(f"{f.label} Optional" if f.optional else f.label)


def test_it_is_kept_and_shared_between_tabs(page: Page, address: str) -> None:
    answers = whole(page, address, rows=5)
    other = page.context.new_page()
    open_plan(other, address)
    for name, text in answers.items():
        if text == "yes":
            expect(field(other, name)).to_be_checked()
        else:
            expect(field(other, name)).to_have_value(text)
    other.get_by_role("button", name="Add an action").click()
    expect(page.locator("[data-row]")).to_have_count(6)
    field(other, "action_6_what").fill("From the other tab")
    expect(field(page, "action_6_what")).to_have_value("From the other tab")


def test_a_row_that_goes_can_come_back(page: Page, address: str) -> None:
    whole(page, address, rows=4)
    page.get_by_role("button", name="Remove action 2").click()
    expect(page.locator("[data-removed]")).to_contain_text("Action 2 is removed.")
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    expect(field(page, "action_2_what")).to_have_value(row(3)["action_3_what"])
    page.keyboard.press("Enter")
    expect(field(page, "action_2_what")).to_have_value(row(2)["action_2_what"])
    expect(field(page, "action_2_what")).to_be_focused()
    page.get_by_role("button", name="Remove action 1").click()
    page.reload()
    expect(page.locator("[data-row]")).to_have_count(3)
    expect(field(page, "action_3_when")).to_have_value("2027-04-15")


def test_nothing_of_the_notes_is_in_the_plan(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + PART)
    page.locator("textarea").first.fill("ZQXJ private")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    whole(page, address)
    for kind in ("word", "json", "calendar"):
        data = returned(page, kind, tmp_path).read_bytes()
        assert b"ZQXJ" not in data


# Returns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("rows", [3, 9])
def test_a_return_reads_back_as_what_was_typed(
    page: Page, address: str, form: Form, tmp_path: Path, kind: str, rows: int
) -> None:
    answers = whole(page, address, rows)
    found: Return = READERS[kind](returned(page, kind, tmp_path).read_bytes())
    assert normalise(form, found.answers) == normalise(form, answers)
    assert found.reference == form.reference
    assert found.recommendations == {f.label.split()[0]: f.label.split(maxsplit=1)[1] for f in form.relevant}
    assert found.saved is not None
    assert found.saved.timestamp() > 1_600_000_000


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
ODD = st.text(st.sampled_from("a \t\n\v\f\x1c\x85\u2028\u202e\ufeff\ufffe\u200d<&]>\"'é\u0301🙂ار"), max_size=30)
PLANS = st.dictionaries(
    st.sampled_from([*(n for n in ANSWERS if not n.startswith("relevant")), *row(1), *row(2), *row(3)]), LINES | ODD
)
SET = """(answers) => {
  for (const box of document.querySelectorAll("form [name]")) {
    box.value = answers[box.name] || "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return Object.fromEntries([...document.querySelectorAll("form [name]")]
    .filter((box) => box.type !== "checkbox").map((box) => [box.name, box.value]));
}"""


@settings(max_examples=15)
@given(plan=PLANS)
def test_whatever_is_typed_reads_back(
    chromium: Browser, address: str, form: Form, tmp_path: Path, plan: dict[str, str]
) -> None:
    for kind, read in READERS.items():
        page = chromium.new_page(accept_downloads=True)  # Chromium stops a tab that downloads again and again
        open_plan(page, address)
        held = page.evaluate(SET, plan)  # boxes drop what they cannot hold, such as half a date
        found = read(returned(page, kind, tmp_path).read_bytes())
        page.close()
        assert normalise(form, found.answers) == normalise(form, held), kind


@pytest.mark.parametrize(
    ("typed", "reference", "good"),
    [
        ("wrenford/child-h/1.0/assessment-east/plan-1", "wrenford/child-h/1.0/assessment-east/plan-1", True),
        (
            "Reference: wrenford/child-h/0.9/assessment-east/plan-1.",
            "wrenford/child-h/0.9/assessment-east/plan-1",
            True,
        ),
        ("assessment-east", "wrenford/child-h/1.0/assessment-east/plan-1", True),
        ("", "wrenford/child-h/1.0/-/plan-1", True),
        ("other/child-h/1.0/assessment-east/plan-1", "wrenford/child-h/1.0/-/plan-1", False),
        ("<b>what?</b>", "wrenford/child-h/1.0/-/plan-1", False),
    ],
)
def test_a_reference_typed_from_paper_goes_into_the_return(
    page: Page, address: str, tmp_path: Path, typed: str, reference: str, good: bool
) -> None:
    open_plan(page, address)
    page.locator("#typed-reference").fill(typed)
    expect(page.locator("[data-preview] dd").first).to_have_text(reference)
    expect(page.locator("[data-reference-wrong]")).to_be_visible(visible=not good)
    for kind, read in READERS.items():
        found = read(returned(page, kind, tmp_path).read_bytes())
        assert str(found.reference) == reference
        assert (found.how is How.PAPER) == (good and bool(typed)), "it says that it was typed from paper"
    expect(page.locator("[data-preview] dt", has_text="Typed from paper")).to_have_count(int(good and bool(typed)))


def test_the_preview_shows_exactly_what_a_return_holds(page: Page, address: str, form: Form, tmp_path: Path) -> None:
    whole(page, address)
    page.get_by_text("What the return contains").click()
    held = normalise(form, read_json(returned(page, "json", tmp_path).read_bytes()).answers)
    shown = page.locator("[data-preview] dd").all_inner_texts()
    assert len(shown) == len(held) + 2  # the reference before, what else is in the file after
    assert shown.count("Yes") == 2
    assert {"1 December 2026", "15 March 2027", "Duty manager", "Wrenford & Sons <b>"} <= set(shown)


@pytest.mark.office
def test_libreoffice_opens_the_word_file(page: Page, address: str, tmp_path: Path) -> None:
    whole(page, address, rows=8)
    file = returned(page, "word", tmp_path)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    words = " ".join(p.extract_text() for p in PdfReader(file.with_suffix(".pdf")).pages)
    assert "Wrenford & Sons <b>" in words
    assert "Do number 8" in words


def test_due_dates_go_to_a_calendar_and_are_known_again(page: Page, address: str, tmp_path: Path) -> None:
    whole(page, address)
    first = returned(page, "calendar", tmp_path).read_bytes()
    field(page, "action_2_when").fill("2027-08-01")
    second = returned(page, "calendar", tmp_path).read_bytes()
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))
    assert b"\n" not in first.replace(b"\r\n", b"")
    lines = [first.replace(b"\r\n ", b"").decode().split("\r\n"), second.replace(b"\r\n ", b"").decode().split("\r\n")]
    uids = [[line for line in each if line.startswith("UID:")] for each in lines]
    assert len(set(uids[0])) == 3
    assert uids[0] == uids[1]
    assert "DTSTART;VALUE=DATE:20270215" in lines[0]
    assert "DTSTART;VALUE=DATE:20270801" in lines[1]
    summary = next(line for line in lines[0] if line.startswith("SUMMARY:"))
    assert summary.startswith("SUMMARY:Do number 1\\; then\\, perhaps\\, rest \\\\ long")


def test_a_calendar_without_dates_says_so(page: Page, address: str) -> None:
    open_plan(page, address)
    page.locator("[data-plan-out=calendar]").click()
    expect(page.locator("[data-plan-said]")).to_have_text("No action has a date yet.")


# Paper, from disk, without scripts, accessible -------------------------------------------------


def test_every_typed_word_prints_the_actions_across(page: Page, address: str, tmp_path: Path) -> None:
    answers = whole(page, address, rows=8)
    page.pdf(path=tmp_path / "plan.pdf", prefer_css_page_size=True)
    pages = PdfReader(tmp_path / "plan.pdf").pages
    words = " ".join(" ".join(p.extract_text() for p in pages).split())
    for name, text in answers.items():
        if name.endswith(("what", "done", "team", "organisation", "learning_1")):
            assert " ".join(text.split()) in words, name
    assert "15 March 2027" in words
    across = [p for p in pages if p.mediabox.width > p.mediabox.height]
    assert any("Do number 8" in " ".join(p.extract_text().split()) for p in across)
    assert "Your team" in pages[0].extract_text()


def test_it_works_from_disk(page: Page, site: Path, form: Form, tmp_path: Path) -> None:
    page.goto((site / PLAN).as_uri())
    fill(page, {"organisation": "From disk"})
    page.reload()
    expect(field(page, "organisation")).to_have_value("From disk")
    assert normalise(form, read_word(returned(page, "word", tmp_path).read_bytes()).answers) == {
        "organisation": "From disk"
    }


def test_without_scripts_it_is_a_form_to_print(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PLAN)
    assert page.locator("[data-row]").count() == 3
    assert page.locator("noscript p").first.is_visible()
    assert not page.locator("[data-plan-out=word]").is_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280), ("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_empty_filled_or_asking(chromium: Browser, address: str, scheme: str, width: int) -> None:
    context = chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    page = context.new_page()
    open_plan(page, address)
    assert broken_rules(page) == []
    whole(page, address)
    page.locator("#typed-reference").fill("wrong!")
    page.get_by_text("What the return contains").click()
    page.get_by_role("button", name="Remove action 2").click()
    assert broken_rules(page) == []
    page.get_by_role("button", name="Delete this plan").click()
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
