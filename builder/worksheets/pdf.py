"""The action plan as PDF: one for each team, prefilled and fillable, a blank one, and a print run for one trip.

The form is laid out once for a briefing; a team's copy only sets its values. What teams.csv says is drawn beforehand,
many teams in one go, so that every script is shaped and runs its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from ..adapters.pdf.copies import Copies, Shown
from ..adapters.pdf.form import Filling, Gallery, Widget, make_fillable
from ..adapters.pdf.print_run import PrintRun
from ..adapters.pdf.truetype import load_face
from ..form.definition import PRINTED_ACTIONS, Form, plan_form
from ..form.plan import FieldKind, Reference, clean, prefilled
from ..model.partnership import Team
from ..render.fallback import spoken
from ..render.job import Job
from ..render.paper.sheet import (
    HEADS,
    LARGE_HEADS,
    LARGE_SIZES,
    SIZES,
    Picture,
    breakable,
    cell_data,
    field_data,
    paper_basis,
    picture_of_code,
    stamp_picture,
    typesetter,
)
from ..render.plan_notes import briefing_address, head_line, reference_of, return_notes
from .naming import worksheet_paths

Progress = Callable[[int, int], None]
"""Told how many of how many teams are done."""

TEAMS_AT_ONCE = 20
"""Teams whose values are drawn together: more make files larger and cost memory in leaps, fewer are slower."""

BATCHES_KEPT = 8
"""Batches whose drawn values are kept, some 100 KB each: the print run and the teams' own files show the same."""

PART = 150
"""Teams in one part of the print run: 300 pages, and what memory bears."""

COLUMNS = {"what": 62, "who": 36, "when": 30, "done": 53, "worked": 50, "answers": 34}
"""Millimetres of the table's columns on A4 across."""

Data = dict[str, Any]
Item = TypeVar("Item")


def make_worksheets(job: Job, folder: Path, progress: Progress | None = None) -> None:
    """Writes `<organisation>/<team>.pdf` for each team, `blank.pdf` and `print-run.pdf` below `folder`.

    A large print run comes in parts, `print-run-1.pdf` and so on.
    """
    press = Press(job)
    teams = job.library.teams_of(job.briefing)
    (folder / "blank.pdf").write_bytes(press.blank())
    write_copies(press, folder, teams, worksheet_paths(teams), progress)
    for number in range(1, print_run_parts(teams) + 1):
        write_print_run(press, folder, teams, number)


def write_copies(
    press: Press,
    folder: Path,
    teams: Sequence[Team],
    paths: Mapping[str, PurePosixPath],
    progress: Progress | None = None,
    *,
    ending: str = ".pdf",
) -> None:
    """Writes the form of each of `teams` below `folder`, named by `paths` and `ending`."""
    for done, (team, data) in enumerate(press.copies(teams), 1):
        file = folder / f"{paths[team.id]}{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if progress:
            progress(done, len(teams))


