"""Everything for many briefings and their teams, whole commands in turns with an older tree, in processor seconds.

Run: OTHER=path python -m site_tests.bench.bench_everything [BRIEFINGS [TEAMS]], where `path` is the tree of commit
a8ddb6c with a `.venv` of its own. What was made is deleted before each. Must: at most 0.6 of the older one for the
products that it had. Those that it had not are left out here, not in the program: the sheet, the handout and the form
in large print, the trainer's window, and the records of the forms that were sent. All else counts, though it may hold
more than then: the help page of each briefing, links on slides, a code on every page, a wall for sessions.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
"""Not from `conftest`: the workers load this module too, and would load the tests' browser with it."""

AIM = 0.6
ROUNDS = 2
HAD = "--had"
"""Said to this module when it is to be the command itself."""


class _NoPress:
    """In place of the form in large print."""

    @staticmethod
    def blank() -> bytes:
        """Nothing."""
        return b""


def leave_out() -> None:
    """In a worker: makes none of the products that version 0.1.0 had not."""
    briefing_sheet, pack, sent_forms, team_files = (
        import_module(f"builder.{name}")
        for name in ("site.briefing_sheet", "trainers.pack", "worksheets.sent_forms", "worksheets.team_files")
    )
    sheet, handout, press = briefing_sheet.make_briefing_sheet, pack.make_handout, team_files.Press
    places: tuple[tuple[ModuleType, str, Any], ...] = (
        (briefing_sheet, "make_briefing_sheet", lambda job, *, large=False: b"" if large else sheet(job)),
        (pack, "make_handout", lambda job, path, *, large=False: None if large else handout(job, path)),
        (pack, "make_trainer_window", lambda *_: None),
        (team_files, "Press", lambda job, *, large=False: _NoPress if large else press(job)),
        (sent_forms, "note_laid_out", lambda *_: None),
    )
    for module, name, instead in places:
        setattr(module, name, instead)


if __name__ == "__mp_main__":
    leave_out()


def command(project: Path) -> None:
    """`briefing build`, whose workers leave out what is new; the records, which this process writes, are not noted."""
    stub: Any = ModuleType("builder.worksheets.sent_forms")
    stub.keep_plans = lambda *_: None
    sys.modules[stub.__name__] = stub
    from builder.cli import main

    main(["--project", str(project), "build"])


def seconds_of(words: list[str], tree: Path, project: Path, bytecode: Path) -> float:
    """Processor seconds of a command and all its children, `build/`, `dist/` and `records/` deleted before."""
    for name in ("build", "dist", "records"):
        shutil.rmtree(project / name, ignore_errors=True)
    told = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    told |= {"PYTHONPATH": str(tree), "PYTHONPYCACHEPREFIX": str(bytecode)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=project, env=told, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def written_by(tree: Path, python: str, project: Path, briefings: int, teams: int) -> Path:
    """The same library as a tree's own generator writes it."""
    code = "import sys; from pathlib import Path; from site_tests.bench.many import write_library\n"
    code += "write_library(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))"
    words = [python, "-c", code, str(project), str(briefings), str(teams)]
    subprocess.run(words, env={**os.environ, "PYTHONPATH": str(tree)}, cwd=tree, check=True)
    return project


def main(briefings: int = 50, teams: int = 10) -> bool:
    """Prints the figures; true where the aim was kept, or where there is no older tree to compare with."""
    if not (older := os.environ.get("OTHER")):
        print("OTHER names no older tree: nothing to compare with")
        return True
    other = Path(older).resolve()
    theirs = str(other / ".venv" / "bin" / "python")
    build = ["-m", "builder", "build"]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        then = written_by(other, theirs, base / "then", briefings, teams)
        now = written_by(ROOT, sys.executable, base / "now", briefings, teams)
        ways = {
            "the older tree": ([theirs, *build], other, then),
            "ours, the products that it had": ([sys.executable, "-m", __spec__.name, HAD, str(now)], ROOT, now),
            "ours, everything": ([sys.executable, *build], ROOT, now),
        }
        found: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, (words, tree, project) in ways.items():
                found[name].append(seconds_of(words, tree, project, base / "bytecode"))
        print(f"{briefings} briefings with {teams} teams each; load {os.getloadavg()[0]:.0f}")
        for name, times in found.items():
            print(f"{name}: {' '.join(f'{t:.1f}' for t in times)} s")
    first, had, _ = (min(times) for times in found.values())
    print(f"ratio {had / first:.2f} (aim {AIM})")
    return had / first <= AIM


if __name__ == "__main__":
    if sys.argv[1:2] == [HAD]:
        command(Path(sys.argv[2]))
    else:
        sys.exit(not main(*map(int, sys.argv[1:])))
