"""The blocks of a form's Word document as XML: notes, details, recommendations, the table of actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import quoteattr

from ...form.answers import FieldKind
from ...form.definition import PRINTED_ACTIONS, Cell, Field, Form, TickField
from .controls import (
    MAX_TITLE,
    date_control,
    inline_control,
    repeating_row,
    repeating_rows,
    text_control,
    tick_control,
)
from .document import Face, word_language
from .xml import cell, gap, hyperlink, line, paragraph, run, twips


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form and every other word that its document prints, ready for the reader.

    `head` stands in the header ("Child H · version 1.0 · 1 March 2027"), `notes` in the block at the top,
    `widths` are the millimetres of the columns. `rows` are the action rows printed. `across`: every page lies across,
    and the summaries come last. `leads` are the first words of recommendations, by code, that stand out; `scale_hint`
    says what the numbers of the scale mean.
    """

    form: Form
    lang: str
    publisher: str
    head: str
    notes: tuple[str, ...]
    link_text: str
    link: str
    words: Mapping[str, str]
    widths: tuple[int, ...]
    rows: int = PRINTED_ACTIONS
    across: bool = False
    leads: Mapping[str, str] = field(default_factory=dict)
    scale_hint: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The document's blocks as XML; `ids` numbers the controls."""

    sheet: Sheet
    face: Face
    ids: count[int]

    def opening(self, link_id: str) -> str:
        """Publisher, title, notes, the link, the reference and the details."""
        form = self.sheet.form
        blocks = [paragraph(run(self.sheet.publisher), "Subtitle"), paragraph(run(form.title), "Heading1")]
        blocks += [self._note(run(n)) for n in self.sheet.notes]
        if link_id:
            blocks.append(self._note(hyperlink(self.sheet.link_text, link_id)))
        name = self.sheet.words["reference"]
        blocks.append(self._note(run(f"{name}: ") + inline_control("reference", name, next(self.ids))))
        blocks.append(gap())
        widths = (80, 181) if self.sheet.across else (58, 116)
        blocks.append(self._labelled(form.details, self.sheet.words["details_table"], widths, 480))
        return "".join(blocks)

    def learning(self) -> str:
        """The recommendations with their ticks, then the summaries."""
        form, words = self.sheet.form, self.sheet.words
        title = paragraph(run(form.learning_question), "Heading2", keep=True)
        ticks = self._ticks() + gap() if form.ticks else ""
        widths, height = ((80, 181), 1700) if self.sheet.across else ((12, 162), 2700)
        points = self._labelled(form.learning, words["learning_table"], widths, height) + gap()
        return ticks + title + points if self.sheet.across else title + ticks + points

    def closing(self) -> str:
        """What is asked once at the end."""
        fields = self.sheet.form.closing
        if not fields:
            return ""
        return self._labelled(fields, self.sheet.words["closing_table"], (80, 181), 620) + gap()

    def actions(self) -> str:
        """The table of actions, each row repeatable."""
        form, widths = self.sheet.form, self.sheet.widths
        title = paragraph(run(form.action_question), "Heading2", keep=True)
        hint = paragraph(run(self.sheet.words["add_row"], self._soft), keep=True)
        head = self._head([self._label(c, 18 if len(widths) > 7 else 20) for c in form.cells], widths)
        items = "".join(repeating_row(next(self.ids), self._row(n)) for n in range(1, self.sheet.rows + 1))
        rows = repeating_rows("actions", form.row_label, next(self.ids), items)
        caption = (form.action_question, self.sheet.words["actions_table"])
        return title + hint + self._table(caption, widths, head + rows, names=False) + gap()

    def _row(self, number: int) -> str:
        columns = zip(self.sheet.form.cells_of(number), self.sheet.widths, strict=True)
        cells = "".join(cell(width, self._answers(found)) for found, width in columns)
        return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="1080" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'

    def _answers(self, found: Cell) -> str:
        """What stands in one cell of an action: a control, or a line for each box to tick."""
        if len(found.fields) == 1:
            return self._control(found.fields[0], kept=False)
        small = '<w:sz w:val="18"/>'
        boxes = (
            (tick_control(f.id, f.tooltip, next(self.ids), size=22), run(f" {f.label}", small)) for f in found.fields
        )
        return "".join(paragraph(box + words, properties='<w:spacing w:after="0"/>') for box, words in boxes)

    def _ticks(self) -> str:
        """The recommendations: a box for each where the form has boxes, and how sure the team is."""
        form, words = self.sheet.form, self.sheet.words
        widths = (22, 192, 47) if self.sheet.across else (18, 112, 44)
        first, second = (words["tick"], words["relevant"]) if form.boxes else (words["code"], words["recommendation"])
        sure = form.ticks[0].sure
        scale = run(form.scale, '<w:b/><w:sz w:val="20"/>') + self._more(self.sheet.scale_hint, optional=sure.optional)
        bold = '<w:b/><w:sz w:val="20"/>'
        head = self._head([run(first, bold), run(second, bold), scale], widths)
        rows = "".join(self._tick(t, widths) for t in form.ticks)
        return self._table((words["ticks_table"], ""), widths, head + rows, names=False)

    def _tick(self, tick: TickField, widths: tuple[int, ...]) -> str:
        lead = self.sheet.leads.get(tick.code, "")
        lead = lead if tick.words.startswith(lead) else ""
        box = tick_control(tick.id, tick.tip, next(self.ids)) + run(" ") if self.sheet.form.boxes else ""
        words = (run(lead, "<w:b/>") if lead else "") + run(tick.words.removeprefix(lead))
        inside = (paragraph(box + run(tick.code, "<w:b/>")), paragraph(words), self._control(tick.sure))
        cells = "".join(cell(width, part) for width, part in zip(widths, inside, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _head(self, labels: list[str], widths: tuple[int, ...]) -> str:
        edge = f"<w:tcBorders>{line('bottom', self.face.ink, 12)}</w:tcBorders>"
        cells = "".join(cell(w, paragraph(label), edge) for label, w in zip(labels, widths, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _labelled(self, fields: tuple[Field, ...], caption: str, widths: tuple[int, int], height: int) -> str:
        """A table of labels and answers, below a row that says so: each answer has a header to its left and above."""
        words, small = self.sheet.words, f'{self._soft}<w:sz w:val="18"/>'
        head = self._head([run(words["question"], small), run(words["answer"], small)], widths)
        rows = "".join(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
            f"{cell(widths[0], paragraph(self._label(f)))}{cell(widths[1], self._control(f))}</w:tr>"
            for f in fields
        )
        return self._table((caption, ""), widths, head + rows, names=True)

    def _table(self, caption: tuple[str, str], widths: tuple[int, ...], rows: str, *, names: bool) -> str:
        """`names`: the first column names the rows, as the first row names the columns."""
        edges = "".join(line(s, self.face.edge, 4) for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
        title, description = caption
        about = f"<w:tblDescription w:val={quoteattr(description)}/>" if description else ""
        columns = "".join(f'<w:gridCol w:w="{twips(w)}"/>' for w in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
            f"<w:tblBorders>{edges}</w:tblBorders>"
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="110" w:type="dxa"/>'
            '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:val="0000" w:firstRow="1" w:lastRow="0" w:firstColumn="{int(names)}" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(title)}/>{about}</w:tblPr>"
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    @property
    def _soft(self) -> str:
        return f'<w:color w:val="{self.face.soft}"/>'

    def _label(self, of: Field | Cell, half_points: int = 22) -> str:
        return run(of.label, f'<w:b/><w:sz w:val="{half_points}"/>') + self._more(of.hint, optional=of.optional)

    def _more(self, hint: str, *, optional: bool) -> str:
        """What stands beside a label: that the field may be left open, and what helps to answer."""
        small = f'{self._soft}<w:sz w:val="18"/>'
        said = (f" ({self.sheet.words['optional']})" if optional else "", f" {hint}" if hint else "")
        return "".join(run(words, small) for words in said if words)

    def _control(self, field: Field, *, kept: bool = True) -> str:
        name = field.tooltip if len(field.tooltip) <= MAX_TITLE else field.tip
        if field.kind is FieldKind.DATE:
            lang = word_language(self.sheet.lang)
            return date_control(field.id, name, next(self.ids), lang=lang, kept=kept)
        many = field.kind is FieldKind.TEXT
        return text_control(field.id, name, next(self.ids), kept=kept, many=many)

    def _note(self, inside: str) -> str:
        bar = line("left", self.face.accent, 24, space=10)
        properties = f'<w:pBdr>{bar}</w:pBdr><w:spacing w:after="0"/><w:ind w:left="240"/>'
        return paragraph(inside, properties=properties)
