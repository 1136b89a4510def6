"""What a link's title says is said wherever the link stands: beside it on paper, on pointing at it elsewhere."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from builder.model.text import Link, Paragraph, Text
from builder.render.job import Job
from builder.site.briefing_sheet import make_briefing_sheet
from builder.trainers.deck.slides import make_slides
from builder.trainers.guide import trainer_guide
from builder.trainers.guide_html import write_guide_html
from builder.trainers.guide_word import write_guide_word

TITLE = 'Statutory "guidance" & more <2023>'
CASES = {
    "to the web": (Link("https://www.example.org/x", (Text("Working Together"),), TITLE), f"({TITLE})"),
    "the words again": (Link("https://www.example.org/y", (Text("Our own page"),), "our own page"), ""),
    "none": (Link("https://www.example.org/z", (Text("No title here"),)), ""),
}


@pytest.fixture(scope="module")
def titled(job: Job) -> Job:
    """Child H, whose first part has a paragraph with each link, for readers and for trainers."""
    links = Paragraph(tuple(i for link, _ in CASES.values() for i in (Text("See "), link, Text(". "))))
    first, *rest = job.briefing.sections
    first = replace(first, blocks=(*first.blocks, links), trainer_notes=(*first.trainer_notes, links))
    return replace(job, briefing=replace(job.briefing, sections=(first, *rest)))


def test_on_paper_the_title_follows_the_words(titled: Job) -> None:
    run = subprocess.run(["pdftotext", "-", "-"], input=make_briefing_sheet(titled), check=True, capture_output=True)
    text = " ".join(run.stdout.decode().split())
    for link, after in CASES.values():
        words = link.children[0].text  # type: ignore[union-attr]
        assert f"See {words}{' ' * bool(after)}{after}." in text


def test_on_slides_it_is_a_tooltip(titled: Job, tmp_path: Path) -> None:
    make_slides(titled, tmp_path / "deck.pptx")
    with zipfile.ZipFile(tmp_path / "deck.pptx") as deck:
        slides = [etree.fromstring(deck.read(n)) for n in deck.namelist() if re.match(r"ppt/slides/slide\d+\.xml", n)]
    runs = [run for slide in slides for run in slide.iter("{*}r") if run.find("{*}rPr/{*}hlinkClick") is not None]
    said = {run.findtext("{*}t"): run.find("{*}rPr/{*}hlinkClick").get("tooltip") for run in runs}
    assert said["Working Together"] == TITLE and said["No title here"] is None


def test_in_the_guide_it_is_said_on_pointing(titled: Job, tmp_path: Path) -> None:
    guide = trainer_guide(titled)
    write_guide_word(titled, guide, tmp_path / "guide.docx")
    with zipfile.ZipFile(tmp_path / "guide.docx") as document:
        body = etree.fromstring(document.read("word/document.xml"))
    said = {"".join(link.itertext()): dict(link.attrib) for link in body.iter("{*}hyperlink")}
    assert TITLE in said["Working Together"].values() and not {k for k in said["No title here"] if "tooltip" in k}
    write_guide_html(titled, guide, tmp_path / "guide.html")
    page = lxml_html.parse(str(tmp_path / "guide.html"))
    assert {a.get("title") for a in page.iter("a") if a.text == "Working Together"} == {TITLE}
    assert {a.get("title") for a in page.iter("a") if a.text == "No title here"} == {None}
