"""Pictures that the text draws: the chain and the timeline, on page, sheet, slides and wall, and read by the check."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from builder.check import check
from builder.model.briefing import Moment
from builder.read import read_library
from builder.render.drawings import drawings_of
from builder.render.job import Job
from builder.site.briefing_sheet import make_briefing_sheet
from builder.trainers.slides import deck_slides

from .conftest import ROOT, copy_project
from .trainer_cases import right_to_left, squeezed

TIMELINE = """
timeline:
  - when: "2011"
    what: The eldest child moved to England <b>.
  - when: Early 2013
    what: Child H joined the family on 3 March 2013.
"""
MOMENTS = (Moment("2011", "They moved <b>."), Moment("Early 2013", "Child H joined the family."))


@pytest.fixture
def told(job: Job) -> Job:
    """Child H with a timeline."""
    return replace(job, briefing=replace(job.briefing, timeline=MOMENTS))


def words_of(sheet: bytes) -> str:
    """What poppler reads in a PDF."""
    return subprocess.run(["pdftotext", "-", "-"], input=sheet, check=True, capture_output=True).stdout.decode()


def drawn(job: Job) -> Iterator[Any]:
    for section in job.briefing.sections:
        if found := drawings_of(job, section):
            yield section.position, lxml_html.fragment_fromstring(found, create_parent="div")


def test_a_timeline_is_read_and_so_does_the_check(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    file = project / "content" / "child-h" / "briefing.yml"
    file.write_text(file.read_text(encoding="utf-8") + TIMELINE, encoding="utf-8")
    reading = read_library(project)
    assert reading.library is not None
    moments = reading.library.briefings[0].timeline
    assert [(m.when, m.what) for m in moments] == [
        ("2011", "The eldest child moved to England <b>."),
        ("Early 2013", "Child H joined the family on 3 March 2013."),
    ]
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [p for p in check(reading.library) if p.rule == "exact-date" and "3 March 2013" in p.message + p.about]
    assert found and lines[found[0].place.line - 1].strip().startswith(("- when: Early", "what: Child H joined"))


def test_each_finding_leads_to_what_is_linked_to_it_and_whose_links_they_are_is_said(told: Job) -> None:
    (at, timeline), (last, chain) = drawn(told)
    assert (at, last) == (3, 6), "with the part that has the notice; below the recommendations"
    said = [" ".join(li.text_content().split()) for li in timeline.iter("li")]
    assert said == [f"{m.when} {m.what}" for m in MOMENTS]
    rows = [[code.text for code in li.xpath(".//span[@class='code']")] for li in chain.xpath("./figure/ul/li")]
    assert rows == [["F1", "R1"], ["F2", "R2"], ["F3", "R5"], ["F4", "R3"], ["F5", "R5"], ["F6", "R6"], ["R4"]]
    assert "Links made by Wrenford" in chain.xpath("string(.//figcaption)")
    assert not chain.xpath("//b | //script")


def test_where_nothing_is_linked_there_is_no_chain(job: Job) -> None:
    free = tuple(
        replace(
            s,
            blocks=tuple(
                b if not hasattr(b, "points") else replace(b, points=tuple(replace(p, links=()) for p in b.points))
                for b in s.blocks
            ),
        )
        for s in job.briefing.sections
    )
    assert list(drawn(replace(job, briefing=replace(job.briefing, sections=free)))) == []


def test_sheet_and_slides_say_the_same(told: Job) -> None:
    sheet = squeezed(words_of(make_briefing_sheet(told)))
    assert all(squeezed(m.when + m.what) in sheet for m in MOMENTS)
    assert [one for one in ("F1R1", "F2R2", "F3R5", "F4R3", "F5R5", "F6R6") if one not in sheet] == []
    slides = squeezed(" ".join(line.text for slide in deck_slides(told) for line in slide.lines))
    assert all(squeezed(m.when + m.what) in slides for m in MOMENTS)


@pytest.mark.browser
@pytest.mark.parametrize(("case", "width"), [("child-h", 320), ("right-to-left", 1280)])
def test_lists_on_a_phone_and_lines_from_the_right(
    chromium: Browser, told: Job, tmp_path: Path, case: str, width: int
) -> None:
    """Nothing is wider than the page; from right to left the findings stand on the right."""
    job = told if case == "child-h" else right_to_left()
    style = (ROOT / "theme" / "components" / "drawings" / "drawings.css").read_text(encoding="utf-8")
    figures = "".join(drawings_of(job, s) for s in job.briefing.sections)
    way = "rtl" if case == "right-to-left" else "ltr"
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.set_content(f"<!doctype html><html dir={way}><style>{style}</style>{figures}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    finding, answer = (page.locator(part).first.bounding_box() for part in (".chain .from", ".chain li li"))
    assert finding and answer
    assert answer["y"] > finding["y"] if width == 320 else answer["x"] < finding["x"]
    page.close()
