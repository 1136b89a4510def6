"""The pages in a real browser: accessibility in all states, no request to another host, the page budget, no shift."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pypdf import PdfReader

from .conftest import DEEP
from .engines import wait
from .reader import faces_of, loaded_slowly, moved_by_late_faces, serving
from .site_models import briefing, library, paragraph, section
from .test_pages import build

pytestmark = pytest.mark.browser

KINDS = {
    "home": "index.html",
    "overview": "child-h/index.html",
    "part": "child-h/04-the-review.html",
    "notice": "child-h/03-the-incident.html",
    "findings": "child-h/05-the-findings.html",
    "notes": "child-h/notes.html",
    "plan": "child-h/plan.html",
    "privacy": "privacy.html",
    "statement": "accessibility.html",
    "search": "search.html",
    "guide": "guide/index.html",
    "guide, tables": "guide/worksheets.html",
    "not found": "404.html",
    "urdu": "odd/02-two.html",
    "withdrawn": "gone/index.html",
}
STATES: dict[str, dict[str, Any]] = {
    "1280 light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "1280 dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "390 light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "390 dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "320": {"viewport": {"width": 320, "height": 640}, "reduced_motion": "reduce"},
    "forced colours": {"viewport": {"width": 390, "height": 844}, "forced_colors": "active"},
}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


BLOCKED = ("Service Worker registration blocked by Playwright",)
"""What the tests' own browser says of pages that want to be kept; `test_offline.py` allows it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of page."""
    base = tmp_path_factory.mktemp("theme")
    odd = (
        section(1, "Un", paragraph("Geiriau ŵ ŷ")),
        section(2, "مدد", paragraph("یہ ایک مثال ہے۔ " * 8), stem="02-two", lang="ur", notice="self-harm"),
        *(section(n, "", paragraph("Words.")) for n in range(3, 10)),
    )
    one = library(
        briefing("child-h", "Child H"),
        briefing("odd", "A family with a very long name and nine parts", sections=odd, lang="cy", glossary=()),
        briefing("gone", "Gone", withdraw_on=date(2026, 1, 1)),
        guide=True,
    )
    return build(one, base / "site", base / "work")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The site over http, on a free port."""
    with serving(folder) as base:
        yield base


def violations(page: Page) -> list[str]:
    """What axe finds, one line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {n['target']} {n.get('failureSummary', '')}" for v in found for n in v["nodes"]]


@pytest.fixture(params=STATES if DEEP else ("1280 dark", "320"))
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(**STATES[request.param])
    yield made
    made.close()


