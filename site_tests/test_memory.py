"""The memory of earlier runs: it saves work, forgets what changed, and takes nothing from a strange file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import builder.checking
import builder.read
import builder.remembered
from builder.desk.preview import Preview
from builder.desk.server.loopback import served
from builder.model.problems import Problem
from builder.output.shelf import SeenShelf
from builder.pipeline import build, check, inspect
from builder.read import Reading
from builder.remembered import Facts, Memory, state_of

from .conftest import ROOT, copy_drawn, copy_project


def test_an_unchanged_briefing_is_not_read_again_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path)
    memory = Memory()
    first = inspect(project, memory)
    monkeypatch.setattr(builder.read, "read_briefing", lambda *_: pytest.fail("it was read again"))
    assert inspect(project, memory) == first


def test_the_list_of_teams_is_remembered_by_its_memory_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path)
    memory, read = Memory(), builder.read.read_teams
    times: list[Path] = []
    monkeypatch.setattr(
        builder.read, "read_teams", lambda root, file, found: times.append(file) or read(root, file, found)
    )
    first = inspect(project, memory)
    assert inspect(project, memory) == first and len(times) == 1
    inspect(project, Memory())
    assert len(times) == 2
    teams = project / "content" / "teams.csv"
    teams.write_text(teams.read_text(encoding="utf-8-sig") + "New,Team,A Manager,new@example.org\n", encoding="utf-8")
    again = inspect(project, memory).library
    assert again and first.library and len(again.teams) == len(first.library.teams) + 1 and len(times) == 3


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    inspect(project, Memory(Facts.of(project)))
    section = project / "content" / "child-h" / "06-recommendations.md"
    section.write_text(section.read_text(encoding="utf-8").replace("(F1)", "(F9)"), encoding="utf-8")
    again = inspect(project, Memory(Facts.of(project)))
    assert "unknown-reference" in {p.rule for p in again.problems}


def written() -> bytes:
    """Facts as they would be, with another mark."""
    return json.dumps({"mark": "of something else", "problems": []}).encode()


@pytest.mark.parametrize(
    "content",
    [b"", b"no JSON", b"\xff\xfe", b"[]", b"7", written(), b"[" * 100_000],
    ids=["empty", "text", "no text", "list", "number", "another mark", "deep"],
)
def test_facts_that_are_not_ours_count_for_nothing(content: bytes, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    facts = Facts.of(project)
    expected = inspect(project, Memory(facts))
    assert expected.problems
    assert facts.folder
    for file in facts.folder.rglob("*.json"):
        file.write_bytes(content)
    assert inspect(project, Memory(facts)) == expected


@pytest.mark.parametrize(
    "problems",
    [
        *(7, None, [["a"]], [{"rule": "r"}], [1], ["path", 1, "note", False, "r", "m", "h", "p", "a"]),
        [["path", 1, "none", False, "rule", "message", "hint", "passage", "about"]],
        [["path", "1", "note", False, "rule", "message", "hint", "passage", "about"]],
        [["path", 1, "note", 0, "rule", "message", "hint", "passage", "about"]],
        [["path", 1, "note", False, "rule", "message", "hint", "passage", ["about"]]],
        [["path", 1, "note", False, "rule", "message", "hint", "passage", "about", "more"]],
        [["path", 1, "note", False, "rule", "message", "hint", "passage"]],
    ],
)
def test_problems_of_another_shape_are_found_again(problems: object, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    facts, expected = Facts.of(project), check(project)
    facts.keep("checked", state_of(project), {"problems": problems})
    assert check(project) == expected


def test_what_did_not_change_is_not_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path)
    expected = inspect(project, Memory(Facts.of(project)))
    monkeypatch.setattr(builder.checking, "check_briefing", lambda *_: pytest.fail("it was judged again"))
    assert inspect(project, Memory(Facts.of(project))) == expected


def _write(path: Path, text: str = "other words") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _same_size_and_time(path: Path) -> None:
    """Other words of the same length, and the time set back, as an installer may do."""
    stat = path.stat()
    path.write_bytes(b"#" * stat.st_size)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "a part": lambda project, _: _write(project / "content" / "child-h" / "01-background.md"),
    "a part's name": lambda project, _: (project / "content/child-h/01-background.md").rename(project / "content/1.md"),
    "a part less": lambda project, _: (project / "content" / "child-h" / "01-background.md").unlink(),
    "settings": lambda project, _: _write(project / "content" / "child-h" / "briefing.yml"),
    "the partnership": lambda project, _: _write(project / "content" / "partnership.yml"),
    "teams": lambda project, _: _write(project / "content" / "teams.csv"),
    "a briefing more": lambda project, _: _write(project / "content" / "child-z" / "briefing.yml"),
    "a picture": lambda project, _: _write(project / "content" / "child-h" / "pictures" / "a.png"),
    "a look of its own": lambda project, _: _write(project / "theme" / "assets" / "tokens.css"),
    "a guide of its own": lambda project, _: _write(project / "docs" / "guide" / "index.md"),
    "a picture of the guide": lambda project, _: _write(project / "docs" / "pictures" / "desk.png"),
    "settings for MkDocs": lambda project, _: _write(project / "mkdocs.yml"),
    "old decisions": lambda project, _: _write(project / "records" / "decisions.yml"),
    "a module": lambda _, program: _same_size_and_time(program / "read" / "source.py"),
    "a module more": lambda _, program: _write(program / "check" / "more.py"),
    "a template": lambda _, program: _same_size_and_time(program / "theme" / "reader" / "part.html"),
}
NO_CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "what was made": lambda project, _: _write(project / "dist" / "site" / "index.html"),
    "what came back": lambda project, _: _write(project / "returned" / "plan.pdf"),
    "compiled modules": lambda _, program: _write(program / "read" / "__pycache__" / "source.cpython-311.pyc"),
}


@pytest.mark.parametrize("what", [*CHANGES, *NO_CHANGES])
def test_whatever_changes_is_noticed_without_reading(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, program = copy_project(tmp_path / "project"), tmp_path / "program"
    for part in ("read/source.py", "check/core.py", "theme/reader/part.html"):
        _write(program / part)
    monkeypatch.setattr(builder.remembered, "PACKAGE", program)
    monkeypatch.setattr(builder.remembered, "SHIPPED", program / "theme")

    def state() -> str:
        builder.remembered.program_stamp.cache_clear()  # as in another process: what runs stays what it was
        return state_of(project)

    before = state()
    assert state() == before
    (CHANGES | NO_CHANGES)[what](project, program)
    assert (state() != before) == (what in CHANGES)
    builder.remembered.program_stamp.cache_clear()


def test_another_day_is_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path)
    marks = set()
    for seconds in ("", "1764460800", "1764547200", "1764547201"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        marks.add(state_of(project))
    assert len(marks) == 4
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    monkeypatch.setattr(builder.remembered, "today", lambda: date(2031, 5, 1))
    assert state_of(project) not in marks


def test_a_check_of_what_did_not_change_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path)
    expected = check(project)
    with monkeypatch.context() as patched:
        patched.setattr(builder.checking, "read_library", lambda *_: pytest.fail("it was read again"))
        assert check(project) == expected
    section = project / "content" / "child-h" / "06-recommendations.md"
    section.write_text(section.read_text(encoding="utf-8").replace("(F1)", "(F9)"), encoding="utf-8")
    assert "unknown-reference" in {p.rule for p in check(project)}


def test_a_check_of_what_did_not_change_loads_next_to_nothing(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    check(project)
    command = (
        "import json, sys; from builder.cli import main\n"
        "try: main(['--project', sys.argv[1], 'check'])\n"
        "finally: print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", command, str(project)], env=env, capture_output=True, check=False)
    loaded = set(json.loads(done.stderr))
    own = {"builder.checking", "builder.check", "builder.read", "builder.form", "builder.render", "builder.model.theme"}
    assert not loaded & {*own, "builder.model.briefing", "yaml", "jinja2", "lxml", "phonenumbers", "filelock"}


def test_what_the_first_check_writes_down_is_no_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old decision without words: what it covers is written into records/ by the check itself."""
    project = copy_project(tmp_path)
    settings = project / "content" / "child-h" / "briefing.yml"
    old = "decisions:\n- {rule: exact-age, reason: The age is public., who: R. Roe, when: 2026-11-01}\n"
    given = re.sub(r"(?ms)^decisions:.*?(?=^\w|\Z)", "", settings.read_text(encoding="utf-8"))
    settings.write_text(given + old, encoding="utf-8")
    expected = check(project)
    assert (project / "records" / "decisions.yml").is_file()
    monkeypatch.setattr(builder.checking, "read_library", lambda *_: pytest.fail("it was read again"))
    assert check(project) == expected


