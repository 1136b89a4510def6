"""The model: everything a partnership wrote, as frozen data. No input, no output, no dependency.

`builder.read` makes it, `builder.check` judges it, `builder.make` and `builder.collect` look at it.
Text is kept as a small tree of blocks and inlines, so that the page, the PDF, Word and the slides are
each one short walk over the same tree. Line numbers count from 1, in the file the text came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a path relative to the project, with forward slashes, and a line (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


# Inlines -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

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
    """A link; `href` is http(s), mailto, tel or relative, never a script."""

    href: str
    children: tuple[Inline, ...]


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
    """A paragraph."""

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


# A briefing --------------------------------------------------------------------------------------


class Role(StrEnum):
    """What a section is for. Case briefings use the first eight, topic briefings the last three as well."""

    BACKGROUND = "background"
    CONCERNS = "concerns"
    INCIDENT = "incident"
    SCOPE = "scope"
    GOOD_PRACTICE = "good-practice"
    FINDINGS = "findings"
    RECOMMENDATIONS = "recommendations"
    CHANGE = "change"
    WHAT = "what"
    WHY = "why"
    WHAT_TO_DO = "what-to-do"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to reflect on. `id` is stable: explicit (`{#id}`) or made from the words."""

    id: str
    text: str
    line: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a briefing: a Markdown file.

    `number` is the file's number and order; `position` counts from 1 without gaps. `title` is "" where the file has
    no heading: views then say "Part 3". `notice` says what the part describes ("injuries"), or is "".
    """

    number: int
    position: int
    stem: str
    title: str
    place: Place
    blocks: tuple[Block, ...]
    prompts: tuple[Prompt, ...] = ()
    trainer_notes: tuple[Block, ...] = ()
    footnotes: tuple[tuple[Block, ...], ...] = ()
    role: Role | None = None
    notice: str = ""
    lang: str = ""
    title_line: int = 0
    reflect_line: int = 0

    @property
    def points(self) -> tuple[Point, ...]:
        """The findings or recommendations in this part."""
        return tuple(p for b in self.blocks if isinstance(b, PointList) for p in b.points)

    @property
    def words(self) -> int:
        """How many words a reader reads here, prompts aside."""
        return len(plain(self.blocks).split()) + sum(len(plain(f).split()) for f in self.footnotes)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or abbreviation and what it means."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody to talk to: a name, what they offer or when, and a telephone number or address."""

    name: str
    detail: str = ""
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file in a briefing's folder; `name` is what `Image.src` says."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's recorded decision about a rule: why it may stand, who decided and when."""

    rule: str
    reason: str
    who: str
    when: date
    line: int = 0


@dataclass(frozen=True, slots=True)
class Briefing:
    """A seven-minute briefing: any number of sections, usually seven. `slug` is its folder and its id."""

    slug: str
    title: str
    place: Place
    sections: tuple[Section, ...]
    summary: str = ""
    alias: str = ""
    source_review: str = ""
    period_described: str = ""
    published: date | None = None
    review_by: date | None = None
    withdraw_on: date | None = None
    version: str = "1"
    lang: str = "en"
    content_notice: str = ""
    support: tuple[Support, ...] = ()
    glossary: tuple[Term, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sheet: tuple[Block, ...] = ()
    teams: tuple[str, ...] | None = None
    pictures: tuple[Picture, ...] = ()
    lines: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    """Line of each key of briefing.yml."""

    @property
    def findings(self) -> tuple[Point, ...]:
        """F1…Fn, in order."""
        return tuple(p for s in self.sections if s.role is Role.FINDINGS for p in s.points)

    @property
    def recommendations(self) -> tuple[Point, ...]:
        """R1…Rn, in order."""
        return tuple(p for s in self.sections if s.role is Role.RECOMMENDATIONS for p in s.points)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Every prompt, in order."""
        return tuple(p for s in self.sections for p in s.prompts)

    @property
    def words(self) -> int:
        """Words in all sections, prompts aside."""
        return sum(s.words for s in self.sections)

    @property
    def reading_minutes(self) -> int:
        """Minutes to read, at 200 words a minute (Brysbaert 2019: 175 to 300 for most adults), at least one."""
        return max(1, round(self.words / 200))

    @property
    def whole_minutes(self) -> int:
        """Minutes with reflection: a minute a prompt on top of reading."""
        return self.reading_minutes + len(self.prompts)

    def linked(self, code: str) -> tuple[str, ...]:
        """Codes on the other side that an author's link joins to this one, in order."""
        points = self.findings + self.recommendations
        own = {link for p in points if p.code == code for link in p.links}
        back = {p.code for p in points if code in p.links}
        return tuple(p.code for p in points if p.code in own | back)

    def line_of(self, key: str) -> Place:
        """The place of a key in briefing.yml, or the file where it is absent."""
        return Place(self.place.path, dict(self.lines).get(key, 0))


# A partnership -----------------------------------------------------------------------------------


class Audience(StrEnum):
    """Whom the readers work with: it decides the words "child" and "adult"."""

    CHILDREN = "children"
    ADULTS = "adults"


@dataclass(frozen=True, slots=True)
class Worried:
    """The line on every briefing before anything distressing, and the local number."""

    line: str
    number: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What a person found: it is printed, never claimed by the software. `tested_on` None: not tested."""

    status: str = ""
    tested_on: date | None = None
    tested_by: str = ""
    known_issues: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Returns:
    """Where worksheets go back to, by when, and how many months they are kept."""

    to: str = ""
    by: date | None = None
    keep_months: int = 24


@dataclass(frozen=True, slots=True)
class Partnership:
    """Who publishes. `address` is where the site will stand, "" if not decided."""

    id: str
    name: str
    place: Place
    address: str = ""
    contact: str = ""
    audience: Audience = Audience.CHILDREN
    lang: str = "en"
    worried: Worried | None = None
    accessibility: Accessibility = Accessibility()
    returns: Returns = Returns()
    lines: tuple[tuple[str, int], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Team:
    """One row of teams.csv. Manager and contact are personal data: never on the public site."""

    id: str
    organisation: str
    section_team: str
    team_manager: str = ""
    contact: str = ""
    agency: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read."""

    partnership: Partnership
    briefings: tuple[Briefing, ...]
    teams: tuple[Team, ...]

    def teams_of(self, briefing: Briefing) -> tuple[Team, ...]:
        """The teams a briefing is sent to: those it names, or all."""
        if briefing.teams is None:
            return self.teams
        chosen = set(briefing.teams)
        return tuple(t for t in self.teams if t.id in chosen)


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
    for block in blocks:
        match block:
            case Paragraph(inlines, line) | Heading(_, inlines, line):
                yield line, plain_inlines(inlines)
            case ListBlock(_, items):
                for item in items:
                    yield from passages(item.blocks)
            case PointList(points):
                for point in points:
                    yield from passages(point.blocks)
            case Quote(inner):
                yield from passages(inner)
            case Table(header, rows, line):
                for row in (header, *rows):
                    for cell in row:
                        yield line, plain_inlines(cell.inlines)
            case CodeBlock(text, line):
                yield line, text
            case Rule():
                continue
