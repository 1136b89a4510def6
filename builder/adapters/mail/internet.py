"""Messages as most programs save them (.eml, .emlx) and whole mailboxes (.mbox): RFC 5322, MIME, RFC 4155."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from .letter import Attached, Letter, MailError, cloud_links, html_words, tidy
from .signed import signed_content
from .uuencoded import without_files

MAX_PARTS = 2_000
"""Parts of one message."""
MAX_NESTED = 30
"""Parts within parts."""
_ESCAPE = "surrogateescape"

_HEAD = re.compile(
    rb"^(?:received|return-path|delivered-to|from|to|subject|date|mime-version|message-id|x-[a-z-]+|reply-to|sender"
    rb"|content-type|dkim-signature|authentication-results|arc-seal|thread-topic|status|cc|importance)[ \t]*:",
    re.I,
)


def is_message(start: bytes, lines: int = 2) -> bool:
    """Whether bytes begin as a message does: so many header lines that mail programs write."""
    heads = [line for line in start[:8_192].lstrip(b"\xef\xbb\xbf\r\n").splitlines() if line[:1] not in (b" ", b"\t")]
    return len(heads) >= lines and all(map(_HEAD.match, heads[:lines]))


_ANY_HEAD = re.compile(rb"^[!-9;-~]{1,60}:")


def may_be_message(start: bytes) -> bool:
    """Whether bytes whose name says that they are a message begin with lines of any header."""
    heads = [line for line in start[:8_192].lstrip(b"\xef\xbb\xbf\r\n").splitlines() if line[:1] not in (b" ", b"\t")]
    return bool(heads) and all(map(_ANY_HEAD.match, heads[: 2 if len(heads) < 2 or heads[1] else 1]))


def is_mailbox(start: bytes) -> bool:
    """Whether bytes begin as a mailbox does: a line "From somebody", then a message."""
    head, _, rest = start[:8_192].partition(b"\n")
    return head.startswith(b"From ") and is_message(rest)


def apple_message(data: bytes) -> bytes:
    """The message in an .emlx, which Apple's Mail precedes with its length; other bytes as they are."""
    head, _, _rest = data[:40].partition(b"\n")
    if head.strip().isdigit() and is_message(data[len(head) + 1 : len(head) + 8_193]):
        return data[len(head) + 1 :][: int(head)]
    return data


def messages_of(mailbox: bytes) -> Iterator[bytes]:
    """The messages of a mailbox, in order."""
    begins = [0, *(m.end() - 5 for m in re.finditer(rb"\r?\n\r?\nFrom (?=[^\n]*\n[!-9;-~]{1,60}:)", mailbox))]
    for start, end in zip(begins, [*begins[1:], len(mailbox)], strict=True):
        _, _, message = mailbox[start:end].partition(b"\n")
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", message)


_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")


def read_message(data: bytes, depth: int = 0) -> tuple[Letter, tuple[Attached | bytes, ...]]:
    """A message, and what came with it in order: files, and messages (as bytes) that it passes on. Raises MailError.

    What lies within a signature is read under the head of the message around it; `depth` counts signatures.
    """
    try:
        lifted = _Lifted(apple_message(data))
        message = message_from_bytes(lifted.rest, policy=compat32)
        content = (
            signed_content(lifted.payload(message)) if message.get_content_type() in _SEALED and depth < 4 else b""
        )
        if not content:
            return _taken_apart(message, lifted)
        letter, inside = read_message(content, depth + 1)
        outer = _letter(message, [], [], report=False)
        facts = {name: getattr(outer, name) for name in ("sender", "sender_name", "subject", "sent", "automatic")}
        return replace(letter, **facts, signed=True), inside
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError, KeyError, IndexError) as problem:
        raise MailError("damaged", type(problem).__name__) from problem


