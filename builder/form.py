"""The action plan's one definition: every field's id, label and tip, the reference, and what an answer means.

Every renderer (web page, PDF, Word, return file) walks this form, and every reader ends in `normalise`, so that
`read(render(form, answers)) == normalise(form, answers)`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .model import Briefing, Partnership, Team

FORM_VERSION = 1
"""Raised when a field changes its meaning; readers of older versions are kept."""

PRINTED_ACTIONS = 6
"""Rows on paper. A PDF holds as many; Word and the web any number."""

DISCUSSION_POINTS = 3
"""Numbered summaries on the seed's form."""

Words = Mapping[str, Mapping[str, str]]
"""The interface's words: group, then key (see `theme/words/en.yml`)."""

Answers = Mapping[str, str]
"""Field id to text; a tick is "yes"; a date is ISO where it was one, else as written."""


class Kind(StrEnum):
    """What may stand in a field."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    TICK = "tick"


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
        relevant=tuple(
            Field(
                f"relevant_{r.code.lower()}",
                f"{r.code} {r.text}",
                w["relevant_tip"].format(code=r.code, text=r.text),
                Kind.TICK,
            )
            for r in briefing.recommendations
        ),
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


def return_file(form: Form, answers: Answers, *, saved: str = "") -> str:
    """The web's return file: what a team answered, with all that is needed to read it years later. `saved` is ISO."""
    content = {
        "format": "briefing-return",
        "form": form.reference.form,
        "reference": str(form.reference),
        "kind": form.reference.kind,
        "recommendations": dict(f.label.split(" ", 1) for f in form.relevant),
        "answers": normalise(form, answers),
        "saved": saved,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


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
    return f"{day.day} {months[str(day.month)]} {day.year}" if day else text


# What an answer means ----------------------------------------------------------------------------

_ROW = re.compile(r"action_(\d+)_([a-z_]+)")
_TICKED = frozenset({"yes", "on", "true", "1", "x", "☒", "☑", "✓", "✔"})


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
            out[key] = _meaning(kinds[key], value)
        elif (found := _ROW.fullmatch(key)) and found[2] in columns and (text := _meaning(columns[found[2]], value)):
            rows.setdefault(int(found[1]), {})[found[2]] = text
    ordered = {f.id: out[f.id] for f in form.details + form.relevant + form.learning if out.get(f.id)}
    for number, row in enumerate((rows[n] for n in sorted(rows)), start=1):
        ordered |= {f"action_{number}_{c}": row[c] for c in columns if c in row}
    return ordered


def _meaning(kind: Kind, value: str) -> str:
    text = clean(value, one_line=kind in (Kind.LINE, Kind.NUMBER, Kind.DATE))
    if kind is Kind.TICK:
        return "yes" if text.casefold() in _TICKED else ""
    if kind is Kind.DATE:
        found = as_date(text)
        return found.isoformat() if found else text
    return text


def clean(value: str, *, one_line: bool = False) -> str:
    """Text that every format can hold: NFC, `\\n` for line ends, no control, format-override or noncharacters.

    Trailing spaces of lines and blank lines at both ends go. On one line, runs of white space become a space.
    """
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.translate(_BREAKS)
    text = "".join(c for c in text if _may_stay(c))
    if one_line:
        return " ".join(text.split())
    lines = [line.rstrip() for line in text.replace("\t", " ").split("\n")]
    return unicodedata.normalize("NFC", "\n".join(lines).strip("\n "))


_BREAKS = {ord(c): "\n" for c in "\v\f\x1c\x1d\x1e\x85\u2028\u2029"} | dict.fromkeys(
    (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "
)
_KEPT_FORMATS = frozenset("\u200c\u200d")  # joiners: Urdu, Arabic and emoji sequences need them


def _may_stay(char: str) -> bool:
    if char in "\n\t" or char in _KEPT_FORMATS:
        return True
    code = ord(char)
    if (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return False
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn", "Co")


_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def as_date(text: str) -> date | None:
    """A date written as ISO, 1/3/2027 (day first) or 1 March 2027; else None. Never guesses a missing part."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})", text):
        months = [m for m, name in enumerate(_MONTHS, 1) if name.startswith(found[2].casefold())]
        if len(months) == 1:
            return _date(int(found[3]), months[0], int(found[1]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
