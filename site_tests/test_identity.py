"""Sentences that identify somebody and sentences that do not: how many the rules find, and how many they flag in vain.

The figures of the first count of each set stand in docs/tested.md; this keeps what was reached since.
"""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.check.core import Draft
from builder.check.identity import scanned
from builder.model.briefing import Briefing, Section
from builder.model.partnership import Library, Partnership
from builder.model.place import Place
from builder.model.text import Paragraph, Text

HERE = Path(__file__).parent / "identity"
GOLDEN = Path(__file__).parent / "golden" / "identity"
SETS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second"),
    *("twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth"),
    *("twenty-ninth", "thirtieth", "thirty-first", "thirty-second"),
    *("thirty-third", "thirty-fourth", "thirty-fifth", "thirty-sixth", "thirty-seventh", "thirty-eighth"),
    *("thirty-ninth", "fortieth", "forty-first", "forty-second", "forty-third", "forty-fourth"),
    *("forty-fifth", "forty-sixth", "forty-seventh", "forty-eighth", "forty-ninth", "fiftieth"),
    *("fifty-first", "fifty-second", "fifty-third"),
)


Details = tuple[tuple[str, tuple[str, ...]], ...]


def details(text: str, partnership: str, today: date) -> Details:
    """The details found in one sentence of a briefing, by their kind."""
    place = Place("content/child-h/01-background.md", 1)
    part = Section(1, 1, "01-background", "Background", place, (Paragraph((Text(text),), 1),))
    briefing = Briefing("child-h", "Child H", place, (part,), alias="Child H")
    own = Partnership("wrenford", partnership, place, contact="learning@wrenford.example")
    draft = Draft(Library(own, (briefing,), ()), briefing, today)
    return tuple(each for _, found in scanned(draft) for each in found)


@cache
def counted(name: str) -> tuple[tuple[dict[str, Any], Details], ...]:
    """Each sentence of a set, with what is found in it."""
    held: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return tuple((row, details(row["text"], held["partnership"], held["today"])) for row in held["sentences"])


ALL = (*(f"{n}.yml" for n in SETS), "kinds.yml", "clean.yml")


@pytest.mark.parametrize("name", ALL)
def test_sentences_that_identify_are_found_and_others_left_alone(name: str) -> None:
    rows = counted(name)
    identifying = sum(row["identifies"] for row, _ in rows)
    missed = [row["text"] for row, found in rows if row["identifies"] and not found]
    flagged = [(row["text"], found) for row, found in rows if found and not row["identifies"]]
    assert len(missed) <= 0.05 * identifying, missed
    assert len(flagged) <= 0.03 * (len(rows) - identifying), flagged


@pytest.mark.parametrize("name", ALL)
def test_what_is_found_is_word_for_word_what_it_was(name: str) -> None:
    """Meant the change? Run with UPDATE_GOLDEN=1 and read the difference: a line for each sentence with a detail."""
    now = "".join(
        f"{n} " + " | ".join(f"{kind}: " + "; ".join(words) for kind, words in found) + "\n"
        for n, (_, found) in enumerate(counted(name), 1)
        if found
    )
    golden = GOLDEN / f"{name.removesuffix('.yml')}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(now, encoding="utf-8")
    assert now == golden.read_text(encoding="utf-8")


NAMES = (
    *("Tomasz Wieczorek", "Muhammad Bilal Qureshi", "Folasade Adeyemi", "Andreea Popescu", "Rhys Llewellyn-Pugh"),
    *("Siobhán Ní Cheallaigh", "Fadumo Hersi", "Mrs Okonkwo-Reid", "J. P. Whitlock", "Grace Holloway", "OKAFOR, Chidi"),
)
WHERE = (
    *("Police records from that night list {} as the caller.", "The register lists {} among the guests."),
    *("An analysis of the phone places {} in the car park.", "The paper trail leads to {}."),
    *("The film on the phone shows {} asleep.", "Police research showed that {} was wanted."),
    *("The tenancy lists {} and one other adult.", "The title deeds are held by {}."),
    *("The journal kept by {} was found.", "Contact: {}, grandmother.", "{} told the nurse that the baby was cold."),
)
"""Sentences in which words of reading or learning stand, and nobody reads or learns."""


@pytest.mark.parametrize("where", WHERE)
def test_a_whole_name_is_found_wherever_it_stands(where: str) -> None:
    missed = [
        name
        for name in NAMES
        if not {"full-name", "name"} & dict(details(where.format(name), "Wrenford", date(2026, 11, 27))).keys()
    ]
    assert not missed
