"""Wherever it stands that goes out, what leads to a person stops the build until somebody decided about these words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from builder.check import check
from builder.check.identity.texts import STOPS
from builder.model.problems import Severity
from builder.read import read_library

HERE = Path(__file__).parent
ALL = (
    "Sarah Mitchell was seen at home. They lived at 12 Mill Road. His NHS number is 943 476 5919. Write to "
    "kylie99@hotmail.example today. She was born on 12 March 2019. He attended St Anne's Primary School. He was on "
    "Maple Ward. He was sentenced at Wrenford Crown Court."
)
WORDS = {
    "full-name": "Sarah Mitchell",
    "street": "12 Mill Road",
    "number": "NHS number is 943 476 5919",
    "email": "kylie99@hotmail.example",
    "birth-date": "12 March 2019",
    "school": "St Anne's Primary School",
    "ward": "Maple Ward",
    "court-name": "Wrenford Crown Court",
}
SETTINGS = {
    "summary": f'summary: "{ALL}"',
    "content notice": f'content_notice: "{ALL}"',
    "since": f'since: "{ALL}"',
    "who chose the alias": f'alias_chosen_by: "{ALL}"',
    "a meaning": f'glossary:\n  Plan: "{ALL}"',
    "a word explained": f'glossary:\n  "{ALL}": A plan',
    "timeline": f'timeline:\n  - when: "2019"\n    what: "{ALL}"',
    "sheet": f'sheet: "{ALL}"',
}
PARTS = {
    "text": ALL,
    "table": f"| Step | Who |\n| --- | --- |\n| One | {ALL} |",
    "head of a table": f"| Step | {ALL} |\n| --- | --- |\n| One | two |",
    "list": f"- one\n  - {ALL}",
    "heading": f"Words.\n\n## {ALL}\n\nMore.",
    "footnote": f"Words.[^1]\n\n[^1]: {ALL}",
    "alternative text": f"![{ALL}](map.png)",
    "quotation": f"> {ALL}",
    "words of a link": f"See [{ALL}](https://x.example/a).",
    "title of a link": f'See [the form](https://x.example/a "{ALL}").',
    "title of a reference": f'See [the form][1].\n\n[1]: https://x.example/a "{ALL}"',
    "code": f"```\n{ALL}\n```",
    "abbreviation": f"The MCA.\n\n*[MCA]: {ALL}",
    "task": f"- [ ] {ALL}",
    "question": f"Words.\n\n## Reflect\n\n- {ALL}",
    "trainers' words": f"Words.\n\n## For trainers\n\n{ALL}",
}


def library(root: Path, decided: bool) -> None:
    """A briefing for each place, with or without decisions about the words."""
    (root / "content").mkdir(parents=True)
    (root / "content" / "partnership.yml").write_bytes((HERE.parent / "content" / "partnership.yml").read_bytes())
    who = "reason: It is public\n    who: A Person, manager\n    when: 2026-11-02"
    rows = [f"  - rule: {rule}\n    words: [{json.dumps(words)}]\n    {who}\n" for rule, words in WORDS.items()]
    decisions = "decisions:\n" + "".join(rows) if decided else ""
    for number, place in enumerate((*SETTINGS, *PARTS)):
        folder = root / "content" / f"b{number:02d}"
        folder.mkdir()
        setting = SETTINGS.get(place, "summary: Learning")
        (folder / "briefing.yml").write_text(f"title: A\nalias: Child K\n{setting}\n{decisions}", encoding="utf-8")
        text = f"# Background\n\nSome words.\n\n{PARTS.get(place, '')}\n"
        (folder / "01-background.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("decided", [False, True])
def test_each_kind_stops_in_each_place_until_it_is_decided(tmp_path: Path, decided: bool) -> None:
    assert set(WORDS) == STOPS
    library(tmp_path, decided)
    reading = read_library(tmp_path)
    assert reading.library
    found: dict[str, set[str]] = {f"b{number:02d}": set() for number, _ in enumerate((*SETTINGS, *PARTS))}
    for problem in check(reading.library, date(2026, 11, 28)):
        if problem.severity is Severity.ERROR and problem.rule in STOPS:
            found[problem.place.path.split("/")[1]].add(problem.rule)
    by_place = dict(zip((*SETTINGS, *PARTS), found.values(), strict=True))
    wanted: set[str] = set() if decided else set(STOPS)
    assert {place: rules for place, rules in by_place.items() if rules != wanted} == {}


def test_a_decision_holds_for_no_other_words(tmp_path: Path) -> None:
    library(tmp_path, decided=True)
    file = tmp_path / "content" / "b00" / "01-background.md"
    file.write_text("# Background\n\nPeter Hollingworth of 14 Mill Road, a pupil at St John's School.\n", "utf-8")
    reading = read_library(tmp_path)
    assert reading.library
    found = {p.rule for p in check(reading.library, date(2026, 11, 28)) if p.severity is Severity.ERROR}
    assert found == {"full-name", "street", "school"}


@pytest.mark.parametrize(
    ("address", "stops"), [("kylie99@hotmail.example", True), ("learning@wrenford.example", False)]
)
def test_an_address_behind_words_is_seen(tmp_path: Path, address: str, stops: bool) -> None:
    library(tmp_path, decided=True)
    file = tmp_path / "content" / "b09" / "01-background.md"
    file.write_text(f"# Background\n\nWrite to [us](mailto:{address}?subject=x).\n", "utf-8")
    settings = tmp_path / "content" / "b09" / "briefing.yml"
    settings.write_text("title: A\n", "utf-8")
    reading = read_library(tmp_path)
    assert reading.library
    found = [p.rule for p in check(reading.library, date(2026, 11, 28)) if p.severity is Severity.ERROR]
    assert ("email" in found) is stops


@pytest.mark.parametrize(
    ("title", "stops"),
    [
        ("Learning from the death of Sarah Mitchell", True),
        ("Kayleigh Broadbent: a review", True),
        ("Star Hobson and Arthur Labinjo-Hughes", False),
        ("Non-Accidental Injury in Babies", False),
        ("Non-Fatal Strangulation", False),
        ("Summer Born Babies", False),
        ("Child Rose Smith", False),
    ],
)
def test_a_title_makes_no_whole_name_of_somebody_public(tmp_path: Path, title: str, stops: bool) -> None:
    folder = tmp_path / "content" / "a"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "partnership.yml").write_bytes((HERE.parent / "content" / "partnership.yml").read_bytes())
    (folder / "briefing.yml").write_text(f'title: "{title}"\nalias: Child Rose Smith\n', encoding="utf-8")
    (folder / "01-background.md").write_text(f"# Background\n\nThis is about {title}.\n", encoding="utf-8")
    reading = read_library(tmp_path)
    assert reading.library
    found = [p.place.path for p in check(reading.library, date(2026, 11, 28)) if p.rule == "full-name"]
    assert sorted(found) == (["content/a/01-background.md", "content/a/briefing.yml"] if stops else [])
