"""A partnership's logo on the first slide and in the trainers' guide, with its words, whatever kind of file it is."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from lxml import html as lxml_html
from PIL import Image
from pptx import Presentation

from builder.model.appearance import Logo
from builder.read.settings.logos import clean_logo
from builder.render.job import Job
from builder.trainers.deck.slides import make_slides
from builder.trainers.guide import trainer_guide
from builder.trainers.guide_html import write_guide_html
from builder.trainers.guide_word import write_guide_word

WORDS = 'Wrenford "Partnership" & more'


def pixels() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (120, 40), (120, 20, 90, 255)).save(out, "PNG")
    return out.getvalue()


FILES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 8"><path fill="#78145a" d="M0 0h24v8H0z"/></svg>',
    "png": pixels(),
}


def with_logo(job: Job, logo: Logo) -> Job:
    """Child H from a partnership with this logo."""
    partnership = job.library.partnership
    appearance = replace(partnership.appearance, logo=logo)
    return replace(job, library=replace(job.library, partnership=replace(partnership, appearance=appearance)))


def is_ours(data: bytes) -> bool:
    """Whether a PNG has the logo's colour in its middle and its proportions, three to one."""
    seen = Image.open(io.BytesIO(data)).convert("RGB")
    near = all(
        abs(a - b) < 6 for a, b in zip(seen.getpixel((seen.width // 2, seen.height // 2)), (120, 20, 90), strict=True)
    )
    return near and abs(seen.width / seen.height - 3) < 0.1


@pytest.mark.parametrize("kind", FILES)
def test_the_logo_is_on_the_first_slide_and_in_the_guide(kind: str, job: Job, tmp_path: Path) -> None:
    made = with_logo(job, clean_logo(FILES[kind], WORDS))
    make_slides(made, tmp_path / "deck.pptx")
    deck = Presentation(str(tmp_path / "deck.pptx"))
    found = [(n, s) for n, slide in enumerate(deck.slides) for s in slide.shapes if s.shape_type == 13]
    assert [(n, s._element.nvPicPr.cNvPr.get("descr")) for n, s in found] == [(0, WORDS)]
    shape = found[0][1]
    assert is_ours(shape.image.blob) and abs(shape.width / shape.height - 3) < 0.1
    assert shape.left + shape.width <= deck.slide_width and shape.top + shape.height <= deck.slide_height
    others = [s for s in deck.slides[0].shapes if s is not shape and s.shape_id != shape.shape_id]
    assert not [s.name for s in others if overlap(s, shape)]

    guide = trainer_guide(made)
    write_guide_word(made, guide, tmp_path / "guide.docx")
    (drawn,) = Document(str(tmp_path / "guide.docx")).inline_shapes
    assert drawn._inline.docPr.get("descr") == WORDS and abs(drawn.width / drawn.height - 3) < 0.1
    write_guide_html(made, guide, tmp_path / "guide.html")
    (image,) = lxml_html.parse(str(tmp_path / "guide.html")).iter("img")
    assert (image.get("src"), image.get("alt")) == (f"assets/logo.{kind}", WORDS)


def overlap(one: object, other: object) -> bool:
    """Whether two shapes share room."""
    boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in (one, other) if s.left is not None]  # type: ignore[attr-defined]
    if len(boxes) < 2:
        return False
    (a, b, c, d), (e, f, g, h) = boxes
    return bool(a < g and e < c and b < h and f < d)


def test_without_a_logo_nothing_stands_there(job: Job, tmp_path: Path) -> None:
    guide = trainer_guide(job)
    write_guide_word(job, guide, tmp_path / "guide.docx")
    write_guide_html(job, guide, tmp_path / "guide.html")
    assert len(Document(str(tmp_path / "guide.docx")).inline_shapes) == 0
    assert not list(lxml_html.parse(str(tmp_path / "guide.html")).iter("img"))
