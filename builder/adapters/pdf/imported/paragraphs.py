"""Lines of a PDF joined to paragraphs, headings and items, by size, gap, indent and mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...documents.content import Piece, Run, Shape
from .lines import Drawn, Letter, TextLine
from .tables.on_page import Table

INDENTED = 18.0
"""Points from the margin on which a short paragraph is taken for a list item: some programs draw their bullets."""


_BULLET = re.compile(r"^(?:[•·▪●◦‣○■➢✓→]|[–*o-](?=\s))\s*(?P<text>\S.*)$")
_NUMBER = re.compile(r"^(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)$")


_SHORT_WORDS = frozenset(
    "a i o am an as at be by do eg go he hi if ie in is it me mr ms my no of oh ok on or pm pp so to tv up us vs we "
    "y w e r â ar at ac ag am ym yn yr fe fy ei eu er os ni na ne ti un mo mi ma ha wn wy di do da dy "
    "gw id re ed uk".split()
)
_KEPT_HYPHEN = frozenset(
    "multi non self co well half cross post pre anti one two three four five six seven eight nine ten long short full "
    "part high low old year single decision follow drop check sub inter ex semi mid all ill front day face step hand "
    "child parent".split()
)


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual in a document: the size of its text, the levels of larger sizes, its words and how often."""

    body: float
    levels: dict[float, int]
    known: Counter[str]


def pieces_of(flow: Sequence[TextLine | Table | Drawn]) -> Iterator[Piece]:
    """The pieces that lines, tables and pictures in reading order make up.

    A picture stands after the paragraph around it.
    """
    lines = [one for one in flow if isinstance(one, TextLine)]
    measures = _measured([*lines, *(x for one in flow if isinstance(one, Table) for x in one.lines)])
    columns = _columns(lines)
    held: list[TextLine] = []
    indents: list[float] = []
    drawn: list[Drawn] = []
    for one in flow:
        if isinstance(one, Drawn):
            drawn.append(one)
            continue
        if held and (isinstance(one, Table) or not _continues(held, one, measures.body, columns[id(one)])):
            yield _piece(held, measures, columns[id(held[0])], indents)
            held = []
        if not held:
            yield from map(_picture, drawn)
            drawn = []
        if isinstance(one, Table):
            yield _table(one, measures)
            indents.clear()
        else:
            held.append(one)
    if held:
        yield _piece(held, measures, columns[id(held[0])], indents)
    yield from map(_picture, drawn)


def _measured(lines: Sequence[TextLine]) -> _Measures:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    body = weights.most_common(1)[0][0] if weights else 0.0
    large = {x.size for x in lines if x.size > body * 1.12}
    levels = {s: n for n, s in enumerate(sorted(large, reverse=True), 1)}
    return _Measures(body, levels, Counter(re.findall(r"[\w-]+", " ".join(line.text.lower() for line in lines))))


def _table(table: Table, measures: _Measures) -> Piece:
    """A table, each cell with pieces of its own."""
    right = [max((x.right for row in table.rows for x in row[n]), default=0.0) for n in range(len(table.rows[0]))]
    rows = tuple(tuple(tuple(_in_cell(cell, right[n], measures)) for n, cell in enumerate(row)) for row in table.rows)
    return Piece(Shape.TABLE, rows=rows, where=f"the table on page {table.page}")


def _in_cell(cell: Sequence[TextLine], right: float, measures: _Measures) -> Iterator[Piece]:
    """The pieces of a cell; where its lines begin says nothing, for a cell may be centred."""
    held: list[TextLine] = []
    for line in cell:
        column = line.left, max(right, line.right)
        if held and not _continues(held, line, measures.body, column, anywhere=True):
            yield _piece(held, measures, (held[0].left, right), [])
            held = []
        held.append(line)
    if held:
        yield _piece(held, measures, (held[0].left, right), [])


def _picture(one: Drawn) -> Piece:
    return Piece(Shape.TEXT, (Run(one.alt, picture=one.name),), where=f"page {one.page}")


Column = tuple[float, float]
"""Left and right edge."""


def _columns(lines: list[TextLine]) -> dict[int, Column]:
    """The edges of the column that each line stands in: of the lines around it that overlap it."""
    found: dict[int, Column] = {}
    for n, line in enumerate(lines):
        near = [
            x
            for x in lines[max(0, n - 40) : n + 41]
            if min(x.right, line.right) - max(x.left, line.left) > 0.1 * min(x.right - x.left, line.right - line.left)
            and _same_stack(x, line)
        ]
        found[id(line)] = min(x.left for x in near), max(x.right for x in near)
    return found


def _same_stack(a: TextLine, b: TextLine) -> bool:
    """Whether two lines that overlap may be of one column: neither spans far more than the other's column."""
    if a.page != b.page:
        return abs(a.left - b.left) < 80
    return True


