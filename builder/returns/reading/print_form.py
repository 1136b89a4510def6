"""A flattened or printed worksheet to `Return`s: words that stand where the form that was sent had its fields.

Nothing says that a word was typed into the field which it lies in, so such a return is marked `printed` and waits for a
look. This runs in the process for strangers' files; which forms were sent says whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...adapters.pdf.fields import PdfLimits, PdfRefused
from ...adapters.pdf.printed import Fit, PrintedFile, PrintedPage, PrintedWord, fit, strange
from ...form.field_ids import TICKED, code_of, column_of
from ...form.layout import LAYOUTS
from ...form.plan import FieldKind, Reference
from ..limits import MAX_FIELDS, MAX_PAGES, MAX_STREAM, MAX_TEXT
from ..replies import How, NotRead, Reason, Remark, Return
from .sent_form import SentForm

MOST_FORMS = 12
"""Forms that a page is held against."""
INK = 0.06
"""How much of a box must be dark to be ticked: a cross covers a third, an empty box nothing."""

_LIMITS = PdfLimits(pages=MAX_PAGES, fields=MAX_FIELDS, text=MAX_TEXT, stream=MAX_STREAM)
_BOXES = {n for layout in LAYOUTS.values() for n, kind in layout.columns.items() if kind is FieldKind.TICK}


@dataclass
class _Sheet:
    """The pages of one team's worksheet."""

    reference: Reference
    answers: dict[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    read: bool = False


def print_sheets(data: bytes, forms: Sequence[SentForm]) -> tuple[Return, ...]:
    """The worksheets in a PDF without fields. Raises NotRead where no page is one of `forms`."""
    sheets: list[_Sheet] = []
    try:
        with PrintedFile(data, _LIMITS) as file:
            for number, page in enumerate(file.pages()):
                _take(file, number, page, forms, sheets)
    except PdfRefused as problem:
        raise NotRead(Reason(problem.why), problem.detail) from problem
    found = tuple(_return(s) for s in sheets if s.read)
    if not found:
        raise NotRead(Reason.NO_FORM_FIELDS, "printed")
    return found


def _take(file: PrintedFile, number: int, page: PrintedPage, forms: Sequence[SentForm], sheets: list[_Sheet]) -> None:
    """Puts what stands on a page to the worksheet that it belongs to."""
    reference = _reference(page) or (sheets[-1].reference if sheets else None)
    if reference is None:
        return
    lying = _lying(page, [f for f in forms if f.is_of(reference)])
    names = {n for n, p in lying[0].places.items() if p[0] == lying[1]} if lying else set()
    sheet = next((s for s in reversed(sheets) if str(s.reference) == str(reference)), None)
    if sheet is None or names & sheet.answers.keys():
        sheet = _Sheet(reference)
        sheets.append(sheet)
    place = f"page {number + 1}"
    if lying is None:
        sheet.remarks += [Remark("outside", _said(line), place, sure=False) for line in page.lines()]
        return
    form, at, how = lying
    boxes = {n: how.box(*p[1:]) for n, p in form.places.items() if p[0] == at}
    inside, outside = _sorted(page, boxes)
    ticks = {n: box for n, box in boxes.items() if _is_tick(n)}
    dark = file.darkness(number, page.turned, ticks) if ticks else {}
    for name, box in boxes.items():
        ticked = TICKED if dark.get(name, 0) > INK else ""
        sheet.answers[name] = ticked if name in ticks else _answer(page, inside.get(name, []), box)
    runs = strange(outside, form.printed[at - 1]) if len(form.printed) >= at else [tuple(outside)]
    lines = (line for run in runs for line in page.lines(run))
    sheet.remarks += [Remark("outside", _said(line), place, sure=False) for line in lines]
    sheet.words, sheet.read = form.recommendations, True


def _is_tick(name: str) -> bool:
    return bool(code_of(name)) or column_of(name) in _BOXES


def _reference(page: PrintedPage) -> Reference | None:
    for line in page.lines():
        if any("/" in w.text for w in line) and (found := Reference.parse(_said(line))):
            return found
    return None


def _lying(page: PrintedPage, forms: Sequence[SentForm]) -> tuple[SentForm, int, Fit] | None:
    """The form and its page which this page is, and how it lies on it: the one with most marks where they should be."""
    best: tuple[SentForm, int, Fit] | None = None
    for form in forms[:MOST_FORMS]:
        for at in sorted({m[0] for m in form.marks}):
            found = fit(page, [(x, y, text) for p, x, y, text in form.marks if p == at])
            if found and (best is None or found.marks > best[2].marks):
                best = form, at, found
    return best


def _sorted(
    page: PrintedPage, boxes: Mapping[str, tuple[float, float, float, float]]
) -> tuple[dict[str, list[PrintedWord]], list[PrintedWord]]:
    """The page's words by the field they lie in, and those that lie in none."""
    inside: dict[str, list[PrintedWord]] = {}
    outside = []
    for word in page.words:
        x, y = word.middle
        name = next((n for n, b in boxes.items() if b[0] - 1 <= x <= b[2] + 1 and b[1] - 1 <= y <= b[3] + 1), None)
        if name is None:
            outside.append(word)
        elif not _is_tick(name):
            inside.setdefault(name, []).append(word)
    return inside, outside


def _answer(page: PrintedPage, words: Sequence[PrintedWord], box: tuple[float, float, float, float]) -> str:
    """Words of a field as one text: a line that had room for the next word ended because somebody ended it."""
    text, before = "", None
    for line in page.lines(words):
        if before is None:
            text = _said(line)
        else:
            first = line[0].box
            room = box[2] - before[-1].box[2] - (first[2] - first[0]) - 0.5 * (first[3] - first[1])
            text += ("\n" if room > 0.04 * (box[2] - box[0]) else " ") + _said(line)
        before = line
    return text


def _said(line: Sequence[PrintedWord]) -> str:
    return " ".join(w.text for w in line)


def _return(sheet: _Sheet) -> Return:
    answers = {n: text for n, text in sheet.answers.items() if n != "reference"}
    return Return(
        how=How.PDF,
        answers=answers,
        reference=sheet.reference,
        reference_text=str(sheet.reference),
        recommendations=dict(sheet.words),
        remarks=tuple(sheet.remarks),
        asked=frozenset(sheet.answers),
        printed=True,
    )
