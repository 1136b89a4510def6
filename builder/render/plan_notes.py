"""What every action plan says about itself, on paper as in Word: its edition, where it goes back to, its reference."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

from ..form.plan import Reference, ReturnKind
from ..model.partnership import Team
from ..model.theme import written_date
from .job import Job


def head_line(job: Job) -> str:
    """ "Child H · version 1.0 · 1 March 2027"."""
    briefing, words = job.briefing, job.words["word"]
    if briefing.published is None:
        return words["head"].format(briefing=briefing.title, version=briefing.version)
    day = written_date(briefing.published, job.words)
    return words["head_dated"].format(briefing=briefing.title, version=briefing.version, date=day)


def return_notes(job: Job, by: date | None = None) -> tuple[str, ...]:
    """The block at the top: where the form goes, by when (`by`, else as the partnership says), and how it is read."""
    returns, words = job.library.partnership.returns, job.words["word"]
    due = by or returns.by
    if not returns.to:
        where = words["return_unknown"]
    elif due is None:
        where = words["return_to_undated"].format(to=returns.to)
    else:
        where = words["return_to"].format(to=returns.to, date=written_date(due, job.words))
    return (where, _answers_for(job), words["no_names"])


def _answers_for(job: Job) -> str:
    """Who answers for what is written, that it may be disclosed, and where the whole notice is."""
    partnership, words = job.library.partnership, job.words["word"]
    who = partnership.privacy.controllers[:1]
    said = words["answers_for"].format(controller=who[0]) if who else words["read_by"]
    site = f"{partnership.address.rstrip('/')}/privacy.html" if partnership.address else ""
    notice = partnership.privacy.notice or site
    return f"{said} {words['rights'].format(notice=notice)}" if notice else said


def briefing_address(job: Job) -> str:
    """The briefing's address on the published site, "" where the partnership has not decided one."""
    address = job.library.partnership.address
    return f"{address.rstrip('/')}/{job.briefing.slug}/" if address else ""


def own_link(job: Job, team: Team) -> str:
    """Where a team writes its plan on the web: the link says organisation, team and reference behind a `#`, which no
    server hears of, and never a manager or contact. "" where the partnership has no address.
    """
    address = briefing_address(job)
    said = {"organisation": team.organisation, "team": team.section_team, "reference": str(reference_of(job, team))}
    return f"{address}plan.html#{urlencode(said, quote_via=quote, safe='/')}" if address else ""


def reference_of(job: Job, team: Team | None, kind: ReturnKind = ReturnKind.PLAN) -> Reference:
    """The reference of a team's action plan, or of a follow-up."""
    briefing = job.briefing
    return Reference(job.library.partnership.id, briefing.slug, briefing.version, team.id if team else "", kind)
