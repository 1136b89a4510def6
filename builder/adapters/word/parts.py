"""A finished Word document as parts with fixed bytes: custom properties, and a root that declares its namespaces."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from ..tongues import office_part
from .package import W14, W15, W

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"


def document_parts(document: Any, custom: Mapping[str, str]) -> dict[str, bytes]:
    """The finished document as parts in a fixed order, with `custom` as its custom properties."""
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = _with_namespaces(parts["word/document.xml"])
    parts["docProps/custom.xml"] = custom_properties(custom)
    parts["_rels/.rels"] = _with_custom_relation(parts["_rels/.rels"])
    parts["[Content_Types].xml"] = _with_custom_type(parts["[Content_Types].xml"])
    parts = {n: office_part(d) if n.endswith(".xml") else d for n, d in parts.items()}
    first = ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    return {n: parts[n] for n in first + sorted(n for n in parts if n not in first)}


def custom_properties(values: Mapping[str, str]) -> bytes:
    """docProps/custom.xml: names and texts, of at most 255 characters as Word asks."""
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value[:255])}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT}">{rows}</Properties>'.encode()


def _with_custom_relation(rels: bytes) -> bytes:
    root = etree.fromstring(rels)
    if any(relation.get("Type") == _CUSTOM_RELATION for relation in root):
        return rels
    attributes = {"Id": "rIdCustom", "Type": _CUSTOM_RELATION, "Target": "docProps/custom.xml"}
    etree.SubElement(root, f"{{{root.nsmap[None]}}}Relationship", attributes)
    return _bytes(root)


def _with_custom_type(data: bytes) -> bytes:
    root = etree.fromstring(data)
    attributes = {"PartName": "/docProps/custom.xml", "ContentType": _CUSTOM_TYPE}
    if not any(override.get("PartName") == attributes["PartName"] for override in root):
        etree.SubElement(root, f"{{{root.nsmap[None]}}}Override", attributes)
    return _bytes(root)


def _with_namespaces(data: bytes) -> bytes:
    """The same document under a root that declares what Word 2010 and 2013 added, and may be ignored by others.

    Where the body names no other namespace, only the root's text differs: to move the elements takes ten times as long.
    """
    head = _ROOT.match(data)
    body = data[head.end() :] if head else b""
    if head is None or _SAID.search(body):
        return _moved(data)
    for name, space in _SPACES.items():
        body = body.replace(_declared(name, space), b"")
    declared = dict(_DECLARED.findall(head[0]))
    other = any(declared.get(name.encode(), space.encode()) != space.encode() for name, space in _SPACES.items())
    known = sum(body.count(f"<{end}{name}:".encode()) for name in _SPACES for end in ("", "/")) == body.count(b"<")
    named = {*_NAMED.findall(body)} - {b"xml"}
    if other or not known or b"xmlns" in body or not named <= {name.encode() for name in _SPACES}:
        return _moved(data)
    spaces = b"".join(_declared(name, space) for name, space in _SPACES.items())
    return b'%s<w:document%s mc:Ignorable="w14 w15">%s' % (_DECLARATION, spaces, body)


_SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": _MC,
    "w14": W14,
    "w15": W15,
}
_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_ROOT = re.compile(rb"<\?xml[^>]*\?>\s*<w:document(?: [^>]*)?>(?=<w:body>)")
_DECLARED = re.compile(rb' xmlns:(\w+)="([^"]*)"')
_NAMED = re.compile(rb' ([\w.-]+):[\w.-]+="')
_SAID = re.compile(rb">[^<]*xmlns")
"""Words on the page that look like a declaration."""


def _declared(name: str, space: str) -> bytes:
    return f' xmlns:{name}="{space}"'.encode()


def _moved(data: bytes) -> bytes:
    old = etree.fromstring(data)
    relations = old.nsmap["r"]
    root = etree.Element(old.tag, nsmap=_SPACES | {"r": relations})
    root.set(f"{{{_MC}}}Ignorable", "w14 w15")
    root.extend(list(old))
    etree.cleanup_namespaces(root, keep_ns_prefixes=[*_SPACES])
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
