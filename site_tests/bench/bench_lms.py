"""How much CPU packages for the LMS take, made from finished pages, and how much they weigh.

Run: python -m site_tests.bench.bench_lms [PACKAGES]. Must: 100 packages in at most 20 s of CPU, 120 KB each.
The pages are made first and not measured: the site needs them anyway.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from builder.model.theme import Theme
from builder.products import PRODUCTS
from builder.read import read_library
from builder.render.job import jobs_of

from ..site_models import lay_out_pages

ROOT = Path(__file__).parent.parent.parent
MOST_SECONDS, MOST_BYTES = 20.0, 120_000


def measure(packages: int, work: Path) -> tuple[float, int]:
    """CPU seconds for so many packages, and the bytes of the heaviest."""
    library = read_library(ROOT).library
    assert library
    briefing = library.briefings[0]
    named = tuple(replace(briefing, slug=f"{briefing.slug}-{n}") for n in range(packages))
    library = replace(library, briefings=named)
    jobs = jobs_of(library, Theme.of(ROOT))
    lay_out_pages(jobs, library, Theme.of(ROOT), work / "site", project=ROOT, work=work / "build")
    (work / "out").mkdir()
    make = next(p.make for p in PRODUCTS if p.name == "lms")
    began = time.process_time()
    for job in jobs:
        make(job, work / "out", [work / "site"])
    seconds = time.process_time() - began
    return seconds, max(path.stat().st_size for path in (work / "out").iterdir())


def main() -> int:
    """Prints the figures; 1 where one is over its limit."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1793750400")
    packages = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as name:
        seconds, heaviest = measure(packages, Path(name))
    print(f"{packages} packages: {seconds:.1f} s of CPU (at most {MOST_SECONDS * packages / 100:.0f}), ", end="")
    print(f"the heaviest {heaviest / 1000:.1f} KB (at most {MOST_BYTES / 1000:.0f})")
    return int(seconds > MOST_SECONDS * packages / 100 or heaviest > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
