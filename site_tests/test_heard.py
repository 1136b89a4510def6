"""What is heard and reached: names from the browser's own tree, live regions, distance to help, width, languages.

The pages are whatever the build makes, site, session, guide and package: a new page is covered the day it is there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.lms.package import make_lms
from builder.model.reach import Support
from builder.model.theme import Theme
from builder.trainers.pack import make_trainers
from builder.worksheets.word import template_parts

from .conftest import DEEP, ROOT
from .engines import until, wait
from .reader import LLANFAIR, LONG, SPACING, TWICE, WIDER, broken_rules, serving
from .site_models import briefing, jobs, library, paragraph, section
from .test_pages import build

pytestmark = pytest.mark.browser

ENGINE = ROOT / "site_tests/node/node_modules/accessibility-checker-engine/ace-window.js"
IGNORED = {
    "table_headers_exists": "on a phone the plan's rows are cards, and each cell carries the words of its column",
    "landmark-one-main: [['html']]": "the package's first page frames the briefing, which has its own",
}
"""Findings of the second engine and of axe that are passed over, each with the reason why it does not hold here."""

NAMED = frozenset(
    "link button textbox searchbox checkbox radio combobox listbox spinbutton slider dialog figure img Date "
    "DisclosureTriangle iframe".split()
)
WINDOWS = {
    "320 with text spacing": ((320, 640), SPACING),
    "390 with text twice as large": ((390, 844), TWICE),
    "1280 with both": ((1280, 900), SPACING + TWICE),
}


@pytest.fixture(scope="module")
def made(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything for the web: the site with long titles beside it, the trainers' pages, the package unzipped."""
    base = tmp_path_factory.mktemp("heard")
    for name in ("site", "trainers"):
        (base / name).symlink_to(dist / name)
    for packed in (dist / "lms").glob("*.zip"):
        zipfile.ZipFile(packed).extractall(base / "lms" / packed.stem)
    return base


@pytest.fixture(scope="module")
def long_titles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real long titles in English and Welsh, in the site, the trainers' pages and the packages' own page."""
    base = tmp_path_factory.mktemp("long")
    parts = (
        section(1, LONG, paragraph("Words."), stem="01-one"),
        section(2, LLANFAIR, paragraph("Geiriau."), stem="02-two", notice="injuries"),
    )
    one = library(
        briefing("long", LONG, sections=parts),
        briefing(
            "hir",
            f"Adolygiad {LLANFAIR}",
            sections=parts,
            lang="cy",
            glossary=(),
            support=(Support("Llinell", "", ""),),
        ),
    )
    build(one, base / "site", tmp_path_factory.mktemp("work"))
    (base / "lms").mkdir()
    for job in jobs(one, Theme.of(ROOT)):
        (base / job.briefing.slug).mkdir()
        make_trainers(job, base / job.briefing.slug, template_parts(job))
        make_lms(job, (base / "site",), base / "lms")
    for packed in (base / "lms").glob("*.zip"):
        with zipfile.ZipFile(packed) as archive:
            own = [name for name in archive.namelist() if "/" not in name or name.startswith("assets/")]
            archive.extractall(base / "lms" / packed.stem, own)
    return base


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    yield made
    made.close()


def pages(folder: Path) -> list[Path]:
    """Every page that the build made; of the guide, whose pages are alike, two."""
    found = _walk(folder)
    return [p for p in found if "guide" not in p.parts or p.name in ("index.html", "worksheets.html")]


def ways(made: Path) -> Iterator[tuple[Path, str]]:
    """Every page with its address: from disk, but for the page that is of use on a server only."""
    with serving(made / "site") as address:
        for path in pages(made):
            yield path, address + path.name if path.name == "404.html" else path.as_uri()


def _walk(folder: Path) -> list[Path]:
    out: list[Path] = []
    for path in sorted(folder.iterdir()):
        out += _walk(path) if path.is_dir() else [path] if path.suffix == ".html" else []
    return out


def tree(page: Page) -> list[dict[str, Any]]:
    """The browser's own accessibility tree: what is not ignored, with role, name, description."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    value = lambda node, key: str(node.get(key, {}).get("value", ""))  # noqa: E731
    return [
        {"role": value(n, "role"), "name": value(n, "name").strip(), "description": value(n, "description")}
        | {p["name"]: p["value"].get("value") for p in n.get("properties", ())}
        for n in nodes
        if not n.get("ignored")
    ]


