"""Rules about time: words and minutes, 200 words a minute (Brysbaert 2019) and a minute for each prompt."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.briefing import Briefing, minutes_to_read
from ..model.problems import Severity
from .core import Check, Draft, Found, Rule, name_of

AIM_LOW, AIM_HIGH, WARN, REFUSE = 350, 900, 1200, 1650
"""Words in the body: aim for the first two, warn over the third, refuse over the fourth."""

PART_WORDS = 250
"""A part longer than this no longer reads in about a minute."""


def timing(briefing: Briefing) -> str:
    """Words, minutes and prompts, in all and part by part, in a sentence or two."""
    counted = tuple(section.words for section in briefing.sections)
    words, prompts = sum(counted), len(briefing.prompts)
    reading = minutes_to_read(words)
    whole_minutes = reading + len(briefing.core_prompts)
    asked = "1 question" if prompts == 1 else f"{prompts} questions"
    whole = f"{words} words: {_minutes(reading)} to read"
    whole += f", about {whole_minutes} with a minute for each of {asked}" if prompts else ", no questions"
    if whole_minutes > 7:
        whole += f" ({_minutes(whole_minutes - 7)} over seven)"
    each = zip(briefing.sections, counted, strict=True)
    parts = "; ".join(f"{name_of(s)} {n} words, {len(s.prompts)} to reflect" for s, n in each)
    return f"{whole}. {parts}"


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def _timing(draft: Draft) -> Iterator[Found]:
    if draft.words:
        yield Found(draft.briefing.place, timing(draft.briefing))


def _too_long(draft: Draft) -> Iterator[Found]:
    if draft.words > REFUSE:
        yield Found(draft.briefing.place, f"{draft.words:,} words: over {REFUSE:,} it is no longer a briefing")


def _long(draft: Draft) -> Iterator[Found]:
    if WARN < draft.words <= REFUSE:
        yield Found(draft.briefing.place, f"{draft.words:,} words: nobody reads this in seven minutes")


def _outside_aim(draft: Draft) -> Iterator[Found]:
    words = draft.words
    if 0 < words < AIM_LOW or AIM_HIGH < words <= WARN:
        yield Found(draft.briefing.place, f"{words:,} words: most briefings have {AIM_LOW} to {AIM_HIGH}")


def _long_part(draft: Draft) -> Iterator[Found]:
    for section, words in zip(draft.briefing.sections, draft.words_of, strict=True):
        if words > PART_WORDS:
            yield Found(section.place, f"{words} words in one part", "", name_of(section))


CHECKS: tuple[Check, ...] = tuple(
    Check("time", rule, find)
    for rule, find in (
        (
            Rule(
                "timing",
                Severity.NOTE,
                "How long the briefing takes: 200 words a minute and a minute for each question.",
                "Nothing to do. No study shows that seven minutes are ideal; a team's meeting is the measure.",
                "(always shown)",
                "442 words: 2 minutes to read, about 9 with a minute for each of 7 questions",
                "Brysbaert 2019: 175 to 300 words a minute for most adults",
            ),
            _timing,
        ),
        (
            Rule(
                "far-too-long",
                Severity.ERROR,
                "Over 1,650 words it takes more than eight minutes to read without a moment to think.",
                "Split it into two briefings, or cut it to what a team can act on.",
                "1,900 words",
                "800 words",
                "Practice of partnerships: aim 350 to 900, refuse over 1,650",
            ),
            _too_long,
        ),
        (
            Rule(
                "too-long",
                Severity.WARNING,
                "Over 1,200 words the reading alone takes six minutes and more.",
                "Cut what the reader does not need in order to act.",
                "1,300 words",
                "800 words",
                "Practice of partnerships: warn over 1,200",
            ),
            _long,
        ),
        (
            Rule(
                "unusual-length",
                Severity.NOTE,
                "Most briefings that work have 350 to 900 words.",
                "Nothing, if it is meant so.",
                "100 words, or 1,000",
                "350 to 900 words",
                "Practice of partnerships",
            ),
            _outside_aim,
        ),
        (
            Rule(
                "long-part",
                Severity.NOTE,
                "A part is read aloud or in silence before its question. Over 250 words the question comes too late.",
                "Split the part, or cut it.",
                "A part of 400 words",
                "A part of 60 to 150 words",
                "200 words a minute",
            ),
            _long_part,
        ),
    )
)
