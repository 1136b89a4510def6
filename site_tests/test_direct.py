"""The preview's pages are MkDocs's: the same templates by Jinja alone give the same bytes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.model.theme import Theme
from builder.output.shelf import Shelf
from builder.read import read_library
from builder.render.job import jobs_of
from builder.site.groups import GUIDE
from builder.site.pages import make_pages

from .conftest import ROOT, copy_project


def pages(project: Path, work: Path, direct: bool, today: date) -> dict[str, bytes]:
    """Every file of the reading pages by its path."""
    library, theme = read_library(project).library, Theme.of(ROOT)
    assert library is not None
    jobs = jobs_of(library, theme)
    made = make_pages(
        jobs,
        library,
        theme,
        Shelf(work / "shelf"),
        project=project,
        work=work,
        today=today,
        downloads=False,
        direct=direct,
    )
    folders = [folder for name, folder in made.folders.items() if name != GUIDE]
    return {f.relative_to(folder).as_posix(): f.read_bytes() for folder in folders for f in folder.rglob("*.html")}


def test_the_preview_shows_what_mkdocs_makes(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    for other in ("welsh", "no-headings", "siblings"):
        shutil.copytree(ROOT / "site_tests" / "briefings" / other, project / "content" / other)
    settings = project / "content" / "child-h" / "05-the-findings.md"
    settings.write_text(settings.read_text("utf-8") + "\n<b>{{ 7 * 7 }}</b> & “{% raw %}” [link](x.md)\n", "utf-8")
    day = date(2026, 11, 4)
    by_mkdocs, by_jinja = (pages(project, tmp_path / str(way), way, day) for way in (False, True))
    assert len(by_mkdocs) > 30 and "404.html" in by_mkdocs
    assert {name for name in by_mkdocs if by_mkdocs[name] != by_jinja.get(name)} == set()
    assert by_mkdocs.keys() == by_jinja.keys()


def test_pages_without_downloads_are_the_same_when_most_are_copied(tmp_path: Path) -> None:
    """After a whole build MkDocs makes only the two pages of a briefing that link files; none is another for it."""
    project, day = copy_project(tmp_path / "project"), date(2026, 11, 4)
    library = read_library(project).library
    assert library is not None
    library = replace(library, partnership=replace(library.partnership, guide=False))
    jobs, theme = jobs_of(library, Theme.of(ROOT)), Theme.of(ROOT)

    def made(work: str, twins: str = "", *, downloads: bool) -> dict[str, bytes]:
        at = tmp_path / work
        pages = make_pages(
            jobs,
            library,
            theme,
            Shelf(at / "shelf"),
            project=project,
            work=at,
            today=day,
            downloads=downloads,
            twins=Shelf(tmp_path / twins / "shelf") if twins else None,
        )
        return {
            f"{name}/{f.relative_to(folder).as_posix()}": f.read_bytes()
            for name, folder in pages.folders.items()
            for f in folder.rglob("*.*")
        }

    whole = made("whole", downloads=True)
    cold, copied = made("cold", downloads=False), made("copied", "whole", downloads=False)
    assert cold == copied and whole != cold
    staged = (tmp_path / "copied" / "stage" / "reading" / "docs").rglob("*.md")
    assert sorted(f.name for f in staged) == ["index.md", "plan.md"]
    assert made("whole", downloads=True) == whole, "what is copied stays as it was"
