"""What lies inside other files: messages, mailboxes, archives, PDF portfolios, a few deep, each thing one by one.

This runs in the process for strangers' files. Nothing is written to a disk and no link is followed; everything is
counted against limits, so that an archive of archives ends too, and what is left out is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...adapters.archives import ArchiveError, Entry, unzipped
from ...adapters.mail.internet import messages_of, read_message
from ...adapters.mail.letter import Attached, Letter, MailError
from ...adapters.mail.outlook import read_outlook
from ...adapters.mail.signed import signed_content
from ...adapters.mail.tnef import is_winmail, read_winmail
from ...adapters.packed import unpacked, untarred
from ..limits import MAX_BYTES, MAX_CONTAINER, MAX_INSIDE, MAX_NESTING, MAX_UNPACKED
from .kinds import kind_of
from .leaf import Leaf


@dataclass
class _Count:
    """What has been unpacked so far."""

    things: int = 0
    bytes: int = 0

    def take(self, size: int) -> str:
        """Counts one thing; "" or why there is no room for it."""
        self.things += 1
        self.bytes += size
        full = self.things > MAX_INSIDE or self.bytes > MAX_UNPACKED
        return "inside_many" if full else ""


@dataclass(frozen=True)
class Unpacker:
    """Takes one file apart."""

    count: _Count = field(default_factory=_Count)

    def leaves(self, name: str, data: bytes, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
        """Everything inside a file, in its order; nothing where it is no container."""
        if len(path) >= MAX_NESTING and kind_of(name, data):
            yield Leaf(path, why="inside_deep")
            return
        match kind_of(name, data):
            case "zip":
                yield from self._archive(unzipped(data, MAX_BYTES), path)
            case "tar":
                yield from self._archive(untarred(data, MAX_BYTES), path)
            case "packed":
                yield from self._packed(name, data, path)
            case "mailbox":
                yield from self._mailbox(data, path)
            case "signed":
                yield from self._message("message", signed_content(data), path)
            case "message" | "outlook" | "winmail" as kind:
                yield from self._message(kind, data, path)

    def portfolio(self, data: bytes, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
        """The files inside a PDF."""
        from ...adapters.pdf.attached import attached_files, may_hold_files  # a tenth of a second, for PDFs only

        for name, inside in attached_files(data, MAX_BYTES) if may_hold_files(data) else ():
            yield from self._file(name, inside, path, "" if inside else "damaged")

    def _packed(self, name: str, data: bytes, path: tuple[str, ...]) -> Iterator[Leaf]:
        """The one file that is packed, under its own name; an archive takes the room of all that lies in it."""
        try:
            plain = unpacked(data, MAX_CONTAINER)
        except ArchiveError as error:
            yield Leaf(path, why=error.why)
            return
        yield from self._file(_unpacked_name(name), plain, path)

    def _archive(self, entries: Iterator[Entry], path: tuple[str, ...]) -> Iterator[Leaf]:
        try:
            for entry in entries:
                yield from self._file(entry.name, entry.data, path, entry.why)
                if self.count.things > MAX_INSIDE or self.count.bytes > MAX_UNPACKED:
                    return
        except ArchiveError as error:
            yield Leaf(path, why=error.why)

    def _mailbox(self, data: bytes, path: tuple[str, ...]) -> Iterator[Leaf]:
        for number, message in enumerate(messages_of(data), start=1):
            yield from self._message("message", message, (*path, f"message {number}"))
            if self.count.things > MAX_INSIDE or self.count.bytes > MAX_UNPACKED:
                return

    def _message(self, kind: str, data: bytes, path: tuple[str, ...]) -> Iterator[Leaf]:
        if why := self.count.take(len(data)):
            yield Leaf(path, why=why)
            return
        try:
            if kind == "outlook":
                yield from self._outlook(*read_outlook(data), path)
                return
            if kind == "winmail":
                words, inside = read_winmail(data)
                letter = Letter(words=words)
            else:
                letter, inside = read_message(data)
        except MailError as error:
            yield Leaf(path, why=error.why)
            return
        yield Leaf(path, letter=letter, holds=True)
        yield from self._inside(inside, path)

    def _inside(self, inside: tuple[Attached | bytes, ...], path: tuple[str, ...]) -> Iterator[Leaf]:
        for number, thing in enumerate(inside, start=1):
            if isinstance(thing, bytes):
                kind = "winmail" if is_winmail(thing) else "message"
                deeper = (*path, f"message {number}")
                if len(deeper) > MAX_NESTING:
                    yield Leaf(deeper, why="inside_deep")
                else:
                    yield from self._message(kind, thing, deeper)
            else:
                yield from self._file(thing.name, thing.data, path, inline=thing.inline)

    def _outlook(self, letter: Letter, inside: tuple[object, ...], path: tuple[str, ...]) -> Iterator[Leaf]:
        yield Leaf(path, letter=letter, holds=True)
        for number, thing in enumerate(inside, start=1):
            if isinstance(thing, Attached):
                yield from self._file(thing.name, thing.data, path, inline=thing.inline)
            elif isinstance(thing, tuple):
                deeper = (*path, f"message {number}")
                if len(deeper) > MAX_NESTING:
                    yield Leaf(deeper, why="inside_deep")
                else:
                    yield from self._outlook(thing[0], thing[1], deeper)

    def _file(
        self, name: str, data: bytes, path: tuple[str, ...], why: str = "", inline: bool = False
    ) -> Iterator[Leaf]:
        """A file inside: what it holds where it is a container, else the file itself."""
        name = name.replace("\\", "/").strip("/")[-200:] or "without a name"
        here = (*path, name)
        kind = kind_of(name, data)
        why = why or self.count.take(len(data)) or ("too_large" if len(data) > MAX_BYTES and kind != "tar" else "")
        if why:
            yield Leaf(here, why=why)
        elif kind:
            if kind in ("zip", "tar", "packed", "mailbox"):
                yield Leaf(here, holds=True)
            yield from self.leaves(name, data, here)
        else:
            yield Leaf(here, data, inline=inline)


def _unpacked_name(name: str) -> str:
    """What a file was called before it was packed: "plan.pdf.gz", and "all.tgz", which is short for two endings."""
    stem, _, ending = name.rpartition(".")
    if ending.casefold() in ("tgz", "tbz", "tbz2", "txz"):
        return f"{stem}.tar"
    return stem if stem and ending.casefold() in ("gz", "bz2", "xz") else name
