"""The desk's hand on a project's files: whole writes, no links, nothing overwritten unseen, every change can be undone.

Only files of `content/` are changed, and only by names that stand in their folder: no path of a request is ever joined.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

HELD_SECONDS = 1.5
"""So long a file that another program holds is tried again before the person is told."""

MAX_CHANGES = 2000
"""Changes of a session that can be undone; the oldest are forgotten."""


MAX_SHOWN = 500
"""Texts as people saw them, so that two changes of one file can be told apart."""

ONE_STEP = timedelta(seconds=2)
"""Pauses shorter than this do not part one step that can be undone from the next."""


class NotThereError(Exception):
    """There is no such file or folder, or it is a link."""


class HeldError(Exception):
    """Another program holds the file, or it may not be written."""


class ElsewhereError(Exception):
    """The file is not as it was when the person saw it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a person: what it did to which files. `before` None: the file was not there."""

    number: int
    what: str
    when: datetime
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]


@dataclass
class Files:
    """The files of a project and the changes of this session, newest last."""

    project: Path
    changes: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)
    _shown: dict[str, str] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    """Held while files are read and written as one step."""

    def briefing(self, slug: str) -> Path:
        """The folder of a briefing. Raises NotThereError."""
        content = self._content()
        for folder in content.iterdir() if content.is_dir() else ():
            if folder.name == slug and folder.is_dir() and not folder.is_symlink():
                return folder
        raise NotThereError(slug)

    def file(self, name: str, slug: str = "") -> Path:
        """A file of `content/` or of a briefing, by its name there. Raises NotThereError."""
        folder = self.briefing(slug) if slug else self._content()
        for file in folder.iterdir():
            if file.name == name and file.is_file() and not file.is_symlink():
                return file
        raise NotThereError(name)

    def text(self, file: Path) -> str:
        """A file's text with plain line ends; "" where there is none. Raises NotThereError for what is no text."""
        try:
            return plain(file.read_bytes()) if file.exists() else ""
        except UnicodeDecodeError:
            raise NotThereError(file.name) from None

    def save(self, texts: Mapping[Path, str], what: str, seen: Mapping[Path, str] | None = None) -> bool:
        """Writes texts to disk, each whole; True where anything changed. `seen`: digests of what the person saw.

        Raises ElsewhereError and HeldError, having changed nothing or put back what it changed.
        """
        with self.lock:
            before = {file: file.read_bytes() if file.exists() else None for file in texts}
            for file, digest in (seen or {}).items():
                if digest_of(plain(before[file] or b"")) != digest:
                    raise ElsewhereError(file.name)
            after: dict[Path, bytes | None] = {file: _as_before(text, before[file]) for file, text in texts.items()}
            after = {file: data for file, data in after.items() if data != before[file]}
            if after:
                self._put(after, before)
                self._note(what, before, after)
            return bool(after)

    def put(self, data: Mapping[Path, bytes | None], what: str) -> None:
        """Puts whole files in their place (None: takes them away), so that it can be undone. Raises HeldError."""
        with self.lock:
            before = {file: file.read_bytes() if file.exists() else None for file in data}
            after = {file: new for file, new in data.items() if new != before[file]}
            if after:
                for file in after:
                    with held_said(file):
                        file.parent.mkdir(parents=True, exist_ok=True)
                self._put(after, before)
                self._note(what, before, after)

    def noted(self, what: str, before: Mapping[Path, bytes | None]) -> None:
        """Notes a change that another function made: `before` holds what was there."""
        after = {file: file.read_bytes() if file.exists() else None for file in before}
        if any(after[file] != data for file, data in before.items()):
            with self.lock:
                self._note(what, before, after)

    def undo(self, number: int) -> Change:
        """Puts the files of a change back as they were before it. Raises ElsewhereError where they changed since."""
        with self.lock:
            change = next((c for c in self.changes if c.number == number), None)
            if change is None:
                raise NotThereError(str(number))
            self._swap(change.after, change.before)
            self.changes.remove(change)
            self.undone.append(change)
            return change

    def redo(self, number: int) -> Change:
        """Does an undone change again. Raises as `undo`."""
        with self.lock:
            change = next((c for c in self.undone if c.number == number), None)
            if change is None:
                raise NotThereError(str(number))
            self._swap(change.before, change.after)
            self.undone.remove(change)
            self.changes.append(change)
            return change

    def last(self, file: Path) -> tuple[Change | None, Change | None]:
        """The newest change of a file that can be undone, and the newest that was undone and can be done again."""
        name = self.name(file)
        done = next((c for c in reversed(self.changes) if name in c.after), None)
        again = next((c for c in reversed(self.undone) if name in c.after), None)
        return done, again

    def name(self, file: Path) -> str:
        """A file's path in the project, with forward slashes."""
        return file.relative_to(self.project).as_posix()

    def _content(self) -> Path:
        content = self.project / "content"
        if content.is_symlink():
            raise NotThereError("content")
        return content

    def _put(self, after: Mapping[Path, bytes | None], before: Mapping[Path, bytes | None]) -> None:
        done: list[Path] = []
        try:
            for file, data in after.items():
                with held_said(file):
                    _write(file, data)
                done.append(file)
        except HeldError:
            for file in done:
                with contextlib.suppress(OSError):
                    _write(file, before[file])
            raise

    def seen(self, text: str) -> str:
        """Remembers what a person is shown, and gives its digest."""
        digest = digest_of(text)
        self._shown.pop(digest, None)
        self._shown[digest] = text
        while len(self._shown) > MAX_SHOWN:
            self._shown.pop(next(iter(self._shown)))
        return digest

    def shown(self, digest: str) -> str | None:
        """What a person was shown, while it is remembered."""
        return self._shown.get(digest)

    def _note(self, what: str, before: Mapping[Path, bytes | None], after: Mapping[Path, bytes | None]) -> None:
        number = 1 + max((c.number for c in (*self.changes, *self.undone)), default=0)
        was = {self.name(file): before[file] for file in after}
        now = {self.name(file): data for file, data in after.items()}
        last = self.changes[-1] if self.changes else None
        if last and last.what == what and last.after == was and datetime.now() - last.when < ONE_STEP:
            self.changes.pop()
            was = dict(last.before)
        self.changes.append(Change(number, what, datetime.now(), was, now))
        self.undone = [c for c in self.undone if not now.keys() & c.after.keys()]
        del self.changes[:-MAX_CHANGES]

    def _swap(self, wanted: Mapping[str, bytes | None], new: Mapping[str, bytes | None]) -> None:
        files = {self.project / name: data for name, data in new.items()}
        before = {file: file.read_bytes() if file.exists() else None for file in files}
        for file, data in before.items():
            if data != wanted[self.name(file)]:
                raise ElsewhereError(file.name)
        self._put(files, before)


