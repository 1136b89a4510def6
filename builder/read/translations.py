"""Translations: their questions take the ids of the original's: one question in both languages, one answer.

A question with an id of its own keeps it. The others are joined by their place, and only in a part that asks as many
questions as the original's part there: where that is not so, nothing is joined, or an answer would move to a question
that it was not given to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.briefing import Briefing, Section
from ..model.place import Place
from ..model.problems import Problem
from .rules import rule
from .section import prompt_id


def with_ids_of_originals(briefings: Sequence[Briefing], problems: list[Problem]) -> tuple[Briefing, ...]:
    """The briefings; each that says `translation_of` with its original's ids. What cannot be joined is a problem."""
    known = {briefing.slug: briefing for briefing in briefings}
    return tuple(_joined(b, known.get(b.translation_of), problems) if b.translation_of else b for b in briefings)


def _joined(twin: Briefing, original: Briefing | None, problems: list[Problem]) -> Briefing:
    if original is None or original.translation_of:
        place = twin.line_of("translation_of")
        said = "is itself a translation" if original else "is no briefing of this project"
        problems.append(rule("translation").at(place, f"“{twin.translation_of}” {said}"))
        return twin
    twin = replace(twin, kept_under=original.slug)
    if len(twin.sections) != len(original.sections):
        counts = f"It has {len(twin.sections)} parts, “{original.slug}” has {len(original.sections)}"
        problems.append(rule("translation").at(twin.line_of("translation_of"), counts))
        return twin
    pairs = zip(twin.sections, original.sections, strict=True)
    return replace(twin, sections=tuple(_asked(own, first, problems) for own, first in pairs))


def _asked(own: Section, first: Section, problems: list[Problem]) -> Section:
    """A part whose questions have the ids of those at the same places in the original."""
    if len(own.prompts) != len(first.prompts):
        place = Place(own.place.path, own.reflect_line or own.place.line)
        counts = f"It asks {len(own.prompts)} questions, the original {len(first.prompts)}: none of them is joined"
        problems.append(rule("translation").at(place, counts))
        return own
    stated = {p.id for p in own.prompts if p.id != prompt_id(p.text)}
    words = {p.id: p.text for p in first.prompts}
    own = replace(own, prompts=tuple(replace(p, kept_as=words.get(p.id, "")) for p in own.prompts))
    prompts = tuple(
        replace(p, id=q.id, kept_as=q.text) if p.id == q.id or (p.id not in stated and q.id not in stated) else p
        for p, q in zip(own.prompts, first.prompts, strict=True)
    )
    return replace(own, prompts=prompts)
