"""Findings and the recommendations linked to them; whose the links are is said wherever a product shows one."""

from __future__ import annotations

from ..model.briefing import Briefing
from ..model.text import Point
from .job import Job


def links_note(job: Job) -> str:
    """One sentence, in the briefing's language; "" where nothing is linked."""
    if not job.briefing.is_linked:
        return ""
    text = job.words["part"][f"links_{job.briefing.links or 'unsaid'}"]
    return text.replace("{partnership}", job.library.partnership.name)


def pairs(briefing: Briefing) -> tuple[tuple[Point, tuple[Point, ...]], ...]:
    """Each finding with the recommendations that the author links to it."""
    by_code = {r.code: r for r in briefing.recommendations}
    return tuple((f, tuple(by_code[c] for c in briefing.linked(f.code) if c in by_code)) for f in briefing.findings)


def unlinked(briefing: Briefing) -> tuple[Point, ...]:
    """The recommendations that name no finding."""
    return tuple(r for r in briefing.recommendations if not briefing.linked(r.code))
