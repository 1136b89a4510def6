"""Actions that teams agreed, and what was said of them afterwards: one table, dated, overdue first.

What a team reports in a follow-up is kept apart from what somebody checked. An action that nobody has reported on is
open, and one without a date that could be understood is listed as such, never as overdue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..form.layout import SEEN
from ..form.plan import FOLLOW_UPS, ReturnKind, Row, as_date, folded
from ..model.dates import Sort, When, when
from ..returns.collected import Collected, Reply


@dataclass(frozen=True, slots=True)
class Action:
    """One agreed action. `due` is the last day it may be meant for, None where no date was given or understood; `when`
    is what the team wrote, and `about` says that it names a time and no day. It is late once `due` is over.

    `number` counts within the team's plan. `codes` are the recommendations it answers, as far as they were named: by
    today's codes, `earlier` in the words of the team's own form where the briefing no longer has them.
    `reported` is the newest thing the team reported (see `reported_word`), `reported_said` its own words for it.
    """

    briefing: str
    team: str
    number: int
    what: str
    who: str
    when: str
    due: date | None
    known_done: str
    known_worked: str
    answers: str
    codes: tuple[str, ...]
    overdue: bool = False
    about: bool = False
    reported: str = ""
    reported_said: str = ""
    earlier: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        """What the team wrote as the day, to stand behind "by"."""
        return re.sub(r"^by\s+", "", self.when, flags=re.I)

    @property
    def order(self) -> tuple[int, date, str, str, int]:
        """Overdue first, then by date, owner and team; undated last, as their teams numbered them; done after open."""
        rank = 0 if self.overdue else 1 if self.due and self.reported != "yes" else 2 if not self.due else 3
        return rank, self.due or date.max, self.who.casefold() if self.due else "", self.team, self.number


@dataclass(frozen=True, slots=True)
class Followed:
    """What one follow-up says of one action. `reported` is what the team's words, `reported_said`, come to.

    `checked` names who checked, or is "".
    """

    briefing: str
    team: str
    kind: ReturnKind
    number: int
    what: str
    reported: str
    evidence: str
    change: str
    checked: str
    on: str
    reported_said: str = ""
    seen: tuple[str, ...] = ()
    """Kinds of evidence that were ticked."""


def agreed(collected: Collected, briefing: str, today: date) -> tuple[Action, ...]:
    """Every action of the newest plans of a briefing, overdue first."""
    said = _newest_word(followed(collected, briefing))
    known = next((b.recommendations for b in collected.library.briefings if b.slug == briefing), ())
    now = {r.code: folded(r.text) for r in known}
    actions = [
        _action(reply, number, row, today, said.get((reply.match.team, folded(row.get("what", "")))), now)
        for reply in collected.of(briefing)
        for number, row in enumerate(reply.plan.rows, start=1)
    ]
    return tuple(sorted(actions, key=lambda a: a.order))


def _action(reply: Reply, number: int, row: Row, today: date, last: Followed | None, now: Mapping[str, str]) -> Action:
    codes, earlier = _answered(reply, row.get("answers", ""), now)
    said = row.get("when", "")
    meant = _when(said, as_date(reply.plan.detail("session_date")))
    due = meant.last if meant.sort in (Sort.EXACT, Sort.ABOUT) else None
    reported = last.reported if last else ""
    return Action(
        briefing=reply.match.briefing,
        team=reply.match.team,
        number=number,
        what=row.get("what", ""),
        who=row.get("who", ""),
        when=said,
        due=due,
        known_done=row.get("done", ""),
        known_worked=row.get("worked", ""),
        answers=row.get("answers", ""),
        codes=codes,
        earlier=earlier,
        overdue=bool(due and due < today and reported != "yes"),
        about=bool(due) and meant.sort is Sort.ABOUT,
        reported=reported,
        reported_said=last.reported_said if last else "",
    )


@lru_cache(maxsize=4_096)
def _when(said: str, session: date | None) -> When:
    """What a date's words mean; teams say the same things, and each list asks again."""
    return when(said, session=session)


