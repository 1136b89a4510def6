"""How long the rest of a briefing takes, in the same minutes that its first page promises."""

from __future__ import annotations

from ..form.plan import Words
from ..model.briefing import Briefing, Section


def time_left(briefing: Briefing, section: Section, words: Words) -> str:
    """From the beginning of this part to the end, in words: "about 8 minutes left"."""
    rest = [s for s in briefing.sections if s.position >= section.position]
    share = sum(s.words for s in rest) / max(1, briefing.words)
    core = {prompt.id for prompt in briefing.core_prompts}
    asked = sum(1 for s in rest for prompt in s.prompts if prompt.id in core)
    minutes = max(1, round(briefing.reading_minutes * share + asked))
    return words["progress"]["left_one" if minutes == 1 else "left"].format(minutes=minutes)
