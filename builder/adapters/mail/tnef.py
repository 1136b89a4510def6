"""winmail.dat, in which Outlook wraps a message and its files for another Outlook ([MS-OXTNEF])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from .letter import Attached, MailError, html_words, tidy
from .packed_rtf import rtf_words, unpacked

_SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _TITLE, _DATA, _BEGINS, _PROPERTIES, _MESSAGE = 0x800C, 0x8010, 0x800F, 0x9002, 0x9005, 0x9003
MAX_ATTRIBUTES = 20_000

_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x000B: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8, 0x0040: 8, 0x0048: 16}
_LONG = frozenset((0x000D, 0x001E, 0x001F, 0x0102))


def is_winmail(data: bytes) -> bool:
    """Whether bytes are a winmail.dat."""
    return data.startswith(_SIGNATURE)


def read_winmail(data: bytes) -> tuple[str, tuple[Attached | bytes, ...]]:
    """The message's own words, and what came with it; a message within is given as the winmail.dat it is."""
    try:
        return _read(data)
    except (struct.error, ValueError, IndexError, OverflowError) as problem:
        raise MailError("damaged", "winmail.dat") from problem


def _read(data: bytes) -> tuple[str, tuple[Attached | bytes, ...]]:
    words, files = "", []
    current: dict[str, bytes] | None = None
    for number, value in _attributes(data):
        if number == _BEGINS:
            current = {}
            files.append(current)
        elif number == _BODY:
            words = value.rstrip(b"\0").decode("cp1252", "replace")
        elif number == _MESSAGE and not words:
            words = _message_words(dict(_properties(value)))
        elif current is not None and number == _TITLE:
            current.setdefault("name", value.rstrip(b"\0"))
        elif current is not None and number == _DATA:
            current["data"] = value
        elif current is not None and number == _PROPERTIES:
            current |= _attachment(dict(_properties(value)))
    return tidy(words), tuple(_file(f) for f in files)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at, number = 6, 0
    while at + 11 <= len(data):
        number += 1
        if number > MAX_ATTRIBUTES:
            raise MailError("too_large", "parts")
        _, name, size = struct.unpack_from("<BII", data, at)
        if at + 9 + size > len(data):
            raise MailError("damaged", "winmail.dat")
        yield name & 0xFFFF, data[at + 9 : at + 9 + size]
        at += 9 + size + 2


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """MAPI properties in their order: a number and its bytes. One with a name of its own is passed over."""
    (count,) = struct.unpack_from("<I", data)
    at = 4
    for _ in range(min(count, MAX_ATTRIBUTES)):
        kind, number = struct.unpack_from("<HH", data, at)
        at += 4
        if number >= 0x8000:
            at = _after_name(data, at)
        many, kind = bool(kind & 0x1000), kind & 0x0FFF
        if kind not in _LONG and not many:
            size = _FIXED.get(kind, 4)
            yield number, data[at : at + size]
            at += max(size, 4)
            continue
        (values,) = struct.unpack_from("<I", data, at)
        at += 4
        for _ in range(min(values, MAX_ATTRIBUTES)):
            size = _FIXED.get(kind, 0)
            if not size:
                (size,) = struct.unpack_from("<I", data, at)
                at += 4
            value = data[at : at + size]
            at += (size + 3) & ~3
            yield number, value.decode("utf-16-le", "replace").encode("utf-8") if kind == 0x001F else value


def _after_name(data: bytes, at: int) -> int:
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    size = int(struct.unpack_from("<I", data, at + 20)[0])
    return at + 24 + ((size + 3) & ~3)


def _message_words(found: dict[int, bytes]) -> str:
    if body := found.get(0x1000):
        return body.rstrip(b"\0").decode("utf-8", "replace")
    if html := found.get(0x1013):
        return html_words(html.decode("utf-8", "replace"))[0]
    return rtf_words(unpacked(found.get(0x1009, b"")))


def _attachment(found: dict[int, bytes]) -> dict[str, bytes]:
    facts = {}
    if name := found.get(0x3707) or found.get(0x3704):
        facts["name"] = name.rstrip(b"\0")
    if data := found.get(0x3701):
        inner = data[16:]  # an interface's number goes before a message within
        facts["data"] = inner if is_winmail(inner) else data
    return facts


def _file(facts: dict[str, bytes]) -> Attached | bytes:
    data = facts.get("data", b"")
    if is_winmail(data):
        return data
    name = facts.get("name", b"without a name.bin")
    try:
        return Attached(name.decode("utf-8"), data)
    except UnicodeDecodeError:
        return Attached(name.decode("cp1252", "replace"), data)
