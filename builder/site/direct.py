"""Reading pages by Jinja alone: the same templates, the same bytes as MkDocs, in half of the time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateError
from markupsafe import escape

from ..adapters.mkdocs import SiteError
from ..model.briefing import Section
from ..model.theme import Theme
from ..render.appearance import theme_files
from ..render.compiled import Compiled
from ..render.job import Job
from ..render.pictures import picture_sizes
from .briefing_pages import StagedPage, part_page
from .stage import Settings, for_templates

NOT_FOUND = StagedPage("404", {"template": "404.html"})
"""The page for what is not there. Its template is given no page, as by MkDocs."""


class Renderer:
    """Fills the templates of a theme as they are now. `extra` is what every one of them may read."""

    def __init__(self, theme: Theme, extra: Mapping[str, object]) -> None:
        self._templates = _environment(theme, theme_files.digest(theme))
        self._config = SimpleNamespace(extra=SimpleNamespace(**extra))

    def page(self, page: StagedPage) -> str:
        """A finished page. Raises SiteError where a template fails."""
        content = f"<div>{page.body}</div>" if page.body else ""
        shown = {} if page is NOT_FOUND else {"page": SimpleNamespace(meta=page.meta, content=content)}
        try:
            return self._templates.get_template(str(page.meta["template"])).render(shown, config=self._config)
        except TemplateError as error:
            raise SiteError(f"{type(error).__name__}: {error}") from error


def rendered_part(job: Job, section: Section, settings: Settings) -> bytes:
    """One part's page, for somebody who is typing it. Raises SiteError."""
    page = part_page(job, section, picture_sizes(job.briefing))
    return Renderer(settings.theme, for_templates(settings, (job,))).page(page).encode("utf-8", "xmlcharrefreplace")


@lru_cache(maxsize=4)
def _environment(theme: Theme, digest: str) -> Environment:
    """The templates, compiled once in a process for as long as they stay the same: a digest is cheaper than a look at
    the file of every piece of every page.
    """
    # Nothing is escaped by itself, as in MkDocs: the templates escape every value.
    loader = FileSystemLoader(theme.folders)
    found = _Templates(loader=loader, autoescape=False, auto_reload=False, bytecode_cache=Compiled("pages"))
    found.filters["e"] = found.filters["escape"] = _escaped
    return found


class _Templates(Environment):
    """Jinja's templates, which look into tables first: it asks them for an attribute, fails, and then looks."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` in a template."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_A_TABLE:
            return obj[attribute]
        return super().getattr(obj, attribute)


_OF_A_TABLE = frozenset(dir(dict))


@lru_cache(maxsize=20_000, typed=True)
def _escaped(value: object) -> str:
    """A value as Jinja's own filter writes it; most words stand on page after page."""
    return str(escape(value))
