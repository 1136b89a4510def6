"""The search index: every part of every briefing, by heading and text, from the model.

A part that carries a notice is found by its title only, so that no excerpt shows what the notice warns of.
The page shows texts as texts, never as HTML. Readers' matter only: the guide is not searched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..form.plan import Words
from ..model.briefing import Briefing, Section
from ..model.text import PointList, plain
from ..render.parts import part_name

Entry = dict[str, str]


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
    return {"location": location, "title": title, "text": " ".join(text.split())}


def as_script(found: Iterable[Entry]) -> str:
    """The entries as a script for the search page: from disk a page may load a script, and nothing else."""
    # ASCII only, and no "<" that a parser of HTML could take for a tag, wherever the script may end up.
    literal = json.dumps(list(found), ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.briefingSearch={literal};\n"
