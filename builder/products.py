"""The table of what a build makes for each briefing, beside its pages. Each is made on its own, on any core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .output.fingerprints import digest_of, program_digest, theme_digest
from .render.job import Job


@dataclass(frozen=True, slots=True)
class Product:
    """Files for one briefing: `make` fills a folder, which is laid below `dist/`/`place` (with `{slug}` filled in).

    `place` begins with a child of `dist/`; `needs_pages`: made from the folders of the briefing's finished pages.
    """

    name: str
    place: str
    make: Callable[[Job, Path, Sequence[Path]], None]
    needs_pages: bool = False

    def child(self) -> str:
        """The child of `dist/` it belongs to."""
        return self.place.split("/")[0]


def _downloads(job: Job, folder: Path, pages: Sequence[Path]) -> None:
    from .site.briefing_sheet import make_briefing_sheet
    from .worksheets.pdf import make_blank_pdf
    from .worksheets.word import make_blank_doc

    slug = job.briefing.slug
    (folder / f"{slug}-briefing.pdf").write_bytes(make_briefing_sheet(job))
    (folder / f"{slug}-action-plan.pdf").write_bytes(make_blank_pdf(job))
    (folder / f"{slug}-action-plan.docx").write_bytes(make_blank_doc(job))
    for name, data in _word_scripts(job).items():
        (folder / name).write_bytes(data)


def _word_scripts(job: Job) -> dict[str, bytes]:
    """What My notes and the action plan make their Word files from, on the web and in the LMS."""
    from .adapters.word.script import word_script
    from .site.notes_word import notes_parts
    from .worksheets.word import template_parts

    return {
        "notes-word.js": word_script("notes", notes_parts(job)).encode("ascii"),
        "plan-word.js": word_script("plan", template_parts(job)).encode("ascii"),
    }


def _worksheets(job: Job, folder: Path, pages: Sequence[Path]) -> None:
    from .worksheets.many_teams import make_team_files
    from .worksheets.messages import make_sending

    make_team_files(job, folder)
    make_sending(job, folder)


def _trainers(job: Job, folder: Path, pages: Sequence[Path]) -> None:
    from .trainers.pack import make_trainers
    from .worksheets.word import template_parts

    make_trainers(job, folder, template_parts(job))


def _lms(job: Job, folder: Path, pages: Sequence[Path]) -> None:
    from .lms.package import make_lms

    make_lms(job, pages, folder, _word_scripts(job))


PRODUCTS: tuple[Product, ...] = (
    Product("downloads", "site/{slug}", _downloads),
    Product("worksheets", "worksheets/{slug}", _worksheets),
    Product("trainers", "trainers/{slug}", _trainers),
    Product("lms", "lms", _lms, needs_pages=True),
)
CHILDREN = ("site", "worksheets", "trainers", "lms")
"""The folders of `dist/` that a build replaces."""

CHOICES: dict[str, tuple[str, ...]] = {
    "pages": (),
    "site": ("downloads",),
    "worksheets": ("worksheets",),
    "trainers": ("trainers",),
    "lms": ("lms",),
}
"""What `--only` may name, and the products each makes beside pages."""


def job_digest(job: Job, product: str) -> str:
    """What a product of one briefing is made from: its text, its teams, the partnership, the theme and this program."""
    briefing, library = job.briefing, job.library
    pictures = tuple(p.digest for p in briefing.pictures)
    teams = library.teams_of(briefing) if product in ("worksheets", "trainers") else ()
    made_with = (program_digest(), theme_digest(job.theme))
    return digest_of((product, briefing, pictures, library.partnership, teams, job.epoch, job.withdrawn, *made_with))
