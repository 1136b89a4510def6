"""The HTML site: stage what changed, make pages of it, keep the finished ones.

    model ──▶ staged pages (front matter and finished HTML) ──templates──▶ finished pages ──▶ shelf ──▶ site

The unit of work is a group: one briefing, home, the pages that all briefings share, or the guide.
Its digest says what its pages depend on; a group that the shelf holds is not built. The guide's pages are made by
stock MkDocs with Material. Reading pages have templates of our own: MkDocs fills them where a partnership has settings
or templates of its own, else Jinja alone does, a briefing at a time; both give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from ..adapters import mkdocs
from ..model.partnership import Library, Partnership
from ..model.theme import Theme, is_series
from ..output.fingerprints import digest_of, digest_once, files_digest, program_digest, theme_digest
from ..output.shelf import lay_out
from ..render.appearance import theme_files
from ..render.fallback import page_in_tongues, spoken, spoken_words
from ..render.job import Job
from ..render.pictures import picture_sizes, write_pictures
from . import manual as guide
from . import search
from .briefing_pages import StagedPage, briefing_pages, with_files, withdrawn_pages
from .direct import NOT_FOUND, Renderer
from .groups import AHEAD, ASSETS, GUIDE, HOME, INDEX, SEARCH, SHARED, Pages
from .other_pages import FEW, site_pages
from .search_pieces import pieces
from .stage import Settings, base_config, for_templates, fresh_folder, has_own_ways, run_mkdocs, write_page


class Keeper(Protocol):
    """Keeps finished folders by name and digest: `write.shelf.Shelf`."""

    def has(self, name: str, digest: str) -> bool:
        """Whether it is there, whole."""

    def put(self, name: str, digest: str, make: Callable[[Path], object]) -> Path:
        """Keeps what `make` writes into an empty folder, and says where."""

    def files(self, name: str, digest: str) -> Path:
        """The folder with its files."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that are built and kept together. `pages` are made only where the shelf lacks `digest`.

    `twin` is the digest of the same with or without downloads: `of_twin` says which pages are others there.
    """

    name: str
    digest: str
    twin: str
    pages: Callable[[], tuple[StagedPage, ...]]
    of_twin: Callable[[], tuple[StagedPage, ...]] = tuple


def make_pages(
    jobs: Sequence[Job],
    library: Library,
    theme: Theme,
    shelf: Keeper,
    *,
    project: Path,
    work: Path,
    today: date,
    downloads: bool = True,
    direct: bool = False,
    twins: Keeper | None = None,
) -> Pages:
    """Make what changed of the HTML site, and say where all of it stands; `with_search` adds what is searched.

    `jobs` holds one job for each briefing of the library, in the order of the home page. `project` is the folder with
    `content/`, perhaps `mkdocs.yml` and `docs/guide/` (shown where `has_guide`).
    `work` is for the stage (`build/`). `today` decides what is
    withdrawn. `downloads` says whether the overview links the files that the pipeline puts beside the pages; `twins`
    may hold the pages of the other choice, most of which are the same. `direct`: reading pages without MkDocs.
    Raises adapters.mkdocs.SiteError where MkDocs fails.
    """
    jobs = [spoken(job) for job in jobs]
    own = library.partnership
    words = spoken_words(theme, own.lang, own.audience, own.nation, series=is_series(library.briefings))
    mark = theme_files.digest(theme)
    common, other = (_common(mark, project, library.partnership, choice) for choice in (downloads, not downloads))
    settings = Settings(library, theme, words, project, work, today, downloads, common, direct, other)
    reading = (*_site_groups(jobs, settings), *(_briefing_group(job, settings) for job in jobs))
    last = (_guide_group(settings),) if settings.has_guide else ()
    _build_reading(_missing(reading, shelf), jobs, settings, shelf, twins)
    for group in _missing(last, shelf):
        if twins and twins.has(group.name, group.twin):
            shelf.put(group.name, group.digest, partial(_copied, twins.files(group.name, group.twin)))
        else:
            _build_guide(group, settings, shelf)
    kept = {group.name: group.digest for group in (*reading, *last)} | _keep_assets(theme, shelf, twins)
    return Pages({name: shelf.files(name, digest) for name, digest in kept.items()}, kept)


def with_search(pages: Pages, jobs: Sequence[Job], shelf: Keeper, today: date) -> Pages:
    """The same site with the search index for all of it."""
    digest = pages.of(*(job.briefing.slug for job in jobs))[1]
    if not shelf.has(SEARCH, digest):
        shelf.put(SEARCH, digest, lambda folder: _write(folder, search_files(jobs, today)))
    return Pages({SEARCH: shelf.files(SEARCH, digest)}, {SEARCH: digest}).over(pages)


def search_files(jobs: Sequence[Job], today: date) -> dict[str, bytes]:
    """The search index by its files: one, or pieces where there are many briefings."""
    if len(jobs) <= FEW:
        return {INDEX: search_index(jobs, today).encode()}
    found = {f"search/{name}": text for name, text in pieces(tuple(_found(jobs, today))).items()}
    ahead = theme_files.lighter(AHEAD, jobs[0].theme.path(AHEAD).read_text(encoding="utf-8"))
    found[INDEX] = f"{found.pop('search/index.js')}{ahead}\n"
    return {name: text.encode() for name, text in found.items()}


def search_index(jobs: Sequence[Job], today: date) -> str:
    """Every briefing's entries, as one script."""
    return search.as_script(_found(jobs, today))