def opened_dialog(page: Page) -> dict[str, Any]:
    """The dialog that opens, as the tree has it: it looks for what to say first, and the tree follows the page."""
    page.wait_for_selector("dialog[open]")
    found = wait(lambda: [node for node in tree(page) if node["role"] == "dialog"], "a dialog")
    assert len(found) == 1
    return dict(found[0])


def unnamed(page: Page) -> list[str]:
    return [node["role"] for node in tree(page) if node["role"] in NAMED and not node["name"]]


TWINS = """() => {
  const seen = {};
  const said = (a) => (a.getAttribute('aria-label') || a.innerText || a.textContent).trim().replace(/\\s+/g, ' ');
  for (const a of document.querySelectorAll('a[href]')) {
    if (!a.getClientRects().length) continue;
    (seen[said(a)] = seen[said(a)] || new Set()).add(a.href);
  }
  return Object.entries(seen).filter(([, to]) => to.size > 1).map(([name, to]) => name + ': ' + [...to].join(' '));
}"""

SECOND = """async () => {
  const report = await new window.ace_ibma.Checker().check(document, ['WCAG_2_2']);
  return report.results.filter((one) => one.value[0] === 'VIOLATION' && one.value[1] === 'FAIL')
    .map((one) => one.ruleId + ': ' + one.message + ' ' + one.snippet.slice(0, 120));
}"""

UNSAID = """() => {
  const dates = [...document.querySelectorAll('input[type=date]')];
  const moves = (e) => /auto|scroll/.test(getComputedStyle(e).overflow);
  const boxes = [...document.querySelectorAll('body *')].filter(moves);
  const scrolls = (e) => e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth;
  const nameless = (e) => !e.hasAttribute('tabindex') && e.querySelector('a[href], button, input, textarea');
  return [
    ...dates.filter((e) => !e.closest('[role=group][aria-label]')).map((e) => 'a date without its group: ' + e.name),
    ...boxes.filter((e) => scrolls(e) && nameless(e)).map((e) => 'Firefox stops here without a name: ' + e.className),
  ];
}"""
"""What Orca left out in Firefox: a date's name, where no group has it; a box that scrolls and has none."""

OPEN = "document.querySelectorAll('details').forEach((one) => (one.open = true))"


def remarks(page: Page) -> list[str]:
    """What the tree, the second engine and, in `make deep`, axe have to say of a page as it stands."""
    found = [f"no name: {role}" for role in unnamed(page)]
    found += [f"same name: {twin}" for twin in page.evaluate(TWINS)]
    found += page.evaluate(UNSAID)
    page.evaluate(ENGINE.read_text(encoding="utf-8"))
    found += page.evaluate(SECOND) + (broken_rules(page) if DEEP else [])
    return [line for line in found if not line.startswith(tuple(IGNORED))]


