"""Checks a PDF against the rules of PDF/UA-1 (ISO 14289-1) that a machine can check, over pikepdf.

`check(data)` gives a line for each breach, `rule: what`. The rules are a table; test_pdfua damages a file for each.
It is no proof of accessibility: whether words, order and alternatives make sense only a person can tell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

_TYPES = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
Figure Formula Form
"""
STANDARD = frozenset(_TYPES.split())
"""The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

_OPERATORS = """S s f F f* B B* b b* sh BI Do Tj TJ ' " INLINE IMAGE"""
PAINTING = frozenset(_OPERATORS.split())
HIDDEN = 2


class Document:
    """An open PDF with its structure tree walked once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root

    @cached_property
    def xmp(self) -> str:
        return self.root.Metadata.read_bytes().decode() if "/Metadata" in self.root else ""

    @cached_property
    def elements(self) -> list[tuple[Object, Object]]:
        """Every structure element in reading order, with its parent."""
        found: list[tuple[Object, Object]] = []
        if "/StructTreeRoot" in self.root:
            self._walk(self.root.StructTreeRoot, found)
        return found

    def _walk(self, parent: Object, found: list[tuple[Object, Object]]) -> None:
        for kid in kids(parent):
            if isinstance(kid, Dictionary) and "/S" in kid:
                found.append((kid, parent))
                self._walk(kid, found)

    @cached_property
    def parent_tree(self) -> dict[int, Object]:
        tree = self.root.get("/StructTreeRoot", Dictionary())
        return dict(pikepdf.NumberTree(tree.ParentTree).items()) if "/ParentTree" in tree else {}

    def role(self, element: Object) -> str:
        """The standard type that an element has or is mapped to."""
        name, seen = str(element.S)[1:], set()
        roles = self.root.StructTreeRoot.get("/RoleMap", Dictionary())
        while name not in STANDARD and f"/{name}" in roles and name not in seen:
            seen.add(name)
            name = str(roles[f"/{name}"])[1:]
        return name

    def of_role(self, *names: str) -> Iterator[Object]:
        return (e for e, _ in self.elements if self.role(e) in names)

    @cached_property
    def annotations(self) -> list[tuple[int, Object, Object]]:
        return [(n, p.obj, a) for n, p in enumerate(self.pdf.pages, 1) for a in p.obj.get("/Annots", Array())]

    def widgets(self) -> Iterator[tuple[int, Object]]:
        for number, _, a in self.annotations:
            if a.Subtype == Name.Widget and not int(a.get("/F", 0)) & HIDDEN:
                yield number, a

    @cached_property
    def fonts(self) -> list[tuple[str, Object]]:
        found: dict[tuple[int, int], tuple[str, Object]] = {}
        form = self.root.get("/AcroForm", Dictionary())
        holders = [p.obj.get("/Resources", Dictionary()) for p in self.pdf.pages] + [form.get("/DR", Dictionary())]
        holders += [o.Resources for o in self.pdf.objects if isinstance(o, pikepdf.Stream) and "/Resources" in o]
        for holder in holders:
            for font in dict(holder.get("/Font", Dictionary()).items()).values():
                found.setdefault(font.objgen if font.is_indirect else (id(font), 0), (str(font.BaseFont), font))
        return list(found.values())


def kids(element: Object) -> list[Object | int]:
    """What stands below an element: elements, references, numbers of marked content."""
    below = element.get("/K", Array())
    return list(below) if isinstance(below, Array) else [below]


def marked(element: Object) -> Iterator[tuple[int, Object | None]]:
    """The marked content that an element owns: its number, and its page where it is named."""
    for kid in kids(element):
        if isinstance(kid, int):
            yield kid, element.get("/Pg")
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            yield int(kid.MCID), kid.get("/Pg", element.get("/Pg"))


def referred(element: Object) -> list[Object]:
    """The annotations that an element refers to."""
    return [k.Obj for k in kids(element) if isinstance(k, Dictionary) and k.get("/Type") == Name.OBJR]


def attribute(element: Object, name: str) -> Object | None:
    """An attribute from any of an element's attribute objects."""
    given = element.get("/A", Array())
    holders = list(given) if isinstance(given, Array) else [given]
    return next((h[f"/{name}"] for h in holders if isinstance(h, Dictionary) and f"/{name}" in h), None)


