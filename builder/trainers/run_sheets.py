"""Run sheets: what happens in a session of 7, 30 or 60 minutes, step by step, for any number of sections and prompts.

Minutes add up by construction: fixed steps take theirs, reading takes what it needs, talking shares the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..model.briefing import Briefing, Prompt, Role, Section

ALOUD = 183
"""Words read aloud in a minute (Brysbaert 2019, 190 studies)."""

LENGTHS = (7, 30, 60)
"""Minutes of the sessions there are run sheets for."""


class Kind(StrEnum):
    """What a step is; also the key of its words in the theme."""

    WELCOME = "welcome"
    RULES = "rules"
    READ = "read"
    TALK = "talk"
    PAUSE = "pause"
    CONNECT = "connect"
    POINTS = "points"
    ACTIONS = "actions"
    ONE_ACTION = "one_action"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a run sheet. `sections` are read or talked about; a talk without `prompts` has a general question.

    `left` are the sections that this reading leaves to the reader's own time; `with_rules`: a welcome in which the
    three rules are said, because the session has no step of its own for them.
    """

    kind: Kind
    minutes: int
    sections: tuple[Section, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    left: tuple[Section, ...] = ()
    with_rules: bool = False

    @property
    def whole(self) -> bool:
        """Whether the minutes are enough to read all of it aloud."""
        return sum(s.words for s in self.sections) <= self.minutes * ALOUD


@dataclass(frozen=True, slots=True)
class RunSheet:
    """A session of `minutes`. `sum(s.minutes for s in steps) == minutes`, always."""

    minutes: int
    steps: tuple[Step, ...]

    def timed(self) -> Iterator[tuple[int, Step]]:
        """Each step with the minute it starts at, from 0."""
        start = 0
        for step in self.steps:
            yield start, step
            start += step.minutes


def run_sheet(briefing: Briefing, minutes: int) -> RunSheet:
    """The run sheet of one of `LENGTHS`. Raises ValueError for any other length."""
    plans = {7: _seven, 30: _thirty, 60: _sixty}
    if minutes not in plans:
        raise ValueError(f"There is no run sheet of {minutes} minutes")
    sheet = RunSheet(minutes, plans[minutes](briefing))
    if sum(s.minutes for s in sheet.steps) != minutes or any(s.minutes < 1 for s in sheet.steps):
        raise AssertionError(f"The {minutes} minutes of {briefing.slug} do not add up: {sheet.steps}")
    return sheet


def share(total: int, weights: Sequence[int], least: int = 0) -> tuple[int, ...]:
    """`total` shared by weight in whole numbers, each at least `least`; the largest remainders get what is left.

    The sum is `total` exactly. Raises ValueError where `total` cannot give everyone the least.
    """
    spare = total - least * len(weights)
    if spare < 0 or not weights:
        raise ValueError(f"{total} cannot be shared among {len(weights)}")
    whole = sum(weights)
    quotas = [Fraction(spare * w, whole) if whole else Fraction(spare, len(weights)) for w in weights]
    shares = [int(q) for q in quotas]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - quotas[i], i))
    for i in by_remainder[: spare - sum(shares)]:
        shares[i] += 1
    return tuple(least + s for s in shares)


