"""Wrong lines on purpose: `make mutants SEED=1` changes a hundred places of `builder/` and asks whether a test fails.

A mutant is one changed operator, number, condition or dropped statement in a copy of the project. The tests that ran
the changed line, found by coverage beforehand, also in processes that a test starts, are run against it. A canary comes
first: code that fails in every process but the test's own must make those tests fail, else they would see no mutant.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from builder.output.fingerprints import program_digest

from .conftest import ROOT
from .mutants_places import Change, Place, places

QUICK = "not browser and not office"
LEFT_OUT = {"site_tests/test_house.py", "site_tests/test_install.py", "site_tests/test_package.py"}
"""They read the source or install it, and would fail at any change."""
OF_ALL = "site_tests/test_records_hold.py::test_a_record_is_what_it_is"
"""It looks at every module, by what each made when it was imported."""
MOST_TESTS, MOST_SECONDS = 60, 25.0
"""Tests that are asked of one place, the quickest first, until that many or that long; a first one always is."""


def mirrored(target: Path) -> Path:
    """A copy of the project's files, as hard links, in which a file may be replaced."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            os.link(ROOT / name, target / name)
    for tools in ("node_modules", ".test-tools"):
        if (ROOT / "site_tests" / "node" / tools).is_dir():
            (target / "site_tests" / "node" / tools).symlink_to((ROOT / "site_tests" / "node" / tools).resolve())
    return target


def replace_text(path: Path, text: str) -> None:
    """Puts a text in the place of a file that has other names."""
    path.unlink()
    path.write_text(text, "utf-8")


def pytest(root: Path, *arguments: str, timeout: float | None = None, **environment: str) -> subprocess.Popen[bytes]:
    """A run of tests in a copy of the project, in a session of its own."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", QUICK, *arguments]
    env = os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "mutants", **environment}
    return subprocess.Popen(
        command, cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def ended(run: subprocess.Popen[bytes], timeout: float) -> int:
    """The exit code; a run that hangs is ended with all it started, and counts as failed."""
    try:
        return run.wait(timeout)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, 9)
        run.wait()
        return 1


# Which tests run which line ----------------------------------------------------------------------

_WATCH = """
import os, coverage
if os.environ.get("MUTANTS_DATA") and os.environ.get("PYTEST_CURRENT_TEST"):
    test = os.environ["PYTEST_CURRENT_TEST"].split(" ")[0].split("[")[0]
    c = coverage.Coverage(data_file=os.environ["MUTANTS_DATA"], data_suffix=True, source=["builder"], config_file=False)
    c.start(); c.switch_context(test)
    import atexit, multiprocessing.util
    def end():
        c.stop(); c.save()
    atexit.register(end)
    multiprocessing.util.Finalize(None, end, exitpriority=1000)
if os.environ.get("MUTANTS_DATA"):
    # A child that is killed tells nothing of what it ran: it is asked to end first.
    import subprocess
    kill = subprocess.Popen.kill
    def gently(child):
        try:
            if child.stdin:
                child.stdin.close()
            child.wait(5)
        except (OSError, subprocess.TimeoutExpired):
            kill(child)
    subprocess.Popen.kill = gently
"""
_PLUGIN = """
import collections, json, os, coverage, pytest
c = coverage.Coverage(data_file=os.environ["MUTANTS_DATA"], data_suffix=True, source=["builder"], config_file=False)
c.start()
def pytest_runtest_logstart(nodeid, location):
    c.switch_context(nodeid.split("[")[0])
seconds = collections.Counter()
def pytest_runtest_logreport(report):
    seconds[report.nodeid.split("[")[0]] += report.duration
def pytest_sessionfinish(session):
    c.stop(); c.save()
    if not os.environ.get("PYTEST_XDIST_WORKER"):
        with open(os.environ["MUTANTS_DATA"] + "-seconds.json", "w") as file:
            json.dump(seconds, file)
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """File, then line, to the tests (without their parameters) that ran it; and the seconds that each test takes."""

    lines: dict[str, dict[str, list[str]]]
    seconds: dict[str, float]

    def tests_for(self, place: Place) -> list[str]:
        """The tests that ran a line; for what runs at import, those that ran anything of its file. Quick ones first."""
        own = self.lines.get(place.file, {})
        found = set(own.get(str(place.line), ())) or set(own.get(str(place.begins), ()))
        if not found and not place.inside:
            found = {test for tests in own.values() for test in tests}
        found = {test for test in found if test.split("::")[0] not in LEFT_OUT}
        asked, left = [] if place.inside else [OF_ALL], MOST_SECONDS
        for test in sorted(found, key=lambda test: (self.seconds.get(test, 0.0), test))[:MOST_TESTS]:
            left -= self.seconds.get(test, 0.0)
            if asked and left < 0:
                break
            asked.append(test)
        return asked

    def limit(self, tests: list[str]) -> float:
        """The seconds after which these tests hang."""
        return 60 + 4 * sum(self.seconds.get(test, 0.0) for test in tests)


