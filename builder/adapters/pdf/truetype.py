"""What a TrueType face holds: letters, widths and measures. Just enough to embed one and to know its gaps.

Offsets and formats follow the OpenType specification 1.9, chapters cmap, hmtx, head, hhea and OS/2.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import unpack_from


@dataclass(frozen=True, slots=True)
class Face:
    """A face; widths and measures in thousandths of the type size, as PDF wants them."""

    name: str
    data: bytes
    glyphs: dict[int, int]
    """Code point to glyph."""
    widths: tuple[int, ...]
    """Glyph to advance width."""
    box: tuple[int, int, int, int]
    ascent: int
    descent: int

    def width(self, char: str) -> int:
        """The advance width of a letter, or of the missing-letter sign."""
        glyph: int = self.glyphs.get(ord(char), 0)
        return self.widths[min(glyph, len(self.widths) - 1)]


@cache
def load_face(path: Path) -> Face:
    """Reads a face from a .ttf file. Raises OSError, or struct.error and KeyError where it is none."""
    data = path.read_bytes()
    count = unpack_from(">H", data, 4)[0]
    entries = (unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(count))
    tables = {tag.decode("latin-1"): offset for tag, _, offset, _ in entries}
    units: int = unpack_from(">H", data, tables["head"] + 18)[0]

    def scaled(value: int) -> int:
        return round(value * 1000 / units)

    x0, y0, x1, y1 = (scaled(v) for v in unpack_from(">4h", data, tables["head"] + 36))
    ascent, descent = unpack_from(">2h", data, tables["hhea"] + 4)
    (metrics,) = unpack_from(">H", data, tables["hhea"] + 34)
    widths = tuple(scaled(unpack_from(">H", data, tables["hmtx"] + 4 * i)[0]) for i in range(metrics))
    glyphs = _glyphs(data, tables["cmap"])
    return Face(path.stem, data, glyphs, widths, (x0, y0, x1, y1), scaled(ascent), scaled(descent))


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    found: dict[int, int] = {}
    count = unpack_from(">H", data, cmap + 2)[0]
    for i in range(count):
        platform, _, offset = unpack_from(">HHL", data, cmap + 4 + 8 * i)
        if platform not in (0, 3):
            continue
        form = unpack_from(">H", data, cmap + offset)[0]
        if form == 4:
            found |= _segments(data, cmap + offset)
        elif form == 12:
            found |= _groups(data, cmap + offset)
    return found


def _segments(data: bytes, at: int) -> dict[int, int]:
    found: dict[int, int] = {}
    size = unpack_from(">H", data, at + 6)[0]
    ends, starts = at + 14, at + 16 + size
    for i in range(0, size, 2):
        end, start = unpack_from(">H", data, ends + i)[0], unpack_from(">H", data, starts + i)[0]
        delta, offset = unpack_from(">H", data, starts + size + i)[0], unpack_from(">H", data, starts + 2 * size + i)[0]
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = unpack_from(">H", data, starts + 2 * size + i + offset + 2 * (code - start))[0]
            if (glyph or not offset) and (glyph := (glyph + delta) & 0xFFFF):
                found[code] = glyph
    return found


def _groups(data: bytes, at: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for i in range(unpack_from(">L", data, at + 12)[0]):
        start, end, glyph = unpack_from(">3L", data, at + 16 + 12 * i)
        found |= {code: glyph + code - start for code in range(start, end + 1)}
    return found
