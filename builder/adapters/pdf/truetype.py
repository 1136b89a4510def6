"""What a TrueType face holds: letters, widths and measures. Just enough to embed one and to know its gaps.

fontTools reads it, and is imported when a face is first looked into: it costs a tenth of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


@dataclass(frozen=True, slots=True)
class Face:
    """A face; widths and measures in thousandths of the type size, as PDF wants them."""

    name: str
    data: bytes
    widths: dict[int, int]
    """Code point to advance width, for every letter of the face."""
    missing: int
    """The width of the sign for a missing letter."""
    box: tuple[int, int, int, int]
    ascent: int
    descent: int

    def width(self, char: str) -> int:
        """The advance width of a letter, or of the missing-letter sign."""
        return self.widths.get(ord(char), self.missing)


def _nameless(font: TTFont) -> None:
    """Numbers the glyphs of a font that was just opened: to find or make up their names takes most of the time."""
    font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])


@cache
def load_face(path: Path) -> Face:
    """Reads a face from a .ttf file. Raises OSError, or fontTools.ttLib.TTLibError where it is none."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        _nameless(font)
        head, hhea, metrics = font["head"], font["hhea"], font["hmtx"].metrics

        def scaled(value: int) -> int:
            return round(int(value) * 1000 / int(head.unitsPerEm))

        return Face(
            name=path.stem,
            data=path.read_bytes(),
            widths={code: scaled(metrics[name][0]) for code, name in font.getBestCmap().items()},
            missing=scaled(metrics[font.getGlyphOrder()[0]][0]),
            box=(scaled(head.xMin), scaled(head.yMin), scaled(head.xMax), scaled(head.yMax)),
            ascent=scaled(hhea.ascent),
            descent=scaled(hhea.descent),
        )


@cache
def letters_of(faces: tuple[Path, ...]) -> frozenset[int]:
    """The code points that any of the faces has a letter for."""
    from fontTools.ttLib import TTFont

    known: set[int] = set()
    for path in faces:
        with TTFont(path, lazy=True) as font:
            _nameless(font)
            known |= font.getBestCmap().keys()
    return frozenset(known)
