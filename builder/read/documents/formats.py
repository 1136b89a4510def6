"""Which reader opens a file: by what the file is, not by what its name says it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ...adapters.documents.content import Document, UnreadableDocumentError, read_bytes
from ...adapters.documents.text import read_text
from ...adapters.opendocument.reading import read_opendocument
from ...adapters.pdf.imported.reading import read_pdf
from ...adapters.rtf.reading import read_rtf
from ...adapters.slides.reading import read_slides
from ...adapters.word.imported.reading import read_word

READERS: Mapping[str, Callable[[bytes], Document]] = {
    ".docx": read_word,
    ".docm": read_word,
    ".dotx": read_word,
    ".dotm": read_word,
    ".pptx": read_slides,
    ".pptm": read_slides,
    ".potx": read_slides,
    ".ppsx": read_slides,
    ".odt": read_opendocument,
    ".ott": read_opendocument,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    ".txt": read_text,
    ".md": read_text,
}
_OTHER = {
    **{".doc": ".docx", ".dot": ".docx", ".pages": ".docx", ".wps": ".docx", ".wpd": ".docx", ".gdoc": ".docx"},
    **{
        ".ppt": ".pptx",
        ".pps": ".pptx",
        ".odp": ".pptx",
        ".key": ".pptx",
        ".pub": ".pdf",
        ".html": ".docx",
        ".htm": ".docx",
    },
}
_OLE = b"\xd0\xcf\x11\xe0"
DAMAGED = "The file is damaged. Open it in the program that made it, save it under another name, and try again."


def read_document(source: Path) -> tuple[Document, str]:
    """What stands in a file, and the suffix that its kind has. Raises UnreadableDocumentError with a sentence."""
    named = source.suffix.lower()
    known = named in READERS or named in _OTHER
    if not known:
        raise UnreadableDocumentError(f"Only {', '.join(sorted(READERS))} files can be read.")
    data = read_bytes(source)
    suffix = _kind(data, named)
    if suffix not in READERS:
        raise UnreadableDocumentError(f"Open it and save it as {_OTHER[suffix]}; {suffix} files cannot be read.")
    try:
        return READERS[suffix](data), suffix
    except UnreadableDocumentError:
        raise
    except Exception as error:  # a damaged file finds what no reader thought of (see site_tests/fuzz.py)
        raise UnreadableDocumentError(DAMAGED) from error


def _kind(data: bytes, named: str) -> str:
    """The suffix of what the file is; programs save one kind under the name of another."""
    if data[:5] == b"%PDF-" and named != ".txt":
        return ".pdf"
    if data[:5] == rb"{\rtf" and ".rtf" in READERS:
        return ".rtf"
    if data[:4] == b"PK\x03\x04":
        if b"application/vnd.oasis.opendocument.text" in data[:200]:
            return ".odt"
        if (
            b"word/document.xml" in data
            and b"ppt/presentation.xml" not in data
            and named not in (".docm", ".dotx", ".dotm")
        ):
            return ".docx"
        if b"ppt/presentation.xml" in data:
            return ".pptx"
    if data[:4] == _OLE and named in (".doc", ".dot", ".ppt", ".pps"):
        return named
    return named
