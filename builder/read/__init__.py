"""Files to the model. Never raises on what an author wrote: it collects problems."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..model.briefing import Briefing
from ..model.partnership import Library, Partnership, Team
from ..model.place import Place
from ..model.problems import Problem
from ..output.fingerprints import stats_below
from .briefing import read_briefing
from .partnership import read_partnership
from .rules import READING_RULES, rule
from .source import leads_out
from .teams.rows import list_of_teams, read_teams
from .translations import with_ids_of_originals

__all__ = ["READING_RULES", "Known", "KnownTeams", "Reading", "Stamp", "read_library"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `library` is None where even the partnership is unreadable; `problems` say why.

    `unnamed` holds the briefings and teams then, under a partnership of no name: rules look at them all the same.
    """

    library: Library | None
    problems: tuple[Problem, ...]
    unnamed: Library | None = None


Stamp = tuple[tuple[str, int, int, int], ...]
"""The path below a briefing's folder, the size and the two times of each of its files."""


@dataclass(frozen=True, slots=True)
class Known:
    """A briefing as it was read, and what the files were that it was read from."""

    stamp: Stamp
    briefing: Briefing | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KnownTeams:
    """The list of teams as it was read, and the path, size and time of its file."""

    stamp: tuple[str, int, int]
    teams: tuple[Team, ...]
    problems: tuple[Problem, ...]


class Recall(Protocol):
    """A memory of briefings by their slug, and of the list of teams, which may have thousands of rows."""

    def recall(self, folder: Path, stamp: Stamp) -> Known | None:
        """What was read last in a briefing's folder, if its files are the same."""

    def keep(self, folder: Path, known: Known) -> None:
        """Remembers what was read."""

    def recall_teams(self) -> KnownTeams | None:
        """The list that was read last."""

    def keep_teams(self, known: KnownTeams) -> None:
        """Remembers the list."""


def read_library(project: Path, memory: Recall | None = None) -> Reading:
    """Everything in the project's `content/` folder. What `memory` holds unchanged is not read again."""
    problems: list[Problem] = []
    content = project / "content"
    if not content.is_dir():
        hint = "Run the command in your project folder, or start one with `briefing init`."
        return Reading(
            None, (rule("missing-file").at(Place("content"), "There is no folder “content” here", hint=hint),)
        )
    partnership = read_partnership(project, content / "partnership.yml", problems)
    teams = _teams(project, list_of_teams(content), problems, memory)
    folders = sorted(f for f in content.iterdir() if f.is_dir() and not f.name.startswith((".", "_")))
    _report_twins(folders, problems)
    away = leads_out(project, content)  # as all folders in it do, but for links, which Windows has of a second kind
    outside = {f for f in folders if (leads_out(project, f) if os.name == "nt" or f.is_symlink() else away)}
    problems += [
        rule("link-out").at(Place(f"content/{f.name}"), f"content/{f.name} is a link to a folder outside the project")
        for f in folders
        if f in outside
    ]
    folders = [f for f in folders if f not in outside]
    briefings = [b for folder in folders if (b := _briefing(project, folder, problems, memory))]
    briefings = list(with_ids_of_originals(briefings, problems))
    ids = {t.id for t in teams}
    for briefing in briefings:
        _report_unknown_teams(briefing, ids, problems)
    if partnership is None:
        nobody = Partnership("partnership", "", Place("content/partnership.yml"))
        return Reading(None, tuple(problems), Library(nobody, tuple(briefings), teams))
    return Reading(Library(partnership, tuple(briefings), teams), tuple(problems))


def _teams(project: Path, file: Path, problems: list[Problem], memory: Recall | None) -> tuple[Team, ...]:
    stat = file.stat() if file.is_file() else None
    stamp = (str(file), stat.st_size, stat.st_mtime_ns) if stat else ("", 0, 0)
    known = memory.recall_teams() if memory and stat else None
    if known is None or known.stamp != stamp:
        own: list[Problem] = []
        known = KnownTeams(stamp, read_teams(project, file, own), tuple(own))
        if memory:
            memory.keep_teams(known)
    problems += known.problems
    return known.teams


def _briefing(project: Path, folder: Path, problems: list[Problem], memory: Recall | None) -> Briefing | None:
    stamp = tuple((n, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for n, s in stats_below(folder, linked=True))
    known = memory.recall(folder, stamp) if memory else None
    if known is None:
        own: list[Problem] = []
        known = Known(stamp, read_briefing(project, folder, own), tuple(own))
        if memory:
            memory.keep(folder, known)
    problems += known.problems
    return known.briefing


def _report_twins(folders: list[Path], problems: list[Problem]) -> None:
    seen: dict[str, str] = {}
    for folder in folders:
        other = seen.setdefault(folder.name.casefold(), folder.name)
        if other != folder.name:
            place = Place(f"content/{folder.name}")
            problems.append(rule("duplicate-briefing").at(place, f"“{folder.name}” and “{other}” differ only in case"))


def _report_unknown_teams(briefing: Briefing, ids: set[str], problems: list[Problem]) -> None:
    problems += [
        rule("unknown-team").at(briefing.line_of("teams"), f"There is no team with the id “{team}”")
        for team in briefing.teams or ()
        if team not in ids
    ]
