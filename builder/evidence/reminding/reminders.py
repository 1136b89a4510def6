"""Whom to remind, of what: teams that are silent, actions whose day has passed, follow-ups that have not come.

A team from which something came that nobody has read yet is not reminded: it has answered. Nor is one that was written
to within a fortnight. Drafts only: a person looks at them, sends them, and writes down the day.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ...form.plan import FOLLOW_UPS, ReturnKind, as_date
from ...model.briefing import Briefing
from ...model.dates import exact
from ...model.partnership import Team
from ...returns.collected import Collected, State
from ..actions import Action, agreed
from ..privacy.retention import add_months

FORTNIGHT = timedelta(days=14)
SENT = "sent.csv"
SENT_COLUMNS = ("briefing", "team", "about", "sent_on", "note")
"""What a person writes down: the first three come filled in, the day and a note are hers."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one team about one briefing."""

    briefing: Briefing
    team: Team
    plan: bool = False
    """Whether its plan has not come."""
    overdue: tuple[Action, ...] = ()
    follow_up: ReturnKind | None = None
    """The newest round whose time has come and that has not come back."""

    @property
    def about(self) -> str:
        """What it is about, for the record: "plan", "overdue", "after6", joined by "+"."""
        parts = ("plan" if self.plan else "", "overdue" if self.overdue else "", str(self.follow_up or ""))
        return "+".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Sent:
    """A line of `records/sent.csv`."""

    briefing: str
    team: str
    about: str
    on: date | None
    line: int = 0
    said: str = ""
    """The day as it was written."""

    @property
    def unclear(self) -> bool:
        """Whether a day stands there that cannot be read: it may be any, so the team is left in peace."""
        return bool(self.said) and self.on is None


def reminders(collected: Collected, sent: Iterable[Sent], today: date, briefing: str = "") -> Iterator[Reminder]:
    """Every reminder that is due on `today`, by briefing and team in the order of their lists."""
    lately = {(s.briefing, s.team) for s in sent if s.unclear or (s.on and timedelta(0) <= today - s.on < FORTNIGHT)}
    for one in collected.library.briefings:
        if briefing not in ("", one.slug) or one.withdrawn(today):
            continue
        actions = agreed(collected, one.slug, today)
        for team in collected.library.teams_of(one):
            found = _reminder(collected, one, team, actions, today)
            if found and (one.slug, team.id) not in lately:
                yield found


def _reminder(
    collected: Collected, briefing: Briefing, team: Team, actions: Iterable[Action], today: date
) -> Reminder | None:
    state = collected.state(briefing.slug, team.id)
    if state is State.SILENT:
        due = collected.library.partnership.returns.by
        return Reminder(briefing, team, plan=True) if due is None or due < today else None
    if state is not State.REPLIED:
        return None
    late = tuple(a for a in actions if a.team == team.id and a.overdue and not a.reported)
    asked = _follow_up(collected, briefing, team, today)
    return Reminder(briefing, team, overdue=late, follow_up=asked) if late or asked else None


def _follow_up(collected: Collected, briefing: Briefing, team: Team, today: date) -> ReturnKind | None:
    """The newest round due by the session's date (else the day the plan came) that has not come, in any state."""
    plan = next((r for r in collected.of(briefing.slug) if r.match.team == team.id and r.plan.rows), None)
    if plan is None:
        return None
    began = as_date(plan.plan.detail("session_date")) or plan.saved.date()
    due = [kind for kind in FOLLOW_UPS if add_months(began, kind.months) <= today]
    if not due or collected.state(briefing.slug, team.id, due[-1]) is not State.SILENT:
        return None
    return due[-1]


# The record --------------------------------------------------------------------------------------


def read_sent(file: Path) -> tuple[Sent, ...]:
    """What a person wrote down; see `Sent.unclear`."""
    try:
        return tuple(_lines(file.read_bytes().decode("utf-8-sig", "replace")))
    except OSError:
        return ()


def _lines(text: str) -> Iterator[Sent]:
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text))
    for row in rows:
        said = {name: (row.get(name) or "").strip() for name in SENT_COLUMNS}
        if said["briefing"]:
            day = said["sent_on"]
            yield Sent(said["briefing"], said["team"], said["about"], exact(day), rows.line_num, day)


def _separator(text: str) -> str:
    """A comma, or the semicolon that spreadsheets of some countries write."""
    head = text.split("\n", 1)[0]
    return ";" if head.count(";") > head.count(",") else ","


def with_reminders(present: bytes | None, made: Iterable[Reminder]) -> bytes | None:
    """The record with a line for each reminder that has none waiting for its day; None where nothing is to be added.

    What stands there is kept byte for byte.
    """
    text = (present or b"").decode("utf-8-sig", "replace")
    open_ones = {(s.briefing, s.team, s.about) for s in _lines(text) if s.on is None}
    new = [r for r in made if (r.briefing.slug, r.team.id, r.about) not in open_ones]
    if not new:
        return None
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", delimiter=_separator(text))
    if not text.strip():
        writer.writerow(SENT_COLUMNS)
    writer.writerows((r.briefing.slug, r.team.id, r.about, "", "") for r in new)
    head = present or b"\xef\xbb\xbf"
    return head + (b"" if not present or present.endswith(b"\n") else b"\r\n") + out.getvalue().encode("utf-8")
