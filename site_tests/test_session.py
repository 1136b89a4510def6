"""The session page in a real browser, from disk: by keyboard from start to return file, agreed before it leaves."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from builder.returns.reading.web_plan import read_json
from builder.returns.reading.word import read_word
from builder.trainers.pack import make_trainers
from builder.trainers.run_sheets import LENGTHS, Kind, Step, run_sheet
from builder.worksheets.word import template_parts

from .conftest import DEEP
from .reader import broken_rules
from .trainer_cases import MARKER, all_jobs, squeezed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Packs of Child H, a briefing without headings, a crowded and hostile one, and a Welsh one."""
    base = tmp_path_factory.mktemp("sessions")
    jobs = all_jobs()
    for slug in ("child-h", "no-headings", "crowded", "welsh"):
        (base / slug).mkdir()
        make_trainers(jobs[slug], base / slug, template_parts(jobs[slug]))
    return {p.name: p for p in base.iterdir()}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A projector's window; nothing may be asked of any host, nothing may fail."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, accept_downloads=True)
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("pageerror", lambda e: failed.append(str(e)))
    yield page
    context.close()
    assert [u for u in asked if not u.startswith(("file:", "blob:", "data:"))] == []
    assert failed == []


def open_session(page: Page, pack: Path) -> None:
    page.goto((pack / "session.html").as_uri())
    expect(page.locator("body.on")).to_have_count(1)


def screen(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.screen.shown').dataset.screen"))


def go_to(page: Page, name: str) -> None:
    for _ in range(80):
        if screen(page) == name:
            return
        page.locator("[data-next]").click()
    raise AssertionError(f"There is no screen {name}")


def begin(page: Page, minutes: int) -> None:
    page.locator(f"[name=length][value='{minutes}']").check()
    page.locator("[data-begin]").click()
    expect(page.locator("[data-screen=team].shown")).to_have_count(1)


def walk(page: Page) -> list[str]:
    """The screens from here to the end."""
    seen = [screen(page)]
    while page.locator("[data-next]").is_enabled():
        page.locator("[data-next]").click()
        if screen(page) != seen[-1]:  # a long screen has further pages
            seen.append(screen(page))
    return seen


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    for _ in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"The Tab key does not reach {selector}")


def test_by_keyboard_alone_from_start_to_return_file(page: Page, packs: dict[str, Path], tmp_path: Path) -> None:
    open_session(page, packs["child-h"])
    keys = page.keyboard
    tab_to(page, "[name=length]")
    keys.press("ArrowUp")
    assert page.locator("[name=length][value='7']").is_checked()
    tab_to(page, "[data-begin]")
    keys.press("Enter")
    expect(page.locator("[data-screen=team].shown")).to_have_count(1)
    for _ in range(60):
        if screen(page) == "talk-5-1":
            break
        keys.press("ArrowRight")
    tab_to(page, ".shown textarea")
    keys.type("We ask about fathers late.")
    keys.press("Enter")
    expect(page.locator(".shown .said-text")).to_have_text(["We ask about fathers late."])
    tab_to(page, "[data-next]")
    keys.press("Enter")
    while screen(page) != "actions":
        keys.press("PageDown")
    for field, text in (("what", "ask at the first visit"), ("who", "Every worker"), ("worked", "fathers say so")):
        tab_to(page, f"[name=action_1_{field}]")
        keys.type(text)
    while screen(page) != "agree":
        keys.press("PageDown")
    said = "We will ask at the first visit. Who will do it: Every worker. "
    said += "We will know that it has worked because fathers say so."
    expect(page.locator("[data-agreed-text] ol li")).to_have_text([said])
    tab_to(page, "[data-agree]")
    keys.press("Enter")
    expect(page.locator("[data-agreed-status]")).to_have_text("Agreed by the group.")
    while screen(page) != "plan":
        keys.press("ArrowRight")
    expect(page.locator("[data-missing]")).to_contain_text("Action 1 has no date")
    tab_to(page, "[data-missing] li:nth-child(3) button")
    keys.press("Enter")
    expect(page.locator("#section_team")).to_be_focused()
    keys.type("Team East")
    keys.press("PageDown")
    assert screen(page) == "plan", "going on leads back"
    tab_to(page, "summary:has(+ .buttons [data-plan-out=json])")
    keys.press("Enter")
    tab_to(page, "[data-plan-out=json]")
    with page.expect_download() as given:
        keys.press("Enter")
    given.value.save_as(tmp_path / "return.json")
    kept = read_json((tmp_path / "return.json").read_bytes())
    assert kept.answers == {
        "section_team": "Team East",
        "action_1_what": "ask at the first visit",
        "action_1_who": "Every worker",
        "action_1_worked": "fathers say so",
    }
    assert kept.reference is not None
    assert (kept.reference.partnership, kept.reference.briefing, kept.kind) == ("wrenford", "child-h", "plan")
    assert len(kept.recommendations) == 6


