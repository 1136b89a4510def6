"""Wall and trainer's window: one drives the other, either may be closed, nothing of the trainer's is ever on the wall.

The wall's type is large and whole, measured line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.render.links import links_note
from builder.trainers.facilitator_script import notices, support_lines
from builder.trainers.pack import write_assets
from builder.trainers.session_page import make_session
from builder.trainers.trainer_window import make_trainer_window
from builder.worksheets.word import template_parts

from .conftest import DEEP
from .engines import until
from .reader import broken_rules, serving
from .trainer_cases import MARKER, all_jobs, long_winded, squeezed

pytestmark = pytest.mark.browser

BRIEFINGS = ("child-h", "crowded", "right-to-left")
VARIED = tuple(all_jobs()) if DEEP else ()
LEAST = 28


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The two pages of Child H, of a crowded and hostile briefing, and of one from right to left."""
    base = tmp_path_factory.mktemp("walls")
    jobs = all_jobs()
    for slug in {*BRIEFINGS, "themes", *VARIED}:
        (base / slug).mkdir()
        write_assets(jobs[slug], base / slug / "assets")
        make_session(jobs[slug], base / slug, template_parts(jobs[slug]))
        make_trainer_window(jobs[slug], base / slug)
    return {p.name: p for p in base.iterdir()}


@pytest.fixture
def people(chromium: Browser) -> Iterator[BrowserContext]:
    """A trainer's browser in which no page may fail or ask another host."""
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("request", lambda r: re.match(r"file:|blob:|data:|http://127", r.url) or wrong.append(r.url))

    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    context.on("page", watch)
    yield context
    context.close()
    assert wrong == []


def wall_of(people: BrowserContext, address: str) -> Page:
    wall = people.new_page()
    wall.goto(address)
    expect(wall.locator("body.on")).to_have_count(1)
    return wall


def second(people: BrowserContext, page: Page, button: str) -> Page:
    """The window that a button opens."""
    with people.expect_page() as opened:
        page.locator(button).click()
    return opened.value


def shown(wall: Page, name: str) -> None:
    expect(wall.locator(f"[data-screen='{name}'].shown")).to_have_count(1)


def cue(trainer: Page, name: str) -> None:
    expect(trainer.locator(f"[data-cue='{name}']:visible")).to_have_count(1)


@pytest.mark.parametrize("way", ["from disk", "from a server"] if DEEP else ["from disk"])
def test_one_drives_the_other_and_either_may_be_closed(
    people: BrowserContext, packs: dict[str, Path], way: str
) -> None:
    with ExitStack() as stack:
        pack = packs["child-h"]
        base = pack.as_uri() + "/" if way == "from disk" else stack.enter_context(serving(pack))
        wall = wall_of(people, base + "session.html")
        trainer = second(people, wall, ".start [data-open-trainer]")
        trainer.locator("[data-begin-minutes='30']").click()
        shown(wall, "team")
        wall.locator("#organisation").fill("Wrenford Council")
        trainer.keyboard.press("PageDown")  # a clicker, or a key, in the trainer's window
        shown(wall, "before")
        wall.keyboard.press("ArrowLeft")  # or on the wall
        cue(trainer, "team")
        trainer.locator("[data-forward]").click()
        cue(trainer, "before")
        trainer.keyboard.press("b")
        expect(wall.locator("#blank")).to_be_visible()
        trainer.keyboard.press("b")
        expect(wall.locator("#blank")).to_be_hidden()
        goes_on_to(trainer, wall, "talk-3-1")
        trainer.locator("summary", has_text="Questions that this length leaves out").click()
        trainer.locator("[data-question='talk-4-2'] [data-add]").click()
        expect(wall.locator("[data-next]")).to_contain_text("The Review: talk together, question 2 of 2")
        wall.close()
        expect(trainer.locator("[data-no-wall]")).to_be_visible()
        wall = second(people, trainer, "[data-open-wall]")
        shown(wall, "talk-3-1")
        expect(wall.locator("#organisation")).to_have_value("Wrenford Council")
        expect(wall.locator("[data-next]")).to_contain_text("question 2 of 2")
        trainer.close()
        trainer = second(people, wall, ".low [data-open-trainer]")
        cue(trainer, "talk-3-1")
        wall.reload()
        shown(wall, "talk-3-1")
        trainer.reload()
        cue(trainer, "talk-3-1")
        assert broken_rules(trainer) == []


def goes_on_to(trainer: Page, wall: Page, name: str) -> None:
    """Goes on from the trainer's window until the wall shows a screen."""
    for _ in range(60):
        at = trainer.evaluate("document.body.dataset.at")
        if at.split()[0] == name:
            return shown(wall, name)
        trainer.locator("[data-forward]").click()
        until(trainer, "at => document.body.dataset.at !== at", at)
    raise AssertionError(f"There is no screen {name}")


