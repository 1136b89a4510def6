"""Facts that the reader settles once reach every product: a part's language and direction, its name, its pictures."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from builder.model.theme import Theme
from builder.read import read_library
from builder.render.html import section_html
from builder.render.job import Job, jobs_of
from builder.render.parts import part_label, part_name, parts_range
from builder.render.pictures import picture_sizes
from builder.site.briefing_pages import briefing_pages
from builder.site.briefing_sheet import make_briefing_sheet
from builder.trainers.pack import make_trainers
from builder.worksheets.word import template_parts

from .conftest import ROOT

URDU = "کام کرنے والے نے کیا سنا؟"
PART = f"""---
lang: ur
---
# نتائج

{URDU}[^n]

| تصویر | متن |
|---|---|
| ![In a cell](cell.png) | سنا |

[^n]: حاشیہ ![In a footnote](note.png)

## Reflect

- آپ پہلے کیا کریں گے؟
- {{lang=en}}
  What would you do first?
"""


def png(width: int, height: int) -> bytes:
    """A white picture."""
    rows = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """An English briefing whose second part is in Urdu, and whose third has no heading."""
    project = tmp_path_factory.mktemp("facts")
    folder = project / "content" / "two-tongues"
    folder.mkdir(parents=True)
    (folder.parent / "partnership.yml").write_text(
        "id: test\nname: Test partnership\nworried: {line: Call, number: 01632 960 101}\n", "utf-8"
    )
    (folder / "briefing.yml").write_text("title: Two tongues\nlang: en-GB\n", "utf-8")
    (folder / "01-background.md").write_text("# Background\n\nA child.\n\n## Reflect\n\n- What did you see?\n", "utf-8")
    (folder / "02-findings.md").write_text(PART, "utf-8")
    (folder / "03-more.md").write_text("Nothing over it.\n", "utf-8")
    (folder / "cell.png").write_bytes(png(8, 4))
    (folder / "note.png").write_bytes(png(6, 5))
    reading = read_library(project)
    assert reading.library is not None
    return jobs_of(reading.library, Theme.of(ROOT))[0]


def test_a_prompts_language_is_its_own_or_its_parts(job: Job) -> None:
    assert [p.lang for p in job.briefing.prompts] == ["", "ur", "en"]


def test_names_of_parts(job: Job) -> None:
    first, second, third = job.briefing.sections
    assert [part_name(s, job.words) for s in (first, third)] == ["Background", "Part 3"]
    assert [part_label(s, job.words) for s in (first, third)] == ["Part 1, Background", "Part 3"]
    assert parts_range((first, second, third), job.words) == "parts 1 to 3"
    assert parts_range((first, third), job.words) == "parts 1 and 3"
    assert parts_range((third,), job.words) == "Part 3"


def test_pictures_in_tables_and_footnotes_are_shown(job: Job) -> None:
    assert sorted(p.name for p in job.briefing.pictures) == ["cell.png", "note.png"]
    assert len({p.digest for p in job.briefing.pictures}) == 2
    html, _ = section_html(job.briefing, job.briefing.sections[1], job.words, picture_sizes(job.briefing), "")
    assert '<img src="cell.png" alt="In a cell" width="8" height="4"' in html
    assert '<img src="note.png" alt="In a footnote" width="6" height="5"' in html


def test_a_missing_picture_in_a_table_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "one"
    folder.mkdir(parents=True)
    (folder.parent / "partnership.yml").write_text("id: test\nname: Test\n", "utf-8")
    (folder / "briefing.yml").write_text("title: One\n", "utf-8")
    (folder / "01-a.md").write_text(
        "# A\n\n| a |\n|---|\n| ![x](gone.png) |\n\nText[^1]\n\n[^1]: ![y](lost.png)\n", "utf-8"
    )
    said = [str(p) for p in read_library(tmp_path).problems if p.rule == "missing-image"]
    assert len(said) == 2 and any("gone.png" in line for line in said) and any("lost.png" in line for line in said)


def test_the_page_says_language_and_direction(job: Job) -> None:
    pages = {page.path: page.meta for page in briefing_pages(job, {}, downloads=False)}
    part = pages["two-tongues/02-findings"]["part"]
    assert isinstance(part, dict)
    assert [(p.get("lang"), p.get("dir")) for p in part["prompts"]] == [("ur", "rtl"), ("en", "ltr")]
    assert pages["two-tongues/01-background"]["untitled"] == [3]


@pytest.fixture(scope="module")
def pack(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trainers' pack of that briefing."""
    folder = tmp_path_factory.mktemp("pack")
    make_trainers(job, folder, template_parts(job))
    return folder


@pytest.mark.parametrize("words", [URDU, "نتائج", "آپ پہلے کیا کریں گے؟", "حاشیہ"])
@pytest.mark.parametrize(
    ("name", "inside"), [("slides.pptx", r"ppt/slides/slide\d+\.xml"), ("guide.docx", r"word/document\.xml")]
)
def test_guide_and_slides_say_it(pack: Path, name: str, inside: str, words: str) -> None:
    with zipfile.ZipFile(pack / name) as archive:
        xml = "".join(archive.read(n).decode() for n in archive.namelist() if re.fullmatch(inside, n))
    runs = [run for run in re.findall(r"<(?:w|a):r>.*?</(?:w|a):r>", xml, re.S) if words in run]
    said = [lang[1] if (lang := re.search(r'lang(?: w:val)?="([^"]+)"', run)) else "" for run in runs]
    alone = [lang for lang, run in zip(said, runs, strict=True) if f">{words}" in run]
    assert alone and all(lang.startswith("ur") for lang in alone), said


def test_the_briefing_sheet_says_it(job: Job) -> None:
    import io

    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(make_briefing_sheet(job)))
    found: list[str] = []

    def look(node: object) -> None:
        node = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
        if isinstance(node, dict):
            found.extend([str(node["/Lang"])] if "/Lang" in node else [])
            look(node.get("/K"))
        elif isinstance(node, list):
            for kid in node:
                look(kid)

    look(reader.trailer["/Root"]["/StructTreeRoot"])
    assert any(lang.startswith("ur") for lang in found), found
