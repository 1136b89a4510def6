"""A part's file in boxes: nothing is lost by opening it, and what is typed is in it afterwards."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.desk.screens.one_briefing.decisions import with_codes
from builder.desk.writing.part_text import parse_part, part_source, with_boxes

from .conftest import ROOT

LINES = st.sampled_from(
    "# T|## Reflect|## For trainers|- q|- q {#id}|text||  |<!-- c -->|---|a: b|```|## Other|# Reflect|* x|1. z"
    "|### For trainers|====|----|- |-  two|## Reflect ##".split("|")
)
FILES = st.lists(LINES, max_size=12).map("\n".join)
BOXES = st.sampled_from(["words", "more\n\nwords", "", "1. a\n2. b"])


@settings(max_examples=400)
@given(FILES)
def test_opening_a_file_changes_no_letter(text: str) -> None:
    part = parse_part(text)
    assert part_source(part) == text
    same = {name: getattr(part, name) for name in ("title", "text", "questions", "notes")}
    assert part_source(with_boxes(part, **same)) == text


@settings(max_examples=400)
@given(FILES, BOXES, BOXES)
def test_what_is_typed_stands_in_its_box(text: str, words: str, notes: str) -> None:
    part = parse_part(text)
    if part.whole or not part.listed:
        return
    new = parse_part(part_source(with_boxes(part, title="New", text=words, questions="What?\nHow?", notes=notes)))
    assert (new.title, new.text, new.questions, new.notes) == ("New", words, "What?\nHow?", notes)
    assert new.front == part.front


def test_child_h_opens_in_boxes() -> None:
    for file in sorted((ROOT / "content" / "child-h").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        part = parse_part(text)
        assert part_source(part) == text and not part.whole and part.title and part.text


def test_a_reworded_question_keeps_its_id() -> None:
    part = parse_part("# T\n\nx\n\n## Reflect\n\n- What now? {#now}\n- How?\n")
    same = {"title": "T", "text": "x", "notes": ""}
    assert "- What then? {#now}\n- How?\n" in part_source(with_boxes(part, questions="What then?\nHow?", **same))
    assert "- How?\n- What now? {#now}\n" in part_source(with_boxes(part, questions="How?\nWhat now?", **same))


def test_codes_stand_at_the_end_of_the_first_paragraph() -> None:
    lines = ["1. One", "   goes on. (F1)", "", "   More.", "2. Two"]
    with_codes(lines, 1, ("F2", "F3"))
    with_codes(lines, 5, ("F1",))
    assert lines == ["1. One", "   goes on. (F2, F3)", "", "   More.", "2. Two (F1)"]
    with_codes(lines, 1, ())
    assert lines[1] == "   goes on."
