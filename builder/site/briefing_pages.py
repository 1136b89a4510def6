"""The model to staged pages: for each page its front matter (what the template shows) and its body (finished HTML).

`theme/reader/HOOKS.md` lists the keys that templates and scripts agree on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..form.definition import Field, TickField, plan_form
from ..form.plan import Words
from ..model.briefing import Briefing, Prompt, Section
from ..model.theme import written_date
from ..render.drawings import chain_html, chain_part, drawings_of
from ..render.html import Sizes, direction, section_html
from ..render.job import Job
from ..render.links import links_note
from ..render.parts import part_name
from ..render.reach import Meta, linked, support_data, worried_data
from ..render.wheel import colour
from ..render.your_data import data_notice
from .help_page import help_data
from .time_left import time_left


@dataclass(frozen=True, slots=True)
class StagedPage:
    """One page: its path below the site without suffix ("child-h/01-background"), front matter and body."""

    path: str
    meta: Mapping[str, object]
    body: str = ""


def briefing_pages(job: Job, sizes: Sizes, *, downloads: bool) -> tuple[StagedPage, ...]:
    """Every page of a briefing that is published."""
    slug = job.briefing.slug
    return (
        StagedPage(f"{slug}/index", _overview(job, downloads)),
        *(part_page(job, section, sizes) for section in job.briefing.sections),
        StagedPage(f"{slug}/notes", _notes(job, withdrawn=False)),
        StagedPage(f"{slug}/plan", _plan(job, downloads)),
        StagedPage(f"{slug}/help", _help(job)),
    )


def with_files(job: Job, *, downloads: bool) -> tuple[StagedPage, ...]:
    """Those that link files beside them, where there are any."""
    slug = job.briefing.slug
    return StagedPage(f"{slug}/index", _overview(job, downloads)), StagedPage(f"{slug}/plan", _plan(job, downloads))


def withdrawn_pages(job: Job) -> tuple[StagedPage, ...]:
    """The same addresses once the briefing is withdrawn: none of its text, but readers keep their notes."""
    slug = job.briefing.slug
    names = ("index", *(s.stem for s in job.briefing.sections), "plan", "help")
    return (
        *(StagedPage(f"{slug}/{name}", _withdrawn(job)) for name in names),
        StagedPage(f"{slug}/notes", _notes(job, withdrawn=True)),
    )


# Pages of a briefing -----------------------------------------------------------------------------


def _common(job: Job, kind: str, heading: str) -> Meta:
    briefing = job.briefing
    kept: Meta = {"keeps": briefing.kept_under} if briefing.kept_under else {}
    return kept | {
        "template": f"reader/{kind}.html",
        "kind": kind,
        "lang": briefing.lang,
        "dir": direction(briefing.lang),
        "root": "../",
        "heading": heading,
        "briefing": briefing.slug,
        "version": briefing.version,
        "title": briefing.title,
        "count": str(len(briefing.sections)),
    }


def _overview(job: Job, downloads: bool) -> Meta:
    briefing, words = job.briefing, job.words
    slug = briefing.slug
    meta = _common(job, "overview", f"{briefing.title} – {words['site']['name']}")
    return meta | {
        "talk": True,
        "long": len(briefing.title) > 24,
        "description": briefing.summary,
        "summary": briefing.summary,
        "content_notice": briefing.content_notice,
        "support": [support_data(s) for s in briefing.support],
        "worried": worried_data(job.library.partnership.worried),
        "worried_said": linked(job.library.partnership.worried.detail) if job.library.partnership.worried else [],
        "time": _time(briefing, words),
        "first": f"{briefing.sections[0].stem}.html" if briefing.sections else "notes.html",
        "parts": [_entry(job, s) for s in briefing.sections],
        "period_described": bool(briefing.period_described),
        "about": _about(briefing, words),
        "files": _sheets(slug) | _blank_forms(slug) if downloads else {},
    }


def _sheets(slug: str) -> dict[str, str]:
    return {"sheet": f"{slug}-briefing.pdf", "sheet_large": f"{slug}-briefing-large-print.pdf"}


def _blank_forms(slug: str) -> dict[str, str]:
    return {"blank_pdf": f"{slug}-action-plan.pdf", "blank_word": f"{slug}-action-plan.docx"}


def part_page(job: Job, section: Section, sizes: Sizes) -> StagedPage:
    """A part. A thousand pages' front matter is the time that a build takes, so it holds lists rather than tables:
    `titles` and `hrefs` of all parts, from which the template also takes this part's, the last and the next.
    """
    briefing, words = job.briefing, job.words
    sections = briefing.sections
    whose = "" if section.position == chain_part(job) else links_note(job)  # the chain below says it
    html, terms = section_html(briefing, section, words, sizes, whose)
    html += drawings_of(job, section)
    title = part_name(section, words)
    count = len(sections)
    heading = words["part"]["title"].format(number=section.position, count=count, part=title, briefing=briefing.title)
    part: Meta = {
        "number": section.position,
        "stem": section.stem,
        "left": time_left(briefing, section, words),
        "prompts": [_prompt(p, section, briefing) for p in section.prompts],
    }
    if section.notice:
        part["notice"] = section.notice
    meta = _common(job, "part", heading) | {
        "titles": [part_name(s, words) for s in sections],
        "hrefs": [f"{s.stem}.html" for s in sections],
        "part": part | _in_language(section.lang),
    }
    meta["talk"] = True
    if any(s.lang for s in sections):
        meta["langs"] = [s.title_lang for s in sections]
    if untitled := [s.position for s in sections if not s.title]:
        meta["untitled"] = untitled
    if terms:
        meta["terms"] = [[t.term, t.meaning] for t in terms]
    return StagedPage(f"{briefing.slug}/{section.stem}", meta, html)


def _notes(job: Job, *, withdrawn: bool) -> Meta:
    words = job.words
    heading = f"{words['overview']['notes']} – {job.briefing.title}"
    parts = [] if withdrawn else [_entry(job, s) | _prompts(s, job.briefing) for s in job.briefing.sections]
    talk: Meta = {} if withdrawn else {"talk": True}
    return _common(job, "notes", heading) | talk | {"parts": parts, "partnership": job.library.partnership.id}


def _plan(job: Job, downloads: bool) -> Meta:
    partnership, words = job.library.partnership, job.words
    form = plan_form(partnership, job.briefing, words)
    return (
        _common(job, "plan", form.title)
        | {"talk": True}
        | {
            "files": _blank_forms(job.briefing.slug) if downloads else {},
            "parts": [_entry(job, s) for s in job.briefing.sections],
            "chain": chain_html(job, actions=True) if job.briefing.is_linked else "",
            "form": {
                "title": form.title,
                "reference": str(form.reference),
                "reference_parts": json.dumps(form.reference.data()),
                "form_name": form.reference.form_name,
                "relevant": [_recommendation(t) for t in form.ticks],
            },
            "returns": {
                "to": partnership.returns.to,
                "by": _written(partnership.returns.by, words),
                "by_iso": partnership.returns.by.isoformat() if partnership.returns.by else "",
                "notice": list(data_notice(job.library.partnership, job.words)),
            },
        }
    )


def form_for_all(job: Job) -> Meta:
    """What the action plans of all briefings in a language share."""
    form = plan_form(job.library.partnership, job.briefing, job.words)
    return {
        "details": [_field(f) for f in form.details],
        "learning": [_field(f) for f in form.learning],
        "columns": [_field(f) for f in form.columns],
        "closing": [_field(f) for f in form.closing],
        "scale": form.scale,
        "learning_question": form.learning_question,
        "action_question": form.action_question,
        "row_label": form.row_label,
    }


def _help(job: Job) -> Meta:
    heading = f"{job.words['help']['title']} – {job.briefing.title}"
    data = help_data(job.library.partnership, job.briefing.support, job.words)
    return _common(job, "help", heading) | data | {"talk": True}


def _withdrawn(job: Job) -> Meta:
    words, briefing = job.words, job.briefing
    what = words["withdrawn"]["what"].format(briefing=briefing.title, date=_written(briefing.withdraw_on, words))
    return _common(job, "withdrawn", f"{words['withdrawn']['title']} – {briefing.title}") | {"what": what}


# What pages are made of --------------------------------------------------------------------------


def _entry(job: Job, section: Section) -> Meta:
    entry: Meta = {
        "number": section.position,
        "title": part_name(section, job.words),
        "href": f"{section.stem}.html",
        "colour": colour(section.position, len(job.briefing.sections)),
    }
    if not section.title:
        entry["untitled"] = True
    if section.notice:
        entry["notice"] = section.notice
    return entry | _in_language(section.title_lang)


def _prompts(section: Section, briefing: Briefing) -> Meta:
    return {"stem": section.stem, "prompts": [_prompt(p, section, briefing) for p in section.prompts]}


def _prompt(prompt: Prompt, section: Section, briefing: Briefing) -> Meta:
    """A prompt; `longer`: here begin those of the part that are for readers who have longer."""
    meta: Meta = {"id": prompt.id, "text": prompt.text} | _in_language(prompt.lang)
    if prompt.kept_as:
        meta["kept_as"] = prompt.kept_as
    first = next((p for p in section.prompts if p not in briefing.core_prompts), None)
    return meta | {"longer": True} if prompt is first else meta


def _in_language(lang: str) -> Meta:
    return {"lang": lang, "dir": direction(lang)} if lang else {}


def _field(field: Field) -> Meta:
    return {
        "id": field.id,
        "label": field.label,
        "tip": field.tip,
        "kind": str(field.kind),
        "optional": field.optional,
        "hint": field.hint,
    }


def _recommendation(tick: TickField) -> Meta:
    return {"id": tick.id, "sure": tick.sure.id, "label": tick.label, "code": tick.code, "text": tick.words}


def _time(briefing: Briefing, words: Words) -> str:
    w, count = words["overview"], len(briefing.sections)
    key = "time_one" if count == 1 else "time"
    said = w[key].format(
        count=count, reading=_minutes(briefing.reading_minutes, w), whole=_minutes(briefing.whole_minutes, w)
    )
    if briefing.longer_minutes == briefing.whole_minutes:
        return said
    return f"{said} {w['time_longer'].format(whole=_minutes(briefing.longer_minutes, w))}"


def _minutes(minutes: int, words: Mapping[str, str]) -> str:
    return words["minute"] if minutes == 1 else words["minutes"].format(minutes=minutes)


def _about(briefing: Briefing, words: Words) -> list[Meta]:
    rows = (
        ("source_review", briefing.source_review),
        ("alias_chosen_by", briefing.alias_chosen_by),
        ("period_described", briefing.period_described),
        ("published", _written(briefing.published, words)),
        ("review_by", _written(briefing.review_by, words)),
        ("version", briefing.version),
        ("since", briefing.since),
    )
    return [{"label": words["overview"][key], "text": text} for key, text in rows if text]


def _written(day: date | None, words: Words) -> str:
    return written_date(day, words) if day else ""
