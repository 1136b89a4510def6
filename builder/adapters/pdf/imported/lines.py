"""Letters of a PDF's page with their places and look, and the lines that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...documents.content import Left, Seen

GONE = -1.0
"""The size of the white that stands for a letter left out: the words after it are of the same line."""
_DEEP = frozenset("gjpqyQ,;()[]{}|/_ŷỳýç")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its edges in points from the upper left corner of the page as it is read, and its look.

    A space that stands in no text but in a gap between letters has size 0.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """Letters on one line that belong together."""

    letters: tuple[Letter, ...]
    page: int

    @property
    def text(self) -> str:
        """The words."""
        return " ".join("".join(x.text for x in self.letters).split())

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(x.left for x in self.inked)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(x.right for x in self.inked)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(x.top for x in self.inked)

    @property
    def bottom(self) -> float:
        """Its lower edge, that of letters such as p and g, whether there are any in it or not."""
        lowest = max(x.bottom for x in self.inked)
        return lowest if any(x.text in _DEEP for x in self.inked) else lowest + 0.21 * self.size

    @property
    def inked(self) -> tuple[Letter, ...]:
        """The letters that are no spaces."""
        return tuple(x for x in self.letters if not x.text.isspace())

    @property
    def size(self) -> float:
        """The size that most letters have."""
        sizes: dict[float, int] = {}
        for x in self.inked:
            sizes[x.size] = sizes.get(x.size, 0) + 1
        return max(sizes, key=lambda s: sizes[s])

    @property
    def bold(self) -> bool:
        """Whether nearly every letter is bold."""
        return sum(x.bold for x in self.inked) > 0.8 * len(self.inked)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture on a page: its edges as the page is read, pixels for a point, its words, whether it is a photograph.

    `name` is that of the picture that was made of it, "" before.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    scale: float
    alt: str = ""
    photo: bool = False
    name: str = ""

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` on the one axis, `start` to `end` on the other, in points of the page as it is read."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass
class PageText:
    """What a page holds."""

    number: int
    width: float
    height: float
    lines: list[TextLine] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    is_picture: bool = False


# Lines -------------------------------------------------------------------------------------------


def runs(letters: Sequence[Letter | None]) -> Iterator[list[Letter]]:
    """Letters in runs: another begins at a line's end, at a jump, at a gap as wide as between columns."""
    run: list[Letter] = []
    for letter in letters:
        if letter is not None and run and not letter.text.isspace() and _parts(run, letter):
            yield from [run] if any(not x.text.isspace() for x in run) else []
            run = []
        if letter is None:
            yield from [run] if any(not x.text.isspace() for x in run) else []
            run = []
        else:
            run.append(letter)
    yield from [run] if any(not x.text.isspace() for x in run) else []


def _parts(run: list[Letter], letter: Letter) -> bool:
    last = next((x for x in reversed(run) if not x.text.isspace()), None)
    if last is None:
        return False
    size = max(last.size, letter.size, 4.0)
    level = abs((last.top + last.bottom) / 2 - (letter.top + letter.bottom) / 2) < 0.8 * size
    gap = letter.left - (run[-1].right if run[-1].size == GONE else last.right)
    return not level or gap > 1.9 * size or gap < -1.5 * size


_SPACED = 4
"""Letters, each with a space after it, from which words are taken to be set wide: "B A C K"."""


def closed(run: list[Letter]) -> list[Letter]:
    """A run without the spaces that only wide letter-spacing makes; wider gaps between words stay."""
    inked = [n for n, x in enumerate(run) if not x.text.isspace()]
    pairs = list(pairwise(inked))
    gone: set[int] = set()
    start = 0
    while start < len(pairs):
        end = start
        while end < len(pairs) and _made_up(run[pairs[end][0] : pairs[end][1] + 1]):
            end += 1
        if end - start >= _SPACED - 1:
            gaps = [run[b].left - run[a].right for a, b in pairs[start:end]]
            usual = sorted(gaps)[len(gaps) // 3]
            for (a, b), gap in zip(pairs[start:end], gaps, strict=True):
                if gap < 1.5 * usual + 0.5:
                    gone.update(range(a + 1, b))
        start = end + 1
    return [replace(x, size=0.0) if x.size == GONE else x for n, x in enumerate(run) if n not in gone]


def _made_up(run: list[Letter]) -> bool:
    """Whether two letters stand apart by spaces that stand in no text: the library puts them into wide gaps."""
    between = run[1:-1]
    return bool(between) and all(x.size == 0 for x in between) and run[0].text.isalpha() and _is_of_word(run[-1].text)


def _is_of_word(letter: str) -> bool:
    return letter.isalpha() or letter in "?!.,:’'&-"


def joined_marks(lines: list[TextLine]) -> list[TextLine]:
    """Lines; a bullet or number that stands alone is joined to the words on its line."""
    out: list[TextLine] = []
    used: set[int] = set()
    for n, line in enumerate(lines):
        if n in used:
            continue
        if _is_mark(line.text):
            beside = [
                (k, other)
                for k, other in enumerate(lines)
                if k != n and k not in used and 0 <= other.left - line.right < 5 * line.size and _level(line, other)
            ]
            if beside:
                k, other = min(beside, key=lambda pair: pair[1].left)
                used.add(k)
                space = Letter(" ", line.right, line.top, other.left, line.bottom, line.size, False, False)
                out.append(TextLine((*line.letters, space, *other.letters), line.page))
                continue
        out.append(line)
    taken = {id(lines[k]) for k in used}
    return [line for line in out if id(line) not in taken]


def _is_mark(words: str) -> bool:
    bare = words.rstrip(".)").lstrip("(")
    return len(words) <= 4 and not words.isalpha() and (len(words) == 1 or bare.isalnum())


def _level(a: TextLine, b: TextLine) -> bool:
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0.3 * min(a.bottom - a.top, b.bottom - b.top) or (
        abs((a.top + a.bottom) / 2 - (b.top + b.bottom) / 2) < 0.5 * max(a.size, b.size)
    )


def joined_over(lines: Sequence[TextLine]) -> Iterator[Seen]:
    """The words of lines; those that a hyphen at a line's end parts are told together."""
    held, page = "", 0
    for line in lines:
        held = f"{held} {line.text}" if held else line.text
        held, page = re.sub("\u00ad$", "-", held), line.page
        if not held.endswith(("-", "\u00ad", "\u2010")):
            yield Seen(held, f"page {page}")
            held = ""
    if held:
        yield Seen(held, f"page {page}")
