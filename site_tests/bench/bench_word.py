"""Word worksheets: files a second on one core, against what one would write instead; 1,000 teams on one core and two.

Run: python -m site_tests.bench.bench_word [TEAMS]. Must: at least 100 Word files a second of CPU; PDF and Word for
1,000 teams on two cores at least 1.6 times as fast as on one. Same input, same files. The clock tells the truth only on
a machine with two free cores; the CPU beside it shows what sharing costs on any.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import docx

from builder.model.partnership import Team
from builder.model.theme import Theme
from builder.read import read_library
from builder.render.job import Job, jobs_of
from builder.worksheets.pdf import Press
from builder.worksheets.team_files import make_team_files
from builder.worksheets.word import plan_template, team_doc

from ..conftest import ROOT

FILES = 1_000
LEAST_A_SECOND = 100.0
LEAST_RATIO = 1.6


def job_with(teams: int) -> Job:
    """Child H for so many teams."""
    library = read_library(ROOT).library
    assert library
    many = tuple(
        Team(f"team-{n}", f"Organisation {n // 8}", f"Team {n}", f"Manager {n}", f"t{n}@example.org")
        for n in range(teams)
    )
    library = replace(library, teams=many, briefings=tuple(replace(b, teams=None) for b in library.briefings))
    return next(j for j in jobs_of(library, Theme.of(ROOT)) if j.briefing.slug == "child-h")


def ours(job: Job) -> float:
    """Files a second of CPU, the layout included."""
    began = time.process_time()
    template = plan_template(job)
    for team in job.library.teams:
        team_doc(job, template, team)
    return len(job.library.teams) / (time.process_time() - began)


def with_python_docx(job: Job, files: int) -> float:
    """What one would write instead: python-docx opens the same form and sets four texts in it."""
    blank = team_doc(job, plan_template(job), None)
    began = time.process_time()
    for team in job.library.teams[:files]:
        document = docx.Document(io.BytesIO(blank))
        for row, text in enumerate((team.organisation, team.team_manager, team.section_team, team.contact)):
            document.tables[0].rows[row].cells[0].paragraphs[0].add_run(text)
        document.save(io.BytesIO())
    return files / (time.process_time() - began)


def on_cores(teams: int, cores: int) -> tuple[float, float, str]:
    """Seconds on the clock and of CPU for all files, made in a process of its own; and a digest of them."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "site_tests.bench.bench_word", name, str(teams), str(cores)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        clock, cpu = json.loads(done.stdout)
        digest = hashlib.sha256()
        for file in sorted(p for p in Path(name).rglob("*") if p.is_file()):
            digest.update(file.relative_to(name).as_posix().encode() + file.read_bytes())
        return clock, cpu, digest.hexdigest()


def main() -> int:
    """Prints the figures; 1 where one misses what it must show."""
    if len(sys.argv) == 4:
        os.environ["RAYON_NUM_THREADS"] = "1"
        began = time.perf_counter()
        job = job_with(int(sys.argv[2]))
        make_team_files(job, Path(sys.argv[1]), Press(job), plan_template(job))
        clock = time.perf_counter() - began
        used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(json.dumps((clock, sum(r.ru_utime + r.ru_stime for r in used))))
        return 0
    teams = int(sys.argv[1]) if len(sys.argv) == 2 else FILES
    job = job_with(teams)
    speed, other = ours(job), with_python_docx(job, min(100, teams))
    print(f"word: {speed:.0f} files a second of CPU on one core ({other:.0f} with python-docx alone), {teams} files")
    (one, cpu_one, same), (two, cpu_two, also) = on_cores(teams, 1), on_cores(teams, 2)
    print(f"worksheets: {teams} teams, PDF, Word and print run: {one:.1f} s on one core, {two:.1f} s on two")
    print(f"worksheets, CPU in all: {cpu_one:.1f} s on one core, {cpu_two:.1f} s on two")
    print(f"worksheets ratio: {one / two:.2f}; same files: {same == also}")
    return int(speed < LEAST_A_SECOND or one / two < LEAST_RATIO or same != also)


if __name__ == "__main__":
    sys.exit(main())
