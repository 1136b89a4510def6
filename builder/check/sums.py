"""What dates and births follow from the times in a text: sums in days, with bounds that the words allow.

A month said alone is the whole month, “early” its first ten days; “aged 12 weeks” is any day of the thirteenth week.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from .core import Passage
from .identity.numbers.ages import NUMBER
from .identity.numbers.times import MONTH

NARROW = timedelta(days=214)
"""About seven months: a span up to this long is reckoned with."""
MOST = 4
"""Births worked out at most; the first ones make the point."""

OLDEST = 120
"""Years: more is no age."""

_PART = (
    r"early|mid|late|the (?:beginning|start|middle|end|first week|last week) of|(?:beginning|start|middle|end) of"
    r"|(?:the )?(?:first|last) week of"
)
YEAR = re.compile(
    rf"\b(?:(?:(?P<part>{_PART})[ -](?:in )?)?(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{MONTH})"
    rf"|(?P<season>spring|summer|autumn|winter)),?(?: of| in)? |(?P<third>{_PART})[ -](?:in )?)?"
    r"(?P<year>(?:19|20)\d\d)\b(?![/.-]\d)(?! \d{3}\b)",
    re.I,
)
_NEAR = r"almost|nearly|just under|about|around|approximately|roughly|some|over|more than|within|less than"
AFTER = re.compile(
    rf"\b(?:(?P<near>{_NEAR}) )?(?P<n>{NUMBER}|an?|a few|several|a couple of)"
    rf"(?:[ -](?:to|or)[ -](?P<to>{NUMBER}))?[ -](?P<unit>day|week|fortnight|month|year)s? "
    r"(?P<way>after|later|before|earlier|since|of (?:arriv|enter)ing)\b"
    r"|\bthe (?:next|following) (?P<next>day|week|month|year)\b",
    re.I,
)
_BARE = r"(?<!under )(?<!over )(?<!between )"
_NOT_RULE = r"(?! (?:and|or) (?:over|under|older|above|below|younger)\b)"
AGE = re.compile(
    rf"\b{_BARE}(?:(?P<near>{_NEAR}) )?(?P<n>{NUMBER})(?:[ -](?:to|or)[ -](?P<to>{NUMBER}))?"
    rf"(?P<half>[ -]and[ -]a[ -]half)?[ -](?P<unit>day|week|month|year)s?"
    rf"(?:,? (?:and )?(?P<n2>{NUMBER})[ -](?P<unit2>day|week|month)s?)?"
    rf"[ -](?:old|of age)\b{_NOT_RULE}"
    rf"|\bage[ds]? (?:of )?(?:(?P<near_>{_NEAR}) )?(?P<n_>{NUMBER})\b(?:[ -](?:to|or)[ -](?P<to_>{NUMBER})\b)?"
    rf"(?P<half_>[ -]and[ -]a[ -]half)?(?:[ -](?P<unit_>day|week|month|year)s?\b"
    rf"(?:,? (?:and )?(?P<n2_>{NUMBER})[ -](?P<unit2_>day|week|month)s?\b)?)?{_NOT_RULE}",
    re.I,
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += ["seventeen", "eighteen", "nineteen"]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_LOOSE = {"a few": (2, 6), "several": (3, 9), "a couple of": (2, 2), "a": (1, 1), "an": (1, 1)}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `low` to `high`; `said` is what the text says, `heading` where."""

    low: date
    high: date
    said: str
    heading: str

    @property
    def narrow(self) -> bool:
        """Whether it is short enough to reckon with."""
        return self.high - self.low < NARROW

    def __str__(self) -> str:
        days = self.high - self.low < timedelta(days=27) and not _whole(self.low, self.high)
        first, last = (_named(d, exactly=days) for d in (self.low, self.high))
        return first if first == last else f"{first} to {last}"

    @property
    def quoted(self) -> str:
        """The words of the text and where they stand."""
        return f"“{self.said}” ({self.heading})"


