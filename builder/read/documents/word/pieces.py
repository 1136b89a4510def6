"""A briefing's files as the pieces of our Word form; what Word has no shape for stands there as Markdown.

Each piece is tried: written back and read, it must give the same section. A block that does not goes in as its lines of
Markdown; a section that still does not goes in whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ....adapters.documents.content import Piece, Run, Shape
from ....model.briefing import Section
from ....model.text import (
    Block,
    Cell,
    Code,
    Emphasis,
    FootnoteRef,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Strong,
    Table,
    Text,
)
from ...section import read_section
from ...source import Source
from .exact import exact_part

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)


_BRACES = re.compile(r"\{[^{}]*\}\s*$")
"""What an author set for a prompt: an id, a language, a class."""
_CORE = re.compile(r"\((?:core|craidd)\)\s*$", re.I)
_COMMENT = re.compile(r"<!--.*?-->")


class _NoShapeError(Exception):
    """Pieces have no shape for it."""


def section_of(text: str) -> Section:
    """A part's file as the section it gives, findings not yet coded."""
    return read_section(Source("part.md", text), 1, 1, "part", [])


def part_pieces(text: str, name: str, number: int) -> tuple[list[Piece], bool]:
    """The pieces of a part's file, and whether all of it has a shape in Word."""
    section = section_of(text)
    for whole in (False, True):
        pieces = _pieces(section, text, name, number, whole=whole)
        made = exact_part(pieces, number)
        if made is not None and same(section_of(made[1]), section) and made[0] == name:
            return pieces, not any(p.shape is Shape.SOURCE for p in pieces)
    return pieces, False


def _pieces(section: Section, text: str, name: str, number: int, *, whole: bool) -> list[Piece]:
    front = _FRONT.match(text)
    rest = text[front.end() :] if front else text
    head = Piece(Shape.HEADING, (Run(section.title or f"Part {number}"),), 1)
    settings = [Piece(Shape.SETTING, (Run(line),)) for line in (front[1].split("\n") if front else [])]
    if not section.title:
        settings.append(Piece(Shape.SETTING, (Run("This part has no heading."),)))
    named = [Piece(Shape.SETTING, (Run(f"File: {name}"),))]
    if whole:
        lines = rest.strip("\n").split("\n")
        if section.title and lines and lines[0].startswith("# "):
            lines = lines[1:]
        elif section.title:
            settings.append(Piece(Shape.SETTING, (Run("The heading stands in the text."),)))
        body = [_source(line) for line in lines]
    else:
        body = list(_body(section, text.split("\n"), name))
    pieces = [head, *settings, *body]
    made = exact_part(pieces, number)
    return pieces if made is not None and made[0] == name else [head, *settings, *named, *body]


def _source(line: str) -> Piece:
    return Piece(Shape.SOURCE, (Run(line, source=True),))


def _body(section: Section, lines: Sequence[str], name: str) -> Iterator[Piece]:
    walk = _Walk(section, name, lines)
    yield from walk.blocks(section.blocks)
    if section.prompts:
        yield Piece(Shape.HEADING, (Run("Reflect"),), 2)
        for prompt in section.prompts:
            line = lines[prompt.line - 1] if 0 < prompt.line <= len(lines) else ""
            bare = _COMMENT.sub("", line).rstrip()
            braces = _BRACES.search(bare)
            core = _CORE.search(bare[: braces.start()] if braces else bare)
            ending = (Run(f" {braces[0].strip()}", source=True),) if braces else ()
            words = Run(prompt.text + (f" {core[0].strip()}" if core else ""))
            yield Piece(Shape.ITEM, (words, *ending), of=f"reflect {name}")
    if section.trainer_notes:
        yield Piece(Shape.HEADING, (Run("For trainers"),), 2)
        yield from walk.blocks(section.trainer_notes)


