"""Random PowerPoint files for the witness of "nothing is lost": python-pptx and raw XML alone, none of our code."""

from __future__ import annotations

import io
import random
from typing import Any

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from .any_document import Made, Sheet

_TITLES = "Background|What happened?|Key learning|Recommendations|Next steps|Good practice|Why it matters".split("|")


def slides(seed: int) -> Made:
    """A presentation."""
    rng = random.Random(seed)
    sheet = Sheet(rng)
    deck = pptx.Presentation()
    for number in range(rng.randint(3, 7)):
        _slide(sheet, deck, number)
    out = io.BytesIO()
    deck.save(out)
    return Made(out.getvalue(), sheet.seen, sheet.unseen)


def _slide(sheet: Sheet, deck: Any, number: int) -> None:
    rng = sheet.rng
    layout = rng.choice((1, 1, 1, 3, 5, 6))
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    hidden = number > 1 and rng.random() < 0.15
    if hidden:
        slide._element.set("show", "0")
    for n, place in enumerate(slide.placeholders):
        sheet.inside = [f"placeholder {n}"]
        if rng.random() < 0.15:
            continue  # nobody typed into it
        if n == 0 and rng.random() < 0.6 and not hidden:
            place.text_frame.text = _TITLES[number % len(_TITLES)]
        else:
            _fill(sheet, place.text_frame, unseen=hidden)
    for _ in range(rng.choice((0, 0, 1, 2))):
        kind = rng.choice(("box", "table", "group", "chart", "unseen", "turned", "notes"))
        sheet.inside = [kind]
        _more(sheet, slide, kind, unseen=hidden)


def _fill(sheet: Sheet, frame: Any, *, unseen: bool) -> None:
    """Paragraphs of runs, some broken inside a word, with line breaks and levels."""
    for n in range(sheet.rng.randint(1, 4)):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.level = sheet.rng.choice((0, 0, 1))
        for _ in range(sheet.rng.randint(1, 3)):
            words = sheet.words(1, 4, unseen=unseen)
            cut = sheet.rng.choice((0, 3, len(words)))
            for piece in (words[:cut], f"{words[cut:]} "):
                if piece:
                    run = paragraph.add_run()
                    run.text = piece
                    run.font.bold = sheet.rng.random() < 0.2 or None
                    run.font.size = sheet.rng.choice((None, Pt(11), Pt(14)))
            if sheet.rng.random() < 0.15:
                paragraph.add_line_break()


def _more(sheet: Sheet, slide: Any, kind: str, *, unseen: bool) -> None:
    place = (Inches(sheet.rng.choice((0.5, 5))), Inches(sheet.rng.choice((4, 5))), Inches(4), Inches(1.5))
    if kind == "table":
        made = slide.shapes.add_table(2, 2, *place).table
        for cell in made.iter_cells():
            _fill(sheet, cell.text_frame, unseen=unseen)
    elif kind == "group":
        group = slide.shapes.add_group_shape()
        inner = group.shapes.add_group_shape()
        for holder in (group, inner):
            _fill(sheet, holder.shapes.add_textbox(*place).text_frame, unseen=unseen)
    elif kind == "chart":
        data = CategoryChartData()
        data.categories = [sheet.word(unseen=True), sheet.word(unseen=True)] if unseen else [sheet.word(), sheet.word()]
        data.add_series(sheet.word(unseen=unseen), (1, 2))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    elif kind == "notes":
        slide.notes_slide.notes_text_frame.text = "Ask the group what they saw."
    else:
        box = slide.shapes.add_textbox(*place)
        _fill(sheet, box.text_frame, unseen=unseen or kind == "unseen")
        if kind == "unseen":
            box._element.nvSpPr.cNvPr.set("hidden", "1")
        if kind == "turned":
            box.rotation = 90