def seen_by(work: Path, given: str = "") -> Seen:
    """Which tests run which lines: of the file `given`, of the last time where the program is the same, or anew."""
    import coverage

    kept = Path(given) if given else work / f"lines-{program_digest()[:16]}.json"
    if kept.is_file():
        return Seen(**json.loads(kept.read_text("utf-8")))
    for old in ("watched", "watch", "data"):
        shutil.rmtree(work / old, ignore_errors=True)
    copy = mirrored(work / "watched")
    (work / "watch").mkdir()
    (work / "watch" / "sitecustomize.py").write_text(_WATCH, "utf-8")
    (work / "watch" / "mutants_watch.py").write_text(_PLUGIN, "utf-8")
    (work / "data").mkdir()
    path = os.pathsep.join((str(copy), str(work / "watch")))
    left = [f"--ignore={copy / name}" for name in LEFT_OUT]
    run = pytest(
        copy, "--maxfail=1000", "-n", "2", "-p", "mutants_watch", *left,
        MUTANTS_DATA=str(work / "data" / "c"), PYTHONPATH=path,
    )  # fmt: skip
    run.wait()
    (work / "all").unlink(missing_ok=True)
    whole = coverage.CoverageData(str(work / "all"))
    for part in sorted((work / "data").glob("c.*")):
        data = coverage.CoverageData(str(part))
        data.read()
        whole.update(data)
    lines: dict[str, dict[str, list[str]]] = {}
    for file in whole.measured_files():
        by_line = whole.contexts_by_lineno(file)
        name = Path(file).relative_to(copy).as_posix()
        lines[name] = {str(n): sorted(c for c in contexts if c) for n, contexts in by_line.items()}
    seconds = json.loads((work / "data" / "c-seconds.json").read_text("utf-8"))
    kept.write_text(json.dumps({"lines": lines, "seconds": seconds}), "utf-8")
    return Seen(lines, seconds)


# Mutants -----------------------------------------------------------------------------------------


class Copy:
    """A copy of the project in which one place at a time is changed, with a process that has everything imported."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.folder = mirrored(folder)
        env = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "mutants"}
        self.warm = subprocess.Popen(
            [sys.executable, "-m", "site_tests.mutants_warm"], cwd=folder, env=env, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.answer()

    def answer(self) -> dict[str, int | None]:
        """The next line of the warm process."""
        assert self.warm.stdout
        return dict(json.loads(self.warm.stdout.readline()))

    def killed(self, place: Place, tests: list[str], limit: float) -> bool:
        """Whether a test fails where this place is changed; what survives the warm process is tried in a cold one."""
        file = self.folder / place.file
        good = file.read_text("utf-8")
        change = Change(place.number)
        replace_text(file, ast.unparse(ast.fix_missing_locations(change.visit(ast.parse(good)))))
        try:
            if not tests:
                return False
            if place.inside:
                assert self.warm.stdin
                asked = {"file": place.file, "number": place.number, "tests": tests, "limit": limit}
                self.warm.stdin.write(json.dumps(asked) + "\n")
                self.warm.stdin.flush()
                if self.answer()["ended"] not in (0, 5, None):
                    return True
            return ended(pytest(self.folder, *tests), timeout=limit) not in (0, 5)
        finally:
            replace_text(file, good)


CANARY = """

import multiprocessing as _m, sys as _s
if "pytest" not in _s.modules or _m.parent_process() is not None:
    raise RuntimeError("a mutant in another process")
"""


READ_BY_A_CHILD = "site_tests/test_collect.py::test_a_mixed_folder_of_eighty"
"""It is passed only where the process that reads strangers' files reads them."""


def canary_is_seen(work: Path, seen: Seen) -> bool:
    """Whether what a child runs is known, and a test that needs it fails where all code fails in children."""
    shutil.rmtree(work / "canary", ignore_errors=True)
    copy = mirrored(work / "canary")
    replace_text(copy / "builder" / "__init__.py", (copy / "builder" / "__init__.py").read_text("utf-8") + CANARY)
    known = {t for tests in seen.lines.get("builder/returns/apart/serving.py", {}).values() for t in tests}
    return READ_BY_A_CHILD in known and ended(pytest(copy, READ_BY_A_CHILD), timeout=240) == 1


def main() -> None:
    """Makes the mutants of a seed; prints those that no test noticed, and how many of how many were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--rooms", default="", help="Only files whose path begins so, such as builder/render")
    parser.add_argument("--lines", default="", help="Which tests run which lines, from an earlier run")
    given = parser.parse_args()
    began = time.monotonic()
    work = ROOT / "build" / "mutants"
    work.mkdir(parents=True, exist_ok=True)
    seen = seen_by(work, given.lines)
    print(
        "canary:", "seen" if canary_is_seen(work, seen) else "NOT SEEN: tests in other processes are blind", flush=True
    )
    wanted = [p for p in places(ROOT) if p.file.startswith(given.rooms)]
    chosen = random.Random(given.seed).sample(wanted, min(given.number, len(wanted)))
    results: dict[bool, int] = defaultdict(int)
    copies = [Copy(work / f"copy{n}") for n in range(os.cpu_count() or 1)]

    def one(place: Place) -> tuple[Place, bool, int]:
        copy, tests = copies.pop(), seen.tests_for(place)
        try:
            return place, copy.killed(place, tests, seen.limit(tests)), len(tests)
        finally:
            copies.append(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        for done in as_completed([pool.submit(one, place) for place in chosen]):
            place, dead, tests = done.result()
            results[dead] += 1
            if not dead:
                line = (ROOT / place.file).read_text("utf-8").splitlines()[place.line - 1].strip()
                print(f"survived: {place.file}:{place.line} ({place.what}, {tests} tests): {line}", flush=True)
    for copy in copies:
        copy.warm.kill()
    minutes = (time.monotonic() - began) / 60
    print(f"seed {given.seed}: {results[True]} of {len(chosen)} killed in {minutes:.1f} minutes")


if __name__ == "__main__":
    main()
