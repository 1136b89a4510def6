"""What people decided about replies: lines of `records/reply-decisions.csv`, which the next run knows.

    file,line,why,perhaps,decision,team,briefing,note
    in/June.zip › plan.pdf,,Its details are another team's.,council-west,belongs,council-west,,Rang Bob

`decision` is one of `KINDS`, in whatever case. The file is a person's: lines are added below, none is changed or taken
out, and columns of her own stay.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ...adapters.spreadsheets.harmless import as_csv, defused
from ...model.place import Place
from ...model.problems import Problem, Severity

if TYPE_CHECKING:
    from ...model.partnership import Library
    from ..collected import Match

FILE = "reply-decisions.csv"
COLUMNS = ("file", "line", "why", "perhaps", "decision", "team", "briefing", "note")
BELONGS, LEAVE_OUT, SEEN = "belongs", "leave out", "seen"
KINDS = {
    BELONGS: BELONGS,
    "yes": BELONGS,
    LEAVE_OUT: LEAVE_OUT,
    "ignore": LEAVE_OUT,
    "no": LEAVE_OUT,
    SEEN: SEEN,
    "done": SEEN,
    "typed": SEEN,
    "ok": SEEN,
}
"""`belongs`: it is the reply of `team` (else of the one under `perhaps`). `leave out`: no reply of anybody. `seen`:
somebody has looked and done what there was to do."""
MAX_LINES = 50_000


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. `team` and `briefing` are ids or ""."""

    kind: str
    team: str
    briefing: str


@dataclass(frozen=True)
class Decisions:
    """Decisions by file and line; `known` also holds those that nobody has taken yet."""

    taken: dict[tuple[str, int], Decided] = field(default_factory=dict)
    known: frozenset[tuple[str, int]] = frozenset()
    problems: tuple[Problem, ...] = ()

    def place(self, path: str, line: int = 0) -> Match | None:
        """Where a person said that a return belongs."""
        found = self.taken.get((path, line))
        if found is None or found.kind != BELONGS or not found.team:
            return None
        from ..collected import Match, Sure  # late: the desk's first page asks only whether anything waits

        return Match(found.briefing, found.team, Sure.DECIDED, 100)

    @property
    def placed(self) -> frozenset[str]:
        """The files that a person said are a team's reply."""
        return frozenset(path for (path, _), found in self.taken.items() if found.kind == BELONGS)

    def looked(self, path: str, line: int = 0) -> bool:
        """Whether a person has compared what was read from print with the file, and lets it count."""
        found = self.taken.get((path, line))
        return found is not None and found.kind in (BELONGS, SEEN)

    def settles(self, path: str, line: int = 0) -> bool:
        """Whether a person has seen to it, so that it waits no longer."""
        found = self.taken.get((path, line))
        return found is not None and found.kind != BELONGS

    def leaves_out(self, path: str, line: int = 0) -> bool:
        """Whether a person said that it is nobody's reply."""
        found = self.taken.get((path, line))
        return found is not None and found.kind == LEAVE_OUT


def read_decisions(file: Path, library: Library) -> Decisions:
    """The decisions in a file; none where there is none. What cannot be understood is a problem with its line."""
    try:
        text = _decoded(file.read_bytes())
    except FileNotFoundError:
        return Decisions()
    except OSError:
        problem = Problem(
            "reply-decisions", Severity.WARNING, Place(file.name), "The decisions could not be read",
            "Close the file in other programs, then collect again.",
        )  # fmt: skip
        return Decisions(problems=(problem,))
    taken: dict[tuple[str, int], Decided] = {}
    known: set[tuple[str, int]] = set()
    problems: list[Problem] = []
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        for row in list(zip(range(MAX_LINES), reader, strict=False)):
            line = row[0] + 2
            cells = {(k or "").strip().casefold(): (v or "").strip() for k, v in row[1].items() if isinstance(v, str)}
            key = cells.get("file", "").lstrip("'"), int(cells["line"]) if cells.get("line", "").isdigit() else 0
            known.add(key)
            if decided := _decided(cells, library, Place(file.name, line), problems):
                taken[key] = decided
    except csv.Error:
        problems.append(
            Problem("reply-decisions", Severity.WARNING, Place(file.name), "The decisions end within a line")
        )
    return Decisions(taken, frozenset(known), tuple(problems))


