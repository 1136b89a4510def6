"""Worksheets of 1,000 teams on one core: team PDFs a second of processor time, and the most memory ever held.

`.venv/bin/python -m site_tests.bench.bench_worksheets`. Aims: 100 a second, 150 MB, the print run included.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from builder.model.partnership import Team
from builder.model.theme import Theme
from builder.read import read_library
from builder.render.job import Job
from builder.worksheets.pdf import Press, make_worksheets

PROJECT = Path(__file__).parents[2]
AIM_RATE, AIM_MEGABYTES = 100.0, 150.0
RUN = 200
"""Teams in one run; the best of five counts, since others may be at work on the machine."""

_NAMES = ("Assessment Team", "Zespół Łódź", "Tîm Tŷ’r Ŵyl", "فريق حماية الطفل", "Health Visiting")


def job_of(count: int) -> Job:
    """Child H for so many teams, one name in five in Arabic script."""
    library = read_library(PROJECT).library
    assert library is not None
    teams = tuple(
        Team(f"t-{n}", f"Organisation {n % 40}", f"{_NAMES[n % 5]} {n}", f"Manager {n}", f"team{n}@org.example")
        for n in range(count)
    )
    briefing = replace(library.briefings[0], teams=None)
    theme = Theme.of(PROJECT)
    return Job(replace(library, teams=teams), briefing, theme.words("en"), theme, epoch=1793750400)


def _rate(job: Job, first: int) -> float:
    """Team PDFs written a second, of `RUN` teams from `first`, layout of the briefing included."""
    teams = job.library.teams[first : first + RUN]
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        for team, data in Press(job).copies(teams):
            (Path(folder) / f"{team.id}.pdf").write_bytes(data)
        return len(teams) / (time.process_time() - start)


def main(count: int = 1000) -> bool:
    """Prints the figures; true where both aims were kept."""
    os.environ["RAYON_NUM_THREADS"] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    job = job_of(count)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        make_worksheets(job, Path(folder))
        whole = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    rate = max(_rate(job, first) for first in range(0, count, RUN))
    print(f"{count} teams: {rate:.0f} team PDFs a second (aim {AIM_RATE:.0f}); {whole:.1f} s with blank and print run")
    print(f"most memory {most:.0f} MB (aim {AIM_MEGABYTES:.0f})")
    return rate >= AIM_RATE and most <= AIM_MEGABYTES


if __name__ == "__main__":
    sys.exit(not main())
