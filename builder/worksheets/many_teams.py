"""The worksheets of one briefing, however many teams it has: a thousand are shared out to every core.

The forms are laid out once in each worker; then teams are handed out in lots, and the print run in its parts.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..model.partnership import Team
from ..render.job import Job
from .naming import worksheet_paths

if TYPE_CHECKING:
    from ..adapters.word.form import FormTemplate
    from .pdf import Press

MANY = 200
"""From so many teams on, starting other processes pays."""
LOT = 40
"""Teams handed out at once."""

Lot = tuple[int, int]
"""First and last team (excluded); or 0 and the negative number of a part of the print run."""


def make_team_files(job: Job, folder: Path, workers: int | None = None) -> None:
    """Writes every team's PDF and Word file, the blanks and the print run below `folder`.

    The files are the same, whatever the number of `workers` (all cores if left out).
    """
    teams = job.library.teams_of(job.briefing)
    workers = workers or os.cpu_count() or 1
    if len(teams) < MANY or workers < 2 or multiprocessing.parent_process() is not None:
        _alone(job, folder)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (job, folder)) as pool:
        for _ in pool.map(_work, [*_lots(len(teams))]):
            pass


def _alone(job: Job, folder: Path) -> None:
    from .pdf import make_worksheets
    from .word import make_team_docs

    make_worksheets(job, folder)
    make_team_docs(job, folder)


def _lots(teams: int) -> Iterator[Lot]:
    """The long pieces of work first, so that no core is left alone with one at the end."""
    from .pdf import PART

    yield from ((0, -number) for number in range(1, -(-teams // PART) + 1))
    yield from ((first, min(first + LOT, teams)) for first in range(0, teams, LOT))


# In a worker -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bench:
    """What a worker keeps between lots."""

    job: Job
    folder: Path
    teams: tuple[Team, ...]
    paths: Mapping[str, PurePosixPath]
    press: Press
    template: FormTemplate


_bench: list[_Bench] = []


def _begin(job: Job, folder: Path) -> None:
    os.environ["RAYON_NUM_THREADS"] = "1"  # before Typst is loaded: its threads would fight over the worker's core
    from .pdf import Press
    from .word import plan_template

    teams = job.library.teams_of(job.briefing)
    _bench.append(_Bench(job, folder, teams, worksheet_paths(teams), Press(job), plan_template(job)))


def _work(lot: Lot) -> None:
    from .pdf import write_copies, write_print_run
    from .word import team_doc, write_docs

    b, (first, last) = _bench[0], lot
    if last < 0:
        write_print_run(b.press, b.folder, b.teams, -last)
        return
    if first == 0:
        (b.folder / "blank.pdf").write_bytes(b.press.blank())
        (b.folder / "blank.docx").write_bytes(team_doc(b.job, b.template, None))
    write_copies(b.press, b.folder, b.teams[first:last], b.paths)
    write_docs(b.job, b.template, b.folder, b.teams[first:last], b.paths)
