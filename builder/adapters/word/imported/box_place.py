"""Where a text box lies on the page of a Word file, by its anchor, its group or its style."""

from __future__ import annotations

import re
from typing import Any

from ...documents.drawings import WP, V
from ...documents.placing import Box
from .styles import W

_SHORT = 14
"""Words of a box that may be the heading of the box below it."""


def box_place(box: Any, paragraph: Any, key: int) -> Box | None:
    """Where a text box lies on the page, in points; None where the file does not say."""
    words = " ".join("".join(box.itertext(f"{W}t")).split())[:60]
    paragraphs = [p for p in box.iterchildren(f"{W}p") if "".join(p.itertext(f"{W}t")).strip()]
    headed, short = len(paragraphs) > 1, len(paragraphs) <= 1 and len(words.split()) <= _SHORT
    left = top = 0.0
    width = height = 0.0
    found = False
    for holder in box.iterancestors():
        if holder is paragraph:
            break
        name = holder.tag.rpartition("}")[2] if isinstance(holder.tag, str) else ""
        if name == "anchor":
            extent = holder.find(f"{WP}extent")
            for tag in ("positionH", "positionV"):
                offset = holder.find(f"{WP}{tag}/{WP}posOffset")
                if offset is None:
                    return None
                value = _number(offset.text) / 12700
                left, top = (left + value, top) if tag == "positionH" else (left, top + value)
            if extent is not None and not width:
                width, height = (_number(extent.get(k)) / 12700 for k in ("cx", "cy"))
            found = True
        elif name == "wsp":
            for off in holder.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}off"):
                left, top = left + _number(off.get("x")) / 12700, top + _number(off.get("y")) / 12700
            for ext in holder.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}ext"):
                if ext.get("cx"):
                    width, height = (_number(ext.get(k)) / 12700 for k in ("cx", "cy"))
        elif holder.tag == f"{V}shape" or name in ("rect", "roundrect"):
            stated = (x.partition(":") for x in (holder.get("style") or "").split(";"))
            style = {key.strip(): value.strip() for key, _, value in stated}
            if "margin-left" in style and "margin-top" in style:
                left, top = _points(style["margin-left"]), _points(style["margin-top"])
                width, height = _points(style.get("width", "")), _points(style.get("height", ""))
                found = True
    return Box(left, top, left + max(width, 1), top + max(height, 1), words, key, headed, short) if found else None


def _number(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"-?\d+(\.\d+)?", text) else 0.0


def _points(text: str) -> float:
    found = re.fullmatch(r"(-?[\d.]+)(pt|in|cm|mm|px)?", text)
    if not found:
        return 0.0
    try:
        return float(found[1]) * {"in": 72, "cm": 28.35, "mm": 2.835, "px": 0.75}.get(found[2] or "", 1.0)
    except ValueError:
        return 0.0
