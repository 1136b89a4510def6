"""Reads the codes that are printed on paper, out of scans and photographs, through zxing-cpp. Follows none of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 60_000_000
"""Of a picture; a telephone takes up to 50 million."""
ENOUGH = 2_000
"""Pixels of the longer side that a code on a page needs and more. Only QR codes are looked for: all kinds of code take
ten times as long."""


Wanted = Callable[[str], bool]
"""Whether a code is what is looked for: until one is, the picture is looked at in a smaller size, too."""


def codes_in(data: bytes, wanted: Wanted, most: int) -> tuple[str, ...]:
    """What the codes in a picture say, each once; () where there is none or the bytes are no picture that is known.

    A picture may have several pages, as a fax or a scan (TIFF); `most` of them are looked at.
    """
    from PIL import Image, UnidentifiedImageError

    if data[4:8] == b"ftyp":
        _know_heic()
    found: list[str] = []
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for page in range(min(most, getattr(picture, "n_frames", 1))):
                picture.seek(page)
                if picture.width * picture.height > MOST_PIXELS:
                    break
                picture.draft("L", (ENOUGH, ENOUGH))
                found += _codes(picture.convert("L"), wanted)  # which side is up makes no difference to a code
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, EOFError):
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(found))


def _know_heic() -> None:
    """Teaches Pillow what telephones of one maker write, where that library is there."""
    with suppress(ImportError):
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False)


def codes_on_pages(data: bytes, most: int, wanted: Wanted) -> tuple[str, ...]:
    """What the codes on a scanned PDF's first pages say, each once; () where it cannot be drawn."""
    import pypdfium2

    found: list[str] = []
    try:
        pdf = pypdfium2.PdfDocument(data)
        for number in range(min(most, len(pdf))):
            page = pdf[number]
            longer = max(page.get_size())
            drawn = page.render(scale=min(ENOUGH / max(longer, 1.0), 4.0), grayscale=True)
            found += _codes(drawn.to_pil().convert("L"), wanted)
            page.close()
        pdf.close()
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError):
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(found))


def _codes(grey: Image, wanted: Wanted) -> tuple[str, ...]:
    import zxingcpp

    said: list[str] = []
    for picture in _sizes(grey):
        found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        said += [unquote(code.text) for code in found if code.text]
        if any(map(wanted, said)):
            break
    return tuple(dict.fromkeys(said))


def _sizes(grey: Image) -> Iterator[Image]:
    """The picture as it is, then smaller: what a telephone's lens blurs is sharp again in a smaller picture."""
    yield grey
    if max(grey.size) > ENOUGH:
        small = grey.copy()
        small.thumbnail((ENOUGH, ENOUGH))
        yield small
