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
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builder.output.fingerprints import program_digest

from .conftest import ROOT

QUICK = "not browser and not office"
LEFT_OUT = {"site_tests/test_house.py", "site_tests/test_install.py", "site_tests/test_package.py"}
"""They read the source or install it, and would fail at any change."""

COMPARES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Add,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """The `number`th place of a file that can be changed, its line, its statement's, and whether in a function."""

    file: str
    number: int
    line: int
    begins: int
    inside: bool
    what: str


class Change(ast.NodeTransformer):
    """Walks a module; names each place, and changes the one that is asked for."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, int, bool, str]] = []
        self.depth = 0
        self.begins = 0

    def here(self, node: ast.AST, what: str) -> bool:
        """Notes a place; whether it is the wanted one."""
        self.found.append((getattr(node, "lineno", 0), self.begins, self.depth > 0, what))
        return len(self.found) - 1 == self.wanted

    def visit(self, node: ast.AST) -> ast.AST:
        """Knows where the statement begins: of one over several lines, some are never said to have run."""
        if not isinstance(node, ast.stmt):
            return super().visit(node)  # type: ignore[no-any-return]
        before, self.begins = self.begins, node.lineno
        try:
            return super().visit(node)  # type: ignore[no-any-return]
        finally:
            self.begins = before

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Counts how deep in functions we are; the docstring is no place."""
        self.depth += 1
        node.body = [self.visit(b) if not _is_words(b) else b for b in node.body]
        self.depth -= 1
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """`<` for `<=`, `==` for `!=`."""
        self.generic_visit(node)
        if type(node.ops[0]) in COMPARES and self.here(node, "comparison"):
            node.ops[0] = COMPARES[type(node.ops[0])]()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """`and` for `or`."""
        self.generic_visit(node)
        if self.here(node, "and/or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """`not x` becomes `x`."""
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self.here(node, "not") else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """`-` for `+`; not for words, which cannot be taken from each other."""
        self.generic_visit(node)
        words = any(isinstance(n, ast.JoinedStr) or (isinstance(n, ast.Constant) and isinstance(n.value, str | bytes))
                    for n in (node.left, node.right))  # fmt: skip
        if type(node.op) in SUMS and not words and self.here(node, "sum"):
            node.op = SUMS[type(node.op)]()
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Another number; the other truth."""
        if isinstance(node.value, bool):
            return ast.Constant(not node.value) if self.here(node, "truth") else node
        if isinstance(node.value, int):
            return ast.Constant(node.value + 1) if self.here(node, "number") else node
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """A condition that always holds."""
        self.generic_visit(node)
        if self.here(node, "if"):
            node.test = ast.Constant(True)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """A call that is left out."""
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and self.here(node, "call left out"):
            return ast.Pass()
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Nothing is given back."""
        self.generic_visit(node)
        plain = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
        if not plain and self.here(node, "return"):
            node.value = ast.Constant(None)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Annotations are no code."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Nor are those of arguments."""
        return node


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def places(root: Path) -> Iterator[Place]:
    """Every place of the builder that can be changed."""
    for path in sorted((root / "builder").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if "/theme/" not in name:
            change = Change()
            change.visit(ast.parse(path.read_text("utf-8")))
            yield from (Place(name, n, *found) for n, found in enumerate(change.found))


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
    env = os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", **environment}
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
import os, coverage, pytest
c = coverage.Coverage(data_file=os.environ["MUTANTS_DATA"], data_suffix=True, source=["builder"], config_file=False)
c.start()
def pytest_runtest_logstart(nodeid, location):
    c.switch_context(nodeid.split("[")[0])
def pytest_sessionfinish(session):
    c.stop(); c.save()
"""


def coverage_of(work: Path) -> dict[str, dict[str, list[str]]]:
    """File, then line, to the tests (without their parameters) that run it."""
    import coverage

    kept = work / f"lines-{program_digest()[:16]}.json"
    if kept.is_file():
        return dict(json.loads(kept.read_text("utf-8")))
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
    for part in sorted((work / "data").iterdir()):
        data = coverage.CoverageData(str(part))
        data.read()
        whole.update(data)
    lines: dict[str, dict[str, list[str]]] = {}
    for file in whole.measured_files():
        by_line = whole.contexts_by_lineno(file)
        name = Path(file).relative_to(copy).as_posix()
        lines[name] = {str(n): sorted(c for c in contexts if c) for n, contexts in by_line.items()}
    kept.write_text(json.dumps(lines), "utf-8")
    return lines


def tests_for(place: Place, lines: dict[str, dict[str, list[str]]]) -> list[str]:
    """The tests that ran a line; for what runs at import, those that ran anything of its file. Few come first."""
    own = lines.get(place.file, {})
    found = set(own.get(str(place.line), ())) or set(own.get(str(place.begins), ()))
    if not found and not place.inside:
        found = {test for tests in own.values() for test in tests}
    found = {test for test in found if test.split("::")[0] not in LEFT_OUT}
    near = Path(place.file).stem.split("_")[0]
    return sorted(found, key=lambda test: (near not in test, test))[:60]


# Mutants -----------------------------------------------------------------------------------------


def killed(place: Place, tests: list[str], copy: Path) -> bool:
    """Whether a test fails where this place is changed in `copy`."""
    file = copy / place.file
    good = file.read_text("utf-8")
    change = Change(place.number)
    replace_text(file, ast.unparse(ast.fix_missing_locations(change.visit(ast.parse(good)))))
    try:
        return bool(tests) and ended(pytest(copy, *tests), timeout=240) not in (0, 5)
    finally:
        replace_text(file, good)


CANARY = """

import multiprocessing as _m, sys as _s
if "pytest" not in _s.modules or _m.parent_process() is not None:
    raise RuntimeError("a mutant in another process")
"""


READ_BY_A_CHILD = "site_tests/test_collect.py::test_a_mixed_folder_of_eighty"
"""It is passed only where the process that reads strangers' files reads them."""


def canary_is_seen(work: Path, lines: dict[str, dict[str, list[str]]]) -> bool:
    """Whether what a child runs is known, and a test that needs it fails where all code fails in children."""
    copy = mirrored(work / "canary")
    replace_text(copy / "builder" / "__init__.py", (copy / "builder" / "__init__.py").read_text("utf-8") + CANARY)
    known = {t for tests in lines.get("builder/returns/apart/serving.py", {}).values() for t in tests}
    return READ_BY_A_CHILD in known and ended(pytest(copy, READ_BY_A_CHILD), timeout=240) == 1


def main() -> None:
    """Makes the mutants of a seed; prints those that no test noticed, and how many of how many were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--rooms", default="", help="Only files whose path begins so, such as builder/render")
    given = parser.parse_args()
    began = time.monotonic()
    work = ROOT / "build" / "mutants"
    work.mkdir(parents=True, exist_ok=True)
    lines = coverage_of(work)
    shutil.rmtree(work / "canary", ignore_errors=True)
    print(
        "canary:", "seen" if canary_is_seen(work, lines) else "NOT SEEN: tests in other processes are blind", flush=True
    )
    wanted = [p for p in places(ROOT) if p.file.startswith(given.rooms)]
    chosen = random.Random(given.seed).sample(wanted, min(given.number, len(wanted)))
    results: dict[bool, int] = defaultdict(int)
    copies = []
    for n in range(os.cpu_count() or 1):
        shutil.rmtree(work / f"copy{n}", ignore_errors=True)
        copies.append(mirrored(work / f"copy{n}"))

    def one(place: Place) -> tuple[Place, bool, int]:
        copy, tests = copies.pop(), tests_for(place, lines)
        try:
            return place, killed(place, tests, copy), len(tests)
        finally:
            copies.append(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        for place, dead, tests in pool.map(one, chosen):
            results[dead] += 1
            if not dead:
                line = (ROOT / place.file).read_text("utf-8").splitlines()[place.line - 1].strip()
                print(f"survived: {place.file}:{place.line} ({place.what}, {tests} tests): {line}", flush=True)
    minutes = (time.monotonic() - began) / 60
    print(f"seed {given.seed}: {results[True]} of {len(chosen)} killed in {minutes:.1f} minutes")


if __name__ == "__main__":
    main()
