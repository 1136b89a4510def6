"""The agreed dates as a calendar file (RFC 5545): one all-day entry an action, with a UID that stays the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day entry. `key` makes its UID: the same key is the same entry in a later file."""

    key: tuple[str, ...]
    day: date
    title: str
    notes: str
    stamped: datetime


def as_calendar(entries: Iterable[Entry], name: str, host: str) -> bytes:
    """An iCalendar file. `host` ends every UID; two entries with one key are told apart in order."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Seven-minute briefings//Actions//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}"]
    seen: dict[tuple[str, ...], int] = {}
    for entry in entries:
        seen[entry.key] = seen.get(entry.key, 0) + 1
        lines += _event(entry, f"{_uid(entry.key, seen[entry.key])}@{host}")
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines).encode("utf-8")


def _event(entry: Entry, uid: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{entry.stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{max(0, int(entry.stamped.timestamp() // 60))}",  # as the page's own file: minutes since 1970
        f"DTSTART;VALUE=DATE:{_day(entry.day)}",
        f"DTEND;VALUE=DATE:{_day(entry.day + timedelta(days=1) if entry.day < date.max else entry.day)}",
        f"SUMMARY:{_escaped(entry.title)}",
        f"DESCRIPTION:{_escaped(entry.notes)}",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"  # strftime does not pad early years everywhere


def _uid(key: tuple[str, ...], number: int) -> str:
    text = "\x1f".join((*key, str(number)))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _escaped(text: str) -> str:
    out = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return out.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """At most 75 bytes a line, never through a character; what goes on starts with a space."""
    if line.isascii():
        first, rest = line[:75], line[75:]
        return "\r\n ".join((first, *(rest[at : at + 74] for at in range(0, len(rest), 74)))) + "\r\n"
    parts, size = [""], 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > 75:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts) + "\r\n"
