"""Draws what the preview shows: every page that changed, or at once one part that somebody types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..adapters.mkdocs import SiteError
from ..model.partnership import Library
from ..model.theme import Theme, ThemeError, is_series
from ..output.shelf import Shelf
from ..read.briefing import read_briefing
from ..render.appearance.own_theme import told_by_file
from ..render.job import jobs_of, today
from ..site.direct import rendered_part
from ..site.groups import Pages
from ..site.pages import make_pages, search_index
from ..site.stage import Settings


def drawn_pages(library: Library, theme: Theme, project: Path, shelf: Shelf) -> tuple[Pages, Callable[[], str]]:
    """Every page, and what makes the search index: that is made only when somebody searches. Raises ThemeError."""
    work = project / "build" / "preview"  # its own: these pages link no downloads
    jobs, day = jobs_of(library, theme), today()
    try:
        with told_by_file(theme):
            pages = make_pages(
                jobs, library, theme, shelf, project=project, work=work, today=day, downloads=False, direct=True
            )
    except SiteError as error:
        raise ThemeError(str(error)) from error
    return pages, lambda: search_index(jobs, day)


def drawn_part(library: Library, project: Path, slug: str, file: str) -> tuple[str, bytes] | None:
    """The path and the page of one part as it is on disk now; None where it has none, or the theme cannot draw it."""
    briefing = read_briefing(project, project / "content" / slug, [])
    if briefing is None:
        return None
    theme = Theme.of(project)
    (job,) = jobs_of(Library(library.partnership, (briefing,), library.teams), theme, beside=library)
    section = next((s for s in briefing.sections if s.place.path.endswith(f"/{file}")), None)
    if job.withdrawn or section is None:
        return None
    own, series = library.partnership, is_series(library.briefings)
    words = theme.words_of_site(own.lang, own.audience, own.nation, series=series)
    settings = Settings(library, theme, words, project, project, today(), False, "", True)
    try:
        with told_by_file(theme):
            return f"{briefing.slug}/{section.stem}.html", rendered_part(job, section, settings)
    except (SiteError, ThemeError):
        return None  # said by the refresh
