"""Whom a reader can reach: the line for the worried, somebody to talk to, and their numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phone:
    """One telephone number as written, its address (`tel:…`, `sms:…`), and the words beside it: "out of hours"."""

    number: str
    href: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Worried:
    """The line on every briefing before anything distressing, and the local number.

    `number` is the line as written; `phones` its numbers, each apart.
    """

    line: str
    number: str = ""
    detail: str = ""
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody to talk to: a name, what they offer or when, and telephone numbers or an address.

    `phone` is the line as written; `phones` its numbers, each apart.
    """

    name: str
    detail: str = ""
    phone: str = ""
    url: str = ""
    phones: tuple[Phone, ...] = ()
