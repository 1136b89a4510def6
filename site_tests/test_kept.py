"""Kept is kept, deleted is deleted: random sequences of faults, in three engines, and each fault that people reported.

No word is lost while a page says "saved", none is left after a deletion that was said to have worked, and what was
typed while storage refused comes back. `make deep` runs 2,000 sequences in Chromium and 200 in the others.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .engines import Tab, firefox, wait, webkit
from .keeping import faulty
from .reader import PART, serving

pytestmark = pytest.mark.browser

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
LENGTH = 14
"""Things that happen in one sequence."""


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    with faulty(site) as address:
        yield address


def batches(many: int, lot: int = 5) -> Iterator[str]:
    """Expressions that run `lot` sequences each, and give what went wrong."""
    yield from (f"runAll({first}, {lot}, {LENGTH})" for first in range(1, many + 1, lot))


def test_no_word_is_lost_and_none_comes_back_in_chromium(chromium: Browser, host: str) -> None:
    page = chromium.new_page()
    page.goto(host)
    wrong = [found for batch in batches(2000 if DEEP else 100, 25) if (found := page.evaluate(batch))]
    page.close()
    assert not wrong, "\n".join(wrong)


PATIENCE = 300.0
"""Seconds that five sequences may take on a busy machine: an engine answers a question sooner, so it is asked again."""


def tried(tab: Tab, host: str) -> None:
    tab.open(host + "?fast=8")
    wrong = []
    for batch in batches(200 if DEEP else 5):
        tab.evaluate(f"((window.outcome = null), {batch}.then((found) => (window.outcome = [found])), 1)")
        wrong += wait(lambda: tab.evaluate("window.outcome"), batch, PATIENCE)
    wrong = [found for found in wrong if found]
    tab.close()
    assert not wrong, "\n".join(wrong)


def test_no_word_is_lost_and_none_comes_back_in_firefox(tmp_path: Path, host: str) -> None:
    with firefox.running(tmp_path) as running, firefox.reader(running, tmp_path) as tab:
        tried(tab, host)


def test_no_word_is_lost_and_none_comes_back_in_webkit(tmp_path: Path, host: str) -> None:
    with webkit.display() as display, webkit.reader(display, tmp_path) as tab:
        tried(tab, host)


# Single faults ---------------------------------------------------------------------------------


@pytest.fixture
def page(chromium: Browser, site: Path) -> Iterator[Page]:
    with serving(site) as address:
        context = chromium.new_context(base_url=address)
        yield context.new_page()
        context.close()


def test_a_database_without_our_stores_is_mended(page: Page) -> None:
    page.goto("accessibility.html")
    page.evaluate(
        "new Promise((d) => (indexedDB.open('briefings', 3).onsuccess = (e) => (e.target.result.close(), d())))"
    )
    page.goto(PART)
    page.locator("textarea").first.fill("kept all the same")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved in this browser at")
    page.reload()
    expect(page.locator("textarea").first).to_have_value("kept all the same")


def test_a_deletion_that_could_not_look_says_so(page: Page) -> None:
    page.goto(PART)
    page.locator("textarea").first.fill("still there")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    page.goto("child-h/notes.html")
    page.evaluate(
        "() => { const no = () => { throw new DOMException('no', 'UnknownError'); };"
        " IDBFactory.prototype.open = no; IDBDatabase.prototype.transaction = no; }"
    )
    page.get_by_role("button", name="Delete my notes").click()
    page.get_by_role("button", name="Delete them").click()
    expect(page.locator("#deleted")).to_contain_text("Not deleted")


def test_a_translated_page_takes_nothing_a_reader_wrote_and_hides_no_answer(page: Page) -> None:
    page.goto(PART)
    page.locator("textarea").first.fill("mine")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    page.goto("child-h/notes.html")
    answer = page.locator("[data-answer]:visible")
    expect(answer).to_have_text("mine")
    assert answer.get_attribute("translate") == "no"
    page.evaluate("document.querySelectorAll('[data-question]').forEach((q) => (q.textContent = 'Pytanie'))")
    page.evaluate("briefing.store.look()")
    expect(answer).to_have_text("mine")


def test_a_number_that_is_none_and_a_year_long_ago_are_said(page: Page) -> None:
    page.goto("child-h/plan.html")
    said = page.locator("[data-plan-saved]")
    day = page.locator("input[type=date]").first
    day.fill("1927-03-01")
    expect(said).to_contain_text("look again at the year")
    day.fill("2027-03-01")
    expect(said).to_contain_text("Saved in this browser")


def test_half_a_date_is_said_and_never_called_saved(page: Page) -> None:
    page.goto("child-h/plan.html")
    day = page.locator("[name=session_date]")
    day.focus()
    page.keyboard.type("31")
    page.locator("[name=organisation]").focus()
    expect(page.locator("[data-plan-saved]")).to_contain_text("Not kept: this is not a whole date")


def test_words_typed_while_nothing_could_be_opened_are_there_on_the_next_page(page: Page) -> None:
    page.goto("accessibility.html")
    no = "IDBFactory.prototype.open = () => { throw new DOMException('no', 'UnknownError'); };"
    page.route(
        "**/base.js", lambda route: route.fulfill(body=no + route.fetch().text(), content_type="text/javascript")
    )
    page.goto(PART)
    page.locator("textarea").first.fill("typed in the tunnel")
    expect(page.locator("[data-saved]").first).to_contain_text("tab")
    page.unroute("**/base.js")
    page.goto("child-h/notes.html")
    expect(page.locator("[data-answer]:visible")).to_have_text("typed in the tunnel")


def test_an_action_removed_in_one_tab_comes_back_whole_after_another_opened_the_plan(page: Page) -> None:
    page.goto("child-h/plan.html")
    page.locator("[name=action_2_what]").fill("Agree one form")
    expect(page.locator("[data-plan-saved]")).to_contain_text("Saved")
    page.get_by_role("button", name="Remove action 2").click()
    other = page.context.new_page()
    other.goto("child-h/plan.html")
    expect(other.locator("[data-row]")).to_have_count(2)
    page.get_by_role("button", name="Put it back").click()
    expect(other.locator("[data-row]")).to_have_count(3)
    expect(other.locator("[name=action_2_what]")).to_have_value("Agree one form")
    page.reload()
    expect(page.locator("[name=action_2_what]")).to_have_value("Agree one form")


def test_an_answer_that_goes_leaves_the_others_in_their_order_and_the_focus_where_it_was(page: Page) -> None:
    for part, text in ((PART, "second"), ("child-h/01-background.html", "first")):
        page.goto(part)
        page.locator("textarea").first.fill(text)
        expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    page.goto("child-h/notes.html")
    answers = page.locator("[data-answered] [data-answer]:visible")
    expect(answers).to_have_text(["first", "second"])
    link = page.locator("[data-answered] [data-note]", has_text="second").locator("[data-change] a")
    link.focus()
    page.evaluate(
        "briefing.store.all('notes', briefing.home).then((all) => briefing.store.change('notes',"
        " all.find((one) => one.answer === 'first').key, () => null)).then(() => briefing.store.look())"
    )
    expect(answers).to_have_text(["second"])
    expect(link).to_be_focused()


STUCK = """(() => {
  let stuck = true;
  const real = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (stuck && mode === 'readwrite') throw new DOMException('full', 'QuotaExceededError');
    return real.call(this, names, mode, options);
  };
  window.addEventListener('pagehide', () => (stuck = false), true);
})()"""
"""Storage that takes nothing until the page closes: what the page writes then grew from what it saw long before."""


COUNTED = """new Promise((done) => (indexedDB.open('briefings').onsuccess = (event) =>
  (event.target.result.transaction('notes').objectStore('notes').count().onsuccess = (e) => done(e.target.result))))"""


def test_a_page_that_closes_late_writes_over_nothing_that_another_tab_wrote(page: Page) -> None:
    page.goto(PART)
    page.locator("textarea").first.fill("long ago")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    slow = page.context.new_page()
    slow.add_init_script(STUCK)
    slow.goto(PART)
    expect(slow.locator("textarea").first).to_have_value("long ago")
    slow.locator("textarea").first.fill("in the slow tab")
    expect(slow.locator("[data-saved]").first).to_contain_text("Not saved")
    page.locator("textarea").first.fill("in the quick tab")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved in this browser at")
    slow.goto("about:blank")
    slow.close()
    third = page.context.new_page()
    third.goto("child-h/notes.html")
    expect(third.locator("main")).to_contain_text("in the quick tab")
    expect(third.locator("main")).to_contain_text("in the slow tab")
    third.get_by_role("button", name="Delete my notes").click()
    third.get_by_role("button", name="Delete them").click()
    expect(third.locator("#deleted")).to_contain_text("Deleted")
    assert third.evaluate(COUNTED) == 0


NEVER = """(() => {
  const real = IDBDatabase.prototype.transaction;
  const ask = () => ({});
  const dead = { commit() {}, abort() {}, addEventListener() {},
    objectStore: () => ({ get: ask, getAll: ask, put: ask, delete: ask }) };
  IDBDatabase.prototype.transaction = function (...asked) {
    return window.dumb ? dead : real.apply(this, asked);
  };
})()"""
"""Storage that takes every question and answers none while `dumb` is set, as WebKit does that lost its connection."""


def test_a_browser_that_never_answers_holds_nothing_up_and_loses_nothing(page: Page) -> None:
    page.add_init_script(NEVER)
    page.clock.install()
    page.goto(PART)
    said = page.locator("[data-saved]").first
    page.evaluate("dumb = true")
    page.locator("textarea").first.fill("asked and never answered")
    for _ in range(3):  # the watch, the fresh connection, and the watch over that
        page.clock.fast_forward(8100)
    expect(said).to_contain_text("Not saved: this browser did not let the page keep your text")
    assert "asked and never answered" in page.evaluate("Object.values(sessionStorage).join()")
    page.evaluate("dumb = false")
    page.clock.fast_forward(2100)
    expect(said).not_to_contain_text("Not saved")
    page.clock.fast_forward(1000)
    expect(said).to_contain_text("Saved in this browser at")
    assert page.evaluate("Object.values(sessionStorage).join()") == ""


SLOW_TO_OPEN = """(() => {
  const real = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...asked) {
    return window.name === "late" ? {} : real.apply(this, asked);
  };
})()"""


def test_words_typed_before_the_browser_opened_what_it_keeps_are_there_on_the_next_page(page: Page) -> None:
    page.add_init_script(SLOW_TO_OPEN)
    page.goto("accessibility.html")
    page.evaluate("name = 'late'")
    page.goto(PART)
    page.locator("textarea").first.fill("typed at once")
    page.evaluate("name = ''")
    page.goto("child-h/notes.html")
    expect(page.locator("[data-answer]:visible")).to_have_text("typed at once")


FRAMED = """<!doctype html><iframe sandbox="allow-scripts allow-same-origin" width="900" height="900"
 src="child-h/notes.html"></iframe>"""


def test_in_a_frame_that_stops_downloads_no_file_is_claimed(page: Page) -> None:
    page.route("**/host.html", lambda route: route.fulfill(body=FRAMED, content_type="text/html"))
    page.goto("host.html")
    notes = page.frame_locator("iframe")
    notes.locator("[data-out=save]").click(no_wait_after=True)
    expect(notes.locator("[data-out-said]")).to_contain_text("If it is not in your downloads")


def test_turning_the_wheel_over_a_number_changes_nothing(page: Page) -> None:
    page.goto("child-h/plan.html")
    people = page.locator("[name=attending]")
    people.fill("12")
    people.hover()
    page.mouse.wheel(0, 240)
    expect(people).not_to_be_focused()
    expect(people).to_have_value("12")


def notes_file(folder: Path, **answer: object) -> Path:
    """A file of My notes with one answer to the first question of a part, as an older program saved it."""
    one = {"key": "old-question", "question": "An older question?", "time": 1, "rev": "a"} | answer
    whole = {"format": "briefing-notes", "version": 1, "partnership": "wrenford", "briefing": "child-h", "notes": [one]}
    file = folder / "notes.json"
    file.write_bytes(json.dumps(whole, ensure_ascii=False).encode("cp1252"))
    return file


def test_a_file_saved_by_an_older_program_keeps_its_letters_and_what_is_too_long_is_said(
    page: Page, tmp_path: Path
) -> None:
    page.goto("child-h/notes.html")
    page.locator("[data-restore-file]").set_input_files(notes_file(tmp_path, answer="café – “naïve” £5"))
    expect(page.locator("[data-answer]:visible")).to_have_text("café – “naïve” £5")
    page.locator("[data-restore-file]").set_input_files(notes_file(tmp_path, answer="x" * 200_001))
    expect(page.locator("[data-out-said]")).to_contain_text("longer than this page keeps: 1")


def test_a_day_that_no_calendar_has_is_left_out_of_an_opened_return_and_named(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "return.json"
    reference = "wrenford/child-h/1.1/-/plan-2"
    answers = {"session_date": "2027-02-31", "organisation": "Ours"}
    file.write_text(
        json.dumps({"format": "briefing-return", "reference": reference, "kind": "plan", "answers": answers})
    )
    page.goto("child-h/plan.html")
    page.locator("[name=session_date]").fill("2027-02-01")
    page.locator("[data-return-file]").set_input_files(file)
    expect(page.get_by_role("dialog")).to_contain_text("does not fit this page: Date of the session")
    page.get_by_role("button", name="Put it into the plan").click()
    expect(page.locator("[name=organisation]")).to_have_value("Ours")
    expect(page.locator("[name=session_date]")).to_have_value("2027-02-01")


def test_a_files_name_is_cut_between_letters_and_copying_leaves_the_focus(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto("child-h/notes.html")
    named = page.evaluate("[78, 79, 80].map((n) => briefing.files.name('x'.repeat(n) + '🙂🙂', '.docx'))")
    assert [name.encode("utf-16", "strict").decode("utf-16") for name in named] == named
    button = page.locator("[data-out=copy]")
    button.click()
    expect(page.locator("[data-out-said]")).not_to_be_empty()
    expect(button).to_be_focused()


def test_no_box_asks_the_browser_to_guess_and_the_privacy_page_names_other_hands(site: Path) -> None:
    boxes = re.compile(r"<(?:textarea|input type=\"text\")[^>]*>")
    for page in ("child-h/plan.html", "child-h/notes.html", "child-h/02-safeguarding-concerns.html"):
        text = (site / page).read_text(encoding="utf-8")
        open_ones = [box for box in boxes.findall(text) if 'writingsuggestions="false"' not in box]
        assert [box for box in open_ones if "typed-reference" not in box] == []
    privacy = (site / "privacy.html").read_text(encoding="utf-8")
    for words in ("spell-check", "translat", "private window"):
        assert words in privacy
