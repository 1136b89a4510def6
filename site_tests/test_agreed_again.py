"""Golden imports once more: words of Word and of the folder brought together, and a briefing in Word there and back."""

# ruff: noqa: E501 (a case on one line is read more easily)

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from builder.model.theme import Theme
from builder.read.documents import import_briefing
from builder.read.documents.merging import merged
from builder.read.documents.report import as_html, as_text, shortened
from builder.read.documents.starting import StartingError, briefing_in_word, new_briefing
from builder.read.documents.word.form import pictures_in, word_form
from builder.read.documents.word.template import make_word_template

from .agreed_text import as_agreed, office_lines
from .conftest import EPOCH, ROOT, copy_project

HERE = Path(__file__).parent
THEME = Theme.of(ROOT)

BASE = """---
notice: x
---
# Findings

A first line.

1. One. (F1)
2. Two {#own}
3. Three.
   more of it

- bullet
- other

## Reflect

- What?
- How? {#how}

## For trainers

Slowly.

1. In turn
"""
EDITS: dict[str, tuple[str, str]] = {
    "nothing": ("", ""),
    "a word": ("Two", "Second"),
    "another word": ("Two", "The other"),
    "a line gone": ("2. Two {#own}\n", ""),
    "a line more": ("3. Three.", "3. Between.\n4. Three."),
    "lines at the end": ("- other", "- other\n- third\n- fourth"),
    "the first line": ("A first line.", "Another first line.\n\nAnd a second."),
    "a question": ("- What?", "- What now?"),
    "questions gone": ("## Reflect\n\n- What?\n- How? {#how}\n\n", ""),
    "trainers": ("Slowly.", "Quickly.\n\nThen slowly."),
    "the title": ("# Findings", "# The findings"),
    "a comment": ("1. One. (F1)", "1. One. (F1) <!-- beside -->\n<!-- below -->"),
    "settings": ("notice: x", "notice: y"),
    "codes": ("1. One. (F1)", "1. One. (F2, F3)"),
    "order": ("1. One. (F1)\n2. Two {#own}", "1. Two {#own}\n2. One. (F1)"),
}


