"""Notes in `records/forms/` which forms were made: words, places on the page, and to whom they were made out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..form.definition import follow_up_form, plan_form
from ..form.record import FOLDER, FormRecord, Place, forms_sent, keep_record, record_of
from ..form.reference import ReturnKind
from ..output.fingerprints import digest_of, program_digest, theme_digest
from ..render.job import Job
from ..render.plan_notes import head_line, return_notes
from .pdf import Press

BUILD = "build"
"""Below it stands what a build has made out, and may be deleted."""


def keep_plans(project: Path, jobs: Iterable[Job]) -> None:
    """A record for each briefing's action plan, with every team that it was made for, and the blank.

    A form is laid out once more only where no record has its places yet, nor one that `note_laid_out` left.
    """
    known = (*forms_sent(project), *forms_sent(project / BUILD))
    used = set()
    for job in jobs:
        for large in (False, True) if not job.withdrawn else ():
            record = _words(job, large=large)
            same = next((r for r in known if r.asks_the_same(record) and r.marks), None)
            kept = replace(same, teams=record.teams) if same else plan_record(job, large=large)
            used.add(keep_record(project, kept).name)
    for path in (project / BUILD / FOLDER).glob("*.json"):
        if path.name not in used:
            path.unlink()


def note_laid_out(build: Path, job: Job, presses: Iterable[Press]) -> None:
    """Leaves the places of forms that a worker has just laid out below `build`, so that nobody lays them out again."""
    for press in presses:
        keep_record(build, plan_record(job, large=press.large, press=press))


def keep_follow_ups(project: Path, job: Job, kind: ReturnKind, teams: Iterable[str]) -> None:
    """A record of what a follow-up asked, and of whom. Each is laid out around its team's own actions: no places."""
    form = follow_up_form(job.library.partnership, job.briefing, job.words, kind)
    keep_record(project, record_of(form, job.briefing.lang, "follow-up", _look(job), teams))


def plan_record(job: Job, *, large: bool = False, press: Press | None = None) -> FormRecord:
    """The record of a briefing's action plan, or of its edition in large print, with the place of each field.

    `press` has it laid out already.
    """
    template = (press or Press(job, large=large)).template
    places: dict[str, Place] = {
        name: (a.page + 1, round(a.x, 1), round(a.y, 1), round(a.width, 1), round(a.height, 1))
        for name, a in template.areas.items()
    }
    from ..adapters.pdf.printed import marks_and_words  # late: the readers of PDF take their time to load

    marks, printed = marks_and_words(template.data)
    return replace(_words(job, large=large), pages=template.pages, places=places, marks=marks, printed=printed)


def _words(job: Job, *, large: bool) -> FormRecord:
    form = plan_form(job.library.partnership, job.briefing, job.words)
    teams = (team.id for team in job.library.teams_of(job.briefing) if team.large_print or not large)
    record = record_of(form, job.briefing.lang, "large-print" if large else "plan", _look(job), ("-", *teams))
    return replace(record, said=(head_line(job), *return_notes(job)))


def _look(job: Job) -> str:
    """What stands for the theme and the program that laid a form out."""
    return digest_of((program_digest(), theme_digest(job.theme)))[:10]
