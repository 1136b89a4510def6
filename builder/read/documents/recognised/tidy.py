"""First pass over a document: layout tables become text; facts, contents and action-plan forms are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ....adapters.documents import Kind, Left, Piece, Run, Shape
from .forms import without_forms
from .marks import lines_of, split, typed
from .names import Opens, meant, opens, plain

FACTS = {
    "title": "title",
    "title of the briefing": "title",
    "title of briefing": "title",
    "briefing title": "title",
    "alias": "alias",
    "name used for the child": "alias",
    "name used": "alias",
    "known as": "alias",
    "summary": "summary",
    "summary in one or two sentences": "summary",
    "source review": "source_review",
    "the review it comes from": "source_review",
    "review it comes from": "source_review",
    "based on": "source_review",
    "period described": "period_described",
    "period": "period_described",
    "period covered": "period_described",
    "period under review": "period_described",
    "published": "published",
    "published on": "published",
    "date published": "published",
    "publication date": "published",
    "date of publication": "published",
    "review by": "review_by",
    "review date": "review_by",
    "date for review": "review_by",
    "to be looked at again by": "review_by",
    "withdraw on": "withdraw_on",
    "version": "version",
    "language": "lang",
    "content notice": "content_notice",
    "content warning": "content_notice",
    "support": "support",
    "teitl": "title",
    "crynodeb": "summary",
    "cyhoeddwyd": "published",
    "dyddiad cyhoeddi": "published",
    "adolygu erbyn": "review_by",
    "dyddiad adolygu": "review_by",
    "fersiwn": "version",
    "iaith": "lang",
    "cymorth": "support",
    "cyfnod": "period_described",
}
"""Labels in a table of facts, in small letters, and the key of briefing.yml each stands for."""

_NUMBERED = re.compile(r"^\d{1,2}[.)]?\s+(?=[A-Z])")
_ENTRY = re.compile(
    r"^.{2,110}?(?:\s*\.{3,}\s*|\s*…+\s*|\s{2,}|\t+\s*)(?:page\s*)?\d{1,3}$|^.{2,110}?\s+\.{2,}\s*\d{1,3}$", re.I
)


@dataclass(frozen=True, slots=True)
class Tidied:
    """The pieces that make up the briefing, and what was taken out of them: `facts` are keys with their lines."""

    pieces: tuple[Piece, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    form_title: str = ""
    left: tuple[Left, ...] = ()


def tidied(pieces: tuple[Piece, ...]) -> Tidied:
    """The document without its table of facts, contents and forms, layout tables laid out as text."""
    facts: dict[str, tuple[str, ...]] = {}
    flat: list[Piece] = []
    left: list[Left] = []
    for piece in pieces:
        found, rest = _facts_of(piece)
        if found and not facts:
            facts = found
            left += [Left(Kind.OTHER, words, piece.where) for words in rest]
        else:
            flat.extend(_laid_out(piece))
    lines = [part for piece in flat for part in split(piece)]
    body, contents = _without_contents(lines)
    formless = without_forms(_tabbed(body))
    return Tidied(formless.pieces, tuple(facts.items()), formless.title, (*left, *contents, *formless.left))


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


def _cell_lines(cell: tuple[Piece, ...]) -> tuple[str, ...]:
    lines = (line for piece in cell for line in "".join(r.text for r in piece.runs).split("\n"))
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def _facts_of(table: Piece) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Keys and lines of a table of facts, and the words of rows that are none; empty where the table is another one."""
    if table.shape is not Shape.TABLE:
        return {}, []
    rows = [row for row in table.rows if len(row) >= 2]
    labels = [plain(cell_words(row[0])) for row in rows]
    if sum(label in FACTS for label in labels) < 3:
        return {}, []
    found: dict[str, tuple[str, ...]] = {"title": ()}
    rest = []
    for label, row in zip(labels, rows, strict=True):
        lines = tuple(line for cell in row[1:] for line in _cell_lines(cell))
        if label in FACTS and lines and not found.get(FACTS[label]):
            found[FACTS[label]] = lines
        elif lines:
            rest.append(f"{cell_words(row[0])}: {' '.join(lines)}")
    rest += [cell_words(row[0]) for row in table.rows if len(row) == 1 and row[0]]
    return found, [words for words in rest if words]


# Layout tables -----------------------------------------------------------------------------------


def _laid_out(piece: Piece) -> Iterator[Piece]:
    """A table that only places text on the page, as that text; any other piece as it is."""
    if piece.shape is not Shape.TABLE:
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
            yield from _laid_out(part)


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


def _tabbed(pieces: list[Piece]) -> list[Piece]:
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


# Tables of contents ------------------------------------------------------------------------------


def _without_contents(pieces: list[Piece]) -> tuple[list[Piece], list[Left]]:
    """The pieces without a typed table of contents: its heading, and lines with page numbers or names of headings."""
    out: list[Piece] = []
    left: list[Left] = []
    n = 0
    while n < len(pieces):
        end = n + (1 if opens(pieces[n].text, Opens.CONTENTS) else 0)
        headed = end > n
        later = {plain(p.text) for p in pieces[end + 1 :]} if headed else set()
        seen: set[str] = set()
        while end < len(pieces) and _is_entry(pieces[end], headed, later - seen if headed else set()):
            seen.add(plain(pieces[end].text))
            later = {plain(p.text) for p in pieces[end + 2 :]} if headed else later
            end += 1
        entries = end - n - headed
        if entries >= 2 and (headed or entries >= 3):
            left.append(Left(Kind.CONTENTS, " ".join(p.text for p in pieces[n:end]), pieces[n].where))
            n = end
        else:
            out.append(pieces[n])
            n += 1
    return out, left


def _is_entry(piece: Piece, headed: bool, later: set[str]) -> bool:
    if piece.shape in (Shape.TABLE, Shape.HEADING, Shape.TITLE):
        return False
    text = "".join(r.text for r in piece.runs).strip()
    if _ENTRY.match(text):
        return True
    bare = plain(re.sub(r"\s*\.*\s*\d{1,3}$", "", text))
    return headed and bool(bare) and bare in later
