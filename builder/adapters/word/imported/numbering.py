"""A Word file's numbered lists: which level counts, and the number as it is printed ("3.", "(b)", "5.1", "F2.")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .styles import Styles, W

_VAL = f"{W}val"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MONOTONE = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a list item: its depth from 0, whether it counts, the words printed, and the list it is of."""

    depth: int
    ordered: bool
    label: str
    of: str
    first: int = 1


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document; `mark` counts as Word does, in the order in which it is asked."""

    root: Any
    styles: Styles
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    overridden: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        abstract = {a.get(f"{W}abstractNumId") or "": a for a in self.root.iterchildren(f"{W}abstractNum")}
        by_style = {}
        for a in abstract.values():
            link = a.find(f"{W}styleLink")
            if link is not None:
                by_style[link.get(_VAL)] = a
        for num in self.root.iterchildren(f"{W}num"):
            number = num.get(f"{W}numId") or ""
            link = num.find(f"{W}abstractNumId")
            base = abstract.get(link.get(_VAL) or "") if link is not None else None
            if base is None:
                continue
            borrowed = base.find(f"{W}numStyleLink")
            if borrowed is not None:
                base = by_style.get(borrowed.get(_VAL), base)
            self.abstract_of[number] = base.get(f"{W}abstractNumId") or ""
            self.levels[number] = {_index(lvl): _level(lvl) for lvl in base.iterchildren(f"{W}lvl")}
            for override in num.iterchildren(f"{W}lvlOverride"):
                own = override.find(f"{W}lvl")
                if own is not None:
                    self.levels[number][_index(override)] = _level(own)
                start = override.find(f"{W}startOverride")
                if start is not None and (start.get(_VAL) or "").isdecimal():
                    self.overridden[number, _index(override)] = int(start.get(_VAL))

    def mark(self, paragraph: Any) -> Mark | None:
        """The mark of a paragraph, None where it is in no list. Each call counts one on."""
        number, depth = self._named(paragraph)
        if number in ("", "0"):
            return None
        levels = self.levels.get(number)
        if levels is None:
            return Mark(depth, False, "", number)
        level = levels.get(depth) or levels.get(0) or _Level("bullet", "", 1)
        if level.form in _MONOTONE and not (level.form == "none" and re.search(r"%\d", level.text)):
            worded = level.text if re.search(r"[^\W\d_]{2}", level.text) else ""
            return Mark(depth, bool(worded), worded, number)
        counts = self._counted(number, depth, levels)
        label = re.sub(r"%([1-9])", lambda m: _written(counts, levels, int(m[1]) - 1), level.text)
        return Mark(depth, True, label.strip(), f"{self.abstract_of[number]}:{number}", counts[depth])

    def _named(self, paragraph: Any) -> tuple[str, int]:
        number, depth = "", -1
        for holder in (paragraph, *self.styles.of_paragraph(paragraph)):
            found = holder.find(f"{W}pPr/{W}numPr")
            if found is None:
                continue
            num, lvl = found.find(f"{W}numId"), found.find(f"{W}ilvl")
            if depth < 0 and lvl is not None and (lvl.get(_VAL) or "").isdecimal():
                depth = min(int(lvl.get(_VAL)), 8)
            if num is not None:
                number = num.get(_VAL) or ""
                if depth < 0:
                    style = holder.get(f"{W}styleId")
                    depth = self._depth_of_style(number, style) if style else 0
                break
        return number, max(depth, 0)

    def _depth_of_style(self, number: str, style: str) -> int:
        link = (
            self.root.xpath(
                "w:abstractNum[@w:abstractNumId=$a]/w:lvl[w:pStyle/@w:val=$s]/@w:ilvl",
                namespaces={"w": W.strip("{}")},
                a=self.abstract_of.get(number, ""),
                s=style,
            )
            if self.root is not None
            else []
        )
        return int(link[0]) if link and str(link[0]).isdecimal() else 0

    def _counted(self, number: str, depth: int, levels: dict[int, _Level]) -> list[int]:
        counts = self.counts.setdefault(self.abstract_of[number], [0] * 9)
        override = self.overridden.get((number, depth))
        if override is not None and (number, depth) not in self.begun:
            counts[depth] = override - 1
        elif counts[depth] == 0:
            counts[depth] = levels[depth].start - 1 if depth in levels else 0
        self.begun.add((number, depth))
        counts[depth] += 1
        for deeper in range(depth + 1, 9):
            counts[deeper] = 0
        for above in range(depth):
            if counts[above] == 0:
                counts[above] = levels[above].start if above in levels else 1
        return counts


def _index(element: Any) -> int:
    found = element.get(f"{W}ilvl") or "0"
    return min(int(found), 8) if found.isdecimal() else 0


def _level(element: Any) -> _Level:
    form, text, start = (element.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
    begins = (start.get(_VAL) or "1") if start is not None else "1"
    return _Level(
        (form.get(_VAL) or "decimal") if form is not None else "decimal",
        (text.get(_VAL) or "") if text is not None else "",
        int(begins) if begins.isdecimal() else 1,
    )


def _written(counts: list[int], levels: dict[int, _Level], depth: int) -> str:
    count, form = counts[depth], levels[depth].form if depth in levels else "decimal"
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            return _roman(count).upper() if form == "upperRoman" else _roman(count)
        case "decimalZero":
            return f"{count:02d}"
        case "none" | "bullet":
            return ""
    return str(count)


def _roman(count: int) -> str:
    out = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        while count >= value and len(out) < 40:
            out, count = out + letters, count - value
    return out
