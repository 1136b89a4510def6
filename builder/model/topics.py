"""What briefings are about, as a small list of tags: so that it can be seen what comes back from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

TOPICS: dict[str, tuple[str, ...]] = {
    "information sharing": ("information sharing", "share information", "shared information", "sharing information"),
    "professional curiosity": ("professional curiosity", "respectful uncertainty", "curious"),
    "voice of the child or adult": ("voice of the child", "voice of the adult", "lived experience", "seen alone"),
    "domestic abuse": ("domestic abuse", "coercive control", "perpetrator"),
    "neglect": ("neglect",),
    "self-neglect": ("self-neglect", "hoarding"),
    "fathers and partners": ("father", "stepfather", "new partner", "male partner", "men in the household"),
    "strategy meetings and thresholds": ("strategy meeting", "threshold", "section 47"),
    "plans and reviews": ("multi-agency plan", "child in need", "child protection plan", "care plan"),
    "mental capacity": ("mental capacity", "best interests"),
    "exploitation": ("exploitation", "county lines", "trafficking"),
    "mental health": ("mental health", "self-harm", "suicide"),
    "substance use": ("substance", "alcohol", "drug use"),
    "babies": ("unborn", "baby", "babies", "safer sleep"),
    "transitions": ("transition", "moved area", "transfer"),
    "escalation and challenge": ("escalat", "challenge"),
    "supervision and management": ("supervision", "management oversight"),
    "racism and culture": ("racism", "ethnic", "cultur", "interpreter"),
    "GPs and health": ("gp ", "gps", "general practi", "health visitor", "was not brought"),
}
"""A topic, and beginnings of words in findings or recommendations that suggest it. The list is ours; authors choose."""


def suggested(texts: Iterable[str]) -> tuple[str, ...]:
    """The topics that findings and recommendations seem to be about, in the order of the list. An author chooses."""
    said = " ".join(" ".join(text.split()) for text in texts).casefold() + " "
    here = ((topic, words) for topic, words in TOPICS.items() if any(word in said for word in words))
    return tuple(topic for topic, words in here if _begins(words).search(said))


@cache
def _begins(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})")
