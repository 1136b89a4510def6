"""The structure tree of a print run: the layout's own, once for each copy, added to the finished file as text.

A copy has some two hundred elements that differ in numbers alone. Made one by one they took most of a print run's time;
here the layout's tree is looked over once, and each copy is written from it. Knows no briefing.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby

import pikepdf
from pikepdf import Array, Name, Object, Pdf

from .form import field_name

Slots = Sequence[Mapping[str, int]]
"""For each page of the layout: which marked content holds the value of which field."""


@dataclass(frozen=True, slots=True)
class _Node:
    """An element of the layout: what is the same in every copy, its page (from 0), what is in it.

    Of its `kids` a pair is marked content, with its page. `field`: in its place stands that field's value, or nothing.
    """

    kind: str = ""
    same: bytes = b""
    page: int | None = None
    kids: tuple[_Node | tuple[int, int], ...] = ()
    field: str = ""


_Piece = bytes | int
"""Of an element as text: text, the number of another of its branch from 0, or of a page as -1, -2, …"""


@dataclass(frozen=True, slots=True)
class Branch:
    """The elements of one copy as text with gaps, the first above all others; and who owns which marked content."""

    elements: list[list[_Piece]] = field(default_factory=list)
    owners: list[dict[int, int]] = field(default_factory=list)
    forms: list[tuple[bytes, tuple[int, ...]]] = field(default_factory=list)
    """The elements as text with `%d 0 R` for each number, and the numbers."""


class Structure:
    """The structure tree of a layout, read once."""

    def __init__(self, layout: Pdf) -> None:
        self._pages = {page.obj.objgen: n for n, page in enumerate(layout.pages)}
        self._nodes = [self._node(kid) for kid in _children(layout.Root.StructTreeRoot)]
        self._known: dict[tuple[tuple[tuple[str, int], ...], ...], Branch] = {}

    def branch(self, slots: Slots) -> Branch:
        """The branch of a copy that has these values."""
        key = tuple(tuple(sorted(page.items())) for page in slots)
        if key not in self._known:
            self._known[key] = _branch_of(self._nodes, slots)
        return self._known[key]

    def added_to(self, data: bytes, branches: Sequence[Branch]) -> bytes:
        """A file with a tree of these branches: its pages are theirs in order, its own tree was empty."""
        count = len(self._pages)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = [page.obj.objgen[0] for page in pdf.pages]
            root, first = pdf.Root.StructTreeRoot.objgen[0], int(pdf.trailer.Size)
            trailer = b" ".join(
                b"%s %d 0 R" % (key.encode(), pdf.trailer[key].objgen[0])
                for key in ("/Root", "/Info")
                if key in pdf.trailer
            )
            file_id = bytes(pdf.trailer.ID[0])
        document, heads, number = first, first + 1, first + 2
        written: dict[int, bytes] = {heads: b"<< /O /Table /Scope /Column >>"}
        sheets, parents = [], []
        for at, branch in enumerate(branches):
            sheets.append(number)
            own = pages[at * count : (at + 1) * count]
            written |= enumerate(_elements(branch, number, own, document, heads), start=number)
            for owners in branch.owners:
                named = (owners.get(n) for n in range(max(owners, default=-1) + 1))
                rows = b" ".join(b"null" if n is None else b"%d 0 R" % (number + n) for n in named)
                parents.append(b"[%s]" % rows)
            number += len(branch.elements)
        kids = b" ".join(b"%d 0 R" % n for n in sheets)
        written[document] = b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (root, kids)
        numbers = b" ".join(b"%d %s" % pair for pair in enumerate(parents))
        written[root] = (
            b"<< /Type /StructTreeRoot /RoleMap << >> /K [%d 0 R] /ParentTree << /Nums [%s] >> /ParentTreeNextKey %d >>"
            % (document, numbers, len(parents))
        )
        return _updated(data, written, trailer, file_id)

    def _node(self, element: Object) -> _Node:
        kind = str(element.S)
        if kind == "/Link":
            if name := _name_of(element):
                return _Node(field=name)
            kind = "/Span"  # made to be printed: nobody follows a link on paper
        keys = [key for key in ("/Alt", "/Lang", "/ActualText", "/T") if key in element]
        keys += ["/A"] if kind == "/Figure" and "/A" in element else []
        page = self._pages.get(element.Pg.objgen) if "/Pg" in element else None
        same = b" ".join(b"%s %s" % (key.encode(), _text_of(element[key])) for key in keys)
        return _Node(kind, same, page, tuple(kid for one in _kids(element) for kid in self._kid(one, page)))

    def _kid(self, kid: Object | int, page: int | None) -> Iterator[_Node | tuple[int, int]]:
        if isinstance(kid, int):
            if page is None:
                raise ValueError("marked content without a page")
            yield page, kid
        elif kid.get("/Type") == Name.MCR:
            at = self._pages[kid.Pg.objgen] if "/Pg" in kid else page
            if at is None:
                raise ValueError("marked content without a page")
            yield at, int(kid.MCID)
        elif kid.get("/Type") != Name.OBJR:
            yield self._node(kid)


# One copy ---------------------------------------------------------------------------------------


def _branch_of(nodes: Sequence[_Node], slots: Slots) -> Branch:
    branch = Branch([[]], [{} for _ in slots])
    kids = [n for node in nodes for n in _added(branch, node, slots)]
    branch.elements[0] = [b"<< /Type /StructElem /S /Sect /P ", _DOCUMENT, b" /K [", *_references(kids), b"] >>"]
    branch.forms[:] = map(_form, branch.elements)
    return branch


def _form(pieces: Sequence[_Piece]) -> tuple[bytes, tuple[int, ...]]:
    text = b"".join(piece.replace(b"%", b"%%") if isinstance(piece, bytes) else b"%d 0 R" for piece in pieces)
    return text, tuple(piece for piece in pieces if isinstance(piece, int))


_DOCUMENT, _HEADS = -1_000_001, -1_000_002
"""In place of an element's or a page's number: that of the document, and of what every head of a column says."""


def _added(branch: Branch, node: _Node, slots: Slots, above: int = 0) -> tuple[int, ...]:
    """Adds an element under another; its number, or nothing for a field without a value."""
    own = len(branch.elements)
    if node.field:
        at = next((n for n, page in enumerate(slots) if node.field in page), None)
        if at is None:
            return ()
        node = _Node("/Span", page=at, kids=((at, slots[at][node.field]),))
    branch.elements.append([])
    page = node.page
    held: list[_Piece] = []
    for kid in node.kids:
        if isinstance(kid, _Node):
            held += _references(_added(branch, kid, slots, own))
            continue
        at, mark = kid
        page = at if page is None else page
        branch.owners[at][mark] = own
        held += [b"%d " % mark] if at == page else [b"<< /Type /MCR /Pg ", -1 - at, b" /MCID %d >> " % mark]
    head: list[_Piece] = [b" /A ", _HEADS] if node.kind == "/TH" else []
    place: list[_Piece] = [] if page is None else [b" /Pg ", -1 - page]
    begin = b"<< /Type /StructElem /S %s %s /P " % (node.kind.encode(), node.same)
    branch.elements[own] = [begin, above, *head, *place, b" /K [", *held, b"] >>"]
    return (own,)


def _references(numbers: Sequence[int]) -> Iterator[_Piece]:
    for number in numbers:
        yield number
        yield b" "


def _elements(branch: Branch, first: int, pages: Sequence[int], document: int, heads: int) -> Iterator[bytes]:
    """Every element of a branch as text; the numbers of its own begin at `first`."""
    fixed = {_DOCUMENT: document, _HEADS: heads} | {-1 - n: page for n, page in enumerate(pages)}
    for form, numbers in branch.forms:
        yield form % tuple([first + n if n >= 0 else fixed[n] for n in numbers])


# The file ---------------------------------------------------------------------------------------


def _updated(data: bytes, written: Mapping[int, bytes], trailer: bytes, file_id: bytes) -> bytes:
    """A file with more objects, or others of the same numbers, added at its end (ISO 32000-2, 7.5.6), packed together
    (7.5.7). Writing the whole file again took half of a print run's time.
    """
    before = int(data[data.rindex(b"startxref") :].split()[1])
    added, rows, at = [b"\n"], dict[int, bytes](), len(data) + 1
    last = max(written) + 1
    for number, chunk in enumerate(_chunks(sorted(written), _TOGETHER), start=last):
        places = accumulate((len(written[n]) + 1 for n in chunk), initial=0)
        index = b" ".join(b"%d %d" % pair for pair in zip(chunk, places, strict=False))
        packed = zlib.compress(b"%s\n%s" % (index, b"\n".join(written[n] for n in chunk)), 1)
        rows |= {n: b"\x02%s%s" % (number.to_bytes(4, "big"), at_.to_bytes(2, "big")) for at_, n in enumerate(chunk)}
        rows[number] = b"\x01%s\0\0" % at.to_bytes(4, "big")
        about = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(chunk), len(index) + 1)
        added.append(_stream(number, about, packed))
        at += len(added[-1])
        last = number + 1
    rows[last] = b"\x01%s\0\0" % at.to_bytes(4, "big")
    index = b" ".join(b"%d %d" % (run[0], len(run)) for run in _runs(sorted(rows)))
    own = hashlib.sha256(b"".join(added)).digest()[:16]
    about = b"/Type /XRef /Size %d /Index [ %s ] /W [ 1 4 2 ] %s /Prev %d" % (last + 1, index, trailer, before)
    about += b" /ID [ <%s> <%s> ] /Filter /FlateDecode" % (file_id.hex().encode(), own.hex().encode())
    table = zlib.compress(b"".join(rows[n] for n in sorted(rows)), 1)
    return b"".join((data, *added, _stream(last, about, table), b"startxref\n%d\n%%%%EOF\n" % at))


_TOGETHER = 200
"""Objects in one stream: a reader unpacks all of it to see one."""


def _stream(number: int, about: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, about, len(data), data)


def _chunks(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (numbers[at : at + size] for at in range(0, len(numbers), size))


def _runs(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Numbers that follow each other, run by run."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


# The layout's tree ------------------------------------------------------------------------------


def _text_of(value: Object) -> bytes:
    return value.unparse(resolved=True) if isinstance(value, Object) else str(value).encode()


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
