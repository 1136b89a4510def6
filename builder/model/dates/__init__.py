"""What people mean when they write a date: one day, about then, as soon as possible, or nothing we can know.

Used by settings, the command line, the check and returns. Never a wrong date: the whole text has to make sense, a
missing year is never called exact, and a period is given as its first and last day. English and Welsh. No day of the
clock is asked for: what counts from a session is counted from the `session` given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from .periods import Span
from .spans import span_of
from .words import MONTHS, WEEKDAYS, canonical


class Sort(StrEnum):
    """What sort of thing the words say."""

    EXACT = "exact"
    ABOUT = "about"
    ASAP = "asap"
    IMMEDIATELY = "immediately"
    ONGOING = "ongoing"
    COUNTED = "counted"
    """Counted from a day that is not known: "within six weeks" of a session without a date."""
    OPEN = "open"
    """To be agreed, not applicable, or a question mark."""
    UNKNOWN = "unknown"


class Quarters(StrEnum):
    """Which year the quarters of a partnership are of."""

    CALENDAR = "calendar"
    COUNCIL = "council"
    """From April."""
    EITHER = ""


@dataclass(frozen=True, slots=True)
class When:
    """What a text means. `first` and `last` are one day where it is exact, a period where it is about then, else None.

    Something is late once `last` is over. ONGOING may have a `first`: the day it begins.
    """

    sort: Sort
    words: str
    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> date | None:
        """The day, where the words name exactly one."""
        return self.first if self.sort is Sort.EXACT else None


_SAID: tuple[tuple[Sort, str], ...] = (
    (
        Sort.ASAP,
        r"asap|a \. s \. a \. p \.?|(?:as )?soon(?:est)?(?: as (?:is )?(?:possible|practicable|we can))?|urgent(?:ly)?"
        r"|at the earliest opportunity|priority|as early as possible",
    ),
    (
        Sort.IMMEDIATELY,
        r"(?:with |effective )?immediate(?:ly)?(?: effect| action)?|straight ?away|at once|(?:from )?now(?: on)?"
        r"|right away|instant(?:ly)?",
    ),
    (
        Sort.ONGOING,
        r"on ?-? ?going|continu(?:ous|ing|al)(?:ly)?|rolling(?: programme)?|permanent(?:ly)?|business as usual|bau"
        r"|always|(?:(?:at|in) )?(?:every|each) [a-z ]{3,40}|(?:bi ?-? ?)?(?:daily|weekly|monthly|quarterly|annual"
        r"|annually|yearly|termly|fortnightly)|already (?:in place|happening)|in place|regularly",
    ),
    (
        Sort.OPEN,
        r"t ?\. ?b ?\. ?[acd] ?\.?|tb[acd]|to be (?:agreed|confirmed|arranged|decided|discussed|set|determined|advised)"
        r"|n / a|na|none|not (?:known|applicable|sure|yet agreed|set)|unknown|\?+(?: \?)*|- *|to follow|no date"
        r"|n \. a \.",
    ),
)

_CLOCK = r"(?:at |@ |t )?\d{1,2} (?:: \d\d ?)?(?:am|pm)|(?:at |@ |t )?\d{1,2} : \d\d(?: : \d\d(?: \. \d+)?)?(?: ?z)?"
_BEFORE_IT = re.compile(
    r"^(?:(?:to be |will be )?(?:completed?|done|finished|due|achieved|implemented|actioned|reviewed|agreed|sent"
    r"|started)|deadline|target|date|timescale|aim(?:ing)?(?: for)?|hopefully|ideally|latest|final|at (?:the )?latest"
    r"|by(?: when)?|on or before|before or on|no later than|not later than|no later|until|till|on|in|during|for|the"
    r"|of|at|r \d+(?= by)|days?(?= \d)|: |:|-|,|\.|\()(?: |$)"
)
_AFTER_IT = re.compile(
    r"(?:^| )(?:at (?:the )?latest|latest|deadline|please|or (?:sooner|earlier|before)|if possible|hopefully|ideally"
    rf"|{_CLOCK}|(?:by |at )?(?:close of (?:play|business)|cob|cop|eod|end of (?:the )?(?:play|business|day)|noon"
    r"|midday|midnight)|[.,;:)(!]|-)$"
)
_YEARS = range(1900, 2101)
"""The years that people write down here; another one is a slip."""
_PAST = re.compile(
    r"^(?:already |was |were |has been |have been |all )*(?:completed|done|finished|achieved|implemented|actioned"
    r"|reviewed|agreed|sent|started|began|begun)(?! (?:by|before|until|no later|not later|on or before) )(?: |$)"
)
_FUZZY = re.compile(r"^(?:around|about|approx(?:imately)?(?: \.)?|roughly|circa|c \.|near|some ?time in|tua) ")
_STARTS = re.compile(r"^(?:from|starting(?: from| on| in)?|starts|begins|as of|with effect from|wef) ")
_UNTIL = re.compile(r" (?:to|until|through) ")
"""What follows "from 1 March" where it is no beginning, but a stretch of days."""
_ONWARDS = re.compile(r" (?:onwards?|(?:and |/ |- |, )?(?:then )?on ?-? ?going|(?:and|then) continu(?:ing|ous|ously))$")
_NEAR = timedelta(days=7)
_DATE_WORDS = re.compile(
    r"\d|\b(?:" + "|".join((*MONTHS, *WEEKDAYS)) + r"|week|month|quarter|year|term|after|before|since|not|unless"
    r"|except|if|was|were|missed|spring|summer|autumn|winter|easter|christmas|q|or|every|each|between|from)\b"
)


_DIGITS_ALONE = re.compile(r"\A\s*(\d{4})(\d\d)(\d\d)\s*\Z")


def _apart(digits: re.Match[str]) -> str:
    """Eight digits in a row as year, month and day, or as day, month and year: no day of these centuries is both."""
    year, month, day = digits.groups()
    return f"{year}-{month}-{day}" if int(month) <= 12 else f"{year[:2]}/{year[2:]}/{month}{day}"


def when(text: str, *, session: date | None = None, quarters: Quarters = Quarters.EITHER) -> When:
    """What `text` means. `session`: the day that "six weeks", "next week" and a missing year count from."""
    flat = canonical(_DIGITS_ALONE.sub(_apart, text))
    if sort := _said(flat):
        return When(sort, text)
    before = flat.startswith("before ") or " before " in flat[:12]
    core = _stripped(flat.removeprefix("before ") if before else flat)
    starts = bool((_STARTS.match(core) and not _UNTIL.search(core)) or _ONWARDS.search(core))
    core = _stripped(_ONWARDS.sub("", _STARTS.sub("", core)))
    fuzzy = bool(_FUZZY.match(core))
    core = _stripped(_FUZZY.sub("", core))
    if sort := _said(core):
        return When(sort, text)
    span = span_of(core, session, str(quarters)) if core else None
    if span is not None and (span.first.year not in _YEARS or _is_past_unsaid(flat, core)):
        return When(Sort.UNKNOWN, text)
    if span is not None:
        ends = bool(re.match(r"(?:very )?(?:end|late) ", core))
        return _meant(text, span, before=before, ends=ends, starts=starts, fuzzy=fuzzy)
    if _needs_a_start(core, session):
        return When(Sort.COUNTED, text)
    return _among_words(text, flat) or When(Sort.UNKNOWN, text)


@lru_cache(maxsize=4096)
def exact(text: str) -> date | None:
    """The day that a text names whole and in full, day, month and year; else None."""
    return when(text).day


def _said(flat: str) -> Sort | None:
    plain = flat.strip(" .,!;()")
    parts = [p for p in re.split(r" ?(?:/|,|;| and | & |-) ?", plain) if p] if plain else []
    for sort, pattern in _SAID:
        if re.fullmatch(pattern, plain) or (plain != flat and re.fullmatch(pattern, flat)):
            return sort
    found = [next((s for s, pattern in _SAID if re.fullmatch(pattern, p)), None) for p in parts]
    return found[0] if len(found) > 1 and None not in found else None


def _stripped(flat: str) -> str:
    while (shorter := _AFTER_IT.sub("", _BEFORE_IT.sub("", flat)).strip()) != flat:
        flat = shorter
    return flat


def _meant(text: str, span: Span, *, before: bool, ends: bool, starts: bool, fuzzy: bool) -> When:
    first, last = span.first, span.last
    if before and not ends:
        return When(Sort.ABOUT, text, *_just_before(span))
    if starts:
        return When(Sort.ONGOING, text, first, None)
    if fuzzy:
        return When(Sort.ABOUT, text, _moved(first, -_NEAR), _moved(last, _NEAR))
    return When(Sort.EXACT if span.exact else Sort.ABOUT, text, first, last)


def _just_before(span: Span) -> tuple[date, date]:
    """ "Before 1 April": the day itself for those who mean "by"; before a period: the week that ends with its eve."""
    if span.first == span.last:
        return _moved(span.first, -timedelta(days=1)), span.first
    return _moved(span.first, -_NEAR), _moved(span.first, -timedelta(days=1))


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _needs_a_start(core: str, session: date | None) -> bool:
    """Whether the words would mean something if the session's day were known."""
    return session is None and span_of(core, date(2024, 1, 1), "") is not None


_FULL = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAYS)}) ?,? ?(?:the )?)?\d{{1,2}} (?:of |- |/ |\. )?(?:{'|'.join(MONTHS)}) "
    r"(?:, |- |/ |\. )?\d{4}(?! \d)|\d{1,2} ([/.-]) \d{1,2} \1 \d{4}|\d{4} - \d{1,2} - \d{1,2}"
)


def _is_past_unsaid(flat: str, core: str) -> bool:
    """Whether words tell of what was done on a day without its year: the next such day would be wrong."""
    return bool(_PAST.match(flat)) and span_of(core, None, "") is None


def _among_words(text: str, flat: str) -> When | None:
    """A full date in a sentence that says nothing else about time: about then, since the sentence is not read."""
    found = [m for m in _FULL.finditer(flat) if _alone(flat, m)]
    if len(found) != 1 or _DATE_WORDS.search(flat[: found[0].start()] + " " + flat[found[0].end() :]):
        return None
    span = span_of(found[0][0], None, "")
    return When(Sort.ABOUT, text, span.first, span.last) if span else None


def _alone(flat: str, match: re.Match[str]) -> bool:
    return not re.search(r"[\d/.-] $", flat[: match.start()]) and not re.match(r" [\d/-]", flat[match.end() :])