def print_run_parts(teams: Sequence[Team]) -> int:
    """In how many files the print run of these teams comes."""
    return -(-len(teams) // PART)


def print_run_name(number: int, parts: int) -> str:
    """The file of part `number` (from 1) of so many."""
    return "print-run.pdf" if parts == 1 else f"print-run-{number}.pdf"


def write_print_run(press: Press, folder: Path, teams: Sequence[Team], number: int) -> None:
    """Writes part `number` (from 1) of the print run."""
    name = print_run_name(number, print_run_parts(teams))
    (folder / name).write_bytes(press.print_run(teams[(number - 1) * PART : number * PART]))


def make_blank_pdf(job: Job) -> bytes:
    """The worksheet without a team: it may stand on the public site."""
    return Press(job).blank()


def make_large_print(job: Job) -> bytes:
    """The worksheet without a team in large print."""
    return Press(job, large=True).blank()


class Press:
    """A briefing's worksheet, laid out once, from which copies are made."""

    def __init__(self, job: Job, *, large: bool = False) -> None:
        """`large`: in large print, 18 points and more, one question below the other."""
        self._job = job
        self.large = large
        self._sizes = LARGE_SIZES if large else SIZES
        self._heads = LARGE_HEADS if large else HEADS
        self._form = plan_form(job.library.partnership, job.briefing, job.words)
        self._values = typesetter(job.theme, "values")
        template = "worksheet-large" if large else "worksheet"
        self._laid_out = typesetter(job.theme, "form", template).pdf(_layout(spoken(job)), job.epoch)
        self._face = load_face(job.theme.path("fonts/SourceSans3-Regular.ttf"))
        face = job.theme.path("fonts/BriefingType.ttf")
        self.template = make_fillable(self._laid_out, _widgets(job, self._form), face, self._heads)
        self._copies = Copies(self.template)
        self._blank = b""
        self._values_drawn: dict[tuple[str, ...], bytes] = {}

    def blank(self) -> bytes:
        """The fillable form for a team that is not in the list."""
        if not self._blank:
            (filling,), gallery = self._drawn((None,))
            with gallery:
                self._blank = self._copies.filled(filling, Shown(gallery))
        return self._blank

    def copies(self, teams: Iterable[Team]) -> Iterator[tuple[Team, bytes]]:
        """Each team with its prefilled, fillable form."""
        for batch in _batches(teams, TEAMS_AT_ONCE):
            fillings, gallery = self._drawn(batch)
            with gallery:
                shown = Shown(gallery)
                for team, filling in zip(batch, fillings, strict=True):
                    yield team, self._copies.filled(filling, shown)

    def print_run(self, teams: Iterable[Team]) -> bytes:
        """The teams' forms in one file, values printed, without fields."""
        run = PrintRun(self._laid_out, self._heads)
        count = 0
        for batch in _batches(teams, TEAMS_AT_ONCE):
            fillings, gallery = self._drawn(batch)
            count += len(fillings)
            with gallery:
                for filling in fillings:
                    run.add(filling, gallery)
        return run.finish(self._job.words["worksheet"]["title_print_run"].format(title=self._form.title, teams=count))

    def _drawn(self, teams: Sequence[Team | None]) -> tuple[list[Filling], Gallery]:
        pictures: list[Picture] = []
        fillings = [self._filling(team, pictures) for team in teams]
        whose = tuple(team.id if team else "" for team in teams)
        if whose not in self._values_drawn:
            while len(self._values_drawn) >= BATCHES_KEPT:
                del self._values_drawn[next(iter(self._values_drawn))]
            values = paper_basis(self._job) | {"values": [p.data(self._face) for p in pictures]}
            self._values_drawn[whose] = self._values.pdf(values, self._job.epoch, tagged=False)
        return fillings, Gallery(self._values_drawn[whose])

    def _filling(self, team: Team | None, pictures: list[Picture]) -> Filling:
        """What is set in a team's copy; what has to be drawn for it joins `pictures`."""
        values = _values(self._job, team)
        numbers = {}
        for name, value in values.items():
            if value and (area := self.template.areas.get(name)):
                numbers[name] = len(pictures)
                shown = value if name == "reference" else breakable(value)
                pictures.append(Picture(shown, area.width, area.height, self._sizes))
        # In large print the names stand on the first page: each page says whose it is by its reference.
        heading = _heading(self._job, None if self.large else team, reference_of(self._job, team))
        pictures.append(stamp_picture(heading, large=self.large))
        return Filling(values, numbers, len(pictures) - 1, _title(self._job, self._form, team), self._codes(team))

    def _codes(self, team: Team | None) -> tuple[str, ...]:
        reference = reference_of(self._job, team)
        return tuple(reference.on_page(n) for n in range(1, self.template.pages + 1))


# What stands on the sheet -------------------------------------------------------------------------


def _values(job: Job, team: Team | None) -> dict[str, str]:
    return {"reference": str(reference_of(job, team)), **prefilled(team).details}


def _heading(job: Job, team: Team | None, reference: Reference) -> str:
    words = job.words["worksheet"]
    if team is None:
        return words["stamp_blank"].format(reference=reference)
    names = {"team": team.section_team, "organisation": team.organisation}
    cleaned = {key: clean(value, one_line=True) for key, value in names.items()}
    return words["stamp"].format(reference=reference, **cleaned)


def _title(job: Job, form: Form, team: Team | None) -> str:
    words = job.words["worksheet"]
    if team is None:
        return words["title_blank"].format(title=form.title)
    return words["title_team"].format(title=form.title, team=clean(team.section_team, one_line=True))


def _widgets(job: Job, form: Form) -> dict[str, Widget]:
    """How each field of the form behaves. Names wrap rather than shrink to nothing, so most fields take more lines."""
    found = {
        f.id: Widget(f.tooltip, tick=f.kind is FieldKind.TICK, multi_line=f.kind is not FieldKind.NUMBER)
        for f in form.fields(PRINTED_ACTIONS)
    }
    tip = job.words["worksheet"]["reference_tip"]
    return found | {"reference": Widget(tip, multi_line=False, read_only=True)}


def _layout(job: Job) -> Data:
    """What the template `worksheet.typ` sets."""
    words, form = job.words["worksheet"], plan_form(job.library.partnership, job.briefing, job.words)
    return paper_basis(job) | {
        "title": form.title,
        "heading": form.title,
        "edition": head_line(job),
        "notes": return_notes(job),
        "code": picture_of_code(briefing_address(job), words["code_alt"]),
        "details": [field_data(f) for f in form.details],
        "learning_question": form.learning_question,
        "relevant": [
            {"id": t.id, "sure": t.sure.id, "code": r.code, "lead": r.title, "text": r.text.removeprefix(r.title)}
            for t, r in zip(form.ticks, job.briefing.recommendations, strict=True)
        ],
        "scale": {"label": form.scale, "hint": job.words["form"]["sure_scale"]},
        "learning": [field_data(f) for f in form.learning],
        "action_question": form.action_question,
        "action_note": words["role_enough"],
        "columns": [cell_data(c, COLUMNS[c.id]) for c in form.cells],
        "closing": [field_data(f) for f in form.closing],
        "rows": PRINTED_ACTIONS,
        "action": form.row_label,
        "words": {**job.words["word"], **words},
    }


def _batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch
