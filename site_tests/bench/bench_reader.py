"""How a phone fares: the largest paint of five pages, and the longest task while typing in a long answer.

Run: python -m site_tests.bench.bench_reader. Must: 1.5 s on a slow network and a quarter of this processor; 50 ms with
2,000 words in the box. Seconds are of the clock, as the reader's are: run it on a quiet machine.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from builder.pipeline import build

from ..conftest import BROWSER_ARGS, copy_project, find_chromium
from ..reader import PART, loaded_slowly, serving

MOST_PAINT, MOST_TASK = 1500, 50
PAGES = ("index", "child-h/index", "child-h/05-the-findings", "child-h/notes", "child-h/plan")
TASKS = """() => { window.long = [0]; new PerformanceObserver((list) =>
  window.long.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask" }); }"""


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


def main() -> int:
    """Prints the figures; 1 where one is over its limit."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        project = copy_project(Path(name))
        build(project)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_ARGS))
        with serving(project / "dist/site") as address:
            paints = {page: loaded_slowly(browser, f"{address}{page}.html")["paint"] for page in PAGES}
            task = longest_task(browser, address + PART)
        browser.close()
    for page, paint in paints.items():
        print(f"{page}: largest paint {paint:.0f} ms (under {MOST_PAINT})")
    print(f"longest task while typing: {f'{task:.0f} ms' if task else 'none over 50 ms'} (at most {MOST_TASK})")
    return int(max(paints.values()) >= MOST_PAINT or task > MOST_TASK)


if __name__ == "__main__":
    sys.exit(main())
