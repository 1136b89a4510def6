"""Rows and columns of a table that no rules part: white gutters, levels of lines, and what begins a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..lines import Letter, TextLine, joined_marks
from .levels import Level, Span, gaps, levels_of, narrowed
from .likeness import MARK, Row, is_table

_FAR = 4.5
"""So many heights of a letter below the last line nothing is of the same table."""


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
                rows = _trimmed(rows)
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
    gutters = gaps(levels[start])
    wanted = len(gutters)
    if not wanted:
        return start + 1, []
    end = start + 1
    while end < len(levels):
        level = levels[end]
        if level.top - levels[end - 1].bottom > _FAR * level.size or level.size > 1.12 * levels[start].size:
            break
        left = narrowed(gutters, level)
        if len(left) < wanted:
            break
        gutters, end = left, end + 1
    return end, gutters


def _common(levels: list[Level]) -> list[Span]:
    """The gutters that every level leaves white, among those of the level that has most."""
    most = max(levels, key=lambda x: len(gaps(x)))
    gutters = gaps(most)
    for level in levels:
        gutters = narrowed(gutters, level)
    return gutters


def going_on(lines: Sequence[TextLine], gutters: Sequence[Span], size: float) -> tuple[tuple[Row, ...], list[TextLine]]:
    """The rows at the top of a page that keep to the gutters of the table on the page before, and their lines.

    `size` is that of the table's letters, in points.
    """
    levels = levels_of(lines)
    kept: list[Level] = []
    white = list(gutters)
    for level in levels:
        far = bool(kept) and level.top - kept[-1].bottom > _FAR * level.size
        other = abs(level.size - size) > 0.12 * size
        left = narrowed(white, level, 0.3)
        if far or other or len(left) < len(white):
            break
        white = left
        kept.append(level)
    if not kept:
        return (), []
    rows = _rows(kept, white, ())
    rows = _trimmed(rows)
    used = {id(x.letters[0]) for row in rows for cell in row for x in cell}
    return rows, [x for x in lines if id(x.letters[0]) in used]


def _trimmed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without short lines of what comes after them; one that goes on within a sentence is of the last row."""
    whole = len(rows)
    while whole and sum(map(bool, rows[whole - 1])) < 2:
        whole -= 1
    kept = rows[:whole]
    for row in rows[whole:]:
        column = next(n for n, cell in enumerate(row) if cell)
        if not kept or not row[column][0].text[:1].islower() or not kept[-1][column]:
            break
        kept = (*kept[:-1], tuple((*a, *b) for a, b in zip(kept[-1], row, strict=True)))
    return kept


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
    starts = _aftergaps(levels, cut, marks if anchor == 0 else set())
    parts = list(zip(starts, [*starts[1:], len(cut)], strict=True))
    if len(starts) > 1 and all(len(marks & set(range(a, b))) <= (1 if anchor == 0 else 3) for a, b in parts):
        return starts
    if anchor != 0 and len(sentences := _sentences(cut)) >= 2:
        return sorted({0, *sentences, *forced})
    if marks and len(marks) < len(cut):
        return sorted({0, *marks, *forced})
    return list(range(len(cut)))


def _aftergaps(levels: list[Level], cut: list[list[list[TextLine]]], marks: set[int]) -> list[int]:
    """The levels before which more white lies, over all columns, than between the lines of a cell.

    White within the words of one cell parts paragraphs, not rows.
    """
    close = min(_linegaps(cut), default=0.0)
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


def _linegaps(cut: list[list[list[TextLine]]]) -> Iterator[float]:
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


def _are_numbers(cells: list[str]) -> bool:
    """Whether the first lines of a column number its rows; its head is a word."""
    marks = [bool(MARK.fullmatch(words)) for words in cells]
    return sum(marks) >= 0.6 * len(marks) or (len(marks) > 1 and all(marks[1:]))


def _anchor(cut: list[list[list[TextLine]]]) -> int | None:
    """The column that has one line for each row: a column of numbers, or the one with the fewest lines."""
    width = len(cut[0])
    filled = [[n for n, level in enumerate(cut) if level[c]] for c in range(width)]
    numbers = [cut[n][0][0].text for n in filled[0]]
    if numbers and _are_numbers(numbers):
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
