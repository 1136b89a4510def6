"""The model to artefacts, one module for each; they never import each other."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ..form.plan import Words
from ..model.briefing import Briefing
from ..model.partnership import Library
from ..model.theme import Theme, is_series
from ..output.day import today as today


@dataclass(frozen=True, slots=True)
class Job:
    """What a maker needs to make one briefing's artefacts.

    `words` are those of the briefing's language. `epoch` is the time, in seconds since 1970, that every artefact
    carries (SOURCE_DATE_EPOCH, else the newest date of publication), so that the same input gives the same bytes.
    `withdrawn`: the briefing's `withdraw_on` has come; only its page saying so is made.
    """

    library: Library
    briefing: Briefing
    words: Words
    theme: Theme
    epoch: int
    withdrawn: bool = False


def jobs_of(library: Library, theme: Theme, *, beside: Library | None = None) -> tuple[Job, ...]:
    """A job for each briefing, with only its own briefing and teams: small enough to send to a worker.

    `beside`: all that stand on the site, where it is not the library. A job's partnership is the one that the briefing
    shows: its own publisher, audience and number go before.
    """
    day, series = today(), is_series((beside or library).briefings)
    shared = ((briefing, teams, library.partnership_of(briefing)) for briefing, teams in library.shared_out())
    return tuple(
        Job(
            library=Library(shown, (briefing,), teams),
            briefing=briefing,
            words=theme.words_for(briefing, shown.audience, shown.nation, series=series),
            theme=theme,
            epoch=epoch(briefing.published),
            withdrawn=briefing.withdrawn(day),
        )
        for briefing, teams, shown in shared
    )


def epoch(published: date | None) -> int:
    """The time that artefacts carry, in seconds since 1970: SOURCE_DATE_EPOCH, else the day of publication."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdecimal():
        return int(fixed)
    day = published or date(2026, 1, 1)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
