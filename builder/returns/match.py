"""Joins a return to its briefing and team: by the reference in the form, else by its details, else it says why not.

Details are organisation, section and team, and manager. Exactly those of one team mean that team; else alike enough
means at least `LIKELY` of 100, and `APART` ahead of the next team: below that a person decides, with the likeliest team
named. A reference is not believed against the details: a manager who passes the worksheet on to another team leaves the
first team's reference in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nsmallest
from itertools import islice

from ..model.briefing import Briefing
from ..model.partnership import Library, Team
from .collected import Match, Sure
from .replies import Return

LIKELY = 85
APART = 8
CONTRADICTS = 95
"""Details this much like another team's, and not like the reference's own, contradict a reference."""
UNLIKE = 60

_WEIGHTS = {"organisation": 40, "section_team": 45, "team_manager": 15}
_CLOSEST = 12
"""Teams compared letter by letter: those that share most words."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A briefing's teams with their folded details; where each word of them occurs, and which details are one team's.

    Both indexes spare a comparison with every team for every return.
    """

    teams: tuple[Team, ...]
    fields: tuple[Mapping[str, str], ...]
    by_word: Mapping[str, Sequence[int]]
    by_details: Mapping[tuple[str, ...], Sequence[int]]

    @classmethod
    def of(cls, teams: tuple[Team, ...]) -> _Known:
        fields = tuple(map(_fields, teams))
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
        return self.teams[found[0]] if len(found) == 1 and details["section_team"] else None

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
        self._briefings = {b.slug: b for b in library.briefings}
        self._teams = {t.id: t for t in library.teams}
        self._known = {b.slug: _Known.of(library.teams_of(b)) for b in library.briefings}
        self._points = {b.slug: {_fold(r.text) for r in b.recommendations} for b in library.briefings}

    def match(self, found: Return) -> Match:
        """Where the return belongs."""
        reference = found.reference
        if reference and reference.partnership != self._library.partnership.id:
            return Match(reason="why_other_partnership", detail=reference.partnership)
        if reference and reference.briefing not in self._briefings:
            return Match(reason="why_unknown_briefing", detail=reference.briefing)
        briefing = self._briefings[reference.briefing] if reference else self._briefing_by_words(found)
        if briefing is None:
            return Match(reason="why_no_briefing")
        if reference and reference.team in self._teams:
            return self._by_reference(briefing, self._teams[reference.team], found.answers)
        gone = reference.team if reference else ""
        return self._by_details(briefing, found.answers, gone)

    def _by_reference(self, briefing: Briefing, team: Team, answers: Mapping[str, str]) -> Match:
        own = likeness(_details(answers), _fields(team))
        if own < UNLIKE:
            other, score, _ = self._closest(briefing, answers)
            if other and other.id != team.id and score >= CONTRADICTS:
                return Match(briefing.slug, reason="why_contradiction", detail=team.id, suggestion=other.id)
        return Match(briefing.slug, team.id, Sure.REFERENCE, 100)

    def _by_details(self, briefing: Briefing, answers: Mapping[str, str], gone: str) -> Match:
        team, score, ahead = self._closest(briefing, answers)
        if team and score >= LIKELY and ahead >= APART:
            return Match(briefing.slug, team.id, Sure.DETAILS, score)
        suggestion = team.id if team and score >= UNLIKE else ""
        if gone and not suggestion:
            return Match(briefing.slug, reason="why_unknown_team", detail=gone)
        reason = "why_two_teams" if score >= LIKELY else "why_no_team"
        return Match(briefing.slug, reason=reason, suggestion=suggestion, confidence=score)

    def _briefing_by_words(self, found: Return) -> Briefing | None:
        """The briefing whose recommendations the return carries, else the only one there is."""
        carried = {_fold(text) for text in found.recommendations.values() if text}
        if carried:
            shared = {slug: len(carried & points) for slug, points in self._points.items()}
            best = max(shared, key=lambda slug: shared[slug], default="")
            alone = list(shared.values()).count(shared.get(best, 0)) == 1
            if alone and shared.get(best, 0) * 2 > len(carried):
                return self._briefings[best]
        if self._only:
            return self._briefings.get(self._only)
        return self._library.briefings[0] if len(self._library.briefings) == 1 else None

    def _closest(self, briefing: Briefing, answers: Mapping[str, str]) -> tuple[Team | None, int, int]:
        """The team most like the details, how alike (0 to 100), and how far ahead of the next."""
        given, known = _details(answers), self._known[briefing.slug]
        if not _words(given):
            return None, 0, 0
        if same := known.same(given):
            return same, 100, 100
        compared = ((likeness(given, known.fields[n]), known.teams[n]) for n in known.nearest(given))
        ranked = sorted(compared, key=lambda x: (-x[0], x[1].id))
        if not ranked:
            return None, 0, 0
        second = ranked[1][0] if len(ranked) > 1 else 0
        return ranked[0][1], ranked[0][0], ranked[0][0] - second


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
    return {f: _fold(answers.get(f, "")[:200]) for f in _WEIGHTS}


def _fields(team: Team) -> dict[str, str]:
    return {f: _fold(str(getattr(team, f))[:200]) for f in _WEIGHTS}


def _words(details: Mapping[str, str]) -> frozenset[str]:
    return frozenset(" ".join(details.values()).split())


def _fold(text: str) -> str:
    """Small letters and digits without accents or punctuation, in one order of words and spaces."""
    bare = (c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", "".join(bare).replace("&", " and ")))


def names(teams: Iterable[Team]) -> dict[str, str]:
    """How a team is named in lists: organisation, then section and team."""
    return {t.id: f"{t.organisation}: {t.section_team}" for t in teams}
