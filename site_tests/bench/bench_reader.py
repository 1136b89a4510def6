"""How soon and how still every kind of page is drawn on a phone, and how soon a search answers.

Run: python -m site_tests.bench.bench_reader [runs]. Slow 4G is 150 ms and 1.6 Mbit/s, fast 3G 562 ms and 1.4 Mbit/s,
the processor a quarter of this one; files go gzipped, as by any host. Of `runs` (3) the soonest counts: seconds are of
the clock, so run it on a quiet machine. Must: a part drawn in 0.5 s on slow 4G and 1.1 s on fast 3G; nothing moves; the
first result among 500 briefings in 1 s; 50 ms for the longest task with 2,000 words in the box.
"""

from __future__ import annotations

import gzip
import mimetypes
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from builder.pipeline import build

from ..conftest import BROWSER_ARGS, copy_project, find_chromium
from ..reader import PART, Quiet, serving
from .many import write_library

NETS = {"slow 4G": (150, 204_800), "fast 3G": (562.5, 184_320)}
"""Milliseconds away, bytes a second."""
MOST = {"slow 4G": 500, "fast 3G": 1100}
MOST_TASK, MOST_RESULT = 50, 1000
SEEN = """window.seen = { shift: 0 };
new PerformanceObserver((list) => list.getEntries().forEach((e) => (seen.shift += e.value)))
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((e) => (seen[e.name] = e.startTime)))
  .observe({ type: "paint", buffered: true });"""
DRAWN = """document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))))"""
RESULT = """window.result = 0;
new MutationObserver(() => document.querySelector("[data-results] a") && requestAnimationFrame(() =>
  setTimeout(() => (result = result || performance.now())))).observe(document, { subtree: true, childList: true });"""
TASKS = """() => { window.long = [0]; new PerformanceObserver((list) =>
  window.long.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask" }); }"""


class _Gzipped(Quiet):
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        """A browser that leaves closes its connections."""
        try:
            super().handle()
        except OSError:
            return

    def do_GET(self) -> None:  # noqa: N802 – the name the library asks for
        """A file, compressed unless it is already."""
        file = Path(self.directory) / self.path.split("?")[0].lstrip("/")
        data = file.read_bytes() if file.is_file() else b""
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        if data and file.suffix not in (".woff2", ".webp", ".png"):
            data = gzip.compress(data, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def slowly(browser: Browser, net: str, script: str) -> Page:
    """A page of a phone with nothing kept."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    latency, rate = NETS[net]
    slow = {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": 90_000}
    client.send("Network.emulateNetworkConditions", slow)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(script)
    return page


def drawn(browser: Browser, url: str, net: str) -> dict[str, Any]:
    """When words were drawn first, in ms, and how much moved."""
    page = slowly(browser, net, SEEN)
    page.goto(url)
    page.evaluate(DRAWN)
    seen: dict[str, Any] = page.evaluate("seen")
    page.context.close()
    return seen


def first_result(browser: Browser, url: str) -> float:
    """Milliseconds from the address to the first result that is drawn, on slow 4G."""
    page = slowly(browser, "slow 4G", RESULT)
    page.goto(url)
    while not (found := float(page.evaluate("result"))):
        page.wait_for_timeout(20)
    page.context.close()
    return found


def longest_task(browser: Browser, url: str) -> float:
    """Milliseconds of the longest task over 50 ms while typing goes on after 2,000 words; 0 where there is none."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(url)
    box = page.locator("textarea").first
    box.fill("seven words to fill this box now " * 286)
    page.wait_for_timeout(2000)
    page.evaluate(TASKS)
    box.press_sequentially("typed on and on ", delay=15)
    page.wait_for_timeout(1500)
    longest: float = page.evaluate("Math.max(...window.long)")
    page.close()
    return longest


def kinds(dist: Path) -> Mapping[str, Path]:
    """Pages of every kind by their name: of the site, of the trainers, of the package."""
    site = dist / "site"
    trainers = sorted((dist / "trainers").rglob("*.html"))
    pages = (*site.glob("*.html"), *site.glob("child-h/*.html"), *site.glob("guide/*.html"), *trainers)
    return {path.relative_to(dist).as_posix(): path for path in pages}


def table(browser: Browser, dist: Path, runs: int) -> bool:
    """Prints a line for every page; whether all is as it must be."""
    good = True
    with serving(dist, _Gzipped) as address:
        for name in sorted(kinds(dist)):
            line = []
            for net in NETS:
                seen = [drawn(browser, address + name, net) for _ in range(runs)]
                first, shift = min(one["first-contentful-paint"] for one in seen), max(one["shift"] for one in seen)
                line.append(f"{net}: {first:.0f} ms, moved {shift:.4f}")
                good = good and shift < 0.001 and (not name.startswith("site/child-h/0") or first <= MOST[net])
            print(f"{name}: {'; '.join(line)}", flush=True)
    return good


def main() -> int:
    """Prints the figures; 1 where one is over its limit."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        project = copy_project(Path(name) / "one", guide=True)
        build(project)
        many = write_library(Path(name) / "many", 500)
        build(many, only="pages")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_ARGS))
        good = table(browser, project / "dist", runs)
        with serving(many / "dist/site", _Gzipped) as address:
            result = min(first_result(browser, f"{address}search.html#q=recorded") for _ in range(runs))
        with serving(project / "dist/site", _Gzipped) as address:
            task = longest_task(browser, address + PART)
        browser.close()
    print(f"first result among 500 briefings, slow 4G: {result:.0f} ms (at most {MOST_RESULT})")
    print(f"longest task while typing: {f'{task:.0f} ms' if task else 'none over 50 ms'} (at most {MOST_TASK})")
    return int(not good or task > MOST_TASK or result > MOST_RESULT)


if __name__ == "__main__":
    sys.exit(main())
