"""The desk's pages in a browser: heard and seen by everybody, redrawn while one types, shut to what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.desk.app import Opened, opened
from builder.desk.application import Application
from builder.desk.server.access import OPEN_TO_ALL

from .conftest import DEEP, copy_project
from .engines import until, wait
from .reader import LLANFAIR, LONG, SPACING, TWICE, WIDER

pytestmark = pytest.mark.browser

PART = "/briefing/child-h/part/01-background"
PAGES = ("/", "/start", "/start/1", "/start/4", "/bring", "/briefing/child-h", PART, "/briefing/child-h/links")
PAGES += ("/briefing/child-h/settings", "/settings", "/teams", "/teams/new", "/build", "/returned", "/changes")
PAGES += ("/teams/assessment-east/out",)
PAGES += ("/help", "/help/desk?from=/build", "/nowhere", PART + "/both", "/teams/long")
PAGES += ("/briefing/child-h/part/02-safeguarding-concerns", "/briefing/child-h/part/05-the-findings")
"""Every page of the desk once at least; a test sees to it."""

NO_PAGES = {
    "/build/events": "a stream of what is being made",
    "/build/{name}.zip": "a file",
    "/today/list": "what Today puts into itself, where it is looked at",
    "/help/pictures/{name}": "a picture",
}

WINDOWS = {390: ((320, SPACING), (390, TWICE)), 1280: ((1280, SPACING + TWICE),)}
"""Beside each width that is looked at: windows with the settings of who enlarges or spaces text."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    project = copy_project(tmp_path_factory.mktemp("pages"))
    part = project / "content" / "child-h" / "02-safeguarding-concerns.md"
    part.write_text(part.read_text("utf-8").replace("## Reflect", "Doreen Smith knew.\n\n## Reflect"), "utf-8")
    five = project / "content" / "child-h" / "05-the-findings.md"
    five.write_text(re.sub(r"(?m)^# .*$", f"# {LONG} {LLANFAIR}", five.read_text("utf-8"), count=1), "utf-8")
    with (project / "content" / "teams.csv").open("a", encoding="utf-8") as teams:
        teams.write(f"{LLANFAIR},{LONG},{LLANFAIR},{LLANFAIR}@wrenford.example,Health,long\n")
    (project / "returned").mkdir()
    (project / "returned" / "scan.pdf").write_bytes(b"%PDF-1.4 broken")
    with opened(project) as desk:
        desk.desk.read()  # no page says any more that it waits, and comes by itself
        yield desk


@pytest.fixture
def context(chromium: Browser, found: Opened) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(found.access.new_address())
    page.close()
    yield context
    context.close()


def go(page: Page, found: Opened, path: str) -> None:
    page.goto(f"http://127.0.0.1:{found.access.port}{path}")


@pytest.mark.parametrize("width", [390, 1280] if DEEP else [390])
def test_no_page_has_a_barrier_that_a_machine_finds(context: BrowserContext, found: Opened, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    go(page, found, "/returned")
    page.get_by_role("button", name=re.compile("^Read")).click()  # what waits there is looked at too
    for scheme in ("light", "dark") if DEEP else ("dark",):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in PAGES:
            go(page, found, path)
            results = Axe().run(page, context={"exclude": [["iframe"]]}, options={"iframes": False}).response
            named = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in results["violations"]]
            assert named == [], (path, scheme)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (path, width)
            for size, style in WINDOWS[width]:
                page.set_viewport_size({"width": size, "height": 800})
                assert page.evaluate(WIDER, style) <= 0, (path, size, style)
            page.set_viewport_size({"width": width, "height": 800})


def test_every_page_of_the_desk_is_looked_at(found: Opened) -> None:
    """A new page fails here until it stands in PAGES, or says why it is none."""
    every = (route for route in Application(found.desk).routes if not route.path.startswith(OPEN_TO_ALL))
    routes = [route for route in every if "GET" in (route.methods or ())]
    paths = [path.split("?")[0] for path in PAGES]
    ways = {route.path: any(route.path_regex.match(path) for path in paths) for route in routes}
    assert [path for path, seen in ways.items() if not seen and path not in NO_PAGES] == []
    assert set(NO_PAGES) <= set(ways)


