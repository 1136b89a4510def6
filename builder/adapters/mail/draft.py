"""A draft of an e-mail as a file: opened in Outlook or another program it is a message not yet sent. Sends nothing."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

Attachment = tuple[str, bytes]
"""A file's name and its bytes."""


def draft(*, to: str, subject: str, text: str, files: Sequence[Attachment] = ()) -> bytes:
    """The message as the bytes of an .eml file, the same for the same input.

    `X-Unsent: 1` says that it is a draft. It has no date and no sender: the program that sends it knows both. `to` may
    be "", where nobody's address is known.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = _line(to)
    message["Subject"] = _line(subject)
    message.set_content(text, charset="utf-8")
    for name, data in files:
        kind, _ = mimetypes.guess_type(name)
        main, _, sub = (kind or "application/octet-stream").partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    if message.is_multipart():
        message.set_boundary(_boundary(subject, text, [data for _, data in files]))
    return message.as_bytes()


def _line(text: str) -> str:
    """A header's value: one line, so that no name can add a header of its own."""
    return " ".join(text.split())[:300]


def _boundary(subject: str, text: str, files: Sequence[bytes]) -> str:
    mark = hashlib.sha256("\0".join((subject, text)).encode("utf-8"))
    for data in files:
        mark.update(hashlib.sha256(data).digest())
    return f"=_{mark.hexdigest()[:40]}"
