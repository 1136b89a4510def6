"""What may go out: drafts are left out, a briefing that is stopped keeps its last good edition, the others are built.

What people decided about a whole rule, before decisions named words, is frozen here too: into `records/decisions.yml`,
which no build replaces.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from .check import covered
from .check.core import decision_key, is_example
from .model.briefing import Briefing
from .model.partnership import Library
from .model.place import Place
from .model.problems import Problem, Severity
from .output.fingerprints import stats_below
from .read.briefing import read_briefing

DECISIONS = "records/decisions.yml"


@dataclass(frozen=True, slots=True)
class Passed:
    """What is built: `library` with drafts left out and last good editions put in. `stopped` briefings have a problem;
    those `kept` among them stand in their last good edition. `library` None: nothing is built.
    """

    library: Library | None
    stopped: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def passed(project: Path, library: Library | None, problems: Iterable[Problem], *, strict: bool = False) -> Passed:
    """What of a library may be built; a briefing that is stopped stands in its last good edition."""
    drafts = {b.slug for b in library.briefings if b.draft} if library else set()
    stops = [p for p in problems if _blocks(p, strict=strict) and briefing_of(p.place) not in drafts]
    stopped = tuple(sorted({briefing_of(p.place) for p in stops} - {""}))
    if library is None or any(not briefing_of(p.place) for p in stops):
        return Passed(None, stopped)
    editions = {slug: kept for slug in stopped if (kept := _edition(project, slug)) is not None}
    sound = [b for b in library.briefings if not b.draft and b.slug not in stopped]
    if stopped and not sound and not editions:
        return Passed(None, stopped)
    briefings = tuple(sorted((*sound, *editions.values()), key=lambda b: b.slug))
    return Passed(replace(library, briefings=briefings), stopped, tuple(editions))


def keep_editions(project: Path, slugs: Iterable[str]) -> None:
    """Keeps the files of each briefing that was built, as its last good edition; those that are the same stay."""
    for slug in slugs:
        source, target = project / "content" / slug, _good(project) / "content" / slug
        if _stats(source) != _stats(target):
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, symlinks=True)  # a link out of the project stays one, and is refused


def _edition(project: Path, slug: str) -> Briefing | None:
    """The last good edition, read anew from its files."""
    good = _good(project)
    return read_briefing(good, good / "content" / slug, []) if (good / "content" / slug).is_dir() else None


def _good(project: Path) -> Path:
    return project / "build" / "good"


def _stats(folder: Path) -> list[tuple[str, int, int]]:
    return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats_below(folder)]


def briefing_of(place: Place) -> str:
    """The briefing in whose folder a place is, "" for what belongs to all of them."""
    parts = place.path.split("/")
    return parts[1] if len(parts) > 1 and parts[0] == "content" and "." not in parts[1] else ""


def _blocks(problem: Problem, *, strict: bool) -> bool:
    return problem.severity is Severity.ERROR or (strict and problem.severity is Severity.WARNING)


# Old decisions about whole rules --------------------------------------------------------------------------


Frozen = Mapping[str, Mapping[str, Sequence[str]]]
"""By briefing, then by decision: the words that it covered when it was first read."""


def frozen_words(project: Path, library: Library, day: date) -> tuple[Frozen, tuple[Problem, ...]]:
    """The words that each decision without words covers, as written down at the first reading; new ones are added.

    A file that cannot be read covers nothing and is left as it is: writing it anew would widen what was decided.
    """
    file = project / DECISIONS
    known: dict[str, dict[str, list[str]]] = {}
    if file.is_file():
        try:
            known = _sound(yaml.safe_load(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, RecursionError, yaml.YAMLError):
            return {}, (_unreadable(),)
    added = False
    for briefing in library.briefings:
        own = known.setdefault(briefing.slug, {})
        wide = (d for d in briefing.decisions if not d.words and not is_example(d))
        if any(decision_key(d) not in own for d in wide):  # else all that they cover is written down
            for key, words in covered(library, briefing, day).items():
                if key not in own:
                    own[key], added = list(words), True
    if added:
        _write(file, {slug: own for slug, own in known.items() if own})
    return known, ()


def _sound(value: object) -> dict[str, dict[str, list[str]]]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(own, dict) for own in value.values()):
        raise ValueError("not a table of decisions")
    return {str(s): {str(k): [str(w) for w in words or ()] for k, words in own.items()} for s, own in value.items()}


def _unreadable() -> Problem:
    return Problem(
        "unreadable-file",
        Severity.WARNING,
        Place(DECISIONS),
        "This record cannot be read, so that decisions without words cover nothing",
        "Bring it back from a backup, or delete it: then each old decision covers what the check finds today.",
    )


def _write(file: Path, known: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    text = (
        "# Words that decisions about a whole rule covered when they were first read. Made by the program; a decision\n"
        "# that names its words in briefing.yml needs no line here.\n"
    ) + yaml.safe_dump({s: {k: list(w) for k, w in own.items()} for s, own in known.items()}, allow_unicode=True)
    with contextlib.suppress(OSError):  # a folder that may not be written to: the words are asked again next time
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(f"{file.name}.{os.getpid()}.part")
        partial.write_text(text, encoding="utf-8")
        partial.replace(file)
