"""The trainer's window: what to say and to look out for at each screen of the wall, the clock, and what comes next.

A page of its own, so that nothing in it can be on the wall. The two windows speak to each other by `postMessage`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..model.briefing import Section
from ..render.fallback import page_in_tongues
from ..render.html import direction
from ..render.job import Job
from ..render.parts import part_name
from ..render.reach import near_data
from . import facilitator_script as s
from .guide_html import blocks_html, environment
from .run_sheets import LENGTHS, Kind, RunSheet, Step, run_sheet
from .session_screens import Screen, screen_title, screens, talk_name, talk_title

SCRIPTS = ("components/help/near.js", "components/page/page.js", "trainers/windows.js", "trainers/trainer.js")
"""What the page's script is joined from, in order."""


def make_trainer_window(job: Job, folder: Path) -> None:
    """Writes trainer.html into `folder`, and its script into `folder/assets`."""
    page = environment(job.theme).get_template("trainers/trainer.html").render(m=_page(job), words=job.words)
    page = page_in_tongues(page.lstrip(), job.briefing.lang)
    (folder / "trainer.html").write_text(page, encoding="utf-8", newline="\n")
    script = "\n".join(job.theme.path(name).read_text(encoding="utf-8") for name in SCRIPTS)
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets" / "trainer.js").write_text(script, encoding="utf-8", newline="\n")


def _page(job: Job) -> dict[str, Any]:
    b, w = job.briefing, job.words
    sheets = tuple(run_sheet(b, minutes) for minutes in LENGTHS)
    return {
        "title": w["trainer_window"]["title"].format(briefing=b.title),
        "name": b.title,
        "lang": b.lang,
        "dir": direction(b.lang),
        "partnership": job.library.partnership.id,
        "briefing": b.slug,
        "lengths": [{"minutes": sheet.minutes, "times": _times(job, sheet)} for sheet in sheets],
        "cues": [cue for sheet in sheets for cue in _cues(job, sheet)],
        "parts": [_part(section, job) for section in b.sections if section.blocks or section.trainer_notes],
        "questions": list(_questions(job)),
        "upset": s.listed(w["trainers"]["opting_out_list"]),
        "told": s.told(job),
        "support": s.support_lines(job),
        "near": near_data(job.library.partnership, b.support, w),
    }


def _times(job: Job, sheet: RunSheet) -> str:
    """Each screen of a session with the seconds it begins and ends at: "before:0:60 part-1:60:90"."""
    return " ".join(f"{one.name}:{one.start}:{one.end}" for one in screens(job.briefing, sheet))


def _cues(job: Job, sheet: RunSheet) -> Iterator[dict[str, Any]]:
    for screen in screens(job.briefing, sheet):
        yield {
            "length": sheet.minutes,
            "name": screen.name,
            "title": screen_title(job, screen),
            "does": _does(job, screen),
            "says": _says(job, screen),
            "call": job.words["trainer_window"]["say_talk_call"] if screen.name.startswith("talk-") else "",
            "asked": tuple(_asked(job, screen)),
            "part": screen.section.position if screen.section else 0,
        }


def _does(job: Job, screen: Screen) -> str:
    """What the trainer does here; on a later screen of a step only what is new."""
    own = job.words["trainer_window"].get(f"does_{screen.name}", "")
    if own or screen.step is None or not screen.first:
        return own
    return s.does(job, screen.step)


def _says(job: Job, screen: Screen) -> tuple[str, ...]:
    """What the trainer may say here. A question is shown apart, since it has a language of its own."""
    own = job.words["trainer_window"].get(f"say_{screen.name}", "")
    if own or screen.step is None:
        return (own,) if own else ()
    if screen.step.kind is Kind.TALK:
        return (job.words["trainers"]["say_talk"],)
    return s.says(job, screen.step) if screen.first else ()


def _asked(job: Job, screen: Screen) -> Iterator[dict[str, str]]:
    """The question of a talk, with its language where it is another than the briefing's."""
    if screen.name.startswith("talk-"):
        prompt = screen.prompt or s.asked(job, Step(Kind.TALK, 1))[0]
        yield {"text": prompt.text, "lang": prompt.lang, "dir": direction(prompt.lang) if prompt.lang else ""}


def _part(section: Section, job: Job) -> dict[str, Any]:
    footnotes = tuple(block for blocks in section.footnotes for block in blocks)
    return {
        "number": section.position,
        "title": part_name(section, job.words),
        "lang": section.lang,
        "dir": direction(section.lang) if section.lang else "",
        "notice": job.words["part"]["notice"].format(notice=section.notice) if section.notice else "",
        "text": blocks_html((*section.blocks, *footnotes)),
        "notes": blocks_html(section.trainer_notes) if section.trainer_notes else "",
    }


def _questions(job: Job) -> Iterator[dict[str, Any]]:
    """Every question, so that one which the chosen length leaves out can be added."""
    for section in job.briefing.sections:
        for number, prompt in enumerate(section.prompts, start=1):
            yield {
                "name": talk_name(section, prompt),
                "title": talk_title(job, section, number),
                "part": section.position,
                "text": prompt.text,
                "lang": prompt.lang,
                "dir": direction(prompt.lang) if prompt.lang else "",
            }