def test_points_are_taken_up_agreed_and_reach_word(page: Page, packs: dict[str, Path], tmp_path: Path) -> None:
    open_session(page, packs["child-h"])
    begin(page, 60)
    go_to(page, "talk-1-1")
    for text in ("One <b>point</b> & more", "A second point"):
        page.locator(".shown textarea").fill(text)
        page.locator(".shown [data-add-point]").click()
        expect(page.locator(".shown .said-text").last).to_have_text(text)
    go_to(page, "points")
    page.get_by_role("button", name="Take this up: One").click()
    expect(page.locator("#learning_1")).to_have_value("One <b>point</b> & more")
    # The button goes with its press: the focus stays at the point.
    expect(page.get_by_role("button", name="Take out again: One")).to_be_focused()
    go_to(page, "recs")
    page.locator("#relevant_r4").check()
    go_to(page, "plan")
    assert page.locator("[data-outputs]").is_hidden()
    page.locator("[data-to-agree]").click()
    page.locator("[data-agree]").click()
    go_to(page, "plan")
    page.get_by_role("button", name="Not filled in: Name of Organisation").click()
    page.locator("#organisation").fill("Wrenford Council")
    go_to(page, "plan")
    with page.expect_download() as given:
        page.locator("[data-plan-out=word]").click()
    given.value.save_as(tmp_path / "plan.docx")
    answers = {k: v for k, v in read_word((tmp_path / "plan.docx").read_bytes()).answers.items() if v}
    assert answers == {
        "organisation": "Wrenford Council",
        "learning_1": "One <b>point</b> & more",
        "relevant_r4": "yes",
    }
    # What changes afterwards has to be agreed again, and the team's own details do not count as a change.
    assert page.locator("[data-outputs]").is_visible()
    go_back_to(page, "points")
    page.locator("#learning_2").fill("Something else")
    go_to(page, "agree")
    expect(page.locator("[data-agreed-status]")).to_contain_text("Something has changed")
    go_to(page, "plan")
    assert page.locator("[data-outputs]").is_hidden()


def test_the_page_asks_to_look_again_and_shows_where(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 7)
    go_to(page, "actions")
    page.locator("[name=action_1_what]").fill("Ring the family on 01632 960 111")
    go_to(page, "agree")
    page.locator("[data-agree]").click()
    go_to(page, "plan")
    page.locator("[data-plan-out=word]").click()
    expect(page.locator("#look-again")).to_be_visible()
    page.locator("#look-again").get_by_role("button", name="Show me where").click()
    assert screen(page) == "actions"
    expect(page.locator("[name=action_1_what]")).to_be_focused()


def go_back_to(page: Page, name: str) -> None:
    while screen(page) != name:
        page.locator("[data-back]").click()


def test_a_point_can_be_changed_removed_and_put_back(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 60)
    go_to(page, "talk-2-1")
    box, said = page.locator(".shown textarea"), page.locator(".shown .said-text")
    for text in ("First", "Second"):
        box.fill(text)
        box.press("Enter")
        expect(said.last).to_have_text(text)
    page.get_by_role("button", name="Change: First").click()
    expect(box).to_have_value("First")
    box.fill("First, in better words")
    box.press("Enter")
    expect(said).to_have_text(["First, in better words", "Second"])
    page.get_by_role("button", name="Remove: Second").click()
    expect(said).to_have_text(["First, in better words"])
    page.get_by_role("button", name="Put it back").click()
    expect(said).to_have_text(["First, in better words", "Second"])


def test_a_closed_lid_costs_nothing(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 30)
    go_to(page, "talk-3-1")
    page.locator(".shown textarea").fill("Kept")
    page.locator(".shown textarea").press("Enter")
    expect(page.locator(".shown .said-text")).to_have_text(["Kept"])
    page.reload()
    page.locator("[data-go-on]").click()
    assert screen(page) == "talk-3-1"
    expect(page.locator(".shown .said-text")).to_have_text(["Kept"])


