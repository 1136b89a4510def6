"""The board's report as files: Word, a page as PDF, a slide, and a workbook. All say what `board_text` says."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.shared import Mm

from ..adapters.excel import Sheet, Value, as_workbook
from ..adapters.slides.deck import write_deck
from ..adapters.slides.fit import Line, Run, Slide, height, room, type_of
from ..adapters.slides.master import DeckLook
from ..adapters.word.document import document_parts, new_document, running_line
from ..adapters.word.package import zip_parts
from ..form.plan import Words
from ..model.partnership import Partnership
from ..model.text import Cell, Inline, LineBreak, Strong, Table, Text
from ..model.theme import Theme
from ..render.paper import INKS, typesetter
from ..render.word_blocks import BlockWriter
from ..render.word_look import document_styles, word_face
from .board import Board
from .board_text import Answer, BoardText, Chart

_WIDTH_MM = 174
_SHOWN = 3
"""Details of an answer on the first page, in the Word file and on the one-page summary."""


@dataclass(frozen=True, slots=True)
class Printer:
    """What the files share: the look, the words, who publishes, and the time they carry."""

    theme: Theme
    words: Words
    partnership: Partnership
    lang: str
    epoch: int


def report_word(text: BoardText, printer: Printer) -> bytes:
    """The report as a Word file: the five answers on the first page, real headings and tables, charts with numbers."""
    face, say = word_face(printer.theme), printer.words["board"]
    document = new_document(
        face,
        title=text.title,
        author=printer.partnership.name,
        subject=say["kind"],
        lang=printer.lang,
        epoch=printer.epoch,
    )
    document_styles(document, face)
    section = document.sections[0]
    running_line(section.header.paragraphs[0], printer.partnership.name, say["kind"], _WIDTH_MM, face)
    running_line(section.footer.paragraphs[0], text.title, printer.words["word"]["page"], _WIDTH_MM, face, above=True)
    writer = BlockWriter(document, face)
    writer.heading(1, text.title)
    writer.paragraph((Text(" ".join((text.lead, *text.notes))),), "Normal", 0, "")
    writer.caption = say["in_short"]
    writer.blocks((_answers_table(text.answers, say["col_question"], say["col_answer"]),))
    for number, part in enumerate(text.parts):
        writer.heading(2, part.title, own_page=number == 0)
        if part.chart:
            _picture(document, part.chart, printer)
        writer.blocks(part.blocks)
    return zip_parts(document_parts(document, {}), printer.epoch)


def _answers_table(answers: Sequence[Answer], question: str, answer: str) -> Table:
    header = (Cell((Text(question),)), Cell((Text(answer),)))
    rows = tuple((Cell((Strong((Text(a.question),)),)), Cell(tuple(_said(a)))) for a in answers)
    return Table(header, rows)


def _said(answer: Answer) -> Iterator[Inline]:
    yield Text(answer.text)
    for line in _short(answer):
        yield LineBreak()
        yield Text(f"– {line}")


def _short(answer: Answer) -> tuple[str, ...]:
    """The first details; the rest stand further down in the report."""
    cut = (line if len(line) <= 140 else f"{line[:139].rstrip()}…" for line in answer.details[:_SHOWN])
    return tuple(cut)


def _picture(document: Any, chart: Chart, printer: Printer) -> None:
    picture = chart_picture(chart, printer)
    shape = document.add_picture(io.BytesIO(picture), width=Mm(120))
    said = f"{chart.title}: " + "; ".join(f"{label} {n}" for label, n in chart.bars)
    shape._inline.docPr.set("descr", said)
    shape._inline.docPr.set("name", chart.title)


def chart_picture(chart: Chart, printer: Printer) -> bytes:
    """Bars with their numbers as a PNG."""
    data = _paper(printer) | {
        "title": chart.title,
        "bars": [{"label": label, "n": n} for label, n in chart.bars],
        "most": max((n for _, n in chart.bars), default=0) or 1,
    }
    return typesetter(printer.theme, "chart").picture(data)


def _paper(printer: Printer) -> dict[str, Any]:
    tokens = printer.theme.tokens()
    language, _, region = printer.lang.partition("-")
    return {
        "lang": language.lower() or "en",
        "region": region[:2].upper() if len(region) == 2 else "GB",
        "partnership": printer.partnership.name,
        "tokens": {name: tokens[name] for name in INKS},
    }


def summary_page(text: BoardText, printer: Printer) -> bytes:
    """The five answers on one page, as a tagged PDF."""
    say = printer.words["board"]
    data = _paper(printer) | {
        "title": text.title,
        "kind": say["kind"],
        "lead": text.lead,
        "notes": list(text.notes),
        "answers": [{"question": a.question, "text": a.text, "details": list(_short(a))} for a in text.answers],
    }
    return typesetter(printer.theme, "board").pdf(data, printer.epoch)


def summary_slide(text: BoardText, printer: Printer) -> bytes:
    """The five answers as a slide; a second one where the first cannot hold them at the size that is read from afar."""
    title = (Run(text.title),)
    lines = [Line((Run(f"{a.question} ", bold=True), Run(a.text)), bullet=False) for a in text.answers]
    kind, (wide, tall) = type_of("text"), room("text", title)
    slides: list[list[Line]] = [[]]
    used = 0.0
    for line in lines:
        takes = height(line, kind, wide)
        if slides[-1] and used + takes > tall:
            slides.append([])
            used = 0.0
        slides[-1].append(line)
        used += takes
    made = [
        Slide("text", (Run(f"{text.title} ({n})"),) if n > 1 else title, tuple(group), notes=(text.lead, *text.notes))
        for n, group in enumerate(slides, start=1)
    ]
    look = DeckLook.of(printer.theme.tokens())
    return write_deck(
        made, look, title=text.title, author=printer.partnership.name, lang=printer.lang, epoch=printer.epoch
    )


def report_workbook(sheets: Sequence[Sheet], text: BoardText, printer: Printer) -> bytes:
    """The figures and words as an Excel workbook; the answers stand on its first sheet."""
    say = printer.words["board"]
    rows = tuple((a.question, a.text, "\n".join(a.details)) for a in text.answers)
    first = Sheet(say["in_short"], (say["col_question"], say["col_answer"], say["col_details"]), rows, (34, 60, 80))
    return as_workbook((first, *sheets), title=text.title, author=printer.partnership.name, epoch=printer.epoch)


def sheets_of(board: Board, words: Words) -> tuple[Sheet, ...]:
    """The board's figures as sheets: teams, actions, the chain, what teams say."""
    say = words["board"]
    stand = board.standing
    states = [(r.match.team, say["state_replied"]) for r in stand.replied]
    states += [(c.team.id, say["state_unread"]) for c in stand.unread]
    states += [(c.team.id, say["state_decide"]) for c in stand.deciding]
    states += [(t.id, say["state_silent"]) for t in stand.silent]
    return (
        Sheet(say["replies"], (say["col_team"], say["col_state"]), tuple(states), (40, 30)),
        Sheet(say["actions"], _heads(say, _ACTIONS), tuple(_action_rows(board, say)), _WIDTHS),
        Sheet(say["chain"], _heads(say, _CHAIN), tuple(_chain_rows(board, say)), (18, 60, 10, 10, 10, 10)),
        Sheet(say["voices"], _heads(say, ("team", "kind", "words")), tuple(_voice_rows(board, say)), (40, 30, 80)),
    )


_ACTIONS = ("team", "number", "what", "who", "when", "due", "overdue", "measure", "reported")
_WIDTHS = (24, 8, 50, 24, 18, 20, 12, 30, 30)
_CHAIN = ("finding", "recommendation", "agreed", "done", "evidence", "checked")


def _heads(say: Mapping[str, str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(say[f"col_{name}"] for name in names)


def _action_rows(board: Board, say: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    for a in board.actions:
        late = say["yes"] if a.overdue else ""
        yield (a.team, a.number, a.what, a.who, a.when, a.due, late, a.known_worked, say[f"reported_{a.reported}"])


def _chain_rows(board: Board, say: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    for row in board.chain:
        named = (
            f"{row.recommendation.code} {row.recommendation.text}" if row.recommendation else say["no_recommendation"]
        )
        yield (", ".join(f.code for f in row.findings), named, *row.counts.values())


def _voice_rows(board: Board, say: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    for key in ("barriers", "changes", "families", "no_action"):
        for voice in getattr(board, key):
            yield (voice.team.section_team, say[key], voice.text)
