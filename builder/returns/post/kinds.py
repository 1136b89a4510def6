"""Which files hold others, told by their first bytes before their names. Opens nothing."""

from __future__ import annotations

from ...adapters.archives import is_document, is_zip
from ...adapters.mail.internet import apple_message, is_mailbox, is_message, may_be_message
from ...adapters.mail.outlook import is_outlook
from ...adapters.mail.signed import is_signed, signed_content
from ...adapters.mail.tnef import is_winmail
from ...adapters.packed import is_packed, is_tar

_OFFICE = ("docx", "docm", "odt", "pages", "xlsx", "pptx")
"""A broken one of these is no archive."""


def kind_of(name: str, data: bytes) -> str:
    """Which kind of container bytes are: "message", "outlook", "mailbox", "winmail", "signed", "zip", "tar", "packed"
    (one file by gzip and the like), or "".
    """
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    start = data[:8_192]
    if is_zip(data):
        return "" if ending in _OFFICE or is_document(data) else "zip"
    if is_packed(data):
        return "packed"
    if is_tar(data):
        return "tar"
    if is_winmail(data):
        return "winmail"
    if is_outlook(data):
        return "outlook"
    if is_mailbox(start):
        return "mailbox"
    if is_signed(start):
        return "signed" if signed_content(data) else ""
    if ending in ("pdf", "json", "docx", "rtf", "csv"):
        return ""
    if (
        is_message(start)
        or (ending in ("eml", "p7m") and may_be_message(start))
        or (ending == "emlx" and is_message(apple_message(data)[:8_192]))
    ):
        return "message"
    return ""
