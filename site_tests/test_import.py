"""Import: documents by many programs to content files that the reader accepts; hostile files; importing again."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.adapters.paper import Piece, Run, Shape, UnreadableDocumentError
from builder.model import Briefing, Library, plain
from builder.read import read_library
from builder.read.imports import import_briefing
from builder.read.imports.merging import merged
from builder.read.imports.parts import Part
from builder.read.imports.starting import StartingError, new_briefing
from builder.read.imports.writing import written
from builder.read.markdown import parse

HERE = Path(__file__).parent / "imports"
CASES = yaml.safe_load((HERE / "cases.yml").read_text(encoding="utf-8"))
TITLES = [
    *("Background", "Safeguarding concerns", "The incident", "The review"),
    *("The findings", "Recommendations", "Implementing change"),
]


def project(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    for name in ("partnership.yml", "teams.csv"):
        shutil.copy(HERE.parents[1] / "content" / name, content / name)
    return tmp_path


def read_back(root: Path) -> tuple[Library, Briefing]:
    reading = read_library(root)
    assert reading.library, reading.problems
    assert not [p for p in reading.problems if p.severity == "error"]
    return reading.library, reading.library.briefings[0]


def test_every_source_has_a_case() -> None:
    assert sorted(CASES) == sorted(f.name for f in (HERE / "sources").iterdir())
    assert len(CASES) >= 20


@pytest.mark.parametrize("name", sorted(CASES))
def test_sections_found_in(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    started = new_briefing(project(tmp_path), "person-k", HERE / "sources" / name)
    _, briefing = read_back(tmp_path)
    titles = [s.title for s in briefing.sections]
    assert titles == (TITLES if case.get("parts", 7) == 7 else [""])
    findings, recommendations = case.get("points", (3, 2))
    assert (len(briefing.findings), len(briefing.recommendations)) == (findings, recommendations)
    assert case.get("report", "") in "\n".join(map(str, started.report))
    assert len(briefing.prompts) == case.get("prompts", 0)
    if case["how"]:
        assert briefing.title == "Young Person K"
        assert f"found by {case['how']}" in str(started.report[0]) + str(started.report[1])
        assert case.get("trainers", "") in plain(briefing.sections[3].trainer_notes)
        words = "\n".join(plain(s.blocks) for s in briefing.sections)
        assert "Team Manager" not in words and "Who will do it" not in words
    if case.get("nested"):
        review = (started.folder / "04-the-review.md").read_text(encoding="utf-8")
        assert "\n  - between school and health\n- who spoke with K" in review


def test_no_words_are_lost() -> None:
    wanted = "Nobody laid the pieces side by side for seven weeks."
    for name in CASES:
        text = "\n".join(import_briefing(HERE / "sources" / name, "k").files.values())
        assert wanted in " ".join(text.split()), name


def test_the_seed(tmp_path: Path) -> None:
    started = new_briefing(project(tmp_path), "child-h", HERE / "seed.txt")
    _, briefing = read_back(tmp_path)
    assert (briefing.title, briefing.alias) == ("Child H", "Child H")
    assert len(briefing.sections) == 7
    assert (len(briefing.findings), len(briefing.recommendations)) == (6, 6)
    seed = (HERE / "seed.txt").read_text(encoding="utf-8").split("\nChild H\n")[0]
    body = [re.sub(r"^ ?(?:-|\d\.) ", "", line) for line in seed.split("\n") if not re.match(r"0\d ", line)]
    assert " ".join(plain(tuple(b for s in briefing.sections for b in s.blocks)).split()) == " ".join(
        " ".join(body).split()
    )
    assert "action-plan form was recognised" in "\n".join(map(str, started.report))


def test_emphasis_links_and_tracked_changes() -> None:
    text = import_briefing(HERE / "sources/tracked-and-linked.docx", "k").files["01-background.md"]
    assert "[local guide](<https://example.org/guide?a=1&b=2>)" in text
    assert "**bold** and *slanted* words, a\\*b and \\[x\\]." in text
    assert "Inserted words." in text and "Deleted" not in text


# Again and again ---------------------------------------------------------------------------------


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    root = project(tmp_path)
    first = new_briefing(root, "person-k", HERE / "sources/headings.docx")
    file = first.folder / "05-the-findings.md"
    edited = "---\nnotice: injuries\n---\n" + file.read_text(encoding="utf-8").replace("told what", "shown what")
    edited += "\n## Reflect\n\n- What do you recognise? {#own}\n\n## For trainers\n\nBegin with the second one.\n"
    file.write_text(edited, encoding="utf-8")
    again = new_briefing(root, "person-k", HERE / "sources/headings.docx")
    assert again.written == () and file.read_text(encoding="utf-8") == edited
    assert "-3. The grandparent was not shown what" in again.differences
    assert "+3. The grandparent was not told what" in again.differences
    updated = new_briefing(root, "person-k", HERE / "sources/headings.docx", update=True)
    assert updated.written == ("05-the-findings.md",)
    text = file.read_text(encoding="utf-8")
    assert "not told what" in text and "notice: injuries" in text
    assert "{#own}" in text and "Begin with the second one." in text
    assert new_briefing(root, "person-k", HERE / "sources/headings.docx").differences == ""


def test_codes_and_new_prompts_survive_a_merge() -> None:
    old = (
        "# Recommendations\n\n1. Meet weekly. (F1, F3)\n2. Old.\n\n## Reflect\n\n- What helps? {#help}\n- What else?\n"
    )
    new = "# Recommendations\n\n1. Meet weekly.\n2. New.\n\n## Reflect\n\n- What helps?\n"
    assert merged(old, new) == (
        "# Recommendations\n\n1. Meet weekly. (F1, F3)\n2. New.\n\n## Reflect\n\n- What helps? {#help}\n- What else?\n"
    )


def test_an_empty_briefing_can_be_read(tmp_path: Path) -> None:
    new_briefing(project(tmp_path), "child-x")
    _, briefing = read_back(tmp_path)
    assert len(briefing.sections) == 7 and briefing.words == 0
    with pytest.raises(StartingError, match="is there already"):
        new_briefing(tmp_path, "child-x")


@pytest.mark.parametrize("slug", ["../out", "Child H", "", "a" * 61, "-a"])
def test_a_bad_name_is_refused(slug: str, tmp_path: Path) -> None:
    with pytest.raises(StartingError, match="small letters"):
        new_briefing(project(tmp_path), slug)


# Hostile files -----------------------------------------------------------------------------------


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 60_000_000)
    return out.getvalue()


def _entities() -> bytes:
    """A Word file whose text is an entity that names a local file."""
    out = io.BytesIO()
    declared = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY leak SYSTEM "file:///etc/hostname"><!ENTITY l "lol">]>'
    with zipfile.ZipFile(HERE / "sources/headings.docx") as source, zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = declared + data.split(b"?>", 1)[1].replace(b"Four services", b"&leak; &l; Four services")
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("bomb.docx", _bomb(), "unpacks to far more"),
        ("bomb.pptx", _bomb(), "unpacks to far more"),
        ("cut.docx", (HERE / "sources/headings.docx").read_bytes()[:9000], "not a whole Office file"),
        ("other.docx", b"PK\x05\x06" + b"\0" * 18, "not a whole Word document"),
        ("locked.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        ("not.pdf", b"%PDF-1.7 nonsense", "not a whole PDF"),
        ("empty.txt", b"", "no words"),
        ("binary.txt", bytes(range(256)) * 20, "not a text file"),
        ("old.doc", b"x", "save it as .docx"),
        ("sheet.xlsx", b"x", "files can be read"),
    ],
)
def test_a_bad_file_is_refused_in_words(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableDocumentError, match=says):
        import_briefing(tmp_path / name, "k")


def test_entities_bring_in_nothing(tmp_path: Path) -> None:
    (tmp_path / "entities.docx").write_bytes(_entities())
    text = "\n".join(import_briefing(tmp_path / "entities.docx", "k").files.values())
    assert Path("/etc/hostname").read_text(encoding="utf-8").strip() not in text
    assert "School saw tiredness." in text


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs")) | st.just(" "), max_size=60))
def test_words_come_back_as_they_were(words: str) -> None:
    """Whatever a paragraph says, it is a paragraph of the same words when it is read again."""
    expected = " ".join(words.replace("\u00a0", " ").split())
    text, _ = written(Part("", (Piece(Shape.TEXT, (Run("Words " + words),)),)))
    assert " ".join(plain(parse(text).blocks).split()) == f"Words {expected}".strip()
    start, _ = written(Part("", (Piece(Shape.TEXT, (Run("x"),)), Piece(Shape.HEADING, (Run(f"a {words}"),), 2))))
    assert " ".join(plain(parse(start).blocks).split()) == f"x a {expected}".strip()
