"""Reads the form fields of a PDF that somebody sent, through pikepdf and PDFium, under limits. Knows no briefing.

Nothing in the file is followed or run: no script, link, launch action, embedded file or page content. Only the field
tree is walked, each object once, so a tree that bites its own tail ends too. Text is read only where there are no
fields, to tell a printed worksheet from another document.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from pikepdf.settings import set_qpdf_limits

MOST_OBJECTS = 50_000
"""Objects in a PDF whose words are read."""


class PdfRefused(Exception):  # noqa: N818 - a finding about a file
    """A PDF that is not read: `why` is "encrypted", "damaged" or "too_large", `detail` names the limit."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why} {detail}".strip())
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """Pages, fields, characters of a value, and bytes that one compressed stream may unfold to."""

    pages: int
    fields: int
    text: int
    stream: int


@dataclass(frozen=True, slots=True)
class PdfFields:
    """Values by full field name, in the tree's order; a tick's value is its state ("yes", "Off"). `tips` are the
    fields' accessible names.

    `saved` is the time of the last change in UTC, None where the file states none or was never changed since.
    """

    values: dict[str, str]
    tips: dict[str, str]
    saved: datetime | None


def limit_memory(stream: int) -> None:
    """Bounds what any PDF of this process may unfold to. For a process that reads other people's files only."""
    set_qpdf_limits(
        flate_max_memory=stream,
        run_length_max_memory=stream,
        png_max_memory=stream,
        tiff_max_memory=stream,
        dct_max_memory=stream,
        doc_max_warnings=200,
        parser_max_container_size=200_000,
        max_stream_filters=5,
    )


def read_fields(data: bytes, limits: PdfLimits) -> PdfFields:
    """The form's values. Raises PdfRefused."""
    limit_memory(limits.stream)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if page_count(pdf, limits.pages) > limits.pages:
                raise PdfRefused("too_large", "pages")
            fields = list(_values(pdf, limits))
            return PdfFields({n: v for n, v, _ in fields}, {n: t for n, _, t in fields if t}, saved_at(pdf))
    except pikepdf.PasswordError as problem:
        raise PdfRefused("encrypted") from problem
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as problem:
        large = "memory limit" in str(problem).casefold()
        raise PdfRefused("too_large" if large else "damaged", "stream" if large else "") from problem


def page_count(pdf: Pdf, most: int) -> int:
    """How many leaves the page tree has, at most one more than `most`; a loop in the tree counts once."""
    waiting, seen, pages = [pdf.Root.get(Name.Pages)], set(), 0
    while waiting and pages <= most:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        kids = node.get(Name.Kids)
        if isinstance(kids, Array):
            waiting += list(kids)[: most + 1]
        else:
            pages += 1
    return pages


def _values(pdf: Pdf, limits: PdfLimits) -> Iterator[tuple[str, str, str]]:
    """Name, value and tip of each field; raises PdfRefused over the limit."""
    form = pdf.Root.get(Name.AcroForm)
    roots = form.get(Name.Fields) if isinstance(form, Dictionary) else None
    waiting: list[tuple[Object, str, Object | None]] = []
    waiting += [(node, "", None) for node in reversed(list(roots))] if isinstance(roots, Array) else []
    seen: set[tuple[int, int]] = set()
    visited = 0
    while waiting:
        node, parent, inherited = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        visited += 1
        if visited > limits.fields:
            raise PdfRefused("too_large", "fields")
        own = text_in(node.get(Name.T), 200)
        name = ".".join(filter(None, (parent, own)))
        value = node.get(Name.V, inherited)
        kids = node.get(Name.Kids)
        named = [k for k in kids if isinstance(k, Dictionary) and Name.T in k] if isinstance(kids, Array) else []
        if named:
            waiting += [(kid, name, value) for kid in reversed(named)]
        elif name:
            yield name, text_in(value, limits.text), text_in(node.get(Name.TU), 2_000)


def text_in(value: Object | None, most: int) -> str:
    """The words of a string, name or text stream; "" for anything else. Raises PdfRefused where they are too many."""
    if value is None:
        return ""
    match value:
        case String():
            text = str(value)
        case Stream():
            text = str(String(bytes(value.read_bytes())))
        case Name():
            text = str(value)[1:]
        case _:
            return ""
    if len(text) > most:
        raise PdfRefused("too_large", "text")
    return text


_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d))?")


def saved_at(pdf: Pdf) -> datetime | None:
    """When the file was last changed; a time equal to its making says nothing about the team's own work."""
    with suppress(Exception):  # a broken time is no reason to lose the answers
        info = pdf.docinfo
        made, changed = (text_in(info.get(key), 40) for key in (Name.CreationDate, Name.ModDate))
        return _time(changed) if changed != made else None
    return None


def _time(text: str) -> datetime | None:
    found = _DATE.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    local = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=timezone(offset))
    return local.astimezone(UTC)


def read_words(data: bytes, pages: int, limits: PdfLimits) -> str:
    """The words of the first pages, at most `limits.text` characters a page; "" where there are none.

    PDFium knows no limit of its own, so qpdf first unfolds every stream under ours. Raises PdfRefused.
    """
    unfold_all(data, limits)
    most = limits.text
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    words: list[str] = []
    try:
        for number in range(min(pages, len(pdf))):
            page = pdf[number]
            text = page.get_textpage()
            words.append(text.get_text_bounded() if text.count_chars() < most else text.get_text_range(0, most))
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        pass
    finally:
        pdf.close()
    return "\n".join(words)


def unfold_all(data: bytes, limits: PdfLimits) -> None:
    """Unfolds every stream of a PDF, within limits: for a process that may die. Raises PdfRefused."""
    limit_memory(limits.stream)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise PdfRefused("too_large", "objects")
            for item in pdf.objects:
                if isinstance(item, Stream) and item.get(Name.Subtype) != Name.Image:
                    _unfold(item)
    except pikepdf.PdfError:
        return  # broken, but small


def _unfold(stream: Stream) -> None:
    try:
        stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError) as problem:
        if "memory limit" in str(problem).casefold():
            raise PdfRefused("too_large", "stream") from problem
