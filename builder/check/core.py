"""What a rule is, what it looks at, and how its findings become problems.

A rule reads a `Draft`: one briefing with every passage already laid out flat, so that all rules share one walk.
It yields `Found`s; name, severity and hint come from the table. A person's recorded decision is about words: it turns
the problems about these words into one note, those of the gate too, and silences nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from ..model.briefing import Briefing, Decision, Section
from ..model.partnership import Library
from ..model.place import Place
from ..model.problems import Problem, Severity
from ..model.text import Block, Heading, Stretch, Table, plain_inlines, walk
from .beside import beside


class Kind(StrEnum):
    """What sort of text a passage is."""

    FACT = "fact"
    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    CELL = "cell"
    PROMPT = "prompt"
    TRAINERS = "trainers"
    ASIDE = "aside"


PROSE = frozenset({Kind.TEXT, Kind.ITEM, Kind.CELL})
"""What a reader reads in the body of a part."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words with its place. `heading` is the one it stands under, as a person would look for it in Word."""

    text: str
    kind: Kind
    place: Place
    heading: str
    lang: str
    judged: str = ""
    """The text with the review's own words left blank, where a person decided that they stand; "": all of it."""

    @property
    def own(self) -> str:
        """What rules about wording read: the text without the review's own words, letter for letter in its place."""
        return self.judged or self.text

    @property
    def english(self) -> bool:
        """Whether rules about English words apply."""
        return self.lang.split("-")[0].lower() in ("", "en")


@dataclass(frozen=True, eq=False)
class Draft:
    """One briefing as the rules see it; `today` is the day of the check. Equal only to itself: a key."""

    library: Library
    briefing: Briefing
    today: date

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in reading order: facts, then part by part."""
        held = tuple(self.reviews_words.values())
        return tuple(_blanked(p, held) for p in _passages(self.briefing)) if held else tuple(_passages(self.briefing))

    @cached_property
    def reviews_words(self) -> Mapping[str, re.Pattern[str]]:
        """Words that a person decided are the review's own, and how each is found in a passage."""
        decided = (d for d in self.briefing.decisions if d.rule == REVIEW_WORDS and not is_example(d))
        return {words: _exactly(words) for d in decided for words in d.words if words.strip()}

    @cached_property
    def words_of(self) -> tuple[int, ...]:
        """How many words each part has, in order."""
        return tuple(section.words for section in self.briefing.sections)

    @cached_property
    def words(self) -> int:
        """How many words the briefing has, prompts aside."""
        return sum(self.words_of)

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """What readers read in the parts, in English."""
        return tuple(p for p in self.passages if p.kind in PROSE and p.english)

    @cached_property
    def asides(self) -> tuple[Passage, ...]:
        """What is published beside the text. Only the gate reads it."""
        return tuple(Passage(text, Kind.ASIDE, at, under, lang) for text, at, under, lang in beside(self.briefing))

    @cached_property
    def written(self) -> tuple[Passage, ...]:
        """All English words an author wrote, facts and trainers' notes too."""
        return tuple(p for p in self.passages if p.english)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found. `hint` replaces the rule's own where the case is special."""

    place: Place
    message: str
    passage: str = ""
    heading: str = ""
    hint: str = ""
    about: str = ""
    """The words that it is about, where they are fewer than the passage: a decision names them."""


