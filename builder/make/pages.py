"""The HTML site: stage what changed, run stock MkDocs on it, keep the finished pages, put the whole together.

    model ──▶ staged pages (front matter and finished HTML) ──MkDocs──▶ finished pages ──▶ cache ──▶ site

The unit of work is a group: one briefing, the site's own pages ("home"), or the guide with the search page
("guide"). A group's key is a hash of everything that its pages depend on; one whose key the cache holds is not built.
Reading pages go through MkDocs with templates of our own; guide and search are Material pages, in a run of
their own. Deleting the cache only costs time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ..adapters import mkdocs
from ..digest import digest_of, digest_once, files_digest, program_digest
from ..look import Look
from ..model import Library, Partnership
from . import Job, dress, guide, search
from .pictures import picture_sizes, write_pictures
from .stage import Settings, base_config, fresh_folder, run_mkdocs, write_page
from .staged import (
    StagedPage,
    briefing_pages,
    withdrawn_pages,
)
from .staged_site import site_pages

_KEY = "key"


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that are built and cached together. `pages` are made only where the cache lacks `key`."""

    name: str
    key: str
    pages: Callable[[], tuple[StagedPage, ...]]


def make_pages(
    jobs: Sequence[Job],
    library: Library,
    look: Look,
    folder: Path,
    *,
    project: Path,
    work: Path,
    today: date | None = None,
    downloads: bool = True,
) -> None:
    """Write the whole HTML site below `folder`, which exists and is empty.

    `jobs` holds one job for each briefing of the library, in the order of the home page. `project` is the folder with
    `content/`, perhaps `mkdocs.yml` and `docs/guide/`. `work` is for the stage and the cache
    (`build/`). `today` decides what is withdrawn; None means the date of the jobs' epoch. `downloads` says whether
    the overview links the files that the pipeline puts beside the pages.
    Raises adapters.mkdocs.SiteError where MkDocs fails.
    """
    day = today or _day_of(jobs)
    for kept in keep_pages(jobs, library, look, project=project, work=work, today=day, downloads=downloads):
        _copy(kept, folder)
    _write_assets(look, folder)
    _write_search(jobs, day, folder)


def keep_pages(
    jobs: Sequence[Job],
    library: Library,
    look: Look,
    *,
    project: Path,
    work: Path,
    today: date,
    downloads: bool = True,
) -> tuple[Path, ...]:
    """Build what changed and return the cached folders whose files, together, are the site's pages.

    What a live preview needs: nothing is copied. Parameters as for `make_pages`.
    """
    words = look.words(library.partnership.lang, library.partnership.audience)
    common = _common(look, project, library.partnership, downloads)
    settings = Settings(library, look, words, project, work, today, downloads, common)
    reading = (*(_briefing_group(job, settings) for job in jobs), _home_group(jobs, settings))
    kept = work / "cache" / "pages"
    _build_reading(_missing(reading, kept), jobs, settings, kept)
    guide_group = _guide_group(settings)
    _build_guide(_missing((guide_group,), kept), settings, kept)
    for folder in _unused((*reading, guide_group), kept):
        shutil.rmtree(folder)
    return tuple(kept / group.name for group in (*reading, guide_group))


def _common(look: Look, project: Path, partnership: Partnership, downloads: bool) -> str:
    base = base_config(project).read_text(encoding="utf-8")
    return digest_of((dress.digest(look), program_digest(), base, partnership, downloads))


def _day_of(jobs: Sequence[Job]) -> date:
    return datetime.fromtimestamp(max((j.epoch for j in jobs), default=0), UTC).date()


# Groups ------------------------------------------------------------------------------------------


def _briefing_group(job: Job, settings: Settings) -> Group:
    briefing = job.briefing
    gone = briefing.withdrawn(settings.today)

    def pages() -> tuple[StagedPage, ...]:
        if gone:
            return withdrawn_pages(job)
        return briefing_pages(job, picture_sizes(briefing), downloads=settings.downloads)

    pictures = (hashlib.sha256(picture.data).hexdigest() for picture in briefing.pictures)
    key = digest_of((settings.common, digest_once(briefing), digest_once(job.words), gone, *pictures))
    return Group(briefing.slug, key, pages)


def _home_group(jobs: Sequence[Job], settings: Settings) -> Group:
    shelf = next((chapter.href for chapter in guide.chapters(settings.project)), "")

    def pages() -> tuple[StagedPage, ...]:
        return site_pages(settings.library, jobs, settings.words, settings.today, shelf)

    # Home's staged text is short: it is its own key.
    staged = "".join(mkdocs.markdown_page(p.meta, p.body) for p in pages())
    return Group("_home", digest_of((settings.common, digest_once(settings.words), staged)), pages)


