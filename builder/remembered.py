"""What an earlier run read and found, kept under `build/`: a briefing whose files have not changed is not read again.

Deleting it only costs time. The files are pickles, for speed, and are read with only the model's own classes allowed:
a file that somebody tampered with can at most be refused.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
from dataclasses import dataclass, field
from pathlib import Path

from .model.briefing import Briefing
from .model.problems import Problem
from .output.fingerprints import program_digest
from .read import Known, KnownTeams

_MODEL = ("place", "text", "briefing", "partnership", "problems")
_ALLOWED = frozenset({"builder.read", "builder.remembered", *(f"builder.model.{name}" for name in _MODEL)})


@dataclass(frozen=True, slots=True)
class Judged:
    """The problems of a check, and what it was made with: the day, the partnership, the program."""

    mark: str
    problems: tuple[Problem, ...]


@dataclass
class Memory:
    """Memories by a briefing's slug. With no folder it lives only as long as the process."""

    folder: Path | None = None
    _read: dict[str, Known] = field(default_factory=dict)
    _judged: dict[str, Judged] = field(default_factory=dict)
    _looked: set[str] = field(default_factory=set)
    _teams: KnownTeams | None = None

    def recall(self, slug: str) -> Known | None:
        """What was read last."""
        self._look(slug)
        return self._read.get(slug)

    def keep(self, slug: str, known: Known) -> None:
        """Remembers a reading; what was found in an older one is forgotten."""
        self._looked.add(slug)
        self._read[slug] = known
        self._judged.pop(slug, None)

    def recall_teams(self) -> KnownTeams | None:
        """The list of teams that was read last in this process: 5,000 rows are read in 60 ms."""
        return self._teams

    def keep_teams(self, known: KnownTeams) -> None:
        """Remembers the list of teams."""
        self._teams = known

    def judged(self, slug: str, mark: str) -> tuple[Problem, ...] | None:
        """What was found last, if it was made with the same mark."""
        self._look(slug)
        found = self._judged.get(slug)
        return found.problems if found and found.mark == mark else None

    def keep_judged(self, slug: str, mark: str, problems: tuple[Problem, ...]) -> None:
        """Remembers what was found, and writes it down."""
        self._judged[slug] = Judged(mark, problems)
        if self.folder and slug in self._read:
            self.folder.mkdir(parents=True, exist_ok=True)
            partial = self.folder / f"{slug}.{os.getpid()}.part"
            partial.write_bytes(pickle.dumps((program_digest(), self._read[slug], self._judged[slug]), 5))
            partial.replace(self.folder / slug)

    def _look(self, slug: str) -> None:
        if self.folder is None or slug in self._looked:
            return
        self._looked.add(slug)
        with contextlib.suppress(OSError, pickle.UnpicklingError, ValueError, TypeError, EOFError, AttributeError):
            program, known, judged = _Careful(io.BytesIO((self.folder / slug).read_bytes())).load()
            if program == program_digest() and isinstance(known, Known) and isinstance(judged, Judged):
                self._read[slug], self._judged[slug] = known, judged


class _Careful(pickle.Unpickler):
    """Builds nothing but the model's own values."""

    def find_class(self, module: str, name: str) -> object:
        if (module in _ALLOWED and "." not in name) or (module, name) == ("datetime", "date"):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed")


def dump_briefing(briefing: Briefing, file: Path) -> None:
    """Writes a briefing down as it was read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.{os.getpid()}.part")
    partial.write_bytes(pickle.dumps(briefing, 5))
    partial.replace(file)


def load_briefing(file: Path) -> Briefing | None:
    """A briefing that was written down, or None where there is none that this version understands."""
    with contextlib.suppress(
        OSError, pickle.UnpicklingError, ValueError, TypeError, EOFError, AttributeError, IndexError, KeyError
    ):
        found = _Careful(io.BytesIO(file.read_bytes())).load()
        if isinstance(found, Briefing) and repr(found):
            return found
    return None