def _decided(cells: dict[str, str], library: Library, place: Place, problems: list[Problem]) -> Decided | None:
    said = cells.get("decision", "").casefold().rstrip(".")
    if not said:
        return None
    kind = KINDS.get(said)
    if kind is None:
        hint = f"Write “{BELONGS}”, “{LEAVE_OUT}” or “{SEEN}”."
        problems.append(Problem("reply-decisions", Severity.WARNING, place, f"“{said[:60]}” is no decision", hint))
        return None
    team = cells.get("team") or cells.get("perhaps", "") if kind == BELONGS else ""
    slugs = [b.slug for b in library.briefings]
    briefing = cells.get("briefing", "") or (slugs[0] if len(slugs) == 1 else "")
    if kind == BELONGS and (team not in {t.id for t in library.teams} or briefing not in slugs):
        what, hint = ("team", "its id in the list of teams") if briefing in slugs else ("briefing", "its folder's name")
        message = f"“{(team if what == 'team' else briefing)[:60]}” is no {what} that is known"
        problems.append(Problem("reply-decisions", Severity.WARNING, place, message, f"Write {hint}."))
        return None
    return Decided(kind, team, briefing)


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def with_new_lines(present: bytes | None, rows: Iterable[tuple[str, int, str, str]]) -> bytes | None:
    """The file's bytes with a line for each of `rows` (file, line, why, perhaps); None if there is none."""
    lines = [(path, str(line) if line else "", why, perhaps, "", "", "", "") for path, line, why, perhaps in rows]
    if not lines:
        return None
    if not present:
        return as_csv(COLUMNS, lines)
    text = _decoded(present)
    head = next(csv.reader(io.StringIO(text.split("\n", 1)[0])), [])
    if [h.strip().casefold() for h in head[: len(COLUMNS)]] != list(COLUMNS):
        return None  # columns of another order: left to the person
    added = as_csv(COLUMNS, lines).decode("utf-8-sig").split("\r\n", 1)[1]
    return ("\ufeff" + text.rstrip("\r\n") + "\r\n" + added).encode("utf-8")


# One decision, made at the desk -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the file on which nobody has decided yet. `line` is the line in a table, "" where there is none."""

    file: str
    line: str
    why: str
    perhaps: str


def waiting_lines(present: bytes) -> tuple[Waiting, ...]:
    """What waits for a decision, in the order of the file."""
    text = _decoded(present)
    places = _places(_head(text))
    out = []
    for _, _, row in _records(text):
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        if cells.get("file") and not cells.get("decision"):
            own = (cells.get(name, "") for name in ("file", "line", "why", "perhaps"))
            out.append(Waiting(*(cell.lstrip("'") for cell in own)))
    return tuple(out)


def with_decision(present: bytes, waiting: Waiting, decided: Decided, note: str = "") -> bytes | None:
    """The file with a decision in the line that waits for it; all other lines as they were. None: there is none."""
    text = _decoded(present)
    places = _places(_head(text))
    lines = text.splitlines(keepends=True)
    for first, last, row in _records(text):
        cells = {name: row[at].strip().lstrip("'") if at < len(row) else "" for name, at in places.items()}
        same = (cells.get("file"), cells.get("line", "")) == (waiting.file, waiting.line)
        if not same or cells.get("decision") or "decision" not in places:
            continue
        row = [*row, *[""] * (max(places.values()) + 1 - len(row))]
        for name, value in (
            ("decision", decided.kind),
            ("team", decided.team),
            ("briefing", decided.briefing),
            ("note", note),
        ):
            if name in places and value:
                row[places[name]] = defused(value)
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=_delimiter(text), quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(row)
        new = "".join((*lines[:first], out.getvalue(), *lines[last:]))
        return ("\ufeff" + new.removeprefix("\ufeff")).encode("utf-8")
    return None


def _delimiter(text: str) -> str:
    return max(",;\t", key=text.split("\n", 1)[0].count)


def _head(text: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), [])


def _places(head: list[str]) -> dict[str, int]:
    """Where each of our columns stands."""
    named = [name.strip().casefold() for name in head]
    return {name: named.index(name) for name in COLUMNS if name in named}


def _records(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """First line, line after the last (from 0), and cells of each record below the header."""
    reader, before = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 0
    try:
        for number, row in zip(range(MAX_LINES), reader, strict=False):
            if number and any(cell.strip() for cell in row):
                yield before, reader.line_num, row
            before = reader.line_num
    except csv.Error:
        return