def difference(now: str) -> list[str]:
    """The lines that are not as in the base."""
    lines = difflib.unified_diff(BASE.splitlines(), now.splitlines(), lineterm="", n=0)
    return [f"  {line}" for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_two_changes_at_once() -> None:
    told = []
    for folder, (old, new) in EDITS.items():
        ours = BASE.replace(old, new) if old else BASE
        for word, (was, said) in EDITS.items():
            theirs = BASE.replace(was, said) if was else BASE
            made = merged(ours, theirs, BASE)
            told += [
                f"{folder} / {word}",
                *difference(made.text),
                *(f"  ! {c.word} / {c.folder}" for c in made.conflicts),
            ]
            wins = merged(ours, theirs, BASE, word_wins=True)
            told += ["  Word wins:", *difference(wins.text)] if wins.text != made.text else []
        two = merged(ours, BASE.replace(" {#how}", "").replace("Slowly.", "Calmly."))
        told += [f"{folder}, as 0.1.0 kept it", *difference(two.text)]
    as_agreed("\n".join((*told, "")), "again/merged.txt")


FIRST = "Child X\n\nBACKGROUND\nThe child was four.\n\nFINDINGS\n1. Late.\n2. Unseen.\n\nRECOMMENDATIONS\n1. Ask.\n"
SECOND = FIRST.replace("Child X", "Child Y").replace("2. Unseen.", "2. Never seen.") + "\nNEXT STEPS\nTalk.\n"


def test_a_document_comes_in_again(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    source = tmp_path / "case.txt"
    source.write_text(FIRST, encoding="utf-8")
    told = []
    for step, (text, update, wins, edit) in enumerate((
        (FIRST, False, False, None), (FIRST, False, False, None), (SECOND, False, False, None),
        (SECOND, False, False, ("2. Unseen.", "2. Not seen.")), (SECOND, False, True, None), (SECOND, True, False, None),
        (FIRST, True, True, ("1. Ask.", "1. Ask early.")), (FIRST, True, False, None),
    )):  # fmt: skip
        source.write_text(text, encoding="utf-8")
        folder = project / "content" / "case-x"
        for file in sorted(folder.glob("*.md")) if edit else ():
            file.write_text(file.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")  # type: ignore[misc]
        if step == 3:
            settings = folder / "briefing.yml"
            changed = settings.read_text(encoding="utf-8").replace("title: Child X", "title: Child Z")
            settings.write_text(changed, encoding="utf-8")
            (folder / "09-own.md").write_text("# Own\n", encoding="utf-8")
        made = new_briefing(project, "case-x", source, update=update, word_wins=wins)
        told += [f"=== {step}", str(made.written), made.differences, *map(str, made.report)]
    told += [
        f"{f.name}\n{f.read_text(encoding='utf-8')}"
        for f in sorted((project / "records/imports/case-x").rglob("*.txt"))
    ]
    with pytest.raises(StartingError) as error:
        new_briefing(project, "case x")
    told.append(str(error.value))
    as_agreed("\n".join((*told, "")), "again/steps.txt")


def test_a_briefing_in_word_there_and_back(tmp_path: Path) -> None:
    folder = HERE / "agreed" / "content" / "rich"
    files = {
        f.name: f.read_text(encoding="utf-8")
        for f in sorted(folder.iterdir())
        if f.suffix == ".md" and f.stem[:1].isdigit()
    }
    settings = (folder / "briefing.yml").read_text(encoding="utf-8")
    told = []
    for number, yml in enumerate(
        (settings, "title: T\nversion: v 1\npublished: soon\nlang: '?'\nsupport:\n- name: N\n  other: x\n")
    ):
        given = {"briefing.yml": yml, **files} if number == 0 else {"briefing.yml": yml, "01-a.md": "# A\n\nWords.\n"}
        form = word_form(given, pictures_in(folder, given), THEME, int(EPOCH))
        told += [form.mark, *form.notes, office_lines(form.data, r"word/(?:document|footnotes).xml")]
        (tmp_path / "form.docx").write_bytes(form.data)
        back = import_briefing(tmp_path / "form.docx", "rich")
        told += [
            f"=== {name}\n{text}" for name, text in back.files.items() if text.strip() != given.get(name, "").strip()
        ]
        told += [*map(str, back.report), back.base, *back.pictures]
    as_agreed("\n".join((*told, "")), "again/form.txt")


def test_the_template_to_write_in() -> None:
    made = make_word_template(THEME, THEME.words("en"), int(EPOCH))
    as_agreed(office_lines(made, r"word/(?:document|numbering).xml", r"docProps/custom.xml"), "again/template.txt")


def test_a_briefing_goes_to_word_only_where_it_may(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    told = []
    for slug, name in (
        ("child-h", "a.docx"),
        ("child-h", "a.docx"),
        ("child-h", "a.pdf"),
        ("none", "b.docx"),
        ("child-h", "dist/c.docx"),
        ("child-h", "build/c.docx"),
    ):
        (project / name).parent.mkdir(exist_ok=True)
        try:
            told += [f"{slug} {name}", *briefing_in_word(project, slug, project / name, THEME, int(EPOCH))]
        except StartingError as error:
            told.append(f"  {error}".replace(str(project), "PROJECT"))
    (project / "a.docx").write_bytes(b"changed")
    with pytest.raises(StartingError, match="may have been changed"):
        briefing_in_word(project, "child-h", project / "a.docx", THEME, int(EPOCH))
    as_agreed("\n".join((*told, "")), "again/to-word.txt")


def test_the_report_of_an_import() -> None:
    words = [" ".join(["word"] * n) for n in (0, 1, 20, 21)]
    report = import_briefing(HERE / "imports" / "kinds" / "footnote-table.docx", "case-k").report
    told = [*map(shortened, words), as_text(report), as_text(report, whole=True), as_html(report, "A <title>")]
    as_agreed("\n".join((*told, "")), "again/report.txt")
