"""PDF forms through pikepdf: a laid-out PDF becomes a fillable one, is filled, and is read back. Knows no briefing.

The layout marks each field by an invisible link to `urn:field:ID`. Typst gives such a link its rectangle, its place in
the structure tree and its number in the parent tree; here it becomes a Widget in a Form tag (ISO 14289-1, 7.18.4).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String
from pikepdf.settings import set_flate_compression_level

from ..codes import squares
from .letters import typing_font
from .truetype import load_face

URN = "urn:field:"
PRINTED = 4
READ_ONLY, MULTI_LINE = 1, 1 << 12


@dataclass(frozen=True, slots=True)
class Widget:
    """How a field behaves. `tip` is its accessible name; `tick` makes it a checkbox with the states yes and Off."""

    tip: str
    tick: bool = False
    multi_line: bool = True
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page (from 0), in points from the lower left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a line may be stamped on every page: its lower left corner, in points from the left and upper edges."""

    x: float
    down: float


@dataclass(frozen=True, slots=True)
class Code:
    """Where every page has its code to scan: the upper left corner, in points as `Stamp`, and how wide it is."""

    x: float
    down: float
    size: float


@dataclass(frozen=True, slots=True)
class Heads:
    """What every page has at its head that differs from copy to copy: a line, and perhaps a code."""

    stamp: Stamp
    code: Code

    def drawing(self, page: Object) -> bytes:
        """Draws both on a page with the XObjects `Stamp` and `Code`. They repeat what the form says: an artifact."""
        top, s, c = float(page.MediaBox[3]), self.stamp, self.code
        line = f"q 1 0 0 1 {s.x:.3f} {top - s.down:.3f} cm /Stamp Do Q"
        square = f"q {c.size:.3f} 0 0 {c.size:.3f} {c.x:.3f} {top - c.down - c.size:.3f} cm /Code Do Q"
        return f"/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC {line} {square} EMC".encode()


@dataclass(frozen=True, slots=True)
class Template:
    """A fillable PDF ready to be filled many times, and where each field stands."""

    data: bytes
    areas: Mapping[str, Area]
    pages: int


def make_fillable(layout: bytes, widgets: Mapping[str, Widget], typing_face: Path, heads: Heads) -> Template:
    """Turns every `urn:field:ID` link of `layout` into the field `widgets[ID]`.

    `heads` says where `fill` puts line and code on every page. Raises KeyError where the layout names an unknown field.
    """
    with pikepdf.open(io.BytesIO(layout)) as pdf:
        font = typing_font(pdf, load_face(typing_face))
        tags = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        areas: dict[str, Area] = {}
        fields = []
        _lighten(pdf)
        for number, page in enumerate(pdf.pages):
            for link in page.obj.get("/Annots", Array()):
                if name := field_name(link):
                    areas[name] = field_area(number, link.Rect)
                    _become_widget(pdf, page, link, name, widgets[name], font)
                    tags[int(link.StructParent)].S = Name.Form
                    fields.append(link)
            _prepare_heads(pdf, page, heads)
        form = Dictionary(Fields=Array(fields), DR=Dictionary(Font=Dictionary(Brief=font)), DA=_TYPING)
        pdf.Root.AcroForm = pdf.make_indirect(form)
        return Template(saved(pdf), areas, len(pdf.pages))


set_flate_compression_level(1)
"""Level 6 takes a fifth longer a copy and makes it 2 % smaller."""


class Gallery:
    """Small pages of a laid-out PDF, each the picture of a value; they are copied into the forms that show them."""

    def __init__(self, pages: bytes) -> None:
        self._pdf = pikepdf.open(io.BytesIO(pages))
        self._pictures = [page.as_form_xobject() for page in self._pdf.pages]

    def __enter__(self) -> Gallery:
        return self

    def __exit__(self, *_: object) -> None:
        self._pictures.clear()
        self._pdf.close()

    def into(self, pdf: Pdf, number: int) -> Object:
        """The picture `number` (from 0) as a form XObject of `pdf`."""
        return pdf.copy_foreign(self._pictures[number])

    def picture(self, number: int) -> Object:
        """The picture `number` (from 0), as it stands in the gallery."""
        return self._pictures[number]

    def object(self, number: int) -> Object:
        """An object that a picture needs, by its number in the gallery."""
        return self._pdf.get_object(number, 0)


@dataclass(frozen=True, slots=True)
class Filling:
    """What makes a copy of a template somebody's own: values by field, the numbers of their pictures, a title.

    `codes` are the words of the code on each page, or none.
    """

    values: Mapping[str, str]
    pictures: Mapping[str, int]
    stamp: int
    title: str
    codes: tuple[str, ...] = ()


# One field --------------------------------------------------------------------------------------

_TYPING = String("/Brief 0 Tf 0 g")
"""Type size 0: the viewer finds one at which the whole answer fits. At a fixed size long answers are lost in print."""


def field_name(annotation: Object) -> str:
    """The field that a link of a layout stands for, or nothing."""
    target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    return target.removeprefix(URN) if target.startswith(URN) else ""


