"""The search index: every part of every briefing, by heading and text, from the model.

A part that carries a notice is found by its title only, so that no excerpt shows what the notice warns of.
The format is that of Material's search (`search/search_index.json`), which shows texts as HTML: they are escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape

from ..form import Words
from ..model import Briefing, PointList, Section, plain
from .staged import part_title

Entry = dict[str, str]

_GUIDE = 0.01
"""What a page of the guide weighs beside a briefing's, as Material's `search: boost`. Material counts a word in a title
a thousand times, so that less would leave a rule's name above a finding's text."""


def entries(briefing: Briefing, words: Words) -> tuple[Entry, ...]:
    """The entries of one briefing: its overview, its parts, its findings and recommendations."""
    overview = _entry(f"{briefing.slug}/index.html", briefing.title, briefing.summary)
    return (overview, *(e for s in briefing.sections for e in _section(briefing, s, words)))


def _section(briefing: Briefing, section: Section, words: Words) -> Iterable[Entry]:
    page = f"{briefing.slug}/{section.stem}.html"
    title = f"{part_title(section, words)} – {briefing.title}"
    if section.notice:
        yield _entry(page, title, "")
        return
    yield _entry(page, title, plain(tuple(b for b in section.blocks if not isinstance(b, PointList))))
    for point in section.points:
        name = f"{point.code} {point.title}".strip()
        yield _entry(f"{page}#{point.code.lower()}", f"{name} – {briefing.title}", point.text)


def _entry(location: str, title: str, text: str) -> Entry:
    return {"location": escape(location), "title": escape(title), "text": escape(" ".join(text.split()))}


def merged(made: Mapping[str, object], found: Iterable[Entry]) -> str:
    """Material's own index (of the guide) with our entries in front, as JSON.

    A reader looks for a briefing: pages of the guide count less, unless a page's front matter says how much.
    """
    docs = made.get("docs", [])
    guide = [{"boost": _GUIDE} | entry for entry in docs] if isinstance(docs, list) else []
    whole = {"config": made.get("config", {}), "docs": [*found, *guide]}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
