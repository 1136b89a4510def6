"""Pieces as blocks of Markdown: paragraphs, headings, lists in each other, tables, on the page of one part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ....adapters.documents.content import Piece, Run, Shape
from ..report import Note, Weight
from .inlines import Notes, inline


@dataclass
class Page:
    """One part being written: its lines, footnotes, and what a person should look at."""

    numbered: bool = False
    exact: bool = False
    lines: list[str] = field(default_factory=list)
    footnotes: Notes = field(default_factory=Notes)
    notes: list[Note] = field(default_factory=list)
    renumbered: bool = False
    last_list: str = ""
    """The kind and mark of the list that ended right here, "" where something else stands between."""

    def add(self, *lines: str) -> None:
        """Adds lines, an empty one before them."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines.extend(lines)
        self.last_list = ""

    def guess(self, where: str, message: str, words: str = "", weight: Weight = Weight.GUESS) -> None:
        """Notes a guess."""
        self.notes.append(Note(where, message, weight, words))

    def inline(self, runs: Sequence[Run], *, flat: bool = False) -> str:
        """The Markdown of runs."""
        return inline(runs, self.footnotes, flat=flat)


def blocks(pieces: list[Piece], page: Page) -> None:
    """Writes pieces onto a page as blocks of Markdown."""
    top = 2 if page.exact else min((p.level for p in pieces if p.shape is Shape.HEADING), default=2)
    items: list[Piece] = []
    sources: list[str] = []
    for piece in (*pieces, None):
        if piece is not None and piece.shape is Shape.SOURCE:
            _flush(items, page)
            sources.append("".join(r.text for r in piece.runs))
            continue
        if sources:
            page.add(*sources)
            sources = []
        inside = piece is not None and piece.shape is Shape.TEXT and piece.level > 0 and bool(items)
        if piece is not None and (piece.shape is Shape.ITEM or inside):
            items.append(piece)
            continue
        _flush(items, page)
        if piece is None:
            break
        _block(piece, page, top)


def _block(piece: Piece, page: Page, top: int) -> None:
    match piece.shape:
        case Shape.TABLE:
            _table(piece, page)
        case Shape.HEADING:
            page.add(f"{'#' * min(6, 2 + max(0, piece.level - top))} {page.inline(piece.runs, flat=True)}")
        case Shape.QUOTE:
            page.add(*(f"> {line}" for line in page.inline(piece.runs).split("\n")))
        case Shape.RULE:
            page.add("---")
        case Shape.SETTING:
            pass
        case _ if piece.text or any(r.picture or r.footnote for r in piece.runs):
            page.add(page.inline(piece.runs))


def _flush(items: list[Piece], page: Page) -> None:
    """Writes the items held as lists: another list begins where the kind or the numbering at the margin changes."""
    least = min((i.level for i in items if i.shape is Shape.ITEM), default=0)
    group: list[Piece] = []
    for piece in (*items, None):
        at_margin = piece is not None and piece.shape is Shape.ITEM and piece.level == least
        first = next((i for i in group if i.level == least and i.shape is Shape.ITEM), None)
        if piece is None or (
            at_margin and first is not None and piece is not None and _is_another(first, group, piece, page)
        ):
            if group:
                _list(group, page)
            group = []
        if piece is not None:
            group.append(piece)
    items.clear()


def _is_another(first: Piece, group: list[Piece], piece: Piece, page: Page) -> bool:
    if page.numbered:
        return False
    if page.exact and piece.of != first.of:
        return True
    if first.ordered != piece.ordered:
        return True
    last = next((i for i in reversed(group) if i.level == first.level and i.shape is Shape.ITEM), first)
    restarts = piece.ordered and piece.label.strip("().") == "1" and last.label.strip("().") not in ("", "0")
    return restarts or (
        piece.ordered and bool(piece.of) and bool(last.of) and piece.of != last.of and not _follows(last, piece)
    )


def _follows(last: Piece, piece: Piece) -> bool:
    numbers = [re.search(r"(\d+)\W*$", p.label) for p in (last, piece)]
    return all(numbers) and int(numbers[1][1]) == int(numbers[0][1]) + 1  # type: ignore[index]


