"""The command line: help that a learning officer understands, plain sentences, exit codes 0, 1 and 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.output.lock import only_one

from .conftest import ROOT, copy_project

COMMANDS = tuple(main.commands)


def run(project: Path, *words: str) -> Result:
    """Runs a command as a person would; our own mistakes come through as exceptions."""
    return CliRunner().invoke(main, ["--project", str(project), *words], catch_exceptions=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_stands_in_the_docs(command: str) -> None:
    shown = CliRunner().invoke(main, [command, "--help"])
    assert shown.exit_code == 0
    first = shown.output.split("\n\n")[1].strip()
    assert len(first) > 20
    docs = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    assert any(f"briefing {command}" in d.read_text(encoding="utf-8") for d in docs), (
        f"briefing {command} is in no page"
    )


@pytest.mark.parametrize(
    "words", [["biuld"], ["build", "--only", "everything"], ["rules", "no-such-rule"], ["collect", "/no/such"]]
)
def test_wrong_usage_is_2_and_says_what_there_is(words: list[str], tmp_path: Path) -> None:
    result = run(tmp_path, *words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_problems_are_1_listed_and_change_nothing(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "dist" / "site").mkdir(parents=True)
    (project / "dist" / "site" / ".made-by-briefing").write_text("x 1")
    (project / "dist" / "site" / "index.html").write_text("the last good one")
    settings = project / "content" / "child-h" / "briefing.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("summary:", "sumary:"), encoding="utf-8")
    result = run(project, "build")
    assert result.exit_code == 1
    assert "content/child-h/briefing.yml:4: error: There is no setting “sumary”" in result.output
    assert "Did you mean “summary”?" in result.output
    assert (project / "dist" / "site" / "index.html").read_text() == "the last good one"


def test_strict_lets_warnings_fail(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "content" / "child-h" / "draft.md").write_text("# A draft\n")
    assert run(project, "check").exit_code == 0
    assert run(project, "check", "--strict").exit_code == 1


@pytest.mark.parametrize(("form", "part"), [("json", '"rule": "section-name"'), ("github", "::warning file=content/")])
def test_formats_for_programs(form: str, part: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "content" / "child-h" / "draft.md").write_text("# A draft\n")
    assert part in run(project, "check", "--format", form).output


def test_an_empty_folder_is_met_with_a_way_on(tmp_path: Path) -> None:
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert "briefing init" in result.output


def test_a_second_build_waits_its_turn(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    with only_one(project / "build"):
        result = run(project, "build", "--only", "pages")
    assert result.exit_code == 1
    assert "Another build is at work" in result.output


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "dist" / "site").mkdir(parents=True)
    (project / "dist" / "site" / "mine.txt").write_text("keep me")
    result = run(project, "build", "--only", "pages")
    assert result.exit_code == 1
    assert "was not made by this program" in result.output
    assert (project / "dist" / "site" / "mine.txt").read_text() == "keep me"


def test_every_rule_can_be_asked_for(tmp_path: Path) -> None:
    listed = run(tmp_path, "rules").output.splitlines()
    assert len(listed) > 50
    for line in listed:
        name = line.split()[0]
        assert name in run(tmp_path, "rules", name).output


def test_the_matrix_shows_what_answers_what(project: Path) -> None:
    shown = run(project, "check", "--matrix").output
    assert "F3" in shown and "R5" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "child-x", "--from", "Family"], "There is no file “Family” in"),
        (["new", "child-x", "--from", "."], "is a folder: name the file in it"),
        (["collect", "nosuch"], "There is no folder “nosuch” in"),
        (["collect", __file__], "is a file: name the folder that holds it"),
    ],
)
def test_a_file_or_folder_that_is_not_there_is_named_with_where_it_was_sought(
    words: list[str], said: str, tmp_path: Path
) -> None:
    shown = run(tmp_path, *words)
    assert shown.exit_code == 2
    assert said in shown.output


def test_the_preview_of_no_project_says_so(tmp_path: Path) -> None:
    shown = run(tmp_path, "serve")
    assert shown.exit_code == 1
    assert "briefing init" in shown.output


def test_an_empty_folder_empties_no_overview(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "wrong").mkdir()
    assert run(project, "collect", str(project / "wrong")).exit_code == 0
    page = project / "dist" / "overview" / "index.html"
    page.write_text("what came back so far", encoding="utf-8")
    again = run(project, "collect", str(project / "wrong"))
    assert "no files in this folder" in again.output
    assert page.read_text(encoding="utf-8") == "what came back so far"


@pytest.mark.parametrize("words", [["collect"], ["follow-up", "--after", "6"]])
def test_a_briefing_that_is_not_there_is_wrong_usage_and_changes_nothing(words: list[str], tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "returned").mkdir()
    (project / "returned" / "note.txt").write_text("x")
    page = project / "dist" / "overview" / "index.html"
    assert run(project, "collect", str(project / "returned")).exit_code == 0
    page.write_text("what came back so far", encoding="utf-8")
    for typed, said in (("nope", "There are: child-h."), ("chidl-h", "Did you mean “child-h”?")):
        shown = run(project, words[0], str(project / "returned"), *words[1:], "--briefing", typed)
        assert shown.exit_code == 2 and f"There is no briefing “{typed}”. {said}" in shown.output
    assert page.read_text(encoding="utf-8") == "what came back so far"
    assert not (project / "dist" / "follow-up-6-months").exists()


def test_a_day_is_written_as_people_write_it(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "returned").mkdir()
    shown = run(project, "collect", str(project / "returned"), "--on", "23/11/2026")
    assert shown.exit_code == 0
    assert "23 November 2026" in (project / "dist" / "overview" / "index.html").read_text(encoding="utf-8")
    wrong = run(project, "collect", str(project / "returned"), "--on", "11/23/2026")
    assert wrong.exit_code == 2 and "2026-11-23 or 23/11/2026" in wrong.output and "%" not in wrong.output
    assert "%" not in run(project, "follow-up", "--help").output


def test_files_that_were_not_read_are_named_with_the_reason_in_words(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "returned").mkdir()
    (project / "returned" / "empty.pdf").touch()
    (project / "returned" / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    for words in (["collect"], ["follow-up", "--after", "6"]):
        shown = run(project, words[0], str(project / "returned"), *words[1:]).output
        assert "empty.pdf: The file is empty." in shown
        assert "broken.pdf: It is damaged or cut off. Ask the team to send it again." in shown
