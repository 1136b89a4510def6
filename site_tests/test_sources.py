"""Statements of law and numbers to call: each has its source and the day somebody looked it up."""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
import yaml
from lxml import etree, html

from builder.model.briefing import Nation
from builder.model.partnership import Audience
from builder.model.theme import Theme
from builder.read import read_library

from .conftest import ROOT, copy_project

SOURCES = yaml.safe_load((ROOT / "theme" / "words" / "sources.yml").read_text(encoding="utf-8"))
LAW = r"\b(?:Act (?:19|20)\d\d|S\.I\. \d{4}|Order (?:19|20)\d\d|Regulations 20\d\d|within \d+ days"
LAW += r"|0808 \d{3} \d{4}|116 \d{3}|999)"
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
    for file in ("theme/words/en.yml", "content/child-h/briefing.yml", "builder/check/language/nations.py"):
        text = (ROOT / file).read_text(encoding="utf-8")
        said = {found for found in re.findall(LAW, text) if found != "999"}
        assert [found for found in sorted(said) if found not in covered] == []


# What each nation's law says ----------------------------------------------------------------------


@pytest.mark.parametrize("nation", list(Nation))
@pytest.mark.parametrize("audience", list(Audience))
def test_only_england_has_a_lado_and_every_nation_says_what_to_do(nation: Nation, audience: Audience) -> None:
    words = Theme.of(ROOT).words("en", audience, nation)
    said = (words["trainers"]["told_colleague_do"], words["help"]["colleague_text"])
    for text in said:
        assert "LADO" not in text if nation is not Nation.ENGLAND else "allegations" in text
        assert "procedure" in text or "LADO" in text
        assert "{" not in text


def test_999_by_sign_and_by_text_stands_in_print_and_in_the_session_once(dist: Path) -> None:
    """Beside the help page: on the briefing sheet, in the guide, and in the trainer's own window, never on the wall."""
    sheet = " ".join(p.extract_text() for p in pypdf.PdfReader(dist / "site/child-h/child-h-briefing.pdf").pages)
    with zipfile.ZipFile(dist / "trainers/child-h/guide.docx") as guide:
        words = " ".join(etree.fromstring(guide.read("word/document.xml")).itertext())
    window = html.fromstring((dist / "trainers/child-h/trainer.html").read_bytes()).text_content()
    for text in (sheet, words, window):
        flat_text = " ".join(text.replace("\u00a0", " ").split())
        assert "999 BSL" in flat_text and "01632 960 555" in flat_text
    assert window.count("999 BSL") == 1
    wall = html.fromstring((dist / "trainers/child-h/session.html").read_bytes()).text_content()
    assert "may be using abuse" not in wall, "what to do if somebody tells something is for the trainer's eyes"


def test_a_briefing_with_another_audience_shows_no_lado(tmp_path: Path) -> None:
    """Whom to tell about a colleague: its own, or the partnership's where audience and nation are the same."""
    project = copy_project(tmp_path)
    facts = project / "content" / "child-h" / "briefing.yml"
    text = facts.read_text(encoding="utf-8")
    lead = 'allegations: {line: "Lead for people in positions of trust", number: 01632 960 777}'
    cases = {"": "01632 960 555", "audience: adults": None, f"audience: adults\n{lead}": "01632 960 777"}
    for more, number in cases.items():
        facts.write_text(f"{text}\n{more}\n", encoding="utf-8")
        library = read_library(project).library
        assert library
        found = library.partnership_of(library.briefings[0]).allegations
        assert (found.number if found else None) == number, more
