"""Golden words: what dates and telephone numbers mean in every combination of their parts, as somebody agreed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.easter import easter as witness

from builder.model.dates import Quarters, when
from builder.model.phones import phones_in

from .agreed_text import as_agreed

SESSIONS = (date(2026, 11, 27), date(2026, 12, 31), date(2028, 1, 31), date(2028, 2, 29), date(2027, 3, 28))
PARTS = ("", "early", "start of", "mid-", "late", "end of", "first half of", "second half of", "very end of")
PERIODS = (
    *("February 2028", "March 27", "Q1 2027", "Q4 2027/28", "second quarter of 2027", "last quarter 2027"),
    *("spring 2027", "winter 2027", "winter 2026/27", "autumn term 2027", "summer term 2026/27", "hydref 2027"),
    *("2027", "2027-28", "financial year 2027", "academic year 2027/28", "school year 2027"),
    *("the month of May 2027", "2027-29", "2027/08"),
)
RELATIVE = (
    *("Monday", "Thursday", "Friday", "Sunday", "next Friday", "this Monday", "the coming Sunday", "tomorrow", "today"),
    *("within 3 days", "10 working days", "1 school day", "2-4 weeks", "a fortnight", "2 fortnights", "1 month"),
    *("13 months", "2 years", "half a year", "24 hours", "25 hours", "4 to 2 weeks", "in 12 weeks", "14 months"),
    *(
        "this week",
        "next week",
        "end of week",
        "end of next week",
        "early next month",
        "end of the month",
        "this month",
    ),
    *("this year", "next year", "late this year", "later this month", "financial year end", "following month"),
    *(
        "29 February",
        "31 January",
        "1 January",
        "Friday 1 January",
        "27 November",
        "26 November",
        "January",
        "December",
    ),
    *(
        "Q1",
        "Q4",
        "spring",
        "summer term",
        "winter",
        "early winter",
        "Easter",
        "Christmas",
        "new year",
        "Jun 27",
        "Jun 31",
    ),
    *("week", "end week", "year", "next calendar year"),
)
SHAPES = (
    *("1 March 2027", "1st of March 2027", "March 1 2027", "2027 March 1", "2027-03-01", "01/03/27", "1 3 2027"),
    *(
        "01/03.2027",
        "32 March 2027",
        "29 February 2027",
        "29 February 2028",
        "Monday 1 March 2027",
        "1 March 2027 (Mon)",
    ),
    *("Sunday 1 March 2027", "1 March 1899", "1 March 1900", "1 March 2100", "1 March 2101", "13/13/2027", "12/2027"),
    *("13/2027", "00/2027", "2027-12", "2027-13", "2027-00", "w/c 1 March 2027", "w/e 1 March 2027", "wc 1 March 2027"),
    *("week ending Sunday 7 March 2027", "week of 1 March 2027", "week commencing March 2027", "1-5 March 2027"),
    *("5-1 March 2027", "1 to 5 March", "28 Feb to 1 March 2028", "March to May 2027", "May to March 2027"),
    *("November to January 2027", "2027 to 2029", "2027 to 2031", "March 2027 to Q2 2027", "1 or 2 March 2027"),
    *("between 1 March and 5 April 2027", "from 1 March to 5 March 2027", "before 1 March 2027", "before March 2027"),
    *(
        "before the end of March 2027",
        "around 1 March 2027",
        "around March 2027",
        "from 1 March 2027",
        "March 2027 onwards",
    ),
    *(
        "starting March 2027 and ongoing",
        "done on 1 March",
        "done on 1 March 2027",
        "completed by 1 March",
        "to start now",
    ),
    *(
        "we will meet on 1 March 2027 and talk",
        "on 1 March 2027 or 2 March 2027 we talk",
        "sent 1 March 2027 each week",
    ),
    *(
        "call 1-01/03/2027",
        "asap / ongoing",
        "asap, 1 March 2027",
        "now and then",
        "tbc",
        "n/a",
        "-",
        "???",
        "",
        "0",
        "999",
    ),
    *(
        "by 1 March 2027 at 10:30",
        "1 March 2027 by noon",
        "1 March 2027 cob",
        "Q0 2027",
        "Q5 2027",
        "5th quarter 2027",
        "Easter 2027",
        "Christmas 2026",
        "New Year 2027",
        "end of Easter 2027",
    ),
    *("31 Mawrth 2027", "dydd Mercher 31 Mawrth 2027", "o fewn tair wythnos", "diwedd Hydref 2027", "12 Hydref 2027"),
)


def told(text: str, session: date | None = None, quarters: Quarters = Quarters.EITHER) -> str:
    """A line: the words, the day they count from, and what they mean."""
    found = when(text, session=session, quarters=quarters)
    days = f" {found.first} {found.last}" if found.first else ""
    return f"{text} | {session or ''} | {found.sort}{days}"


def test_dates_of_every_shape() -> None:
    lines = [told(f"{part} {period}".replace("- ", "-").strip(), SESSIONS[0]) for period in PERIODS for part in PARTS]
    lines += [told(text, session) for text in RELATIVE for session in (*SESSIONS, None)]
    lines += [told(text, SESSIONS[0]) for text in SHAPES] + [told(text) for text in SHAPES]
    lines += [f"{q or 'either'} {told(f'Q{n} 2027', None, q)}" for n in (1, 2, 3, 4) for q in Quarters]
    lines += [
        told(f"{n} {unit}", SESSIONS[3]) for n in (1, 5, 6, 30, 101) for unit in ("days", "weeks", "working days")
    ]
    as_agreed("\n".join((*lines, "")), "words/dates.txt")


def test_easter_is_where_another_reckoning_has_it() -> None:
    for year in range(1900, 2101):
        found = when(f"Easter {year}")
        assert found.first == witness(year) - timedelta(days=2)
        assert found.last == witness(year) + timedelta(days=1)


NUMBERS = ("01632 960 333", "01632960334", "116 123", "+44 (0)1632 960 335", "(01632) 960-336", "0808 2000 247")
BETWEEN = (
    *(", ", " or ", "/", " / ", "; ", " (day) ", " – night ", ", at night ", " (day) or ", " day, night ", ". Text "),
    *(" ext 12 or ", " x3, ", "\n", " - ", " neu ", " and (after 5) ", ": ", " fax ", " fax no. ", " then press 2, "),
)
AROUND = ("{}", "Call {}", "MASH {}", "{} (free)", "{} at any time", "Day: {}.", "Police {}, always", "(see {})")
ALONE = (
    *("101", "105", "999", "112", "111", "100", "116000", "116123", "118118", "0300 123 123", "1234567", "01632 9"),
    *("01632 960 xxx", "01632 960 3330", "02 960", "18001 01632 960 333", "018001 01632 960 333", "018002 01632960333"),
    *("+353 1 234 5678", "0044 1632 960333", "+44 01632 960333", "text 85258", "Text HELP to 85258", "text 1234"),
    *("text 123", "text 1234567", "text 12345678", "01632 960 333 or 334", "01632 960 333/4/5", "01632 960 333-336"),
    *("a1632960333", "x@01632960333", "01632 960 333 ext. 445566", "01632 960 333 extension 7", "01632.960.333"),
    *(
        "01632960333 01632960334",
        "01632 960 333  01632 960 334",
        "2026 to 2027",
        "p 12",
        "£01632960333",
        "01632960333a",
    ),
    *(
        "01632960333/01632960334/01632960335",
        "0800 1111",
        "0800 111",
        "(0)1632 960 333",
        "((01632) 960 333",
        "001 212 555 0100",
    ),
)


def numbers(text: str) -> Iterator[str]:
    """Lines: the words, and each number in them."""
    yield text.replace("\n", "\\n")
    yield from (f"    {p.number} {p.href} {p.words}".rstrip() for p in phones_in(text))


def test_telephone_numbers_of_every_shape() -> None:
    texts = [a.format(f"{NUMBERS[0]}{b}{NUMBERS[1]}") for b in BETWEEN for a in AROUND[:5]]
    texts += [a.format(n) for n in NUMBERS for a in AROUND]
    texts += [f"{NUMBERS[0]}, {NUMBERS[1]} (x) or {NUMBERS[2]} y", f"a {NUMBERS[0]}, b {NUMBERS[1]}, c {NUMBERS[2]}"]
    as_agreed("\n".join(line for text in (*texts, *ALONE) for line in numbers(text)) + "\n", "words/phones.txt")
