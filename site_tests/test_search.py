"""Search over pieces of the index: it finds what one whole index finds, which MiniSearch makes in the same page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from builder.render.job import Job
from builder.site import search
from builder.site.other_pages import FEW
from builder.site.search_pieces import pieces

from .engines import wait
from .reader import serving
from .site_models import briefing, library, paragraph, section
from .test_pages import build

pytestmark = pytest.mark.browser

OTHERS = (
    ("Asesiad – Plentyn A", "Roedd y tŷ’n oer; ŵyr neb pam. Gweithwyr y gwasanaeth a’r ysgol, chwaer, brawd."),
    ("Café, naïve and São", "Zoë’s CAFE\u0301 at İstanbul: ΣΊΣΥΦΟΣ, straße, ﬁnding, x² ½ ٣"),
    ("مدد – بچہ", "یہ ایک مِثال ہے۔ بچّے کی حِفاظت اور مدد"),
    ("", "👨‍👩‍👧 ☎ — … a b c aa bb __init__ don't O’Neill <b>bold</b> 𝔘𝔫𝔦 constructor __proto__ toString"),
    ("Empty", ""),
)
QUERIES = (
    *(
        "finding",
        "Finding 2",
        "FINDINGS",
        "findng",
        "the",
        "a",
        "to",
        "2",
        "F2",
        "saf",
        "safeguarding children",
        "recrods",
    ),
    *(
        "zzqqxx",
        "strategy meetings of the police",
        "respnsibility abuse",
        "domestic abus",
        "multi-agency",
        "fi",
        "chil",
    ),
    *(
        "tŷ",
        "ty",
        "ŵyr",
        "wyr",
        "gweithwr",
        "cafe",
        "CAFÉ",
        "zoe",
        "istanbul",
        "i̇stanbul",
        "σισυφοσ",
        "strasse",
        "straße",
    ),
    *(
        "مثال",
        "مِثال",
        "بچے",
        "حفاظت",
        "½",
        "٣",
        "o'neill",
        "constructor",
        "__proto__",
        "tostring",
        "👨",
        "𝔘𝔫𝔦",
        "unknown",
    ),
    *("professional curiosity", "recomendations", "implementing", "reviwe", "asessment", "xfindings", "indings"),
)
WHOLE = """([docs, queries]) => {
  const { OPTIONS } = briefing.search;
  const index = new MiniSearch(OPTIONS);
  index.addAll(docs.map((doc, id) => ({ id, title: doc.title, text: doc.text })));
  const close = (one) => Number(one.score.toPrecision(9));
  return queries.map((query) => {
    const all = index.search(query, { combineWith: "AND" });
    const found = all.length ? all : index.search(query);
    found.sort((a, b) => close(b) - close(a) || a.id - b.id);
    return found.slice(0, 50).map((one) => [docs[one.id].location, docs[one.id].title, one.terms.join(" ")]);
  });
}"""
IN_PIECES = """(queries) => Promise.all(queries.map((query) => new Promise((shown) =>
  briefing.search.inPieces(window.briefingSearch)(query, (found, done) =>
    done && shown(found.map((one) => [one.location, one.title, one.terms.join(" ")]))))))"""


@pytest.fixture(scope="module")
def docs(job: Job) -> list[search.Entry]:
    """Child H as it is, and texts in other letters."""
    others = [{"location": f"x{n}.html", "title": title, "text": text} for n, (title, text) in enumerate(OTHERS)]
    return [*search.entries(job.briefing, job.words), *others]


@pytest.fixture(scope="module")
def address(site: Path, docs: list[search.Entry], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The search page and all that it needs, its index in many pieces."""
    folder = tmp_path_factory.mktemp("pieces")
    shutil.copy(site / "search.html", folder)
    shutil.copytree(site / "assets", folder / "assets")
    (folder / "search").mkdir()
    for name, text in pieces(docs, 300, 500).items():
        file = "search_index.js" if name == "index.js" else name
        (folder / "search" / file).write_text(text, encoding="ascii")
    assert len(list(folder.glob("search/words-*.js"))) > 5 < len(list(folder.glob("search/texts-*.js")))
    with serving(folder) as base:
        yield base


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def test_pieces_find_what_the_whole_index_finds(page: Page, address: str, docs: list[search.Entry]) -> None:
    page.goto(address + "search.html")
    expected = page.evaluate(WHOLE, [docs, QUERIES])
    found = page.evaluate(IN_PIECES, QUERIES)
    assert {q: f for q, f, e in zip(QUERIES, found, expected, strict=True) if f != e} == {}
    assert sum(map(bool, expected)) > len(QUERIES) * 0.7, "queries that find nothing compare nothing"


