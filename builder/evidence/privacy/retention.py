"""Which files are due for deletion. Nothing is deleted: a person does that, and may have a reason to wait."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...model.dates import exact
from ...model.partnership import KeptFrom, Returns
from ...returns.collected import Collected, FileResult, Reply

LAST_FOLLOW_UP = 12
"""Months after which the last follow-up is made from a team's own return, which must still be there."""


@dataclass(frozen=True, slots=True)
class Due:
    """A file and the day from which it need not be kept any longer."""

    file: FileResult
    kept_until: date
    overdue: bool


def retention(collected: Collected, today: date, records: Iterable[FileResult] = ()) -> tuple[Due, ...]:
    """Every file that was found, the one longest due first. Its age counts from the last change that is known.

    Files that could not be read are included, and so is what stands in `records/`: they too may hold names.
    """
    returns = collected.library.partnership.returns
    if returns.keep_months is None:
        return ()
    saved: dict[int, date] = {}
    for reply in collected.replies + collected.older + collected.unmatched:
        day = _from(reply, returns)
        saved[reply.file] = max(day, saved.get(reply.file, day))
    rows = []
    for number, file in enumerate((*collected.files, *records)):
        changed = saved.get(number) or (file.modified.date() if file.modified else None)
        if changed:
            until = add_months(changed, returns.keep_months)
            rows.append(Due(file, until, until <= today))
    return tuple(sorted(rows, key=lambda d: (d.kept_until, d.file.path)))


def _from(reply: Reply, returns: Returns) -> date:
    """The day from which a reply's months count, as the partnership decided; where it is not known, its arrival."""
    arrived = reply.saved.date()
    if returns.keep_from is KeptFrom.SESSION:
        return exact(reply.plan.detail("session_date")) or arrived
    return returns.by or arrived if returns.keep_from is KeptFrom.DUE else arrived


def add_months(day: date, months: int) -> date:
    """The same day some months on, or that month's last day. Never beyond the calendar's end."""
    index = day.year * 12 + day.month - 1 + months
    year = min(index // 12, date.max.year)
    month = index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
