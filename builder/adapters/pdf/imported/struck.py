"""Words of a PDF that a drawn line strikes out: they are left out, as struck-out words of a Word file are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...documents.content import Kind, Left
from .lines import GONE, Letter, PageText, Rule

_MIDDLE = (0.28, 0.66)
"""Where on a letter's height, from its top, a line strikes it out; one that stands lower underlines it."""
_BAND = 10.0
"""Points of the page's height; letters are looked for in the bands around a rule."""
_MOST = 0.8
"""The part of the letters on a line that it must strike."""


def without_struck(letters: Sequence[Letter | None], page: PageText) -> list[Letter | None]:
    """The letters with white in place of those that a level line runs through; these are named."""
    gone: set[int] = set()
    bands: dict[int, list[tuple[int, Letter]]] = {}
    for n, x in enumerate(letters):
        if x is not None and x.size:
            bands.setdefault(int((x.top + x.bottom) / 2 / _BAND), []).append((n, x))
    for rule in page.rules:
        if not rule.upright:
            at = int(rule.at / _BAND)
            gone |= _struck([one for band in range(at - 4, at + 5) for one in bands.get(band, ())], rule)
    words = " ".join("".join(x.text if x else " " for n, x in enumerate(letters) if x is None or n in gone).split())
    if words:
        page.left.append(Left(Kind.STRUCK, words, f"page {page.number}"))
    return [replace(x, text=" ", size=GONE) if x and n in gone else x for n, x in enumerate(letters)]


def _struck(letters: Sequence[tuple[int, Letter]], rule: Rule) -> set[int]:
    """The letters along a line, where it runs through nearly all of them."""
    along = [
        (n, x)
        for n, x in letters
        if rule.start - 1 <= (x.left + x.right) / 2 <= rule.end + 1
        and abs((x.top + x.bottom) / 2 - rule.at) < 0.75 * x.size
    ]
    full = [x for _, x in along if x.text.isalnum()]
    through = [x for x in full if _MIDDLE[0] < (rule.at - x.top) / max(0.1, x.bottom - x.top) < _MIDDLE[1]]
    return {n for n, _ in along} if full and len(through) >= _MOST * len(full) else set()
