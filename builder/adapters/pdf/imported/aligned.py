"""Rows and columns of a table that no rules part: white gutters, levels of lines, and what begins a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import Letter, TextLine, joined_marks

Cell = tuple[TextLine, ...]
Row = tuple[Cell, ...]
Span = tuple[float, float]

_GUTTER = 0.55
"""The width of a gutter at least, in heights of a letter."""
_FAR = 4.5
"""So many heights of a letter below the last line nothing is of the same table."""
_SHORT_CELL = 6
_MARK = re.compile(r"\W*(?:[A-Za-z]{0,16}\s?)?\d{1,2}(?:\.\d{1,2})?[a-z]?\W*|\W*[A-Za-z]\W*")
_LABEL = re.compile(r"\W*(?:[A-Za-z]{1,16}\s?\d{1,2}(?:\.\d{1,2})?|\d{1,2}\.\d{1,2})\W*")
_BULLET = re.compile(r"[•·▪●◦‣○■➢✓→–*-]")


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


# Regions ----------------------------------------------------------------------------------------


def aligned_tables(lines: Sequence[TextLine]) -> Iterator[tuple[tuple[Row, ...], list[TextLine]]]:
    """The tables among lines that no rules part, each with the lines that it is made of."""
    levels = levels_of(lines)
    n = 0
    while n < len(levels):
        end, gutters = _region(levels, n)
        if end - n >= 3 and gutters:
            inside = [x for x in lines if levels[n].top - 1 <= (x.top + x.bottom) / 2 <= levels[end - 1].bottom + 1]
            rows = _rows(levels[n:end], gutters, ())
            if rows and is_table(rows):
                while sum(map(bool, rows[-1])) < 2:  # a short line of what comes after it
                    rows = rows[:-1]
                used = {id(x.letters[0]) for row in rows for cell in row for x in cell}
                yield rows, [x for x in inside if id(x.letters[0]) in used]
                n = end
                continue
        n += 1 if end - n < 3 else max(1, end - n)


def aligned_rows(lines: Sequence[TextLine], bounds: Sequence[float] = (), *, sure: bool = False) -> tuple[Row, ...]:
    """Lines that make up one table as its rows, nothing where they make none. `bounds` are level rules between rows."""
    levels = levels_of(lines)
    if len(levels) < 2:
        return ()
    gutters = _common(levels)
    if not gutters:
        return ()
    rows = _rows(levels, gutters, bounds)
    certain = sure and len(gutters) > 1 and len(bounds) >= 4
    return rows if len(rows) >= 2 and (certain or is_table(rows)) and _is_dense(rows) else ()


def _is_dense(rows: Sequence[Row]) -> bool:
    """Whether most rows have words in most columns."""
    full = sum(sum(bool(cell) for cell in row) >= 2 for row in rows)
    return full >= 0.6 * len(rows)


def _region(levels: list[Level], start: int) -> tuple[int, list[Span]]:
    """Where the levels end that share the gutters of the first one, and these gutters."""
    gutters = _gaps(levels[start])
    wanted = len(gutters)
    if not wanted:
        return start + 1, []
    end = start + 1
    while end < len(levels):
        level = levels[end]
        if level.top - levels[end - 1].bottom > _FAR * level.size or level.size > 1.12 * levels[start].size:
            break
        left = _narrowed(gutters, level)
        if len(left) < wanted:
            break
        gutters, end = left, end + 1
    return end, gutters


def _common(levels: list[Level]) -> list[Span]:
    """The gutters that every level leaves white, among those of the level that has most."""
    most = max(levels, key=lambda x: len(_gaps(x)))
    gutters = _gaps(most)
    for level in levels:
        gutters = _narrowed(gutters, level)
    return gutters


def _gaps(level: Level) -> list[Span]:
    words = sorted(level.words)
    out: list[Span] = []
    right = words[0][1] if words else 0.0
    for left, end in words[1:]:
        if left - right >= _GUTTER * level.size:
            out.append((right, left))
        right = max(right, end)
    return out


def _narrowed(gutters: list[Span], level: Level) -> list[Span]:
    """What a level leaves of gutters; those that it closes are gone."""
    out: list[Span] = []
    for start, end in gutters:
        free = [(start, end)]
        for left, right in level.words:
            free = [
                part
                for a, b in free
                for part in ((a, min(b, left)), (max(a, right), b))
                if part[1] - part[0] >= min(_GUTTER * level.size, end - start)
            ]
        if free:
            out.append(max(free, key=lambda s: s[1] - s[0]))
    return out


def going_on(lines: Sequence[TextLine], gutters: Sequence[Span]) -> tuple[tuple[Row, ...], list[TextLine]]:
    """The rows at the top of a page that keep to the gutters of the table on the page before, and their lines."""
    levels = levels_of(lines)
    kept: list[Level] = []
    for level in levels:
        far = bool(kept) and level.top - kept[-1].bottom > _FAR * level.size
        larger = bool(kept) and level.size > 1.12 * kept[0].size
        if far or larger or not all(_is_white(level, start, end) for start, end in gutters):
            break
        kept.append(level)
    if not kept:
        return (), []
    rows = _rows(kept, list(gutters), ())
    while rows and sum(map(bool, rows[-1])) < 2:
        rows = rows[:-1]
    used = {id(x.letters[0]) for row in rows for cell in row for x in cell}
    return rows, [x for x in lines if id(x.letters[0]) in used]


def _is_white(level: Level, start: float, end: float) -> bool:
    """Whether no word lies across the middle of a gutter."""
    middle = (start + end) / 2
    return not any(left < middle < right for left, right in level.words)


# Rows -------------------------------------------------------------------------------------------


def _rows(levels: list[Level], gutters: list[Span], bounds: Sequence[float]) -> tuple[Row, ...]:
    """The levels as rows: each level cut into columns, then levels joined that are of one row."""
    edges = [(a + b) / 2 for a, b in gutters]
    cut = [_columns(level, edges) for level in levels]
    starts = _starts(levels, cut, bounds)
    rows = []
    for start, end in zip(starts, [*starts[1:], len(cut)], strict=True):
        rows.append(tuple(tuple(x for level in cut[start:end] for x in level[n]) for n in range(len(edges) + 1)))
    return tuple(rows)


def _columns(level: Level, edges: list[float]) -> list[list[TextLine]]:
    out: list[list[TextLine]] = [[] for _ in range(len(edges) + 1)]
    for letters in level.letters:
        held: list[Letter] = []
        column = -1
        for x in letters:
            if x.text.isspace():
                held += [x] if held else []
                continue
            now = sum(edge < (x.left + x.right) / 2 for edge in edges)
            if now != column and held:
                out[column].append(_line(held, level.page))
                held = []
            column = now
            held.append(x)
        if held:
            out[column].append(_line(held, level.page))
    return [joined_marks(sorted(lines, key=lambda x: x.left)) for lines in out]


def _line(letters: list[Letter], page: int) -> TextLine:
    while letters[-1].text.isspace():
        letters = letters[:-1]
    return TextLine(tuple(letters), page)


def _starts(levels: list[Level], cut: list[list[list[TextLine]]], bounds: Sequence[float]) -> list[int]:
    """The levels with which rows begin: after a rule, after a wide gap, or where a column goes on of every row."""
    forced = {
        n for n in range(1, len(levels)) if any(levels[n - 1].bottom - 3 < at < levels[n].top + 3 for at in bounds)
    }
    if len(forced) >= 2:
        return sorted({0, *forced})
    anchor = _anchor(cut)
    marks = {n for n, level in enumerate(cut) if anchor is not None and level[anchor]}
    starts = _after_gaps(levels, cut, marks if anchor == 0 else set())
    parts = list(zip(starts, [*starts[1:], len(cut)], strict=True))
    if len(starts) > 1 and all(len(marks & set(range(a, b))) <= (1 if anchor == 0 else 3) for a, b in parts):
        return starts
    if anchor != 0 and len(sentences := _sentences(cut)) >= 2:
        return sorted({0, *sentences, *forced})
    if marks and len(marks) < len(cut):
        return sorted({0, *marks, *forced})
    return list(range(len(cut)))


def _after_gaps(levels: list[Level], cut: list[list[list[TextLine]]], marks: set[int]) -> list[int]:
    """The levels before which more white lies, over all columns, than between the lines of a cell.

    White within the words of one cell parts paragraphs, not rows.
    """
    close = min(_line_gaps(cut), default=0.0)
    starts = [0]
    deepest = levels[0].bottom
    for n in range(1, len(levels)):
        wide = levels[n].top - deepest > max(close, 0.0) + 0.3 * levels[n].size
        deepest = max(deepest, levels[n].bottom)
        if wide:
            starts.append(n)
    ends = [*starts[1:], len(cut)]
    rows = [(a, {c for level in cut[a:b] for c, x in enumerate(level) if x}) for a, b in zip(starts, ends, strict=True)]
    return [a for a, filled in rows if a == 0 or len(filled) >= 2 or a in marks]


def _line_gaps(cut: list[list[list[TextLine]]]) -> Iterator[float]:
    """The white between each line and the next one in its column."""
    for column in range(len(cut[0])):
        lines = [x for level in cut for x in level[column]]
        yield from (b.top - a.bottom for a, b in pairwise(lines) if b.top > a.top)


def _sentences(cut: list[list[list[TextLine]]]) -> list[int]:
    """The levels on which every column has words and the widest one begins a sentence."""
    width = len(cut[0])
    longest = max(range(width), key=lambda c: sum(len(x.text) for level in cut for x in level[c]))
    found: list[int] = []
    last = "."
    for n, level in enumerate(cut):
        text = " ".join(x.text for x in level[longest])
        if all(level) and (text[0].isupper() or text[0].isdigit()) and (last[-1] in ".?!:;" or len(found) == 1):
            found.append(n)
        last = text or last
    return found


def _anchor(cut: list[list[list[TextLine]]]) -> int | None:
    """The column that has one line for each row: a column of numbers, or the one with the fewest lines."""
    width = len(cut[0])
    filled = [[n for n, level in enumerate(cut) if level[c]] for c in range(width)]
    numbers = [cut[n][0][0].text for n in filled[0]]
    if numbers and filled[0][0] == 0 and sum(bool(_MARK.fullmatch(w)) for w in numbers) >= 0.6 * len(numbers):
        return 0
    least = min((len(f) for f in filled if f and f[0] == 0), default=0)
    return next((c for c, f in enumerate(filled) if f and f[0] == 0 and len(f) == least), None) if least >= 2 else None


def broken_into_rows(row: Row) -> tuple[Row, ...]:
    """A row of a grid that holds several, as these; else the row alone."""
    lines = [x for cell in row for x in cell]
    levels = levels_of(lines)
    if len(levels) < 2 or sum(len(cell) > 1 for cell in row) < 2:
        return (row,)
    of = {id(x.letters[0]): n for n, cell in enumerate(row) for x in cell}
    cut = []
    for level in levels:
        columns: list[list[TextLine]] = [[] for _ in row]
        for letters in level.letters:
            columns[of[id(letters[0])]].append(TextLine(letters, level.page))
        cut.append(columns)
    starts = _starts(levels, cut, ())
    rows = tuple(
        tuple(tuple(x for level in cut[a:b] for x in level[n]) for n in range(len(row)))
        for a, b in zip(starts, [*starts[1:], len(cut)], strict=True)
    )
    return rows if len(rows) >= 2 and is_table(rows) else (row,)


# Is it one? -------------------------------------------------------------------------------------


def is_table(rows: Sequence[Row]) -> bool:
    """Whether aligned rows are a table, and neither columns of prose nor panels nor lists beside each other."""
    width = len(rows[0])
    body = rows[1:]
    full = [row for row in rows if sum(bool(cell) for cell in row) >= 2]
    if len(rows) < 3 or len(full) < 0.7 * len(rows) or not all(map(_level, full)):
        return False
    cells = [cell for row in body for cell in row if cell]
    if any(all(x.bold for cell in row for x in cell) for row in body if row in full) and not all(
        x.bold for cell in cells for x in cell
    ):
        return False  # heads of panels within
    if sum(map(_is_panel, cells)) > 0.3 * len(cells) or sum(map(_is_bulleted, cells)) > 0.3 * len(cells):
        return False
    sizes = [_usual([_count(row[n]) for row in body if row[n]]) for n in range(width)]
    if width == 2:
        return _is_labelled(rows, sizes)
    return min(sizes) <= _SHORT_CELL and max(sizes) <= 60


def _is_labelled(rows: Sequence[Row], sizes: list[float]) -> bool:
    """Whether two columns are labels, short and bold or ended by a colon, with their texts; never bare marks."""
    labels = [row[0] for row in rows if row[0]]
    texts = [" ".join(x.text for x in cell) for cell in labels]
    if len(labels) < 0.8 * len(rows) or sizes[0] > _SHORT_CELL:
        return False
    marks = [bool(_MARK.fullmatch(text)) for text in texts]
    if all(marks[1:]):
        named = all(_LABEL.fullmatch(text) for text in texts[1:])
        return named or (not marks[0] and all(x.bold for x in rows[0][0]))
    marked = sum(all(x.bold for x in cell) or text.endswith(":") for cell, text in zip(labels, texts, strict=True))
    return marked >= 0.8 * len(labels) and not all(all(x.bold for x in row[1]) for row in rows if row[1])


def _level(row: Row) -> bool:
    """Whether the cells of a row begin at one height, or stand around one middle."""
    cells = [cell for cell in row if cell]
    size = cells[0][0].size
    tops = [cell[0].top for cell in cells]
    middles = [(cell[0].top + cell[-1].bottom) / 2 for cell in cells]
    return min(max(v) - min(v) for v in (tops, middles)) < 0.7 * size


def _is_panel(cell: Cell) -> bool:
    first, rest = cell[0], cell[1:]
    return bool(rest) and not all(x.bold for x in rest) and (first.bold or first.size > rest[0].size * 1.08)


def _is_bulleted(cell: Cell) -> bool:
    return bool(_BULLET.match(cell[0].text))


def _count(cell: Cell) -> float:
    return float(sum(len(x.text.split()) for x in cell))


def _usual(counts: list[float]) -> float:
    return sorted(counts)[len(counts) // 2] if counts else 0.0
