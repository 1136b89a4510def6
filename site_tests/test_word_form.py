"""There and back: a briefing as a Word file, brought in again, is the same briefing; also by way of LibreOffice."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from builder.cli import main
from builder.model.theme import Theme
from builder.read.documents import import_briefing
from builder.read.documents.word.form import pictures_in, word_form
from builder.read.section import read_section
from builder.read.source import Source

from .conftest import ROOT, copy_project

THEME = Theme.of(ROOT)
FOLDERS = sorted(
    {p.parent for base in ("content", "site_tests/briefings") for p in (ROOT / base).rglob("briefing.yml")}
)
_PLACED = {"line", "place", "title_line", "reflect_line", "lines"}

NASTY = """---
notice: injuries
lang: en
---

# The *findings* & more

A paragraph with **bold**, *slanted*, ***both***, `code`, a [link](https://example.org/a?b=1&c=2), and
a break here\\
to a new line.[^a] Words [geiriau Cymraeg]{lang=cy} end.

1. **One.** First finding. (F1)
2. Second, with a list:
   - inner
   - more *words*

   And a paragraph of its own.
3. Third.

* bullets
* beside

> Somebody's words, in a **quotation**.

> - a list in it
>
> and more

| Agency | What it knew |
| --- | ---: |
| Police | *nothing* \\| little |
| Health | 3 visits |

---

### A smaller heading

```
code = kept
```

![A map of visits](map.png)

## Reflect

- What would you ask? {#own}
- How would you know?

## For trainers

Slowly. Give each pair one.

[^a]: A note with *look*.
"""
PLAIN = "# Background\n\nShort.\n\n## Reflect\n\n- What now?\n"
SETTINGS = """title: "Child H: a story"
alias: Child H
published: 2026-11-09
version: "1.0"
summary: One sentence.
support:
  - name: Staff line
    detail: Day and night
    phone: "116 123"
glossary:
  CIN: Child in Need
decisions:
  - rule: nationality
    reason: "A reason: with a colon"
    who: Somebody
    when: 2026-11-02
sheet: |
  Some *words*

  - and a list
"""


def plainly(value: Any) -> Any:
    """A part of the model as plain data, without where it stands."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: plainly(getattr(value, f.name)) for f in fields(value) if f.name not in _PLACED}
        return type(value).__name__, kept
    if isinstance(value, tuple | list):
        return [plainly(v) for v in value]
    return value


def sections(files: dict[str, str]) -> list[Any]:
    """Every part of files as the reader sees it."""
    found = sorted((n, t) for n, t in files.items() if n.endswith(".md"))
    return [plainly(read_section(Source("x", t), int(n[:2]), 1, n, [])) for n, t in found]


def known(text: str) -> Any:
    """Settings as data."""
    import yaml

    found = yaml.load(text, Loader=yaml.BaseLoader)
    return {key: value for key, value in found.items() if value not in ("", None)}


def folded(value: Any) -> Any:
    """Settings with lines that were folded on one line."""
    return " ".join(value.split()) if isinstance(value, str) and value.count("\n") < 2 else value


def made(files: dict[str, str], tmp_path: Path, pictures: dict[str, bytes] | None = None) -> Path:
    target = tmp_path / "form.docx"
    target.write_bytes(word_form(files, pictures or {}, THEME, 0).data)
    return target


def assert_same(file: Path, files: dict[str, str]) -> None:
    back = import_briefing(file, "x")
    assert sections(back.files) == sections(files)
    assert sorted(n for n in back.files if n.endswith(".md")) == sorted(n for n in files if n.endswith(".md"))
    old, new = known(files["briefing.yml"]), known(back.files["briefing.yml"])
    assert {k: folded(v) for k, v in new.items()} == {k: folded(v) for k, v in old.items()}


def of_folder(folder: Path) -> dict[str, str]:
    named = [f for f in sorted(folder.iterdir()) if re.match(r"\d\d.*\.md$|briefing\.yml$", f.name)]
    return {f.name: f.read_text(encoding="utf-8") for f in named}


def stripped(file: Path) -> None:
    """The file without custom XML and properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/custom.xml":
                data = re.sub(rb"<property .*</property>", b"", data)
            new.writestr(name, data)
    file.write_bytes(out.getvalue())


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return out.getvalue()


FILES = {"briefing.yml": SETTINGS, "01-background.md": PLAIN, "05-the-findings.md": NASTY, "06-no-title.md": "Words.\n"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_briefing_comes_back(folder: Path, tmp_path: Path) -> None:
    files = of_folder(folder)
    file = made(files, tmp_path, pictures_in(folder, files))
    stripped(file)
    assert_same(file, files)


def test_everything_that_markdown_allows_comes_back(tmp_path: Path) -> None:
    file = made(FILES, tmp_path, {"map.png": picture()})
    assert_same(file, FILES)
    back = import_briefing(file, "x")
    assert back.pictures == {"map.png": picture()}
    assert not [n for n in back.report if "Left out" in str(n)], back.report


@pytest.mark.office
def test_it_comes_back_by_way_of_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    child = of_folder(ROOT / "content" / "child-h")
    for name, files in (("nasty", FILES), ("child", child)):
        (tmp_path / f"in/{name}.docx").write_bytes(word_form(files, {"map.png": picture()}, THEME, 0).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    sources = [str(tmp_path / f"in/{name}.docx") for name in ("nasty", "child")]
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for name, files in (("nasty", FILES), ("child", child)):
        file = tmp_path / f"{name}.docx"
        stripped(file)
        assert_same(file, files)


WORDS = st.sampled_from(
    "child plan 1. - * _x_ a*b [x] <b> & F1 (F1) # 2) > | `c` Reflect ~~ — “so” \\ : don't {#a} www".split()
)
LINE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
INLINE = st.one_of(
    LINE, LINE.map(lambda w: f"**{w}**"), LINE.map(lambda w: f"*{w}*"), st.just("`a b`"), st.just("[l](https://e.org/)")
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)


def _cells(words: list[str]) -> list[tuple[str, str]]:
    """Cells of a table, with no stroke that would end one."""
    bare = [w.replace("|", "\\|") for w in words]
    return list(zip(bare[::2], bare[1::2], strict=True))


BLOCK = st.one_of(
    PARAGRAPH,
    PARAGRAPH.map(lambda w: f"### {w}"),
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(lambda ws: "\n".join(f"- {w}" for w in ws)),
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(lambda ws: "\n".join(f"{n}. {w}" for n, w in enumerate(ws, 3))),
    st.lists(PARAGRAPH, min_size=2, max_size=2).map(lambda ws: f"- {ws[0]}\n  - {ws[1]}\n\n  more"),
    PARAGRAPH.map(lambda w: f"> {w}"),
    st.lists(LINE, min_size=4, max_size=4).map(
        lambda ws: "| a | b |\n|---|:-:|\n" + "\n".join(f"| {a} | {b} |" for a, b in _cells(ws))
    ),
    st.lists(PARAGRAPH, min_size=2, max_size=2).map(lambda ws: f"> {ws[0]}\n>\n> - {ws[1]}"),
    st.lists(PARAGRAPH, min_size=2, max_size=3).map(lambda ws: "\n\n".join(f"{n}. {w}" for n, w in enumerate(ws, 1))),
    PARAGRAPH.map(lambda w: f"{w}\\\nand a line of its own."),
    st.just("```\nx < y\n```"),
    st.just("---"),
)
ASKED = st.lists(LINE, max_size=2).map(
    lambda ws: "## Reflect\n\n" + "\n".join(f"- What {w}?" for w in ws) if ws else ""
)
TOLD = st.one_of(
    st.just(""), st.lists(BLOCK, min_size=1, max_size=2).map(lambda bs: "## For trainers\n\n" + "\n\n".join(bs))
)
NOTE = st.one_of(st.just(""), PARAGRAPH.map(lambda w: f"A note.[^n]\n\n[^n]: {w}"))
PART = st.tuples(LINE, st.lists(BLOCK, max_size=6), NOTE, ASKED, TOLD).map(
    lambda p: "\n\n".join(filter(None, (f"# {p[0]}", *p[1], *p[2:]))) + "\n"
)
EXAMPLES = 2_000 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 40


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PART, min_size=1, max_size=3))
def test_law_there_and_back(tmp_path: Path, parts: list[str]) -> None:
    """import(export(briefing)) == briefing, whatever its parts hold."""
    files = {"briefing.yml": "title: Child H\n"} | {f"{n:02d}-part.md": text for n, text in enumerate(parts, 1)}
    assert_same(made(files, tmp_path), files)


def test_the_command_never_overwrites_what_somebody_changed(tmp_path: Path) -> None:
    root = copy_project(tmp_path)

    def run(*more: str) -> Any:
        return CliRunner().invoke(main, ["--project", str(root), *more])

    assert run("word", "child-h").exit_code == 0 and (root / "child-h.docx").is_file()
    assert run("word", "child-h").exit_code == 0
    (root / "child-h.docx").write_bytes((root / "child-h.docx").read_bytes() + b"x")
    assert "may have been changed" in run("word", "child-h").stderr
    assert "A build replaces" in run("word", "child-h", "--to", str(root / "dist/x.docx")).stderr
    assert "There is no briefing" in run("word", "child-q").stderr


def test_bringing_it_in_again_changes_nothing_and_a_change_comes_in(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    file = root / "child-h.docx"
    CliRunner().invoke(main, ["--project", str(root), "word", "child-h"])
    again = CliRunner().invoke(main, ["--project", str(root), "new", "child-h", "--from", str(file), "--update"])
    assert "Nothing has changed" in again.stderr, again.stdout
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b"Child H was almost three years old", b"Child H was nearly three")
            )
    file.write_bytes(out.getvalue())
    changed = CliRunner().invoke(main, ["--project", str(root), "new", "child-h", "--from", str(file), "--update"])
    assert changed.stdout.count("\n+") == 2, changed.stdout
    assert (root / "records/imports/child-h/report.txt").is_file()
