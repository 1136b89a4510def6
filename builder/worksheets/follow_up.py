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

from ..adapters.pdf.copies import fill
from ..adapters.pdf.form import Filling, Gallery, Template, Widget, make_fillable
from ..adapters.tongues import office_part
from ..adapters.word.form import FormTemplate, Sheet
from ..adapters.word.package import zip_parts
from ..form.definition import Form, follow_up_form, follow_up_plan
from ..form.field_ids import column_of, encode
from ..form.plan import FieldKind, Plan, ReturnKind, clean
from ..model.partnership import Team
from ..model.slugs import name_slug
from ..render.fallback import spoken
from ..render.job import Job
from ..render.paper.sheet import (
    HEADS,
    Picture,
    breakable,
    cell_data,
    field_data,
    paper_basis,
    stamp_picture,
    typesetter,
)
from ..render.plan_notes import briefing_address, head_line, return_notes
from ..render.word.styles import word_face
from .naming import worksheet_paths

COLUMNS = {
    **{"what": 40, "agreed": 36, "done": 22, "no_longer": 27, "seen_audit": 38},
    **{"evidence": 32, "change": 32, "checked": 22, "checked_on": 22},
}
"""Shares of the table's columns in the PDF, by the first field in each."""

_GIVEN = ("what", "agreed")
"""The team's own words of its plan, which nobody types over."""

_WIDTHS = {
    **{"what": 37, "agreed": 35, "done": 21, "no_longer": 26, "seen_audit": 38},
    **{"evidence": 31, "change": 31, "checked": 21, "checked_on": 21},
}
"""Millimetres of the columns in Word: 261 on A4 across."""


def make_follow_up(
    job: Job, plan: Plan, kind: ReturnKind, folder: Path, *, team: str = "", by: date | None = None
) -> tuple[Path, ...]:
    """Writes `<organisation>/<team>-<kind>.pdf` and `.docx` below `folder` and says where.

    `team` is its id, `by` the day on which the follow-up should be back. Writes nothing for a plan without actions.
    """
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


def _path(job: Job, team: Team | None, plan: Plan) -> PurePosixPath:
    """The same folder and name as the team's worksheet; by its own words where teams.csv does not have it."""
    if team is not None:
        return worksheet_paths(job.library.teams)[team.id]
    return PurePosixPath(name_slug(plan.detail("organisation")), name_slug(plan.detail("section_team")))


