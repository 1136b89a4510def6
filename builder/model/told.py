"""Problems as a person reads them: how much there is to do, what comes first, each kind once with all its places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from .problems import NOT_NAMED, Named, Problem, Severity, in_order, message_at

SCREEN = 25
"""Lines that a person sees at once: so many are said of one briefing, and the other kinds are named."""
PLACES = 6
"""Places that are named for one kind; of more, the number is said."""


def told(problems: Iterable[Problem], *, everything: bool = False, named: Named = NOT_NAMED) -> str:
    """First how much there is, then what stops the build, then what to think about; the first thing again at the end.

    Notes are counted, and shown where `everything` is asked for. `named`: what to call places.
    """
    ordered = in_order(problems)
    mend = [p for p in ordered if p.severity is Severity.ERROR and not p.decidable]
    decide = [p for p in ordered if p.severity is Severity.ERROR and p.decidable]
    think = [p for p in ordered if p.severity is Severity.WARNING]
    notes = [p for p in ordered if p.severity is Severity.NOTE]
    if not ordered:
        return "Nothing to mend, to decide or to think about."
    lines = [_counted(mend, decide, think, notes, everything=everything)]
    lines += _group("To mend: nothing of it goes out before", mend, named, hints=True)
    lines += _group("To decide: change the words, or record a decision about them", decide, named, hints=False)
    tail = 2 * bool(think or decide) + 2 * bool(mend)
    room = SCREEN - len(lines) - tail if _of_one_briefing(ordered) and not everything else len(ordered) * PLACES
    lines += _group("To think about", think, named, hints=everything, room=room)
    if everything:
        lines += _group("Notes", notes, named, hints=True)
    elif think or decide:
        lines += ["", "`briefing rules NAME` says why and what to do; `briefing check --all` says it for each."]
    if mend and len(lines) > 12:
        lines += ["", f"First of all: {_line([mend[0]], named)}"]
    return "\n".join(lines)


def stops(problems: Iterable[Problem], *, strict: bool = False, named: Named = NOT_NAMED) -> str:
    """For a build: only what stops it, and how much else there is."""
    ordered = in_order(problems)
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    here = [p for p in ordered if p.severity in stopping]
    others = len([p for p in ordered if p.severity is not Severity.NOTE]) - len(here)
    lines = _group("", here, named, hints=True)[1:] if here else []
    if others:
        lines.append(f"{_things(others)} more to think about: `briefing check`.")
    return "\n".join(lines)


def _counted(
    mend: Sequence[Problem],
    decide: Sequence[Problem],
    think: Sequence[Problem],
    notes: Sequence[Problem],
    *,
    everything: bool,
) -> str:
    said = f"{len(mend)} to mend, {len(decide)} to decide, {len(think)} to think about"
    return said if everything or not notes else f"{said} ({len(notes)} note{'s' * (len(notes) > 1)}: --all)"


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"


def _of_one_briefing(problems: Iterable[Problem]) -> bool:
    folders = {p.place.path.rpartition("/")[0].removeprefix("content").strip("/") for p in problems}
    return len(folders - {""}) == 1


def _group(title: str, problems: Sequence[Problem], named: Named, *, hints: bool, room: int | None = None) -> list[str]:
    """The kinds of problems with their places. `room`: so many lines at most; kinds that find none are named in one."""
    if not problems:
        return []
    lines = ["", *([f"{title}:"] if title else [])]
    kinds = groupby(sorted(problems, key=lambda p: (p.rule, p.severity)), key=lambda p: (p.rule, p.severity))
    groups = sorted((list(own) for _, own in kinds), key=lambda own: _at(own[0]))
    said = [(own[0], _kind(own, named, indent="  " if title else "", hints=hints)) for own in groups]
    shown, left = _in_room(said, room - len(lines)) if room is not None else (said, [])
    lines += [line for _, own in shown for line in own]
    if left:
        lines.append(f"  and, with --all, {len(left)} more kinds: {', '.join(sorted(p.rule for p, _ in left))}")
    return lines


_Said = list[tuple[Problem, list[str]]]
"""A kind's first problem, and its lines."""


