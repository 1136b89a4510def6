"""Which screens a session has, in which order and for how long: a view of its run sheet, for wall and trainer's window.

The first two, where it begins and who is there, stand before the clock starts. The seconds of a step are shared among
its screens, so the screens of a session last exactly its minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.briefing import Briefing, Prompt, Section
from ..render.job import Job
from ..render.parts import part_name
from . import facilitator_script as s
from .run_sheets import Kind, RunSheet, Step, share

BEFORE = ("start", "team")
"""Screens before the clock."""

ACTING = {"actions": 4, "agree": 2, "plan": 1}
"""The screens of the action plan, and their shares of its time."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of a session: its name, its step (None before the clock), and from when to when it is shown, in
    seconds. `first`: the step begins with it. `prompt` is the question it asks."""

    name: str
    step: Step | None = None
    start: int = 0
    end: int = 0
    first: bool = True
    section: Section | None = None
    prompt: Prompt | None = None


def screens(briefing: Briefing, sheet: RunSheet) -> tuple[Screen, ...]:
    """Every screen of a session, in order."""
    return (*(Screen(name) for name in BEFORE), *_timed(briefing, sheet))


def _timed(briefing: Briefing, sheet: RunSheet) -> Iterator[Screen]:
    for start, step in sheet.timed():
        found = tuple(_of_step(briefing, step))
        at = start * 60
        seconds = share(step.minutes * 60, [weight for _, weight, _, _ in found]) if found else ()
        for n, ((name, _, section, prompt), lasts) in enumerate(zip(found, seconds, strict=True)):
            yield Screen(name, step, at, at + lasts, n == 0, section, prompt)
            at += lasts


def _of_step(briefing: Briefing, step: Step) -> Iterator[tuple[str, int, Section | None, Prompt | None]]:
    """Name, weight, part and question of each screen of a step."""
    match step.kind:
        case Kind.WELCOME:
            yield "before", 1, None, None
        case Kind.READ:
            for sec in step.sections:
                if sec.blocks or sec.footnotes:
                    yield f"part-{sec.position}", max(1, sec.words), sec, None
        case Kind.TALK:
            for prompt in s.asked_of(step):
                owner = s.owner(step, prompt) if prompt else (step.sections[-1] if step.sections else None)
                yield talk_name(owner, prompt), 1, owner, prompt
        case Kind.POINTS:
            yield "points", 2, None, None
            if briefing.recommendations:
                yield "recs", 1, None, None
        case Kind.ACTIONS | Kind.ONE_ACTION:
            for name, weight in ACTING.items():
                yield name, weight, None, None
            if step.kind is Kind.ONE_ACTION:
                yield "close", 1, None, None
        case _:
            yield str(step.kind), 1, None, None


def talk_name(section: Section | None, prompt: Prompt | None) -> str:
    """A question's screen: the part's place, and the prompt's from 1; 0 is the general question."""
    number = section.prompts.index(prompt) + 1 if section and prompt in section.prompts else 0
    return f"talk-{section.position if section else 0}-{number}"


def asks_in_general(steps: Sequence[Step], section: Section | None) -> bool:
    """Whether a session asks the general question after this section; of None, after no section."""
    asking = (step for step in steps if step.kind is Kind.TALK and not step.prompts)
    return any((step.sections[-1] if step.sections else None) is section for step in asking)


def talk_title(job: Job, section: Section | None, number: int) -> str:
    """What a question's screen is called; `number` counts the part's prompts from 1, 0 is the general question."""
    if section is None:
        return job.words["trainers"]["slide_general"]
    title = job.words["session"]["prompt_title"].format(part=part_name(section, job.words))
    if len(section.prompts) > 1 and number:
        return job.words["session"]["question_of"].format(title=title, number=number, count=len(section.prompts))
    return title


def screen_title(job: Job, screen: Screen) -> str:
    """What a screen is called on the wall."""
    w = job.words["session"]
    if screen.name.startswith("talk-"):
        return talk_title(job, screen.section, int(screen.name.rsplit("-", 1)[1]))
    if screen.section is not None:
        return part_name(screen.section, job.words)
    named = {"rules": "rules", "pause": "step_pause", "connect": "matrix"}
    return job.words["trainers"][named[screen.name]] if screen.name in named else w[SCREEN_WORDS[screen.name]]


SCREEN_WORDS = {
    "start": "over",
    "team": "team",
    "before": "before",
    "points": "points",
    "recs": "recs",
    "actions": "actions",
    "agree": "agree",
    "plan": "plan",
    "close": "close",
}
"""Screen: the word of the session that is its title."""