def test_axe_finds_nothing_in_any_state(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    found = {}
    for kind, path in KINDS.items():
        page.goto(address + path)
        found[kind] = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[kind] += [f"{wide} px wider than the window"] if wide > 0 else []
    assert {kind: lines for kind, lines in found.items() if lines} == {}


@pytest.mark.parametrize("kind", ["overview", "findings", "notes", "plan"])
def test_axe_finds_nothing_on_paper(chromium: Browser, address: str, kind: str) -> None:
    page = chromium.new_page()
    page.goto(address + KINDS[kind])
    page.emulate_media(media="print")
    assert violations(page) == []
    page.close()


def test_axe_finds_nothing_in_the_open_stepper_and_in_search_results(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address + KINDS["part"])
    page.click("details.parts summary")
    assert page.locator("nav.sheet li").count() == 7
    assert violations(page) == []
    page.goto(address + "search.html#q=Finding")
    expect(page.locator("[data-results] a").first).to_be_visible()
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_everything_to_press_is_44_px_or_stands_in_a_sentence(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    small = []
    for path in ("index.html", *(KINDS[k] for k in ("overview", "notice", "findings", "notes", "plan", "privacy"))):
        page.goto(address + path)
        small += page.evaluate(
            """() => Array.from(document.querySelectorAll('a, button, input, summary, select, textarea'))
            .filter((e) => e.offsetParent && !e.closest('.vh, .skip, .text p, .text li > div > p'))
            .map((e) => [e, (e.closest('label') || e).getBoundingClientRect()])
            .filter(([e, r]) => r.width && (r.height < 43.5 || r.width < 43.5))
            .map(([e, r]) => location.pathname + ' ' + e.outerHTML.slice(0, 90) + ' ' + r.width + 'x' + r.height)"""
        )
    page.close()
    assert small == []


def test_nothing_is_asked_of_another_host_and_no_policy_is_broken(
    chromium: Browser, address: str, folder: Path
) -> None:
    context = chromium.new_context()
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: message.text in BLOCKED or said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for base in (address, folder.as_uri() + "/"):
        for file in sorted(folder.rglob("*.html")):
            if "odd" not in file.parts and not (base.startswith("file") and file.name == "404.html"):
                page.goto(base + file.relative_to(folder).as_posix())
    assert {url for url in asked if not url.startswith((address, folder.as_uri()))} == set()
    assert said == []
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("place", ["served", "from disk"])
def test_search_finds_shows_links_and_tells_nobody(chromium: Browser, address: str, folder: Path, place: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address if place == "served" else folder.as_uri() + "/index.html")
    page.fill("#q", "Finding 2")
    page.press("#q", "Enter")
    results = page.get_by_role("list", name="Results").get_by_role("link")
    expect(results.first).to_have_text("F2 Finding 2 – Child H")
    assert not [url for url in asked if "Finding" in url], "what is looked for stays in the browser"
    assert "Finding" not in page.url and page.evaluate("history.length") <= 3
    expect(page.locator("[data-results-said]")).to_contain_text("result")
    # Enter goes to the results and opens nothing; the first is the next thing that Tab reaches.
    page.press("#query", "Enter")
    expect(page.get_by_role("list", name="Results")).to_be_focused()
    page.keyboard.press("Tab")
    expect(results.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#f2$"))
    page.close()


def test_search_takes_what_is_pasted_or_dictated(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address + "search.html")
    page.focus("#query")
    page.keyboard.insert_text("finding")  # one event, no key
    expect(page.locator("[data-results] a").first).to_be_visible()
    for query, found in {"FINDINGS": True, "finding 2": True, "findng": True, "Secretbruise": False}.items():
        page.fill("#query", query)
        expect(page.locator("[data-results]")).to_be_visible() if found else expect(
            page.locator("[data-miss]")
        ).to_be_visible()
    page.close()


def test_a_miss_offers_the_parts_and_somebody_to_ask(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address + "search.html")
    page.fill("#query", "zzqqxx")
    expect(page.locator("[data-results-said]")).to_have_text("Nothing was found")
    page.press("#query", "Enter")
    expect(page.locator("[data-miss]")).to_be_focused()
    assert page.locator("[data-miss] a[href^=mailto]").count() == 1
    assert page.get_by_role("navigation", name="All briefings and their parts").get_by_role("link").count() > 7
    assert violations(page) == []
    page.fill("#query", "")
    expect(page.locator("[data-results-said]")).to_be_empty()
    page.close()


def test_search_costs_at_most_60_kb(chromium: Browser, address: str, folder: Path) -> None:
    page = chromium.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "search.html")
    page.evaluate("document.fonts.ready.then(() => true)")
    weights = {url: compressed(folder / url.removeprefix(address)) for url in asked}
    assert sum(weights.values()) <= 60_000, weights
    page.close()


def test_search_works_where_storage_is_blocked(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { configurable: true,"
        " get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page.goto(address + "search.html#q=Finding")
    expect(page.locator("[data-results] a").first).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    ("theme", "face"),
    [
        ("20px 'Briefing Serif'", "BriefingSerif-Regular"),
        ("italic 20px 'Briefing Serif'", "BriefingSerif-Italic"),
        ("20px 'Briefing Sans'", "BriefingSans-Regular"),
        ("600 20px 'Briefing Sans'", "BriefingSans-Regular"),
    ],
)
def test_welsh_irish_and_gaelic_are_not_patched(chromium: Browser, address: str, theme: str, face: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + KINDS["part"])
    names = faces_of(page, theme)
    page.close()
    assert all(name.startswith(face) for name in names), names
    assert not [url for url in asked if "europe" in url]


def test_first_section_costs_45_kb_in_8_requests_and_the_next_6_kb(
    chromium: Browser, address: str, folder: Path
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def weight(urls: list[str]) -> int:
        return sum(compressed(folder / url.removeprefix(address)) for url in urls)

    page.goto(address + KINDS["findings"])
    page.evaluate("document.fonts.ready.then(() => true)")
    first = list(asked)
    assert len(first) <= 8, first
    assert weight(first) <= 45_000, {url: compressed(folder / url.removeprefix(address)) for url in first}
    asked.clear()
    page.click("a.next")
    page.wait_for_url("**/06-recommendations.html")
    page.evaluate("document.fonts.ready.then(() => true)")
    more = [url for url in asked if url not in first]
    assert weight(more) <= 6_000, more
    context.close()


def test_the_heaviest_part_of_the_example_costs_45_kb_in_8_requests(site: Path) -> None:
    """Child H's own pages, with all that each asks for, its faces included; My notes and the plan ask for more."""
    faces = [site / "assets" / "fonts" / f"{name}.woff2" for name in ("serif", "sans")]
    written = (site / "child-h" / "notes.html", site / "child-h" / "plan.html")
    for page in (*sorted((site / "child-h").glob("0*.html")), *written):
        html = re.sub(r"<noscript>.*?</noscript>", "", page.read_text(encoding="utf-8"), flags=re.S)
        asked = re.findall(
            r'<(?:link rel="(?:icon|stylesheet)"[^>]* href|script[^>]* src|img[^>]* src)="([^"]+)"', html
        )
        files = [page, *faces, *(page.parent / name for name in asked)]
        most, weight = (11, 60_000) if page in written else (8, 45_000)
        assert len(files) <= most, files
        assert sum(compressed(file) for file in files) <= weight, {f.name: compressed(f) for f in files}


def compressed(file: Path) -> int:
    """Bytes over the wire; fonts are compressed already."""
    data = file.read_bytes()
    return len(data) if file.suffix == ".woff2" else len(gzip.compress(data, 9))


@pytest.mark.parametrize("width", [390, 1280] if DEEP else [390])
def test_nothing_moves_on_any_kind_of_page_when_faces_come_late(
    chromium: Browser, address: str, site: Path, width: int
) -> None:
    some = KINDS if DEEP else ("guide", "guide, tables", "search", "urdu")
    own = {kind: address + KINDS[kind] for kind in some}
    page = chromium.new_page(viewport={"width": width, "height": 844})
    found = moved_by_late_faces(page, own)
    with serving(site) as base:
        every = sorted(path.name for path in (site / "child-h").glob("*.html"))
        names = ["index.html", *(f"child-h/{name}" for name in (every if DEEP else (*every[4:6], *every[-3:])))]
        found |= moved_by_late_faces(page, {name: base + name for name in names})
    page.close()
    assert found == {}


WITHOUT = """() => {
  const shown = Array.from(document.querySelectorAll("body *")).filter((one) => one.checkVisibility());
  const places = () => shown.map((one) => {
    const box = one.getBoundingClientRect(), look = getComputedStyle(one);
    const sides = [box.x, box.y, box.width, box.height];
    return [one.outerHTML.slice(0, 60), ...sides, look.color, look.fontFamily, look.visibility].join();
  });
  const before = places();
  document.querySelector("head style").remove();
  return [before, places()];
}"""
"""Where everything stands and how it looks: as the page is, and without the style in its head."""
DRAWN = """() => Array.from(document.querySelectorAll("body *"))
  .filter((one) => one.getBoundingClientRect().right > 0 && getComputedStyle(one).visibility === "visible")
  .map((one) => one.innerText).filter(Boolean)"""


@pytest.mark.parametrize("state", STATES if DEEP else ("390 light",))
def test_a_part_draws_its_briefings_name_before_its_sheet_comes(chromium: Browser, address: str, state: str) -> None:
    """Where it stays; nothing else is there that its sheet would move, and what drew it decides nothing afterwards."""
    page = chromium.new_page(**STATES[state])
    held: list[Route] = []
    page.route("**/reader.css", lambda route: held.append(route))
    page.goto(address + KINDS["notice"], wait_until="commit")
    wait(lambda: held or page.wait_for_timeout(20), "the sheet is asked for")
    name = "document.querySelector('.slim a[href=\"index.html\"]').getBoundingClientRect().toJSON()"
    before = page.evaluate(name)
    assert set(page.evaluate(DRAWN)) == {"Child H"}
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    after = page.evaluate(name)
    assert [before[side] for side in ("x", "y", "height")] == [after[side] for side in ("x", "y", "height")]
    as_it_is, without = page.evaluate(WITHOUT)
    assert len(as_it_is) > 50 and as_it_is == without
    page.close()


@pytest.mark.parametrize("kind", KINDS if DEEP else ["home", "findings", "plan"])
def test_nothing_moves_while_a_page_loads_on_a_slow_phone(chromium: Browser, address: str, kind: str) -> None:
    seen = loaded_slowly(chromium, address + KINDS[kind])
    assert seen["shift"] < 0.001, seen
    assert seen["paint"] > 0, "the browser told nothing"


def test_without_scripts_a_part_is_whole_and_has_lines_to_write_on(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + KINDS["findings"])
    assert page.locator(".find").count() == 6
    assert page.locator(".ask").is_visible()
    box = page.locator(".ruled").bounding_box()
    assert box is not None and box["height"] > 150
    assert not page.locator("textarea").is_visible()
    assert page.locator("a.next").is_visible()
    context.close()


def test_a_telephones_page_stands_in_the_guide_as_a_picture(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address + KINDS["guide"])
    shown = page.locator("img[src*='-390.']").first.evaluate(
        "(img) => [img.getBoundingClientRect().width, getComputedStyle(img).borderTopWidth]"
    )
    sizes = "i.getAttribute('width'), `${i.naturalWidth}`, i.getAttribute('height'), `${i.naturalHeight}`"
    own = f"(all) => all.map((i) => [i.src.slice(-5), {sizes}])"
    page.goto(address + KINDS["guide, tables"])
    pictures = page.locator("main img").evaluate_all(own)
    page.close()
    assert shown == [390, "1px"]
    assert len(pictures) > 3 and all(
        end == ".webp" and wide == width != "0" and tall == height for end, wide, width, tall, height in pictures
    ), "a picture is one that loads quickly, and says how large it is before it comes"


def test_a_wide_overview_leaves_no_hole_and_two_sheets_hold_it(chromium: Browser, address: str, tmp_path: Path) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address + KINDS["overview"])
    ends = "['.cover', '.all-parts'].map((name) => document.querySelector(name).getBoundingClientRect().bottom)"
    cover, parts = page.evaluate(ends)
    page.pdf(path=tmp_path / "overview.pdf", prefer_css_page_size=True)
    page.close()
    assert cover - parts < 60
    assert len(PdfReader(tmp_path / "overview.pdf").pages) == 2


def test_home_offers_to_read_a_finished_briefing_again(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + KINDS["part"])
    page.evaluate("briefing.progress.restore({ read: [1, 2, 3], left: [4, 5, 6] })")
    page.goto(address)
    link = page.locator("[data-progress-of=child-h] [data-resume]")
    expect(link).to_have_text("Go on reading")
    page.goto(address + KINDS["part"])
    page.evaluate("briefing.progress.restore({ read: [7] })")
    page.goto(address)
    expect(link).to_have_text("Read again")
    context.close()


def test_without_scripts_no_page_promises_what_only_scripts_do(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind in ("overview", "notes", "plan", "privacy"):
        page.goto(address + KINDS[kind])
        text = page.inner_text("main")
        for promise in (
            "kept in this browser only",
            "It stays on this device until",
            "choose your regulator",
            "This one deletes",
        ):
            assert promise not in text, kind
    context.close()


def test_a_page_can_be_walked_by_keyboard_and_shows_where(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address + KINDS["findings"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#f1"
    for _ in range(40):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "[document.activeElement].map((e) => (e === document.body ? null : getComputedStyle(e).outlineWidth))[0]"
        )
        if ring is None:
            break
        assert ring == "3px"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1030, 1280])
def test_no_word_of_the_opening_lies_under_the_wheel(width: int, chromium: Browser, site: Path) -> None:
    with chromium.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto((site / "child-h" / "index.html").as_uri())
        apart = """() => {
            const wheel = document.querySelector(".rota").getBoundingClientRect();
            const range = document.createRange();
            range.selectNodeContents(document.querySelector(".go p"));
            const beside = (r) => r.right <= wheel.left || r.bottom <= wheel.top || r.top >= wheel.bottom;
            return [...range.getClientRects()].every(beside);
        }"""
        assert page.evaluate(apart)
