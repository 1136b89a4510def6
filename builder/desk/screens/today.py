"""Today: each briefing with its state, and what needs somebody, each with its one next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...model.briefing import Briefing
from ...model.problems import Problem, Severity
from ...read import Reading
from ...render.job import today
from ..state import Desk, briefing_of, problems_of
from .common import Facts, goes_to, page, shown
from .start import unanswered

SOON = timedelta(days=60)
"""A day of review or withdrawal is named so long before."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person: what, and where it is done."""

    words: str
    href: str
    step: str


@dataclass(frozen=True, slots=True)
class Row:
    """A briefing as Today lists it."""

    slug: str
    title: str
    state: str
    needs: tuple[Need, ...]


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [shown(desk, "/", _view)]


def _view(desk: Desk, request: Request) -> Response:
    if not (desk.project / "content" / "partnership.yml").is_file():
        return goes_to("/start")
    reading = desk.read()
    rows = [_row(desk, reading, slug) for slug in _slugs(desk)]
    facts: Facts = {
        "rows": rows,
        "start": unanswered(desk),
        "general": [p for p in reading.problems if _is_general(p, rows) and p.severity is not Severity.NOTE],
        "returned": (desk.project / "returned").is_dir(),
    }
    return page(desk, request, "today.html", title=desk.words["today"], **facts)


def _slugs(desk: Desk) -> list[str]:
    content = desk.project / "content"
    return sorted(f.name for f in content.iterdir() if f.is_dir() and not f.name.startswith((".", "_")))


def _is_general(problem: Problem, rows: list[Row]) -> bool:
    folders = tuple(f"content/{row.slug}" for row in rows)
    return problem.place.path not in folders and not problem.place.path.startswith(tuple(f"{f}/" for f in folders))


def _row(desk: Desk, reading: Reading, slug: str) -> Row:
    briefing = briefing_of(reading, slug)
    found = problems_of(reading, slug)
    errors = sum(p.severity is Severity.ERROR for p in found)
    warnings = sum(p.severity is Severity.WARNING for p in found)
    w, here = desk.words, f"/briefing/{slug}"
    needs: list[Need] = []
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
