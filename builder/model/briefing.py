"""A briefing as frozen data: sections, prompts, findings, recommendations. No input, no output.

`builder.read` makes it, `builder.check` judges it, the products look at it. Its text is the small tree of
`builder.model.text`. Line numbers count from 1, in the file the text came from.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .place import Place
from .reach import Support, Worried
from .text import Block, Point, PointList, plain


class Role(StrEnum):
    """What a section is for. Case briefings use the first eight, topic briefings the others as well."""

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
    WHAT_TO_SAY = "what-to-say"
    LINKS = "links"


class Audience(StrEnum):
    """Whom the readers work with: it decides the words "child" and "adult"."""

    CHILDREN = "children"
    ADULTS = "adults"
    BOTH = "both"


class Nation(StrEnum):
    """Where the partnership is: law and terms differ."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to reflect on. `id` is stable: explicit (`{#id}`) or made from the words.

    `lang` is "" where it is the briefing's. `core`: one of those
    that fit into the seven minutes; the others are for readers who have longer. `kept_as` are the words under which an
    answer is kept: the original's in a translation, "" for its own.
    """

    id: str
    text: str
    line: int = 0
    lang: str = ""
    core: bool = False
    kept_as: str = ""


class Links(StrEnum):
    """Whose links between findings and recommendations are: the publisher's own, or the review's."""

    UNSAID = ""
    OURS = "ours"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or abbreviation and what it means."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline: when, in the author's words, and what happened; `line` is that of its entry."""

    when: str
    what: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a briefing: a Markdown file.

    `number` is the file's number and order; `position` counts from 1 without gaps. `title` is "" where the file has
    no heading: views then say "Part 3". `notice` says what the part describes ("injuries"), or is "". `words` is how
    many words a reader reads here, prompts aside.
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
    terms: tuple[Term, ...] = ()
    words: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        """Its words are counted once: every page of the briefing says how long the rest takes."""
        counted = len(plain(self.blocks).split()) + sum(len(plain(f).split()) for f in self.footnotes)
        object.__setattr__(self, "words", counted)

    @property
    def points(self) -> tuple[Point, ...]:
        """The findings or recommendations in this part."""
        return tuple(p for b in self.blocks if isinstance(b, PointList) for p in b.points)

    @property
    def title_lang(self) -> str:
        """The language of its title, "" where it is the briefing's: words of ours ("Part 3") are in that."""
        return self.lang if self.title else ""

    @property
    def shown(self) -> tuple[Block, ...]:
        """Everything that a reader sees here but the prompts: the text, then its footnotes."""
        return (*self.blocks, *(block for footnote in self.footnotes for block in footnote))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file in a briefing's folder; `name` is what `Image.src` says, `digest` its SHA-256."""

    name: str
    data: bytes = field(repr=False)
    digest: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """The digest is worked out once, when the picture is read."""
        object.__setattr__(self, "digest", hashlib.sha256(self.data).hexdigest())


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's recorded decision about `words` that a rule found: why they may stand, who decided and when.

    Without words it is an old decision about a rule; it covers what the rule found when it was first read.
    """

    rule: str
    reason: str
    who: str
    when: date
    line: int = 0
    words: tuple[str, ...] = ()


def minutes_to_read(words: int) -> int:
    """Minutes at 200 words a minute, at least one."""
    return max(1, round(words / 200))


@dataclass(frozen=True, slots=True)
class Briefing:
    """A seven-minute briefing: any number of sections, usually seven. `slug` is its folder and its id.

    `audience`, `nation`, `publisher`, `worried` and `allegations` are its own where they differ from the partnership's;
    `formerly` are earlier slugs, for matching what comes back. A `draft` is previewed and never built.
    `translation_of` is the slug of the briefing that it says in another language, "" where it is none; `kept_under` the
    slug under which its readers' words are kept: the original's, so that a change of language loses none of them.
    """

    slug: str
    title: str
    place: Place
    sections: tuple[Section, ...]
    summary: str = ""
    alias: str = ""
    alias_chosen_by: str = ""
    source_review: str = ""
    period_described: str = ""
    published: date | None = None
    review_by: date | None = None
    withdraw_on: date | None = None
    version: str = "1"
    lang: str = "en"
    content_notice: str = ""
    since: str = ""
    links: Links = Links.UNSAID
    topics: tuple[str, ...] = ()
    timeline: tuple[Moment, ...] = ()
    support: tuple[Support, ...] = ()
    glossary: tuple[Term, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sheet: tuple[Block, ...] = ()
    teams: tuple[str, ...] | None = None
    audience: Audience | None = None
    nation: Nation | None = None
    publisher: str = ""
    worried: Worried | None = None
    allegations: Worried | None = None
    formerly: tuple[str, ...] = ()
    draft: bool = False
    translation_of: str = ""
    kept_under: str = ""
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
    def core_prompts(self) -> tuple[Prompt, ...]:
        """The prompts that fit into the briefing's minutes: those marked as core, or all where none is."""
        return tuple(p for p in self.prompts if p.core) or self.prompts

    @property
    def words(self) -> int:
        """Words in all sections, prompts aside."""
        return sum(s.words for s in self.sections)

    @property
    def reading_minutes(self) -> int:
        """Minutes to read, at 200 words a minute (Brysbaert 2019: 175 to 300 for most adults), at least one."""
        return minutes_to_read(self.words)

    @property
    def whole_minutes(self) -> int:
        """Minutes with reflection: a minute a core prompt on top of reading."""
        return self.reading_minutes + len(self.core_prompts)

    @property
    def longer_minutes(self) -> int:
        """Minutes with every prompt, for those who have longer."""
        return self.reading_minutes + len(self.prompts)

    @property
    def timeline_part(self) -> int:
        """The position of the part that its timeline belongs to: of what happened, as far as there is such a part."""
        for role in (Role.INCIDENT, Role.CONCERNS, Role.BACKGROUND):
            if at := [s.position for s in self.sections if s.role is role]:
                return at[-1]
        return 1

    @property
    def is_linked(self) -> bool:
        """Whether any finding is linked to any recommendation."""
        return any(self.linked(f.code) for f in self.findings)

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
