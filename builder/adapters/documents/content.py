"""What stands in a document that somebody else made: runs, paragraphs, headings, list items and tables, in order.

The readers of every format give this; nothing here knows what a briefing is. Beside what was taken stand all words that
a person can see in the file (`visible`) and what was left out on purpose (`left`), so that nothing is lost unsaid.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

MAX_FILE = 60_000_000
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
    QUOTE = "quote"
    RULE = "rule"
    SOURCE = "source"
    """A line of Markdown as it stands, in a Word file that we made."""
    SETTING = "setting"
    """A line about the part, such as "notice: injuries", in a Word file that we made."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one look.

    `footnote` holds the runs of a note whose mark stands after the words. `picture` names one of `Document.pictures`;
    the words are then its alternative text. `size` is in points, 0 where unknown.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    footnote: tuple[Run, ...] = ()
    code: bool = False
    lang: str = ""
    picture: str = ""
    size: float = 0.0
    source: bool = False
    """Markdown as it stands, in a Word file that we made."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item or table.

    `level` counts from 1 for headings and from 0 for items. `where` names the spot for a person ("slide 3").
    `rows` are a table's cells, each a run of pieces. `own_paragraph` tells lines between empty lines from others.
    `label` is the number of an ordered item or heading as it is printed ("3.", "(a)", "Recommendation 1"); `of` tells
    lists apart that stand one after the other. `aligned` is the alignment of a table's columns.
    """

    shape: Shape
    runs: tuple[Run, ...] = ()
    level: int = 0
    ordered: bool = False
    where: str = ""
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    own_paragraph: bool = True
    label: str = ""
    of: str = ""
    aligned: tuple[str, ...] = ()
    loose: bool = False
    """Whether a list's items stand apart, with an empty line between them."""

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join("".join(r.text for r in self.runs).split())

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, with words that stand for it or none, and nothing beside it."""
        return any(r.picture for r in self.runs) and not any(r.text.strip() for r in self.runs if not r.picture)

    @property
    def all_bold(self) -> bool:
        """Whether every word is bold."""
        worded = [r for r in self.runs if r.text.strip()]
        return bool(worded) and all(r.bold for r in worded)

    @property
    def size(self) -> float:
        """The size in points of most of its letters, 0 where unknown."""
        sizes: dict[float, int] = {}
        for r in self.runs:
            if r.text.strip():
                sizes[r.size] = sizes.get(r.size, 0) + len(r.text)
        return max(sizes, key=lambda s: sizes[s]) if sizes else 0.0


class Kind(StrEnum):
    """Why something was left out, or what it was."""

    HIDDEN = "hidden words"
    DELETED = "deleted words"
    STRUCK = "struck-out words"
    COMMENT = "a comment"
    HEADER = "a header"
    FOOTER = "a footer"
    CONTENTS = "a table of contents"
    CHART = "a chart"
    PICTURE = "a picture"
    ORNAMENT = "a picture on every page, or behind the words"
    OBJECT = "an embedded object"
    HIDDEN_SLIDE = "a hidden slide"
    SCAN = "a page that is a picture"
    BOILERPLATE = "words of the template"
    MACRO = "a macro"
    FORM = "an action-plan form"
    OTHER = "words that found no place"


SECRET = frozenset((Kind.HIDDEN, Kind.DELETED, Kind.STRUCK, Kind.COMMENT, Kind.HIDDEN_SLIDE))
"""What nobody was meant to read: named in the report for the person who imports, and never in `content/`."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not taken: what it is, its words as far as it has any, and where it stood."""

    kind: Kind
    words: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Words that a person can see in the file, and where."""

    words: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """A picture of the document, ready for a page: name with suffix, bytes without metadata, alternative text."""

    name: str
    data: bytes = field(repr=False)
    alt: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document's pieces and what a person should know about the rest of it.

    `title` is the one in its properties: nobody sees it on the page, so it is a hint at most. `losses` are sentences
    about the whole file. `headers` are words of headers, which may hold the title. `ours`: it is our own Word form.
    """

    pieces: tuple[Piece, ...]
    title: str = ""
    losses: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()
    visible: tuple[Seen, ...] = ()
    pictures: tuple[TakenPicture, ...] = ()
    headers: tuple[str, ...] = ()
    ours: bool = False
    notes_of_form: tuple[str, ...] = ()


def read_bytes(source: Path) -> bytes:
    """The file's bytes. Raises UnreadableDocumentError where it is missing, too large or closed to us."""
    try:
        if source.stat().st_size > MAX_FILE:
            raise UnreadableDocumentError(f"The file is larger than {MAX_FILE // 1_000_000} MB.")
        return source.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError(f"The file cannot be opened: {error.strerror}.") from error
