"""The action plan as Word files: one for each team, beside its PDF, and a blank one.

The document is laid out once for a briefing and filled for each team, some 450 a second on one core.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from ..adapters.word.form import FormTemplate, Sheet
from ..form.definition import plan_form
from ..form.plan import Plan, prefilled
from ..model.partnership import Team
from ..render.fallback import spoken
from ..render.job import Job
from ..render.plan_notes import briefing_address, head_line, reference_of, return_notes
from ..render.word.styles import word_face
from .naming import worksheet_paths

COLUMNS = (60, 36, 30, 48, 47, 40)
"""Millimetres of the columns what, who, when, done, worked, answers: 261 on A4 across."""


def make_team_docs(job: Job, folder: Path) -> None:
    """Writes `<organisation>/<team>.docx` for each team of the briefing, and the blank one, below `folder`."""
    template = plan_template(job)
    teams = job.library.teams_of(job.briefing)
    (folder / "blank.docx").write_bytes(team_doc(job, template, None))
    write_docs(job, template, folder, teams, worksheet_paths(teams))


def write_docs(
    job: Job, template: FormTemplate, folder: Path, teams: Iterable[Team], paths: Mapping[str, PurePosixPath]
) -> None:
    """Writes the file of each of `teams` below `folder`, named by `paths`."""
    for team in teams:
        file = folder / f"{paths[team.id]}.docx"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(team_doc(job, template, team))


def team_doc(job: Job, template: FormTemplate, team: Team | None, plan: Plan | None = None) -> bytes:
    """A team's worksheet: with what teams.csv says, or with `plan`. `team` None: a blank one."""
    given = prefilled(team) if plan is None else plan
    return template.document(reference_of(job, team), team.section_team if team else "", given)


def make_blank_doc(job: Job) -> bytes:
    """The worksheet without a team: it may stand on the public site."""
    return team_doc(job, plan_template(job), None)


def template_parts(job: Job, template: FormTemplate | None = None) -> dict[str, bytes]:
    """The parts of the blank worksheet, to be filled and zipped in the browser.

    How to fill `word/document.xml` is written at the top of `builder/adapters/word/controls.py`. Parts that need no
    change go into the zip as they are, `[Content_Types].xml` first.
    """
    return (template or plan_template(job)).parts(reference_of(job, None))


def plan_template(job: Job) -> FormTemplate:
    """The action plan's document, laid out."""
    job = spoken(job)
    form = plan_form(job.library.partnership, job.briefing, job.words)
    words = job.words["word"]
    address = briefing_address(job)
    sheet = Sheet(
        form=form,
        lang=job.briefing.lang,
        publisher=job.library.partnership.name,
        head=head_line(job),
        notes=return_notes(job),
        link_text=words["link"].format(address=address.removeprefix("https://")) if address else "",
        link=address,
        words=words,
        widths=COLUMNS,
        scale_hint=job.words["form"]["sure_scale"],
        leads={r.code: r.title for r in job.briefing.recommendations},
    )
    return FormTemplate(sheet, word_face(job.theme), job.epoch)
