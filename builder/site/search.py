"""The search index: every part of every briefing, by heading and text, from the model.

A part that carries a notice is found by its title only, so that no excerpt shows what the notice warns of.
The format is that of Material's search (`search/search_index.json`), which shows texts as HTML: they are escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape

from ..form.plan import Words
from ..model.briefing import Briefing, Section
from ..model.text import PointList, plain
from ..render.parts import part_name

Entry = dict[str, str]

_BRIEFING = 5000
"""What a briefing weighs beside a page of the guide, as Material's `search: boost`. Material counts a word in a title
a thousand times: less would leave a rule's name above a finding's text. Tiny weights of the guide would be rounded off.
"""


def entries(briefing: Briefing, words: Words) -> tuple[Entry, ...]:
    """The entries of one briefing: its overview, its parts, its findings and recommendations."""
    overview = _entry(f"{briefing.slug}/index.html", briefing.title, briefing.summary)
    return (overview, *(e for s in briefing.sections for e in _section(briefing, s, words)))


def _section(briefing: Briefing, section: Section, words: Words) -> Iterable[Entry]:
    page = f"{briefing.slug}/{section.stem}.html"
    title = f"{part_name(section, words)} – {briefing.title}"
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

    A reader looks for a briefing: it counts more than a page of the guide.
    """
    docs = made.get("docs", [])
    guide = docs if isinstance(docs, list) else []
    ours = ({**entry, "boost": _BRIEFING} for entry in found)
    whole = {"config": made.get("config", {}), "docs": [*ours, *guide]}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
