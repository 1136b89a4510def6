"""Values change in their own line: comments, order and everything else stay, whatever the words are."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.adapters.yaml_lines import CannotChangeError, value_at, with_entry, with_value, without_entry
from builder.new_project import PARTNERSHIP

from .conftest import ROOT

BRIEFING = (ROOT / "content" / "child-h" / "briefing.yml").read_text(encoding="utf-8")
SMALL = "# Top\ntitle: Child H   # as readers know it\nsummary: >-\n  Words\n  here.\n\n# End\n"
PLACES = [
    (PARTNERSHIP, ("name",)),
    (PARTNERSHIP, ("worried", "number")),
    (PARTNERSHIP, ("returns", "by")),
    (PARTNERSHIP, ("address",)),
    (PARTNERSHIP, ("accessibility", "tested_by")),
    (PARTNERSHIP, ("new_group", "new_key")),
    (SMALL, ("title",)),
    (SMALL, ("summary",)),
    (SMALL, ("new_key",)),
    (BRIEFING, ("support", 0, "detail")),
    (BRIEFING, ("content_notice",)),
]
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n#:\"'-[]{}&*!|>%@`, "), max_size=80)
TRAPS = st.sampled_from(["no", "2027-01-31", "01632 960 999", "a: b", "x #y", "# x", "- a", "[x", "long words " * 30])


def loaded(text: str) -> object:
    """What PyYAML reads, every value as it is written."""
    return yaml.load(text, Loader=yaml.BaseLoader)


@settings(max_examples=40)
@given(st.sampled_from(PLACES), WORDS | TRAPS)
def test_a_value_is_read_as_it_was_typed_and_nothing_else_changes(
    place: tuple[str, tuple[str | int, ...]], words: str
) -> None:
    text, path = place
    changed = with_value(text, path, words)
    found: object = loaded(changed)
    before: object = loaded(text)
    for step in path[:-1]:
        found = found[step]  # type: ignore[index]
        before = before[step] if isinstance(before, list) else (before or {}).get(step)  # type: ignore[attr-defined]
    assert isinstance(found, dict)
    assert (found.get(path[-1]) or "") == words == (value_at(changed, path) or "")
    rest = {k: v for k, v in (before or {}).items() if k != path[-1]}  # type: ignore[attr-defined]
    assert {k: v for k, v in found.items() if k != path[-1]} == rest
    comments = [line for line in text.split("\n") if line.lstrip().startswith("#")]
    assert [line for line in changed.split("\n") if line in comments] == comments


def test_a_comment_beside_a_value_stays() -> None:
    assert "audience: adults          # children or adults" in with_value(PARTNERSHIP, ("audience",), "adults")
    assert with_value(SMALL, ("title",), "Child K").startswith("# Top\ntitle: Child K   # as readers know it\n")


@pytest.mark.parametrize("text", ["title: x\n", "title: x\nsupport:\n", "title: x\nsupport: []\nlang: en\n", BRIEFING])
def test_entries_come_and_go(text: str) -> None:
    entry = {"name": "Line: one", "phone": "01632 960 111", "url": ""}
    before = value_at(text, ("support",)) or []
    more = with_entry(text, ("support",), entry)
    assert loaded(more)["support"] == [*before, {"name": "Line: one", "phone": "01632 960 111"}]  # type: ignore[index]
    assert (value_at(without_entry(more, ("support", len(before))), ("support",)) or []) == before


def test_a_decision_names_its_words() -> None:
    entry = {"rule": "nationality", "words": ['Asia "now"'], "reason": "x", "who": "y", "when": "2026-11-27"}
    assert value_at(with_entry("title: x\n", ("decisions",), entry), ("decisions",)) == [entry]


@pytest.mark.parametrize("text", ["a: [x\n", "- a\n", "a: &x [*x]\n", "{a: {b: c}}\n"])
def test_what_cannot_be_changed_is_left_alone(text: str) -> None:
    with pytest.raises(CannotChangeError):
        with_value(text, ("a", "new"), "words")
