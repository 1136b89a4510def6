"""A PDF's words: lines with their size and weight, joined to paragraphs, headings and items. Knows no briefing.

A PDF keeps no paragraphs: sizes, gaps and marks are all there is. The report says so.
"""

from __future__ import annotations

import pypdfium2 as pdfium

from ...documents.content import Document, Kind, Left, UnreadableDocumentError
from .flow import flow_of, seen_in
from .lines import PageText
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
    flow, running = flow_of(pages, running_lines(pages), pictures)
    left += [one for page in pages for one in page.left]
    left += unable
    left += [Left(Kind.SCAN, "", f"page {p.number}") for p in pages if p.is_picture]
    left += named(running)
    seen = tuple(seen_in(flow))
    headers = tuple(dict.fromkeys(line.text for line, kind in running if kind is Kind.HEADER))
    if budget <= 0:
        left.append(Left(Kind.OTHER, "words after the first 400,000 letters"))
    named_once = {picture.name: picture for picture in reversed(pictures.values())}
    return Document(
        tuple(pieces_of(flow)), title, (LOSS,) if seen else (), tuple(left), seen,
        tuple(reversed(named_once.values())), headers,
    )  # fmt: skip
