"""Joins a return to its briefing and team: by the reference in the form, else by its details, else it says why not.

Details are organisation, section and team, and manager. Exactly those of one team mean that team; else alike enough
means at least `LIKELY` of 100, and `APART` ahead of the next team: below that a person decides, with the likeliest team
named. A reference is not believed against the details: a manager who passes the worksheet on to another team leaves the
first team's reference in it; where a person typed both from paper, only another team's details speak against it. The
address that sent it supports a match that is not certain, and makes none certain that the details speak against. A team
is known by the names it had before, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nsmallest
from itertools import islice

from ...model.briefing import Briefing
from ...model.partnership import Library, Team
from ..collected import Match, Sure
from ..replies import How, Return
from .teams import Teams, fold

LIKELY = 85
APART = 8
CLOSER = 5
"""Details so much more like another team's than like the reference's own contradict a reference."""
UNLIKE = 60
"""Below this, details are not the reference's own whatever else they are."""

_WEIGHTS = {"organisation": 40, "section_team": 45, "team_manager": 15}
_CLOSEST = 12
"""Teams compared letter by letter: those that share most words."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A briefing's teams with their folded details; where each word of them occurs, and which details are one team's.

    Both indexes spare a comparison with every team for every return.
    """

    teams: tuple[Team, ...]
    """A team stands once for each name it has or had."""
    fields: tuple[Mapping[str, str], ...]
    by_word: Mapping[str, Sequence[int]]
    by_details: Mapping[tuple[str, ...], Sequence[int]]

    @classmethod
    def of(cls, teams: tuple[Team, ...]) -> _Known:
        """Both indexes, each team under every name that it has or had."""
        called = [(team, name) for team in teams for name in (team.section_team, *team.formerly)]
        teams = tuple(team for team, _ in called)
        fields = tuple(_fields(team, name) for team, name in called)
        by_word: dict[str, list[int]] = {}
        by_details: dict[tuple[str, ...], list[int]] = {}
        for number, found in enumerate(fields):
            by_details.setdefault(tuple(found.values()), []).append(number)
            for word in _words(found):
                by_word.setdefault(word, []).append(number)
        return cls(teams, fields, by_word, by_details)

    def same(self, details: Mapping[str, str]) -> Team | None:
        """The one team with exactly these details."""
        found = self.by_details.get(tuple(details.values()), ())
        same = {self.teams[n].id for n in found}
        return self.teams[found[0]] if len(same) == 1 and details["section_team"] else None

    def nearest(self, details: Mapping[str, str]) -> list[int]:
        """The teams that share most words, and of those alike the first; any others where there are few."""
        shared: Counter[int] = Counter()
        for word in _words(details):
            shared.update(self.by_word.get(word, ()))
        near = nsmallest(_CLOSEST, shared, key=lambda n: (-shared[n], n))
        others = (n for n in range(len(self.teams)) if n not in shared)
        return near + list(islice(others, _CLOSEST - len(near)))


