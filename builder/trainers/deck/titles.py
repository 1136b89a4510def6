"""What slides are called, and where in the whole they say that they are. No two slides have one title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...adapters.slides.fit import Line, Place, Run, Slide, width
from ...adapters.slides.master import DeckLook
from ...model.briefing import Section
from ...render.job import Job
from ...render.parts import part_position
from ...render.wheel import colour
from ..run_sheets import Kind
from .notes import Timed


def continued(job: Job, title: str, page: Sequence[Line], at: tuple[int, int]) -> str:
    """The title of one of several slides: with the codes that stand on it, "The Findings: F1 to F3", else counted."""
    w = job.words["trainers"]
    codes = [line.mark for line in page if re.fullmatch(r"[FR]\d+", line.mark)]
    if codes and len(codes) == sum(1 for line in page if line.level == 0):
        word = {1: "slide_code", 2: "slide_codes_two"}.get(len(codes), "slide_codes")
        return w[word].format(title=title, first=codes[0], last=codes[-1])
    return w["slide_of"].format(title=title, number=at[0], count=at[1])


def place_of(job: Job, section: Section | None) -> Place | None:
    """Where in the briefing a part's slides are."""
    count = len(job.briefing.sections)
    if section is None or count < 2:
        return None
    parts = DeckLook.of(job.theme.tokens()).parts
    colours = tuple(parts[int(colour(i, count)[1:]) - 1] for i in range(1, count + 1))
    return Place(section.position, colours, part_position(section, count, job.words))


def above_of(job: Job, section: Section | None) -> str:
    """The small line over a slide: the briefing and the part; the part alone where that is too long for a line."""
    w, b = job.words["trainers"], job.briefing
    whole, short = b.title, w["slide_over"]
    if section:
        whole = w["slide_part"].format(briefing=b.title, number=section.position, count=len(b.sections))
        short = part_position(section, len(b.sections), job.words)
    return whole if width(whole, 14) <= 600 else short


def title_runs(job: Job, title: str, section: Section | None) -> tuple[Run, ...]:
    """The title, behind its part's number in its part's colour."""
    if section is None:
        return (Run(title),)
    part = int(colour(section.position, len(job.briefing.sections))[1:])
    lang = section.title_lang if title.startswith(section.title) else ""
    return (
        Run(f"{section.position}\u2002", colour=DeckLook.of(job.theme.tokens()).parts[part - 1]),
        Run(title, lang=lang),
    )


def longest_title(job: Job, title: str, section: Section | None) -> tuple[Run, ...]:
    """The title as long as it may become where its slides are counted."""
    return (
        *title_runs(job, title, section),
        Run(job.words["trainers"]["slide_of"].format(title="", number=99, count=99)),
    )


def uniquely_titled(job: Job, slides: Sequence[Slide], timed: Sequence[Timed]) -> Iterator[Slide]:
    """The same slides with no title twice: the later one says which question it is, or how it goes on."""
    seen: set[str] = set()
    names = [slide.name for slide in slides]
    for slide, t in zip(slides, timed, strict=True):
        number, named = names[: len(seen)].count(slide.name) + 1, slide
        while named.name in seen:
            word = "slide_again_question" if t.kind is Kind.TALK else "slide_again"
            text = job.words["trainers"][word].format(number=number)
            named, number = replace(slide, title=(*slide.title, Run(text))), number + 1
        seen.add(named.name)
        yield named
