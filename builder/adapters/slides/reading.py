"""A PowerPoint file's words: a heading for each slide, its text in reading order, its notes. Knows no briefing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from ..documents.charts import chart_pieces, chart_seen, charts_in
from ..documents.content import (
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
from ..documents.drawings import DGM, A, alternative, diagram_words, picture_parts
from ..documents.office import OfficeFile
from ..pictures import fitted
from .placed import OPENING_WORDS, body_of, headed, in_order, lies_on, piece_of, settled, text_of
from .shapes import RUNNING, TITLES, P, Shaped, Sheet, lines
from .visible import visible_words

_MAX_SLIDES = 300
_FAULTS = (KeyError, ValueError, AttributeError, IndexError, TypeError, etree.LxmlError, OSError, RecursionError)
_WHOLE = "It is not a whole PowerPoint file. Open it and save it again."


def read_slides(data: bytes) -> Document:
    """What stands in a .pptx file. Raises UnreadableDocumentError with a sentence for a person."""
    file = OfficeFile(data)
    main = file.main()
    root = file.tree(main) if main else None
    if root is None or root.tag != f"{P}presentation":
        raise UnreadableDocumentError(_WHOLE)
    try:
        return _Deck(file, main).document(root)
    except UnreadableDocumentError:
        raise
    except _FAULTS as error:
        raise UnreadableDocumentError(_WHOLE) from error


@dataclass
class _Deck:
    """The deck being read."""

    file: OfficeFile
    main: str
    left: list[Left] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    pictures: dict[str, TakenPicture] = field(default_factory=dict)
    by_part: dict[str, str] = field(default_factory=dict)
    lone: set[int] = field(default_factory=set)
    """Shapes with a bullet that stands alone in them."""
    wide: float = 0.0
    high: float = 0.0

    def document(self, root: Any) -> Document:
        """The whole file."""
        size = root.find(f"{P}sldSz")
        self.wide, self.high = (float(size.get(k) or 0) for k in ("cx", "cy")) if size is not None else (0.0, 0.0)
        ids = [
            s.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            for s in root.iter(f"{P}sldId")
        ]
        if len(ids) > _MAX_SLIDES:
            raise UnreadableDocumentError(f"It has more than {_MAX_SLIDES} slides.")
        relations = self.file.relations(self.main)
        parts = [relations[i].target if i in relations else "" for i in ids if i]
        pieces: list[Piece] = []
        shown = [p for p in parts if self.is_shown(p)]
        for number, part in enumerate(parts, 1):
            sheet = self.sheet(part)
            if sheet is None:
                self.left.append(Left(Kind.OTHER, "a slide that cannot be read", f"slide {number}"))
            elif part not in shown:
                words = " ".join(" ".join(p.itertext(f"{A}t")) for p in sheet.root.iter(f"{A}p"))
                self.left.append(Left(Kind.HIDDEN_SLIDE, " ".join(words.split()), f"slide {number}"))
            else:
                pieces += self.slide(sheet, number, alone=len(shown) < 3)
        if len(pieces) > MAX_PIECES:
            raise UnreadableDocumentError("It has far more paragraphs than a briefing.")
        self.standing([s for p in shown if (s := self.sheet(p))])
        if any(name.endswith("vbaproject.bin") for name in self.file.names):
            self.left.append(Left(Kind.MACRO))
        return Document(
            tuple(pieces), self.title(), (), tuple(self.left), tuple(self.seen), tuple(self.pictures.values())
        )

    def is_shown(self, part: str) -> bool:
        """Whether a slide is shown."""
        root = self.file.tree(part) if part else None
        return root is not None and root.get("show") not in ("0", "false")

    def sheet(self, part: str) -> Sheet | None:
        """A slide with its layout and master."""
        root = self.file.tree(part) if part else None
        if root is None:
            return None
        layout = next(iter(self.file.related(part, "slideLayout")), "")
        master = next(iter(self.file.related(layout, "slideMaster")), "") if layout else ""
        return Sheet(
            self.file,
            part,
            root,
            self.file.tree(layout) if layout else None,
            self.file.tree(master) if master else None,
        )

    def title(self) -> str:
        """The title in the file's properties."""
        root = next((self.file.tree(p) for p in self.file.related("", "core-properties")), None)
        found = next(root.iter("{http://purl.org/dc/elements/1.1/}title"), None) if root is not None else None
        return " ".join((found.text or "").split()) if found is not None else ""

    # A slide --------------------------------------------------------------------------------------

    def slide(self, sheet: Sheet, number: int, *, alone: bool) -> Iterator[Piece]:
        """The pieces of a slide that is shown."""
        where = f"slide {number}"
        before = len(self.left)
        shapes = list(sheet.shapes())
        for element in sheet.hidden():
            if hidden := " ".join("".join(element.itertext(f"{A}t")).split()):
                self.left.append(Left(Kind.HIDDEN, hidden))
        self.seen += visible_words(sheet, [s for s in shapes if lies_on(s, self.wide, self.high)], where)
        shapes = [s for s in shapes if self.on_slide(s)]
        title = next((s for s in shapes if s.kind in TITLES and text_of(s)), None)
        rest = [s for s in shapes if s is not title and s.kind not in RUNNING]
        for running in (s for s in shapes if s.kind in ("ftr", "hdr") and text_of(s)):
            self.left.append(Left(Kind.FOOTER, text_of(running)))
        blocks = [(s, list(self.shape(sheet, s, where))) for s in rest]
        blocks = [(s, pieces) for s, pieces in blocks if pieces]
        if any(sum(p.shape is Shape.ITEM for p in pieces) > 1 for _, pieces in blocks):
            for s, pieces in blocks:  # beside a list, one bullet is a list of one
                pieces[:] = [replace(p, shape=Shape.ITEM) if id(s) in self.lone and p.text else p for p in pieces]
        words = sum(len(p.text.split()) for _, pieces in blocks for p in pieces)
        if title is not None:
            runs = tuple(r for line in lines(sheet, title, body_of(title), self.left) for r in (*line.runs, Run(" ")))
            listed = any(p.shape is not Shape.TEXT for _, pieces in blocks for p in pieces)
            few = words < OPENING_WORDS and len(blocks) <= 2 and not listed
            opening = number == 1 and (few or title.kind == "ctrTitle")
            shape = Shape.TITLE if opening else Shape.HEADING
            plain = tuple(replace(r, bold=False, text=r.text.replace("\n", " ")) for r in runs)
            yield Piece(shape, plain, 1, where=where)
        for n in in_order(blocks):
            yield from blocks[n][1] if title is not None or alone else ()
        if title is None and not alone:
            yield from headed([p for n in in_order(blocks) for p in blocks[n][1]], number, words)
        yield from self.notes(sheet, where)
        self.left[before:] = [replace(one, where=one.where or where) for one in self.left[before:]]

    def on_slide(self, shape: Shaped) -> bool:
        """Whether a shape lies on the slide; the words of one beside it are named."""
        on = lies_on(shape, self.wide, self.high)
        if not on and text_of(shape):
            self.left.append(Left(Kind.HIDDEN, text_of(shape)))
        return on

    def shape(self, sheet: Sheet, shape: Shaped, where: str) -> Iterator[Piece]:
        """The pieces of one shape."""
        element = shape.element
        table = next(element.iter(f"{A}tbl"), None)
        if table is not None:
            yield self.table(sheet, shape, table, where)
            return
        if element.tag == f"{P}graphicFrame":
            yield from self.frame(sheet, element, where)
            return
        if element.tag == f"{P}pic" or next(element.iterchildren(f"{P}blipFill"), None) is not None:
            yield from self.picture(sheet, element, where)
        body = body_of(shape)
        if body is not None:
            found = list(lines(sheet, shape, body, self.left))
            if len(found) == 1 and found[0].mark == "bullet":
                self.lone.add(id(shape))
            yield from (piece_of(line, where, shape) for line in settled(found))

    def frame(self, sheet: Sheet, element: Any, where: str) -> Iterator[Piece]:
        """A diagram's words as a list, a chart's figures as a table; an embedded object is named."""
        nodes = diagram_words(self.file, sheet.part, element)
        self.seen += [Seen(words, where) for _, words in nodes]
        yield from (Piece(Shape.ITEM, (Run(words),), depth, where=where) for depth, words in nodes)
        alt = alternative(element)
        charts = list(charts_in(self.file, sheet.part, element))
        for chart in charts:
            if chart is None:
                self.left.append(Left(Kind.CHART, alt))
            else:
                self.seen += chart_seen(chart, where)
                yield from chart_pieces(chart, alt, where)
        if not charts and not nodes and next(element.iter(f"{DGM}relIds"), None) is None:
            self.left.append(Left(Kind.OBJECT, alt))

    def picture(self, sheet: Sheet, element: Any, where: str) -> Iterator[Piece]:
        """A picture that comes along, or is named."""
        alt = alternative(element)
        for part in picture_parts(self.file, sheet.part, element):
            name = self.kept(part, alt, where)
            if name:
                yield Piece(Shape.TEXT, (Run(alt, picture=name),), where=where)
            else:
                self.left.append(Left(Kind.PICTURE, alt))

    def kept(self, part: str | None, alt: str, where: str) -> str:
        """The name of a picture, "" where it cannot be shown."""
        if part is None or len(self.pictures) >= 60:
            return ""
        if part not in self.by_part:
            data = self.file.data(part)
            fit = fitted(data) if data else None
            name = f"picture-{len(self.pictures) + 1}{fit.suffix}" if fit else ""
            if fit:
                self.pictures[name] = TakenPicture(name, fit.data, alt, where)
            self.by_part[part] = name
        return self.by_part[part]

    def table(self, sheet: Sheet, shape: Shaped, table: Any, where: str) -> Piece:
        """A table; a cell that is merged into another is empty."""
        rows = []
        for row in table.iterchildren(f"{A}tr"):
            cells = []
            for cell in row.iterchildren(f"{A}tc"):
                body = cell.find(f"{A}txBody")
                merged = cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true")
                found = [] if body is None or merged else list(lines(sheet, shape, body, self.left))
                cells.append(tuple(piece_of(line, where, None) for line in found))
            rows.append(tuple(cells))
        return Piece(Shape.TABLE, rows=tuple(rows), where=where)

    def notes(self, sheet: Sheet, where: str) -> Iterator[Piece]:
        """The speaker's notes; comments on the slide are named."""
        for part in self.file.related(sheet.part, "notesSlide"):
            notes = self.sheet(part)
            for shape in notes.shapes() if notes is not None else ():
                if shape.kind == "body" and body_of(shape) is not None:
                    for line in lines(notes, shape, body_of(shape), self.left):  # type: ignore[arg-type]
                        yield Piece(Shape.NOTES, line.runs, where=f"notes of {where}")
        for part in self.file.related(sheet.part, "comments"):
            root = self.file.tree(part)
            for text in root.iter(f"{P}text") if root is not None else ():
                self.left.append(Left(Kind.COMMENT, " ".join("".join(text.itertext()).split())))

    def standing(self, sheets: list[Sheet]) -> None:
        """Words of layouts and master that stand on slides: named once."""
        for root in {id(r): r for s in sheets for r in (s.layout, s.master) if r is not None}.values():
            tree = root.find(f"{P}cSld/{P}spTree")
            for element in tree.iter(f"{P}sp") if tree is not None else ():
                words = " ".join("".join(element.itertext(f"{A}t")).split())
                if words and element.find(f"*/{P}nvPr/{P}ph") is None:
                    self.left.append(Left(Kind.HEADER, words))
