"""The second life of a plan: after 6 and 12 months a team is asked what became of what it agreed.

Made from the team's own return, as PDF and Word: its actions stand in it, each with the same questions. No return file
goes along: no page opens one, and a manager could do nothing with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from ..adapters.pdf.form import Filling, Gallery, Template, Widget, fill, make_fillable
from ..adapters.word.document import Face
from ..adapters.word.form import FormTemplate, Sheet
from ..form.plan import Answers, Form, Kind, clean, follow_up_answers, follow_up_form, normalise, plan_form
from ..model.partnership import Team
from ..model.slugs import name_slug
from ..render.job import Job
from ..render.paper import STAMP, Picture, breakable, field_data, paper_basis, stamp_picture, typesetter
from ..render.plan_notes import briefing_address, head_line, return_notes
from .naming import worksheet_paths

COLUMNS = {"what": 48, "agreed": 44, "done": 26, "evidence": 42, "change": 43, "checked": 30, "checked_on": 28}
"""Millimetres of the table's columns on A4 across: 261."""


def make_follow_up(
    job: Job, answers: Answers, kind: str, folder: Path, *, team: str = "", by: date | None = None
) -> tuple[Path, ...]:
    """Writes `<organisation>/<team>-<kind>.pdf` and `.docx` below `folder` and says where.

    `answers` are those of the team's plan, `team` its id, `kind` one of `builder.form.FOLLOW_UPS`, `by` the day on
    which the follow-up should be back. Writes nothing for a plan without actions.
    """
    plan = normalise(plan_form(job.library.partnership, job.briefing, job.words), answers)
    found = _team(job, team)
    sheet = FollowUp(job, kind, plan, found, by)
    if not sheet.rows:
        return ()
    base = folder / f"{_path(job, found, plan)}-{kind}"
    base.parent.mkdir(parents=True, exist_ok=True)
    files = {".pdf": sheet.pdf(), ".docx": sheet.word()}
    for suffix, data in files.items():
        base.with_name(base.name + suffix).write_bytes(data)
    return tuple(base.with_name(base.name + suffix) for suffix in files)


def _team(job: Job, team: str) -> Team | None:
    return next((t for t in job.library.teams if t.id == team), None)


def _path(job: Job, team: Team | None, plan: Answers) -> PurePosixPath:
    """The same folder and name as the team's worksheet; by its own words where teams.csv does not have it."""
    if team is not None:
        return worksheet_paths(job.library.teams)[team.id]
    return PurePosixPath(name_slug(plan.get("organisation", "")), name_slug(plan.get("section_team", "")))


