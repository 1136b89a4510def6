"""The LMS package in real clients: scorm-again and Open edX's block in a browser, every call read by a strict judge."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .conftest import DEEP
from .engines import wait
from .reader import KEPT, broken_rules
from .scorm.judge import complaints
from .scorm.learner import STEMS, Learner
from .scorm.server import Lms, running, unpacked

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def archive(dist: Path) -> bytes:
    """The package that a build makes for Child H."""
    return (dist / "lms" / "child-h-scorm12.zip").read_bytes()


@pytest.fixture(scope="module")
def course(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, unpacked."""
    return unpacked(archive, tmp_path_factory.mktemp("course"))


@pytest.fixture
def lms(course: Path) -> Iterator[Lms]:
    with running(Lms(course)) as started:
        yield started


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def learner(context: BrowserContext, lms: Lms) -> Learner:
    return Learner(lms, context.new_page())


def test_seven_parts_in_two_sittings(learner: Learner) -> None:
    lms = learner.lms
    learner.launch()
    learner.say("0 of 7 parts finished")
    assert (lms.core("lesson_status"), lms.core("exit")) == ("incomplete", "suspend"), "incomplete at once"
    learner.inner.get_by_role("link", name="Start part 1").click()
    learner.at_part(1)
    for number in (1, 2):
        learner.mark(number)
        learner.inner.locator(".next").click()
    learner.at_part(3)
    learner.mark(3, leave=True)
    learner.say("3 of 7 parts finished")
    assert lms.data == "1i07-700000", "left out and read look the same"
    learner.exit()
    learner.leave()
    assert complaints(learner.calls()) == [], "also nothing as the page goes"
    assert (lms.core("lesson_status"), lms.core("exit"), lms.core("lesson_location")) == ("incomplete", "suspend", "4")

    learner.launch()
    learner.at_part(4)
    learner.say("3 of 7 parts finished")
    for number in (4, 5, 6, 7):
        assert lms.core("lesson_status") == "incomplete", "only when every part is finished"
        learner.mark(number)
        learner.inner.locator(".next").click()
    learner.say("Recorded as completed")
    assert (lms.core("lesson_status"), lms.core("exit"), lms.data) == ("completed", "", "1c07-v30000")
    learner.leave()
    assert complaints(learner.calls()) == []


def test_a_completed_learner_never_falls_back(learner: Learner, lms: Lms) -> None:
    lms.cmi = {"core": {"lesson_status": "completed", "exit": ""}, "suspend_data": ""}
    learner.launch()
    learner.say("Recorded as completed")
    learner.open_part(1)
    learner.mark(1)
    learner.inner.locator("[data-read-toggle]").click()
    expect(learner.inner.locator("[data-read-toggle]")).to_have_text("Mark part 1 as read")
    learner.leave()
    assert lms.core("lesson_status") == "completed" and lms.data == "1c07-000000"
    assert complaints(learner.calls()) == []
    assert not [c for c in learner.calls() if c.args[:1] == ("cmi.core.lesson_status",) and c.name == "LMSSetValue"]


def test_passed_stays_passed(learner: Learner, lms: Lms) -> None:
    lms.cmi = {"core": {"lesson_status": "passed", "exit": ""}, "suspend_data": "1c07-v30000"}
    learner.launch()
    learner.leave()
    assert lms.core("lesson_status") == "passed"


@pytest.fixture
def scored(course: Path, tmp_path: Path) -> Iterator[Lms]:
    """The package of a partnership whose system wants "passed" and a score."""
    copy = tmp_path / "scored"
    shutil.copytree(course, copy)
    page = copy / "launch.html"
    text = page.read_text(encoding="utf-8")
    assert 'data-status="completed" data-score=""' in text
    page.write_text(text.replace('data-status="completed" data-score=""', 'data-status="passed" data-score="100"'))
    with running(Lms(copy)) as started:
        yield started


def test_passed_with_a_score_where_that_is_wanted(context: BrowserContext, scored: Lms) -> None:
    learner = Learner(scored, context.new_page())
    scored.cmi = {"core": {"lesson_status": "incomplete", "exit": "suspend"}, "suspend_data": "1i07-u30000"}
    learner.launch()
    learner.say("6 of 7")
    wait(lambda: scored.core("lesson_status") == "incomplete", "incomplete at the learning system")
    learner.open_part(1)
    learner.mark(1)
    learner.say("Recorded as completed")
    wait(lambda: scored.core("lesson_status") == "passed", "passed at the learning system")
    assert scored.cmi["core"]["score"] == {"raw": "100", "min": "0", "max": "100"}
    learner.exit()
    learner.say("This session has ended")
    assert complaints(learner.calls(), score=True) == []


