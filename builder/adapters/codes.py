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
    import zxingcpp  # late: only paper needs it

    made: list[Any] = []
    for level in ("M", "Q", "H"):
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
        image: Any = code.to_image(scale=1, add_quiet_zones=False)
        image = memoryview(image)
        if made and image.shape != made[0].shape:
            break
        made.append(image)
    return tuple(tuple(dot == 0 for dot in row) for row in made[-1].tolist())


_CAPITALS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""The letters that take the least room in a code (ISO/IEC 18004, alphanumeric mode)."""


@lru_cache(maxsize=100)
def as_svg(text: str) -> str:
    """The code of a text as an SVG of lines, without a margin."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()
