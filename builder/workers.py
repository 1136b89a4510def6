"""The one pool of workers: finishes the tasks of a build on every core, each result on the shelf as it is done."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from .output.shelf import Shelf
from .products import PRODUCTS, Shared
from .render.job import Job

Progress = Callable[[int, int, str], None]
"""Called with how many products are done, of how many, and the name of the last."""

FEW = 6
"""So many products are faster made here than by starting other processes."""


@dataclass(frozen=True, slots=True)
class Order:
    """One product of one briefing: the digest of what it is made from, and the folders of the pages it needs."""

    product: str
    digest: str
    pages: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Products of one briefing that one worker makes, so that they share what they have in common."""

    job: Job
    orders: tuple[Order, ...]

    def name(self, order: Order) -> str:
        """A product's place on the shelf, and its name in messages."""
        return f"{order.product}/{self.job.briefing.slug}"


def make_all(tasks: Sequence[Task], shelf: Shelf, progress: Progress, workers: int | None = None) -> None:
    """Makes each order that the shelf does not hold. An interrupted run goes on where it was."""
    waiting = [t for task in tasks if (t := _waiting(task, shelf)).orders]
    count = sum(len(task.orders) for task in waiting)
    workers = min(workers or os.cpu_count() or 1, count)
    alone = workers < 2 or (count < FEW and not any(_lots(task) for task in waiting))
    progress(0, count, "")
    results = _here(waiting, shelf) if alone else _spread(waiting, shelf, workers)
    for done, name in enumerate(results, 1):
        progress(done, count, name)
    for kind in {order.product for task in tasks for order in task.orders}:
        orders = [(t.job.briefing.slug, o) for t in tasks for o in t.orders if o.product == kind]
        shelf.part(kind).keep_only({slug: order.digest for slug, order in orders})


def _waiting(task: Task, shelf: Shelf) -> Task:
    return replace(task, orders=tuple(o for o in task.orders if not shelf.has(task.name(o), o.digest)))


def _here(tasks: Sequence[Task], shelf: Shelf) -> Iterator[str]:
    for task in tasks:
        yield from _make(task, shelf)


def _make(task: Task, shelf: Shelf) -> tuple[str, ...]:
    """Makes a task's products; they share one `Shared`."""
    shared = Shared(task.job, shelf.folder.parent)
    for order in task.orders:
        make = next(p.make for p in PRODUCTS if p.name == order.product)
        if make is not None:
            shelf.put(task.name(order), order.digest, lambda folder, m=make, o=order: m(shared, folder, o.pages))  # type: ignore[misc]
    return tuple(task.name(order) for order in task.orders)


def _spread(tasks: Sequence[Task], shelf: Shelf, workers: int) -> Iterator[str]:
    """A few tasks under way for each worker: memory does not grow with the number of outputs."""
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _one_thread) as pool:
        try:
            for task in tasks:
                yield from _many_teams(task, shelf, pool)
            yield from _in_turn(iter(_shared_out([_without_lots(t) for t in tasks], workers)), shelf, pool, 3 * workers)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _in_turn(queue: Iterator[Task], shelf: Shelf, pool: ProcessPoolExecutor, most: int) -> Iterator[str]:
    under_way: set[Future[tuple[str, ...]]] = {pool.submit(_make, t, shelf) for t in islice(queue, most)}
    while under_way:
        finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        under_way |= {pool.submit(_make, t, shelf) for t in islice(queue, len(finished))}
        for future in finished:
            yield from future.result()


def _shared_out(tasks: Sequence[Task], workers: int) -> Sequence[Task]:
    """A task for each briefing; where there are fewer briefings than workers, one for each product."""
    tasks = [task for task in tasks if task.orders]
    if len(tasks) >= workers:
        return tasks
    return [replace(task, orders=(order,)) for task in tasks for order in task.orders]


# Many teams --------------------------------------------------------------------------------------


def _lots(task: Task) -> bool:
    """Whether one of its products is made for so many teams that they are shared out."""
    from .worksheets.team_files import MANY

    wanted = any(order.product == "worksheets" for order in task.orders)
    return wanted and len(task.job.library.teams_of(task.job.briefing)) >= MANY


def _without_lots(task: Task) -> Task:
    return replace(task, orders=tuple(o for o in task.orders if o.product != "worksheets")) if _lots(task) else task


def _many_teams(task: Task, shelf: Shelf, pool: ProcessPoolExecutor) -> Iterator[str]:
    """The worksheets of a briefing with many teams: lots of teams on every core, into one folder."""
    from .worksheets.messages import make_sending
    from .worksheets.team_files import lots, make_lot

    if not _lots(task):
        return

    def fill(folder: Path) -> None:
        for _ in pool.map(make_lot, lots(task.job, folder)):
            pass
        make_sending(task.job, folder)

    order = next(o for o in task.orders if o.product == "worksheets")
    shelf.put(task.name(order), order.digest, fill)
    yield task.name(order)


def _one_thread() -> None:
    """Each worker has one core: Typst's own threads would fight over them."""
    os.environ["RAYON_NUM_THREADS"] = "1"
