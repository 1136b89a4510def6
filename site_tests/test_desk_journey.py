"""An empty folder to a built briefing from a Word file, in three engines: no terminal, no text editor."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, FileChooser, Page, expect

from builder.desk.app import Opened, opened

from .conftest import DEEP
from .engines import Tab, chromium, fill, firefox, says, wait, webkit

pytestmark = pytest.mark.browser

Reader = Callable[[Path], AbstractContextManager[Tab]]
ENGINES = ("chromium", "firefox", "webkit") if DEEP else ("firefox",)
"""The keyboard's journey is Chromium's."""
LONGEST_BUILD = 240.0
"""Seconds: a busy machine is slow, not wrong."""


@pytest.fixture(scope="module", params=ENGINES)
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Lets new people come, in one engine."""
    folder = tmp_path_factory.mktemp("browser")
    if request.param == "chromium":
        yield partial(chromium.reader, request.getfixturevalue("chromium"))
    elif request.param == "firefox":
        with firefox.running(folder) as running:
            yield partial(firefox.reader, running)
    else:
        with webkit.display() as display:
            yield partial(webkit.reader, display)


def word_file(file: Path, first: str) -> Path:
    """What the learning officer wrote in Word: with somebody's name, and a link to a finding that is not there."""
    document = Document()
    document.add_heading("Child K", 0)
    for heading, text in (
        ("Background", f"{first} Doreen Smith was his key worker."),
        ("The findings", "1. Records were late."),
        ("Recommendations", "1. Write on the same day. (F9)"),
        ("Implementing change", "Agree who writes."),
    ):
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    document.save(str(file))
    return file


def late(tab: Tab, words: str) -> None:
    """Waits until the heading holds the words: a document is read in another process."""
    end = time.monotonic() + LONGEST_BUILD
    while words not in (heading := tab.evaluate("(document.querySelector('main') || {}).textContent") or ""):
        assert time.monotonic() < end, heading[:600]
        time.sleep(0.1)


def built(found: Opened) -> None:
    """Waits for the build to end well."""
    end = time.monotonic() + LONGEST_BUILD
    while not (found.desk.building.number and not found.desk.building.running):
        assert time.monotonic() < end, "the build did not end"
        time.sleep(0.1)
    outcome = found.desk.building.outcome
    assert outcome and outcome.done, found.desk.building


def test_by_mouse(reader: Reader, tmp_path: Path) -> None:
    project, browser = tmp_path / "project", tmp_path / "browser"
    project.mkdir()
    browser.mkdir()
    content = project / "content"
    with opened(project) as found, reader(browser) as tab:
        found.desk.read()
        home = f"http://127.0.0.1:{found.access.port}"
        tab.open(found.address)
        says(tab, "h1", "Begin here")
        tab.click("main button")
        says(tab, "h1", "Who publishes")
        fill(tab, "#name", "Wrenford Safeguarding Partnership")
        fill(tab, "#contact", "learning@wrenford.example")
        tab.click("main button")
        says(tab, "h1", "ring when they are worried")
        fill(tab, "#number", "01632 960 999")
        tab.click("main button")
        says(tab, "h1", "send their worksheets")
        fill(tab, "#to", "learning@wrenford.example")
        tab.click("main button")
        says(tab, "h1", "Whom do your readers")
        tab.click("input[value=children]")
        tab.click("main button")
        says(tab, "h1", "Today")
        tab.open(f"{home}/bring")
        tab.choose("#file", word_file(tmp_path / "Child K.docx", "A boy."))
        tab.click("main .buttons button")
        late(tab, "What was found")
        tab.click("main .buttons a")
        says(tab, "h1", "Child K")
        first = next((content / "child-k").glob("01-*.md"))
        tab.open(f"{home}/briefing/child-k/part/{first.stem}")
        says(tab, "#remarks", "Stops the build.")
        tab.click("#remarks details summary")
        fill(tab, "#reason-1", "She wrote the published review.")
        fill(tab, "#who-1", "A. Officer")
        tab.click("#remarks details button")
        says(tab, ".said", "Your decision is kept")
        fill(tab, "#questions", "What do you want to know first?")
        says(tab, "[data-status]", "Saved at")
        assert "- What do you want to know first?" in first.read_text(encoding="utf-8")
        third = next((content / "child-k").glob("03-*.md"))
        tab.open(f"{home}/briefing/child-k/part/{third.stem}")
        says(tab, "#remarks", "F9")
        fill(tab, "#text", "1. Write on the same day. (F1)")
        says(tab, "[data-status]", "Saved at")
        wait(lambda: "F9" not in tab.evaluate("document.querySelector('#remarks').textContent"), "the error is mended")
        tab.open(f"{home}/bring?into=child-k")
        tab.choose("#file", word_file(tmp_path / "Child K.docx", "A boy of four."))
        tab.click("main .buttons button")
        late(tab, "What the file would change")
        tab.click("main .buttons button")
        late(tab, "What was found")
        now = first.read_text(encoding="utf-8")
        assert "A boy of four." in now and "What do you want to know first?" in now
        assert "(F1)" in third.read_text(encoding="utf-8"), "what was mended here stays, whatever Word says"
        tab.open(f"{home}/build")
        tab.click("main form button")
        built(found)
        tab.open(f"{home}/build")
        wait(lambda: "What was built" in tab.evaluate("document.body.textContent"), "what was built")
        assert (project / "dist" / "site" / "child-k" / "index.html").is_file()
        complaints = [line for line in tab.complaints() if "favicon" not in line]
        assert complaints == []


