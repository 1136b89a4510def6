"""Words for the overview: one group of the theme's words, with counts and dates filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..form.plan import Reference, Words, as_date
from ..model.theme import written_date
from ..returns.collected import FileResult


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

    @property
    def _group(self) -> Mapping[str, str]:
        return self.words["report"]
