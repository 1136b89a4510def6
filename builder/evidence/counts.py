"""Counts for one briefing: who replied, who took part, which recommendations were taken up. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..form.plan import folded
from ..model.briefing import Briefing
from ..model.partnership import Team
from ..returns.collected import Arrival, Collected, Reply, State, Sure
from ..returns.replies import How


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, in teams, with the people those teams counted.

    `asked` teams were sent the briefing, `replied` sent a filled plan back, `stated` of them gave a number of people,
    `people` is the sum of those numbers.
    """

    name: str
    asked: int
    replied: int
    stated: int
    people: int


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A recommendation and who took it up: teams that marked it, and actions that name it.

    `code` is "" for an earlier wording that the briefing no longer has.
    """

    code: str
    text: str
    teams: tuple[str, ...]
    actions: int

    @property
    def nobody(self) -> bool:
        """Neither marked by a team nor named by an action."""
        return not self.teams and not self.actions


@dataclass(frozen=True, slots=True)
class Came:
    """A team from which something came that is no reply (yet)."""

    team: Team
    arrivals: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the replies to one briefing stand. Every team asked is in one of `replied`, `deciding`, `unread`, `silent`.

    `empty` are those of `deciding` whose worksheet came back with nothing in it.
    """

    briefing: Briefing
    total: Share
    agencies: tuple[Share, ...]
    replied: tuple[Reply, ...]
    empty: tuple[Reply, ...]
    deciding: tuple[Came, ...]
    unread: tuple[Came, ...]
    silent: tuple[Team, ...]
    by_details: tuple[Reply, ...]
    typed: int
    file_times: int
    unclear_people: tuple[tuple[str, str], ...]
    """Team and what it wrote where a number was asked."""
    editions: tuple[tuple[str, int], ...] = ()
    """Editions of the briefing that the replies answer, and how many each; one alone is left out."""


def standing(collected: Collected, briefing: Briefing, no_agency: str) -> Standing:
    """Replies to a briefing's action plan against the teams it was sent to."""
    plans = collected.of(briefing.slug)
    filled = {r.match.team: r for r in plans if r.filled}
    asked = _asked(collected, briefing, {r.match.team for r in plans})
    states = {t.id: collected.state(briefing.slug, t.id) for t in asked if t.id not in filled}
    names = list(dict.fromkeys(t.agency or no_agency for t in asked))
    replied = tuple(filled[t.id] for t in asked if t.id in filled)
    return Standing(
        briefing=briefing,
        total=_share("", asked, filled),
        agencies=tuple(_share(n, [t for t in asked if (t.agency or no_agency) == n], filled) for n in sorted(names)),
        replied=replied,
        empty=tuple(r for r in plans if not r.filled and not r.remarks),
        deciding=_came(collected, briefing, [t for t in asked if states.get(t.id) is State.DECIDE]),
        unread=_came(collected, briefing, [t for t in asked if states.get(t.id) is State.UNREAD]),
        silent=tuple(t for t in asked if states.get(t.id) is State.SILENT),
        by_details=tuple(r for r in replied if r.match.sure in (Sure.DETAILS, Sure.SENDER)),
        typed=sum(r.how is How.PAPER for r in replied),
        file_times=sum(not r.saved_inside for r in replied),
        unclear_people=tuple(
            (r.match.team, r.plan.detail("attending"))
            for r in replied
            if r.plan.detail("attending") and people_in(r) is None
        ),
        editions=_editions(replied),
    )


def _editions(replies: Iterable[Reply]) -> tuple[tuple[str, int], ...]:
    """Versions by number of replies, in the order of their names; none where all answer the same."""
    found = Counter(r.version for r in replies if r.version)
    return tuple(sorted(found.items())) if len(found) > 1 else ()


def _came(collected: Collected, briefing: Briefing, teams: Iterable[Team]) -> tuple[Came, ...]:
    return tuple(Came(t, collected.came(briefing.slug, t.id)) for t in teams)


def _asked(collected: Collected, briefing: Briefing, answering: set[str]) -> list[Team]:
    """The teams the briefing was sent to, and any other that replied all the same."""
    shown = {t.id for t in collected.library.teams_of(briefing)} | answering
    return [t for t in collected.library.teams if t.id in shown]


def _share(name: str, asked: Iterable[Team], filled: dict[str, Reply]) -> Share:
    teams = list(asked)
    numbers = [people_in(filled[t.id]) for t in teams if t.id in filled]
    stated = [n for n in numbers if n is not None]
    return Share(name, len(teams), len(numbers), len(stated), sum(stated))


def people_in(reply: Reply) -> int | None:
    """How many people took part, where the team gave a plain number (at most 9,999)."""
    text = reply.plan.detail("attending")
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def taken_up(
    replies: Iterable[Reply], briefing: Briefing, action_codes: Iterable[tuple[str, ...]]
) -> tuple[TakenUp, ...]:
    """Each recommendation with the teams that marked it; then earlier wordings that were marked.

    A return carries the words it was asked about: a briefing may have been revised since, so words go before codes.
    """
    current = {r.code: r.text for r in briefing.recommendations}
    by_words = {folded(text): code for code, text in current.items()}
    marked: dict[str, list[str]] = {code: [] for code in current}
    earlier: dict[str, list[str]] = {}
    for reply in replies:
        for tick in reply.plan.marked:
            now = by_words.get(folded(tick.words)) if tick.words else (tick.code if tick.code in current else None)
            if now:
                marked[now].append(reply.match.team)
            else:
                earlier.setdefault(f"{tick.code} {tick.words}".strip(), []).append(reply.match.team)
    named = [code for codes in action_codes for code in codes]
    now_rows = [TakenUp(c, text, tuple(marked[c]), named.count(c)) for c, text in current.items()]
    return (*now_rows, *(TakenUp("", text, tuple(teams), 0) for text, teams in sorted(earlier.items())))


def summaries(reply: Reply) -> tuple[str, ...]:
    """What the team wrote about the learning, in its own words."""
    return tuple(filter(None, reply.plan.learning))
