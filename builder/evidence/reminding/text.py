"""The words of a reminder: kind, short, and only about what that team itself was asked or agreed."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.theme import written_date
from ...render.job import Job
from ..actions import Action
from .reminders import Reminder


def reminder_text(one: Reminder, job: Job, *, with_files: bool) -> tuple[str, str]:
    """Subject and text of the message."""
    w = job.words["remind"]
    subject = w["subject_plan" if one.plan else "subject_again"].format(briefing=one.briefing.title)
    return subject, "\n\n".join(_parts(one, job, with_files)) + "\n"


def _parts(one: Reminder, job: Job, with_files: bool) -> Iterator[str]:
    w, partnership = job.words["remind"], job.library.partnership
    whom = w["greeting"].format(team=one.team.section_team, organisation=one.team.organisation)
    yield " ".join(whom.replace(" ,", "").split()).rstrip(",")  # a list may name the organisation or the team alone
    if one.plan:
        by = partnership.returns.by
        said = w["plan"] if by else w["plan_undated"]
        yield said.format(briefing=one.briefing.title, date=written_date(by, job.words) if by else "")
        yield w["plan_none"]
    if one.overdue:
        lines = (w["overdue_line"].format(what=" ".join(a.what.split()), when=_when(a, job)) for a in one.overdue)
        yield "\n".join((w["overdue"], *lines))
    if one.follow_up:
        yield w["follow_up"].format(months=one.follow_up.months)
    if one.plan or one.follow_up:
        yield w["files"] if with_files else w["no_files"]
    yield w["help"].format(contact=partnership.contact)
    yield job.words["word"]["no_names"]
    yield "\n".join((w["thanks"], partnership.name))


def _when(action: Action, job: Job) -> str:
    """The day in words where the team named one, else what it wrote."""
    return written_date(action.due, job.words) if action.due and not action.about else action.by
