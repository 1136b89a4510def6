"""Pictures that the text itself draws: the chain from findings to recommendations, and the timeline of an author.

Each is a list first: read aloud, without style, in black and white and on a narrow page it says the same. The lines
between its entries are the style's.
"""

from __future__ import annotations

from ..model.briefing import Role, Section
from ..model.text import Point
from .html import escape
from .job import Job
from .links import links_note, pairs, unlinked


def drawings_of(job: Job, section: Section) -> str:
    """The pictures that stand below a part's text, as HTML on one line; "" where there is none."""
    chain = chain_html(job) if section.position == chain_part(job) else ""
    timeline = timeline_html(job) if section.position == job.briefing.timeline_part else ""
    return timeline + chain


def chain_part(job: Job) -> int:
    """The position of the part below which the chain stands: the last with recommendations; 0: nothing is linked."""
    at = [s.position for s in job.briefing.sections if s.role is Role.RECOMMENDATIONS and s.points]
    return at[-1] if at and job.briefing.is_linked else 0


def chain_html(job: Job, *, actions: bool = False) -> str:
    """Each finding with what is linked to it, and whose the links are. `actions`: with room for a team's own, which a
    script fills."""
    w, b = job.words["trainers"], job.briefing
    rows = "".join(_row(job, finding, answers, actions=actions) for finding, answers in pairs(b))
    free = "".join(_answer(r, actions=actions) for r in unlinked(b))
    said = escape(job.words["session"]["own_actions"])
    rest = f'<li class="free"><span class="from">{escape(w["matrix_free"])}</span><ul role="list">{free}</ul></li>'
    own = f'<li class="free" data-acts-free hidden><span class="from">{said}</span><ul></ul></li>'
    name, note = escape(w["chain"]), escape(links_note(job))
    return (
        f'<figure class="chain" aria-label="{name}"><figcaption>{name} <span>{note}</span></figcaption>'
        f'<ul role="list">{rows}{rest if free else ""}{own if actions else ""}</ul></figure>'
    )


def _row(job: Job, finding: Point, answers: tuple[Point, ...], *, actions: bool) -> str:
    none = f'<li class="none">{escape(job.words["trainers"]["matrix_unlinked"])}</li>'
    linked = "".join(_answer(r, actions=actions) for r in answers) or none
    return f'<li><span class="from">{_named(finding)}</span><ul role="list">{linked}</ul></li>'


def _answer(point: Point, *, actions: bool) -> str:
    room = f'<ul data-acts-of="{escape(point.code)}" hidden></ul>' if actions else ""
    return f"<li>{_named(point)}{room}</li>"


def _named(point: Point) -> str:
    return f'<span class="code">{escape(point.code)}</span> <span>{escape(point.title or point.text)}</span>'


def timeline_html(job: Job) -> str:
    """The author's timeline; "" where there is none."""
    if not job.briefing.timeline:
        return ""
    rows = "".join(
        f'<li><span class="when">{escape(m.when)}</span> <span class="what">{escape(m.what)}</span></li>'
        for m in job.briefing.timeline
    )
    title = escape(job.words["trainers"]["timeline"])
    listed = f'<figcaption>{title}</figcaption><ol role="list">{rows}</ol>'
    return f'<figure class="timeline" aria-label="{title}">{listed}</figure>'
