"""The model's blocks to HTML. Every word from an author is escaped here and nowhere else.

The result is one line, so that Python-Markdown passes it through as it is (a line end would be white space to it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape as _escape

from ..adapters.tongues import runs_from_right
from ..form.plan import Words
from ..model import text as prose
from ..model.briefing import Briefing, Section, Term
from .glossary import Glossary
from .wheel import colour

Sizes = Mapping[str, tuple[int, int]]
"""Width and height in pixels of a section's pictures, by their `src`; one that is not listed is not shown."""


def escape(text: str) -> str:
    """Text for an element or an attribute, on one line."""
    return _escape(" ".join(text.split("\n")), quote=True)


@lru_cache(maxsize=64)
def _pair(alias: str) -> re.Pattern[str] | None:
    """What finds the space in an alias of two words whose second one is a letter or two, else None."""
    words = alias.split()
    if len(words) != 2 or len(words[1]) > 2:
        return None
    return re.compile(rf"(?<!\w){re.escape(words[0])} (?={re.escape(words[1])}(?!\w))")


def unbroken(text: str, alias: str) -> str:
    """The text with a hard space in an alias such as Child H, for show only: a line never ends after "Child"."""
    pair = _pair(alias) if alias and " " in text else None
    return pair.sub(lambda found: found[0][:-1] + "\u00a0", text) if pair else text


def direction(lang: str) -> str:
    """ "rtl" for languages written from right to left, else "ltr"."""
    return "rtl" if runs_from_right(lang) else "ltr"


def section_html(
    briefing: Briefing, section: Section, words: Words, sizes: Sizes | None = None, links_note: str = ""
) -> tuple[str, tuple[Term, ...]]:
    """The text of a part as HTML, and the terms of the glossary it uses, in the order of their first use.

    `links_note` says whose the links are; it stands under the points that carry one.
    """
    writer = _Writer(briefing, section, words, sizes or {}, links_note)
    parts = [writer.block(block) for block in section.blocks]
    parts.append(writer.footnotes())
    writer.glossary.note(section.title, *(p.text for p in section.prompts))
    return "".join(parts), tuple(writer.glossary.used)


