"""The action plan's one definition: every field's id, label and tip, the reference, and what a whole return means.

Every renderer (web page, PDF, Word, return file) walks this form, and every reader ends in `normalise`, so that
`read(render(form, answers)) == normalise(form, answers)`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ..model.briefing import Briefing
from ..model.partnership import Partnership, Team
from .answers import Answers, Kind, as_date, clean, folded, meaning, written_day

__all__ = [
    "DISCUSSION_POINTS", "FOLLOW_UPS", "FORM_VERSION", "PLAN", "PRINTED_ACTIONS", "Answers", "Field", "Form", "Kind",
    "Reference", "Words", "as_date", "clean", "folded", "follow_up_answers", "follow_up_form", "normalise",
    "paper_columns", "plan_form", "prefilled", "rows_of", "written_day",
]  # fmt: skip

FORM_VERSION = 1
"""Raised when a field changes its meaning; readers of older versions are kept."""

PRINTED_ACTIONS = 6
"""Rows on paper. A PDF holds as many; Word and the web any number."""

PLAN = "plan"
"""The kind of a reference that says: an action plan."""

DISCUSSION_POINTS = 3
"""Numbered summaries on the seed's form."""

Words = Mapping[str, Mapping[str, str]]
"""The interface's words: group, then key (see `theme/words/en.yml`)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `id` is the HTML name, PDF field, Word tag and JSON key; `tip` its accessible name."""

    id: str
    label: str
    tip: str
    kind: Kind = Kind.LINE
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """What joins a return to its briefing and team, printed on every page: `wrenford/child-h/1.0/east/plan1`.

    `team` is "" on a blank form. `kind` is "plan" or a follow-up's "after6", "after12".
    """

    partnership: str
    briefing: str
    version: str
    team: str = ""
    kind: str = "plan"
    form: int = FORM_VERSION

    def __str__(self) -> str:
        return "/".join((self.partnership, self.briefing, self.version, self.team or "-", f"{self.kind}-{self.form}"))

    @classmethod
    def parse(cls, text: str) -> Reference | None:
        """The reference in a text, or None."""
        found = _REFERENCE.search(unicodedata.normalize("NFKC", text[:400]))
        if not found:
            return None
        partnership, briefing, version, team, kind, form = found.groups()
        return cls(partnership, briefing, version, "" if team == "-" else team, kind, int(form))


