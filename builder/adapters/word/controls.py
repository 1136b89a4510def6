"""Content controls in a Word document: made as XML, and filled. Knows no briefing.

How to fill a document part, in any language (the web page does it in the browser with the same parts):

- A control is `w:sdt`; its name is `w:sdtPr/w:tag/@w:val`. Leave it as it is where there is no answer.
- **Text**: `w:sdtContent` holds a `w:r`, or a `w:p` with a `w:r`. Put the text into its `w:t`, drop
  the run's `w:rPr`, and remove `w:sdtPr/w:showingPlcHdr`. Where there is a `w:p`, each line is a copy of it.
- **Date**: the same, with the date as people write it; if it is a date, set `w:sdtPr/w:date/@w:fullDate` to
  `2027-03-01T00:00:00Z`.
- **Tick**: set `w:sdtPr/w14:checkbox/w14:checked/@w14:val` to `1` and the text of the one `w:t` to U+2611.
- **Rows**: the control that holds `w15:repeatingSection` holds a `w:sdt` with `w15:repeatingSectionItem` for each row.
  For row seven and on, append a copy of the last empty item, put the new number into its tags (`action_6_who` to
  `action_7_who`) and titles, and give each `w:id` in it a number that occurs nowhere else.

Titles and tags hold at most 64 characters: Word refuses more.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import quoteattr

from lxml import etree

from ..xml_text import xml_text
from .package import W14, W15, W
from .returned.answers import tag_of

TICKED, UNTICKED = "\u2611", "\u2610"
MAX_TITLE = 64
SPACES = "\u2002" * 5
"""What an empty control shows: a place to click that prints as nothing."""

_W = f"{{{W}}}"
_W14 = f"{{{W14}}}"
_W15 = f"{{{W15}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


# Making ------------------------------------------------------------------------------------------


def text_control(tag: str, title: str, number: int, *, kept: bool = True, many: bool = True) -> str:
    """A text control around a paragraph, empty. `many`: of many paragraphs. `kept`: cannot be deleted by mistake.

    Line breaks in a plain-text control come out in front of the text in LibreOffice 7, so `many` is a rich one.
    """
    return _control(tag, title, number, "" if many else "<w:text/>", kept=kept, block=True)


def inline_control(tag: str, title: str, number: int) -> str:
    """A plain-text control within a line, empty."""
    return _control(tag, title, number, "<w:text/>", kept=True, block=False)


def date_control(tag: str, title: str, number: int, *, lang: str, kept: bool = True) -> str:
    """A date picker around a paragraph, empty. It shows dates written out in English, in figures elsewhere."""
    shown = "d MMMM yyyy" if lang.startswith("en") else "d/M/yyyy"
    kind = (
        f'<w:date><w:dateFormat w:val="{shown}"/><w:lid w:val={quoteattr(lang)}/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(tag, title, number, kind, kept=kept, block=True)


def tick_control(tag: str, title: str, number: int, *, size: int = 28) -> str:
    """An inline tick box, empty; `size` in half points."""
    font = "Segoe UI Symbol"
    box = (
        f'<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="{font}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{font}"/></w14:checkbox>'
    )
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    run = f'<w:r><w:rPr>{fonts}<w:sz w:val="{size}"/></w:rPr><w:t>{UNTICKED}</w:t></w:r>'
    return (
        f"<w:sdt><w:sdtPr>{_names(tag, title, number)}"
        f'<w:lock w:val="sdtLocked"/>{box}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'
    )


def repeating_rows(tag: str, title: str, number: int, items: str) -> str:
    """The control around all rows: Word offers “+” at the end of the last."""
    return (
        f"<w:sdt><w:sdtPr>{_names(tag, title, number)}<w15:repeatingSection/></w:sdtPr>"
        f"<w:sdtContent>{items}</w:sdtContent></w:sdt>"
    )


def repeating_row(number: int, row: str) -> str:
    """The control around one table row."""
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/><w15:repeatingSectionItem/></w:sdtPr>'
        f"<w:sdtContent>{row}</w:sdtContent></w:sdt>"
    )


def _names(tag: str, title: str, number: int) -> str:
    return (
        f"<w:alias w:val={quoteattr(short_title(title))}/><w:tag w:val={quoteattr(tag[:MAX_TITLE])}/>"
        f'<w:id w:val="{number}"/>'
    )


def _control(tag: str, title: str, number: int, kind: str, *, kept: bool, block: bool) -> str:
    lock = '<w:lock w:val="sdtLocked"/>' if kept else ""
    run = f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t xml:space="preserve">{SPACES}</w:t></w:r>'
    content = f'<w:p><w:pPr><w:spacing w:after="0"/></w:pPr>{run}</w:p>' if block else run
    return (
        f"<w:sdt><w:sdtPr>{_names(tag, title, number)}{lock}<w:showingPlcHdr/>{kind}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def short_title(title: str) -> str:
    """A control's title in at most 64 characters, cut at a word."""
    flat = " ".join(xml_text(title).split())
    if len(flat) <= MAX_TITLE:
        return flat
    return flat[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


# Filling -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value:
    """An answer as it is shown; `day` where it is a date; `ticked` for a tick box."""

    text: str
    day: date | None = None
    ticked: bool = False


def fill(root: etree._Element, values: Mapping[str, Value], row_tag: re.Pattern[str]) -> None:
    """Fills the controls of a document in place. `row_tag` finds a row's number as group 1 in tag and value names."""
    rows = max((int(m[1]) for name in values if (m := row_tag.fullmatch(name))), default=0)
    _add_rows(root, rows, row_tag)
    for control in root.iter(f"{_W}sdt"):
        value = values.get(tag_of(control))
        if value is not None:
            _set(control, value)


def _set(control: etree._Element, value: Value) -> None:
    properties, content = control.find(f"{_W}sdtPr"), control.find(f"{_W}sdtContent")
    assert properties is not None and content is not None
    box = properties.find(f"{_W14}checkbox")
    if box is not None:
        _set_tick(box, content, value.ticked)
        return
    if not value.text:
        return
    first = content.find(f"{_W}p")
    if first is None:
        _say(content, value.text)
    else:
        for line in value.text.split("\n"):
            paragraph = copy.deepcopy(first)
            _say(paragraph, line)
            content.append(paragraph)
        content.remove(first)
    for shown in properties.findall(f"{_W}showingPlcHdr"):
        properties.remove(shown)
    picker = properties.find(f"{_W}date")
    if picker is not None and value.day:
        picker.set(f"{_W}fullDate", f"{value.day.isoformat()}T00:00:00Z")


def _set_tick(box: etree._Element, content: etree._Element, ticked: bool) -> None:
    box.find(f"{_W14}checked").set(f"{_W14}val", "1" if ticked else "0")  # type: ignore[union-attr]
    next(content.iter(f"{_W}t")).text = TICKED if ticked else UNTICKED


def _say(place: etree._Element, text: str) -> None:
    for old in place.findall(f"{_W}r"):
        place.remove(old)
    words = etree.SubElement(etree.SubElement(place, f"{_W}r"), f"{_W}t")
    words.text = text
    words.set(_SPACE, "preserve")


def _add_rows(root: etree._Element, wanted: int, row_tag: re.Pattern[str]) -> None:
    section = next(root.iter(f"{_W15}repeatingSection"), None)
    if section is None:
        return
    content = section.getparent().getparent().find(f"{_W}sdtContent")  # type: ignore[union-attr]
    items = content.findall(f"{_W}sdt")  # type: ignore[union-attr]
    if wanted <= len(items):
        return
    highest = max(int(i.get(f"{_W}val", "0")) for i in root.iter(f"{_W}id"))
    for number in range(len(items) + 1, wanted + 1):
        item = copy.deepcopy(items[-1])
        for control in item.iter(f"{_W}sdt"):
            highest += 1
            _renumber(control, len(items), number, highest, row_tag)
        content.append(item)  # type: ignore[union-attr]


def _renumber(control: etree._Element, old: int, new: int, unique: int, row_tag: re.Pattern[str]) -> None:
    properties = control.find(f"{_W}sdtPr")
    assert properties is not None
    for element in properties:
        value = element.get(f"{_W}val", "")
        if element.tag == f"{_W}id":
            element.set(f"{_W}val", str(unique))
        elif element.tag == f"{_W}tag" and (found := row_tag.fullmatch(value)):
            element.set(f"{_W}val", f"{value[: found.start(1)]}{new}{value[found.end(1) :]}")
        elif element.tag == f"{_W}alias":
            element.set(f"{_W}val", re.sub(rf"\b{old}\b", str(new), value, count=1))
