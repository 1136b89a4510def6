"""Today: each briefing with its state, and what needs somebody, each with its one next step.

The titles stand there at once. What is to be said of each briefing comes as it is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...model.briefing import Briefing
from ...model.problems import Problem, Severity
from ...render.job import today
from ..state import Desk, briefing_of, problems_of
from .common import Facts, goes_to, page, shown
from .replies import waiting_replies
from .start import unanswered

if TYPE_CHECKING:
    from ...read import Reading

SOON = timedelta(days=60)
"""A day of review or withdrawal is named so long before."""

EMPTY_EXAMPLE = "first-briefing"
"""The empty briefing that a new project begins with; the first document that is brought in takes its place."""

_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.M)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person: what, and where it is done."""

    words: str
    href: str
    step: str


@dataclass(frozen=True, slots=True)
class Row:
    """A briefing as Today lists it. `read`: whether it was read, so that its state and needs are known."""

    slug: str
    title: str
    state: str
    needs: tuple[Need, ...]
    read: bool = True


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [shown(desk, "/", _view), shown(desk, "/today/list", _list)]


def _view(desk: Desk, request: Request) -> Response:
    if not (desk.project / "content" / "partnership.yml").is_file():
        return goes_to("/start")
    return page(desk, request, "today.html", title=desk.words["today"], **_facts(desk))


def _list(desk: Desk, request: Request) -> Response:
    """What of the page fills itself while the project is read."""
    return page(desk, request, "today_list.html", **_facts(desk))


def _facts(desk: Desk) -> Facts:
    slugs = _slugs(desk)
    if desk.preview.has_read:
        reading = desk.read()
        rows = [_row(desk, reading, slug) for slug in slugs]
        general = [p for p in reading.problems if _is_general(p, rows) and p.severity is not Severity.NOTE]
    else:
        rows, general = [_row_so_far(desk, slug) for slug in slugs], []
    waiting = sum(not row.read for row in rows)
    facts: Facts = {"rows": rows, "general": general, "waiting": waiting, "read": len(rows) - waiting}
    return facts | {
        "start": unanswered(desk),
        "replies": waiting_replies(desk),
        "whole": desk.preview.has_read,
    }


def _slugs(desk: Desk) -> list[str]:
    content = desk.project / "content"
    return sorted(f.name for f in content.iterdir() if f.is_dir() and not f.name.startswith((".", "_")))


def _is_general(problem: Problem, rows: list[Row]) -> bool:
    folders = tuple(f"content/{row.slug}" for row in rows)
    return problem.place.path not in folders and not problem.place.path.startswith(tuple(f"{f}/" for f in folders))


def _row_so_far(desk: Desk, slug: str) -> Row:
    """A briefing while the project is read for the first time: with its state as soon as that is known."""
    found = desk.preview.memory.found_so_far(slug)
    if found is not None:
        briefing, problems = found
        return _row_of(desk, slug, briefing, problems)
    title = _title(desk.project / "content" / slug / "briefing.yml")
    return Row(slug, title or slug, desk.words["state_unread"], (), read=False)


def _title(file: Path) -> str:
    """The title in a file of settings, as far as one look tells; the reading tells it right."""
    try:
        found = _TITLE.search(file.read_text(encoding="utf-8-sig", errors="replace"))
    except OSError:
        return ""
    return found[1].strip("\"'") if found else ""


def _row(desk: Desk, reading: Reading, slug: str) -> Row:
    return _row_of(desk, slug, briefing_of(reading, slug), problems_of(reading, slug))


def _row_of(desk: Desk, slug: str, briefing: Briefing | None, found: tuple[Problem, ...]) -> Row:
    errors = sum(p.severity is Severity.ERROR for p in found)
    warnings = sum(p.severity is Severity.WARNING for p in found)
    w, here = desk.words, f"/briefing/{slug}"
    needs: list[Need] = []
    if slug == EMPTY_EXAMPLE and briefing and not briefing.published:
        return Row(slug, briefing.title or slug, w["state_example"], ())
    if errors or briefing is None:
        needs.append(Need(_counted(w, "to_mend", max(errors, 1)), f"{here}#remarks", w["step_mend"]))
    if warnings:
        needs.append(Need(_counted(w, "to_decide", warnings), f"{here}#remarks", w["step_decide"]))
    needs += _days(desk, briefing, here) if briefing else []
    state = w["state_stopped"] if errors or briefing is None else w["state_looking"] if warnings else w["state_ready"]
    return Row(slug, (briefing.title if briefing else "") or slug, state, tuple(needs))


def _days(desk: Desk, briefing: Briefing, here: str) -> list[Need]:
    w, now = desk.words, today()
    days = (
        ("review_by", briefing.review_by, w["review_by_near"], w["review_by_past"]),
        ("withdraw_on", briefing.withdraw_on, w["withdraw_on_near"], w["withdraw_on_past"]),
    )
    return [
        Need((past if day < now else near).format(day=_day(day)), f"{here}/settings#{key}", w["step_look"])
        for key, day, near, past in days
        if day and day <= now + SOON
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _counted(w: Mapping[str, str], key: str, count: int) -> str:
    return w[f"{key}_one"] if count == 1 else w[f"{key}_more"].format(count=count)
