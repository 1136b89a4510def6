"""The whole story on one screen: read → check → make → write."""

from __future__ import annotations

from pathlib import Path

from .assembly import all_pages, orders_of, write_child
from .checking import check, inspect
from .gate import keep_editions, passed
from .model.theme import Theme
from .outcome import Outcome, last_build
from .output.lock import only_one
from .output.shelf import Shelf
from .output.swap import recover
from .products import children_of, wanted
from .remembered import Facts, Memory, State, problems_as
from .render.appearance.own_theme import told_by_file
from .render.job import jobs_of
from .workers import Progress, Task, make_all

__all__ = ["build", "check", "inspect"]


def build(project: Path, only: str = "", *, strict: bool = False, progress: Progress = lambda *_: None) -> Outcome:
    """Builds the project folder into its `dist/`; `only` is one of `products.CHOICES`.

    Authors' mistakes are in the outcome. Raises `BusyError` (another build is at work) and `NotOursError`.
    """
    with only_one(project / "build"):
        dist, products, facts, state = project / "dist", wanted(only), Facts.of(project), State.of(project)
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
            from .worksheets.sent_forms import keep_plans  # late: pages alone need no engine for paper

            keep_plans(project, jobs)
        keep_editions(project, (b.slug for b in out.library.briefings if b.slug not in out.stopped))
        if not out.stopped:
            facts.keep(
                f"built-{only}", state.after(project), {"problems": problems_as(reading.problems), "children": digests}
            )
        return Outcome(reading.problems, True, tuple(dist / c for c in digests), out.stopped, out.kept, moved)
