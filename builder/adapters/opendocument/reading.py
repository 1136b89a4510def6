"""An OpenDocument text file's words: paragraphs, lists, tables, frames, notes, in order. Knows no briefing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from ..documents.charts import chart_pieces, chart_seen, opendocument_chart
from ..documents.content import MAX_PIECES, Document, Kind, Left, Piece, Run, Seen, Shape, UnreadableDocumentError
from ..documents.office import OfficeFile
from .inline import DRAW, LINK, OFFICE, SVG, TEXT, OdfInlines
from .styles import OdfStyles

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
_OWN = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
"""LibreOffice's own elements: it writes tables inside text boxes so."""
_TABLES = (f"{TABLE}table", f"{_OWN}table")
_DC = "{http://purl.org/dc/elements/1.1/}"
_WHOLE = "It is not a whole OpenDocument text. Open it in the program that made it and save it again."
_INDEXES = frozenset(
    f"{TEXT}{n}" for n in ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index")
)
_FAULTS = (KeyError, ValueError, AttributeError, IndexError, TypeError, etree.LxmlError, OSError, RecursionError)


def read_opendocument(data: bytes) -> Document:
    """What stands in an .odt file. Raises UnreadableDocumentError with a sentence for a person."""
    file = OfficeFile(data)
    if b"encryption-data" in (file.data("META-INF/manifest.xml") or b""):
        raise UnreadableDocumentError("It has a password. Open it, take the password off, save it, and try again.")
    root = file.tree("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise UnreadableDocumentError(_WHOLE)
    try:
        walk = _Walk(OdfInlines(file, OdfStyles(root, file.tree("styles.xml"))))
        pieces = tuple(walk.blocks(body))
        headers = list(walk.running())
        return Document(
            pieces,
            walk.title(),
            left=tuple(walk.left),
            visible=tuple(walk.seen),
            pictures=tuple(walk.inlines.pictures.values()),
            headers=tuple(headers),
        )
    except UnreadableDocumentError:
        raise
    except _FAULTS as error:
        raise UnreadableDocumentError(_WHOLE) from error


@dataclass
class _Walk:
    """One walk over the text."""

    inlines: OdfInlines
    count: int = 0
    lists: int = 0

    def __post_init__(self) -> None:
        self.file, self.styles = self.inlines.file, self.inlines.styles
        self.left, self.seen = self.inlines.left, self.inlines.seen

    def spot(self) -> str:
        """Where the walk is."""
        return self.inlines.spot()

    def blocks(self, parent: Any) -> Iterator[Piece]:
        """The pieces below an element in reading order."""
        for child in parent:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self.paragraph(child)
            elif tag == f"{TEXT}list":
                self.lists += 1
                yield from self.list(child, 0, child.get(f"{TEXT}style-name") or "", f"list {self.lists}")
            elif tag in _TABLES:
                yield self.table(child)
            elif tag in _INDEXES:
                words = " ".join(" ".join("".join(p.itertext()).split()) for p in child.iter(f"{TEXT}p"))
                self.left.append(Left(Kind.CONTENTS, words, self.spot()))
            elif tag == f"{TEXT}section":
                if child.get(f"{TEXT}display") == "none":
                    self.left.append(Left(Kind.HIDDEN, " ".join("".join(child.itertext()).split()), self.spot()))
                else:
                    yield from self.blocks(child)
            elif tag == f"{TEXT}tracked-changes":
                self.deleted(child)
            elif tag.startswith(DRAW):
                yield from self.frame(child)
            elif next(child.iter(f"{TEXT}p", f"{TEXT}h"), None) is not None:
                yield from self.blocks(child)  # a list's header, a program's own element: what it holds is seen

    def deleted(self, changes: Any) -> None:
        """Notes what tracked changes took out."""
        for gone in changes.iter(f"{TEXT}deletion"):
            words = " ".join("".join(t for p in gone.iter(f"{TEXT}p", f"{TEXT}h") for t in p.itertext()).split())
            if words:
                self.left.append(Left(Kind.DELETED, words))

    def paragraph(self, element: Any, item: Piece | None = None) -> Iterator[Piece]:
        """A paragraph, and the frames that hang in it."""
        self.count += 1
        if self.count > MAX_PIECES:
            raise UnreadableDocumentError("It has far more paragraphs than a briefing.")
        style = element.get(f"{TEXT}style-name") or ""
        before = len(self.left)
        runs = tuple(self.inlines.runs(element, style))
        self.left[before:] = [replace(one, where=one.where or self.spot()) for one in self.left[before:]]
        words = "".join(r.text for r in runs)
        if words.strip() or any(r.footnote or r.picture for r in runs):
            piece = self.shaped(element, style, runs, item)
            if piece.shape is Shape.HEADING or (piece.all_bold and len(words.split()) <= 14):
                self.inlines.heading = piece.text
            if words.strip():
                self.seen.append(Seen(" ".join(words.split()), self.spot()))
            yield replace(piece, where=self.spot())
        frames, self.inlines.frames = self.inlines.frames, []
        for frame in frames:
            yield from self.frame(frame)

    def shaped(self, element: Any, style: str, runs: tuple[Run, ...], item: Piece | None) -> Piece:
        """What a paragraph is."""
        names = self.styles.names(style)
        if any(n in ("title",) for n in names):
            return Piece(Shape.TITLE, runs)
        level = element.get(f"{TEXT}outline-level") or self.styles.outline(style)
        if element.tag == f"{TEXT}h" or level:
            plain = tuple(replace(r, bold=False) for r in runs)
            return Piece(Shape.HEADING, plain, int(level) if level.isdecimal() else 1)
        if item is not None:
            named = re.search(r"^list \w+ (\d)$", names[0]) if names else None
            depth = max(item.level, int(named[1]) - 1) if named else item.level
            return replace(item, runs=runs, level=depth)
        if any(n in ("quotations", "quote") for n in names):
            return Piece(Shape.QUOTE, runs)
        return Piece(Shape.TEXT, runs)

    def list(self, element: Any, depth: int, style: str, of: str) -> Iterator[Piece]:
        """The items of a list; a further paragraph of an item is text."""
        style = element.get(f"{TEXT}style-name") or style
        ordered, start = self.styles.list_level(style, depth)
        number = start - 1
        for entry in element:
            if entry.tag == f"{TEXT}list-header":
                yield from self.blocks(entry)
                continue
            if entry.tag != f"{TEXT}list-item":
                continue
            stated = entry.get(f"{TEXT}start-value") or ""
            number = int(stated) if stated.isdecimal() else number + 1
            first = True
            for child in entry:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    label = str(number) if ordered else ""
                    item = Piece(Shape.ITEM, level=depth, ordered=ordered, label=label, of=of) if first else None
                    yield from self.paragraph(child, item)
                    first = False
                elif child.tag == f"{TEXT}list":
                    yield from self.list(child, depth + 1, style, of)
                else:
                    yield from self.blocks([child])

    def table(self, element: Any) -> Piece:
        """A table, each cell with pieces of its own."""
        where = f"the table {self.spot()}"
        rows = []
        for row in element.iter(f"{TABLE}table-row", f"{_OWN}table-row"):
            if next(row.iterancestors(*_TABLES)) is not element:
                continue
            cells: list[tuple[Piece, ...]] = []
            for cell in row:
                if cell.tag in (f"{TABLE}table-cell", f"{_OWN}table-cell"):
                    again = cell.get(f"{TABLE}number-columns-repeated") or "1"
                    pieces = tuple(self.blocks(cell))
                    cells += [pieces] * (min(int(again), 50) if again.isdecimal() and not pieces else 1)
                elif cell.tag in (f"{TABLE}covered-table-cell", f"{_OWN}covered-table-cell"):
                    cells.append(())
            rows.append(tuple(cells))
        return Piece(Shape.TABLE, rows=tuple(rows), where=where)

    # Frames ---------------------------------------------------------------------------------------

    def frame(self, element: Any) -> Iterator[Piece]:
        """The words in a frame or shape; a formula as its words; another object is named."""
        box = element.find(f"{DRAW}text-box")
        if box is not None:
            yield from self.blocks(box)
        elif element.find(f"{DRAW}object") is not None:
            yield from self.object(element)
        elif element.tag == f"{DRAW}g":
            for child in element:
                yield from self.frame(child) if isinstance(child.tag, str) and child.tag.startswith(DRAW) else ()
        elif (run := self.inlines.picture(element)) is not None:
            yield Piece(Shape.TEXT, (run,), where=self.spot()) if run.picture else Piece(Shape.TEXT)
        else:
            yield from self.blocks(element)

    def object(self, element: Any) -> Iterator[Piece]:
        """A formula's words, a chart's figures, or the name of what was left out."""
        target = (element.find(f"{DRAW}object").get(LINK) or "").removeprefix("./")
        root = self.file.tree(f"{target}/content.xml")
        if root is not None and root.tag == f"{MATH}math":
            words = " ".join(t for e in root.iter() for t in [e.text or ""] if e.tag != f"{MATH}annotation").split()
            yield Piece(Shape.TEXT, (Run(" ".join(words)),), where=self.spot())
            return
        alt = " ".join((element.findtext(f"{SVG}desc") or "").split())
        chart = opendocument_chart(root) if root is not None else None
        if chart is not None:
            self.seen += chart_seen(chart, f"a chart {self.spot()}")
            yield from chart_pieces(chart, alt, f"the chart {self.spot()}")
        else:
            self.left.append(Left(Kind.OBJECT, alt, self.spot()))

    # Around ---------------------------------------------------------------------------------------

    def running(self) -> Iterator[str]:
        """Lines of headers, for the title; headers and footers are named."""
        root = self.file.tree("styles.xml")
        for page in root.iter(f"{STYLE}master-page") if root is not None else ():
            for part in page:
                name = part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
                if not name.startswith(("header", "footer")) or part.get(f"{STYLE}display") == "false":
                    continue
                kind = Kind.HEADER if name.startswith("header") else Kind.FOOTER
                for line in part.iter(f"{TEXT}p", f"{TEXT}h"):
                    words = " ".join("".join(r.text for r in self.inlines.runs(line, "")).split())
                    if words and Left(kind, words) not in self.left:
                        self.left.append(Left(kind, words))
                        if kind is Kind.HEADER:
                            yield words

    def title(self) -> str:
        """The title in the file's properties."""
        root = self.file.tree("meta.xml")
        found = next(root.iter(f"{_DC}title"), None) if root is not None else None
        return " ".join((found.text or "").split()) if found is not None else ""
