"""Zip archives: strangers' ones, file by file, in memory, under limits; our own, as small as they can be made.

A name in a stranger's archive is never a path on disk.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import deflate

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


_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_NEEDS, _UTF8, _DEFLATED = 20, 0x800, 8
_BY_UNIX = 3 << 8 | _NEEDS
_READ_BY_ALL = 0o644 << 16
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""A zip knows no earlier day."""


def small_zip(files: Mapping[str, bytes], when: tuple[int, ...]) -> bytes:
    """A zip archive of files by their path, all of one moment (year, month, day, hour, minute, second).

    Same input, same bytes. libdeflate looks longer for what repeats than zlib does, and Python's own writer takes no
    other packer's work; so the few lines around the packed files (PKWARE's APPNOTE, 4.3) are written here.
    """
    year, month, day, hour, minute, second = max(tuple(when), _FIRST_DAY)
    moment = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
    packed, listed = bytearray(), bytearray()
    for path, data in files.items():
        name, (checked, small) = path.encode(), _small(data)
        facts = (0 if path.isascii() else _UTF8, _DEFLATED, *moment, checked, len(small), len(data), len(name))
        listed += _CENTRAL.pack(b"PK\1\2", _BY_UNIX, _NEEDS, *facts, 0, 0, 0, 0, _READ_BY_ALL, len(packed)) + name
        packed += _LOCAL.pack(b"PK\3\4", _NEEDS, *facts, 0) + name + small
    return bytes(packed + listed) + _END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(listed), len(packed), 0)


@lru_cache(maxsize=64)
def _small(data: bytes) -> tuple[int, bytes]:
    """A file's checksum and its packed bytes. Remembered: packages share styles and scripts.

    Level 12 takes half as long again and makes a package 20 bytes lighter.
    """
    return zlib.crc32(data), bytes(deflate.deflate_compress(data, 11))
