"""The pages that belong to no briefing: home, privacy, the accessibility statement, as staged pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..form.plan import Words
from ..model.briefing import Briefing
from ..model.partnership import Library
from ..model.theme import written_date
from ..render.html import direction
from ..render.job import Job
from .briefing_pages import Meta, StagedPage, contact_href


def site_pages(library: Library, jobs: Iterable[Job], words: Words, today: date, guide: str) -> tuple[StagedPage, ...]:
    """Home, privacy and the accessibility statement, in the partnership's language. `guide` is its address, or ""."""
    entries = sorted((_home_entry(job, today) for job in jobs), key=lambda e: bool(e["withdrawn"]))
    home = _root_meta(library, "home", words["site"]["name"], words)
    return (
        StagedPage("index", home | {"entries": entries, "guide": guide}),
        StagedPage("privacy", _root_meta(library, "privacy", words["privacy"]["title"], words) | _privacy(words)),
        StagedPage("accessibility", _statement(library, words)),
    )


def _root_meta(library: Library, kind: str, title: str, words: Words) -> Meta:
    partnership = library.partnership
    name = partnership.name if kind == "home" else words["site"]["name"]
    return {
        "template": f"reader/{kind}.html",
        "kind": kind,
        "lang": partnership.lang,
        "dir": direction(partnership.lang),
        "root": "",
        "title": title,
        "heading": words["site"]["title"].format(page=title, site=name),
    }


def _home_entry(job: Job, today: date) -> Meta:
    briefing, words = job.briefing, job.words
    return {
        "slug": briefing.slug,
        "title": briefing.title,
        "version": briefing.version,
        "lang": briefing.lang,
        "dir": direction(briefing.lang),
        "count": str(len(briefing.sections)),
        "summary": briefing.summary,
        "facts": _facts(briefing, words),
        "withdrawn": briefing.withdrawn(today),
    }


def _facts(briefing: Briefing, words: Words) -> list[str]:
    w, count, minutes = words["home"], len(briefing.sections), briefing.whole_minutes
    facts = [
        w["part_one"] if count == 1 else w["parts"].format(count=count),
        w["minute"] if minutes == 1 else w["minutes"].format(minutes=minutes),
    ]
    if briefing.review_by:
        facts.append(w["review_by"].format(date=written_date(briefing.review_by, words)))
    return facts


def _privacy(words: Words) -> Meta:
    return {"stored": [{"name": name, "text": text} for name, text in words.get("privacy_keys", {}).items()]}


def _statement(library: Library, words: Words) -> Meta:
    facts, w = library.partnership.accessibility, words["statement"]
    tested = ""
    if facts.tested_on:
        key = "tested" if facts.tested_by else "tested_nobody"
        tested = w[key].format(date=written_date(facts.tested_on, words), by=facts.tested_by)
    return _root_meta(library, "accessibility", w["title"], words) | {
        "status": facts.status,
        "tested": tested,
        "issues": list(facts.known_issues),
        "contact": facts.contact,
        "contact_href": contact_href(facts.contact),
    }
