"""The shelf: finished folders under `build/`, found again by the digest of what they were made from.

A folder is made under another name and renamed when complete, so that a kill leaves no half of one. `dist/` gets hard
links where the disk allows them; a file that somebody changed there is noticed by its size and time, and made again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .fingerprints import stats_below

_LIST = "made.json"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder with a place for each made thing: `<name>/<digest>/`."""

    folder: Path

    def path(self, name: str, digest: str) -> Path:
        """Where the thing of that name and digest stands, whether it exists or not."""
        return self.folder / name / digest[:32]

    def has(self, name: str, digest: str) -> bool:
        """Whether it is there and as it was made."""
        place = self.path(name, digest)
        try:
            listed = json.loads((place / _LIST).read_text(encoding="utf-8"))
            return all(_stamp(f"{place}/files/{file}") == stamp for file, stamp in listed.items())
        except (OSError, ValueError, AttributeError, RecursionError):
            return False

    def put(self, name: str, digest: str, make: Callable[[Path], object]) -> Path:
        """Makes it anew: `make` fills an empty folder, which takes its place when it is complete."""
        place = self.path(name, digest)
        partial = place.with_name(f"{place.name}.{os.getpid()}.part")
        shutil.rmtree(partial, ignore_errors=True)
        (partial / "files").mkdir(parents=True)
        try:
            make(partial / "files")
            _write_list(partial)
            shutil.rmtree(place, ignore_errors=True)
            partial.rename(place)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        return place / "files"

    def files(self, name: str, digest: str) -> Path:
        """The folder with the made files."""
        return self.path(name, digest) / "files"

    def part(self, kind: str) -> Shelf:
        """The things whose names begin with `kind/`, as a shelf of their own."""
        return Shelf(self.folder / kind)

    def keep_only(self, wanted: Mapping[str, str]) -> None:
        """Removes all but these names and digests."""
        for place in _inside(self.folder):
            if place.name not in wanted:
                shutil.rmtree(place, ignore_errors=True)
                continue
            kept = self.path(place.name, wanted[place.name]).name
            for version in _inside(place):
                if version.name != kept:
                    shutil.rmtree(version, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class SeenShelf(Shelf):
    """A shelf for one process that asks for the same hundreds of things again and again, as a preview does.

    A thing that was whole once is looked through again only where the list beside its files is another, or gone.
    """

    _whole: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def has(self, name: str, digest: str) -> bool:
        """Whether it is there and as it was made."""
        stamp = self._list_now(name, digest)
        if stamp is not None and self._whole.get((name, digest)) == stamp:
            return True
        found = Shelf.has(self, name, digest)
        if found and stamp is not None:
            self._whole[name, digest] = stamp
        return found

    def _list_now(self, name: str, digest: str) -> tuple[int, int] | None:
        try:
            stat = os.stat(f"{self.folder}/{name}/{digest[:32]}/{_LIST}")  # noqa: PTH116  # half a thousand of them
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _stamp(file: str) -> list[int]:
    stat = os.stat(file)  # noqa: PTH116  # thousands of them: a path object each takes twice as long as the look
    return [stat.st_size, stat.st_mtime_ns]


def _write_list(partial: Path) -> None:
    listed = {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats_below(partial / "files")}
    (partial / _LIST).write_text(json.dumps(listed), encoding="utf-8")


def lay_out(sources: Iterable[tuple[Path, str]], target: Path) -> None:
    """Puts the files of each source folder below `target`/place, as hard links where possible.

    Where two sources have a file of one name, that of the first counts.
    """
    link = True
    for source, place in sources:
        for folder, _, names in os.walk(source):
            there = target / place / Path(folder).relative_to(source)
            there.mkdir(parents=True, exist_ok=True)
            for name in names:
                link = _place(f"{folder}/{name}", f"{there}/{name}", link)


def _place(source: str, target: str, link: bool) -> bool:
    """Links or copies one file; returns whether linking still makes sense."""
    if link:
        try:
            os.link(source, target)
            return True
        except FileExistsError:
            return True
        except OSError:
            link = False
    if not Path(target).exists():
        shutil.copy2(source, target)
    return link