class _Lifted:
    """A message without its long runs of base64, which `email` would read line by line, and those runs by their marks.

    Marks are letters that stand nowhere in the message: whatever a part is taken for, `back` gives its own bytes.
    """

    _RUN = re.compile(rb"(?m)(?:^[A-Za-z0-9+/]{60,76}\r?\n){50,}")

    def __init__(self, data: bytes) -> None:
        self._runs: list[bytes] = []
        self._mark = b"x" + hashlib.sha256(data).hexdigest().encode() + b"x"
        self.rest = self._RUN.sub(self._lift, data)

    def _lift(self, run: re.Match[bytes]) -> bytes:
        self._runs.append(run[0])
        return self._mark + b"%dx\n" % (len(self._runs) - 1)

    def back(self, data: bytes) -> bytes:
        """Bytes of the message with what was lifted out of them."""
        first, *others = data.split(self._mark)
        pieces = [first]
        for piece in others:
            number, _, behind = piece.partition(b"x")
            pieces += [self._runs[int(number)], behind.removeprefix(b"\r").removeprefix(b"\n")]
        return b"".join(pieces)

    def payload(self, part: Message) -> bytes:
        """A part's own bytes, decoded."""
        raw = part.get_payload()
        if self._runs and isinstance(raw, str) and self._mark in raw.encode("ascii", "surrogateescape"):
            whole = self.back(raw.encode("ascii", "surrogateescape"))
            if str(part.get("Content-Transfer-Encoding", "")).strip().casefold() != "base64":
                part.set_payload(whole.decode("ascii", "surrogateescape"))
            else:
                return base64.b64decode(whole + b"===")
        data = part.get_payload(decode=True)
        return data if isinstance(data, bytes) else b""


def _taken_apart(message: Message, lifted: _Lifted) -> tuple[Letter, tuple[Attached | bytes, ...]]:
    plain: list[str] = []
    rich: list[str] = []
    inside: list[Attached | bytes] = []
    report = message.get_content_type() == "multipart/report"
    accepted = False
    for part in _leaves(message, lifted):
        kind, name = part.get_content_type(), _name_of(part)
        if kind == "message/rfc822":
            inside.append(_passed_on(part, lifted))
        elif kind in ("text/plain", "text/html") and _is_said(part, name) and not _is_file(part, lifted):
            text, files = without_files(_text(part, lifted))
            inside += (Attached(called, data) for called, data in files)
            (plain if kind == "text/plain" else rich).append(text)
        elif kind.startswith(("text/rfc822-headers", "message/delivery-status", "message/disposition")):
            continue
        else:
            accepted = accepted or (kind == "text/calendar" and str(part.get_param("method")).casefold() == "reply")
            inside.append(_file(part, name or _called(kind), lifted))
    letter = _letter(message, plain, rich, report)
    nothing_said = accepted and not letter.words  # an invitation that was accepted or declined, and no more
    return (replace(letter, automatic="absence") if nothing_said else letter), tuple(inside)


