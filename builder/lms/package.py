"""The LMS package: a briefing's finished pages, a launch page and a manifest, as one SCORM 1.2 zip.

It is made from what the site has already, so a page in the LMS is the page on the web: see `packed` for what differs.
Left out: home, search, the guide, PDFs, and web fonts, which would be a third of its weight.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..adapters.archives import small_zip
from ..form.plan import Words
from ..model.theme import Theme
from ..render.appearance.theme_files import lighter, packed_assets
from ..render.compiled import Compiled
from ..render.fallback import page_in_tongues, spoken, spoken_words
from ..render.html import direction
from ..render.job import Job
from ..render.reach import near_data
from .manifest import NAME, Course, identifier, manifest
from .package_pages import Ground, Packed, pack_page, without_faces
from .repeated import once

LAUNCH = "launch.html"
SHARED_PAGES = ("privacy.html", "accessibility.html", "help.html")
"""Pages of the site that every page links, and law or kindness wants at hand."""
_OWN = ("index.html", "help.html")
"""Where the briefing has a page of that name, it stands in for the site's."""

_SCRIPTS = ("digest.js", "marks.js", "session.js", "launch.js")


def make_lms(job: Job, pages: Sequence[Path], folder: Path, beside: Mapping[str, bytes] | None = None) -> None:
    """Write `<slug>-scorm12.zip` into `folder`.

    `pages` are the folders that hold the finished pages and what those need. `beside` are files that the pipeline lays
    beside the briefing's pages later, by name: those that a page asks for are packed too. Same input, same bytes.
    """
    files = package(job, pages, beside or {})
    (folder / f"{job.briefing.slug}-scorm12.zip").write_bytes(small_zip(files, time.gmtime(max(job.epoch, 0))[:6]))


def package(job: Job, pages: Sequence[Path], beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of the package by its path, the manifest first."""
    slug, inside = job.briefing.slug, packed_assets(job.theme)
    packed = packed_pages(job, pages)
    files = {path: text.encode() for path, text in once({path: page.text for path, page in packed.items()}).items()}
    for name in sorted({need for page in packed.values() for need in page.needs}):
        data = beside.get(name.removeprefix(f"{slug}/")) or inside.get(name) or _read(pages, name)
        if data:
            files[name] = without_faces(data.decode()).encode() if name.endswith(".css") else data
    files |= _launch(job)
    names = [LAUNCH, *sorted(files.keys() - {LAUNCH})]
    return {NAME: _manifest(job, names)} | {name: files[name] for name in names}


# Pages and what they need ------------------------------------------------------------------------


def packed_pages(job: Job, pages: Sequence[Path]) -> dict[str, Packed]:
    """Every page of the package by its path, with what it needs and the links that it lost."""
    slug = job.briefing.slug
    own_names = sorted(f"{slug}/{path.name}" for at in pages for path in (at / slug).glob("*.html"))
    names = [*own_names, *(name for name in SHARED_PAGES if name not in _OWN or f"{slug}/{name}" not in own_names)]
    partnership = job.library.partnership
    own = _ground(job, names, spoken(job).words)
    shared = _ground(job, names, spoken_words(job.theme, partnership.lang, partnership.audience, partnership.nation))
    packed = {name: pack_page(_read(pages, name).decode(), name, own if "/" in name else shared) for name in names}
    langs = {name: job.briefing.lang if "/" in name else partnership.lang for name in names}
    return {name: replace(one, text=page_in_tongues(one.text, langs[name])) for name, one in packed.items()}


def _ground(job: Job, names: Collection[str], words: Words) -> Ground:
    partnership = job.library.partnership.name
    filled = {key: text.replace("{partnership}", partnership) for key, text in words["lms"].items()}
    own = {name: f"{job.briefing.slug}/{name}" for name in _OWN}
    return Ground(frozenset(names), {name: page for name, page in own.items() if page in names}, filled)


def _read(pages: Sequence[Path], name: str) -> bytes:
    """A file of the site; nothing where it is none of these folders'."""
    return next(((folder / name).read_bytes() for folder in pages if (folder / name).is_file()), b"")


# The launch page ---------------------------------------------------------------------------------


def _launch(job: Job) -> dict[str, bytes]:
    job = spoken(job)
    theme, briefing, words = job.theme, job.briefing, job.words["lms"]
    page = (
        _environment(theme)
        .get_template(f"lms/{LAUNCH}")
        .render(
            lang=briefing.lang,
            dir=direction(briefing.lang),
            title=job.words["site"]["title"].format(page=briefing.title, site=job.words["site"]["name"]),
            briefing=briefing.title,
            slug=briefing.slug,
            package=identifier(job.library.partnership.id, briefing.slug),
            first=f"{briefing.slug}/index.html",
            pages=[f"{briefing.slug}/{section.stem}.html" for section in briefing.sections],
            lms=job.library.partnership.lms,
            words=words,
            help=job.words["help"],
            near=near_data(job.library.partnership, briefing.support, job.words),
            told=[key for key in words if key.startswith("say_")],
        )
    )
    scripts = "\n".join(lighter(name, theme.path(f"lms/{name}").read_text(encoding="utf-8")) for name in _SCRIPTS)
    return {
        LAUNCH: page_in_tongues(page, briefing.lang).encode(),
        "launch.js": scripts.encode(),
        "launch.css": lighter("launch.css", theme.path("lms/launch.css").read_text(encoding="utf-8")).encode(),
    }


@cache
def _environment(theme: Theme) -> Environment:
    """Templates of the theme, read once."""
    return Environment(
        loader=FileSystemLoader(theme.folders),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        bytecode_cache=Compiled("lms"),
    )


# The package -------------------------------------------------------------------------------------


def _manifest(job: Job, names: list[str]) -> bytes:
    briefing = job.briefing
    return manifest(
        Course(
            identifier=identifier(job.library.partnership.id, briefing.slug),
            title=briefing.title,
            description=" ".join(briefing.summary.split()),
            lang=briefing.lang,
            launch=LAUNCH,
            files=names,
        )
    )
