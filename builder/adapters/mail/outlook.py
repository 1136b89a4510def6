"""A message that Outlook saved (.msg), by its published format ([MS-OXMSG], [MS-OXPROPS]), through olefile.

A .msg is a compound file: each property is a stream named by its number and type, each attachment a folder, and a
message within the message a folder within the attachment's.
"""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from .letter import Attached, Letter, MailError, cloud_links, html_words, tidy
from .packed_rtf import rtf_words, unpacked
from .signed import signed_content

if TYPE_CHECKING:  # loaded only where a message is opened
    import olefile

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PROPERTIES = "__properties_version1.0"
MAX_STREAM = 64 * 1024 * 1024
MAX_STREAMS = 20_000
MAX_NESTED = 12

_SUBJECT, _BODY, _HTML, _RTF = 0x0037, 0x1000, 0x1013, 0x1009
_SENDER_NAME, _SENDER, _SENDER_SMTP, _REPRESENTING_SMTP = 0x0C1A, 0x0C1F, 0x5D01, 0x5D02
_SUBMITTED, _DELIVERED, _CLASS, _HEADERS = 0x0039, 0x0E06, 0x001A, 0x007D
_NAME_LONG, _NAME, _NAME_SHOWN, _DATA, _CONTENT_ID, _HIDDEN = 0x3707, 0x3704, 0x3001, 0x3701, 0x3712, 0x7FFE
_FLAGS = 0x3714

Inside = Attached | tuple[Letter, tuple["Inside", ...]]
"""A file, or a message with what came with it."""


def is_outlook(data: bytes) -> bool:
    """Whether bytes are a compound file that holds a message."""
    return data.startswith(_OLE) and _PROPERTIES.encode("utf-16-le") in data


def read_outlook(data: bytes) -> tuple[Letter, tuple[Inside, ...]]:
    """A message and what came with it, in order. Raises MailError."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            streams = file.listdir(streams=True, storages=False)
            if len(streams) > MAX_STREAMS:
                raise MailError("too_large", "parts")
            return _message(file, _tree(streams), ())
    except MailError:
        raise
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        struct.error,
        RecursionError,
        OverflowError,
    ) as e:
        raise MailError("damaged", type(e).__name__) from e


def _tree(streams: list[list[str]]) -> dict[str, object]:
    """Folders and streams by name; a stream is None."""
    root: dict[str, object] = {}
    for path in streams:
        here = root
        for name in path[:-1]:
            deeper = here.setdefault(name, {})
            here = deeper if isinstance(deeper, dict) else {}
        here[path[-1]] = None
    return root


def _message(
    file: olefile.OleFileIO, tree: dict[str, object], at: tuple[str, ...]
) -> tuple[Letter, tuple[Inside, ...]]:
    if len(at) > 2 * MAX_NESTED:
        raise MailError("too_large", "messages")
    folder = _Folder(file, tree, at)
    inside: list[Inside] = []
    for name in sorted(n for n in tree if n.startswith("__attach_version1.0_")):
        below = tree[name]
        if isinstance(below, dict):
            inside += _attachment(file, below, (*at, name))
    letter = _letter(folder)
    signed = letter.sealed and any(isinstance(i, Attached) and signed_content(i.data) for i in inside)
    return (replace(letter, sealed=False, signed=True) if signed else letter), tuple(inside)


def _attachment(file: olefile.OleFileIO, tree: dict[str, object], at: tuple[str, ...]) -> list[Inside]:
    nested = tree.get("__substg1.0_3701000D")
    if isinstance(nested, dict):
        if _PROPERTIES in nested:
            return [_message(file, nested, (*at, "__substg1.0_3701000D"))]
        return []  # a drawing of another program that the message embeds
    folder = _Folder(file, tree, at)
    name = folder.text(_NAME_LONG) or folder.text(_NAME) or folder.text(_NAME_SHOWN) or "without a name.bin"
    shown = bool(folder.number(_FLAGS) & 4) or bool(folder.number(_HIDDEN))
    return [Attached(name, folder.bytes(_DATA), inline=shown)]


class _Folder:
    """The properties of one message or attachment."""

    def __init__(self, file: olefile.OleFileIO, tree: dict[str, object], at: tuple[str, ...]) -> None:
        self._file, self._tree, self._at = file, tree, at
        self._fixed = self._fixed_properties()

    def _stream(self, name: str) -> bytes:
        if self._tree.get(name, b"") is not None:
            return b""
        path = [*self._at, name]
        if self._file.get_size(path) > MAX_STREAM:
            raise MailError("too_large", "attachment")
        with self._file.openstream(path) as stream:
            return bytes(stream.read())

    def _fixed_properties(self) -> dict[int, int]:
        """Numbers and times stand in one stream, sixteen bytes each, after a head whose length depends on the place."""
        data = self._stream(_PROPERTIES)
        head = 8 if self._at and self._at[-1].startswith("__attach") else 24 if self._at else 32
        found = {}
        for start in range(head, min(len(data), 65_536) - 15, 16):
            tag, _, value = struct.unpack_from("<IIQ", data, start)
            found[tag >> 16] = value
        return found

    def bytes(self, number: int) -> bytes:
        """A property that is bytes."""
        return self._stream(f"__substg1.0_{number:04X}0102")

    def text(self, number: int) -> str:
        """A property that is text, in either of its types."""
        wide = self._stream(f"__substg1.0_{number:04X}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return self._stream(f"__substg1.0_{number:04X}001E").decode("cp1252", "replace").rstrip("\0")

    def number(self, number: int) -> int:
        """A property that is a number; 0 where there is none."""
        return self._fixed.get(number, 0) & 0xFFFFFFFF

    def moment(self, number: int) -> datetime | None:
        """A property that is a time: tenths of microseconds since 1601."""
        ticks = self._fixed.get(number, 0)
        try:
            return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None


def _letter(folder: _Folder) -> Letter:
    html = folder.bytes(_HTML) or folder.text(_HTML).encode("utf-8")
    page, links = html_words(_page(html)) if html else ("", ())
    words = tidy(folder.text(_BODY)) or page
    packed = folder.bytes(_RTF) if not words else b""
    if packed:
        words = tidy(rtf_words(unpacked(packed)))
    addresses = (folder.text(n) for n in (_SENDER_SMTP, _REPRESENTING_SMTP, _SENDER))
    sender = next((a for a in addresses if "@" in a), "")
    kind = folder.text(_CLASS).casefold()
    return Letter(
        sender=sender.strip().casefold()[:200],
        sender_name=folder.text(_SENDER_NAME)[:200],
        subject=" ".join(folder.text(_SUBJECT).split())[:300],
        sent=folder.moment(_SUBMITTED) or folder.moment(_DELIVERED),
        words=words,
        automatic=_automatic(kind, folder, said=bool(words)),
        links=cloud_links("\n".join((words, *links))),
        sealed=kind.startswith("ipm.note.smime") and "multipartsigned" not in kind,
    )


def _page(html: bytes) -> str:
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode("cp1252", "replace")


def _automatic(kind: str, folder: _Folder, *, said: bool) -> str:
    if kind.startswith("report.") and kind.endswith(".ndr"):
        return "undelivered"
    if kind.startswith("ipm.schedule.meeting.resp") and not said:  # accepted or declined, and no more
        return "absence"
    headers = folder.text(_HEADERS).casefold()
    away = kind.startswith("ipm.note.rules.oof") or folder.text(_SUBJECT).casefold().startswith("automatic reply:")
    return "absence" if away or "\nauto-submitted: auto-repl" in headers else ""