def press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def focus(page: Page, words: str) -> None:
    """Goes on with the Tab key until what has the focus says the words."""
    script = (
        "() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
        "return e === document.body ? '' : (l || e).innerText || '' }"
    )
    page.wait_for_load_state()  # its scripts may put the focus where it helps
    for _ in range(120):
        page.keyboard.press("Tab")
        if words in page.evaluate(script):
            return
    raise AssertionError(f"the keyboard does not come to {words!r}")


def choose(page: Page, choosers: list[FileChooser], file: Path) -> None:
    """Opens the system's window for choosing a file, which only a stand-in is seen of, and takes one."""
    page.keyboard.press("Space")
    while not choosers:
        page.wait_for_event("filechooser")
    choosers.pop().set_files(file)


def test_by_keyboard_only(chromium: Browser, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    with opened(project) as found:
        found.desk.read()
        home = f"http://127.0.0.1:{found.access.port}"
        page = chromium.new_page()
        choosers: list[FileChooser] = []
        # Listened for from the beginning: asked for late, a chooser may open before it.
        page.on("filechooser", lambda chooser: choosers.append(chooser))
        page.goto(found.address)
        focus(page, "Begin")
        press(page, "Enter")
        for boxes in (
            (("Name of the partnership", "Wrenford"), ("E-mail address", "a@wrenford.example")),
            (("Telephone number", "01632 960 999"),),
            (("E-mail address", "a@wrenford.example"),),
        ):
            expect(page.locator(".over")).to_contain_text("Question")
            for label, words in boxes:
                focus(page, label)
                page.keyboard.type(words)
            press(page, "Enter")
            page.wait_for_load_state()
        expect(page.get_by_role("heading", name="Whom do your readers work with?", level=1)).to_be_visible()
        focus(page, "children")
        press(page, "Space")
        focus(page, "Save and finish")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="Today")).to_be_visible()
        focus(page, "Bring in a Word file")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="Bring in a briefing")).to_be_visible()
        focus(page, "The Word file")
        choose(page, choosers, word_file(tmp_path / "Child K.docx", "A boy."))
        focus(page, "Bring it in")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="What was found in the file")).to_be_visible(timeout=120_000)
        focus(page, "Go to the briefing")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="Child K", level=1)).to_be_visible()
        focus(page, "Background")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="Background", level=1)).to_be_visible()
        focus(page, "Decide that it may stand")
        press(page, "Enter")
        focus(page, "Why may it stand?")
        page.keyboard.type("She wrote the published review.")
        focus(page, "Your name and role")
        page.keyboard.type("A. Officer")
        focus(page, "Keep this decision")
        press(page, "Enter")
        expect(page.locator(".said")).to_contain_text("Your decision is kept")
        focus(page, "Questions to reflect on")
        page.keyboard.type("What do you want to know first?")
        expect(page.locator("[data-status]")).to_contain_text("Saved at")
        third = next((project / "content" / "child-k").glob("03-*.md"))
        page.goto(f"{home}/briefing/child-k/part/{third.stem}")
        focus(page, "Text")
        press(page, "Control+End")
        press(page, "Backspace", len("(F9)"))
        page.keyboard.type("(F1)")
        expect(page.locator("#remarks")).not_to_contain_text("F9")
        page.goto(f"{home}/briefing/child-k")
        focus(page, "Bring in the Word file again")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="Bring in a briefing")).to_be_visible()
        focus(page, "The Word file")
        choose(page, choosers, word_file(tmp_path / "Child K.docx", "A boy of four."))
        focus(page, "Bring it in")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="What the file would change")).to_be_visible(timeout=120_000)
        focus(page, "Take these changes in")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="What was found in the file")).to_be_visible(timeout=120_000)
        first = next((project / "content" / "child-k").glob("01-*.md")).read_text(encoding="utf-8")
        assert "A boy of four." in first and "- What do you want to know first?" in first
        assert "(F1)" in third.read_text(encoding="utf-8")
        page.goto(f"{home}/build")
        focus(page, "Build now")
        press(page, "Enter")
        built(found)
        expect(page.get_by_role("heading", name="What was built")).to_be_visible(timeout=60_000)
        page.close()