def test_the_page_beside_follows_what_is_typed_and_saved_is_said(context: BrowserContext, found: Opened) -> None:
    page = context.new_page()
    go(page, found, PART)
    beside = page.frame_locator("iframe")
    expect(beside.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    page.get_by_label("Text", exact=True).fill("Quite other words about a child.")
    expect(page.locator("[data-status]")).to_contain_text("Saved at")
    expect(beside.get_by_text("Quite other words about a child.")).to_be_visible()
    file = found.desk.project / "content" / "child-h" / "01-background.md"
    assert "Quite other words about a child." in file.read_text(encoding="utf-8")


def test_looking_elsewhere_loses_no_word(context: BrowserContext, found: Opened) -> None:
    page = context.new_page()
    go(page, found, PART)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("For trainers only").press_sequentially("Typed and left at once")
    go(page, found, "/settings")
    file = found.desk.project / "content" / "child-h" / "01-background.md"
    wait(lambda: "Typed and left at once" in file.read_text(encoding="utf-8"), "the words in their file")
    go(page, found, PART)
    expect(page.get_by_label("For trainers only")).to_have_value(re.compile("Typed and left at once"))


def test_words_wait_in_their_boxes_while_the_desk_does_not_answer(context: BrowserContext, found: Opened) -> None:
    page = context.new_page()
    go(page, found, "/briefing/child-h/part/03-the-incident")
    here = page.url
    page.route(here, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Heading").fill("While it was away")
    expect(page.locator("[data-status]")).to_contain_text("Not saved")
    page.unroute(here)
    expect(page.locator("[data-status]")).to_contain_text("Saved at")
    file = found.desk.project / "content" / "child-h" / "03-the-incident.md"
    assert file.read_text(encoding="utf-8").startswith(("# While it was away", "---"))


def test_without_scripts_everything_but_redrawing_works(chromium: Browser, found: Opened) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(found.access.new_address())
    go(page, found, "/briefing/child-h/part/04-the-review")
    page.get_by_label("Heading").fill("The review, briefly")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    file = found.desk.project / "content" / "child-h" / "04-the-review.md"
    assert "# The review, briefly" in file.read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo").click()
    assert "# The review, briefly" not in file.read_text(encoding="utf-8")
    context.close()


ATTACK = """
const desk = "%s";
window.heard = [];
const tried = [
  fetch(desk + "/", {credentials: "include"}).then(a => a.text()).then(t => heard.push(t)),
  fetch(desk + "/build", {method: "POST", mode: "no-cors", credentials: "include", body: "x"}).then(() => 0),
  new Promise(done => { const s = document.createElement("script"); s.src = desk + "/"; s.onload = s.onerror = done;
    document.head.append(s); }),
  new Promise(done => { const i = new Image(); i.src = desk + "/look/wheel.svg"; i.onerror = done;
    i.onload = () => done(heard.push("img")); }),
];
const form = document.createElement("form");
form.method = "post"; form.action = desk + "/build"; form.target = "_top";
document.documentElement.append(form);
try { form.submit(); } catch (e) { heard.push(""); }
try { top.location = desk + "/changes"; } catch (e) { }
try { heard.push(parent.document.body.innerHTML); } catch (e) { }
window.ended = Promise.allSettled(tried).then(() => heard.filter(Boolean));
"""


def test_a_hostile_theme_in_the_preview_does_not_reach_the_desk(chromium: Browser, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    script = project / "theme" / "components" / "progress" / "progress.js"
    script.parent.mkdir(parents=True)
    script.write_text("// nothing yet\n", encoding="utf-8")
    with opened(project) as found:
        found.desk.read()
        script.write_text(ATTACK % f"http://127.0.0.1:{found.access.port}", encoding="utf-8")
        context = chromium.new_context()
        page = context.new_page()
        page.goto(found.access.new_address())
        go(page, found, PART)
        beside = page.frame_locator("iframe")
        expect(beside.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
        frame = next(f for f in page.frames if f != page.main_frame)
        until(frame, "Boolean(window.ended)")
        assert frame.evaluate("window.ended") == []
        assert page.url.endswith(PART) and not found.desk.building.number and not found.desk.building.running
        context.close()
