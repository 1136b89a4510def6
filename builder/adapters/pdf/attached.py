"""Files that lie inside a PDF: of a portfolio, or pinned to a page. Taken out as bytes, never opened here."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from .fields import limit_memory

MAX_FILES = 500


def may_hold_files(data: bytes) -> bool:
    """Whether a PDF's bytes name files inside it, as far as that can be told without opening it."""
    return any(
        word in data for word in (b"/EmbeddedFile", b"/Filespec", b"/FileAttachment", b"/Collection", b"/ObjStm")
    )


def attached_files(data: bytes, most: int) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each file inside a PDF, at most `MAX_FILES`; those over `most` bytes or broken have none."""
    limit_memory(most)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return tuple(_file(spec) for spec, _ in zip(_specs(pdf), range(MAX_FILES), strict=False))
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return ()


def _specs(pdf: Pdf) -> Iterator[Object]:
    seen: set[tuple[int, int]] = set()
    names = pdf.Root.get(Name.Names)
    tree = names.get(Name.EmbeddedFiles) if isinstance(names, Dictionary) else None
    for spec in (*_of_tree(tree), *_pinned(pdf)):
        key = spec.objgen if spec.is_indirect else (0, id(spec))
        if key not in seen and isinstance(spec.get(Name.EF), Dictionary):
            seen.add(key)
            yield spec


def _of_tree(tree: Object | None) -> Iterator[Object]:
    waiting, seen = [tree], 0
    while waiting and seen < 10_000:
        node = waiting.pop()
        seen += 1
        if not isinstance(node, Dictionary):
            continue
        if isinstance(kids := node.get(Name.Kids), Array):
            waiting += reversed(list(kids)[:1_000])
        if isinstance(pairs := node.get(Name.Names), Array):
            yield from (spec for spec in list(pairs)[1::2] if isinstance(spec, Dictionary))


def _pinned(pdf: Pdf) -> Iterator[Object]:
    for page, _ in zip(pdf.pages, range(100), strict=False):
        notes = page.obj.get(Name.Annots)
        for note in list(notes)[:1_000] if isinstance(notes, Array) else ():
            if isinstance(note, Dictionary) and isinstance(spec := note.get(Name.FS), Dictionary):
                yield spec


def _file(spec: Object) -> tuple[str, bytes]:
    name = next((str(spec[key]) for key in (Name.UF, Name.F) if isinstance(spec.get(key), String)), "without a name")
    streams = spec[Name.EF]
    stream = next((streams[key] for key in (Name.UF, Name.F) if isinstance(streams.get(key), Stream)), None)
    if stream is None:
        return name, b""
    try:
        return name, bytes(stream.read_bytes())
    except (pikepdf.PdfError, RuntimeError):
        return name, b""
