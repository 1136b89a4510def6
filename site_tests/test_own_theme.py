"""A theme of one's own, a damaged memory, files that are none: each slip is a sentence with its file, no traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from builder.model.theme import SHIPPED, Theme
from builder.pipeline import check
from builder.render.appearance.own_theme import told_by_file

from .conftest import copy_project
from .test_cli import run

TOKENS = (SHIPPED / "assets" / "tokens.css").read_text(encoding="utf-8")

SLIPS: dict[str, tuple[str, bytes, int, str]] = {
    "words: a tab": ("words/en.yml", b"site:\n\thome: [\n", 2, "cannot be read"),
    "words: an open quotation mark": ("words/cy.yml", b"site:\n  home: 'a\n", 3, "cannot be read"),
    "words: a list": ("words/en.yml", b"- a\n- b\n", 1, "no groups of words"),
    "words: a number": ("words/cy.yml", b"7", 1, "no groups of words"),
    "words: no group": ("words/en.yml", b"audience: 7\n", 0, "Below “audience”"),
    "words: a list for a word": ("words/cy.yml", b"site:\n  home: [a, {b: c}]\n", 0, "Below “site”"),
    "words: NUL": ("words/en.yml", b"site:\n  home: a\0b\n", 2, "no text has"),
    "words: another coding": ("words/en.yml", b"site:\n  home: caf\xe9\n", 2, "no text in UTF-8"),
    "words: a gap that nothing fills": ("words/en.yml", b"part:\n  position: Part {posn}\n", 2, "nothing fills {posn}"),
    "words: an open brace": ("words/en.yml", b"part:\n  position: Part {number of\n", 2, "not closed"),
    "tokens: no group": ("assets/tokens.css", b"body { color: red }", 0, ":root"),
    "tokens: not closed": ("assets/tokens.css", b":root { --accent: #123", 0, ":root"),
    "tokens: no colour": ("assets/tokens.css", b"/* a\n */\n:root {\n  --ink: inky;\n}", 4, "found “inky”"),
    "tokens: another coding": ("assets/tokens.css", b"\xff\xfe:root", 1, "no text in UTF-8"),
    "a font that is none": ("fonts/SourceSans3-Regular.ttf", b"no font at all", 0, "no font"),
    "a new font that is none": ("fonts/Ours.otf", b"", 0, "no font"),
    "a template: a tag": ("main.html", b"<p>\n{% if %}{{", 2, "template cannot be used"),
    "a template: not closed": ("reader/part.html", b"{% block x %}", 1, "endblock"),
    "paper: not closed": ("paper/board.typ", b"= A board\n\n#let x = (1,\n", 3, "paper's template cannot be used"),
    "paper: another coding": ("paper/base.typ", b"\xff", 1, "no text in UTF-8"),
    "a template: another coding": ("reader/part.html", b"\xff", 1, "no text in UTF-8"),
    "a script: another coding": ("components/plan/plan.js", b"\xff", 1, "no text in UTF-8"),
}


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_theme_of_ones_own_is_said_with_its_place(slip: str, tmp_path: Path) -> None:
    name, data, line, said = SLIPS[slip]
    project = copy_project(tmp_path)
    put(project / "theme" / name, data)
    (found,) = (p for p in check(project) if p.rule == "theme")
    assert (found.place.path, found.place.line) == (f"theme/{name}", line)
    assert said in found.message


@pytest.mark.parametrize("name", ["words/en.yml", "assets/tokens.css", "fonts/SourceSans3-Regular.ttf", "main.html"])
def test_a_folder_where_a_theme_has_a_file_is_named(name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "theme" / name).mkdir(parents=True)
    result = run(project, "build", "--only", "pages")
    assert result.exit_code == 1
    assert f"theme/{name}" in result.output and "is a folder" in result.output


def test_other_commands_say_it_too(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    put(project / "theme" / "words" / "en.yml", b"site: [")
    result = run(project, "remind")
    assert result.exit_code == 1
    assert "theme/words/en.yml, line" in result.output


def test_words_and_tokens_of_ones_own_need_only_what_they_change(tmp_path: Path) -> None:
    put(tmp_path / "theme" / "words" / "en.yml", b"site:\n  home: Begin here\n  search:\npart:\n")
    put(tmp_path / "theme" / "assets" / "tokens.css", b":root { --accent: #123; --ink: rgb(1, 2, 30); }")
    theme, shipped = Theme.of(tmp_path), Theme((SHIPPED,))
    assert theme.words("en")["site"] == dict(shipped.words("en")["site"]) | {"home": "Begin here"}
    assert theme.words("en")["part"] == shipped.words("en")["part"]
    assert theme.tokens() == dict(shipped.tokens()) | {"accent": "#112233", "ink": "#01021e"}


@pytest.mark.parametrize("page", ["{{ nothing.at.all }}", "{{ 7 + page }}", "{% include 'gone.html' %}"])
def test_a_template_that_fails_while_pages_are_made_is_a_sentence(page: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path, guide=True)  # whose pages are made with this template
    put(project / "theme" / "main.html", page.encode())
    result = run(project, "build", "--only", "pages")
    assert result.exit_code == 1
    assert "A template in theme/ cannot be used" in result.output


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("paper/board.typ", ("report", "child-h")),
        ("paper/base.typ", ("report", "child-h")),
        ("overview/index.html", ("collect",)),
    ],
)
def test_a_template_that_fails_in_any_other_command_is_a_sentence(
    name: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    """Sound to read, and wrong when it is used: only the command that uses it can tell."""
    project = copy_project(tmp_path)
    put(project / "theme" / name, b"#nothing-of-that-name()\n" if name.endswith(".typ") else b"{{ nothing.at.all }}")
    assert not [p for p in check(project) if p.rule == "theme"]
    result = run(project, *words)
    assert result.exit_code == 1
    assert "A template in theme/ cannot be used" in result.output


def test_our_own_mistakes_keep_their_traceback(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), told_by_file(Theme((SHIPPED,))):
        _ = 1 // 0
    put(tmp_path / "theme" / "main.html", b"")
    with pytest.raises(ZeroDivisionError), told_by_file(Theme.of(tmp_path)):
        _ = 1 // 0


DAMAGED = [b"\0\0", b"[]", b"7", b"", b"{", b'{"mark": 1}', b"[" * 5000]


def test_a_damaged_memory_counts_for_nothing(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    before = check(project)
    files = sorted((project / "build" / "facts").glob("*.json"))
    assert files
    inner = ([7], [[1]], 7, [{"place": 7, "severity": "x"}], [{"place": None}], None)
    for n, file in enumerate(files):
        kept = json.loads(file.read_text(encoding="utf-8"))
        for data in (DAMAGED[n % len(DAMAGED)], *(json.dumps(kept | {"problems": p}).encode() for p in inner)):
            file.write_bytes(data)
            assert check(project) == before


@pytest.mark.parametrize("lang", ["../../x", "/etc/passwd", "..", "c:x", "en/../../y"])
@pytest.mark.parametrize("name", ["partnership.yml", "child-h/briefing.yml"])
def test_a_language_is_no_path(lang: str, name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    file = project / "content" / name
    lines = file.read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("lang:"))
    lines[at] = f"lang: {lang}"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = [p for p in check(project) if p.severity == "error"]
    assert {p.place.path for p in found} == {f"content/{name}"}
    assert at + 1 in {p.place.line for p in found}


def test_files_that_are_none(tmp_path: Path) -> None:
    """Folders named like files, files of any length, NUL: each is read or said."""
    project = copy_project(tmp_path)
    folder = project / "content" / "child-h"
    (folder / "09-x.md").mkdir()
    section = folder / "01-background.md"
    section.write_bytes(section.read_bytes().replace(b"almost", b"al\0most") + b"\n\n" + b"word " * 14_000)
    settings = folder / "briefing.yml"
    settings.write_bytes(settings.read_bytes() + b"\nx: 'a\n# " + b"word " * 14_000)
    put(project / "records" / "decisions.yml", b"[" * 400 + b"\0")
    said = run(project, "check").output
    assert "content/child-h/briefing.yml:" in said and "quotation mark" in said
    settings.write_bytes(settings.read_bytes().split(b"\nx: 'a")[0])
    said = run(project, "check").output
    assert "content/child-h/09-x.md is a folder" in said
    assert "records/decisions.yml" in said


def test_the_shipped_theme_is_sound(tmp_path: Path) -> None:
    """As somebody's own, which it is for whoever copies it to change it."""
    shutil.copytree(SHIPPED, tmp_path / "theme", ignore=shutil.ignore_patterns("node_modules"))
    project = copy_project(tmp_path)
    assert [p for p in check(project) if p.rule == "theme"] == []
