"""Child H says what its source says: the table of sentences in the docs, held against the content and every product."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdf
import pytest
import yaml
from lxml import etree, html

from .conftest import ROOT

TABLE = ROOT / "docs" / "child-h-source.md"
ROWS = re.findall(r"^\| (\d\.\d) \| (.+?) \| (.+?) \| `(.+?)` \|$", TABLE.read_text(encoding="utf-8"), flags=re.M)
POINTS = {"1": 4, "2": 5, "3": 4, "4": 8, "5": 6, "6": 6, "7": 2}
"""How many sentences and points each of the seven sections of the source has (part 4 with its lead-in)."""

LABELS = (
    *("Name of Organisation", "Team Manager", "Name of Section & Team", "Contact Details"),
    *("What needs to happen?", "Who will do it?", "By When?", "How will you know when it has been done?"),
    *("How will you know if it has worked?", "What actions have been agreed to improve practice?"),
)


def flat(text: str) -> str:
    """Words alone, whatever the line ends, hyphens and hard spaces."""
    return " ".join(re.findall(r"\w+", text.replace("\u00ad", "").casefold()))


def test_every_sentence_of_the_source_has_its_row() -> None:
    assert {part: sum(r[0].startswith(part) for r in ROWS) for part in POINTS} == POINTS


@pytest.mark.parametrize(("number", "short", "ours", "file"), ROWS, ids=[r[0] for r in ROWS])
def test_our_sentence_stands_where_the_table_says(number: str, short: str, ours: str, file: str) -> None:
    text = (ROOT / "content" / "child-h" / file).read_text(encoding="utf-8")
    assert flat(ours) in flat(text.split("## Reflect")[0].replace("**", "")), short


def test_no_product_loses_a_sentence(dist: Path) -> None:
    """Read by others: lxml from the pages, pypdf from the sheet, the XML of the slides."""
    pages = " ".join(
        html.fromstring(page.read_bytes()).xpath("string(//main)")
        for page in sorted((dist / "site" / "child-h").glob("0*.html"))
    )
    sheet = " ".join(page.extract_text() for page in pypdf.PdfReader(dist / "site/child-h/child-h-briefing.pdf").pages)
    with zipfile.ZipFile(dist / "trainers/child-h/slides.pptx") as deck:
        names = sorted(n for n in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n))
        slides = " ".join(" ".join(etree.fromstring(deck.read(n)).itertext()) for n in names)
    for product in (pages, sheet):
        assert [r[0] for r in ROWS if flat(r[2]) not in flat(product)] == []
    said = set(flat(slides).split())
    assert [r[0] for r in ROWS if not set(flat(r[2]).split()) <= said] == []


def test_whose_the_links_are_stands_beside_them(dist: Path) -> None:
    note = "Links made by Wrenford Safeguarding Children Partnership (example) for this page. The source makes none."
    for name in ("05-the-findings.html", "06-recommendations.html"):
        assert note in (dist / "site" / "child-h" / name).read_text(encoding="utf-8")
    sheet = " ".join(p.extract_text() for p in pypdf.PdfReader(dist / "site/child-h/child-h-briefing.pdf").pages)
    with zipfile.ZipFile(dist / "trainers/child-h/guide.docx") as guide:
        words = " ".join(etree.fromstring(guide.read("word/document.xml")).itertext())
    session = html.fromstring((dist / "trainers/child-h/session.html").read_bytes()).text_content()
    assert all(flat(note) in flat(product) for product in (sheet, words, session))


def test_the_form_keeps_the_labels_of_its_source() -> None:
    form = yaml.safe_load((ROOT / "theme" / "words" / "en.yml").read_text(encoding="utf-8"))["form"]
    assert [label for label in LABELS if label not in form.values()] == []
