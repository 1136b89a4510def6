"""What may go out: one stopped briefing holds up no other and keeps its last edition; drafts and placeholders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.pipeline import build

from .conftest import copy_project


@pytest.fixture()
def project(tmp_path: Path) -> Path:
    """Two small briefings and a partnership."""
    shutil.rmtree(copy_project(tmp_path) / "content" / "child-h")
    for slug in ("child-k", "child-l"):
        write(tmp_path, slug, "Two services visited the home.")
    return tmp_path


def write(project: Path, slug: str, words: str, settings: str = "") -> None:
    """One part of one briefing."""
    folder = project / "content" / slug
    folder.mkdir(exist_ok=True)
    (folder / "briefing.yml").write_text(f"title: {slug}\n{settings}", encoding="utf-8")
    text = f"# Background\n\n{words}\n\n## Reflect\n\n- What would you ask?\n"
    (folder / "01-background.md").write_text(text, encoding="utf-8")


def page(project: Path, slug: str) -> str:
    """A part's page as it stands, or nothing."""
    file = project / "dist/site" / slug / "01-background.html"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def test_a_stopped_briefing_keeps_its_last_edition_and_holds_up_no_other(project: Path) -> None:
    assert build(project, "pages").done
    write(project, "child-k", "They lived at 12 Mill Road.")
    write(project, "child-l", "Three services visited the home.")
    outcome = build(project, "pages")
    assert (outcome.done, outcome.stopped, outcome.kept) == (True, ("child-k",), ("child-k",))
    assert "Two services" in page(project, "child-k") and "Mill Road" not in page(project, "child-k")
    assert "Three services" in page(project, "child-l")
    decision = "decisions: [{rule: street, words: [12 Mill Road], reason: Public., who: A Person, when: 2026-11-02}]\n"
    write(project, "child-k", "They lived at 12 Mill Road.", decision)
    assert build(project, "pages").stopped == () and "Mill Road" in page(project, "child-k")


def test_a_briefing_that_was_never_built_is_left_out(project: Path) -> None:
    write(project, "child-k", "Ring 07700 900461, said his mother.")
    outcome = build(project, "pages")
    assert (outcome.done, outcome.stopped, outcome.kept) == (True, ("child-k",), ())
    assert page(project, "child-l") and not page(project, "child-k")
    shutil.rmtree(project / "content/child-l")
    assert not build(project, "pages").done, "an empty site replaces nothing"


def test_a_folder_that_cannot_be_read_keeps_its_last_edition(project: Path) -> None:
    build(project, "pages")
    (project / "content/child-k/briefing.yml").write_text("title: [\n", encoding="utf-8")
    assert build(project, "pages").kept == ("child-k",) and "Two services" in page(project, "child-k")


def test_a_draft_is_left_out_and_blocks_nobody(project: Path) -> None:
    write(project, "child-k", "They lived at 12 Mill Road.", "draft: yes\n")
    outcome = build(project, "pages")
    assert (outcome.done, outcome.stopped) == (True, ()) and not page(project, "child-k")


@pytest.mark.parametrize("key", ["name", "contact"])
def test_nothing_is_built_while_a_placeholder_stands(project: Path, key: str) -> None:
    file = project / "content/partnership.yml"
    lines = [f"{key}: REPLACE" if line.startswith(f"{key}:") else line for line in file.read_text("utf-8").split("\n")]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert not build(project, "pages").done


def test_strict_stops_only_the_briefing_with_a_warning(project: Path) -> None:
    both = build(project, "pages", strict=True)
    assert not both.done and both.stopped == ("child-k", "child-l")