# Rules ------------------------------------------------------------------------------------------


def _marked(d: Document) -> Iterator[str]:
    if d.root.get("/MarkInfo", Dictionary()).get("/Marked") is not True:
        yield "MarkInfo does not say Marked"


def _suspects(d: Document) -> Iterator[str]:
    if d.root.get("/MarkInfo", Dictionary()).get("/Suspects") is True:
        yield "MarkInfo says Suspects"


def _language(d: Document) -> Iterator[str]:
    lang = str(d.root.get("/Lang", ""))
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang):
        yield f"no language, or not one: {lang!r}"
    for e, _ in d.elements:
        if "/Lang" in e and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(e.Lang)):
            yield f"not a language: {e.Lang!s}"


def _title(d: Document) -> Iterator[str]:
    found = re.search(r"<dc:title>.*?<rdf:li[^>]*>([^<]*)</rdf:li>", d.xmp, re.S)
    if not found or not found[1].strip():
        yield "no title in the metadata"


def _display_title(d: Document) -> Iterator[str]:
    if d.root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle") is not True:
        yield "the window shows the file's name, not the title"


def _identifier(d: Document) -> Iterator[str]:
    if not re.search(r"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=\"1\"", d.xmp):
        yield "the metadata do not name PDF/UA-1"


def _structure(d: Document) -> Iterator[str]:
    if not d.elements:
        yield "no structure tree"
    elif d.role(d.elements[0][0]) != "Document":
        yield "the tree does not begin with Document"


def _roles(d: Document) -> Iterator[str]:
    for e, _ in d.elements:
        if d.role(e) not in STANDARD:
            yield f"{e.S!s} is no standard type and not mapped to one"
    for name in d.root.get("/StructTreeRoot", Dictionary()).get("/RoleMap", Dictionary()):
        if name[1:] in STANDARD:
            yield f"{name} is standard and must not be mapped"


def _parents(d: Document) -> Iterator[str]:
    for e, parent in d.elements:
        if "/P" not in e or e.P.objgen != parent.objgen:
            yield f"{e.S!s} does not point to its parent"


def _parent_tree(d: Document) -> Iterator[str]:
    pages = {p.obj.objgen: p.obj for p in d.pdf.pages}
    for e, _ in d.elements:
        for mcid, page in marked(e):
            if page is None or page.objgen not in pages:
                yield f"{e.S!s} owns content of no page"
                continue
            row = d.parent_tree.get(int(page.get("/StructParents", -1)), Array())
            if mcid >= len(row) or row[mcid] is None or row[mcid].objgen != e.objgen:
                yield f"content {mcid} does not lead back to {e.S!s}"


def _content(d: Document) -> Iterator[str]:
    for number, page in enumerate(d.pdf.pages, 1):
        row = d.parent_tree.get(int(page.obj.get("/StructParents", -1)), Array())
        open_: list[str | int] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                properties = operands[1] if len(operands) > 1 else Dictionary()
                mcid = properties.get("/MCID") if isinstance(properties, Dictionary) else None
                if mcid is not None and (int(mcid) >= len(row) or row[int(mcid)] is None):
                    yield f"page {number}: content {mcid} is in no element"
                kind = "artifact" if operands[0] == Name.Artifact else int(mcid) if mcid is not None else "other"
                if kind == "artifact" and any(isinstance(o, int) for o in open_):
                    yield f"page {number}: an artifact inside tagged content"
                if isinstance(kind, int) and "artifact" in open_:
                    yield f"page {number}: tagged content inside an artifact"
                open_.append(kind)
            elif name == "EMC":
                if not open_:
                    yield f"page {number}: marks do not pair"
                    break
                open_.pop()
            elif name in PAINTING and not any(o == "artifact" or isinstance(o, int) for o in open_):
                yield f"page {number}: {name} paints neither tagged content nor an artifact"
                break


