"""Reflection: typed words are kept, shown truly, printed whole, and never leave the device."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

from .conftest import BROWSER_ARGS, find_chromium
from .reader import KEPT, PART, broken_rules, printed, serving

pytestmark = pytest.mark.browser

SENTENCES = [f"Sentence {n} of twenty says what I noticed in week {n}." for n in range(1, 21)]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as base:
        yield base


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    yield context
    context.close()


def box(page: Page) -> str:
    return page.locator("textarea").first.input_value()


def holds(page: Page, text: str) -> None:
    expect(page.locator("textarea").first).to_have_value(text)


def saved(page: Page, words: str = "Saved") -> None:
    expect(page.locator("[data-saved]").first).to_contain_text(words)


# Kept ------------------------------------------------------------------------------------------


def test_typing_survives_a_reload_without_leaving_the_box(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    page.locator("textarea").first.press_sequentially("Ünder <b>pressure</b> & more.")
    page.reload()
    holds(page, "Ünder <b>pressure</b> & more.")
    saved(page)
    page.locator("textarea").first.press_sequentially(" Edited.")
    saved(page, "Saved in this browser at")


def test_nothing_is_lost_before_the_scripts_run(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    page.locator("textarea").first.fill("Yesterday's words")
    saved(page)
    held: list[Route] = []
    page.route("**/assets/base.js", lambda route: held.append(route))
    page.goto(address + PART, wait_until="commit")
    page.locator("textarea").first.fill("Typed too early")
    expect(page.locator("[data-read-toggle]")).to_be_disabled()
    held[0].continue_()
    page.locator("[data-read-toggle]").click()
    expect(page.locator("[data-read-toggle]")).to_have_class(re.compile("plain"))
    saved(page, "Saved in this browser at")
    expect(page.locator("[data-offer-text]").first).to_have_text("Yesterday's words")
    page.reload(wait_until="commit")
    page.locator(".where summary").click()
    page.locator("[data-shared]").first.check()
    held[1].continue_()
    expect(page.locator("[data-shared-said]").first).not_to_be_empty()
    expect(page.locator("[data-shared]").first).to_be_checked()
    holds(page, "Typed too early")


def test_it_works_from_disk(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    page.goto((site / PART).as_uri())
    page.locator("textarea").first.fill("From disk")
    saved(page)
    page.reload()
    holds(page, "From disk")


NOTED = """(() => {
  window.onDisk = "";
  const start = IDBDatabase.prototype.transaction;
  const put = IDBObjectStore.prototype.put;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === "readwrite" && options.durability !== "strict") throw new Error("it may be lost with the power");
    return start.call(this, names, mode, options);
  };
  IDBObjectStore.prototype.put = function (record) {
    if (this.name === "notes") this.transaction.addEventListener("complete", () => (window.onDisk = record.answer));
    return put.call(this, record);
  };
})()"""
"""Tells from outside the page's own scripts what the browser has confirmed."""


def test_a_killed_browser_loses_nothing_that_was_written(playwright: Playwright, address: str, tmp_path: Path) -> None:
    """Killed in the middle of writing: whatever the disk was said to hold is there, however fast the machine is."""
    process, page = _own_browser(playwright, tmp_path)
    page.add_init_script(NOTED)
    page.goto(address + PART)
    page.locator("textarea").first.focus()
    held = ""
    for number in range(3000):
        page.keyboard.type(chr(97 + number % 26))
        if len(held := page.evaluate("window.onDisk")) > 20:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process, page = _own_browser(playwright, tmp_path)
    page.goto(address + PART)
    saved(page)
    kept = box(page)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert len(held) > 20
    assert kept.startswith(held)