def _found(jobs: Sequence[Job], today: date) -> Iterator[search.Entry]:
    shown = (job for job in jobs if not job.briefing.withdrawn(today))
    return (entry for job in shown for entry in search.entries(job.briefing, job.words))


def _common(templates: str, project: Path, partnership: Partnership, downloads: bool) -> str:
    base = base_config(project).read_text(encoding="utf-8")
    return digest_of((templates, program_digest(), base, partnership, downloads))


# Groups ------------------------------------------------------------------------------------------


def _briefing_group(job: Job, settings: Settings) -> Group:
    briefing = job.briefing
    gone = briefing.withdrawn(settings.today)

    def pages() -> tuple[StagedPage, ...]:
        if gone:
            return withdrawn_pages(job)
        return briefing_pages(job, picture_sizes(briefing), downloads=settings.downloads)

    def of_twin() -> tuple[StagedPage, ...]:
        return () if gone else with_files(job, downloads=settings.downloads)

    pictures = [picture.digest for picture in briefing.pictures]
    keys = _keys(settings, digest_once(briefing), digest_once(job.words), gone, *pictures)
    return Group(briefing.slug, *keys, pages, of_twin)


def _keys(settings: Settings, *parts: object) -> tuple[str, str]:
    """What a group is made from, and what its twin is."""
    own = digest_of(parts)
    return digest_of((settings.common, own)), digest_of((settings.other, own))


def _site_groups(jobs: Sequence[Job], settings: Settings) -> Iterator[Group]:
    """Home and search, which change with every briefing, and the pages that each briefing links."""
    chapters = guide.chapters(settings.project) if settings.has_guide else ()
    chapter = next((chapter.href for chapter in chapters), "")
    home, search_page, *shared = site_pages(settings.library, jobs, settings.words, settings.today, chapter)
    for name, pages in ((HOME, (home, search_page)), (SHARED, tuple(shared))):
        yield Group(name, *_keys(settings, digest_once(settings.words), pages), partial(tuple, pages))


def _guide_group(settings: Settings) -> Group:
    chapters = guide.chapters(settings.project)
    texts = [guide.text_of(path) for path in guide.files(settings.project).values()]
    shown = files_digest(guide.pictures(settings.project).items())
    return Group(GUIDE, *_keys(settings, digest_once(settings.words), chapters, *texts, shown), tuple)


def _missing(groups: Iterable[Group], shelf: Keeper) -> tuple[Group, ...]:
    return tuple(group for group in groups if not shelf.has(group.name, group.digest))


# Runs of MkDocs ----------------------------------------------------------------------------------


