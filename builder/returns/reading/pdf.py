"""A returned PDF worksheet to `Return`s: page by page, so that worksheets put together come apart again.

Where it has no form fields, says whether it was a worksheet once, and gives the words that stand on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...adapters.pdf.fields import PdfLimits, PdfRefused
from ...adapters.pdf.returned import PageField, Paper, read_paper
from ...adapters.pdf.typed import PageWords, WordReader
from ...adapters.scans import codes_on_pages
from ...form.field_ids import code_of, is_answer
from ...form.plan import Reference
from ...form.reference import typed_reference
from ..limits import MAX_FIELDS, MAX_PAGES, MAX_SCANNED, MAX_STREAM, MAX_TEXT, MAX_WORDS
from ..replies import How, NotRead, Reason, Remark, Return, require_known
from .field_names import is_ours, our_name
from .pdf_sheet import PdfSheet, take_notes, take_words
from .pictures import names_a_form, picture_not_read

_LIMITS = PdfLimits(pages=MAX_PAGES, fields=MAX_FIELDS, text=MAX_TEXT, stream=MAX_STREAM)
_END = b"%%EOF"
"""What every PDF ends with; some programs put a little behind it."""
_TAIL = 2_048
_UPDATE = re.compile(rb"\s*(?:\d+(?:\s+(?:\d+(?:\s+(?:o|ob|obj\b.*))?)?)?|x|xr|xre|xref\b.*)\Z", re.DOTALL)
"""How an update begins, or the first signs of it (ISO 32000-1, 7.5.6)."""

WORDS = WordReader(_LIMITS)
"""Remembers the pages it has met for as long as the process lives."""


def read_pdf(data: bytes) -> Return:
    """The first worksheet in a PDF form. Raises NotRead."""
    return pdf_sheets(data)[0]


def pdf_sheets(data: bytes) -> tuple[Return, ...]:
    """The worksheets in a PDF form. Raises NotRead.

    A file cut short may still give up fields, of an earlier save or only some: it counts as damaged, whatever is left.
    """
    if _is_cut(data):
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
        take_words(sheets, added)
    except PdfRefused as problem:
        raise NotRead(Reason(problem.why), problem.detail) from problem
    if _shared(sheets):
        raise _merged(sheets, data)
    return tuple(_return(sheet, paper) for sheet in sheets)


def _is_cut(data: bytes) -> bool:
    """Whether a PDF has no end, or begins one more update behind its end and does not end that.

    What stands before is then an earlier state, the form without answers for instance.
    """
    _, end, behind = data.rstrip(b"\0\r\n\t ")[-_TAIL:].rpartition(_END)
    return not end or _UPDATE.match(behind) is not None


def _all(paper: Paper) -> Iterator[PageField]:
    for page in paper.pages:
        yield from page.fields
    yield from paper.loose


# Pages to worksheets -----------------------------------------------------------------------------


def _sheets(paper: Paper) -> list[PdfSheet]:
    """A new worksheet begins on the page where a field stands that the one before has already."""
    sheets = [PdfSheet()]
    for number, page in enumerate(paper.pages):
        names = {our_name(f.name) for f in page.fields}
        if names & sheets[-1].fields.keys():
            sheets.append(PdfSheet())
        sheet = sheets[-1]
        sheet.pages.append(number)
        sheet.fields |= {our_name(f.name): f for f in page.fields}
        take_notes(sheet, page, number)
    for loose in paper.loose:
        sheets[0].fields.setdefault(our_name(loose.name), loose)
    kept = [s for s in sheets if any(map(is_answer, s.fields))]
    for sheet in sheets:
        if sheet not in kept and kept:
            kept[0].remarks += sheet.remarks
            kept[0].pages += sheet.pages
    return kept


def _by_print(paper: Paper, words: tuple[PageWords, ...]) -> list[PdfSheet]:
    """Worksheets by the reference printed on each page, in whatever order the pages lie; [] where one has none."""
    latest: dict[str, PdfSheet] = {}
    sheets: list[PdfSheet] = []
    for number, page in enumerate(paper.pages):
        names = {our_name(f.name) for f in page.fields}
        reference = _printed_reference(words[number].all) if number < len(words) else None
        if not any(map(is_answer, names)):
            continue
        if reference is None:
            return []
        sheet = latest.get(str(reference))
        if sheet is None or names & sheet.fields.keys():
            sheet = latest[str(reference)] = PdfSheet(printed=str(reference))
            sheets.append(sheet)
        sheet.pages.append(number)
        sheet.fields |= {our_name(f.name): f for f in page.fields}
        take_notes(sheet, page, number)
    return [] if paper.loose else sheets


def _name_by_print(sheets: list[PdfSheet], data: bytes) -> None:
    """The reference that is printed on the pages, where no field states one."""
    if all(_reference(s) for s in sheets):
        return
    words = WORDS.words(data)
    for sheet in sheets:
        texts = [words[n].all for n in sheet.pages if n < len(words)]
        found = next(filter(None, (_printed_reference(t) for t in texts)), None)
        sheet.printed = str(found) if found else ""


def _printed_reference(text: str) -> Reference | None:
    return next(filter(None, (typed_reference(line) for line in text.splitlines() if "/" in line)), None)


def _reference(sheet: PdfSheet) -> Reference | None:
    stated = sheet.fields.get("reference")
    return (typed_reference(stated.value) if stated else None) or typed_reference(sheet.printed)


def _twice(sheets: list[PdfSheet]) -> bool:
    """Whether a field stands in more than one of the worksheets: then they are copies and no pages of one."""
    seen: set[str] = set()
    for sheet in sheets:
        names = {n for n in sheet.fields if is_answer(n)}
        if names & seen:
            return True
        seen |= names
    return False


def _together(sheets: list[PdfSheet]) -> PdfSheet:
    whole = PdfSheet()
    for sheet in sheets:
        whole.fields |= sheet.fields
        whole.pages += sheet.pages
        whole.remarks += sheet.remarks
        whole.printed = whole.printed or sheet.printed
        for name, texts in sheet.added.items():
            whole.added.setdefault(name, []).extend(texts)
    return whole


def _shared(sheets: list[PdfSheet]) -> bool:
    """Whether worksheets share fields, so that one value stands for the answers of two teams."""
    if len(sheets) < 2:
        return False
    owners: dict[tuple[int, int], int] = {}
    for number, sheet in enumerate(sheets):
        for name, found in sheet.fields.items():
            if is_answer(name) and owners.setdefault(found.shared, number) != number:
                return True
    return False


def _merged(sheets: list[PdfSheet], data: bytes) -> NotRead:
    words = WORDS.words(data)
    found = [_printed_reference(p.all) for p in words]
    references = list(dict.fromkeys(str(r) for r in found if r))
    values = (f"{n}: {f.value}" for n, f in sheets[0].fields.items() if f.value)
    text = "\n".join((*values, *(p.all for p in words)))
    return NotRead(Reason.MERGED, "", references[0] if references else "", text[:MAX_WORDS], tuple(references[1:]))


# One worksheet -----------------------------------------------------------------------------------


def _return(sheet: PdfSheet, paper: Paper) -> Return:
    stated = sheet.fields.get("reference")
    text = (
        stated.value if stated and typed_reference(stated.value) else sheet.printed or (stated.value if stated else "")
    )
    reference = typed_reference(text)
    require_known(reference, text)
    answers = {name: f.value for name, f in sheet.fields.items() if name != "reference"}
    remarks = list(sheet.remarks)
    for name, texts in sheet.added.items():
        answers[name] = _with(answers.get(name, ""), texts, sheet.fields[name].tick)
    for name, found in sheet.fields.items():
        if not is_ours(name) and found.value and not found.tick:
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
        asked=frozenset(n for n in sheet.fields if is_ours(n)),
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
    found = [r for line in words.splitlines() if "/" in line and (r := typed_reference(line))]
    if found:
        names = list(dict.fromkeys(map(str, found)))
        return NotRead(Reason.NO_FORM_FIELDS, "printed", names[0], words[:MAX_WORDS], tuple(names[1:]))
    if not other_form and (not words or b"/Image" in data):  # a copier may lay the letters it guessed over a scan
        scan = picture_not_read(codes_on_pages(data, MAX_SCANNED, names_a_form), "scan")
        if scan.reference_text or not words:
            return scan
    return NotRead(Reason.NOT_A_WORKSHEET, words=words[:MAX_WORDS])