def _in_room(said: _Said, room: int) -> tuple[_Said, _Said]:
    """What is shown in so many lines, and what is not: last goes what is said of a briefing as a whole, first what a
    single detail may give away, for the whole of them is said of the briefing.
    """
    left: _Said = []
    goes = sorted(said, key=lambda kind: (kind[0].place.path.endswith(".yml"), not kind[0].decidable, _later(kind[0])))
    lines = sum(len(own) for _, own in said)
    while goes and lines + bool(left) > room:
        left.append(goes.pop(0))
        lines -= len(left[-1][1])
    return [kind for kind in said if kind not in left], left


def _later(problem: Problem) -> tuple[str, int]:
    """The order of places turned round."""
    return "".join(chr(0x10FFFF - ord(c)) for c in problem.place.path), -problem.place.line


def _kind(own: Sequence[Problem], named: Named, *, indent: str, hints: bool) -> list[str]:
    lines = []
    for same in _by_briefing(own):
        alike, otherwise = _alike(same)
        lines.append(f"{indent}{_line(alike, named)}")
        if hints and same[0].hint:
            lines.append(f"      {same[0].hint}")
        lines += [f"    also {_in_its_own_words(p, same[0], named, hints=hints)}" for p in otherwise[:PLACES]]
        lines += [f"    and {len(otherwise) - PLACES} more"] if len(otherwise) > PLACES else []
    return lines


def _by_briefing(problems: Sequence[Problem]) -> list[list[Problem]]:
    ordered = sorted(problems, key=_at)
    return [list(own) for _, own in groupby(ordered, key=lambda p: p.place.path.rsplit("/", 1)[0])]


def _alike(same: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Problems of a kind that one line tells, and those of which it would say the place and not what is wrong there.

    What is said of a text is found again by its words. Of settings and lists, and of what stops a build, all is said.
    """
    first = same[0]
    other = [p for p in same[1:] if p.message != first.message and not p.decidable and _needs_its_own_words(p)]
    return [p for p in same if p not in other], list(dict.fromkeys(other))


def _in_its_own_words(problem: Problem, first: Problem, named: Named, *, hints: bool) -> str:
    hint = f". {problem.hint}" if hints and problem.hint and problem.hint != first.hint else ""
    return f"{_shortly(problem, named)}: {message_at(problem, named)}{hint}"


def _needs_its_own_words(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR or not (problem.about or problem.place.path.endswith(".md"))


def _at(problem: Problem) -> tuple[str, int]:
    """Its place in the order of places: thousands of tuples are compared faster than what they stand for."""
    return problem.place.path, problem.place.line


def _line(same: Sequence[Problem], named: Named) -> str:
    """The first of a kind with its place and words, and where the others are."""
    first, rest = same[0], same[1:]
    said = f"{_place(first, named)}: {first.severity}: {message_at(first, named)} [{first.rule}]"
    if first.passage and _short(first.passage) not in said and (first.place in named or first.about not in said):
        said += f" “{_short(first.passage)}”"
    if not rest:
        return said
    places = [f"{_shortly(p, named)}{_about(p)}" for p in rest[:PLACES]]
    more = f" and {len(rest) - PLACES} more" if len(rest) > PLACES else ""
    return f"{said}; also {', '.join(dict.fromkeys(places))}{more}"


def _place(problem: Problem, named: Named) -> str:
    return named.get(problem.place) or str(problem.place)


def _shortly(problem: Problem, named: Named) -> str:
    """A further place in the same briefing."""
    if problem.place in named:
        return named[problem.place].partition(" in Word, ")[2] or named[problem.place]
    return str(problem.place).rsplit("/", 1)[-1]


def _about(problem: Problem) -> str:
    words = problem.about
    if not words or words == problem.passage or len(words) > 40:
        return ""
    return f" ({words})" if "“" in words else f" “{words}”"


def _short(text: str, limit: int = 70) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
