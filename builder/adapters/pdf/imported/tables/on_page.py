"""Tables on a PDF's page: which lines stand in which cell, from the rules around them or from how they are aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..lines import Letter, Rule, TextLine, joined_marks
from .aligned import aligned_rows, broken_into_rows, going_on
from .rules import Grid, grids, stacks

Cell = tuple[TextLine, ...]

_STRADDLING = 0.03
"""The part of the words that may lie across a rule; where it is more, the rules are a drawing under the words."""


@dataclass(frozen=True, slots=True)
class Table:
    """Lines in cells. Every row has a cell, maybe an empty one, for each column.

    `ruled`: rules part the cells, so that what stands in one cell is certain.
    """

    page: int
    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool = False

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Every line, cell by cell."""
        return tuple(line for row in self.rows for cell in row for line in cell)

    @property
    def left(self) -> float:
        """The left edge of its words."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Their right edge."""
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        """Their upper edge."""
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """Their lower edge."""
        return max(line.bottom for line in self.lines)

    @property
    def size(self) -> float:
        """The size of the letters of its first line, in points."""
        return self.lines[0].size

    @property
    def gutters(self) -> tuple[tuple[float, float], ...]:
        """What lies between its columns: from the right edge of one to the left edge of the next."""
        right = [max((x.right for row in self.rows for x in row[n]), default=-1.0) for n in range(len(self.rows[0]))]
        return tuple(zip(right, self.columns[1:], strict=False))

    @property
    def columns(self) -> tuple[float, ...]:
        """The left edge of each column's words, -1 where it has none."""
        width = len(self.rows[0])
        return tuple(min((x.left for row in self.rows for x in row[n]), default=-1.0) for n in range(width))


# Ruled ------------------------------------------------------------------------------------------


def ruled_tables(lines: Sequence[TextLine], rules: Sequence[Rule]) -> tuple[list[Table], list[TextLine]]:
    """The tables whose cells rules part, and the lines that stand in none."""
    tables: list[Table] = []
    rest = list(lines)
    for grid in grids(rules, lambda *area: _fits(lines, *area)):
        found = _in_grid(grid, rest)
        if found:
            table, rest = found
            rows, used = going_on([x for x in rest if x.top >= table.bottom], table.gutters, table.size)
            if rows and _are_rows(rows, table) and used[0].top - table.bottom < 2 * table.size:
                table = replace(table, rows=(*table.rows, *rows))
                rest = [x for x in rest if all(x is not one for one in used)]
            table, rest = _with_head(table, rest)
            tables.append(table)
    for left, right, places in stacks(rules):
        found = _between(left, right, places, rest)
        if found:
            table, rest = found
            table, rest = _with_head(table, rest)
            tables.append(table)
    return tables, rest


def _with_head(table: Table, rest: list[TextLine]) -> tuple[Table, list[TextLine]]:
    """The table with the bold row right above it, where its own first row is not bold; and the lines left."""
    if all(x.bold for cell in table.rows[0] for x in cell):
        return table, rest
    rows, used = going_on([x for x in rest if x.bottom <= table.top and _is_near(x, table)], table.gutters, table.size)
    if len(rows) != 1 or not all(x.bold for x in used):
        return table, rest
    return replace(table, rows=(*rows, *table.rows)), [x for x in rest if all(x is not one for one in used)]


def _are_rows(rows: Sequence[tuple[Cell, ...]], table: Table) -> bool:
    """Whether lines below a table are its last rows, which have no colour: full ones."""
    return len(table.rows) > 2 and all(sum(map(bool, row)) >= max(2, len(row) - 1) for row in rows)


def _is_near(line: TextLine, table: Table) -> bool:
    """Whether a line stands right above a table, where its head is that no rule has above it."""
    return table.top - line.bottom < 2.2 * line.size and abs(line.size - table.size) < 0.12 * table.size


def _fits(lines: Sequence[TextLine], top: float, bottom: float, xs: tuple[float, ...]) -> bool:
    """Whether what stands between two bands of colour keeps to the columns that these have."""
    inside = [x for x in lines if top <= (x.top + x.bottom) / 2 <= bottom and xs[0] <= x.left <= xs[-1]]
    words = [(x, sum(edge < (x.left + x.right) / 2 for edge in xs[1:-1])) for line in inside for x in line.inked]
    whole = all(
        sum(edge < (b.left + b.right) / 2 for edge in xs[1:-1]) == column or b.left - a.right > 0.5 * a.size
        for (a, column), (b, _) in pairwise(words)
        if a.left <= b.left
    )
    return whole and (not words or len({column for _, column in words}) >= 2)


def _in_grid(grid: Grid, lines: list[TextLine]) -> tuple[Table, list[TextLine]] | None:
    """The lines within a grid as a table, and the others."""
    inside = [x for x in lines if any(grid.square(*_middle(a)) for a in x.inked)]
    pieces = {id(line): list(_cut(line, grid)) for line in inside}
    words = sum(len(line.text.split()) for line in inside)
    if not words or sum(_breaks(cut) for cut in pieces.values()) > max(1.0, _STRADDLING * words):
        return None
    cells: dict[tuple[int, int], list[TextLine]] = {}
    rest = [x for x in lines if id(x) not in pieces]
    for cut in pieces.values():
        for square, line in cut:
            if square is None:
                rest.append(line)
            else:
                cells.setdefault(square, []).append(line)
    columns = sorted({c for c, _ in cells})
    rows = sorted({r for _, r in cells})
    if len(rows) == 1 and len(columns) > 2:  # a form whose rows wait for words
        rows = list(range(rows[0], len(grid.ys) - 1))
    if len(columns) < 2 or len(cells) < 3:
        return None
    filled = tuple(tuple(_in_order(cells.get((c, r), ())) for c in columns) for r in rows)
    if len(rows) <= 2:  # rules around the head alone, or between columns alone
        filled = tuple(new for row in filled for new in broken_into_rows(row))
    if len(filled) < 2:
        return None
    return Table(inside[0].page, filled, ruled=True), rest


