"""The content of a signed message in one piece (smime.p7m): RFC 5652. It is read as it stands; no signature is checked.

Only the way to the content is walked. Lengths may be open (BER) and the content may lie in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_SEQUENCE, _FIRST, _OCTETS, _PIECES = 0x30, 0xA0, 0x04, 0x24
_MOST_NESTED, _MOST_PARTS = 12, 200_000


def is_signed(data: bytes) -> bool:
    """Whether bytes begin as signed data does."""
    return data[:1] == b"\x30" and _SIGNED_DATA in data[:24]


def signed_content(data: bytes) -> bytes:
    """What was signed, b"" where it is not there (a signature by itself) or the bytes are something else."""
    try:
        holder = _child(_child(data, _SEQUENCE), _FIRST)  # what kind it is, then the signed data
        signed = _child(holder, _SEQUENCE)
        return b"".join(_octets(_child(_child(signed, _SEQUENCE), _FIRST), 0))
    except (ValueError, IndexError):
        return b""


def _child(data: bytes, wanted: int) -> bytes:
    """The content of the first of the values in `data` that has the wanted tag."""
    return next((content for tag, content in _values(data) if tag == wanted), b"")


def _octets(data: bytes, depth: int) -> Iterator[bytes]:
    for tag, content in _values(data):
        if tag == _OCTETS:
            yield content
        elif tag == _PIECES and depth < _MOST_NESTED:
            yield from _octets(content, depth + 1)


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of the values that stand one behind the other. Raises ValueError, IndexError."""
    at, number = 0, 0
    while at < len(data) and number < _MOST_PARTS:
        number += 1
        tag, start, length = _head(data, at)
        if tag == 0 and length == 0:
            return
        if length is None:
            end = _end(data, start, 0)
            yield tag, data[start : end - 2]
        else:
            end = start + length
            if end > len(data):
                raise ValueError("cut short")
            yield tag, data[start:end]
        at = end


def _head(data: bytes, at: int) -> tuple[int, int, int | None]:
    """A value's tag, where its content starts and its length; None for an open one."""
    tag, size = data[at], data[at + 1]
    if tag & 0x1F == 0x1F:
        raise ValueError("a tag of several bytes")
    if size < 0x80:
        return tag, at + 2, size
    if size == 0x80:
        return tag, at + 2, None
    count = size & 0x7F
    if count > 5 or at + 2 + count > len(data):
        raise ValueError("a length of too many bytes")
    return tag, at + 2 + count, int.from_bytes(data[at + 2 : at + 2 + count], "big")


def _end(data: bytes, start: int, depth: int) -> int:
    """Behind the end of an open value whose content starts at `start`."""
    if depth > _MOST_NESTED:
        raise ValueError("too deep")
    at, number = start, 0
    while number < _MOST_PARTS:
        number += 1
        tag, inside, length = _head(data, at)
        if tag == 0 and length == 0:
            return inside
        at = _end(data, inside, depth + 1) if length is None else inside + length
    raise ValueError("too many parts")