def _leaves(message: Message, lifted: _Lifted) -> Iterator[Message]:
    """The parts that hold something, in order; a message that is passed on counts as one part."""
    waiting, number = [(message, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        number += 1
        if number > MAX_PARTS or depth > MAX_NESTED:
            raise MailError("too_large", "parts")
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
            children = [p for p in part.get_payload() if isinstance(p, Message)]
            if part.get_content_subtype() == "alternative":
                children = _without_twins(children, lifted)
            waiting += [(child, depth + 1) for child in reversed(children)]
        else:
            yield part


def _without_twins(children: list[Message], lifted: _Lifted) -> list[Message]:
    """The same words in two forms are one: the plain one is read where there is one with words in it."""
    plain = [c for c in children if c.get_content_type() == "text/plain" and _text(c, lifted).strip()]
    if not plain:
        return children
    return [c for c in children if c.get_content_type() != "text/html"]


_GOES_ON = re.compile(r"ATT\d+(?:\.(?:txt|html?))?", re.I)
"""The name that servers give to what somebody wrote below an attachment."""


def _is_said(part: Message, name: str) -> bool:
    return bool(_GOES_ON.fullmatch(name)) or (not name and not _attached(part))


def _is_file(part: Message, lifted: _Lifted) -> bool:
    """Whether what calls itself text is a worksheet: programs that know no type say that it is plain text."""
    return lifted.payload(part)[:8].lstrip(b"\r\n").startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def _attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _name_of(part: Message) -> str:
    name = part.get_filename() or ""
    return _decoded(name) if isinstance(name, str) else ""


def _called(kind: str) -> str:
    endings = {"application/ms-tnef": ".dat", "text/calendar": ".ics", "application/pkcs7-signature": ".p7s"}
    return f"without a name{endings.get(kind) or mimetypes.guess_extension(kind) or '.bin'}"


def _passed_on(part: Message, lifted: _Lifted) -> bytes:
    payload = part.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else payload
    said = first.as_bytes(policy=compat32) if isinstance(first, Message) else str(first or "").encode("utf-8", _ESCAPE)
    whole = lifted.back(said)
    if str(part.get("Content-Transfer-Encoding", "")).strip().casefold() == "base64" and not may_be_message(whole):
        whole = base64.b64decode(whole + b"===")  # against the standard, and done
    return whole


def _file(part: Message, name: str, lifted: _Lifted) -> Attached:
    shown = part.get_content_disposition() == "inline" or (part.get("Content-ID") is not None and not _attached(part))
    return Attached(name, lifted.payload(part), inline=shown)


def _text(part: Message, lifted: _Lifted) -> str:
    data = lifted.payload(part)
    charset = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else part.get_content_charset() or "utf-8"
    for name in (charset, "utf-8", "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("latin-1")


def _head(message: Message, name: str) -> str:
    """A header's words. Letters that no header may hold as they are, and that programs write all the same, are read."""
    raw = next((str(value) for key, value in message.raw_items() if key.casefold() == name.casefold()), "")
    data = raw.encode("utf-8", _ESCAPE)
    for charset in ("utf-8", "cp1252", "latin-1"):
        try:
            return _decoded(data.decode(charset))
        except UnicodeDecodeError:
            continue
    return _decoded(raw)


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError, UnicodeError):
        return text


def _letter(message: Message, plain: list[str], rich: list[str], report: bool) -> Letter:
    pages = [html_words(html) for html in rich]
    words = tidy("\n".join((*plain, *(text for text, _ in pages))))
    links = cloud_links("\n".join((*plain, *(link for _, found in pages for link in found))))
    name, address = parseaddr(_head(message, "From"))
    kind = message.get_content_type()
    sealed = kind in (*_SEALED, "multipart/encrypted")
    return Letter(
        sender=address.strip().casefold()[:200],
        sender_name=name[:200],
        subject=" ".join(_head(message, "Subject").split())[:300],
        sent=_moment(str(message.get("Date", ""))),
        words=words,
        automatic=_automatic(message, report),
        links=links,
        sealed=sealed,
    )


_SERVERS = ("mailer-daemon@", "postmaster@", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e")
"""Who says that a message could not be delivered. The long one is Exchange's own, in every organisation."""


def _automatic(message: Message, report: bool) -> str:
    if message.get_param("report-type") == "disposition-notification":
        return "absence"  # says that a message was opened
    if report or parseaddr(str(message.get("From", "")))[1].casefold().startswith(_SERVERS):
        return "undelivered"
    said = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().casefold()
    subject = _head(message, "Subject").strip().casefold()
    away = subject.startswith(("automatic reply:", "out of office:", "auto:", "autoreply:", "ateb awtomatig:"))
    marked = any(message.get(name) is not None for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder"))
    marked = marked or str(message.get("Precedence", "")).strip().casefold() == "auto_reply"
    return "absence" if said not in ("no", "") or away or marked else ""


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
