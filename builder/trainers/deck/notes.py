"""The notes of slides: the time in each session, what to say, and the author's notes for trainers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...adapters.slides.fit import Slide
from ...model.briefing import Prompt, Section
from ...model.text import plain
from ...render.job import Job
from .. import facilitator_script as s
from ..run_sheets import LENGTHS, Kind, RunSheet, Step, share

Times = Mapping[int, tuple[int, int]]
"""From when to when slides are shown in a session, in seconds, by the slide's place in the deck from 0."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A slide to be, its weight within its step, and what is said."""

    slide: Slide
    kind: Kind
    weight: int = 1
    section: Section | None = None
    prompt: Prompt | None = None


def notes_of(job: Job, timed: Sequence[Timed], sheets: Sequence[RunSheet]) -> list[tuple[str, ...]]:
    """The notes of each slide: its times, the hour's first; what to say; the author's notes on a part's first slide."""
    first: dict[int, int] = {}
    for number, t in enumerate(timed):
        if t.section is not None:
            first.setdefault(t.section.position, number)
    out: list[tuple[str, ...]] = []
    sessions = [(sheet.minutes, times_of(timed, sheet)) for sheet in reversed(sheets)]
    for number, t in enumerate(timed):
        note = [_time_note(job, minutes, times.get(number), hour=minutes == LENGTHS[-1]) for minutes, times in sessions]
        note += _said(job, timed, number, sessions[0][1])
        if t.kind is Kind.WELCOME and timed[number + 1 : number + 2] and timed[number + 1].kind is not Kind.WELCOME:
            note += _three_rules(job)
        if t.section is not None and first[t.section.position] == number:
            note += _author_notes(job, t.section)
        out.append(tuple(note))
    return out


def times_of(timed: Sequence[Timed], sheet: RunSheet) -> Times:
    """When each slide is shown in a session; those that it leaves out are missing."""
    out: dict[int, tuple[int, int]] = {}
    for start, step in sheet.timed():
        used = [n for n, t in enumerate(timed) if uses(step, t)] or _general(step, timed)
        at = start * 60
        for number, seconds in zip(used, _seconds(step, [timed[n].weight for n in used]), strict=True):
            out[number] = (at, at + seconds)
            at += seconds
    return out


def _seconds(step: Step, weights: Sequence[int]) -> tuple[int, ...]:
    return share(step.minutes * 60, weights) if weights else ()


def uses(step: Step, t: Timed) -> bool:
    """Whether a step shows a slide: of a section it reads, of a prompt it asks, or of its own kind."""
    if step.kind is Kind.ONE_ACTION:
        return t.kind in (Kind.ACTIONS, Kind.CLOSE)
    if step.kind is not t.kind:
        return False
    if t.prompt is not None or step.prompts:
        return t.prompt in step.prompts
    return t.section is None or t.section in step.sections


def _general(step: Step, timed: Sequence[Timed]) -> list[int]:
    """The last slide with the general question, for a talk about no section."""
    if step.kind is not Kind.TALK or step.sections:
        return []
    return [n for n, t in enumerate(timed) if t.kind is Kind.TALK and t.prompt is None][-1:]


def _time_note(job: Job, minutes: int, time: tuple[int, int] | None, *, hour: bool) -> str:
    """When a session of so many minutes shows a slide; `hour` is the session that the deck's order follows."""
    w = job.words["trainers"]
    if time is None:
        return w["note_spare"] if hour else w["note_not_in"].format(minutes=minutes)
    start, end = time
    places = {"time": clock(end - start), "start": clock(start), "end": clock(end), "minutes": minutes}
    return w["note_time" if hour else "note_in"].format(**places)


def clock(seconds: int) -> str:
    """ "4:05" for 245 seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _said(job: Job, timed: Sequence[Timed], number: int, hour: Times) -> Iterator[str]:
    """What to say; what stands on the slide where it is read out, or where a step goes on over several slides."""
    w, t = job.words["trainers"], timed[number]
    kinds = [None, *(each.kind for each in timed), None]
    again = kinds[number] is t.kind
    if t.kind is Kind.WELCOME and t.slide.name.startswith(w["support"]):
        yield from (w["note_say"], w["say_support"])  # the numbers stand on the slide
        return
    if t.kind is Kind.READ or (again and t.kind is not Kind.TALK):
        yield w["note_read"]
        yield from (f"{line.mark} {line.text}".strip() for line in t.slide.said)
        return
    yield w["note_say"]
    if t.kind is Kind.WELCOME:
        yield w["say_welcome"].format(briefing=job.briefing.title)
        return
    if t.kind is Kind.RULES:
        yield from (*s.listed(w["rules_list"]), w["told"] + ":", *(f"{about}: {do}" for about, do in s.told(job)))
        return
    start, end = hour.get(number, (0, 0))
    home = (t.section,) if t.section else ()
    yield from s.says(job, Step(t.kind, max(1, round((end - start) / 60)), home, (t.prompt,) if t.prompt else ()))


def _three_rules(job: Job) -> tuple[str, ...]:
    """What the welcome ends with in seven minutes, which have no slide of rules."""
    w = job.words["trainers"]
    return (w["step_welcome_rules"], *s.listed(w["rules_three_list"]))


def _author_notes(job: Job, section: Section) -> Iterator[str]:
    notes = plain(section.trainer_notes).strip()
    if notes:
        yield job.words["trainers"]["note_author"]
        yield from (line for line in notes.splitlines() if line.strip())
