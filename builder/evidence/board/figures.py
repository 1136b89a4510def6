"""What a board asks of one briefing, as plain data: who answered, what is overdue, what changed and how we know.

Pure: the same replies and the same day give the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ...form.layout import SEEN
from ...form.plan import FOLLOW_UPS, Words
from ...model.briefing import Briefing
from ...model.partnership import Team
from ...returns.collected import Collected, Reply
from ..actions import Action, agreed, followed
from ..counts import Standing, TakenUp, standing, taken_up
from ..privacy.particulars import known_places, without
from ..strength import Strength, strength_of
from .again import Before, earlier
from .chain import Strand, strands, unanswered

FEW = 5
"""From so many teams on, a mean says something. Below, the numbers are given one by one or not at all."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure teams were of one recommendation, in the plan and in their newest follow-up, 1 to 5.

    Only teams that said both are counted: `pairs` are (then, now). A change is no proof of a cause.
    """

    code: str
    text: str
    pairs: tuple[tuple[int, int], ...]

    @property
    def surer(self) -> int:
        """Teams that are surer now than then."""
        return sum(now > then for then, now in self.pairs)

    @property
    def less(self) -> int:
        """Teams that are less sure."""
        return sum(now < then for then, now in self.pairs)

    @property
    def means(self) -> tuple[float, float] | None:
        """The means then and now; None for fewer than `FEW` teams."""
        if len(self.pairs) < FEW:
            return None
        then, now = (sum(column) / len(self.pairs) for column in zip(*self.pairs, strict=True))
        return then, now


@dataclass(frozen=True, slots=True)
class Voice:
    """A team's own words: what gets in the way, what changed, what families say, or why it needs no action."""

    team: Team
    text: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the report for a board shows of one briefing."""

    briefing: Briefing
    today: date
    standing: Standing
    actions: tuple[Action, ...]
    taken_up: tuple[TakenUp, ...]
    chain: tuple[Strand, ...]
    unanswered: tuple[str, ...]
    sureness: tuple[Sureness, ...]
    evidence: Mapping[str, int]
    """Kind of evidence (`SEEN`) to the number of actions for which it was ticked."""
    strength: Mapping[Strength, int]
    barriers: tuple[Voice, ...]
    changes: tuple[Voice, ...]
    families: tuple[Voice, ...]
    no_action: tuple[Voice, ...]
    late_follow_ups: tuple[tuple[int, tuple[Team, ...]], ...]
    """Months, and the teams whose follow-up of that round has not come though others' has."""
    teams: Mapping[str, Team]
    """Every team by its id."""
    before: tuple[Before, ...]
    """What earlier briefings on the same topics found and agreed."""
    left_out: int = 0
    """Passages of which personal particulars were left out; what `actions` and the voices say is without them."""

    @property
    def overdue(self) -> tuple[Action, ...]:
        """Actions whose day has passed and that no team reports as done."""
        return tuple(a for a in self.actions if a.overdue)

    @property
    def nobody(self) -> tuple[TakenUp, ...]:
        """Recommendations that no team marked and no action names."""
        return tuple(row for row in self.taken_up if row.code and row.nobody)

    @property
    def reported(self) -> Mapping[str, int]:
        """What teams report of their actions: `yes`, `partly`, `no`, `other` or "" (nothing), and how many."""
        return Counter(a.reported for a in self.actions)

    @property
    def checked(self) -> int:
        """Actions reported as done that somebody checked."""
        done = {(s.action.team, s.action.number): s for row in self.chain for s in row.steps}
        return sum(bool(s.action.reported == "yes" and s.last and s.last.checked) for s in done.values())


