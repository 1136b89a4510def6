"""The whole story on one screen: read → check → make → write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from .check import check_briefing
from .gate import Frozen, frozen_words, keep_editions, passed
from .model.partnership import Library
from .model.problems import Problem, in_order
from .model.theme import Theme
from .output.fingerprints import digest_of, theme_digest
from .output.lock import only_one
from .output.shelf import Shelf, lay_out
from .output.swap import fresh, is_current, recover, swap_in
from .products import CHILDREN, CHOICES, PRODUCTS, Product, job_digest
from .read import Reading, read_library
from .remembered import Memory
from .render.job import Job, jobs_of, today
from .render.letters import unprintable
from .site.pages import ASSETS, SHARED, Pages, make_pages, with_search
from .workers import Progress, Task, make_all


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did: the problems met, and the folders that now stand. `done` False: nothing was changed.

    `stopped` are briefings with a problem that keeps them from going out; of those, `kept` stand as they last were.
    """

    problems: tuple[Problem, ...]
    done: bool
    made: tuple[Path, ...] = ()
    stopped: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def build(project: Path, only: str = "", *, strict: bool = False, progress: Progress = lambda *_: None) -> Outcome:
    """Builds the project folder into its `dist/`; `only` is one of `products.CHOICES`.

    Authors' mistakes are in the outcome. Raises `BusyError` (another build is at work) and `NotOursError`.
    """
    with only_one(project / "build"):
        recover(project / "dist")
        reading = inspect(project, Memory(project / "build" / "memory"))
        good = project / "build" / "good"
        out = passed(reading.library, reading.problems, good, strict=strict)
        if out.library is None:
            return Outcome(reading.problems, done=False, stopped=out.stopped)
        theme, shelf = Theme.of(project), Shelf(project / "build" / "shelf")
        jobs = jobs_of(out.library, theme)
        pages = _pages(jobs, out.library, theme, project, shelf, downloads=only != "pages")
        tasks = _tasks(jobs, only, pages)
        make_all(tasks, shelf, progress)
        made = [_write(child, tasks, pages, project / "dist", shelf) for child in _children(only)]
        keep_editions((b for b in out.library.briefings if b.slug not in out.stopped), good)
        return Outcome(reading.problems, True, tuple(made), out.stopped, out.kept)


def inspect(project: Path, memory: Memory | None = None) -> Reading:
    """Reads and checks: the library and every problem, in order. What `memory` holds unchanged is not done again."""
    memory = memory or Memory()
    reading = read_library(project, memory)
    if reading.library is None:
        return Reading(None, in_order(reading.problems))
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


def _pages(
    jobs: Sequence[Job], library: Library, theme: Theme, project: Path, shelf: Shelf, *, downloads: bool
) -> Pages:
    """All pages; those without `downloads` link none, and are kept apart."""
    part = shelf.part("pages" if downloads else "bare-pages")
    work = project / "build"
    made = make_pages(jobs, library, theme, part, project=project, work=work, today=today(), downloads=downloads)
    pages = with_search(made, jobs, part, today())
    part.keep_only(pages.digests)
    return pages


def _tasks(jobs: Iterable[Job], only: str, pages: Pages) -> list[Task]:
    wanted = CHOICES[only] if only else tuple(p.name for p in PRODUCTS)
    return [
        _task(job, product, pages)
        for job in jobs
        if not job.withdrawn
        for product in PRODUCTS
        if product.name in wanted
    ]


def _task(job: Job, product: Product, pages: Pages) -> Task:
    folders, digest = pages.of(job.briefing.slug, SHARED, ASSETS) if product.needs_pages else ((), "")
    return Task(job, product, digest_of((job_digest(job, product.name), digest)), folders)


def _children(only: str) -> tuple[str, ...]:
    return CHILDREN if not only else ("site",) if only == "pages" else (only,)


def _write(child: str, tasks: Sequence[Task], pages: Pages, dist: Path, shelf: Shelf) -> Path:
    """Puts one child of `dist/` together and swaps it in, unless it stands already."""
    own = [task for task in tasks if task.product.child() == child]
    folders, pages_digest = pages.of(*pages.folders) if child == "site" else ((), "")
    digest = digest_of((child, pages_digest, [task.digest for task in own]))
    if not is_current(dist, child, digest):
        sources = [(folder, ".") for folder in folders]
        for task in own:
            place = task.product.place.format(slug=task.job.briefing.slug).removeprefix(child).lstrip("/")
            sources.append((shelf.files(task.name, task.digest), place))
        lay_out(sources, fresh(dist, child))
        swap_in(dist, child, digest)
    return dist / child
