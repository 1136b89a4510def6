"""Sentences that identify somebody and sentences that do not: how many the rules find, and how many they flag in vain.

The figures of the first count of each set stand in docs/tested.md; this keeps what was reached since.
"""

from __future__ import annotations

from datetime import date
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
SETS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
)


def details(text: str, partnership: str, today: date) -> list[str]:
    """The kinds of detail found in one sentence of a briefing."""
    place = Place("content/child-h/01-background.md", 1)
    part = Section(1, 1, "01-background", "Background", place, (Paragraph((Text(text),), 1),))
    briefing = Briefing("child-h", "Child H", place, (part,), alias="Child H")
    own = Partnership("wrenford", partnership, place, contact="learning@wrenford.example")
    draft = Draft(Library(own, (briefing,), ()), briefing, today)
    return [kind for _, found in scanned(draft) for kind, _ in found]


@pytest.mark.parametrize("name", [*(f"{n}.yml" for n in SETS), "kinds.yml"])
def test_sentences_that_identify_are_found_and_others_left_alone(name: str) -> None:
    held: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    missed, flagged, identifying = [], [], 0
    for row in held["sentences"]:
        found = details(row["text"], held["partnership"], held["today"])
        identifying += row["identifies"]
        if row["identifies"] and not found:
            missed.append(row["text"])
        if not row["identifies"] and found:
            flagged.append((row["text"], found))
    assert len(missed) <= 0.05 * identifying, missed
    assert len(flagged) <= 0.03 * (len(held["sentences"]) - identifying), flagged
