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
    return Markup(_blocks(blocks, caption, tight=tight))


def inlines_html(inlines: Iterable[prose.Inline]) -> Markup:
    """Inlines as HTML; a picture gives its alternative text, since the pack carries no pictures."""
    return Markup(_inlines(inlines))


# As plain text, escaped where it is put in: half a guide's time went into Markup's own formatting.


def _blocks(blocks: Iterable[prose.Block], caption: str = "", *, tight: bool = False) -> str:
    out = []
    for block in blocks:
        if isinstance(block, prose.Heading):
            caption = prose.plain_inlines(block.inlines)
        out.append(_block(block, caption, tight))
    return "\n".join(out)


def _block(block: prose.Block, caption: str, tight: bool) -> str:
    lang = _lang(getattr(block, "lang", ""))
    match block:
        case prose.Paragraph(inlines):
            inner = _inlines(inlines)
            return inner if tight and not lang else f"<p{lang}>{inner}</p>"
        case prose.Heading(level, inlines):
            return f"<h{min(level, 6)}{lang}>{_inlines(inlines)}</h{min(level, 6)}>"
        case prose.ListBlock(ordered, items, start, tight_list):
            tag = "ol" if ordered else "ul"
            first = f' start="{start}"' if ordered and start != 1 else ""
            rows = (f"<li>{_blocks(i.blocks, caption, tight=tight_list)}</li>" for i in items)
            return f"<{tag}{first}{lang}>{''.join(rows)}</{tag}>"
        case prose.PointList(points):
            rows = (
                f'<li><span class="code">{_escaped(p.code)}</span><div>{_blocks(p.blocks)}</div></li>' for p in points
            )
            return f'<ol class="finds" role="list"{lang}>{"".join(rows)}</ol>'
        case prose.Quote(inner_blocks):
            return f"<blockquote{lang}>{_blocks(inner_blocks, caption)}</blockquote>"
        case prose.Table():
            return _table(block, caption, lang)
        case prose.CodeBlock(text):
            return f"<pre{lang}><code>{_escaped(text)}</code></pre>"
        case prose.Rule():
            return "<hr>"


def _table(table: prose.Table, caption: str, lang: str) -> str:
    head = "".join(_cell(c, "th") for c in table.header)
    rows = "".join(f"<tr>{''.join(_cell(c, 'td') for c in row)}</tr>" for row in table.rows)
    named = f"<caption>{_escaped(caption)}</caption>"
    return f"<table{lang}>{named}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(cell: prose.Cell, tag: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    side = ' class="right"' if cell.align == "right" else ""
    return f"<{tag}{scope}{side}>{_inlines(cell.inlines)}</{tag}>"


def _inlines(inlines: Iterable[prose.Inline]) -> str:
    return "".join(_inline(i) for i in inlines)


def _inline(inline: prose.Inline) -> str:
    match inline:
        case prose.Text(text):
            return _escaped(text)
        case prose.Code(text):
            return f"<code>{_escaped(text)}</code>"
        case prose.Emphasis(children):
            return f"<em>{_inlines(children)}</em>"
        case prose.Strong(children):
            return f"<strong>{_inlines(children)}</strong>"
        case prose.Span(children, lang):
            return f"<span{_lang(lang)}>{_inlines(children)}</span>"
        case prose.Link(href, children, title):
            inner = _inlines(children)
            outside = re.match(r"(?:https?://|mailto:|tel:)", href)
            more = f' title="{_escaped(title)}"' if title else ""
            return f'<a href="{_escaped(href)}"{more} rel="noreferrer">{inner}</a>' if outside else inner
        case prose.Image(alt=alt):
            return _escaped(alt)
        case prose.LineBreak():
            return "<br>"
        case prose.FootnoteRef(number):
            return f"<sup>{number}</sup>"


def _escaped(text: str) -> str:
    return str(escape(text))


def _lang(lang: str) -> str:
    return f' lang="{_escaped(lang)}" dir="{direction(lang)}"' if lang else ""
