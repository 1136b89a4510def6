"""Processor time of `briefing check` for 100 briefings of nine shapes. Aim: 2 s.

Run: python -m site_tests.bench.bench_check.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from builder.check import check
from builder.read import read_library

PROJECT = Path(__file__).parents[2]
AIM_SECONDS = 2.0


def library_of(root: Path, count: int) -> None:
    """Child H and the briefings of other shapes, copied in turn until there are `count`."""
    content = root / "content"
    content.mkdir()
    for name in ("partnership.yml", "teams.csv"):
        shutil.copy(PROJECT / "content" / name, content / name)
    shapes = [PROJECT / "content/child-h", *sorted((PROJECT / "site_tests/briefings").iterdir())]
    for n in range(count):
        source = shapes[0] if n % 2 else shapes[n // 2 % len(shapes)]
        shutil.copytree(source, content / f"{source.name}-{n}")


def main(count: int = 100) -> float:
    """Processor seconds for the check alone, once reading is done; prints both."""
    with tempfile.TemporaryDirectory() as folder:
        library_of(Path(folder), count)
        start = time.process_time()
        library = read_library(Path(folder)).library
        read = time.process_time()
        problems = check(library, date(2026, 11, 22)) if library else ()
        end = time.process_time()
    print(f"{count} briefings: read {read - start:.2f} s, check {end - read:.2f} s, {len(problems)} problems")
    return end - read


if __name__ == "__main__":
    sys.exit(main() > AIM_SECONDS)
