"""What stands in a document that somebody else made: runs, paragraphs, headings, list items and tables, in order.

The readers of Word, PowerPoint, PDF and text files all give this; nothing here knows what a briefing is.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MAX_FILE = 60_000_000
MAX_UNPACKED = 300_000_000
MAX_ENTRIES = 5_000
MAX_RATIO = 200
"""A Word file of text packs about ten to one; an entry packed tighter than this and over 10 MB is an attack."""

MAX_PIECES = 20_000
"""Paragraphs and cells; a briefing has about a hundred."""


class UnreadableDocumentError(Exception):
    """The file cannot be read; the text says why, for a person."""


class Shape(StrEnum):
    """What a piece is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one look. `footnote` is the text of a note whose mark stands after the words."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    footnote: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item or table.

    `level` counts from 1 for headings and from 0 for items. `where` names the spot for a person ("slide 3").
    `rows` are a table's cells, each a run of pieces. `own_paragraph` tells lines between empty lines from others.
    """

    shape: Shape
    runs: tuple[Run, ...] = ()
    level: int = 0
    ordered: bool = False
    where: str = ""
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    own_paragraph: bool = True

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join("".join(r.text for r in self.runs).split())

    @property
    def all_bold(self) -> bool:
        """Whether every word is bold."""
        worded = [r for r in self.runs if r.text.strip()]
        return bool(worded) and all(r.bold for r in worded)


@dataclass(frozen=True, slots=True)
class Document:
    """A document's pieces, the title in its properties, and what the reader could not take over."""

    pieces: tuple[Piece, ...]
    title: str = ""
    losses: tuple[str, ...] = ()


def read_bytes(source: Path) -> bytes:
    """The file's bytes. Raises UnreadableDocumentError where it is missing, too large or closed to us."""
    try:
        if source.stat().st_size > MAX_FILE:
            raise UnreadableDocumentError(f"The file is larger than {MAX_FILE // 1_000_000} MB.")
        return source.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError(f"The file cannot be opened: {error.strerror}.") from error


def open_package(data: bytes) -> io.BytesIO:
    """An Office file as a stream, once its sizes are known to be sane. Raises UnreadableDocumentError."""
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise UnreadableDocumentError(
            "It has a password, or is in the format of before 2007. Save it as .docx or .pptx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableDocumentError(
            "It is not a whole Office file. Open it, save it again, and try once more."
        ) from error
    unpacked = sum(e.file_size for e in entries)
    tight = any(e.file_size > 10_000_000 and e.file_size > MAX_RATIO * max(1, e.compress_size) for e in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or tight:
        raise UnreadableDocumentError("It unpacks to far more than a document holds, so it was not opened.")
    return io.BytesIO(data)
