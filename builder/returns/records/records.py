"""`records/`: what people note about replies, and what we note for them. No build replaces it; no run changes a cell.

Rows and lines are added below what is there. A file that another program holds is named and left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ...adapters.spreadsheets.typed_book import WorkbookError, with_rows
from ...form.definition import Form
from ...form.plan import ReturnKind
from ...model.partnership import Library
from ...model.place import Place
from ...model.problems import Problem, Severity
from ..collected import Collected, FileResult, Outcome
from ..replies import NotRead
from .decisions import FILE, Decisions, read_decisions, with_new_lines
from .paper import with_lines
from .paper_book import BOOK, TABLE, sheets_for, table_for

RECORDS = "records"
_ROUND = "paper-"


@dataclass(frozen=True)
class Records:
    """The folder `records/` of a project; it need not be there."""

    folder: Path

    @classmethod
    def of(cls, project: Path) -> Records:
        """The records of a project."""
        return cls(project / RECORDS)

    def decisions(self, library: Library) -> Decisions:
        """What people have decided about replies."""
        return read_decisions(self.folder / FILE, library)

    def typed(self) -> tuple[Path, ...]:
        """The files into which people type what came on paper."""
        tables = sorted(self.folder.glob(f"{_ROUND}*.csv")) if self.folder.is_dir() else ()
        return tuple(p for p in (self.folder / BOOK, self.folder / TABLE, *tables) if p.is_file())

    def kept(self) -> tuple[FileResult, ...]:
        """Every file here that people do not type into, as it stands: for the list of what is due for deletion."""
        typed = set(self.typed())
        files = sorted(p for p in self.folder.rglob("*") if p.is_file() and not p.is_symlink() and p not in typed)
        return tuple(_as_file(path, self.folder) for path in files)

    def note_waiting(
        self, collected: Collected, decisions: Decisions, why: Callable[[int, int], str]
    ) -> Problem | None:
        """A line in the decisions for everything that waits and is not there yet; `why` words it by file and line."""
        rows = [
            (collected.files[file].path, line, why(file, line), perhaps)
            for file, line, perhaps in _waiting(collected)
            if (collected.files[file].path, line) not in decisions.known
        ]
        if not rows:
            return None
        return self._write(FILE, lambda present: with_new_lines(present, rows))

    def make_paper(self, library: Library, forms: Mapping[tuple[str, ReturnKind], Form]) -> Problem | None:
        """`paper.xlsx`, and the same as `paper.csv`, with a row for each team and action that they lack."""
        sheets = sheets_for(library, forms)
        if not sheets:
            return None
        book = self._write(BOOK, lambda present: with_rows(present, sheets, key=4))
        return self._write(TABLE, lambda present: table_for(present, sheets)) or book

    def make_round(self, kind: ReturnKind, briefing: str, made: bytes) -> Problem | None:
        """`paper-6-months-child-h.csv` with a line for each team of `made`, a table of a follow-up, that it lacks."""
        return self._write(f"{_ROUND}{kind.months}-months-{briefing}.csv", lambda present: with_lines(present, made))

    def _write(self, name: str, make: Callable[[bytes | None], bytes | None]) -> Problem | None:
        path = self.folder / name
        try:
            made = make(path.read_bytes() if path.is_file() else None)
            if made is not None:
                self.folder.mkdir(parents=True, exist_ok=True)
                fresh = path.with_name(f".{name}.new")
                fresh.write_bytes(made)
                fresh.replace(path)
        except (WorkbookError, NotRead):
            return _problem(name, "is no table that can be read", "Open it in Excel and save it anew.")
        except OSError:
            return _problem(name, "could not be written", "Close it in other programs, then run the command again.")
        return None


def _as_file(path: Path, folder: Path) -> FileResult:
    stat = path.stat()
    name = f"{RECORDS}/{path.relative_to(folder).as_posix()}"
    return FileResult(name, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC), Outcome.LEFT_ALONE)


def _problem(name: str, what: str, hint: str) -> Problem:
    return Problem("records", Severity.WARNING, Place(f"{RECORDS}/{name}"), f"{RECORDS}/{name} {what}", hint)


def _waiting(collected: Collected) -> Iterator[tuple[int, int, str]]:
    """File, line and likeliest team of everything that a person must decide about, each once."""
    seen: set[tuple[int, int]] = set()
    likely = {a.file: a.team for a in reversed(collected.arrivals)}
    everything = [(r.file, r.line, r.match.suggestion) for r in collected.unmatched]
    everything += [(r.file, r.line, r.match.team) for r in collected.overtaken]
    everything += [(a.file, 0, a.team) for a in collected.arrivals]
    everything += [(n, 0, "") for n, f in enumerate(collected.files) if f.outcome is Outcome.UNREADABLE]
    for file, line, perhaps in everything:
        if (file, line) not in seen:
            seen.add((file, line))
            yield file, line, perhaps or likely.get(file, "")
