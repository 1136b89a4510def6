"""Copies of a fillable PDF that are somebody's own: the template as it is, and at its end what differs.

A copy differs in some twenty of the template's hundreds of objects. So it is the template byte for byte, followed by an
update (ISO 32000-2, 7.5.6), as a program that fills in a form writes it; opening and writing the whole took ten times
as long. Knows no briefing.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import pikepdf
from pikepdf import Dictionary, Object, Pdf, Stream, String

from .form import Filling, Gallery, Template, squares_drawn, with_title

_REFERENCE = re.compile(rb"(\d+) \d+ R\b")


def fill(template: Template, filling: Filling, gallery: Gallery) -> bytes:
    """A copy of the template with values set, each drawn by its picture, the stamp on every page and its own title."""
    return Copies(template).filled(filling, Shown(gallery))


class Shown:
    """The pictures of a gallery as text with gaps where an object names another, each looked at once."""

    def __init__(self, gallery: Gallery) -> None:
        self._gallery = gallery
        self._objects: dict[int, tuple[list[bytes], bytes | None]] = {}
        self._pictures: dict[int, tuple[list[bytes], bytes]] = {}

    def picture(self, number: int) -> tuple[list[bytes], bytes]:
        """What a picture's dictionary holds, open at its end, and what it draws."""
        if number not in self._pictures:
            drawn = self._gallery.picture(number)
            self._pictures[number] = (
                _split(_begun(drawn.stream_dict, ("/Length", "/Filter", "/DecodeParms"))),
                drawn.read_bytes(),
            )
        return self._pictures[number]

    def object(self, number: int) -> tuple[list[bytes], bytes | None]:
        """An object of the gallery; of a stream its dictionary, and its bytes as they are packed."""
        if number not in self._objects:
            found = self._gallery.object(number)
            is_stream = isinstance(found, Stream)
            text = (found.stream_dict if is_stream else found).unparse(resolved=True)
            self._objects[number] = (_split(text), found.read_raw_bytes() if is_stream else None)
        return self._objects[number]


class Copies:
    """A template, opened once: what of it a copy changes."""

    def __init__(self, template: Template) -> None:
        self._data = template.data
        with pikepdf.open(io.BytesIO(template.data)) as pdf:
            self._fields = [
                (str(f.T), f.objgen[0], _begun(f, ("/V", "/AP")), _rest(f)) for f in pdf.Root.AcroForm.Fields
            ]
            self._heads = [_head_of(page.obj) for page in pdf.pages]
            self._metadata = pdf.Root.Metadata.objgen[0], pdf.Root.Metadata.read_bytes().decode()
            self._info = _info_of(pdf)
            self._root, self._size = pdf.Root.objgen[0], int(pdf.trailer.Size)
            self._id = bytes(pdf.trailer.ID[0]).hex().encode()

    def filled(self, filling: Filling, shown: Shown) -> bytes:
        """A copy with values set, each drawn by its picture, the stamp on every page and its own title."""
        update = _Update(self._data, self._size)
        for name, number, begun, rest in self._fields:
            value, picture = filling.values.get(name), filling.pictures.get(name)
            if value is None and picture is None:
                continue
            said = rest["/V"] if value is None else String(value).unparse()
            look = rest["/AP"] if picture is None else b"<< /N %d 0 R >>" % update.picture(shown, picture, typed=True)
            update.put(number, b"%s /V %s /AP %s >>" % (begun, said, look))
        stamp = update.picture(shown, filling.stamp)
        for page, (number, before, after) in enumerate(self._heads):
            code = update.added(*_code(filling.codes[page] if page < len(filling.codes) else ""))
            update.put(number, b"%s /Stamp %d 0 R /Code %d 0 R %s" % (before, stamp, code, after))
        number, xmp = self._metadata
        update.put(number, b"<< /Type /Metadata /Subtype /XML", with_title(xmp, filling.title).encode())
        if self._info:
            number, begun = self._info
            update.put(number, b"%s /Title %s >>" % (begun, String(filling.title).unparse()))
        update.put_what_pictures_need(shown)
        return update.finished(self._root, self._info[0] if self._info else 0, self._id)


def _begun(dictionary: Object | Dictionary, without: Collection[str]) -> bytes:
    """A dictionary as text without some keys, open at its end."""
    kept = Dictionary({key: value for key, value in dictionary.items() if key not in without})
    return kept.unparse(resolved=True).removesuffix(b">>").rstrip()


def _rest(field: Object) -> dict[str, bytes]:
    """What a field has now where a copy may have something else."""
    return {key: field[key].unparse(resolved=key == "/AP") for key in ("/V", "/AP")}


