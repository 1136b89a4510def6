"""Hands: finishes the tasks of a build, on every core, and puts each result on the shelf as it is done."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from .output.shelf import Shelf
from .products import PRODUCTS, Product
from .render.job import Job

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and the name of the last."""

FEW = 6
"""So many tasks are faster done here than by starting other processes."""


@dataclass(frozen=True, slots=True)
class Task:
    """One product of one briefing, the digest of what it is made from, and the folders of the pages it needs."""

    job: Job
    product: Product
    digest: str
    pages: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """Its place on the shelf, and its name in messages."""
        return f"{self.product.name}/{self.job.briefing.slug}"


def make_all(tasks: Sequence[Task], shelf: Shelf, progress: Progress, workers: int | None = None) -> None:
    """Makes each task that the shelf does not hold. An interrupted run goes on where it was."""
    waiting = [task for task in tasks if not shelf.has(task.name, task.digest)]
    workers = min(workers or os.cpu_count() or 1, len(waiting))
    results = _here(waiting, shelf) if len(waiting) < FEW or workers < 2 else _spread(waiting, shelf, workers)
    progress(0, len(waiting), "")
    for done, name in enumerate(results, 1):
        progress(done, len(waiting), name)
    for kind in {task.product.name for task in tasks}:
        shelf.part(kind).keep_only({t.job.briefing.slug: t.digest for t in tasks if t.product.name == kind})


def _here(tasks: Iterable[Task], shelf: Shelf) -> Iterable[str]:
    for task in tasks:
        yield _make(task.product.name, task.name, task.digest, task.job, shelf, task.pages)


def _spread(tasks: Sequence[Task], shelf: Shelf, workers: int) -> Iterable[str]:
    """A few tasks under way for each worker: memory does not grow with the number of outputs."""
    queue = iter(tasks)
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _one_thread) as pool:

        def send(count: int) -> set[Future[str]]:
            return {
                pool.submit(_make, t.product.name, t.name, t.digest, t.job, shelf, t.pages)
                for t in islice(queue, count)
            }

        under_way = send(3 * workers)
        try:
            while under_way:
                finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                under_way |= send(len(finished))
                for future in finished:
                    yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _one_thread() -> None:
    """Each worker has one core: Typst's own threads would fight over them (see `spikes`)."""
    os.environ["RAYON_NUM_THREADS"] = "1"


def _make(product: str, name: str, digest: str, job: Job, shelf: Shelf, pages: tuple[Path, ...]) -> str:
    make = next(p.make for p in PRODUCTS if p.name == product)
    shelf.put(name, digest, lambda folder: make(job, folder, pages))
    return name