def _list(items: list[Piece], page: Page) -> None:
    """Lines of a list; each level is indented by the width of the marks above it."""
    least = min(i.level for i in items if i.shape is Shape.ITEM)
    head = next(i for i in items if i.shape is Shape.ITEM)
    kind = "1" if _is_ordered(head, 0, page) else "-"
    again = page.last_list in ("1.", "--") and page.last_list[0] == kind
    bullet, dot = ("*", ")") if again else ("-", ".")
    loose = any(i.shape is Shape.TEXT or i.loose for i in items)
    widths: list[int] = []
    counts: list[int] = []
    lines: list[str] = []
    for item in items:
        if item.shape is Shape.TEXT:
            indent = " " * sum(widths[: max(1, min(item.level - least, len(widths)))])
            lines += ["", *(indent + line for line in page.inline(item.runs).split("\n")), ""]
            continue
        depth = min(item.level - least, len(widths))
        del widths[depth + 1 :], counts[depth + 1 :]
        ordered = _is_ordered(item, depth, page)
        page.renumbered |= ordered and not item.ordered and not item.of.startswith("table")
        if depth == len(widths):
            widths.append(0)
            counts.append(_first(item, page, depth) - 1 if ordered else 0)
        counts[depth] += 1
        mark = f"{counts[depth]}{dot if not depth else '.'} " if ordered else f"{bullet if not depth else '-'} "
        indent = " " * sum(widths[:depth])
        widths[depth] = len(mark)
        label = f"{item.label} " if item.ordered and not ordered and item.label else ""
        words = page.inline((Run(label), *item.runs) if label else item.runs).split("\n")
        if item.loose and lines:
            lines.append("")
        pad = " " * (len(indent) + len(mark))
        lines += [indent + mark + words[0], *(pad + line for line in words[1:])]
    if loose:
        lines = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    page.add(*lines)
    page.last_list = kind + (dot if kind == "1" else bullet)


def _is_ordered(item: Piece, depth: int, page: Page) -> bool:
    """Whether an item counts in Markdown: plain numbers do; letters and the like stay before its words."""
    if page.numbered and depth == 0:
        return True
    return item.ordered and (not item.label or bool(re.fullmatch(r"\W*\d{1,3}\W*", item.label)))


def _first(item: Piece, page: Page, depth: int) -> int:
    found = re.search(r"\d{1,3}", item.label)
    return int(found[0]) if found and not page.numbered and depth == 0 else 1


def _table(table: Piece, page: Page) -> None:
    rows = [row for row in table.rows if row]
    if not rows:
        return
    width = max(len(row) for row in rows)
    cells = [[_cell(cell, page) for cell in row] + [""] * (width - len(row)) for row in rows]
    aligned = [*table.aligned, *[""] * width][:width]
    marks = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
    rule = "| " + " | ".join(marks[a] for a in aligned) + " |"
    page.add(f"| {' | '.join(cells[0])} |", rule, *(f"| {' | '.join(row)} |" for row in cells[1:]))
    if any(len([p for p in cell if p.text or p.rows]) > 1 for row in rows for cell in row):
        page.guess(table.where, "Cells of the table had several lines; they are joined by semicolons.")
    if page.exact:
        return
    if table.of == "chart":
        page.guess(table.where, "A chart became a table of its figures. Say in the text what it shows.")
        return
    page.guess(table.where, "A table was taken over: check that its first row holds the headings.")


def _cell(cell: tuple[Piece, ...], page: Page) -> str:
    return "; ".join(_cell_parts(cell, page)).replace("|", "\\|")


def _cell_parts(cell: tuple[Piece, ...], page: Page) -> Iterator[str]:
    for piece in cell:
        if piece.rows:
            for row in piece.rows:
                words = ", ".join(part for inner in row for part in _cell_parts(inner, page))
                if words:
                    yield words
        elif piece.text or any(r.picture or r.footnote for r in piece.runs):
            yield page.inline(piece.runs, flat=True)
