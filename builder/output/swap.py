"""Into `dist/`: a complete folder takes the place of the last good one; only folders with our marker are replaced.

A list of what was laid there stands under `build/laid/`. A file that a person changed since, or put there, is moved to
`records/kept/` before its folder is replaced, and named.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from .fingerprints import stats_below

MARKER = ".made-by-briefing"
"""Stands in every folder that a build may replace; holds the digest of what it was made from."""

Listed = Mapping[str, tuple[int, int, str]]
"""Path below a folder: size, time of the last change in nanoseconds, SHA-256."""


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


def swap_in(dist: Path, name: str, digest: str) -> tuple[Path, ...]:
    """The filled `.name.new` becomes `dist/name`; the last one goes only when the new one stands.

    What a person changed in the last one is moved to `records/kept/` first; its new places come back.
    """
    new, target, old = dist / f".{name}.new", dist / name, dist / f".{name}.old"
    before = _load_list(dist, name)
    kept = tuple(_keep_changed(dist, name, before))
    listed = _list_of(new, before or {})
    (new / MARKER).write_text(f"{digest} {len(listed) + 1}\n", encoding="utf-8")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)  # a kill just here leaves the last one aside: `recover` puts it back
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    _save_list(dist, name, listed)
    shutil.rmtree(old, ignore_errors=True)
    return kept


# What a person changed ---------------------------------------------------------------------------


def _keep_changed(dist: Path, name: str, before: Listed | None) -> Iterator[Path]:
    """Moves each file that is not as it was laid to `records/kept/<day>/<name>/`."""
    target = dist / name
    if not target.is_dir():
        return
    made = (target / MARKER).stat().st_mtime_ns if (target / MARKER).is_file() else 0
    changed = [f for f in _files(target) if _is_changed(target / f, before, f, made)]
    if changed:
        place = _place_for(dist.parent / "records" / "kept", name)
        for file in changed:
            there = place / file
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(target / file, there)
            yield there


def _is_changed(path: Path, before: Listed | None, name: str, made: int) -> bool:
    stat = path.stat()
    if before is None:  # no list, for example because build/ was deleted: what is newer than the marker was changed
        return made > 0 and stat.st_mtime_ns > made
    if name not in before:
        return True
    size, time, digest = before[name]
    return (stat.st_size, stat.st_mtime_ns) != (size, time) and _digest(path) != digest


def _place_for(kept: Path, name: str) -> Path:
    """A folder that is not there yet: `records/kept/2026-11-27/worksheets`, then `2026-11-27 (2)`."""
    day = datetime.now().date().isoformat()
    number = 1
    while (place := kept / (day if number == 1 else f"{day} ({number})") / name).exists():
        number += 1
    return place


# The list of what was laid -----------------------------------------------------------------------


def _list_of(folder: Path, before: Listed) -> dict[str, tuple[int, int, str]]:
    """Every file of a folder; what is the same file as before is not read again."""
    listed = {}
    for name, stat in stats_below(folder):
        if name == MARKER:
            continue
        known = before.get(name)
        same = known is not None and known[:2] == (stat.st_size, stat.st_mtime_ns)
        digest = known[2] if known is not None and same else _digest(folder / name)
        listed[name] = (stat.st_size, stat.st_mtime_ns, digest)
    return listed


def _files(folder: Path) -> list[str]:
    found = []
    for place, _, names in os.walk(folder):
        inside = "".join(f"{part}/" for part in Path(place).relative_to(folder).parts)
        found += [inside + name for name in names]
    return sorted(name for name in found if name != MARKER)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _load_list(dist: Path, name: str) -> Listed | None:
    try:
        marker = (dist / name / MARKER).read_text(encoding="utf-8")
        found = json.loads(_list_file(dist, name).read_text(encoding="utf-8"))
        if found["marker"] != marker:
            return None
        return {str(f): (int(size), int(time), str(digest)) for f, (size, time, digest) in found["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _save_list(dist: Path, name: str, listed: Listed) -> None:
    marker = (dist / name / MARKER).read_text(encoding="utf-8")
    file = _list_file(dist, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(f".{os.getpid()}.part")
    partial.write_text(json.dumps({"marker": marker, "files": listed}), encoding="utf-8")
    if file.is_dir():  # never ours
        shutil.rmtree(file)
    partial.replace(file)


def _list_file(dist: Path, name: str) -> Path:
    return dist.parent / "build" / "laid" / f"{name}.json"


def _count(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))
