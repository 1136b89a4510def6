"""My notes: every answer with its question, CPD fields, a second look before sharing, and ways to take it all along."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.model.briefing import Briefing
from builder.render.job import Job

from .conftest import LOOKED_AT
from .reader import KEPT, PART, UNCOVERED, broken_rules, printed, serving

pytestmark = pytest.mark.browser

NOTES = "child-h/notes.html"
HOSTILE = "]]></w:t> <img src=x onerror=alert(1)> & \x07\ufffe “quotes” اردو"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as base:
        yield base


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def kept_page(chromium: Browser, address: str) -> Iterator[Page]:
    """One page for tests that leave it as they found it."""
    context = chromium.new_context()
    page = context.new_page()
    open_notes(page, address)
    yield page
    context.close()


@pytest.fixture
def briefing(job: Job) -> Briefing:
    return job.briefing


def answer(page: Page, address: str, part: str, text: str) -> None:
    page.goto(address + part)
    page.locator("textarea").first.fill(text)
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")


def open_notes(page: Page, address: str) -> None:
    page.goto(address + NOTES)
    expect(page.locator("[data-cpd-fields]")).to_be_hidden()


def shown(page: Page) -> list[str]:
    return page.locator("[data-answer]:visible").all_inner_texts()


# What it shows ---------------------------------------------------------------------------------


def test_every_question_stands_in_order_with_its_answer(page: Page, address: str, briefing: Briefing) -> None:
    answer(page, address, "child-h/05-the-findings.html", HOSTILE)
    open_notes(page, address)
    answered = briefing.sections[4].prompts[0].text
    expect(page.locator("[data-unanswered-count]")).to_have_text(f"({len(briefing.prompts) - 1})")
    asked = page.evaluate(
        "Array.from(document.querySelectorAll('[data-note] [data-question]'), (q) => q.innerHTML && q.dataset.question)"
    )
    assert asked == [answered, *(p.text for p in briefing.prompts if p.text != answered)]
    expect(page.locator("[data-answer]:visible")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("main img").count() == 0
    page.get_by_role("link", name="Change this answer").click()
    expect(page).to_have_url(address + "child-h/05-the-findings.html#answer-" + briefing.sections[4].prompts[0].id)


KEEP = """async ([key, record]) => {
  await briefing.store.put("notes", {
    key: briefing.home + key, time: 1, rev: "r", earlier: [], part: "", order: 1, ...record });
}"""


def test_whoever_deletes_an_answer_by_keyboard_stands_at_the_next_or_at_the_heading(page: Page, address: str) -> None:
    open_notes(page, address)
    first = page.locator("[data-note]").first
    ident, asked = first.get_attribute("data-note"), first.locator("[data-question]").get_attribute("data-question")
    older = [{"question": asked, "answer": f"Older {n}", "time": n} for n in (1, 2)]
    page.evaluate(KEEP, [ident, {"question": asked, "answer": "", "earlier": older}])
    for n in (1, 2):
        page.evaluate(KEEP, [f"gone-{n}", {"question": f"Asked once {n}?", "answer": f"Lost {n}", "order": n}])
    page.reload()
    focused = page.locator(":focus")
    said = page.locator("body > p.vh[role=status]")

    def drop(name: str) -> None:
        page.get_by_role("button", name=name).first.focus()
        page.keyboard.press("Enter")

    expect(page.locator(".version")).to_have_count(2)
    drop("Delete this version")
    expect(page.locator(".version")).to_have_count(1)
    expect(focused).to_contain_text("Older 2")
    expect(said).to_have_text("Deleted.")
    page.keyboard.press("Enter")  # a second press does nothing
    page.keyboard.press("Tab")
    expect(focused).to_have_text("Delete this version")
    drop("Delete this version")
    expect(page.locator(".version")).to_have_count(0)
    expect(focused).to_contain_text("without an answer")
    expect(page.locator("[data-orphan]")).to_have_count(2)
    drop("Delete this answer")
    expect(page.locator("[data-orphan]")).to_have_count(1)
    expect(focused).to_contain_text("Asked once 2?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-orphan]")).to_have_count(0)
    expect(page.locator("#kept-where")).to_be_focused()


FIELDS = {
    "swe": "date activity type with learned changed benefits peer_added confirm",
    "nmc": "date activity type time with code learned changed confirm",
    "hcpc": "date activity type relevant learned changed benefits confirm",
    "gmc": "date activity type time relevant learned changed confirm",
    "scw": "date activity type time with relevant learned changed benefits confirm",
    "other": "date activity type time with relevant learned changed benefits confirm",
    "none": "",
}


@pytest.mark.parametrize("regulator", FIELDS)
def test_each_regulator_shows_only_what_it_wants(page: Page, address: str, regulator: str) -> None:
    open_notes(page, address)
    page.locator(f"[value={regulator}]").check()
    visible = [spot.get_attribute("data-cpd") for spot in page.locator("[data-cpd]").all() if spot.is_visible()]
    assert visible == FIELDS[regulator].split()
    assert page.locator("#cpd-time").input_value() == ""
    page.reload()
    expect(page.locator(f"[value={regulator}]")).to_be_checked()


def test_cpd_fields_are_kept_and_printed_whole(page: Page, address: str, tmp_path: Path) -> None:
    open_notes(page, address)
    page.locator("[value=swe]").check()
    long = "\n".join(f"Line {n} of what I learned, long enough to be cut off by a box." for n in range(1, 16))
    page.locator("#cpd-learned").fill(long)
    page.locator("#cpd-activity").fill("A very long title " * 12)
    page.locator("#cpd-date").fill("2026-11-22")
    page.locator("#cpd-with").select_option("peer")
    expect(page.locator("[data-cpd-saved]")).to_contain_text("Saved")
    page.reload()
    expect(page.locator("#cpd-learned")).to_have_value(long)
    words = printed(page, tmp_path / "notes.pdf")
    expected = [*long.split("\n"), ("A very long title " * 12).strip(), "22 November 2026", "With a peer"]
    assert [text for text in expected if text not in words] == []


def test_no_printed_notes_ask_to_choose_and_no_cpd_field_is_torn_apart(
    page: Page, address: str, tmp_path: Path
) -> None:
    open_notes(page, address)
    for regulator in ("none", "swe"):
        page.locator(f"[value={regulator}]").check()
        assert "choose your regulator" not in printed(page, tmp_path / "notes.pdf")
    page.emulate_media(media="print")
    torn = "(all) => all.filter((e) => getComputedStyle(e).breakInside !== 'avoid').length"
    assert page.locator("[data-cpd]").evaluate_all(torn) == 0


def test_without_scripts_every_question_has_lines(chromium: Browser, address: str, tmp_path: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + NOTES)
    for media in ("screen", "print"):
        page.emulate_media(media=media)  # type: ignore[arg-type]
        lines = [a.locator(".ruled").bounding_box() for a in page.locator("[data-note]").all()]
        assert lines and all(box and box["height"] > 100 for box in lines)
        assert not page.locator("#cpd").is_visible()
    context.close()


def test_while_somebody_writes_the_status_is_in_view_and_covers_no_field(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_notes(page, address)
    page.locator("[value=swe]").check()
    page.locator("#cpd-activity").press_sequentially("A talk")
    status = page.locator("[data-cpd-saved]")
    expect(status).to_contain_text("Saved in this browser at")
    expect(status).to_be_in_viewport(ratio=1)
    for _ in range(7):
        page.keyboard.press("Tab")
        assert page.evaluate(UNCOVERED), page.evaluate("document.activeElement.id")
    context.close()


# A second look ---------------------------------------------------------------------------------

LOOKS = [
    ("His number is 943 476 5919.", ["nhs"]),
    ("943-476-5919 and 9434765919", ["nhs", "nhs"]),
    ("His number is 943 476 5918.", []),
    ("1111111111 is no number", []),
    ("Ring Dana on 07700 900123.", ["phone"]),
    ("Ring (01632) 960999 or +44 7700 900123", ["phone", "phone"]),
    ("The reference was 12345 67", []),
    ("We met 20 times in 2026, 3 of 7 parts", []),
    ("They live near SW1A 2AA now", ["postcode"]),
    ("They live at m1 1ae", ["postcode"]),
    ("See F1 and R2 and section 47", []),
    ("Anna Kowalska, 12/03/2019, came in", ["birth"]),
    ("Anna was born on 12 March 2019", ["birth"]),
    ("DOB 12.03.2019", ["birth"]),
    ("Órfhlaith Nic Dhòmhnaill (2019-03-12)", ["birth"]),
    ("We agreed to meet on 12 March 2027", []),
    ("we will meet again by 01/02/2027", []),
    ("On Monday, 12 March 2027 and By 1 March 2027 we will see", []),
    ("The team began in October 2021", []),
]


@pytest.mark.parametrize(("text", "kinds"), LOOKS)
def test_what_looks_like_somebodys_particulars(kept_page: Page, text: str, kinds: list[str]) -> None:
    found = kept_page.evaluate("(text) => briefing.details.find(text)", text)
    assert [one["kind"] for one in found] == kinds


def test_a_warning_comes_before_an_export_and_shows_where(page: Page, address: str) -> None:
    answer(page, address, PART, "Somebody said: ring Dana on 07700 900123 tomorrow.")
    open_notes(page, address)
    button = page.get_by_role("button", name="Download as Word")
    button.click()
    dialog = page.get_by_role("dialog", name="Look again before you share")
    expect(dialog).to_contain_text("Part 2, Safeguarding Concerns seems to hold a phone number.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    dialog.get_by_role("button", name="Show me where").click()
    assert page.evaluate("String(getSelection())") == "07700 900123"
    button.click()
    with page.expect_download():
        dialog.get_by_role("button", name="Go on all the same").click()


def test_nothing_suspicious_needs_no_question(page: Page, address: str) -> None:
    answer(page, address, PART, "I will say it out loud the same day.")
    open_notes(page, address)
    expect(page.locator("[data-answer]:visible")).to_have_count(1)
    page.get_by_role("button", name="Copy all").click()
    expect(page.locator("[data-out-said]")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "What makes your team look again" in copied
    assert "I will say it out loud the same day." in copied


# Word ------------------------------------------------------------------------------------------


@pytest.mark.office
def test_the_word_file_has_real_headings_and_opens(page: Page, address: str, tmp_path: Path) -> None:
    answer(page, address, PART, HOSTILE + "\nsecond line")
    open_notes(page, address)
    page.locator("[value=gmc]").check()
    page.locator("#cpd-learned").fill("What I take along")
    expect(page.locator("[data-cpd-saved]")).to_contain_text("Saved")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as Word").click()
    file = tmp_path / "notes.docx"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "My-notes-Child-H.docx"
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
    styles = [(p.style.name, p.text) for p in Document(str(file)).paragraphs]  # type: ignore[union-attr]
    headings = [(s, t) for s, t in styles if s.startswith("Heading")]
    assert headings[0] == ("Heading 1", "My notes: Child H")
    assert ("Heading 2", "Part 2, Safeguarding Concerns") in headings
    assert ("Heading 3", "What I learned") in headings
    written = "\n".join(t for _, t in styles)
    assert "]]></w:t> <img src=x onerror=alert(1)> &  “quotes” اردو\nsecond line" in written
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    assert "What I take along" in (tmp_path / "notes.txt").read_text(encoding="utf-8")


# To another device -----------------------------------------------------------------------------


def test_a_notes_file_moves_everything_and_overwrites_nothing(
    chromium: Browser, page: Page, address: str, tmp_path: Path
) -> None:
    answer(page, address, PART, "from the old device")
    page.locator("[data-read-toggle]").click()
    answer(page, address, "child-h/05-the-findings.html", "only on the old device")
    open_notes(page, address)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save a notes file").click()
    file = tmp_path / "notes.json"
    waiting.value.save_as(file)
    other = chromium.new_context().new_page()
    answer(other, address, PART, "newer, from the new device")
    open_notes(other, address)
    other.locator("[data-restore-file]").set_input_files(file)
    expect(other.locator("[data-out-said]")).to_contain_text("Nothing that was here was lost")
    expect(other.locator("[data-answer]:visible")).to_have_count(3)
    assert shown(other) == ["newer, from the new device", "from the old device", "only on the old device"]
    other.goto(address + "child-h/index.html")
    expect(other.locator("p[data-count]")).to_have_text("1 of 7 parts read")
    other.context.close()


def notes_file(**changes: Any) -> str:
    file = {"format": "briefing-notes", "version": 1, "partnership": "wrenford", "briefing": "child-h", "notes": []}
    return json.dumps(file | changes)


def entry(**changes: Any) -> dict[str, Any]:
    whole = {"key": "x", "question": "Q", "answer": "HOSTILE", "time": 1, "earlier": [], "part": "", "order": 1}
    return whole | {"text": True} | changes


REFUSED = [
    "",
    "not json",
    "[]",
    "null",
    '"text"',
    "{}",
    "{" * 50_000,
    notes_file(format="briefing-return"),
    notes_file(version=2),
    notes_file(briefing="../other"),
    notes_file(partnership="somebody-else"),
]
EMPTIED = [
    notes_file(notes="text"),
    notes_file(notes=[None, 1, "x", []]),
    notes_file(notes=[entry(key="../../evil")]),
    notes_file(notes=[entry(key="a/b")]),
    notes_file(notes=[entry(key="")]),
    notes_file(notes=[entry(key=7)]),
    notes_file(notes=[entry(answer={"x": 1})]),
    notes_file(notes=[entry(answer="long" * 100_000)]),
    notes_file(reading=[entry(key="__proto__", answer="read")]),
]


@pytest.mark.parametrize("text", [*REFUSED, *EMPTIED], ids=lambda text: text[:60] or "empty")
def test_hostile_files_change_nothing(kept_page: Page, address: str, tmp_path: Path, text: str) -> None:
    page = kept_page
    file = tmp_path / "notes.json"
    file.write_text(text, encoding="utf-8")
    broken: list[str] = []
    page.once("pageerror", lambda error: broken.append(str(error)))
    page.evaluate("document.querySelector('[data-out-said]').textContent = ''")
    page.locator("[data-restore-file]").set_input_files(file)
    expect(page.locator("[data-out-said]")).to_contain_text("Nothing" if text in REFUSED else "0 answers")
    assert not any(page.evaluate(KEPT)["stores"].values())
    assert broken == []


def test_a_hostile_entry_shows_as_text_and_never_wins_over_the_future(page: Page, address: str, tmp_path: Path) -> None:
    markup = '<img src=x onerror="document.title=1">'
    hostile = entry(question=markup, answer=markup, time=9e99, rev={"a": 1}, earlier=[entry(answer=markup + "2")])
    file = tmp_path / "notes.json"
    file.write_text(notes_file(notes=[hostile]), encoding="utf-8")
    open_notes(page, address)
    page.locator("[data-restore-file]").set_input_files(file)
    expect(page.locator("[data-orphan] [data-answer]")).to_have_text(markup)
    assert page.locator("main img").count() == 0
    kept = page.evaluate("briefing.store.get('notes', briefing.home + 'x').then((r) => r.time <= Date.now())")
    assert kept is True


# Deleting --------------------------------------------------------------------------------------


def test_one_button_deletes_everything_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "child-h/plan.html")
    page.locator("#organisation").fill("Our team")
    expect(page.locator("[data-plan-saved]")).to_contain_text("Saved")
    answer(page, address, PART, "to be deleted")
    open_notes(page, address)
    button = page.get_by_role("button", name="Delete my notes")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Delete your notes?")
    expect(dialog.get_by_role("button", name="Keep them")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    assert shown(page) == ["to be deleted"]
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(dialog.get_by_role("button", name="Delete them")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#deleted")).to_have_text(
        re.compile(
            "^Deleted. This page looked again, and finds nothing of it in this browser. Files you downloaded stay."
        )
    )
    expect(button).to_be_focused()
    kept = page.evaluate(KEPT)["stores"]
    assert [name for name, keys in kept.items() if keys] == ["briefings/plan"]
    expect(page.locator("[data-answer]:visible")).to_have_count(0)


def test_another_tab_forgets_too(page: Page, address: str) -> None:
    answer(page, address, PART, "to be deleted")
    other = page.context.new_page()
    open_notes(other, address)
    other.get_by_role("button", name="Delete my notes").click()
    other.get_by_role("button", name="Delete them").click()
    expect(page.locator("textarea").first).to_have_value("")


def test_deleting_notes_leaves_an_open_plan_alone_and_privacy_deletes_all(page: Page, address: str) -> None:
    page.goto(address + "child-h/plan.html")
    page.locator("#organisation").fill("Our team")
    expect(page.locator("[data-plan-saved]")).to_contain_text("Saved")
    other = page.context.new_page()
    answer(other, address, PART, "to be deleted")
    open_notes(other, address)
    other.get_by_role("button", name="Delete my notes").click()
    other.get_by_role("button", name="Delete them").click()
    expect(other.locator("#deleted")).not_to_be_empty()
    expect(page.locator("#organisation")).to_have_value("Our team")
    other.goto(address + "privacy.html")
    other.get_by_role("button", name="Delete everything").click()
    other.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    expect(other.locator("#deleted")).to_contain_text("finds nothing of it in this browser")
    assert not any(other.evaluate(KEPT)["stores"].values())
    expect(page.locator("#organisation")).to_have_value("")


# Accessible in every state ---------------------------------------------------------------------


def axe_context(chromium: Browser, scheme: str, width: int) -> BrowserContext:
    return chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # axe is put into the page
    )


@pytest.mark.parametrize(("scheme", "width"), LOOKED_AT)
def test_axe_finds_nothing_empty_filled_or_asking(chromium: Browser, address: str, scheme: str, width: int) -> None:
    context = axe_context(chromium, scheme, width)
    page = context.new_page()
    open_notes(page, address)
    assert broken_rules(page) == []
    answer(page, address, PART, "Ring Dana on 07700 900123.")
    page.locator(".ways [data-leave-on]").click()
    page.wait_for_url("**/03-the-incident.html")
    expect(page.locator("p[data-count]")).to_contain_text("1 left out")
    assert broken_rules(page) == []
    open_notes(page, address)
    page.locator("[value=nmc]").check()
    page.locator("#cpd-learned").fill("Something")
    expect(page.locator("[data-lookout]")).to_be_visible()
    assert broken_rules(page) == []
    page.get_by_role("button", name="Copy all").click()
    assert broken_rules(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
