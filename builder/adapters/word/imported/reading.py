"""A Word file's words: body, text boxes, notes, headers, diagrams, in order, and what was left out. Knows no briefing.

Read with lxml alone: what python-docx cannot open (a relation that leads nowhere, the strict dialect) Word opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from ...documents.content import Document, Kind, Left, Piece, Run, Shape, TakenPicture, UnreadableDocumentError
from ...documents.drawings import word_art
from ...documents.office import OfficeFile
from ...documents.text import read_text
from ...documents.web_page import read_page
from ...pictures import fitted
from ...rtf.reading import read_rtf
from .inline import Inlines
from .numbering import Numbering
from .styles import Styles, W
from .visible import visible_words
from .walk import Walk, digest

__all__ = ["UNTOUCHED", "digest", "read_word"]

UNTOUCHED = "untouched"
"""Custom properties of this name with a number hold marks: their paragraphs, word for word, are left out.

LibreOffice drops our controls, and keeps the mark of an empty one when somebody has typed into it; it keeps properties.
"""

MAX_PICTURES = 60
_FAULTS = (KeyError, ValueError, AttributeError, IndexError, TypeError, etree.LxmlError, OSError, RecursionError)
_NOT_SHOWN = ("separator", "continuationSeparator", "continuationNotice")


def read_word(data: bytes, *, inside: bool = False) -> Document:
    """What stands in a .docx, .docm or .dotx file. Raises UnreadableDocumentError with a sentence for a person.

    `inside`: it was put whole into another one; a file that was put into it is named and not opened.
    """
    file = OfficeFile(data)
    main = file.main()
    root = file.tree(main) if main else None
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableDocumentError("It is not a whole Word document. Open it in Word and save it again.")
    try:
        return _Reading(file, main, inside).document(body)
    except UnreadableDocumentError:
        raise
    except _FAULTS as error:
        raise UnreadableDocumentError("It is not a whole Word document. Open it in Word and save it again.") from error


def _other(name: str, data: bytes) -> Document | None:
    """A file put whole into the document: Word, rich text, a web page or plain text; None where it cannot be read."""
    try:
        if data[:4] == b"PK\x03\x04":
            return read_word(data, inside=True)
        if data[:5] == rb"{\rtf":
            return read_rtf(data)
        return read_text(data) if name.lower().endswith(".txt") else read_page(data)
    except UnreadableDocumentError:
        return None


@dataclass
class _Reading:
    """Everything that is read once for a file."""

    file: OfficeFile
    main: str
    inside: bool = False
    pictures: dict[str, TakenPicture] = field(default_factory=dict)
    by_part: dict[str, str] = field(default_factory=dict)
    left_in_notes: dict[str, list[Left]] = field(default_factory=dict)

    def document(self, body: Any) -> Document:
        """The whole file."""
        styles = Styles(self.tree("styles"))
        walk = self.walk(self.main, styles)
        if not self.inside:
            walk.other = _other
        pieces = tuple(walk.pieces(body))
        headers: list[str] = []
        left = list(walk.left)
        for kind in (Kind.HEADER, Kind.FOOTER):
            for part in dict.fromkeys(self.file.related(self.main, "header" if kind is Kind.HEADER else "footer")):
                found, more = self.running(part, styles, kind)
                left += more
                left += [one for one in found if one not in left]
                headers += [one.words for one in found] if kind is Kind.HEADER else []
        left += [one for some in self.left_in_notes.values() for one in some]
        left += self.comments()
        if any(name.endswith("vbaproject.bin") for name in self.file.names):
            left.append(Left(Kind.MACRO))
        marked = _with_pictures(pieces, self.pictures)
        return Document(
            marked,
            self.title(),
            (),
            tuple(_gathered(left)),
            (*visible_words(self.file, self.main, styles), *walk.seen),
            tuple(self.pictures.values()),
            tuple(dict.fromkeys(headers)),
            walk.ours,
            tuple(walk.notes),
        )

    def tree(self, kind: str) -> Any:
        """The first part that the document leads to by a kind of relation."""
        return next((self.file.tree(p) for p in self.file.related(self.main, kind)), None)

    def walk(self, part: str, styles: Styles) -> Walk:
        """A walk over a part."""
        inlines = Inlines(self.file, part, styles, self.notes(styles), self.picture)
        untouched = self.untouched()
        inlines.skip_prompts = not untouched
        return Walk(styles, Numbering(self.tree("numbering"), styles), inlines, untouched)

    def notes(self, styles: Styles) -> Callable[[str, str], tuple[Run, ...]]:
        """Finds the runs of a foot- or endnote."""
        found: dict[tuple[str, str], tuple[Run, ...]] = {}
        for kind in ("footnote", "endnote"):
            for part in self.file.related(self.main, f"{kind}s"):
                root = self.file.tree(part)
                for note in root.iterchildren(f"{W}{kind}") if root is not None else ():
                    if note.get(f"{W}type") not in _NOT_SHOWN:
                        found[kind, note.get(f"{W}id") or ""] = tuple(self.note(note, part, styles))
        return lambda kind, key: found.get((kind, key), ())

    def note(self, note: Any, part: str, styles: Styles) -> Iterator[Run]:
        """The runs of a note, its paragraphs parted by an empty line."""
        inlines = Inlines(self.file, part, styles, lambda *_: (), self.picture)
        walk = Walk(styles, Numbering(None, styles), inlines)
        first = True
        for piece in walk.pieces(note):
            for runs in _lines_of(piece):
                source = all(r.source for r in runs) or piece.shape is Shape.SOURCE
                yield from () if first else (Run("\n" if source else "\n\n", source=source),)
                first = False
                yield from (replace(r, source=r.source or piece.shape is Shape.SOURCE) for r in runs)
        where = f"in a {note.tag.rpartition('}')[2]}"
        self.left_in_notes[f"{where} {note.get(f'{W}id')}"] = [replace(one, where=where) for one in walk.left]

    def running(self, part: str, styles: Styles, kind: Kind) -> tuple[list[Left], list[Left]]:
        """Lines of a header or footer, and what stood there hidden."""
        root = self.file.tree(part)
        if root is None:
            return [], []
        walk = self.walk(part, styles)
        walk.untouched = frozenset()
        found = [Left(kind, line) for piece in walk.pieces(root) for line in _words_of(piece)]
        found += [Left(kind, words) for words in word_art(root) if all(words != f.words for f in found)]
        return found, [replace(one, where=f"in {kind}") for one in walk.left]

    def comments(self) -> Iterator[Left]:
        """Each comment: its words, never its author."""
        for part in self.file.related(self.main, "comments"):
            root = self.file.tree(part)
            for comment in root.iter(f"{W}comment") if root is not None else ():
                yield Left(Kind.COMMENT, " ".join(" ".join(comment.itertext(f"{W}t")).split()))

    def picture(self, part: str | None, alt: str, stated: str) -> str:
        """Keeps a picture and gives its name; "" where it cannot be shown on a page."""
        if part is None or len(self.pictures) >= MAX_PICTURES:
            return ""
        key = f"{part} {stated}"
        if key not in self.by_part:
            data = self.file.data(part)
            fit = fitted(data) if data else None
            name = f"picture-{len(self.pictures) + 1}{fit.suffix}" if fit else ""
            if name and stated.lower().endswith((".png",) if name.endswith("png") else (".jpg", ".jpeg")):
                name = name if stated in self.pictures else stated
            if fit:
                self.pictures[name] = TakenPicture(name, fit.data, alt)
            self.by_part[key] = name
        return self.by_part[key]

    def title(self) -> str:
        """The title in the file's properties."""
        root = next((self.file.tree(p) for p in self.file.related("", "core-properties")), None)
        found = next(root.iter("{http://purl.org/dc/elements/1.1/}title"), None) if root is not None else None
        return " ".join((found.text or "").split()) if found is not None else ""

    def untouched(self) -> frozenset[str]:
        """Marks of the words that our template holds before anybody writes."""
        root = next((self.file.tree(p) for p in self.file.related("", "custom-properties")), None)
        ours = (p for p in root if (p.get("name") or "").startswith(UNTOUCHED)) if root is not None else ()
        return frozenset(mark for p in ours for mark in "".join(p.itertext()).split())


