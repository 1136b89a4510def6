"""What takes about seven minutes is called so, in every product, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.theme import ABOUT_SEVEN, Theme
from builder.read import read_library
from builder.render.fallback import spoken
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
