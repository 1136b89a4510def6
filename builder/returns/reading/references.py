"""A reference in the bytes of a file that no reader reads: an old format, a page, a text, something cut or broken."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from ...form.reference import typed_reference

_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){12,300}")
_NARROW = re.compile(rb"[a-z0-9-]+ ?/ ?[a-z0-9-]+ ?/ ?[A-Za-z0-9.-]+ ?/ ?[a-z0-9-]+ ?/ ?[a-z]+[0-9]*-[0-9]{1,4}")
_MARKS = (b"/plan-", b"/after", b"/ plan-", b"/ after", b"/\0p\0l\0a\0n\0-\0")
_MOST_TEXT = 4_000_000
_MOST_PIECES, _MOST_OF_ONE, _MOST_OF_ALL = 300, 1_000_000, 20_000_000
_ENTRY = re.compile(rb"PK\x03\x04.{22}(?P<name>..)(?P<extra>..)", re.S)
_FIGURES = re.compile(rb"<((?:[0-9A-Fa-f]{2}){20,600})>")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_STREAM = re.compile(rb"\bstream\r?\n")


def reference_in(data: bytes) -> str:
    """The reference that stands in bytes as it is, narrow or wide, "" where none does."""
    wide = (text.decode("utf-16-le") for text in _WIDE.findall(data))
    narrow = (text.decode("ascii") for text in _NARROW.findall(data))
    found = [str(reference) for text in (*narrow, *wide) if (reference := typed_reference(text))]
    return max(found, key=len, default="")  # a text may be cut where the file's pieces meet


def reference_among(data: bytes) -> str:
    """The reference in a page, a text or another file that a program made of a worksheet, "" where it has none."""
    return reference_in(data[:_MOST_TEXT]) if any(mark in data for mark in _MARKS) else ""


def reference_in_broken(data: bytes) -> str:
    """The reference in what is left of a broken file: in its bytes, or in a packed piece that is still whole."""
    pieces = (data, _in_figures(data), *_unpacked(data))
    return next(filter(None, map(reference_among, pieces)), "")


def _in_figures(data: bytes) -> bytes:
    """Texts of which a PDF writes the letters, or some of them, as figures."""
    if b"\\057" in data:
        return _OCTAL.sub(lambda found: bytes([int(found[1], 8) & 0xFF]), data[:_MOST_TEXT])
    found = (bytes.fromhex(text.decode()) for text in _FIGURES.findall(data[:_MOST_OF_ALL]))
    return b"\n".join(text.replace(b"\0", b"") for text in found)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What the packed pieces of a Word file or a PDF hold, each as far as it goes, within limits."""
    left = _MOST_OF_ALL
    for number, (start, bits) in enumerate(_begins(data)):
        if number >= _MOST_PIECES or left <= 0:
            return
        try:
            piece = zlib.decompressobj(bits).decompress(data[start:], _MOST_OF_ONE)
        except zlib.error:
            continue
        left -= len(piece)
        yield piece


def _begins(data: bytes) -> Iterator[tuple[int, int]]:
    """Where packed pieces begin, and how they are packed (zlib's window bits)."""
    if data.startswith(b"PK"):
        for entry in _ENTRY.finditer(data):
            name, extra = (int.from_bytes(entry[n], "little") for n in ("name", "extra"))
            yield entry.end() + name + extra, -zlib.MAX_WBITS
    else:
        yield from ((found.end(), zlib.MAX_WBITS) for found in _STREAM.finditer(data))
