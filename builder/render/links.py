"""Whose the links between findings and recommendations are: said wherever a product shows one."""

from __future__ import annotations

from .job import Job


def links_note(job: Job) -> str:
    """One sentence, in the briefing's language; "" where nothing is linked."""
    if not job.briefing.is_linked:
        return ""
    text = job.words["part"][f"links_{job.briefing.links or 'unsaid'}"]
    return text.replace("{partnership}", job.library.partnership.name)