def test_somebody_who_completed_before_is_passed_at_the_next_visit(context: BrowserContext, scored: Lms) -> None:
    scored.cmi = {"core": {"lesson_status": "completed", "exit": ""}, "suspend_data": "1c07-v30000"}
    learner = Learner(scored, context.new_page())
    learner.launch()
    learner.say("Recorded as completed")
    wait(lambda: scored.core("lesson_status") == "passed", "passed at the learning system")


def test_a_preview_without_a_status_is_not_ended(learner: Learner, lms: Lms) -> None:
    """Most systems complete what ends without a status."""
    lms.mode = "browse"
    learner.launch()
    learner.say("records nothing this time")
    learner.leave()
    assert lms.cmi == {} and "LMSFinish" not in [call.name for call in learner.calls()]
    assert complaints(learner.calls(), mode="browse", ended=False) == []


def test_a_mark_taken_back_is_taken_back(learner: Learner, lms: Lms) -> None:
    learner.launch()
    learner.open_part(2)
    learner.mark(2)
    wait(lambda: lms.data == "1i07-200000", "the mark at the learning system")
    learner.inner.locator("[data-read-toggle]").click()
    learner.say("0 of 7")
    learner.launch()
    learner.say("0 of 7")
    wait(lambda: lms.data == "1i07-000000", "the mark gone at the learning system")


def test_another_computer_gets_its_marks_back(learner: Learner, chromium: Browser, lms: Lms) -> None:
    lms.cmi = {
        "core": {"lesson_status": "incomplete", "exit": "suspend", "lesson_location": "2"},
        "suspend_data": "1i07-300000",
    }
    learner.launch()
    learner.at_part(3)
    learner.say("2 of 7")
    expect(learner.inner.locator("[data-count]")).to_have_text("2 of 7 parts read")
    learner.mark(3)
    assert lms.data == "1i07-700000"


BLOCKED = """if (location.pathname.includes("child-h"))
  for (const name of ["indexedDB", "sessionStorage"])
    Object.defineProperty(window, name, {get() { throw new Error("no"); }});"""


def test_marks_outlive_a_page_where_the_browser_keeps_nothing(
    learner: Learner, context: BrowserContext, lms: Lms
) -> None:
    context.add_init_script(BLOCKED)
    learner.launch()
    learner.open_part(1)
    learner.mark(1)
    learner.inner.locator(".next").click()
    learner.at_part(2)
    learner.mark(2, leave=True)
    assert lms.data == "1i07-300000"
    expect(learner.inner.locator("[data-count]")).to_have_text("1 of 7 parts read, 1 left out")


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_writes_nothing(learner: Learner, lms: Lms, mode: str) -> None:
    lms.mode = mode
    lms.cmi = {"core": {"lesson_status": "incomplete", "exit": "suspend"}, "suspend_data": "1i07-100000"}
    learner.launch()
    learner.say("records nothing this time")
    learner.open_part(2)
    learner.inner.locator("[data-read-toggle]").click()
    expect(learner.inner.locator("[data-count]")).to_contain_text("2 of 7")
    learner.exit()
    expect(learner.top.locator("[data-closed-text]")).to_contain_text("Nothing was recorded")
    assert (lms.core("lesson_status"), lms.data) == ("incomplete", "1i07-100000")
    assert complaints(learner.calls(), mode=mode) == []


def test_a_failing_commit_is_said_and_tried_again(learner: Learner, lms: Lms) -> None:
    learner.launch()
    learner.open_part(1)
    lms.fails = True
    learner.mark(1)
    learner.say("did not save your progress (code ")
    lms.fails = False
    learner.top.get_by_role("button", name="Try again").click()
    learner.say("1 of 7 parts finished")
    assert lms.data == "1i07-100000"
    lms.fails = True
    learner.inner.locator(".next").click()
    learner.mark(2)
    learner.say("did not save")
    learner.exit()
    expect(learner.top.locator("[data-closed-text]")).to_contain_text("did not confirm")
    lms.fails = False
    learner.leave()
    wait(lambda: lms.data == "1i07-300000", "the last try, as the page goes")
    assert complaints(learner.calls()) == []


