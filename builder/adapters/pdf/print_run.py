"""Many filled copies of one layout in a single tagged PDF for the printer, through pikepdf. Knows no briefing.

Merging finished PDFs drops their tags, and setting every copy anew takes megabytes a copy. Here the pages of all copies
share the layout's content; a copy adds its values as pictures and a branch of its own to the structure tree.
There are no form fields: in one file their names would collide.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page

from .form import Area, Filling, Gallery, Heads, code_drawn, field_area, field_name, saved, set_title


class PrintRun:
    """A file that grows by a copy at a time; `finish` gives its bytes and ends it."""

    def __init__(self, layout: bytes, heads: Heads) -> None:
        """`layout` is a tagged PDF whose fields are links to `urn:field:ID`."""
        self._pdf = pikepdf.open(io.BytesIO(layout))
        self._heads = heads
        self._model = list(self._pdf.pages)
        self._number = {page.obj.objgen: n for n, page in enumerate(self._model)}
        self._branches = _children(self._pdf.Root.StructTreeRoot)
        self._links = [_fields_of(page) for page in self._model]
        for page in self._model:
            page.contents_coalesce()
        self._root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary()))
        self._document = self._element(Name.Document, self._root)
        self._parents: list[Object] = []
        self._names: list[str] = []
        self._header = self._pdf.make_indirect(Dictionary(O=Name.Table, Scope=Name.Column))

    def add(self, filling: Filling, gallery: Gallery) -> None:
        """One more copy, with the values' pictures and the stamp; its title becomes a bookmark."""
        pages, slots = [], []
        for number, model in enumerate(self._model):
            page, marked = self._page(model, number, filling, gallery)
            pages.append(page)
            slots.append(marked)
        branch = _Branch(self, pages, slots)
        sheet = self._element(Name.Sect, self._document)
        sheet.K = Array([e for kid in self._branches for e in branch.copied(kid, sheet)])
        self._document.K.append(sheet)
        for page, owners in zip(pages, branch.owners, strict=True):
            page.StructParents = len(self._parents)
            rows = [owners.get(mcid) for mcid in range(max(owners, default=-1) + 1)]
            self._parents.append(self._pdf.make_indirect(Array(rows)))
        self._names.append(filling.title)

    def finish(self, title: str) -> bytes:
        """The file. Nothing can be added afterwards."""
        pdf, count = self._pdf, len(self._model)
        numbers = [part for n, row in enumerate(self._parents) for part in (n, row)]
        self._root.K = Array([self._document])
        self._root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        self._root.ParentTreeNextKey = len(self._parents)
        pdf.Root.StructTreeRoot = self._root
        del pdf.pages[:count]
        if "/Outlines" in pdf.Root:
            del pdf.Root.Outlines
        with pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(name, n * count) for n, name in enumerate(self._names))
        set_title(pdf, title)
        data = saved(pdf)
        pdf.close()
        return data

    def _element(self, kind: Name, parent: Object) -> Object:
        return self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=parent, K=Array()))

    def _page(self, model: Page, number: int, filling: Filling, gallery: Gallery) -> tuple[Object, dict[str, int]]:
        """A page that draws the layout and then the values; which marked content holds which field's value."""
        pictures = {"Stamp": gallery.into(self._pdf, filling.stamp), "Code": code_drawn(self._pdf, filling, number)}
        drawing = [self._heads.drawing(model.obj).decode()]
        free = _first_free(self._pdf, model)
        slots: dict[str, int] = {}
        for name, area in self._links[number].items():
            if name not in filling.pictures:
                continue
            slots[name] = free + len(slots)
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
            Contents=Array([model.obj.Contents, self._pdf.make_stream("\n".join(drawing).encode())]),
        )
        self._pdf.pages.append(Page(self._pdf.make_indirect(page)))
        return self._pdf.pages[-1].obj, slots


class _Branch:
    """Copies the layout's structure for one copy, and remembers which element owns which marked content."""

    def __init__(self, run: PrintRun, pages: list[Object], slots: list[dict[str, int]]) -> None:
        self._run = run
        self._pages = pages
        self._slots = slots
        self.owners: list[dict[int, Object]] = [{} for _ in pages]

    def copied(self, element: Object, parent: Object) -> list[Object]:
        """The element with all below it, under `parent`; nothing for a field without a value."""
        run = self._run
        kind = str(element.S)
        if kind == "/Link" and (name := _name_of(element)):
            return self._value(name, parent)
        if kind == "/Link":
            kind = "/Span"  # made to be printed: nobody follows a link on paper
        copy = run._element(Name(kind), parent)
        for key in ("/Alt", "/Lang", "/ActualText", "/T"):
            if key in element:
                copy[key] = element[key]
        if kind == "/TH":
            copy.A = run._header
        elif kind == "/Figure" and "/A" in element:
            copy.A = element.A
        at = run._number.get(element.Pg.objgen) if "/Pg" in element else None
        if at is not None:
            copy.Pg = self._pages[at]
        for kid in _kids(element):
            self._add(kid, copy, at)
        return [copy]

    def _add(self, kid: Object | int, copy: Object, at: int | None) -> None:
        if isinstance(kid, int):
            self._own(kid, copy, at)
        elif kid.get("/Type") == Name.OBJR:
            return
        elif kid.get("/Type") == Name.MCR:
            at = self._run._number[kid.Pg.objgen] if "/Pg" in kid else at
            self._own(int(kid.MCID), copy, at)
        else:
            copy.K.extend(self.copied(kid, copy))

    def _own(self, mcid: int, copy: Object, at: int | None) -> None:
        if at is None:
            raise ValueError("marked content without a page")
        first = "/Pg" not in copy
        if first:
            copy.Pg = self._pages[at]
        same = copy.Pg.objgen == self._pages[at].objgen
        copy.K.append(mcid if same else Dictionary(Type=Name.MCR, Pg=self._pages[at], MCID=mcid))
        self.owners[at][mcid] = copy

    def _value(self, name: str, parent: Object) -> list[Object]:
        for at, slots in enumerate(self._slots):
            if name in slots:
                value = self._run._element(Name.Span, parent)
                self._own(slots[name], value, at)
                return [value]
        return []


def _fields_of(page: Page) -> dict[str, Area]:
    links = page.obj.get("/Annots", Array())
    return {name: field_area(0, link.Rect) for link in links if (name := field_name(link))}


def _children(element: Object) -> list[Object]:
    """The elements below the document element, or below the root where there is none."""
    kids = [kid for kid in _kids(element) if not isinstance(kid, int)]
    return _children(kids[0]) if len(kids) == 1 and kids[0].get("/S") == Name.Document else kids


def _kids(element: Object) -> list[Object | int]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _name_of(link: Object) -> str:
    for kid in _kids(link):
        if not isinstance(kid, int) and kid.get("/Type") == Name.OBJR:
            return field_name(kid.Obj)
    return ""


def _first_free(pdf: pikepdf.Pdf, page: Page) -> int:
    """The first number of marked content that the page does not use."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    return len(tree[int(page.obj.StructParents)])
