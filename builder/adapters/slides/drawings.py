"""Pictures of native shapes on a slide: a chain of boxes and lines, and a timeline. Knows no briefing.

Form alone carries what they say: boxes, lines and dots in the colour of the text, dashes where something is missing. So
they hold in black and white, on anybody's own layouts, and mirrored. Each is one group with alternative text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from ..xml_text import xml_text
from .fit import OURS, Drawing, Entry, Frame, Line, Row, Run, Slide, boxes, height, lines_of, room, type_of
from .master import DECORATIVE, LARGEST, Box, Type, sized

LAYOUT = "text"
APART = 14.0
"""Points between two rows."""
_INSET, _TIGHT = 8.0, 5.0
"""Points within a box beside its words, and above and below them; those above and below also keep boxes apart."""
_BETWEEN = 56.0
"""Points between the two columns of a chain."""
_WHEN, _LINE, _DOT = 0.26, 40.0, 13.0
"""Of a timeline: the share of its width that dates have, points for the line beside them, points across a dot."""

Paragraph = Callable[[tuple[Run, ...]], str]


def drawn(
    kind: str, rows: Sequence[Row], lines: Sequence[Line], title: Sequence[Run], frame: Frame = OURS
) -> tuple[Slide, ...]:
    """Rows as slides without a title yet, the first with `lines` above; () where a row is too high for any slide.

    The letters are as large as they can be without one slide more than the least needs.
    """
    wide, high = room(LAYOUT, title, frame)
    sizes = [float(n) for n in range(LARGEST[LAYOUT], round(type_of(LAYOUT).size), -1)]
    least = _pages(kind, rows, lines, (wide, high), type_of(LAYOUT).size)
    for size in sizes if least else ():
        larger = _pages(kind, rows, lines, (wide, high), size)
        if larger and len(larger) <= len(least):
            return _slides(kind, larger, lines, size)
    return _slides(kind, least, lines, type_of(LAYOUT).size)


def _slides(kind: str, pages: Sequence[Sequence[Row]], lines: Sequence[Line], size: float) -> tuple[Slide, ...]:
    last = len(pages) - 1
    return tuple(
        Slide(
            LAYOUT,
            (),
            tuple(lines) if number == 0 else (),
            size=size,
            drawing=Drawing(kind, tuple(page), _alt(page), number > 0, number < last),
        )
        for number, page in enumerate(pages)
    )


def _alt(rows: Sequence[Row]) -> str:
    return " ".join(f"{_said(row.first)}: {'; '.join(_said(e) for e in row.then)}".strip(": ") + "." for row in rows)


def _said(entry: Entry) -> str:
    return "".join(r.text for r in entry.runs).strip().rstrip(".")


# How much room it takes -------------------------------------------------------------------------------


def _pages(
    kind: str, rows: Sequence[Row], lines: Sequence[Line], space: tuple[float, float], size: float
) -> list[list[Row]]:
    """The rows in as many pages as are needed, even ones; none where a row is higher than a page."""
    wide, high = space
    letters = type_of(LAYOUT, size)
    above = _above(lines, letters, wide)
    fitting = [piece for row in rows for piece in _cut(kind, row, letters, wide, high - above)]
    heights = [_height(kind, row, letters, wide) for row in fitting]
    if not heights or max(heights) > high - above:
        return []
    best = _fill(fitting, heights, high, above)
    low, limit = max(heights), high
    for _ in range(10):
        middle = (low + limit) / 2
        if len(_fill(fitting, heights, middle, above)) == len(best):
            limit = middle
        else:
            low = middle
    return _fill(fitting, heights, limit, above)


def _fill(rows: Sequence[Row], heights: Sequence[float], high: float, above: float) -> list[list[Row]]:
    pages: list[list[Row]] = [[]]
    used = above
    for row, takes in zip(rows, heights, strict=True):
        if pages[-1] and used + takes > high:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += takes + APART
    return pages


def _above(lines: Sequence[Line], letters: Type, wide: float) -> float:
    return sum(height(line, letters, wide) for line in lines) + (APART if lines else 0)


def _cut(kind: str, row: Row, letters: Type, wide: float, high: float) -> Iterator[Row]:
    """A row, or several that begin alike where what it leads to is more than a page holds."""
    part: list[Entry] = []
    lines = row.lines
    for entry in row.then:
        if part and _height(kind, replace(row, then=(*part, entry)), letters, wide) > high:
            yield replace(row, then=tuple(part), lines=lines)
            part, lines = [], ()
        part.append(entry)
    yield replace(row, then=tuple(part), lines=lines)


def _height(kind: str, row: Row, letters: Type, wide: float) -> float:
    left, right = _columns(kind, wide)
    pad = 2 * _TIGHT if kind == "chain" else 0
    beside = sum(_words(e, letters, right) + pad for e in row.then) + _TIGHT * max(0, len(row.then) - 1)
    return max(_words(row.first, letters, left) + pad, beside)


def _words(entry: Entry, letters: Type, wide: float) -> float:
    return lines_of(entry.runs, letters.size, wide) * letters.line


def _columns(kind: str, wide: float) -> tuple[float, float]:
    """Points that words have on the left and on the right."""
    if kind == "timeline":
        return wide * _WHEN, wide * (1 - _WHEN) - _LINE
    column = (wide - _BETWEEN) / 2 - 2 * _INSET
    return column, column


# Shapes -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pen:
    """Where a drawing stands, how large its letters are, and how its words are written."""

    area: Box
    letters: Type
    paragraph: Paragraph
    rtl: bool

    def placed(self, box: Box) -> Box:
        """The box where it is drawn: mirrored in a language from right to left."""
        if not self.rtl:
            return box
        return Box(2 * self.area.x + self.area.width - box.x - box.width, box.y, box.width, box.height)


def body_above(slide: Slide, frame: Frame = OURS) -> Box:
    """The box of the lines that stand above a slide's drawing."""
    box = boxes(slide, frame)[1] or frame.boxes[slide.layout][1]
    return Box(box.x, box.y, box.width, _above(slide.lines, type_of(LAYOUT, slide.size), box.width))


