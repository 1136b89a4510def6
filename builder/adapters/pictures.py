"""Pictures from strangers' files made fit for a page: no larger than a screen, and without a word of metadata."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 1600
"""Pixels: twice the width of a column of text."""
MAX_PIXELS = 60_000_000
SMALLEST = 24
"""A picture of fewer pixels on both sides is a bullet or a line."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A picture ready for a page."""

    data: bytes
    suffix: str
    digest: str


def fitted(data: bytes) -> Fit | None:
    """The picture drawn anew: turned as its camera meant, at most 1,600 pixels long, no metadata; else None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")) as opened:
                if opened.width * opened.height > MAX_PIXELS or max(opened.size) < SMALLEST:
                    return None
                photo = opened.format == "JPEG"
                picture = ImageOps.exif_transpose(opened)
                picture = picture.convert("RGB" if photo else "RGBA")
                picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                return _saved(picture, photo=photo)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        Image.DecompressionBombError,
    ):
        return None


def _saved(picture: Image.Image, *, photo: bool) -> Fit:
    """The pixels alone: a new image, so that nothing but them can come along."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    if photo:
        bare.save(out, "JPEG", quality=85, optimize=True)
    else:
        opaque = bare.getchannel("A").getextrema() == (255, 255)
        (bare.convert("RGB") if opaque else bare).save(out, "PNG", optimize=True)
    made = out.getvalue()
    return Fit(made, ".jpg" if photo else ".png", hashlib.sha256(made).hexdigest())
