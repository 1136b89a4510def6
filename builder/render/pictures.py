"""The pictures of a briefing: how large they are, so that a page does not jump, and their files beside its pages."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from ..model.briefing import Briefing


def picture_sizes(briefing: Briefing) -> Mapping[str, tuple[int, int]]:
    """Width and height in pixels of each picture, by its `src`; one that is no picture is not shown."""
    sizes = {picture.name: picture_size(picture.data) for picture in briefing.pictures}
    return {name: size for name, size in sizes.items() if size}


def write_pictures(briefing: Briefing, folder: Path) -> None:
    """Puts the pictures at the same places below `folder`. The reader has kept out paths that leave the briefing."""
    for picture in briefing.pictures:
        target = folder / unquote(picture.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture.data)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP picture, or None. From the formats' own headers."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp_size(data)
    return _jpeg_size(data) if data[:2] == b"\xff\xd8" else None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if data[12:16] == b"VP8 " and len(data) >= 30:
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
