"""The combined picture: everything a motivated intruder could put together, with the arithmetic.

Single details may be harmless; together they fit one family. This lists them, works out what dates follow from
"early 2013" and "two months after", and asks for a person's decision. It never says that a text is anonymous.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.problems import Severity
from .core import Check, Draft, Found, Kind, Passage, Rule
from .identity import scanned
from .identity.times import MONTH

ENOUGH = 3
"""Kinds of detail from which on a picture is worth a decision."""

NARROW = 7
"""Months: a worked-out span up to this long is reported."""

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)}
_NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_YEAR = re.compile(
    rf"\b(?:(?P<when>early|mid|late|spring|summer|autumn|winter|{MONTH})(?: of| in)?[ -])?(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_AFTER = re.compile(
    rf"\b(?P<n>{_NUMBER}) (?P<unit>day|week|month|year)s? "
    r"(?P<way>after|later|before|earlier|since|of (?:arriv|enter)ing)\b",
    re.I,
)
_AGE = re.compile(
    rf"\b(?:(?P<almost>almost|nearly|just under) )?(?P<n>{_NUMBER}) (?P<unit>month|year)s? (?:old|of age)\b|"
    rf"\baged (?P<m>{_NUMBER})\b",
    re.I,
)
_SPANS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 14),
}
_LONG = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = [name[:3].lower() for name in _LONG]


@dataclass(frozen=True, slots=True)
class Span:
    """Months from `low` to `high`, counted from year 0; `said` is what the text says, `heading` where."""

    low: int
    high: int
    said: str
    heading: str

    def __str__(self) -> str:
        def name(month: int) -> str:
            return f"{_LONG[month % 12]} {month // 12}"

        return name(self.low) if self.low == self.high else f"{name(self.low)} to {name(self.high)}"


def worked_out(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    """What follows from the times in a text, each with its sum: dates from durations, then births from ages."""
    anchor: Span | None = None
    ages: list[tuple[Passage, re.Match[str]]] = []
    sums: list[str] = []
    reached: Span | None = None
    for passage in passages:
        for match in sorted((*_YEAR.finditer(passage.text), *_AFTER.finditer(passage.text)), key=lambda m: m.start()):
            if match.re is _YEAR:
                anchor = _span(match, passage.heading)
            elif anchor and anchor.high - anchor.low < NARROW and (moved := _moved(anchor, match, passage.heading)):
                sums.append(f"{_said(anchor)} and {_said(moved)} give {moved}")
                reached = moved
        ages += [(passage, m) for m in _AGE.finditer(passage.text)]
    if reached:
        sums += [f"{_said(b)} at that time gives a birth in {b}" for p, m in ages[:1] for b in _birth(reached, p, m)]
    return tuple(dict.fromkeys(sums))


def _said(span: Span) -> str:
    return f"“{span.said}” ({span.heading})"


def _span(match: re.Match[str], heading: str) -> Span:
    year, when = int(match["year"]), (match["when"] or "").lower()
    low, high = _SPANS.get(when, (1, 12))
    if when[:3] in _MONTHS and when not in _SPANS:
        low = high = _MONTHS.index(when[:3]) + 1
    return Span(year * 12 + low - 1, year * 12 + high - 1, match[0], heading)


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMBERS[text.lower()]


def _moved(anchor: Span, match: re.Match[str], heading: str) -> Span | None:
    count, unit = _count(match["n"]), match["unit"].lower()
    months = {"day": count / 30, "week": count / 4.3, "month": count, "year": count * 12}[unit]
    sign = -1 if match["way"].lower() in ("before", "earlier") else 1
    low, high = int(anchor.low + sign * months), int(anchor.high + sign * months)
    return Span(low, high, match[0], heading) if high - low < NARROW else None


def _birth(reached: Span, passage: Passage, match: re.Match[str]) -> Iterator[Span]:
    years = match["m"] or (match["n"] if (match["unit"] or "").lower() == "year" else "")
    months = _count(years) * 12 if years else _count(match["n"])
    low, high = reached.low - months, reached.high - months
    if match["almost"]:
        yield Span(low, high + 3, match[0].strip(), passage.heading)
    elif not years:
        yield Span(low - 1, high, match[0].strip(), passage.heading)
    else:
        yield Span(low - 11, high, match[0].strip(), passage.heading)


_ASIDE = (Kind.PROMPT, Kind.TRAINERS)


def details(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Every detail found, by kind: those of the single rules, and years, ages and family size."""
    out: dict[str, dict[str, None]] = {}
    for passage, found in scanned(draft):
        for name, words in found if passage.kind not in _ASIDE else ():
            out.setdefault(name, {}).update(dict.fromkeys(words))
    for passage in draft.passages:
        for name, pattern in (("years", _YEAR), ("ages", _AGE), ("intervals", _AFTER)):
            for match in pattern.finditer(passage.text) if passage.kind not in _ASIDE else ():
                out.setdefault(name, {})[match[0].strip()] = None
    return {name: tuple(found) for name, found in out.items()}


def _picture(draft: Draft) -> Iterator[Found]:
    found = details(draft)
    if len(found) < ENOUGH:
        return
    listed = "; ".join(f"{name.replace('-', ' ')}: {', '.join(words)}" for name, words in found.items())
    body = tuple(p for p in draft.passages if p.kind not in (Kind.FACT, *_ASIDE))
    sums = worked_out(body)
    arithmetic = f". Worked out: {'; '.join(sums)}" if sums else ""
    yield Found(draft.briefing.place, f"Put together, these details may point to one family. {listed}{arithmetic}")


CHECKS: tuple[Check, ...] = (
    Check(
        "identifiability",
        Rule(
            "combined-picture",
            Severity.WARNING,
            "A motivated intruder adds up what is harmless alone: an arrival in early 2013 and an injury two months "
            "after it give a date; a date and an age give a birthday. Software can list it; a person decides.",
            "Ask somebody who knows the case and somebody who does not. Then blur details, or record under decisions: "
            "in briefing.yml who decided, why and when.",
            "almost 3, the middle of 3, from Asia in early 2013, harmed 2 months after",
            "a young child, one of several, who had recently joined the family",
            "ICO, anonymisation guidance: the motivated intruder",
        ),
        _picture,
    ),
)
