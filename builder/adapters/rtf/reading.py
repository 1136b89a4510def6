"""A rich text file's words: paragraphs, headings, lists, tables, notes, links, in order. Knows no briefing.

Hidden, struck-out and deleted words, comments and the file's own data are passed by, and what held words is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..documents.content import Document, Kind, Left, Run, UnreadableDocumentError
from ..documents.fields import equation
from ..documents.symbols import as_shown
from .control_words import HREF, LETTERS, MAX_DEPTH, PAGE, PASSED, RUNNING, Paragraph, State
from .gathered import Gathered
from .tokens import Token, tokens


@dataclass
class _Reader:
    """Reads tokens; what they come to is gathered in `out`."""

    out: Gathered = field(default_factory=Gathered)
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
        self.out.end_paragraph()
        self.out.end_table()

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
        if name in ("shptxt", "footnote"):  # its own text: what was done to the words around it does not hold there
            state.struck = state.deleted = state.bold = state.italic = False
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
                self.out.end_paragraph()
            case "par" if state.role == "note":
                self.note.append(Run("\n\n"))
            case "pard" if state.role == "body":
                self.out.paragraph = Paragraph(marker=self.out.paragraph.marker)
            case "s":
                self.out.paragraph.style = number or 0
            case "outlinelevel":
                self.out.paragraph.outline = number if number is not None else 9
            case "ilvl":
                self.out.paragraph.level = min(number or 0, 8)
            case "ls":
                self.out.paragraph.list_number = number or 0
            case "intbl":
                self.out.paragraph.in_table = True
            case "cell" | "nestcell":
                self.out.end_cell()
            case "row" | "nestrow":
                self.out.end_row()

    def text(self, words: str, state: State) -> None:
        """Words of the body, a note, a header."""
        if state.role in RUNNING:
            self.side[state.role].append(words)
            return
        kind = Kind.DELETED if state.deleted else Kind.HIDDEN if state.hidden else Kind.STRUCK if state.struck else None
        kind = kind or (Kind.CONTENTS if state.contents else None)
        if kind is not None:
            if words.strip():
                self.out.leave(kind, words)
            return
        shown = as_shown(words, self.fonts.get(state.font, ""))
        run = Run(shown, state.bold, state.italic, state.href, size=state.size)
        (self.note if state.role == "note" else self.out.runs).append(run)

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
                self.out.styles.setdefault(int(number), name.strip(" ;").lower())
            self.side["style"] = ["", "0"]
        elif state.role == "annotation":
            self.out.leave(Kind.COMMENT, "".join(self.side.get("annotation", ())))
        elif state.role == "listtext":
            self.out.paragraph.marker = "".join(self.side.get("listtext", ())).strip() or "•"
        elif state.role in RUNNING:
            words = " ".join("".join(self.side.get(state.role, ())).split())
            kind = RUNNING[state.role]
            if words and Left(kind, words) not in self.out.left:
                self.out.left.append(Left(kind, words))
                self.headers += [words] if kind is Kind.HEADER else []
        elif state.role == "note":
            self.out.end_note(self.note)
            self.note = []
        elif state.role == "pict":
            self.out.end_picture(self.side.get("blip", [""])[0], "".join(self.picture))


def read_rtf(data: bytes) -> Document:
    """What stands in a rich text file. Raises UnreadableDocumentError with a sentence for a person."""
    if not data.lstrip()[:5] == rb"{\rtf":
        raise UnreadableDocumentError("It is not a rich text file. Open it and save it as .docx.")
    reader = _Reader()
    reader.read(data)
    return Document(
        tuple(reader.out.pieces),
        left=tuple(reader.out.left),
        visible=tuple(reader.out.seen),
        pictures=tuple(reader.out.pictures.values()),
        headers=tuple(reader.headers),
    )
