"""Lines that once could be changed without a test failing: each has its own now, in rooms that had gaps."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pptx
import pytest

from builder.adapters.pdf.letters import TYPED_LETTERS, typing_font
from builder.adapters.pdf.truetype import letters_of, load_face
from builder.adapters.slides.deck import write_deck
from builder.adapters.slides.fit import Line, Run, Slide
from builder.adapters.slides.master import DeckLook
from builder.model.briefing import Prompt
from builder.model.text import Cell, Paragraph, Point, PointList, Strong, Table, Text
from builder.output.shelf import Shelf, lay_out
from builder.output.swap import MARKER, NotOursError, fresh, is_current, recover, swap_in
from builder.products import CHILDREN, CHOICES, PRODUCTS, wanted
from builder.render.html import section_html
from builder.render.job import Job
from builder.render.pictures import picture_size
from builder.site.search import entries
from builder.trainers.guide import Chapter, Guide
from builder.trainers.guide_word import write_guide_word
from builder.trainers.handouts import handout_data

from .conftest import ROOT
from .test_facts import png


def with_blocks(job: Job, *blocks: object) -> Job:
    """The job with its first part made of these blocks."""
    first = replace(job.briefing.sections[0], blocks=tuple(blocks), notice="", footnotes=())  # type: ignore[arg-type]
    return replace(job, briefing=replace(job.briefing, sections=(first, *job.briefing.sections[1:])))


# Pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "after", "title", "rest"),
    [
        ("A title.", " Then words.", "A title", "Then words."),
        ("A title", ": then words.", "A title", "then words."),
        ("A title", " – then words.", "A title", "then words."),
        ("Bold words", " in a sentence.", "", "<strong>Bold words</strong> in a sentence."),
        ("Bold words", ", then more.", "", "<strong>Bold words</strong>, then more."),
        ("Alone", "", "Alone", ""),
    ],
)
def test_a_bold_opening_is_a_title_only_where_it_ends(
    opening: str, after: str, title: str, rest: str, job: Job
) -> None:
    inlines = (Strong((Text(opening),)), *((Text(after),) if after else ()))
    one = with_blocks(job, PointList((Point("F1", (Paragraph(inlines),)),)))
    html, _ = section_html(one.briefing, one.briefing.sections[0], one.words, {}, "")
    assert (f"{title}</h" in html) == bool(title)
    assert rest in html and (not title or f"<strong>{opening}" not in html)


def test_points_are_found_by_themselves_and_not_with_their_part(job: Job) -> None:
    one = with_blocks(
        job, Paragraph((Text("Around it"),)), PointList((Point("F1", (Paragraph((Text("Only here"),)),)),))
    )
    found = [e for e in entries(one.briefing, one.words) if "01-background" in e["location"]]
    assert [e["text"] for e in found] == ["Around it", "Only here"]
    assert found[1]["location"].endswith("01-background.html#f1")


def test_pages_of_the_partnership_speak_its_language_in_a_package(dist: Path) -> None:
    with zipfile.ZipFile(next((dist / "lms").glob("*.zip"))) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")}
    assert 'lang="en' in pages["privacy.html"] and any("/" in name for name in pages)


# Trainers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "whole", "said"), [("", "en-GB", "en"), ("cy", "en-GB", "cy"), ("UR-pk", "cy", "ur"), ("", "cy-GB", "cy")]
)
def test_a_handout_says_each_prompts_language(own: str, whole: str, said: str, job: Job) -> None:
    first = replace(job.briefing.sections[0], prompts=(Prompt("one", "What?", lang=own),))
    other = replace(job, briefing=replace(job.briefing, lang=whole, sections=(first,)))
    assert [p["lang"] for p in handout_data(other)["prompts"]] == [said]


def test_only_the_head_of_a_table_is_bold_in_the_guide(job: Job, tmp_path: Path) -> None:
    table = Table((Cell((Text("Head"),)),), ((Cell((Text("One"),)),), (Cell((Text("Two"),)),)))
    write_guide_word(job, Guide("T", "o", "n", "en", (Chapter("C", (table,)),)), tmp_path / "guide.docx")
    cells = [row.cells[0].paragraphs[0] for row in docx.Document(str(tmp_path / "guide.docx")).tables[0].rows]
    assert [(c.text, bool(c.runs[0].bold)) for c in cells] == [("Head", True), ("One", False), ("Two", False)]


@pytest.mark.parametrize(
    ("line", "none"),
    [
        (Line((Run("Plain"),)), False),
        (Line((Run("Lead"),), bullet=False), True),
        (Line((Run("Point"),), mark="F1"), True),
    ],
)
def test_a_line_with_a_mark_or_no_bullet_has_none_of_the_masters(
    line: Line, none: bool, job: Job, tmp_path: Path
) -> None:
    deck = write_deck(
        (Slide("text", (Run("Title"),), (line,)),),
        DeckLook.of(job.theme.tokens()),
        title="T",
        author="A",
        lang="en",
        epoch=0,
    )
    (tmp_path / "one.pptx").write_bytes(deck)
    slide = pptx.Presentation(str(tmp_path / "one.pptx")).slides[0]
    paragraph = next(
        p for s in slide.shapes if s.has_text_frame for p in s.text_frame.paragraphs if line.text in p.text
    )
    assert (paragraph._p.find(".//{*}buNone") is not None) == none


# Faces and pictures ----------------------------------------------------------------------------------


def test_the_typing_face_has_the_width_of_each_letter() -> None:
    face = load_face(ROOT / "theme" / "fonts" / "BriefingType.ttf")
    with pikepdf.new() as pdf:
        font = typing_font(pdf, face)
        widths = [int(w) for w in font.Widths]
    assert len(widths) == 255
    for code, letter in TYPED_LETTERS.items():
        assert widths[code - 1] == face.width(letter) > 0
    assert face.width("i") < face.width("m") and face.width("\u4e00") == face.missing


def test_letters_of_faces_are_those_of_any() -> None:
    serif, arabic = (ROOT / "theme" / "fonts" / n for n in ("SourceSerif4-Regular.ttf", "NotoNaskhArabic-Regular.ttf"))
    together = letters_of((serif, arabic))
    assert {ord("a"), ord("ك")} <= together
    assert ord("ك") not in letters_of((serif,)) and ord("ŵ") in letters_of((serif,))


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF....WEBP", b"\xff\xd8", b"text"])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert picture_size(data) is None


def test_a_picture_has_its_size() -> None:
    assert picture_size(png(31, 17)) == (31, 17)


# Output ----------------------------------------------------------------------------------------------


def put(dist: Path, name: str, digest: str, **files: str) -> tuple[Path, ...]:
    """Swaps in a folder of these files; what was kept."""
    new = fresh(dist, name)
    for file, text in files.items():
        (new / file).write_text(text, "utf-8")
    return swap_in(dist, name, digest)


def test_a_folder_is_current_by_its_digest_and_its_files(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    assert not is_current(dist, "site", "d")
    put(dist, "site", "d", a="1", b="2")
    assert is_current(dist, "site", "d") and not is_current(dist, "site", "e")
    (dist / "site" / "b").unlink()
    assert not is_current(dist, "site", "d")


def test_a_strangers_folder_is_not_replaced_and_an_empty_one_is(tmp_path: Path) -> None:
    (tmp_path / "dist" / "site").mkdir(parents=True)
    put(tmp_path / "dist", "site", "d", a="1")
    (tmp_path / "dist" / "lms").mkdir()
    (tmp_path / "dist" / "lms" / "mine").write_text("x", "utf-8")
    with pytest.raises(NotOursError, match="lms"):
        fresh(tmp_path / "dist", "lms")


def test_what_was_changed_on_one_day_stands_side_by_side(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, "site", "1", a="as made")
    (dist / "site" / "a").write_text("first", "utf-8")
    first = put(dist, "site", "2", a="made again")
    (dist / "site" / "a").write_text("second", "utf-8")
    second = put(dist, "site", "3", a="made again")
    day = date.today().isoformat()
    assert [p.read_text("utf-8") for p in (*first, *second)] == ["first", "second"]
    assert [p.relative_to(tmp_path / "records" / "kept").parts[0] for p in (*first, *second)] == [day, f"{day} (2)"]
    assert put(dist, "site", "4", a="new") == ()


def test_a_killed_swap_is_put_right(tmp_path: Path) -> None:
    put(tmp_path, "site", "d", a="1")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    recover(tmp_path)
    assert (tmp_path / "site" / MARKER).is_file() and not (tmp_path / ".site.old").exists()
    (tmp_path / ".site.old").mkdir()
    recover(tmp_path)
    assert (tmp_path / "site" / "a").is_file() and not (tmp_path / ".site.old").exists()


def test_the_shelf_knows_what_was_changed_on_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    place = shelf.put("pages/one", "d" * 64, lambda folder: (folder / "a").write_text("1", "utf-8"))
    assert shelf.has("pages/one", "d" * 64) and not shelf.has("pages/one", "e" * 64)
    (place / "a").write_text("longer", "utf-8")
    assert not shelf.has("pages/one", "d" * 64)
    shelf.put("pages/two", "f", lambda folder: None)
    shelf.part("pages").keep_only({"two": "f"})
    assert [p.name for p in (tmp_path / "pages").iterdir()] == ["two"]


def test_a_thing_that_fails_leaves_nothing_on_the_shelf(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").write_text("x", "utf-8")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Shelf(tmp_path).put("one", "d", fail)
    assert not Shelf(tmp_path).has("one", "d") and list((tmp_path / "one").iterdir()) == []


def test_of_two_files_of_one_name_the_first_counts(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, "utf-8")
    (tmp_path / "two" / "more").write_text("more", "utf-8")
    lay_out([(tmp_path / "one", "."), (tmp_path / "two", "."), (tmp_path / "two", "deep")], tmp_path / "out")
    found = {
        p.relative_to(tmp_path / "out").as_posix(): p.read_text("utf-8")
        for p in (tmp_path / "out").rglob("*")
        if p.is_file()
    }
    assert found == {"file": "one", "more": "more", "deep/file": "two", "deep/more": "more"}


def test_the_table_of_products() -> None:
    assert CHILDREN == ("site", "worksheets", "trainers", "lms") and ("pages", *CHILDREN) == CHOICES
    assert [p.name for p in wanted("")] == [p.name for p in PRODUCTS]
    assert [p.name for p in wanted("site")] == ["pages", "downloads"] and [p.name for p in wanted("pages")] == ["pages"]
    assert [p.name for p in wanted("lms")] == ["lms"]
