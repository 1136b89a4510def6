"""Charts of Word, PowerPoint and OpenDocument files as what they say: title, series, categories and their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .content import Piece, Run, Seen, Shape
from .drawings import CHART, A, R
from .office import OfficeFile

_NEWER = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
MAX_ROWS = 200
MAX_SERIES = 20

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart says: its title, the names of its series after an empty first cell, and a row for each category."""

    title: str
    head: Row
    rows: tuple[Row, ...]
    named: tuple[str, ...] = ()
    """Names of the axes."""


def charts_in(file: OfficeFile, part: str, drawing: Any) -> Iterator[Chart | None]:
    """The charts below an element; None for one whose figures do not stand in the file."""
    for tag, read in ((f"{CHART}chart", _chart), (f"{_NEWER}chart", _newer)):
        for reference in drawing.iter(tag):
            if _is_in_box(reference, drawing):
                continue  # read with the box
            relation = file.relations(part).get(reference.get(f"{R}id") or "")
            root = file.tree(relation.target) if relation and not relation.external else None
            yield read(root) if root is not None else None


def _is_in_box(reference: Any, drawing: Any) -> bool:
    for above in reference.iterancestors():
        if above is drawing:
            return False
        if above.tag == _BOX:
            return True
    return False


def chart_pieces(chart: Chart, alt: str, where: str) -> Iterator[Piece]:
    """A chart as a line for its title and its description each, then a table."""
    for words in dict.fromkeys((chart.title, alt)):
        if words:
            yield Piece(Shape.TEXT, (Run(words),), where=where)
    corner = ", ".join(chart.named)
    cells = ((corner, *chart.head[1:]), *chart.rows)
    rows = tuple(tuple((Piece(Shape.TEXT, (Run(w),)),) if w else () for w in row) for row in cells)
    yield Piece(Shape.TABLE, rows=rows, where=where, of="chart")


def chart_seen(chart: Chart, where: str) -> Iterator[Seen]:
    """The words of a chart that a person can see; its figures may be printed otherwise."""
    for words in (chart.title, *chart.named, *chart.head, *(row[0] for row in chart.rows)):
        if words:
            yield Seen(words, where)


# Charts of Word, PowerPoint and Excel ------------------------------------------------------------


def _chart(root: Any) -> Chart | None:
    series = list(root.iter(f"{CHART}ser"))[:MAX_SERIES]
    names = [_points(s.find(f"{CHART}tx"), plain=True) or {} for s in series]
    categories: dict[int, str] = {}
    values = []
    for one in series:
        for tag in ("cat", "xVal"):
            categories = {**_points(one.find(f"{CHART}{tag}")), **categories}
        values.append(next((found for t in ("val", "yVal") if (found := _points(one.find(f"{CHART}{t}")))), {}))
    title = _title(root.find(f"{CHART}chart/{CHART}title"))
    axes = [
        _title(axis.find(f"{CHART}title")) for axis in root.iter(*(f"{CHART}{t}Ax" for t in ("cat", "val", "date")))
    ]
    return _made(title, [n.get(0, "") for n in names], categories, values, axes)


def _made(
    title: str, names: Sequence[str], categories: dict[int, str], values: Sequence[dict[int, str]], axes: Sequence[str]
) -> Chart | None:
    keys = sorted({*categories, *(k for v in values for k in v)})[:MAX_ROWS]
    if not keys or not any(values):
        return None
    if len(names) == 1 and names[0] == title:
        names = [""]
    rows = tuple((categories.get(k, str(k + 1)), *(v.get(k, "") for v in values)) for k in keys)
    return Chart(title, ("", *names), rows, tuple(dict.fromkeys(a for a in axes if a)))


def _title(element: Any) -> str:
    return (
        " ".join(" ".join("".join(p.itertext(f"{A}t")) for p in element.iter(f"{A}p")).split())
        if element is not None
        else ""
    )


def _points(element: Any, *, plain: bool = False) -> dict[int, str]:
    """The cached words or figures of a part of a series, by their place."""
    if element is None:
        return {}
    if plain and (stated := element.find(f"{CHART}v")) is not None:
        return {0: " ".join((stated.text or "").split())}
    levels = list(element.iter(f"{CHART}lvl"))
    if levels:
        return _levels(levels)
    code = next((f.text or "" for f in element.iter(f"{CHART}formatCode")), "")
    return {n: figure(words, code) for n, words in _numbered(element)}


