"""The files of a folder of returns, in a settled order. Follows no link, opens nothing, changes nothing.

Mailbox exports are messy: folders in folders, lock files, archives, messages. What is plainly no worksheet is said
here by its name alone, so that it is never opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ..limits import MAX_BYTES, MAX_CONTAINER, MAX_DEPTH, MAX_MAILBOX

_ARCHIVES = frozenset(["7z", "rar", "zst", "cab", "iso", "jar"])
_MAIL_STORES = frozenset(["pst", "ost", "nsf", "olm"])
_LONE = frozenset(["pdf", "docx", "docm", "doc", "odt", "rtf", "json", "csv", "xlsx"])
"""Files that hold no others: of these a worksheet's size is enough to tell."""
_SYSTEM = frozenset((".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".localized"))
_MOUNT_POINT = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT: a Windows junction


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the folder. `path` opens it, `name` is relative with forward slashes; `modified` is UTC.

    `skip` says why it is not opened (a key of the words group `overview`, `why_…`), "" where it is.
    """

    path: Path
    name: str
    size: int = 0
    modified: datetime | None = None
    skip: str = ""


def walk(folder: Path) -> Iterator[Found]:
    """Every file below `folder`, sorted by name folder by folder. A folder that cannot be listed is named too."""
    waiting = [(folder, PurePosixPath())]
    while waiting:
        here, relative = waiting.pop()
        try:
            with os.scandir(here) as entries:
                inside = sorted(entries, key=lambda e: e.name)
        except OSError:
            yield Found(here, str(relative), skip="why_folder_closed")
            continue
        deeper: list[tuple[Path, PurePosixPath]] = []
        for entry in inside:
            name = relative / entry.name
            if _is_folder(entry):
                if len(name.parts) > MAX_DEPTH:
                    yield Found(Path(entry.path), str(name), skip="why_too_deep")
                else:
                    deeper.append((Path(entry.path), name))
            else:
                yield _look(entry, str(name))
        waiting.extend(reversed(deeper))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not _is_junction(entry)
    except OSError:
        return False


def _is_junction(entry: os.DirEntry[str]) -> bool:
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _MOUNT_POINT


def _look(entry: os.DirEntry[str], name: str) -> Found:
    path = Path(entry.path)
    try:
        if entry.is_symlink() or _is_junction(entry):
            return Found(path, name, skip="why_link")
        facts = entry.stat(follow_symlinks=False)
    except OSError:
        return Found(path, name, skip="why_closed")
    if not stat.S_ISREG(facts.st_mode):
        return Found(path, name, skip="why_special")
    return Found(path, name, facts.st_size, _time(facts.st_mtime), skip_by_name(entry.name, facts.st_size))


def _time(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    except (OverflowError, OSError, ValueError):
        return None


def carried_along(name: str) -> str:
    """Why a file of this name is nothing that anybody wrote: a lock, or what a system lays beside others; or ""."""
    low = name.casefold().rsplit("/", 1)[-1]
    if low.startswith(("~$", ".~lock.")):
        return "why_lock"
    return "why_system" if low in _SYSTEM or low.startswith("._") else ""


def skip_by_name(name: str, size: int) -> str:
    """Why a file of this name and size is not opened, or ""."""
    low = name.casefold()
    ending = low.rsplit(".", 1)[-1]
    if along := carried_along(low):
        return along
    if ending in _ARCHIVES:
        return "why_archive"
    if ending in _MAIL_STORES:
        return "why_mail_store"
    lone = size > MAX_BYTES and ending in _LONE
    huge = size > (MAX_MAILBOX if ending in ("mbox", low) else MAX_CONTAINER)
    if lone or huge:
        return "why_too_large"
    return "why_empty" if size == 0 else ""
