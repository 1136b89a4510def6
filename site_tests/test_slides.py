"""The slides: everything is on them, nothing overflows, times add up, and an independent reader finds the titles."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from click.testing import CliRunner
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from builder.adapters.slides.fit import Line, Run, lines_of
from builder.adapters.slides.master import BODY_TYPE, DeckLook
from builder.cli import main
from builder.model.briefing import Moment
from builder.model.theme import Theme, ThemeError
from builder.render.job import Job
from builder.trainers.deck.slides import deck_slides, make_slides
from builder.trainers.deck.text import pages, sentences

from .conftest import DEEP
from .trainer_cases import MARKER, all_jobs, office_errors, office_pdf, sentences_of, squeezed

CASES = tuple(all_jobs())
MOMENTS = (
    Moment("2004", "The parents came to this country."),
    Moment("Between early 2011 and March 2012", "Services heard of the family three times, and found no concern. " * 2),
    *(Moment(f"Early 20{n}", "A strategy meeting was held.") for n in range(13, 19)),
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Job, Path]]:
    """Each case with its deck."""
    folder = tmp_path_factory.mktemp("decks")
    made = {}
    for slug, job in all_jobs().items():
        if slug in ("child-h", "right-to-left"):
            job = replace(job, briefing=replace(job.briefing, timeline=MOMENTS))
        make_slides(job, folder / f"{slug}.pptx")
        made[slug] = (job, folder / f"{slug}.pptx")
    return made


def slides_of(path: Path) -> list[Any]:
    return list(Presentation(io.BytesIO(path.read_bytes())).slides)


def text_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def body_of(slide: Any) -> str:
    title = slide.shapes.title
    return "".join(
        s.text_frame.text for s in slide.placeholders if s.has_text_frame and s._element is not title._element
    )


@pytest.mark.parametrize("slug", CASES)
def test_every_sentence_and_prompt_is_in_the_slides_text(decks: dict[str, tuple[Job, Path]], slug: str) -> None:
    job, path = decks[slug]
    whole = squeezed("".join(body_of(s) for s in slides_of(path) if s.slide_layout.name != "Cover"))
    numbers = squeezed("".join(text_of(s) for s in slides_of(path)))
    for section in job.briefing.sections:
        missing = [s for s in sentences_of(section) if s not in whole and s not in _without_furniture(path)]
        assert not missing, missing[:3]
        assert squeezed(section.title) in numbers
        assert all(squeezed(p.text) in whole for p in section.prompts)


def _without_furniture(path: Path) -> str:
    """Body text alone, one slide after the other: a sentence longer than a slide runs on over the footers."""
    shapes = (shape for slide in slides_of(path) for shape in slide.placeholders)
    return squeezed("".join(s.text_frame.text for s in shapes if s.placeholder_format.idx == 1))


@pytest.mark.parametrize("slug", CASES)
def test_the_times_in_the_notes_add_up_to_the_hour(decks: dict[str, tuple[Job, Path]], slug: str) -> None:
    at = 0
    for slide in slides_of(decks[slug][1]):
        found = re.search(
            r"Time: (\d+):(\d\d), from (\d+):(\d\d) to (\d+):(\d\d) of 60", slide.notes_slide.notes_text_frame.text
        )
        if not found:
            assert "No time is set aside" in slide.notes_slide.notes_text_frame.text
            continue
        takes, start, end = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3, 5))
        assert (start, end) == (at, at + takes)
        at = end
    assert at == 3600


def notes_on(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def seconds(clock: str) -> int:
    minutes, rest = clock.split(":")
    return int(minutes) * 60 + int(rest)


@pytest.mark.parametrize("slug", CASES)
@pytest.mark.parametrize("minutes", [7, 30])
def test_every_slide_says_when_the_shorter_sessions_show_it(
    decks: dict[str, tuple[Job, Path]], slug: str, minutes: int
) -> None:
    times = []
    for slide in slides_of(decks[slug][1]):
        said = re.findall(rf"In the session of {minutes} minutes: (.+)", notes_on(slide))
        assert len(said) == 1
        if said != ["leave this slide out"]:
            times.append(re.findall(r"\d+:\d\d", said[0]))
    at = 0
    for takes, start, end in sorted(times, key=lambda one: (seconds(one[1]), seconds(one[2]))):
        assert (seconds(start), seconds(end)) == (at, at + seconds(takes))
        at = seconds(end)
    assert at == minutes * 60


def test_a_question_that_only_thirty_minutes_ask_has_its_slide(decks: dict[str, tuple[Job, Path]]) -> None:
    """The hour asks part by part; thirty minutes talk after the first three parts, also where those have no prompt."""
    job = decks["child-h"][0]
    parts = tuple(replace(one, prompts=one.prompts if one.position > 3 else ()) for one in job.briefing.sections)
    slides = deck_slides(replace(job, briefing=replace(job.briefing, sections=parts)))
    names = [slide.name for slide in slides]
    asked = names.index("3\u2002The Incident: talk together")
    assert slides[asked].lines[0].text == job.words["trainers"]["general_prompt"]
    assert names[asked + 1].startswith("4\u2002") or names[asked + 1] == "Pause"
    assert slides[asked].notes[0].startswith("No time is set aside for this slide in 60 minutes")
    assert slides[asked].notes[1].startswith("In the session of 30 minutes: ")


def test_in_seven_minutes_the_talk_comes_after_the_last_part(decks: dict[str, tuple[Job, Path]]) -> None:
    slides = slides_of(decks["child-h"][1])
    named = {s.shapes.title.text_frame.text.split("\u2002")[-1]: notes_on(s) for s in slides}
    talk, last = named["The Findings: talk together (1 of 2)"], named["Implementing Change"]
    start = re.search(r"of 7 minutes: \S+, from (\d+:\d\d)", talk)
    end = re.search(r"of 7 minutes: \S+, from \S+ to (\d+:\d\d)", last)
    assert start and end and start[1] == end[1] == "4:00"
    rules = "\n".join(notes for title, notes in named.items() if title.startswith("How we talk together"))
    assert "In the session of 7 minutes: leave this slide out" in rules
    assert "from 2:00 to" in rules and "to 4:00" in rules


@pytest.mark.parametrize("support", [True, False])
def test_in_seven_minutes_the_three_rules_are_said_once(decks: dict[str, tuple[Job, Path]], support: bool) -> None:
    """In the welcome, also where nobody is named to talk to."""
    job = decks["child-h"][0]
    if not support:
        nobody = replace(job.library.partnership, worried=None)
        job = replace(job, library=replace(job.library, partnership=nobody), briefing=replace(job.briefing, support=()))
    rule = job.words["trainers"]["rules_three_list"].splitlines()[1]
    slides = deck_slides(job)
    said = [n for n, slide in enumerate(slides) if rule in slide.notes]
    assert len(said) == 1
    assert "of 7 minutes: leave" not in " ".join(slides[said[0]].notes)
    assert slides[said[0] + 1].name.startswith("How we talk together")


def test_all_numbers_are_on_the_screen_when_the_script_says_so(decks: dict[str, tuple[Job, Path]]) -> None:
    job, path = decks["child-h"]
    slides = [s for s in slides_of(path)[:6] if job.words["trainers"]["say_support"] in notes_on(s)]
    numbers = "\n".join(body_of(s) for s in slides)
    assert "01632 960 999" in numbers, "the partnership's own line"
    assert all(one.phone in numbers and one.name in numbers for one in job.briefing.support)


def test_codes_are_read_out_with_their_points(decks: dict[str, tuple[Job, Path]]) -> None:
    _, path = decks["child-h"]
    notes = {s.shapes.title.text_frame.text: notes_on(s).splitlines() for s in slides_of(path)}
    links = [line for title, lines in notes.items() if title.startswith("Findings and rec") for line in lines]
    assert {"F5 Child in Need", "F6 GPs", "R4 Fathers"} <= {line.rstrip(".") for line in links}
    read = [line for title, lines in notes.items() if "Findings" in title for line in lines]
    assert [code for code in ("F1", "F6") if not any(line.startswith(f"{code} ") for line in read)] == []


@pytest.mark.parametrize("slug", CASES)
def test_placeholders_titles_numbers_languages_and_alternatives(decks: dict[str, tuple[Job, Path]], slug: str) -> None:
    slides = slides_of(decks[slug][1])
    titles = [s.shapes.title.text_frame.text.strip() for s in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in slides:
        kinds = [p.placeholder_format.type for p in slide.placeholders]
        assert any(str(k).startswith("SLIDE_NUMBER") for k in kinds)
        for part in (slide._element, slide.notes_slide._element):
            runs = part.xpath(".//a:r[a:t[normalize-space()]]/a:rPr")
            assert all(r.get("lang") for r in runs)
        assert not slide._element.xpath(".//a:normAutofit | .//a:spAutoFit")
        for group in slide._element.xpath(".//p:grpSp/p:nvGrpSpPr/p:cNvPr | .//p:pic//p:cNvPr"):
            assert group.get("descr")
        free = [s for s in slide.shapes if s.has_text_frame and not s.is_placeholder and s.text_frame.text.strip()]
        assert not free


@pytest.mark.parametrize("slug", CASES)
def test_trainers_notes_stand_in_the_notes_pane_only(decks: dict[str, tuple[Job, Path]], slug: str) -> None:
    job, path = decks[slug]
    slides = slides_of(path)
    notes = "\n".join(s.notes_slide.notes_text_frame.text for s in slides)
    assert MARKER not in "".join(etree.tostring(s._element).decode() for s in slides)
    shown = [s for s in job.briefing.sections if s.blocks or s.prompts]
    assert all(notes.count(f"{MARKER}{s.position} ") == 1 for s in shown)


def test_the_colours_reach_seven_to_one(decks: dict[str, tuple[Job, Path]]) -> None:
    theme = DeckLook.of(decks["child-h"][0].theme.tokens())
    assert all(contrast(colour, theme.paper) >= 7 for colour in (theme.ink, theme.soft, theme.accent))
    assert all(contrast(colour, theme.paper) >= 4.5 for colour in theme.parts)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    a, b = sorted((light(one), light(other)))
    return (b + 0.05) / (a + 0.05)


def test_microsofts_own_validator_finds_nothing(decks: dict[str, tuple[Job, Path]]) -> None:
    for slug in ("child-h", "crowded"):
        assert office_errors(decks[slug][1]) == []


def test_same_input_same_bytes(decks: dict[str, tuple[Job, Path]], tmp_path: Path) -> None:
    job, path = decks["child-h"]
    make_slides(job, tmp_path / "again.pptx")
    assert (tmp_path / "again.pptx").read_bytes() == path.read_bytes()


def test_sizes_are_never_shrunk(decks: dict[str, tuple[Job, Path]]) -> None:
    for _, path in decks.values():
        for slide in slides_of(path):
            assert not slide._element.xpath(".//a:r/a:rPr[@sz]")
            assert slide.part.package.presentation_part.presentation.slide_width == Pt(960)


SENTENCES = {
    "Dr. A. Smith came. She left.": ["Dr. A. Smith came.", "She left."],
    "It was late (e.g. at ten). Why? “Because.” So it ended.": [
        "It was late (e.g. at ten).",
        "Why?",
        "“Because.”",
        "So it ended.",
    ],
    "See p. 4 and s. 47 of the Act. 2013 was hard.": ["See p. 4 and s. 47 of the Act.", "2013 was hard."],
    "no end": ["no end"],
    "": [],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    found = ["".join(r.text for r in runs) for runs in sentences((Run(text),))]
    assert found == SENTENCES[text]


def test_a_lead_in_never_ends_a_slide() -> None:
    filler = [Line((Run("word " * 30),))] * 20
    for before in range(1, 12):
        lines = [*filler[:before], Line((Run("The review looked at:"),), bullet=False, keep=True), *filler]
        split = pages(lines, "text", (Run("Title"),))
        assert not any(page[-1].keep for page in split)
        assert [x for page in split for x in page] == lines


def test_a_word_longer_than_a_line_counts_as_several() -> None:
    assert lines_of((Run("m" * 100),), BODY_TYPE.size, 400) == 7


@pytest.mark.office
def test_nothing_overflows_in_libreoffice(decks: dict[str, tuple[Job, Path]], tmp_path: Path) -> None:
    """And no text is drawn at less than 28 points."""
    for slug in CASES if DEEP else ("child-h", "right-to-left", "crowded"):
        pdf = office_pdf(decks[slug][1], tmp_path)
        assert [one for one in drawn_sizes(pdf) if one[1] < 27.9] == []
        slides = slides_of(decks[slug][1])
        boxes = subprocess.run(
            ["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout
        shown = etree.fromstring(re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd]", "", boxes).encode()).findall(".//{*}page")
        assert len(shown) == len(slides)
        for number, (page, slide) in enumerate(zip(shown, slides, strict=True), start=1):
            frames = _frames(slide)
            for word in page.iter("{*}word"):
                x0, y0, x1, y1 = (float(word.get(k)) for k in ("xMin", "yMin", "xMax", "yMax"))
                inside = any(x >= x0 >= a - 2 and x1 <= x + 2 and b - 8 <= y0 and y1 <= y + 4 for a, b, x, y in frames)
                assert inside, (slug, number, word.text, (x0, y0, x1, y1), frames)


def drawn_sizes(pdf: Path) -> list[tuple[str, float]]:
    """Each run of words in a PDF between head and foot with its size in points; raised numbers and marks are none."""
    with pymupdf.open(pdf) as drawn:
        blocks = [block for page in drawn for block in page.get_text("dict")["blocks"]]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    words = [s for s in spans if any(c.isalpha() for c in s["text"]) and 48 < s["bbox"][1] < 500]
    return [(span["text"], span["size"]) for span in words]


def test_each_session_has_a_custom_show(decks: dict[str, tuple[Job, Path]]) -> None:
    for job, path in decks.values():
        deck = Presentation(io.BytesIO(path.read_bytes()))
        ids = [slide.get(RELATION) for slide in deck.slides._sldIdLst]
        shows = {
            show.get("name"): [ids.index(slide.get(RELATION)) for slide in show.iter("{*}sld")]
            for show in deck.element.iter("{*}custShow")
        }
        assert list(shows) == ["7 minutes", "30 minutes", "60 minutes"]
        for minutes in (7, 30):
            of = [
                n for n, s in enumerate(deck.slides) if f"In the session of {minutes} minutes: leave" not in notes_on(s)
            ]
            assert sorted(shows[f"{minutes} minutes"]) == of, job.briefing.slug
        assert shows["60 minutes"] == sorted(shows["60 minutes"])


def test_no_title_is_told_apart_by_a_number_alone(decks: dict[str, tuple[Job, Path]]) -> None:
    for _, path in decks.values():
        titles = [s.shapes.title.text_frame.text for s in slides_of(path)]
        assert [t for t in titles if re.search(r"\(\d+\)$", t) and ", continued (" not in t] == []


def test_the_wheel_says_how_far_one_has_come(decks: dict[str, tuple[Job, Path]]) -> None:
    slides = slides_of(decks["child-h"][1])
    for slide in slides:
        number = re.match(r"(\d)\u2002", slide.shapes.title.text_frame.text)
        places = [g.get("descr") for g in slide._element.xpath(".//p:grpSp//p:cNvPr[@name='Place']")]
        assert places == ([f"Part {number[1]} of 7"] if number else [])


def test_a_deck_from_right_to_left_is_mirrored(decks: dict[str, tuple[Job, Path]]) -> None:
    for slide in slides_of(decks["right-to-left"][1]):
        for paragraph in (p for shape in slide.placeholders for p in shape.text_frame.paragraphs if p.text.strip()):
            way = paragraph._p.find("{*}pPr")
            arabic = re.search("[\u0600-\u06ff]", paragraph.text) is not None
            assert (way is not None and way.get("rtl") == "1") == arabic, paragraph.text
    ltr, rtl = (
        slides_of(decks[slug][1])[0]._element.xpath(".//p:grpSp//a:off")[0] for slug in ("child-h", "right-to-left")
    )
    assert int(rtl.get("x")) < int(ltr.get("x"))


def test_a_deck_of_ones_own_is_the_ground(decks: dict[str, tuple[Job, Path]], tmp_path: Path) -> None:
    job = decks["child-h"][0]
    (tmp_path / "paper").mkdir()
    corporate = Presentation()
    corporate.slides.add_slide(corporate.slide_layouts[0]).shapes.title.text = "A slide of theirs"
    corporate.save(tmp_path / "paper" / "base.pptx")
    own = Theme((tmp_path, *job.theme.folders))
    make_slides(replace(job, theme=own), tmp_path / "own.pptx")
    slides = slides_of(tmp_path / "own.pptx")
    assert {s.slide_layout.name for s in slides} == {"Title Slide", "Title and Content"}
    whole = _without_furniture(tmp_path / "own.pptx")
    assert [p.text for p in job.briefing.prompts if squeezed(p.text) not in whole] == []
    assert "A slide of theirs" not in "".join(text_of(s) for s in slides)
    assert office_errors(tmp_path / "own.pptx") == []
    bad = tmp_path / "bad" / "paper"
    bad.mkdir(parents=True)
    (bad / "base.pptx").write_bytes(b"no deck")
    with pytest.raises(ThemeError, match=r"base\.pptx cannot be used for the slides"):
        make_slides(replace(job, theme=Theme((tmp_path / "bad", *job.theme.folders))), tmp_path / "bad.pptx")


def test_the_command_begins_a_deck_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    run = CliRunner().invoke(main, ["--project", str(tmp_path), "own-slides"])
    assert run.exit_code == 0, run.output
    made = Presentation(str(tmp_path / "theme" / "paper" / "base.pptx"))
    assert [layout.name for layout in made.slide_layouts] == ["Cover", "Text", "Prompt"]
    assert CliRunner().invoke(main, ["--project", str(tmp_path), "own-slides"]).exit_code == 1


def _frames(slide: Any) -> list[tuple[float, float, float, float]]:
    """The rectangles of a slide's placeholders, and of the boxes of its drawing, in points."""
    found = []
    drawn = [box for group in slide.shapes if group.shape_type == MSO_SHAPE_TYPE.GROUP for box in group.shapes]
    for shape in (*slide.placeholders, *(box for box in drawn if box.has_text_frame and box.text_frame.text)):
        left, top, wide, high = (v / 12700 for v in (shape.left, shape.top, shape.width, shape.height))
        found.append((left, top, left + wide, top + high))
    return found


@pytest.mark.office
def test_an_independent_reader_finds_every_title(decks: dict[str, tuple[Job, Path]], tmp_path: Path) -> None:
    path = decks["child-h"][1]
    profile = tmp_path / "profile"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "fodp"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180)
    tree = etree.parse(tmp_path / f"{path.stem}.fodp", etree.XMLParser(huge_tree=True))
    space = {
        "d": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "p": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    }
    shown = tree.xpath("//d:page", namespaces=space)
    titles = [
        "".join(t.itertext()).strip() for s in shown for t in s.xpath(".//d:frame[@p:class='title']", namespaces=space)
    ]
    assert [squeezed(t) for t in titles] == [squeezed(s.shapes.title.text_frame.text) for s in slides_of(path)]
