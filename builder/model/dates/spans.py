"""From words brought down to their plain form (`words`) to a first and a last day."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from .counted import counted, named
from .periods import Span, easter, months, narrowed
from .words import MONTHS, WEEKDAYS, as_number

_M = "|".join(MONTHS)
_W = "|".join(WEEKDAYS)
_Y = r"(?:' )?(\d{4}|\d{2})"
_PART = (
    r"(?:(?:the )?(very early|very end|first half|second half|start|early|middle|late|end)"
    r" (?:- )?(?:of )?(?:the )?)?(?:(?:the )?month of (?:the )?)?"
)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "hydref": (9, 11)}
_TERMS = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12), "hydref": (9, 12)}


def span_of(core: str, session: date | None, quarters: str) -> Span | None:
    """The first and last day that the words mean; None where they are no date, or count from a day not given."""
    for read in (_day, _month, _year, _quarter, _season, _feast, counted, named, _range):
        try:
            found = read(core, session, quarters)
        except (ValueError, OverflowError):  # 31 February, year 0
            return None
        if found is not None:
            return found
    return None


def _full_year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _day(core: str, session: date | None, quarters: str) -> Span | None:
    weekday, rest = None, core
    if found := re.match(rf"({_W}) ?(?:[,.] )?(?:the )?(?=\d|{_M})", core):
        weekday, rest = found[1], core[found.end() :]
    elif found := re.search(rf"(?<=\d) ?[,(]? ?(?:a )?({_W}) ?\)?$", core):
        weekday, rest = found[1], core[: found.start()].strip()
    parts = _figures(rest) or _with_name(rest)
    if parts is None:
        return _week_of(core, session, quarters)
    year, month, day = parts
    if year is None and session and rest.startswith(MONTHS) and 0 <= 2000 + day - session.year <= 2:
        return None  # "Jun 27" is June 2027 to most
    if year is not None:
        one = date(year, month, day)
        return Span(one, one, True) if weekday is None or WEEKDAYS[one.weekday()] == weekday else None
    if session is None:
        return None
    return _without_year(month, day, weekday, session)


def _without_year(month: int, day: int, weekday: str | None, session: date) -> Span | None:
    """The next such day from the session on; with a weekday, only a year in which it fits."""
    for year in range(session.year, session.year + (9 if (month, day) == (2, 29) else 2)):
        if (month, day) == (2, 29) and not calendar.isleap(year):
            continue
        one = date(year, month, day)
        if one >= session and (weekday is None or WEEKDAYS[one.weekday()] == weekday):
            return Span(one, one)
    return None


def _figures(rest: str) -> tuple[int | None, int, int] | None:
    if found := re.fullmatch(r"(\d{4}) ?([-/.]) (\d{1,2}) \2 (\d{1,2})", rest):
        return int(found[1]), int(found[3]), int(found[4])
    if found := re.fullmatch(r"(\d{1,2}) (?:([-/.]) )?(\d{1,2}) (?:\2 )?(\d{4}|\d{2})", rest):
        return _full_year(found[4]), int(found[3]), int(found[1])
    return None


def _with_name(rest: str) -> tuple[int | None, int, int] | None:
    gap = r" ?(?:of |the |[-/., ]+)*"
    if found := re.fullmatch(rf"(\d{{1,2}}){gap}({_M})(?:{gap}{_Y})?", rest):
        return (_full_year(found[3]) if found[3] else None), MONTHS.index(found[2]) + 1, int(found[1])
    if found := re.fullmatch(rf"({_M}) ?(?:the )?(\d{{1,2}})(?: ?(?:, )?(\d{{4}}))?", rest):
        return (int(found[3]) if found[3] else None), MONTHS.index(found[1]) + 1, int(found[2])
    if found := re.fullmatch(rf"(\d{{4}}){gap}({_M}){gap}(\d{{1,2}})", rest):
        return int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    return None


def _week_of(core: str, session: date | None, quarters: str) -> Span | None:
    found = re.fullmatch(
        r"(?:the )?(?:w / ?([bce])|wc|week (commencing|beginning|ending|of)|week start) ?:? ?(.+)", core
    )
    if not found:
        return None
    inner = _day(found[3], session, quarters)
    if inner is None:
        return None
    six = timedelta(days=6)
    ends = found[1] == "e" or found[2] == "ending"
    return Span(inner.first - six, inner.last) if ends else Span(inner.first, inner.last + six)


def _month(core: str, session: date | None, quarters: str) -> Span | None:
    if found := re.fullmatch(r"(\d{1,2}) ([/.-]) (\d{4})", core):  # 03/2027
        return Span(*months(int(found[3]), int(found[1]), int(found[1]))) if 1 <= int(found[1]) <= 12 else None
    if found := re.fullmatch(r"(\d{4}) - (\d{2})", core):  # 2027-03, but 2027-28 is a year
        return Span(*months(int(found[1]), int(found[2]), int(found[2]))) if 1 <= int(found[2]) <= 12 else None
    found = re.fullmatch(rf"{_PART}({_M})(?: ?(?:of |[-/., ]+)*{_Y})?", core)
    if not found:
        return None
    month = MONTHS.index(found[2]) + 1
    if not found[3] and session is None:
        return None
    if found[3]:
        year = _full_year(found[3])
    else:
        assert session is not None
        year = session.year + (month < session.month)
    first, last = months(year, month, month)
    return narrowed(first, last, found[1])


def _year(core: str, session: date | None, quarters: str) -> Span | None:
    if found := re.fullmatch(
        rf"{_PART}(?:(?:the )?(?:(?:calendar )?year|(financial|fiscal|council|academic|school|f) ?y?(?:ear)?) )?"
        r"(\d{4})"
        r"(?: ?[/-] (\d{4}|\d{2}))?(?: (financial|academic|school) year)?",
        core,
    ):
        part, kind, year = found[1], found[2] or found[5], int(found[3])
        if found[4] and _full_year(found[4][-2:]) % 100 != (year + 1) % 100:
            return None
        if found[4] or kind:
            spans = {"academic": (9, 20), "school": (9, 20), None: (4, 20)}
            start, end = spans.get(kind, (4, 15))
            return narrowed(*months(year, start, end), part)
        return narrowed(*months(year, 1, 12), part)
    if session and (found := re.fullmatch(rf"{_PART}(?:financial|fiscal|council) year", core)):
        start = session.year - (session.month < 4)
        return narrowed(*months(start, 4, 15), found[1])
    if session and re.fullmatch(r"(?:the )?(?:year end|end (?:of )?(?:the )?year)", core):
        # The calendar's December or the council's March: both.
        year = session.year
        if session.month <= 3:
            return Span(session, date(year, 12, 31))
        return Span(date(year, 12, 1), date(year + 1, 3, 31))
    return None


def _quarter(core: str, session: date | None, quarters: str) -> Span | None:
    year = r"(?: ?(?:of |[-/., ]+)*(?:(?:the )?year )?(?:f ?y ?)?(\d{4}|\d{2})(?: ?[/-] (\d{4}|\d{2}))?)?"
    found = re.fullmatch(rf"{_PART}(?:q|quarter|ch) ?([1-4]){year}", core)
    found = found or re.fullmatch(rf"{_PART}([1-4]|first|second|third|fourth|last|final) (?:q|quarter){year}", core)
    if not found:
        flipped = re.fullmatch(r"(\d{4})(?: ?([/-]) (\d{2}|\d{4}))? ?[-/,]? ?(?:q|quarter) ?([1-4])", core)
        if not flipped:
            return _half(core, quarters)
        two = f" / {flipped[3]}" if flipped[3] else ""
        return _quarter(f"q {flipped[4]} {flipped[1]}{two}", session, quarters)
    number = {"last": 4, "final": 4}.get(found[2]) or as_number(found[2]) or 1
    if found[3] is None:
        return _next_quarter(number, session, quarters, found[1])
    if found[4]:
        quarters = "council"
    return narrowed(*_quarter_of(number, _full_year(found[3]), quarters), found[1])


def _quarter_of(number: int, year: int, quarters: str) -> tuple[date, date]:
    own = months(year, 3 * number - 2, 3 * number)
    council = months(year, 3 * number + 1, 3 * number + 3)
    if quarters == "calendar":
        return own
    return council if quarters == "council" else (own[0], council[1])


def _next_quarter(number: int, session: date | None, quarters: str, part: str | None) -> Span | None:
    if session is None:
        return None
    spans = (_quarter_of(number, session.year + shift, quarters) for shift in (-1, 0, 1))
    return next((narrowed(*span, part) for span in spans if span[1] >= session), None)


def _half(core: str, quarters: str) -> Span | None:
    found = re.fullmatch(r"h ([12]) ?(?:of |[-/., ]+)*(\d{4})", core)
    if not found:
        return None
    number, year = int(found[1]), int(found[2])
    own, council = months(year, 6 * number - 5, 6 * number), months(year, 6 * number - 2, 6 * number + 3)
    if quarters == "calendar":
        return Span(*own)
    return Span(*council) if quarters == "council" else Span(own[0], council[1])


def _season(core: str, session: date | None, quarters: str) -> Span | None:
    found = re.fullmatch(
        rf"{_PART}(spring|summer|autumn|winter|hydref)( term| half term)?"
        r"(?: ?(?:of |[-,/ ]+)*(\d{4})(?: ?[/-] (\d{4}|\d{2}))?)?",
        core,
    )
    if not found:
        return None
    part, name, term = found[1], found[2], found[3]
    if found[4] is None:
        return _next_season(name, term, part, session)
    year = int(found[4])
    if name == "winter":  # of two years where one is named: December before it to February after it
        if found[5]:
            return Span(*months(year, 12, 14))
        return Span(months(year - 1, 12, 12)[0], months(year, 12, 14)[1])
    start, end = (_TERMS if term else _SEASONS)[name]
    if found[5]:
        year += name != "autumn"
    return narrowed(*months(year, start, end), part)


def _next_season(name: str, term: str | None, part: str | None, session: date | None) -> Span | None:
    if session is None:
        return None
    start, end = (12, 14) if name == "winter" else (_TERMS if term else _SEASONS)[name]
    spans = (months(session.year + shift, start, end) for shift in (-1, 0, 1))
    return next((narrowed(*span, part) for span in spans if span[1] >= session), None)


def _feast(core: str, session: date | None, quarters: str) -> Span | None:
    found = re.fullmatch(
        r"(easter|christmas|new year)(?: (day|eve|break|holidays?))?(?: ?(?:in |of |,)* ?(\d{4}))?", core
    )
    if not found or (found[3] is None and session is None):
        return None
    years = [int(found[3])] if found[3] else [session.year - 1, session.year, session.year + 1] if session else []
    for year in years:
        if found[1] == "easter":
            sunday = easter(year)
            span = Span(sunday - timedelta(days=2), sunday + timedelta(days=1))
        elif found[1] == "christmas":
            span = Span(date(year, 12, 24), date(year, 12, 26))
        else:
            span = Span(date(year - 1, 12, 31), date(year, 1, 2))
        if session is None or found[3] or span.last >= session:
            return span
    return None


def _range(core: str, session: date | None, quarters: str) -> Span | None:
    """ "March to May 2027", "1-5 March 2027", "between 1 March and 5 April 2027", "March/April 2027"."""
    core = re.sub(r"^(?:between|from) ", "", core)
    for cut in re.finditer(r" (?:to|until|and|or|through|-|/|&) ", core):
        left, right = core[: cut.start()].strip(), core[cut.end() :].strip()
        end = span_of(right, session, quarters) if left else None
        start = _borrowing(left, right, session, quarters) if end else None
        if start and end and start.first <= end.first and (end.last - start.first).days <= 3 * 366:
            return Span(start.first, end.last)
    return None


def _borrowing(left: str, right: str, session: date | None, quarters: str) -> Span | None:
    """The start of a range, which may leave month and year to its end: "1 - 5 March 2027"."""
    year = re.search(r"\b\d{4}$", right)
    month = re.search(rf"\b({_M})\b", right)
    endings = [""]
    if year:
        endings.insert(0, f" {year[0]}")
    if month and re.fullmatch(r"\d{1,2}", left):
        endings.insert(0, f" {month[0]} {year[0]}" if year else f" {month[0]}")
    for ending in endings:
        if re.search(r"\b\d{4}$", left) and ending:
            continue
        if re.fullmatch(r"\d{1,3}", left) and not ending:
            continue
        if found := span_of(left + ending, session, quarters):
            return found
    return None