def _widget_tags(d: Document) -> Iterator[str]:
    for number, w in d.widgets():
        element = d.parent_tree.get(int(w.get("/StructParent", -1)))
        if not isinstance(element, Dictionary) or d.role(element) != "Form":
            yield f"page {number}: {w.get('/T')!s} is not in a Form tag"
        elif w.objgen not in [o.objgen for o in referred(element)]:
            yield f"page {number}: the Form tag of {w.get('/T')!s} refers to something else"


def _widget_names(d: Document) -> Iterator[str]:
    for number, w in d.widgets():
        if not str(w.get("/TU", "")).strip():
            yield f"page {number}: {w.get('/T')!s} has no accessible name"


def _widget_looks(d: Document) -> Iterator[str]:
    seen = set()
    for number, w in d.widgets():
        looks = w.get("/AP", Dictionary()).get("/N")
        if looks is None:
            yield f"page {number}: {w.get('/T')!s} has no appearance"
            continue
        for theme in looks.values() if not isinstance(looks, pikepdf.Stream) else [looks]:
            if theme.objgen in seen:
                yield f"page {number}: {w.get('/T')!s} shares its appearance"
            seen.add(theme.objgen)


def _field_names(d: Document) -> Iterator[str]:
    names = [str(f.get("/T", "")) for f in d.root.get("/AcroForm", Dictionary()).get("/Fields", Array())]
    yield from (f"field name {n!r} twice" for n in sorted({n for n in names if names.count(n) > 1}))
    yield from (f"field name {n!r} is empty or has a dot" for n in names if not n or "." in n)


def _links(d: Document) -> Iterator[str]:
    for number, _, a in d.annotations:
        if a.Subtype != Name.Link:
            continue
        element = d.parent_tree.get(int(a.get("/StructParent", -1)))
        if not isinstance(element, Dictionary) or d.role(element) != "Link":
            yield f"page {number}: a link outside a Link tag"
        if not str(a.get("/Contents", "")).strip():
            yield f"page {number}: a link without a description"


def _other_annotations(d: Document) -> Iterator[str]:
    for number, _, a in d.annotations:
        if a.Subtype in (Name.Link, Name.Widget, Name.Popup) or int(a.get("/F", 0)) & HIDDEN:
            continue
        if d.parent_tree.get(int(a.get("/StructParent", -1))) is None:
            yield f"page {number}: {a.Subtype!s} is in no tag"


def _tab_order(d: Document) -> Iterator[str]:
    for number, page, _ in d.annotations:
        if page.get("/Tabs") != Name.S:
            yield f"page {number}: the tab order is not that of the structure"
            return


def _embedded(d: Document) -> Iterator[str]:
    for name, font in d.fonts:
        holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = holder.get("/FontDescriptor", Dictionary())
        if font.get("/Subtype") != Name.Type3 and not any(f"/FontFile{n}" in descriptor for n in ("", "2", "3")):
            yield f"{name} is not embedded"


def _to_unicode(d: Document) -> Iterator[str]:
    yield from (f"{name} does not say which letters it shows" for name, font in d.fonts if "/ToUnicode" not in font)


def _encodings(d: Document) -> Iterator[str]:
    for name, font in d.fonts:
        if font.get("/Subtype") == Name.TrueType:
            base = font.get("/Encoding")
            base = base.get("/BaseEncoding") if isinstance(base, Dictionary) else base
            if base not in (Name.WinAnsiEncoding, Name.MacRomanEncoding):
                yield f"{name}: TrueType without WinAnsi or MacRoman"
        if font.get("/Subtype") == Name.Type0:
            below = font.DescendantFonts[0]
            if below.Subtype == Name.CIDFontType2 and "/CIDToGIDMap" not in below:
                yield f"{name}: no CIDToGIDMap"


