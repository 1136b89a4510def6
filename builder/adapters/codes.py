"""Codes to scan (QR), as squares and as lines: through zxing-cpp and segno. Knows no form."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import segno


@lru_cache(maxsize=1000)
def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code of a text, row by row from the top, dark squares true. No margin.

    The smallest that bears 15 % of damage, and more where that makes it no larger. Remembered: a team's file and its
    pages of the print run bear the same. Capitals, which references are in, by zxing-cpp in a tenth of segno's time; of
    other letters it makes codes that some readers do not know.
    """
    if not _CAPITALS.issuperset(text):
        return tuple(tuple(bool(dark) for dark in row) for row in segno.make(text, error="m", micro=False).matrix)
    image = _image(text, _level(text.translate(_KINDS)))
    rows = bytes(image).translate(_DARK)
    side = round(len(rows) ** 0.5)
    return tuple(tuple(map(bool, rows[at : at + side])) for at in range(0, len(rows), side))


def _image(text: str, level: str) -> memoryview:
    """The code of some capitals, row by row, dark squares 0. The level says how much damage it bears."""
    import zxingcpp  # late: only paper needs it

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    return memoryview(image)


@lru_cache(maxsize=1000)
def _level(kinds: str) -> str:
    """The level of the soundest code that is no larger than the least sound one, for a text of such letters.

    How large a code is hangs on nothing but where its digits stand: both pages of a worksheet need as much room.
    """
    least = _image(kinds, "M").shape
    return next(level for level in ("H", "Q", "M") if level == "M" or _image(kinds, level).shape == least)


_CAPITALS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""The letters that take the least room in a code (ISO/IEC 18004, alphanumeric mode)."""
_KINDS = {ord(letter): "0" if letter.isdigit() else "A" for letter in _CAPITALS}
_DARK = bytes(number == 0 for number in range(256))


@lru_cache(maxsize=100)
def as_svg(text: str) -> str:
    """The code of a text as an SVG of lines, without a margin."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()
