"""A stage for MkDocs: pages with front matter, our templates, and a configuration that inherits the project's.

The stage is all that MkDocs, or its successor Zensical, needs: no plugin or hook of ours takes part.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..adapters import mkdocs
from ..adapters.tongues import plain
from ..form.plan import Words
from ..model.appearance import Logo
from ..model.partnership import Library, Partnership
from ..model.theme import SHIPPED, Theme
from ..render.appearance import theme_files
from ..render.appearance.first_paint import first_paint
from ..render.html import direction
from ..render.job import Job
from ..render.reach import contact_href, near_data, phones_data
from ..render.wheel import segments
from .briefing_pages import StagedPage, form_for_all


@dataclass(frozen=True, slots=True)
class Settings:
    """What every step needs to know."""

    library: Library
    theme: Theme
    words: Words
    project: Path
    work: Path
    today: date
    downloads: bool
    common: str
    """A mark of all that every page depends on besides its own content."""
    direct: bool = False
    """Reading pages by Jinja alone, for a preview."""
    other: str = ""
    """The same mark for pages with the other choice of `downloads`."""

    @property
    def has_guide(self) -> bool:
        """Whether the guide is on the site: the partnership asks for it, or it is a preview."""
        return self.direct or self.library.partnership.guide


def fresh_folder(folder: Path) -> Path:
    """The folder, empty."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def write_page(page: StagedPage, docs: Path) -> None:
    """Write a staged page below MkDocs's docs folder."""
    path = docs / f"{page.path}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    body = f"<div>{page.body}</div>" if page.body else ""
    path.write_text(mkdocs.markdown_page(page.meta, body), encoding="utf-8")


def run_mkdocs(
    stage: Path,
    settings: Settings,
    jobs: Sequence[Job],
    own: Mapping[str, object],
    extra: Mapping[str, object] | None = None,
) -> None:
    """Give the stage its templates and configuration (`own` overrides, `extra` is for templates) and build it.

    Raises adapters.mkdocs.SiteError.
    """
    theme_files.write_templates(settings.theme, stage / "theme")
    config = stage / "mkdocs.yml"
    fixed = {
        "site_name": plain(settings.words["site"]["name"]),
        "site_url": "",
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "extra": _written_out(for_templates(settings, jobs)) | dict(extra or {}),
    }
    mkdocs.write_config(config, base_config(settings.project), fixed | dict(own))
    mkdocs.build(config)


def for_templates(settings: Settings, jobs: Sequence[Job]) -> dict[str, object]:
    """What every template may read: words by language, wheels by number of parts, and who publishes."""
    partnership = settings.library.partnership
    words = {partnership.lang: settings.words} | {j.briefing.lang: j.words for j in jobs}
    last = {job.briefing.lang: job for job in jobs}  # whose form stands for all of its language
    groups = theme_files.word_groups(settings.theme)
    counts = {7} | {len(j.briefing.sections) for j in jobs}
    return {
        "words": {lang: {g: dict(one.get(g, {})) for g in groups} for lang, one in words.items()},
        "forms": {lang: form_for_all(job) for lang, job in last.items()},
        "wheels": {str(n): _wheels(n) for n in sorted(counts)},
        "site": _public(partnership),
        "first": dict(first_paint(settings.theme)),
        "near": Near(settings, jobs),
        "notfound": {
            "lang": partnership.lang,
            "dir": direction(partnership.lang),
            "root": urlsplit(partnership.address).path.rstrip("/") + "/",
            "kind": "notfound",
            "heading": settings.words["notfound"]["title"],
        },
    }


def _written_out(given: Mapping[str, object]) -> dict[str, object]:
    """The same as a file of settings can hold it."""
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in given.items()}


class Near(Mapping[str, object]):
    """Whom a reader can reach, by briefing; "/" on the pages that belong to none. a page asks for one."""

    def __init__(self, settings: Settings, jobs: Sequence[Job]) -> None:
        self._settings = settings
        self._jobs = {job.briefing.slug: job for job in jobs}
        self._known: dict[str, object] = {}

    def __getitem__(self, slug: str) -> object:
        if slug not in self._known:
            self._known[slug] = self._rows(slug)
        return self._known[slug]

    def _rows(self, slug: str) -> object:
        if slug == "/":
            return near_data(self._settings.library.partnership, (), self._settings.words)
        job = self._jobs[slug]
        return near_data(job.library.partnership, job.briefing.support, job.words)

    def __iter__(self) -> Iterator[str]:
        return iter(("/", *self._jobs))

    def __len__(self) -> int:
        return 1 + len(self._jobs)


def _wheels(count: int) -> dict[str, object]:
    small = segments(count, inner=46.0, gap=4.5)
    return {"small": [asdict(s) for s in small], "large": [asdict(s) for s in segments(count)]}


def _public(partnership: Partnership) -> dict[str, object]:
    worried = partnership.worried
    return {
        "id": partnership.id,
        "name": partnership.name,
        "lang": partnership.lang,
        "contact": partnership.contact,
        "contact_href": contact_href(partnership.contact),
        "address": partnership.address,
        "logo": _logo(partnership.appearance.logo),
        "worried_line": worried.line if worried else "",
        "worried_number": worried.number if worried else "",
        "worried_detail": worried.detail if worried else "",
        "worried_phones": phones_data(worried.phones) if worried else [],
    }


def _logo(logo: Logo | None) -> dict[str, object] | None:
    return {"file": f"assets/logo.{logo.kind}", "alt": logo.alt, "w": logo.width, "h": logo.height} if logo else None


def has_own_ways(settings: Settings) -> bool:
    """Whether a partnership has settings for MkDocs, or templates, of its own: only MkDocs knows what they ask for."""
    base = base_config(settings.project)
    shipped = base_config(SHIPPED.parent)
    own_settings = base != shipped and base.read_bytes() != shipped.read_bytes()
    return own_settings or theme_files.has_own_templates(settings.theme)


def base_config(project: Path) -> Path:
    """The configuration that the stage inherits: the project's own, else the shipped one."""
    own = project / "mkdocs.yml"
    return own if own.is_file() else SHIPPED.parent / "mkdocs.yml"
