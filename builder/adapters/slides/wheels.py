"""The wheel on slides: large on the cover, small in the corner of the others, where it says how far one has come."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from ..xml_text import xml_text
from .fit import Place
from .master import Box, DeckLook

COVER_WHEEL = Box(650, 130, 250, 250)
PLACE = Box(866, 7, 34, 34)


def cover_wheel(colours: tuple[str, ...], alt: str, box: Box) -> str:
    """A ring of one segment for each colour, clockwise from the top, as one group with alternative text."""
    segments = "".join(_segment(20 + i, box, i, len(colours), _filled(c)) for i, c in enumerate(colours))
    return _group(6, "Wheel", box, f" descr={quoteattr(xml_text(alt))}", segments)


def small_wheel(place: Place, theme: DeckLook, box: Box) -> str:
    """The small wheel: parts before this one are filled, this one has an outline of ink, the rest are only drawn."""

    def look(number: int, colour: str) -> str:
        if number == place.here:
            outline = f'<a:ln w="22225"><a:solidFill><a:srgbClr val="{theme.ink}"/></a:solidFill></a:ln>'
            return _filled(colour, outline)
        if number < place.here:
            return _filled(colour)
        return f'<a:noFill/><a:ln w="6350"><a:solidFill><a:srgbClr val="{theme.soft}"/></a:solidFill></a:ln>'

    count = len(place.colours)
    segments = "".join(_segment(60 + i, box, i, count, look(i + 1, c)) for i, c in enumerate(place.colours))
    return _group(8, "Place", box, f" descr={quoteattr(xml_text(place.alt))}", segments)


def _filled(colour: str, line: str = "<a:ln><a:noFill/></a:ln>") -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{line}'


def _group(number: int, name: str, box: Box, described: str, shapes: str) -> str:
    x, y, w = round(box.x * 12700), round(box.y * 12700), round(box.width * 12700)
    frame = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{w}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{w}"/>'
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{name}"{described}/>'
        "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{frame}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
    )


def _segment(number: int, box: Box, index: int, count: int, look: str) -> str:
    """One segment as a polygon."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Part {index + 1}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{box.xml()}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{_SIZE}" h="{_SIZE}">{_outline(index, count)}</a:path></a:pathLst></a:custGeom>'
        f"{look}</p:spPr></p:sp>"
    )


_SIZE = 20_000


@lru_cache(maxsize=200)
def _outline(index: int, count: int) -> str:
    """A segment's outline: the arcs are drawn in steps of some degrees, which every office program draws alike."""
    outer, inner, gap = 9_900, 4_900, 260
    start, end = (2 * math.pi * i / count for i in (index, index + 1))

    def arc(radius: float, a: float, b: float) -> Iterator[tuple[int, int]]:
        lean = gap / radius
        for k in range(25):
            angle = a + lean + (b - a - 2 * lean) * k / 24
            yield round(_SIZE / 2 + radius * math.sin(angle)), round(_SIZE / 2 - radius * math.cos(angle))

    points = [*arc(outer, start, end), *reversed(list(arc(inner, start, end)))]
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    return f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{p}</a:lnTo>" for p in rest) + "<a:close/>"
