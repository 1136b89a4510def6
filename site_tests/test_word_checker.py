"""The rules of Word's own accessibility checker, one by one, on every Word file that a build makes.

Names and order are those of Microsoft's list "Rules for the Accessibility Checker". What only a person can judge,
whether an alternative makes sense, is not here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PAPER = (255, 255, 255)

Parts = Mapping[str, bytes]


def body(parts: Parts) -> Any:
    return etree.fromstring(parts["word/document.xml"])


def words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def value(element: Any, name: str) -> str:
    found = element.find(name)
    return found.get(f"{W}val", "") if found is not None else ""


# Rules -------------------------------------------------------------------------------------------


def _alternatives(parts: Parts) -> Iterator[str]:
    for drawing in body(parts).iter(f"{WP}docPr"):
        if not drawing.get("descr") and not drawing.get("title"):
            yield f"a drawing without words: {drawing.get('name')}"


def _header_rows(parts: Parts) -> Iterator[str]:
    for table in body(parts).iter(f"{W}tbl"):
        row = next(table.iter(f"{W}tr"))
        if row.find(f"{W}trPr/{W}tblHeader") is None:
            yield f"a table without a header row: {words(row)[:40]}"


def _plain_tables(parts: Parts) -> Iterator[str]:
    for table in body(parts).iter(f"{W}tbl"):
        if next(table.iter(f"{W}vMerge"), None) is not None:
            yield "cells that are merged from row to row"
        if any(inner is not table for inner in table.iter(f"{W}tbl")):
            yield "a table in a table"


def _headings(parts: Parts) -> Iterator[str]:
    last = 0
    for paragraph in body(parts).iter(f"{W}p"):
        found = re.fullmatch(r"Heading(\d)", value(paragraph, f"{W}pPr/{W}pStyle"))
        if not found:
            continue
        level = int(found[1])
        if not words(paragraph).strip():
            yield "a heading without words"
        if level > last + 1 and last:
            yield f"heading {level} follows heading {last}"
        last = level
    if not last:
        yield "no heading"


def _title(parts: Parts) -> Iterator[str]:
    if not re.search(rb"<dc:title>[^<]+</dc:title>", parts["docProps/core.xml"]):
        yield "no title"


def _language(parts: Parts) -> Iterator[str]:
    if not re.search(rb'<w:lang [^>]*w:val="[a-z]{2,3}-', parts["word/styles.xml"]):
        yield "no language"


def _links(parts: Parts) -> Iterator[str]:
    for link in body(parts).iter(f"{W}hyperlink"):
        if words(link).strip().lower() in ("", "here", "click here", "link", "more"):
            yield f"a link that says nothing: {words(link)!r}"


def _blanks(parts: Parts) -> Iterator[str]:
    empty = 0
    for paragraph in body(parts).iter(f"{W}p"):
        text = words(paragraph)
        if re.search(r" {4}", text):
            yield f"spaces in a row: {text[:40]!r}"
        held = next(paragraph.iter(f"{W}drawing", f"{W}sdt", f"{W}sectPr", f"{W}br"), None) is not None
        inside = any(above.tag in (f"{W}tc", f"{W}sdtContent") for above in paragraph.iterancestors())
        empty = empty + 1 if not text.strip() and not held and not inside else 0
        if empty > 2:
            yield "empty paragraphs in a row"


def _controls(parts: Parts) -> Iterator[str]:
    for control in body(parts).iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        if any(child.tag.endswith(("repeatingSectionItem", "repeatingSection")) for child in properties):
            continue
        if not value(properties, f"{W}alias"):
            yield f"a control without a name: {value(properties, f'{W}tag')}"


def _contrast(parts: Parts) -> Iterator[str]:
    for name in ("word/document.xml", "word/styles.xml"):
        for colour in set(re.findall(rb'<w:color w:val="([0-9A-Fa-f]{6})"', parts[name])):
            ratio = _ratio(tuple(int(colour[n : n + 2], 16) for n in (0, 2, 4)))
            if ratio < 4.5:
                yield f"{colour.decode()} on white is {ratio:.1f} to 1"


def _ratio(colour: tuple[int, ...]) -> float:
    """WCAG 2.2, relative luminance, against white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def _floating(parts: Parts) -> Iterator[str]:
    yield from ("a picture that floats beside the text" for _ in body(parts).iter(f"{WP}anchor"))


