"""What was last published without names, so that two successive reports together give nothing away either.

Figures that may each be shown can still be subtracted from last month's. So a new report shows new figures only where
every difference is so large that neither it nor its rest is under five; else all of last time's figures are shown
again, with their day. Equal figures are last time's too: that nothing came would be a count as well. The report reads
the same either way. What was shown stands in `records/anonymous.json`; a person who wants to begin anew deletes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .anonymous import LEAST, AnonymousChapter, Line, Sheet

FILE = "anonymous.json"


@dataclass(frozen=True, slots=True)
class Published:
    """A chapter as it may be shown, the day its figures are of, and whether they are last time's.

    `held` is for whoever makes the report: it is never printed.
    """

    chapter: AnonymousChapter
    day: date
    held: bool = False


def publishable(folder: Path, chapter: AnonymousChapter, today: date) -> Published:
    """The chapter, or the last published one where the difference would tell; what is shown is written down."""
    file = folder / FILE
    kept = _kept(file)
    last = kept.get(chapter.slug)
    if last and must_hold(last["sheets"], as_data(chapter)):
        return Published(_chapter(chapter, last["sheets"]), date.fromisoformat(last["day"]), held=True)
    kept[chapter.slug] = {"day": today.isoformat(), "sheets": as_data(chapter)}
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    return Published(chapter, today)


def _kept(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {slug: last for slug, last in kept.items() if _sound(last)} if isinstance(kept, dict) else {}


def _sound(last: Any) -> bool:
    """Whether an entry is one that we wrote: one that is not would stop the report."""
    try:
        date.fromisoformat(last["day"])
        lines = _lines(last["sheets"]).values()
        return all(isinstance(each.label, str) and isinstance(each.figure, str) for each in lines)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


Sheets = list[dict[str, Any]]
"""A chapter as JSON holds it: `title`, `hidden`, and `lines` of label, figure, n and of."""


def must_hold(then: Sheets, now: Sheets) -> bool:
    """Whether some difference between two reports would tell of fewer than `LEAST`, nought included.

    Where nothing was shown before, there is nothing to subtract.
    """
    if not then:
        return False
    before, after = _lines(then), _lines(now)
    return before.keys() != after.keys() or not all(_tells_nothing(before[key], line) for key, line in after.items())


def _tells_nothing(then: Line, now: Line) -> bool:
    """Two figures of one line: both bounds of one kind, or both exact with every difference large enough.

    Of "n of m" n, m and what is left of m may have changed; where m stays, what is left changes as n does.
    """
    if then.figure == now.figure:
        return not _is_exact(now)
    if not (_is_exact(then) and _is_exact(now)):
        return _kind(then) == _kind(now) and all(n == 0 or abs(n) >= LEAST for n in _steps(then, now))
    more = _number(now) - _number(then)
    whole = (now.of or 0) - (then.of or 0)
    return abs(more) >= LEAST and (whole == 0 or abs(whole - more) >= LEAST)


def _is_exact(line: Line) -> bool:
    return line.n is not None or line.figure.isdigit()


def _number(line: Line) -> int:
    return int(line.figure) if line.n is None else line.n


def _steps(then: Line, now: Line) -> Iterator[int]:
    """How far each number of a bound has moved: "fewer than 5 of 12" and "fewer than 5 of 14" would tell of two."""
    numbers = (map(int, re.findall(r"\d+", line.figure)) for line in (now, then))
    return (a - b for a, b in zip(*numbers, strict=True))


def _kind(line: Line) -> str:
    """Which bound a figure is: "fewer than", "or more" or not shown at all."""
    return re.sub(r"\d+", "#", line.figure)


def _lines(sheets: Sheets) -> dict[tuple[str, str, bool], Line]:
    """Every line by its sheet and label; a sheet that is not shown stands for itself."""
    shown = {(s["title"], line[0], False): Line(*line) for s in sheets for line in s["lines"]}
    return shown | {(s["title"], s["hidden"], True): Line("", "") for s in sheets if s["hidden"]}


def as_data(chapter: AnonymousChapter) -> Sheets:
    """The chapter as it is written down."""
    return [
        {"title": s.title, "hidden": s.hidden, "lines": [[r.label, r.figure, r.n, r.of] for r in s.lines]}
        for s in chapter.sheets
    ]


def _chapter(chapter: AnonymousChapter, sheets: list[dict[str, Any]]) -> AnonymousChapter:
    made = tuple(Sheet(s["title"], tuple(Line(*line) for line in s["lines"]), s["hidden"]) for s in sheets)
    return AnonymousChapter(chapter.slug, chapter.title, not made, made)