def group_of(slide: Slide, frame: Frame, paragraph: Paragraph, *, rtl: bool) -> str:
    """The drawing as one `p:grpSp`. `paragraph` writes runs as the inside of a text body."""
    drawing = slide.drawing
    assert drawing is not None
    whole = boxes(slide, frame)[1] or frame.boxes[slide.layout][1]
    top = whole.y + body_above(slide, frame).height
    letters = type_of(LAYOUT, slide.size)
    area = Box(whole.x, top, whole.width, whole.y + whole.height - top)
    pen = _Pen(area, letters, paragraph, rtl)
    shapes = "".join(_chain(pen, drawing) if drawing.kind == "chain" else _timeline(pen, drawing))
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="100" name={quoteattr(drawing.kind.capitalize())}'
        f" descr={quoteattr(xml_text(drawing.alt))}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{_group_box(area)}</p:grpSpPr>{shapes}</p:grpSp>"
    )


def _group_box(box: Box) -> str:
    x, y, w, h = (round(v * 12700) for v in (box.x, box.y, box.width, box.height))
    inner = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
    return f"<a:xfrm>{inner}</a:xfrm>"


def _chain(pen: _Pen, drawing: Drawing) -> Iterator[str]:
    left, right = _columns("chain", pen.area.width)
    beside = pen.area.x + pen.area.width - right - 2 * _INSET
    top, number = pen.area.y, 101
    for row in drawing.rows:
        tall = _height("chain", row, pen.letters, pen.area.width)
        own = _words(row.first, pen.letters, left) + 2 * _TIGHT
        first = Box(pen.area.x, top + (tall - own) / 2, left + 2 * _INSET, own)
        if row.first.runs:
            yield _box(pen, number, row.first, first, edge="solid" if row.joined else "", inset=_INSET, tight=_TIGHT)
        heights = [_words(e, pen.letters, right) + 2 * _TIGHT for e in row.then]
        y = top + (tall - sum(heights) - _TIGHT * (len(heights) - 1)) / 2
        for place, (entry, high) in enumerate(zip(row.then, heights, strict=True)):
            box = Box(beside, y, right + 2 * _INSET, high)
            dash = "sysDash" if entry.none else "solid"
            yield _box(pen, number + 1 + 2 * place, entry, box, edge=dash, inset=_INSET, tight=_TIGHT)
            if row.joined:
                yield _joint(pen, number + 2 + 2 * place, (number, first), (number + 1 + 2 * place, box), entry.none)
            y += high + _TIGHT
        number += 1 + 2 * len(row.then)
        top += tall + APART