def aloud(sections: Sequence[Section]) -> int:
    """Whole minutes to read sections aloud; 0 where there is nothing to read."""
    return -(-sum(s.words for s in sections) // ALOUD)


# Seven: read aloud, one prompt, one action ---------------------------------------------------------


def _seven(briefing: Briefing) -> tuple[Step, ...]:
    quiet = tuple(s for s in briefing.sections if s.notice and any(not o.notice for o in briefing.sections))
    sections = _fitting([s for s in briefing.sections if s not in quiet], 3 * ALOUD)
    reading = min(3, aloud(sections))
    read = (Step(Kind.READ, reading, sections, left=quiet),) if reading else ()
    prompt = _one_prompt(briefing.sections)
    return (
        Step(Kind.WELCOME, 1, with_rules=True),
        *read,
        Step(Kind.TALK, 5 - reading, _home(briefing, prompt), prompt),
        Step(Kind.ONE_ACTION, 1),
    )


_FIRST = (Role.FINDINGS, Role.RECOMMENDATIONS, Role.WHAT_TO_DO, Role.WHAT, Role.BACKGROUND)
"""What matters most in seven minutes. What a notice warns of is not read aloud then: people may do so alone."""


def _fitting(sections: Sequence[Section], words: int) -> tuple[Section, ...]:
    """The sections to read aloud within so many words, in order: all, or else the ones that matter most first."""

    def weight(s: Section) -> tuple[int, int]:
        return (_FIRST.index(s.role) if s.role in _FIRST else len(_FIRST), s.position)

    chosen: set[int] = set()
    left = words
    for section in sorted(sections, key=weight):
        if section.words <= left:
            chosen.add(section.position)
            left -= section.words
    if not chosen:
        chosen = {min(sections, key=weight).position} if sections else set()
    return tuple(s for s in sections if s.position in chosen)


def _one_prompt(sections: Sequence[Section]) -> tuple[Prompt, ...]:
    """The prompt for a group of sections: that of the findings, else that of the last section that has one."""
    asking = [s for s in sections if any(p.core for p in s.prompts)] or [s for s in sections if s.prompts]
    if not asking:
        return ()
    chosen = next((s for s in asking if s.role is Role.FINDINGS), asking[-1])
    return next(((p,) for p in chosen.prompts if p.core), chosen.prompts[:1])


def _home(briefing: Briefing, prompts: tuple[Prompt, ...]) -> tuple[Section, ...]:
    """The sections that prompts belong to."""
    return tuple(s for s in briefing.sections if any(p in s.prompts for p in prompts))


# Thirty: three readings, three prompts: what? so what? now what? ------------------------------------


def _thirty(briefing: Briefing) -> tuple[Step, ...]:
    before = (Step(Kind.WELCOME, 2), Step(Kind.RULES, 2))
    after = (Step(Kind.POINTS, 3), Step(Kind.ACTIONS, 4), Step(Kind.CLOSE, 2))
    left = 30 - sum(s.minutes for s in (*before, *after))
    return (*before, *_in_thirds(briefing, left), *after)


def thirds(sections: Sequence[Section]) -> tuple[tuple[Section, ...], ...]:
    """Sections in up to three runs, the first the longest: seven give three, two and two (Driscoll's what, so what,
    now what)."""
    sizes = share(len(sections), (1, 1, 1))
    ends = [sum(sizes[: i + 1]) for i in range(3)]
    runs = (tuple(sections[end - size : end]) for size, end in zip(sizes, ends, strict=True))
    return tuple(run for run in runs if run)


def _in_thirds(briefing: Briefing, minutes: int) -> tuple[Step, ...]:
    """Read a run of sections, talk about one prompt, up to three times, in `minutes` altogether."""
    runs = [run for run in thirds(briefing.sections) if aloud(run)]
    if not runs:
        return (Step(Kind.TALK, minutes, (), _one_prompt(briefing.sections)),)
    pieces = [piece for run in runs for piece in _around(run)]
    wanted = [aloud(piece) for piece in pieces if aloud(piece)]
    most = minutes - 2 * len(runs)
    reading = iter(wanted if sum(wanted) <= most else share(most, wanted, 1))
    read = {id(piece): next(reading) for piece in pieces if aloud(piece)}
    talking = share(minutes - sum(read.values()), [3 if _has_findings(run) else 2 for run in runs], 2)
    steps: list[Step] = []
    at = iter(pieces)
    for run, talk in zip(runs, talking, strict=True):
        prompt = _one_prompt(run)
        before, after = next(at), next(at)
        steps += [Step(Kind.READ, read[id(before)], before)] if id(before) in read else []
        steps.append(Step(Kind.TALK, talk, _home(briefing, prompt) or run, prompt))
        steps += [Step(Kind.READ, read[id(after)], after)] if id(after) in read else []
    return tuple(steps)


def _around(run: Sequence[Section]) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """What of a run is read before its question and what after it: all before, but for a part of questions alone, which
    asks in its own place."""
    asking = {s.position for s in run if set(_one_prompt(run)) & set(s.prompts) and not s.words}
    cut = next((n for n, s in enumerate(run) if s.position in asking), len(run))
    return tuple(run[:cut]), tuple(run[cut + 1 :])


def _has_findings(sections: Sequence[Section]) -> bool:
    return any(s.role is Role.FINDINGS for s in sections)


# Sixty: every section, every prompt -----------------------------------------------------------------


def _sixty(briefing: Briefing) -> tuple[Step, ...]:
    connect = (Step(Kind.CONNECT, 4),) if briefing.findings and briefing.recommendations else ()
    after = (Step(Kind.POINTS, 6), Step(Kind.ACTIONS, 8), Step(Kind.CLOSE, 3))
    before = (Step(Kind.WELCOME, 3), Step(Kind.RULES, 2))
    pause = Step(Kind.PAUSE, 3)
    left = 60 - sum(s.minutes for s in (*before, pause, *connect, *after))
    parts = _part_by_part(briefing, left) or _in_thirds(briefing, left)
    half = _after_first_third(briefing, parts)
    return (*before, *parts[:half], pause, *parts[half:], *connect, *after)


def _part_by_part(briefing: Briefing, minutes: int) -> tuple[Step, ...]:
    """Each section read and talked about with all its prompts; nothing where `minutes` are too few for that."""
    reading = [aloud([s]) for s in briefing.sections]
    asking = [s for s in briefing.sections if s.prompts]
    rest = minutes - sum(reading)
    if not asking or rest < 2 * sum(len(s.prompts) for s in asking):
        return ()
    weights = [len(s.prompts) * (3 if s.role is Role.FINDINGS else 2) for s in asking]
    least = [2 * len(s.prompts) for s in asking]
    extra = share(rest - sum(least), weights)
    talking = {s.position: a + b for s, a, b in zip(asking, least, extra, strict=True)}
    steps: list[Step] = []
    for section, read in zip(briefing.sections, reading, strict=True):
        if read:
            steps.append(Step(Kind.READ, read, (section,)))
        if section.prompts:
            steps.append(Step(Kind.TALK, talking[section.position], (section,), section.prompts))
    return tuple(steps)


def _after_first_third(briefing: Briefing, steps: Sequence[Step]) -> int:
    """The index after the last step about the first third of the sections, where a pause does most good."""
    runs = thirds(briefing.sections)
    early = {s.position for s in runs[0]} if runs else set()
    return max((i + 1 for i, step in enumerate(steps) if any(s.position in early for s in step.sections)), default=0)
