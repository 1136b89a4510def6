"""What takes about seven minutes is called so, in every product, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.theme import ABOUT_SEVEN, Theme, is_series
from builder.read import read_library
from builder.render.fallback import spoken, spoken_words
from builder.render.job import jobs_of

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("more", [-3, 0, 1, 2, 3, 5])
def test_seven_minutes_are_said_of_a_text_that_takes_about_that(more: int) -> None:
    library = read_library(ROOT).library
    assert library
    briefing = library.briefings[0]
    first = briefing.sections[0]
    core = [replace(p, id=f"more-{n}") for n in range(more) for p in first.prompts[:1]]
    longer = replace(first, prompts=(*first.prompts, *(replace(p, core=True) for p in core)))
    shorter = [replace(s, prompts=()) for s in briefing.sections[1:]] if more < 0 else briefing.sections[1:]
    changed = replace(briefing, sections=(longer, *shorter))
    (job,) = jobs_of(replace(library, briefings=(changed,)), Theme.of(ROOT))
    about = 6 <= changed.whole_minutes <= 8
    assert about is (changed.whole_minutes in ABOUT_SEVEN)
    said = [f"{g}.{k}" for g, t in job.words.items() for k, v in t.items() if "even-minute briefing" in v]
    assert ("overview.over" in said) is about and ("sheet.kind" in said) is about
    if not about:
        assert {name.split(".")[0] for name in said} <= {"site", "claims"}
        assert job.words["overview"]["over"] == "Briefing"
    assert spoken(job).words == job.words, "paper and Word begin from the same words"


@pytest.mark.parametrize(("beside", "name"), [((), "Seven-minute briefings"), ((1,), "Briefings")])
def test_a_site_is_called_after_seven_minutes_only_where_all_its_texts_take_them(
    beside: tuple[int, ...], name: str
) -> None:
    library = read_library(ROOT).library
    assert library
    (briefing,) = library.briefings
    short = [replace(briefing, slug="short", sections=briefing.sections[:n]) for n in beside]
    theme, all_of_them = Theme.of(ROOT), replace(library, briefings=(briefing, *short))
    assert is_series(all_of_them.briefings) is (not beside)
    named = {job.words["site"]["name"] for job in jobs_of(all_of_them, theme)}
    named |= {job.words["site"]["name"] for job in jobs_of(library, theme, beside=all_of_them)}
    audience, nation = library.partnership.audience, library.partnership.nation
    named.add(spoken_words(theme, "en", audience, nation, series=not beside)["site"]["name"])
    assert named == {name}
    assert jobs_of(all_of_them, theme)[0].words["overview"]["over"] == "Seven-minute briefing"
