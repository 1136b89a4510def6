"""What a form prints: every field's id, label and tip, in the words of a language, for one briefing and perhaps a team.

Every renderer (web page, PDF, Word, return file) walks this definition. Which fields there are says `layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..model.briefing import Briefing
from ..model.partnership import Partnership, Team
from .answers import FieldKind, Words, as_date, written_day
from .field_ids import action_id, learning_id, sure_id, tick_id
from .layout import DETAILS_OF_TEAM, Layout, newest_layout
from .plan import Plan, Row
from .reference import Reference, ReturnKind

PRINTED_ACTIONS = 6
"""Rows on paper. A PDF holds as many; Word and the web any number."""

_OPTIONAL = frozenset(("session_date", "attending", "answers", "no_action", "barriers", "agreed_by", "no_longer"))
"""What a team may leave open."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `id` is the HTML name, PDF field, Word tag and JSON key; `tip` its accessible name.

    `hint` stands beside the label in smaller letters. `tooltip` is the name where nothing else can be said: with the
    hint, how a date is written, and that the field may be left open.
    """

    id: str
    label: str
    tip: str
    kind: FieldKind = FieldKind.LINE
    optional: bool = False
    hint: str = ""
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class TickField:
    """The box beside a recommendation; `words` are the recommendation's, `tip` its accessible name.

    `sure` is the number that says how sure a team is of it.
    """

    code: str
    words: str
    tip: str
    sure: Field

    @property
    def id(self) -> str:
        """The box's field id."""
        return tick_id(self.code)

    @property
    def label(self) -> str:
        """What stands beside the box."""
        return f"{self.code} {self.words}"

    @property
    def box(self) -> Field:
        """The box as a field."""
        return Field(self.id, self.label, self.tip, FieldKind.TICK, tooltip=self.tip)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the table of actions: its label, and its fields, each with its own label where there are many."""

    label: str
    fields: tuple[Field, ...]
    hint: str = ""
    optional: bool = False

    @property
    def id(self) -> str:
        """The column's name: that of its first field."""
        return self.fields[0].id


@dataclass(frozen=True, slots=True)
class Form:
    """A form for one briefing and perhaps one team.

    `details` stand at the top and `closing` at the end; `ticks` are the recommendations, each with a box where `boxes`
    is true and with the number that `scale` asks for; `learning` the numbered summaries. `cells` are the columns of
    the table of actions, whose fields' ids lack the row (`what`, `who`, …); `action(n)` are the fields of row n.
    """

    title: str
    reference: Reference
    details: tuple[Field, ...]
    learning_question: str
    ticks: tuple[TickField, ...]
    learning: tuple[Field, ...]
    action_question: str
    cells: tuple[Cell, ...]
    row_label: str
    scale: str
    closing: tuple[Field, ...] = ()
    boxes: bool = True

    @property
    def layout(self) -> Layout:
        """The form's fields without their words."""
        return newest_layout(self.reference.kind)

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields of an action, of all its cells."""
        return tuple(f for cell in self.cells for f in cell.fields)

    def cells_of(self, row: int) -> tuple[Cell, ...]:
        """The cells of action row `row`, from 1, with the ids and names of their fields."""
        return tuple(replace(cell, fields=tuple(self._in_row(row, f) for f in cell.fields)) for cell in self.cells)

    def action(self, row: int) -> tuple[Field, ...]:
        """The fields of action row `row`, from 1."""
        return tuple(f for cell in self.cells_of(row) for f in cell.fields)

    def _in_row(self, row: int, f: Field) -> Field:
        prefix = f"{self.row_label} {row}: "
        return replace(f, id=action_id(row, f.id), tip=prefix + f.tip, tooltip=prefix + f.tooltip)

    def fields(self, rows: int = PRINTED_ACTIONS) -> tuple[Field, ...]:
        """Every field in reading order, with `rows` action rows."""
        ticks = tuple(f for t in self.ticks for f in ((t.box, t.sure) if self.boxes else (t.sure,)))
        actions = tuple(f for row in range(1, rows + 1) for f in self.action(row))
        return self.details + ticks + self.learning + actions + self.closing

    def paper_columns(self, rows: int = PRINTED_ACTIONS) -> dict[str, str]:
        """The columns in which a person types a form from paper: what the first line says, and the field's id."""
        columns = {"reference": "reference"}
        columns |= {f.label: f.id for f in self.details}
        for t in self.ticks:
            columns |= {t.code: t.id} if self.boxes else {}
            columns |= {f"{t.code}: {t.sure.label}": t.sure.id}
        columns |= {(f.label if len(f.label) > 4 else f.tip): f.id for f in self.learning}
        for row in range(1, rows + 1):
            columns |= {f"{self.row_label} {row}: {f.label}": f.id for f in self.action(row)}
        return columns | {f.label: f.id for f in self.closing}


def form_of(
    partnership: Partnership, briefing: Briefing, words: Words, kind: ReturnKind, team: Team | None = None
) -> Form:
    """The form of a kind. `words` are those of the briefing's language."""
    if kind is ReturnKind.PLAN:
        return plan_form(partnership, briefing, words, team)
    return follow_up_form(partnership, briefing, words, kind, team)


