"""The pages that belong to no briefing: home, privacy, the accessibility statement, as staged pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..form.plan import Words
from ..model.briefing import Briefing
from ..model.partnership import Library
from ..model.theme import written_date
from ..render.html import direction
from ..render.job import Job
from ..render.parts import part_name
from ..render.reach import Meta
from ..render.your_data import data_notice
from .briefing_pages import StagedPage
from .help_page import help_data
from .statement import statement_sections

FEW = 20
"""With more briefings than this the search page lists their titles alone, and its index comes in pieces."""


def site_pages(library: Library, jobs: Sequence[Job], words: Words, today: date, guide: str) -> tuple[StagedPage, ...]:
    """Home, privacy and the accessibility statement, in the partnership's language. `guide` is its address, or ""."""
    entries = sorted((_home_entry(job, today) for job in jobs), key=lambda e: bool(e["withdrawn"]))
    parts = [_parts(job, today, len(jobs) <= FEW) for job in jobs]
    home = _root_meta(library, "home", words["site"]["name"], words)
    return (
        StagedPage("index", home | {"entries": entries, "guide": guide}),
        StagedPage(
            "search",
            _root_meta(library, "search", words["search"]["title"], words)
            | {"entries": parts, "pieces": len(jobs) > FEW},
        ),
        StagedPage("privacy", _privacy(library, words)),
        StagedPage("accessibility", _statement(library, words)),
        StagedPage("help", _help(library, words)),
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
    kept: Meta = {"keeps": briefing.kept_under} if briefing.kept_under else {}
    return kept | {
        "slug": briefing.slug,
        "title": briefing.title,
        "version": briefing.version,
        "lang": briefing.lang,
        "dir": direction(briefing.lang),
        "count": str(len(briefing.sections)),
        "hrefs": " ".join(f"{section.stem}.html" for section in briefing.sections),
        "summary": briefing.summary,
        "facts": _facts(briefing, words),
        "withdrawn": briefing.withdrawn(today),
    }


def _parts(job: Job, today: date, listed: bool) -> Meta:
    """A briefing and its parts, for those whom a search fails."""
    briefing = job.briefing
    shown = briefing.sections if listed and not briefing.withdrawn(today) else ()
    return {
        "slug": briefing.slug,
        "title": briefing.title,
        "lang": briefing.lang,
        "dir": direction(briefing.lang),
        "parts": [{"href": f"{s.stem}.html", "title": part_name(s, job.words)} for s in shown],
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


def _privacy(library: Library, words: Words) -> Meta:
    stored = [{"name": name, "text": text} for name, text in words.get("privacy_keys", {}).items()]
    meta: Meta = {"stored": stored, "notice": list(data_notice(library.partnership, words))}
    return _root_meta(library, "privacy", words["privacy"]["title"], words) | meta


def _help(library: Library, words: Words) -> Meta:
    return _root_meta(library, "help", words["help"]["title"], words) | help_data(library.partnership, (), words)


def _statement(library: Library, words: Words) -> Meta:
    meta = {"sections": statement_sections(library.partnership, words)}
    return _root_meta(library, "accessibility", words["statement"]["title"], words) | meta
