"""An Office file (Word, PowerPoint) opened as Word opens it: parts and relations, one that leads nowhere is no fault.

Both dialects of Open XML are read as one. Nothing is followed outside the file, no entity is resolved, no macro runs.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from .content import UnreadableDocumentError

MAX_UNPACKED = 300_000_000
MAX_ENTRIES = 5_000
MAX_RATIO = 200
"""A Word file of text packs about ten to one; an entry packed tighter than this and over 10 MB is an attack."""
MAX_PART = 40_000_000
"""Unpacked bytes of one part that is parsed as XML; fifty pages take about one million."""

_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, IndexError, KeyError, struct.error),
)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([\w/]+?)(/main)?(?=[\"'])")
_MOVED = {
    b"officeDocument/math": b"officeDocument/2006/math",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"drawingml/wordprocessingDrawing": b"drawingml/2006/wordprocessingDrawing",
    b"drawingml/picture": b"drawingml/2006/picture",
    b"drawingml/diagram": b"drawingml/2006/diagram",
    b"drawingml/chart": b"drawingml/2006/chart",
}
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads: the last word of its type ("image"), and a part's name or, outside, an address."""

    kind: str
    target: str
    external: bool


class OfficeFile:
    """The parts of an Office file by name. Raises UnreadableDocumentError where it is none or would harm."""

    def __init__(self, data: bytes) -> None:
        if data[:4] == b"\xd0\xcf\x11\xe0":
            locked = "EncryptedPackage".encode("utf-16-le") in data
            raise UnreadableDocumentError(
                "It has a password. Open it, take the password off, save it, and try again."
                if locked
                else "It is in the format of before 2007, or has a password. Open it and save it as .docx or .pptx."
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS as error:
            raise UnreadableDocumentError(
                "It is not a whole Office file. Open it, save it again, and try once more."
            ) from error
        entries = self._zip.infolist()
        tight = any(e.file_size > 10_000_000 and e.file_size > MAX_RATIO * max(1, e.compress_size) for e in entries)
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED or tight:
            raise UnreadableDocumentError("It unpacks to far more than a document holds, so it was not opened.")
        self._entries = {e.filename.replace("\\", "/").lstrip("/").casefold(): e for e in entries}
        self._trees: dict[str, etree._Element | None] = {}
        self._relations: dict[str, Mapping[str, Relation]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, in small letters."""
        return tuple(self._entries)

    def data(self, name: str) -> bytes | None:
        """A part's bytes, None where there is none or it cannot be unpacked."""
        entry = self._entries.get(name.casefold())
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise UnreadableDocumentError("It has a password. Open it, take the password off, save it, and try again.")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_UNPACKED + 1)
        except _ZIP_ERRORS:
            return None
        return data if len(data) <= MAX_UNPACKED else None

    def tree(self, name: str) -> etree._Element | None:
        """An XML part's root, None where there is none or it is no XML."""
        if name not in self._trees:
            data = self.data(name)
            self._trees[name] = None if data is None or len(data) > MAX_PART else parsed(data)
        return self._trees[name]

    def relations(self, name: str) -> Mapping[str, Relation]:
        """The relations of a part ("" is the whole file) by their ids."""
        if name not in self._relations:
            folder, _, own = name.rpartition("/")
            root = self.tree(f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels")
            self._relations[name] = {} if root is None else dict(_relations(root, folder))
        return self._relations[name]

    def related(self, name: str, kind: str) -> tuple[str, ...]:
        """Names of the parts inside the file to which a part leads by a kind of relation."""
        return tuple(r.target for r in self.relations(name).values() if r.kind == kind and not r.external)

    def main(self) -> str:
        """The name of the main part, "" where there is none."""
        return next(iter(self.related("", "officeDocument")), "")


def _relations(root: etree._Element, folder: str) -> list[tuple[str, Relation]]:
    found = []
    for element in root.iter(_RELATIONS):
        target, external = element.get("Target") or "", element.get("TargetMode") == "External"
        if not external:
            plain = unquote(target.partition("#")[0])
            target = posixpath.normpath(posixpath.join("/", folder, plain)).lstrip("/") if plain else ""
        kind = (element.get("Type") or "").rpartition("/")[2]
        found.append((element.get("Id") or "", Relation(kind, target, external)))
    return found


def parsed(data: bytes) -> etree._Element | None:
    """XML as a tree in the names of transitional Open XML: no entity, no network, no comments; None: no XML."""
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(_transitional, data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


def _transitional(found: re.Match[bytes]) -> bytes:
    path = found[1]
    if found[2]:
        room, _, rest = path.partition(b"/")
        path = room + b"/2006/" + (rest + b"/" if rest else b"") + b"main"
    else:
        moved = next((new + path[len(old) :] for old, new in _MOVED.items() if path.startswith(old)), None)
        path = moved or path
    return b"http://schemas.openxmlformats.org/" + path
