"""The Word file that ours begin from: the theme's `paper/base.docx`, and a partnership's own in its place.

An own base gives its styles (faces, sizes, colours of headings, text and lists) and its theme; where it lacks a style
that ours use, the shipped one stands in. Text, headers and footers of the base are not taken.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

from .package import W

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STYLES = frozenset(
    ("Normal", "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Header", "Footer", "Quote", "Caption")
) | {
    *("DefaultParagraphFont", "PlaceholderText", "Hyperlink", "NoList", "ListParagraph", "ListBullet", "ListNumber"),
    *("TableNormal", "TableGrid", "Heading4", "Heading5", "Heading6"),
}
"""Ids of the styles that our documents use."""


@dataclass(frozen=True, slots=True)
class Base:
    """The base that is `shipped`, and a partnership's `own`, whose styles stand as they are."""

    shipped: Path | None
    own: Path | None = None

    def standing(self) -> frozenset[str]:
        """Names of the styles that are not ours to set. Raises BaseError."""
        return _names_of(self.own) if self.own else frozenset()

    def begin(self) -> Any:
        """An empty document with every style that ours use. Raises BaseError."""
        document = _opened(self.own or self.shipped)
        document._body.clear_content()
        if self.own:
            section = document._body._element.sectPr
            for reference in section.xpath("w:headerReference | w:footerReference") if section is not None else ():
                section.remove(reference)
            has = {style.style_id for style in document.styles}
            lacking = [s.element for s in _opened(self.shipped).styles if s.style_id in STYLES - has]
            document.styles.element.extend([deepcopy(element) for element in lacking])
        return document


class BaseError(Exception):
    """A base that is no Word file; says which."""


@cache
def _names_of(path: Path) -> frozenset[str]:
    return frozenset(style.name or "" for style in _opened(path).styles)


def _opened(path: Path | None) -> Any:
    """A file; without one, what the Word library brings along."""
    try:
        return Document(None if path is None else str(path))
    except Exception as error:  # python-docx lets through whatever its zip and XML readers meet
        raise BaseError(f"{path} cannot be opened as a Word file (.docx)") from error


# The shipped one ---------------------------------------------------------------------------------

_JUNK = re.compile(r"docProps/thumbnail|customXml/|word/theme/|word/stylesWithEffects|word/webSettings")


def without_junk(data: bytes) -> dict[str, bytes]:
    """The parts of a file made from the Word library's own template, without what that brings along.

    That is a picture of itself, 160 styles, an old theme: 900 KB when unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not _JUNK.match(name)}
    for name in [n for n in parts if n.endswith(".rels")]:
        parts[name] = _without(parts[name], "thumbnail|customXml|theme|stylesWithEffects|webSettings")
    parts["[Content_Types].xml"] = _known_types(parts["[Content_Types].xml"], parts)
    parts["word/styles.xml"] = _few_styles(parts["word/styles.xml"])
    return parts


def _without(rels: bytes, kinds: str) -> bytes:
    root = etree.fromstring(rels)
    for relation in list(root):
        if re.search(rf"/({kinds})$", relation.get("Type", "")):
            root.remove(relation)
    return _bytes(root)


def _known_types(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    root = etree.fromstring(data)
    for override in list(root):
        name = override.get("PartName")
        if (name and name.lstrip("/") not in parts) or override.get("Extension") == "jpeg":
            root.remove(override)
    return _bytes(root)


def _few_styles(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for style in root.findall(f"{{{W}}}style"):
        if style.get(f"{{{W}}}styleId") not in STYLES:
            root.remove(style)
    _cut_links(root.iter(f"{{{W}}}link", f"{{{W}}}next"))
    root.attrib.pop(f"{{{_MC}}}Ignorable", None)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w"])
    return _bytes(root)


def _cut_links(links: Iterable[Any]) -> None:
    for link in list(links):
        parent = link.getparent()
        if parent is not None and link.get(f"{{{W}}}val") not in STYLES:
            parent.remove(link)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