class Matcher:
    """Matches returns to one library's briefings and teams; `only` is the one briefing that is asked for, if any."""

    def __init__(self, library: Library, only: str = "") -> None:
        self._library = library
        self._only = only
        self._teams = Teams(library)
        self._briefings = self._teams.briefings
        self._senders = self._teams.by_address
        self._known = {b.slug: _Known.of(library.teams_of(b)) for b in library.briefings}
        self._points = {b.slug: {fold(r.text) for r in b.recommendations} for b in library.briefings}

    def briefing(self, slug: str) -> Briefing | None:
        """The briefing of a slug of today."""
        found = self._briefings.get(slug)
        return found if found and found.slug == slug else None

    def match(self, found: Return, sender: str = "") -> Match:
        """Where the return belongs. `sender` is the address of the message that brought it, or ""."""
        reference = found.reference
        if reference and not self._teams.is_ours(reference):
            return Match(reason="why_other_partnership", detail=reference.partnership)
        if reference and reference.briefing not in self._briefings:
            return Match(reason="why_unknown_briefing", detail=reference.briefing)
        briefing = self._briefings[reference.briefing] if reference else self._briefing_by_words(found)
        if briefing is None:
            team, score, _, _ = self._anywhere(found.answers)
            near = team.id if team and score >= UNLIKE else ""
            return Match(reason="why_no_briefing", suggestion=near, candidates=self._senders.get(sender, ()))
        team = self._teams.named_by(reference) if reference else None
        if team is not None:
            return self._by_reference(briefing, team, found.answers, typed=found.how is How.PAPER)
        return self._by_details(briefing, found.answers, reference.team if reference else "", sender)

    def _by_reference(self, briefing: Briefing, team: Team, answers: Mapping[str, str], *, typed: bool) -> Match:
        """`typed`: a person read the reference on paper and wrote it beside these details, so she saw both."""
        given = _details(answers)
        certain = Match(briefing.slug, team.id, Sure.REFERENCE, 100)
        if not _words(given):
            return certain
        own = max(likeness(given, _fields(team, name)) for name in (team.section_team, *team.formerly))
        other, score, _, _ = self._closest(briefing, answers)
        another = other is not None and other.id != team.id
        nearer = another and score >= LIKELY and score >= own + CLOSER
        stranger = not typed and bool(given["section_team"]) and not _same_people(given, team)
        if (nearer or stranger) and not self._same_person(given, answers, team, other if nearer else None):
            near = other.id if another and other and score >= UNLIKE else ""
            return Match(briefing.slug, reason="why_contradiction", detail=team.id, suggestion=near)
        return certain

    def _same_person(
        self, given: Mapping[str, str], answers: Mapping[str, str], team: Team, other: Team | None
    ) -> bool:
        """Whether manager and contact are the reference's own and the words of the team are nobody else's.

        A team that gives itself another name is still the team of its manager.
        """
        if other is not None:
            return False
        manager = bool(given["team_manager"]) and given["team_manager"] == fold(team.team_manager)
        contact = fold(answers.get("contact", "")) == fold(team.contact) != ""
        return manager and contact and given["organisation"] in ("", fold(team.organisation))

    def _by_details(self, briefing: Briefing, answers: Mapping[str, str], gone: str, sender: str) -> Match:
        team, score, ahead, rivals = self._closest(briefing, answers)
        if team and score >= LIKELY and ahead >= APART:
            return Match(briefing.slug, team.id, Sure.DETAILS, score)
        senders = self._senders.get(sender, ())
        if len(senders) == 1 and (not team or senders[0] in (team.id, *rivals) or score < UNLIKE):
            return Match(briefing.slug, senders[0], Sure.SENDER, max(score, UNLIKE))
        suggestion = team.id if team and score >= UNLIKE else ""
        more = tuple(dict.fromkeys((*rivals, *senders)))
        if gone and not suggestion:
            return Match(briefing.slug, reason="why_unknown_team", detail=gone, candidates=senders)
        reason = "why_two_teams" if score >= LIKELY else "why_no_team"
        return Match(briefing.slug, reason=reason, suggestion=suggestion, confidence=score, candidates=more)

    def _anywhere(self, answers: Mapping[str, str]) -> tuple[Team | None, int, int, tuple[str, ...]]:
        """The nearest team of all briefings."""
        found = (self._closest(b, answers) for b in self._library.briefings[:50])
        return max(found, key=lambda x: x[1], default=(None, 0, 0, ()))

    def _briefing_by_words(self, found: Return) -> Briefing | None:
        """The briefing whose recommendations the return carries, else the only one there is."""
        carried = {fold(text) for text in found.recommendations.values() if text}
        if carried:
            shared = {slug: len(carried & points) for slug, points in self._points.items()}
            best = max(shared, key=lambda slug: shared[slug], default="")
            alone = list(shared.values()).count(shared.get(best, 0)) == 1
            if alone and shared.get(best, 0) * 2 > len(carried):
                return self._briefings[best]
        if self._only:
            return self._briefings.get(self._only)
        return self._library.briefings[0] if len(self._library.briefings) == 1 else None

    def _closest(self, briefing: Briefing, answers: Mapping[str, str]) -> tuple[Team | None, int, int, tuple[str, ...]]:
        """The team most like the details, how alike (0 to 100), how far ahead of the next, and those nearly as near."""
        given, known = _details(answers), self._known[briefing.slug]
        if not _words(given):
            return None, 0, 0, ()
        if same := known.same(given):
            return same, 100, 100, ()
        best: dict[str, tuple[int, Team]] = {}
        for n in known.nearest(given):
            team, score = known.teams[n], likeness(given, known.fields[n])
            if score > best.get(team.id, (-1, team))[0]:
                best[team.id] = score, team
        ranked = sorted(best.values(), key=lambda x: (-x[0], x[1].id))
        if not ranked:
            return None, 0, 0, ()
        first = ranked[0][0]
        second = ranked[1][0] if len(ranked) > 1 else 0
        rivals = tuple(t.id for score, t in ranked[1:] if score >= max(LIKELY - APART, first - APART))
        return ranked[0][1], first, first - second, rivals


def likeness(given: Mapping[str, str], known: Mapping[str, str]) -> int:
    """How alike two sets of details are, 0 to 100, over the fields that both have; section and team must be given."""
    if not given.get("section_team") or not known.get("section_team"):
        return 0
    both = [f for f in _WEIGHTS if given.get(f) and known.get(f)]
    total = sum(_WEIGHTS[f] for f in both)
    return round(100 * sum(_WEIGHTS[f] * _ratio(given[f], known[f]) for f in both) / total)


def _ratio(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _details(answers: Mapping[str, str]) -> dict[str, str]:
    return {f: fold(answers.get(f, "")[:200]) for f in _WEIGHTS}


def _fields(team: Team, name: str) -> dict[str, str]:
    """A team's details under one of its names."""
    return {f: fold((name if f == "section_team" else str(getattr(team, f)))[:200]) for f in _WEIGHTS}


def _same_people(given: Mapping[str, str], team: Team) -> bool:
    """Whether section and team, and organisation, can be the team's own words for themselves."""
    for name in (team.section_team, *team.formerly):
        known = _fields(team, name)
        near = _near(given["section_team"], known["section_team"])
        if near and (not given["organisation"] or _near(given["organisation"], known["organisation"])):
            return True
    return False


def _near(given: str, known: str) -> bool:
    """Alike letter by letter, or one the other with words left out or added."""
    one, other = set(given.split()), set(known.split())
    return _ratio(given, known) >= UNLIKE / 100 or one <= other or other <= one


def _words(details: Mapping[str, str]) -> frozenset[str]:
    return frozenset(" ".join(details.values()).split())


def names(teams: Iterable[Team]) -> dict[str, str]:
    """How a team is named in lists: organisation, then section and team."""
    return {t.id: f"{t.organisation}: {t.section_team}" for t in teams}
