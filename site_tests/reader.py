"""What the tests of reading pages share: a server on a free port, and words about one page."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route
from pypdf import PdfReader

PART = "child-h/02-safeguarding-concerns.html"
"""A part without a notice, with two prompts."""


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def serving(folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The folder over http on this machine, by `handler`; gives the address with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def broken_rules(page: Page) -> list[str]:
    """What axe finds under WCAG 2.2 AA and its best practices, one line a rule."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found: list[dict[str, Any]] = Axe().run(page, options={"runOnly": tags}).response["violations"]
    return [f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in found]


def printed(page: Page, file: Path) -> str:
    """What the page prints, into `file` too: one blank between words, and letters that a face joins are apart."""
    page.pdf(path=file, prefer_css_page_size=True)
    words = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(file).pages).split())
    return re.sub("[\ufb00-\ufb06]", lambda joined: unicodedata.normalize("NFKC", joined[0]), words)


SPACING = (
    "*{letter-spacing:.12em!important;word-spacing:.16em!important;line-height:1.5!important}"
    "p{margin-bottom:2em!important}"
)
TWICE = "html{font-size:200%!important}"
"""Text spacing as WCAG 1.4.12 has it, and text twice as large (1.4.4)."""

LONG = "Safeguarding arrangements: interdisciplinary recommendations and responsibilities"
LLANFAIR = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
"""Real titles that are long: in English, and the longest name of a place."""

WIDER = """(style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  document.querySelectorAll("details").forEach((one) => (one.open = true));
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}"""
"""How much wider than its window a page is with a style over its own, everything opened."""

CELTIC = "ŵŷẁẃẅỳŴŶẀẂẄỲŸ áéíóúâêîôûäëïöüàèìòùÿ ÁÉÍÓÚÂÊÎÔÛÄËÏÖÜÀÈÌÒÙ"
"""The letters of Welsh, Irish and Gaelic that English lacks."""


PATIENT = """([look, text]) => {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSFontFaceRule) rule.style.setProperty("font-display", "block");
  return document.fonts.load(look, text).then(() => document.fonts.ready).then(() => true);
}"""
"""Faces that come late are shown all the same: whether a machine has them in time for a first drawing is its luck."""


def faces_of(page: Page, theme: str, text: str = CELTIC) -> set[str]:
    """The names of the fonts that Chromium draws `text` with, on a page as it stands, in a look such as "italic"."""
    page.evaluate(
        "([look, text]) => { const p = document.body.appendChild(document.createElement('p'));"
        " p.id = 'tried'; p.style.font = look; p.textContent = text; }",
        [theme, text],
    )
    page.evaluate(PATIENT, [theme, text])
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": "#tried"})["nodeId"]
    fonts = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    page.evaluate("document.getElementById('tried').remove()")
    return {font["postScriptName"] for font in fonts}


def loaded_slowly(chromium: Browser, url: str) -> dict[str, Any]:
    """Layout shift, what moved, and the largest paint in ms: 1.6 Mbit/s, 150 ms away, a processor of a quarter."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    client.send("Network.emulateNetworkConditions", slow)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(
        """window.seen = {shift: 0, paint: 0, from: []};
        new PerformanceObserver((list) => list.getEntries().forEach((e) => {
          seen.shift += e.value;
          seen.from.push(...e.sources.map((s) => s.node && (s.node.className || s.node.nodeName)));
        })).observe({type: 'layout-shift', buffered: true});
        new PerformanceObserver((list) => list.getEntries().forEach((e) => { seen.paint = e.startTime; }))
        .observe({type: 'largest-contentful-paint', buffered: true});"""
    )
    page.goto(url)
    painted = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"
    page.evaluate(f"document.fonts.ready.then(() => {painted})")
    seen: dict[str, Any] = page.evaluate("seen")
    context.close()
    return seen


def moved_by_late_faces(page: Page, urls: Mapping[str, str]) -> dict[str, list[str]]:
    """What moves on each page, by its name, when the faces come after it was drawn: nothing is timed."""
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.add_init_script(
        """window.moved = []; new PerformanceObserver((list) => list.getEntries().forEach((e) => e.value >= 0.001 &&
          moved.push(...e.sources.map((s) => e.value + " " + (s.node && (s.node.className || s.node.nodeName))))))
        .observe({ type: "layout-shift", buffered: true });"""
    )
    drawn = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))"
    found = {}
    for name, url in urls.items():
        page.goto(url, wait_until="commit")
        page.evaluate("document.readyState === 'complete' || new Promise((done) => setTimeout(done, 200))")
        page.evaluate(drawn)
        while held:
            held.pop().continue_()
        page.evaluate(f"document.fonts.ready.then(() => {drawn})")
        found[name] = page.evaluate("moved")
    return {name: moved for name, moved in found.items() if moved}


KEPT = """async () => {
  const names = await indexedDB.databases();
  const stores = {};
  for (const { name } of names) {
    const opened = indexedDB.open(name);
    const db = await new Promise((done) => (opened.onsuccess = () => done(opened.result)));
    for (const store of db.objectStoreNames) {
      stores[name + "/" + store] = await new Promise((done) => {
        const asked = db.transaction(store).objectStore(store).getAllKeys();
        asked.onsuccess = () => done(asked.result);
      });
    }
    db.close();
  }
  return { stores, session: Object.keys(sessionStorage), local: Object.keys(localStorage), cookie: document.cookie };
}"""
"""Everything that the page's origin stores, by name."""

UNCOVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const line = document.querySelector(".keeping > .saved").getBoundingClientRect();
  return box.bottom <= line.top || box.top >= line.bottom;
}"""
"""Whether the element with the focus stands clear of the line that says whether it is saved (WCAG 2.4.11)."""
