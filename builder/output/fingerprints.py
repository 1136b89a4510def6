"""Digests: what decides whether a thing must be made again."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.theme import Theme

_PACKAGE = Path(__file__).parents[1]


def digest_of(parts: Iterable[object]) -> str:
    """A digest of the representations of frozen values."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(repr(part).encode("utf-8", "surrogatepass") + b"\0")
    return whole.hexdigest()


def files_digest(files: Iterable[tuple[str, Path]]) -> str:
    """A digest of files and their names, in the order given."""
    whole = hashlib.sha256()
    for name, file in files:
        data = file.read_bytes()
        whole.update(f"{name} {len(data)}\0".encode("utf-8", "surrogatepass") + data)
    return whole.hexdigest()


_ONCE: dict[int, tuple[object, str]] = {}
_MOST = 5000


def digest_once(value: object) -> str:
    """`digest_of` one value that nobody changes, remembered for as long as it is the same object.

    A preview asks for five hundred briefings at every saved file; all but one are the same as before.
    """
    known = _ONCE.get(id(value))
    if known is None or known[0] is not value:
        if len(_ONCE) >= _MOST:
            _ONCE.clear()
        known = _ONCE[id(value)] = (value, digest_of((value,)))
    return known[1]


def stats_below(folder: Path, *, linked: bool = False) -> list[tuple[str, os.stat_result]]:
    """Each file below a folder by its path from there, in order, and what the disk says of it.

    `linked`: also what links to other folders lead to. Compiled modules do not count. There are thousands of files, and
    a path object for each would take half the time.
    """
    top, waiting, found = len(str(folder)) + 1, [str(folder)], []
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if not entry.is_dir():
                        found.append((entry.path[top:].replace(os.sep, "/"), os.stat(entry.path)))  # noqa: PTH116
                    elif entry.name != "__pycache__" and (linked or not entry.is_symlink()):
                        waiting.append(entry.path)
    return sorted(found, key=itemgetter(0))


@cache
def program_digest() -> str:
    """A digest of the builder's own source."""
    return files_digest(_below(_PACKAGE, "*.py"))


@cache
def theme_digest(theme: Theme) -> str:
    """A digest of every theme file."""
    return files_digest(named for folder in theme.folders for named in _below(folder, "*"))


def _below(folder: Path, pattern: str) -> Iterable[tuple[str, Path]]:
    found = (f for f in sorted(folder.rglob(pattern)) if f.is_file() and "__pycache__" not in f.parts)
    return ((f.relative_to(folder).as_posix(), f) for f in found)
