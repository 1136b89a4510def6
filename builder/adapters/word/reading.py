"""A Word file's words: paragraphs, headings, lists, tables, links and footnotes, in order. Knows no briefing.

python-docx opens the package (its parser resolves no entities); the walk is over the XML, because content controls,
text boxes and tracked changes are invisible to python-docx's own paragraphs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from ..documents import MAX_PIECES, Document, Piece, Run, Shape, UnreadableDocumentError, open_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HIDDEN = {f"{_W}{n}" for n in ("del", "moveFrom", "instrText", "fldChar", "commentReference", "delText", "pPr", "rPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{_W}txbxContent"
_HEADING_NAME = re.compile(r"(?:heading|überschrift|titre|pennawd)\s*([1-9])", re.I)
_HEADING_WORDS = 14
_QUOTED_WORDS = 6
_MONOTONE = ("bullet", "none")


def read_word(data: bytes) -> Document:
    """What stands in a .docx file. Raises UnreadableDocumentError with a sentence for a person."""
    stream = open_package(data)
    try:
        document = docx.Document(stream)
        walk = _Walk(document)
        pieces = tuple(walk.pieces(document.element.body))
    except UnreadableDocumentError:
        raise
    except (KeyError, ValueError, AttributeError, IndexError, etree.LxmlError, OSError, RecursionError) as error:
        raise UnreadableDocumentError("It is not a whole Word document. Open it in Word and save it again.") from error
    title = (document.core_properties.title or "").strip()
    return Document(pieces, title, tuple(dict.fromkeys(walk.losses)))


@dataclass
class _Walk:
    """One walk over the body, keeping the heading above so that a note can say where: Word numbers no paragraphs."""

    document: Any
    losses: list[str] = field(default_factory=list)
    count: int = 0
    heading: str = ""
    last: str = ""

    def __post_init__(self) -> None:
        self.styles = {s.style_id: s for s in self.document.styles}
        self.formats = _number_formats(self.document)
        self.footnotes = _footnotes(self.document)
        self.untouched = _untouched(self.document)

    def pieces(self, parent: Any) -> Iterator[Piece]:
        """The pieces below `parent` in reading order; prompts that nobody typed over are passed by."""
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield self.table(child)
            elif child.tag == f"{_W}sdt" and (self.untouched or not _is_prompt(child)):
                for content in child.iterchildren(f"{_W}sdtContent"):
                    yield from self.pieces(content)
            elif child.tag in (f"{_W}ins", f"{_W}moveTo", f"{_W}smartTag", f"{_W}customXml"):
                yield from self.pieces(child)

    def paragraph(self, element: Any) -> Iterator[Piece]:
        """A paragraph, unless it is empty or as the template had it, then the text boxes anchored in it."""
        self.count += 1
        if self.count > MAX_PIECES:
            raise UnreadableDocumentError("It has far more paragraphs than a briefing.")
        before = len(self.losses)
        runs = tuple(self.runs(element))
        if self.untouched and digest("".join(r.text for r in runs)) in self.untouched:
            return
        if any(r.text.strip() or r.footnote for r in runs):
            yield self.noticed(self.shaped(element, runs))
        self.losses[before:] = [f"{loss} ({self.spot()})." for loss in self.losses[before:]]
        for box in element.iter(_TEXT_BOX):
            if not any(a.tag == _FALLBACK for a in box.iterancestors()) and _owner(box) is element:
                yield from self.pieces(box)

    def shaped(self, element: Any, runs: tuple[Run, ...]) -> Piece:
        """What a paragraph is by its style, outline level and numbering."""
        names = self.style_names(element)
        if names and names[0] in ("title",):
            return Piece(Shape.TITLE, runs)
        level = self.heading_level(element, names)
        if level:
            plain = tuple(Run(r.text, False, r.italic, r.href, r.footnote) for r in runs)
            return Piece(Shape.HEADING, plain, level)
        numbering = self.numbering(element)
        if numbering:
            depth, ordered = numbering
            return Piece(Shape.ITEM, runs, depth, ordered)
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

    def style_chain(self, element: Any) -> list[Any]:
        """The paragraph's style and those it is based on, nearest first."""
        found = element.find(f"{_W}pPr/{_W}pStyle")
        style = self.styles.get(found.get(qn("w:val"))) if found is not None else None
        chain: list[Any] = []
        while style is not None and len(chain) < 20:
            chain.append(style)
            style = getattr(style, "base_style", None)
        return chain

    def style_names(self, element: Any) -> list[str]:
        """The names of those styles, in small letters."""
        return [(s.name or "").lower() for s in self.style_chain(element)]

    def heading_level(self, element: Any, names: list[str]) -> int:
        """1 to 9, or 0 where it is no heading."""
        for name in names:
            if found := _HEADING_NAME.search(name):
                return int(found[1])
        for holder in (element, *(s.element for s in self.style_chain(element))):
            outline = holder.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None and (outline.get(qn("w:val")) or "9").isdecimal():
                level = int(outline.get(qn("w:val")))
                return level + 1 if level < 9 else 0
        return 0

    def numbering(self, element: Any) -> tuple[int, bool] | None:
        """Depth from 0 and whether it counts, or None where it is no list item."""
        names = self.style_names(element)
        for holder in (element, *(s.element for s in self.style_chain(element))):
            found = holder.find(f"{_W}pPr/{_W}numPr")
            if found is None:
                continue
            number, depth = (found.find(f"{_W}{tag}") for tag in ("numId", "ilvl"))
            num_id = number.get(qn("w:val")) if number is not None else ""
            ilvl = int(depth.get(qn("w:val"))) if depth is not None else 0
            if num_id in ("", "0"):
                return None
            form = self.formats.get((num_id, ilvl)) or self.formats.get((num_id, 0), "bullet")
            return max(ilvl, _depth_by_name(names)), form not in _MONOTONE
        return None

    def runs(self, parent: Any, href: str = "") -> Iterator[Run]:
        """The runs below `parent`; those of a link carry its address."""
        for child in parent:
            if child.tag == f"{_W}r":
                yield from self.run(child, href)
            elif child.tag == f"{_W}hyperlink":
                yield from self.runs(child, self.target(child) or href)
            elif child.tag not in _HIDDEN and isinstance(child.tag, str):
                if _is_prompt(child) and not self.untouched:
                    continue
                yield from self.runs(child, href)

    def run(self, element: Any, href: str) -> Iterator[Run]:
        """The visible words of one run, cut where a footnote is marked; a picture is noted as lost."""
        theme = element.find(f"{_W}rPr")
        if _on(theme, "vanish"):
            return
        text = ""
        for child in element:
            if child.tag == f"{_W}t":
                text += child.text or ""
            elif child.tag in (f"{_W}tab", f"{_W}ptab"):
                text += "\t"
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                text += "\n" if child.get(qn("w:type")) in (None, "textWrapping") else ""
            elif child.tag == f"{_W}noBreakHyphen":
                text += "-"
            elif child.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object") and child.find(f".//{_TEXT_BOX}") is None:
                self.losses.append("A picture was left out")
            elif child.tag == f"{_W}footnoteReference":
                note = self.footnotes.get(child.get(qn("w:id")) or "", "")
                yield Run(text, _on(theme, "b"), _on(theme, "i"), href, note)
                text = ""
        if text:
            yield Run(text, _on(theme, "b"), _on(theme, "i"), href)

    def target(self, link: Any) -> str:
        """Where a link leads outside the document, or ""."""
        relation = self.document.part.rels.get(link.get(qn("r:id")) or "")
        return relation.target_ref if relation is not None and relation.is_external else ""

    def table(self, element: Any) -> Piece:
        """A table, each cell with pieces of its own; a cell merged into the one above is empty."""
        where = f"the table {self.spot()}"
        rows = []
        for row in element.iter(f"{_W}tr"):
            if next(a for a in row.iterancestors(f"{_W}tbl")) is not element:
                continue
            cells = []
            for cell in row.iter(f"{_W}tc"):
                if next(a for a in cell.iterancestors(f"{_W}tr")) is row:
                    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                    if merged is None or merged.get(qn("w:val")) == "restart":
                        cells.append(tuple(self.pieces(cell)))
                    else:
                        cells.append(())
            rows.append(tuple(cells))
        return Piece(Shape.TABLE, rows=tuple(rows), where=where)


