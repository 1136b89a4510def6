"""The successor: Child H staged for MkDocs, built by Zensical, and read and written in by a reader."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from builder.model.theme import Theme
from builder.read import read_library
from builder.render.job import jobs_of

from .conftest import ROOT, copy_project
from .site_models import lay_out_pages, with_own_settings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def built(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reading pages of Child H as Zensical builds them, with the site's styles and scripts."""
    base, theme = tmp_path_factory.mktemp("zensical"), Theme.of(ROOT)
    project, stage = with_own_settings(copy_project(base / "project")), base / "stage" / "reading"
    library = read_library(project).library
    assert library is not None
    lay_out_pages(jobs_of(library, theme), library, theme, base / "site", project=project, work=base)
    config = yaml.safe_load((stage / "mkdocs.yml").read_text(encoding="utf-8"))
    config.pop("INHERIT")
    (stage / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    shutil.rmtree(stage / "site", ignore_errors=True)
    command = [str(Path(sys.executable).with_name("zensical")), "build", "-f", "mkdocs.yml"]
    subprocess.run(command, cwd=stage, check=True, capture_output=True, timeout=120)
    shutil.copytree(dist / "site" / "assets", stage / "site" / "assets", dirs_exist_ok=True)
    return stage / "site"


def test_a_reader_finds_everything_at_its_place(chromium: Browser, built: Path) -> None:
    page = chromium.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.goto((built / "child-h" / "03-the-incident.html").as_uri())
    box = page.get_by_role("textbox").first
    box.fill("Saying it aloud the same day.")
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox").first).to_have_value("Saying it aloud the same day.")
    page.get_by_role("button", name="Mark part 3 as read").click()
    page.goto((built / "child-h" / "notes.html").as_uri())
    expect(page.get_by_text("Saying it aloud the same day.").first).to_be_visible()
    assert errors == []
    page.close()
