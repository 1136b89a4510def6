"""Markdown to the model's blocks. The one parser: markdown-it-py (CommonMark, tables, footnotes; raw HTML off)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from ..model import text as prose
from .plain_lines import Items, Run, plain_lines
from .word_habits import as_meant, without_comments

MAX_NESTING = 40
"""Deeper nesting is cut by the parser: nobody writes it, and it would cost time without bound."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Blocks, footnotes in order of their numbers, and what an author set in braces: line to `{#id}`."""

    blocks: tuple[prose.Block, ...]
    footnotes: tuple[tuple[prose.Block, ...], ...]
    ids: tuple[tuple[int, str], ...]


@lru_cache(maxsize=256)
def parse(text: str, first_line: int = 1) -> Parsed:
    """The blocks of a Markdown text whose first line is line `first_line` of its file.

    The last few are remembered: of a briefing that is being written, one part changes at a time.
    """
    parts = plain_lines(text)
    if parts is None:
        return parse_any(text, first_line)
    walk = _Walk(first_line)
    return Parsed(tuple(walk.plain(part) for part in parts), (), tuple(walk.ids))


def parse_any(text: str, first_line: int = 1) -> Parsed:
    """The same of any text, by the whole parser."""
    walk = _Walk(first_line)
    tree = SyntaxTreeNode(_parser().parse(as_meant(without_comments(text))))
    blocks = walk.blocks(tree.children)
    notes = [n for child in tree.children if child.type == "footnote_block" for n in child.children]
    footnotes = tuple(walk.blocks(n.children) for n in sorted(notes, key=lambda n: n.meta["id"]))
    return Parsed(blocks, footnotes, tuple(walk.ids))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    parser.enable("table").disable("html_block").disable("html_inline")
    parser.use(footnote_plugin, inline=False)
    parser.use(attrs_plugin, spans=True, allowed=["lang"])
    return parser.use(attrs_block_plugin, allowed=["lang"])


class _Walk:
    """One walk over a syntax tree, remembering the ids met on the way."""

    def __init__(self, first_line: int) -> None:
        self.offset = first_line
        self.ids: list[tuple[int, str]] = []
        self.line = first_line

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[prose.Block, ...]:
        """The blocks among `nodes`; footnotes are taken elsewhere."""
        return tuple(b for n in nodes if n.type != "footnote_block" and (b := self.block(n)) is not None)

    def block(self, node: SyntaxTreeNode) -> prose.Block | None:
        """One block, or None for what the model has no place for."""
        line = self.line = node.map[0] + self.offset if node.map else self.line
        lang = str(node.attrs.get("lang", ""))
        match node.type:
            case "paragraph":
                return self.paragraph(node, line, lang)
            case "heading":
                return prose.Heading(int(node.tag[1]), self.inlines(node), line, lang)
            case "bullet_list" | "ordered_list":
                return self.list(node, line, lang)
            case "table":
                return self.table(node, line, lang)
            case "blockquote":
                return prose.Quote(self.blocks(node.children), line, lang)
            case "code_block" | "fence":
                return prose.CodeBlock(node.content.rstrip("\n"), line, lang)
            case "hr":
                return prose.Rule(line, lang)
        return None

    def plain(self, part: Run | Items) -> prose.Block:
        """A part that is taken apart already."""
        if isinstance(part, Run):
            line = part.line + self.offset
            inlines = self.words(part.words)
            return prose.Heading(part.level, inlines, line) if part.level else self.with_braces(inlines, line, "")
        runs = ((run, run.line + self.offset) for run in part.runs)
        bare = (prose.ListItem((self.with_braces(self.words(run.words), n, ""),), n) for run, n in runs)
        items = tuple(_with_box(item) for item in bare)
        start = 1 if part.start is None else part.start
        return prose.ListBlock(part.start is not None, items, start, part.tight, items[0].line)

    def words(self, written: str) -> tuple[prose.Inline, ...]:
        """The inlines of a run of words; only where a sign in it may mean something is the parser asked."""
        if _MARKED.search(written):
            return self.inlines(SyntaxTreeNode(_parser().parseInline(written)).children[0])
        return _linked(written.replace("\n", " "))

    def paragraph(self, node: SyntaxTreeNode, line: int, lang: str) -> prose.Paragraph:
        """A paragraph; braces at its end set its id and language: `… {#id}`, `… {lang=cy}`."""
        return self.with_braces(self.inlines(node), line, lang)

    def with_braces(self, inlines: tuple[prose.Inline, ...], line: int, lang: str) -> prose.Paragraph:
        """A paragraph of these words, and what the braces at their end say."""
        if inlines and isinstance(last := inlines[-1], prose.Text) and (found := _BRACES.search(last.text)):
            inlines = (*inlines[:-1], prose.Text(last.text[: found.start()]))
            for name, value in _SETTING.findall(found[1]):
                if name == "#":
                    self.ids.append((line, value))
                else:
                    lang = value
        return prose.Paragraph(inlines, line, lang)

    def list(self, node: SyntaxTreeNode, line: int, lang: str) -> prose.ListBlock:
        """A list; it is tight where no blank line parts its items."""
        items = tuple(
            prose.ListItem(self.blocks(item.children), item.map[0] + self.offset if item.map else line)
            for item in node.children
        )
        items = tuple(_with_box(item) for item in items)
        tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
        return prose.ListBlock(node.type == "ordered_list", items, int(node.attrs.get("start", 1)), tight, line, lang)

    def table(self, node: SyntaxTreeNode, line: int, lang: str) -> prose.Table:
        """A table; its first row is the header."""
        rows = [
            tuple(prose.Cell(self.inlines(cell), _alignment(cell)) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return prose.Table(rows[0], tuple(rows[1:]), line, lang)

    def inlines(self, node: SyntaxTreeNode) -> tuple[prose.Inline, ...]:
        """The inlines of a block or of another inline, neighbouring words joined."""
        children = node.children[0].children if node.children and node.children[0].type == "inline" else node.children
        joined = _joined([i for child in children if (i := self.inline(child)) is not None])
        if node.type in ("link", "image"):
            return joined
        return tuple(part for i in joined for part in (_linked(i.text) if isinstance(i, prose.Text) else (i,)))

    def inline(self, node: SyntaxTreeNode) -> prose.Inline | None:
        """One inline, or None for what the model has no place for."""
        match node.type:
            case "text" | "text_special":
                return prose.Text(node.content)
            case "softbreak":
                return prose.Text(" ")
            case "hardbreak":
                return prose.LineBreak()
            case "em":
                return prose.Emphasis(self.inlines(node))
            case "strong":
                return prose.Strong(self.inlines(node))
            case "code_inline":
                return prose.Code(node.content)
            case "link":
                return prose.Link(str(node.attrs["href"]), self.inlines(node), str(node.attrs.get("title") or ""))
            case "image":
                return prose.Image(str(node.attrs["src"]), node.content)
            case "span":
                return prose.Span(self.inlines(node), str(node.attrs.get("lang", "")))
            case "footnote_ref":
                return prose.FootnoteRef(int(node.meta["id"]) + 1)
        return None


_MARKED = re.compile(r"[\\`*_\[\]<&{]| \n")
"""Signs that mean something in Markdown; two blanks before a line's end do too."""
_ADDRESS = re.compile(
    r"(?<![\w@/.-])(?:https?://[^\s<>\"“”]+|www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"“”]*)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
    re.I,
)


