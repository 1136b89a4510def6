"""What a trainer says and does at each step: the run sheets' words, shared by guide, slides and session page.

Case-specific words come from the author only: the content notice, the support, the notes for trainers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.briefing import Prompt, Section
from ..model.reach import Support, Worried
from ..render.job import Job
from ..render.links import links_note
from ..render.parts import part_label, part_number, parts_range
from ..render.reach import ended, led
from .run_sheets import ALOUD, Kind, Step


def minutes(job: Job, count: int) -> str:
    """ "1 minute", "3 minutes"."""
    w = job.words["trainers"]
    return w["minute"] if count == 1 else w["minutes"].format(count=count)


def reading_time(job: Job, sections: Sequence[Section]) -> str:
    """How long the sections take to read aloud, in words: to the minute, "less than a minute" below one."""
    w = job.words["trainers"]
    words = sum(s.words for s in sections)
    if words < ALOUD:
        return w["under_minute"]
    return w["about_minutes"].format(time=minutes(job, round(words / ALOUD)))


def what(job: Job, step: Step) -> str:
    """The step's name on a run sheet."""
    w = job.words["trainers"]
    if step.kind is Kind.TALK and not step.sections:
        return w["step_talk_general"]
    return w[f"step_{step.kind}"].format(parts=parts_range(step.sections, job.words) if step.sections else "")


def does(job: Job, step: Step) -> str:
    """What the trainer does."""
    w = job.words["trainers"]
    if step.kind is Kind.WELCOME and step.with_rules:
        return f"{w['step_welcome_does']} {w['step_welcome_rules']}"
    if step.kind is Kind.READ and step.left:
        return f"{w['step_read_does']} {w['step_read_left'].format(parts=parts_range(step.left, job.words))}"
    if step.kind is Kind.READ and not step.whole:
        said = w["step_read_long"].format(needed=reading_time(job, step.sections).removeprefix(_about(job)))
        return " ".join((said, *_forewarned(job, step)))
    if step.kind is Kind.READ:
        return " ".join((w["step_read_does"], *_forewarned(job, step)))
    return w[f"step_{step.kind}_does"]


def _forewarned(job: Job, step: Step) -> tuple[str, ...]:
    """What to say before a part that carries a notice: not everybody heard it at the start."""
    warned = tuple(section for section in step.sections if section.notice)
    w = job.words["trainers"]
    return (w["step_read_notice"].format(parts=parts_range(warned, job.words)),) if warned else ()


def _about(job: Job) -> str:
    return job.words["trainers"]["about_minutes"].split("{time}")[0]


def asked(job: Job, step: Step) -> tuple[Prompt, ...]:
    """The prompts of a talk; the general question where the author wrote none."""
    if step.kind is not Kind.TALK:
        return ()
    return step.prompts or (Prompt("general", job.words["trainers"]["general_prompt"]),)


def asked_of(step: Step) -> tuple[Prompt | None, ...]:
    """The prompts of a talk; None stands for the general question, where the author wrote none."""
    return step.prompts or (None,)


def says(job: Job, step: Step) -> tuple[str, ...]:
    """What the trainer may say, sentence groups in order."""
    w = job.words["trainers"]
    match step.kind:
        case Kind.WELCOME:
            notice = (w["say_notice"], *notices(job)) if notices(job) else ()
            welcome = w["say_welcome"].format(briefing=job.briefing.title)
            if step.with_rules:  # one breath each; the second rule says that anybody may leave
                rules = " ".join(listed(w["rules_three_list"]))
                return tuple(filter(None, (welcome, " ".join(notice), rules, w["say_support"])))
            return (welcome, *notice, w["say_out"], w["say_support"])
        case Kind.RULES:
            return (w["say_rules"], *listed(w["rules_list"]))
        case Kind.READ:
            left = (w["say_read_left"].format(parts=parts_range(step.left, job.words)),) if step.left else ()
            return (w["say_read"].format(parts=parts_range(step.sections, job.words)), *left)
        case Kind.TALK:
            return (w["say_talk"], *(p.text for p in asked(job, step)))
        case Kind.PAUSE:
            return (w["say_pause"].format(minutes=minutes(job, step.minutes)),)
        case Kind.CONNECT:
            return (w["say_connect"], links_note(job)) if job.briefing.is_linked else (w["say_connect_none"],)
        case Kind.CLOSE:
            return (w["say_close"], w["say_support"])
        case _:
            return (w[f"say_{step.kind}"],)


def told(job: Job) -> tuple[tuple[str, str], ...]:
    """What somebody may tell of, and what to do then."""
    w = job.words["trainers"]
    kinds = ("self", "past", "family", "colleague", "using", "after")
    lead = job.library.partnership.allegations
    whom = {"colleague": reach_line(lead)} if lead else {}
    do = ((kind, " ".join(filter(None, (w[f"told_{kind}_do"], whom.get(kind))))) for kind in kinds)
    danger = (job.words["help"]["danger"], job.words["help"]["danger_ways"])
    return (danger, *((w[f"told_{kind}"], text) for kind, text in do))


def reach_line(reach: Worried) -> str:
    """ "Who: number. When", as one sentence group."""
    return " ".join(ended(p) for p in (led(reach.line, reach.number), reach.detail) if p)


def notices(job: Job) -> tuple[str, ...]:
    """The author's content notice, then what single parts describe where the notice does not say so already."""
    w = job.words["trainers"]
    general = job.briefing.content_notice.casefold()
    of_parts = tuple(
        w["part_notice"].format(part=part_label(s, job.words), notice=s.notice)
        for s in job.briefing.sections
        if s.notice and not (s.notice.casefold() in general and _names_part(job, s, general))
    )
    return (*filter(None, (" ".join(job.briefing.content_notice.split()),)), *of_parts)


def _names_part(job: Job, section: Section, text: str) -> bool:
    name = part_number(section, job.words).casefold()
    return re.search(rf"{re.escape(name)}(?!\d)", text) is not None


def support_lines(job: Job) -> tuple[str, ...]:
    """Whom to talk to: the partnership's line for worries about somebody, then the author's support."""
    worried = job.library.partnership.worried
    return (*((_as_written(worried),) if worried else ()), *(support_line(s) for s in job.briefing.support))


def _as_written(reach: Worried) -> str:
    """Whom to reach; the line ends as the partnership's own words do, with a full stop where they have one."""
    said = reach_line(reach)
    return said if (reach.detail or reach.number or reach.line).endswith(".") else said.removesuffix(".")


def support_line(support: Support) -> str:
    """ "Name, 01632 960 111. What they offer"."""
    name = ", ".join(p for p in (support.name, support.phone or support.url) if p)
    return ". ".join(p for p in (name, support.detail) if p)


def listed(text: str) -> tuple[str, ...]:
    """The lines of a word of the theme that holds a list."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def owner(step: Step, prompt: Prompt) -> Section | None:
    """The section that a prompt of a talk belongs to; for the general question the last one talked about, if any."""
    last = step.sections[-1] if step.sections else None
    return next((section for section in step.sections if prompt in section.prompts), last)
