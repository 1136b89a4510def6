"""Which section of the guide a person is led to from each screen."""

from __future__ import annotations

import re
from urllib.parse import quote

PLACES = (
    (r"/start(/\d+)?", "desk", "the-first-time"),
    (r"/bring|/briefing/[^/]+/take", "desk", "bring-in-a-briefing"),
    (r"/briefing/[^/]+/word", "desk", "bring-in-a-briefing"),
    (r"/briefing/[^/]+/part/[^/]+/both|/changes", "desk", "is-it-saved"),
    (r"/briefing/[^/]+/settings", "settings", "a-briefing-briefing-yml"),
    (r"/briefing/.+", "desk", "look-mend-decide"),
    (r"/settings", "settings", "the-partnership-content-partnership-yml"),
    (r"/teams(/.*)?", "desk", "the-list-of-teams"),
    (r"/build", "desk", "build-and-give-it-on"),
    (r"/returned(/.*)?", "desk", "what-came-back"),
    (r"/.*", "desk", ""),
)
"""Path of a screen, page of the guide, and section of it ("": its beginning). The first that fits counts."""


def help_at(path: str) -> str:
    """The address of the help for a screen; it knows the way back."""
    if path.startswith("/help"):
        return "/help"
    page, section = next((page, section) for screen, page, section in PLACES if re.fullmatch(screen, path))
    return f"/help/{page}?from={quote(path)}" + (f"#{section}" if section else "")


def way_back(path: str) -> str:
    """Where a person came from, if that is a screen of the desk; else ""."""
    return path if re.fullmatch(r"/(?!/)[\w/%.-]*", path) and not path.startswith("/help") else ""
