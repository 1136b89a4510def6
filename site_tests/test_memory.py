"""The memory of earlier runs: it saves work, forgets what changed, and takes nothing from a strange file."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import builder.read
from builder.pipeline import inspect
from builder.remembered import Memory

from .conftest import copy_project


def test_an_unchanged_briefing_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path)
    first = inspect(project, Memory(project / "build" / "memory"))
    monkeypatch.setattr(builder.read, "read_briefing", lambda *_: pytest.fail("it was read again"))
    again = inspect(project, Memory(project / "build" / "memory"))
    assert again == first


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
    inspect(project, Memory(project / "build" / "memory"))
    section = project / "content" / "child-h" / "06-recommendations.md"
    section.write_text(section.read_text(encoding="utf-8").replace("(F1)", "(F9)"), encoding="utf-8")
    again = inspect(project, Memory(project / "build" / "memory"))
    assert "unknown-reference" in {p.rule for p in again.problems}


class Bad:
    """What an attacker would put into a pickle."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Path.touch.__globals__["os"].system, ("touch /tmp/owned-by-a-pickle",))


@pytest.mark.parametrize(
    "content",
    [b"", b"not a pickle", pickle.dumps(Bad()), pickle.dumps(("x", 1, 2)), pickle.dumps(["a"] * 3)],
    ids=["empty", "text", "code", "other values", "a list"],
)
def test_a_file_that_is_not_ours_is_refused(content: bytes, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    folder = project / "build" / "memory"
    expected = inspect(project)
    folder.mkdir(parents=True)
    (folder / "child-h").write_bytes(content)
    assert inspect(project, Memory(folder)) == expected
    assert not Path("/tmp/owned-by-a-pickle").exists()
