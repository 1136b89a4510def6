"""An OpenDocument text (.odt, .ott, .fodt is none) as the tree of a Word document. Opens nothing it points to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from ...archives import ZIP_ERRORS
from ..package import MAX_PART, Fault, PackageError, parse_xml
from .seen import Document
from .tree import element, run

_NS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TEXT, _TABLE, _OFFICE = (f"{{{_NS.format(n)}}}" for n in ("text", "table", "office"))
_STYLE, _META, _DRAW = (f"{{{_NS.format(n)}}}" for n in ("style", "meta", "drawing"))
_DC = "{http://purl.org/dc/elements/1.1/}"
MAX_DEPTH = 120


def is_open_document(data: bytes) -> bool:
    """Whether bytes are an OpenDocument text."""
    return b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]


def read_open_document(data: bytes) -> Document:
    """The document. Raises PackageError."""
    parts = {name: _part(data, name) for name in ("content.xml", "styles.xml", "meta.xml")}
    content = parts["content.xml"]
    text = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or text is None:
        raise PackageError(Fault.DAMAGED, "content.xml")
    walk = _Turn(_looks(content) | _looks(parts["styles.xml"]))
    body = element("body", *walk.blocks(text))
    styles = parts["styles.xml"]
    edges = list(styles.iter(f"{_STYLE}header", f"{_STYLE}footer")) if styles is not None else []
    turned = tuple(element("ftr", *walk.blocks(e)) for e in edges)
    properties, saved = _facts(parts["meta.xml"])
    return Document(body, (*turned, *walk.notes), tuple(walk.comments), properties, saved)


def _part(data: bytes, name: str) -> etree._Element | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(name)
            if info.flag_bits & 0x1:
                raise PackageError(Fault.ENCRYPTED, name)
            with archive.open(info) as stream:
                found = stream.read(MAX_PART + 1)
            manifest = archive.read("META-INF/manifest.xml") if name == "content.xml" else b""
    except KeyError:
        return None
    except ZIP_ERRORS as error:
        raise PackageError(Fault.DAMAGED, name) from error
    if b"encryption-data" in manifest[:MAX_PART]:
        raise PackageError(Fault.ENCRYPTED, name)
    if len(found) > MAX_PART:
        raise PackageError(Fault.TOO_LARGE, name)
    return parse_xml(found, name)


def _looks(tree: etree._Element | None) -> dict[str, tuple[bool, bool]]:
    """Style name to whether it is crossed out and whether it is hidden."""
    looks = {}
    for style in tree.iter(f"{_STYLE}style") if tree is not None else ():
        found = style.find(f"{_STYLE}text-properties")
        if found is not None:
            struck = found.get(f"{_STYLE}text-line-through-style", "none") != "none"
            struck = struck or found.get(f"{_STYLE}text-line-through-type", "none") != "none"
            hidden = found.get(f"{_TEXT}display") == "none"
            looks[style.get(f"{_STYLE}name", "")] = (struck, hidden)
    return looks


def _facts(meta: etree._Element | None) -> tuple[dict[str, str], datetime | None]:
    if meta is None:
        return {}, None
    own = {p.get(f"{_META}name", ""): "".join(p.itertext()).strip()[:300] for p in meta.iter(f"{_META}user-defined")}
    made, changed = (_moment(meta, f"{ns}{n}") for ns, n in ((_META, "creation-date"), (_DC, "date")))
    return own, changed if changed != made else None


def _moment(meta: etree._Element, tag: str) -> datetime | None:
    found = next(meta.iter(tag), None)
    try:
        day = datetime.fromisoformat((found.text or "").strip()[:19]) if found is not None else None
        return day.replace(tzinfo=UTC) if day else None
    except ValueError:
        return None


class _Turn:
    """Turns blocks and runs; collects comments and notes on its way."""

    def __init__(self, looks: dict[str, tuple[bool, bool]]) -> None:
        self._looks = looks
        self._depth = 0
        self.comments: list[tuple[str, str]] = []
        self.notes: list[etree._Element] = []

    def blocks(self, node: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables below a node, in order."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise PackageError(Fault.TOO_LARGE, "depth")
        for child in node:
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield self._paragraph(child)
            elif child.tag == f"{_TABLE}table":
                yield self._table(child)
            elif child.tag == f"{_TEXT}tracked-changes":
                yield from self._deleted(child)
            elif child.tag in (f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"):
                continue
            else:
                yield from self.blocks(child)
        self._depth -= 1

    def _deleted(self, changes: etree._Element) -> Iterator[etree._Element]:
        """What was deleted while changes are tracked is seen crossed out."""
        for gone in changes.iter(f"{_TEXT}deletion"):
            words = "\n".join("".join(p.itertext()) for p in gone.iter(f"{_TEXT}p", f"{_TEXT}h"))
            if words.strip():
                yield element("p", run(words, struck=True))

    def _paragraph(self, node: etree._Element) -> etree._Element:
        struck, hidden = self._looks.get(node.get(f"{_TEXT}style-name", ""), (False, False))
        return element("p", *self._runs(node, struck, hidden))

    def _runs(self, node: etree._Element, struck: bool, hidden: bool) -> Iterator[etree._Element]:
        if node.text:
            yield run(_one_line(node.text), struck=struck, hidden=hidden)
        for child in node:
            yield from self._inline(child, struck, hidden)
            if child.tail:
                yield run(_one_line(child.tail), struck=struck, hidden=hidden)

    def _inline(self, child: etree._Element, struck: bool, hidden: bool) -> Iterator[etree._Element]:
        tag = child.tag
        if tag == f"{_TEXT}s":
            yield run(" " * min(int(child.get(f"{_TEXT}c", "1") or 1), 200), struck=struck, hidden=hidden)
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield run("\t" if tag.endswith("tab") else "\n")
        elif tag == f"{_OFFICE}annotation":
            self._comment(child)
        elif tag == f"{_TEXT}note":
            self.notes.append(element("footnote", *self.blocks(child)))
        elif child.find(".//{*}text-box") is not None:
            boxes = [element("txbxContent", *self.blocks(b)) for b in child.iter() if str(b.tag).endswith("}text-box")]
            yield element("r", element("pict", *boxes))
        elif isinstance(tag, str):
            own = self._looks.get(child.get(f"{_TEXT}style-name", ""), (False, False))
            yield from self._runs(child, struck or own[0], hidden or own[1])

    def _comment(self, node: etree._Element) -> None:
        author = "".join(node.find(f"{_DC}creator").itertext()) if node.find(f"{_DC}creator") is not None else ""  # type: ignore[union-attr]
        words = "\n".join("".join(p.itertext()) for p in node.iter(f"{_TEXT}p"))
        if words.strip():
            self.comments.append((author.strip(), words.strip()))

    def _table(self, node: etree._Element) -> etree._Element:
        table = element("tbl")
        for row in node.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table"), None) is not node:
                continue
            made = element("tr")
            if next(row.iterancestors(f"{_TABLE}table-header-rows", f"{_TABLE}table"), node) is not node:
                made.append(element("trPr", element("tblHeader")))
            for cell in row.iterchildren(f"{_TABLE}table-cell"):
                made.append(element("tc", *self.blocks(cell)))
            table.append(made)
        return table


def _one_line(text: str) -> str:
    """White space as OpenDocument means it; a carriage return is what its writer puts for a line end in a field."""
    return " ".join(text.replace("\r", "\v").replace("\n", " ").split(" ")).rstrip("\v").replace("\v", "\n")
