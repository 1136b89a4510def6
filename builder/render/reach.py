"""Whom a reader can reach, as data for templates: numbers, addresses, support."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..adapters.tongues import END, passage, pieces
from ..form.plan import Words
from ..model.partnership import Partnership
from ..model.phones import phones_in
from ..model.reach import Phone, Support, Worried

Meta = dict[str, object]
"""Front matter of a staged page: what its template shows."""


def support_data(support: Support) -> Meta:
    """Somebody to talk to: name, what they offer, numbers, and an address where it is one."""
    return {
        "name": support.name,
        "detail": support.detail,
        "said": linked(support.detail),
        "phone": support.phone,
        "phones": phones_data(support.phones),
        "url": support.url if support.url.startswith(("https://", "http://", "mailto:", "tel:")) else "",
        "url_text": support.url.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/"),
    }


def worried_data(worried: Worried | None) -> Meta:
    """The line for somebody who is worried now, with its numbers; empty where there is none."""
    if worried is None:
        return {}
    return {"line": worried.line, "detail": worried.detail, "phones": phones_data(worried.phones)}


def phones_data(phones: tuple[Phone, ...]) -> list[dict[str, str]]:
    """Each number with its address and the words beside it, for a template."""
    return [{"number": p.number, "href": p.href, "words": p.words} for p in phones]


_ENDS = re.compile(rf"[.?!…][”’\"')\]{END}]*$")


def ended(text: str) -> str:
    """A text that ends as a sentence does: with a full stop where it has no end of its own."""
    return text if not text or _ENDS.search(text) else f"{text}."


def led(line: str, number: str) -> str:
    """Whom to reach, and the number: a colon between them where the line is no sentence of its own."""
    return f"{line}{' ' if _ENDS.search(line) else ': '}{number}" if number else line


def contact_href(contact: str) -> str:
    """How to reach a contact: an e-mail address, a web address, or nothing."""
    if contact.startswith(("https://", "http://", "mailto:")):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""


def near_data(partnership: Partnership, support: Iterable[Support], words: Words) -> list[Meta]:
    """What opens in the head of a page: each `name` with its `phones`. Who has no number is on the help page."""
    emergency: Meta = {"name": words["help"]["danger"], "phones": phones_data((Phone("999", "tel:999"),))}
    worried = partnership.worried
    rows: list[Meta] = [emergency]
    if worried and worried.phones:
        rows.append({"name": worried.line, "phones": phones_data(worried.phones)})
    rows += [{"name": one.name, "phones": phones_data(one.phones)} for one in support if one.phones]
    return rows


def linked(text: str) -> list[Meta]:
    """A text in pieces, `text` and `href`: each number in it is a link, what stands between has none."""
    made: list[Meta] = []
    for piece, english in pieces(text):
        for words, href in _linked(piece):
            made.append({"text": passage(words) if english and not href else words, "href": href})
    return made


def _linked(text: str) -> Iterator[tuple[str, str]]:
    for phone in phones_in(text):
        before, found, after = text.partition(phone.number)
        if found:
            yield from ((before, ""),) if before else ()
            yield found, phone.href
            text = after
    if text:
        yield text, ""