@dataclass(frozen=True)
class FollowUp:
    """One team's follow-up of one plan; `plan` are its normalised answers."""

    job: Job
    kind: str
    plan: Answers
    team: Team | None = None
    by: date | None = None

    @cached_property
    def form(self) -> Form:
        """The form, with this team's reference."""
        return follow_up_form(self.job.library.partnership, self.job.briefing, self.job.words, self.kind, self.team)

    @cached_property
    def answers(self) -> dict[str, str]:
        """What stands in it from the beginning."""
        return normalise(self.form, follow_up_answers(self.plan, self.job.words))

    @property
    def rows(self) -> int:
        """How many actions the plan has."""
        return sum(name.endswith("_what") for name in self.answers)

    @property
    def notes(self) -> tuple[str, ...]:
        """Where it goes back to. The plan's own date is past, so only a date of its own is said."""
        library = self.job.library
        partnership = replace(library.partnership, returns=replace(library.partnership.returns, by=self.by))
        return return_notes(replace(self.job, library=replace(library, partnership=partnership)))

    # Word ------------------------------------------------------------------------------------------

    def word(self) -> bytes:
        """The Word file."""
        return self.template.document(self.form.reference, self.name, self.answers)

    @property
    def template(self) -> FormTemplate:
        """The Word file's layout, with a row for each action."""
        words = self.job.words
        address = briefing_address(self.job)
        sheet = Sheet(
            form=self.form,
            lang=self.job.briefing.lang,
            publisher=self.job.library.partnership.name,
            head=head_line(self.job),
            notes=self.notes,
            link_text=words["word"]["link"].format(address=address.removeprefix("https://")) if address else "",
            link=address,
            words={**words["word"], **words["follow_up"]},
            months=words["months"],
            widths=tuple(COLUMNS.values()),
            rows=self.rows,
            across=True,
        )
        return FormTemplate(sheet, Face.of(self.job.theme.tokens()), self.job.epoch)

    @property
    def name(self) -> str:
        """The team's name, as teams.csv or the return has it."""
        return self.team.section_team if self.team else self.answers.get("section_team", "")

    # PDF -------------------------------------------------------------------------------------------

    def pdf(self) -> bytes:
        """The fillable PDF."""
        layout = typesetter(self.job.theme, "form", "follow-up").pdf(self._layout(), self.job.epoch)
        face = self.job.theme.path("fonts/BriefingType.ttf")
        template = make_fillable(layout, self._widgets(), face, STAMP)
        values = {"reference": str(self.form.reference)} | self.answers
        pictures = _pictures(template, values)
        stamp = stamp_picture(self._stamp())
        drawn = paper_basis(self.job) | {"values": [p.data() for p in (*pictures.values(), stamp)]}
        numbers = {name: number for number, name in enumerate(pictures)}
        filling = Filling(values, numbers, len(pictures), self._title())
        with Gallery(typesetter(self.job.theme, "values").pdf(drawn, self.job.epoch, tagged=False)) as gallery:
            return fill(template, filling, gallery)

    def _stamp(self) -> str:
        words, reference = self.job.words["worksheet"], str(self.form.reference)
        if not self.name:
            return words["stamp_blank"].format(reference=reference)
        organisation = self.team.organisation if self.team else self.answers.get("organisation", "")
        names = {"team": clean(self.name, one_line=True), "organisation": clean(organisation, one_line=True)}
        return words["stamp"].format(reference=reference, **names)

    def _title(self) -> str:
        name = clean(self.name, one_line=True)
        return self.job.words["worksheet"]["title_team"].format(title=self.form.title, team=name)

    def _widgets(self) -> dict[str, Widget]:
        fields = {f.id: Widget(f.tip, multi_line=f.kind is not Kind.NUMBER) for f in self.form.fields(self.rows)}
        tip = self.job.words["worksheet"]["reference_tip"]
        return fields | {"reference": Widget(tip, multi_line=False, read_only=True)}

    def _layout(self) -> dict[str, Any]:
        """What the template `follow-up.typ` sets."""
        form = self.form
        rows = [
            {c: breakable(self.answers.get(f"action_{n}_{c}", "")) for c in ("what", "agreed")} for n in self._numbers
        ]
        return paper_basis(self.job) | {
            "title": self._title(),
            "heading": form.title,
            "edition": head_line(self.job),
            "notes": self.notes,
            "details": [field_data(f) for f in form.details],
            "action_question": form.action_question,
            "action_note": self.job.words["follow_up"]["add_row"],
            "columns": [field_data(c) | {"width": COLUMNS[c.id]} for c in form.columns],
            "rows": rows,
            "learning_question": form.learning_question,
            "learning": [field_data(f) for f in form.learning],
            "words": {**self.job.words["word"], **self.job.words["worksheet"]},
        }

    @property
    def _numbers(self) -> range:
        return range(1, self.rows + 1)


def _pictures(template: Template, values: Mapping[str, str]) -> dict[str, Picture]:
    """Each value that is drawn beforehand, by field."""
    return {
        name: Picture(value if name == "reference" else breakable(value), area.width, area.height)
        for name, value in values.items()
        if value and (area := template.areas.get(name))
    }
