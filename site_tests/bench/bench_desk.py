"""The desk with 100 briefings: how soon it opens, and how soon the page beside shows a key that was pressed.

    python -m site_tests.bench.bench_desk [BRIEFINGS]

The whole command is started as a person starts it, with the bytecode that an installed program has: it was started once
before. Run it on a quiet machine, alone: seconds are wall time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from builder.desk.preview import Preview

from ..conftest import BROWSER_ARGS, ROOT, find_chromium
from ..engines import until
from .many import write_library

KEYS = 9
COUNT = "document.body.textContent.split('Zebra').length - 1"


def main(briefings: int = 100) -> None:
    """Prints a line for each figure."""
    with tempfile.TemporaryDirectory() as folder:
        project = write_library(Path(folder) / "project", briefings, 2)
        _processor(project)
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        every = "import builder.cli, builder.desk.application, builder.desk.screens.others, builder.pipeline"
        subprocess.run([sys.executable, "-c", every], cwd=ROOT, env=env, check=True)
        for name in ("first time", "again"):
            began = time.monotonic()
            command = [sys.executable, "-m", "builder", "--project", str(project), "desk", "--no-browser"]
            streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            with subprocess.Popen(command, cwd=ROOT, env=env, **streams) as desk:
                assert desk.stdout
                address = desk.stdout.readline().decode().strip()
                print(f"{briefings} briefings, {name}: address after {time.monotonic() - began:.2f} s", flush=True)
                _look(address, began, keys=name == "again")
                desk.terminate()


def _processor(project: Path) -> None:
    """The processor's share, which a busy machine does not change much: a part drawn alone, and all that follows."""
    preview = Preview(project)
    preview.refresh()
    file = next((project / "content" / "child-0001").glob("01-*.md"))
    alone, whole = [], []
    for n in range(KEYS):
        file.write_text(file.read_text("utf-8") + f"\nMore words, {n}.\n", "utf-8")
        for times, act in ((alone, lambda: preview.redraw("child-0001", file.name)), (whole, preview.refresh)):
            began = time.process_time()
            act()
            times.append(time.process_time() - began)
    print(f"  processor time of the part alone: {statistics.median(alone):.3f} s, of all that follows: ", end="")
    print(f"{statistics.median(whole):.3f} s", flush=True)


def _look(address: str, began: float, *, keys: bool) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_ARGS))
        page = browser.new_page()
        start = time.monotonic()
        page.goto(address)
        titles = page.locator("main .list > li").count()
        print(f"  Today with {titles} titles: {time.monotonic() - start:.2f} s in an open browser", flush=True)
        until(page, "!document.querySelector('[data-more]')", seconds=300)
        print(f"  every remark: {time.monotonic() - began:.2f} s after the start", flush=True)
        if keys:
            times = _redrawn(page, address.split("/?")[0])
            print(f"  key to redrawn page: median {statistics.median(times):.3f} s, slowest {max(times):.3f} s")
        browser.close()


def _redrawn(page: Page, home: str) -> list[float]:
    """Seconds from a key to the page beside that shows it, painted."""
    page.goto(f"{home}/briefing/child-0001/part/01-background")
    until(page, "Boolean(document.querySelector('iframe') && window.frames[0])")
    frame = page.frames[-1]
    until(frame, "!document.body.hasAttribute('data-being-made')", seconds=300)
    box, times = page.get_by_label("Text", exact=True), []
    box.focus()
    page.keyboard.press("Control+End")
    for key in range(KEYS):
        page.keyboard.type(" Zebr")
        page.wait_for_timeout(1500)
        start = time.monotonic()
        page.keyboard.press("a")
        while _shown(page) != key + 1:
            time.sleep(0.005)
        page.frames[-1].evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        times.append(time.monotonic() - start)
    return times


def _shown(page: Page) -> int:
    try:
        return int(page.frames[-1].evaluate(COUNT))
    except Error:  # it is being loaded
        return -1


if __name__ == "__main__":
    main(*(int(n) for n in sys.argv[1:]))
