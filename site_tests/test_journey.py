"""From page to page: marks and the way back, a whole journey recorded, and one by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from .reader import KEPT, PART, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as base:
        yield base


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(accept_downloads=True)
    yield context
    context.close()


# Progress --------------------------------------------------------------------------------------


def test_marks_are_explicit_undone_and_shown_everywhere(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "child-h/01-background.html")
    count = page.locator("p[data-count]")
    expect(count).to_have_text("0 of 7 parts read")
    page.locator("[data-read-toggle]").click()
    expect(count).to_have_text("1 of 7 parts read")
    page.locator("[data-read-toggle]").click()
    expect(count).to_have_text("0 of 7 parts read")
    page.locator("[data-read-toggle]").click()
    page.goto(address + PART)
    page.locator(".ways [data-leave-on]").click()
    page.wait_for_url("**/03-the-incident.html")
    expect(count).to_have_text("1 of 7 parts read, 1 left out")
    page.goto(address + PART)
    page.locator("[data-leave-toggle]").press("Enter")
    expect(page.locator("[data-read-toggle]")).to_be_focused()  # the button goes with its press
    page.locator(".ways [data-leave-on]").click()
    page.wait_for_url("**/03-the-incident.html")
    page.goto(address + "child-h/index.html")
    resume = page.locator("[data-resume]")
    expect(resume).to_have_text("Go on with part 3")
    assert resume.get_attribute("href") == "03-the-incident.html#resume"
    states = page.locator("ol.list [data-state]").all_inner_texts()
    assert states[:3] == ["Read", "Left out", "You are here"]
    page.goto(address + "index.html")
    expect(page.locator("li[data-count]")).to_have_text("1 of 7 parts read, 1 left out")


def test_a_page_that_frames_the_site_hears_of_progress_only(context: BrowserContext, address: str) -> None:
    host = (
        "<!doctype html><script>heard = []; onmessage = (e) => heard.push(e.data)</script>"
        f'<iframe name="briefing-space:abc" src="{PART}"></iframe>'
    )
    context.route(address + "host.html", lambda route: route.fulfill(body=host, content_type="text/html"))
    page = context.new_page()
    page.goto(address + "host.html")
    frame = page.frame_locator("iframe")
    frame.locator("textarea").first.fill("ZQXJ private")
    expect(frame.locator("[data-leave-toggle]")).to_be_hidden()
    frame.locator(".ways [data-leave-on]").click()
    expect(frame.locator("body")).to_have_attribute("data-part", "3")
    expect(frame.locator("p[data-count]")).to_have_text("0 of 7 parts read, 1 left out")
    heard = page.evaluate("heard")
    assert heard[-1]["left"] == [2]
    assert heard[-1]["finished"] is False
    assert "ZQXJ" not in str(heard)
    kept = page.evaluate(KEPT)["stores"]
    assert all(key.startswith("abc:wrenford/") for keys in kept.values() for key in keys)


# Privacy ---------------------------------------------------------------------------------------


def test_a_whole_journey_asks_no_other_host_and_stores_what_is_said(
    context: BrowserContext, address: str, site: Path
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(address + "index.html")
    page.goto(address + "child-h/index.html")
    page.locator("[data-resume]").click()
    for _ in range(7):
        for area in page.locator("textarea").all():
            area.fill("ZQXJ marker")
        page.locator("[data-read-toggle]").click()
        page.locator("a.next").click()
    page.locator("[value=hcpc]").check()
    page.locator("#cpd-learned").fill("ZQXJ marker")
    page.goto(address + "child-h/plan.html")
    page.locator("#organisation").fill("ZQXJ marker")
    page.locator("[data-plan-saved]:not(:empty)").wait_for()
    assert [url for url in asked if not url.startswith((address, "blob:"))] == []
    assert not any("ZQXJ" in url for url in asked)
    assert broken == []
    assert context.cookies() == []
    kept = page.evaluate(KEPT)
    assert set(kept["stores"]) == {"briefings/notes", "briefings/cpd", "briefings/reading", "briefings/plan"}
    assert all(kept["stores"].values())
    assert kept["session"] == kept["local"] == []
    privacy = (site / "privacy.html").read_text(encoding="utf-8")
    assert all(store.replace("/", " › ") in privacy for store in kept["stores"])


# Keyboard ------------------------------------------------------------------------------------


def test_a_whole_journey_by_keyboard(context: BrowserContext, address: str) -> None:
    """From the overview to a filled plan with Tab, Enter, Space and letters; the focus is visible at every step."""
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "child-h/index.html")

    def to(target: Locator) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            style = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert style != "none", page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
            if target.evaluate("(e) => e === document.activeElement"):
                return
        raise AssertionError(f"{target} is not reached by Tab")

    to(page.locator("[data-resume]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/01-*.html")
    to(page.locator("textarea").first)
    page.keyboard.type("By keyboard")
    to(page.locator("[data-read-toggle]"))
    page.keyboard.press("Enter")
    expect(page.locator("p[data-count]")).to_have_text("1 of 7 parts read")
    page.goto(address + "child-h/notes.html")
    to(page.locator("[value=swe]"))
    page.keyboard.press("Space")
    to(page.locator("#cpd-activity"))
    page.keyboard.type("A briefing")
    page.goto(address + "child-h/plan.html")
    to(page.locator("[name=organisation]"))
    page.keyboard.type("Our team")
    to(page.locator("[name=relevant_r2]"))
    page.keyboard.press("Space")
    expect(page.locator("[name=relevant_r2]")).to_be_checked()
    to(page.get_by_role("button", name="Add an action"))
    page.keyboard.press("Enter")
    expect(page.locator("[name=action_4_what]")).to_be_focused()
    page.keyboard.type("Agree one template")
    to(page.locator("[data-plan-out=word]"))
    with page.expect_download():
        page.keyboard.press("Enter")
