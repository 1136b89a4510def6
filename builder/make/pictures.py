"""The pictures of a briefing's sections: which files they are, and how large, so that a page does not jump.

Only raster pictures beside the sections are taken: a path that leaves the briefing's folder, another website's
picture or an SVG (which may carry scripts) is shown by its alternative text.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..model import Block, Briefing, Image, Inline, ListBlock, PointList, Quote, Table


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures by their `src`: the file and its width and height in pixels."""

    files: Mapping[str, Path]
    sizes: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, briefing: Briefing, project: Path) -> Pictures:
        """The pictures that the briefing's sections show and that are there."""
        folder = (project / briefing.place.path).parent
        files: dict[str, Path] = {}
        sizes: dict[str, tuple[int, int]] = {}
        for src in sorted(set(_sources(briefing))):
            path = _inside(folder, src)
            size = picture_size(path.read_bytes()) if path else None
            if path and size:
                files[src], sizes[src] = path, size
        return cls(files, sizes)

    @property
    def mark(self) -> str:
        """A hash of all pictures."""
        mark = hashlib.sha256()
        for src, path in sorted(self.files.items()):
            mark.update(src.encode() + b"\0" + path.read_bytes())
        return mark.hexdigest() if self.files else ""

    def write(self, folder: Path) -> None:
        """Copy the pictures to the same places below `folder`."""
        for src, path in self.files.items():
            target = folder / src
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def _inside(folder: Path, src: str) -> Path | None:
    pure = PurePosixPath(src)
    if ":" in src or "\\" in src or pure.is_absolute() or ".." in pure.parts:
        return None
    path = folder / pure
    return path if path.is_file() and path.resolve().is_relative_to(folder.resolve()) else None


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


def _sources(briefing: Briefing) -> Iterator[str]:
    for section in briefing.sections:
        yield from _in_blocks(section.blocks)
        for note in section.footnotes:
            yield from _in_blocks(note)


def _in_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case ListBlock(_, items):
                for item in items:
                    yield from _in_blocks(item.blocks)
            case PointList(points):
                for point in points:
                    yield from _in_blocks(point.blocks)
            case Quote(inner):
                yield from _in_blocks(inner)
            case Table(header, rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from _in_inlines(cell.inlines)
            case _:
                yield from _in_inlines(getattr(block, "inlines", ()))


def _in_inlines(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Image):
            yield inline.src
        else:
            yield from _in_inlines(getattr(inline, "children", ()))
