"""The notes of slides: the time, the sessions a slide is used in, what to say, and the author's notes for trainers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..adapters.slide_fit import Slide
from ..model import Prompt, Section, plain
from . import Job
from . import script as s
from .run_sheets import Kind, RunSheet, Step


@dataclass(frozen=True, slots=True)
class Timed:
    """A slide to be, its weight within its step, and what is said."""

    slide: Slide
    kind: Kind
    weight: int = 1
    section: Section | None = None
    prompt: Prompt | None = None
    seconds: int = 0


def notes_of(job: Job, timed: Sequence[Timed], sheets: Sequence[RunSheet]) -> list[tuple[str, ...]]:
    """The notes of each slide: its time, where it is used, what to say; the author's notes on a part's first slide."""
    first: dict[int, int] = {}
    for number, t in enumerate(timed):
        if t.section is not None:
            first.setdefault(t.section.position, number)
    out: list[tuple[str, ...]] = []
    start = 0
    for number, t in enumerate(timed):
        again = number > 0 and timed[number - 1].kind is t.kind
        note = [_time_note(job, t, start, sheets[-1].minutes), _lengths_note(job, t, sheets), *_said(job, t, again)]
        if t.section is not None and first[t.section.position] == number:
            note += _author_notes(job, t.section)
        out.append(tuple(n for n in note if n))
        start += t.seconds
    return out


def _time_note(job: Job, t: Timed, start: int, total: int) -> str:
    w = job.words["trainers"]
    if not t.seconds:
        return w["note_spare"]
    return w["note_time"].format(time=clock(t.seconds), start=clock(start), end=clock(start + t.seconds), total=total)


def clock(seconds: int) -> str:
    """ "4:05" for 245 seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _lengths_note(job: Job, t: Timed, sheets: Sequence[RunSheet]) -> str:
    w = job.words["trainers"]
    shown = s.lengths_showing(sheets, t.kind, t.section, t.prompt) if t.seconds else []
    if not shown:
        return ""
    if len(shown) == 1:
        return w["note_shown_one"].format(lengths=shown[0])
    return w["note_shown"].format(lengths=", ".join(str(n) for n in shown[:-1]) + w["and"] + str(shown[-1]))


def _said(job: Job, t: Timed, again: bool) -> Iterator[str]:
    """What to say; what stands on the slide where it is read out, or where a step goes on over `again` a slide."""
    w = job.words["trainers"]
    if t.kind is Kind.READ or (again and t.kind is not Kind.TALK):
        yield w["note_read"]
        yield from (line.text for line in t.slide.lines)
        return
    yield w["note_say"]
    if t.kind is Kind.WELCOME:
        yield w["say_welcome"].format(briefing=job.briefing.title)
        return
    home = (t.section,) if t.section else ()
    step = Step(t.kind, max(1, round(t.seconds / 60)), home, (t.prompt,) if t.prompt else ())
    yield from s.says(job, step)


def _author_notes(job: Job, section: Section) -> Iterator[str]:
    notes = plain(section.trainer_notes).strip()
    if notes:
        yield job.words["trainers"]["note_author"]
        yield from (line for line in notes.splitlines() if line.strip())
