"""Where somebody whose home is Word finds the words of a remark: the briefing and the heading, no file and line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..model.place import Place
from .documents.keeping import LAST, noted_folder


def word_places(project: Path, places: frozenset[Place]) -> Mapping[Place, str]:
    """What to call each of the places whose text came from Word; the others are not in it.

    "child-h in Word, under “The findings”" for a part that the last import wrote, "child-h" for a briefing as a whole.
    """

    @cache
    def imported(slug: str) -> frozenset[str]:
        folder = noted_folder(project, slug) / LAST
        return frozenset(f.name for f in folder.iterdir()) if folder.is_dir() else frozenset()

    @cache
    def lines(path: str) -> tuple[str, ...]:
        try:
            return tuple((project / path).read_text(encoding="utf-8-sig").splitlines())
        except (OSError, UnicodeDecodeError):
            return ()

    named = {}
    for place in places:
        _, _, rest = place.path.partition("content/")
        slug, _, file = rest.partition("/")
        if not imported(slug) or (file and file not in imported(slug)):
            continue
        if file.endswith(".md"):
            named[place] = f"{slug} in Word{_heading(lines(place.path)[: max(place.line, 1)])}"
        elif place.line <= 1:
            named[place] = slug
    return named


def _heading(above: tuple[str, ...]) -> str:
    """The nearest heading, as a person looks for it."""
    found = next((line.strip("# ") for line in reversed(above) if line.startswith("#")), "")
    return f", under “{found}”" if found else ""
