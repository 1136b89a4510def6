"""The model to artefacts, one module for each; they never import each other."""

from __future__ import annotations

from dataclasses import dataclass

from ..form import Words
from ..look import Look
from ..model import Briefing, Library


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
    look: Look
    epoch: int
    withdrawn: bool = False