class _Writer:
    """One walk over a part: it knows which terms were explained and which footnotes were marked on the way."""

    def __init__(self, briefing: Briefing, section: Section, words: Words, sizes: Sizes, links_note: str) -> None:
        self.briefing = briefing
        self.links_note = links_note
        self.section = section
        self.words = words["part"]
        self.sizes = sizes
        self.glossary = Glossary(briefing.glossary)
        self.marked: set[int] = set()
        self.tables = 0
        self.hrefs = {p.code: p_href for p, p_href in _point_hrefs(briefing)}

    # Blocks

    def block(self, block: prose.Block, *, tight: bool = False) -> str:
        """One block. In a tight list a paragraph stands without its tags."""
        match block:
            case prose.Paragraph(inlines, _, lang):
                return self.inlines(inlines) if tight and not lang else f"<p{_lang(lang)}>{self.inlines(inlines)}</p>"
            case prose.Heading(level, inlines, _, lang):
                return f"<h{level}{_lang(lang)}>{self.inlines(inlines)}</h{level}>"
            case prose.ListBlock():
                return self.list(block)
            case prose.PointList(points, _, lang):
                items = "".join(self.point(p) for p in points)
                return f'<ol class="finds"{_lang(lang)}>{items}</ol>{self.whose(points)}'
            case prose.Table():
                return self.table(block)
            case prose.Quote(blocks, _, lang):
                return f"<blockquote{_lang(lang)}>{self.blocks(blocks)}</blockquote>"
            case prose.CodeBlock(text, _, lang):
                return f'<pre{_lang(lang)} tabindex="0"><code>{_literal(text)}</code></pre>'
            case prose.Rule():
                return "<hr>"

    def blocks(self, blocks: Iterable[prose.Block], *, tight: bool = False) -> str:
        """Blocks one after the other."""
        return "".join(self.block(b, tight=tight) for b in blocks)

    def list(self, block: prose.ListBlock) -> str:
        """A bulleted or numbered list."""
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        items = "".join(self.item(i, block.tight) for i in block.items)
        return f"<{tag}{start}{_lang(block.lang)}>{items}</{tag}>"

    def item(self, item: prose.ListItem, tight: bool) -> str:
        """One item of a list."""
        return f"<li>{self.blocks(item.blocks, tight=tight)}</li>"

    def table(self, table: prose.Table) -> str:
        """A table that scrolls sideways by itself and can be reached with the keyboard."""
        self.tables += 1
        head = "".join(self.cell(c, "th") for c in table.header)
        rows = "".join("<tr>" + "".join(self.cell(c, "td") for c in row) + "</tr>" for row in table.rows)
        label = escape(self.words["table"].format(number=self.tables))
        return (
            f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table{_lang(table.lang)}>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def cell(self, cell: prose.Cell, tag: str) -> str:
        """One cell; `tag` is "th" or "td"."""
        scope = ' scope="col"' if tag == "th" else ""
        align = f' class="{cell.align}"' if cell.align in ("center", "right") else ""
        return f"<{tag}{scope}{align}>{self.inlines(cell.inlines)}</{tag}>"

    # Findings and recommendations

    def point(self, point: prose.Point) -> str:
        """A finding or recommendation with its anchor, and what it is linked to."""
        code, anchor = escape(point.code), escape(point.code.lower())
        title, blocks = _title_and_rest(point)
        heading = f"<h2>{self.inlines(title)}</h2>" if title else ""
        shade = colour(self.section.position, len(self.briefing.sections))
        label = escape(self.words["point_link"].format(code=point.code))
        return (
            f'<li id="{anchor}"><article class="find"><p class="id {shade}">'
            f'<a href="#{anchor}" aria-label="{label}">{code}</a></p>'
            f"<div>{heading}{self.blocks(blocks)}{self.links(point)}</div></article></li>"
        )

    def whose(self, points: Iterable[prose.Point]) -> str:
        """Whose the links under these points are, or ""."""
        linked = self.links_note and any(self.briefing.linked(p.code) for p in points)
        return f'<p class="links-note small">{escape(self.links_note)}</p>' if linked else ""

    def links(self, point: prose.Point) -> str:
        """Links to the points on the other side, or ""."""
        linked = self.briefing.linked(point.code)
        if not linked:
            return ""
        titles = {p.code: p.title for p in (*self.briefing.findings, *self.briefing.recommendations)}
        items = " ".join(self.link_to(code, titles[code]) for code in linked)
        return f'<p class="links">{escape(self.words["linked_to"])} {items}</p>'

    def link_to(self, code: str, title: str) -> str:
        """A link to one point; its title shows where there is room."""
        more = f'<span class="wide-only">, {escape(title)}</span>' if title else ""
        return f'<a href="{escape(self.hrefs[code])}">{escape(code)}{more}</a>'

    # Footnotes

    def footnotes(self) -> str:
        """The footnotes as a section, or "" where there is none."""
        shown = [(n, blocks) for n, blocks in enumerate(self.section.footnotes, start=1)]
        if not shown:
            return ""
        items = "".join(self.footnote(n, blocks) for n, blocks in shown)
        heading = escape(self.words["footnotes"])
        return f'<section class="footnotes" aria-label="{heading}"><h2>{heading}</h2><ol>{items}</ol></section>'

    def footnote(self, number: int, blocks: tuple[prose.Block, ...]) -> str:
        """One footnote, with a way back to its mark."""
        back = escape(self.words["footnote_back"].format(number=number))
        link = f'<a class="back" href="#fnref-{number}" aria-label="{back}">↩</a>' if number in self.marked else ""
        return f'<li id="fn-{number}">{self.blocks(blocks)}{link}</li>'

    def footnote_ref(self, number: int) -> str:
        """The mark of a footnote; its first use carries the anchor."""
        anchor = "" if number in self.marked else f' id="fnref-{number}"'
        self.marked.add(number)
        label = escape(self.words["footnote"].format(number=number))
        return f'<sup><a class="fn"{anchor} href="#fn-{number}" aria-label="{label}">{number}</a></sup>'

    # Inlines

    def inlines(self, inlines: Iterable[prose.Inline]) -> str:
        """Inlines one after the other."""
        return "".join(self.inline(i) for i in inlines)

    def inline(self, inline: prose.Inline) -> str:
        """One inline as HTML, its words escaped; what it holds is rendered too."""
        match inline:
            case prose.Text(text):
                return self.text(text)
            case prose.Emphasis(children):
                return f"<em>{self.inlines(children)}</em>"
            case prose.Strong(children):
                return f"<strong>{self.inlines(children)}</strong>"
            case prose.Code(text):
                return f"<code>{escape(text)}</code>"
            case prose.Link(href, children, title):
                said = f' title="{escape(title)}"' if title else ""
                return f'<a href="{escape(page_href(href))}"{said}>{self.inlines(children)}</a>'
            case prose.Image(src, alt):
                return self.picture(src, alt)
            case prose.LineBreak():
                return "<br>"
            case prose.Span(children, lang):
                return f"<span{_lang(lang)}>{self.inlines(children)}</span>"
            case prose.FootnoteRef(number):
                return self.footnote_ref(number)

    def picture(self, src: str, alt: str) -> str:
        """A picture with its size in pixels; without a known size only its words."""
        if src not in self.sizes:
            return escape(alt)
        width, height = self.sizes[src]
        return f'<img src="{escape(src)}" alt="{escape(alt)}" width="{width}" height="{height}" loading="lazy">'

    def text(self, text: str) -> str:
        """Text with the first use of each term of the glossary explained."""
        return "".join(
            f'<abbr title="{escape(term.meaning)}">{escape(words)}</abbr>'
            if term
            else escape(unbroken(words, self.briefing.alias))
            for words, term in self.glossary.pieces(text)
        )


def _title_and_rest(point: prose.Point) -> tuple[tuple[prose.Inline, ...], tuple[prose.Block, ...]]:
    """A point's bold opening as its heading, where it is one (it ends in a stop or a colon, or stands alone)."""
    first = point.blocks[0] if point.blocks else None
    if not isinstance(first, prose.Paragraph) or not first.inlines or not isinstance(first.inlines[0], prose.Strong):
        return (), point.blocks
    strong, rest = first.inlines[0], first.inlines[1:]
    ends = prose.plain_inlines(strong.children).rstrip().endswith((".", ":"))
    after = rest[0].text if rest and isinstance(rest[0], prose.Text) else ""
    if rest and not ends and not after.lstrip().startswith((".", ":", "–", "—")):
        return (), point.blocks
    if after and not ends:
        rest = (prose.Text(after.lstrip().lstrip(".:–— ")), *rest[1:])
    elif after:
        rest = (prose.Text(after.lstrip()), *rest[1:])
    title = _without_stop(strong.children)
    kept = (prose.Paragraph(rest, first.line, first.lang), *point.blocks[1:]) if rest else point.blocks[1:]
    return title, kept


def _without_stop(inlines: tuple[prose.Inline, ...]) -> tuple[prose.Inline, ...]:
    last = inlines[-1] if inlines else None
    return (*inlines[:-1], prose.Text(last.text.rstrip().rstrip(".:"))) if isinstance(last, prose.Text) else inlines


def _point_hrefs(briefing: Briefing) -> Iterable[tuple[prose.Point, str]]:
    for section in briefing.sections:
        for point in section.points:
            yield point, f"{section.stem}.html#{point.code.lower()}"


def page_href(href: str) -> str:
    """A link between files (`05-the-findings.md#f1`) as a link between pages; others stay."""
    return re.sub(r"^(?![a-zA-Z][a-zA-Z0-9+.-]*:|//)([^?#]*)\.md(?=$|[?#])", r"\1.html", href)


def _lang(lang: str) -> str:
    return f' lang="{escape(lang)}" dir="{direction(lang)}"' if lang else ""


def _literal(text: str) -> str:
    """Text whose spaces and line ends count, still on one line."""
    return _escape(text, quote=True).replace("\n", "&#10;").replace("\t", "&#9;")
