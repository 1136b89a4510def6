"""Patterns as Python has them compiled, kept beside this program's bytecode: to compile them anew takes a third of the
time of a first check.

What is kept is found by the pattern and its flags. A file that is damaged or of another Python is made anew, and where
Python keeps no bytecode nothing is kept.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_MOST = 5_000
"""So many patterns are kept: some four times those of today."""
_NEW: dict[str, Any] = {}


def compiled(pattern: str, flags: int, key: str) -> re.Pattern[str]:
    """As `re.compile`, and kept under `key`."""
    engine = _engine()
    if engine is None:
        return re.compile(pattern, flags)
    try:
        whole, code, groups, names = _kept()[key]
        numbers = array("I")
        numbers.frombytes(code)
        return _made(engine[0], pattern, whole, numbers.tolist(), groups, names)
    except Exception:  # a damaged file fails in many ways, and is made anew
        return _anew(engine, pattern, flags, key)


def _anew(engine: tuple[Any, Any, Any], pattern: str, flags: int, key: str) -> re.Pattern[str]:
    machine, compiler, parser = engine
    try:
        parsed = parser.parse(pattern, flags)
        code = compiler._code(parsed, flags)  # as `re` itself does, step by step
        whole, groups, names = int(flags | parsed.state.flags), parsed.state.groups - 1, dict(parsed.state.groupdict)
        found = _made(machine, pattern, whole, code, groups, names)
        if not _NEW:
            atexit.register(_keep)
        _NEW[key] = (whole, array("I", code).tobytes(), groups, names)
    except (AttributeError, TypeError, RuntimeError, OverflowError):
        return re.compile(pattern, flags)
    return found


def _made(
    machine: Any, pattern: str, flags: int, code: list[int], groups: int, names: dict[str, int]
) -> re.Pattern[str]:
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    found: re.Pattern[str] = machine.compile(pattern, flags, code, groups, names, tuple(by_number))
    return found


@cache
def _engine() -> tuple[Any, Any, Any] | None:
    """Python's own machine, compiler and parser of patterns; None where this Python has others."""
    try:
        return import_module("_sre"), import_module("re._compiler"), import_module("re._parser")
    except ImportError:
        return None


@cache
def _file() -> Path:
    magic = getattr(import_module("_sre"), "MAGIC", 0)
    return Path(cache_from_source(__file__)).with_name(f"patterns-{magic}.{sys.implementation.cache_tag}")


@cache
def _kept() -> dict[str, Any]:
    try:
        found = marshal.loads(_file().read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep() -> None:
    """Writes down what was compiled, where the program's folder can be written to."""
    known = _kept()
    if sys.dont_write_bytecode or not _NEW:
        return
    partial = _file().with_name(f"{_file().name}.{os.getpid()}.part")
    with suppress(OSError):
        partial.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(marshal.dumps(_NEW if len(known) > _MOST else known | _NEW))
        partial.replace(_file())
