"""What a run looks like once every style is counted: its own properties, character style, paragraph style, defaults.

Bold, italic, hidden and the like are toggles: set by a paragraph's style and a character's, they cancel each other
(ECMA-376 17.7.3). Knows no briefing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_TOGGLES = ("b", "i", "vanish", "strike", "dstrike")
_OFF = ("0", "false", "off", "none")
_DEPTH = 20
"""Styles that one style may be based on, one after the other."""

_HEADING_NAME = re.compile(
    r"^(?:heading|überschrift|titre|pennawd|rubrik|kop|nagłówek|título|titolo)\s*([1-9])\b", re.I
)


@dataclass(frozen=True, slots=True)
class Look:
    """The effective look of a run. `size` is in points."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    struck: bool = False
    size: float = 0.0
    font: str = ""
    lang: str = ""
    style: str = ""
    """The character style's name."""


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Any) -> None:
        found = list(root.iterchildren(f"{W}style")) if root is not None else []
        self.by_id: Mapping[str, Any] = {s.get(f"{W}styleId") or "": s for s in found}
        self.default = next(
            (s for s in found if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true", "on")), None
        )
        self.defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._looks: dict[tuple[str, str, str], dict[str, Any]] = {}

    def chain(self, style_id: str) -> list[Any]:
        """A style and those it is based on, nearest first."""
        chain: list[Any] = []
        style = self.by_id.get(style_id)
        while style is not None and len(chain) < _DEPTH:
            chain.append(style)
            based = style.find(f"{W}basedOn")
            style = self.by_id.get(based.get(_VAL) or "") if based is not None else None
        return chain

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """The chain of a paragraph's style; the default one where it names none."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        chain = self.chain(found.get(_VAL) or "") if found is not None else []
        return chain or ([self.default] if self.default is not None else [])

    def names(self, paragraph: Any) -> list[str]:
        """Names of the paragraph's styles in small letters, nearest first; the id where a style does not exist."""
        chain = [name_of(s) for s in self.of_paragraph(paragraph)]
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        own = found.get(_VAL) or "" if found is not None else ""
        if own and own not in self.by_id:
            spaced = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", own).lower()
            return [spaced, *chain]
        return chain

    def heading(self, paragraph: Any, names: list[str]) -> int:
        """1 to 9, or 0 where it is no heading, by name or outline level."""
        for name in names:
            if found := _HEADING_NAME.search(name):
                return int(found[1])
        for holder in (paragraph, *self.of_paragraph(paragraph)):
            outline = holder.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and (outline.get(_VAL) or "9").isdecimal():
                level = int(outline.get(_VAL))
                return level + 1 if level < 9 else 0
        return 0

    def look(self, paragraph_style: str, table_style: str, run: Any) -> Look:
        """The effective look of a run in a paragraph of a style, in a table of a style ("" for none)."""
        own = run.find(f"{W}rPr") if run is not None else None
        named = own.find(f"{W}rStyle") if own is not None else None
        character = named.get(_VAL) or "" if named is not None else ""
        key = (paragraph_style, table_style, character)
        if key not in self._looks:
            self._looks[key] = self._of_styles(*key)
        found = self._looks[key] | dict(_properties(own))
        return Look(
            bold=bool(found.get("b")),
            italic=bool(found.get("i")),
            hidden=bool(found.get("vanish")),
            struck=bool(found.get("strike") or found.get("dstrike")),
            size=float(found.get("sz") or 0.0),
            font=str(found.get("font") or ""),
            lang=str(found.get("lang") or ""),
            style=name_of(self.by_id.get(character)) if character else "",
        )

    def _of_styles(self, paragraph: str, table: str, character: str) -> dict[str, Any]:
        found: dict[str, Any] = dict(_properties(self.defaults))
        usual = self.default.get(f"{W}styleId") or "" if self.default is not None else ""
        layers = [self._layer(style) for style in (table, paragraph or usual, character)]
        for name in _TOGGLES:
            stated = [bool(layer[name]) for layer in layers if name in layer]
            if stated:
                found[name] = bool(found.get(name)) or sum(stated) % 2 == 1
        for layer in layers:
            found.update({k: v for k, v in layer.items() if k not in _TOGGLES})
        return found

    def _layer(self, style_id: str) -> dict[str, Any]:
        layer: dict[str, Any] = {}
        for style in reversed(self.chain(style_id) if style_id else []):
            layer.update(_properties(style.find(f"{W}rPr")))
        return layer


def name_of(style: Any) -> str:
    """A style's name in small letters."""
    found = style.find(f"{W}name") if style is not None else None
    return (found.get(_VAL) or "").lower() if found is not None else ""


def is_on(element: Any) -> bool:
    """Whether a property that may be on or off is on."""
    return element is not None and element.get(_VAL) not in _OFF


def _properties(rpr: Any) -> Iterator[tuple[str, Any]]:
    if rpr is None:
        return
    for child in rpr:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name in _TOGGLES:
            yield name, is_on(child)
        elif name == "sz":
            yield "sz", points(child.get(_VAL) or "")
        elif name == "lang" and child.get(_VAL):
            yield "lang", child.get(_VAL)
        elif name == "rFonts":
            font = child.get(f"{W}ascii") or child.get(f"{W}hAnsi")
            if font:
                yield "font", font


def points(halves: str) -> float:
    """A size in half points, or with a unit as strict files write it, in points."""
    if found := re.fullmatch(r"(\d+(?:\.\d+)?)(pt)?", halves):
        return float(found[1]) if found[2] else float(found[1]) / 2
    return 0.0
