"""A returned PDF worksheet to a `Return`. Where it has no form fields, says whether it was a worksheet once."""

from __future__ import annotations

from ..adapters.pdf.fields import PdfLimits, PdfRefused, read_fields, read_words
from ..form.field_ids import TICKED, code_of, is_answer
from ..form.plan import Reference
from .limits import MAX_FIELDS, MAX_PAGES, MAX_STREAM, MAX_TEXT
from .replies import How, NotRead, Reason, Return, require_known

_LIMITS = PdfLimits(pages=MAX_PAGES, fields=MAX_FIELDS, text=MAX_TEXT, stream=MAX_STREAM)
_END = b"%%EOF"
"""What every PDF ends with; some programs put a little behind it."""
_TAIL = 2_048
_UNTICKED = frozenset(("", "off", "no"))


def read_pdf(data: bytes) -> Return:
    """The answers in a PDF form. Raises NotRead.

    A file cut short may still give up fields, of an earlier save or only some: it counts as damaged, whatever is left.
    """
    if _END not in data.rstrip(b"\0")[-_TAIL:]:
        raise NotRead(Reason.DAMAGED, "cut short")
    try:
        found = read_fields(data, _LIMITS)
    except PdfRefused as problem:
        raise NotRead(Reason(problem.why), problem.detail) from problem
    if not any(map(is_answer, found.values)):
        raise _why_no_fields(data, bool(found.values))
    text = found.values.get("reference", "")
    reference = Reference.parse(text)
    require_known(reference, text)
    ticks = {name: code for name in found.values if (code := code_of(name))}
    answers = {name: value for name, value in found.values.items() if name != "reference"}
    answers |= {name: "" if found.values[name].casefold() in _UNTICKED else TICKED for name in ticks}
    return Return(
        how=How.PDF,
        answers=answers,
        reference=reference,
        reference_text=text,
        recommendations={code: _words(code, found.tips.get(name, "")) for name, code in ticks.items()},
        saved=found.saved,
    )


def _words(code: str, tip: str) -> str:
    """The recommendation's words, which end the tick's accessible name after its code."""
    return tip.partition(f"{code} ")[2].strip()


def _why_no_fields(data: bytes, other_form: bool) -> NotRead:
    """A printed or flattened worksheet still carries its reference as words; a scan carries no words at all."""
    try:
        words = read_words(data, pages=3, limits=_LIMITS)
    except PdfRefused as problem:
        return NotRead(Reason(problem.why), problem.detail)
    reference = next(filter(None, map(Reference.parse, words.splitlines())), None)
    if reference:
        return NotRead(Reason.NO_FORM_FIELDS, "printed", str(reference))
    if not words.strip() and not other_form:
        return NotRead(Reason.NO_FORM_FIELDS, "picture")
    return NotRead(Reason.NOT_A_WORKSHEET)