Finder = Callable[[Draft], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is documented: why it exists, what to do, an example of wrong and right, its source."""

    name: str
    severity: Severity
    explanation: str
    hint: str
    bad: str
    good: str
    source: str
    decidable: bool = False
    """An error that a person's decision can meet: the gate's. A decision meets any warning and note."""

    def at(self, place: Place, message: str, *, hint: str = "", passage: str = "", about: str = "") -> Problem:
        """A problem of this rule; `hint` replaces the rule's own where it can say more."""
        return Problem(self.name, self.severity, place, message, hint or self.hint, passage, about, self.decidable)


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the table: the rule as it is documented, the group it stands in, and how its cases are found."""

    group: str
    rule: Rule
    find: Finder


Frozen = Mapping[str, Sequence[str]]
"""The words that an old decision about a whole rule covers, by `decision_key`."""


def judge(checks: Iterable[Check], draft: Draft, frozen: Frozen = MappingProxyType({})) -> Iterator[Problem]:
    """The problems of one briefing, decisions applied. `frozen`: the words that old decisions about a rule cover."""
    for check in checks:
        rule = check.rule
        problems = [_problem(rule, found) for found in check.find(draft)]
        meets = rule.severity is not Severity.ERROR or rule.decidable
        for decision in draft.briefing.decisions if problems and meets else ():
            if decision.rule == rule.name and not is_example(decision):
                covered = _norms(decision.words or frozen.get(decision_key(decision), ()))
                # Where nobody can be found by them, the whole passage may be named: older decisions do so.
                met = [p for p in problems if covered & _norms({p.about, "" if rule.decidable else p.passage})]
                problems = [p for p in problems if p not in met]
                if met:
                    yield _decided(rule, decision, draft.briefing, met)
        yield from problems


def is_example(decision: Decision) -> bool:
    """Whether a decision came with the example: it decides nothing."""
    return "example" in f"{decision.reason} {decision.who}".casefold()


def decision_key(decision: Decision) -> str:
    """What tells one decision from another: its rule, and who decided when."""
    return f"{decision.rule} | {decision.who} | {decision.when.isoformat()}"


def covered_now(checks: Iterable[Check], draft: Draft) -> dict[str, tuple[str, ...]]:
    """The words that each old decision about a whole rule covers today, by its key: they are written down once."""
    wide = [d for d in draft.briefing.decisions if not d.words and not is_example(d)]
    by_rule = {d.rule for d in wide}
    about = {
        check.rule.name: tuple(dict.fromkeys(_problem(check.rule, found).about for found in check.find(draft)))
        for check in checks
        if check.rule.name in by_rule and check.rule.severity is not Severity.ERROR
    }
    return {decision_key(d): about.get(d.rule, ()) for d in wide}


def norm(words: str) -> str:
    """Words as they are compared: neither case, spaces nor the kind of quotation mark make a difference."""
    return " ".join(words.casefold().replace("’", "'").replace("\u00a0", " ").split()).strip(' .,;:!?"“”')


def _norms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(norm, words)) - {""}


def _problem(rule: Rule, found: Found) -> Problem:
    message = f"“{found.heading}”: {found.message}" if found.heading else found.message
    about = found.about or found.passage or found.message
    return rule.at(found.place, message, hint=found.hint, passage=found.passage, about=about)


def _decided(rule: Rule, decision: Decision, briefing: Briefing, problems: list[Problem]) -> Problem:
    count = "1 place" if len(problems) == 1 else f"{len(problems)} places"
    who = f"{decision.who} on {decision.when.day} {decision.when:%B %Y}. It was: {problems[0].message}"
    return Problem(
        rule.name,
        Severity.NOTE,
        Place(briefing.place.path, decision.line),
        f"{count} may stand: decided by {who}",
        f"Reason given: {decision.reason}",
        problems[0].passage,
        problems[0].about,
    )


# The review's own words --------------------------------------------------------------------------

REVIEW_WORDS = "review-words"
"""The rule whose decisions say that a quotation stands as the review has it: rules about wording are silent in it."""


def _exactly(words: str) -> re.Pattern[str]:
    """The words as they stand, whichever blanks and quotation marks; one that changed is no longer found."""
    parts = (re.sub(r"[\"“”'‘’]", "[\"“”'‘’]", re.escape(part)) for part in words.strip(' "“”').split())
    return re.compile(r"\s+".join(parts), re.I)


def _blanked(passage: Passage, held: Iterable[re.Pattern[str]]) -> Passage:
    text = passage.text
    for words in held:
        text = words.sub(lambda found: " " * len(found[0]), text)
    return passage if text == passage.text else replace(passage, judged=text)


# One walk over a briefing ------------------------------------------------------------------------


def _passages(briefing: Briefing) -> Iterator[Passage]:
    lang = briefing.lang
    yield Passage(briefing.title, Kind.TITLE, briefing.line_of("title"), "", lang)
    for key in ("summary", "source_review", "period_described", "content_notice"):
        if text := str(getattr(briefing, key)):
            yield Passage(text, Kind.FACT, briefing.line_of(key), key.replace("_", " "), lang)
    for moment in briefing.timeline:
        place = Place(briefing.place.path, moment.line)
        yield Passage(f"{moment.when}: {moment.what}", Kind.ITEM, place, "timeline", lang)
    for section in briefing.sections:
        yield from _of_section(section, section.lang or lang)


def _of_section(section: Section, lang: str) -> Iterator[Passage]:
    path, name = section.place.path, name_of(section)
    if section.title:
        yield Passage(section.title, Kind.TITLE, Place(path, section.title_line), name, lang)
    yield from _of_blocks(section.blocks, path, name, lang, Kind.TEXT)
    for footnote in section.footnotes:
        yield from _of_blocks(footnote, path, name, lang, Kind.TEXT)
    for prompt in section.prompts:
        yield Passage(prompt.text, Kind.PROMPT, Place(path, prompt.line), name, prompt.lang or lang)
    yield from _of_blocks(section.trainer_notes, path, f"{name}, For trainers", lang, Kind.TRAINERS)


def _of_blocks(blocks: tuple[Block, ...], path: str, heading: str, lang: str, kind: Kind) -> Iterator[Passage]:
    for stretch in walk(blocks, lang):
        text, own = plain_inlines(stretch.inlines), _kind(stretch, kind)
        yield Passage(text, own, Place(path, stretch.line), heading, stretch.lang)
        heading = text if own is Kind.HEADING else heading


def _kind(stretch: Stretch, around: Kind) -> Kind:
    """What sort of text a stretch is; everything for trainers stays that."""
    if around is Kind.TRAINERS:
        return around
    match stretch.block:
        case Heading():
            return Kind.HEADING
        case Table():
            return Kind.CELL
        case _:
            return Kind.ITEM if stretch.in_item else around


def name_of(section: Section) -> str:
    """What a person would call a part."""
    return section.title or f"Part {section.position}"
