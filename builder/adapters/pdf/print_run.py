"""Many filled copies of one layout in a single tagged PDF for the printer, through pikepdf. Knows no briefing.

Merging finished PDFs drops their tags, and setting every copy anew takes megabytes a copy. Here the pages of all copies
share the layout's content; a copy adds its values as pictures and a branch of its own to the structure tree, which
`run_structure` writes. There are no form fields: in one file their names would collide.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page

from .form import Area, Filling, Gallery, Heads, code_drawn, field_area, field_name, saved, set_title
from .run_structure import Branch, Structure


class PrintRun:
    """A file that grows by a copy at a time; `finish` gives its bytes and ends it."""

    def __init__(self, layout: bytes, heads: Heads) -> None:
        """`layout` is a tagged PDF whose fields are links to `urn:field:ID`."""
        self._pdf = pikepdf.open(io.BytesIO(layout))
        self._heads = heads
        self._model = list(self._pdf.pages)
        self._structure = Structure(self._pdf)
        self._links = [_fields_of(page) for page in self._model]
        self._free = [_first_free(self._pdf, page) for page in self._model]
        for page in self._model:
            page.contents_coalesce()
        self._branches: list[Branch] = []
        self._names: list[str] = []

    def add(self, filling: Filling, gallery: Gallery) -> None:
        """One more copy, with the values' pictures and the stamp; its title becomes a bookmark."""
        slots = [self._page(model, number, filling, gallery) for number, model in enumerate(self._model)]
        self._branches.append(self._structure.branch(slots))
        self._names.append(filling.title)

    def finish(self, title: str) -> bytes:
        """The file. Nothing can be added afterwards."""
        pdf, count = self._pdf, len(self._model)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        del pdf.pages[:count]
        if "/Outlines" in pdf.Root:
            del pdf.Root.Outlines
        with pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(name, n * count) for n, name in enumerate(self._names))
        set_title(pdf, title)
        data = saved(pdf)
        pdf.close()
        return self._structure.added_to(data, self._branches)

    def _page(self, model: Page, number: int, filling: Filling, gallery: Gallery) -> dict[str, int]:
        """Adds a page that draws the layout and then the values; which marked content holds which field's value."""
        pictures = {"Stamp": gallery.into(self._pdf, filling.stamp), "Code": code_drawn(self._pdf, filling, number)}
        drawing = [self._heads.drawing(model.obj).decode()]
        slots: dict[str, int] = {}
        for name, area in self._links[number].items():
            if name not in filling.pictures:
                continue
            slots[name] = self._free[number] + len(slots)
            key = f"V{slots[name]}"
            pictures[key] = gallery.into(self._pdf, filling.pictures[name])
            drawing.append(f"/Span <</MCID {slots[name]}>> BDC q 1 0 0 1 {area.x:.3f} {area.y:.3f} cm /{key} Do Q EMC")
        resources = Dictionary(dict(model.obj.Resources.items()))
        known = dict(resources.get("/XObject", Dictionary()).items())
        resources.XObject = Dictionary(known | {f"/{key}": picture for key, picture in pictures.items()})
        page = Dictionary(
            Type=Name.Page,
            MediaBox=model.obj.MediaBox,
            Resources=resources,
            Tabs=Name.S,
            StructParents=len(self._branches) * len(self._model) + number,
            Contents=Array([model.obj.Contents, self._pdf.make_stream("\n".join(drawing).encode())]),
        )
        self._pdf.pages.append(Page(self._pdf.make_indirect(page)))
        return slots


def _fields_of(page: Page) -> dict[str, Area]:
    links: Object | Array = page.obj.get("/Annots", Array())
    return {name: field_area(0, link.Rect) for link in links if (name := field_name(link))}


def _first_free(pdf: pikepdf.Pdf, page: Page) -> int:
    """The first number of marked content that the page does not use."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    return len(tree[int(page.obj.StructParents)])
