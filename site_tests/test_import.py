"""Import: documents by many programs to content files that the reader accepts; hostile files; importing again."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.adapters.documents.content import Piece, Run, Shape, UnreadableDocumentError
from builder.cli import main
from builder.model.briefing import Briefing
from builder.model.partnership import Library
from builder.model.text import plain
from builder.model.theme import Theme
from builder.new_project import start_project
from builder.read import read_library
from builder.read.documents import import_briefing
from builder.read.documents.markdown.part import written
from builder.read.documents.merging import merged
from builder.read.documents.recognised.parts import Part
from builder.read.documents.starting import StartingError, new_briefing
from builder.read.documents.word.template import make_word_template
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


CAPITALS = """CHILD Z

WHAT HAPPENED
Child Z was hurt.
WHAT WE FOUND
1. Nobody asked what the child saw, and nobody laid the pieces side by side.
2. Plans were late.

WHAT TO DO
Ask early.
"""


@pytest.mark.parametrize("text", [CAPITALS, CAPITALS.replace("\n", "\n\n")], ids=["tight", "apart"])
def test_capitals_need_no_empty_lines_and_a_title_is_no_part(text: str, tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text(text, encoding="utf-8")
    imported = import_briefing(tmp_path / "z.txt", "z")
    parts = ["01-what-happened.md", "02-what-we-found.md", "03-what-to-do.md"]
    assert list(imported.files) == ["briefing.yml", *parts]
    assert (imported.settings["title"], imported.settings["alias"]) == ("Child Z", "Child Z")
    assert "1. Nobody asked" in imported.files[parts[1]] and "\n2. Plans were late." in imported.files[parts[1]]


def _word(tmp_path: Path, fill: Callable[[Any], None]) -> Path:
    document = docx.Document()
    fill(document)
    document.save(str(tmp_path / "made.docx"))
    return tmp_path / "made.docx"


PANELS = (
    *(
        ("Background", "Child Z lived at home."),
        ("Concerns", "School saw tiredness."),
        ("The incident", "He was hurt."),
    ),
    *(
        ("The review", "Who knew what?"),
        ("Questions for your team", "What would you ask?"),
        ("Findings", "Nobody asked."),
    ),
    ("Recommendations", "Ask early."),
)


@pytest.mark.parametrize("one_paragraph", [False, True])
def test_a_grid_of_short_panels_gives_its_parts(one_paragraph: bool, tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        grid = document.add_table(rows=4, cols=2)
        for n, (heading, words) in enumerate(PANELS):
            cell = grid.cell(n // 2, n % 2)
            cell.paragraphs[0].add_run(f"{n + 1}. {heading}" + "\n" * one_paragraph).bold = True
            (cell.paragraphs[0].add_run if one_paragraph else cell.add_paragraph)(words)

    files = import_briefing(_word(tmp_path, fill), "z").files
    assert [text.split("# ")[1].split("\n")[0] for text in list(files.values())[1:]] == [h for h, _ in PANELS]
    assert files["05-questions-for-your-team.md"].endswith("\n\n## Reflect\n\n- What would you ask?\n")


def test_a_table_of_figures_stays_a_table(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("Background", 1)
        document.add_paragraph("Some figures.")
        table = document.add_table(rows=4, cols=2)
        for n in range(8):
            table.cell(n // 2, n % 2).paragraphs[0].add_run(f"{n} visits").bold = n < 2
        document.add_heading("The review", 1)
        document.add_paragraph("Words.")

    imported = import_briefing(_word(tmp_path, fill), "z")
    assert "| **0 visits** | **1 visits** |" in imported.files["01-background.md"]
    assert any(str(note).startswith("The table under “Background”: A table was") for note in imported.report)


def test_an_empty_template_is_called_so(tmp_path: Path) -> None:
    theme = Theme.of(tmp_path)
    (tmp_path / "t.docx").write_bytes(make_word_template(theme, theme.words("en"), 0))
    imported = import_briefing(tmp_path / "t.docx", "child-z")
    assert "looks like an empty template" in str(imported.report[0])
    assert imported.settings["title"] == "Child z"


# Again and again ---------------------------------------------------------------------------------


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    """What only the folder changed is the folder's; what only Word changed is Word's, once it is told to be written."""
    root = project(tmp_path)
    first = new_briefing(root, "person-k", HERE / "sources/headings.docx")
    file = first.folder / "05-the-findings.md"
    edited = "---\nnotice: injuries\n---\n" + file.read_text(encoding="utf-8").replace("told what", "shown what")
    edited += "\n## Reflect\n\n- What do you recognise? {#own}\n\n## For trainers\n\nBegin with the second one.\n"
    file.write_text(edited, encoding="utf-8")
    again = new_briefing(root, "person-k", HERE / "sources/headings.docx", update=True)
    assert (again.written, again.differences) == ((), "") and file.read_text(encoding="utf-8") == edited
    document = docx.Document(str(HERE / "sources/headings.docx"))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Small worries"):
            paragraph.runs[0].text, paragraph.text = "", "Small worries were never put together."
    document.save(str(tmp_path / "again.docx"))
    shown = new_briefing(root, "person-k", tmp_path / "again.docx")
    assert shown.written == () and file.read_text(encoding="utf-8") == edited
    assert "+1. Small worries were never put together." in shown.differences
    updated = new_briefing(root, "person-k", tmp_path / "again.docx", update=True)
    assert updated.written == ("05-the-findings.md",)
    text = file.read_text(encoding="utf-8")
    assert "Small worries were never put together." in text and "shown what" in text and "notice: injuries" in text
    assert "{#own}" in text and "Begin with the second one." in text
    assert new_briefing(root, "person-k", tmp_path / "again.docx").differences == ""


BASE = "# Findings\n\n1. One. (F1)\n2. Two.\n3. Three.\n\n## Reflect\n\n- What?\n- How?\n\n## For trainers\n\nSlowly.\n"


@pytest.mark.parametrize(
    ("folder", "word", "gives", "conflicts"),
    [
        (("Two.", "Second."), ("", ""), ("Two.", "Second."), 0),
        (("", ""), ("Two.", "Second."), ("Two.", "Second."), 0),
        (("- What?", "- What then?"), ("- How?", "- How so?"), ("- What?\n- How?", "- What then?\n- How so?"), 0),
        (("Two.", "Second."), ("Two.", "Second."), ("Two.", "Second."), 0),
        (("", ""), ("Slowly.", "Calmly."), ("Slowly.", "Calmly."), 0),
        (("", ""), ("- What?\n", ""), ("- What?\n", ""), 0),
        (("- How?", "- How?\n- Our own?"), ("- How?", "- Why?"), ("- How?", "- Why?\n- Our own?"), 0),
        (("Two.", "Second."), ("Two.", "Another."), ("Two.", "Second."), 1),
    ],
)
def test_three_ways(folder: tuple[str, str], word: tuple[str, str], gives: tuple[str, str], conflicts: int) -> None:
    made = merged(BASE.replace(*folder) if folder[0] else BASE, BASE.replace(*word) if word[0] else BASE, BASE)
    assert made.text == BASE.replace(*gives)
    assert len(made.conflicts) == conflicts


def test_where_both_changed_word_wins_only_when_told() -> None:
    made = merged(BASE.replace("Two.", "Second."), BASE.replace("Two.", "Another."), BASE, word_wins=True)
    assert made.text == BASE.replace("Two.", "Another.")
    assert (made.conflicts[0].word, made.conflicts[0].folder) == ("2. Another.", "2. Second.")


def test_codes_and_new_prompts_survive_a_merge() -> None:
    old = (
        "# Recommendations\n\n1. Meet weekly. (F1, F3)\n2. Old.\n\n## Reflect\n\n- What helps? {#help}\n- What else?\n"
    )
    new = "# Recommendations\n\n1. Meet weekly.\n2. New.\n\n## Reflect\n\n- What helps?\n"
    assert merged(old, new).text == (
        "# Recommendations\n\n1. Meet weekly. (F1, F3)\n2. New.\n\n## Reflect\n\n- What helps? {#help}\n- What else?\n"
    )


def test_an_empty_briefing_can_be_read(tmp_path: Path) -> None:
    new_briefing(project(tmp_path), "child-x")
    _, briefing = read_back(tmp_path)
    assert len(briefing.sections) == 7 and briefing.words == 0
    with pytest.raises(StartingError, match="is there already"):
        new_briefing(tmp_path, "child-x")


def test_an_unchanged_document_changes_nothing(tmp_path: Path) -> None:
    root, source = project(tmp_path), HERE / "sources/slides-layouts.pptx"
    folder = new_briefing(root, "person-k", source).folder
    file = next(f for f in folder.glob("*.md") if "<!-- To check" in f.read_text(encoding="utf-8"))
    edited = file.read_text(encoding="utf-8").replace("\n2. ", "\n<!-- Jo: agreed -->\n2. ", 1) + "\n<!-- Later. -->\n"
    file.write_text(edited, encoding="utf-8")
    again = new_briefing(root, "person-k", source, update=True)
    assert (again.differences, again.written) == ("", ())
    assert file.read_text(encoding="utf-8") == edited
    run = CliRunner().invoke(main, ["--project", str(root), "new", "person-k", "--from", str(source)])
    assert "Nothing has changed: content/person-k" in run.stderr and not run.stdout


def test_comments_of_authors_survive_a_merge() -> None:
    old = (
        "---\nnotice: x\n---\n<!-- First. -->\n\n<!-- Then. -->\n\n# Findings\n\n<!-- Jo: agreed\nwith police -->\n\n"
        "1. One. (F1) <!-- beside -->\n2. Two.\n<!-- tight -->\n\n## Reflect\n\n- Own?\n- What?\n<!-- ask -->\n"
    )
    new = "# Findings\n\n1. One.\n2. Three.\n\n## Reflect\n\n- What?\n"
    assert merged(old, new.replace("Three", "Two")).text == old
    assert merged(old, new).text == old.replace("2. Two.\n<!-- tight -->", "<!-- tight -->\n2. Three.")
    assert merged(old, new.replace("# F", "# The f")).text.startswith(
        "---\nnotice: x\n---\n<!-- First. -->\n\n<!-- Then. -->\n"
    )


@pytest.mark.parametrize("touch", ["", "a word", "another file"])
def test_the_first_briefing_makes_way_while_untouched(touch: str, tmp_path: Path) -> None:
    start_project(tmp_path)
    first = tmp_path / "content/first-briefing"
    if touch == "a word":
        (first / "03-the-incident.md").write_text("# The incident\n\nWords.\n", encoding="utf-8")
    elif touch:
        (first / "map.png").write_bytes(b"x")
    run = CliRunner().invoke(main, ["--project", str(tmp_path), "new", "k", "--from", str(HERE / "seed.txt")])
    assert run.exit_code == 0
    assert first.exists() is bool(touch)
    assert ("first-briefing is gone" in run.stderr) is not bool(touch)


@pytest.mark.parametrize("slug", ["../out", "Child H", "", "a" * 61, "-a"])
def test_a_bad_name_is_refused(slug: str, tmp_path: Path) -> None:
    with pytest.raises(StartingError, match="small letters"):
        new_briefing(project(tmp_path), slug)


@pytest.mark.parametrize("slug", ["guide", "con", "aux", "assets", "search", "com1"])
def test_a_name_that_check_would_refuse_is_refused_at_once(slug: str, tmp_path: Path) -> None:
    start_project(tmp_path)
    with pytest.raises(StartingError, match=f"{slug}-briefing"):
        new_briefing(tmp_path, slug, HERE / "seed.txt")
    assert (tmp_path / "content/first-briefing").is_dir() and not (tmp_path / "content" / slug).exists()


# Hostile files -----------------------------------------------------------------------------------


@cache
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
        ("bomb.docx", _bomb, "unpacks to far more"),
        ("bomb.pptx", _bomb, "unpacks to far more"),
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
def test_a_bad_file_is_refused_in_words(
    name: str, data: bytes | Callable[[], bytes], says: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data())
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
    text = written(Part("", (Piece(Shape.TEXT, (Run("Words " + words),)),))).text
    assert " ".join(plain(parse(text).blocks).split()) == f"Words {expected}".strip()
    start = written(Part("", (Piece(Shape.TEXT, (Run("x"),)), Piece(Shape.HEADING, (Run(f"a {words}"),), 2)))).text
    assert " ".join(plain(parse(start).blocks).split()) == f"x a {expected}".strip()
