"""Bytes to returns: says what kind of file it is by its first bytes and hands it to the one reader for that kind.

Names mean little in a mailbox export: a PDF called `plan.docx` is still a PDF. Every reader holds to the contract in
`returns`: it gives a `Return` or raises `NotRead`.
"""

from __future__ import annotations

from collections.abc import Callable

from .pdf import read_pdf
from .replies import NotRead, Reason, Return
from .web_plan import read_json
from .word import read_word

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
"""Near the start of an .odt: its first member and what it holds."""
_FOREIGN = ("doc", "odt", "rtf", "pages", "heic", "tif", "tiff", "wps")


def read_any(name: str, data: bytes) -> Return:
    """The return in a file. Raises NotRead, and nothing else."""
    try:
        return _reader(name, data)(data)
    except NotRead:
        raise
    except MemoryError as problem:
        raise NotRead(Reason.TOO_LARGE, "memory") from problem
    except Exception as problem:  # hostile bytes find what no reader thought of: it costs this file only
        raise NotRead(Reason.DAMAGED, type(problem).__name__) from problem


def _reader(name: str, data: bytes) -> Callable[[bytes], Return]:
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    start = data[:1024]
    if b"%PDF-" in start:
        return read_pdf
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
        if _OPEN_DOCUMENT in start:
            return _refuse(Reason.UNKNOWN_FORMAT, "odt")
        if ending in ("docx", "docm", "dotx") or b"word/" in data:
            return read_word
        if ending in _FOREIGN:
            return _refuse(Reason.UNKNOWN_FORMAT, ending)
        return _refuse(Reason.NOT_A_WORKSHEET, "zip")
    if start.startswith(_OLD_OFFICE):
        locked = _ENCRYPTED_OFFICE in data
        return _refuse(Reason.ENCRYPTED if locked else Reason.UNKNOWN_FORMAT, "" if locked else "doc")
    if start.startswith(_PICTURES) or ending in _FOREIGN:
        return _refuse(Reason.UNKNOWN_FORMAT, ending)
    if start.startswith(_ARCHIVES):
        return _refuse(Reason.NOT_A_WORKSHEET, "zip")
    if ending == "json" or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_json
    # A worksheet by its name, with bytes that are nothing known: broken rather than something else.
    return _refuse(Reason.DAMAGED if ending in ("pdf", "docx") else Reason.NOT_A_WORKSHEET, "")


def _refuse(reason: Reason, detail: str) -> Callable[[bytes], Return]:
    def refuse(_data: bytes) -> Return:
        raise NotRead(reason, detail)

    return refuse
