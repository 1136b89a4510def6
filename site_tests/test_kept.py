"""Kept is kept, deleted is deleted: random sequences of faults, in three engines, and each fault that people reported.

No word is lost while a page says "saved", none is left after a deletion that was said to have worked, and what was
typed while storage refused comes back. `make deep` runs 2,000 sequences in Chromium and 200 in the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .engines import Tab, firefox, webkit
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


def batches(many: int) -> Iterator[str]:
    """Expressions that run five sequences each, and give what went wrong."""
    yield from (f"runAll({first}, 5, {LENGTH})" for first in range(1, many + 1, 5))


def test_no_word_is_lost_and_none_comes_back_in_chromium(chromium: Browser, host: str) -> None:
    page = chromium.new_page()
    page.goto(host)
    wrong = [found for batch in batches(2000 if DEEP else 100) if (found := page.evaluate(batch))]
    page.close()
    assert not wrong, "\n".join(wrong)


def tried(tab: Tab, host: str) -> None:
    tab.open(host + "?fast=8")
    wrong = [found for batch in batches(200 if DEEP else 10) if (found := tab.evaluate(batch))]
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
