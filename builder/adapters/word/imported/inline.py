"""The words of a Word paragraph as runs: fields, links, notes, signs, pictures, and what nobody is meant to read.

Knows no briefing. A field may begin in one paragraph and end in another, so one `Inlines` reads a whole part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ...documents.charts import Chart, charts_in
from ...documents.content import Kind, Left, Run
from ...documents.drawings import A, M, R, alternative, diagram_words, file_name, formula, picture_parts, word_art
from ...documents.fields import equation
from ...documents.office import OfficeFile
from ...documents.symbols import as_shown, sign
from ..empty_control import is_empty
from .shown import MC, TEXT_BOX, chosen, is_hidden_shape
from .styles import Look, Styles, W, is_on

_VAL = f"{W}val"
_GONE = frozenset(f"{W}{n}" for n in ("del", "moveFrom"))
_NO_WORDS = frozenset(f"{W}{n}" for n in ("pPr", "rPr", "commentReference", "sdtPr", "sdtEndPr", "annotationRef"))
_HYPERLINK = re.compile(r"^\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:\"([^\"]*)\"|(\S+))", re.I)
_PAGE = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_CONTENTS = re.compile(r"^\s*(?:TOC|INDEX|TOA)\b", re.I)
_SYMBOL = re.compile(r"^\s*SYMBOL\s+(\d+|0x[0-9a-f]+)(?:.*?\\f\s+\"?([\w ]+)\"?)?", re.I)


@dataclass
class _Field:
    code: str = ""
    in_code: bool = True
    box: str = ""


@dataclass
class Inlines:
    """Reads runs; what it leaves out goes to `left`, what a drawing holds to `drawn`."""

    file: OfficeFile
    part: str
    styles: Styles
    note: Callable[[str, str], tuple[Run, ...]]
    """The runs of a foot- or endnote: kind and id."""
    picture: Callable[[str | None, str, str], str]
    """Keeps a picture part with its alternative text and gives its name, "" where it cannot be shown."""
    left: list[Left] = field(default_factory=list)
    drawn: list[tuple[int, str]] = field(default_factory=list)
    """Words of diagrams and WordArt met since somebody emptied the list."""
    charts: list[tuple[Chart, str]] = field(default_factory=list)
    """Charts with their descriptions, likewise."""
    fields: list[_Field] = field(default_factory=list)
    skip_prompts: bool = True

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is being passed."""
        return any(_CONTENTS.match(f.code) for f in self.fields)

    def runs(self, parent: Any, paragraph_style: str, table_style: str = "", href: str = "") -> Iterator[Run]:
        """The runs below `parent`; those of a link carry its address."""
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _NO_WORDS:
                continue
            if tag == f"{W}r":
                yield from self.run(child, paragraph_style, table_style, href)
            elif tag in _GONE:
                self.gone(child, Kind.DELETED)
            elif tag == f"{W}hyperlink":
                yield from self.runs(child, paragraph_style, table_style, self.target(child) or href)
            elif tag == f"{W}fldSimple":
                yield from self.simple(child, paragraph_style, table_style, href)
            elif tag == f"{MC}AlternateContent":
                yield from self.runs(chosen(child), paragraph_style, table_style, href)
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                yield Run(f" {' '.join(formula(child).split())} ")
            elif tag == f"{W}sdt" and self.skip_prompts and is_empty(child, grey=True):
                words = "".join(child.itertext(f"{W}t"))
                self.left += [Left(Kind.BOILERPLATE, words)] if words.strip() else []
            elif tag not in (TEXT_BOX, f"{W}p", f"{W}tbl"):
                yield from self.runs(child, paragraph_style, table_style, href)

    def simple(self, element: Any, style: str, table: str, href: str) -> Iterator[Run]:
        """A field in one element."""
        code = element.get(f"{W}instr") or ""
        if _PAGE.match(code):
            return
        found = _HYPERLINK.match(code)
        address = (found[1] or found[2] or "") if found and "\\l" not in code.split("HYPERLINK", 1)[-1][:4] else ""
        yield from self.runs(element, style, table, address or href)

    def run(self, element: Any, style: str, table: str, href: str) -> Iterator[Run]:
        """The visible words of one run, cut where a note is marked or a picture stands."""
        look = self.styles.look(style, table, element)
        address = self.address() or href
        text = ""
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            name = tag.rpartition("}")[2]
            if name in ("fldChar", "instrText", "delInstrText"):
                if text:
                    yield from self.worded(text, look, address)
                    text = ""
                yield from self.of_field(child, name)
                address = self.address() or href
                continue
            if self.passing():
                continue
            if tag.startswith(W) and name in _LETTERS:
                text += _LETTERS[name](child, look)
            elif name in ("footnoteReference", "endnoteReference") and not (look.hidden or look.struck):
                note = self.note(name.removesuffix("Reference"), child.get(f"{W}id") or "")
                yield from self.worded(text, look, address, note)
                text = ""
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                yield from self.worded(text, look, address)
                text = ""
                if not look.hidden:
                    yield from self.drawing(child, look)
            elif name == "ruby":
                yield from self.worded(text, look, address)
                text = ""
                yield from self.glossed(child, style, table, href)
            elif name == "contentPart":
                self.left.append(Left(Kind.OBJECT, ""))
        yield from self.worded(text, look, address)

    def glossed(self, ruby: Any, style: str, table: str, href: str) -> Iterator[Run]:
        """Words with smaller ones above them, which stand in brackets after them."""
        base, above = (ruby.find(f"{W}{n}") for n in ("rubyBase", "rt"))
        if base is not None:
            yield from self.runs(base, style, table, href)
        over = tuple(self.runs(above, style, table, href)) if above is not None else ()
        if any(r.text.strip() for r in over):
            yield from (Run(" ("), *over, Run(")"))

    def worded(self, text: str, look: Look, href: str, note: tuple[Run, ...] = ()) -> Iterator[Run]:
        """The run itself, unless nobody is meant to read it."""
        if not text and not note:
            return
        if look.hidden or look.struck:
            if text.strip():
                self.left.append(Left(Kind.HIDDEN if look.hidden else Kind.STRUCK, text.strip()))
            return
        if self.in_contents:
            self.left.append(Left(Kind.CONTENTS, text.strip()))
            return
        shown = as_shown(text, look.font)
        yield Run(
            shown,
            look.bold,
            look.italic,
            href,
            note,
            code=look.style == "briefing code",
            lang=look.style.removeprefix("language ") if look.style.startswith("language ") else "",
            size=look.size,
            source=look.style == "briefing markdown text",
        )

    # Fields ---------------------------------------------------------------------------------------

    def of_field(self, child: Any, name: str) -> Iterator[Run]:
        """What a mark of a field changes; a tick box and a symbol are words."""
        if name != "fldChar":
            if self.fields and self.fields[-1].in_code:
                self.fields[-1].code += child.text or ""
            return
        kind = child.get(f"{W}fldCharType")
        if kind == "begin" and len(self.fields) < 50:
            self.fields.append(_Field(box=_tick_box(child)))
        elif kind == "separate" and self.fields:
            self.fields[-1].in_code = False
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if ended.box:
                yield Run(ended.box)
            elif ended.in_code and (found := _SYMBOL.match(ended.code)):
                yield Run(sign(found[2] or "", int(found[1], 0)))
            elif ended.in_code and (words := equation(ended.code)):
                yield Run(f" {words} ")

    def passing(self) -> bool:
        """Whether what stands here is a field's code or a page number."""
        return any(f.in_code or _PAGE.match(f.code) for f in self.fields)

    def address(self) -> str:
        """The address of the link field that is open, or ""."""
        for f in reversed(self.fields):
            if not f.in_code and (found := _HYPERLINK.match(f.code)):
                inside = re.match(r"\s*HYPERLINK\s+\\l", f.code, re.I)
                return "" if inside else (found[1] or found[2] or "")
        return ""

    def target(self, link: Any) -> str:
        """Where a link leads outside the document, or ""."""
        relation = self.file.relations(self.part).get(link.get(f"{R}id") or "")
        return relation.target if relation is not None and relation.external else ""

    # Drawings -------------------------------------------------------------------------------------

    def drawing(self, element: Any, look: Look) -> Iterator[Run]:
        """A picture as a run; a diagram's words to `drawn`; a chart to `charts`. Text boxes are read by the walk."""
        if element.tag == f"{MC}AlternateContent":
            for child in self.branch(element):
                yield from self.drawing(child, look)
            return
        if is_hidden_shape(element):
            return
        alt = alternative(element)
        nodes = diagram_words(self.file, self.part, element)
        charts = list(charts_in(self.file, self.part, element))
        art = word_art(element)
        self.drawn += nodes + [(0, words) for words in art]
        self.charts += [(chart, alt) for chart in charts if chart is not None]
        self.left += [Left(Kind.CHART, alt) for chart in charts if chart is None]
        has_box = element.find(f".//{TEXT_BOX}") is not None
        parts = list(picture_parts(self.file, self.part, element))
        for part in parts:
            name = self.picture(part, alt, file_name(element))
            if name:
                yield Run(alt, picture=name, size=look.size)
            else:
                kind = Kind.OBJECT if element.tag.endswith("object") else Kind.PICTURE
                self.left.append(Left(kind, alt))
        if not parts and not (nodes or art or charts or has_box):
            kind = Kind.OBJECT if element.tag.endswith("object") else Kind.PICTURE
            if element.tag.endswith("drawing") or alt or kind is Kind.OBJECT:
                self.left.append(Left(kind, alt))
        elif alt and not parts and (nodes or art or has_box):
            self.left.append(Left(Kind.PICTURE, alt))

    def branch(self, element: Any) -> Any:
        """The branch of alternate content to read: the picture in the other one for a chart without figures."""
        inner, other = chosen(element), element.find(f"{MC}Fallback")
        drawn = other is not None and next(other.iter(f"{A}blip"), None) is not None
        charts = [c for one in inner for c in charts_in(self.file, self.part, one)] if drawn else []
        return other if charts and not any(charts) else inner

    def gone(self, element: Any, kind: Kind) -> None:
        """Notes words that were deleted or moved away."""
        if element.tag == f"{W}moveFrom":
            return
        words = "".join(t.text or "" for t in element.iter(f"{W}delText", f"{W}t"))
        if words.strip():
            self.left.append(Left(kind, words.strip()))


def _tick_box(element: Any) -> str:
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    stated = box.find(f"{W}checked")
    return "☒" if is_on(stated if stated is not None else box.find(f"{W}default")) else "☐"


def symbol(element: Any, look: Look | None = None) -> str:
    """The sign of a `w:sym`."""
    code = element.get(f"{W}char") or ""
    try:
        return sign(element.get(f"{W}font") or (look.font if look else ""), int(code, 16))
    except ValueError:
        return ""


def _break(element: Any, _: Look) -> str:
    kind = element.get(f"{W}type")
    return "\n" if kind in (None, "textWrapping", "column") else " "


_LETTERS: dict[str, Callable[[Any, Look], str]] = {
    "t": lambda e, _: e.text or "",
    "tab": lambda e, _: "\t",
    "ptab": lambda e, _: "\t",
    "br": _break,
    "cr": lambda e, _: "\n",
    "noBreakHyphen": lambda e, _: "-",
    "sym": symbol,
}
