"""The session page: the briefing in large type, and what the group says on its way into the team's action plan.

Which screens a session has, and in which order, its run sheet says. One folder, no network: the page, one style, one
script joined from the site's own, the Word form's parts, fonts. What is the trainer's stands in a page of its own
(`trainer_window`), so that no word of it can come onto the wall.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..adapters.word.script import word_script
from ..form.definition import Form, plan_form
from ..model.briefing import Prompt, Role, Section
from ..model.theme import written_date
from ..render.appearance.theme_files import PLAN_ELSEWHERE
from ..render.drawings import chain_html, timeline_html
from ..render.fallback import page_in_tongues
from ..render.html import direction
from ..render.job import Job
from ..render.parts import part_name
from ..render.reach import linked, near_data
from ..render.wheel import colour, segments
from ..render.your_data import data_notice
from . import facilitator_script as s
from .guide_html import blocks_html, environment
from .run_sheets import LENGTHS, Kind, RunSheet, Step, run_sheet
from .session_screens import asks_in_general, screens, talk_name, talk_title

SCRIPTS = (
    "components/help/near.js",
    *PLAN_ELSEWHERE,
    *("trainers/windows.js", "trainers/fit.js", "trainers/session.js", "trainers/session-said.js"),
    *("trainers/session-actions.js", "trainers/session-agree.js", "trainers/session-sending.js"),
)
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
    if logo := job.library.partnership.appearance.logo:
        (assets / f"logo.{logo.kind}").write_bytes(logo.data)
    (assets / "word.js").write_text(word_script({"plan": word_parts}), encoding="ascii", newline="\n")


def _logo(job: Job) -> dict[str, Any] | None:
    logo = job.library.partnership.appearance.logo
    return {"src": f"assets/logo.{logo.kind}", "alt": logo.alt, "w": logo.width, "h": logo.height} if logo else None


def _page(job: Job) -> dict[str, Any]:
    w, b = job.words["session"], job.briefing
    sheets = tuple(run_sheet(b, m) for m in LENGTHS)
    steps = tuple(step for sheet in sheets for step in sheet.steps)
    return {
        "kind": "plan",
        "title": w["title"].format(briefing=b.title),
        "name": b.title,
        "lang": b.lang,
        "dir": direction(b.lang),
        "partnership": job.library.partnership.id,
        "publisher": job.library.partnership.name,
        "logo": _logo(job),
        "briefing": b.slug,
        "version": b.version,
        "parts": len(b.sections),
        "lengths": _lengths(job, sheets),
        "notices": s.notices(job),
        "support": [linked(line) for line in s.support_lines(job)],
        "near": near_data(job.library.partnership, b.support, job.words),
        "rules": s.listed(job.words["trainers"]["rules_list"]),
        "sections": [_section(job, sec, asks_in_general(steps, sec)) for sec in b.sections],
        "talks": [_talk(job, None, 0)] if asks_in_general(steps, None) else [],
        "pause": _pause(job, steps),
        "chain": _chain(job),
        "findings": b.findings,
        "recommendations": b.recommendations,
        "form": _form(job),
        "sending": _sending(job),
        "wheel": segments(len(b.sections)) if b.sections else (),
    }


def _lengths(job: Job, sheets: Sequence[RunSheet]) -> list[dict[str, Any]]:
    w = job.words["session"]
    whats = ("seven_what", "thirty_what", "sixty_what")
    return [
        {
            "minutes": sheet.minutes,
            "label": w["minutes"].format(count=sheet.minutes),
            "what": w[what],
            "screens": " ".join(screen.name for screen in screens(job.briefing, sheet)),
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
        "html": blocks_html((*section.blocks, *footnotes)) + _timeline(job, section),
        "talks": [_talk(job, section, n) for n in range(0 if general else 1, len(section.prompts) + 1)],
    }


def _talk(job: Job, section: Section | None, number: int) -> dict[str, Any]:
    """The screen for a section's prompt `number`, from 1; 0 is the general question."""
    w = job.words
    prompt = section.prompts[number - 1] if section and number else None
    asked = prompt or Prompt("general", w["trainers"]["general_prompt"])
    title = talk_title(job, section, number)
    return {
        "name": talk_name(section, prompt),
        "title": title,
        "part": part_name(section, job.words) if section else title,
        "number": section.position if section else 0,
        "colour": colour(section.position, len(job.briefing.sections)) if section else "",
        "text": asked.text,
        "lang": asked.lang,
        "dir": direction(asked.lang) if asked.lang else "",
        "beside": _beside(job, section),
    }


