"""The packed RTF of Outlook's messages ([MS-OXRTFCP]), and the words of an RTF text."""

from __future__ import annotations

import re
import struct

MOST = 16 * 1024 * 1024
"""Bytes that packed RTF may unfold to."""

_PREFIX = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the dictionary begins with, by the published format: both sides must have the same."""


def unpacked(data: bytes) -> bytes:
    """RTF out of its packed form; b"" where it is not one."""
    if len(data) < 16:
        return b""
    _, raw, kind = struct.unpack_from("<II4s", data)
    if kind == b"MELA":
        return data[16 : 16 + raw]
    if kind != b"LZFu" or raw > MOST:
        return b""
    window = bytearray(_PREFIX.ljust(4096, b"\0"))
    place, out, at = len(_PREFIX), bytearray(), 16
    while at < len(data) and len(out) < raw:
        flags, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                break
            if not flags >> bit & 1:
                piece, at = data[at : at + 1], at + 1
            else:
                token, at = int.from_bytes(data[at : at + 2], "big"), at + 2
                start, length = token >> 4, (token & 15) + 2
                if start == place:
                    return bytes(out)
                piece = b""
            for step in range(len(piece) or length):
                byte = piece[0] if piece else window[(start + step) % 4096]
                out.append(byte)
                window[place] = byte
                place = (place + 1) % 4096
    return bytes(out)


_TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
_AWAY = frozenset((b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"themedata", b"datastore", b"listtable"))
_BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t"}


def rtf_words(data: bytes) -> str:
    """The words of an RTF text; for a message that was HTML first (\\fromhtml) without its tags."""
    out: list[str] = []
    hidden, stack, skip = False, [], 0
    for found in _TOKEN.finditer(data):
        word, number, code, sign, brace, text = found.groups()
        if brace == b"{":
            stack.append(hidden)
        elif brace == b"}":
            hidden = stack.pop() if stack else False
        elif word in _AWAY or sign == b"*":
            hidden = True
        elif word == b"htmlrtf":
            hidden = number != b"0"
        elif not hidden:
            piece, skip = _piece(word, number, code, sign, text, skip)
            out.append(piece)
    return "".join(out)


def _piece(
    word: bytes | None, number: bytes | None, code: bytes | None, sign: bytes | None, text: bytes | None, skip: int
) -> tuple[str, int]:
    """The words of one token, and how many characters after it stand for those it could not show."""
    if word == b"u" and number:
        return chr(int(number) % 65_536), 1
    if word:
        return _BREAKS.get(word, ""), skip
    said = bytes.fromhex(code.decode()) if code else sign if sign in (b"\\", b"{", b"}") else text or b""
    if sign == b"~":
        said = b" "
    return (said or b"")[skip:].decode("cp1252", "replace"), 0 if said else skip
