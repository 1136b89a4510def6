"""Scans and photographs of worksheets: filed by the code on each page. Handwriting is never guessed."""

from __future__ import annotations

import re
from itertools import islice

from ...adapters.archives import unzipped
from ...adapters.scans import codes_in
from ...form.plan import Reference
from ..limits import MAX_SCANNED, MAX_STREAM
from ..replies import NotRead, Reason, Return

_PICTURES = re.compile(r"(?:word/media|Pictures)/[^/]+\.(?:png|jpe?g|webp|tiff?|heic|bmp|gif)", re.I)
_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ENDINGS = ("heic", "heif", "avif", "tif", "tiff", "jpg", "jpeg", "png", "webp", "bmp", "gif", "jfif")


def is_picture(start: bytes, ending: str) -> bool:
    """Whether bytes are a picture, or a name says so."""
    webp = start[:4] == b"RIFF" and start[8:12] == b"WEBP"
    return (
        start.startswith(_STARTS)
        or webp
        or start[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif")
        or ending in _ENDINGS
    )


def read_picture(data: bytes) -> tuple[Return, ...]:
    """Raises NotRead always: with the reference where a code on it states one."""
    raise picture_not_read(codes_in(data, names_a_form, MAX_SCANNED))


def pictured(data: bytes, problem: NotRead) -> NotRead:
    """Why a document (.docx, .odt) is no worksheet: perhaps it only holds photographs of one."""
    pictures = (entry.data for entry in unzipped(data, MAX_STREAM) if entry.data and _PICTURES.match(entry.name))
    codes = (code for picture in islice(pictures, MAX_SCANNED) for code in codes_in(picture, names_a_form, 1))
    found = picture_not_read(tuple(codes))
    if not found.reference_text:
        return problem
    return NotRead(found.reason, found.detail, found.reference_text, problem.words, found.more)


def names_a_form(code: str) -> bool:
    """Whether a code is a page's: a form's first page carries the address of the briefing as a code, too."""
    return Reference.parse(code) is not None


def picture_not_read(codes: tuple[str, ...], detail: str = "") -> NotRead:
    """What a picture with these codes is: a worksheet that a person types in, or a picture."""
    found = tuple(dict.fromkeys(str(r) for text in codes if (r := Reference.parse(text))))
    return NotRead(Reason.PICTURE, detail or ("code" if found else ""), found[0] if found else "", "", found[1:])
