"""Whom a reader can reach, as data for templates: numbers, addresses, support."""

from __future__ import annotations

from ..model.briefing import Phone, Support, Worried

Meta = dict[str, object]
"""Front matter of a staged page: what its template shows."""


def support_data(support: Support) -> Meta:
    """Somebody to talk to: name, what they offer, numbers, and an address where it is one."""
    return {
        "name": support.name,
        "detail": support.detail,
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


def contact_href(contact: str) -> str:
    """How to reach a contact: an e-mail address, a web address, or nothing."""
    if contact.startswith(("https://", "http://", "mailto:")):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""
