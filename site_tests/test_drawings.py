"""Pictures that the text draws: the chain and the timeline, on page, sheet, slides and wall, and read by the check."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser
from pptx import Presentation
from pptx.util import Pt

from builder.check import check
from builder.model.briefing import Moment, Role
from builder.model.text import Paragraph, Point, PointList, Text
from builder.read import read_library
from builder.render.drawings import drawings_of
from builder.render.job import Job
from builder.site.briefing_pages import part_page
from builder.site.briefing_sheet import make_briefing_sheet
from builder.trainers.deck.slides import deck_slides, make_slides

from .conftest import DEEP, ROOT, copy_project
from .trainer_cases import all_jobs, office_errors, right_to_left, squeezed

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
    slides = squeezed(" ".join(line.text for slide in deck_slides(told) for line in slide.said))
    assert all(squeezed(m.when + m.what) in slides for m in MOMENTS)


def groups_of(job: Job, path: Path) -> list[Any]:
    """The drawings of a deck: groups of native shapes."""
    make_slides(job, path)
    shapes = [shape for slide in Presentation(str(path)).slides for shape in slide.shapes]
    return [s for s in shapes if s.name in ("Chain", "Timeline")]


@pytest.mark.parametrize("case", ["child-h", "right-to-left", "crowded"])
def test_on_slides_they_are_shapes_with_words_for_those_who_do_not_see_them(
    told: Job, tmp_path: Path, case: str
) -> None:
    """Boxes, lines and dots, no colour of their own; each joint is glued to the boxes that it joins."""
    job = told if case == "child-h" else all_jobs()[case]
    job = replace(job, briefing=replace(job.briefing, timeline=MOMENTS))
    found = groups_of(job, tmp_path / "deck.pptx")
    assert not (DEEP or case == "crowded") or office_errors(tmp_path / "deck.pptx") == []
    assert {g.name for g in found} == {"Chain", "Timeline"}
    for group in found:
        texts = [s.text_frame.text for s in group.shapes if s.has_text_frame and s.text_frame.text]
        alt = squeezed(group._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")[0])
        assert [t for t in texts if squeezed(t) not in alt] == []
        assert not group._element.xpath(".//a:srgbClr"), "the look of the deck, black on white as well"
        for joint in (s for s in group.shapes if s._element.xpath(".//a:stCxn")):
            one, other = joint_ends(joint, group)
            assert (one.left < other.left) == (case != "right-to-left")
        for shape in group.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= Pt(960) and shape.top + shape.height <= Pt(500)
    pairs = {
        tuple(codes(e) for e in joint_ends(j, g)) for g in found for j in g.shapes if j._element.xpath(".//a:stCxn")
    }
    linked = {(f.code, code) for f in job.briefing.findings for code in job.briefing.linked(f.code)}
    assert {p for p in pairs if p[1]} == linked


def codes(shape: Any) -> str:
    """The code that a box begins with; "" where it says that nothing is linked."""
    found = re.match(r"[FR]\d+ ", shape.text_frame.text)
    return found[0].strip() if found else ""


def joint_ends(joint: Any, group: Any) -> tuple[Any, Any]:
    """The two boxes that a line joins."""
    ids = {s.shape_id: s for s in group.shapes}
    one, other = (ids[int(joint._element.xpath(f".//a:{end}/@id")[0])] for end in ("stCxn", "endCxn"))
    return one, other


def test_what_has_no_room_as_a_picture_is_lines(told: Job) -> None:
    """A recommendation longer than a slide: not a word is lost."""
    endless = Point("R1", (Paragraph((Text("so that " * 200),)),), ("F1",))
    parts = tuple(
        replace(s, blocks=(PointList((endless,)),)) if s.role is Role.RECOMMENDATIONS else s
        for s in told.briefing.sections
    )
    slides = deck_slides(replace(told, briefing=replace(told.briefing, sections=tuple(parts))))
    shown = [s for s in slides if s.name.startswith("Findings and recommendations")]
    assert shown and not any(s.drawing for s in shown)
    assert squeezed("so that " * 200) in squeezed(" ".join(line.text for s in shown for line in s.said))


def test_whose_the_links_are_is_said_once_on_the_page(told: Job) -> None:
    sizes: dict[str, tuple[int, int]] = {}
    for section in told.briefing.sections:
        page = part_page(told, section, sizes)
        linked = section.role in (Role.FINDINGS, Role.RECOMMENDATIONS)
        assert page.body.count("Links made by") == int(linked), section.title


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
