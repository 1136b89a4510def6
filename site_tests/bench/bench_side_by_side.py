"""What one would use instead, on the same material, in one run: one table of ratios.

Run: python -m site_tests.bench.bench_side_by_side [BRIEFINGS]. Pages: bare MkDocs with Material, and Zensical, over the
same text as Markdown. Worksheets: WeasyPrint and docxtpl, which this installs into build/bench/ and nowhere else.
Seconds are of the processor, children included. A ratio under 1 means that ours takes less.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from builder.worksheets.pdf import make_worksheets
from builder.worksheets.word import make_team_docs

from ..conftest import ROOT
from . import bench_pages, bench_worksheets
from .others import FORM_HTML, FORM_WORD

TEAMS = 40
PLACE = ROOT / "build" / "bench"


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: seconds of processor time, ours and the other's, for the same number of things."""

    what: str
    other: str
    ours: float
    theirs: float


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of some work, with its child processes."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(r.ru_utime + r.ru_stime for r in both)


def pages(base: Path, briefings: int) -> list[Line]:
    """Ten pages for each briefing."""
    one = bench_pages.briefings(briefings)
    bench_pages.ours(bench_pages.briefings(1), base / "warm", fresh=True)
    before = bench_pages.ours(one, base / "ours", fresh=True)
    (base / "bare").mkdir()
    bare = bench_pages.bare(one, base / "bare")
    config = (base / "bare" / "mkdocs.yml").read_text(encoding="utf-8") + "site_dir: zensical\n"
    (base / "bare" / "zensical.yml").write_text(config, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("zensical")), "build", "-f", "zensical.yml"]
    zensical = seconds(lambda: subprocess.run(command, cwd=base / "bare", check=True, capture_output=True))
    ours = min(before, bench_pages.ours(one, base / "ours", fresh=True))  # a shared machine changes its speed
    what = f"{10 * briefings} pages"
    return [Line(what, "MkDocs with Material", ours, bare), Line(what, "Zensical", ours, zensical)]


def worksheets(base: Path) -> list[Line]:
    """A filled-in form for each team, as PDF and as Word."""
    python = _others()
    job = bench_worksheets.job_of(TEAMS)
    (base / "pdf").mkdir()
    (base / "word").mkdir()
    pdf = seconds(lambda: make_worksheets(job, base / "pdf"))
    word = seconds(lambda: make_team_docs(job, base / "word"))
    theirs = {}
    for name, script in (("weasyprint", FORM_HTML), ("docxtpl", FORM_WORD)):
        command = [str(python), "-c", script, str(base), str(TEAMS)]
        theirs[name] = seconds(lambda command=command: subprocess.run(command, check=True, capture_output=True))
    return [
        Line(f"{TEAMS} PDF worksheets", "WeasyPrint (no fields)", pdf, theirs["weasyprint"]),
        Line(f"{TEAMS} Word worksheets", "docxtpl", word, theirs["docxtpl"]),
    ]


def _others() -> Path:
    """The Python of an environment of its own with the others in it."""
    python = PLACE / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
        install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "weasyprint", "docxtpl"]
        subprocess.run(install, check=True)
    return python


def main() -> int:
    """Prints the table."""
    briefings = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        lines = pages(Path(folder), briefings) + worksheets(Path(folder))
    print(f"{'what':24}{'instead':26}{'ours':>8}{'theirs':>9}{'ratio':>8}")
    for line in lines:
        ratio = line.ours / line.theirs
        print(f"{line.what:24}{line.other:26}{line.ours:7.1f}s{line.theirs:8.1f}s{ratio:8.3f}")
    return 0  # `bench_pages` judges what was promised


if __name__ == "__main__":
    sys.exit(main())