def _guide_group(settings: Settings) -> Group:
    chapters = guide.chapters(settings.project)
    texts = [path.read_text(encoding="utf-8") for path in guide.files(settings.project).values()]
    shown = files_digest(guide.pictures(settings.project).items())
    key = digest_of((settings.common, digest_once(settings.words), chapters, *texts, shown))
    return Group("_guide", key, lambda: (guide.search_page(settings.library, settings.words),))


def _missing(groups: Iterable[Group], kept: Path) -> tuple[Group, ...]:
    def known(group: Group) -> bool:
        key = kept / group.name / _KEY
        return key.is_file() and key.read_text(encoding="ascii") == group.key

    return tuple(group for group in groups if not known(group))


# Runs of MkDocs ----------------------------------------------------------------------------------


def _build_reading(groups: Sequence[Group], jobs: Sequence[Job], settings: Settings, kept: Path) -> None:
    """One run of MkDocs for all reading pages that changed."""
    if not groups:
        return
    stage = fresh_folder(settings.work / "stage" / "reading")
    pages = {group.name: group.pages() for group in groups}
    for page in (p for group in pages.values() for p in group):
        write_page(page, stage / "docs")
    theme = {"name": None, "custom_dir": "theme", "static_templates": ["404.html"]}
    run_mkdocs(stage, settings, jobs, {"theme": theme, "plugins": [], "markdown_extensions": []})
    for group in groups:
        target = fresh_folder(kept / group.name)
        wanted = [f"{page.path}.html" for page in pages[group.name]]
        if group.name == "_home":
            wanted.append("404.html")
        _move(stage / "site", target, wanted)
        _add_pictures(group.name, jobs, settings, target)
        (target / _KEY).write_text(group.key, encoding="ascii")


def _build_guide(groups: Sequence[Group], settings: Settings, kept: Path) -> None:
    """One run of MkDocs and Material for the guide and the search page."""
    for group in groups:
        stage = fresh_folder(settings.work / "stage" / "guide")
        for page in group.pages():
            write_page(page, stage / "docs")
        guide.write(settings.project, stage / "docs")
        lang = settings.library.partnership.lang.split("-")[0].lower()
        theme = {
            "name": "material",
            "custom_dir": "theme",
            "font": False,
            "language": lang if mkdocs.speaks(lang) else "en",
        }
        nav: Mapping[str, object] = {"guide": [asdict(c) for c in guide.chapters(settings.project)]}
        run_mkdocs(stage, settings, (), {"theme": theme}, extra=nav)
        target = fresh_folder(kept / group.name)
        _move(stage / "site", target, guide.wanted(stage / "site"))
        (target / _KEY).write_text(group.key, encoding="ascii")


# Files -------------------------------------------------------------------------------------------


def _add_pictures(name: str, jobs: Sequence[Job], settings: Settings, target: Path) -> None:
    for job in jobs:
        if job.briefing.slug == name and not job.briefing.withdrawn(settings.today):
            write_pictures(job.briefing, target / name)


def _write_assets(look: Look, folder: Path) -> None:
    for name, data in dress.assets(look).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _write_search(jobs: Sequence[Job], today: date, folder: Path) -> None:
    index = folder / "search" / "search_index.json"
    index.write_text(search_index(jobs, today, (folder,)), encoding="utf-8")


def search_index(jobs: Sequence[Job], today: date, folders: Iterable[Path]) -> str:
    """The whole search index as JSON: the guide's, which one of the folders holds, and every briefing's."""
    index = next(path for f in folders if (path := f / "search" / "search_index.json").is_file())
    made = json.loads(index.read_text(encoding="utf-8"))
    shown = (job for job in jobs if not job.briefing.withdrawn(today))
    return search.merged(made, (entry for job in shown for entry in search.entries(job.briefing, job.words)))


def _copy(kept: Path, folder: Path) -> None:
    for here, _, names in os.walk(kept):
        target = folder / os.path.relpath(here, kept)
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name != _KEY:
                shutil.copyfile(f"{here}/{name}", target / name)


def _move(site: Path, target: Path, names: Iterable[str]) -> None:
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).rename(target / name)


# The cache ---------------------------------------------------------------------------------------


def _unused(groups: Iterable[Group], kept: Path) -> tuple[Path, ...]:
    """What the cache holds of briefings that are no more."""
    known = {group.name for group in groups}
    return tuple(path for path in sorted(kept.iterdir()) if path.name not in known)
