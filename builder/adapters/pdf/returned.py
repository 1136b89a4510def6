"""A PDF form that came back, page by page: its fields, the notes laid on it, and words that were typed into the page.

Knows no briefing. Nothing in the file is followed or run. Fields count whether the form lists them or only a page
shows them; a tick counts whether its value or its look says so; a value may stand as plain or as rich text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from .fields import PdfLimits, PdfRefused, limit_memory, page_count, saved_at, text_in

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

_NOTES = ("/FreeText", "/Text", "/Stamp", "/Ink", "/StrikeOut", "/Highlight", "/Underline", "/Squiggly", "/Caret")
_READ_ONLY, _BUTTON = 1, "/Btn"
_WIDGET, _BTN = Name.Widget, Name.Btn
_PARENT, _KIDS, _SUBTYPE, _FT, _FF = Name.Parent, Name.Kids, Name.Subtype, Name.FT, Name.Ff
_T, _TU, _V, _RV, _AS = Name.T, Name.TU, Name.V, Name.RV, Name.AS
"""Made once: each costs as much as the question to which it is the answer."""


@dataclass(frozen=True, slots=True)
class PageField:
    """A field as a page shows it. `shared` names the field object, so that two places of one field are known as such.

    A tick's value is "yes" or "".
    """

    name: str
    value: str
    tip: str
    tick: bool
    fixed: bool
    rect: Rect
    shared: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageNote:
    """Something laid on a page: `kind` is its PDF name without the slash; `text` may be "" (a drawing)."""

    kind: str
    text: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    fields: tuple[PageField, ...]
    notes: tuple[PageNote, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole file. `loose` are fields that no page shows; `look` is a number for what is printed on all pages, equal
    for equal content and 0 where it cannot be told.
    """

    pages: tuple[Page, ...]
    loose: tuple[PageField, ...]
    saved: datetime | None
    look: int = 0
    holds_files: bool = False
    """Files lie inside it, or are pinned to a page."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the form's tree says of a field."""

    name: str
    node: Object
    value: Object | None
    rich: Object | None
    kind: str
    tip: str
    flags: int
    kids: Object | None = None


def read_paper(data: bytes, limits: PdfLimits) -> Paper:
    """The fields and notes of a PDF. Raises PdfRefused."""
    limit_memory(limits.stream)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if page_count(pdf, limits.pages) > limits.pages:
                raise PdfRefused("too_large", "pages")
            return _paper(pdf, limits)
    except pikepdf.PasswordError as problem:
        raise PdfRefused("encrypted") from problem
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as problem:
        large = "memory limit" in str(problem).casefold()
        raise PdfRefused("too_large" if large else "damaged", "stream" if large else "") from problem


def _paper(pdf: Pdf, limits: PdfLimits) -> Paper:
    roots = _roots(pdf)
    listed = {node.objgen for node in roots if node.is_indirect}
    alone = {gen: f for page in pdf.pages for gen, f in _fields_alone(page.obj, listed, limits)}
    known = dict(_tree([n for n in roots if n.objgen not in alone], limits, len(alone)))
    shown: set[tuple[int, int]] = set()
    pages, number, pinned = [], 0, False
    for page in pdf.pages:
        fields, laid, places = [], [], []
        for note in _notes(page.obj, limits):
            number += 1
            if number > 2 * limits.fields:
                raise PdfRefused("too_large", "fields")
            if field := alone.get(note.objgen):
                fields.append(field)
                places.append(note)
                continue
            kind = str(note.get(Name.Subtype, ""))
            pinned = pinned or kind == "/FileAttachment"
            if kind == "/Widget":
                if field := _widget(note, known, limits):
                    fields.append(field)
                    places.append(note)
                    shown |= {field.shared, note.objgen}
            elif kind in _NOTES and (found := _note(note, kind, limits)):
                laid.append(found)
        if laid:  # only then does it matter where a field lies
            fields = [replace(f, rect=_rect(note)) for f, note in zip(fields, places, strict=True)]
        pages.append(Page(tuple(fields), tuple(laid)))
    loose = (_field(k, k.node, limits) for key, k in known.items() if k.name and not _on_a_page(k, shown))
    names = pdf.Root.get(Name.Names)
    holds = pinned or (isinstance(names, Dictionary) and Name.EmbeddedFiles in names)
    return Paper(tuple(pages), tuple(f for f in loose if f.name), saved_at(pdf), _look(pdf), holds)


def _notes(page: Object, limits: PdfLimits) -> Iterator[Object]:
    notes = page.get(Name.Annots)
    for note in list(notes)[: limits.fields] if isinstance(notes, Array) else ():
        if isinstance(note, Dictionary):
            yield note


def _roots(pdf: Pdf) -> list[Object]:
    form = pdf.Root.get(Name.AcroForm)
    roots = form.get(Name.Fields) if isinstance(form, Dictionary) else None
    return [node for node in list(roots) if isinstance(node, Dictionary)] if isinstance(roots, Array) else []


def _fields_alone(
    page: Object, listed: set[tuple[int, int]], limits: PdfLimits
) -> Iterator[tuple[tuple[int, int], PageField]]:
    """The fields that are listed by the form, are their own widget and say all of themselves, as all of ours do.

    Each is asked for no more than is needed: questions to the file cost more than all the rest.
    """
    for note in _notes(page, limits):
        gen = note.objgen
        if gen not in listed or _PARENT in note or _KIDS in note or note.get(_SUBTYPE) != _WIDGET:
            continue
        tick = note.get(_FT) == _BTN
        tip = text_in(note.get(_TU), 2_000) if tick else ""  # says a recommendation's words
        if name := text_in(note.get(_T), 200):
            rich = note.get(_RV) if _RV in note else None
            value = _value(tick, note.get(_V), rich, note.get(_AS) if tick else None, limits)
            fixed = bool(_flags(note.get(_FF)) & _READ_ONLY)
            yield gen, PageField(name, value, tip, tick, fixed, (0, 0, 0, 0), gen)


