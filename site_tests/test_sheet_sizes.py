"""The briefing sheet's size: the first that fits, whatever is thought of the text's length, and with few tries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.render.job import Job
from builder.render.paper.sizes import FITS, PAGES, Fit, first_that_fits, fits_of
from builder.site import briefing_sheet


def one_by_one(fits: tuple[Fit, ...], room: float, worth: tuple[float, float]) -> Fit | None:
    return next((fit for fit in fits if need(fit, worth) <= room), None)


def need(fit: Fit, worth: tuple[float, float]) -> float:
    """The room of a text whose prompts and glossary take so much; more where type, air or text is more."""
    return (fit.size / 10) ** 2 * (0.5 + fit.air) * (1 + fit.prompts * worth[0] + fit.glossary * worth[1])


@given(
    room=st.floats(0.5, 6),
    worth=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    wrong=st.floats(0.2, 3),
    has=st.tuples(st.booleans(), st.booleans()),
)
def test_the_size_is_the_first_that_fits_however_wrong_the_guess(
    room: float, worth: tuple[float, float], wrong: float, has: tuple[bool, bool]
) -> None:
    fits = fits_of({"prompts": [1] * has[0], "glossary": [1] * has[1]})
    worth = (worth[0] * has[0], worth[1] * has[1])
    tried: list[Fit] = []

    def is_fitting(fit: Fit) -> bool:
        tried.append(fit)
        return need(fit, worth) <= room

    found = first_that_fits(fits, lambda fit: wrong * PAGES * need(fit, worth) / room, is_fitting)
    assert found == one_by_one(FITS, room, worth)
    assert len(tried) == len(set(tried))


@pytest.mark.parametrize(("has", "count"), [((True, True), 17), ((True, False), 14), ((False, True), 12)])
def test_what_a_text_lacks_is_not_tried_without(has: tuple[bool, bool], count: int) -> None:
    fits = fits_of({"prompts": [1] * has[0], "glossary": [1] * has[1]})
    assert len(fits) == count
    assert fits[0] == FITS[0]


def test_the_largest_size_of_a_long_text_is_found_in_three_tries(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """One by one it took eleven: each sets two or three pages."""
    counted: list[int] = []
    count = briefing_sheet.pages_of
    monkeypatch.setattr(briefing_sheet, "pages_of", lambda pdf: counted.append(count(pdf)) or counted[-1])
    briefing_sheet.make_briefing_sheet(job)
    assert sorted(counted) == [2, 3, 3]