def _build_reading(
    groups: Sequence[Group], jobs: Sequence[Job], settings: Settings, shelf: Keeper, twins: Keeper | None
) -> None:
    """All reading pages that changed; what a twin has is copied."""
    if not groups:
        return
    there = {g.name: twins.files(g.name, g.twin) for g in groups if twins and twins.has(g.name, g.twin)}

    def pages(group: Group) -> tuple[StagedPage, ...]:
        return group.of_twin() if group.name in there else group.pages()

    finished: Callable[[StagedPage], str]
    if settings.direct or not has_own_ways(settings):
        finished = Renderer(settings.theme, for_templates(settings, jobs)).page
    else:
        finished = _by_mkdocs((page for group in groups for page in pages(group)), jobs, settings)
    briefings = {job.briefing.slug: job.briefing for job in jobs}
    own = settings.library.partnership.lang
    for group in groups:

        def fill(folder: Path, group: Group = group) -> None:
            copied, briefing = group.name in there, briefings.get(group.name)
            if copied:
                _copied(there[group.name], folder)
            every = pages(group) if copied or group.name != HOME else (*pages(group), NOT_FOUND)
            for page in every:
                text = page_in_tongues(finished(page), briefing.lang if briefing else own)
                _put(folder / f"{page.path}.html", text)
            if briefing and not copied and not briefing.withdrawn(settings.today):
                write_pictures(briefing, folder / group.name)

        shelf.put(group.name, group.digest, fill)


def _by_mkdocs(pages: Iterable[StagedPage], jobs: Sequence[Job], settings: Settings) -> Callable[[StagedPage], str]:
    """One run of MkDocs for these pages; what it made of each."""
    stage = fresh_folder(settings.work / "stage" / "reading")
    staged = 0
    for staged, page in enumerate(pages, 1):  # noqa: B007
        write_page(page, stage / "docs")
    if staged:
        engine = {"name": None, "custom_dir": "theme", "static_templates": [f"{NOT_FOUND.path}.html"]}
        run_mkdocs(stage, settings, jobs, {"theme": engine, "plugins": [], "markdown_extensions": []})
    return lambda page: (stage / "site" / f"{page.path}.html").read_text(encoding="utf-8")


def _build_guide(group: Group, settings: Settings, shelf: Keeper) -> None:
    """One run of MkDocs and Material for the guide."""
    stage = fresh_folder(settings.work / "stage" / "guide")
    for page in group.pages():
        write_page(page, stage / "docs")
    guide.write(settings.project, stage / "docs")
    lang = settings.library.partnership.lang.split("-")[0].lower()
    engine = {
        "name": "material",
        "custom_dir": "theme",
        "font": False,
        "language": lang if mkdocs.speaks(lang) else "en",
    }
    nav: Mapping[str, object] = {"guide": [asdict(c) for c in guide.chapters(settings.project)]}
    run_mkdocs(stage, settings, (), {"theme": engine, "plugins": []}, extra=nav)
    site = stage / "site"
    names, shown = tuple(guide.wanted(site)), guide.pictures(settings.project)

    def fill(folder: Path) -> None:
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).replace(folder / name)
            if name.endswith(".html"):
                text = (folder / name).read_text(encoding="utf-8")
                made = guide.sized(page_in_tongues(text, settings.library.partnership.lang), shown)
                if made != text:
                    _put(folder / name, made)

    shelf.put(group.name, group.digest, fill)


def _put(path: Path, page: str) -> None:
    """Writes a finished page; a file of a twin that stands there keeps what it holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(page.encode("utf-8", "xmlcharrefreplace"))  # as MkDocs writes it


def _copied(source: Path, folder: Path) -> None:
    """Files of a twin, which stay where they are too."""
    lay_out([(source, ".")], folder)


# What is not a page ------------------------------------------------------------------------------


def _keep_assets(theme: Theme, shelf: Keeper, twins: Keeper | None) -> dict[str, str]:
    digest = digest_of((program_digest(), theme_digest(theme)))
    if shelf.has(ASSETS, digest):
        return {ASSETS: digest}
    if twins and twins.has(ASSETS, digest):
        shelf.put(ASSETS, digest, partial(_copied, twins.files(ASSETS, digest)))
    else:
        shelf.put(ASSETS, digest, lambda folder: _write(folder, theme_files.assets(theme)))
    return {ASSETS: digest}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
