"""Sums of dates, durations and ages: a table worked out by hand, and laws for any date and age."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.check.core import Kind, Passage
from builder.check.sums import worked_out
from builder.model.place import Place

CASES = yaml.safe_load((Path(__file__).parent / "identity" / "sums.yml").read_text(encoding="utf-8"))


def sums(*texts: str) -> tuple[str, ...]:
    """What follows from sentences that stand in one part each."""
    place = Place("content/child-h/01-background.md", 1)
    return worked_out(tuple(Passage(text, Kind.TEXT, place, "Background", "en") for text in texts))


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["text"])[:60])
def test_what_follows_from_times(case: dict[str, Any]) -> None:
    texts = case["text"] if isinstance(case["text"], list) else [case["text"]]
    found = sums(*texts)
    assert [s.split(" give ")[1] for s in found if " give " in s] == case.get("dates", [])
    assert [s.split(" a birth in ")[1] for s in found if " a birth in " in s] == case.get("births", [])


@given(st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(1, 200), st.sampled_from(("day", "week")))
def test_a_birth_reckoned_back_is_the_birth(born: date, count: int, unit: str) -> None:
    seen = born + timedelta(days=count * (7 if unit == "week" else 1))
    (said,) = sums(f"On {seen.day} {seen:%B %Y} a baby aged {count} {unit}s was hurt.")
    first = said.split(" a birth in ")[1].split(" to ")
    assert first[-1] == f"{born.day} {born:%B %Y}"


@given(st.text(alphabet="0123456789 -aged oldtwyrmnhsbfMJuly.", max_size=80))
def test_any_words_are_reckoned_with_or_left(text: str) -> None:
    assert all(isinstance(s, str) for s in sums(f"In May 2018 {text}", text))
