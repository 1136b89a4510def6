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
                if max(opened.size) <= LONGEST_SIDE and opened.format in ("PNG", "JPEG") and _is_bare(data):
                    return Fit(data, ".jpg" if photo else ".png", hashlib.sha256(data).hexdigest())
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


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture in pixels; None where it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as opened:
                return opened.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


_PIXELS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA sRGB pHYs cHRM sBIT bKGD".split())
_TOLD = (0xE1, 0xE2, 0xED, 0xFE, *range(0xE3, 0xED), 0xEF)
"""Segments of a JPEG that tell of camera, place, program or author."""


def _is_bare(data: bytes) -> bool:
    """Whether a PNG or JPEG holds nothing but its pixels, so that it can stay as it is, byte for byte."""
    at = 8
    if data[:2] == b"\xff\xd8":
        at = 2
        while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
            if data[at + 1] in _TOLD:
                return False
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        return data.rstrip(b"\0").endswith(b"\xff\xd9") and data.count(b"\xff\xd8\xff") == 1
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name not in _PIXELS:
            return False
        at += 12 + length
        if name == b"IEND":
            return at == len(data)
    return False


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


def shown(data: bytes) -> bytes | None:
    """The bytes as a Word file can hold them: PNG and JPEG as they are, others drawn anew as PNG; else None."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" or data[:3] == b"\xff\xd8\xff":
        return data
    made = fitted(data)
    return made.data if made else None