def test_everything_is_deleted_when_asked(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 30)
    go_to(page, "talk-3-1")
    page.locator(".shown textarea").fill("Gone")
    page.locator(".shown textarea").press("Enter")
    expect(page.locator(".shown .said-text")).to_have_text(["Gone"])
    go_to(page, "actions")
    page.locator("[name=action_1_what]").fill("Gone too")
    go_to(page, "close")
    page.locator(".shown [data-clear]").click()
    page.locator("#ask-again [data-yes]").click()
    expect(page.locator("[data-screen=start].shown")).to_have_count(1)
    expect(page.locator("#cleared-end")).not_to_be_empty()  # it is said when it is done
    page.reload()
    expect(page.locator("[data-go-on]")).to_be_hidden()
    begin(page, 30)
    go_to(page, "actions")
    expect(page.locator("[name=action_1_what]")).to_have_value("")
    expect(page.locator(".said-text")).to_have_count(0)


def test_what_belongs_to_a_question_stands_beside_it(page: Page, packs: dict[str, Path]) -> None:
    """From the findings on these, beside question 6 the recommendations, beside question 7 what was said too."""
    open_session(page, packs["child-h"])
    begin(page, 60)
    go_to(page, "talk-1-1")
    assert page.locator(".shown .findings").count() == 0
    say(page, "Said in part 1")
    for name, codes in (("talk-5-1", "F"), ("talk-6-1", "R"), ("talk-7-1", "R")):
        go_to(page, name)
        expect(page.locator(".shown .findings .code")).to_have_text([f"{codes}{n}" for n in range(1, 7)])
        prompt, beside = (page.locator(f".shown {part}").bounding_box() for part in (".prompt", ".findings"))
        assert prompt and beside and beside["x"] >= prompt["x"] + prompt["width"]
    expect(page.locator(".shown .said-before")).to_have_text(["Said in part 1"])


@pytest.mark.parametrize(("minutes", "talks"), [(7, ["talk-5-1"]), (30, ["talk-3-1", "talk-5-1", "talk-7-1"])])
def test_the_screens_follow_the_run_sheet(page: Page, packs: dict[str, Path], minutes: int, talks: list[str]) -> None:
    open_session(page, packs["child-h"])
    begin(page, minutes)
    seen = walk(page)
    assert [s for s in seen if s.startswith("talk")] == talks
    read = [n for n in range(1, 8) if minutes != 7 or n != 3]
    assert [s for s in seen if s.startswith("part")] == [f"part-{n}" for n in read]
    assert seen[-4:] == ["actions", "agree", "plan", "close"]


@pytest.mark.parametrize("slug", ["crowded", "no-headings", "welsh"][: None if DEEP else 1])
@pytest.mark.parametrize("minutes", LENGTHS)
def test_order_and_steps_are_those_of_the_run_sheet(
    page: Page, packs: dict[str, Path], slug: str, minutes: int
) -> None:
    open_session(page, packs[slug])
    begin(page, minutes)
    sheet = run_sheet(all_jobs()[slug].briefing, minutes)
    recs = bool(all_jobs()[slug].briefing.recommendations)
    assert walk(page) == ["team", *(name for step in sheet.steps for name in names_of(step, recs=recs))]


def names_of(step: Step, *, recs: bool) -> list[str]:
    """The screens that a step of a run sheet wants, by hand: nothing here asks the builder's own list."""
    sections, kind = step.sections, step.kind
    if kind is Kind.READ:
        return [f"part-{one.position}" for one in sections if one.blocks]
    if kind is Kind.TALK:
        asked = [(one.position, n) for one in sections for n, p in enumerate(one.prompts, 1) if p in step.prompts]
        return [f"talk-{part}-{n}" for part, n in asked or [(sections[-1].position if sections else 0, 0)]]
    plan = ["actions", "agree", "plan"]
    points = ["points", "recs"] if recs else ["points"]
    many = {Kind.WELCOME: ["before"], Kind.POINTS: points, Kind.ACTIONS: plan, Kind.ONE_ACTION: [*plan, "close"]}
    return many.get(kind, [kind.value])


