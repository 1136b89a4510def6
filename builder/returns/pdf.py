"""A returned PDF worksheet to `Return`s: page by page, so that worksheets put together come apart again.

Where it has no form fields, says whether it was a worksheet once, and gives the words that stand on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..adapters.pdf.fields import PdfLimits, PdfRefused
from ..adapters.pdf.returned import Page, PageField, PageNote, Paper, read_paper
from ..adapters.pdf.typed import PageWords, WordReader
from ..adapters.scans import codes_on_pages
from ..form.field_ids import code_of, is_answer
from ..form.layout import LAYOUTS
from ..form.plan import Reference
from .limits import MAX_FIELDS, MAX_PAGES, MAX_SCANNED, MAX_STREAM, MAX_TEXT, MAX_WORDS
from .pictures import picture_not_read
from .replies import How, NotRead, Reason, Remark, Return, require_known

_LIMITS = PdfLimits(pages=MAX_PAGES, fields=MAX_FIELDS, text=MAX_TEXT, stream=MAX_STREAM)
_ONCE = sorted({n for layout in LAYOUTS.values() for n in (*layout.details, *layout.closing)}, key=len, reverse=True)
_COLUMNS = sorted({name for layout in LAYOUTS.values() for name in layout.columns}, key=len, reverse=True)
_ACTION = rf"action_\d{{1,3}}_(?:{'|'.join(_COLUMNS)})"
_NAMES = rf"learning_[1-9]|(?:relevant|sure)_r\d{{1,2}}|reference|{'|'.join(_ONCE)}|{_ACTION}"
_OURS = re.compile(_NAMES)
_RENAMED = re.compile(rf"(?:.*[./])?({_NAMES})(?:[ _+.#-]*[\[({{]?\d*[\])}}]?)", re.S)
"""Our names as programs change them that put two forms into one file: "R1+1", "R1 [433]", "doc2.R1"."""
_END = b"%%EOF"
"""What every PDF ends with; some programs put a little behind it."""
_TAIL = 2_048
_TICKS = frozenset("xX✓✔☑☒✗✘√yY")

WORDS = WordReader(_LIMITS)
"""Remembers the pages it has met for as long as the process lives."""


@dataclass
class _Sheet:
    """The pages of one worksheet, as they follow each other."""

    fields: dict[str, PageField] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)
    printed: str = ""


def read_pdf(data: bytes) -> Return:
    """The first worksheet in a PDF form. Raises NotRead."""
    return pdf_sheets(data)[0]


def pdf_sheets(data: bytes) -> tuple[Return, ...]:
    """The worksheets in a PDF form. Raises NotRead.

    A file cut short may still give up fields, of an earlier save or only some: it counts as damaged, whatever is left.
    """
    if _END not in data.rstrip(b"\0")[-_TAIL:]:
        raise NotRead(Reason.DAMAGED, "cut short")
    try:
        paper = read_paper(data, _LIMITS)
        if not any(is_answer(our_name(f.name)) for f in _all(paper)):
            raise _why_no_fields(data, any(True for _ in _all(paper)))
        added = WORDS.added(data, paper.look)
        sheets = _sheets(paper)
        if len(sheets) > 1:
            sheets = _by_print(paper, WORDS.words(data)) or sheets
        _name_by_print(sheets, data)
        if len({str(s) for s in map(_reference, sheets)}) == 1 and not _twice(sheets):
            sheets = [_together(sheets)]
        _take_words(sheets, added)
    except PdfRefused as problem:
        raise NotRead(Reason(problem.why), problem.detail) from problem
    if _shared(sheets):
        raise _merged(sheets, data)
    return tuple(_return(sheet, paper) for sheet in sheets)


def _all(paper: Paper) -> Iterator[PageField]:
    for page in paper.pages:
        yield from page.fields
    yield from paper.loose


def our_name(name: str) -> str:
    """Our name of a field, under whatever name another program gave it; the name itself where it is none of ours."""
    if _OURS.fullmatch(name):
        return name
    found = _RENAMED.fullmatch(name)
    return found[1] if found else name


def is_ours(name: str) -> bool:
    """Whether a field of our forms has that name."""
    return bool(_OURS.fullmatch(name))


# Pages to worksheets -----------------------------------------------------------------------------


def _sheets(paper: Paper) -> list[_Sheet]:
    """A new worksheet begins on the page where a field stands that the one before has already."""
    sheets = [_Sheet()]
    for number, page in enumerate(paper.pages):
        names = {our_name(f.name) for f in page.fields}
        if names & sheets[-1].fields.keys():
            sheets.append(_Sheet())
        sheet = sheets[-1]
        sheet.pages.append(number)
        sheet.fields |= {our_name(f.name): f for f in page.fields}
        _take_notes(sheet, page, number)
    for loose in paper.loose:
        sheets[0].fields.setdefault(our_name(loose.name), loose)
    kept = [s for s in sheets if any(map(is_answer, s.fields))]
    for sheet in sheets:
        if sheet not in kept and kept:
            kept[0].remarks += sheet.remarks
            kept[0].pages += sheet.pages
    return kept


def _by_print(paper: Paper, words: tuple[PageWords, ...]) -> list[_Sheet]:
    """Worksheets by the reference printed on each page, in whatever order the pages lie; [] where one has none."""
    latest: dict[str, _Sheet] = {}
    sheets: list[_Sheet] = []
    for number, page in enumerate(paper.pages):
        names = {our_name(f.name) for f in page.fields}
        reference = _printed_reference(words[number].all) if number < len(words) else None
        if not any(map(is_answer, names)):
            continue
        if reference is None:
            return []
        sheet = latest.get(str(reference))
        if sheet is None or names & sheet.fields.keys():
            sheet = latest[str(reference)] = _Sheet(printed=str(reference))
            sheets.append(sheet)
        sheet.pages.append(number)
        sheet.fields |= {our_name(f.name): f for f in page.fields}
        _take_notes(sheet, page, number)
    return [] if paper.loose else sheets


def _name_by_print(sheets: list[_Sheet], data: bytes) -> None:
    """The reference that is printed on the pages, where no field states one."""
    if all(_reference(s) for s in sheets):
        return
    words = WORDS.words(data)
    for sheet in sheets:
        texts = [words[n].all for n in sheet.pages if n < len(words)]
        found = next(filter(None, (_printed_reference(t) for t in texts)), None)
        sheet.printed = str(found) if found else ""


def _printed_reference(text: str) -> Reference | None:
    return next(filter(None, (Reference.parse(line) for line in text.splitlines() if "/" in line)), None)


def _reference(sheet: _Sheet) -> Reference | None:
    stated = sheet.fields.get("reference")
    return (Reference.parse(stated.value) if stated else None) or Reference.parse(sheet.printed)


def _twice(sheets: list[_Sheet]) -> bool:
    """Whether a field stands in more than one of the worksheets: then they are copies and no pages of one."""
    seen: set[str] = set()
    for sheet in sheets:
        names = {n for n in sheet.fields if is_answer(n)}
        if names & seen:
            return True
        seen |= names
    return False


def _together(sheets: list[_Sheet]) -> _Sheet:
    whole = _Sheet()
    for sheet in sheets:
        whole.fields |= sheet.fields
        whole.pages += sheet.pages
        whole.remarks += sheet.remarks
        whole.printed = whole.printed or sheet.printed
        for name, texts in sheet.added.items():
            whole.added.setdefault(name, []).extend(texts)
    return whole


def _shared(sheets: list[_Sheet]) -> bool:
    """Whether worksheets share fields, so that one value stands for the answers of two teams."""
    if len(sheets) < 2:
        return False
    owners: dict[tuple[int, int], int] = {}
    for number, sheet in enumerate(sheets):
        for name, found in sheet.fields.items():
            if is_answer(name) and owners.setdefault(found.shared, number) != number:
                return True
    return False


def _merged(sheets: list[_Sheet], data: bytes) -> NotRead:
    words = WORDS.words(data)
    found = [_printed_reference(p.all) for p in words]
    references = list(dict.fromkeys(str(r) for r in found if r))
    values = (f"{n}: {f.value}" for n, f in sheets[0].fields.items() if f.value)
    text = "\n".join((*values, *(p.all for p in words)))
    return NotRead(Reason.MERGED, "", references[0] if references else "", text[:MAX_WORDS], tuple(references[1:]))


# What stands beside the fields -------------------------------------------------------------------


def _take_notes(sheet: _Sheet, page: Page, number: int) -> None:
    """Notes laid on a page: into the field below them, else outside the form."""
    place = f"page {number + 1}"
    for note in page.notes:
        below = _below(note, page.fields)
        if not note.text:
            sheet.remarks.append(Remark("drawing", "", place))
        elif note.kind in ("StrikeOut", "Highlight", "Underline", "Squiggly", "Caret"):
            sheet.remarks.append(Remark("comment", note.text, our_name(below.name) if below else place))
        elif below is None or below.fixed or (below.tick and not _ticks(note.text)):
            sheet.remarks.append(Remark("note", note.text, place))
        else:
            sheet.added.setdefault(our_name(below.name), []).append(note.text)


def _ticks(text: str) -> bool:
    return text.strip().casefold() == "yes" or (len(text.strip()) == 1 and text.strip() in _TICKS)


def _below(note: PageNote, fields: Iterable[PageField]) -> PageField | None:
    """The field under a note's middle, else the one it covers by half."""
    left, bottom, right, top = note.rect
    x, y = (left + right) / 2, (bottom + top) / 2
    area = max((right - left) * (top - bottom), 1.0)
    best, most = None, 0.5
    for found in fields:
        if not _OURS.fullmatch(our_name(found.name)):
            continue
        west, south, east, north = found.rect
        if west <= x <= east and south <= y <= north:
            return found
        covered = max(0.0, min(right, east) - max(left, west)) * max(0.0, min(top, north) - max(bottom, south)) / area
        if covered > most:
            best, most = found, covered
    return best