@pytest.mark.parametrize("scheme", ["dark", "light"] if DEEP else ["dark"])
def test_every_page_is_named_through_and_a_second_engine_finds_nothing(
    context: BrowserContext, made: Path, scheme: Any
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    wrong: dict[str, list[str]] = {}
    for path, way in ways(made):
        page.goto(way)
        spoken = page.locator("[role=status], [role=alert]").all_inner_texts()
        told = path.name in ("launch.html", "trainer.html")  # no learning system, no wall: these must say so at once
        found = [f"says at load: {text}" for text in spoken if text.strip() and not told]
        page.evaluate(OPEN)
        expect(page.locator(".fold-text:empty")).to_have_count(0)  # a script fills them at once
        if found := found + remarks(page):
            wrong[path.relative_to(made).as_posix()] = found
    page.close()
    assert wrong == {}


def answered(page: Page) -> None:
    page.locator("textarea").first.fill("Ring Dana on 07700 900123.")
    expect(page.locator("[data-saved]").first).to_contain_text("Saved")


def asking_before_sharing(page: Page) -> None:
    page.fill("[name=action_1_what]", "Ask about 943 476 5919")
    page.check("[name=relevant_r1]")
    page.wait_for_selector("[data-lookout]")  # it comes above the button, which moves
    page.click("[data-plan-out=word]")
    expect(page.get_by_role("dialog")).to_be_visible()


def asking_before_deletion(page: Page) -> None:
    page.click("[data-clear]")
    expect(page.get_by_role("dialog")).to_be_visible()


def searched(page: Page) -> None:
    page.fill("#query", "review")
    expect(page.locator("[data-results] a").first).to_be_visible()


def begun(page: Page) -> None:
    page.click("[data-begin]")
    expect(page.locator("[data-screen=team].shown")).to_have_count(1)
    while not page.locator(".shown [data-said-list]").count():
        page.click("[data-next]")
    page.locator(".shown .add textarea").first.fill("We ask late")


STATES: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("site/child-h/02-safeguarding-concerns.html", answered),
    ("site/child-h/notes.html", asking_before_deletion),
    ("site/child-h/plan.html", asking_before_sharing),
    ("site/child-h/plan.html", asking_before_deletion),
    ("site/privacy.html", asking_before_deletion),
    ("site/search.html", searched),
    ("trainers/child-h/session.html", begun),
)
"""Pages as they are once somebody has written, and while they ask."""


@pytest.mark.parametrize("scheme", ["light", "dark"] if DEEP else ["light"])
def test_a_second_engine_finds_nothing_in_a_filled_or_asking_page(chromium: Browser, made: Path, scheme: Any) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    wrong = {}
    for path, act in STATES:
        page.goto((made / path).as_uri())
        act(page)
        page.evaluate(OPEN)
        if found := remarks(page):
            wrong[f"{path} {act.__name__}"] = found
    context.close()
    assert wrong == {}


def test_a_number_is_two_tabs_and_one_tap_away_on_every_page(context: BrowserContext, made: Path) -> None:
    page = context.new_page()
    far = []
    for path, way in ways(made):
        page.goto(way)
        far += [f"{path.relative_to(made)}: {found}" for found in far_from_help(page)]
    page.close()
    assert far == []


