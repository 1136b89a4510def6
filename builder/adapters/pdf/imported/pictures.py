"""Pictures on a PDF's pages as a reader sees them: drawn anew from the page, with what covers them.

The bytes in the file are never taken: a black bar over a face, a turned page and a mask would be lost, and
metadata kept.
"""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ...documents.content import Kind, Left, TakenPicture
from ...pictures import LONGEST_SIDE, fitted
from .annotations import Edges, Turn, edges
from .lines import Drawn, PageText

MAX_PICTURES = 60
_SMALLEST = 0.01
"""The part of a page that a picture takes up; what is smaller is a bullet, an icon or a line."""
_WHOLE = 0.9
_WORDS_ON_IT = 12
"""So many words printed over a picture make it the ground of a panel."""
_SCALES = (1.5, 6.0)
"""Pixels for a point, at least and at most."""
_DEEP = 8


def on_page(page: pdfium.PdfPage, found: PageText, turn: Turn) -> list[Drawn]:
    """The pictures of a page; tiles of one picture as one."""
    if found.is_picture:
        return []
    size = max(1.0, found.width * found.height)
    words = dict(_alternatives(page))
    tiles = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEP):
        box = _edges_of(item, turn)
        if box is None:
            continue
        left, top, right, bottom = (
            max(0.0, box[0]),
            max(0.0, box[1]),
            min(found.width, box[2]),
            min(found.height, box[3]),
        )
        if right - left < 1 or bottom - top < 1:
            continue
        alt = words.get(raw.FPDFPageObj_GetMarkedContentID(item), "")
        tiles.append(Drawn(found.number, left, top, right, bottom, _scale(item, box), alt, _is_photo(item)))
    whole = _joined(tiles)
    return [one for one in whole if _area(one) / size > _SMALLEST]


def sorted_out(pages: Sequence[PageText]) -> tuple[list[Drawn], list[Left]]:
    """The pictures to take, and those that are left out: on many pages, behind the words, or too many."""
    taken: list[Drawn] = []
    left: list[Left] = []
    places = Counter(_place(one) for page in pages for one in page.drawn)
    often = max(2, 0.4 * len(pages))
    for page in pages:
        for one in page.drawn:
            behind = _area(one) > _WHOLE * page.width * page.height or _words_on(one, page) >= _WORDS_ON_IT
            if (len(pages) > 1 and places[_place(one)] >= often) or behind:
                left.append(Left(Kind.ORNAMENT, one.alt, f"page {page.number}"))
            elif len(taken) >= MAX_PICTURES:
                left.append(Left(Kind.PICTURE, one.alt, f"page {page.number}"))
            else:
                taken.append(one)
    return taken, left


def made(document: pdfium.PdfDocument, wanted: Sequence[Drawn]) -> tuple[dict[Drawn, TakenPicture], list[Left]]:
    """The pictures drawn anew, each once; what cannot be drawn is named."""
    pictures: dict[Drawn, TakenPicture] = {}
    names: dict[str, str] = {}
    left: list[Left] = []
    for one in wanted:
        fit = fitted(_pixels(document[one.page - 1], one))
        if fit is None:
            left.append(Left(Kind.PICTURE, one.alt, f"page {one.page}"))
            continue
        name = names.setdefault(fit.digest, f"picture-{len(names) + 1}{fit.suffix}")
        pictures[one] = TakenPicture(name, fit.data, one.alt, f"page {one.page}")
    return pictures, left


def _pixels(page: pdfium.PdfPage, one: Drawn) -> bytes:
    """The part of the page on which a picture lies, as PNG or JPEG."""
    wide, high = page.get_size()
    longest = max(one.right - one.left, one.bottom - one.top)
    scale = min(one.scale, LONGEST_SIDE / max(1.0, longest))
    crop = (one.left, max(0.0, high - one.bottom), max(0.0, wide - one.right), one.top)
    picture = page.render(scale=scale, crop=tuple(x * 1.0 for x in crop)).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88) if one.photo else picture.save(out, "PNG")
    return out.getvalue()


