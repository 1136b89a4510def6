"""Rules about plain English: sentences, grade, abbreviations, capitals, bullets, plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.place import Place
from ...model.problems import Severity
from ...model.text import Block, ListBlock, ListItem, plain
from ..core import Check, Draft, Found, Kind, Rule, name_of
from ..look import Look
from .sentences import grade, is_surely_easier, sentences

LONG, VERY_LONG = 25, 35
"""Words in a sentence: GOV.UK asks for 25 at most; over 35 most readers start again."""

HARD_GRADE = 14.0
"""Flesch-Kincaid grade of a whole briefing. Safeguarding words alone reach 10 to 12; over 14 the sentences do it."""

GRADE_WORDS = 150
"""A grade of fewer words is chance."""

_ABBREVIATION = re.compile(r"(?<![\w&/-])(?:[A-Z]{2,7}|[A-Z](?:[&/][A-Z])+|[A-Z][a-z]?[A-Z]{2,5})(?=s?(?![\w&]))")
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:(?: |, (?=[A-Z ]+ )| ?- ?| & )(?:[A-Z]{2,}|[AI])){2,}\b")
_KNOWN = frozenset(
    """
    A&E AIDS AM ATM BBC BSL CCTV CPD DIY DNA DVD EHC EU FAQ GCSE GDPR GP H&S HIV HR ID IT MP NHS NSPCC OK PDF PE
    PIN PM
    PhD FBI USB LED QC KC MBE OBE CBE WC VAT BC AD CV PO MOT ISBN ZOOM ICON SHOUT NOT NO DO DON MUST NEVER ALWAYS
    BOTH AND OR ALL
    ANY WHO WHAT WHEN WHY HOW IF IS ARE WILL CAN MAY SHOULD ONLY STOP LOOK ASK TELL ACT THINK YOU YOUR WE OUR THE
    THEY SEE HEAR
    ONE TWO NOW YES THIS THAT EVERY FIRST BEFORE AFTER WITH FOR TO IN ON OF AT BE IT LISTEN REPORT REFER RECORD
    CHILD CALL
    PhD Q&A QR RSPCA SMS TV UK URL USA WCAG II III IV VI VII VIII IX XI XII
    """.split()
)
_PLAIN = {
    "utilise": "use",
    "in order to": "to",
    "prior to": "before",
    "subsequent to": "after",
    "in respect of": "about",
    "with regard to": "about",
    "in relation to": "about",
    "commence": "start",
    "facilitate": "help",
    "disseminate": "share",
    "implement": "put in place",
    "leverage": "use",
    "robust": "thorough, or say what it must do",
    "in the event that": "if",
    "at this point in time": "now",
    "a number of": "some, or how many",
    "ascertain": "find out",
    "endeavour": "try",
    "going forward": "from now on",
    "key stakeholders": "say who",
    "multi-faceted": "say what the parts are",
    "holistic": "whole",
    "cognisant": "aware",
    "expedite": "speed up",
    "whilst": "while",
    "thereafter": "then",
    "in light of": "because of",
    "triangulate": "check with others",
    "signpost": "tell where to go, and see that somebody answers",
    "cascade": "share, and say with whom",
    "pertaining to": "about",
    "in conjunction with": "with",
    "deep dive": "close look",
    "in silos": "apart from one another",
    "tick box exercise": "say what was not asked",
    "tick-box exercise": "say what was not asked",
    "drift and delay": "say what waited, and for how long",
}
_STEMS = {word.removesuffix("e"): word for word in _PLAIN}
"""“utilis”: so that “utilising” is found too."""
_PLAIN_WORDS = Look(
    r"\b(" + "|".join(re.escape(stem) for stem in sorted(_STEMS, key=len, reverse=True)) + r")(?:e|es|s|d|ed|ing)?\b",
    re.I,
)


def _long_sentences(draft: Draft, low: int, high: int) -> Iterator[Found]:
    for passage in draft.written:
        if passage.kind in (Kind.TITLE, Kind.PROMPT):
            continue
        for sentence in sentences(passage.own):
            if low < (count := len(sentence.split())) <= high:
                yield Found(passage.place, f"A sentence of {count} words", sentence, passage.heading)


def _long(draft: Draft) -> Iterator[Found]:
    yield from _long_sentences(draft, LONG, VERY_LONG)


def _very_long(draft: Draft) -> Iterator[Found]:
    yield from _long_sentences(draft, VERY_LONG, 10_000)


def _hard(draft: Draft) -> Iterator[Found]:
    if is_surely_easier(draft.prose, HARD_GRADE):
        return
    score, words = grade(draft.prose)
    if words >= GRADE_WORDS and score > HARD_GRADE:
        yield Found(
            draft.briefing.place, f"Reading grade {score:.0f} (Flesch-Kincaid, {words} words): hard for most adults"
        )


def _abbreviations(draft: Draft) -> Iterator[Found]:
    known = _KNOWN | {t.term for t in draft.briefing.glossary} | {t.term.upper() for t in draft.briefing.glossary}
    known |= set(re.findall(r"[A-Z][A-Z&/]+", f"{draft.briefing.source_review} {draft.library.partnership.name}"))
    known |= set(draft.briefing.alias.split()) | set(draft.briefing.title.split())
    seen: set[str] = set()
    for passage in draft.written:
        found = tuple(_ABBREVIATION.finditer(passage.text))
        runs = _CAPITALS.finditer(passage.text) if len(found) > 2 else ()
        shouted = [run.span() for run in runs if len(run[0].split()) > 3]  # "TAF AND IRO" are two short forms
        for match in () if found and _mostly_capitals(passage.text) else found:
            short = match[0]
            if short in known or short in seen or any(a <= match.start() < b for a, b in shouted):
                continue
            seen.add(short)
            if not _explained(short, passage.text):
                said = f"“{short}” is not explained where it first appears"
                yield Found(passage.place, said, passage.text, passage.heading, about=short)


def _explained(short: str, text: str) -> bool:
    after = re.search(rf"\b{re.escape(short)}s?\b\s*\((?!{re.escape(short)})[^)]{{4,}}\)", text)
    return bool(re.search(rf"\(\s*(?:the\s+|or\s+)?{re.escape(short)}s?\b", text) or after)


def _mostly_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.6 * len(letters)


def _capitals(draft: Draft) -> Iterator[Found]:
    for passage in draft.passages:
        if found := _CAPITALS.search(passage.text):
            yield Found(passage.place, "Words in capitals", found[0], passage.heading)


def _is_ended(text: str) -> bool:
    """Whether a point ends as a sentence does, also inside quotation marks."""
    return text.rstrip("\"”’')")[-1:] in tuple(".?!")


def _mixed_bullets(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        for listing in _lists(section.blocks):
            texts = [first for item in listing.items if (first := _first(item))]
            starts = {t[0].isupper() for t in texts if t[0].isalpha()}
            ends = {_is_ended(t) for t in (texts if starts == {True} else texts[:-1])}  # one sentence may run through
            if len(texts) > 1 and (len(starts) > 1 or len(ends) > 1):
                what = (
                    "start with a capital and some do not"
                    if len(starts) > 1
                    else "end with a full stop and some do not"
                )
                flags = [t[0].isupper() if len(starts) > 1 else _is_ended(t) for t in texts]
                odd = texts[flags.index(_rarer(flags))]
                yield Found(Place(section.place.path, listing.line), f"Some points {what}", odd, name_of(section))


def _rarer(flags: list[bool]) -> bool:
    """Which of the two stands less often, of those that stand at all."""
    return 0 < sum(flags) * 2 <= len(flags) or all(flags)


def _lists(blocks: tuple[Block, ...]) -> Iterator[ListBlock]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield block
            for item in block.items:
                yield from _lists(item.blocks)


def _first(item: ListItem) -> str:
    return plain(item.blocks[:1]).strip()


def _plain_words(draft: Draft) -> Iterator[Found]:
    for passage in draft.prose:
        for word in dict.fromkeys(_STEMS[m[1].lower()] for m in _PLAIN_WORDS.finditer(passage.own)):
            yield Found(
                passage.place,
                f"“{word}”: plainer words are at hand",
                passage.text,
                passage.heading,
                f"Try: {_PLAIN[word]}.",
                word,
            )


_W, _N = Severity.WARNING, Severity.NOTE
_GOVUK = "GOV.UK content style"

CHECKS: tuple[Check, ...] = tuple(
    Check("plain English", rule, find)
    for rule, find in (
        (
            Rule(
                "long-sentence",
                _N,
                "Sentences of up to 25 words are read once; longer ones are often read twice, or aloud with a stumble.",
                "Make two sentences of it, or a list.",
                "A sentence of 30 words",
                "Two sentences of 15 words",
                _GOVUK,
            ),
            _long,
        ),
        (
            Rule(
                "very-long-sentence",
                _W,
                "Over 35 words a reader has lost the start before the end comes.",
                "Make two sentences of it, or a list.",
                "A sentence of 45 words",
                "Three sentences of 15 words",
                _GOVUK,
            ),
            _very_long,
        ),
        (
            Rule(
                "reading-grade",
                _W,
                "Readers are busy, tired, and not all read English first. A grade over 14 is a university text.",
                "Shorten the longest sentences first; that helps most.",
                "A grade of 16",
                "A grade of 9 to 12",
                "Flesch-Kincaid grade; syllables by Pyphen",
            ),
            _hard,
        ),
        (
            Rule(
                "abbreviation",
                _W,
                "A police officer does not know the social worker's letters, nor the GP either's.",
                "Write it out at first use with the letters in brackets, or add it to glossary: in briefing.yml.",
                "CIN planning was late.",
                "Child in Need (CIN) planning was late.",
                _GOVUK,
            ),
            _abbreviations,
        ),
        (
            Rule(
                "capitals",
                _W,
                "Words in capitals lose their shape and are slower to read; some screen readers spell them out.",
                "Use sentence case; bold for weight.",
                "NEVER LEAVE IT LATE",
                "**Never leave it late**",
                _GOVUK,
            ),
            _capitals,
        ),
        (
            Rule(
                "mixed-bullets",
                _N,
                "Points that start and end alike read as one list.",
                "Let all start and end in one way.",
                "- Share what you know. / - ask the father",
                "- Share what you know / - Ask the father",
                _GOVUK,
            ),
            _mixed_bullets,
        ),
        (
            Rule(
                "plain-words",
                _N,
                "A plain word is read faster and by more people.",
                "Use the plainer word.",
                "Utilise the form in order to disseminate learning",
                "Use the form to share learning",
                _GOVUK,
            ),
            _plain_words,
        ),
    )
)
