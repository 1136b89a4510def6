"""Bytes to returns: says what kind of file it is by its first bytes and hands it to the one reader for that kind.

Names mean little in a mailbox export: a PDF called `plan.docx` is still a PDF. Every reader holds to the contract in
`replies`: it gives `Return`s or raises `NotRead`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ...adapters.archives import names_in
from ...adapters.mail.letter import html_words, tidy
from ...adapters.pdf.form_data import is_form_data
from ...adapters.word.returned.open_document import is_open_document
from ...adapters.word.returned.rich_text import is_rich_text
from ..limits import MAX_WORDS
from ..replies import NotRead, Reason, Return
from .form_data import form_data_sheets
from .pdf import pdf_sheets
from .pictures import is_picture, pictured, read_picture
from .references import reference_among, reference_in, reference_in_broken
from .web_plan import json_sheets
from .word import odt_sheets, rtf_sheets, word_sheets

Read = Callable[[bytes], tuple[Return, ...]]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL = "Workbook".encode("utf-16-le")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_FOREIGN = ("pages", "wps", "wpd", "one", "vsdx", "xps", "oxps")
_FOREIGN_PARTS = {"Index/Document.iwa": "pages", "FixedDocSeq.fdseq": "xps", "FixedDocumentSequence.fdseq": "xps"}
"""Parts by which an archive is known as another program's document."""
_OURS = ("pdf", "docx", "docm", "odt", "rtf", "fdf", "xfdf")
_OLD_WORD = ("doc", "dot")
_TEXTS = ("txt", "text", "md", "htm", "html")


def read_any(name: str, data: bytes) -> tuple[Return, ...]:
    """The worksheets in a file. Raises NotRead, and nothing else."""
    data = data.lstrip(b"\r\n") if data[:1] in (b"\r", b"\n") else data  # some servers put lines before it
    try:
        return guarded(lambda: _reader(name, data)(data))
    except NotRead as problem:
        if problem.reason is Reason.DAMAGED and not problem.reference_text:
            raise NotRead(problem.reason, problem.detail, reference_in_broken(data), problem.words) from problem
        raise


def guarded(read: Callable[[], tuple[Return, ...]]) -> tuple[Return, ...]:
    """What a reader finds; whatever else it raises is NotRead too."""
    try:
        return read()
    except NotRead:
        raise
    except MemoryError as problem:
        raise NotRead(Reason.TOO_LARGE, "memory") from problem
    except Exception as problem:  # hostile bytes find what no reader thought of: it costs this file only
        raise NotRead(Reason.DAMAGED, type(problem).__name__) from problem


def _reader(name: str, data: bytes) -> Read:
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    start = data[:1024]
    if b"%PDF-" in start:
        return pdf_sheets
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(ending, data)
    if start.startswith(_OLD_OFFICE):
        return _old_office(data)
    if is_rich_text(start):
        return rtf_sheets
    if is_picture(start, ending):
        return read_picture
    if ending in (*_FOREIGN, *_OLD_WORD):
        reason = Reason.OLD_WORD if ending in _OLD_WORD else Reason.UNKNOWN_FORMAT
        return _refuse(reason, ending, reference_among(data))
    if start.startswith(_ARCHIVES):
        return _refuse(Reason.NOT_A_WORKSHEET, "zip")
    if is_form_data(start):
        return form_data_sheets
    if ending == "json" or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return json_sheets
    if ending in ("url", "webloc", "website", "lnk"):
        return _refuse(Reason.NOT_A_WORKSHEET, "link")
    if reference := reference_among(data):
        return _refuse(Reason.UNKNOWN_FORMAT, ending, reference, _text(ending, data) if ending in _TEXTS else "")
    if ending in _TEXTS:
        return _refuse(Reason.NOT_A_WORKSHEET, "", words=_text(ending, data))
    # A worksheet by its name, with bytes that are nothing known: broken rather than something else.
    return _refuse(Reason.DAMAGED if ending in _OURS else Reason.NOT_A_WORKSHEET, "")


def _zipped(ending: str, data: bytes) -> Read:
    if is_open_document(data):
        return _or_pictured(odt_sheets)
    if b"mimetypeapplication/vnd.oasis.opendocument." in data[:200]:
        return _refuse(Reason.NOT_A_WORKSHEET, "")
    if ending in ("docx", "docm", "dotx", "dotm") or "word/document.xml" in (names := frozenset(names_in(data))):
        return _or_pictured(word_sheets)
    if names & {"xl/workbook.xml", "ppt/presentation.xml"}:
        return _refuse(Reason.NOT_A_WORKSHEET, "")
    if ending in _FOREIGN or names & _FOREIGN_PARTS.keys():
        told = next((kind for part, kind in _FOREIGN_PARTS.items() if part in names), ending)
        return _refuse(Reason.UNKNOWN_FORMAT, ending if ending in _FOREIGN else told, reference_in_broken(data))
    return _refuse(Reason.NOT_A_WORKSHEET, "zip")


def _or_pictured(read: Read) -> Read:
    """Reads a document; of one that is no worksheet the pictures are looked at."""

    def read_or_look(data: bytes) -> tuple[Return, ...]:
        try:
            return read(data)
        except NotRead as problem:
            raise (pictured(data, problem) if problem.reason is Reason.NOT_A_WORKSHEET else problem) from problem

    return read_or_look


def _old_office(data: bytes) -> Read:
    if _ENCRYPTED_OFFICE in data:
        return _refuse(Reason.ENCRYPTED, "")
    if _OLD_EXCEL in data and "WordDocument".encode("utf-16-le") not in data:
        return _refuse(Reason.NOT_A_WORKSHEET, "")
    return _refuse(Reason.OLD_WORD, "", reference_in(data))


def _text(ending: str, data: bytes) -> str:
    """The words of a page or a text."""
    for charset in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1"):
        with suppress(UnicodeDecodeError):
            text = data[:4_000_000].decode(charset)
            return (html_words(text)[0] if ending.startswith("htm") else tidy(text))[:MAX_WORDS]
    return ""


def _refuse(reason: Reason, detail: str, reference: str = "", words: str = "") -> Read:
    def refuse(_data: bytes) -> tuple[Return, ...]:
        raise NotRead(reason, detail, reference, words)

    return refuse
