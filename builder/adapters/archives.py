"""Zip archives of strangers: their files one by one, in memory, under limits. A name in one is never a path on disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MAX_ENTRIES = 20_000
"""Entries of one archive."""
RATIO = 200
"""A file that unfolds to more than so many times its packed size, and is large, was made to exhaust a computer."""
SMALL = 1_000_000

ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, IndexError, KeyError, struct.error),
)
"""What the standard library raises on broken, cut or crafted archives."""


class ArchiveError(Exception):
    """An archive that is not opened: `why` is "damaged", "encrypted" or "too_large"."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why} {detail}".strip())
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an archive, or `why` it was not unpacked."""

    name: str
    data: bytes = b""
    why: str = ""


def is_zip(data: bytes) -> bool:
    """Whether bytes begin as a zip archive does."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


_OFFICE = ("[Content_Types].xml", "mimetype", "content.xml", "Index/Document.iwa")


def is_document(data: bytes) -> bool:
    """Whether a zip archive is a document of an office program, by the parts that lie in its top folder."""
    return bool(set(_OFFICE) & set(names_in(data)))


def names_in(data: bytes) -> tuple[str, ...]:
    """The names in an archive, () where it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(archive.namelist()[:MAX_ENTRIES])
    except ZIP_ERRORS:
        return ()


def unfolded(data: bytes) -> int:
    """The bytes that an archive's files say they unfold to, 0 where it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except ZIP_ERRORS:
        return 0


def unzipped(data: bytes, most: int) -> Iterator[Entry]:
    """The files of an archive in its order; one larger than `most` bytes is named and not unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except ZIP_ERRORS as error:
        raise ArchiveError("damaged", "zip") from error
    if len(entries) > MAX_ENTRIES:
        raise ArchiveError("too_large", "parts")
    with archive:
        for entry in entries:
            if not entry.is_dir():
                yield _entry(archive, entry, most)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Entry:
    name = entry.filename
    if entry.flag_bits & 0x1:
        return Entry(name, why="encrypted")
    bomb = entry.file_size > SMALL and entry.file_size > RATIO * max(entry.compress_size, 1)
    if entry.file_size > most or bomb:
        return Entry(name, why="too_large")
    try:
        with archive.open(entry) as stream:
            data = stream.read(most + 1)
    except ZIP_ERRORS:
        return Entry(name, why="damaged")
    return Entry(name, why="too_large") if len(data) > most else Entry(name, data)
