"""Periods: a first and a last day, months of a year, the early and the late part of a period, Easter."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both included. `exact`: one day, with its year."""

    first: date
    last: date
    exact: bool = False


def narrowed(first: date, last: date, part: str | None) -> Span:
    """Early, the middle or the end of a period: its first, second or last third; an end is at most a month."""
    length = (last - first).days + 1
    third = length // 3
    match part:
        case "start" | "early" | "very early":
            return Span(first, first + timedelta(days=third))
        case "middle":
            return Span(first + timedelta(days=third - 1), last - timedelta(days=third - 1))
        case "late" | "end" | "very end":
            days = min(third, 30) if part != "late" else third
            return Span(last - timedelta(days=days), last)
        case "first half":
            return Span(first, first + timedelta(days=length // 2))
        case "second half":
            return Span(first + timedelta(days=length // 2 - 1), last)
    return Span(first, last)


def months(year: int, start: int, end: int) -> tuple[date, date]:
    """From the first day of month `start` to the last of month `end`; months above 12 are of the next year."""
    last_year, last_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    first = date(year + (start - 1) // 12, (start - 1) % 12 + 1, 1)
    return first, date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
