"""Files packed by gzip, bzip2 or xz, and tar archives: strangers' ones, in memory, under limits.

A name in an archive is never a path on disk, and what is no file (a link, a device, a pipe) is named and not opened.
"""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator

from .archives import MAX_ENTRIES, ArchiveError, Entry

_GZIP, _BZIP2, _XZ = b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00"
_TAR, _TAR_AT, _BLOCK = b"ustar", 257, 512
_MEMORY = 64 * 1024 * 1024
"""Bytes that unpacking xz may take beside what it gives."""
_ERRORS = (tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, OverflowError, RecursionError)


def is_packed(data: bytes) -> bool:
    """Whether bytes are one file packed by gzip, bzip2 or xz."""
    return data.startswith((_GZIP, _BZIP2, _XZ))


def is_tar(data: bytes) -> bool:
    """Whether bytes are a tar archive, as every program of the last thirty years writes it."""
    return data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR and len(data) >= _BLOCK


def unpacked(data: bytes, most: int) -> bytes:
    """The one file that is packed. Raises ArchiveError, also where it is larger than `most` bytes."""
    opener = _opener(data)
    try:
        plain = opener.decompress(data, most + 1)
    except _ERRORS as error:
        raise ArchiveError("damaged", "packed") from error
    if len(plain) > most:
        raise ArchiveError("too_large", "packed")
    if not plain or not opener.eof:
        raise ArchiveError("damaged", "packed")
    return plain


def _opener(data: bytes) -> bz2.BZ2Decompressor | lzma.LZMADecompressor | zlib._Decompress:
    if data.startswith(_GZIP):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    if data.startswith(_BZIP2):
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(memlimit=_MEMORY)


def untarred(data: bytes, most: int) -> Iterator[Entry]:
    """The files of a tar archive in its order; one larger than `most` bytes, and what is no file, is named only."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for number, member in enumerate(archive):
                if number >= MAX_ENTRIES:
                    raise ArchiveError("too_large", "parts")
                if not member.isdir():
                    yield _entry(archive, member, most)
    except _ERRORS as error:
        raise ArchiveError("damaged", "tar") from error


def _entry(archive: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> Entry:
    if member.islnk() or member.issym():
        return Entry(member.name, why="link")
    if not member.isreg() or member.issparse():
        return Entry(member.name, why="special")
    if member.size > most:
        return Entry(member.name, why="too_large")
    stream = archive.extractfile(member)
    found = stream.read(most + 1) if stream else b""
    return Entry(member.name, found) if len(found) == member.size else Entry(member.name, why="damaged")
