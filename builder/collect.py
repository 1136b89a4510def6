"""What comes back: a folder of returned files to the overview, and to sheets that ask each team again."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from .evidence.phrases import Phrases
from .form.plan import Plan, ReturnKind, as_date
from .form.record import forms_sent
from .model.partnership import Library
from .model.problems import Problem
from .model.theme import Theme
from .output.lock import only_one
from .output.swap import fresh, recover, swap_in
from .read import Reading, read_library
from .render.appearance.own_theme import told_by_file
from .render.job import Job, jobs_of, today
from .returns.collect import collect, forms_of
from .returns.collected import Collected
from .returns.post.folder import walk
from .returns.records.records import Records

RETURNED = "returned"
"""The folder of a project into which people save what came back."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a collection found, and the folder that now stands; `made` None: nothing was made, for `problems`."""

    problems: tuple[Problem, ...]
    collected: Collected | None = None
    made: Path | None = None


@dataclass(frozen=True, slots=True)
class FollowedUp(Gathered):
    """How many teams are asked again, and the ids of those `without` an action to ask about."""

    teams: int = 0
    without: tuple[str, ...] = ()
    early: tuple[tuple[str, date], ...] = ()
    """Teams whose plan is younger than half the months that its sheet speaks of, and the day it is from."""


def gather(
    project: Path, folder: Path | None = None, *, briefing: str = "", anonymous: bool = False, on: date | None = None
) -> Gathered:
    """Reads a folder of returned worksheets into `dist/overview/` (or `dist/overview-anonymous/`).

    Without a folder it is the project's own `returned/`, which is made where it is missing. What waits for a person is
    noted in `records/`, and what people noted there is known.

    Problems in `content/` do not stand in the way, only a partnership that cannot be read. Raises as `build`.
    """
    from .evidence.overview import make_overview  # a report needs none of its templates

    with reading(project) as read:
        if read.library is None:
            return Gathered(read.problems)
        theme = Theme.of(project)
        collected, noted = collected_of(project, read.library, theme, folder, briefing)
        name = "overview-anonymous" if anonymous else "overview"
        came = collected.files if folder is None else any(True for _ in walk(folder))
        if came or not (project / "dist" / name).is_dir():  # a wrong folder empties no overview
            new = fresh(project / "dist", name)
            kept = Records.of(project).kept()
            make_overview(
                collected, theme, new, anonymous=anonymous, today=on or today(), briefing=briefing, records=kept
            )
            swap_in(project / "dist", name, "collected")
        return Gathered((*read.problems, *noted), collected, project / "dist" / name)


def collected_of(
    project: Path, library: Library, theme: Theme, folder: Path | None, briefing: str, *, paper: bool = True
) -> tuple[Collected, tuple[Problem, ...]]:
    """What came back, by the files and by what people noted; and what of the notes could not be read or written.

    `paper`: the table for what comes on paper gets a row for each team that it lacks; who only reads has no need of it.
    """
    if folder is None:
        folder = project / RETURNED
        folder.mkdir(exist_ok=True)
    records = Records.of(project)
    decisions = records.decisions(library)
    collected = collect(
        library, folder, theme, briefing=briefing, decisions=decisions, typed=records.typed(), sent=forms_sent(project)
    )
    say = Phrases(theme.words(library.partnership.lang, library.partnership.audience))
    noted = (
        records.note_waiting(collected, decisions, lambda file, line: say.why_waiting(collected, file, line)),
        records.make_paper(library, forms_of(library, theme)) if paper else None,
    )
    return collected, (*decisions.problems, *filter(None, noted))


def follow_up(
    project: Path, folder: Path | None, kind: ReturnKind, *, briefing: str = "", by: date | None = None
) -> FollowedUp:
    """Makes the follow-ups of the newest plan of every team in `folder`, into `dist/follow-up-6-months/<briefing>/`.

    The tables for those that come back on paper go into `records/`.

    `by` is the day on which they should be back. Raises as `build`.
    """
    from .worksheets.messages import follow_up_paper_table  # what makes paper is slow to load, and `collect` makes none
    from .worksheets.sent_forms import keep_follow_ups

    with reading(project) as read:
        if read.library is None:
            return FollowedUp(read.problems)
        theme = Theme.of(project)
        collected, _ = collected_of(project, read.library, theme, folder, briefing)
        name = f"follow-up-{kind.months}-months"
        new = fresh(project / "dist", name)
        records = Records.of(project)
        problems: list[Problem] = list(read.problems)
        teams, without = 0, []
        early: list[tuple[str, date]] = []
        for job in jobs_of(read.library, theme):
            if briefing in ("", job.briefing.slug):
                whole = _whole(job, read.library)
                plans, missing = _of(whole, collected, kind, new / job.briefing.slug, by)
                teams += len(plans)
                without += missing
                early += _early(collected, kind, job.briefing.slug, plans)
                table = follow_up_paper_table(whole, plans, kind) if plans else b""
                if plans:
                    keep_follow_ups(project, whole, kind, plans)
                noted = records.make_round(kind, job.briefing.slug, table) if plans else None
                problems += [noted] if noted else []
        swap_in(project / "dist", name, "followed-up")
        return FollowedUp(tuple(problems), collected, project / "dist" / name, teams, tuple(without), tuple(early))


def _early(collected: Collected, kind: ReturnKind, slug: str, asked: Container[str]) -> Iterator[tuple[str, date]]:
    """The plans that are too young for what their sheet says ("Your team agreed actions 6 months ago")."""
    for reply in collected.of(slug):
        came = collected.files[reply.file].modified
        day = as_date(reply.plan.detail("session_date")) or (came.date() if came else None)
        if day and reply.match.team in asked and (today() - day).days < kind.months * 15:
            yield reply.match.team, day


@contextmanager
def reading(project: Path) -> Iterator[Reading]:
    """The content, while no build is at work. What a template of one's own makes fail within is a ThemeError."""
    with only_one(project / "build"), told_by_file(Theme.of(project)):
        recover(project / "dist")
        yield read_library(project)


def _whole(job: Job, library: Library) -> Job:
    """The job with every team: one that was not asked may have sent a plan all the same."""
    return replace(job, library=replace(job.library, teams=library.teams))


def _of(
    job: Job, collected: Collected, kind: ReturnKind, folder: Path, by: date | None
) -> tuple[dict[str, Plan], list[str]]:
    """The plans of the teams of one briefing that got theirs, and which have no action to ask about."""
    from .worksheets.follow_up import make_follow_up
    from .worksheets.messages import make_follow_up_sending

    plans: dict[str, Plan] = {}
    without = []
    for reply in collected.of(job.briefing.slug):
        if make_follow_up(job, reply.plan, kind, folder, team=reply.match.team, by=by):
            plans[reply.match.team] = reply.plan
        else:
            without.append(reply.match.team)
    if plans:
        make_follow_up_sending(job, plans, kind, folder, by)
    return plans, without
