"""Small pieces of WordprocessingML: what documents of other formats are turned into, so that one reader reads all."""

from __future__ import annotations

from lxml import etree

from ..package import W

_W = f"{{{W}}}"


def element(name: str, *children: etree._Element) -> etree._Element:
    """`<w:name>` with children."""
    made = etree.Element(f"{_W}{name}", nsmap={"w": W})
    made.extend(children)
    return made


def run(text: str, *, struck: bool = False, hidden: bool = False) -> etree._Element:
    """A run of text in which line feeds and tabs are breaks."""
    made = element("r")
    if struck or hidden:
        made.append(element("rPr", *(element(n) for n, on in (("strike", struck), ("vanish", hidden)) if on)))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        for place, cell in enumerate(line.split("\t")):
            if place:
                made.append(element("tab"))
            if cell:
                said = element("t")
                said.text = xml_safe(cell)
                made.append(said)
    return made


def xml_safe(text: str) -> str:
    """Text without characters that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) & 0xFFFE != 0xFFFE)
    )
