"""What text of an OpenDocument file looks like once every style is counted, and which levels of a list count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class OdfLook:
    """The effective look of words; `size` in points."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    struck: bool = False
    size: float = 0.0
    font: str = ""


class OdfStyles:
    """The styles of a text, automatic ones included."""

    def __init__(self, content: Any, shared: Any) -> None:
        self.by_name: dict[tuple[str, str], Any] = {}
        self.lists: dict[str, Any] = {}
        self.defaults: dict[str, Any] = {}
        for root in (shared, content):
            for style in root.iter(f"{STYLE}style") if root is not None else ():
                self.by_name[style.get(f"{STYLE}family") or "", style.get(f"{STYLE}name") or ""] = style
            for style in root.iter(f"{TEXT}list-style") if root is not None else ():
                self.lists[style.get(f"{STYLE}name") or ""] = style
            for style in root.iter(f"{STYLE}default-style") if root is not None else ():
                self.defaults[style.get(f"{STYLE}family") or ""] = style
        self._looks: dict[tuple[str, tuple[str, ...]], OdfLook] = {}

    def chain(self, family: str, name: str) -> list[Any]:
        """A style and its parents, nearest first."""
        out: list[Any] = []
        style = self.by_name.get((family, name))
        while style is not None and len(out) < _DEPTH:
            out.append(style)
            style = self.by_name.get((family, style.get(f"{STYLE}parent-style-name") or ""))
        return out

    def names(self, name: str) -> list[str]:
        """Names of a paragraph's styles in small letters."""
        shown = (s.get(f"{STYLE}display-name") or s.get(f"{STYLE}name") or "" for s in self.chain("paragraph", name))
        return [n.lower().replace("_20_", " ") for n in shown] or [name.lower().replace("_20_", " ")]

    def outline(self, name: str) -> str:
        """The outline level that a paragraph's style gives, "" for none."""
        for style in self.chain("paragraph", name):
            if level := style.get(f"{STYLE}default-outline-level"):
                return str(level)
        return ""

    def look(self, paragraph: str, spans: tuple[str, ...]) -> OdfLook:
        """The look of words in a paragraph and spans inside each other."""
        key = (paragraph, spans)
        if key not in self._looks:
            layers = [self.defaults.get("paragraph"), *reversed(self.chain("paragraph", paragraph))]
            for span in spans:
                layers += reversed(self.chain("text", span))
            found: dict[str, str] = {}
            for layer in layers:
                properties = layer.find(f"{STYLE}text-properties") if layer is not None else None
                if properties is not None:
                    found.update({str(k).rpartition("}")[2]: str(v) for k, v in properties.attrib.items()})
            self._looks[key] = _look(found)
        return self._looks[key]

    def list_level(self, name: str, depth: int) -> tuple[bool, int]:
        """Whether a level of a list counts, and its first number."""
        style = self.lists.get(name)
        for level in style if style is not None else ():
            if level.get(f"{TEXT}level") == str(depth + 1):
                ordered = level.tag == f"{TEXT}list-level-style-number" and bool(level.get(f"{STYLE}num-format"))
                start = level.get(f"{TEXT}start-value") or "1"
                return ordered, int(start) if start.isdecimal() else 1
        return False, 1


def _look(found: dict[str, str]) -> OdfLook:
    weight = found.get("font-weight", "")
    size = re.fullmatch(r"([\d.]+)pt", found.get("font-size", ""))
    return OdfLook(
        bold=weight == "bold" or (weight.isdecimal() and int(weight) >= 600),
        italic=found.get("font-style", "") in ("italic", "oblique"),
        hidden=found.get("display", "") == "none",
        struck=found.get("text-line-through-style", "none") != "none"
        or found.get("text-line-through-type", "none") != "none",
        size=float(size[1]) if size else 0.0,
        font=found.get("font-name", ""),
    )
