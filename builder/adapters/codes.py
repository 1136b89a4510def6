"""Codes to scan (QR), as squares and as lines: through segno. Knows no form."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=1000)
def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code of a text, row by row from the top, dark squares true. No margin.

    Remembered: a team's file and its pages of the print run bear the same ones, and each takes 10 ms.
    """
    return tuple(tuple(bool(dark) for dark in row) for row in segno.make(text, error="m", micro=False).matrix)


def as_svg(text: str) -> str:
    """The code of a text as an SVG of lines, without a margin."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()
