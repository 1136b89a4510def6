"""A PDF's words: lines with their size and weight, joined to paragraphs, headings and items. Knows no briefing.

A PDF keeps no paragraphs: sizes, gaps and marks are all there is. The report says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from ...documents import Document, Kind, Left, Seen, UnreadableDocumentError
from .lines import PageText, TextLine
from .order import ordered, with_pictures
from .page_text import MAX_CHARACTERS, page_text
from .paragraphs import pieces_of
from .pictures import made, sorted_out
from .running_lines import named, running_lines

MAX_PAGES = 120
LOSS = (
    "A PDF keeps no paragraphs, lists or tables: read every part once against the original. A Word file imports better."
)


def read_pdf(data: bytes) -> Document:
    """What stands in a PDF. Raises UnreadableDocumentError with a sentence for a person."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = "It has a password." if "assword" in str(error) else "It is not a whole PDF."
        raise UnreadableDocumentError(f"{reason} Ask for the Word file.") from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableDocumentError(f"It has more than {MAX_PAGES} pages.")
        pages: list[PageText] = []
        budget = MAX_CHARACTERS
        for number in range(len(document)):
            pages.append(page_text(document[number], number + 1, budget))
            budget -= sum(len(line.letters) for line in pages[-1].lines)
        wanted, left = sorted_out(pages)
        pictures, unable = made(document, wanted)
        title = " ".join(document.get_metadata_value("Title").split())
    finally:
        document.close()
    running = running_lines(pages)
    left += [one for page in pages for one in page.left]
    left += unable
    left += [Left(Kind.SCAN, "", f"page {p.number}") for p in pages if p.is_picture]
    left += named(running)
    gone = {id(line) for line, _ in running}
    lines = {page.number: ordered(page, gone) for page in pages}
    flow = [one for page in pages for one in with_pictures(lines[page.number], page.number, pictures)]
    seen = tuple(_seen([line for some in lines.values() for line in some]))
    headers = tuple(dict.fromkeys(line.text for line, kind in running if kind is Kind.HEADER))
    if budget <= 0:
        left.append(Left(Kind.OTHER, "words after the first 400,000 letters"))
    named_once = {picture.name: picture for picture in reversed(pictures.values())}
    return Document(
        tuple(pieces_of(flow)), title, (LOSS,) if any(lines.values()) else (), tuple(left), seen,
        tuple(reversed(named_once.values())), headers,
    )  # fmt: skip


def _seen(lines: Sequence[TextLine]) -> Iterator[Seen]:
    """The words of the lines; those that a hyphen at a line's end parts are told together."""
    held, page = "", 0
    for line in lines:
        held = f"{held} {line.text}" if held else line.text
        held, page = re.sub("\u00ad$", "-", held), line.page
        if not held.endswith(("-", "\u00ad", "\u2010")):
            yield Seen(held, f"page {page}")
            held = ""
    if held:
        yield Seen(held, f"page {page}")
