"""The shapes of a slide: where they lie, what they inherit, their paragraphs. Knows no briefing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..documents.content import Kind, Left, Run
from ..documents.drawings import A, R, formula
from ..documents.office import OfficeFile
from ..documents.symbols import as_shown

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TITLES = ("title", "ctrTitle")
RUNNING = ("dt", "ftr", "sldNum", "hdr")
_BODY = ("body", "obj", "")
_SHAPES = tuple(f"{P}{n}" for n in ("sp", "pic", "graphicFrame", "cxnSp", "contentPart"))


@dataclass(frozen=True, slots=True)
class Place:
    """Edges of a shape in EMU; none at all where the file does not say."""

    left: float
    top: float
    right: float
    bottom: float


Scale = tuple[float, float, float, float]
"""How a group maps its children: x = a + b·x, y = c + d·y."""
_WHOLE: Scale = (0.0, 1.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shape with its place and, where it is a placeholder, its type and the elements it inherits from."""

    element: Any
    place: Place | None
    kind: str | None
    """Type of the placeholder ("" for the usual one), None where it is no placeholder."""
    above: tuple[Any, ...]
    """The same placeholder in layout and master."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide with its layout and master."""

    file: OfficeFile
    part: str
    root: Any
    layout: Any
    master: Any

    def shapes(self) -> Iterator[Shaped]:
        """Every shape, those in groups at their place on the slide."""
        tree = self.root.find(f"{P}cSld/{P}spTree")
        yield from self._below(tree, _WHOLE, 0) if tree is not None else ()

    def _below(self, parent: Any, scale: Scale, depth: int) -> Iterator[Shaped]:
        for child in parent:
            if child.tag == f"{P}grpSp" and depth < 12:
                if not _is_hidden(child):
                    yield from self._below(child, _scaled(child, scale), depth + 1)
            elif child.tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                branch = choice if choice is not None and len(choice) else child.find(f"{MC}Fallback")
                yield from self._below(branch, scale, depth + 1) if branch is not None else ()
            elif child.tag in _SHAPES and not _is_hidden(child):
                yield self._shaped(child, scale)

    def hidden(self) -> Iterator[Any]:
        """Shapes that are switched off in the selection pane."""
        for tag in (*_SHAPES, f"{P}grpSp"):
            yield from (e for e in self.root.iter(tag) if _is_hidden(e))

    def _shaped(self, element: Any, scale: Scale) -> Shaped:
        holder = element.find(f"*/{P}nvPr/{P}ph")
        above = tuple(self._inherited(holder)) if holder is not None else ()
        place = next((p for e in (element, *above) if (p := _place(e, scale if e is element else _WHOLE))), None)
        kind = None
        if holder is not None:
            stated = (holder, *(a.find(f"*/{P}nvPr/{P}ph") for a in above))
            kind = next((h.get("type") for h in stated if h is not None and h.get("type")), "")
        return Shaped(element, place, kind, above)

    def _inherited(self, holder: Any) -> Iterator[Any]:
        index, kind = holder.get("idx"), holder.get("type") or ""
        found = _placeholder(self.layout, index, kind)
        if found is not None:
            yield found
            kind = kind or found.find(f"*/{P}nvPr/{P}ph").get("type") or ""
        over = _placeholder(
            self.master, None, {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body"}.get(kind, kind)
        )
        if over is not None:
            yield over

    def styles(self, shape: Shaped) -> tuple[Any, ...]:
        """Lists of paragraph levels that a shape's text goes by, nearest first."""
        lists = [e.find(f"{P}txBody/{A}lstStyle") for e in (shape.element, *shape.above)]
        name = "titleStyle" if shape.kind in TITLES else "bodyStyle" if shape.kind is not None else "otherStyle"
        if self.master is not None:
            lists.append(self.master.find(f"{P}txStyles/{P}{name}"))
        return tuple(x for x in lists if x is not None)


def _is_hidden(element: Any) -> bool:
    properties = element.find(f"*/{P}cNvPr")
    return properties is not None and properties.get("hidden") in ("1", "true")


def _placeholder(root: Any, index: str | None, kind: str) -> Any:
    if root is None:
        return None
    found = [(e, h) for e in root.iter(f"{P}sp", f"{P}pic") if (h := e.find(f"*/{P}nvPr/{P}ph")) is not None]
    by_index = (e for e, h in found if index and h.get("idx") == index)
    by_kind = (e for e, h in found if (h.get("type") or "") == kind and (index is None or kind in TITLES))
    return next(by_index, None) if index and kind not in TITLES else next(by_kind, None)


def _place(element: Any, scale: Scale) -> Place | None:
    form = element.find(f"{P}spPr/{A}xfrm")
    if form is None:
        form = element.find(f"{P}xfrm")
    if form is None:
        return None
    off, ext = form.find(f"{A}off"), form.find(f"{A}ext")
    if off is None or ext is None:
        return None
    x, y, w, h = (_int(e.get(k)) for e, k in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    a, b, c, d = scale
    return Place(a + b * x, c + d * y, a + b * (x + w), c + d * (y + h))


def _scaled(group: Any, scale: Scale) -> Scale:
    form = group.find(f"{P}grpSpPr/{A}xfrm")
    if form is None:
        return scale
    off, ext, inner, size = (form.find(f"{A}{n}") for n in ("off", "ext", "chOff", "chExt"))
    if off is None or ext is None or inner is None or size is None:
        return scale
    a, b, c, d = scale
    wide = _int(ext.get("cx")) / (_int(size.get("cx")) or 1)
    high = _int(ext.get("cy")) / (_int(size.get("cy")) or 1)
    across = _int(off.get("x")) - wide * _int(inner.get("x"))
    down = _int(off.get("y")) - high * _int(inner.get("y"))
    return a + b * across, b * wide, c + d * down, d * high


def _int(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else 0


# Paragraphs --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its runs, depth from 0, and its mark: None, "bullet" or "number" (first number in `start`)."""

    runs: tuple[Run, ...]
    level: int
    mark: str | None
    start: int = 1


def lines(sheet: Sheet, shape: Shaped, body: Any, left: list[Left]) -> Iterator[Line]:
    """The paragraphs of a text body that hold words."""
    styles = sheet.styles(shape)
    for paragraph in body.iterchildren(f"{A}p"):
        own = paragraph.find(f"{A}pPr")
        level = min(_int(own.get("lvl")), 8) if own is not None else 0
        usual = [s.find(f"{A}lvl{level + 1}pPr") for s in styles]
        looks = [own, *usual]
        runs = tuple(_runs(sheet, paragraph, [x for x in usual if x is not None], left))
        if any(r.text.strip() for r in runs):
            mark, start = _mark(looks)
            yield Line(runs, level, mark, start)


def _mark(looks: list[Any]) -> tuple[str | None, int]:
    for look in looks:
        if look is None:
            continue
        if look.find(f"{A}buNone") is not None:
            return None, 1
        if look.find(f"{A}buChar") is not None or look.find(f"{A}buBlip") is not None:
            return "bullet", 1
        if (number := look.find(f"{A}buAutoNum")) is not None:
            return "number", _int(number.get("startAt")) or 1
    return None, 1


def _runs(sheet: Sheet, paragraph: Any, usual: list[Any], left: list[Left]) -> Iterator[Run]:
    for child in paragraph:
        if child.tag == f"{A}br":
            yield Run("\n")
        elif child.tag == f"{A}r" or (child.tag == f"{A}fld" and _is_worded(child)):
            words = "".join(child.itertext(f"{A}t")).replace("_x000B_", "\n").replace("\x0b", "\n")
            own = child.find(f"{A}rPr")
            looks = [x for x in (own, *(u.find(f"{A}defRPr") for u in usual)) if x is not None]
            if _value(looks, "strike", "noStrike") != "noStrike":
                left.append(Left(Kind.STRUCK, words.strip()))
                continue
            faces = (f.get("typeface") for x in looks for n in ("latin", "sym") if (f := x.find(f"{A}{n}")) is not None)
            shown = as_shown(words, next((f for f in faces if f), ""))
            bold, italic = (_value(looks, key, "0") in ("1", "true") for key in ("b", "i"))
            yield Run(shown, bold, italic, _href(sheet, own), size=_int(_value(looks, "sz", "0")) / 100)
        elif child.tag == f"{MC}AlternateContent" or child.tag.endswith("}m"):
            found = next(child.iter(f"{M}oMath"), None)
            if found is not None:
                yield Run(f" {' '.join(formula(found).split())} ")


def _is_worded(field: Any) -> bool:
    return not (field.get("type") or "").startswith(("slidenum", "datetime"))


def _value(looks: list[Any], key: str, usual: str) -> str:
    return next((str(x.get(key)) for x in looks if x.get(key) is not None), usual)


def _href(sheet: Sheet, look: Any) -> str:
    link = look.find(f"{A}hlinkClick") if look is not None else None
    relation = sheet.file.relations(sheet.part).get(link.get(f"{R}id") or "") if link is not None else None
    return relation.target if relation is not None and relation.external else ""
