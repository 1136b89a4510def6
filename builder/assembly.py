"""How `dist/` is put together: pages, orders for the workers, one child after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from .model.partnership import Library
from .model.theme import Theme
from .output.fingerprints import digest_of
from .output.shelf import Shelf, lay_out
from .output.swap import fresh, is_current, swap_in
from .products import Product, job_digest
from .render.job import Job, today
from .site.groups import ASSETS, SHARED, Pages
from .site.pages import make_pages, with_search
from .workers import Order, Task


def all_pages(
    jobs: Sequence[Job], library: Library, theme: Theme, project: Path, shelf: Shelf, *, downloads: bool
) -> Pages:
    """All pages; those without `downloads` link none, and are kept apart. What is the same in both is made once."""
    part, twins = (shelf.part(name) for name in (("pages", "bare-pages") if downloads else ("bare-pages", "pages")))
    made = make_pages(
        jobs,
        library,
        theme,
        part,
        project=project,
        work=project / "build",
        today=today(),
        downloads=downloads,
        twins=twins,
    )
    pages = with_search(made, jobs, part, today())
    part.keep_only(pages.digests)
    return pages


def orders_of(job: Job, products: Iterable[Product], pages: Pages) -> tuple[Order, ...]:
    """What is made of one briefing, beside its pages."""
    orders = []
    for product in products:
        if product.make is not None:
            folders, digest = pages.of(job.briefing.slug, SHARED, ASSETS) if product.needs_pages else ((), "")
            orders.append(Order(product.name, digest_of((job_digest(job, product), digest)), folders))
    return tuple(orders)


def write_child(
    child: str, products: Sequence[Product], tasks: Sequence[Task], pages: Pages, dist: Path, shelf: Shelf
) -> tuple[str, tuple[Path, ...]]:
    """Puts one child of `dist/` together and swaps it in, unless it stands already: its digest, and what was kept."""
    own = {product.name: product for product in products if product.child == child}
    folders, pages_digest = pages.of(*pages.folders) if "pages" in own else ((), "")
    made = [(task, order) for task in tasks for order in task.orders if order.product in own]
    digest = digest_of((child, pages_digest, [order.digest for _, order in made]))
    if is_current(dist, child, digest):
        return digest, ()
    sources = [(folder, ".") for folder in folders]
    for task, order in made:
        place = own[order.product].place.format(slug=task.job.briefing.slug).removeprefix(child).lstrip("/")
        sources.append((shelf.files(task.name(order), order.digest), place))
    lay_out(sources, fresh(dist, child))
    return digest, swap_in(dist, child, digest)
