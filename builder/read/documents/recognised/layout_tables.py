"""Tables that only place text on the page, laid out as that text; columns that tabs set, as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ....adapters.documents.content import Piece, Run, Shape
from .marks import lines_of, split, typed
from .names import meant

_NUMBERED = re.compile(r"^\d{1,2}[.)]?\s+(?=[A-Z])")


def cell_words(cell: tuple[Piece, ...]) -> str:
    """The words of a cell, tables in it included."""
    return " ".join(w for piece in cell for w in _piece_words(piece)).strip()


def _piece_words(piece: Piece) -> Iterator[str]:
    if piece.rows:
        for row in piece.rows:
            for cell in row:
                yield cell_words(cell)
    elif piece.text:
        yield piece.text


# Layout tables -----------------------------------------------------------------------------------


def laid_out(piece: Piece) -> Iterator[Piece]:
    """A table that only places text on the page, as that text; any other piece as it is."""
    if piece.shape is not Shape.TABLE or piece.of == "chart":
        yield piece
        return
    rows = _without_marks([row for row in piece.rows if any(row)])
    width = max((len([c for c in row if c]) for row in rows), default=0)
    cells = [cell for row in rows for cell in row if cell]
    if width <= 1 or len(cells) <= 1:
        yield from _flat(cells)
    elif max(len(row) for row in rows) == 2 and _is_headed(rows):
        for row in rows:
            yield from _as_heading(row[0])
            yield from _flat(list(row[1:]))
    elif _heads_in_row(rows):
        yield from _columns(rows)
    elif _are_panels(cells):
        yield from _flat(_numbered(cells))
    else:
        yield replace(piece, rows=tuple(rows))


_MARK_ONLY = re.compile(r"\W*\d{0,2}\W*")


def _without_marks(rows: list[tuple[tuple[Piece, ...], ...]]) -> list[tuple[tuple[Piece, ...], ...]]:
    """Rows of three cells without a first column that only numbers them or holds nothing but signs."""
    if len(rows) < 3 or any(len(row) != 3 for row in rows):
        return rows
    marks = [cell_words(row[0]) for row in rows]
    bare = [row[1:] for row in rows]
    return bare if all(map(_MARK_ONLY.fullmatch, marks)) and _is_headed(bare) else rows


def _flat(cells: list[tuple[Piece, ...]]) -> Iterator[Piece]:
    for cell in cells:
        for part in cell:
            yield from laid_out(part)


def _numbered(cells: list[tuple[Piece, ...]]) -> list[tuple[Piece, ...]]:
    """Panels by the numbers that they bear, where all bear one."""
    marks = [typed(cell_words(cell)) for cell in cells]
    numbers = [m.number if m and m.ordered else 0 for m in marks]
    if sorted(numbers) == list(range(1, len(cells) + 1)):
        return [cell for _, cell in sorted(zip(numbers, cells, strict=True), key=lambda pair: pair[0])]
    return cells


def _heads_in_row(rows: list[tuple[tuple[Piece, ...], ...]]) -> bool:
    """Whether columns of prose stand under headings: a row of short known or bold names, then a row of long cells."""
    if len(rows) < 2 or len(rows) % 2 or len(rows[0]) < 2:
        return False
    for head, body in zip(rows[::2], rows[1::2], strict=True):
        if len(head) != len(body):
            return False
        for name, text in zip(head, body, strict=True):
            words = cell_words(name)
            if not words and not cell_words(text):
                continue
            known = meant(words) is not None or bool(_NUMBERED.match(words))
            lines = sum(bool(p.text) for p in text)
            if not words or len(words.split()) > 10 or not (known and (lines > 1 or len(cell_words(text).split()) > 6)):
                return False
    return True


def _columns(rows: list[tuple[tuple[Piece, ...], ...]]) -> Iterator[Piece]:
    for head, body in zip(rows[::2], rows[1::2], strict=True):
        for name, text in zip(head, body, strict=True):
            yield from _as_heading(name)
            yield from _flat([text])


def _is_headed(rows: list[tuple[tuple[Piece, ...], ...]]) -> bool:
    """Whether the left column names parts and the right one holds their text."""
    full = [row for row in rows if len(row) > 1 and row[0] and row[1]]
    short = sum(len(cell_words(row[0]).split()) <= 8 and not _is_panel(row[0]) for row in full)
    long = sum(len(cell_words(row[1]).split()) > 12 or len(row[1]) > 1 for row in full)
    known = sum(meant(cell_words(row[0])) is not None for row in full)
    return len(full) >= 3 and short == len(full) and (long >= 0.6 * len(full) or known >= 0.6 * len(full))


def _are_panels(cells: list[tuple[Piece, ...]]) -> bool:
    """Whether each cell is a panel of its own: a heading or number, then text."""
    panels = sum(_is_panel(cell) or (len(cell) >= 2 and len(cell_words(cell).split()) > 12) for cell in cells)
    return len(cells) >= 3 and panels >= 0.6 * len(cells)


def _is_panel(cell: tuple[Piece, ...]) -> bool:
    """Whether a cell opens with a line that is bold, a heading, known or numbered, and goes on with other text."""
    lines = [line for piece in cell for line in split(piece) if line.text or line.rows]
    return len(lines) >= 2 and _opens_panel(lines[0]) and not all(map(_opens_panel, lines[1:]))


def _opens_panel(line: Piece) -> bool:
    return (
        line.shape is Shape.HEADING or line.all_bold or bool(_NUMBERED.match(line.text)) or meant(line.text) is not None
    )


def _as_heading(cell: tuple[Piece, ...]) -> Iterator[Piece]:
    if cell_words(cell):
        yield Piece(Shape.HEADING, (Run(cell_words(cell)),), 2, where=cell[0].where)


# Columns set with tabs --------------------------------------------------------------------------


def tabbed(pieces: list[Piece]) -> list[Piece]:
    """The pieces; lines one under another that tabs cut into as many columns are a table."""
    pieces = [line for piece in pieces for line in _tabbed_lines(piece)]
    out: list[Piece] = []
    n = 0
    while n < len(pieces):
        first = _cut_by_tabs(pieces[n])
        rows = [first]
        while n + len(rows) < len(pieces) and len(more := _cut_by_tabs(pieces[n + len(rows)])) == len(first) > 1:
            rows.append(more)
        if len(first) > 1 and len(rows) >= (2 if len(first) > 2 else 3):
            cells = tuple(tuple((replace(pieces[n], runs=cell),) for cell in row) for row in rows)
            out.append(Piece(Shape.TABLE, rows=cells, where=pieces[n].where))
        else:
            out += pieces[n : n + len(rows)]
        n += len(rows)
    return out


def _tabbed_lines(piece: Piece) -> list[Piece]:
    """The lines of a paragraph in which tabs cut every line; any other as it is."""
    lines = [replace(piece, runs=line) for line in lines_of(piece)] if piece.shape is Shape.TEXT else []
    return lines if len(lines) > 1 and all(len(_cut_by_tabs(line)) > 1 for line in lines) else [piece]


def _cut_by_tabs(piece: Piece) -> list[tuple[Run, ...]]:
    """The cells of a line; none where it is no line of columns."""
    text = "".join(r.text for r in piece.runs).strip()
    if piece.shape is not Shape.TEXT or "\t" not in text or "\n" in text or typed(text) or text.endswith("?"):
        return []
    cells: list[list[Run]] = [[]]
    for run in piece.runs:
        for n, words in enumerate(run.text.split("\t")):
            if n and any(r.text.strip() for r in cells[-1]):
                cells.append([])
            cells[-1].append(replace(run, text=words, footnote=() if n < run.text.count("\t") else run.footnote))
    held = [tuple(cell) for cell in cells if any(r.text.strip() for r in cell)]
    return [] if any("".join(r.text for r in c).rstrip().endswith(":") for c in held[:1]) else held
