"""What was last published without names, so that two successive reports together give nothing away either.

Figures that may each be shown can still be subtracted from last month's. So a new report shows new figures only where
every difference is nought, or so large that neither it nor its rest is under five; else all of last time's figures are
shown again, with their day. They stand in `records/anonymous.json`; a person who wants to begin anew deletes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .anonymous import LEAST, AnonymousChapter, Line, Sheet

FILE = "anonymous.json"


@dataclass(frozen=True, slots=True)
class Published:
    """A chapter as it may be shown, the day its figures are of, and whether they are last time's."""

    chapter: AnonymousChapter
    day: date
    held: bool = False


def publishable(folder: Path, chapter: AnonymousChapter, replies: int, today: date) -> Published:
    """The chapter, or the last published one where the difference would tell; what is shown is written down.

    `replies` is the number of replies that the chapter is made from; it stays in `folder`, which is not published.
    """
    file = folder / FILE
    kept = _kept(file)
    last = kept.get(chapter.slug)
    if last and not _far_enough(last, chapter, replies):
        return Published(_chapter(chapter, last["sheets"]), date.fromisoformat(last["day"]), held=True)
    kept[chapter.slug] = {"day": today.isoformat(), "replies": replies, "sheets": _data(chapter)}
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    return Published(chapter, today)


def _kept(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _far_enough(last: Mapping[str, Any], chapter: AnonymousChapter, replies: int) -> bool:
    """Whether no difference tells of fewer than five teams: all are equal, or each is large and its rest too."""
    now, then = _figures(_data(chapter)), _figures(last["sheets"])
    if now == then:
        return True
    more = replies - int(last["replies"])
    if more < 2 * LEAST or now.keys() != then.keys():
        return False
    return all(_tells_nothing(then[key], figure, more) for key, figure in now.items())


def _tells_nothing(then: str, now: str, more: int) -> bool:
    numbers = [re.match(r"\d+(?![\d ]*or more)", text) for text in (then, now)]
    if then == now:
        return True
    if not (numbers[0] and numbers[1]):
        return False
    difference = int(numbers[1][0]) - int(numbers[0][0])
    return LEAST <= difference <= more - LEAST


def _figures(sheets: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    return {(s["title"], line[0]): line[1] for s in sheets for line in s["lines"]}


def _data(chapter: AnonymousChapter) -> list[dict[str, Any]]:
    return [
        {"title": s.title, "hidden": s.hidden, "lines": [[r.label, r.figure, r.n, r.of] for r in s.lines]}
        for s in chapter.sheets
    ]


def _chapter(chapter: AnonymousChapter, sheets: list[dict[str, Any]]) -> AnonymousChapter:
    made = tuple(Sheet(s["title"], tuple(Line(*line) for line in s["lines"]), s["hidden"]) for s in sheets)
    return AnonymousChapter(chapter.slug, chapter.title, not made, made)
