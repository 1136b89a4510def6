"""What words of time mean: a table of examples, and the promise that no wrong date is ever made."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.model.dates import Quarters, Sort, exact, when

from .conftest import ROOT

SESSION = date(2026, 11, 27)
TABLE: list[dict[str, Any]] = yaml.safe_load((ROOT / "site_tests/dates.yml").read_text(encoding="utf-8"))
WELSH = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split()
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize("row", TABLE, ids=[row["said"] for row in TABLE])
def test_what_people_write(row: dict[str, Any]) -> None:
    found = when(row["said"], session=SESSION)
    assert (str(found.sort), found.first, found.last) == (row["sort"], row.get("first"), row.get("last"))
    assert found.words == row["said"]


def written(day: date) -> list[str]:
    """A day in ways that share no code with the reader's: `strftime` and a table of Welsh months."""
    welsh = WELSH[day.month - 1]
    return [
        *(day.strftime(form) for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%A, %d %b %Y")),
        *(day.strftime(form) for form in ("by %d/%m/%y", "%Y/%m/%d", "%d%b%Y", "%B %d, %Y", "no later than %d %B %Y")),
        *(f"{day.day} {welsh} {day.year}", f"erbyn {day.day} o {welsh} {day.year}"),
        day.strftime("%d\u2011%m\u2011%Y"),
        day.strftime("%d\u00a0%B\u00a0%Y"),
    ]


@given(DAYS)
def test_a_whole_date_is_that_day_however_it_is_written(day: date) -> None:
    assert {text: exact(text) for text in written(day)} == dict.fromkeys(written(day), day)


@given(DAYS, st.sampled_from(("early", "end of", "mid", "w/c", "around", "before", "week ending", "by the end of")))
def test_a_vague_date_is_never_exact_and_holds_what_it_is_about(day: date, part: str) -> None:
    whole = part in ("w/c", "around", "week ending", "before")
    found = when(f"{part} {day.strftime('%d %B %Y' if whole else '%B %Y')}", session=SESSION)
    assert found.sort is Sort.ABOUT and found.first and found.last
    assert found.first <= found.last
    if whole:
        assert found.first <= day <= found.last
    else:
        month = {(found.first + timedelta(days=n)).month for n in range((found.last - found.first).days + 1)}
        assert month == {day.month}


@given(st.text(alphabet=" 0123456789/.-,:abcehijlmnoprstuvyJFMASOND'Q", max_size=24), st.none() | DAYS)
def test_no_day_is_made_up(text: str, session: date | None) -> None:
    found = when(text, session=session)
    assert (found.first is None) or (found.last is None) or found.first <= found.last
    if day := found.day:  # every part of an exact date stands in the text
        assert str(day.day) in {str(int(n)) for n in re.findall(r"\d+", text)}
        assert re.search(rf"{day.year}|{day.year % 100:02}", text)


@given(st.text(max_size=60))
def test_any_text_has_a_meaning(text: str) -> None:
    assert when(text, session=SESSION).sort in Sort


@given(st.integers(1, 4), st.integers(2020, 2040))
def test_quarters_are_of_both_years_unless_the_partnership_says_which(number: int, year: int) -> None:
    text = f"Q{number} {year}"
    own, council = (when(text, quarters=q) for q in (Quarters.CALENDAR, Quarters.COUNCIL))
    both = when(text)
    assert (own.first, own.last) < (council.first, council.last)
    assert (both.first, both.last) == (own.first, council.last)
    assert own.first == date(year, 3 * number - 2, 1)


def test_what_counts_from_an_unknown_session_is_said_so() -> None:
    assert when("within six weeks").sort is Sort.COUNTED
    assert when("end of March").sort is Sort.COUNTED
    assert when("end of March 2027").sort is Sort.ABOUT


def test_reading_thousands_of_dates_is_quick() -> None:
    long = "a " * 5000 + "1 March 2027 " * 2000
    assert when(long).sort is Sort.UNKNOWN
