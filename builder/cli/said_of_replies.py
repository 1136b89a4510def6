"""What `collect` and `follow-up` say on the screen of what came back: a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..evidence.phrases import Phrases
from ..model.theme import Theme
from ..returns.collected import Collected, Outcome, State

MAX_NAMED = 10
"""So many files that need an eye are named on the screen; the overview names all."""


def outcomes(collected: Collected, project: Path) -> Iterator[str]:
    """What became of the files, and of how many."""
    say = Phrases(Theme.of(project).words("en"))
    for outcome in Outcome:
        if count := collected.count(outcome):
            yield f"{say(f'outcome_{outcome}')}: {count}"


def states(collected: Collected, project: Path) -> Iterator[str]:
    """How many teams are in each state, for every briefing that anything came for."""
    say = Phrases(Theme.of(project).words("en"))
    for briefing in collected.library.briefings:
        found = Counter(collected.state(briefing.slug, team.id) for team in collected.library.teams_of(briefing))
        if len(found) > 1 or State.SILENT not in found:
            counts = ", ".join(f"{found[s]} {say(f'state_{s}')}" for s in State if found[s])
            yield f"{briefing.title}: {counts}"


def to_know(collected: Collected, project: Path) -> Iterator[str]:
    """What a person must know at once: that nothing was there, and which files were not read or counted, and why."""
    if not collected.files:
        yield "There are no files in this folder. Are the attachments in another one?"
    say = Phrases(Theme.of(project).words("en"))
    named = [f for f in collected.files if f.outcome is Outcome.UNREADABLE or f.reason == "why_overtaken"]
    for file in named[:MAX_NAMED]:
        yield f"  {file.path}: {say.why(file)}"
    if len(named) > MAX_NAMED:
        yield f"  and {len(named) - MAX_NAMED} more: see the overview."
