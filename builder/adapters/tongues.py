"""Passages in another language than what stands around them: marked in a text, and found again where it is written out.

A word of the interface that a language lacks is English. It is marked while it travels through views, and every writer
(pages, Word, slides, paper) turns the marks into the language of a passage. Knows no briefing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from .word.package import W

START, END = "\ue000", "\ue001"
"""Two characters of the private use area (Unicode 23.5), which no text of an author keeps."""

LANG, REGION = "en", "en-GB"
"""The language of a marked passage, for pages and for Word."""

RIGHT_TO_LEFT = frozenset("ar arc azb ckb dv fa he ks nqo pnb ps sd syr ug ur yi".split())
"""Languages written from right to left (CLDR, layout order of characters)."""

_PASSAGE = re.compile(f"{START}([^{START}{END}]*){END}")


def runs_from_right(lang: str) -> bool:
    """Whether a language is written from right to left; a script in its tag decides before the language does."""
    code, *rest = lang.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return script in ("arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg")
    return code in RIGHT_TO_LEFT


def marked(words: str) -> str:
    """The words as a marked passage; what is filled in ({count}) and what has no letter stays outside."""
    split = re.split(r"(\{\w*\}|\n)", words)
    return "".join(passage(p) if n % 2 == 0 and re.search(r"[^\W\d_]", p) else p for n, p in enumerate(split))


def passage(text: str) -> str:
    """A whole text as a marked passage; nothing where it is empty."""
    bare = text.rstrip(".")
    return f"{START}{bare}{END}{text[len(bare) :]}" if bare else text


def whole(cut: Iterable[str]) -> Iterator[str]:
    """The pieces of a text that was cut through its passages, with each passage marked in every piece."""
    inside = False
    for piece in cut:
        said = f"{START}{piece}" if inside else piece
        inside = said.count(START) > said.count(END)
        yield f"{said}{END}" if inside else said


def plain(text: str) -> str:
    """The text without marks."""
    return text.replace(START, "").replace(END, "") if START in text or END in text else text


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text piece by piece, and whether each was marked."""
    for n, piece in enumerate(_PASSAGE.split(text)):
        if piece:
            yield plain(piece), n % 2 == 1


def office_part(part: bytes) -> bytes:
    """A part of a Word or PowerPoint file with each marked passage as a run in its own language."""
    if START.encode() not in part and END.encode() not in part:
        return part
    root = etree.fromstring(part)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if START in value:
                element.set(name, plain(value))
        if START in (element.text or ""):
            _split(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _split(text: Any) -> None:
    run = text.getparent()
    name = etree.QName(text)
    if name.localname != "t" or run is None or etree.QName(run).localname != "r":
        text.text = plain(text.text)
        return
    at = run.index(text)
    beside = {n for n, other in enumerate(run) if n != at and etree.QName(other).localname != "rPr"}
    found = list(pieces(text.text))
    last = len(found) - 1
    for n, (words, english) in enumerate(found):
        copy = deepcopy(run)
        # What stands beside the words in their run (a tab, a break) stays once, where it stood.
        gone = [copy[i] for i in beside if not (i < at and n == 0) and not (i > at and n == last)]
        kept = copy[at]
        for other in gone:
            copy.remove(other)
        kept.text = words
        if name.namespace == W:
            kept.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if english:
            _speak(copy, str(name.namespace))
        run.addprevious(copy)
    run.getparent().remove(run)


def _speak(run: Any, space: str) -> None:
    properties = run.find(f"{{{space}}}rPr")
    if properties is None:
        properties = etree.Element(f"{{{space}}}rPr")
        run.insert(0, properties)
    if space != W:
        properties.set("lang", REGION)
        return
    for old in properties.findall(f"{{{space}}}lang"):
        properties.remove(old)
    lang = etree.Element(f"{{{space}}}lang")
    lang.set(f"{{{space}}}val", REGION)
    later = {"eastAsianLayout", "specVanish", "oMath"}
    at = next((n for n, e in enumerate(properties) if etree.QName(e).localname in later), len(properties))
    properties.insert(at, lang)