def plan_form(partnership: Partnership, briefing: Briefing, words: Words, team: Team | None = None) -> Form:
    """The action plan of a briefing, for a team or blank. `words` are those of the briefing's language."""
    w = words["form"]
    layout = newest_layout(ReturnKind.PLAN)
    points = ((n, w["learning_tip"].format(number=n)) for n in range(1, layout.learning + 1))
    return Form(
        title=w["title"].format(briefing=briefing.title),
        reference=Reference(partnership.id, briefing.slug, briefing.version, team.id if team else ""),
        details=_fields(layout.details, w),
        learning_question=w["learning_question"],
        ticks=_ticks(briefing, w),
        learning=tuple(Field(learning_id(n), f"{n}.", tip, FieldKind.TEXT, tooltip=tip) for n, tip in points),
        action_question=w["action_question"],
        cells=_cells(layout, w),
        row_label=w["action"],
        scale=w["sure"],
        closing=_fields(layout.closing, w),
    )


def follow_up_form(
    partnership: Partnership,
    briefing: Briefing,
    words: Words,
    kind: ReturnKind,
    team: Team | None = None,
    plan: Plan | None = None,
) -> Form:
    """The follow-up of a briefing's action plan, some months (`kind.months`) later.

    Its rows are the team's own actions: `what` and `agreed` come filled in (`follow_up_plan`), the rest is asked. Of
    the recommendations it asks about those that `plan` marked, in the words that the team had; without a plan, of all.
    """
    w = {**words["form"], "what_hint": "", "done_hint": "", **words["follow_up"]}
    layout = newest_layout(kind)
    return Form(
        title=w["title"].format(briefing=briefing.title, months=kind.months),
        reference=Reference(partnership.id, briefing.slug, briefing.version, team.id if team else "", kind),
        details=_fields(layout.details, w),
        learning_question=w["learning_question"],
        ticks=_ticks(briefing, w, plan),
        learning=_fields({learning_id(n): FieldKind.TEXT for n in range(1, layout.learning + 1)}, w),
        action_question=w["action_question"],
        cells=_cells(layout, w),
        row_label=w["action"],
        scale=w["sure"],
        boxes=False,
    )


def _fields(kinds: Mapping[str, FieldKind], w: Mapping[str, str]) -> tuple[Field, ...]:
    """Fields by id, with the label, tip and hint that the words give for each."""
    found = []
    for name, kind in kinds.items():
        tip, hint, optional = w.get(f"{name}_tip", w[name]), w.get(f"{name}_hint", ""), name in _OPTIONAL
        more = (w["date_hint"] if kind is FieldKind.DATE else "", w["optional"] if optional else "")
        found.append(Field(name, w[name], tip, kind, optional, hint, _sentences((tip, hint, *more))))
    return tuple(found)


def _sentences(parts: Iterable[str]) -> str:
    """Parts said one after the other: "By When? For example 31 March 2027. Optional"."""
    *before, last = (part for part in parts if part)
    return " ".join([*(part if part[-1] in ".?!" else f"{part}." for part in before), last])


def _ticks(briefing: Briefing, w: Mapping[str, str], plan: Plan | None = None) -> tuple[TickField, ...]:
    """The box and the number of each recommendation, or of those that a plan marked."""
    words = {r.code: r.text for r in briefing.recommendations}
    if plan:
        words = {tick.code: tick.words or words.get(tick.code, "") for tick in plan.marked}
    found = []
    for code, text in words.items():
        tip = w["sure_tip"].format(code=code)
        sure = Field(sure_id(code), w["sure"], tip, FieldKind.NUMBER, True, tooltip=_sentences((tip, w["optional"])))
        found.append(TickField(code, text, w["relevant_tip"].format(code=code, text=text), sure))
    return tuple(found)


def _cells(layout: Layout, w: Mapping[str, str]) -> tuple[Cell, ...]:
    """The columns of the table of actions. One with several boxes has a label for them all."""
    found = []
    for kinds in layout.cells:
        fields = _fields(kinds, w)
        one = fields[0]
        several = Cell(w["seen"], fields, optional=True) if len(fields) > 1 else None
        found.append(several or Cell(one.label, fields, one.hint, one.optional))
    return tuple(found)


def follow_up_plan(plan: Plan, words: Words) -> Plan:
    """What a follow-up has filled in from a team's plan: who they are and what they agreed."""
    details = {name: plan.details[name] for name in DETAILS_OF_TEAM if name in plan.details}
    return Plan(details, rows=tuple(_agreed(row, words) for row in plan.rows))


def _agreed(row: Row, words: Words) -> Row:
    w = words["follow_up"]
    said = {**row, "when": _written(row.get("when", ""), words["months"])}
    lines = [w[f"agreed_{c}"].format(text=said[c]) for c in ("who", "when", "done", "worked") if said.get(c)]
    agreed = {"what": said.get("what") or w["no_words"], "agreed": "\n".join(lines)}
    return {column: text for column, text in agreed.items() if text}


def _written(text: str, months: Mapping[str, str]) -> str:
    day = as_date(text)
    return written_day(day, months) if day else text
