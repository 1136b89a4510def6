"""What stands on one line across a PDF's page, and the white gutters that it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..lines import Letter, TextLine

Span = tuple[float, float]

_GUTTER = 0.55
"""The width of a gutter at least, in heights of a letter."""


@dataclass(frozen=True, slots=True)
class Level:
    """What stands on one line across the page."""

    top: float
    bottom: float
    letters: tuple[tuple[Letter, ...], ...]
    """The letters of each line."""
    page: int
    size: float

    @property
    def words(self) -> list[Span]:
        """The edges of each word."""
        return [span for line in self.letters for span in _words(line)]


def _words(letters: Sequence[Letter]) -> Iterator[Span]:
    span: Span | None = None
    for x in letters:
        if x.text.isspace():
            continue
        if span and x.left - span[1] < 0.14 * max(x.size, 4.0):
            span = span[0], max(span[1], x.right)
        else:
            yield from [span] if span else []
            span = x.left, x.right
    yield from [span] if span else []


def levels_of(lines: Sequence[TextLine]) -> list[Level]:
    """The lines of a page by level, from the top."""
    held: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda x: ((x.top + x.bottom) / 2, x.left)):
        middle = (line.top + line.bottom) / 2
        if held and abs(middle - _centre(held[-1])) < 0.45 * line.size:
            held[-1].append(line)
        else:
            held.append([line])
    return [
        Level(
            min(x.top for x in some), max(x.bottom for x in some), tuple(x.letters for x in some), some[0].page,
            max(x.size for x in some),
        )
        for some in held
    ]  # fmt: skip


def _centre(lines: list[TextLine]) -> float:
    return sum((x.top + x.bottom) / 2 for x in lines) / len(lines)


def gaps(level: Level) -> list[Span]:
    """The gutters of a level: from the right edge of a word to the left edge of one that stands well off it."""
    words = sorted(level.words)
    out: list[Span] = []
    right = words[0][1] if words else 0.0
    for left, end in words[1:]:
        if left - right >= _GUTTER * level.size:
            out.append((right, left))
        right = max(right, end)
    return out


def narrowed(gutters: list[Span], level: Level, least: float = _GUTTER) -> list[Span]:
    """What a level leaves of gutters; those that it closes to less than `least` heights of a letter are gone."""
    out: list[Span] = []
    for start, end in gutters:
        free = [(start, end)]
        for left, right in level.words:
            free = [
                part
                for a, b in free
                for part in ((a, min(b, left)), (max(a, right), b))
                if part[1] - part[0] >= min(least * level.size, end - start)
            ]
        if free:
            out.append(max(free, key=lambda s: s[1] - s[0]))
    return out