class _Walk:
    """Blocks to pieces."""

    def __init__(self, section: Section, name: str, lines: Sequence[str]) -> None:
        self.source = lines
        self.footnotes = section.footnotes
        self.lists = 0
        self.key = name

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Piece]:
        """The pieces of blocks; one without a shape as its lines of Markdown."""
        for n, block in enumerate(blocks):
            try:
                yield from list(self.block(block))
            except _NoShapeError:
                after = blocks[n + 1] if n + 1 < len(blocks) else None
                yield from (_source(line) for line in self.lines_of(block, after))

    def lines_of(self, block: Block, after: Block | None) -> list[str]:
        """The lines of a block in its file, up to the next block, heading or note."""
        start = block.line - 1
        end = after.line - 1 if after is not None and after.line else len(self.source)
        lines: list[str] = []
        for n, line in enumerate(self.source[start:end]):
            if n and after is None and re.match(r"#{1,2} |\[\^", line):
                break
            lines.append(line)
        while lines and not lines[-1].strip():
            lines.pop()
        return lines

    def block(self, block: Block) -> Iterator[Piece]:
        """The pieces of one block."""
        match block:
            case Paragraph(inlines, _, lang):
                yield Piece(Shape.TEXT, (*self.inlines(inlines), *_lang(lang)))
            case Heading(level, inlines, _, lang) if level >= 2:
                runs = self.inlines(inlines)
                if any(r.bold for r in runs):
                    raise _NoShapeError
                yield Piece(Shape.HEADING, (*runs, *_lang(lang)), level)
            case ListBlock(lang=""):
                self.lists += 1
                yield from self.items(block, 0, f"list {self.key} {self.lists}")
            case Table(header, rows, lang=""):
                cells = tuple(tuple(self.cell(c) for c in row) for row in (header, *rows))
                yield Piece(Shape.TABLE, rows=cells, aligned=tuple(c.align for c in header))
            case Quote((Paragraph(inlines, _, lang),)):
                yield Piece(Shape.QUOTE, (*self.inlines(inlines), *_lang(lang)))
            case Rule():
                yield Piece(Shape.RULE)
            case _:
                raise _NoShapeError

    def items(self, block: ListBlock, depth: int, of: str) -> Iterator[Piece]:
        """The items of a list, deeper ones and further paragraphs after their item."""
        if depth > 7:
            raise _NoShapeError
        for n, item in enumerate(block.items):
            if not item.blocks or not isinstance(first := item.blocks[0], Paragraph):
                raise _NoShapeError
            label = str(block.start + n) if block.ordered else ""
            runs = (*self.inlines(first.inlines), *_lang(first.lang))
            yield Piece(
                Shape.ITEM,
                runs,
                depth,
                block.ordered,
                label=label,
                of=of,
                loose=not block.tight and len(block.items) > 1,
            )
            for inner in item.blocks[1:]:
                if isinstance(inner, ListBlock):
                    yield from self.items(inner, depth + 1, of)
                elif isinstance(inner, Paragraph) and depth == 0:
                    yield Piece(Shape.TEXT, (*self.inlines(inner.inlines), *_lang(inner.lang)), depth + 1)
                else:
                    raise _NoShapeError

    def cell(self, cell: Cell) -> tuple[Piece, ...]:
        """A cell's one paragraph."""
        runs = self.inlines(cell.inlines)
        return (Piece(Shape.TEXT, runs),) if runs else ()

    def inlines(self, inlines: Sequence[Inline], base: Run | None = None) -> tuple[Run, ...]:
        """Inlines as runs, their marks laid over each other."""
        look = base or Run("")
        out: list[Run] = []
        for inline in inlines:
            match inline:
                case Text(text):
                    out.append(replace(look, text=text))
                case Strong(children):
                    out += self.inlines(children, replace(look, bold=True))
                case Emphasis(children):
                    out += self.inlines(children, replace(look, italic=True))
                case Link(href, children):
                    out += self.inlines(children, replace(look, href=href))
                case Span(children, lang):
                    out += self.inlines(children, replace(look, lang=lang))
                case Code(text):
                    out.append(replace(look, text=text, code=True))
                case LineBreak():
                    out.append(replace(look, text="\n"))
                case Image(src, alt):
                    out.append(replace(look, text=alt, picture=src))
                case FootnoteRef(number):
                    self.note(number, out)
        return tuple(out)

    def note(self, number: int, out: list[Run]) -> None:
        """A footnote's runs, at the run before its mark."""
        if not 0 < number <= len(self.footnotes) or not out:
            raise _NoShapeError
        runs: list[Run] = []
        for block in self.footnotes[number - 1]:
            if not isinstance(block, Paragraph):
                raise _NoShapeError
            runs += [*([Run("\n\n")] if runs else []), *self.inlines(block.inlines)]
        if not runs or out[-1].footnote or any(r.footnote or r.picture or r.href for r in runs):
            raise _NoShapeError
        out[-1] = replace(out[-1], footnote=tuple(runs))


def _lang(lang: str) -> tuple[Run, ...]:
    return (Run(f" {{lang={lang}}}", source=True),) if lang else ()


_PLACED = frozenset(("line", "place", "title_line", "reflect_line", "lines", "position", "number", "stem"))


def same(one: Any, other: Any) -> bool:
    """Whether two parts of the model are the same but for where they stand."""
    if is_dataclass(one) and not isinstance(one, type):
        return type(one) is type(other) and all(
            f.name in _PLACED or same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one)
        )
    if isinstance(one, tuple | list):
        return isinstance(other, tuple | list) and len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
