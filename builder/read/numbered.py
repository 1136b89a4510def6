"""Findings and recommendations: the numbered lists of a part as points with codes, and which answers which."""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import text as prose
from ..model.briefing import Section

_LINKS = re.compile(r"\s*[(\[]\s*([FR]\d{1,3}(?:\s*(?:,|;|&|and|a)?\s*[FR]\d{1,3})*)\s*[)\]]\s*(\.?)\s*$", re.I)


def with_points(section: Section, letter: str, count: int) -> Section:
    """The section with its numbered lists as points, coded from `count` + 1 on."""
    blocks: list[prose.Block] = []
    for block in section.blocks:
        if isinstance(block, prose.ListBlock) and block.ordered:
            points = tuple(_point(item, f"{letter}{count + n}") for n, item in enumerate(block.items, 1))
            count += len(points)
            blocks.append(prose.PointList(points, block.line, block.lang))
        else:
            blocks.append(block)
    return replace(section, blocks=tuple(blocks))


def _point(item: prose.ListItem, code: str) -> prose.Point:
    blocks = list(item.blocks)
    links: tuple[str, ...] = ()
    for n, block in enumerate(blocks):
        if isinstance(block, prose.Paragraph) and block.inlines and isinstance(last := block.inlines[-1], prose.Text):
            found = _LINKS.search(last.text)
            if found:
                links += tuple(dict.fromkeys(c.upper() for c in re.findall(r"[FR]\d+", found[1], re.I)))
                kept = last.text[: found.start()]
                kept += "" if kept.endswith((".", "?", "!")) else found[2]
                blocks[n] = replace(
                    block, inlines=(*block.inlines[:-1], prose.Text(kept)) if kept else block.inlines[:-1]
                )
    return prose.Point(code, tuple(blocks), links, item.line)
