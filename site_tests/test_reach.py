"""Whom readers can reach, and what a briefing may say for itself: numbers apart, audience, nation, publisher."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.adapters.tongues import END, START
from builder.model.briefing import Audience, Nation
from builder.model.phones import phones_in
from builder.model.theme import Theme
from builder.read import read_library
from builder.render.job import jobs_of
from builder.render.reach import ended, led
from builder.site.briefing_pages import briefing_pages

from .conftest import ROOT

TABLE: list[dict[str, Any]] = yaml.safe_load((ROOT / "site_tests/phones.yml").read_text(encoding="utf-8"))
PARTNERSHIP = """id: wrenford
name: Wrenford Partnership
formerly: [Old Wrenford Board]
nation: Wales
audience: both
contact: learning@wrenford.example
quarters: council
worried:
  line: Worried?
  number: 01632 960 333 (MASH) or 01632 960 334 out of hours
"""
BRIEFING = """title: Adult B
audience: adults
nation: england
publisher: Wrenford Community Safety Partnership
formerly: adult-c
worried: {line: "Worried about an adult?", number: 01632 960 555}
support: [{name: Somebody, phone: 01632 960 xxx}]
"""


@pytest.mark.parametrize("row", TABLE, ids=[row["said"] for row in TABLE])
def test_each_number_stands_apart_with_its_words(row: dict[str, Any]) -> None:
    assert [[p.number, p.href, p.words] for p in phones_in(row["said"])] == row["numbers"]


@given(st.text(alphabet=" 0123456789+()-/.xaorMSH,;", max_size=60))
def test_no_number_is_made_of_two(text: str) -> None:
    for phone in phones_in(text):
        assert phone.number in " ".join(text.split()) and len(phone.href) <= 32


@pytest.mark.parametrize(
    ("line", "number", "said"),
    [
        ("Worried about a child?", "01632 960 333", "Worried about a child? 01632 960 333."),
        ("The officer (LADO)", "01632 960 333", "The officer (LADO): 01632 960 333."),
        ("Ring the front door.", "", "Ring the front door."),
        ("“Is somebody safe?”", "", "“Is somebody safe?”"),
        (f"{START}Worried?{END}", "1", f"{START}Worried?{END} 1."),
        ("", "", ""),
    ],
)
def test_a_line_ends_once(line: str, number: str, said: str) -> None:
    assert ended(led(line, number)) == said


def test_a_language_that_does_not_name_its_readers_leaves_no_braces(tmp_path: Path) -> None:
    (tmp_path / "theme" / "words").mkdir(parents=True)
    (tmp_path / "theme" / "words" / "cy.yml").write_text("help: {colleague_text: '{people}: {allegations}'}\n", "utf-8")
    theme = Theme.of(tmp_path)
    for nation in Nation:
        said = theme.words("cy", Audience.BOTH, nation)["help"]["colleague_text"]
        assert (
            said
            == "children and adults: "
            + theme.words("en", Audience.BOTH, nation)["help"]["colleague_text"].split("own. ")[1].split(" If it")[0]
        )


def project(tmp_path: Path, briefing: str = BRIEFING) -> Path:
    for name, text in {
        "partnership.yml": PARTNERSHIP,
        "teams.csv": "organisation,section_team,team_manager,contact\nA,B,,\n",
        "adult-b/briefing.yml": briefing,
        "adult-b/01-background.md": "# Background\n\nWords.\n",
    }.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_briefing_speaks_for_itself(tmp_path: Path) -> None:
    reading = read_library(project(tmp_path))
    assert reading.library is not None
    assert [p.rule for p in reading.problems] == ["not-a-number"]
    (briefing,) = reading.library.briefings
    own, shown = reading.library.partnership, reading.library.partnership_of(briefing)
    assert (own.audience, own.nation, own.formerly, briefing.formerly) == (
        *(Audience.BOTH, Nation.WALES, ("Old Wrenford Board",)),
        ("adult-c",),
    )
    assert (shown.audience, shown.nation) == (Audience.ADULTS, Nation.ENGLAND)
    assert shown.name == "Wrenford Community Safety Partnership"
    (job,) = jobs_of(reading.library, Theme.of(tmp_path))
    assert "children" not in job.words["follow_up"]["change"]
    (overview, *_) = briefing_pages(job, {}, downloads=False)
    assert overview.meta["worried"] == {
        "line": "Worried about an adult?",
        "detail": "",
        "phones": [{"number": "01632 960 555", "href": "tel:01632960555", "words": ""}],
    }


def test_without_settings_of_its_own_a_briefing_is_the_partnerships(tmp_path: Path) -> None:
    reading = read_library(project(tmp_path, "title: Adult B\n"))
    assert reading.library is not None and not reading.problems
    (briefing,) = reading.library.briefings
    assert reading.library.partnership_of(briefing) == reading.library.partnership


def test_a_worried_line_without_a_number_to_call_stops_the_build(tmp_path: Path) -> None:
    text = BRIEFING.replace("01632 960 555", "01632 960 xxx")
    problems = read_library(project(tmp_path, text)).problems
    assert {p.rule for p in problems if str(p.severity) == "error"} == {"no-local-number"}
