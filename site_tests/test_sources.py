"""Statements of law and numbers to call: each has its source and the day somebody looked it up."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import yaml

from .conftest import ROOT

SOURCES = yaml.safe_load((ROOT / "theme" / "words" / "sources.yml").read_text(encoding="utf-8"))
LAW = r"\b(?:Act (?:19|20)\d\d|S\.I\. \d{4}|Regulations 20\d\d|within \d+ days|0808 \d{3} \d{4}|999)"
"""What marks a statement of law or a national number in words that readers see."""


def released() -> date:
    """The first day of the month of the newest release that the changelog names."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    months = "January February March April May June July August September October November December".split()
    month, year = re.findall(r"^## [\d.]+ \((\w+) (\d{4})\)", text, flags=re.M)[0]
    return date(int(year), months.index(month) + 1, 1)


def flat(text: str) -> str:
    return " ".join(re.sub(r"\n\s+", " ", text).split())


@pytest.mark.parametrize("entry", SOURCES, ids=lambda e: e["says"][:40])
def test_a_statement_stands_where_it_is_said_to_and_was_looked_up_within_a_year(entry: dict[str, object]) -> None:
    text = flat((ROOT / str(entry["in"])).read_text(encoding="utf-8"))
    assert flat(str(entry["says"])) in text
    assert str(entry["source"]).strip()
    looked = entry["looked_up"]
    assert isinstance(looked, date) and looked + timedelta(days=365) >= released()


def test_no_act_and_no_national_number_is_without_a_source() -> None:
    """Each Act, time limit and free number that words or the example name is covered by an entry."""
    covered = " ".join(f"{e['says']} {e['source']}" for e in SOURCES)
    for file in ("theme/words/en.yml", "content/child-h/briefing.yml"):
        text = (ROOT / file).read_text(encoding="utf-8")
        said = {found for found in re.findall(LAW, text) if found != "999"}
        assert [found for found in sorted(said) if found not in covered] == []