def test_pause_and_links_have_screens_of_their_own(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 60)
    go_to(page, "pause")
    expect(page.locator("[data-pause-left]")).to_have_text("Back in 3 minutes")
    go_to(page, "connect")
    findings = page.locator(".shown .chain > ul > li:not(.free)")
    expect(findings).to_have_count(6)
    third = findings.nth(2)
    expect(third).to_contain_text("Multi-agency plan")
    expect(third.locator("li")).to_contain_text(["R5"])


# One group after another, and words not added yet ------------------------------------------------------


def left_by_a_group(page: Page, pack: Path) -> None:
    """A session of 30 minutes with a point, an agreed action and the team's details, and the page opened again."""
    open_session(page, pack)
    begin(page, 30)
    go_to(page, "talk-3-1")
    say(page, "Said by the first group")
    go_to(page, "actions")
    page.locator("[name=action_1_what]").fill("Done by the first group")
    go_to(page, "agree")
    page.locator("[data-agree]").click()
    go_to(page, "plan")
    page.get_by_role("button", name="Not filled in: Name of Organisation").click()
    page.locator("#organisation").fill("First organisation")
    go_to(page, "plan")
    go_to(page, "close")
    page.reload()
    expect(page.locator("[data-go-on]")).to_be_visible()


def say(page: Page, text: str) -> None:
    page.locator(".shown [data-capture] textarea").fill(text)
    page.locator(".shown [data-capture] textarea").press("Enter")
    expect(page.locator(".shown .said-text").last).to_have_text(text)


def test_the_next_group_begins_with_nothing_of_the_last(page: Page, packs: dict[str, Path]) -> None:
    left_by_a_group(page, packs["child-h"])
    page.locator("[name=length][value='7']").check()
    page.locator("[data-begin]").click()
    assert screen(page) == "start", "asked before anything is shown"
    page.get_by_role("button", name="Delete what the last group typed and begin").click()
    expect(page.locator("[data-screen=team].shown")).to_have_count(1)
    expect(page.locator("#organisation")).to_have_value("")
    go_to(page, "actions")
    expect(page.locator("[name=action_1_what]")).to_have_value("")
    go_to(page, "plan")
    expect(page.locator("[data-outputs]")).to_be_hidden()
    assert page.locator(".said-text").count() == 0


def test_beginning_is_safe_by_keyboard(page: Page, packs: dict[str, Path]) -> None:
    left_by_a_group(page, packs["child-h"])
    assert page.locator("[name=length][value='30']").is_checked()
    tab_to(page, "[data-begin]")
    page.keyboard.press("Enter")
    dialog = page.locator("#ask-begin")
    expect(dialog.locator("[data-no]")).to_be_focused()
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-begin]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-screen=close].shown h2")).to_be_focused()
    go_back_to(page, "plan")
    expect(page.locator("#organisation")).to_have_value("First organisation")
    expect(page.locator("[data-outputs]")).to_be_visible()


def test_going_on_at_another_length_begins_it_with_what_was_typed(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 60)
    go_to(page, "talk-1-1")
    say(page, "Kept")
    page.reload()
    expect(page.locator("[name=length][value='60']")).to_be_checked()
    page.locator("[name=length][value='30']").check()
    page.locator("[data-begin]").click()
    page.get_by_role("button", name="Go on with it").click()
    expect(page.locator("[data-screen=before].shown")).to_have_count(1)
    go_to(page, "points")
    expect(page.locator("[data-all-said] .said-text")).to_have_text(["Kept"])


def test_words_not_added_yet_are_never_lost(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 30)
    go_to(page, "talk-3-1")
    say(page, "First")
    box = page.locator(".shown [data-capture] textarea")
    status = page.locator(".shown [data-said-status]")
    expect(status).to_have_text("Point added.")
    box.fill("Half of the second")
    expect(status).to_have_text("")
    page.get_by_role("button", name="Change: First").click()
    expect(page.locator(".shown .said-text")).to_have_text(["First", "Half of the second"])
    expect(box).to_have_value("First")
    box.fill("First, in better words")
    page.reload()
    page.locator("[data-go-on]").click()
    expect(box).to_have_value("First, in better words")
    page.locator("[data-next]").click()
    expect(page.locator("[data-capture=talk-3-1] .said-text")).to_have_text(
        ["First, in better words", "Half of the second"]
    )
    go_to(page, "talk-5-1")
    box.fill("Never added by hand")
    go_to(page, "points")
    expect(page.locator("[data-all-said] .said-text")).to_have_text(
        ["First, in better words", "Half of the second", "Never added by hand"]
    )


