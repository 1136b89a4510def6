"""Codes on paper: what segno, which shares no code with what draws them, says that they are."""

from __future__ import annotations

import pytest
import segno

from builder.adapters.codes import as_svg, squares

TEXTS = (
    "WRENFORD/CHILD-0001/1.0/TEAM-1-1/PLAN-2 1",
    "WRENFORD/CHILD-H/1.0/SOUTH-TEAM/PLAN-2 2",
    "A",
    "0123456789",
    "AN ADDRESS: $%*+-./",
    "W/" + "LONG-NAME-" * 12 + "/1.0 10",
    "wrenford/child-h/1.0a/south-team 2",
    "WRENFORD/CHILD-H/1.0a 1",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_is_what_another_writer_makes_of_its_words(text: str) -> None:
    """As large, as sound, the same words; which of the eight masks lies over it every reader finds out by itself."""
    drawn = squares(text)
    masked = (segno.make(text, error="m", micro=False, mask=mask).matrix for mask in range(8))
    assert drawn in [tuple(tuple(bool(dark) for dark in row) for row in one) for one in masked]
    assert squares(text) is drawn


def test_a_code_of_lines_has_no_margin_and_is_the_same_again() -> None:
    text = "https://briefings.wrenford.example/child-h/"
    size = len(segno.make(text, error="m", micro=False).matrix)
    svg = as_svg(text)
    assert f'width="{size}" height="{size}"' in svg and "http://www.w3.org/2000/svg" in svg and "<?xml" not in svg
    assert as_svg(text) == svg != as_svg(text + "plan.html")
