"""Pages that Jinja alone makes are MkDocs's, byte for byte; where a partnership has its own ways, MkDocs makes them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builder.model.theme import Theme
from builder.output.shelf import Shelf
from builder.read import read_library
from builder.render.job import jobs_of
from builder.site.pages import make_pages

from .conftest import ROOT, copy_project
from .site_models import with_own_settings

DAY = date(2026, 11, 4)


def pages(
    project: Path, work: Path, *, downloads: bool = False, twins: Path | None = None, direct: bool = False
) -> Mapping[str, bytes]:
    """Every file of the reading pages by group and path."""
    library, theme = read_library(project).library, Theme.of(project)
    assert library is not None
    library = replace(library, partnership=replace(library.partnership, guide=False))
    made = make_pages(
        jobs_of(library, theme),
        library,
        theme,
        Shelf(work / "shelf"),
        project=project,
        work=work,
        today=DAY,
        downloads=downloads,
        direct=direct,
        twins=Shelf(twins / "shelf") if twins else None,
    )
    found = ((name, folder, f) for name, folder in made.folders.items() for f in folder.rglob("*.*"))
    return {f"{name}/{f.relative_to(folder).as_posix()}": f.read_bytes() for name, folder, f in found}


def staged(work: Path) -> list[str]:
    """The pages that MkDocs was given."""
    return sorted(f.name for f in (work / "stage" / "reading" / "docs").rglob("*.md"))


def test_jinja_makes_what_mkdocs_makes(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    for other in ("welsh", "no-headings", "siblings"):
        shutil.copytree(ROOT / "site_tests" / "briefings" / other, project / "content" / other)
    part = project / "content" / "child-h" / "05-the-findings.md"
    part.write_text(part.read_text("utf-8") + "\n<b>{{ 7 * 7 }}</b> & “{% raw %}” [link](x.md)\n", "utf-8")
    by_jinja = pages(project, tmp_path / "jinja")
    by_mkdocs = pages(with_own_settings(project), tmp_path / "mkdocs")
    assert len(staged(tmp_path / "mkdocs")) > 30 and staged(tmp_path / "jinja") == []
    assert "_home/404.html" in by_mkdocs
    assert {name for name in by_mkdocs if by_mkdocs[name] != by_jinja.get(name)} == set()
    assert by_mkdocs.keys() == by_jinja.keys()


@pytest.mark.parametrize("own", [True, False])
def test_pages_without_downloads_are_the_same_when_most_are_copied(tmp_path: Path, own: bool) -> None:
    """After a whole build only the two pages of a briefing that link files are made; none is another for it."""
    project = copy_project(tmp_path / "project")
    if own:
        with_own_settings(project)
    whole = pages(project, tmp_path / "whole", downloads=True)
    cold = pages(project, tmp_path / "cold")
    copied = pages(project, tmp_path / "copied", twins=tmp_path / "whole")
    assert cold == copied and whole != cold
    assert staged(tmp_path / "copied") == (["index.md", "plan.md"] if own else [])
    assert pages(project, tmp_path / "whole", downloads=True) == whole, "what is copied stays as it was"


def test_a_template_of_a_partnership_may_use_all_that_mkdocs_knows(tmp_path: Path) -> None:
    """Both its own settings and its own template are MkDocs's; settings that say what ours say are not its own."""
    project = copy_project(tmp_path / "project")
    shutil.copy(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    pages(project, tmp_path / "same")
    assert staged(tmp_path / "same") == []
    footer = project / "theme" / "components" / "footer" / "footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("<footer>{{ config.site_author }}, {{ page.url }}</footer>", encoding="utf-8")
    assert b"<footer>None, child-h/plan.html" in pages(project, tmp_path / "theme")["child-h/child-h/plan.html"]
    with_own_settings(project, "site_author: Wren & Co")
    assert b"<footer>Wren & Co, child-h/plan.html" in pages(project, tmp_path / "both")["child-h/child-h/plan.html"]


def test_templates_are_kept_compiled_only_where_python_keeps_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, kept = copy_project(tmp_path / "project"), tmp_path / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(kept))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    own = project / "theme" / "components" / "page"
    own.mkdir(parents=True)

    def made(number: int) -> Mapping[str, bytes]:
        (own / "unused.html").write_text(f"{{# {number} #}}", encoding="utf-8")  # another theme, which nobody has seen
        (own / "words.html").write_text("<p>Our own words</p>", encoding="utf-8")
        return pages(project, tmp_path / str(number), direct=True)

    first = made(1)
    files = [*kept.rglob("*.html-*")]
    assert any("reader.part.html" in f.name for f in files) and not any("page.words" in f.name for f in files)
    assert {f.parent.name for f in files} == {"render"} and not list(project.rglob("*.cpython*"))
    assert made(2) == first
    for number, file in enumerate(files):
        file.write_bytes(file.read_bytes()[: number * 7])
    assert made(3) == first, "damaged ones are made anew"
    monkeypatch.setattr(sys, "pycache_prefix", str(project / "content" / "partnership.yml"))
    assert made(4) == first, "a folder that cannot be written to is none"
