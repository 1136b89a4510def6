"""No leaks: the trainers' notes, and what teams.csv says of people, stand only where they may.

A project whose notes hold marker words is built whole; then every byte of every output is looked at, unzipped, PDFs as
text.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import typst
from lxml import etree

from builder.model.problems import as_text
from builder.pipeline import build

from .conftest import copy_project
from .leaks import leaks

NOTE = "Zugvogel"
MANAGER = "Kranichfeld"
CONTACT = "reiherteich"

MAY_HOLD_NOTES = re.compile(r"trainers/[^/]+/(guide\.docx|guide\.html|slides\.pptx|trainer\.html)(!.*)?$")
MAY_HOLD_MANAGERS = re.compile(r"worksheets/")


@pytest.fixture(scope="module")
def marked_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything a build makes of a project with marker words in notes, comments, managers and contacts."""
    project = copy_project(tmp_path_factory.mktemp("marked"))
    for number, part in enumerate(sorted((project / "content" / "child-h").glob("*.md")), start=1):
        text = part.read_text(encoding="utf-8")
        start = text.index("## For trainers") + len("## For trainers")
        mark = f"{NOTE}{number}"
        words = f"\n\n{mark} asks. Then a list:\n\n- {mark} again\n\n### {mark} heading\n\n> {mark}\n"
        part.write_text(text[:start] + words + text[start:], encoding="utf-8")
    teams = project / "content" / "teams.csv"
    rows = teams.read_text(encoding="utf-8").replace("Example Manager", MANAGER)
    teams.write_text(re.sub(r"[\w.]+@(\w+)", rf"{CONTACT}@\1", rows), encoding="utf-8")
    outcome = build(project)
    assert outcome.done, as_text(outcome.problems)
    return project / "dist"


def stray(found: list[str], allowed: re.Pattern[str]) -> list[str]:
    return [line for line in found if not allowed.match(line.rsplit(": ", 1)[0])]


def test_trainers_notes_are_in_the_guide_and_the_notes_pane_only(marked_dist: Path) -> None:
    found = leaks(marked_dist, (NOTE,))
    assert stray(found, MAY_HOLD_NOTES) == []
    holding = {line.split("!")[0].split(": ")[0] for line in found}
    assert holding == {
        f"trainers/child-h/{name}" for name in ("guide.docx", "guide.html", "slides.pptx", "trainer.html")
    }


def test_on_slides_they_stand_in_the_notes_pane(marked_dist: Path) -> None:
    deck = zipfile.ZipFile(marked_dist / "trainers" / "child-h" / "slides.pptx")
    holding = [n for n in deck.namelist() if NOTE in "".join(etree.fromstring(deck.read(n)).itertext())]
    assert holding
    assert all(name.startswith("ppt/notesSlides/") for name in holding)


def test_managers_and_contacts_are_on_their_teams_worksheets_only(marked_dist: Path) -> None:
    found = leaks(marked_dist, (MANAGER, CONTACT))
    assert found
    assert stray(found, MAY_HOLD_MANAGERS) == []


def test_the_search_finds_a_word_wherever_it_hides(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{NOTE[:3]}</w:t><w:t>{NOTE[3:]}</w:t>")
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        archive.writestr("a/inner.docx", inner.getvalue())
    shutil.copy(_pdf(tmp_path), tmp_path / "sheet.pdf")
    (tmp_path / "page.html").write_text(f"<p>&#{ord(NOTE[0])};{NOTE[1:]}</p>", encoding="utf-8")
    (tmp_path / "parts.js").write_text(json.dumps("é" + NOTE).replace("Z", "\\u005a"), encoding="utf-8")
    (tmp_path / f"{NOTE}.txt").write_text("nothing", encoding="utf-8")
    found = {line.split("!")[0].split(": ")[0] for line in leaks(tmp_path, (NOTE,))}
    assert found == {"package.zip", "sheet.pdf", "page.html", "parts.js", f"{NOTE}.txt"}
    assert not leaks(tmp_path, ("Sperling",))


def _pdf(folder: Path) -> Path:
    """A real PDF with the word in its text, compressed and in a subset of a face."""
    (folder / "work").mkdir()
    source = folder / "work" / "x.typ"
    source.write_text(f"Before {NOTE} after", encoding="utf-8")
    typst.compile(str(source), output=str(folder / "work" / "x.pdf"))
    made = folder.parent / f"{folder.name}-x.pdf"
    shutil.move(folder / "work" / "x.pdf", made)
    shutil.rmtree(folder / "work")
    return made
