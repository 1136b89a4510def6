"""A rich text file's words: paragraphs, headings, lists, tables, notes, links, in order. Knows no briefing.

Hidden, struck-out and deleted words, comments and the file's own data are passed by, and what held words is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..documents import (
    MAX_PIECES,
    Document,
    Kind,
    Left,
    Piece,
    Run,
    Seen,
    Shape,
    TakenPicture,
    UnreadableDocumentError,
)
from ..fields import equation
from ..pictures import fitted
from ..symbols import as_shown
from .control_words import HREF, LETTERS, MAX_DEPTH, PAGE, PASSED, RUNNING, Paragraph, State
from .tokens import Token, tokens


@dataclass
class _Reader:
    """Reads tokens into pieces."""

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
    fonts: dict[int, str] = field(default_factory=dict)
    side: dict[str, list[str]] = field(default_factory=dict)
    note: list[Run] = field(default_factory=list)
    instruction: str = ""
    picture: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)

    def read(self, data: bytes) -> None:
        """Reads the whole file."""
        stack: list[State] = [State()]
        starred = fresh = False
        for token in tokens(data):
            state = stack[-1]
            if token.kind == "{":
                if len(stack) > MAX_DEPTH:
                    raise UnreadableDocumentError("It is not a whole rich text file. Open it and save it as .docx.")
                stack.append(replace(state))
                fresh, starred = True, False
                if state.role == "stylesheet":
                    self.side["style"] = ["", "0"]
                continue
            if token.kind == "}":
                ended = stack.pop() if len(stack) > 1 else state
                self.ended(ended, stack[-1])
                fresh = starred = False
                continue
            if token.kind == "word" and token.text == "*":
                starred = True
                continue
            if token.kind == "word":
                self.word(token, state, starred=starred and fresh)
            elif state.role == "body" or state.role in ("note", *RUNNING):
                self.text(token.text, state)
            else:
                self.aside(token.text, state)
            fresh = False
        self.end_paragraph()
        self.end_table()

    # Words ----------------------------------------------------------------------------------------

    def word(self, token: Token, state: State, *, starred: bool) -> None:
        """One control word."""
        name, number = token.text, token.number
        on = number != 0
        if name in ("pict", "annotation", "fldinst", "listtext", "pntext", "shptxt", "footnote") or name in RUNNING:
            self.opens(name, state)
        elif name in ("stylesheet", "fonttbl", "info"):
            state.role = name
        elif name in PASSED or (starred and name not in ("shpinst", "shptxt", "fldrslt", "cs", "ud", "upr")):
            state.role = state.role if name in ("cs", "ds", "ts") and state.role == "stylesheet" else "passed"
        elif name == "fldrslt":
            self.result(state)
        elif state.role == "stylesheet" and name == "s":
            self.side["style"][1] = str(number or 0)
        elif state.role == "fonttbl" and name == "f":
            self.side["font"] = ["", str(number or 0)]
        elif name in LETTERS:
            self.text(LETTERS[name], state) if state.role in ("body", "note", *RUNNING) else self.aside(" ", state)
        elif state.role in ("body", "note", *RUNNING):
            self.format(name, number, state, on=on)
        elif state.role == "pict" and name in ("pngblip", "jpegblip"):
            self.side["blip"] = [name]

    def opens(self, name: str, state: State) -> None:
        """A group with a role of its own."""
        if state.role == "passed":
            return
        state.role = {"shptxt": state.role, "footnote": "note", "pntext": "listtext"}.get(name, name)
        if name == "pict":
            self.picture, self.side["blip"] = [], [""]
        elif name == "fldinst":
            self.instruction = ""
        elif name == "footnote":
            self.note = []
        elif name in ("annotation", "listtext", "pntext", *RUNNING):
            self.side[state.role] = []

    def result(self, state: State) -> None:
        """The shown part of a field: a link's words, a page number, a table of contents."""
        found = HREF.search(self.instruction)
        address = (found[1] or found[2] or "") if found and "\\l" not in self.instruction else ""
        if words := equation(self.instruction):
            self.text(f" {words} ", state)
        if PAGE.match(self.instruction):
            state.role = "passed"
        elif re.match(r"\s*TOC\b", self.instruction):
            state.contents = True
        elif address:
            state.href = address

    def format(self, name: str, number: int | None, state: State, *, on: bool) -> None:
        """How letters look."""
        match name:
            case "b":
                state.bold = on
            case "i":
                state.italic = on
            case "v" | "webhidden":
                state.hidden = on if name == "v" else state.hidden
            case "strike" | "striked":
                state.struck = on
            case "deleted":
                state.deleted = on
            case "fs":
                state.size = (number or 24) / 2
            case "f":
                state.font = number or 0
            case "plain":
                state.bold = state.italic = state.hidden = state.struck = state.deleted = False
                state.size = 12.0
            case _:
                self.ends(name, number, state)

    def ends(self, name: str, number: int | None, state: State) -> None:
        """What a paragraph, a cell or a row is, and where it ends."""
        match name:
            case "par" | "sect" if state.role == "body":
                self.end_paragraph()
            case "par" if state.role == "note":
                self.note.append(Run("\n\n"))
            case "pard" if state.role == "body":
                self.paragraph = Paragraph(marker=self.paragraph.marker)
            case "s":
                self.paragraph.style = number or 0
            case "outlinelevel":
                self.paragraph.outline = number if number is not None else 9
            case "ilvl":
                self.paragraph.level = min(number or 0, 8)
            case "ls":
                self.paragraph.list_number = number or 0
            case "intbl":
                self.paragraph.in_table = True
            case "cell" | "nestcell":
                self.paragraph.in_table = True
                self.end_paragraph()
                self.row.append(tuple(self.cell))
                self.cell = []
            case "row" | "nestrow":
                self.rows.append(tuple(self.row))
                self.row = []

    def text(self, words: str, state: State) -> None:
        """Words of the body, a note, a header."""
        if state.role in RUNNING:
            self.side[state.role].append(words)
            return
        kind = Kind.DELETED if state.deleted else Kind.HIDDEN if state.hidden else Kind.STRUCK if state.struck else None
        kind = kind or (Kind.CONTENTS if state.contents else None)
        if kind is not None:
            if words.strip():
                self.leave(kind, words)
            return
        shown = as_shown(words, self.fonts.get(state.font, ""))
        run = Run(shown, state.bold, state.italic, state.href, size=state.size)
        (self.note if state.role == "note" else self.runs).append(run)

    def leave(self, kind: Kind, words: str) -> None:
        """Notes words that are left out; neighbours of one kind together."""
        last = self.left[-1] if self.left else None
        if last and last.kind is kind and last.where == self.spot():
            self.left[-1] = replace(last, words=" ".join(f"{last.words} {words}".split()))
        else:
            self.left.append(Left(kind, " ".join(words.split()), self.spot()))

    def aside(self, words: str, state: State) -> None:
        """Words that are none of the body: names of styles and fonts, comments, list marks, instructions."""
        if state.role == "fldinst":
            self.instruction += words
        elif state.role == "pict":
            self.picture.append(words)
        elif state.role == "stylesheet" and "style" in self.side:
            self.side["style"][0] += words
        elif state.role == "fonttbl" and "font" in self.side:
            self.side["font"][0] += words
            name, number = self.side["font"]
            self.fonts[int(number)] = name.strip(" ;")
        elif state.role in ("annotation", "listtext"):
            self.side.setdefault(state.role, []).append(words)

    def ended(self, state: State, outer: State) -> None:
        """A group that ends: what it held is put in its place."""
        if state.role == outer.role and state.role not in ("stylesheet",):
            return
        if state.role == "stylesheet" and "style" in self.side:
            name, number = self.side["style"]
            if name.strip():
                self.styles.setdefault(int(number), name.strip(" ;").lower())
            self.side["style"] = ["", "0"]
        elif state.role == "annotation":
            self.leave(Kind.COMMENT, "".join(self.side.get("annotation", ())))
        elif state.role == "listtext":
            self.paragraph.marker = "".join(self.side.get("listtext", ())).strip() or "•"
        elif state.role in RUNNING:
            words = " ".join("".join(self.side.get(state.role, ())).split())
            kind = RUNNING[state.role]
            if words and Left(kind, words) not in self.left:
                self.left.append(Left(kind, words))
                self.headers += [words] if kind is Kind.HEADER else []
        elif state.role == "note":
            self.end_note()
        elif state.role == "pict":
            self.end_picture()

    def end_note(self) -> None:
        """A footnote, at the words before it."""
        while self.note and not self.note[-1].text.strip():
            self.note.pop()
        while self.note and not self.note[0].text.strip():
            self.note.pop(0)
        if self.note:
            self.seen.append(Seen(" ".join("".join(r.text for r in self.note).split()), "a note"))
            self.runs.append(Run("", footnote=tuple(self.note)))
        self.note = []

    def end_picture(self) -> None:
        """A picture that comes along, or is named."""
        kind = self.side.get("blip", [""])[0]
        digits = re.sub(r"[^0-9a-fA-F]", "", "".join(self.picture))
        data = bytes.fromhex(digits[: len(digits) // 2 * 2]) if kind and len(digits) < 80_000_000 else b""
        fit = fitted(data) if data else None
        if fit is None:
            self.left.append(Left(Kind.PICTURE, "", self.spot()))
            return
        name = f"picture-{len(self.pictures) + 1}{fit.suffix}"
        self.pictures[name] = TakenPicture(name, fit.data, "", self.spot())
        self.runs.append(Run("", picture=name))

    # Paragraphs -----------------------------------------------------------------------------------

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


def read_rtf(data: bytes) -> Document:
    """What stands in a rich text file. Raises UnreadableDocumentError with a sentence for a person."""
    if not data.lstrip()[:5] == rb"{\rtf":
        raise UnreadableDocumentError("It is not a rich text file. Open it and save it as .docx.")
    reader = _Reader()
    reader.read(data)
    return Document(
        tuple(reader.pieces),
        left=tuple(reader.left),
        visible=tuple(reader.seen),
        pictures=tuple(reader.pictures.values()),
        headers=tuple(reader.headers),
    )