def digest_of(text: str) -> str:
    """A digest of what a person saw."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def plain(data: bytes) -> str:
    """The text of a file with plain line ends, without a mark at its beginning."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _as_before(text: str, before: bytes | None) -> bytes:
    """The text as bytes, with the line ends and the mark that the file had."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if before and b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if before and before.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode("utf-8", "replace")


def _write(file: Path, data: bytes | None) -> None:
    """Puts a file in its place, whole and on disk, or takes it away. A file that is held is tried again."""
    if file.is_symlink() or file.parent.is_symlink():
        raise NotThereError(file.name)
    end = time.monotonic() + HELD_SECONDS
    while True:
        try:
            if data is None:
                file.unlink(missing_ok=True)
            else:
                replace(file, data)
            return
        except PermissionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def replace(file: Path, data: bytes) -> None:
    """Writes near the file, waits for the disk, then lets the new one take its place.

    Not beside it: whoever reads the folder meanwhile would meet a file that is gone at once.
    """
    partial = file.parent.parent / f".{file.name}.{os.getpid()}.part"
    try:
        with partial.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(file)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


@contextlib.contextmanager
def held_said(file: Path) -> Iterator[None]:
    """Turns the system's error at a file into HeldError."""
    try:
        yield
    except OSError as error:
        raise HeldError(file.name) from error
