"""Which files are due for deletion. Nothing is deleted: a person does that, and may have a reason to wait."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ..returns.collected import Collected, FileResult

LAST_FOLLOW_UP = 12
"""Months after which the last follow-up is made from a team's own return, which must still be there."""


@dataclass(frozen=True, slots=True)
class Due:
    """A file and the day from which it need not be kept any longer."""

    file: FileResult
    kept_until: date
    overdue: bool


def retention(collected: Collected, today: date) -> tuple[Due, ...]:
    """Every file that was found, the one longest due first. Its age counts from the last change that is known.

    Files that could not be read are included: they too may hold names.
    """
    months = collected.library.partnership.returns.keep_months
    saved: dict[int, date] = {}
    for reply in collected.replies + collected.older + collected.unmatched:
        day = reply.saved.date()
        saved[reply.file] = max(day, saved.get(reply.file, day))
    rows = []
    for number, file in enumerate(collected.files):
        changed = saved.get(number) or (file.modified.date() if file.modified else None)
        if changed:
            until = add_months(changed, months)
            rows.append(Due(file, until, until <= today))
    return tuple(sorted(rows, key=lambda d: (d.kept_until, d.file.path)))


def add_months(day: date, months: int) -> date:
    """The same day some months on, or that month's last day. Never beyond the calendar's end."""
    index = day.year * 12 + day.month - 1 + months
    year = min(index // 12, date.max.year)
    month = index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