def _cut(line: TextLine, grid: Grid) -> Iterator[tuple[tuple[int, int] | None, TextLine]]:
    """A line in pieces, each with the first square of its cell.

    A cell over several columns whose words keep to them is one that lacks its rules.
    """
    groups: list[tuple[tuple[int, int] | None, list[Letter]]] = []
    inked = [x for x in line.letters if not x.text.isspace()]
    loose = not any(_crosses(a, b, grid) for a, b in pairwise(inked) if _close(a, b))
    for letter in line.letters:
        if letter.text.isspace():
            if groups:
                groups[-1][1].append(letter)
            continue
        square = grid.square(*_middle(letter))
        home = None if square is None else grid.cell[square]
        if square is not None and home is not None and loose and home[0] != square[0]:
            home = (square[0], home[1])
        if groups and groups[-1][0] == home:
            groups[-1][1].append(letter)
        else:
            groups.append((home, [letter]))
    for home, letters in groups:
        while letters[-1].text.isspace():
            letters.pop()
        yield home, TextLine(tuple(letters), line.page)


def _close(a: Letter, b: Letter) -> bool:
    """Whether no gutter lies between two letters of a line."""
    return b.left - a.right < 0.9 * max(a.size, b.size)


def _crosses(a: Letter, b: Letter, grid: Grid) -> bool:
    one, other = grid.square(*_middle(a)), grid.square(*_middle(b))
    return one is not None and other is not None and one[0] != other[0] and grid.cell[one] == grid.cell[other]


def _breaks(cut: list[tuple[tuple[int, int] | None, TextLine]]) -> int:
    """How many words of a line the rules break in two."""
    return sum(b.left - a.right < 0.12 * a.letters[-1].size for (_, a), (_, b) in pairwise(cut))


def _between(
    left: float, right: float, places: tuple[float, ...], lines: list[TextLine]
) -> tuple[Table, list[TextLine]] | None:
    """The lines between level rules that no upright rule meets: columns by their alignment, rows by the rules."""
    inside = [
        x
        for x in lines
        if x.left > left - 6 and x.right < right + 6 and places[0] < (x.top + x.bottom) / 2 < places[-1]
    ]
    rows = aligned_rows(inside, places, sure=True)
    if not rows:
        return None
    gone = {id(x) for x in inside}
    return Table(inside[0].page, rows, ruled=True), [x for x in lines if id(x) not in gone]


def _in_order(lines: Sequence[TextLine]) -> Cell:
    """The lines of a cell from the top; a mark that stands alone is joined to its words."""
    return tuple(joined_marks(sorted(lines, key=lambda x: (round(x.top / 3), x.left))))


def _middle(letter: Letter) -> tuple[float, float]:
    return (letter.left + letter.right) / 2, (letter.top + letter.bottom) / 2


# Over pages -------------------------------------------------------------------------------------


def run_on(before: Table, table: Table) -> Table:
    """Two tables as one that goes on over a page's end: a repeated head once, a row that the end parts whole."""
    rows = list(before.rows)
    more = list(table.rows)
    more = [row for row in (_without_head(more[0], rows[0]), *more[1:]) if any(row)]
    if more and _goes_on(rows, more[0]):
        rows[-1] = tuple((*a, *b) for a, b in zip(rows[-1], more[0], strict=True))
        more = more[1:]
    return replace(before, rows=(*rows, *more))


def continues(table: Table, before: Table) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before."""
    if len(table.rows[0]) != len(before.rows[0]) or table.page != before.lines[-1].page + 1:
        return False
    pairs = [(a, b) for a, b in zip(table.columns, before.columns, strict=True) if a >= 0 and b >= 0]
    return len(pairs) >= 2 and sum(abs(a - b) < 10 for a, b in pairs) >= 0.6 * len(pairs)


def _without_head(row: tuple[Cell, ...], head: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row without the lines of the head, where it begins with them."""
    again = all(
        [x.text for x in cell[: len(names)]] == [x.text for x in names] for cell, names in zip(row, head, strict=True)
    )
    return tuple(cell[len(names) :] for cell, names in zip(row, head, strict=True)) if again else row


def _words(row: tuple[Cell, ...]) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row]


def _goes_on(rows: list[tuple[Cell, ...]], row: tuple[Cell, ...]) -> bool:
    """Whether a row goes on with the one above: it lacks what every row begins with, or goes on within a sentence."""
    if len(rows) < 2:
        return False
    words, above = _words(row), _words(rows[-1])
    if not words[0] and all(_words(r)[0] for r in rows[1:]):
        return True
    longest = max(range(len(words)), key=lambda n: len(above[n]) + len(words[n]))
    return bool(words[longest]) and words[longest][0].islower() and above[longest][-1:] not in (*".?!:;", "")
