"""The action plan on the web: the form's own fields, kept on the device, and returns that the partnership can read."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser, Download, Locator, Page, Route, expect
from pypdf import PdfReader

from builder.form.definition import Form, plan_form
from builder.form.field_ids import encode
from builder.form.plan import Plan
from builder.render.job import Job
from builder.returns.reading.web_plan import read_json
from builder.returns.reading.word import read_word
from builder.returns.replies import How, Return

from .conftest import DEEP, LOOKED_AT
from .engines import until
from .reader import PART, UNCOVERED, broken_rules, printed, serving
from .returned import plan_of, with_days, without_words

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


PUT = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }"


def card(page: Page, number: int) -> Locator:
    """The line of an action on a phone, which opens and folds it."""
    return page.get_by_role("button", name=re.compile(rf"^Action {number}(?!\d)"))


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name={name}]")


def open_plan(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    expect(page.locator("[data-preview] dd").first).to_be_attached()


def fill(page: Page, answers: dict[str, str]) -> None:
    for name, text in answers.items():
        if text == "yes":
            field(page, name).check()
        elif field(page, name).is_visible():
            field(page, name).fill(text)
        else:  # in a folded card, or typed by ticks
            field(page, name).evaluate(PUT, text)
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


OTHER_WAYS = "document.querySelector('[data-other-ways]').open = true"


def returned(page: Page, kind: str, folder: Path) -> Path:
    page.evaluate(OTHER_WAYS)
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
        if f.id.endswith("_answers"):  # ticks stand in its place while it holds nothing else
            expect(page.get_by_role("group", name=f.tip)).to_be_visible()
            continue
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


def test_the_line_says_saved_only_when_every_box_is(page: Page, address: str) -> None:
    open_plan(page, address)
    page.evaluate(  # one box's words cannot be kept, another's take their time
        """() => {
          const store = window.briefing.store, change = store.change;
          const slowly = new Promise((done) => { window.hurry = done; });
          window.quick = 0;
          store.change = (name, key, turn) =>
            key.endsWith("/contact") ? Promise.reject(new Error("no")) :
            key.endsWith("/team_manager") ? slowly.then(() => change(name, key, turn)) :
            change(name, key, turn).then((found) => { window.quick += 1; return found; });
          window.allowed = () => { store.change = change; };
        }"""
    )
    said = page.locator("[data-plan-saved]")
    field(page, "team_manager").fill("Slow")
    field(page, "organisation").fill("Quick")
    until(page, "window.quick === 1")
    assert "Saved" not in said.inner_text(), "one box is still being saved"
    page.evaluate("hurry()")
    expect(said).to_contain_text("Saved in this browser at")
    field(page, "contact").fill("Never")
    expect(said).to_contain_text("Not saved")
    field(page, "organisation").fill("Quick again")
    until(page, "window.quick === 2")
    expect(said).to_contain_text("Not saved")
    page.evaluate("allowed()")
    field(page, "contact").fill("At last")
    expect(said).to_contain_text("Saved in this browser at")


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


def test_while_a_team_writes_the_status_is_in_view_and_covers_no_field(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_plan(page, address)
    field(page, "organisation").press_sequentially("Wrenford")
    status = page.locator("[data-plan-saved]")
    expect(status).to_contain_text("Saved in this browser at")
    expect(status).to_be_in_viewport(ratio=1)
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(UNCOVERED), page.evaluate("document.activeElement.name")
    context.close()


def test_a_wide_plan_gives_its_sentences_room(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    open_plan(page, address)
    room = "(box) => box.clientWidth - 2 * parseFloat(getComputedStyle(box).paddingLeft)"
    widths = [field(page, f"action_1_{name}").evaluate(room) for name in ("what", "done", "worked")]
    page.close()
    assert min(widths) > 170  # px: twenty letters


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, accept_downloads=True)
    page = context.new_page()
    open_plan(page, address)
    yield page
    context.close()


def test_on_a_phone_one_card_is_open_and_a_finished_one_is_a_line(phone: Page, address: str) -> None:
    for number in (1, 2, 3):
        expect(card(phone, number)).to_have_attribute("aria-expanded", str(number == 1).lower())
    fill(phone, {"action_1_what": "Change the form", "action_1_who": "Duty manager", "action_1_when": "2027-03-01"})
    expect(field(phone, "action_1_done")).to_be_hidden()
    phone.get_by_role("button", name="How will you know?").tap()
    expect(field(phone, "action_1_done")).to_be_focused()
    card(phone, 2).tap()
    expect(card(phone, 1)).to_have_text("Action 1Change the form · Duty manager · 1 March 2027")
    expect(field(phone, "action_1_what")).to_be_hidden()
    field(phone, "action_2_what").fill("Meet")
    expect(phone.locator("[data-plan-saved]")).to_contain_text("Saved in this browser at")
    phone.reload()
    expect(card(phone, 3)).to_have_attribute("aria-expanded", "true")
    phone.get_by_role("button", name="Add an action").tap()
    expect(field(phone, "action_4_what")).to_be_focused()
    expect(card(phone, 3)).to_have_attribute("aria-expanded", "false")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_recommendations_are_ticked_and_what_was_typed_before_stays(phone: Page) -> None:
    group = phone.get_by_role("group", name="Action 1: Recommendation it answers")
    box = field(phone, "action_1_answers")
    expect(box).to_be_hidden()
    group.get_by_label("R3").check()
    group.get_by_label("R1").check()
    expect(box).to_have_value("R1, R3")
    group.get_by_label("R3").uncheck()
    expect(box).to_have_value("R1")
    box.evaluate(PUT, "r2 and what F4 says")
    expect(box).to_be_visible()
    expect(group.get_by_label("R2")).to_be_checked()
    group.get_by_label("R6").check()
    expect(box).to_have_value("r2 and what F4 says, R6")
    group.get_by_label("R2").uncheck()
    expect(box).to_have_value("and what F4 says, R6")


def test_what_is_missing_is_named_and_leads_there(phone: Page) -> None:
    missing = phone.get_by_role("group", name="Before you send")
    expect(missing.get_by_role("listitem")).to_have_text(
        [
            *(f"{label} is empty" for label in ("Name of Organisation", "Team Manager", "Name of Section & Team")),
            "Contact Details is empty",
            "There is no action yet. If you need none, say why",
        ]
    )
    expect(phone.locator("[data-plan-out=word]")).to_have_text("Download as Word anyway")
    fill(phone, dict.fromkeys(("organisation", "team_manager", "section_team", "contact"), "x"))
    fill(phone, {"action_3_what": "Meet", "action_3_who": "All of us"})
    expect(missing.get_by_role("listitem")).to_have_text(["Action 3 has no date"])
    missing.get_by_role("button").tap()
    expect(field(phone, "action_3_when")).to_be_focused()
    field(phone, "action_3_when").fill("2027-03-01")
    expect(missing).to_be_hidden()
    expect(phone.locator("[data-plan-out=word]")).to_have_text("Download as Word")


def test_three_steps_say_what_to_attach_and_whether_the_file_is_still_right(phone: Page, tmp_path: Path) -> None:
    fill(phone, {"section_team": "Team “East” & 7"})
    file = returned(phone, "word", tmp_path)
    mail = unquote(str(phone.get_by_role("link", name="Open an e-mail").get_attribute("href")))
    assert mail.startswith("mailto:learning@wrenford.example?subject=Child H - Action Plan: Team “East” & 7&body=")
    assert file.name in mail
    sent = phone.locator("[data-sent]")
    expect(sent).to_contain_text("Nothing has changed since.")
    fill(phone, {"action_1_what": "Meet"})
    expect(sent).to_contain_text("has changed since: download it again")
    phone.reload()
    expect(sent).to_contain_text("has changed since: download it again")


# A second look, and opening a return -----------------------------------------------------------

PARTICULARS = "Sam Jones born 12/03/2015, NHS 943 476 5919"


@pytest.mark.parametrize("kind", ["word", "json", "calendar", "print"])
def test_a_warning_comes_before_anything_leaves(page: Page, address: str, kind: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true; };")
    open_plan(page, address)
    fill(page, {"contact": "07700 900123", "learning_2": PARTICULARS, "action_1_what": PARTICULARS})
    page.evaluate(OTHER_WAYS)
    page.locator(f"[data-plan-out={kind}]").click()
    dialog = page.get_by_role("dialog", name="Look again before you share")
    expect(dialog.locator("li")).to_have_count(4)
    expect(dialog).to_contain_text("Action 1: What needs to happen? seems to hold an NHS number.")
    expect(dialog).not_to_contain_text("phone")
    dialog.get_by_role("button", name="Show me where").nth(2).click()
    expect(field(page, "action_1_what")).to_be_focused()
    assert page.evaluate("window.printed") is None


def opening(page: Page, file: Path) -> Locator:
    page.locator("[data-return-file]").set_input_files(file)
    return page.get_by_role("dialog", name="Put this return into the plan?")


def test_a_return_goes_from_one_device_to_another(
    chromium: Browser, page: Page, address: str, form: Form, tmp_path: Path
) -> None:
    answers = whole(page, address, rows=5)
    put_reference(page, "assessment-east")
    file = returned(page, "json", tmp_path)
    other = chromium.new_context(accept_downloads=True).new_page()
    open_plan(other, address)
    fill(other, {"organisation": "Another", "action_1_worked": "Kept?", "team_manager": answers["team_manager"]})
    dialog = opening(other, file)
    expect(dialog).to_contain_text(
        "replaces what is filled in here now: Name of Organisation; Action 1: How will you know if"
    )
    expect(dialog).not_to_contain_text("now: Team Manager")
    expect(dialog.locator("dd").first).to_have_text("Wrenford & Sons <b>")
    dialog.get_by_role("button", name="Leave the plan as it is").click()
    expect(field(other, "organisation")).to_have_value("Another")
    opening(other, file).get_by_role("button", name="Put it into the plan").click()
    expect(other.locator("[data-plan-said]")).to_have_text("The return is in the plan now.")
    expect(other.locator("[data-plan-saved]")).to_contain_text("Saved in this browser at")
    again = read_json(returned(other, "json", tmp_path).read_bytes())
    assert without_words(again.plan) == plan_of(answers)
    assert str(again.reference) == "wrenford/child-h/1.1/assessment-east/plan-2"
    other.reload()
    expect(field(other, "action_5_what")).to_have_value(answers["action_5_what"].strip())
    other.context.close()


def return_file(**changes: object) -> str:
    reference = "wrenford/child-h/1.1/-/plan-1"
    whole = {"format": "briefing-return", "form": 1, "reference": reference, "kind": "plan", "answers": {}}
    return json.dumps(whole | changes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "damaged"),
        ("{" * 50_000, "damaged"),
        (return_file()[:-9], "damaged"),
        (return_file(answers=["x"] * 3), "damaged"),
        (return_file(answers={"organisation": 7}), "damaged"),
        (return_file(answers=None), "damaged"),
        (return_file(answers={"organisation]": "x"}), "damaged"),
        (return_file(recommendations={"R1": {}}), "damaged"),
        (return_file(reference=7), "damaged"),
        ("null", "not a return file"),
        (return_file(format="briefing-notes"), "not a return file"),
        (return_file(reference="wrenford/child-b/1.0/-/plan-1"), "another briefing"),
        (return_file(reference="elsewhere/child-h/1.1/-/plan-1"), "another briefing"),
        (return_file(reference="wrenford/child-h/1.1/-/plan-3"), "another form"),
        (return_file(reference="wrenford/child-h/1.1/east/after6-1", kind="after6"), "another form"),
    ],
    ids=lambda text: text[:60] or "empty",
)
def test_a_file_that_cannot_be_opened_changes_nothing(
    page: Page, address: str, tmp_path: Path, text: str, said: str
) -> None:
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    (tmp_path / "return.json").write_text(text, encoding="utf-8")
    open_plan(page, address)
    fill(page, {"organisation": "Ours"})
    dialog = opening(page, tmp_path / "return.json")
    expect(page.locator("[data-plan-said]")).to_contain_text(said)
    expect(page.locator("[data-plan-said]")).to_contain_text("Nothing was changed.")
    expect(dialog).to_be_hidden()
    expect(field(page, "organisation")).to_have_value("Ours")
    assert broken == []


def test_what_an_opened_file_holds_stays_text_and_what_does_not_fit_is_named(
    page: Page, address: str, tmp_path: Path
) -> None:
    markup = "<img src=x onerror='document.title=1'>"
    answers = {"organisation": markup, "relevant_r1": "yes", "session_date": "soon", "action_999_what": "x", "odd": "y"}
    text = return_file(answers=answers, recommendations={"R1": "Other words than ours."})
    (tmp_path / "return.json").write_text(text, encoding="utf-8")
    open_plan(page, address)
    dialog = opening(page, tmp_path / "return.json")
    expect(dialog.locator("dd")).to_have_text([markup])
    expect(dialog).to_contain_text("does not fit this page: Date of the session; R1 Recording")
    dialog.get_by_role("button", name="Put it into the plan").click()
    expect(field(page, "organisation")).to_have_value(markup)
    expect(field(page, "relevant_r1")).not_to_be_checked()
    assert page.locator("main img").count() == 0


# Returns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "rows"), [*((kind, 3) for kind in READERS), ("word", 9)])
def test_a_return_reads_back_as_what_was_typed(
    page: Page, address: str, form: Form, tmp_path: Path, kind: str, rows: int
) -> None:
    answers = whole(page, address, rows)
    found: Return = READERS[kind](returned(page, kind, tmp_path).read_bytes())
    assert with_days(found.plan) == with_days(plan_of(answers))
    assert found.reference == form.reference
    assert found.recommendations == {t.code: t.words for t in form.ticks}
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


@settings(max_examples=15 if DEEP else 3)
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
        assert with_days(found.plan) == with_days(plan_of(held)), kind


OWN = "wrenford/child-h/1.1/assessment-east/plan-2"


def put_reference(page: Page, reference: str) -> None:
    """What a team's own link, or a return that is opened, puts there."""
    page.locator("#typed-reference").evaluate(PUT, reference)