def _head_of(page: Object) -> tuple[int, bytes, bytes]:
    """The object that names a page's stamp and code: its number, its text before them, and after."""
    resources = page.Resources
    drawn, named = resources.XObject, ("/Stamp", "/Code")
    if drawn.is_indirect:
        return drawn.objgen[0], _begun(drawn, named), b">>"
    inside = b"%s /XObject %s" % (_begun(resources, ("/XObject",)), _begun(drawn, named))
    if resources.is_indirect:
        return resources.objgen[0], inside, b">> >>"
    return page.objgen[0], b"%s /Resources %s" % (_begun(page, ("/Resources",)), inside), b">> >> >>"


def _info_of(pdf: Pdf) -> tuple[int, bytes] | None:
    if "/Info" not in pdf.trailer:
        return None
    return pdf.trailer.Info.objgen[0], _begun(pdf.trailer.Info, ("/Title",))


def _split(text: bytes) -> list[bytes]:
    """A text in pieces; every second is the number of another object."""
    return _REFERENCE.split(text)


def _code(words: str) -> tuple[bytes, bytes]:
    """The code of a page as an object: in a square of one unit, nothing where there are no words."""
    about = b"<< /Type /XObject /Subtype /Form /BBox [ 0 0 1 1 ] /Resources << >>"
    return about, squares_drawn(words) if words else b""


class _Update:
    """What stands at the end of a copy: objects with numbers of the template or new ones, and where each begins."""

    def __init__(self, data: bytes, size: int) -> None:
        self._parts = [data, b"\n"]
        self._at = len(data) + 1
        self._next = size
        self._places: dict[int, int] = {}
        self._moved: dict[int, int] = {}

    def put(self, number: int, text: bytes, stream: bytes | None = None) -> None:
        """An object; where it has a stream, `text` is its dictionary open at its end."""
        if stream is not None:
            text = b"%s /Length %d >>\nstream\n%s\nendstream" % (text, len(stream), stream)
        self._places[number] = self._at
        self._parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, text))
        self._at += len(self._parts[-1])

    def added(self, text: bytes, stream: bytes) -> int:
        """A new object whose stream is packed; its number."""
        number, self._next = self._next, self._next + 1
        self.put(number, text + b" /Filter /FlateDecode", zlib.compress(stream, 1))
        return number

    def picture(self, shown: Shown, number: int, *, typed: bool = False) -> int:
        """A picture of the gallery. `typed`: as a field's text, which viewers replace when somebody types."""
        about, drawn = shown.picture(number)
        return self.added(self._joined(about), b"/Tx BMC q %s Q EMC" % drawn if typed else drawn)

    def put_what_pictures_need(self, shown: Shown) -> None:
        """Faces and colours, and what those need."""
        done = 0
        while done < len(self._moved):
            for old, new in list(self._moved.items())[done:]:
                pieces, stream = shown.object(old)
                text = self._joined(pieces)
                if stream is None:
                    self.put(new, text)
                else:
                    self.put(new, b"%s\nstream\n%s\nendstream" % (text, stream))
                done += 1

    def _joined(self, pieces: Sequence[bytes]) -> bytes:
        return b"".join(
            piece if n % 2 == 0 else b"%d 0 R" % self._number_of(int(piece)) for n, piece in enumerate(pieces)
        )

    def _number_of(self, old: int) -> int:
        if old not in self._moved:
            self._moved[old], self._next = self._next, self._next + 1
        return self._moved[old]

    def finished(self, root: int, info: int, first_id: bytes) -> bytes:
        """The whole file, with a table of where its objects are now (ISO 32000-2, 7.5.8: as a stream)."""
        before = int(self._parts[0][self._parts[0].rindex(b"startxref") :].split()[1])
        number, start = self._next, self._at
        self._places[number] = start
        runs = [list(run) for run in _runs(sorted(self._places))]
        table = b"".join(b"\x01%s\0" % self._places[n].to_bytes(4, "big") for run in runs for n in run)
        index = b" ".join(b"%d %d" % (run[0], len(run)) for run in runs)
        own = hashlib.sha256(b"".join(self._parts[1:])).hexdigest()[:32].encode()
        about = b"<< /Type /XRef /Size %d /Index [ %s ] /W [ 1 4 1 ] /Root %d 0 R" % (number + 1, index, root)
        about += b" /Info %d 0 R" % info if info else b""
        self.put(number, b"%s /Prev %d /ID [ <%s> <%s> ]" % (about, before, first_id, own), table)
        return b"".join((*self._parts, b"startxref\n%d\n%%%%EOF\n" % start))


def _runs(numbers: Sequence[int]) -> Iterator[Iterator[int]]:
    """Numbers that follow each other, run by run."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield (number for _, number in run)