def _lines_of(piece: Piece) -> Iterator[tuple[Run, ...]]:
    if piece.rows:
        for row in piece.rows:
            for cell in row:
                for inner in cell:
                    yield from _lines_of(inner)
    else:
        yield piece.runs


def _words_of(piece: Piece) -> Iterator[str]:
    for runs in _lines_of(piece):
        words = " ".join("".join(r.text for r in runs).split())
        if words.strip("|·-–— "):
            yield words


def _with_pictures(pieces: tuple[Piece, ...], pictures: dict[str, TakenPicture]) -> tuple[Piece, ...]:
    """The pieces; each picture learns where it stands."""
    for piece in pieces:
        for run in piece.runs:
            if run.picture in pictures and not pictures[run.picture].where:
                pictures[run.picture] = replace(pictures[run.picture], where=piece.where)
    return pieces


def _gathered(left: list[Left]) -> Iterator[Left]:
    """Neighbours of one kind and place as one: a hidden sentence may be cut into twenty runs."""
    held: Left | None = None
    for one in left:
        if held and one.kind is held.kind and one.where == held.where and one.words and one.kind in _JOINED:
            held = replace(held, words=f"{held.words} {one.words}".strip())
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


_JOINED = (Kind.HIDDEN, Kind.STRUCK, Kind.DELETED, Kind.CONTENTS, Kind.BOILERPLATE)
