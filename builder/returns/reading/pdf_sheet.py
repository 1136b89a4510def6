"""One worksheet's pages in a PDF, and what stands on them beside the fields: notes, and words typed into the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...adapters.pdf.returned import Page, PageField, PageNote
from ...adapters.pdf.typed import PageWords
from ..replies import Remark
from .field_names import is_ours, our_name

_TICKS = frozenset("xX✓✔☑☒✗✘√yY")


@dataclass
class PdfSheet:
    """The pages of one worksheet, as they follow each other."""

    fields: dict[str, PageField] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)
    printed: str = ""


def take_notes(sheet: PdfSheet, page: Page, number: int) -> None:
    """Notes laid on a page: into the field below them, else outside the form."""
    place = f"page {number + 1}"
    for note in page.notes:
        below = _below(note, page.fields)
        if not note.text:
            sheet.remarks.append(Remark("drawing", "", place))
        elif note.kind in ("StrikeOut", "Highlight", "Underline", "Squiggly", "Caret"):
            sheet.remarks.append(Remark("comment", note.text, our_name(below.name) if below else place))
        elif below is None or below.fixed or (below.tick and not _ticks(note.text)):
            sheet.remarks.append(Remark("note", note.text, place))
        else:
            sheet.added.setdefault(our_name(below.name), []).append(note.text)


def _ticks(text: str) -> bool:
    return text.strip().casefold() == "yes" or (len(text.strip()) == 1 and text.strip() in _TICKS)


def _below(note: PageNote, fields: Iterable[PageField]) -> PageField | None:
    """The field under a note's middle, else the one it covers by half."""
    left, bottom, right, top = note.rect
    x, y = (left + right) / 2, (bottom + top) / 2
    area = max((right - left) * (top - bottom), 1.0)
    best, most = None, 0.5
    for found in fields:
        if not is_ours(our_name(found.name)):
            continue
        west, south, east, north = found.rect
        if west <= x <= east and south <= y <= north:
            return found
        covered = max(0.0, min(right, east) - max(left, west)) * max(0.0, min(top, north) - max(bottom, south)) / area
        if covered > most:
            best, most = found, covered
    return best


def take_words(sheets: list[PdfSheet], words: tuple[PageWords, ...]) -> None:
    """Words in the pages themselves that carry no tag; of a file without any tag all of them."""
    tagged = any(page.tagged for page in words)
    for sheet in sheets:
        for number in sheet.pages:
            if number >= len(words):
                continue
            lines = words[number].untagged if tagged else tuple(words[number].all.splitlines())
            sheet.remarks += [Remark("outside", t, f"page {number + 1}", tagged) for t in map(str.strip, lines) if t]