def _linked(text: str) -> tuple[prose.Inline, ...]:
    """Words with bare addresses as links; a full stop or bracket behind one stays text."""
    if "://" not in text and "@" not in text and "www." not in text.casefold():
        return (prose.Text(text),)
    out: list[prose.Inline] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        shown = match[0].rstrip(".,;:!?'’*_")
        while shown.endswith(")") and shown.count("(") < shown.count(")"):
            shown = shown[:-1].rstrip(".,;:!?")
        start = match.start()
        href = shown if "://" in shown else f"https://{shown}" if shown[:4].casefold() == "www." else f"mailto:{shown}"
        out += [*([prose.Text(text[end:start])] if start > end else []), prose.Link(href, (prose.Text(shown),))]
        end = start + len(shown)
    return (*out, *([prose.Text(text[end:])] if end < len(text) else []))


def _with_box(item: prose.ListItem) -> prose.ListItem:
    """A task's "[ ]" or "[x]" as a box."""
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, prose.Paragraph) and first.inlines and isinstance(words := first.inlines[0], prose.Text):
        found = re.match(r"\[([ xX]?)\] ", words.text)
        if found:
            box = "☑ " if found[1].strip() else "☐ "
            inlines = (prose.Text(box + words.text[found.end() :]), *first.inlines[1:])
            return replace(item, blocks=(replace(first, inlines=inlines), *item.blocks[1:]))
    return item


_BRACES = re.compile(r"\s*\{((?:\s*(?:#|lang=)[\w-]+)+)\s*\}\s*$")
_SETTING = re.compile(r"(#|lang=)([\w-]+)")


def _alignment(cell: SyntaxTreeNode) -> str:
    return str(cell.attrs.get("style", "")).removeprefix("text-align:")


def _joined(inlines: list[prose.Inline]) -> tuple[prose.Inline, ...]:
    """Neighbouring texts as one, so that views and rules see whole words."""
    out: list[prose.Inline] = []
    for inline in inlines:
        if isinstance(inline, prose.Text) and out and isinstance(out[-1], prose.Text):
            out[-1] = replace(out[-1], text=out[-1].text + inline.text)
        elif not (isinstance(inline, prose.Text) and not inline.text):
            out.append(inline)
    return tuple(out)
