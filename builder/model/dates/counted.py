"""Days that count from a session: "within six weeks", "next month", "by Friday"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from .periods import Span, months, narrowed
from .words import NUMBER_WORDS, WEEKDAYS, as_number

_N = rf"(\d{{1,3}}|{NUMBER_WORDS})"
_UNIT = r"((?:working|school|calendar|business) )?(hour|day|week|fortnight|month|year)"
_FROM = (
    r"(?: ')?(?: time)?(?: (?:from|of|after) (?:now|today|(?:(?:the|this|our) )?(?:briefing )?(?:session|meeting"
    r"|discussion)))?(?: (?:at )?(?:max|maximum|most))?"
)
_COUNT = re.compile(
    r"(?:(?:within|in|over|under|for|during|less than|at most|max|maximum|up to|the)(?: the)?"
    r"(?: next| coming| following)? )?(?:the )?(?:next )?"
    rf"(?:{_N} ?(?:-|to|or) )?{_N} {_UNIT}{_FROM}"
)
_DAYS = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}


def counted(core: str, session: date | None, quarters: str) -> Span | None:
    """A length of time from the session on."""
    found = _COUNT.fullmatch(re.sub(r"\bhalf a year\b", "6 month", core))
    if not found or session is None:
        return None
    low, high = (as_number(found[n]) if found[n] else None for n in (1, 2))
    if high is None:
        return None
    working = (found[3] or "").strip() in ("working", "school", "business")
    last = _after(session, high, found[4], working=working)
    first = _after(session, low, found[4], working=working) if low else session
    return Span(first, last) if first <= last else None


def _after(day: date, count: int, unit: str, *, working: bool) -> date:
    if unit in ("month", "year"):
        number = day.month - 1 + count * (12 if unit == "year" else 1)
        year, month = day.year + number // 12, number % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    if unit == "hour":
        return day + timedelta(days=-(-count // 24))
    if working and unit == "day":
        for _ in range(count):
            day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
        return day
    return day + timedelta(days=count * _DAYS[unit])


_W = "|".join(WEEKDAYS)


def named(core: str, session: date | None, quarters: str) -> Span | None:
    """Today, a weekday, this or next week, month or year, and their ends."""
    if session is None:
        return None
    core = re.sub(r"\bfinancial year end\b", "end of financial year", core)
    if core in ("today", "tonight", "same day", "the same day", "end of today"):
        return Span(session, session)
    if core == "tomorrow":
        return Span(session, session + timedelta(days=1))
    if found := re.fullmatch(rf"(?:(this|next|coming|the coming) )?({_W})", core):
        ahead = (WEEKDAYS.index(found[2]) - session.weekday()) % 7 or 7
        first = session + timedelta(days=ahead)
        # Some mean the Friday of next week by "next Friday".
        return Span(first, first + timedelta(days=7 if found[1] == "next" else 0))
    found = re.fullmatch(
        r"(?:later )?(?:(start|early|middle|late|end) (?:- )?(?:of )?)?(?:the )?(this|current|same|next|following"
        r"|coming)?"
        r" ?(week|month|year|calendar year)",
        core,
    )
    if not found or not (found[1] or found[2]):
        return None
    shift = 1 if found[2] in ("next", "following", "coming") else 0
    span = _period(session, found[3], shift)
    if found[3] == "week" and found[1] == "end":  # Friday to Sunday
        return Span(span[1] - timedelta(days=2), span[1])
    whole = narrowed(*span, found[1])
    return Span(max(whole.first, session), max(whole.last, session)) if shift == 0 else whole


def _period(session: date, unit: str, shift: int) -> tuple[date, date]:
    if unit == "week":
        monday = session - timedelta(days=session.weekday()) + timedelta(days=7 * shift)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        number = session.month - 1 + shift
        return months(session.year + number // 12, number % 12 + 1, number % 12 + 1)
    return months(session.year + shift, 1, 12)
