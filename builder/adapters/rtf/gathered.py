"""What the words of a rich text file come to: paragraphs, headings, items, tables, notes and pictures, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..documents.content import MAX_PIECES, Kind, Left, Piece, Run, Seen, Shape, TakenPicture, UnreadableDocumentError
from ..pictures import fitted
from .control_words import Paragraph


@dataclass
class Gathered:
    """Pieces so far, and the paragraph, row and table that are still open."""

    left: list[Left] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    pictures: dict[str, TakenPicture] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    cell: list[Piece] = field(default_factory=list)
    row: list[tuple[Piece, ...]] = field(default_factory=list)
    rows: list[tuple[tuple[Piece, ...], ...]] = field(default_factory=list)
    paragraph: Paragraph = field(default_factory=Paragraph)
    heading: str = ""
    styles: dict[int, str] = field(default_factory=dict)

    def leave(self, kind: Kind, words: str) -> None:
        """Notes words that are left out; neighbours of one kind together."""
        last = self.left[-1] if self.left else None
        if last and last.kind is kind and last.where == self.spot():
            self.left[-1] = replace(last, words=" ".join(f"{last.words} {words}".split()))
        else:
            self.left.append(Left(kind, " ".join(words.split()), self.spot()))

    def end_note(self, note: list[Run]) -> None:
        """A footnote, at the words before it."""
        while note and not note[-1].text.strip():
            note.pop()
        while note and not note[0].text.strip():
            note.pop(0)
        if note:
            self.seen.append(Seen(" ".join("".join(r.text for r in note).split()), "a note"))
            self.runs.append(Run("", footnote=tuple(note)))

    def end_picture(self, kind: str, hexadecimal: str) -> None:
        """A picture that comes along, or is named."""
        digits = re.sub(r"[^0-9a-fA-F]", "", hexadecimal)
        data = bytes.fromhex(digits[: len(digits) // 2 * 2]) if kind and len(digits) < 80_000_000 else b""
        fit = fitted(data) if data else None
        if fit is None:
            self.left.append(Left(Kind.PICTURE, "", self.spot()))
            return
        name = f"picture-{len(self.pictures) + 1}{fit.suffix}"
        self.pictures[name] = TakenPicture(name, fit.data, "", self.spot())
        self.runs.append(Run("", picture=name))

    def spot(self) -> str:
        """Where the reading is."""
        return f"under “{self.heading}”" if self.heading else "at the start"

    def end_paragraph(self) -> None:
        """The runs so far as a piece."""
        runs, self.runs = tuple(self.runs), []
        marker, self.paragraph.marker = self.paragraph.marker, ""
        if not self.paragraph.in_table:
            self.end_table()
        if not any(r.text.strip() or r.footnote or r.picture for r in runs):
            return
        if len(self.pieces) + len(self.seen) > MAX_PIECES:
            raise UnreadableDocumentError("It has far more paragraphs than a briefing.")
        piece = self.shaped(runs, marker)
        if piece.shape is Shape.HEADING or (piece.all_bold and len(piece.text.split()) <= 14):
            self.heading = piece.text
        piece = replace(piece, where=self.spot())
        self.seen.append(Seen(piece.text, self.spot()))
        (self.cell if self.paragraph.in_table else self.pieces).append(piece)

    def shaped(self, runs: tuple[Run, ...], marker: str) -> Piece:
        """What a paragraph is by its style, outline level and list."""
        name = self.styles.get(self.paragraph.style, "")
        if name == "title":
            return Piece(Shape.TITLE, runs)
        found = re.match(r"heading (\d)", name)
        level = int(found[1]) if found else self.paragraph.outline + 1 if self.paragraph.outline < 9 else 0
        if level:
            return Piece(Shape.HEADING, tuple(replace(r, bold=False) for r in runs), level)
        if marker or self.paragraph.list_number:
            named = re.search(r"^list \w+ (\d)$", name)
            depth = max(self.paragraph.level, int(named[1]) - 1) if named else self.paragraph.level
            ordered = bool(re.search(r"[0-9a-zA-Z]", marker)) and marker not in ("o", "§")
            return Piece(
                Shape.ITEM, runs, depth, ordered, label=marker if ordered else "",
                of=f"list {self.paragraph.list_number}",
            )  # fmt: skip
        return Piece(Shape.TEXT, runs)

    def end_table(self) -> None:
        """The rows so far as a table."""
        if self.row or self.cell:
            self.rows.append((*self.row, *((tuple(self.cell),) if self.cell else ())))
            self.row, self.cell = [], []
        if self.rows:
            self.pieces.append(Piece(Shape.TABLE, rows=tuple(self.rows), where=f"the table {self.spot()}"))
            self.rows = []

    def end_cell(self) -> None:
        """The paragraphs so far as a cell."""
        self.paragraph.in_table = True
        self.end_paragraph()
        self.row.append(tuple(self.cell))
        self.cell = []

    def end_row(self) -> None:
        """The cells so far as a row."""
        self.rows.append(tuple(self.row))
        self.row = []