def field_area(page: int, rect: Object) -> Area:
    """A rectangle of page `page`."""
    x0, y0, x1, y1 = (float(v) for v in rect.as_list())
    return Area(page, min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def _become_widget(pdf: Pdf, page: Page, link: Object, name: str, widget: Widget, font: Object) -> None:
    for key in ("/A", "/Border", "/Contents", "/BS", "/QuadPoints"):
        if key in link:
            del link[key]
    link.Subtype, link.F, link.P = Name.Widget, PRINTED, page.obj
    link.T, link.TU = String(name), String(widget.tip)
    area = field_area(0, link.Rect)
    if widget.tick:
        link.FT, link.AS, link.V = Name.Btn, Name.Off, Name.Off
        states = Dictionary(yes=_drawn(pdf, area, _tick(area)), Off=_drawn(pdf, area, b""))
        link.AP, link.MK = Dictionary(N=states), Dictionary()
        return
    link.FT, link.V, link.DA = Name.Tx, String(""), _TYPING
    link.Ff = (MULTI_LINE if widget.multi_line else 0) | (READ_ONLY if widget.read_only else 0)
    link.AP = Dictionary(N=_drawn(pdf, area, b"/Tx BMC EMC", Dictionary(Font=Dictionary(Brief=font))))


def _drawn(pdf: Pdf, area: Area, content: bytes, resources: Dictionary | None = None) -> Stream:
    """An appearance of its own for one field: viewers rewrite it in place, so it is never shared."""
    return Stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, _number(area.width), _number(area.height)]),
        Resources=resources or Dictionary(),
    )


def _tick(area: Area) -> bytes:
    """A cross, drawn from edge to edge: clear in black and white, and no letter of any font."""
    w, h = area.width, area.height
    x0, x1, y0, y1 = 0.22 * w, 0.78 * w, 0.22 * h, 0.78 * h
    return f"q 1.6 w 1 J {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l {x0:.2f} {y1:.2f} m {x1:.2f} {y0:.2f} l S Q".encode()


def _lighten(pdf: Pdf) -> None:
    """Drops what a cell's structure says of its looks, and the ties of cells to headers, for which a scope is enough.

    Every copy is parsed and written whole: this makes it a tenth smaller and faster.
    """
    column = pdf.make_indirect(Dictionary(O=Name.Table, Scope=Name.Column))
    for element in pdf.objects:
        kind = str(element.get("/S", "")) if isinstance(element, Dictionary) else ""
        if kind == "/TH":
            element.A = column
        elif kind in ("/TD", "/Table", "/Div", "/P") and "/A" in element:
            del element["/A"]
    if "/IDTree" in pdf.Root.StructTreeRoot:
        del pdf.Root.StructTreeRoot.IDTree


# The page and the file --------------------------------------------------------------------------


def _prepare_heads(pdf: Pdf, page: Page, heads: Heads) -> None:
    """Makes room for what differs from copy to copy."""
    if Name.XObject not in page.obj.Resources:
        page.obj.Resources.XObject = Dictionary()
    page.obj.Resources.XObject.Stamp = page.obj.Resources.XObject.Code = _drawn(pdf, Area(0, 0, 0, 0, 0), b"")
    page.contents_add(heads.drawing(page.obj))


def code_drawn(pdf: Pdf, filling: Filling, page: int) -> Stream:
    """The code of page `page` (from 0) in a square of one unit; nothing where there is none."""
    drawn = squares_drawn(filling.codes[page]) if page < len(filling.codes) else b""
    box = Array([0, 0, 1, 1])
    return Stream(pdf, drawn, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=Dictionary())


@lru_cache(maxsize=1000)
def squares_drawn(code: str) -> bytes:
    """A code's squares as rectangles, one for each run of dark ones. Remembered: the print run bears the same."""
    rows = squares(code)
    side = len(rows)
    runs = (
        f"{run.start()} {side - 1 - y} {run.end() - run.start()} 1 re"
        for y, row in enumerate(rows)
        for run in _DARK.finditer(bytes(row))
    )
    return f"q {1 / side:.6f} 0 0 {1 / side:.6f} 0 0 cm {' '.join(runs)} f Q".encode()


_DARK = re.compile(rb"\x01+")


def set_title(pdf: Pdf, title: str) -> None:
    """The title in the metadata and the document information: what a window and a screen reader say first."""
    xmp = with_title(pdf.Root.Metadata.read_bytes().decode(), title)
    pdf.Root.Metadata = Stream(pdf, xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    if "/Info" in pdf.trailer:
        pdf.trailer.Info.Title = String(title)


def with_title(xmp: str, title: str) -> str:
    """The metadata of a file with another title."""
    head, _, rest = xmp.partition("<dc:title>")
    opening, _, tail = rest.partition("</dc:title>")
    language = opening.partition('xml:lang="')[2].partition('"')[0] or "x-default"
    alt = f'<rdf:Alt><rdf:li xml:lang="{language}">{escape(title)}</rdf:li></rdf:Alt>'
    return f"{head}<dc:title>{alt}</dc:title>{tail}"


def saved(pdf: Pdf) -> bytes:
    """The file's bytes, the same for the same content."""
    out = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, object_stream_mode=mode, fix_metadata_version=False)
    return out.getvalue()


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.3f}")
