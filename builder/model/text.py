"""Text as a small tree of blocks and inlines, and its words without markup.

The page, the PDF, Word and the slides are each one short walk over the same tree. Everybody takes these names from
`builder.model`. Line numbers count from 1, in the file the text came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# Inlines -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are read, without markup; hostile until escaped for where they go."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words the author stressed."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words the author marked as important."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Words to be taken literally."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is http(s), mailto, tel or relative, never a script; `title` says more, or is ""."""

    href: str
    children: tuple[Inline, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture beside the section's file; `alt` is empty only if the author left it so."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break the author asked for."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words in another language: `[geiriau]{lang=cy}`."""

    children: tuple[Inline, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class FootnoteRef:
    """The mark of footnote `number`; its text is in `Section.footnotes`."""

    number: int


Inline = Text | Emphasis | Strong | Code | Link | Image | LineBreak | Span | FootnoteRef


# Blocks ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words between blank lines. `line` is the first in its file, from 1; `lang` is "" for that of the part."""

    inlines: tuple[Inline, ...]
    line: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 2 to 6 (level 1 is the section's title)."""

    level: int
    inlines: tuple[Inline, ...]
    line: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: tuple[Block, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or a numbered list; `start` is the first number. `tight`: no blank lines between items."""

    ordered: bool
    items: tuple[ListItem, ...]
    start: int = 1
    tight: bool = True
    line: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One finding or recommendation.

    `code` is F1…Fn or R1…Rn. `links` are the codes that the author wrote at its end, as in "(F1, F4)", taken out
    of the text. `blocks` is the text.
    """

    code: str
    blocks: tuple[Block, ...]
    links: tuple[str, ...] = ()
    line: int = 0

    @property
    def text(self) -> str:
        """The words without markup, on one line."""
        return " ".join(plain(self.blocks).split())

    @property
    def title(self) -> str:
        """The bold words it opens with, or nothing."""
        first = self.blocks[0] if self.blocks else None
        if isinstance(first, Paragraph) and first.inlines and isinstance(first.inlines[0], Strong):
            return plain_inlines(first.inlines[0].children).strip().rstrip(".:").strip()
        return ""


@dataclass(frozen=True, slots=True)
class PointList:
    """A numbered list of the findings or recommendations section, each item with its code."""

    points: tuple[Point, ...]
    line: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `align` is "", "left", "center" or "right"."""

    inlines: tuple[Inline, ...]
    align: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    line: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words."""

    blocks: tuple[Block, ...]
    line: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines to be taken literally."""

    text: str
    line: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    line: int = 0
    lang: str = ""


Block = Paragraph | Heading | ListBlock | PointList | Table | Quote | CodeBlock | Rule


# Words without markup ----------------------------------------------------------------------------


def plain_inlines(inlines: tuple[Inline, ...]) -> str:
    """The words of a run of inlines; a picture gives its alternative text, a footnote mark nothing."""
    return "".join(_inline_words(i) for i in inlines)


def _inline_words(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case Image(alt=alt):
            return alt
        case LineBreak():
            return "\n"
        case FootnoteRef():
            return ""
        case _:
            return plain_inlines(inline.children)


def plain(blocks: tuple[Block, ...]) -> str:
    """The words of blocks, a line for each block."""
    return "\n".join(words for _, words in passages(blocks))


def passages(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """Each run of words in reading order with the line it starts on: paragraphs, headings, list items, cells."""
    for stretch in walk(blocks):
        yield stretch.line, plain_inlines(stretch.inlines)


def inlines_of(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Inline]]:
    """Every inline at any depth with the line of its block."""
    for stretch in walk(blocks):
        yield from ((stretch.line, inline) for inline in _deep(stretch.inlines))


def _deep(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        yield from _deep(getattr(inline, "children", ()))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of inlines somewhere in blocks: its block and line, its language ("": as around it), whether in a list."""

    block: Paragraph | Heading | Table | CodeBlock
    inlines: tuple[Inline, ...]
    line: int
    lang: str = ""
    in_item: bool = False


def walk(blocks: tuple[Block, ...], lang: str = "", *, in_item: bool = False) -> Iterator[Stretch]:
    """Every run of inlines in reading order, at any depth: the one walk that all who look at text take."""
    for block in blocks:
        own = block.lang or lang
        match block:
            case Paragraph(inlines, line) | Heading(_, inlines, line):
                yield Stretch(block, inlines, line, own, in_item)
            case ListBlock(_, items):
                for item in items:
                    yield from walk(item.blocks, own, in_item=True)
            case PointList(points):
                for point in points:
                    yield from walk(point.blocks, own, in_item=True)
            case Quote(inner):
                yield from walk(inner, own, in_item=in_item)
            case Table(header, rows, line):
                cells = (cell for row in (header, *rows) for cell in row)
                yield from (Stretch(block, cell.inlines, line, own, in_item) for cell in cells)
            case CodeBlock(text, line):
                yield Stretch(block, (Code(text),), line, own, in_item)
            case Rule():
                continue
