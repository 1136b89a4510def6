"""The board's report as files: Word, a page as PDF, a slide, and a workbook. All say what `board_text` says."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.shared import Mm

from ...adapters.slides.deck import write_deck
from ...adapters.slides.fit import Line, Run, Slide, height, room, type_of
from ...adapters.slides.master import DeckLook
from ...adapters.spreadsheets.excel import Sheet, Value, as_workbook
from ...adapters.word.document import new_document, running_line
from ...adapters.word.package import zip_parts
from ...adapters.word.parts import document_parts
from ...form.plan import Words
from ...model.partnership import Partnership
from ...model.text import Cell, Inline, LineBreak, Strong, Table, Text
from ...model.theme import Theme
from ...render.paper.sheet import paper_inks, paper_logo, typesetter
from ...render.word.blocks import BlockWriter
from ...render.word.styles import document_styles, word_face
from ..privacy.anonymous_record import Published
from .figures import Board
from .parts import MOST, Answer, BoardText, ChainPicture, Chart, Say, breakable, cut

_WIDTH_MM = 174
_ROWS_ON_PAPER, _ROWS_ON_SLIDE = 14, 8
"""Rows of the chain in one picture."""
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
    writer.blocks((_answers_table(text.answers, say),))
    for number, part in enumerate(text.parts):
        writer.heading(2, part.title, own_page=number == 0)
        if part.chart:
            _picture(document, chart_picture(part.chart, printer), part.chart.words, part.chart.title, 120)
        if text.chain and part.title == text.chain.title:
            for piece in text.chain.cut(_ROWS_ON_PAPER):
                _picture(document, chain_picture(piece, printer), piece.words, piece.title, _WIDTH_MM)
        writer.blocks(part.blocks)
    return zip_parts(document_parts(document, {}), printer.epoch)


def _answers_table(answers: Sequence[Answer], say: Mapping[str, str]) -> Table:
    header = (Cell((Text(say["col_question"]),)), Cell((Text(say["col_answer"]),)))
    rows = tuple((Cell((Strong((Text(a.question),)),)), Cell(tuple(_said(a, say)))) for a in answers)
    return Table(header, rows)


def _said(answer: Answer, say: Mapping[str, str]) -> Iterator[Inline]:
    yield Text(answer.text)
    for line in _short(answer, say):
        yield LineBreak()
        yield Text(f"– {line}")


def _short(answer: Answer, say: Mapping[str, str], most: int = _SHOWN, long: int = 180) -> tuple[str, ...]:
    """The first details and how many more there are; those stand further down in the report."""
    shown = (cut(line, long) for line in answer.details[:most])
    more = len(answer.details) - most
    return (*shown, *((say["more"].format(n=more),) if more > 0 else ()))


def _picture(document: Any, picture: bytes, words: str, name: str, width_mm: float) -> None:
    shape = document.add_picture(io.BytesIO(picture), width=Mm(width_mm))
    shape._inline.docPr.set("descr", f"{name}: {words}")
    shape._inline.docPr.set("name", name)


def chain_picture(chain: ChainPicture, printer: Printer) -> bytes:
    """The chain as a PNG: its numbers are those of the table."""
    return typesetter(printer.theme, "chain", "chain-picture").picture(_paper(printer) | {"chain": _chain_data(chain)})


def _chain_data(chain: ChainPicture | None) -> dict[str, Any]:
    if chain is None:
        return {"rows": [], "title": "", "heads": [], "most": 1, "alt": ""}
    rows = [{"findings": r.findings, "code": r.code, "title": r.title, "steps": list(r.steps)} for r in chain.rows]
    return {"rows": rows, "title": chain.title, "heads": list(chain.heads), "most": chain.most, "alt": chain.words}


def chart_picture(chart: Chart, printer: Printer) -> bytes:
    """Bars with their numbers as a PNG."""
    data = _paper(printer) | {
        "title": chart.title,
        "bars": [{"label": label, "n": n} for label, n in chart.bars],
        "most": max((n for _, n in chart.bars), default=0) or 1,
    }
    return typesetter(printer.theme, "chart").picture(data)


def _paper(printer: Printer) -> dict[str, Any]:
    language, _, region = printer.lang.partition("-")
    return {
        "lang": language.lower() or "en",
        "region": region[:2].upper() if len(region) == 2 else "GB",
        "partnership": printer.partnership.name,
        "tokens": paper_inks(printer.theme, printer.partnership),
        "logo": paper_logo(printer.partnership),
    }


def summary_page(text: BoardText, printer: Printer) -> bytes:
    """The five answers on one page, as a tagged PDF."""
    say = printer.words["board"]
    data = _paper(printer) | {
        "title": text.title,
        "kind": say["kind"],
        "lead": text.lead,
        "notes": list(text.notes),
        "answers": [
            {"question": a.question, "text": a.text, "details": [breakable(s) for s in _short(a, say)]}
            for a in text.answers
        ],
        "chain": _chain_data(text.chain),
    }
    return typesetter(printer.theme, "chain", "board").pdf(data, printer.epoch)


_LEAST_ON_SLIDE = 20
"""Points of the smallest answers on a board's slide: it is read at a table, not from the back of a room."""


