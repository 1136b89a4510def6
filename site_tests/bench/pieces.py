"""Very large projects, in pieces: 5,000 briefings that grow by a fifth at a time, and one briefing with 60,000 teams.

Run: python -m site_tests.bench.pieces [BRIEFINGS [TEAMS]]; `make deep` does. Seconds are of the processor, children
included; memory is that of the largest process. The build of the middle piece is killed at work, and goes on where it
was. Must: the last piece, which reads all others again, takes at most three times as long for each new briefing as the
first; ten times the teams take at most twelve times as long, in at most one and a half times the memory. 60,000 teams
need 8 GB of disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..conftest import ROOT
from .many import write_library

PIECES = 5
SLOWER, TIMES_THE_TEAMS, LARGER = 3.0, 12.0, 1.5
KIB = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took: processor seconds of all its processes, bytes of the largest, whether it came to its end."""

    seconds: float
    memory: int
    done: bool


def build(project: Path, only: str, kill_when: Callable[[], bool] = lambda: False) -> Run:
    """`briefing build --only …` in a process of its own, killed as soon as `kill_when` says so."""
    command = [sys.executable, "-m", "builder", "--project", str(project), "build", "--only", only]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    child = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, **quiet)  # type: ignore[call-overload]
    while True:
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return Run(used.ru_utime + used.ru_stime, used.ru_maxrss * KIB, child.returncode == 0)
        if kill_when():
            child.kill()
        time.sleep(0.2)


def briefings(project: Path, number: int) -> list[str]:
    """Grows a project to so many briefings and says what broke a promise."""
    first = last = 0.0
    wrong, kept = [], project / "build" / "shelf" / "bare-pages"
    for piece in range(1, PIECES + 1):
        known, wanted = number * (piece - 1) // PIECES, number * piece // PIECES
        write_library(project, wanted)
        if piece == PIECES // 2 + 1:
            cut = build(project, "pages", kill_when=lambda n=known: sum(1 for _ in kept.glob("child-*/*")) > n)
            print(
                f"  killed after {cut.seconds:.1f} s: {'it had ended already' if cut.done else 'at work'}", flush=True
            )
        run = build(project, "pages")
        each = run.seconds / (wanted - known)
        first, last = first or each, each
        print(f"  {wanted} briefings: {run.seconds:.1f} s, {1000 * each:.0f} ms each, {_mb(run)}", flush=True)
        pages = sum(1 for folder in (project / "dist" / "site").glob("child-*") if (folder / "index.html").is_file())
        if not run.done or pages != wanted:
            wrong.append(f"{pages} of {wanted} briefings stand there")
    return wrong + [f"{last / first:.1f} times as long at the end"] * (last > SLOWER * first)


def teams(base: Path, number: int) -> list[str]:
    """One briefing with a tenth of the teams, then with all; says what broke a promise."""
    few, many = (_with_teams(base / str(count), count) for count in (number // 10, number))
    wrong = [f"{many.seconds / few.seconds:.1f} times as long"] * (many.seconds > TIMES_THE_TEAMS * few.seconds)
    wrong += [f"{many.memory / few.memory:.1f} times the memory"] * (many.memory > LARGER * few.memory)
    return wrong + ["a build did not end"] * (not few.done or not many.done)


def _with_teams(project: Path, count: int) -> Run:
    run = build(write_library(project, 1, count), "worksheets")
    made = sum(1 for _ in (project / "dist" / "worksheets").rglob("*.pdf"))
    print(f"  {count} teams: {run.seconds:.1f} s, {1000 * run.seconds / count:.0f} ms each, {made} PDFs, {_mb(run)}")
    return Run(run.seconds, run.memory, run.done and made >= count)


def _mb(run: Run) -> str:
    return f"{run.memory / 1e6:.0f} MB"


def main(number: int = 5000, many: int = 60_000) -> int:
    """Prints each piece; 1 where a promise is broken."""
    with tempfile.TemporaryDirectory(prefix="pieces-") as folder:
        print(f"{number} briefings in {PIECES} pieces, load {os.getloadavg()[0]:.1f}", flush=True)
        wrong = briefings(Path(folder) / "briefings", number)
        print(f"one briefing with {many} teams", flush=True)
        wrong += teams(Path(folder), many)
    print(f"Wrong: {'; '.join(wrong)}" if wrong else "Time grows with the work, memory does not.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