def digest(words: str) -> str:
    """A short mark of a paragraph's words, for the list of those that stand in a template before anybody writes."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:8]


UNTOUCHED = "untouched"
"""Custom properties of this name with a number hold such marks: their paragraphs, word for word, are left out.

LibreOffice drops our controls, and keeps the mark of an empty one when somebody has typed into it; it keeps properties.
"""


def _untouched(document: Any) -> frozenset[str]:
    parts = [r.target_part for r in document.part.package.rels.values() if r.reltype.endswith("/custom-properties")]
    if not parts:
        return frozenset()
    root = etree.fromstring(parts[0].blob, etree.XMLParser(resolve_entities=False, no_network=True))
    ours = (p for p in root if (p.get("name") or "").startswith(UNTOUCHED))
    return frozenset(mark for p in ours for mark in "".join(p.itertext()).split())


def _is_prompt(element: Any) -> bool:
    """Whether an element is a control in which nobody has written."""
    properties = element.find(f"{_W}sdtPr") if element.tag == f"{_W}sdt" else None
    if properties is None or properties.find(f"{_W}showingPlcHdr") is None:
        return False
    return {s.get(qn("w:val")) for s in element.iter(f"{_W}rStyle")} == {"PlaceholderText"}


def _owner(box: Any) -> Any:
    """The paragraph that a text box hangs in."""
    return next((a for a in box.iterancestors(f"{_W}p")), None)


def _on(theme: Any, name: str) -> bool:
    found = theme.find(f"{_W}{name}") if theme is not None else None
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off", "none")


def _depth_by_name(names: list[str]) -> int:
    found = re.search(r"(\d)$", names[0]) if names and names[0].startswith("list") else None
    return int(found[1]) - 1 if found else 0


def _number_formats(document: Any) -> dict[tuple[str, int], str]:
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract = {a.get(qn("w:abstractNumId")): a for a in root.iterchildren(f"{_W}abstractNum")}
    formats: dict[tuple[str, int], str] = {}
    for num in root.iterchildren(f"{_W}num"):
        link = num.find(f"{_W}abstractNumId")
        base = abstract.get(link.get(qn("w:val"))) if link is not None else None
        for level in base.iterchildren(f"{_W}lvl") if base is not None else ():
            form = level.find(f"{_W}numFmt")
            kind = form.get(qn("w:val")) if form is not None else "decimal"
            formats[num.get(qn("w:numId")), int(level.get(qn("w:ilvl")) or 0)] = kind or "decimal"
    return formats


def _footnotes(document: Any) -> dict[str, str]:
    parts = [r.target_part for r in document.part.rels.values() if r.reltype.endswith("/footnotes")]
    if not parts:
        return {}
    root = etree.fromstring(parts[0].blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return {
        note.get(f"{_W}id") or "": " ".join("".join(note.itertext(f"{_W}t")).split())
        for note in root.iterchildren(f"{_W}footnote")
        if note.get(f"{_W}type") is None
    }
