"""Words for the overview: one group of the theme's words, with counts and dates filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..form.plan import Reference, Words, as_date
from ..model.partnership import Team
from ..model.theme import written_date
from ..returns.collected import Arrival, Collected, FileResult, Outcome


@dataclass(frozen=True, slots=True)
class Phrases:
    """The group `report` in one language, and `unreadable` for the reasons of readers."""

    words: Words

    def __call__(self, key: str, **values: object) -> str:
        """The words of `key` with `values` in their braces."""
        return self._group[key].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """The words for a number of things: `key_one` for exactly one."""
        return self._group[f"{key}_one" if n == 1 else key].format(n=n, **values)

    def date(self, day: date) -> str:
        """ "1 March 2027"."""
        return written_date(day, self.words)

    def date_in(self, text: str) -> str:
        """A date that a person wrote, in words where it is one, else as written."""
        found = as_date(text)
        return self.date(found) if found else text

    def reported(self, state: str, said: str) -> str:
        """What a team reports of an action, in its own words where they say more than the state (`actions.STATES`)."""
        if state == "other":
            return self("reported_said", state=self("reported"), text=said)
        plain = self(f"reported_{state}")
        return plain if len(said.split()) < 2 else self("reported_said", state=plain, text=said)

    def why(self, file: FileResult) -> str:
        """Why a file was not read, or not counted."""
        if file.reason in self._group:
            return self(file.reason, detail=file.detail)
        why = self.words["unreadable"].get(file.reason, file.reason)
        reference = Reference.parse(file.detail)
        return f"{why} {self('why_reference', reference=reference)}" if reference else why

    def named(self, collected: Collected, file: FileResult) -> FileResult:
        """A file whose detail, where it is a team's id, is the team's name: for people to read."""
        team = collected.team(file.detail)
        return replace(file, detail=self.team(team)) if team else file

    def arrived(self, file: FileResult, arrival: Arrival) -> str:
        """Why something that arrived is no reply, and what to do."""
        if file.outcome is Outcome.OPENED:
            return self("why_words_only")
        if file.outcome is Outcome.DUPLICATE:
            return self("why_same_from", detail=file.detail)
        if file.outcome in (Outcome.READ, Outcome.SUPERSEDED):
            return self("why_nothing_in_fields" if arrival.reply < 0 else "why_belongs")
        return self.why(file)

    def why_waiting(self, collected: Collected, number: int, line: int) -> str:
        """Why a file, or a line of a table, waits for a person."""
        unplaced = next((r for r in collected.unmatched if (r.file, r.line) == (number, line)), None)
        if unplaced:
            detail = self.team(collected.team(unplaced.match.detail)) or unplaced.match.detail
            return self(unplaced.match.reason, detail=detail)
        file = collected.files[number]
        arrival = next((a for a in collected.arrivals if a.file == number), None)
        return self.arrived(file, arrival) if arrival else self.why(file)

    def team(self, team: Team | None) -> str:
        """How a team is named, "" for none."""
        return self("said_by", organisation=team.organisation, team=team.section_team) if team else ""

    def editions(self, editions: Iterable[tuple[str, int]]) -> str:
        """That the replies answer several editions of a briefing: each, and how many teams."""
        teams = (self("edition", version=version, teams=self.count("teams", n)) for version, n in editions)
        return self("editions", editions=", ".join(teams))

    def place(self, place: str) -> str:
        """Where in a worksheet something stands: a field's name in the form's words, else the place as it is."""
        found = re.fullmatch(r"action_(\d+)_([a-z_]+)", place)
        form = {**self.words["follow_up"], **self.words["form"]}
        if found:
            label = form.get(found[2], "")
            return self("place_action", n=found[1], label=label) if isinstance(label, str) else found[1]
        if found := re.fullmatch(r"(learning_|relevant_r)(\d+)", place):
            return self("place_point" if found[1] == "learning_" else "place_recommendation", n=found[2])
        if found := re.fullmatch(r"page (\d+)", place):
            return self("place_page", n=found[1])
        if found := re.fullmatch(r"sure_r(\d+)", place):
            return f"{self('place_recommendation', n=found[1])}, {form['sure']}"
        label = form.get(place, "")
        return label if isinstance(label, str) else ""

    @property
    def _group(self) -> Mapping[str, str]:
        return self.words["report"]
