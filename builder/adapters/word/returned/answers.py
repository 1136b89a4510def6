"""What stands in a Word document that came back: the words of its controls, cells and paragraphs. Knows no briefing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..empty_control import is_empty
from ..package import W14, W
from .seen import is_hidden, is_struck

_W = f"{{{W}}}"
_W14 = f"{{{W14}}}"

_SKIPPED = frozenset(
    (f"{_W}sdtPr", f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}drawing", f"{_W}pict")
)
"""What holds no words of the writer: properties, what was deleted or moved away, codes of fields, pictures."""
_TEXT, _RUN, _CONTROL, _PARAGRAPH = f"{_W}t", f"{_W}r", f"{_W}sdt", f"{_W}p"
_TAG, _VAL, _CONTROL_PROPERTIES = f"{_W}tag", f"{_W}val", f"{_W}sdtPr"
BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "\u2011"}
"""Tags that stand for letters, and which."""


def tag_of(control: etree._Element) -> str:
    """The name of a control, "" where it has none (LibreOffice drops them)."""
    return _property(control, "tag")


def title_of(control: etree._Element) -> str:
    """The title of a control, "" where it has none."""
    return _property(control, "alias")


def tags_below(element: etree._Element) -> list[str]:
    """The names of all controls in an element, in order."""
    return [name for tag in element.iter(_TAG) if (name := tag.get(_VAL))]


def _property(control: etree._Element, name: str) -> str:
    for properties in control.iterchildren(_CONTROL_PROPERTIES):
        for found in properties.iterchildren(f"{_W}{name}"):
            return found.get(_VAL) or ""
    return ""


def tick_of(control: etree._Element) -> bool | None:
    """Whether a tick box is ticked; None if the control is none."""
    box = control.find(f"{_W}sdtPr/{_W14}checkbox")
    if box is None:
        return None
    checked = box.find(f"{_W14}checked")
    return checked is not None and checked.get(f"{_W14}val", "1") in ("1", "true", "on")


def words_of(element: etree._Element) -> str:
    """The words that stand in an element: a line for each paragraph. Placeholders, and what is deleted, crossed out or
    hidden, are left out.
    """
    if not "".join(element.itertext(_TEXT, with_tail=False)).strip():
        return ""
    plain = _plain_words(element)
    if plain is not None:
        return plain
    pieces: list[str] = []
    _walk(element, pieces)
    return "".join(pieces).removesuffix("\n")


UNUSUAL = tuple(
    f"{_W}{name}"
    for name in (
        *("strike", "dstrike", "vanish", "webHidden", "showingPlcHdr"),
        *("del", "moveFrom", "instrText", "drawing", "pict"),
    )
)
"""Tags that make a cell's words more than its runs one behind the other."""
_LOOKED_AT = (_TEXT, _PARAGRAPH, _CONTROL, *BREAKS, *UNUSUAL)


def _plain_words(element: etree._Element) -> str | None:
    """The same where nothing is out of the ordinary, else None: ten times as fast as the walk."""
    pieces: list[str] = []
    begun = False
    for node in element.iter(*_LOOKED_AT):
        tag = node.tag
        if tag == _TEXT:
            pieces.append(node.text or "")
        elif tag == _PARAGRAPH:
            if node is not element:
                if begun:
                    pieces.append("\n")
                begun = True
        elif tag == _CONTROL:
            before = node.getprevious()
            if before is not None and before.tag == _CONTROL and node is not element:
                return None
        elif tag in BREAKS:
            pieces.append(BREAKS[tag])
        else:
            return None
    return "".join(pieces)


def _walk(element: etree._Element, pieces: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or (tag == _RUN and (is_struck(child) or is_hidden(child))):
            continue
        if tag == _TEXT:
            pieces.append(child.text or "")
        elif tag in BREAKS:
            pieces.append(BREAKS[tag])
        elif tag == _CONTROL and _said_again(child):
            continue
        elif tag == _CONTROL and is_empty(child):
            if child.find(f".//{_W}p") is not None:
                pieces.append("\n")
        else:
            _walk(child, pieces)
            if tag == _PARAGRAPH:
                pieces.append("\n")


def _said_again(control: etree._Element) -> bool:
    """LibreOffice 7 writes a control once for each change of script or face in it, all but the first with the whole
    text once more at their end.
    """
    first, before = None, control.getprevious()
    while before is not None and before.tag == f"{_W}sdt" and _twins(before, control):
        first, before = before, before.getprevious()
    if first is None:
        return False
    whole = "".join(first.itertext(f"{_W}t"))
    return bool(whole) and "".join(control.itertext(f"{_W}t")).endswith(whole)


def _twins(one: etree._Element, other: etree._Element) -> bool:
    inline = one.getparent() is not None and one.getparent().tag == f"{_W}p"  # type: ignore[union-attr]
    return inline and not tag_of(one) and not tag_of(other) and title_of(one) == title_of(other) != ""


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """A table's own rows, in or out of controls, not those of a table inside it."""
    if next(table.iterdescendants(_TABLE), None) is None:
        yield from table.iterdescendants(_ROW)
    else:
        yield from _own(table, _ROW)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """A row's own cells, in or out of controls."""
    if next(row.iterdescendants(_TABLE), None) is None:
        yield from row.iterdescendants(_CELL)
    else:
        yield from _own(row, _CELL)


_TABLE, _ROW, _CELL = f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_THROUGH = tuple(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag"))


def _own(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in element.iterchildren(tag, *_THROUGH):
        if child.tag == tag:
            yield child
        else:
            yield from _own(child, tag)
