"""The facilitator guide as one HTML page, made to be printed: the same blocks as the Word file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..model import text as prose
from ..model.theme import Theme
from ..render.compiled import Compiled
from ..render.fallback import page_in_tongues
from ..render.html import direction
from ..render.job import Job
from ..render.reach import near_data
from .guide import Chapter, Guide


def write_guide_html(job: Job, guide: Guide, path: Path) -> None:
    """Writes the guide as a page; its style stands in assets/guide.css beside it."""
    chapters = [
        {"title": c.title, "on_paper": _on_paper(c), "html": blocks_html(c.blocks, caption=c.title)}
        for c in guide.chapters
    ]
    text = (
        environment(job.theme)
        .get_template("trainers/guide.html")
        .render(
            guide=guide,
            dir=direction(guide.lang),
            words=job.words,
            chapters=chapters,
            partnership=job.library.partnership.name,
            logo=job.library.partnership.appearance.logo,
            near=near_data(job.library.partnership, job.briefing.support, job.words),
        )
    )
    path.write_text(page_in_tongues(text, job.briefing.lang), encoding="utf-8", newline="\n")


def _on_paper(chapter: Chapter) -> str:
    """The class that says how a chapter stands on paper."""
    return "page" if chapter.own_page else "together" if chapter.together else ""


@cache
def environment(theme: Theme) -> Environment:
    """Templates of the theme, read once: everything is escaped, a name nobody gave is an error."""
    return Environment(
        loader=FileSystemLoader(theme.folders),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=Compiled("trainers"),
    )


def blocks_html(blocks: Iterable[prose.Block], *, caption: str = "", tight: bool = False) -> Markup:
    """Blocks as HTML. `caption` names a table; a heading on the way takes its place. `tight`: items without `<p>`."""
    out: list[Markup] = []
    for block in blocks:
        if isinstance(block, prose.Heading):
            caption = prose.plain_inlines(block.inlines)
        out.append(_block(block, caption, tight))
    return Markup("\n").join(out)


def _block(block: prose.Block, caption: str, tight: bool) -> Markup:
    lang = _lang(getattr(block, "lang", ""))
    match block:
        case prose.Paragraph(inlines):
            inner = inlines_html(inlines)
            return inner if tight and not lang else Markup("<p{}>{}</p>").format(lang, inner)
        case prose.Heading(level, inlines):
            return Markup("<h{0}{1}>{2}</h{0}>").format(min(level, 6), lang, inlines_html(inlines))
        case prose.ListBlock(ordered, items, start, tight_list):
            tag = "ol" if ordered else "ul"
            first = Markup(' start="{}"').format(start) if ordered and start != 1 else Markup()
            rows = Markup().join(
                Markup("<li>{}</li>").format(blocks_html(i.blocks, caption=caption, tight=tight_list)) for i in items
            )
            return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, first, lang, rows)
        case prose.PointList(points):
            rows = Markup().join(
                Markup('<li><span class="code">{}</span><div>{}</div></li>').format(p.code, blocks_html(p.blocks))
                for p in points
            )
            return Markup('<ol class="finds" role="list"{}>{}</ol>').format(lang, rows)
        case prose.Quote(inner_blocks):
            return Markup("<blockquote{}>{}</blockquote>").format(lang, blocks_html(inner_blocks, caption=caption))
        case prose.Table():
            return _table(block, caption, lang)
        case prose.CodeBlock(text):
            return Markup("<pre{}><code>{}</code></pre>").format(lang, text)
        case prose.Rule():
            return Markup("<hr>")


def _table(table: prose.Table, caption: str, lang: Markup) -> Markup:
    head = Markup().join(_cell(c, "th") for c in table.header)
    rows = Markup().join(Markup("<tr>{}</tr>").format(Markup().join(_cell(c, "td") for c in row)) for row in table.rows)
    return Markup("<table{}><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        lang, caption, head, rows
    )


def _cell(cell: prose.Cell, tag: str) -> Markup:
    scope = Markup(' scope="col"') if tag == "th" else Markup()
    side = Markup(' class="right"') if cell.align == "right" else Markup()
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, scope, side, inlines_html(cell.inlines))


def inlines_html(inlines: Iterable[prose.Inline]) -> Markup:
    """Inlines as HTML; a picture gives its alternative text, since the pack carries no pictures."""
    return Markup().join(_inline(i) for i in inlines)


def _inline(inline: prose.Inline) -> Markup:
    match inline:
        case prose.Text(text):
            return escape(text)
        case prose.Code(text):
            return Markup("<code>{}</code>").format(text)
        case prose.Emphasis(children):
            return Markup("<em>{}</em>").format(inlines_html(children))
        case prose.Strong(children):
            return Markup("<strong>{}</strong>").format(inlines_html(children))
        case prose.Span(children, lang):
            return Markup("<span{}>{}</span>").format(_lang(lang), inlines_html(children))
        case prose.Link(href, children, title):
            inner = inlines_html(children)
            outside = re.match(r"(?:https?://|mailto:|tel:)", href)
            more = Markup(' title="{}"').format(title) if title else ""
            return Markup('<a href="{}"{} rel="noreferrer">{}</a>').format(href, more, inner) if outside else inner
        case prose.Image(alt=alt):
            return escape(alt)
        case prose.LineBreak():
            return Markup("<br>")
        case prose.FootnoteRef(number):
            return Markup("<sup>{}</sup>").format(number)


def _lang(lang: str) -> Markup:
    if not lang:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(lang, direction(lang))