def worked_out(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    """What follows from the times in a text, each with its sum: dates from durations, and births from ages."""
    anchor: Span | None = None
    reached: Span | None = None
    sums: list[str] = []
    births: list[str] = []
    waiting: list[tuple[Passage, re.Match[str]]] = []
    for passage in passages:
        now: Span | None = None
        open_ages: list[re.Match[str]] = []
        for match in times_in(passage.text):
            if match.re is AGE:
                if now:
                    births += _births(now, passage, match)
                else:
                    open_ages.append(match)
                continue
            if match.re is YEAR:
                anchor = now = _span(match, passage.heading)
                reached = None
            else:
                moved = _moved(anchor, reached, match, passage.heading)
                if moved is None:
                    continue
                sums.append(f"{_base(anchor, reached, match).quoted} and {moved.quoted} give {moved}")
                reached = now = moved
            if now:
                same = [m for m in open_ages if not re.search(r"[.?!]\s", passage.text[m.end() : match.start()])]
                births += [b for m in same for b in _births(now, passage, m)]
                open_ages = [m for m in open_ages if m not in same]
        waiting += [(passage, m) for m in open_ages]
    if not births and reached:
        births += [b for p, m in waiting[:1] for b in _births(reached, p, m)]
    return tuple(dict.fromkeys([*sums, *list(dict.fromkeys(births))[:MOST]]))


@lru_cache(maxsize=20_000)
def times_in(text: str) -> tuple[re.Match[str], ...]:
    """Every year, interval and age of a text, in order; most texts have none, and a quick look shows it."""
    found: list[re.Match[str]] = []
    small = text.lower()
    if "19" in text or "20" in text:
        found += YEAR.finditer(text)
    if any(word in small for word in _WAYS):
        found += AFTER.finditer(text)
    if "old" in small or "age" in small:
        found += AGE.finditer(text)
    return tuple(sorted(found, key=lambda m: m.start()))


_WAYS = ("after", "later", "before", "earlier", "since", "of arriv", "of enter", "next", "following")


def _span(match: re.Match[str], heading: str) -> Span | None:
    """The span of a date; None for a day that no month has."""
    year, part = int(match["year"]), (match["part"] or match["third"] or "").lower()
    if match["month"]:
        month = next(n for n, name in enumerate(_MONTHS, 1) if name[:3].lower() == match["month"][:3].lower())
        length = monthrange(year, month)[1]
        first, last = _days_of(part, length)
        if match["day"]:
            if not 1 <= int(match["day"]) <= length:
                return None
            first = last = int(match["day"])
        return Span(date(year, month, first), date(year, month, last), match[0], heading)
    if match["season"]:
        low = date(year, _SEASONS[match["season"].lower()], 1)
        return Span(low, _months(low, 3) - _ONE, match[0], heading)
    first, last = (1, 4) if _early(part) else (9, 12) if _late(part) else (5, 8) if part else (1, 12)
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), match[0], heading)


def _days_of(part: str, length: int) -> tuple[int, int]:
    if "week" in part:
        return (1, 7) if "first" in part else (length - 6, length)
    return (1, 10) if _early(part) else (21, length) if _late(part) else (10, 21) if part else (1, length)


def _early(part: str) -> bool:
    return any(word in part for word in ("early", "beginning", "start", "first"))


def _late(part: str) -> bool:
    return any(word in part for word in ("late", "end", "last"))


def _base(anchor: Span | None, reached: Span | None, match: re.Match[str]) -> Span:
    """From where a duration counts: “later” from what was told last, else from the date."""
    told_last = match["next"] or match["way"].lower() in ("later", "earlier")
    base = reached if reached and told_last else anchor
    assert base is not None
    return base