def _continues(held: list[TextLine], line: TextLine, body: float, column: Column, *, anywhere: bool = False) -> bool:
    """Whether a line goes on with the paragraph of the line above it; `anywhere` it begins."""
    before, first = held[-1], held[0]
    if (
        _BULLET.match(line.text)
        or _NUMBER.match(line.text)
        or abs(line.size - before.size) > 0.6
        or line.bold != before.bold
    ):
        return False
    if line.page != before.page or line.top < before.top - before.size:
        return before.text[-1] not in ".?!:" and line.text[0].islower() and not before.bold
    gap = line.top - before.bottom
    if gap > 0.95 * before.size:
        return False
    if line.size > body * 1.12:
        return True
    hanging = bool(_BULLET.match(first.text) or _NUMBER.match(first.text)) and line.left > first.left + 4
    aligned = (
        anywhere or abs(line.left - before.left) < 6 or hanging or (len(held) == 1 and 0 < before.left - line.left < 40)
    )
    right = max(column[1], before.right)
    wide = max(1.0, right - column[0])
    missing = (right - before.right) / wide
    next_word = max((x.right for x in _first_word(line)), default=line.left) - line.left
    fits = before.right + next_word + 0.3 * line.size < right
    return aligned and (not fits or missing < 0.12 or (line.text[0].islower() and before.text[-1] not in ".?!:"))


def _first_word(line: TextLine) -> list[Letter]:
    word: list[Letter] = []
    for letter in line.letters:
        if letter.text.isspace() and word:
            break
        if not letter.text.isspace():
            word.append(letter)
    return word


def _piece(held: list[TextLine], measures: _Measures, column: Column, indents: list[float]) -> Piece:
    """A paragraph as what it looks like; `indents` are those of the items it may stand under."""
    first = held[0]
    levels = measures.levels
    runs = tuple(_runs(held, measures.known))
    words = " ".join("".join(r.text for r in runs).split())
    where = f"page {first.page}"
    bullet, number = _BULLET.match(words), _NUMBER.match(words)
    if first.size in levels:
        indents.clear()
        plain = tuple(Run(r.text, italic=r.italic, href=r.href, size=r.size) for r in runs)
        return Piece(Shape.HEADING, plain, levels[first.size], where=where)
    if bullet or (number and not first.bold):
        found = bullet or number
        assert found is not None
        cut = _without(runs, len(words) - len(found["text"]))
        label = number["number"] if number and not bullet else ""
        return Piece(Shape.ITEM, cut, _level(first.left - column[0], indents), not bullet, where, label=label)
    middle = (first.left + first.right) / 2 - (column[0] + column[1]) / 2
    centred = abs(middle) < 8 and first.left - column[0] > INDENTED and column[1] - first.right > INDENTED
    if first.left - column[0] > INDENTED and len(words.split()) < 60 and not centred and not first.bold:
        return Piece(Shape.ITEM, runs, _level(first.left - column[0], indents), where=where)
    indents.clear()
    return Piece(Shape.TEXT, runs, where=where)


def _without(runs: tuple[Run, ...], letters: int) -> tuple[Run, ...]:
    out = []
    for run in runs:
        cut = min(letters, len(run.text))
        letters -= cut
        if run.text[cut:]:
            out.append(Run(run.text[cut:], run.bold, run.italic, run.href, size=run.size))
    return tuple(out)


def _level(left: float, indents: list[float]) -> int:
    """How deep an item stands among those above it; less than 6 points are no step."""
    while indents and left < indents[-1] - 6:
        indents.pop()
    if not indents or left > indents[-1] + 6:
        indents.append(left)
    return len(indents) - 1


def _runs(held: list[TextLine], known: Counter[str]) -> Iterator[Run]:
    """The letters of a paragraph as runs, its lines joined."""
    out: list[Run] = []
    for n, line in enumerate(held):
        text = [(x.text, x.bold, x.italic, x.href, x.size) for x in line.letters]
        while text and text[-1][0].isspace():
            text.pop()
        while text and text[0][0].isspace():
            text.pop(0)
        if n + 1 < len(held) and text and text[-1][0] in "-\u00ad\u2010":
            if _is_one_word(line.text, held[n + 1].text, known):
                text.pop()
        elif n + 1 < len(held) and text and not _is_rest(held[n + 1].text):
            text.append((" ", *text[-1][1:]))
        for letters, bold, italic, href, size in text:
            last = out[-1] if out else None
            if last and (last.bold, last.italic, last.href, last.size) == (bold, italic, href, size):
                out[-1] = Run(last.text + letters, bold, italic, href, size=size)
            else:
                out.append(Run(letters, bold, italic, href, size=size))
    return iter(out)


def _is_rest(line: str) -> bool:
    """Whether a line begins with the last letters of a word that a narrow cell broke: too few to be a word."""
    first = re.match(r"[a-z]{1,2}(?=\W|$)", line)
    return bool(first) and first[0] not in _SHORT_WORDS if first else False


def _is_one_word(line: str, after: str, known: Counter[str]) -> bool:
    """Whether the hyphen at a line's end only broke a word: it stands whole elsewhere, or nothing speaks for it."""
    if line.endswith("\u00ad"):
        return True
    start = re.search(r"([\w’'-]+)[-\u2010]$", line)
    rest = re.match(r"[\w’']+", after)
    if not start or not rest or not rest[0][0].islower():
        return False
    head, tail = start[1].lower(), rest[0].lower()
    if known[f"{head}-{tail}"]:
        return False
    return bool(known[f"{head}{tail}"]) or (head not in _KEPT_HYPHEN and "-" not in head)
