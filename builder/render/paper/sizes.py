"""In which size the briefing sheet is set: the largest that fits, found with as few tries as may be.

A try sets the whole sheet and costs more than anything else about it. So the first is with the size that the text's
length calls for; and what did not fit says that nothing fits that needs more room yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

Data = Mapping[str, Any]

PAGES = 2


class Fit(NamedTuple):
    """Type size in points, space between lines and parts, whether prompts and glossary are there."""

    size: float
    air: float
    prompts: bool
    glossary: bool

    def needs(self, other: Fit) -> bool:
        """Whether it needs at least as much room as another, whatever the text."""
        return all(own >= its for own, its in zip(self, other, strict=True))


_SIZES = ((11.0, 1.0), (10.5, 1.0), (10.5, 0.94), (10.5, 0.88), (10.0, 1.0), (10.0, 0.94), (10.0, 0.88), (10.0, 0.82))
FITS = (
    *(Fit(size, air, prompts=True, glossary=True) for size, air in _SIZES[:3]),
    *(Fit(size, air, prompts=True, glossary=False) for size, air in _SIZES),
    *(Fit(size, air, prompts=False, glossary=False) for size, air in _SIZES[3:]),
    Fit(9.5, 0.82, prompts=False, glossary=False),
)
"""The first that fits is taken."""

ONE_PAGE = Fit(10.5, 0.88, prompts=True, glossary=True)
"""A short text that would leave a few lines to a second page: set so, it may stand on one."""

LARGE = Fit(18.0, 1.2, prompts=True, glossary=True)
"""Large print: 18 points, as the UK Association for Accessible Formats has it, and everything that there is."""

NO_FIT = Fit(10.5, 0.95, prompts=True, glossary=True)
"""A text that fits nowhere is set comfortably, on as many pages as it needs."""


def fits_of(sheet: Data) -> tuple[Fit, ...]:
    """Those of FITS that look different for this text, in their order: what it lacks cannot stay away."""
    has = bool(sheet["prompts"]), bool(sheet["glossary"])
    first: dict[Fit, Fit] = {}
    for fit in FITS:
        first.setdefault(fit._replace(prompts=fit.prompts and has[0], glossary=fit.glossary and has[1]), fit)
    return tuple(first.values())


def first_that_fits(
    fits: Sequence[Fit], pages: Callable[[Fit], float], is_fitting: Callable[[Fit], bool]
) -> Fit | None:
    """The first of `fits` that `is_fitting`, None for none; `pages` says what each should need.

    It begins with the first that should fit. Of those still open it takes what is most likely to fit, which tells most
    where it does not; bolder steps where the texts turn out shorter than thought.
    """
    failed: list[Fit] = []
    tried: set[int] = set()
    found, lucky = len(fits), 0
    at = next((n for n, fit in enumerate(fits) if pages(fit) <= PAGES), len(fits) - 1)
    while True:
        tried.add(at)
        if is_fitting(fits[at]):
            found, lucky = at, lucky + 1
        else:
            failed.append(fits[at])
            lucky = 0
        left = [n for n in range(found) if n not in tried and not any(fits[n].needs(fit) for fit in failed)]
        if not left:
            return fits[found] if found < len(fits) else None
        likely = sorted(left, key=lambda n: pages(fits[n]))
        easier = [n for n in left if pages(fits[n]) < pages(fits[at])]
        at = easier[0] if found == len(fits) and easier else likely[min(2 ** max(lucky - 1, 0), len(left)) - 1]


# How long a text will be ----------------------------------------------------------------------------

_PAGE, _WIDE, _COLUMN = 731.0, 499.0, 343.0
"""Points: the height of a page between its margins, its width, and that of the column in which text stands."""

_CAPITAL, _LEADING, _APART = 0.67, 0.56, 0.95
"""Shares of the type size: a line from foot to head; between lines and between paragraphs, where the air is 1."""


class Length:
    """How many pages the sheet of a text will need: an estimate, by the widths of its words."""

    def __init__(self, sheet: Data, width: Callable[[str], int]) -> None:
        """`width` gives a letter's advance in thousandths of the type size, 0 where the face has it not."""
        self._sheet, self._width = sheet, width
        self._widths: dict[str, list[int]] = {}
        self._found: dict[Fit, float] = {}

    def pages(self, fit: Fit) -> float:
        """About how many pages, were each full to its foot: most often right within a twentieth."""
        if fit not in self._found:
            self._found[fit] = self._points(fit) / _PAGE
        return self._found[fit]

    def _points(self, fit: Fit) -> float:
        sheet, size, air = self._sheet, fit.size, fit.air
        before = [*sheet["notice"], "; ".join(sheet["support"]), sheet["worried"]]
        points = 165 + 33 * air + sum(self._text(text, 10.5, 0.9, _WIDE) + 6.8 for text in before if text)
        parts = [part["blocks"] for part in sheet["sections"]] + [sheet["glossary"]] * fit.glossary
        points += sum(21.9 * air + self._blocks(blocks, size, air, _COLUMN) for blocks in parts if blocks)
        notes = [note["blocks"] for part in sheet["sections"] for note in part["notes"]]
        points += sum(0.7 * size + self._blocks(blocks, 0.88 * size, air, _COLUMN - 31) for blocks in notes)
        if fit.prompts and sheet["prompts"]:
            asked = (self._text(prompt["text"], 1.04 * size, air, _WIDE - 28) for prompt in sheet["prompts"])
            points += 31 + sum(asked) + 0.94 * size * air * len(sheet["prompts"])
        return points

    def _blocks(self, nodes: Sequence[Data], size: float, air: float, width: float) -> float:
        apart = _APART * size * air * max(len(nodes) - 1, 0)
        return apart + sum(self._block(node, size, air, width) for node in nodes)

    def _block(self, node: Data, size: float, air: float, width: float) -> float:
        match node["is"]:
            case "list" | "enum":
                apart = (_LEADING if node["tight"] else _APART) * size * air * (len(node["items"]) - 1)
                return apart + sum(self._blocks(item, size, air, width - 14) for item in node["items"])
            case "points":
                linked = sum(1.19 * size for point in node["points"] if point["linked"])
                apart = 0.85 * size * air * (len(node["points"]) - 1)
                return apart + linked + sum(self._blocks(p["blocks"], size, air, width - 26) for p in node["points"])
            case "quote":
                return self._blocks(node["blocks"], size, air, width - 12) + 6
            case "table":
                cell = width / max(len(node["header"]), 1) - 9
                rows = (node["header"], *node["rows"])
                high = (max((self._text(_words(c), 0.95 * size, 0.8, cell) for c in row), default=0) for row in rows)
                return sum(high) + 6.8 * len(rows)
            case "timeline":
                return sum(self._text(" ".join(row), size, air, width - 12) + size for row in node["rows"])
            case "chain":
                return self._text("  ".join((node["title"], *map(" ".join, node["rows"]))), 0.86 * size, air, width)
            case "pre":
                return len(node["lines"]) * size * (_CAPITAL + _LEADING * air)
        return self._text(_words(node), size, air, width)

    def _text(self, text: str, size: float, air: float, width: float) -> float:
        count = self._lines(text, width * 1000 / size)
        return size * (_CAPITAL * count + _LEADING * air * (count - 1))

    def _lines(self, text: str, width: float) -> int:
        """How many lines of that width, in thousandths of the type size, the words of a text take."""
        if text not in self._widths:
            space = self._width(" ")
            self._widths[text] = [sum(map(self._width, word)) + space for word in text.split()]
        count, at = 1, 0.0
        for word in self._widths[text]:
            at += word
            if at > width + 250:  # the space behind the last word stays out
                count, at = count + 1, word
        return count


def _words(node: Data) -> str:
    own: str = node.get("text", "")
    return own + "".join(_words(kid) for kid in node.get("kids", ()))
