"""The package: a wheel and an sdist that hold the theme and work in a folder far from this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from .conftest import DEEP, ROOT


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built wheel and sdist."""
    folder = tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_wheel_works_outside_the_repository(packages: Path, tmp_path: Path) -> None:
    (wheel,) = packages.glob("*.whl")
    place, project = tmp_path / "installed", tmp_path / "project"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        str(place),
        str(wheel),
    ]
    subprocess.run(command, check=True)
    project.mkdir()
    there = os.environ | {"PYTHONPATH": str(place), "PYTHONSAFEPATH": "1"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "builder", *words], cwd=project, env=there, capture_output=True, text=True
        )

    assert run("init").returncode == 0
    refused = run("build")
    assert refused.returncode == 1 and "the local number" in refused.stderr, "nobody may be told to call REPLACE"
    settings = project / "content/partnership.yml"
    filled = settings.read_text("utf-8").replace("REPLACE with the local number", "01632 960101")
    filled = filled.replace("REPLACE with an e-mail address", "team@example.org").replace("REPLACE with your", "Our")
    settings.write_text(filled, "utf-8")
    empty = run("build")
    assert empty.returncode == 1 and "Nobody has written in this briefing" in empty.stderr
    part = next((project / "content/first-briefing").glob("01-*.md"))
    part.write_text(part.read_text("utf-8").replace("## Reflect", "Some words.\n\n## Reflect"), "utf-8")
    assert run("build", *(() if DEEP else ("--only", "lms"))).returncode == 0
    made = {p.relative_to(project / "dist").as_posix() for p in (project / "dist").rglob("*") if p.is_file()}
    expected = ("lms/first-briefing-scorm12.zip",)
    if DEEP:
        expected += ("site/index.html", "site/first-briefing/01-background.html")
        expected += ("worksheets/first-briefing/blank.pdf", "trainers/first-briefing/guide.docx")
    assert set(expected) <= made
    ours = {p.relative_to(ROOT / "theme").as_posix() for p in (ROOT / "theme").rglob("*") if p.is_file()}
    there_too = {p.relative_to(place / "builder/theme").as_posix() for p in (place / "builder/theme").rglob("*")}
    assert len(ours) > 100 and {name for name in ours if "__pycache__" not in name} <= there_too
    assert not [name for name in made if name.startswith(("site/guide/", "site/pictures/"))], "nobody asked for it"
    where = subprocess.run(
        [sys.executable, "-c", "from builder.model import theme; print(theme.SHIPPED)"],
        cwd=project,
        env=there,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(place) in where.stdout


def test_fonts_come_with_their_licences(packages: Path) -> None:
    (wheel,) = packages.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(n.endswith(".ttf") for n in names) and any(n.endswith(".woff2") for n in names)
    assert sum("OFL" in n for n in names) >= 2
    assert any(n.endswith("licenses/LICENSE") for n in names)


def test_the_sdist_holds_what_a_newcomer_needs(packages: Path) -> None:
    (sdist,) = packages.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {n.split("/", 1)[1] for n in archive.getnames() if "/" in n}
    for name in (
        "README.md",
        "Makefile",
        "constraints.txt",
        "theme/words/en.yml",
        "site_tests/conftest.py",
        "docs/architecture.md",
    ):
        assert name in names, name
    assert not [n for n in names if "node_modules" in n or n.startswith(("dist/", "build/"))]
