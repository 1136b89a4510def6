"""Text as data for the templates of paper: blocks and inlines as plain dictionaries, each with its kind in `is`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...form.plan import clean
from ...model import text as prose
from ...model.briefing import Briefing
from ..html import unbroken
from .sheet import language_data

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BlocksData:
    """Turns the blocks of a briefing into data. `words` are the interface's; `address` is where the briefing stands;
    `links_note` says whose the links are that stand under points."""

    briefing: Briefing
    words: Mapping[str, Mapping[str, str]]
    address: str = ""
    links_note: str = ""

    def blocks(self, blocks: Sequence[prose.Block], level: int = 3) -> list[Data]:
        """Blocks in order. Headings below begin at `level` and never skip one, as PDF/UA asks."""
        found = []
        last = level - 1
        for block in blocks:
            if isinstance(block, prose.Heading):
                last = max(level, min(block.level + 1, last + 1))
            found.append(self._block(block, last) | language_data(block.lang))
        return found

    def inlines(self, inlines: Sequence[prose.Inline]) -> list[Data]:
        """Inlines in order; a picture by its words."""
        return [self._inline(i) for i in inlines]

    def _block(self, block: prose.Block, level: int) -> Data:
        match block:
            case prose.Paragraph(inlines):
                return {"is": "par", "kids": self.inlines(inlines)}
            case prose.Heading(_, inlines):
                return {"is": "heading", "level": level, "kids": self.inlines(inlines)}
            case prose.ListBlock(ordered, items, start, tight):
                kind = "enum" if ordered else "list"
                rows = [self.blocks(item.blocks, level + 1) for item in items]
                return {"is": kind, "start": start, "tight": tight, "items": rows}
            case prose.PointList(points):
                note = self.links_note if any(self.briefing.linked(p.code) for p in points) else ""
                return {"is": "points", "points": [self._point(p, level) for p in points], "note": note}
            case prose.Table(header, rows):
                cells = [[{"kids": self.inlines(c.inlines), "align": c.align} for c in row] for row in (header, *rows)]
                return {"is": "table", "header": cells[0], "rows": cells[1:]}
            case prose.Quote(inner):
                return {"is": "quote", "blocks": self.blocks(inner, level + 1)}
            case prose.CodeBlock(text):
                return {"is": "pre", "lines": clean(text).split("\n")}
            case prose.Rule():
                return {"is": "rule"}

    def _point(self, point: prose.Point, level: int) -> Data:
        linked = ", ".join(self.briefing.linked(point.code))
        line = f"{self.words['part']['linked_to']} {linked}" if linked else ""
        return {"code": point.code, "blocks": self.blocks(point.blocks, level + 1), "linked": line}

    def _inline(self, inline: prose.Inline) -> Data:
        match inline:
            case prose.Text(text):
                return {"is": "text", "text": unbroken(_words(text), self.briefing.alias)}
            case prose.Code(text):
                return {"is": "code", "text": _words(text)}
            case prose.Emphasis(children):
                return {"is": "em", "kids": self.inlines(children)}
            case prose.Strong(children):
                return {"is": "strong", "kids": self.inlines(children)}
            case prose.Link():
                return self._link(inline)
            case prose.Image(_, alt):
                words = self.words["sheet"]["picture"].format(alt=_words(alt)) if alt else ""
                return {"is": "text", "text": words}
            case prose.LineBreak():
                return {"is": "break"}
            case prose.Span(children, lang):
                return {"is": "span", "kids": self.inlines(children)} | language_data(lang)
            case prose.FootnoteRef(number):
                return {"is": "note", "text": str(number)}

    def _link(self, link: prose.Link) -> Data:
        """A link; its title, which paper cannot show on pointing, follows in brackets unless it repeats the words."""
        target, kids = self._target(link.href), self.inlines(link.children)
        made = {"is": "link", "href": target, "kids": kids} if target and kids else {"is": "group", "kids": kids}
        title = _words(link.title).strip()
        if not title or not kids or title.casefold() in prose.plain_inlines(link.children).casefold():
            return made
        return {"is": "group", "kids": [made, {"is": "text", "text": unbroken(f" ({title})", self.briefing.alias)}]}

    def _target(self, href: str) -> str:
        """Where a link leads from paper: an address as it is, a page beside this one by the site's, else nothing."""
        if href.startswith(("http://", "https://", "mailto:", "tel:")):
            return href
        return f"{self.address}{href}" if self.address and not href.startswith(("#", "/", "..")) else ""


def _words(text: str) -> str:
    """Words that any face can set: line ends as spaces, no control or override characters; outer spaces stay."""
    cleaned = clean(text, one_line=True)
    if not cleaned:
        return " " if text else ""
    return (" " if text[:1].isspace() else "") + cleaned + (" " if text[-1:].isspace() else "")