def _take_words(sheets: list[_Sheet], words: tuple[PageWords, ...]) -> None:
    """Words in the pages themselves that carry no tag; of a file without any tag all of them."""
    tagged = any(page.tagged for page in words)
    for sheet in sheets:
        for number in sheet.pages:
            if number >= len(words):
                continue
            lines = words[number].untagged if tagged else tuple(words[number].all.splitlines())
            sheet.remarks += [Remark("outside", t, f"page {number + 1}", tagged) for t in map(str.strip, lines) if t]


# One worksheet -----------------------------------------------------------------------------------


def _return(sheet: _Sheet, paper: Paper) -> Return:
    stated = sheet.fields.get("reference")
    text = (
        stated.value if stated and Reference.parse(stated.value) else sheet.printed or (stated.value if stated else "")
    )
    reference = Reference.parse(text)
    require_known(reference, text)
    answers = {name: f.value for name, f in sheet.fields.items() if name != "reference"}
    remarks = list(sheet.remarks)
    for name, texts in sheet.added.items():
        answers[name] = _with(answers.get(name, ""), texts, sheet.fields[name].tick)
    for name, found in sheet.fields.items():
        if not _OURS.fullmatch(name) and found.value and not found.tick:
            remarks.append(Remark("outside", found.value, found.name[:60]))
    ticks = {name: code for name in sheet.fields if (code := code_of(name))}
    return Return(
        how=How.PDF,
        answers=answers,
        reference=reference,
        reference_text=text,
        recommendations={code: _words(code, sheet.fields[name].tip) for name, code in ticks.items()},
        saved=paper.saved,
        remarks=tuple(remarks),
        asked=frozenset(n for n in sheet.fields if _OURS.fullmatch(n)),
        holds_files=paper.holds_files,
    )


def _with(value: str, texts: list[str], tick: bool) -> str:
    return "yes" if tick else "\n".join(filter(None, (value, *texts)))


def _words(code: str, tip: str) -> str:
    """The recommendation's words, which end the tick's accessible name after its code."""
    return tip.partition(f"{code} ")[2].strip()


def _why_no_fields(data: bytes, other_form: bool) -> NotRead:
    """A printed or flattened worksheet still carries its reference as words; a scan carries no words at all."""
    words = "\n".join(page.all for page in WORDS.words(data)).strip()
    found = [r for line in words.splitlines() if "/" in line and (r := Reference.parse(line))]
    if found:
        names = list(dict.fromkeys(map(str, found)))
        return NotRead(Reason.NO_FORM_FIELDS, "printed", names[0], words[:MAX_WORDS], tuple(names[1:]))
    if not words and not other_form:
        return picture_not_read(codes_on_pages(data, MAX_SCANNED), "scan")
    return NotRead(Reason.NOT_A_WORKSHEET, words=words[:MAX_WORDS])