def _headings(d: Document) -> Iterator[str]:
    last = 0
    for e, _ in d.elements:
        if found := re.fullmatch(r"H([1-6])", d.role(e)):
            level = int(found[1])
            if level > last + 1:
                yield f"H{level} follows H{last}" if last else f"the first heading is H{level}"
            last = level


def _table_headers(d: Document) -> Iterator[str]:
    for table in d.of_role("Table"):
        cells = [c for row in _rows(d, table) for c in kids(row)]
        heads = [c for c in cells if d.role(c) == "TH"]
        if not heads:
            yield "a table without header cells"
        yield from ("a header cell without scope" for c in heads if attribute(c, "Scope") is None)


def _table_rows(d: Document) -> Iterator[str]:
    for table in d.of_role("Table"):
        widths = set()
        for row in _rows(d, table):
            cells = [c for c in kids(row) if isinstance(c, Dictionary)]
            if any(d.role(c) not in ("TH", "TD") for c in cells) or len(cells) != len(kids(row)):
                yield "a table row holds something else than cells"
            widths.add(sum(int(attribute(c, "ColSpan") or 1) for c in cells))
        if len(widths) > 1:
            yield f"rows of one table differ in width: {sorted(widths)}"


def _rows(d: Document, table: Object) -> Iterator[Object]:
    for kid in kids(table):
        if isinstance(kid, Dictionary) and "/S" in kid:
            if d.role(kid) == "TR":
                yield kid
            elif d.role(kid) in ("THead", "TBody", "TFoot"):
                yield from _rows(d, kid)


def _figures(d: Document) -> Iterator[str]:
    for e in d.of_role("Figure", "Formula"):
        if not str(e.get("/Alt", e.get("/ActualText", ""))).strip():
            yield "a figure without an alternative"


def _lists(d: Document) -> Iterator[str]:
    allowed = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}
    for e, parent in d.elements:
        above, own = d.role(parent) if "/S" in parent else "", d.role(e)
        if above in allowed and own not in allowed[above]:
            yield f"{own} stands in {above}"
        if own in ("LI", "LBody", "TR", "TH", "TD") and above not in _ABOVE[own]:
            yield f"{own} stands in {above or 'nothing'}"


_ABOVE = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}


def _notes(d: Document) -> Iterator[str]:
    ids = [str(e.get("/ID", "")) for e in d.of_role("Note")]
    if len(set(ids)) != len(ids) or "" in ids:
        yield "notes without an ID of their own"


def _encryption(d: Document) -> Iterator[str]:
    if d.pdf.is_encrypted and not int(d.pdf.trailer.Encrypt.P) & 1 << 9:
        yield "screen readers are locked out"


def _dynamic(d: Document) -> Iterator[str]:
    if "/XFA" in d.root.get("/AcroForm", Dictionary()):
        yield "an XFA form"
    if "/JavaScript" in d.root.get("/Names", Dictionary()) or "/JS" in d.root.get("/OpenAction", Dictionary()):
        yield "a script"


RULES: dict[str, Callable[[Document], Iterator[str]]] = {
    "marked": _marked,
    "suspects": _suspects,
    "language": _language,
    "title": _title,
    "display-title": _display_title,
    "identifier": _identifier,
    "structure": _structure,
    "roles": _roles,
    "parents": _parents,
    "parent-tree": _parent_tree,
    "content": _content,
    "widget-tags": _widget_tags,
    "widget-names": _widget_names,
    "widget-looks": _widget_looks,
    "field-names": _field_names,
    "links": _links,
    "annotations": _other_annotations,
    "tab-order": _tab_order,
    "embedded": _embedded,
    "to-unicode": _to_unicode,
    "encodings": _encodings,
    "headings": _headings,
    "table-headers": _table_headers,
    "table-rows": _table_rows,
    "figures": _figures,
    "lists": _lists,
    "notes": _notes,
    "encryption": _encryption,
    "dynamic": _dynamic,
}


def check(data: bytes) -> list[str]:
    """Every breach in a PDF, `rule: what`; an empty list for none."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        document = Document(pdf)
        return [f"{name}: {breach}" for name, rule in RULES.items() for breach in rule(document)]
