"""Faults: kills, a full or closed disk, links, twins, long paths. The last good output stays, and the message helps."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.model.appearance import Appearance
from builder.output.shelf import Shelf
from builder.output.swap import fresh, is_current, recover, swap_in
from builder.pipeline import build
from builder.read import read_library
from builder.render.appearance.own_look import wear

from .bench.many import write_library
from .conftest import DEEP, ROOT, copy_project
from .fault_trials import state
from .test_cli import run

TRIALS = 100 if DEEP else 1
"""For each fault; `make deep` runs the hundred."""


@pytest.mark.parametrize("faults", ["kill", "full", "closed"] if DEEP else ["closed,kill,full"])
def test_a_fault_at_any_step_leaves_the_last_good_output(faults: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    command = [sys.executable, "-m", "site_tests.fault_trials", str(project), faults, str(TRIALS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    assert result["trials"] == TRIALS * len(faults.split(","))
    assert result["steps"] > 100, "the audit hook saw too few steps to mean anything"
    assert result["findings"] == []


def test_an_interrupted_swap_is_put_back(tmp_path: Path) -> None:
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "index.html").write_text("good")
    (tmp_path / ".trainers.new").mkdir()
    recover(tmp_path)
    assert (tmp_path / "site" / "index.html").read_text() == "good"
    assert not (tmp_path / ".trainers.new").exists()


def test_a_file_changed_in_dist_is_made_again(tmp_path: Path) -> None:
    """`dist/` may share its files with the shelf: what somebody typed into one must not come back in the next build."""
    project = copy_project(tmp_path)
    assert build(project, "pages").done
    page = project / "dist" / "site" / "privacy.html"
    good = page.read_bytes()
    with page.open("ab") as file:
        file.write(b"typed by somebody")
    settings = project / "content" / "child-h" / "briefing.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("title: Child H\n", "title: Child J\n"))
    assert build(project, "pages").done
    assert page.read_bytes() == good


@pytest.mark.parametrize("damage", [b"[" * 5000, b"\xe9", b"", b"7", None], ids=["deep", "old", "empty", "7", "folder"])
def test_what_earlier_runs_left_may_be_damaged_in_any_way(damage: bytes | None, tmp_path: Path) -> None:
    def damaged(file: Path) -> None:
        file.unlink()
        if damage is None:
            (file / "folder").mkdir(parents=True)
        else:
            file.write_bytes(damage)

    dist, shelf = tmp_path / "dist", Shelf(tmp_path / "build/shelf")
    for words in ("one", "two"):
        (fresh(dist, "site") / "a.html").write_text(words)
        assert swap_in(dist, "site", words) == ()
        assert (dist / "site/a.html").read_text() == words and is_current(dist, "site", words)
        damaged(tmp_path / "build/laid/site.json")
    made = shelf.put("home", "x" * 32, lambda place: (place / "a.html").write_text("one"))
    damaged(made.parent / "made.json")
    assert not shelf.has("home", "x" * 32)
    wear(tmp_path, Appearance(accent="#7a1f5c"))
    tokens = next((tmp_path / "build/look").glob("*/assets/tokens.css"))
    whole = tokens.read_bytes()
    damaged(tokens)
    wear(tmp_path, Appearance(accent="#7a1f5c"))
    assert tokens.read_bytes() == whole


def test_a_link_out_of_the_project_is_not_published(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    secret = tmp_path / "secret.png"
    secret.write_bytes((ROOT / "site_tests" / "conftest.py").read_bytes())
    folder = project / "content" / "child-h"
    (folder / "map.png").symlink_to(secret)
    section = folder / "01-background.md"
    section.write_text(section.read_text(encoding="utf-8") + "\n\n![A map](map.png)\n", encoding="utf-8")
    assert "missing-image" in {p.rule for p in read_library(project).problems}


def test_dist_may_be_a_link_to_a_shared_drive(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (tmp_path / "drive").mkdir()
    (project / "dist").symlink_to(tmp_path / "drive", target_is_directory=True)
    assert run(project, "build", "--only", "pages").exit_code == 0
    assert (tmp_path / "drive" / "site" / "index.html").is_file()


def test_a_very_long_path_is_a_sentence(tmp_path: Path) -> None:
    deep = tmp_path
    while (room := 4000 - len(str(deep))) > 1:  # Linux takes 4,095: content fits, what is made from it does not
        deep = deep / ("d" * min(100, room - 1))
    deep.mkdir(parents=True)
    copy_project(deep)
    result = run(deep, "build", "--only", "pages")
    assert result.exit_code == 1
    assert "too long" in result.output
    assert len(result.output) < 600


@pytest.mark.parametrize("name", ["build", "dist"])
def test_a_file_where_a_folder_must_be_is_named(name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / name).write_text("mine", encoding="utf-8")
    result = run(project, "build", "--only", "pages")
    assert result.exit_code == 1
    assert "A file stands where a folder must be" in result.output and name in result.output
    assert (project / name).read_text(encoding="utf-8") == "mine"


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "content" / "child-h" / "04-the-review.md").unlink()
    (project / "content" / "child-h" / "04-the-review.md").mkdir()
    result = run(project, "build", "--only", "pages")
    assert result.exit_code == 1
    assert "content/child-h/04-the-review.md" in result.output


def test_the_shelf_forgets_what_is_no_longer_asked_for(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for digest in ("a" * 64, "b" * 64):
        for name in ("things/one", "things/gone", "others/gone"):
            shelf.put(name, digest, lambda folder: (folder / "x").write_text("x"))
        shelf.part("things").keep_only({"one": digest})
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.glob("things/*/*")] == ["things/one/" + "b" * 32]
    assert len(list(tmp_path.glob("others/gone/*"))) == 2, "of other kinds nothing was said"


def test_two_builds_from_nothing_are_byte_identical(tmp_path: Path) -> None:
    """Deleting what is remembered only costs time. `make deep` builds all; of each paper its own tests compare two."""
    one, other = copy_project(tmp_path / "one"), tmp_path / "other"
    assert build(one, *(() if DEEP else ("lms",))).done
    before = state(one / "dist")
    shutil.rmtree(one / "build")
    shutil.rmtree(one / "dist")
    one.rename(other)
    assert build(other, *(() if DEEP else ("lms",))).done
    assert state(other / "dist") == before


def test_only_what_a_change_touches_is_made_again(tmp_path: Path) -> None:
    project = write_library(tmp_path / "project", 3)
    assert build(project, "lms").done
    before = {path: path.stat().st_mtime_ns for path in (project / "build/shelf").rglob("files/**/*") if path.is_file()}
    section = project / "content/child-0002/01-background.md"
    section.write_text(section.read_text(encoding="utf-8").replace("## Reflect", "More words.\n\n## Reflect"), "utf-8")
    assert build(project, "lms").done
    after = {path: path.stat().st_mtime_ns for path in (project / "build/shelf").rglob("files/**/*") if path.is_file()}
    made = {path.relative_to(project / "build/shelf").parts[:2] for path in after.keys() - before.keys()}
    assert made == {("pages", "child-0002"), ("pages", "_search"), ("lms", "child-0002")}
    assert all(before[path] == after[path] for path in before.keys() & after.keys())


def test_pages_alone_link_nothing_that_is_not_there(built: Path) -> None:
    overview = built / "dist/site/child-h/index.html"
    assert "child-h-briefing.pdf" in overview.read_text(encoding="utf-8")
    assert build(built, "pages").done
    assert "child-h-briefing.pdf" not in overview.read_text(encoding="utf-8")
    assert not list((built / "dist/site").rglob("*.pdf"))
