"""Files that older mail programs write into the words of a message (uuencode, POSIX.1)."""

from __future__ import annotations

import binascii
import re

_FILE = re.compile(r"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[\x20-\x60]{1,90}\r?\n){1,400000})end[ \t]*\r?$", re.M)
MOST = 50
"""Files in one message."""


def without_files(text: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """The words without such files, and the files by name."""
    if "\nend" not in text:
        return text, ()
    files: list[tuple[str, bytes]] = []

    def take(found: re.Match[str]) -> str:
        data = _decoded(found[2])
        if not data or len(files) >= MOST:
            return found[0]
        files.append((found[1].strip(), data))
        return ""

    return _FILE.sub(take, text), tuple(files)


def _decoded(lines: str) -> bytes:
    try:
        return b"".join(binascii.a2b_uu(line) for line in lines.splitlines() if line.strip(" `"))
    except (binascii.Error, ValueError):
        return b""
