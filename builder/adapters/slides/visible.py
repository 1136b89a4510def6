"""Every word of a slide that a person can see, told by its XML alone: the count against which a reading is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..documents.content import Seen
from ..documents.drawings import A
from .shapes import Shaped, Sheet


def visible_words(sheet: Sheet, shapes: Sequence[Shaped], where: str) -> Iterator[Seen]:
    """The words of shapes that lie on the slide, a line for each paragraph."""
    gone = {p for e in sheet.hidden() for p in e.iter(f"{A}p")}  # themselves: lxml gives a number of one away again
    for shape in shapes:
        if shape.kind in ("sldNum", "dt"):
            continue
        for paragraph in shape.element.iter(f"{A}p"):
            words = "".join(
                " " if t.tag == f"{A}br" else t.text or ""
                for t in paragraph.iter(f"{A}t", f"{A}br")
                if t.tag == f"{A}br" or not _passed_by(t)
            )
            if words.strip() and paragraph not in gone:
                yield Seen(" ".join(words.replace("_x000B_", " ").split()), where)


def _passed_by(text: Any) -> bool:
    """Whether words are a page number or date, or are struck out."""
    holder = text.getparent()
    if holder.tag == f"{A}fld":
        return (holder.get("type") or "").startswith(("slidenum", "datetime"))
    look = holder.find(f"{A}rPr")
    return look is not None and look.get("strike") not in (None, "noStrike")