def _timeline(pen: _Pen, drawing: Drawing) -> Iterator[str]:
    left, right = _columns("timeline", pen.area.width)
    at, line = pen.area.x + left + _LINE / 2, pen.letters.line
    tops = [pen.area.y]
    for row in drawing.rows:
        tops.append(tops[-1] + _height("timeline", row, pen.letters, pen.area.width) + APART)
    start = tops[0] if drawing.before else tops[0] + line / 2
    end = tops[-1] - APART if drawing.after else tops[-2] + line / 2
    if end > start:
        yield _line(pen, 101, Box(at, start, 0, end - start))
    for number, (row, top) in enumerate(zip(drawing.rows, tops, strict=False)):
        n = 102 + 3 * number
        yield _dot(pen, n, Box(at - _DOT / 2, top + (line - _DOT) / 2, _DOT, _DOT))
        yield _box(pen, n + 1, row.first, Box(pen.area.x, top, left, _words(row.first, pen.letters, left) + _TIGHT))
        for entry in row.then:
            box = Box(pen.area.x + left + _LINE, top, right, _words(entry, pen.letters, right) + _TIGHT)
            yield _box(pen, n + 2, entry, box)


_INK = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'


def _edge(dash: str) -> str:
    return f'<a:ln w="19050">{_INK}<a:prstDash val="{dash}"/></a:ln>' if dash else "<a:ln><a:noFill/></a:ln>"


def _box(pen: _Pen, number: int, entry: Entry, box: Box, *, edge: str = "", inset: float = 0, tight: float = 0) -> str:
    """Words in a box whose edge is solid, dashed or none; `inset` points beside them, `tight` above."""
    insets = f'lIns="{round(inset * 12700)}" rIns="{round(inset * 12700)}" tIns="{round(tight * 12700)}"'
    anchor = f'bIns="0" anchor="{"ctr" if inset else "t"}"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Words {number}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{pen.placed(box).xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"{_edge(edge)}</p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square" {insets} {anchor}><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{sized(replace(pen.letters, gap=0))}</a:lstStyle>{pen.paragraph(entry.runs)}</p:txBody></p:sp>"
    )


def _joint(pen: _Pen, number: int, one: tuple[int, Box], other: tuple[int, Box], none: bool) -> str:
    """The line between two boxes; it keeps to them where somebody moves one."""
    (start, a), (end, b) = one, other
    y0, y1 = a.y + a.height / 2, b.y + b.height / 2
    box = pen.placed(Box(a.x + a.width, min(y0, y1), b.x - a.x - a.width, abs(y1 - y0)))
    flips = (' flipH="1"' if pen.rtl else "") + (' flipV="1"' if y1 < y0 else "")
    sites = (1, 3) if pen.rtl else (3, 1)
    glue = f'<a:stCxn id="{start}" idx="{sites[0]}"/><a:endCxn id="{end}" idx="{sites[1]}"/>'
    return _connector(number, box, glue, "sysDash" if none else "solid", flips)


def _line(pen: _Pen, number: int, box: Box) -> str:
    return _connector(number, pen.placed(box), "", "solid", "")


def _connector(number: int, box: Box, glue: str, dash: str, flips: str) -> str:
    place = box.xml().replace("<a:xfrm>", f"<a:xfrm{flips}>")
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Line {number}">{DECORATIVE}</p:cNvPr>'
        f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr>{place}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{_edge(dash)}</p:spPr></p:cxnSp>'
    )


def _dot(pen: _Pen, number: int, box: Box) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Dot {number}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{pen.placed(box).xml()}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>{_INK}'
        f"{_edge('')}</p:spPr></p:sp>"
    )
