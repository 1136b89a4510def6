"""Somebody's own deck as the ground for ours: which of its layouts serve, and where title and text stand on them."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx import Presentation

from .fit import Frame
from .master import LAYOUTS, Box

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ALSO = {"cover": ("title slide",)}
"""What PowerPoint itself calls the layout that serves the same purpose."""


def layout_of(deck: Any, name: str) -> Any:
    """The layout of a name, whatever its case; in somebody's own deck else the one that serves the same purpose."""
    by_name = {layout.name.casefold(): layout for layout in deck.slide_layouts}
    for other in (name, *ALSO.get(name, ()), "text", "title and content"):
        if other in by_name:
            return by_name[other]
    fitting = [one for one in deck.slide_layouts if has_title_and_text(one)]
    return (fitting or list(deck.slide_layouts))[0]


def has_title_and_text(layout: Any) -> bool:
    """Whether a layout has a place for a title and one for text."""
    kinds = kinds_of(layout)
    return bool(kinds["title"] and kinds["text"])


def kinds_of(layout: Any) -> dict[str, str]:
    """The attributes of `p:ph` for the placeholders that a layout has, "" for those it lacks."""
    found = {"title": "", "text": "", "footer": "", "number": ""}
    for shape in layout.placeholders:
        ph = shape._element.xpath(".//p:ph")[0]
        kind, idx = ph.get("type", "obj"), ph.get("idx", "")
        role = {"title": "title", "ctrTitle": "title", "ftr": "footer", "sldNum": "number"}.get(kind, "text")
        if kind == "dt" or found[role] or (role == "text" and kind not in ("obj", "body", "subTitle")):
            continue
        attributes = f'type="{kind}"' if ph.get("type") else ""
        size = ' sz="quarter"' if role in ("footer", "number") else ""
        found[role] = f"{attributes}{size}{f' idx={quoteattr(idx)}' if idx else ''}".strip()
    return found


def frame_of(base: bytes) -> Frame:
    """Where title and text stand on the layouts of somebody's own deck, which then has no slides.

    Raises ValueError where it is no presentation, or has no layout with a title and a text.
    """
    try:
        deck = Presentation(io.BytesIO(base))
    except Exception as error:  # whatever a file that is no presentation makes python-pptx raise
        raise ValueError("it is no PowerPoint file (.pptx)") from error
    ids = deck.slides._sldIdLst
    for slide in list(ids):
        deck.part.drop_rel(slide.get(f"{{{RELATIONSHIPS}}}id"))
        ids.remove(slide)
    if not any(has_title_and_text(layout) for layout in deck.slide_layouts):
        raise ValueError("none of its layouts has a title and a text")
    found = {}
    for name in LAYOUTS:
        layout = layout_of(deck, name)
        kinds = kinds_of(layout)
        title = next(p for p in layout.placeholders if 'itle"' in kinds["title"] and p.placeholder_format.idx == 0)
        text = next(p for p in layout.placeholders if _text_index(kinds["text"]) == p.placeholder_format.idx)
        found[name] = (_box(title), _box(text))
    out = io.BytesIO()
    deck.save(out)
    return Frame(found, out.getvalue())


def _text_index(kind: str) -> int:
    number = re.search(r'idx="(\d+)"', kind)
    return int(number[1]) if number else 0


def _box(shape: Any) -> Box:
    return Box(*(v / 12700 for v in (shape.left, shape.top, shape.width, shape.height)))
