"""Golden products: what trainers, teams and readers are given of a briefing that holds one of everything."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from builder.model.briefing import Moment
from builder.model.theme import Theme
from builder.read import read_library
from builder.render.fallback import spoken
from builder.render.html import section_html
from builder.render.job import Job, jobs_of
from builder.render.pictures import picture_sizes
from builder.trainers.deck.slides import deck_of, make_slides
from builder.trainers.guide import trainer_guide
from builder.trainers.guide_html import write_guide_html
from builder.trainers.guide_word import write_guide_word
from builder.trainers.handouts import handout_data, supervision_data
from builder.trainers.run_sheets import LENGTHS, run_sheet
from builder.trainers.session_page import make_session
from builder.trainers.session_screens import screen_title, screens
from builder.trainers.trainer_window import make_trainer_window
from builder.worksheets.word import make_blank_doc

from .agreed_text import as_agreed, lines_of, office_lines
from .conftest import ROOT

MOMENTS = (Moment("2019", "The family moved."), Moment("Spring 2020", "A nurse wrote it down. " * 4))


@pytest.fixture(scope="module")
def given() -> dict[str, Job]:
    """A job for each briefing of the project that holds one of everything."""
    library = read_library(Path(__file__).parent / "agreed").library
    assert library
    jobs = {job.briefing.slug: job for job in jobs_of(library, Theme.of(ROOT))}
    rich = jobs["rich"]
    return jobs | {"rich": replace(rich, briefing=replace(rich.briefing, timeline=MOMENTS))}


NAMES = ("rich", "rich-cy")


@pytest.mark.parametrize("name", NAMES)
def test_the_slides_as_data(name: str, given: dict[str, Job]) -> None:
    slides, shows = deck_of(spoken(given[name]))
    as_agreed("\n".join((*lines_of(slides), *map(str, shows.items()), "")), f"products/{name}-slides.txt")


def test_the_slides_as_a_file(given: dict[str, Job], tmp_path: Path) -> None:
    make_slides(spoken(given["rich"]), tmp_path / "slides.pptx")
    kinds = (r"ppt/slides/slide(?:1|2|7|10|19|2[3-5]).xml", r"ppt/slide(?:Master|Layout)s/[^/]*\.xml", r"ppt/theme/.*")
    told = office_lines((tmp_path / "slides.pptx").read_bytes(), *kinds, r"ppt/presentation.xml")
    as_agreed(told, "products/rich.pptx.txt")


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_as_data(name: str, given: dict[str, Job]) -> None:
    as_agreed("\n".join((*lines_of(trainer_guide(spoken(given[name]))), "")), f"products/{name}-guide.txt")


def test_the_guide_in_word(given: dict[str, Job], tmp_path: Path) -> None:
    job = spoken(given["rich"])
    write_guide_word(job, trainer_guide(job), tmp_path / "guide.docx")
    told = office_lines((tmp_path / "guide.docx").read_bytes(), r"word/(?:document|header1|footer1|numbering).xml")
    as_agreed(told, "products/rich-guide.docx.txt")


def test_the_guide_as_a_page(given: dict[str, Job], tmp_path: Path) -> None:
    job = spoken(given["rich"])
    write_guide_html(job, trainer_guide(job), tmp_path / "guide.html")
    as_agreed(shown(tmp_path / "guide.html"), "products/rich-guide.html.txt")


def test_the_styles_of_a_word_file(given: dict[str, Job], tmp_path: Path) -> None:
    write_guide_word(given["rich"], trainer_guide(given["rich"]), tmp_path / "guide.docx")
    told = office_lines((tmp_path / "guide.docx").read_bytes(), r"word/styles.xml")
    as_agreed(told, "products/styles.txt")


def test_the_form_in_word(given: dict[str, Job]) -> None:
    as_agreed(
        office_lines(make_blank_doc(given["rich"]), r"word/(?:document|header\d|footer\d).xml"),
        "products/form.docx.txt",
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_session(name: str, given: dict[str, Job], tmp_path: Path) -> None:
    job = spoken(given[name])
    make_session(job, tmp_path, {})
    as_agreed(shown(tmp_path / "session.html"), f"products/{name}-session.txt")


def test_the_trainers_window(given: dict[str, Job], tmp_path: Path) -> None:
    make_trainer_window(spoken(given["rich"]), tmp_path)
    as_agreed(shown(tmp_path / "trainer.html"), "products/rich-trainer.txt")


@pytest.mark.parametrize("name", NAMES)
def test_run_sheets_and_screens(name: str, given: dict[str, Job]) -> None:
    job = given[name]
    sheets = [run_sheet(job.briefing, minutes) for minutes in LENGTHS]
    told = []
    for sheet in sheets:
        for at, step in sheet.timed():
            what = f"{step.kind.value} {step.minutes} whole: {step.whole}"
            told.append(
                f"{sheet.minutes}: {at} {what} {[p.stem for p in step.sections]} {[p.id for p in step.prompts]}"
            )
        told += [f"{sheet.minutes}: {one.name} {screen_title(job, one)}" for one in screens(job.briefing, sheet)]
    as_agreed("\n".join((*told, "")), f"products/{name}-run.txt")


@pytest.mark.parametrize("name", NAMES)
def test_the_sheets_of_paper(name: str, given: dict[str, Job]) -> None:
    data = (handout_data(given[name]), supervision_data(given[name]))
    as_agreed(json.dumps(data, indent=1, ensure_ascii=False) + "\n", f"products/{name}-sheets.json")


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_each_part_on_a_page(name: str, given: dict[str, Job]) -> None:
    job = given[name]
    told = []
    for section in job.briefing.sections:
        text, terms = section_html(job.briefing, section, job.words, picture_sizes(job.briefing), "The links are ours.")
        told += [f"=== {section.stem}", text.replace("><", ">\n<"), *(t.term for t in terms)]
    as_agreed("\n".join((*told, "")), f"products/{name}-parts.html")


def shown(page: Path) -> str:
    """The words of a page, an element a line, with what is said of them to people and their programs."""
    said = ("lang", "dir", "alt", "aria-label", "href", "title", "scope", "start", "data-english-of")
    out = []
    for element in html.fromstring(page.read_bytes()).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "meta", "link", "svg", "path"):
            continue
        words = " ".join(f"{element.text or ''}".split())
        named = " ".join(f'{key}="{element.get(key)}"' for key in said if element.get(key))
        tail = " ".join(f"{element.tail or ''}".split())
        if words or named or element.tag in ("li", "td", "th", "hr", "br"):
            out.append(f"{element.tag} {named} {words}".rstrip())
        if tail:
            out.append(f"… {tail}")
    return "\n".join((*out, ""))
