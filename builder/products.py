"""The one table of what a build makes: the children of `dist/`, what `--only` may name, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .adapters.word.form import FormTemplate
    from .render.job import Job
    from .worksheets.pdf import Press


class Shared:
    """What the products of one briefing share: each is made once, when the first of them asks for it."""

    def __init__(self, job: Job, build: Path | None = None) -> None:
        """`build` is the project's own folder of that name, where what was laid out is noted."""
        self.job, self.build = job, build

    @cached_property
    def template(self) -> FormTemplate:
        """The action plan's Word document, laid out."""
        from .worksheets.word import plan_template

        return plan_template(self.job)

    @cached_property
    def press(self) -> Press:
        """The action plan's PDF, laid out."""
        from .worksheets.pdf import Press

        return Press(self.job)

    @cached_property
    def briefing_sheet(self) -> bytes:
        """The whole text on paper."""
        from .site.briefing_sheet import make_briefing_sheet

        return make_briefing_sheet(self.job)

    @cached_property
    def plan_parts(self) -> dict[str, bytes]:
        """The parts of the blank Word form, to be filled in a browser."""
        from .worksheets.word import template_parts

        return template_parts(self.job, self.template)

    @cached_property
    def word_scripts(self) -> dict[str, bytes]:
        """What My notes and the action plan make their Word files from, on the web and in the LMS."""
        from .adapters.word.script import word_script
        from .site.notes_word import notes_parts

        return {"word.js": word_script({"plan": self.plan_parts, "notes": notes_parts(self.job)}).encode("ascii")}


Make = Callable[[Shared, Path, Sequence[Path]], None]
"""Fills a folder for one briefing; the folders are those of the pages it is made from."""


@dataclass(frozen=True, slots=True)
class Product:
    """Files that stand below `dist/`/`place` (with `{slug}` filled in); `place` begins with a child of `dist/`.

    `make` None: pages, which are made for all briefings in one go. `needs_pages`: made from the briefing's finished
    pages. `has_teams`: made for each team.
    """

    name: str
    place: str
    make: Make | None
    needs_pages: bool = False
    has_teams: bool = False

    @property
    def child(self) -> str:
        """The child of `dist/` it belongs to."""
        return self.place.split("/")[0]


def _downloads(shared: Shared, folder: Path, pages: Sequence[Path]) -> None:
    from .site.briefing_sheet import make_briefing_sheet
    from .worksheets.word import team_doc

    slug = shared.job.briefing.slug
    (folder / f"{slug}-briefing.pdf").write_bytes(shared.briefing_sheet)
    (folder / f"{slug}-briefing-large-print.pdf").write_bytes(make_briefing_sheet(shared.job, large=True))
    (folder / f"{slug}-action-plan.pdf").write_bytes(shared.press.blank())
    (folder / f"{slug}-action-plan.docx").write_bytes(team_doc(shared.job, shared.template, None))
    for name, data in shared.word_scripts.items():
        (folder / name).write_bytes(data)


def _worksheets(shared: Shared, folder: Path, pages: Sequence[Path]) -> None:
    from .worksheets.messages import make_sending
    from .worksheets.sent_forms import note_laid_out
    from .worksheets.team_files import make_team_files

    large = make_team_files(shared.job, folder, shared.press, shared.template)
    if shared.build:
        note_laid_out(shared.build, shared.job, (shared.press, large))
    make_sending(shared.job, folder)


def _trainers(shared: Shared, folder: Path, pages: Sequence[Path]) -> None:
    from .trainers.pack import make_trainers

    make_trainers(shared.job, folder, shared.plan_parts)
    (folder / "briefing.pdf").write_bytes(shared.briefing_sheet)


def _lms(shared: Shared, folder: Path, pages: Sequence[Path]) -> None:
    from .lms.package import make_lms

    make_lms(shared.job, pages, folder, shared.word_scripts)


PRODUCTS: tuple[Product, ...] = (
    Product("pages", "site", None),
    Product("downloads", "site/{slug}", _downloads),
    Product("worksheets", "worksheets/{slug}", _worksheets, has_teams=True),
    Product("trainers", "trainers/{slug}", _trainers, has_teams=True),
    Product("lms", "lms", _lms, needs_pages=True),
)


def children_of(products: Iterable[Product]) -> tuple[str, ...]:
    """The children of `dist/` that hold these products."""
    return tuple(dict.fromkeys(product.child for product in products))


CHILDREN = children_of(PRODUCTS)
"""The folders of `dist/` that a build replaces."""

CHOICES: tuple[str, ...] = ("pages", *CHILDREN)
"""What `--only` may name: a child of `dist/`, or the site's pages without its downloads."""


def wanted(only: str) -> tuple[Product, ...]:
    """The products that a choice makes; all where nothing is chosen."""
    return tuple(p for p in PRODUCTS if only in ("", p.name, p.child))


def job_digest(job: Job, product: Product) -> str:
    """What a product of one briefing is made from: its text, its teams, the partnership, the theme and this program."""
    from .output.fingerprints import digest_of, program_digest, theme_digest  # late: the command line needs the names

    briefing, library = job.briefing, job.library
    pictures = tuple(p.digest for p in briefing.pictures)
    teams = library.teams_of(briefing) if product.has_teams else ()
    made_with = (program_digest(), theme_digest(job.theme), job.epoch, job.withdrawn)
    return digest_of((product.name, briefing, pictures, library.partnership, teams, *made_with))
