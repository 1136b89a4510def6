"""A mailbox file, message by message, whatever its size: only one message is ever in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..limits import MAX_CONTAINER

_HEADER = re.compile(rb"[!-9;-~]{1,60}:")
"""What follows the line that begins a message; a sentence that begins with "From" is followed by other words."""
_QUOTED = re.compile(rb"^>+From ")


def split(path: Path) -> Iterator[bytes]:
    """The messages of a mailbox, cut at `MAX_CONTAINER` bytes. Raises OSError."""
    lines: list[bytes] = []
    size, blank = 0, True
    with path.open("rb") as mailbox:
        following = mailbox.readline(1_000_000)
        while line := following:
            following = mailbox.readline(1_000_000)
            if blank and line.startswith(b"From ") and _HEADER.match(following):
                if lines:
                    yield b"".join(lines)
                lines, size = [], 0
            elif size < MAX_CONTAINER:
                lines.append(line[1:] if _QUOTED.match(line) else line)
                size += len(line)
            blank = line in (b"\n", b"\r\n")
    if lines:
        yield b"".join(lines)
