"""The whole story on one screen: read → check → make → write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from .assembly import all_pages, orders_of, write_child
from .check import check_briefing
from .gate import Frozen, frozen_words, keep_editions, passed
from .model.partnership import Library
from .model.problems import Problem, in_order
from .model.theme import Theme
from .outcome import Outcome, last_build, last_check
from .output.fingerprints import digest_of, theme_digest
from .output.lock import only_one
from .output.shelf import Shelf
from .output.swap import recover
from .products import children_of, wanted
from .read import Reading, read_library
from .remembered import Facts, Memory, problems_as, state_of
from .render.job import jobs_of, today
from .render.letters import unprintable
from .render.own_look import wear
from .render.own_theme import theme_slips, told_by_file
from .workers import Progress, Task, make_all
from .worksheets.sent_forms import keep_plans


def build(project: Path, only: str = "", *, strict: bool = False, progress: Progress = lambda *_: None) -> Outcome:
    """Builds the project folder into its `dist/`; `only` is one of `products.CHOICES`.

    Authors' mistakes are in the outcome. Raises `BusyError` (another build is at work) and `NotOursError`.
    """
    with only_one(project / "build"):
        dist, products, facts, state = project / "dist", wanted(only), Facts.of(project), state_of(project)
        recover(dist)
        if stands := last_build(project, only, strict=strict):
            return stands
        reading = inspect(project, Memory(facts))
        out = passed(project, reading.library, reading.problems, strict=strict)
        if out.library is None:
            return Outcome(reading.problems, done=False, stopped=out.stopped)
        theme, shelf = Theme.of(project), Shelf(project / "build" / "shelf")
        jobs = jobs_of(out.library, theme)
        with told_by_file(theme):
            pages = all_pages(jobs, out.library, theme, project, shelf, downloads=only != "pages")
            tasks = [Task(job, orders_of(job, products, pages)) for job in jobs if not job.withdrawn]
            make_all(tasks, shelf, progress)
        made = {c: write_child(c, products, tasks, pages, dist, shelf) for c in children_of(products)}
        digests = {child: digest for child, (digest, _) in made.items()}
        moved = tuple(path for _, files in made.values() for path in files)
        if any(product.has_teams for product in products):
            keep_plans(project, jobs)
        keep_editions(project, (b.slug for b in out.library.briefings if b.slug not in out.stopped))
        if not out.stopped:
            facts.keep(f"built-{only}", state, {"problems": problems_as(reading.problems), "children": digests})
        return Outcome(reading.problems, True, tuple(dist / c for c in digests), out.stopped, out.kept, moved)


def check(project: Path) -> tuple[Problem, ...]:
    """Every problem, in order; at once where nothing changed since they were found."""
    found = last_check(project)
    if found is None:
        facts, state = Facts.of(project), state_of(project)
        found = inspect(project, Memory(facts)).problems
        facts.keep_problems("checked", state, found)
    return found


def inspect(project: Path, memory: Memory | None = None) -> Reading:
    """Reads and checks: the library and every problem, in order. What `memory` knows is not worked out again."""
    memory = memory or Memory()
    reading = read_library(project, memory)
    slips = theme_slips(project)
    if reading.library is None or slips:
        return Reading(None, in_order((*reading.problems, *slips)))
    wear(project, reading.library.partnership.appearance)
    frozen, unread = frozen_words(project, reading.library, today())
    found = judge(reading.library, Theme.of(project), memory, frozen)
    return Reading(reading.library, in_order((*reading.problems, *unread, *found)))


def judge(library: Library, theme: Theme, memory: Memory, frozen: Frozen = MappingProxyType({})) -> Iterator[Problem]:
    """The problems that the rules find in each briefing, and the letters that paper cannot show.

    `frozen`: the words that old decisions about whole rules cover, by briefing.
    """
    day, made_with = today(), theme_digest(theme)
    for job in jobs_of(library, theme):
        slug = job.briefing.slug
        mark = digest_of((day, library.partnership, job.library.teams, made_with, frozen.get(slug)))
        found = memory.judged(slug, mark)
        if found is None:
            found = check_briefing(library, job.briefing, day, frozen.get(slug, {})) + unprintable(job)
            memory.keep_judged(slug, mark, found)
        yield from found
