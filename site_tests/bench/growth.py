"""How time grows with pages, teams and returned files: the picture docs/pictures/growth.svg.

Run: python -m site_tests.bench.growth. Seconds are of the processor; each point is measured once, in this run.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from builder.evidence.overview import make_overview
from builder.model.theme import Theme
from builder.read import read_library
from builder.returns.collect import collect
from builder.worksheets.pdf import make_worksheets

from ..conftest import ROOT
from ..returned import messy_folder, with_teams
from .bench_pages import briefings, ours
from .bench_side_by_side import seconds
from .bench_worksheets import job_of

OUT = ROOT / "docs" / "pictures" / "growth.svg"
Points = list[tuple[int, float]]


def pages(base: Path) -> Points:
    """Ten pages for each briefing, without a cache."""
    ours(briefings(1), base / "warm", fresh=True)
    return [(10 * n, ours(briefings(n), base / str(n), fresh=True)) for n in (10, 50, 100, 200)]


def worksheets(base: Path) -> Points:
    """Fillable PDFs of one briefing, with the print run."""
    found = []
    for teams in (50, 250, 500, 1000):
        (base / str(teams)).mkdir()
        job = job_of(teams)
        found.append((teams, seconds(lambda job=job, teams=teams: make_worksheets(job, base / str(teams)))))
    return found


def returns(base: Path) -> Points:
    """Mixed files, read and reported."""
    library = read_library(ROOT).library
    assert library is not None
    found = []
    for files in (50, 250, 500, 1000):
        folder, out = base / f"in{files}", base / f"out{files}"
        folder.mkdir()
        out.mkdir()
        many = with_teams(library, files)
        messy_folder(folder, many, files)

        def work(many=many, folder=folder, out=out) -> None:  # type: ignore[no-untyped-def]
            make_overview(collect(many, folder, Theme.of(ROOT)), Theme.of(ROOT), out, today=date(2026, 11, 22))

        found.append((files, seconds(work)))
    return found


def panel(title: str, points: Points, left: int) -> str:
    """One curve with its axes, 260 wide."""
    most, longest = max(n for n, _ in points), max(s for _, s in points)
    x = lambda n: left + 40 + 170 * n / most  # noqa: E731
    y = lambda s: 190 - 140 * s / longest  # noqa: E731
    line = " ".join(f"{x(n):.1f},{y(s):.1f}" for n, s in points)
    dots = "".join(f'<circle cx="{x(n):.1f}" cy="{y(s):.1f}" r="4"/>' for n, s in points)
    labels = "".join(f'<text x="{x(n) + 8:.1f}" y="{y(s) + 16:.1f}">{s:.1f} s</text>' for n, s in points)
    ticks = "".join(f'<text x="{x(n):.1f}" y="210" text-anchor="middle">{n:,}</text>' for n, _ in points[1:])
    return (
        f'<g fill="#1a2326"><text x="{left + 40}" y="24" font-weight="600">{title}</text>{labels}{ticks}</g>'
        f'<path d="M{left + 40} 40V190H{left + 240}" fill="none" stroke="#66747a"/>'
        f'<polyline points="{line}" fill="none" stroke="#15505f" stroke-width="2"/><g fill="#15505f">{dots}</g>'
    )


def main() -> None:
    """Measures and draws."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        parts = [
            ("Seconds for so many pages", pages),
            ("for so many team PDFs", worksheets),
            ("for so many returned files", returns),
        ]
        drawn = []
        for number, (title, measure) in enumerate(parts):
            (base / str(number)).mkdir()
            points = measure(base / str(number))
            print(title, ", ".join(f"{n}: {s:.2f} s" for n, s in points), flush=True)
            drawn.append(panel(title, points, 270 * number))
    OUT.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 225" role="img" font-size="13" '
        'font-family="Source Sans 3, Segoe UI, sans-serif" '
        'aria-label="Processor seconds grow in proportion to pages, worksheets and returned files">'
        f'<rect width="820" height="225" fill="#fbfbf8"/>{"".join(drawn)}</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
