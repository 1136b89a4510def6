"""The Word file that ours begin from: what is shipped, a partnership's own in its place, and one that is damaged."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from docx.shared import Pt, RGBColor

from builder.cli import main
from builder.model.theme import SHIPPED, Theme
from builder.read.documents.word.template import make_word_template
from builder.render.job import Job
from builder.render.word.styles import word_face
from builder.trainers.guide import trainer_guide
from builder.trainers.guide_word import write_guide_word
from tools.bases import base_document

from .conftest import EPOCH, copy_project


def test_the_shipped_base_is_what_the_command_makes() -> None:
    kept, made = (SHIPPED / "paper" / "base.docx").read_bytes(), base_document()
    with zipfile.ZipFile(io.BytesIO(kept)) as a, zipfile.ZipFile(io.BytesIO(made)) as b:
        parts = [name for name in a.namelist() if name != "docProps/core.xml"]  # who made it and when
        assert {n: a.read(n) for n in parts} == {n: b.read(n) for n in parts}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A project whose base came from another program: a serif in green, a header of its own, few styles."""
    project = copy_project(tmp_path)
    document = Document()
    heading = document.styles["Heading 3"]
    heading.font.name, heading.font.size = "Cambria", Pt(31)
    heading.font.color.rgb = RGBColor(0x00, 0x66, 0x33)
    document.add_paragraph("Words of the base itself")
    document.sections[0].header.paragraphs[0].text = "Letterhead"
    unused = document.styles["List Number"]
    unused.element.getparent().remove(unused.element)
    (project / "theme" / "paper").mkdir(parents=True)
    document.save(str(project / "theme" / "paper" / "base.docx"))
    return project


def test_a_base_of_ones_own_gives_its_styles_and_nothing_else(own: Path) -> None:
    made = Document(io.BytesIO(make_word_template(Theme.of(own), Theme.of(own).words("en"), int(EPOCH))))
    heading = made.styles["Heading 3"]
    assert (heading.font.name, heading.font.size, str(heading.font.color.rgb)) == ("Cambria", Pt(31), "006633")
    assert "List Number" in [style.name for style in made.styles]
    texts = [p.text for p in made.paragraphs] + [p.text for p in made.sections[0].header.paragraphs]
    assert not [text for text in texts if "base itself" in text or "Letterhead" in text]


def test_lists_are_lists_where_the_base_has_none(own: Path, job: Job) -> None:
    path = own / "theme" / "paper" / "base.docx"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist() if name != "word/numbering.xml"}
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        parts[name] = re.sub(rb"<(?:Relationship|Override) [^>]*numbering[^>]*>", b"", parts[name])
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    made = own / "guide.docx"
    write_guide_word(replace(job, theme=Theme.of(own)), trainer_guide(job), made)
    document = Document(str(made))
    listed = [p for p in document.paragraphs if p.style.name in ("List Bullet", "List Number")]
    known = {number.numId for number in document.part.numbering_part.element.num_lst}
    named = {p.style.element.pPr.numPr.numId.val for p in listed}
    assert listed and named <= known


def test_a_damaged_base_is_a_sentence(own: Path) -> None:
    (own / "theme" / "paper" / "base.docx").write_bytes(b"no Word file")
    said = CliRunner().invoke(main, ["--project", str(own), "word", "child-h"])
    assert said.exit_code == 1 and "base.docx" in said.output and "Traceback" not in said.output
    assert said.exception is None or isinstance(said.exception, SystemExit)


def test_without_an_own_base_the_colours_are_the_themes() -> None:
    assert word_face(Theme((SHIPPED,))).base.own is None
