"""A Word file as a zip of parts: written byte for byte the same each time, and opened as if it were hostile.

Nothing in a package is followed: no link, no embedded file, no external part, no entity. Limits are generous for a
worksheet (about 40 KB, 6,000 tags) and far below what would hurt (a crafted file costs 100 MB for a moment).
"""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from lxml import etree

MAX_FILE = 20_000_000
"""Bytes of a file; pictures pasted into a worksheet included."""
MAX_ENTRIES = 1_000
"""Parts in a file."""
MAX_PART = 8_000_000
"""Unzipped bytes of a part that is read."""
MAX_TAGS = 300_000
"""Tags of a part that is read; libxml2 itself refuses to nest deeper than 256."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/customProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
        b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    ),
)


class Fault(StrEnum):
    """Why a file is not opened."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too large"
    NOT_WORD = "not a Word file"
    OLD_FORMAT = "an old format"


class PackageError(Exception):
    """A file that is not opened; `detail` names the limit or the part."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault
        self.detail = detail


def zip_parts(parts: Mapping[str, bytes], epoch: int) -> bytes:
    """The parts as one file, in their order, all dated `epoch` (seconds since 1970; zip begins in 1980)."""
    when = time.gmtime(max(epoch, 315_532_800))[:6]
    day = (min(when[0], 2107) - 1980) << 9 | when[1] << 5 | when[2]
    moment = when[3] << 11 | when[4] << 5 | when[5] // 2
    written, listed, start = [], [], 0
    for name, data in parts.items():
        letters, (checked, packed) = name.encode(), _packed(data)
        sizes = (checked, len(packed), len(data), len(letters), 0)
        about = struct.pack("<HHHHHIIIHH", 20, 0 if name.isascii() else _IN_UTF8, _DEFLATED, moment, day, *sizes)
        written += [b"PK\x03\x04", about, letters, packed]
        listed += [b"PK\x01\x02\x14\x03", about, struct.pack("<HHHII", 0, 0, 0, 0o644 << 16, start), letters]
        start += 30 + len(letters) + len(packed)
    size = sum(map(len, listed))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(parts), len(parts), size, start, 0)
    return b"".join((*written, *listed, end))


_IN_UTF8 = 0x800
_DEFLATED = zipfile.ZIP_DEFLATED


@lru_cache(maxsize=64)
def _packed(data: bytes) -> tuple[int, bytes]:
    """A part's checksum and its deflated bytes. Remembered: of all files of a form most parts are the same."""
    packing = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.crc32(data), packing.compress(data) + packing.flush()


class Package:
    """A Word file in memory whose parts are read one by one, each within limits. Raises PackageError."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_FILE:
            raise PackageError(Fault.TOO_LARGE, f"more than {MAX_FILE // 1_000_000} MB")
        if data.startswith(_OLE):
            crypt = "EncryptedPackage".encode("utf-16-le") in data
            raise PackageError(Fault.ENCRYPTED if crypt else Fault.OLD_FORMAT)
        if not data.startswith(b"PK"):
            raise PackageError(Fault.NOT_WORD)
        self._data = data
        self._zip = _opened(data)
        infos = self._zip.infolist()
        if len(infos) > MAX_ENTRIES:
            raise PackageError(Fault.TOO_LARGE, f"more than {MAX_ENTRIES} parts")
        self._infos = {i.filename: i for i in infos}
        if "[Content_Types].xml" not in self._infos or "word/document.xml" not in self._infos:
            raise PackageError(Fault.NOT_WORD)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts."""
        return tuple(self._infos)

    def tree(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is none."""
        info = self._infos.get(name)
        return parse_xml(self._bytes(info), name) if info else None

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 0x1:
            raise PackageError(Fault.ENCRYPTED, info.filename)
        if (plain := _unpacked(self._data, info)) is not None:
            return plain
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except _ZIP_ERRORS as error:
            raise PackageError(Fault.DAMAGED, info.filename) from error
        if len(data) > MAX_PART:
            raise PackageError(Fault.TOO_LARGE, f"{info.filename} unzips to more than {MAX_PART // 1_000_000} MB")
        return data


def _unpacked(data: bytes, info: zipfile.ZipInfo) -> bytes | None:
    """A part that is packed as all others are, in one go: a third of the library's time. None where anything about it
    is out of the ordinary, and the library says what.
    """
    start, name = info.header_offset + 30, info.filename.encode()
    head = data[info.header_offset : start]
    if len(head) < 30 or info.compress_type != zipfile.ZIP_DEFLATED or info.file_size > MAX_PART:
        return None
    letters, extra = struct.unpack("<HH", head[26:])
    if head[:4] != b"PK\x03\x04" or data[start : start + letters] != name:
        return None
    start += letters + extra
    try:
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[start : start + info.compress_size], MAX_PART + 1)
    except zlib.error:
        return None
    return plain if len(plain) == info.file_size and zlib.crc32(plain) == info.CRC else None


_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, IndexError, KeyError, struct.error),
)
"""What the standard library raises on broken, cut or crafted archives."""


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as error:
        raise PackageError(Fault.DAMAGED, "zip") from error


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML part: no DTD, no entity, no network, bounded. Raises PackageError."""
    if data.count(b"<") > MAX_TAGS:
        raise PackageError(Fault.TOO_LARGE, f"{name} has more than {MAX_TAGS} tags")
    if b"<!DOCTYPE" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:64]:
        raise PackageError(Fault.DAMAGED, f"{name} is not the XML that Word writes")
    for strict, transitional in _STRICT:
        if strict in data:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        depth = "depth" in str(error).lower()
        raise PackageError(Fault.TOO_LARGE if depth else Fault.DAMAGED, name) from error
