"""Looks for words in every byte of a folder: file names, plain bytes, zips inside zips, streams of PDFs, PDFs as text.

    python -m site_tests.leaks dist/site MARKER

prints each file that holds the word, and ends with 1 where there is one.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import pikepdf


def leaks(folder: Path, words: Iterable[str]) -> list[str]:
    """`path: word` for every word found anywhere below `folder`. Words are letters and digits, their case is kept."""
    wanted = tuple(words)
    found = set()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        for where, text in texts_of(path.relative_to(folder).as_posix(), path.read_bytes()):
            found |= {f"{where}: {word}" for word in wanted if word in text}
    return sorted(found)


def texts_of(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Every way in which words can stand in a file, with where."""
    yield name, name
    for text in _decoded(data):
        yield name, text
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield from texts_of(f"{name}!{entry.filename}", archive.read(entry))
    elif data[:5] == b"%PDF-":
        yield from ((name, text) for text in _of_pdf(data))
    elif data[:2] == b"\x1f\x8b":
        yield from texts_of(f"{name}!", zlib.decompress(data, 31))


def _decoded(data: bytes) -> Iterator[str]:
    plain = data.decode("utf-8", "replace")
    yield plain
    # Markup may stand between the letters of a word, as entities, as escapes of scripts, or as runs of an Office file.
    if "<" in plain or "&" in plain:
        yield unescape(re.sub(r"<[^>]*>", "", plain))
    if "\\u" in plain:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), plain)
    if b"\0" in data:
        yield data.decode("utf-16-le", "replace")
        yield data[1:].decode("utf-16-le", "replace")


def _of_pdf(data: bytes) -> Iterator[str]:
    shown = subprocess.run(["pdftotext", "-", "-"], input=data, check=True, capture_output=True).stdout.decode()
    yield shown
    yield "".join(shown.split())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    yield from _decoded(thing.read_bytes())
                except pikepdf.PdfError:
                    yield thing.read_raw_bytes().decode("utf-8", "replace")
            else:
                yield from _strings(thing)


def _strings(thing: pikepdf.Object) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary):
        for value in dict(thing.items()).values():
            yield from _direct(value)
    elif isinstance(thing, pikepdf.Array):
        for value in list(thing):  # type: ignore[call-overload]
            yield from _direct(value)


def _direct(value: object) -> Iterator[str]:
    """Strings of an object that stands here, not of one that is only referred to: that one is visited by itself."""
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        yield from _strings(value)


if __name__ == "__main__":
    lines = leaks(Path(sys.argv[1]), sys.argv[2:])
    print("\n".join(lines))
    sys.exit(1 if lines else 0)
