"""The Word template: what is written in it arrives, what is left as it is does not, also by way of LibreOffice."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from builder.model.theme import Theme
from builder.read.documents import import_briefing
from builder.read.documents.word.template import make_word_template

ROOT = Path(__file__).parents[1]
LOOK = Theme.of(ROOT)


def template() -> bytes:
    return make_word_template(LOOK, LOOK.words("en"), 1_700_000_000)


def _filled(data: bytes, answers: dict[str, str]) -> bytes:
    """The template with the hints that begin like a key replaced by answers, as typing in a control does."""
    document = docx.Document(io.BytesIO(data))
    waiting = dict(answers)
    for control in document.element.body.iter(qn("w:sdt")):
        words = "".join(t.text or "" for t in control.iter(qn("w:t")))
        key = next((k for k in waiting if words.startswith(k)), None)
        if key is None:
            continue
        mark = control.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr"))
        control.find(qn("w:sdtPr")).remove(mark)
        next(control.iter(qn("w:t"))).text = waiting.pop(key)
        for theme in list(control.iter(qn("w:rPr"))):
            theme.getparent().remove(theme)
    assert not waiting, f"No control begins with {list(waiting)}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


ANSWERS = {
    "Child H": "Child Q",
    "One or two calm": "What a team learned about a child.",
    "2021 to": "2024 to 2025",
    "9 November": "2 March 2026",
    "Who is this": "Child Q liked trains.",
    "What would you want": "What do you ask first?",
    "One finding": "Nobody asked the child.",
    "One recommendation": "Ask each child alone. (F1)",
    "How to run": "Begin slowly.",
}


def _assert_arrived(file: Path) -> None:
    imported = import_briefing(file, "child-q")
    settings = imported.files["briefing.yml"]
    assert "title: Child Q\nalias: Child Q\nsummary: What a team learned about a child.\n" in settings
    assert "published: '2026-03-02'" in settings and "period_described: 2024 to 2025" in settings
    assert "# review_by:" in settings
    assert imported.files["01-background.md"] == (
        "# Background\n\nChild Q liked trains.\n\n## Reflect\n\n- What do you ask first?\n\n"
        "## For trainers\n\nBegin slowly.\n"
    )
    assert imported.files["05-the-findings.md"] == "# The findings\n\n1. Nobody asked the child.\n"
    assert imported.files["06-recommendations.md"] == "# Recommendations\n\n1. Ask each child alone. (F1)\n"
    assert imported.files["07-implementing-change.md"] == "# Implementing change\n"
    assert "Write your briefing here" not in "".join(imported.files.values())


def test_the_same_bytes_each_time() -> None:
    assert template() == template()


def test_what_is_written_arrives_and_hints_do_not(tmp_path: Path) -> None:
    file = tmp_path / "child-q.docx"
    file.write_bytes(_filled(template(), ANSWERS))
    _assert_arrived(file)


@pytest.mark.office
def test_it_arrives_by_way_of_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "child-q.docx"
    file.write_bytes(_filled(template(), ANSWERS))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    _assert_arrived(tmp_path / "child-q.docx")


def test_every_fact_of_the_template_is_one_the_import_knows() -> None:
    from builder.read.documents.recognised.tidy import FACTS
    from builder.read.documents.word.template import FACT_KEYS

    words = LOOK.words("en")["word_template"]
    assert {FACTS[words[f"fact_{key}"].casefold()] for key in FACT_KEYS} == set(FACT_KEYS)