def _beside(job: Job, section: Section | None) -> tuple[str, ...]:
    """What stands beside a part's questions: from the findings on these, from the recommendations on those, and after
    the recommendations what the group said too."""
    b = job.briefing
    findings = min((sec.position for sec in b.sections if sec.role is Role.FINDINGS and sec.points), default=0)
    recs = [sec.position for sec in b.sections if sec.role is Role.RECOMMENDATIONS and sec.points]
    at = section.position if section else len(b.sections) + 1
    if recs and at > max(recs):
        return ("recommendations", "said")
    if recs and at >= min(recs):
        return ("recommendations",)
    return ("findings",) if findings and at >= findings else ()


def _pause(job: Job, steps: Sequence[Step]) -> dict[str, Any]:
    """How long the pause takes, in minutes and in words; nothing where no session has one."""
    lasts = next((step.minutes for step in steps if step.kind is Kind.PAUSE), 0)
    if not lasts:
        return {}
    return {
        "minutes": lasts,
        "text": job.words["trainers"]["slide_pause_line"].format(minutes=s.minutes(job, lasts)),
    }


def _timeline(job: Job, section: Section) -> Markup:
    return Markup(timeline_html(job) if section.position == job.briefing.timeline_part else "")


def _chain(job: Job) -> Markup:
    """What the author links, with room for the group's own actions; "" where nothing is linked."""
    return Markup(chain_html(job, actions=True) if job.briefing.is_linked else "")


# The form ----------------------------------------------------------------------------------------


def _form(job: Job) -> dict[str, Any]:
    form = plan_form(job.library.partnership, job.briefing, job.words)
    return {
        "title": form.title,
        "reference": str(form.reference),
        "reference_parts": json.dumps(form.reference.data()),
        "form_name": form.reference.form_name,
        "details": form.details,
        "relevant": [
            {"id": t.id, "sure": t.sure.id, "label": t.label, "code": t.code, "text": t.words} for t in form.ticks
        ],
        "learning": form.learning,
        "learning_question": form.learning_question,
        "columns": form.columns,
        "sentence": tuple(_sentence(job, form)),
        "closing": form.closing,
        "scale": form.scale,
    }


def _sentence(job: Job, form: Form) -> Iterator[dict[str, Any]]:
    """An action as a sentence: the words between its fields, and the fields. A field that the sentence lacks follows
    with its own label."""
    columns = {c.id: c for c in form.columns}
    named: set[str] = set()
    for piece in re.split(r"(\{\w+\})", job.words["session"]["sentence"]):
        name = piece.strip("{}") if piece.startswith("{") else ""
        if name in columns:
            named.add(name)
            yield {"field": columns[name], "words": ""}
        elif piece.strip():
            yield {"field": None, "words": piece.strip()}
    for column in form.columns:
        if column.id not in named:
            yield {"field": None, "words": column.label}
            yield {"field": column, "words": ""}


def _sending(job: Job) -> dict[str, Any]:
    """Where the plan goes, and what becomes of it."""
    w, returns = job.words["trainers"], job.library.partnership.returns
    if not returns.to:
        return {"where": w["sending_nowhere"], "notice": ()}
    where = w["sending_where"].format(to=returns.to)
    if returns.by:
        where = w["sending_where_by"].format(to=returns.to, date=written_date(returns.by, job.words))
    return {"where": where, "notice": data_notice(job.library.partnership, job.words)}