def begin(wall: Page, minutes: int) -> None:
    wall.locator(f"[name=length][value='{minutes}']").check()
    wall.locator("[data-begin]").click()
    shown(wall, "team")


def test_the_wall_goes_on_where_no_trainers_window_is(people: BrowserContext, packs: dict[str, Path]) -> None:
    """One window works alone, and a trainer's window without a wall goes through the session by itself."""
    wall = wall_of(people, (packs["child-h"] / "session.html").as_uri())
    begin(wall, 7)
    wall.keyboard.press("PageDown")
    shown(wall, "before")
    trainer = people.new_page()
    trainer.goto((packs["child-h"] / "trainer.html").as_uri())
    expect(trainer.locator("[data-no-wall]")).to_be_visible()
    wall = second(people, trainer, "[data-open-wall]")
    trainer.locator("[data-begin-minutes='7']").click()
    shown(wall, "team")


def test_a_second_window_that_the_browser_refuses_is_said_where_it_was_asked_for(
    people: BrowserContext, packs: dict[str, Path]
) -> None:
    people.add_init_script("window.open = () => null")
    wall = wall_of(people, (packs["child-h"] / "session.html").as_uri())
    begin(wall, 7)
    wall.locator("[data-next]").click()
    shown(wall, "before")
    wall.locator(".low [data-open-trainer]").click()
    expect(wall.locator(".low [data-trainer-said]")).to_contain_text("Allow pop-ups")
    wall.locator("[data-next]").click()
    expect(wall.locator(".low [data-trainer-said]")).to_be_hidden()


# Nothing of the trainer's ----------------------------------------------------------------------------


def sentences(text: str) -> set[str]:
    """Sentences of four words or more, as letters alone."""
    return {squeezed(s) for s in re.split(r"(?<=[.!?])\s+|\n", text) if len(s.split()) > 3}


def trainers_own(pack: Path, slug: str) -> set[str]:
    """Every sentence of script, notes and help in the trainer's window that the wall is not meant to show."""
    job = all_jobs()[slug]
    tree = lxml_html.fromstring((pack / "trainer.html").read_bytes())
    parts = tree.xpath("//*[contains(@class,'notes') or contains(@class,'say') or contains(@class,'cue')]//p")
    own = "details[not(contains(@class,'near'))]"  # whom to reach stands in the head of both
    parts += tree.xpath(f"//*[contains(@class,'notes')]//li | //{own}//li[not(@data-question)] | //{own}//p")
    found = set[str]().union(*(sentences(" ".join(p.itertext())) for p in parts))
    w, b = job.words, job.briefing
    public = [*(p.text for p in b.prompts), *notices(job), *support_lines(job), b.title, links_note(job)]
    public += [w["trainers"][key] for key in ("say_out", "general_prompt", "rules_list", "matrix_unlinked")]
    public += [w["session"]["close_text"], w["session"]["add_hint"]]  # what the group is told, too
    public += ["".join(part.itertext()) for part in tree.xpath("//*[@data-text-of]/div")]
    said = squeezed(" ".join(public))
    return {one for one in found if one not in said}


@pytest.mark.parametrize("slug", BRIEFINGS)
def test_nothing_of_the_trainers_is_ever_on_the_wall(people: BrowserContext, packs: dict[str, Path], slug: str) -> None:
    own = trainers_own(packs[slug], slug)
    assert len(own) > 30 and any(MARKER in one for one in own)
    wall = wall_of(people, (packs[slug] / "session.html").as_uri())
    trainer = second(people, wall, ".start [data-open-trainer]")
    cue(trainer, "start")
    begin(wall, 60)
    while True:
        there = squeezed(wall.evaluate("document.documentElement.textContent"))
        assert [one for one in own if one in there] == []
        assert MARKER not in wall.content()
        if not wall.locator("[data-next]").is_enabled():
            break
        wall.locator("[data-next]").click()


# Large and whole -------------------------------------------------------------------------------------

MEASURE = (Path(__file__).parent / "wall_measure.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("slug", "width", "height"),
    [
        ("child-h", 1280, 720),
        ("child-h", 1920, 1080),
        ("crowded", 1366, 768),
        ("right-to-left", 1280, 720),
        ("themes", 1366, 768),
        *((slug, 1280, 720) for slug in VARIED if slug not in BRIEFINGS),
    ],
)
def test_type_is_large_and_nothing_is_cut(
    people: BrowserContext, packs: dict[str, Path], slug: str, width: int, height: int
) -> None:
    """Every line of every step is on one of its pages, whole, at 28 points of a 16:9 wall or more."""
    large_and_whole(wall_of(people, (packs[slug] / "session.html").as_uri()), width, height)


