"""What earlier runs found, so that it is not worked out again: small JSON facts under `build/facts/`, by digest.

Deleting them only costs time, and a file that is not as we wrote it counts for nothing. Within one process, such as a
preview, whole readings are remembered too.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .model.place import Place
from .model.problems import Problem, Severity
from .model.shipped import PACKAGE, SHIPPED
from .output.day import today
from .output.fingerprints import digest_of, program_digest, stats_below

if TYPE_CHECKING:
    from .model.briefing import Briefing
    from .read import Known, KnownTeams, Stamp


@dataclass(frozen=True, slots=True)
class Facts:
    """JSON files in a folder, each with the mark of what it was made from. `folder` None: nothing is kept."""

    folder: Path | None = None

    @classmethod
    def of(cls, project: Path) -> Facts:
        """Those of a project folder."""
        return cls(project / "build" / "facts")

    def load(self, name: str, mark: str) -> dict[str, Any] | None:
        """What was kept under a name, if it was made from the same."""
        if self.folder is None:
            return None
        try:
            found = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
            return found if found["mark"] == mark else None
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def keep(self, name: str, mark: str, facts: Mapping[str, object]) -> None:
        """Keeps facts; where nothing may be written, they are worked out again."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            partial = self.folder / f"{name}.{os.getpid()}.part"
            partial.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps({"mark": mark, **facts}, ensure_ascii=False), encoding="utf-8")
            partial.replace(self.folder / f"{name}.json")

    def problems(self, name: str, mark: str) -> tuple[Problem, ...] | None:
        """Problems that were kept under a name."""
        found = self.load(name, mark)
        return problems_from(found.get("problems")) if found else None

    def keep_problems(self, name: str, mark: str, problems: Iterable[Problem]) -> None:
        """Keeps problems under a name and the mark of what they were found in; else they are found again."""
        self.keep(name, mark, {"problems": problems_as(problems)})


def problems_as(problems: Iterable[Problem]) -> list[tuple[object, ...]]:
    """Problems as what JSON holds, a row for each; `problems_from` reads it back."""
    return [(p.place.path, p.place.line, p.severity, p.decidable, *(getattr(p, n) for n in _WORDS)) for p in problems]


_WORDS = ("rule", "message", "hint", "passage", "about")


def problems_from(data: object) -> tuple[Problem, ...] | None:
    """Problems from JSON; None where it holds anything else."""
    if not isinstance(data, list):
        return None
    try:
        return tuple(_problem(*row) for row in data)
    except (TypeError, ValueError):
        return None


def _problem(path: str, line: int, severity: str, decidable: bool, *words: str) -> Problem:
    if type(path) is not str or type(line) is not int or type(decidable) is not bool or len(words) != len(_WORDS):
        raise ValueError("a row of another kind")
    for text in words:
        if type(text) is not str:
            raise ValueError("words are text")
    rule, message, hint, passage, about = words
    return Problem(rule, Severity(severity), Place(path, line), message, hint, passage, about, decidable)


def state_of(project: Path) -> str:
    """A mark of all that a project's check and build depend on: names, sizes and times of its files, theme, program."""
    stats = [_stats(folder) for folder in (project / "content", *_beside(project))]
    files = (project / "mkdocs.yml", project / "records" / "decisions.yml")
    alone = [(f.stat().st_size, f.stat().st_mtime_ns) if f.is_file() else None for f in files]
    return digest_of((program_stamp(), str(project), today(), os.environ.get("SOURCE_DATE_EPOCH", ""), alone, stats))


def _beside(project: Path) -> tuple[Path, ...]:
    """What a partnership may have of its own beside its content: looks, and a guide with its pictures."""
    return project / "theme", project / "docs" / "guide", project / "docs" / "pictures"