@dataclass(frozen=True)
class FollowUp:
    """One team's follow-up of its plan."""

    job: Job
    kind: ReturnKind
    plan: Plan
    team: Team | None = None
    by: date | None = None

    @cached_property
    def form(self) -> Form:
        """The form, with this team's reference."""
        job = self.job
        return follow_up_form(job.library.partnership, job.briefing, job.words, self.kind, self.team, self.plan)

    @cached_property
    def given(self) -> Plan:
        """What stands in it from the beginning."""
        return follow_up_plan(self.plan, self.job.words)

    @property
    def rows(self) -> int:
        """How many actions the plan has."""
        return len(self.given.rows)

    @property
    def notes(self) -> tuple[str, ...]:
        """Where it goes back to. The plan's own date is past, so only a date of its own is said."""
        library = self.job.library
        partnership = replace(library.partnership, returns=replace(library.partnership.returns, by=self.by))
        return return_notes(replace(self.job, library=replace(library, partnership=partnership)))

    # Word ------------------------------------------------------------------------------------------

    def word(self) -> bytes:
        """The Word file. What stands before a team's words ("Who:") says its language, as every label does."""
        given = follow_up_plan(self.plan, spoken(self.job).words)
        parts = self.template.parts(self.form.reference, self.name, given)
        if given != self.given:
            parts["word/document.xml"] = office_part(parts["word/document.xml"])
        return zip_parts(parts, self.job.epoch)

    @property
    def template(self) -> FormTemplate:
        """The Word file's layout, with a row for each action."""
        job = spoken(self.job)
        words = job.words
        address = briefing_address(self.job)
        sheet = Sheet(
            form=replace(self, job=job).form,
            lang=self.job.briefing.lang,
            publisher=self.job.library.partnership.name,
            head=head_line(self.job),
            notes=self.notes,
            link_text=words["word"]["link"].format(address=address.removeprefix("https://")) if address else "",
            link=address,
            words={**words["word"], **words["follow_up"]},
            widths=tuple(_WIDTHS[c.id] for c in self.form.cells),
            rows=self.rows,
            across=True,
            scale_hint=words["form"]["sure_scale"],
        )
        return FormTemplate(sheet, word_face(self.job.theme), self.job.epoch)

    @property
    def name(self) -> str:
        """The team's name, as teams.csv or the return has it."""
        return self.team.section_team if self.team else self.given.detail("section_team")

    # PDF -------------------------------------------------------------------------------------------

    def pdf(self) -> bytes:
        """The fillable PDF."""
        layout = typesetter(self.job.theme, "form", "follow-up").pdf(
            replace(self, job=spoken(self.job))._layout(), self.job.epoch
        )
        face = self.job.theme.path("fonts/BriefingType.ttf")
        template = make_fillable(layout, self._widgets(), face, HEADS)
        values = {"reference": str(self.form.reference)} | encode(self.given)
        pictures = _pictures(template, values)
        stamp = stamp_picture(self._stamp())
        drawn = paper_basis(self.job) | {"values": [p.data() for p in (*pictures.values(), stamp)]}
        numbers = {name: number for number, name in enumerate(pictures)}
        filling = Filling(values, numbers, len(pictures), self._title(), self._codes(template.pages))
        with Gallery(typesetter(self.job.theme, "values").pdf(drawn, self.job.epoch, tagged=False)) as gallery:
            return fill(template, filling, gallery)

    def _codes(self, pages: int) -> tuple[str, ...]:
        return tuple(self.form.reference.on_page(page) for page in range(1, pages + 1))

    def _stamp(self) -> str:
        words, reference = self.job.words["worksheet"], str(self.form.reference)
        if not self.name:
            return words["stamp_blank"].format(reference=reference)
        organisation = self.team.organisation if self.team else self.given.detail("organisation")
        names = {"team": clean(self.name, one_line=True), "organisation": clean(organisation, one_line=True)}
        return words["stamp"].format(reference=reference, **names)

    def _title(self) -> str:
        name = clean(self.name, one_line=True)
        return self.job.words["worksheet"]["title_team"].format(title=self.form.title, team=name)

    def _widgets(self) -> dict[str, Widget]:
        fields = {
            f.id: Widget(
                f.tooltip,
                tick=f.kind is FieldKind.TICK,
                multi_line=f.kind is not FieldKind.NUMBER,
                read_only=column_of(f.id) in _GIVEN,
            )
            for f in self.form.fields(self.rows)
        }
        tip = self.job.words["worksheet"]["reference_tip"]
        return fields | {"reference": Widget(tip, multi_line=False, read_only=True)}

    def _layout(self) -> dict[str, Any]:
        """What the template `follow-up.typ` sets."""
        form = self.form
        rows = [{c: breakable(row.get(c, "")) for c in _GIVEN} for row in self.given.rows]
        return paper_basis(self.job) | {
            "title": self._title(),
            "heading": form.title,
            "edition": head_line(self.job),
            "notes": self.notes,
            "details": [field_data(f) for f in form.details],
            "action_question": form.action_question,
            "action_note": self.job.words["follow_up"]["add_row"],
            "columns": [cell_data(c, COLUMNS[c.id]) for c in form.cells],
            "ticks": [{"sure": t.sure.id, "code": t.code, "text": t.words} for t in form.ticks],
            "scale": {"label": form.scale, "hint": self.job.words["form"]["sure_scale"]},
            "rows": rows,
            "learning_question": form.learning_question,
            "learning": [field_data(f) for f in form.learning],
            "words": {**self.job.words["word"], **self.job.words["worksheet"]},
        }


def _pictures(template: Template, values: Mapping[str, str]) -> dict[str, Picture]:
    """Each value that is drawn beforehand, by field."""
    return {
        name: Picture(value if name == "reference" else breakable(value), area.width, area.height)
        for name, value in values.items()
        if value and (area := template.areas.get(name))
    }
