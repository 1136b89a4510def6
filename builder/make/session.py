"""The session page: the briefing in large type, and what the group says on its way into the team's action plan.

One folder, no network: the page, one style, one script joined from the site's own, the Word form's parts, fonts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..adapters.word_script import word_script
from ..form import plan_form
from ..look import written_date
from ..model import Prompt, Role, Section
from . import Job
from . import script as s
from .guide_html import blocks_html, environment
from .html import direction
from .run_sheets import LENGTHS, Kind, RunSheet, run_sheet
from .wheel import colour, segments

SCRIPTS = (
    *("assets/store.js", "assets/keep.js", "assets/shared.js", "assets/clear.js", "assets/files.js"),
    *("assets/plan.js", "assets/plan-return.js", "trainers/session.js", "trainers/session-capture.js"),
)
"""What the page's script is joined from, in order: the action plan's own scripts, then the session's."""


def make_session(job: Job, folder: Path, word_parts: Mapping[str, bytes]) -> None:
    """Writes session.html into `folder`, and its script and the blank Word form's parts into `folder/assets`."""
    page = environment(job.look).get_template("trainers/session.html").render(m=_page(job), words=job.words)
    (folder / "session.html").write_text(page.lstrip(), encoding="utf-8", newline="\n")
    assets = folder / "assets"
    assets.mkdir(exist_ok=True)
    script = "\n".join(job.look.path(name).read_text(encoding="utf-8") for name in SCRIPTS)
    (assets / "session.js").write_text(script, encoding="utf-8", newline="\n")
    (assets / "plan-word.js").write_text(word_script("plan", word_parts), encoding="ascii", newline="\n")


def _page(job: Job) -> dict[str, Any]:
    w, b = job.words["session"], job.briefing
    sheets = tuple(run_sheet(b, m) for m in LENGTHS)
    whats = ("seven_what", "thirty_what", "sixty_what")
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
        "lengths": [
            {"minutes": m, "label": w["minutes"].format(count=m), "what": w[what]}
            for m, what in zip(LENGTHS, whats, strict=True)
        ],
        "notices": s.notices(job),
        "support": s.support_lines(job),
        "rules": s.listed(job.words["trainers"]["rules_list"]),
        "sections": [_section(job, sec, sheets) for sec in b.sections] if b.prompts else _with_question(job, sheets),
        "findings": blocks_html(findings),
        "form": _form(job),
        "sending": _sending(job),
        "wheel": segments(len(b.sections)) if b.sections else (),
    }


def _section(job: Job, section: Section, sheets: Sequence[RunSheet]) -> dict[str, Any]:
    notice = job.words["part"]["notice"].format(notice=section.notice) if section.notice else ""
    footnotes = tuple(block for blocks in section.footnotes for block in blocks)
    return {
        "number": section.position,
        "title": s.part_name(job, section),
        "colour": colour(section.position, len(job.briefing.sections)),
        "lang": section.lang,
        "notice": notice,
        "html": blocks_html((*section.blocks, *footnotes)),
        "lengths": _lengths(s.lengths_showing(sheets, Kind.READ, section, None)),
        "prompts": [_prompt(job, section, n, p, sheets) for n, p in enumerate(section.prompts, start=1)],
    }


def _prompt(job: Job, section: Section, number: int, prompt: Prompt, sheets: Sequence[RunSheet]) -> dict[str, Any]:
    title = job.words["session"]["prompt_title"].format(part=s.part_name(job, section))
    if len(section.prompts) > 1:
        of = job.words["trainers"]["slide_of"]
        title = of.format(title=title, number=number, count=len(section.prompts))
    used = s.lengths_showing(sheets, Kind.TALK, section, prompt)
    return {
        "key": f"talk-{section.position}-{number}",
        "title": title,
        "text": prompt.text,
        "lang": prompt.lang,
        "lengths": _lengths(used or [LENGTHS[-1]]),
        "findings": section.position >= _findings_at(job),
    }


def _with_question(job: Job, sheets: Sequence[RunSheet]) -> list[dict[str, Any]]:
    """The sections of a briefing without prompts: a general question follows the last."""
    made = [_section(job, section, sheets) for section in job.briefing.sections]
    question = Prompt("general", job.words["trainers"]["general_prompt"])
    if made:
        last = _prompt(job, job.briefing.sections[-1], 1, question, sheets)
        made[-1]["prompts"] = [last | {"lengths": _lengths(LENGTHS), "title": job.words["trainers"]["slide_general"]}]
    return made


def _lengths(minutes: Sequence[int]) -> str:
    return " ".join(str(m) for m in minutes)


def _findings_at(job: Job) -> int:
    """The position of the findings; beyond the last part where there are none."""
    at = [sec.position for sec in job.briefing.sections if sec.role is Role.FINDINGS and sec.points]
    return min(at, default=len(job.briefing.sections) + 1)


def _form(job: Job) -> dict[str, Any]:
    form = plan_form(job.library.partnership, job.briefing, job.words)
    recommendations = zip(form.relevant, job.briefing.recommendations, strict=True)
    return {
        "title": form.title,
        "reference": str(form.reference),
        "reference_base": "/".join(str(form.reference).split("/")[:3]),
        "details": form.details,
        "relevant": [{"id": f.id, "label": f.label, "code": r.code, "text": r.text} for f, r in recommendations],
        "learning": form.learning,
        "learning_question": form.learning_question,
        "columns": form.columns,
    }


def _sending(job: Job) -> list[str]:
    w, returns = job.words["trainers"], job.library.partnership.returns
    if not returns.to:
        return [w["sending_nowhere"]]
    keep = w["sending_keep"].format(months=returns.keep_months)
    if returns.by:
        return [w["sending_where_by"].format(to=returns.to, date=written_date(returns.by, job.words)), keep]
    return [w["sending_where"].format(to=returns.to), keep]