@pytest.mark.parametrize("seed", range(24 if DEEP else 1))
def test_so_it_is_for_texts_of_any_length(people: BrowserContext, tmp_path: Path, seed: int) -> None:
    job = long_winded(seed)
    write_assets(job, tmp_path / "assets")
    make_session(job, tmp_path, template_parts(job))
    sizes = ((1366, 768), (1280, 720), (1920, 1080), (1440, 900), (1600, 1200), (1024, 768))
    large_and_whole(wall_of(people, (tmp_path / "session.html").as_uri()), *sizes[seed % len(sizes)])


def large_and_whole(wall: Page, width: int, height: int) -> None:
    """Goes through the hour and measures each page of each screen."""
    wall.set_viewport_size({"width": width, "height": height})
    begin(wall, 60)
    seen: set[str] = set()
    lines: set[str] = set()
    while True:
        if wall.locator(".talk.shown").count() and not seen_a_point(wall):
            say(wall, "What is said scrolls nothing away")
        wall.evaluate("document.querySelectorAll('.shown [data-aside]').forEach((a) => (a.scrollLeft = 0))")
        found = wall.evaluate(MEASURE)
        assert (found["small"], found["cut"]) == ([], []), found["all"][:1]
        seen |= set(found["seen"])
        lines |= set(found["all"])
        for pager in wall.locator(".shown [data-beside-on]:visible").all():
            pages = int(wall.locator(".shown [data-beside-at]").inner_text().split()[-1])
            for _ in range(pages):
                pager.click()
                seen |= set(wall.evaluate(MEASURE)["seen"])
        if not wall.locator("[data-next]").is_enabled():
            break
        wall.locator("[data-next]").click()
    assert lines - seen == set()


def seen_a_point(wall: Page) -> bool:
    return wall.locator(".said-text").count() > 0


def say(wall: Page, text: str) -> None:
    wall.locator(".shown [data-capture] textarea").fill(text)
    wall.locator(".shown [data-capture] textarea").press("Enter")
    expect(wall.locator(".shown .said-text").last).to_have_text(text)


def test_larger_type_is_kept_for_the_session(people: BrowserContext, packs: dict[str, Path]) -> None:
    wall = wall_of(people, (packs["child-h"] / "session.html").as_uri())
    begin(wall, 7)
    size = "parseFloat(getComputedStyle(document.querySelector('.shown [data-flow]')).fontSize)"
    wall.locator("[data-next]").click()
    wall.locator("[data-size='-1']").click()
    least = wall.evaluate(size)
    for _ in range(3):
        wall.locator("[data-size='1']").click()
    assert wall.evaluate(size) > least
    wall.reload()
    wall.locator("[data-go-on]").click()
    assert wall.evaluate(size) > least


def test_words_for_pairs_are_others_on_a_call(people: BrowserContext, packs: dict[str, Path]) -> None:
    wall = wall_of(people, (packs["child-h"] / "session.html").as_uri())
    wall.locator("[data-call]").check()
    trainer = second(people, wall, ".start [data-open-trainer]")
    begin(wall, 7)
    while not wall.locator(".talk.shown").count():
        wall.locator("[data-next]").click()
    expect(wall.locator(".shown .over")).to_contain_text("breakout")
    expect(trainer.locator(".say:visible")).to_contain_text("breakout rooms")


def test_in_the_chain_an_action_stands_with_what_it_answers(people: BrowserContext, packs: dict[str, Path]) -> None:
    wall = wall_of(people, (packs["child-h"] / "session.html").as_uri())
    begin(wall, 60)
    for number, (what, answers) in enumerate((("ring the surgery", "R6"), ("ask about fathers", "")), start=1):
        wall.locator(f"[name=action_{number}_what]").evaluate(FILL, what)
        wall.locator(f"[name=action_{number}_answers]").evaluate(FILL, answers)
    sixth = wall.locator("[data-acts-of=R6] li")
    expect(sixth).to_have_text(["ring the surgery"])
    expect(wall.locator("[data-acts-free] li")).to_have_text(["ask about fathers"])


def test_a_weak_action_is_asked_about_in_its_own_sentence(people: BrowserContext, packs: dict[str, Path]) -> None:
    wall = wall_of(people, (packs["child-h"] / "session.html").as_uri())
    begin(wall, 7)
    while not wall.locator("[data-screen=actions].shown").count():
        wall.locator("[data-next]").click()
    wall.locator("[name=action_1_what]").fill("remind all staff")
    wall.locator("[name=action_1_who]").focus()
    asked = wall.locator("[data-row='1'] .sentence [data-strength]")
    expect(asked).to_contain_text("Action 1 may rely on people remembering it")
    assert wall.evaluate(MEASURE)["small"] == []
    asked.get_by_role("button").click()
    expect(asked).to_have_count(0)


FILL = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }"