def _levels(levels: list[Any]) -> dict[int, str]:
    """Categories with groups above them: the group goes before its first and all after it."""
    out = dict(_numbered(levels[0]))
    for level in levels[1:]:
        groups = dict(_numbered(level))
        now = ""
        for n in sorted(out):
            now = groups.get(n, now)
            out[n] = f"{now}, {out[n]}" if now else out[n]
    return out


def _numbered(element: Any) -> Iterator[tuple[int, str]]:
    for point in element.iter(f"{CHART}pt"):
        place, value = point.get("idx") or "", point.find(f"{CHART}v")
        if place.isdecimal() and value is not None:
            yield int(place), " ".join((value.text or "").split())


def figure(words: str, code: str) -> str:
    """A figure as its chart prints it, as far as its format is a plain one: whole, with decimals, per cent."""
    if not re.fullmatch(r"-?\d+(?:\.\d+)?(?:E-?\d+)?", words, re.I):
        return words
    number = float(words)
    decimals = len(found[1]) if (found := re.search(r"0\.(0+)", code)) else 0
    if "%" in code:
        return f"{number * 100:.{decimals}f}%"
    if decimals or re.fullmatch(r"#,##0|0", code):
        return f"{number:,.{decimals}f}" if "," in code else f"{number:.{decimals}f}"
    return f"{number:.10g}"


# Charts of Office 2016 and later: waterfall, funnel, treemap and the like -------------------------


def _newer(root: Any) -> Chart | None:
    texts = {d.get("id") or "": d for d in root.iter(f"{_NEWER}data")}
    names, values = [], []
    categories: dict[int, str] = {}
    for one in list(root.iter(f"{_NEWER}series"))[:MAX_SERIES]:
        names.append(" ".join("".join(v.text or "" for v in one.iterfind(f"{_NEWER}tx//{_NEWER}v")).split()))
        holder = one.find(f"{_NEWER}dataId")
        data = texts.get(holder.get("val") or "" if holder is not None else "")
        words = data.find(f"{_NEWER}strDim") if data is not None else None
        numbers = data.find(f"{_NEWER}numDim") if data is not None else None
        categories = {**_newer_points(words), **categories}
        values.append(_newer_points(numbers))
    title = _title(root.find(f"{_NEWER}chart/{_NEWER}title"))
    return _made(title, names, categories, values, ())


def _newer_points(dimension: Any) -> dict[int, str]:
    level = dimension.find(f"{_NEWER}lvl") if dimension is not None else None
    if level is None:
        return {}
    code = level.get("formatCode") or ""
    places = ((p.get("idx") or "", " ".join((p.text or "").split())) for p in level.iter(f"{_NEWER}pt"))
    return {int(place): figure(words, code) for place, words in places if place.isdecimal()}


# Charts of OpenDocument ---------------------------------------------------------------------------

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}"


def opendocument_chart(root: Any) -> Chart | None:
    """The chart in an object of an OpenDocument file; None where it is none or holds no figures."""
    drawn = next(root.iter(f"{_DRAWN}chart"), None)
    if drawn is None:
        return None
    table = next(drawn.iter(f"{_TABLE}table"), None)
    if table is None:
        return None
    rows = [tuple(_odf_cells(row)) for row in table.iter(f"{_TABLE}table-row")][: MAX_ROWS + 1]
    rows = [row[: MAX_SERIES + 1] for row in rows if any(row)]
    if len(rows) < 2:
        return None
    title = drawn.find(f"{_DRAWN}title")
    axes = (axis.find(f"{_DRAWN}title") for axis in drawn.iter(f"{_DRAWN}axis"))
    named = tuple(dict.fromkeys(words for axis in axes if axis is not None and (words := _odf_words(axis))))
    return Chart(_odf_words(title) if title is not None else "", ("", *rows[0][1:]), tuple(rows[1:]), named)


def _odf_cells(row: Any) -> Iterator[str]:
    for cell in row.iterchildren(f"{_TABLE}table-cell"):
        words = _odf_words(cell)
        yield "" if words.lower() == "nan" else figure(words, "")


def _odf_words(element: Any) -> str:
    return " ".join(" ".join("".join(p.itertext()) for p in element.iter(f"{_TEXT}p")).split())