@cache
def program_stamp() -> str:
    """A mark of the program's own files with the theme and guide that it ships, by name, size and times.

    An installation may give every file the same time, whatever is in it. When a file came to be where it is
    (`st_ctime_ns`) nobody can set, so that another edition of the program is noticed there too; to read five hundred
    files would take three times as long as all else.
    """
    beside = () if SHIPPED.is_relative_to(PACKAGE) else (SHIPPED, *_beside(SHIPPED.parent)[1:])
    files = [(folder, stats_below(folder, linked=True)) for folder in (PACKAGE, *beside)]
    stats = [(f, n, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for f, found in files for n, s in found]
    settings = SHIPPED.parent / "mkdocs.yml"
    return digest_of((stats, settings.stat().st_mtime_ns if settings.is_file() else None))


@dataclass(frozen=True, slots=True)
class State:
    """A project's state when a check or build began, and what a person had written then."""

    mark: str
    files: object

    @classmethod
    def of(cls, project: Path) -> State:
        """The state now."""
        return cls(state_of(project), _written(project))

    def after(self, project: Path) -> str:
        """The mark to keep what was found under.

        The first check writes down what old decisions cover (`records/decisions.yml`): our own change, and no reason
        to look again. Where a person changed a file meanwhile, the mark from before stands, which fits nothing now.
        """
        return state_of(project) if _written(project) == self.files else self.mark


def _written(project: Path) -> object:
    return [_stats(part) for part in (project / "content", *_beside(project))]


def _stats(folder: Path) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """A folder, and path, size and time of each file below it."""
    return str(folder), tuple((n, s.st_size, s.st_mtime_ns) for n, s in stats_below(folder, linked=True))


@dataclass
class Memory:
    """What is known of each briefing, by its slug: in this process, and in `facts` from one to the next."""

    facts: Facts = field(default_factory=Facts)
    _read: dict[str, Known] = field(default_factory=dict)
    _judged: dict[str, tuple[str, tuple[Problem, ...]]] = field(default_factory=dict)
    _teams: KnownTeams | None = None

    def recall(self, folder: Path, stamp: Stamp) -> Known | None:
        """What was read last in a briefing's folder, if its files are the same."""
        known = self._read.get(folder.name)
        if known and known.stamp == stamp:
            return known
        if self.facts.folder is None:
            return None
        from .read import Known  # late, as all that reads: what is answered at once needs none of it
        from .readings import mark_of, reading_from

        held = self.facts.load(f"read/{folder.name}", mark_of(stamp))
        found = reading_from(held, folder) if held else None
        problems = problems_from(found[1]) if found else None
        if found is None or problems is None:
            return None
        self._read[folder.name] = Known(stamp, found[0], problems)
        return self._read[folder.name]

    def keep(self, folder: Path, known: Known) -> None:
        """Remembers a reading; on disk too, where all files of the briefing lie in its own folder and not below."""
        self._read[folder.name] = known
        if self.facts.folder is not None and known.briefing and not any("/" in name for name, *_ in known.stamp):
            from .readings import mark_of, written

            rows = written(known.briefing, problems_as(known.problems))
            self.facts.keep(f"read/{folder.name}", mark_of(known.stamp), rows)

    def recall_teams(self) -> KnownTeams | None:
        """The list of teams that was read last in this process: 5,000 rows are read in 60 ms."""
        return self._teams

    def keep_teams(self, known: KnownTeams) -> None:
        """Remembers the list of teams."""
        self._teams = known

    def judged(self, slug: str, mark: str) -> tuple[Problem, ...] | None:
        """What the rules found last in the files that are there now, if all else (`mark`) is the same."""
        whole = self._mark(slug, mark)
        own = self._judged.get(slug)
        if own and own[0] == whole:
            return own[1]
        found = self.facts.problems(slug, whole)
        if found is not None:
            self._judged[slug] = whole, found
        return found

    def found_so_far(self, slug: str) -> tuple[Briefing | None, tuple[Problem, ...]] | None:
        """A briefing as this process read it last and what was found in it; None while either is not known."""
        known, judged = self._read.get(slug), self._judged.get(slug)
        return (known.briefing, (*known.problems, *judged[1])) if known and judged else None

    def keep_judged(self, slug: str, mark: str, problems: tuple[Problem, ...]) -> None:
        """Remembers what was found."""
        whole = self._mark(slug, mark)
        self._judged[slug] = whole, problems
        self.facts.keep_problems(slug, whole, problems)

    def _mark(self, slug: str, mark: str) -> str:
        return digest_of((self._read[slug].stamp if slug in self._read else "", program_digest(), mark))
