"""A process that has everything imported, and forks one for each mutant: a test then starts in a tenth of the time.

Asked by `site_tests.mutants`, a line of JSON at a time: {"file", "number", "tests", "limit"} (the mutant's file has
been changed on disk, for processes that a test starts). Answers {"ended"}: pytest's exit code; 1 where the tests took
longer than `limit` seconds; null where the change cannot be put into a running process.
"""

from __future__ import annotations

import ast
import gc
import importlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from .mutants_places import Change

TESTS = ("-q", "-x", "-p", "no:cacheprovider", "-m", "not browser and not office")


def everything_imported(root: Path) -> dict[str, ast.Module]:
    """Imports the program and its tests; gives each file's tree, before any was changed."""
    trees = {}
    for path in sorted((root / "builder").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if "/theme/" not in name and path.name != "__main__.py":
            importlib.import_module(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
            trees[name] = ast.parse(path.read_text("utf-8"))
    for path in sorted((root / "site_tests").glob("test_*.py")):
        if path.name not in ("test_house.py", "test_install.py", "test_package.py"):
            importlib.import_module(f"site_tests.{path.stem}")
    gc.collect()
    gc.freeze()
    return trees


def _codes(code: CodeType) -> dict[tuple[str, int], CodeType]:
    inner = [c for c in code.co_consts if isinstance(c, CodeType)]
    found = {(c.co_qualname, c.co_firstlineno): c for c in inner}
    for c in inner:
        found |= _codes(c)
    return found


def changed(tree: ast.Module, number: int, file: Path) -> bool:
    """Gives the functions that run the code of the changed tree; whether one could be given it."""
    other = Change(number).visit(tree)
    assert isinstance(other, ast.Module)
    new = _codes(compile(ast.fix_missing_locations(other), str(file), "exec"))
    gc.unfreeze()
    done = False
    for function in gc.get_objects():
        if not isinstance(function, FunctionType) or function.__code__.co_filename != str(file):
            continue
        code = new.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
        if code is not None and code != function.__code__:
            try:
                function.__code__ = code
            except ValueError:  # it closes over fewer names now
                return False
            done = True
    return done


def run(tree: ast.Module, asked: dict[str, object], root: Path) -> None:
    """In the forked process: the change, then the tests; ends the process."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    code = 99
    try:
        if changed(tree, int(str(asked["number"])), root / str(asked["file"])):
            tests = asked["tests"]
            assert isinstance(tests, list)
            code = int(pytest.main([*TESTS, *tests]))
    except BaseException:
        code = 1
    os._exit(code)


def answer(trees: dict[str, ast.Module], asked: dict[str, object], root: Path) -> int | None:
    """What became of one mutant."""
    tree = trees.get(str(asked["file"]))
    if tree is None:
        return None
    child = os.fork()
    if not child:
        run(tree, asked, root)
    until = time.monotonic() + float(str(asked["limit"]))
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return None if code == 99 else code
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def main() -> None:
    """Answers until nobody asks."""
    root = Path.cwd()
    trees = everything_imported(root)
    print(json.dumps({"ready": len(trees)}), flush=True)
    for line in sys.stdin:
        print(json.dumps({"ended": answer(trees, json.loads(line), root)}), flush=True)


if __name__ == "__main__":
    main()