def _moved(anchor: Span | None, reached: Span | None, match: re.Match[str], heading: str) -> Span | None:
    if anchor is None or not (base := _base(anchor, reached, match)).narrow:
        return None
    unit = (match["next"] or match["unit"]).lower()
    low, high = (1, 1) if match["next"] else _counts(match["n"], match["to"], match["near"])
    back = not match["next"] and match["way"].lower() in ("before", "earlier")
    try:
        if back:
            found = Span(_shifted(base.low, -high, unit), _shifted(base.high, -low, unit), match[0], heading)
        else:
            found = Span(_shifted(base.low, low, unit), _shifted(base.high, high, unit), match[0], heading)
    except (ValueError, OverflowError):
        return None
    return found if found.narrow else None


def _counts(count: str, to: str | None, near: str | None) -> tuple[int, int]:
    """The least and the most that a number may mean, as it is said."""
    low, high = _LOOSE.get(count.lower()) or (_number(count), _number(count))
    high = _number(to) if to else high
    near = (near or "").lower()
    if near in ("almost", "nearly", "just under"):
        return max(low - 1, 0), high
    if near in ("within", "less than"):
        return 0, high
    if near in ("over", "more than"):
        return low, high + 1
    return (max(low - 1, 0), high + 1) if near else (low, high)


def _births(at: Span, passage: Passage, match: re.Match[str]) -> Iterator[str]:
    if not at.narrow or (born := _birth(at, match)) is None:
        return
    born = replace(born, heading=passage.heading)
    yield f"{born.quoted} at that time ({at}) gives a birth in {born}"


def _birth(at: Span, match: re.Match[str]) -> Span | None:
    """When somebody was born who was of an age at a time: an age lasts until the next one."""
    end = "_" if match["n_"] else ""
    low = _number(match[f"n{end}"])
    high = _number(match[f"to{end}"]) if match[f"to{end}"] else low
    unit = (match[f"unit{end}"] or "year").lower()
    near = (match[f"near{end}"] or "").lower()
    if unit == "year" and high > OLDEST:
        return None
    if match[f"half{end}"]:
        low, high, unit = (12 * low + 3, 12 * high + 8, "month") if unit == "year" else (low, high + 1, unit)
    if (more := match[f"n2{end}"]) and unit in ("year", "month", "week"):
        low, high, unit = _joined(low, unit, _number(more), match[f"unit2{end}"].lower())
    elif near in ("almost", "nearly", "just under", "less than"):
        low, high, unit = (12 * low - 3, 12 * high - 1, "month") if unit == "year" else (low - 1, high - 1, unit)
    elif near in ("about", "around", "approximately", "roughly", "some"):
        low, high = max(low - 1, 0), high + 1
    try:
        return Span(_shifted(at.low, -high - 1, unit) + _ONE, _shifted(at.high, -low, unit), match[0].strip(), "")
    except (ValueError, OverflowError):
        return None


def _joined(count: int, unit: str, more: int, smaller: str) -> tuple[int, int, str]:
    """Two years and three months, five weeks and three days: in the smaller unit, as exactly as the larger allows."""
    if unit == "year":
        months = 12 * count + (more if smaller == "month" else 0)
        return months, months, "month"
    if unit == "week":
        return 7 * count + more, 7 * count + more, "day"
    return count, count, unit


def _number(text: str) -> int:
    """A number in figures, or in words up to ninety-nine."""
    if text.isdecimal():
        return int(text)
    total = 0
    for word in re.split(r"[ -]", text.lower()):
        total += 10 * (_TENS.index(word) + 2) if word in _TENS else _UNITS.index(word) + 1
    return total


def _shifted(day: date, count: int, unit: str) -> date:
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    return _months(day, count * (12 if unit == "year" else 1))


def _months(day: date, count: int) -> date:
    """A day some months on; the last of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    length = monthrange(year, month + 1)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if ends else min(day.day, length))


def _whole(low: date, high: date) -> bool:
    return low.day == 1 and (high + _ONE).day == 1


def _named(day: date, *, exactly: bool) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if exactly else f"{_MONTHS[day.month - 1]} {day.year}"
