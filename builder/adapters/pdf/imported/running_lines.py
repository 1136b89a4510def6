"""Headers and footers of a PDF: lines in the margins that come back at their place, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ...documents.content import Kind, Left
from .lines import PageText, TextLine

_MARGIN = 0.13
"""The part of a page's height at its top and foot in which headers and footers stand."""


_PAGE = re.compile(r"(?:page|tudalen|p\.?)?\s*\d{1,3}(?:\s*(?:of|/|o)\s*\d{1,3})?", re.I)


def running_lines(pages: Sequence[PageText]) -> list[tuple[TextLine, Kind]]:
    """Headers and footers: lines in the margins that come back at their place, digits aside; page numbers."""
    places: Counter[tuple[str, int]] = Counter()
    everywhere: Counter[tuple[str, int]] = Counter()
    for page in pages:
        places.update({_key(line, page) for line in page.lines if _in_margin(line, page)})
        everywhere.update({_key(line, page) for line in page.lines})
    found = []
    for page in pages:
        for line in page.lines:
            margin = _in_margin(line, page)
            key = _key(line, page)
            near = sum(places[key[0], key[1] + step] for step in (-1, 0, 1))
            worded = re.search(r"[^\W\d]", line.text) or _is_alone(line, page)
            again = worded and margin and len(pages) > 1 and near >= max(2, 0.4 * len(pages))
            there = sum(everywhere[key[0], key[1] + step] for step in (-1, 0, 1))
            often = len(pages) > 2 and there > 0.6 * len(pages)
            numbered = margin and len(line.text) < 20 and _is_page_number(line, page, places)
            if numbered or again or often:
                found.append((line, Kind.HEADER if line.top < page.height / 2 else Kind.FOOTER))
        numbers = [line for line, _ in found if line.page == page.number and _PAGE.fullmatch(line.text)]
        taken = {id(line) for line, _ in found}
        for line in page.lines:  # what stands beside a page number is of the header or footer too
            beside = any(abs(line.bottom - n.bottom) < 0.5 * n.size for n in numbers)
            if beside and id(line) not in taken and _in_margin(line, page) and len(line.text.split()) <= 16:
                found.append((line, Kind.HEADER if line.top < page.height / 2 else Kind.FOOTER))
    return found


def _is_page_number(line: TextLine, page: PageText, places: Counter[tuple[str, int]]) -> bool:
    """Whether a number counts the pages: it is the page's own, stands there on others too, or stands alone."""
    if not _PAGE.fullmatch(line.text):
        return False
    worded, at = _key(line, page)
    again = sum(places[worded, at + step] for step in (-1, 0, 1)) > 1
    return again or _is_alone(line, page) or not line.text.isdecimal() or int(line.text) == page.number


def _is_alone(line: TextLine, page: PageText) -> bool:
    """Whether nothing stands beside a line."""
    return not any(x is not line and abs(x.bottom - line.bottom) < 0.5 * line.size for x in page.lines)


def _worded(line: TextLine) -> str:
    return re.sub(r"\d+", "#", line.text)


def _key(line: TextLine, page: PageText) -> tuple[str, int]:
    return _worded(line), round(line.top / 4)


def _in_margin(line: TextLine, page: PageText) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def named(running: list[tuple[TextLine, Kind]]) -> Iterator[Left]:
    """Each header or footer once, page numbers aside."""
    said: set[str] = set()
    for line, kind in running:
        if _worded(line) not in said and not _PAGE.fullmatch(line.text):
            said.add(_worded(line))
            yield Left(kind, line.text)
