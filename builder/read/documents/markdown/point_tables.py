"""Tables of findings or recommendations as points: number, text, and the other columns after it with their names."""

from __future__ import annotations

import re
from dataclasses import replace

from ....adapters.documents.content import Piece, Run, Shape
from ..recognised.layout_tables import cell_words
from ..recognised.marks import typed, without_start
from ..recognised.names import plain

_TEXT_COLUMN = re.compile(
    r"(?:the |our |key |agreed )*(?:recommendations?|findings?|actions?(?: (?:required|agreed))?|learning(?: points?)?|"
    r"lessons?|what (?:needs|should|must|will|we|do we|are we|is to) .*|"
    r"argymhell(?:ion|iad)|canfyddiad(?:au)?|detail|description|text)"
)
_LEAD_COLUMN = re.compile(
    r"(?:the |our |key |main )*(?:themes?|topics?|areas?(?: of .*)?|headings?|titles?|subjects?|issues?|"
    r"category|strands?|them(?:a|âu)|pwnc|maes|teitl)"
)
"""A column before the words whose cells name what a point is about."""
_LEAD_WORDS = 12
_NUMBER_COLUMN = re.compile(r"(?:no|number|ref(?:erence)?|#|code|rhif|rec(?:ommendation)? no|rec|item)?")


def from_tables(pieces: list[Piece]) -> list[Piece]:
    """The pieces; each table of points as those points."""
    out: list[Piece] = []
    for piece in pieces:
        out += rows_as_points(piece) or [piece]
    return out


def rows_as_points(table: Piece) -> list[Piece]:
    """A table with a column of recommendations: a point for each row, the other columns after it with their names."""
    if table.shape is not Shape.TABLE or len(table.rows) < 2 or table.of == "chart":
        return []
    head = [plain(cell_words(c)) for c in table.rows[0]]
    column = next((n for n, words in enumerate(head) if words and _is_text_column(words)), None)
    headed = column is not None
    if column is None:
        column = _widest(table)
        if column is None:
            return []
    rows = table.rows[1:] if headed else table.rows
    names = [cell_words(c).rstrip(" :") for c in table.rows[0]] if headed else [""] * len(table.rows[0])
    out: list[Piece] = []
    about = ""
    for row in rows:
        if _is_section(row, column, len(table.rows[0])):
            about = next(cell_words(c) for c in row if cell_words(c))
        elif column < len(row) and cell_words(row[column]):
            point = _row_as_point(row, column, names, len(out) + 1, table.where)
            lead = (Run(about if about[-1:] in ".:?!" else f"{about}.", bold=True), Run(" ")) if about else ()
            out.append(replace(point, runs=(*lead, *point.runs)))
            about = ""
        elif any(cell_words(c) for c in row) and out:
            rest = "; ".join(cell_words(c) for c in row if cell_words(c))
            out[-1] = replace(out[-1], runs=(*out[-1].runs, Run(f" {rest}")))
    return out


def _is_section(row: tuple[tuple[Piece, ...], ...], column: int, width: int) -> bool:
    """Whether a row is a short line over all columns that names what the rows below it are about."""
    filled = [n for n, cell in enumerate(row) if cell_words(cell)]
    if len(filled) != 1 or width < 3 or len(cell_words(row[filled[0]]).split()) > _LEAD_WORDS:
        return False
    return len(row) < width or (filled[0] != column and not _is_label(cell_words(row[filled[0]])) and filled[0] == 0)


def _is_text_column(words: str) -> bool:
    """Whether a head names the column of the points; a narrow one is broken within its word."""
    return bool(_TEXT_COLUMN.fullmatch(words) or _TEXT_COLUMN.fullmatch(words.replace(" ", "")))


def _widest(table: Piece) -> int | None:
    """The column of text in a table without a head: numbers or labels beside it, nothing else."""
    if any(len(row) != 2 for row in table.rows):
        return None
    first = [cell_words(row[0]) for row in table.rows]
    return 1 if all(re.fullmatch(r"\W*[A-Z]{0,3}\s?\d{1,2}(?:\.\d)?\W*", w) or _is_label(w) for w in first) else None


def _is_label(words: str) -> bool:
    mark = typed(words)
    return mark is not None and mark.kind == "label" and mark.length == len(words)


def _row_as_point(row: tuple[tuple[Piece, ...], ...], column: int, names: list[str], number: int, where: str) -> Piece:
    runs = _cell_runs(row[column])
    mark = typed("".join(r.text for r in runs))
    if mark and mark.ordered and mark.kind != "bare":
        runs = without_start(runs, mark.length)
    extra = []
    lead: tuple[Run, ...] = ()
    for n, cell in enumerate(row):
        words = cell_words(cell)
        if n == column or not words:
            continue
        name = names[n] if n < len(names) else ""
        if (
            n < column
            and (_NUMBER_COLUMN.fullmatch(plain(name)) or _is_label(words))
            and re.fullmatch(r"\W*(?:[A-Za-z]{0,20}\s?)?\d{0,2}(?:\.\d{1,2})?\W*", words)
        ):
            continue
        if n < column and not lead and _LEAD_COLUMN.fullmatch(plain(name)) and len(words.split()) <= _LEAD_WORDS:
            dot = "" if words[-1:] in ".:?!" else "."
            lead = (Run(f"{words}{dot}", bold=True), Run(" "))
            continue
        extra.append(f"{name}{'' if name[-1:] in '?!' else ':'} {words}" if name else words)
    ending = "" if not runs or runs[-1].text.rstrip()[-1:] in ".?!" else "."
    tail = (Run(f"{ending} {'. '.join(e.rstrip('.') for e in extra)}."),) if extra else ()
    return Piece(Shape.ITEM, (*lead, *runs, *tail), ordered=True, label=str(number), where=where, of=f"table {where}")


def _cell_runs(cell: tuple[Piece, ...]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for piece in cell:
        inner = (Run(cell_words((piece,))),) if piece.rows else piece.runs
        gap = [Run(" ")] if runs else []
        runs += [*gap, *(replace(r, text=r.text.replace("\n", " ")) for r in inner)]
    return tuple(runs)
