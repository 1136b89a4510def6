"""Without a signal: all parts of a briefing are kept on the first visit, and are gone with "delete everything"."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .engines import until
from .reader import PART, serving

pytestmark = pytest.mark.browser

LATER = "child-h/06-recommendations.html"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  return found;
}"""
WORKERS = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with serving(site) as base:
        yield base


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(service_workers="allow")
    yield context
    context.close()


def visited(context: BrowserContext, address: str) -> Page:
    """A part, once every page of its briefing is kept."""
    page = context.new_page()
    page.goto(address + PART)
    until(page, f"({KEPT})().then((all) => all.some((url) => url.endsWith('word.js')))")
    until(page, f"({KEPT})().then((all) => all.some((url) => url.endsWith('06-recommendations.html')))")
    return page


def test_the_next_part_opens_without_a_signal(context: BrowserContext, address: str) -> None:
    page = visited(context, address)
    assert all(url.startswith(address) for url in page.evaluate(KEPT))
    page.locator("textarea").first.fill("Written on the train")
    context.set_offline(True)
    page.goto(address + LATER)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-offline]")).to_contain_text("You are offline")
    page.locator("[data-read-toggle]").click()
    expect(page.locator("p[data-count]")).to_have_text("1 of 7 parts read")
    page.goto(address + PART)
    expect(page.locator("textarea").first).to_have_value("Written on the train")
    page.goto(address + "child-h/plan.html")
    with page.expect_download():
        page.locator("[data-plan-out=word]").click()
    context.set_offline(False)
    page.goto(address + PART)
    expect(page.locator("[data-offline]")).to_be_empty()


def test_everything_kept_goes_with_delete_everything(context: BrowserContext, address: str) -> None:
    page = visited(context, address)
    page.goto(address + "privacy.html")
    page.locator("[data-clear-all]").click()
    page.locator("#ask-delete [data-yes]").click()
    expect(page.locator("#deleted")).to_contain_text("Deleted.")
    assert page.evaluate(KEPT) == []
    assert page.evaluate(WORKERS) == 0


def test_a_shared_computer_keeps_no_page(context: BrowserContext, address: str) -> None:
    page = visited(context, address)
    page.locator(".where summary").click()
    page.locator("[data-shared]").check()
    until(page, f"({KEPT})().then((all) => all.length === 0)")
    page.reload()
    expect(page.locator("p[data-count]")).not_to_be_empty()
    assert page.evaluate(WORKERS) == 0


READING = """() => new Promise((done) => {
    const asked = indexedDB.open("briefings");
    asked.onsuccess = () => {
        const found = asked.result.transaction("reading").objectStore("reading").getAllKeys();
        found.onsuccess = () => { asked.result.close(); done(found.result); };
    };
})"""


def test_a_reader_who_wants_no_place_kept_leaves_none(context: BrowserContext, address: str) -> None:
    page = visited(context, address)
    page.locator("textarea").first.fill("Kept all the same")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")
    page.goto(address + "privacy.html")
    page.locator("[data-place] input").uncheck()
    expect(page.locator("[data-place-said]")).to_contain_text("is not kept any more")
    expect(page.locator("[data-place] input")).not_to_be_checked()
    assert page.evaluate(KEPT) == [] and page.evaluate(WORKERS) == 0
    page.goto(address + PART)
    expect(page.locator("p[data-count]")).to_contain_text("Your place is not kept")
    expect(page.locator("textarea").first).to_have_value("Kept all the same")
    expect(page.locator("[data-read-toggle]")).to_be_hidden()
    page.locator("[data-read-on]").click()
    page.wait_for_url("**/03-*.html")  # the page that is left says the same
    expect(page.locator("p[data-count]")).to_contain_text("Your place is not kept")
    assert page.evaluate(READING) == ["wrenford/-/place"], "the choice itself, and nothing else"
    assert page.evaluate(KEPT) == []
    page.goto(address + "privacy.html")
    expect(page.locator("[data-place] input")).not_to_be_checked()
    page.locator("[data-place] input").check()
    expect(page.locator("[data-place-said]")).to_contain_text("from now on")
    page.goto(address + PART)
    page.locator("[data-read-toggle]").click()
    expect(page.locator("p[data-count]")).to_have_text("1 of 7 parts read")


def test_a_page_that_was_withdrawn_is_kept_no_longer(context: BrowserContext, site: Path, tmp_path: Path) -> None:
    ours = Path(shutil.copytree(site, tmp_path / "site"))
    with serving(ours) as address:
        page = visited(context, address)
        (ours / LATER).unlink()
        page.goto(address + LATER)
        answer = page.reload()  # asks anew, whatever the browser's own cache has
        assert answer is not None and answer.status == 404
        page.goto(address + PART)
        gone = "all.every((url) => !url.endsWith('06-recommendations.html'))"
        until(page, f"({KEPT})().then((all) => {gone})")