def test_without_a_learning_system(learner: Learner, lms: Lms) -> None:
    lms.api = "none"
    learner.launch()
    learner.say("No learning system was found")
    learner.open_part(1)
    learner.inner.locator("[data-read-toggle]").click()
    expect(learner.inner.locator("[data-count]")).to_contain_text("1 of 7")
    expect(learner.top.get_by_role("button", name="Save and exit")).to_be_hidden()
    assert learner.calls() == ()


def test_a_learning_system_behind_another_origin(learner: Learner) -> None:
    learner.launch("?crossed")
    learner.say("at another web address")
    assert learner.calls() == ()


def test_a_learning_system_that_declines(learner: Learner, context: BrowserContext) -> None:
    context.add_init_script("window.API = {LMSInitialize: () => 'false', LMSGetLastError: () => '101'}")
    learner.launch()
    learner.say("did not open a record (code 101)")


def test_opened_in_a_window_of_its_own(learner: Learner, context: BrowserContext, lms: Lms) -> None:
    learner.page.goto(lms.address + "empty.html")
    learner.page.goto(lms.address + "player.html?alone")
    with learner.page.expect_popup() as opened:
        learner.page.evaluate("() => { window.open('/course/launch.html'); }")
    expect(opened.value.locator("[data-say]")).to_contain_text("0 of 7")
    opened.value.get_by_role("button", name="Save and exit").click()
    expect(opened.value.locator("[data-closed-text]")).to_contain_text("has your progress")
    assert complaints(learner.calls()) == []


def test_a_frame_that_goes_elsewhere_is_said(learner: Learner, lms: Lms) -> None:
    learner.launch()
    learner.page.frames[-1].evaluate("address => { location.href = address; }", lms.other + "empty.html")
    learner.say("has left the briefing")
    learner.top.get_by_role("button", name="Back to the briefing").click()
    expect(learner.inner.locator("h1")).to_have_text("Child H")
    learner.say("0 of 7")


def gone_and_back(learner: Learner, says: str) -> None:
    learner.page.frames[-1].evaluate("address => { location.href = address; }", learner.lms.other + "empty.html")
    learner.say("has left the briefing")
    learner.top.get_by_role("button", name="Back to the briefing").click()
    expect(learner.inner.locator("h1")).to_be_visible()
    learner.say(says)


def test_back_in_the_briefing_the_line_says_again_how_the_record_stands(learner: Learner, lms: Lms) -> None:
    learner.launch()
    learner.open_part(1)
    lms.fails = True
    learner.mark(1)
    learner.say("did not save your progress")
    gone_and_back(learner, "did not save your progress")
    expect(learner.top.get_by_role("button", name="Try again")).to_be_visible()
    lms.fails, lms.api = False, "none"
    learner.launch()
    gone_and_back(learner, "No learning system was found")


@pytest.mark.parametrize(("button", "data"), [("Count them", "1i07-300000"), ("Start again", "1i07-200000")])
def test_a_fresh_attempt_asks_whether_earlier_reading_counts(
    learner: Learner, lms: Lms, button: str, data: str
) -> None:
    learner.launch()
    learner.open_part(1)
    learner.mark(1)
    learner.exit()
    learner.leave()  # what a page says when it is left comes before the system forgets
    lms.cmi = {}
    learner.launch()
    expect(learner.top.get_by_role("heading", name="Does your earlier reading count?")).to_be_visible()
    assert lms.data == "" and lms.core("lesson_status") == "incomplete"
    learner.top.get_by_role("button", name=button).click()
    learner.open_part(2)
    learner.mark(2)
    wait(lambda: lms.data == data, f"{data} at the learning system")
    learner.leave()
    assert complaints(learner.calls()) == []


QUESTION = "Does your earlier reading count?"


def marked_before(learner: Learner, parts: int) -> None:
    """A learner whose browser holds marks, in a new attempt of which the learning system knows nothing."""
    learner.launch()
    for number in range(1, parts + 1):
        learner.open_part(number)
        learner.mark(number)
    learner.exit()
    learner.leave()
    learner.lms.cmi = {}
    learner.launch()
    expect(learner.top.get_by_role("heading", name=QUESTION)).to_be_visible()