def test_a_draft_is_deleted_with_everything_else(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 30)
    go_to(page, "talk-3-1")
    page.locator(".shown [data-capture] textarea").fill("Half a word")
    page.reload()
    page.get_by_text("What is kept here").click()
    page.locator("[data-clear]").first.click()
    page.locator("#ask-again [data-yes]").click()
    expect(page.locator("#cleared-start")).not_to_be_empty()
    assert page.locator("[data-capture=talk-3-1] textarea").input_value() == ""
    begin(page, 30)


COVERED = """() => {
  const field = document.activeElement;
  const low = document.querySelector("nav.low");
  if (!field || field === document.body || low.contains(field)) return "";
  const box = field.getBoundingClientRect();
  const seen = innerHeight - (getComputedStyle(low).position === "sticky" ? low.offsetHeight : 0);
  const name = field.name || field.id || field.textContent.trim().slice(0, 30);
  const middle = (box.left + box.right) / 2;
  // Taller than the room there is: its head at least.
  const whole = [box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3];
  const points = box.height > seen ? [Math.max(box.top, 0) + 3] : whole;
  const there = points.map((y) => document.elementFromPoint(middle, y));
  return there.every((one) => one && (field.contains(one) || one.contains(field))) ? "" : name;
}"""


@pytest.mark.parametrize(
    ("width", "height"), [(1280, 720), (1920, 1080), (390, 800)] if DEEP else [(1280, 720), (390, 800)]
)
def test_nothing_with_the_focus_is_behind_the_bar(page: Page, packs: dict[str, Path], width: int, height: int) -> None:
    """WCAG 2.2, 2.4.11, and more: not even a part of it."""
    page.set_viewport_size({"width": width, "height": height})
    open_session(page, packs["child-h"])
    begin(page, 30)
    covered = []
    while True:
        if page.locator(".shown [data-capture]").count():
            for text in ("One point of a length that people say things in", "Another one"):
                say(page, text)
                covered += [(screen(page), "after adding", page.evaluate(COVERED))]
        for _ in range(60):
            page.keyboard.press("Tab")
            covered += [(screen(page), "by Tab", page.evaluate(COVERED))]
            if page.evaluate("document.activeElement.matches('[data-next], body')"):
                break
        if not page.locator("[data-next]").is_enabled():
            break
        page.locator("[data-next]").click()
    assert [one for one in covered if one[2]] == []


def test_time_is_hidden_until_asked_for_and_never_alarms(page: Page, packs: dict[str, Path]) -> None:
    page.clock.install()
    open_session(page, packs["child-h"])
    begin(page, 7)
    line, toggle = page.locator("[data-time]"), page.locator("[data-toggle-time]")
    expect(line).to_be_hidden()
    go_to(page, "before")  # the clock starts where the team's details are left
    toggle.click()
    expect(line).to_contain_text("About 7 minutes left, until ")
    colour = line.evaluate("e => getComputedStyle(e).color")
    page.clock.fast_forward(6 * 60_000 + 5_000)
    expect(line).to_contain_text("About 1 minute left")
    page.clock.fast_forward(10 * 60_000)
    expect(line).to_have_text("The planned time has passed. Finish when the group is ready.")
    assert line.evaluate("e => getComputedStyle(e).color") == colour
    assert line.get_attribute("role") is None
    toggle.click()
    expect(line).to_be_hidden()


def test_the_screen_goes_black_and_comes_back(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    begin(page, 7)
    cover = page.locator("#blank")
    page.keyboard.press("b")
    expect(cover).to_be_visible()
    box = cover.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1920, "height": 1080}
    assert cover.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 0, 0)"
    page.keyboard.press("PageDown")
    assert screen(page) == "team"
    page.keyboard.press("b")
    expect(cover).to_be_hidden()
    page.locator("[data-blank]").click()
    page.keyboard.press("Escape")
    expect(cover).to_be_hidden()


