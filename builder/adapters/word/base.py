"""The Word file that ours begin from: the theme's `paper/base.docx`, and a partnership's own in its place.

An own base gives its styles (faces, sizes, colours of headings, text and lists) and its theme; where it lacks a style
that ours use, the shipped one stands in. Text, headers and footers of the base are not taken.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart
from lxml import etree

from .package import W

_NO_LISTS = f'<w:numbering xmlns:w="{W}"/>'.encode()
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
            _complete(document, _opened(self.shipped))
        return document

    def changed(self) -> tuple[tuple[int, int], ...]:
        """What changes when one of the files does: times of change in nanoseconds and sizes."""
        files = (path.stat() for path in (self.shipped, self.own) if path and path.exists())
        return tuple((file.st_mtime_ns, file.st_size) for file in files)


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


def _complete(document: Any, shipped: Any) -> None:
    """Takes headers and footers out of a partnership's own base, and puts in the styles and lists that it lacks."""
    section = document._body._element.sectPr
    for reference in section.xpath("w:headerReference | w:footerReference") if section is not None else ():
        section.remove(reference)
    has = {style.style_id for style in document.styles}
    for style in shipped.styles:
        if style.style_id in STYLES - has:
            document.styles.element.append(deepcopy(style.element))
    for name in ("List Bullet", "List Number"):
        ours, theirs = shipped.styles[name].element, document.styles[name].element
        if theirs.styleId not in has or not theirs.xpath("w:pPr/w:numPr/w:numId"):
            theirs.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = _list_like(ours, document, shipped)


def _list_like(style: Any, document: Any, shipped: Any) -> int:
    """The id of a list in `document` that is like the one which a style of `shipped` names."""
    lists = _lists_of(document)
    source = shipped.part.numbering_part.element
    named = style.pPr.numPr.numId.val
    kind = next(number for number in source.num_lst if number.numId == named).abstractNumId.val
    copied = deepcopy(source.xpath(f'w:abstractNum[@w:abstractNumId="{kind}"]')[0])
    taken = [int(value) for value in lists.xpath("w:abstractNum/@w:abstractNumId")]
    copied.set(f"{{{W}}}abstractNumId", str(max(taken, default=-1) + 1))
    lists.insert(len(taken), copied)
    return int(lists.add_num(max(taken, default=-1) + 1).numId)


def _lists_of(document: Any) -> Any:
    """The part with the lists; an empty one where the base has none."""
    with suppress(NotImplementedError, KeyError):
        return document.part.numbering_part.element
    part = NumberingPart.load(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, _NO_LISTS, document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element


# The shipped one ---------------------------------------------------------------------------------

_JUNK = {
    "thumbnail": "docProps/thumbnail", "extended-properties": "docProps/app", "customXml": "customXml/",
    "theme": "word/theme/", "stylesWithEffects": "word/stylesWithEffects", "webSettings": "word/webSettings",
    "fontTable": "word/fontTable",
}  # fmt: skip
"""Kinds of relation, and how the names of their parts begin."""
_SETTINGS = ("defaultTabStop", "characterSpacingControl", "compat")


def without_junk(data: bytes) -> dict[str, bytes]:
    """The parts of a file made from the Word library's own template, without what that brings along.

    That is a picture of itself, 160 styles, an old theme, marks of its own writing: 900 KB when unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist() if not n.startswith(tuple(_JUNK.values()))}
    for name in [n for n in parts if n.endswith(".rels")]:
        parts[name] = _without(parts[name], "|".join(_JUNK))
    parts["[Content_Types].xml"] = _known_types(parts["[Content_Types].xml"], parts)
    parts["word/styles.xml"] = _few_styles(parts["word/styles.xml"])
    parts["word/settings.xml"] = _few_settings(parts["word/settings.xml"])
    parts["word/numbering.xml"] = _few_lists(parts["word/numbering.xml"], parts["word/styles.xml"])
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
    for latent in root.findall(f"{{{W}}}latentStyles"):
        root.remove(latent)
    for fonts in root.findall(f"{{{W}}}docDefaults//{{{W}}}rFonts"):
        fonts.attrib.clear()  # they name a theme that is gone
        fonts.attrib.update({f"{{{W}}}{script}": "Arial" for script in ("ascii", "hAnsi", "eastAsia", "cs")})
    for style in root.findall(f"{{{W}}}style"):
        if style.get(f"{{{W}}}styleId") not in STYLES:
            root.remove(style)
    _cut_links(root.iter(f"{{{W}}}link", f"{{{W}}}next"))
    root.attrib.pop(f"{{{_MC}}}Ignorable", None)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w"])
    return _bytes(root)


def _few_settings(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for setting in list(root):
        if etree.QName(setting).localname not in _SETTINGS:
            root.remove(setting)
    root.attrib.pop(f"{{{_MC}}}Ignorable", None)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w"])
    return _bytes(root)


def _few_lists(data: bytes, styles: bytes) -> bytes:
    """The lists that a style names."""
    root = etree.fromstring(data)
    named = {number.get(f"{{{W}}}val") for number in etree.fromstring(styles).iter(f"{{{W}}}numId")}
    for number in root.findall(f"{{{W}}}num"):
        if number.get(f"{{{W}}}numId") not in named:
            root.remove(number)
    kept = {number.get(f"{{{W}}}val") for number in root.iter(f"{{{W}}}abstractNumId")}
    for abstract in root.findall(f"{{{W}}}abstractNum"):
        if abstract.get(f"{{{W}}}abstractNumId") not in kept:
            root.remove(abstract)
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
