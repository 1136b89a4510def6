"""Scale: a library of 500 briefings and 5,000 worksheets, built, built again unchanged, and with one part changed.

Run: python -m site_tests.bench.bench_scale [BRIEFINGS]. Must: unchanged in at most 10 s; one changed part shown by the
preview in at most 1 s, and in at most 0.5 s with 100 briefings. Memory is that of the largest process.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from builder.desk.preview import Preview

from .many import write_library

TEAMS_EACH = 10


def clock(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def build(project: Path, *words: str) -> None:
    """`briefing build` in a process of its own, as a person runs it."""
    subprocess.run(
        [sys.executable, "-m", "builder", "--project", str(project), "build", *words],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def change(project: Path, number: int) -> None:
    """One more sentence in one part."""
    section = project / "content" / "child-0007" / "01-background.md"
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace("\n\n## Reflect", f" And more, {number}.\n\n## Reflect"), encoding="utf-8")


def preview_seconds(project: Path) -> float:
    """From a saved file to a page that can be shown again: the middle of three."""
    preview = Preview(project)
    preview.refresh()
    times = []
    for number in range(3):
        change(project, number)
        times.append(clock(preview.show))
        preview.refresh()
    return sorted(times)[1]


def main() -> int:
    """Prints the figures; 1 where one is over its limit."""
    briefings = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    folder = Path(tempfile.mkdtemp(prefix="scale-"))
    project = write_library(folder / "project", briefings, TEAMS_EACH)
    first = clock(lambda: build(project))
    worksheets = len(list((project / "dist" / "worksheets").rglob("*.pdf")))
    unchanged = clock(lambda: build(project))
    change(project, 99)
    one = clock(lambda: build(project, "--only", "pages"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    live = preview_seconds(project)
    few = preview_seconds(write_library(folder / "hundred", 100))
    shutil.rmtree(folder, ignore_errors=True)
    print(
        f"{briefings} briefings, {worksheets} PDF files: {first:.0f} s at first, {peak:.0f} MB in the largest process"
    )
    print(f"unchanged: {unchanged:.1f} s (limit 10); one part changed, pages built: {one:.1f} s")
    print(f"one part changed, shown by the preview: {live:.2f} s (limit 1); with 100 briefings {few:.2f} s (limit 0.5)")
    return int(unchanged > 10 or live > 1 or few > 0.5)


if __name__ == "__main__":
    sys.exit(main())