def test_the_first_result_waits_for_its_own_pieces_alone(page: Page, address: str) -> None:
    asked: list[str] = []
    held: list[Route] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/words.js", lambda route: held.append(route))
    page.goto(address + "search.html#q=findings")
    results = page.get_by_role("list", name="Results").get_by_role("link")
    expect(results.first).to_have_text("The Findings – Child H")
    first = [url for url in asked if re.search(r"/words-\d", url)]
    assert 1 <= len(first) <= 4, first
    assert page.locator("[data-results-said]").inner_text() == "", "it is not said how many before all are here"
    page.locator("#query").press("Enter")
    held[0].continue_()
    expect(page.locator("[data-results-said]")).to_contain_text("result")
    expect(page.get_by_role("list", name="Results")).to_be_focused()
    page.keyboard.press("Tab")
    expect(results.first).to_be_focused()


def test_a_piece_that_does_not_come_is_said(page: Page, address: str) -> None:
    page.route("**/words-*.js", lambda route: route.abort())
    page.goto(address + "search.html#q=findings")
    expect(page.locator("[data-results-said]")).to_contain_text("Part of the search did not load")
    expect(page.locator("[data-miss]")).to_be_hidden()
    page.unroute("**/words-*.js")
    page.locator("#query").press("Enter")
    expect(page.locator("[data-results] a").first).to_be_visible()


def test_every_text_stands_in_one_piece_and_no_piece_is_large(job: Job) -> None:
    docs = [dict(entry) for entry in search.entries(job.briefing, job.words)] * 60
    made = pieces(docs)
    assert max(map(len, made.values())) < 140_000
    assert len(made["index.js"]) < 20_000
    texts = [
        json.loads(made[name].partition("=")[2].partition("]=")[2][:-2]) for name in made if name.startswith("texts-")
    ]
    assert [entry for group in texts for entry in group] == docs


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of so many briefings that its index comes in pieces."""
    base = tmp_path_factory.mktemp("many")
    short = (section(1, "Learning", paragraph("What was recorded.")),)
    one = library(*(briefing(f"b{n}", f"Child {n}", sections=short, glossary=()) for n in range(FEW + 1)))
    with serving(build(one, base / "site", base / "work")) as address:
        yield address


def test_pieces_are_asked_for_before_the_pages_scripts_are_there(page: Page, many: str) -> None:
    """And the long list of briefings comes behind the first result."""
    asked: list[str] = []
    held: list[Route] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(re.compile(r"assets/search\.js|/texts-"), lambda route: held.append(route))
    page.goto(many + "search.html#q=recorded", wait_until="commit")
    wait(lambda: any("/words-" in url for url in asked) or page.wait_for_timeout(20), "a piece is asked for")
    every = page.get_by_role("navigation", name="All briefings and their parts")
    for _ in ("the page's scripts", "a text"):
        wait(lambda: held or page.wait_for_timeout(20), "something is held")
        expect(every).to_be_hidden()
        held.pop().continue_()
    expect(page.locator("[data-results] a").first).to_be_visible()
    expect(every).to_be_visible()
    assert len(asked) == len(set(asked)), "each file is asked for once"


def test_an_index_that_comes_last_is_searched_too(page: Page, many: str) -> None:
    held: list[Route] = []
    page.route("**/search_index.js", lambda route: held.append(route))
    page.goto(many + "search.html#q=recorded", wait_until="commit")
    wait(lambda: page.evaluate("!!(window.briefing && briefing.search)") or page.wait_for_timeout(20), "the scripts")
    held.pop().continue_()
    expect(page.locator("[data-results] a").first).to_be_visible()
    expect(page.get_by_role("navigation", name="All briefings and their parts")).to_be_visible()