def _own_browser(playwright: Playwright, profile: Path) -> tuple[subprocess.Popen[bytes], Page]:
    program = find_chromium() or playwright.chromium.executable_path
    process = subprocess.Popen(
        [
            program,
            *BROWSER_ARGS,
            "--headless",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            "about:blank",
        ],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stderr
    for line in process.stderr:
        if found := re.search(rb"ws://\S+", line):
            process.stderr.close()
            browser = playwright.chromium.connect_over_cdp(found[0].decode())
            return process, browser.contexts[0].new_page()
    raise AssertionError("Chromium did not start")


# Two tabs --------------------------------------------------------------------------------------


def test_two_tabs_show_the_newest(context: BrowserContext, address: str) -> None:
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(address + PART)
    first.locator("textarea").first.fill("from the first tab")
    holds(second, "from the first tab")
    second.locator("textarea").first.press_sequentially(", and the second")
    holds(first, "from the first tab, and the second")
    first.locator("textarea").nth(1).fill("another box")
    expect(second.locator("textarea").nth(1)).to_have_value("another box")
    assert first.locator(".offer").count() == second.locator(".offer").count() == 0


def test_what_two_tabs_wrote_apart_is_both_kept(context: BrowserContext, address: str) -> None:
    context.add_init_script("delete window.BroadcastChannel")
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(address + PART)
        expect(page.locator("p[data-count]")).not_to_be_empty()
    first.locator("textarea").first.fill("written in the first")
    saved(first)
    second.locator("textarea").first.fill("written in the second")
    expect(second.locator(".offer-text")).to_have_text("written in the first")
    first.reload()
    holds(first, "written in the second")
    first.get_by_role("button", name="Use this text here").click()
    holds(first, "written in the first")
    expect(first.locator(".offer-text")).to_have_text("written in the second")


# Reworded and removed --------------------------------------------------------------------------

OLD = """([id, question, answer]) => briefing.store.change("notes", briefing.home + id, () => ({
  key: briefing.home + id, question, answer, time: 1, rev: "old", earlier: [],
  part: "02-safeguarding-concerns", order: 1, text: true }))"""


def test_a_reworded_prompt_offers_the_old_answer_with_its_question(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    prompt = page.locator("[data-prompt]").first.get_attribute("data-prompt")
    page.evaluate(OLD, [prompt, "The old wording?", "My old answer"])
    page.reload()
    expect(page.locator(".offer-question")).to_have_text("The old wording?")
    assert box(page) == ""
    page.get_by_role("button", name="Use this text here").click()
    holds(page, "My old answer")
    page.reload()
    holds(page, "My old answer")


def test_kept_words_follow_their_id_and_never_another_question(
    context: BrowserContext, site: Path, address: str
) -> None:
    page = context.new_page()
    page.goto(address + PART)
    spot = page.locator("[data-prompt]").first
    prompt = spot.get_attribute("data-prompt")
    asked = spot.locator("[data-question]").get_attribute("data-question")
    moved = OLD.replace("02-safeguarding-concerns", "09-a-part-that-it-stood-in-once")
    page.evaluate(moved, [prompt, asked, "Kept when its part moved"])
    page.evaluate(OLD, ["another", "Another question, at the same place?", "Words of another question"])
    page.reload()
    holds(page, "Kept when its part moved")
    for part in sorted((site / "child-h").glob("0*.html")):
        page.goto(f"{address}child-h/{part.name}")
        expect(page.locator("[data-read-toggle]").first).to_be_enabled()
        boxes = [each.input_value() for each in page.locator("textarea").all()]
        assert "Words of another question" not in boxes
        assert "Kept when its part moved" not in boxes or part.name == PART.rpartition("/")[2]


def test_a_translation_has_the_words_of_the_original(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    prompts = page.locator("[data-prompt]")
    first, second = (prompts.nth(n).get_attribute("data-prompt") for n in (0, 1))
    page.locator("textarea").first.fill("Typed in English")
    saved(page)
    asked = prompts.nth(1).locator("[data-question]").get_attribute("data-question")
    page.evaluate(OLD.replace("briefing.home", "briefing.library + 'plentyn-h/'"), [second, asked, "Typed before"])

    def translated(route: Route) -> None:
        html = route.fetch().text()
        assert html.count('data-briefing="child-h"') == 1
        route.fulfill(
            body=html.replace('data-briefing="child-h"', 'data-briefing="plentyn-h" data-keeps="child-h"'),
            content_type="text/html; charset=utf-8",
        )

    page.route("**/" + PART, translated)
    page.goto(address + PART)
    holds(page, "Typed in English")
    expect(page.locator("textarea").nth(1)).to_have_value("Typed before")
    left = page.evaluate("briefing.store.all('notes', briefing.former).then((all) => all.length)")
    kept = page.evaluate("briefing.store.all('notes', briefing.home).then((all) => all.map((one) => one.key))")
    assert left == 0 and [key.rpartition("/")[2] for key in sorted(kept)] == sorted([first, second])


def test_typing_over_a_reworded_prompt_drops_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    prompt = page.locator("[data-prompt]").first.get_attribute("data-prompt")
    page.evaluate(OLD, [prompt, "The old wording?", "My old answer"])
    page.reload()
    page.locator("textarea").first.fill("A new answer")
    saved(page)
    page.goto(address + "child-h/notes.html")
    expect(page.locator(f"[data-note={prompt}] > [data-answer]")).to_have_text("A new answer")
    expect(page.locator(f"[data-note={prompt}] .version")).to_contain_text("My old answer")


def test_a_removed_prompt_is_offered_and_stands_in_my_notes(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    page.evaluate(OLD, ["gone", "Nobody asks this now?", "Still mine"])
    page.goto(address + "child-h/notes.html")
    expect(page.locator("[data-orphan]")).to_contain_text("Nobody asks this now?")
    page.goto(address + PART)
    expect(page.locator(".offer-text")).to_have_text("Still mine")
    page.get_by_role("button", name="Leave it in My notes").click()
    page.reload()
    expect(page.locator("p[data-count]")).not_to_be_empty()
    assert page.locator(".offer").count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_in_offers_and_warnings(chromium: Browser, address: str, scheme: str, width: int) -> None:
    size = {"width": width, "height": 900}
    context = chromium.new_context(color_scheme=scheme, viewport=size, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + PART)
    page.evaluate(OLD, ["gone", "Nobody asks this now?", "Still mine"])
    page.reload()
    expect(page.locator(".offer-text")).to_have_text("Still mine")
    assert broken_rules(page) == []
    page.goto(address + "child-h/notes.html")
    expect(page.locator("[data-orphan]")).to_be_visible()
    assert broken_rules(page) == []
    context.add_init_script(NO_DATABASE)
    page.goto(address + PART)
    expect(page.locator("[data-storage]")).to_be_visible()
    assert broken_rules(page) == []
    context.close()


# Storage that is not there ---------------------------------------------------------------------

NO_DATABASE = (
    "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });"
)
NO_SESSION = NO_DATABASE.replace("indexedDB", "sessionStorage")
REFUSED = "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"


@pytest.mark.parametrize(
    ("script", "said", "survives"),
    [
        (NO_DATABASE, "stays in this tab until you close it", True),
        (REFUSED, "stays in this tab until you close it", True),
        ("Object.defineProperty(window, 'indexedDB', { value: undefined });", "stays in this tab until you", True),
        (NO_DATABASE + NO_SESSION, "only while this page is open", False),
    ],
)
def test_missing_storage_is_said_before_and_at_the_box(
    context: BrowserContext, address: str, script: str, said: str, survives: bool
) -> None:
    context.add_init_script(script)
    page = context.new_page()
    page.goto(address + PART)
    expect(page.locator("[data-storage]")).to_contain_text(said)
    expect(page.locator("[data-shared-choice]")).to_be_hidden()
    expect(page.locator("[data-privacy]")).not_to_contain_text("in this browser")
    page.locator("textarea").first.fill("still here")
    saved(page, "Kept in this tab" if survives else "Not saved")
    assert box(page) == "still here"
    page.reload()
    expect(page.locator("[data-storage]")).to_contain_text(said)
    holds(page, "still here" if survives else "")


def test_full_storage_is_said_at_the_box_and_the_text_stays(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    client = context.new_cdp_session(page)
    room = {"origin": address.rstrip("/"), "quotaSize": 150_000}  # the empty database takes half of it
    client.send("Storage.overrideQuotaForOrigin", room)
    page.goto(address + PART)
    page.locator("textarea").first.fill("a long answer " * 30_000)
    saved(page, "space this browser gives to pages is full")
    assert len(box(page)) == 420_000
    page.locator("textarea").first.fill("shorter, and saved")
    saved(page, "Saved in this browser")


# Shared computers ------------------------------------------------------------------------------


def test_a_shared_computer_forgets_when_the_tab_closes(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    page.goto(address + "child-h/01-background.html")
    choice, first = page.locator("[data-shared]"), page.locator("textarea").first
    # In the first part it stands whole before the first box; later one line opens it.
    assert choice.evaluate("(c) => c.compareDocumentPosition(document.querySelector('textarea'))") & 4
    page.goto(address + PART)
    page.locator(".where summary").click()
    first.fill("before the choice")
    saved(page)
    choice.check()
    expect(page.locator("[data-shared-said]")).to_contain_text("this tab only")
    holds(page, "before the choice")
    first.press_sequentially(", and after")
    saved(page, "Kept in this tab")
    expect(page.locator("[data-privacy]")).to_contain_text("Kept in this tab until you close it")
    kept = page.evaluate(KEPT)
    assert not any(kept["stores"].values())
    page.reload()
    holds(page, "before the choice, and after")
    page.goto(address + "child-h/notes.html")
    expect(page.locator("[data-answer]:visible")).to_have_text("before the choice, and after")
    page.close()
    page = context.new_page()
    page.goto(address + PART)
    expect(page.locator("p[data-count]")).not_to_be_empty()
    holds(page, "")


def test_leaving_shared_mode_takes_the_words_along(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    page.locator(".where summary").click()
    page.locator("[data-shared]").check()
    expect(page.locator("[data-shared-said]")).to_contain_text("this tab only")
    page.locator("textarea").first.fill("mine")
    saved(page, "Kept in this tab")
    page.locator("[data-shared]").uncheck()
    expect(page.locator("[data-shared-said]")).to_contain_text("kept in this browser")
    page.close()
    page = context.new_page()
    page.goto(address + PART)
    holds(page, "mine")


# Print, no scripts -----------------------------------------------------------------------------


def test_twenty_of_twenty_sentences_print(context: BrowserContext, address: str, tmp_path: Path) -> None:
    page = context.new_page()
    page.goto(address + PART)
    page.locator("textarea").first.fill("\n".join(SENTENCES))
    saved(page)
    words = printed(page, tmp_path / "print.pdf")
    assert [s for s in SENTENCES if s not in words] == []


def test_without_scripts_there_are_lines_and_no_box(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PART)
    assert page.locator("label.ask").count() == 2
    assert not page.locator("textarea").first.is_visible()
    assert not page.locator("[data-read-toggle]").is_visible()
    assert page.locator(".ruled").first.bounding_box()["height"] > 80  # type: ignore[index]
    context.close()


# Status, speed, size ---------------------------------------------------------------------------


def test_the_status_speaks_after_a_pause_not_at_every_key(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PART)
    page.evaluate(
        """() => {
            window.said = [];
            new MutationObserver(() => {
                const words = (document.querySelector("body > [role=status]") || {}).textContent;
                if (words && window.said.at(-1) !== words) window.said.push(words);
            }).observe(document.body, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.locator("textarea").first.press_sequentially("thirty keys, one after another", delay=20)
    saved(page)
    expect(page.locator("body > [role=status]")).not_to_be_empty()
    assert len(page.evaluate("window.said")) <= 2


def test_a_key_in_a_box_of_two_thousand_words_lays_the_page_out_at_most_twice(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(address + PART)
    page.locator("textarea").first.fill("seven words to fill this box now " * 286)
    saved(page)
    client = context.new_cdp_session(page)
    client.send("Performance.enable")

    def layouts() -> float:
        metrics = client.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "LayoutCount")

    before = layouts()
    page.locator("textarea").first.press_sequentially("typed on and on", delay=40)
    assert 0 < layouts() - before <= 2 * len("typed on and on")


def test_the_scripts_of_a_part_are_small(site: Path) -> None:
    page = (site / PART).read_text(encoding="utf-8")
    scripts = re.findall(r'<script[^>]* src="\.\./([^"]+)"', page)
    sizes = {name: len(gzip.compress((site / name).read_bytes(), 9)) for name in scripts}
    assert scripts
    assert sum(sizes.values()) <= 15 * 1024, sizes