def board(collected: Collected, briefing: Briefing, words: Words, today: date) -> Board:
    """The report of one briefing on `today`."""
    stand = standing(collected, briefing, words["report"]["no_agency"])
    actions = agreed(collected, briefing.slug, today)
    rows = taken_up(stand.replied, briefing, (a.codes for a in actions))
    said = followed(collected, briefing.slug)
    chain = strands(briefing, actions, said, {r.code: len(r.teams) for r in rows if r.code})
    teams = {t.id: t for t in collected.library.teams}
    clean = _Cleaning(collected, words["board"]["particular"])
    shown = tuple(clean.action(a) for a in actions)
    rounds = [r for kind in FOLLOW_UPS for r in collected.of(briefing.slug, kind) if r.filled]
    made = Board(
        briefing=briefing,
        today=today,
        standing=stand,
        actions=shown,
        taken_up=rows,
        chain=chain,
        unanswered=tuple(f.code for f in unanswered(briefing, chain)),
        sureness=tuple(_sureness(collected, briefing)),
        evidence=Counter(kind for f in said for kind in f.seen),
        strength=Counter(strength_of(a.what, words) for a in actions),
        barriers=clean.voices(_voices(stand.replied, teams, "barriers")),
        changes=clean.voices(Voice(teams[f.team], f.change) for f in said if f.change and f.team in teams),
        families=clean.voices(_families(rounds, teams)),
        no_action=clean.voices(_voices(stand.replied, teams, "no_action")),
        late_follow_ups=tuple(_late(collected, briefing, stand.replied)),
        teams=teams,
        before=tuple(
            replace(b, agreed=tuple(clean.action(a) for a in b.agreed)) for b in earlier(collected, briefing, today)
        ),
    )
    return replace(made, left_out=clean.passages)


class _Cleaning:
    """Leaves personal particulars out of what teams wrote, and counts the passages."""

    def __init__(self, collected: Collected, instead: str) -> None:
        self._instead = instead
        self._known = known_places(collected.library)
        self.passages = 0

    def _text(self, text: str) -> str:
        cleaned = without(text, self._instead, self._known)
        self.passages += cleaned != text
        return cleaned

    def voices(self, voices: Iterable[Voice]) -> tuple[Voice, ...]:
        return tuple(replace(v, text=self._text(v.text)) for v in voices)

    def action(self, action: Action) -> Action:
        return replace(
            action,
            what=self._text(action.what),
            who=self._text(action.who),
            when=self._text(action.when),
            known_done=self._text(action.known_done),
            known_worked=self._text(action.known_worked),
            answers=self._text(action.answers),
            reported_said=self._text(action.reported_said),
        )


def _voices(replies: Iterable[Reply], teams: Mapping[str, Team], detail: str) -> tuple[Voice, ...]:
    return tuple(Voice(teams[r.match.team], r.plan.detail(detail)) for r in replies if r.plan.detail(detail))


def _families(rounds: Iterable[Reply], teams: Mapping[str, Team]) -> Iterable[Voice]:
    """What follow-ups say that children, adults and families say: the third point of a follow-up."""
    for reply in rounds:
        if len(reply.plan.learning) > 2 and reply.plan.learning[2]:
            yield Voice(teams[reply.match.team], reply.plan.learning[2])


def _sureness(collected: Collected, briefing: Briefing) -> Iterable[Sureness]:
    then = {r.match.team: _sure(r) for r in collected.of(briefing.slug)}
    now: dict[str, dict[str, int]] = {}
    for kind in FOLLOW_UPS:
        for reply in collected.of(briefing.slug, kind):
            now.setdefault(reply.match.team, {}).update(_sure(reply))
    for point in briefing.recommendations:
        pairs = (
            (first[point.code], now[team][point.code])
            for team, first in sorted(then.items())
            if point.code in first and point.code in now.get(team, {})
        )
        yield Sureness(point.code, point.text, tuple(pairs))


def _sure(reply: Reply) -> dict[str, int]:
    return {t.code: int(t.sure) for t in reply.plan.ticks if t.sure in ("1", "2", "3", "4", "5")}


def _late(collected: Collected, briefing: Briefing, replied: Iterable[Reply]) -> Iterable[tuple[int, tuple[Team, ...]]]:
    """Rounds of which some follow-ups came: the teams with a plan and actions whose own has not."""
    plans = {r.match.team for r in replied if r.plan.rows}
    for kind in FOLLOW_UPS:
        came = {r.match.team for r in collected.of(briefing.slug, kind) if r.filled}
        missing = tuple(t for t in collected.library.teams if t.id in plans - came)
        if came and missing:
            yield kind.months, missing


KINDS_OF_EVIDENCE = SEEN
