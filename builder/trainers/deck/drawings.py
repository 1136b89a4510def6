"""What the pictures on slides hold: the chain from findings to recommendations, and the author's timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...adapters.slides.fit import Entry, Line, Row, Run
from ...model.text import Point
from ...render.job import Job
from ...render.links import links_note, pairs, unlinked


@dataclass(frozen=True, slots=True)
class Told:
    """A picture's rows, and the lines above it."""

    kind: str
    rows: tuple[Row, ...]
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> tuple[Line, ...]:
        """All of it as lines, for where a picture has no room."""
        return (*self.lines, *(line for row in self.rows for line in row.lines))


def chain_of(job: Job) -> Told:
    """Findings with what is linked to them, by their titles where they have one: their whole text stood before.

    Whose the links are stands above. Where nothing is linked, that alone is said.
    """
    w, b = job.words["trainers"], job.briefing
    if not b.is_linked:
        return Told("chain", (), (Line((Run(w["say_connect_none"]),), bullet=False),))
    note = Line((Run(links_note(job)),), bullet=False)
    return Told("chain", (*(_row(job, *pair) for pair in pairs(b)), *_free(job, unlinked(b))), (note,))


def _row(job: Job, finding: Point, answers: tuple[Point, ...]) -> Row:
    w = job.words["trainers"]
    none = Entry((Run(w["matrix_unlinked"]),), none=True)
    said = [w["slide_linked"].format(code=r.code, text=_called(r)) for r in answers] or [w["matrix_unlinked"]]
    lines = (_line(finding, keep=True), *(Line((Run(text),), level=1) for text in said))
    return Row(_entry(finding), tuple(_entry(r) for r in answers) or (none,), lines)


def _free(job: Job, points: tuple[Point, ...]) -> Iterator[Row]:
    """The recommendations that name no finding, a row each; what they are stands before the first."""
    head = (Run(job.words["trainers"]["matrix_free"]),)
    for number, point in enumerate(points):
        lead = () if number else (Line(head, bullet=False, keep=True),)
        yield Row(Entry(() if number else head), (_entry(point),), (*lead, _line(point)), joined=False)


def _entry(point: Point) -> Entry:
    return Entry((Run(point.code, bold=True), Run(f" {_called(point)}")))


def _line(point: Point, *, keep: bool = False) -> Line:
    return Line((Run(_called(point)),), keep=keep, mark=point.code)


def _called(point: Point) -> str:
    return point.title or point.text


def timeline_of(job: Job) -> Told:
    """The author's moments, each with its date as the author wrote it."""
    rows = (
        Row(
            Entry((Run(m.when, bold=True),)),
            (Entry((Run(m.what),)),),
            (Line((Run(f"{m.when} ", bold=True), Run(m.what))),),
        )
        for m in job.briefing.timeline
    )
    return Told("timeline", tuple(rows))