def _value(tick: bool, value: Object | None, rich: Object | None, look: Object | None, limits: PdfLimits) -> str:
    """What a field says, or "yes" for a tick whose value or look says so."""
    text = text_in(value, limits.text)
    if tick:
        looks = {text, text_in(look, 200)}
        return "yes" if any(look.casefold() not in ("", "off", "no") for look in looks) else ""
    return text or (_plain(text_in(rich, limits.text * 4)) if rich is not None else "")


def _flags(flags: object) -> int:
    return flags if isinstance(flags, int) else 0


def _on_a_page(known: _Known, shown: set[tuple[int, int]]) -> bool:
    if known.node.objgen in shown:
        return True
    kids = known.kids
    below = {k.objgen for k in kids if isinstance(k, Dictionary)} if isinstance(kids, Array) else set()
    return bool(({known.node.objgen} | below) & shown)


def _tree(roots: list[Object], limits: PdfLimits, visited: int = 0) -> Iterator[tuple[tuple[int, int], _Known]]:
    """Every field that the form lists, each object once, so that a tree which bites its own tail ends too."""
    empty = _Known("", Dictionary(), None, None, "", "", 0)
    waiting = [(node, empty) for node in reversed(roots)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node, parent = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        visited += 1
        if visited > limits.fields:
            raise PdfRefused("too_large", "fields")
        here = _known(node, parent)
        kids = here.kids
        named = [k for k in kids if isinstance(k, Dictionary) and Name.T in k] if isinstance(kids, Array) else []
        if named:
            waiting += [(kid, here) for kid in reversed(named)]
        elif here.name:
            yield (node.objgen if node.is_indirect else (0, id(node))), here


def _known(node: Object, parent: _Known) -> _Known:
    facts = dict(node.items())
    own = text_in(facts.get("/T"), 200)
    return _Known(
        f"{parent.name}.{own}" if parent.name and own else parent.name or own,
        node,
        facts.get("/V", parent.value),
        facts.get("/RV", parent.rich),
        str(facts.get("/FT", parent.kind)),
        text_in(facts.get("/TU"), 2_000) or parent.tip,
        _flags(facts.get("/Ff", parent.flags)),
        facts.get("/Kids"),
    )


def _widget(note: Object, known: dict[tuple[int, int], _Known], limits: PdfLimits) -> PageField | None:
    """The field of a widget: as the form lists it, else as its own chain of parents says."""
    found = known.get(note.objgen)
    if found is None:
        chain, node = [note], note.get(Name.Parent)
        while isinstance(node, Dictionary) and len(chain) < 20 and node.objgen not in {c.objgen for c in chain}:
            found = known.get(node.objgen)
            if found:
                break
            chain.append(node)
            node = node.get(Name.Parent)
        for link in reversed(chain):
            here = _known(link, found or _Known("", link, None, None, "", "", 0))
            found = (
                replace(here, node=found.node) if found and Name.T not in link else here
            )  # the field is the one above
    return _field(found, note, limits) if found and found.name else None


def _field(known: _Known, widget: Object, limits: PdfLimits) -> PageField:
    tick = known.kind == _BUTTON
    value = _value(tick, known.value, known.rich, widget.get(Name.AS) if tick else None, limits)
    node = known.node
    shared = node.objgen if node.is_indirect else (0, id(node))
    return PageField(known.name, value, known.tip, tick, bool(known.flags & _READ_ONLY), (0, 0, 0, 0), shared)


def _rect(note: Object) -> Rect:
    try:
        left, bottom, right, top = (float(n) for n in list(note.get(Name.Rect))[:4])  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return 0, 0, 0, 0
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _plain(rich: str) -> str:
    """The words of rich text: paragraphs are lines."""
    text = re.sub(r"(?i)<br\s*/?>|</p>", "\n", rich)
    return unescape(re.sub(r"<[^>]*>", "", text)).replace("\r", "\n").strip("\n")


def _note(note: Object, kind: str, limits: PdfLimits) -> PageNote | None:
    flags = note.get(Name.F, 0)
    if isinstance(flags, int) and int(flags) & 0x02:  # hidden: nobody can see it
        return None
    text = text_in(note.get(Name.Contents), limits.text) or _plain(text_in(note.get(Name.RC), limits.text * 4))
    drawn = kind in ("/Ink", "/Stamp", "/StrikeOut")
    return PageNote(kind[1:], text.strip(), _rect(note)) if text.strip() or drawn else None


def _look(pdf: Pdf) -> int:
    """A number for what is printed. What differs from team to team is drawn as "Stamp" within a tag and left out."""
    pieces: list[bytes] = []
    try:
        for page in pdf.pages:
            content = page.obj.get(Name.Contents)
            streams = list(content) if isinstance(content, Array) else [content]
            pieces += [s.read_raw_bytes() if isinstance(s, Stream) else b"" for s in streams]
            resources = page.obj.get(Name.Resources)
            drawn = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
            for name, item in sorted(drawn.items()) if isinstance(drawn, Dictionary) else ():
                if name != "/Stamp" and isinstance(item, Stream):
                    pieces += [name.encode(), item.read_raw_bytes()]
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError):
        return 0
    return hash(tuple(pieces)) or 1
