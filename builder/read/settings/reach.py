"""Whom readers can reach, as settings say it: the line for worries about somebody, and support."""

from __future__ import annotations

import re

from ...model.phones import phones_in
from ...model.reach import Support, Worried
from ..rules import rule
from .values import Settings


def read_worried(settings: Settings) -> Worried | None:
    """The `worried:` group of a partnership or a briefing, or None where there is none."""
    return read_reach(settings, "worried")


def read_reach(settings: Settings, group: str) -> Worried | None:
    """A line with a number to call, under the key `group`, or None where there is none."""
    if settings.values.get(group) is None:
        return None
    entry = settings.record(group)
    entry.known("line", "number", "detail")
    number = entry.text("number")
    phones = phones_in(number)
    if number and not phones and "REPLACE" not in number:
        entry.problems.append(
            rule("no-local-number").at(
                entry.place("number"), f"“{number}” holds no telephone number that can be called"
            )
        )
    return Worried(entry.text("line", required=True), number, entry.text("detail"), phones)


def read_support(entry: Settings) -> Support:
    """A line that helps readers: its numbers one by one; an address that is not https:// is a problem."""
    entry.known("name", "detail", "phone", "url")
    url = entry.text("url")
    if url and not re.match(r"https?://", url):
        entry.wrong("url", "an address that begins with https://")
        url = ""
    phone = entry.text("phone")
    phones = phones_in(phone)
    if phone and not phones:
        entry.problems.append(
            rule("not-a-number").at(entry.place("phone"), f"“{phone}” holds no number that can be called")
        )
    return Support(entry.text("name", required=True), entry.text("detail"), phone, url, phones)