_REFERENCE = re.compile(
    r"([a-z0-9][a-z0-9-]*)/([a-z0-9][a-z0-9-]*)/([A-Za-z0-9][A-Za-z0-9.-]*)/([a-z0-9-]+)/([a-z]+[0-9]*)-([0-9]{1,4})"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form for one briefing and perhaps one team.

    `details` stand at the top; `relevant` are the recommendations with a tick each (label: code and words);
    `learning` the numbered summaries; `action(n)` the fields of row n, one for each of `columns`.
    `columns` are fields whose ids lack the row: `what`, `who`, `when`, `done`, `worked`, `answers`.
    """

    title: str
    reference: Reference
    details: tuple[Field, ...]
    learning_question: str
    relevant: tuple[Field, ...]
    learning: tuple[Field, ...]
    action_question: str
    columns: tuple[Field, ...]
    row_label: str

    def action(self, row: int) -> tuple[Field, ...]:
        """The fields of action row `row`, from 1."""
        prefix = f"{self.row_label} {row}: "
        return tuple(Field(f"action_{row}_{c.id}", c.label, prefix + c.tip, c.kind, c.optional) for c in self.columns)

    def fields(self, rows: int = PRINTED_ACTIONS) -> tuple[Field, ...]:
        """Every field in reading order, with `rows` action rows."""
        actions = tuple(f for row in range(1, rows + 1) for f in self.action(row))
        return self.details + self.relevant + self.learning + actions


def plan_form(partnership: Partnership, briefing: Briefing, words: Words, team: Team | None = None) -> Form:
    """The action plan of a briefing, for a team or blank. `words` are those of the briefing's language."""
    w = words["form"]

    def one(name: str, kind: Kind = Kind.LINE, optional: bool = False) -> Field:
        return Field(name, w[name], w.get(f"{name}_tip", w[name]), kind, optional)

    return Form(
        title=w["title"].format(briefing=briefing.title),
        reference=Reference(partnership.id, briefing.slug, briefing.version, team.id if team else ""),
        details=(
            one("organisation"),
            one("team_manager"),
            one("section_team"),
            one("contact"),
            one("session_date", Kind.DATE, optional=True),
            one("attending", Kind.NUMBER, optional=True),
        ),
        learning_question=w["learning_question"],
        relevant=_ticks(briefing, w),
        learning=tuple(
            Field(f"learning_{n}", f"{n}.", w["learning_tip"].format(number=n), Kind.TEXT)
            for n in range(1, DISCUSSION_POINTS + 1)
        ),
        action_question=w["action_question"],
        columns=(
            Field("what", w["what"], w["what"], Kind.TEXT),
            Field("who", w["who"], w.get("who_tip", w["who"]), Kind.TEXT),
            Field("when", w["when"], w["when"], Kind.DATE),
            Field("done", w["done"], w["done"], Kind.TEXT),
            Field("worked", w["worked"], w["worked"], Kind.TEXT),
            Field("answers", w["answers"], w.get("answers_tip", w["answers"]), Kind.LINE, optional=True),
        ),
        row_label=w["action"],
    )


def _ticks(briefing: Briefing, w: Mapping[str, str]) -> tuple[Field, ...]:
    """A tick for each recommendation."""
    return tuple(
        Field(
            f"relevant_{r.code.lower()}",
            f"{r.code} {r.text}",
            w["relevant_tip"].format(code=r.code, text=r.text),
            Kind.TICK,
        )
        for r in briefing.recommendations
    )


def prefilled(team: Team | None) -> dict[str, str]:
    """The answers that teams.csv already gives."""
    if team is None:
        return {}
    return {
        "organisation": team.organisation,
        "team_manager": team.team_manager,
        "section_team": team.section_team,
        "contact": team.contact,
    }


def paper_columns(form: Form, rows: int = PRINTED_ACTIONS) -> dict[str, str]:
    """The columns in which a person types a form from paper: what the first line says, and the field's id."""
    columns = {"reference": "reference"}
    columns |= {f.label: f.id for f in form.details}
    columns |= {f.label.split(" ", 1)[0]: f.id for f in form.relevant}
    columns |= {(f.label if len(f.label) > 4 else f.tip): f.id for f in form.learning}
    for row in range(1, rows + 1):
        columns |= {f"{form.row_label} {row}: {f.label}": f.id for f in form.action(row)}
    return columns


# The second life of a plan: a follow-up after 6 and 12 months -------------------------------------

FOLLOW_UPS = {"after6": 6, "after12": 12}
"""Kinds of follow-up, and their months after the plan."""


def follow_up_form(
    partnership: Partnership, briefing: Briefing, words: Words, kind: str, team: Team | None = None
) -> Form:
    """The follow-up of a briefing's action plan; `kind` is one of `FOLLOW_UPS`. Raises KeyError for another.

    Its rows are the team's own actions: `what` and `agreed` come filled in (`follow_up_answers`), the rest is asked.
    """
    w, months = words["follow_up"], FOLLOW_UPS[kind]

    def one(name: str, kind: Kind = Kind.TEXT) -> Field:
        return Field(name, w[name], w.get(f"{name}_tip", w[name]), kind)

    details = tuple(
        Field(name, words["form"][name], words["form"][name])
        for name in ("organisation", "team_manager", "section_team", "contact")
    )
    return Form(
        title=w["title"].format(briefing=briefing.title, months=months),
        reference=Reference(partnership.id, briefing.slug, briefing.version, team.id if team else "", kind),
        details=(*details, one("session_date", Kind.DATE)),
        learning_question=w["learning_question"],
        relevant=(),
        learning=(one("learning_1"), one("learning_2")),
        action_question=w["action_question"],
        columns=(
            *(one("what"), one("agreed"), one("done", Kind.LINE), one("evidence")),
            *(one("change"), one("checked", Kind.LINE), one("checked_on", Kind.DATE)),
        ),
        row_label=words["form"]["action"],
    )


def follow_up_answers(plan: Answers, words: Words) -> dict[str, str]:
    """What a follow-up has filled in from a team's normalised plan: who they are and what they agreed."""
    w = words["follow_up"]
    kept = {n: plan[n] for n in ("organisation", "team_manager", "section_team", "contact") if plan.get(n)}
    rows = sorted({int(found[1]) for name in plan if (found := _ROW.fullmatch(name))})
    for row in rows:
        said = {c: plan.get(f"action_{row}_{c}", "") for c in ("what", "who", "when", "done", "worked")}
        said["when"] = _written(said["when"], words["months"])
        agreed = [w[f"agreed_{c}"].format(text=said[c]) for c in ("who", "when", "done", "worked") if said[c]]
        kept |= {f"action_{row}_what": said["what"] or w["no_words"], f"action_{row}_agreed": "\n".join(agreed)}
    return kept


def _written(text: str, months: Mapping[str, str]) -> str:
    day = as_date(text)
    return written_day(day, months) if day else text


# What a return means ----------------------------------------------------------------------------

_ROW = re.compile(r"action_(\d+)_([a-z_]+)")


def normalise(form: Form, answers: Answers) -> dict[str, str]:
    """What the answers mean, the same for every format.

    Unknown ids are dropped; text is cleaned (`clean`) and empty answers go; ticks become "yes"; dates become ISO where
    they are one; action rows without text go and the rest are numbered from 1 in order.
    """
    kinds = {f.id: f.kind for f in form.details + form.relevant + form.learning}
    columns = {c.id: c.kind for c in form.columns}
    out: dict[str, str] = {}
    rows: dict[int, dict[str, str]] = {}
    for key, value in answers.items():
        if key in kinds:
            out[key] = meaning(kinds[key], value)
        elif (found := _ROW.fullmatch(key)) and found[2] in columns and (text := meaning(columns[found[2]], value)):
            rows.setdefault(int(found[1]), {})[found[2]] = text
    ordered = {f.id: out[f.id] for f in form.details + form.relevant + form.learning if out.get(f.id)}
    for number, row in enumerate((rows[n] for n in sorted(rows)), start=1):
        ordered |= {f"action_{number}_{c}": row[c] for c in columns if c in row}
    return ordered


def rows_of(answers: Mapping[str, str]) -> list[dict[str, str]]:
    """The action rows of normalised answers, in order: column id to text."""
    rows: dict[int, dict[str, str]] = {}
    for key, value in answers.items():
        if found := re.fullmatch(r"action_(\d+)_([a-z_]+)", key):
            rows.setdefault(int(found[1]), {})[found[2]] = value
    return [rows[n] for n in sorted(rows)]
