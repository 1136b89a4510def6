"""The session page: the briefing in large type, and what the group says on its way into the team's action plan.

Which screens a session has, and in which order, its run sheet says. One folder, no network: the page, one style, one
script joined from the site's own, the Word form's parts, fonts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..adapters.word.script import word_script
from ..form.definition import plan_form
from ..model.briefing import Prompt, Role, Section
from ..model.theme import written_date
from ..render.fallback import page_in_tongues
from ..render.html import direction
from ..render.job import Job
from ..render.links import links_note
from ..render.parts import part_name
from ..render.reach import near_data
from ..render.theme_files import PLAN_ELSEWHERE
from ..render.wheel import colour, segments
from ..render.your_data import data_notice
from . import facilitator_script as s
from .guide_html import blocks_html, environment
from .run_sheets import LENGTHS, Kind, RunSheet, Step, run_sheet

SCRIPTS = ("components/help/near.js", *PLAN_ELSEWHERE, "trainers/session.js", "trainers/session-capture.js")
"""What the page's script is joined from, in order: the action plan's own scripts, then the session's."""


def make_session(job: Job, folder: Path, word_parts: Mapping[str, bytes]) -> None:
    """Writes session.html into `folder`, and its script and the blank Word form's parts into `folder/assets`."""
    page = environment(job.theme).get_template("trainers/session.html").render(m=_page(job), words=job.words)
    page = page_in_tongues(page.lstrip(), job.briefing.lang)
    (folder / "session.html").write_text(page, encoding="utf-8", newline="\n")
    assets = folder / "assets"
    assets.mkdir(exist_ok=True)
    script = "\n".join(job.theme.path(name).read_text(encoding="utf-8") for name in SCRIPTS)
    (assets / "session.js").write_text(script, encoding="utf-8", newline="\n")
    (assets / "plan-word.js").write_text(word_script("plan", word_parts), encoding="ascii", newline="\n")


def _page(job: Job) -> dict[str, Any]:
    w, b = job.words["session"], job.briefing
    sheets = tuple(run_sheet(b, m) for m in LENGTHS)
    steps = tuple(step for sheet in sheets for step in sheet.steps)
    findings = tuple(block for sec in b.sections if sec.role is Role.FINDINGS for block in sec.blocks)
    return {
        "kind": "plan",
        "title": w["title"].format(briefing=b.title),
        "name": b.title,
        "lang": b.lang,
        "dir": direction(b.lang),
        "partnership": job.library.partnership.id,
        "publisher": job.library.partnership.name,
        "briefing": b.slug,
        "version": b.version,
        "parts": len(b.sections),
        "lengths": _lengths(job, sheets),
        "notices": s.notices(job),
        "support": s.support_lines(job),
        "near": near_data(job.library.partnership, b.support, job.words),
        "told": s.told(job),
        "rules": s.listed(job.words["trainers"]["rules_list"]),
        "sections": [_section(job, sec, _general_in(steps, sec)) for sec in b.sections],
        "talks": [_talk(job, None, 0)] if _general_in(steps, None) else [],
        "pause": _pause(job, steps),
        "links": _links(job),
        "findings": blocks_html(findings),
        "form": _form(job),
        "sending": _sending(job),
        "wheel": segments(len(b.sections)) if b.sections else (),
    }


# Screens -----------------------------------------------------------------------------------------


def screens(sheet: RunSheet) -> tuple[str, ...]:
    """The names of a session's screens, in order: the first, where it begins, then those of every step."""
    return ("start", *(name for step in sheet.steps for name in _of_step(step)))


def _of_step(step: Step) -> Iterator[str]:
    match step.kind:
        case Kind.WELCOME:
            yield "before"
        case Kind.READ:
            yield from (f"part-{sec.position}" for sec in step.sections if sec.blocks or sec.footnotes)
        case Kind.TALK:
            yield from (_talk_of(step, prompt) for prompt in step.prompts)
            if not step.prompts:
                yield _talk_name(step.sections[-1] if step.sections else None, 0)
        case Kind.ACTIONS | Kind.ONE_ACTION:
            yield from ("actions", "agree", "plan")
            if step.kind is Kind.ONE_ACTION:
                yield "close"
        case _:
            yield str(step.kind)


def _talk_name(section: Section | None, number: int) -> str:
    """A talk's screen: `number` counts the section's prompts from 1, 0 is the general question."""
    return f"talk-{section.position if section else 0}-{number}"


def _talk_of(step: Step, prompt: Prompt) -> str:
    section = s.owner(step, prompt)
    return _talk_name(section, section.prompts.index(prompt) + 1 if section else 0)


