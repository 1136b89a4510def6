"""The worksheets of one briefing's teams, in one go or, where there are a thousand, in lots for every core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..model.partnership import Team
from ..render.job import Job
from .naming import LARGE, worksheet_paths
from .pdf import PART, Press, print_run_name, write_copies
from .word import plan_template, team_doc, write_docs

if TYPE_CHECKING:
    from ..adapters.word.form import FormTemplate

MANY = 200
"""From so many teams on, other processes help."""
LOT = 40
"""Teams in one lot."""


def make_team_files(job: Job, folder: Path, press: Press, template: FormTemplate) -> Press:
    """Writes every team's PDF and Word file, the blanks and the print run below `folder`; gives the large print."""
    large = Press(job, large=True)
    for lot in lots(job, folder):
        _make(lot, press, large, template)
    return large


@dataclass(frozen=True, slots=True)
class Lot:
    """Some teams with the names of their files, or a part of the print run where `print_run` names its file.

    `job` holds these teams only; `first`: the blank forms are made with it.
    """

    job: Job
    folder: Path
    paths: Mapping[str, PurePosixPath]
    print_run: str = ""
    first: bool = False

    @property
    def teams(self) -> tuple[Team, ...]:
        """The teams of the lot."""
        return self.job.library.teams


def lots(job: Job, folder: Path) -> Iterator[Lot]:
    """A briefing's teams as lots, the long pieces of work first, so that no core is left alone with one at the end."""
    teams = job.library.teams_of(job.briefing)
    paths = worksheet_paths(teams)

    def of(some: tuple[Team, ...]) -> Job:
        return replace(job, library=replace(job.library, teams=some))

    parts = -(-len(teams) // PART)
    for number in range(parts):
        yield Lot(of(teams[number * PART : (number + 1) * PART]), folder, {}, print_run_name(number + 1, parts))
    for start in range(0, max(len(teams), 1), LOT):
        some = teams[start : start + LOT]
        yield Lot(of(some), folder, {team.id: paths[team.id] for team in some}, first=start == 0)


def _make(lot: Lot, press: Press, large: Press, template: FormTemplate) -> None:
    if lot.print_run:
        (lot.folder / lot.print_run).write_bytes(press.print_run(lot.teams))
        return
    if lot.first:
        (lot.folder / "blank.pdf").write_bytes(press.blank())
        (lot.folder / "blank-large-print.pdf").write_bytes(large.blank())
        (lot.folder / "blank.docx").write_bytes(team_doc(lot.job, template, None))
    write_copies(press, lot.folder, lot.teams, lot.paths)
    if wanted := [team for team in lot.teams if team.large_print]:
        write_copies(large, lot.folder, wanted, lot.paths, ending=LARGE)
    write_docs(lot.job, template, lot.folder, lot.teams, lot.paths)


_at_hand: list[tuple[object, Press, Press, FormTemplate]] = []
"""The forms that this worker laid out last, and for which briefing."""


def make_lot(lot: Lot) -> None:
    """Makes a lot in a worker, which lays the forms out once for all lots of a briefing."""
    about = (lot.job.briefing, lot.job.library.partnership)
    if not _at_hand or _at_hand[0][0] != about:
        _at_hand[:] = [(about, Press(lot.job), Press(lot.job, large=True), plan_template(lot.job))]
    _make(lot, *_at_hand[0][1:])
