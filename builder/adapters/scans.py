"""Reads the codes that are printed on paper, out of scans and photographs, through zxing-cpp. Follows none of them."""

from __future__ import annotations

import io
from urllib.parse import unquote

MOST_PIXELS = 60_000_000
"""Of a picture; a telephone takes up to 50 million."""
ENOUGH = 2_000
"""Pixels of the longer side that are looked at first: a code on a page is far larger than that needs."""


def codes_in(data: bytes) -> tuple[str, ...]:
    """What the codes in a picture say, each once; () where there is none or the bytes are no picture that is known."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return ()
            picture.draft("L", (ENOUGH, ENOUGH))
            grey = ImageOps.exif_transpose(picture).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, EOFError):
        return ()
    return _codes(grey)


def codes_on_pages(data: bytes, most: int) -> tuple[str, ...]:
    """What the codes on a scanned PDF's first pages say, each once; () where it cannot be drawn."""
    import pypdfium2

    found: list[str] = []
    try:
        pdf = pypdfium2.PdfDocument(data)
        for number in range(min(most, len(pdf))):
            page = pdf[number]
            longer = max(page.get_size())
            drawn = page.render(scale=min(ENOUGH / max(longer, 1.0), 4.0), grayscale=True)
            found += _codes(drawn.to_pil().convert("L"))
            page.close()
        pdf.close()
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError):
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(found))


def _codes(grey: object) -> tuple[str, ...]:
    import zxingcpp
    from PIL import Image

    assert isinstance(grey, Image.Image)
    small = grey.copy()
    small.thumbnail((ENOUGH, ENOUGH))
    for picture in (small, grey) if grey.size != small.size else (small,):
        found = zxingcpp.read_barcodes(picture)
        if said := tuple(dict.fromkeys(unquote(code.text) for code in found if code.text)):
            return said
    return ()
