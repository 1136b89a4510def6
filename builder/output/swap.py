"""Into `dist/`: a complete folder takes the place of the last good one; only folders with our marker are replaced."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from pathlib import Path

MARKER = ".made-by-briefing"
"""Stands in every folder that a build may replace; holds the digest of what it was made from."""


class NotOursError(Exception):
    """A folder in the way does not carry the marker. The message says which."""


def recover(dist: Path) -> None:
    """Puts back what a killed build had moved aside, and clears what it left."""
    for aside in dist.glob(".*.old") if dist.is_dir() else ():
        home = dist / aside.name[1 : -len(".old")]
        if home.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(home)
    for partial in dist.glob(".*.new") if dist.is_dir() else ():
        shutil.rmtree(partial, ignore_errors=True)


def fresh(dist: Path, name: str) -> Path:
    """An empty folder beside `dist/name`, to be filled and then swapped in."""
    target = dist / name
    if target.exists() and not (target / MARKER).is_file() and any(target.iterdir()):
        raise NotOursError(
            f"{target} was not made by this program, so it is left as it is. Move it away, then build again."
        )
    new = dist / f".{name}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    return new


def is_current(dist: Path, name: str, digest: str) -> bool:
    """Whether `dist/name` was made from this digest and still has as many files."""
    with contextlib.suppress(OSError, ValueError):
        made, count = (dist / name / MARKER).read_text(encoding="utf-8").split()
        return made == digest and int(count) == _count(dist / name)
    return False


def swap_in(dist: Path, name: str, digest: str) -> None:
    """The filled `.name.new` becomes `dist/name`; the last one goes only when the new one stands."""
    new, target, old = dist / f".{name}.new", dist / name, dist / f".{name}.old"
    (new / MARKER).write_text(f"{digest} {_count(new) + 1}\n", encoding="utf-8")
    if target.exists() and exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
        return
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)  # a kill just here leaves the last one aside: `recover` puts it back
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places in one step, so that no kill finds neither. False where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE (linux/fcntl.h, linux/fs.h)
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), swap) == 0)


def _count(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))
