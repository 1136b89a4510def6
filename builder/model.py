"""The model: everything a partnership wrote, as frozen data. No input, no output, no dependency.

`builder.read` makes it, `builder.check` judges it, `builder.make` and `builder.collect` look at it.
Its text is the small tree of `builder.text`, whose names stand here as well: everybody imports the model alone.
Line numbers count from 1, in the file the text came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .text import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Emphasis,
    FootnoteRef,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Point,
    PointList,
    Quote,
    Rule,
    Span,
    Strong,
    Table,
    Text,
    passages,
    plain,
    plain_inlines,
)

__all__ = [
    "Accessibility", "Audience", "Block", "Briefing", "Cell", "Code", "CodeBlock", "Decision", "Emphasis",
    "FootnoteRef", "Heading", "Image", "Inline", "Library", "LineBreak", "Link", "ListBlock", "ListItem", "Paragraph",
    "Partnership", "Picture", "Place", "Point", "PointList", "Prompt", "Quote", "Returns", "Role", "Rule", "Section",
    "Span", "Strong", "Support", "Table", "Team", "Term", "Text", "Worried", "passages", "plain", "plain_inlines",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a path relative to the project, with forward slashes, and a line (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


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

    def withdrawn(self, day: date) -> bool:
        """Whether its day of withdrawal has come: then its address says so, and shows none of its text."""
        return self.withdraw_on is not None and self.withdraw_on <= day

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

    def shared_out(self) -> tuple[tuple[Briefing, tuple[Team, ...]], ...]:
        """Each briefing with its teams, as `teams_of` says; for many briefings without a search in each."""
        places = {team.id: number for number, team in enumerate(self.teams)}

        def chosen(names: tuple[str, ...]) -> tuple[Team, ...]:
            return tuple(self.teams[n] for n in sorted({places[name] for name in names if name in places}))

        return tuple((b, self.teams if b.teams is None else chosen(b.teams)) for b in self.briefings)
