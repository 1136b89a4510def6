"""One walk over a part of a Word file: paragraphs, headings, lists, tables and text boxes in reading order.

Knows no briefing. The heading above is kept, so that a note can say where: Word numbers no paragraphs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ...documents.charts import chart_pieces, chart_seen
from ...documents.content import MAX_PIECES, Document, Kind, Left, Piece, Run, Seen, Shape, UnreadableDocumentError
from ...documents.drawings import R
from ...documents.placing import reading_order
from ..empty_control import is_empty
from .box_place import box_place
from .inline import Inlines
from .numbering import Numbering
from .shown import MC, TEXT_BOX, chosen, holder_is_hidden
from .styles import Styles, W

_VAL = f"{W}val"
_HEADING_WORDS = 14
_QUOTED_WORDS = 6
_TITLES = ("title", "titel", "titre", "teitl", "título")
_CONTENTS_STYLE = re.compile(
    r"^(?:toc\s*(?:\d|heading)|contents?\s*(?:\d|heading)|table of figures|index\s*(?:\d|heading))", re.I
)
_QUOTES = ("quote", "intense quote", "block text")
_INSIDE = tuple(f"{W}{n}" for n in ("ins", "moveTo", "smartTag", "customXml", "sdtContent"))
SETTING, SOURCE, NOTE, RULE = "briefing setting", "briefing markdown", "briefing note", "briefing line"
"""Names of paragraph styles in our own Word form, in small letters."""


@dataclass
class Walk:
    """A walk that may go on from part to part; `left` and the like gather what it met."""

    styles: Styles
    numbering: Numbering
    inlines: Inlines
    untouched: frozenset[str] = frozenset()
    left: list[Left] = field(default_factory=list)
    count: int = 0
    heading: str = ""
    last: str = ""
    ours: bool = False
    notes: list[str] = field(default_factory=list)
    other: Callable[[str, bytes], Document | None] = lambda *_: None
    """Reads a file that was put in whole: its name and bytes."""
    seen: list[Seen] = field(default_factory=list)
    """The visible words of such files, and of charts."""

    def pieces(self, parent: Any, table_style: str = "") -> Iterator[Piece]:
        """The pieces below `parent` in reading order; prompts that nobody typed over are passed by."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child, table_style)
            elif child.tag == f"{W}tbl":
                yield self.table(child)
            elif child.tag == f"{W}sdt":
                if not self.untouched and is_empty(child, grey=True):
                    words = " ".join("".join(child.itertext(f"{W}t")).split())
                    self.left += [Left(Kind.BOILERPLATE, words, self.spot())] if words else []
                    continue
                for content in child.iterchildren(f"{W}sdtContent"):
                    yield from self.pieces(content, table_style)
            elif child.tag == f"{MC}AlternateContent":
                yield from self.pieces(chosen(child), table_style)
            elif child.tag in _INSIDE:
                yield from self.pieces(child, table_style)
            elif child.tag in (f"{W}del", f"{W}moveFrom"):
                self.inlines.gone(child, Kind.DELETED)
                self.placed()
            elif child.tag == f"{W}altChunk":
                yield from self.chunk(child)

    def paragraph(self, element: Any, table_style: str) -> Iterator[Piece]:
        """A paragraph, unless it is empty or as the template had it, then the text boxes anchored in it."""
        self.count += 1
        if self.count > MAX_PIECES:
            raise UnreadableDocumentError("It has far more paragraphs than a briefing.")
        names = self.styles.names(element)
        own = names[0] if names else ""
        style = element.find(f"{W}pPr/{W}pStyle")
        runs = tuple(self.inlines.runs(element, style.get(_VAL) or "" if style is not None else "", table_style))
        words = "".join(r.text for r in runs)
        if self.untouched and digest(words) in self.untouched:
            self.left.append(Left(Kind.BOILERPLATE, " ".join(words.split()), self.spot()))
        elif own == NOTE:
            self.ours = True
            self.notes.append(" ".join(words.split()))
            self.left.append(Left(Kind.BOILERPLATE, " ".join(words.split()), self.spot()))
        elif _CONTENTS_STYLE.match(own) or (self.inlines.in_contents and words.strip()):
            if words.strip():
                self.left.append(Left(Kind.CONTENTS, " ".join(words.split()), self.spot()))
        elif any(r.text.strip() or r.footnote or r.picture for r in runs) or own in (SOURCE, RULE):
            yield self.noticed(self.shaped(element, names, runs))
        self.placed()
        yield from self.drawn()
        yield from self.boxes(element)

    def chunk(self, element: Any) -> Iterator[Piece]:
        """What another file that was put in whole holds; one that cannot be read is named."""
        relation = self.inlines.file.relations(self.inlines.part).get(element.get(f"{R}id") or "")
        data = self.inlines.file.data(relation.target) if relation and not relation.external else None
        found = self.other(relation.target, data) if relation and data else None
        if found is None:
            self.left.append(Left(Kind.OBJECT, "", self.spot()))
            return
        self.left += found.left
        self.seen += found.visible
        self.left += [Left(Kind.PICTURE, one.alt, self.spot()) for one in found.pictures]
        for piece in found.pieces:
            yield self.noticed(_without_pictures(piece))

    def placed(self) -> None:
        """Takes over what the runs left out, with the spot."""
        self.left += [replace(one, where=self.spot()) for one in self.inlines.left]
        self.inlines.left.clear()

    def drawn(self) -> Iterator[Piece]:
        """The words of diagrams and WordArt that stood in the paragraph, as a list; charts as their figures."""
        nodes, self.inlines.drawn = self.inlines.drawn, []
        for depth, words in nodes:
            shape = Shape.ITEM if len(nodes) > 1 else Shape.TEXT
            yield Piece(shape, (Run(words),), depth if len(nodes) > 1 else 0, where=f"a diagram {self.spot()}")
        charts, self.inlines.charts = self.inlines.charts, []
        for chart, alt in charts:
            self.seen += chart_seen(chart, f"a chart {self.spot()}")
            yield from chart_pieces(chart, alt, f"the chart {self.spot()}")

    def boxes(self, element: Any) -> Iterator[Piece]:
        """The text boxes that hang in a paragraph, in the order in which they lie on the page."""
        found = [
            box
            for box in element.iter(TEXT_BOX)
            if not any(a.tag == f"{MC}Fallback" and _has_choice(a) for a in box.iterancestors())
            and next((a for a in box.iterancestors(f"{W}p")), None) is element
        ]
        for box in (b for b in found if holder_is_hidden(b, self.styles)):
            self.inlines.left.append(Left(Kind.HIDDEN, " ".join("".join(box.itertext(f"{W}t")).split())))
        found = [box for box in found if not holder_is_hidden(box, self.styles)]
        places = [box_place(box, element, n) for n, box in enumerate(found)]
        order = reading_order([p for p in places if p]) if found and all(places) else range(len(found))
        for n in order:
            yield from self.pieces(found[n])

    def shaped(self, element: Any, names: list[str], runs: tuple[Run, ...]) -> Piece:
        """What a paragraph is by its style, outline level and numbering."""
        mark = self.numbering.mark(element)
        own = names[0] if names else ""
        if own in (SOURCE, SETTING, RULE):
            return Piece({SOURCE: Shape.SOURCE, SETTING: Shape.SETTING, RULE: Shape.RULE}[own], runs)
        if own in _TITLES:
            return Piece(Shape.TITLE, runs)
        if level := self.styles.heading(element, names):
            plain = tuple(replace(r, bold=False) for r in runs)
            return Piece(Shape.HEADING, plain, level, label=mark.label if mark and mark.ordered else "")
        if any(name in _QUOTES for name in names[:2]):
            return Piece(Shape.QUOTE, runs)
        if mark:
            depth = mark.depth if self.ours else max(mark.depth, _depth_by_name(names))
            loose = own.endswith("spaced")
            return Piece(Shape.ITEM, runs, depth, mark.ordered, label=mark.label, of=mark.of, loose=loose)
        if own.startswith("list bullet"):
            return Piece(Shape.ITEM, runs, _depth_by_name(names))
        if own.startswith("list number"):
            return Piece(Shape.ITEM, runs, _depth_by_name(names), True)
        if own.startswith("list continue") and self.ours:
            return Piece(Shape.TEXT, runs, _depth_by_name(names) + 1)
        return Piece(Shape.TEXT, runs)

    def noticed(self, piece: Piece) -> Piece:
        """The piece with its spot; headings and short bold lines are kept as the place of what comes after."""
        self.last = piece.text
        bold = piece.all_bold and len(piece.text.split()) <= _HEADING_WORDS
        if bold or piece.shape in (Shape.HEADING, Shape.TITLE):
            self.heading = piece.text
        return replace(piece, where=self.spot())

    def spot(self) -> str:
        """Where the walk is, in words that Word's search finds."""
        if self.heading:
            return f"under “{self.heading}”"
        first = " ".join(self.last.split()[:_QUOTED_WORDS])
        return f"after “{first}”" if first else "at the start"

    def table(self, element: Any) -> Piece:
        """A table, each cell with pieces of its own; a cell merged into the one above is empty."""
        where = f"the table {self.spot()}"
        named = element.find(f"{W}tblPr/{W}tblStyle")
        style = named.get(_VAL) or "" if named is not None else ""
        rows: list[tuple[tuple[Piece, ...], ...]] = []
        aligned: tuple[str, ...] = ()
        for row in _below(element, f"{W}tr", f"{W}tbl"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.inlines.gone(row, Kind.DELETED)
                self.placed()
                continue
            cells = list(_below(row, f"{W}tc", f"{W}tr"))
            if not rows:
                aligned = tuple(_alignment(cell, ours=self.ours) for cell in cells)
            rows.append(tuple(self.cell(cell, style) for cell in cells))
        return Piece(Shape.TABLE, rows=tuple(rows), where=where, aligned=aligned)

    def cell(self, cell: Any, style: str) -> tuple[Piece, ...]:
        """The pieces of a cell."""
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        gone = merged is not None and merged.get(_VAL) != "restart"
        pieces = tuple(self.pieces(cell, style))
        return () if gone and not any(p.text or p.rows for p in pieces) else pieces


def _without_pictures(piece: Piece) -> Piece:
    """A piece of another file without its pictures: their names mean others here."""
    rows = tuple(tuple(tuple(map(_without_pictures, cell)) for cell in row) for row in piece.rows)
    return replace(piece, runs=tuple(r for r in piece.runs if not r.picture), rows=rows)


def _below(parent: Any, tag: str, owner: str) -> Iterator[Any]:
    for element in parent.iter(tag):
        if next(element.iterancestors(owner), None) is parent:
            yield element


def _has_choice(fallback: Any) -> bool:
    choice = fallback.getparent().find(f"{MC}Choice")
    return choice is not None and len(choice) > 0


def _alignment(cell: Any, *, ours: bool) -> str:
    found = cell.find(f"{W}p/{W}pPr/{W}jc")
    value = found.get(_VAL) or "" if found is not None else ""
    left = "left" if ours else ""  # people set everything to the left without meaning a thing by it
    sides = {"center": "center", "right": "right", "end": "right", "left": left, "start": left}
    return sides.get(value, "")


def _depth_by_name(names: list[str]) -> int:
    found = re.search(r"(\d)$", names[0]) if names and names[0].startswith("list") else None
    return max(0, int(found[1]) - 1) if found else 0


def digest(words: str) -> str:
    """A short mark of a paragraph's words, for the list of those that stand in a template before anybody writes."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:8]
