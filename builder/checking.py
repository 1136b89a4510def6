"""Reads and checks: every problem of a project. It loads the rules, and nothing that makes a product."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from .check import check_briefing
from .gate import Frozen, frozen_words
from .model.partnership import Library
from .model.problems import Problem, in_order
from .model.theme import SHIPPED, Theme
from .outcome import last_check
from .output.fingerprints import digest_of, theme_digest
from .read import Reading, read_library
from .remembered import Facts, Memory, State
from .render.appearance.own_look import wear
from .render.job import jobs_of, today
from .render.paper.letters import unprintable


def check(project: Path) -> tuple[Problem, ...]:
    """Every problem, in order; at once where nothing changed since they were found."""
    found = last_check(project)
    if found is None:
        facts = Facts.of(project)
        state = State.of(project)
        found = inspect(project, Memory(facts)).problems
        facts.keep_problems("checked", state.after(project), found)
    return found


def inspect(project: Path, memory: Memory | None = None) -> Reading:
    """Reads and checks: the library and every problem, in order. What `memory` knows is not worked out again."""
    memory = memory or Memory()
    return looked_at(project, read(project, memory), memory)


def read(project: Path, memory: Memory) -> Reading:
    """Reads, and puts on the partnership's look: all that pages are made from, and the slips met on the way.

    `library` is None where nothing can be made; then there is nothing more to look at.
    """
    reading = read_library(project, memory)
    slips = _theme_slips(project)
    if reading.library is None or slips:
        return Reading(None, in_order((*reading.problems, *slips, *_all_the_same(reading, memory))))
    wear(project, reading.library.partnership.appearance)
    return reading


def looked_at(project: Path, reading: Reading, memory: Memory) -> Reading:
    """What was read, with all that the rules find in it."""
    if reading.library is None:
        return reading
    frozen, unread = frozen_words(project, reading.library, today())
    found = judge(reading.library, Theme.of(project), memory, frozen)
    return Reading(reading.library, in_order((*reading.problems, *unread, *found)))


def _all_the_same(reading: Reading, memory: Memory) -> Iterator[Problem]:
    """What the rules find in the briefings where the partnership's settings, or a file of its theme, cannot be read."""
    if library := reading.library or reading.unnamed:
        found = judge(library, Theme((SHIPPED,)), memory)
        yield from (p for p in found if reading.library or p.place != library.partnership.place)


def _theme_slips(project: Path) -> tuple[Problem, ...]:
    if not (project / "theme").exists():
        return ()
    from .render.appearance.own_theme import theme_slips  # late: it reads templates with the engines that set them

    return theme_slips(project)


def judge(library: Library, theme: Theme, memory: Memory, frozen: Frozen = MappingProxyType({})) -> Iterator[Problem]:
    """The problems that the rules find in each briefing, and the letters that paper cannot show.

    `frozen`: the words that old decisions about whole rules cover, by briefing.
    """
    day, made_with = today(), theme_digest(theme)
    for job in jobs_of(library, theme):
        slug = job.briefing.slug
        mark = digest_of((day, library.partnership, job.library.teams, made_with, frozen.get(slug)))
        found = memory.judged(slug, mark)
        if found is None:
            found = check_briefing(library, job.briefing, day, frozen.get(slug, {})) + unprintable(job)
            memory.keep_judged(slug, mark, found)
        yield from found