def test_letters_typed_are_letters_and_the_key_can_be_turned_off(page: Page, packs: dict[str, Path]) -> None:
    open_session(page, packs["child-h"])
    page.get_by_text("Keys and clicker").click()
    page.locator("[data-key-b]").uncheck()
    begin(page, 7)
    page.keyboard.press("b")
    expect(page.locator("#blank")).to_be_hidden()
    page.reload()
    page.locator("[data-go-on]").click()
    go_to(page, "talk-5-1")
    page.locator(".shown textarea").press_sequentially("a bb")
    expect(page.locator(".shown textarea")).to_have_value("a bb")
    page.locator(".shown textarea").press("ArrowLeft")
    assert screen(page) == "talk-5-1"


def test_a_clicker_shows_all_of_a_long_screen_before_it_goes_on(page: Page, packs: dict[str, Path]) -> None:
    page.set_viewport_size({"width": 1024, "height": 500})
    open_session(page, packs["child-h"])
    begin(page, 60)
    go_to(page, "part-5")
    presses = 0
    while screen(page) == "part-5":
        page.keyboard.press("PageDown")
        presses += 1
    assert presses > 1
    assert screen(page) == "talk-5-1"


def test_print_holds_what_was_agreed_and_nothing_else(page: Page, packs: dict[str, Path], tmp_path: Path) -> None:
    open_session(page, packs["child-h"])
    begin(page, 60)
    go_to(page, "talk-1-1")
    page.locator(".shown textarea").fill("Said only here")
    page.locator(".shown textarea").press("Enter")
    expect(page.locator(".shown .said-text")).to_have_text(["Said only here"])
    go_to(page, "actions")
    page.locator("[name=action_1_what]").fill("Ring the surgery. " * 20)
    go_to(page, "agree")
    page.locator("[data-agree]").click()
    expect(page.locator("[data-agreed-status]")).to_have_text("Agreed by the group.")
    page.pdf(path=tmp_path / "plan.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert " ".join(text.split()).count("Ring the surgery.") == 20
    assert "Said only here" not in text
    assert "Child H - Action Plan" in text


@pytest.mark.parametrize(("slug", "scheme"), [("crowded", "dark"), ("child-h", "light")][: None if DEEP else 1])
def test_axe_finds_nothing_on_any_kind_of_screen(
    chromium: Browser, packs: dict[str, Path], slug: str, scheme: str
) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    open_session(page, packs[slug])
    assert broken_rules(page) == []
    begin(page, 60)
    kinds = set()
    for _ in range(90):
        kind = screen(page).split("-")[0]
        if kind not in kinds:
            kinds.add(kind)
            if kind == "talk":
                page.locator(".shown textarea").fill("A point")
                page.locator(".shown textarea").press("Enter")
                expect(page.locator(".shown .said-text")).to_have_text(["A point"])
            if kind == "actions":
                page.locator("[name=action_1_what]").fill("Something")
            if kind == "agree":
                page.locator("[data-agree]").click()
                expect(page.locator("[data-agreed-status]")).not_to_be_empty()
            assert broken_rules(page) == [], kind
        if not page.locator("[data-next]").is_enabled():
            break
        page.locator("[data-next]").click()
    assert {"team", "before", "part", "talk", "points", "actions", "agree", "plan", "close"} <= kinds
    page.close()


@pytest.mark.parametrize("width", [320, 1280] if DEEP else [320])
def test_no_screen_scrolls_sideways(chromium: Browser, packs: dict[str, Path], width: int) -> None:
    for slug in ("child-h", "crowded"):
        page = chromium.new_page(viewport={"width": width, "height": 800})
        open_session(page, packs[slug])
        begin(page, 60)
        while page.locator("[data-next]").is_enabled():
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (slug, screen(page))
            page.locator("[data-next]").click()
        page.close()


def test_without_scripts_everything_can_be_read(chromium: Browser, packs: dict[str, Path]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((packs["child-h"] / "session.html").as_uri())
    assert page.locator("noscript").count() == 1
    assert page.locator(".screen:visible").count() >= 15
    assert page.locator("button:visible").count() == 0
    context.close()


def test_the_page_holds_text_and_prompts_but_no_note(packs: dict[str, Path]) -> None:
    jobs = all_jobs()
    for slug, pack in packs.items():
        text = (pack / "session.html").read_text(encoding="utf-8")
        assert MARKER not in text
        body = squeezed("".join(etree.HTML(text).itertext()))
        assert all(squeezed(p.text) in body for p in jobs[slug].briefing.prompts)