def far_from_help(page: Page) -> Iterator[str]:
    """Goes to the first number by keyboard, and away from it."""
    for key in ("Tab", "Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    framed = page.frames[-1]  # the package's first page frames the briefing
    reached = framed.evaluate("document.activeElement.getAttribute('href')")
    if not str(reached).startswith("tel:"):
        yield f"two Tabs lead to {reached}"
    page.keyboard.press("Escape")
    if framed.evaluate("document.scripts.length && document.querySelectorAll('[data-opens][open]').length"):
        yield "Escape leaves it open"


def test_what_opens_closes_when_the_focus_leaves_it(context: BrowserContext, made: Path) -> None:
    page = context.new_page()
    page.goto((made / "site/child-h/03-the-incident.html").as_uri())
    page.click(".parts summary")
    page.locator("main a").first.focus()
    assert page.locator(".parts[open]").count() == 0
    page.click("header .near summary")
    page.mouse.click(4, 700)
    assert page.locator("header .near[open]").count() == 0
    page.close()


@pytest.mark.parametrize("state", list(WINDOWS)[: None if DEEP else 2])
def test_nothing_is_wider_than_its_window(chromium: Browser, long_titles: Path, state: str) -> None:
    (width, height), style = WINDOWS[state]
    context = chromium.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    page = context.new_page()
    wide = {}
    for path in pages(long_titles):
        page.goto(path.as_uri())
        if (over := page.evaluate(WIDER, style)) > 0:
            wide[path.relative_to(long_titles).as_posix()] = over
    context.close()
    assert wide == {}


RECORDER = """
window.spoken = [];
document.addEventListener('DOMContentLoaded', () => new MutationObserver((list) => list.forEach((one) => {
  const at = one.target.nodeType === 3 ? one.target.parentElement : one.target;
  const live = at && at.closest('[role=status], [role=alert], [aria-live]');
  if (live && live.textContent.trim()) spoken.push(live.textContent.trim());
})).observe(document.body, { subtree: true, childList: true, characterData: true }));
"""


def test_saving_is_said_once_for_a_stretch_of_writing_and_never_at_load(chromium: Browser, site: Path) -> None:
    with serving(site) as address:
        context = chromium.new_context(bypass_csp=True)
        page = context.new_page()
        page.add_init_script(RECORDER)
        page.goto(f"{address}child-h/02-safeguarding-concerns.html")
        box = page.locator("textarea").first
        box.focus()
        for letter in "slow":
            page.keyboard.type(letter)
            expect(page.locator("[data-saved]").first).to_contain_text("Saved")
        page.keyboard.press("Tab")
        until(page, "spoken.length > 0")
        assert page.evaluate("spoken") == ["Saved in this browser"]
        page.locator("[data-read-toggle]").click()
        until(page, "spoken.length === 2")
        assert "1 of 7" in page.evaluate("spoken[1]")
        page.reload()
        expect(page.locator("[data-saved]").first).to_have_text("Saved in this browser")
        assert page.evaluate("spoken") == []
        context.close()


def test_dialogs_say_what_they_ask_and_errors_exist_while_they_are_true(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.add_init_script(RECORDER)
    page.goto((site / "child-h/plan.html").as_uri())
    page.fill("[name=action_1_what]", "Ask about 943 476 5919")
    page.wait_for_selector("[data-lookout]")  # it comes above the button, which moves
    page.click("[data-plan-out=word]")
    dialog = opened_dialog(page)
    assert dialog["name"] == "Look again before you share"
    assert "NHS number" in dialog["description"]
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    page.click("[data-clear]")
    dialog = opened_dialog(page)
    assert dialog["name"] and dialog["description"]
    page.keyboard.press("Escape")
    assert page.locator("#typed-reference").get_attribute("type") == "hidden"  # a team's own link fills it
    page.locator("[data-remove]").nth(1).click()
    until(page, "spoken.some((text) => text.includes('2'))")
    context.close()


def test_the_readers_size_stays_and_goes_with_the_notes(chromium: Browser, site: Path) -> None:
    with serving(site) as address:
        context = chromium.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(f"{address}child-h/01-background.html")
        page.click("[data-look] summary")
        page.check("[name=look-size][value=large]")
        page.check("[name=look-spacing][value=wide]")
        until(page, "localStorage.getItem('briefings/look') === 'large wide'")
        page.goto(f"{address}child-h/plan.html")
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
        page.goto(f"{address}privacy.html")
        page.click("[data-clear]")
        page.click("[data-yes]")
        until(page, "localStorage.length === 0")
        context.close()


ENGLISH = """(known) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), wrong = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim(), at = walk.currentNode.parentElement;
    if (!known.includes(text) || at.closest('script, style, template')) continue;
    if (at.closest('[lang]').lang.slice(0, 2) !== 'en') wrong.push(text);
  }
  return wrong;
}"""


def test_every_english_word_of_a_welsh_page_is_said_to_be_english(context: BrowserContext, long_titles: Path) -> None:
    words = yaml.safe_load((ROOT / "theme/words/en.yml").read_text(encoding="utf-8"))
    groups = (group for group in words.values() if isinstance(group, dict))
    known = [str(text) for group in groups for text in group.values() if len(str(text)) > 3]
    page = context.new_page()
    wrong, seen = {}, 0
    for path in [*pages(long_titles / "site/hir"), *pages(long_titles / "hir")]:
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('[data-read-toggle]').forEach((one) => one.click())")
        found = page.evaluate(ENGLISH, known)
        seen += page.locator("[lang=en]").count()
        assert "\ue000" not in page.content()
        if found:
            wrong[path.name] = found
    page.close()
    assert seen > 100
    assert wrong == {}