# Where it lies -----------------------------------------------------------------------------------


def _edges_of(item: Any, turn: Turn) -> Edges | None:
    """The edges of an object on the page as it is read; inside a group they are told in the group's own measure."""
    try:
        box = item.get_bounds()
        holder = item.container
        while holder is not None:
            box = holder.get_matrix().on_rect(*box)
            holder = holder.container
    except pdfium.PdfiumError:
        return None
    return edges(turn, *box)


def _scale(item: Any, box: Edges) -> float:
    """Pixels of the picture for a point of the page."""
    try:
        wide, high = item.get_px_size()
    except pdfium.PdfiumError:
        return _SCALES[0]
    across, down = max(1.0, box[2] - box[0]), max(1.0, box[3] - box[1])
    return float(min(_SCALES[1], max(_SCALES[0], max(wide, high) / max(across, down))))


def _is_photo(item: Any) -> bool:
    try:
        return any(name in ("DCTDecode", "JPXDecode") for name in item.get_filters())
    except pdfium.PdfiumError:
        return False


def _joined(tiles: list[Drawn]) -> list[Drawn]:
    """Pictures that lie on or right beside each other, as tiles do, as one."""
    out: list[Drawn] = []
    for tile in sorted(tiles, key=lambda t: (t.top, t.left)):
        now = tile
        while (other := next((o for o in out if _is_tile(o, now)), None)) is not None:
            out.remove(other)
            now = replace(
                other,
                left=min(other.left, now.left), top=min(other.top, now.top), right=max(other.right, now.right),
                bottom=max(other.bottom, now.bottom), scale=max(other.scale, now.scale), alt=other.alt or now.alt,
                photo=other.photo and now.photo,
            )  # fmt: skip
        out.append(now)
    return out


def _is_tile(a: Drawn, b: Drawn) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    if across > 1 and down > 1:
        return across * down > 0.5 * min(_area(a), _area(b))
    beside = -1.5 <= across <= 1 and abs(a.top - b.top) < 2 and abs(a.bottom - b.bottom) < 2
    below = -1.5 <= down <= 1 and abs(a.left - b.left) < 2 and abs(a.right - b.right) < 2
    return beside or below


def _area(one: Drawn) -> float:
    return (one.right - one.left) * (one.bottom - one.top)


def _place(one: Drawn) -> tuple[int, ...]:
    return tuple(round(edge / 6) for edge in one.edges)


def _words_on(one: Drawn, page: PageText) -> int:
    """How many words are printed over a picture."""
    return sum(
        len(line.text.split())
        for line in page.lines
        if one.left <= (line.left + line.right) / 2 <= one.right
        and one.top <= (line.top + line.bottom) / 2 <= one.bottom
    )


# Its words ---------------------------------------------------------------------------------------


def _alternatives(page: pdfium.PdfPage) -> Iterator[tuple[int, str]]:
    """Alternative texts that a tagged page gives, by the number of the marked content that they are about."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for n in range(min(raw.FPDF_StructTree_CountChildren(tree), 2_000)):
            yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, n), "", 0)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _below(element: Any, outer: str, depth: int) -> Iterator[tuple[int, str]]:
    if not element or depth > 40:
        return
    alt = _alternative(element) or outer
    if alt:
        count = raw.FPDF_StructElement_GetMarkedContentIdCount(element)
        numbers = [raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, n) for n in range(max(0, min(count, 50)))]
        yield from ((number, alt) for number in numbers if number >= 0)
    for n in range(min(raw.FPDF_StructElement_CountChildren(element), 2_000)):
        yield from _below(raw.FPDF_StructElement_GetChildAtIndex(element, n), alt, depth + 1)


def _alternative(element: Any) -> str:
    length = raw.FPDF_StructElement_GetAltText(element, None, 0)
    if not 2 < length < 8_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetAltText(element, buffer, length)
    return " ".join(buffer.raw.decode("utf-16-le", "replace").rstrip("\0").split())
