"""One build at a time in a project: a lock that the operating system drops when its holder ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BusyError(Exception):
    """Another build is at work in this folder."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Holds the lock file in `folder`, which is created. Raises `BusyError` where another holds it."""
    from filelock import FileLock, Timeout  # late: it brings asyncio along

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BusyError from error
    try:
        yield
    finally:
        lock.release()
