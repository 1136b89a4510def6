"""Field ids, the one encoding that HTML, PDF, Word and return files share; to a `Plan` and back.

`organisation` is a detail, `relevant_r3` marks recommendation 3, `sure_r3` says how sure a team is of it, `learning_2`
is the second point of the discussion, `action_4_who` who does action 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from .answers import Answers, FieldKind, meaning
from .layout import Layout
from .plan import Plan, Row, Tick

_TICK = re.compile(r"relevant_([a-z]{1,2}\d{1,3})")
_SURE = re.compile(r"sure_([a-z]{1,2}\d{1,3})")
_LEARNING = re.compile(r"learning_(\d{1,3})")
_ACTION = re.compile(r"action_(\d+)_([a-z][a-z_]*)")

ACTION_ID = re.compile(r"action_(\d+)_[a-z][a-z_]*")
"""The id of a field of an action; its number is group 1."""

TICKED = "yes"


def tick_id(code: str) -> str:
    """The box beside a recommendation: "R3" gives `relevant_r3`."""
    return f"relevant_{code.lower()}"


def sure_id(code: str) -> str:
    """How sure a team is that it does what a recommendation says: `sure_r3`."""
    return f"sure_{code.lower()}"


def learning_id(number: int) -> str:
    """The numbered point of the discussion, from 1."""
    return f"learning_{number}"


def action_id(row: int, column: str) -> str:
    """A column of action `row`, from 1."""
    return f"action_{row}_{column}"


@lru_cache(maxsize=4_096)
def code_of(name: str) -> str:
    """The recommendation beside whose box `name` stands ("R3"), "" where it is another field."""
    found = _TICK.fullmatch(name)
    return found[1].upper() if found else ""


@lru_cache(maxsize=4_096)
def sure_code_of(name: str) -> str:
    """The recommendation of a field that says how sure a team is of it, "" where it is another field."""
    found = _SURE.fullmatch(name)
    return found[1].upper() if found else ""


@lru_cache(maxsize=4_096)
def column_of(name: str) -> str:
    """The column of an action's field, "" where it is another field."""
    found = _ACTION.fullmatch(name)
    return found[2] if found else ""


@lru_cache(maxsize=4_096)
def is_answer(name: str) -> bool:
    """Whether an id can only be one of ours: a tick, a point, an action. Details have names that any form may have."""
    return any(shape.fullmatch(name) for shape in (_TICK, _SURE, _LEARNING, _ACTION))


def encode(plan: Plan) -> dict[str, str]:
    """A plan as answers by field id, in reading order."""
    answers = dict(plan.details)
    answers |= {tick_id(tick.code): TICKED for tick in plan.ticks if tick.marked}
    answers |= {sure_id(tick.code): tick.sure for tick in plan.ticks if tick.sure}
    answers |= {learning_id(n): text for n, text in enumerate(plan.learning, 1) if text}
    for number, row in enumerate(plan.rows, 1):
        answers |= {action_id(number, column): text for column, text in row.items()}
    return answers


def decode(layout: Layout, answers: Answers, recommendations: Mapping[str, str] | None = None) -> Plan:
    """What answers mean together, the same for every format. `recommendations` are the words by code, where known.

    Ids that the layout lacks are dropped; text is cleaned (`meaning`) and empty answers go; rows without text go and
    the rest move up in their order.
    """
    once = {**layout.details, **layout.closing}
    details = ((name, meaning(kind, answers.get(name, ""))) for name, kind in once.items())
    learning = [meaning(FieldKind.TEXT, answers.get(learning_id(n), "")) for n in range(1, layout.learning + 1)]
    while learning and not learning[-1]:
        learning.pop()
    return Plan(
        details={name: text for name, text in details if text},
        ticks=tuple(_ticks(layout, answers, recommendations or {})),
        learning=tuple(learning),
        rows=tuple(_rows(layout, answers)),
    )


def _ticks(layout: Layout, answers: Answers, recommendations: Mapping[str, str]) -> Iterator[Tick]:
    marked = {c for name in answers if (c := code_of(name)) and meaning(FieldKind.TICK, answers[name])}
    sure = {c: t for name in answers if (c := sure_code_of(name)) and (t := meaning(FieldKind.NUMBER, answers[name]))}
    marked, sure = marked if layout.ticks else set(), sure if layout.scale else {}
    for code in sorted(marked | sure.keys(), key=_order):
        words = " ".join(recommendations.get(code, "").split())
        yield Tick(code, words, sure=sure.get(code, ""), marked=code in marked)


def _order(code: str) -> tuple[str, int, str]:
    return re.sub(r"\d", "", code), int(re.sub(r"\D", "", code)), code


def _rows(layout: Layout, answers: Answers) -> Iterator[Row]:
    rows: dict[int, dict[str, str]] = {}
    columns = layout.columns
    for name, value in answers.items():
        found = _ACTION.fullmatch(name) if value else None
        if found and found[2] in columns and (text := meaning(columns[found[2]], value)):
            rows.setdefault(int(found[1]), {})[found[2]] = text
    for number in sorted(rows):
        yield {column: rows[number][column] for column in columns if column in rows[number]}
