"""Readings kept on disk: what was read comes back the same, damaged or foreign ones never, and nothing that changed."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import builder.read
from builder.checking import check, inspect
from builder.model.problems import as_json
from builder.read import read_library
from builder.readings import reading_from, written
from builder.remembered import Facts, Memory

from .conftest import DEEP, ROOT, copy_project

SHAPES = [ROOT / "content" / "child-h", *sorted((ROOT / "site_tests" / "briefings").iterdir())]
ODD = (
    "---\nrole: background\n---\n# Odd\n\nOne[^1] [two](https://a.example 'three') ![four](four.png) `five`  \n"
    "*six* <b>\n\n> seven\n\n| a | b |\n|:-|-:|\n| 1 | 2 |\n\n~~~\neight\n~~~\n\n---\n\n3. nine\n\n   - [x] ten\n\n"
    "[^1]: Note\n\n[geiriau]{lang=cy} *[ABC]: meaning\n\n## Reflect\n\n- What? {#what}\n- Pam? (core)\n\n"
    "## For trainers\n\nSaid.\n"
)


def project_of(target: Path) -> Path:
    """One of every shape, and one with each kind of block and a picture."""
    project = copy_project(target)
    for shape in SHAPES[1:]:
        shutil.copytree(shape, project / "content" / shape.name)
    odd = project / "content" / "odd"
    odd.mkdir()
    (odd / "briefing.yml").write_text("title: Odd\nglossary:\n  ABC: Letters\npublished: 2026-11-09\n", "utf-8")
    (odd / "01-odd.md").write_text(ODD, "utf-8")
    picture(odd / "four.png", "red")
    return project


def picture(file: Path, colour: str) -> None:
    data = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(data, "PNG")
    file.write_bytes(data.getvalue())


def test_what_is_kept_comes_back_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = project_of(tmp_path)
    anew = read_library(project)
    assert read_library(project, Memory(Facts.of(project))) == anew
    with monkeypatch.context() as patched:
        patched.setattr(builder.read, "read_briefing", lambda *_: pytest.fail("it was read again"))
        again = read_library(project, Memory(Facts.of(project)))
    assert again == anew and repr(again) == repr(anew)
    assert again.library and next(b for b in again.library.briefings if b.slug == "odd").pictures
    picture(project / "content" / "odd" / "four.png", "blue")
    assert read_library(project, Memory(Facts.of(project))) == read_library(project) != anew


def test_a_briefing_with_a_folder_in_it_is_read_each_time(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "content" / "child-h" / "pictures").mkdir()
    (project / "content" / "child-h" / "pictures" / "a.txt").write_text("a", "utf-8")
    read_library(project, Memory(Facts.of(project)))
    assert not (project / "build" / "facts" / "read").exists()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A folder, and the reading of it as it is kept."""
    project = project_of(tmp_path_factory.mktemp("kept"))
    read_library(project, Memory(Facts.of(project)))
    folder = project / "content" / "odd"
    held = json.loads((project / "build" / "facts" / "read" / "odd.json").read_text("utf-8"))
    return folder, held


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just([]), st.just(["Text", "x"]))


@given(data=st.data())
def test_rows_of_another_kind_are_no_reading(data: st.DataObject, kept: tuple[Path, dict[str, Any]]) -> None:
    folder, held = kept
    said = deepcopy(json.loads(held["said"]))
    rows = said
    while True:
        at = data.draw(st.integers(0, len(rows) - 1))
        if not isinstance(rows[at], list) or not rows[at] or data.draw(st.integers(0, 3)) == 0:
            break
        rows = rows[at]
    rows[at] = data.draw(VALUES)
    text = json.dumps(said, ensure_ascii=False)
    found = reading_from({"said": text, "sum": sha256(text.encode()).hexdigest()}, folder)
    if found is not None:  # another value of the same kind: what is read from it is what it says
        assert json.loads(written(found[0], found[1])["said"]) == said
    if text != held["said"]:
        assert reading_from({**held, "said": text}, folder) is None
    assert reading_from(held, folder)


@pytest.mark.parametrize("held", [{}, {"said": "[]"}, {"said": 7, "sum": ""}, {"said": "[]", "sum": None}])
def test_what_is_no_reading_is_none(held: dict[str, Any], tmp_path: Path) -> None:
    assert reading_from(held, tmp_path) is None


EDITS = (
    *("child-h/01-background.md", "child-h/briefing.yml", "topic/02-why-it-matters.md", "topic/briefing.yml"),
    *("partnership.yml", "teams.csv", "new/briefing.yml", "new/01-new.md", "topic/08-more.md", "topic/09.txt"),
    *("theme/words/en.yml", "records/decisions.yml", "welsh/03-canfyddiadau.md"),
)
LINES = (
    "\n\nJohn Smith was seen at home.\n",
    "\n# a remark\n",
    "\n\n- What helps?\n",
    "\nlang: cy\n",
    "\n[^1]: Note\n",
)


@settings(max_examples=30 if DEEP else 2)
@given(edits=st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from(LINES)), min_size=1, max_size=3))
def test_after_any_edits_a_check_says_what_one_without_memory_says(
    edits: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = copy_project(tmp_path_factory.mktemp("edited"))
    for shape in ("topic", "welsh"):
        shutil.copytree(ROOT / "site_tests" / "briefings" / shape, project / "content" / shape)
    for name, line in (("partnership.yml", ""), *edits):
        file = project / name if name.startswith(("theme", "records")) else project / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(line)
        assert check(project) == inspect(project).problems, name


def test_another_process_without_memory_says_the_same(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    check(project)
    part = project / "content" / "child-h" / "01-background.md"
    part.write_text(part.read_text("utf-8") + "\nHis uncle, John Smith, lived in Harrogate.\n", "utf-8")
    other = tmp_path / "other"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("build"))
    assert not (other / "build").exists()
    command = "import sys; from pathlib import Path; from builder.checking import inspect\n"
    command += "from builder.model.problems import as_json; print(as_json(inspect(Path(sys.argv[1])).problems))"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", command, str(other)], env=env, capture_output=True, check=True)
    assert json.loads(done.stdout) == json.loads(as_json(check(project)))
    assert b"John Smith" in done.stdout