def _open(parts: Parts) -> Iterator[str]:
    if b"<w:documentProtection" in parts.get("word/settings.xml", b""):
        yield "the document is locked, and a screen reader may be locked out with it"


RULES: dict[str, Callable[[Parts], Iterator[str]]] = {
    "All non-text content has alternative text": _alternatives,
    "Tables specify column header information": _header_rows,
    "Tables have a simple structure": _plain_tables,
    "Documents use heading styles, in order": _headings,
    "Documents have a title": _title,
    "Documents have a language": _language,
    "Link text says where it leads": _links,
    "No repeated blank characters": _blanks,
    "Form fields have names": _controls,
    "Text has enough contrast": _contrast,
    "Pictures stand in line with the text": _floating,
    "Documents let assistive technology in": _open,
}

KNOWN: dict[tuple[str, str], str] = {}
"""Rule and beginning of what it says that is not mended, each with the reason."""


@pytest.mark.parametrize("rule", RULES)
def test_every_word_file_keeps_the_rule(dist: Path, rule: str) -> None:
    found = {}
    for path in sorted(dist.rglob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        if said := sorted(set(RULES[rule](parts))):
            found[path.relative_to(dist).as_posix()] = said
    assert found == {}


SOUND = {
    "word/document.xml": (
        f'<w:document xmlns:w="{W[1:-1]}" xmlns:wp="{WP[1:-1]}"><w:body>'
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p>'
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>Who</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:hyperlink><w:r><w:t>The briefing</w:t></w:r></w:hyperlink></w:p>"
        '<w:sdt><w:sdtPr><w:alias w:val="Who?"/></w:sdtPr><w:sdtContent/></w:sdt></w:body></w:document>'
    ),
    "word/styles.xml": '<w:lang w:val="en-GB"/><w:color w:val="1A2326"/>',
    "docProps/core.xml": "<dc:title>Plan</dc:title>",
    "word/settings.xml": "",
}
DAMAGE = {
    "All non-text content has alternative text": ("<w:body>", '<w:body><wp:inline><wp:docPr name="1"/></wp:inline>'),
    "Tables specify column header information": ("<w:tblHeader/>", ""),
    "Tables have a simple structure": ("<w:tc><w:p>", "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>"),
    "Documents use heading styles, in order": ("Heading1", "Normal"),
    "Documents have a title": ("<dc:title>Plan", "<dc:title>"),
    "Documents have a language": ('<w:lang w:val="en-GB"/>', ""),
    "Link text says where it leads": ("The briefing", "Click here"),
    "No repeated blank characters": ("<w:t>Plan", "<w:t>Plan     2"),
    "Form fields have names": ('<w:alias w:val="Who?"/>', ""),
    "Text has enough contrast": ("1A2326", "AAAAAA"),
    "Pictures stand in line with the text": ("<w:body>", "<w:body><wp:anchor/>"),
    "Documents let assistive technology in": ("", "<w:documentProtection/>"),
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_sees_a_file_that_breaks_it(rule: str) -> None:
    whole = {name: text.encode() for name, text in SOUND.items()}
    assert list(RULES[rule](whole)) == []
    old, new = DAMAGE[rule]
    hit = next(name for name, text in SOUND.items() if (old and old in text) or text == old)
    broken = whole | {hit: SOUND[hit].replace(old, new).encode() if old else new.encode()}
    assert list(RULES[rule](broken)) != []