def _answered(reply: Reply, said: str, now: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The recommendations that an action names: today's codes, and the words of those that the briefing no longer has.

    What "R1" was is what the team's own form said; `now` maps today's codes to their words, folded.
    """
    then = {c: t for c, t in reply.recommendations.items() if t}
    then |= {t.code: t.words for t in reply.plan.ticks if t.words and t.code not in then}
    by_words = {text: code for code, text in now.items()}
    codes, earlier = [], []
    for code in codes_in(said, tuple(then or now)):
        text = then.get(code, "")
        found = by_words.get(folded(text)) if text else code
        if found:
            codes.append(found)
        else:
            earlier.append(f"{code} {text}")
    return tuple(dict.fromkeys(codes)), tuple(earlier)


_NUMBER = r"(?:(?:recommendation|recs?|r)s?\.? ?(?:no\.?|number|#)? ?)?(\d{1,2})"
_CODE = re.compile(r"\b(?:recommendation|recs?|r)s?\.? ?(?:no\.?|number|#)? ?\d", re.I)
_ONE = re.compile(rf"\b{_NUMBER}(?: ?(?:-|–|to) ?{_NUMBER})?\b", re.I)
_ONLY = re.compile(rf"(?:no\.? ?|#)?{_NUMBER}(?:(?: ?(?:,|;|/|\+|&|-|–|and|to) ?)+{_NUMBER})*\.?", re.I)
_ALL = re.compile(r"all(?: of (?:them|these))?(?: (?:the )?(?:\w+ )?(?:recommendations|recs))?\.?", re.I)


def codes_in(said: str, known: Sequence[str]) -> tuple[str, ...]:
    """The recommendations that a team names, in its order: "R1, R3", "Recommendation 2", "1 and 3", "R1-R3", "all".

    A bare number counts only where nothing but numbers and codes stands there. `known`: the codes that its form had.
    """
    flat = " ".join(said.split())
    if _ALL.fullmatch(flat):
        return tuple(known)
    if _ONLY.fullmatch(flat):
        spans = list(_ONE.finditer(flat))
    else:
        spans = [m for m in _ONE.finditer(flat) if _CODE.match(m[0])]
    found: dict[str, None] = {}
    for span in spans:
        first, last = int(span[1]), int(span[2] or span[1])
        between = (code for n in range(first + 1, last) if (code := f"R{n}") in known)
        found |= dict.fromkeys((f"R{first}", *between, f"R{last}"))
    return tuple(found)


def followed(collected: Collected, briefing: str) -> tuple[Followed, ...]:
    """Every follow-up row of a briefing, by team and then by time."""
    plans = {r.match.team: r.plan.rows for r in collected.of(briefing)}
    rows = [
        _followed(reply, number, row, plans.get(reply.match.team, ()))
        for kind in FOLLOW_UPS
        for reply in collected.of(briefing, kind)
        if reply.filled
        for number, row in enumerate(reply.plan.rows, start=1)
    ]
    return tuple(sorted(rows, key=lambda f: (f.team, f.kind.months, f.number)))


def _followed(reply: Reply, number: int, row: Row, plan: tuple[Row, ...]) -> Followed:
    """`plan` are the team's own rows: on paper and in a PDF an action may be printed and so have no field."""
    agreed_then = plan[number - 1].get("what", "") if number <= len(plan) else ""
    return Followed(
        briefing=reply.match.briefing,
        team=reply.match.team,
        kind=reply.kind,
        number=number,
        what=row.get("what", "") or agreed_then,
        reported=reported_word(row.get("done", "")),
        evidence=row.get("evidence", ""),
        change=row.get("change", ""),
        checked=row.get("checked", ""),
        on=row.get("checked_on", ""),
        reported_said=row.get("done", ""),
        seen=tuple(kind for kind in SEEN if row.get(kind)),
    )


def _newest_word(rows: tuple[Followed, ...]) -> dict[tuple[str, str], Followed]:
    """What was last reported of each action, by its words: its row may have moved in a later version of the plan."""
    return {(f.team, folded(f.what)): f for f in sorted(rows, key=lambda f: f.kind.months) if f.reported}


STATES = ("yes", "partly", "no", "other", "")
"""What a team's word on an action comes to: "other" is a word of its own, "" no word at all."""

_BEGINNINGS = {
    "yes": ("yes", "y", "done", "completed", "complete"),
    "partly": (
        *("partly", "partially", "some", "started", "ongoing", "nearly", "almost", "mostly"),
        *("in progress", "on track", "under way", "underway"),
    ),
    "no": ("no", "not", "n"),
}


_LESS = re.compile(
    r"\b(?:partly|partially|in part|mostly|nearly|almost|not (?:yet|all|fully|quite|completely|everywhere)|but|except"
    r"|apart from|\d{1,2} ?(?:%|percent|per cent))(?!\w)"
)
"""After a yes these say that it was less than all: a person reads the words."""


def reported_word(text: str) -> str:
    """Which of `STATES` an answer comes to, by the words it begins with."""
    words = f"{folded(text)} "
    for state, beginnings in _BEGINNINGS.items():
        if words.startswith(tuple(f"{beginning} " for beginning in beginnings)):
            return "other" if state == "yes" and _LESS.search(text.casefold()) else state
    return "other" if text.strip() else ""