@pytest.mark.parametrize("parts", [3, 7])
def test_leaving_the_question_open_counts_nothing_and_it_is_asked_again(learner: Learner, lms: Lms, parts: int) -> None:
    marked_before(learner, parts)
    for goes in (learner.page.reload, lambda: (learner.exit(), learner.leave(), learner.launch())):
        goes()
        expect(learner.top.get_by_role("heading", name=QUESTION)).to_be_visible()
        assert (lms.data, lms.core("lesson_status")) == ("", "incomplete")
    learner.top.get_by_role("button", name="Count them").click()
    learner.say("Recorded as completed" if parts == 7 else f"{parts} of 7 parts finished")


def test_after_the_end_no_question_stays_open(learner: Learner, lms: Lms) -> None:
    marked_before(learner, 2)
    # A click that was on its way shows nothing any more: neither while the last words are saved nor after the end.
    learner.page.frames[1].evaluate("['exit', 'count'].forEach((w) => document.querySelector(`[data-${w}]`).click())")
    expect(learner.top.get_by_role("heading", name=QUESTION)).to_be_hidden()
    expect(learner.top.locator("[data-frame]")).to_be_hidden()
    learner.say("This session has ended")
    learner.page.frames[1].evaluate("document.querySelector('[data-count]').click()")
    expect(learner.top.locator("[data-frame]")).to_be_hidden()
    assert lms.data == ""


def test_a_first_visit_without_marks_is_followed_by_no_question(learner: Learner, lms: Lms) -> None:
    lms.cmi = {"core": {"lesson_status": "incomplete", "exit": "suspend"}, "suspend_data": ""}
    learner.launch()
    learner.open_part(1)
    learner.mark(1)
    expect(learner.top.get_by_role("heading", name=QUESTION)).to_be_hidden()
    assert lms.data == "1i07-100000"


HIDDEN = """() => {
  Object.defineProperty(document, "visibilityState", {value: "hidden"});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_time_counts_only_while_the_page_is_seen(context: BrowserContext, lms: Lms) -> None:
    """The clock is moved, not waited for."""
    page = context.new_page()
    page.clock.install()
    learner = Learner(lms, page)
    learner.launch()
    page.clock.run_for(3_725_000)
    page.frames[1].evaluate(HIDDEN)
    assert [call.name for call in learner.calls()][-2:] == ["LMSSetValue", "LMSCommit"], "a phone may never say more"
    page.clock.run_for(1_000_000)
    learner.leave()
    assert re.fullmatch(r"0*1:02:0[5-9](\.\d+)?", lms.core("session_time")), lms.core("session_time")


# Keys, and what never leaves -------------------------------------------------------------------


def keys_of(learner: Learner) -> set[str]:
    stores = learner.page.evaluate(KEPT)["stores"]
    return {key for name, keys in stores.items() for key in keys if name.startswith("briefings/")}


def test_learners_on_one_computer_share_no_key(learner: Learner, lms: Lms) -> None:
    names = ("learner-4711", "Zoë 😀", "")
    for name in names:
        lms.learner, lms.cmi = name, {}
        learner.launch()
        learner.open_part(1)
        learner.inner.locator("textarea").first.fill(f"words of {name}")
        learner.mark(1)
        learner.exit()
        learner.leave()
    kept = keys_of(learner)  # a page that was left may write its last words a little later: never by when they came
    spaces = {key.partition(":")[0] for key in kept}
    assert spaces == {space(name) for name in names}
    assert not [key for key in kept for name in names if name and name in key]


def space(learner: str) -> str:
    """The space of keys: SHA-256 over package and learner, here by Python."""
    return hashlib.sha256(f"briefing.wrenford.child-h\n{learner}".encode()).hexdigest()[:32]


MARKER = "Qzxwvmarkerpq"


def test_nothing_typed_leaves_the_device(learner: Learner, context: BrowserContext, lms: Lms) -> None:
    told: list[str] = []
    for event in ("request", "requestfinished", "requestfailed"):
        context.on(event, lambda r: told.append(f"{r.url} {r.post_data or ''} {r.headers}"))
    context.on("console", lambda message: told.append(message.text))
    learner.launch()
    boxes = 0
    for name in ("index", *STEMS, "notes", "plan"):
        frame = learner.page.frames[-1]
        frame.goto(f"{lms.address}course/child-h/{name}.html")
        boxes += fill(frame.locator("textarea, input[type=text], input:not([type])"))
        button = learner.inner.locator("[data-read-toggle]")
        if button.count():
            button.click()
    learner.exit()
    assert boxes >= 38, boxes
    assert len(keys_of(learner)) > 20, "what was typed is kept on the device"
    assert told and not [one for one in told if MARKER.lower() in one.lower()]
    assert not [one for one in told if "Content Security Policy" in one], "the policies let everything through"
    assert MARKER.lower() not in str(learner.calls()).lower() and MARKER.lower() not in str(lms.cmi).lower()
    addresses = {urlsplit(one.split(" ")[0]).netloc for one in told if one.startswith("http")}
    assert addresses == {urlsplit(lms.address).netloc}


_SHOW = (
    "one => { for (let at = one; at; at = at.parentElement) { at.hidden = false; if ('open' in at) at.open = true; } }"
)
_PUT = "(one, words) => { one.value = words; one.dispatchEvent(new Event('input', { bubbles: true })); }"


def fill(boxes: Locator) -> int:
    """Types the marker into every box; shows hidden ones first, as a reader's choice would."""
    for box in boxes.all():
        box.evaluate(_SHOW)
        if box.is_visible():
            box.fill(MARKER)
        else:  # a list of ticks stands in its place
            box.evaluate(_PUT, MARKER)
    return boxes.count()


