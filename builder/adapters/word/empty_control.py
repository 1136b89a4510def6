"""Whether nobody has written in a Word control: one answer for documents that come in and for forms that come back."""

from __future__ import annotations

import re

from lxml import etree

from .package import W

_W = f"{{{W}}}"
_HINT = re.compile(
    r"(?:click|tap|choose|select|enter|cliciwch|tapiwch|dewiswch)\b.{0,40}"
    r"\b(?:text|date|item|here|picture|testun|dyddiad|eitem|llun|yma)\b.{0,20}",
    re.I | re.S,
)
"""What Word writes into a control that asks for something."""
_NO_LETTERS = tuple(f"{_W}{name}" for name in ("drawing", "pict", "object", "sym"))
"""What may be an answer without a letter in it."""
_GREY = "PlaceholderText"
"""The id of the style in which Word shows what asks."""


def is_empty(control: etree._Element, *, grey: bool = False) -> bool:
    """Whether a control (`w:sdt`) shows its placeholder: nothing but blanks, or a hint of Word's.

    The mark alone does not say so: programs that fill a control may leave it, and Word takes it away. `grey`: words in
    the style of placeholders are a hint too, as in templates that other people made; in our own forms the placeholder
    is blank, so that such words are an answer.
    """
    shown = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    if shown is None or shown.get(f"{_W}val", "1") in ("0", "false", "off"):
        return False
    words = "".join(control.itertext(f"{_W}t")).strip()
    if not words:
        return next(control.iter(*_NO_LETTERS), None) is None
    if _HINT.fullmatch(words):
        return True
    return grey and all(_style_of(run) == _GREY for run in control.iter(f"{_W}r") if "".join(run.itertext(f"{_W}t")))


def _style_of(run: etree._Element) -> str:
    named = run.find(f"{_W}rPr/{_W}rStyle")
    return (named.get(f"{_W}val") or "") if named is not None else ""