@pytest.mark.parametrize(
    ("kept", "reference", "good"),
    [
        ("wrenford/child-h/1.1/assessment-east/plan-1", OWN, True),
        ("Reference: wrenford/child-h/0.9/assessment-east/plan-1.", OWN.replace("1.1", "0.9"), True),
        ("assessment-east", OWN, True),
        ("", OWN.replace("assessment-east", "-"), True),
        ("other/child-h/1.1/assessment-east/plan-1", OWN.replace("assessment-east", "-"), False),
        ("<b>what?</b>", OWN.replace("assessment-east", "-"), False),
    ],
)
def test_a_reference_that_is_kept_goes_into_the_return(
    page: Page, address: str, tmp_path: Path, kept: str, reference: str, good: bool
) -> None:
    open_plan(page, address)
    put_reference(page, kept)
    expect(page.locator("[data-preview] dd").first).to_have_text(reference)
    expect(page.locator("[data-reference-wrong]")).to_be_visible(visible=not good)
    for kind, read in READERS.items():
        found = read(returned(page, kind, tmp_path).read_bytes())
        assert str(found.reference) == reference and found.how is not How.PAPER


def test_a_teams_own_link_says_whose_plan_it_is(page: Page, address: str, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    said = urlencode({"organisation": "Wrenford & Co", "team": "Assessment <b>", "reference": OWN}, quote_via=quote)
    page.goto(f"{address}{PLAN}#{said}")
    expect(field(page, "organisation")).to_have_value("Wrenford & Co")
    expect(field(page, "section_team")).to_have_value("Assessment <b>")
    expect(page.locator("[data-own-team]")).to_contain_text(OWN)
    assert page.get_by_label("Reference").count() == 0  # nobody types one
    found = read_json(returned(page, "json", tmp_path).read_bytes())
    assert (str(found.reference), found.how) == (OWN, How.JSON)
    assert not any("Wrenford" in url or "assessment" in url for url in asked if "#" not in url)
    field(page, "section_team").fill("Our own name")
    page.goto(f"{address}{PLAN}")  # it is known again without the link, and what was typed stays
    expect(page.locator("[data-own-team]")).to_contain_text(OWN)
    expect(field(page, "section_team")).to_have_value("Our own name")
    page.goto(f"{address}{PLAN}#{said.replace('assessment-east', 'early-help')}")
    page.reload()
    expect(page.locator("[data-own-other]")).to_be_visible()
    expect(page.locator("[data-own-team]")).to_contain_text(OWN)
    page.get_by_role("button", name="This is not my team").click()
    expect(page.locator("[data-own-team]")).to_be_hidden()


def test_the_preview_shows_exactly_what_a_return_holds(page: Page, address: str, form: Form, tmp_path: Path) -> None:
    whole(page, address)
    page.get_by_text("What the return contains").click()
    held = encode(read_json(returned(page, "json", tmp_path).read_bytes()).plan)
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


# What makes a file comes late -------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["word", "json", "calendar"] if DEEP else ["word"])
def test_a_press_waits_for_what_makes_the_file_and_makes_it_once(page: Page, address: str, kind: str) -> None:
    held: list[Route] = []
    page.route("**/making.js", lambda route: held.append(route))
    open_plan(page, address)
    fill(page, {"action_1_when": "2027-01-15"})
    page.evaluate(OTHER_WAYS)
    made: list[Download] = []
    page.on("download", lambda download: made.append(download))
    button, said = page.locator(f"[data-plan-out={kind}]"), page.locator("[data-plan-said]")
    button.press("Enter")
    button.press("Enter")
    expect(said).to_have_text("One moment. The file is being made.")
    assert len(held) == 1 and not made
    with page.expect_download():
        held[0].continue_()
    expect(said).to_contain_text("The file is in your downloads.")
    expect(button).to_be_focused()
    with page.expect_download():  # a third press, after which an untold second would have come
        button.press("Enter")
    assert len(made) == 2


def test_what_is_typed_while_it_comes_is_looked_at_too(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/making.js", lambda route: held.append(route))
    open_plan(page, address)
    page.locator("[data-plan-out=word]").click()
    fill(page, {"learning_2": PARTICULARS})
    held[0].continue_()
    dialog = page.get_by_role("dialog", name="Look again before you share")
    expect(dialog.locator("li")).to_have_count(2)
    with page.expect_download():
        dialog.locator("[data-yes]").click()


def test_what_does_not_come_is_said_and_asked_for_again(page: Page, address: str, tmp_path: Path) -> None:
    page.route("**/making.js", lambda route: route.abort())
    open_plan(page, address)
    page.evaluate(OTHER_WAYS)
    for kind in ("word", "json"):
        page.locator("[data-plan-said]").evaluate("(line) => (line.textContent = '')")
        page.locator(f"[data-plan-out={kind}]").click()
        expect(page.locator("[data-plan-said]")).to_contain_text("Press again when you are connected")
    page.unroute("**/making.js")
    returned(page, "json", tmp_path)


def test_who_types_can_make_a_file_when_the_signal_is_gone(page: Page, address: str, tmp_path: Path) -> None:
    open_plan(page, address)
    with page.expect_response("**/making.js"):
        fill(page, {"organisation": "On the train"})
    page.context.set_offline(True)
    assert read_json(returned(page, "json", tmp_path).read_bytes()).plan == Plan({"organisation": "On the train"})


# Paper, from disk, without scripts, accessible -------------------------------------------------


def test_every_typed_word_prints_the_actions_across(page: Page, address: str, tmp_path: Path) -> None:
    answers = whole(page, address, rows=8)
    # Without spaces: signs of the second face stand apart where the reader of the PDF measures them.
    words = "".join(printed(page, tmp_path / "plan.pdf").split())
    pages = PdfReader(tmp_path / "plan.pdf").pages
    for name, text in answers.items():
        if name.endswith(("what", "done", "team", "organisation", "learning_1")):
            assert "".join(text.split()) in words, name
    assert "15March2027" in words
    across = [p for p in pages if p.mediabox.width > p.mediabox.height]
    assert any("Do number 8" in " ".join(p.extract_text().split()) for p in across)
    assert "Your team" in pages[0].extract_text()


def rectangles(file: Path, number: int) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    """Boxes (left, bottom, right, top) in points of a printed page's passages of text, and of its drawn lines."""
    document = pypdfium2.PdfDocument(file)
    page = document[number]
    text = page.get_textpage()
    words = [text.get_rect(n) for n in range(text.count_rects())]
    drawn = [one.get_bounds() for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    document.close()
    return words, [box for box in drawn if min(box[2] - box[0], box[3] - box[1]) < 3]


def meet(one: tuple[float, ...], other: tuple[float, ...], points: float) -> bool:
    """Whether two boxes share more than `points` across and down. A letter may lean over its neighbour."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > points and min(one[3], other[3]) - max(one[1], other[1]) > points


def test_nothing_on_paper_is_printed_over_anything_else(page: Page, address: str, tmp_path: Path) -> None:
    open_plan(page, address)
    sentence = "Every team reads the assessment guide together and writes down what it will change in its own work. "
    cell = (sentence * 2)[:135]  # two rows fill a page, and the third stands below a heading row of its own
    names = ("what", "who", "done", "worked", "answers")
    fill(page, {f"action_{n}_{name}": cell for n in (1, 2, 3) for name in names} | {"action_1_when": "2027-03-15"})
    page.pdf(path=tmp_path / "plan.pdf", prefer_css_page_size=True)
    for number in range(len(PdfReader(tmp_path / "plan.pdf").pages)):
        words, lines = rectangles(tmp_path / "plan.pdf", number)
        assert words and lines
        assert [(a, b) for n, a in enumerate(words) for b in words[n + 1 :] if meet(a, b, 3)] == []
        assert [(a, b) for a in words for b in lines if meet(a, b, 0.2)] == []


def test_it_works_from_disk(page: Page, site: Path, form: Form, tmp_path: Path) -> None:
    page.goto((site / PLAN).as_uri())
    fill(page, {"organisation": "From disk"})
    page.reload()
    expect(field(page, "organisation")).to_have_value("From disk")
    assert read_word(returned(page, "word", tmp_path).read_bytes()).plan == Plan({"organisation": "From disk"})


def test_without_scripts_it_is_a_form_to_print(chromium: Browser, address: str, tmp_path: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PLAN)
    assert page.locator("[data-row]").count() == 3
    assert page.locator("noscript p").first.is_visible()
    assert not page.locator("[data-plan-out=word]").is_visible()
    assert page.locator("noscript a:visible").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))") == [
        "child-h-action-plan.pdf",
        "child-h-action-plan.docx",
    ]
    assert page.locator("a[href^=mailto]:visible").first.inner_text() == "learning@wrenford.example"
    words = printed(page, tmp_path / "plan.pdf")
    assert "yyyy" not in words
    assert "Send it to learning@wrenford.example" in words
    for media in ("screen", "print"):
        page.emulate_media(media=media)  # type: ignore[arg-type]
        assert page.locator(".points li").first.locator("textarea:visible, .copy:visible").count() == 1
        assert page.locator("form :is(input:not([type=checkbox]), textarea):visible").count() == 0
    context.close()


@pytest.mark.parametrize(("scheme", "width"), LOOKED_AT)
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
    put_reference(page, "wrong!")
    page.get_by_text("What the return contains").click()
    if card(page, 2).is_visible():
        card(page, 2).click()
        assert broken_rules(page) == []
    page.get_by_role("button", name="Remove action 2").click()
    assert broken_rules(page) == []
    page.get_by_role("button", name="Delete this plan").click()
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