def _general_in(steps: Sequence[Step], section: Section | None) -> bool:
    """Whether a session asks the general question after this section; of None, after no section."""
    asking = (step for step in steps if step.kind is Kind.TALK and not step.prompts)
    return any((step.sections[-1] if step.sections else None) is section for step in asking)


def _lengths(job: Job, sheets: Sequence[RunSheet]) -> list[dict[str, Any]]:
    w = job.words["session"]
    whats = ("seven_what", "thirty_what", "sixty_what")
    return [
        {
            "minutes": sheet.minutes,
            "label": w["minutes"].format(count=sheet.minutes),
            "what": w[what],
            "screens": " ".join(screens(sheet)),
        }
        for sheet, what in zip(sheets, whats, strict=True)
    ]


# What stands on them -----------------------------------------------------------------------------


def _section(job: Job, section: Section, general: bool) -> dict[str, Any]:
    notice = job.words["part"]["notice"].format(notice=section.notice) if section.notice else ""
    footnotes = tuple(block for blocks in section.footnotes for block in blocks)
    return {
        "number": section.position,
        "title": part_name(section, job.words),
        "colour": colour(section.position, len(job.briefing.sections)),
        "lang": section.lang,
        "dir": direction(section.lang) if section.lang else "",
        "title_lang": section.title_lang,
        "notice": notice,
        "html": blocks_html((*section.blocks, *footnotes)),
        "talks": [_talk(job, section, n) for n in range(0 if general else 1, len(section.prompts) + 1)],
    }


def _talk(job: Job, section: Section | None, number: int) -> dict[str, Any]:
    """The screen for a section's prompt `number`, from 1; 0 is the general question."""
    w = job.words
    prompt = section.prompts[number - 1] if section and number else Prompt("general", w["trainers"]["general_prompt"])
    part = part_name(section, job.words) if section else ""
    title = w["session"]["prompt_title"].format(part=part) if section else w["trainers"]["slide_general"]
    if section and len(section.prompts) > 1:
        title = w["trainers"]["slide_of"].format(title=title, number=number, count=len(section.prompts))
    return {
        "name": _talk_name(section, number),
        "title": title,
        "part": part or title,
        "number": section.position if section else 0,
        "colour": colour(section.position, len(job.briefing.sections)) if section else "",
        "text": prompt.text,
        "lang": prompt.lang,
        "dir": direction(prompt.lang) if prompt.lang else "",
        "findings": bool(job.briefing.findings) and (section is None or section.position >= _findings_at(job)),
    }


def _pause(job: Job, steps: Sequence[Step]) -> str:
    """How long the pause takes, in words; "" where no session has one."""
    lasts = next((step.minutes for step in steps if step.kind is Kind.PAUSE), 0)
    return job.words["trainers"]["slide_pause_line"].format(minutes=s.minutes(job, lasts)) if lasts else ""


def _links(job: Job) -> dict[str, Any]:
    """What the author links: each finding with its recommendations, then those that name none."""
    b = job.briefing
    free = [r for r in b.recommendations if not b.linked(r.code)]
    if not b.is_linked:
        return {"said": job.words["trainers"]["say_connect_none"], "pairs": (), "free": ()}
    return {"said": f"{job.words['trainers']['say_connect']} {links_note(job)}", "pairs": s.pairs(b), "free": free}


def _findings_at(job: Job) -> int:
    """The position of the findings; beyond the last part where there are none."""
    at = [sec.position for sec in job.briefing.sections if sec.role is Role.FINDINGS and sec.points]
    return min(at, default=len(job.briefing.sections) + 1)


def _form(job: Job) -> dict[str, Any]:
    form = plan_form(job.library.partnership, job.briefing, job.words)
    return {
        "title": form.title,
        "reference": str(form.reference),
        "reference_base": form.reference.base,
        "form_name": form.reference.form_name,
        "details": form.details,
        "relevant": [
            {"id": t.id, "sure": t.sure.id, "label": t.label, "code": t.code, "text": t.words} for t in form.ticks
        ],
        "learning": form.learning,
        "learning_question": form.learning_question,
        "columns": form.columns,
        "closing": form.closing,
        "scale": form.scale,
    }


def _sending(job: Job) -> list[str]:
    w, returns = job.words["trainers"], job.library.partnership.returns
    if not returns.to:
        return [w["sending_nowhere"]]
    where = w["sending_where"].format(to=returns.to)
    if returns.by:
        where = w["sending_where_by"].format(to=returns.to, date=written_date(returns.by, job.words))
    return [where, *data_notice(job.library.partnership, job.words)]