def test_what_a_person_writes_during_a_check_is_looked_at_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path)
    section = project / "content" / "child-h" / "06-recommendations.md"
    read = builder.checking.read_library

    def and_then_written(*given: Any) -> Reading:
        found = read(*given)
        section.write_text(section.read_text(encoding="utf-8").replace("(F1)", "(F9)"), encoding="utf-8")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(builder.checking, "read_library", and_then_written)
        assert "unknown-reference" not in {p.rule for p in check(project)}
    assert "unknown-reference" in {p.rule for p in check(project)}


def test_a_build_of_what_did_not_change_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path)
    first = build(project, "pages")
    assert first.done
    with monkeypatch.context() as patched:
        patched.setattr(builder.checking, "read_library", lambda *_: pytest.fail("it was read again"))
        assert build(project, "pages") == first
    (project / "dist" / "site" / "index.html").unlink()
    assert build(project, "pages").made == first.made
    assert (project / "dist" / "site" / "index.html").is_file()


def test_what_a_person_changed_in_dist_is_kept(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    assert build(project, "pages").moved == ()
    site = project / "dist" / "site"
    (site / "child-h" / "index.html").write_text("changed by hand", "utf-8")
    (site / "notes from the meeting.txt").write_text("mine", "utf-8")
    touched = site / "privacy.html"
    touched.write_bytes(touched.read_bytes())  # another time, the same words
    section = project / "content" / "child-h" / "01-background.md"
    section.write_text(section.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    kept = build(project, "pages").moved
    assert {p.relative_to(project).as_posix().split("/", 3)[3] for p in kept} == {
        "site/child-h/index.html",
        "site/notes from the meeting.txt",
    }
    assert all(p.is_relative_to(project / "records" / "kept") for p in kept)
    assert {p.read_text("utf-8") for p in kept} == {"changed by hand", "mine"}
    assert "changed by hand" not in (site / "child-h" / "index.html").read_text("utf-8")
    assert not (site / "notes from the meeting.txt").exists()


def test_what_a_person_changed_is_kept_when_build_was_deleted(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    build(project, "pages")
    shutil.rmtree(project / "build")
    page = project / "dist" / "site" / "child-h" / "index.html"
    page.unlink()
    page.write_text("changed by hand", "utf-8")
    later = page.stat().st_mtime + 5
    os.utime(page, (later, later))
    section = project / "content" / "child-h" / "01-background.md"
    section.write_text(section.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    assert [p.read_text("utf-8") for p in build(project, "pages").moved] == ["changed by hand"]


# The preview -------------------------------------------------------------------------------------


def test_a_page_does_not_wait_for_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_drawn(tmp_path)
    preview = Preview(project)
    preview.refresh()
    seen: list[tuple[int, bool]] = []

    def looked(*_: object) -> tuple[Problem, ...]:
        page = preview.find("child-h/01-background.html")
        seen.append((preview.number, page is not None and b"Quite other words." in page[0]))
        return ()

    monkeypatch.setattr(builder.checking, "check_briefing", looked)
    section = project / "content" / "child-h" / "01-background.md"
    section.write_text(section.read_text("utf-8").replace("\n\n", "\n\nQuite other words.\n\n", 1), "utf-8")
    before, found = preview.number, preview.problems
    assert found
    preview.refresh()
    assert seen == [(before + 1, True)]
    assert (preview.number, preview.checked) == (before + 2, before + 2) and preview.problems != found
    section.write_text(section.read_text("utf-8").replace("Quite other", "Yet other"), "utf-8")
    preview.refresh()
    assert preview.number == preview.checked == before + 3, "what is found is the same: said, and nothing is shown anew"


def test_one_saved_part_is_all_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_drawn(tmp_path)
    shutil.copytree(project / "content" / "child-h", project / "content" / "child-z")
    preview, read = Preview(project, memory=Memory(Facts.of(project))), builder.read.read_briefing
    preview.refresh()
    expected = preview.problems
    again: list[str] = []
    monkeypatch.setattr(builder.read, "read_briefing", lambda *given: again.append(given[1].name) or read(*given))
    section = project / "content" / "child-z" / "01-background.md"
    section.write_text(section.read_text("utf-8") + "\n", "utf-8")
    preview.refresh()
    assert again == ["child-z"]
    judged: list[str] = []
    monkeypatch.setattr(builder.checking, "check_briefing", lambda *given: judged.append(given[1].slug))
    later = Preview(project, memory=Memory(Facts.of(project)))
    assert later.show_last() and later.problems == preview.problems == expected
    told = preview.state("child-z/01-background.html")
    assert told["words"] and {**told, "number": 1} == later.state("child-z/01-background.html")
    later.refresh()
    assert not judged, "another process knows what was found"


def test_serve_knows_what_a_check_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path)
    expected = check(project)
    monkeypatch.setattr(builder.checking, "check_briefing", lambda *_: pytest.fail("it was judged again"))
    with served(project) as (_, preview), preview.changed:
        assert preview.find("child-h/01-background.html"), "pages come first"
        assert preview.changed.wait_for(lambda: preview.checked, 120)
        assert preview.problems == expected


def test_a_shelf_that_saw_a_thing_looks_again_where_it_went(tmp_path: Path) -> None:
    shelf = SeenShelf(tmp_path)
    assert not shelf.has("a", "1")
    for words in ("one", "other"):
        shelf.put("a", "1", lambda folder, words=words: _write(folder / "page.html", words))
        assert shelf.has("a", "1") and shelf.has("a", "1") and not shelf.has("a", "2")
        shutil.rmtree(tmp_path / "a")
        assert not shelf.has("a", "1")
    shelf.put("a", "1", lambda folder: _write(folder / "page.html"))
    (shelf.files("a", "1") / "page.html").unlink()
    assert not SeenShelf(tmp_path).has("a", "1"), "at first it looks at each file"
    _write(tmp_path / "a" / "1" / "made.json", "{")
    assert not shelf.has("a", "1")