def summary_slide(text: BoardText, printer: Printer) -> bytes:
    """The five answers as a slide, a little smaller where that keeps them on one; else a second one."""
    title = (Run(text.title),)
    lines = [Line((Run(f"{a.question} ", bold=True), Run(a.text)), bullet=False) for a in text.answers]
    wide, tall = room("text", title)
    sizes = range(round(type_of("text").size), _LEAST_ON_SLIDE - 1, -1)
    one = (s for s in sizes if sum(height(line, type_of("text", s), wide) for line in lines) <= tall)
    kind = type_of("text", next(one, 0))
    slides: list[list[Line]] = [[]]
    used = 0.0
    for line in lines:
        takes = height(line, kind, wide)
        if slides[-1] and used + takes > tall:
            slides.append([])
            used = 0.0
        slides[-1].append(line)
        used += takes
    named = (title, *((Run(_going_on(text, sum(map(len, slides[:n])), printer)),) for n in range(1, len(slides))))
    made = [
        Slide("text", called, tuple(group), notes=(text.lead, *text.notes), size=kind.size)
        for called, group in zip(named, slides, strict=True)
    ]
    pieces = text.chain.cut(_ROWS_ON_SLIDE) if text.chain else ()
    for piece in pieces:
        picture = (chain_picture(piece, printer), f"{piece.title}: {piece.words}")
        called = piece.title if len(pieces) == 1 else _from_to(piece, printer)
        made.append(Slide("text", (Run(called),), (), picture=picture))
    look = DeckLook.of(printer.theme.tokens())
    return write_deck(
        made, look, title=text.title, author=printer.partnership.name, lang=printer.lang, epoch=printer.epoch
    )


def _from_to(piece: ChainPicture, printer: Printer) -> str:
    """One of several pictures of the chain, by the recommendations on it."""
    first, last = (row.code or row.title for row in (piece.rows[0], piece.rows[-1]))
    word = "slide_code" if first == last else "slide_codes"
    return printer.words["trainers"][word].format(title=piece.title, first=first, last=last)


def _going_on(text: BoardText, before: int, printer: Printer) -> str:
    """What a later slide of answers is called: by the question that it begins with."""
    question = text.answers[before].question
    return printer.words["board"]["slide_on"].format(title=text.title, question=question)


def report_workbook(sheets: Sequence[Sheet], text: BoardText, printer: Printer) -> bytes:
    """The figures and words as an Excel workbook; the answers stand on its first sheet."""
    say = printer.words["board"]
    rows = tuple((a.question, a.text, "\n".join(_short(a, say, MOST, 400))) for a in text.answers)
    first = Sheet(say["in_short"], (say["col_question"], say["col_answer"], say["col_details"]), rows, (34, 60, 80))
    return as_workbook((first, *sheets), title=text.title, author=printer.partnership.name, epoch=printer.epoch)


def sheets_of(board: Board, words: Words) -> tuple[Sheet, ...]:
    """The board's figures as sheets: teams, actions, the chain, what teams say."""
    say, stand, name = words["board"], board.standing, Say(words).team
    states = [(name(board.teams[r.match.team]), say["state_replied"]) for r in stand.replied]
    states += [(name(c.team), say["state_unread"]) for c in stand.unread]
    states += [(name(c.team), say["state_decide"]) for c in stand.deciding]
    states += [(name(t), say["state_silent"]) for t in stand.silent]
    return (
        Sheet(say["replies"], (say["col_team"], say["col_state"]), tuple(states), (40, 30)),
        Sheet(say["actions"], _heads(say, _ACTIONS), tuple(_action_rows(board, words)), _WIDTHS),
        Sheet(say["chain"], _heads(say, _CHAIN), tuple(_chain_rows(board, say)), (18, 60, *[14] * 5)),
        Sheet(say["voices"], _heads(say, ("team", "kind", "words")), tuple(_voice_rows(board, say)), (40, 30, 80)),
    )


def anonymous_sheets(shown: Published, words: Words) -> tuple[Sheet, ...]:
    """The figures that may be shown, and no other, as one sheet."""
    say = words["board"]
    rows = tuple((s.title, line.label, line.figure) for s in shown.chapter.sheets for line in s.lines)
    heads = (say["col_table"], say["col_kind"], say["col_figure"])
    return (Sheet(say["figures"], heads, rows, (40, 60, 24)),) if rows else ()


_ACTIONS = (
    *("team", "number", "what", "who", "when", "due", "overdue", "measure", "reported"),
    *("recommendation", "evidence", "changed", "checked"),
)
_WIDTHS = (44, 8, 50, 24, 18, 20, 12, 30, 30, 20, 30, 18, 12)
_CHAIN = ("finding", "recommendation", "agreed", "done", "evidence", "changed", "checked")


def _heads(say: Mapping[str, str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(say[f"col_{name}"] for name in names)


def _action_rows(board: Board, words: Words) -> Iterator[tuple[Value, ...]]:
    say, last = words["board"], {(s.action.team, s.action.number): s.last for row in board.chain for s in row.steps}
    for a in board.actions:
        late, said = say["yes"] if a.overdue else "", last.get((a.team, a.number))
        seen = [words["follow_up"].get(kind, kind) for kind in said.seen] if said else []
        yield (
            Say(words).team(board.teams[a.team]),
            *(a.number, a.what, a.who, a.when, a.due, late, a.known_worked, say[f"reported_{a.reported}"]),
            ", ".join(a.codes),
            "; ".join(seen),
            say["yes"] if said and said.change else "",
            say["yes"] if said and said.checked else "",
        )


def _chain_rows(board: Board, say: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    for row in board.chain:
        named = (
            f"{row.recommendation.code} {row.recommendation.text}" if row.recommendation else say["no_recommendation"]
        )
        yield (", ".join(f.code for f in row.findings), named, *row.counts.values())


def _voice_rows(board: Board, say: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    for key in ("barriers", "changes", "families", "no_action"):
        for voice in getattr(board, key):
            yield (", ".join(filter(None, (voice.team.section_team, voice.team.organisation))), say[key], voice.text)
