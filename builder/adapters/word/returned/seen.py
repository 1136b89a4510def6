"""Every word that a person sees in a word processor's document, and how: plain, crossed out, in a comment.

The document is a tree of WordprocessingML, whatever it was: `open_document` and `rich_text` turn theirs into one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from ..package import W

_W = f"{{{W}}}"
_RUN, _PARAGRAPH, _PROPERTIES, _BOX = f"{_W}r", f"{_W}p", f"{_W}rPr", f"{_W}txbxContent"
_CONTROL = f"{_W}sdt"
_WORDS, _GONE = frozenset((f"{_W}t", f"{_W}delText")), frozenset((f"{_W}del", f"{_W}moveFrom"))
_STRUCK, _HIDDEN = frozenset((f"{_W}strike", f"{_W}dstrike")), frozenset((f"{_W}vanish", f"{_W}webHidden"))
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_AWAY = frozenset(
    f"{_W}{n}" for n in ("sdtPr", "pPr", "rPr", "instrText", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid")
)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "\u2011"}
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as readers see it. `edges` are headers, footers and notes; `comments` author and words.

    `properties` are those that the form's maker put there; `saved` is None where the file does not state it.
    """

    body: etree._Element
    edges: tuple[etree._Element, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    saved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A line that a person sees. `kind` is "plain", "struck" or "box" (a text box); `at` its paragraph."""

    kind: str
    text: str
    at: etree._Element


def _on(run: etree._Element, tags: frozenset[str]) -> bool:
    """Whether a run has one of these properties switched on. Asked of every run, so it looks at nothing twice."""
    first = run[0] if len(run) else None
    properties = first if first is not None and first.tag == _PROPERTIES else run.find(_PROPERTIES)
    if properties is None:
        return False
    return any(p.tag in tags and p.get(f"{_W}val", "1") not in _OFF for p in properties)


def is_struck(run: etree._Element) -> bool:
    """Whether a run is crossed out."""
    return _on(run, _STRUCK)


def is_hidden(run: etree._Element) -> bool:
    """Whether nobody can see a run."""
    return _on(run, _HIDDEN)


def pieces(element: etree._Element, taken: Collection[etree._Element] = ()) -> Iterator[Piece]:
    """The lines of an element. Of elements in `taken` only what is crossed out or stands in a box is given."""
    if next(element.iter(*_UNUSUAL), None) is None:
        yield from _plain_pieces(element, taken)
        return
    walk = _Walk(frozenset(taken))
    walk.into(element, "plain", False)
    yield from walk.found


_UNUSUAL = (*_STRUCK, *_HIDDEN, *_GONE, _CHOICE, _BOX)
_TAGS = (f"{_W}t", *_BREAKS)


def _plain_pieces(element: etree._Element, taken: Collection[etree._Element]) -> Iterator[Piece]:
    """The same where nothing is crossed out, hidden or in a box: paragraph by paragraph, without a walk."""
    answered = frozenset(p for one in taken for p in one.iter(_PARAGRAPH))
    within = (one for one in taken if one.tag == _CONTROL)  # without boxes, only a control can stand in a paragraph
    partly = {p for one in within for p in one.iterancestors(_PARAGRAPH)} - answered
    for paragraph in element.iter(_PARAGRAPH):
        if paragraph in answered:
            continue
        if paragraph in partly:
            walk = _Walk(frozenset(taken))
            walk.into(paragraph, "plain", False)
            yield from walk.found
            continue
        said = "".join([_BREAKS.get(str(node.tag)) or node.text or "" for node in paragraph.iter(*_TAGS)])
        yield from (Piece("plain", line.strip(), paragraph) for line in said.split("\n") if line.strip())


@dataclass
class _Walk:
    taken: frozenset[etree._Element]
    found: list[Piece] = field(default_factory=list)
    _lines: list[tuple[etree._Element, dict[str, list[str]]]] = field(default_factory=list)

    def into(self, node: etree._Element, kind: str, taken: bool) -> None:
        taken = taken or node in self.taken
        if node.tag == _PARAGRAPH:
            self._lines.append((node, {}))
            self._children(node, kind, taken)
            self._end()
        else:
            self._children(node, kind, taken)

    def _children(self, node: etree._Element, kind: str, taken: bool) -> None:
        for child in node:
            tag = child.tag
            if tag in _AWAY or not isinstance(tag, str):
                continue
            if tag in _WORDS:
                self._say(child.text or "", kind, taken)
            elif tag == _RUN:
                if not is_hidden(child):
                    self.into(child, "struck" if is_struck(child) else kind, taken)
            elif tag in _BREAKS:
                self._say(_BREAKS[tag], kind, taken)
            elif tag == _CHOICE:
                self._one_of(child, kind, taken)
            elif tag == _BOX:
                self.into(child, "box", False)
            else:
                self.into(child, "struck" if tag in _GONE else kind, taken)

    def _one_of(self, choice: etree._Element, kind: str, taken: bool) -> None:
        """One of the forms in which the same thing is given."""
        for one in choice:
            if any(True for _ in one.iter(f"{_W}t")):
                self.into(one, kind, taken)
                return

    def _say(self, text: str, kind: str, taken: bool) -> None:
        if self._lines and not (taken and kind == "plain"):
            self._lines[-1][1].setdefault(kind, []).append(text)

    def _end(self) -> None:
        paragraph, said = self._lines.pop()
        for kind, texts in said.items():
            for line in "".join(texts).split("\n"):
                if line.strip():
                    self.found.append(Piece(kind, line.strip(), paragraph))
