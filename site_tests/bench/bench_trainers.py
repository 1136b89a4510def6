"""The trainers' pack for 100 briefings: at most 60 seconds of CPU on one core.

python -m site_tests.bench.bench_trainers [briefings]
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.model.theme import Theme
from builder.read import read_library
from builder.render.job import Job, jobs_of
from builder.trainers.pack import make_trainers
from builder.worksheets.word import template_parts

ROOT = Path(__file__).parent.parent.parent
LIMIT = 60
"""Seconds of CPU for 100 briefings."""


def cpu() -> float:
    """Seconds of CPU that this process and its children took."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def several(count: int) -> list[Job]:
    """Child H so many times, under different names."""
    library = read_library(ROOT).library
    assert library is not None
    [job] = [j for j in jobs_of(library, Theme.of(ROOT)) if j.briefing.slug == "child-h"]
    return [replace(job, briefing=replace(job.briefing, slug=f"child-{n}", title=f"Child H {n}")) for n in range(count)]


def main(count: int) -> int:
    """Makes the packs and prints what they cost; 1 where that is over the limit."""
    jobs = several(count)
    began, clock = cpu(), time.perf_counter()
    with TemporaryDirectory() as folder:
        for job in jobs:
            target = Path(folder) / job.briefing.slug
            target.mkdir()
            make_trainers(job, target, template_parts(job))
        size = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())
    used = cpu() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} packs: {used:.1f} s of CPU, {time.perf_counter() - clock:.1f} s by the clock,")
    print(f"{size / count / 1000:.0f} KB each, {memory} MB of memory at most; the limit is {LIMIT * count / 100:.1f} s")
    return 1 if used > LIMIT * count / 100 else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