# Open edX --------------------------------------------------------------------------------------


def test_open_edx_unpacks_and_runs_it(archive: bytes, context: BrowserContext) -> None:
    from .scorm import openedx

    block = openedx.block_with(archive)
    assert block.index_page_path == "launch.html" and block.scorm_version == "SCORM_12"
    assert block.package_warnings == []
    with openedx.serving(block) as address:
        page = context.new_page()
        page.goto(address)
        launch = page.frame_locator(".scorm-embedded")
        inner = launch.frame_locator("[data-frame]")
        expect(launch.locator("[data-say]")).to_contain_text("0 of 7")
        for number, stem in enumerate(STEMS, 1):
            page.frames[-1].goto(address.replace("unit", f"handler/assets_proxy/child-h/{stem}.html"))
            inner.locator(".ways [data-leave-on]" if number == 3 else "[data-read-toggle]").click()
            expect(inner.locator("body")).to_have_attribute("data-part", "4" if number == 3 else str(number))
            expect(launch.locator("[data-say]")).to_contain_text(f"{number} of 7" if number < 7 else "completed")
        _told(page, block)
        launch.get_by_role("button", name="Save and exit").click()
        expect(launch.locator("[data-closed-text]")).to_contain_text("has your progress")
        _told(page, block)
        assert block.scorm_data["cmi.suspend_data"] == "1c07-v30000"
        # Again, on another computer: the block tells no status, and it stays completed.
        again = context.browser.new_context().new_page()  # type: ignore[union-attr]
        again.goto(address)
        expect(again.frame_locator(".scorm-embedded").locator("[data-say]")).to_contain_text("Recorded as completed")
        again.wait_for_load_state("networkidle")
        assert block.lesson_status == "completed"
        again.context.close()


def _told(page: Page, block: Any) -> None:
    """Waits until the block's own requests, which it sends in its own time, have told it of the completion."""
    for _ in range(300):
        if block.lesson_status == "completed":
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the block never heard of it: {block.lesson_status}")


# The launch page -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [375, 1280] if DEEP else [375])
def test_axe_finds_nothing_in_the_frame(learner: Learner, lms: Lms, width: int) -> None:
    learner.page.set_viewport_size({"width": width, "height": 720})
    learner.launch()
    for name in ("index", STEMS[4], "notes", "plan") if DEEP else ("plan",):
        learner.page.frames[-1].goto(f"{lms.address}course/child-h/{name}.html")
        learner.say()
        for frame in reversed(learner.page.frames[1:]):
            assert broken_rules(frame) == [], f"{name} {frame.url}"  # type: ignore[arg-type]
    learner.exit()
    assert broken_rules(learner.page.frames[1]) == []  # type: ignore[arg-type]
