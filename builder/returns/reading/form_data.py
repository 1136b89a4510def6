"""The values of a PDF form that came without the form (.fdf, .xfdf), to a `Return`."""

from __future__ import annotations

from ...adapters.pdf.fields import PdfRefused
from ...adapters.pdf.form_data import read_form_data
from ...form.field_ids import TICKED, code_of, column_of, is_answer
from ...form.layout import SEEN
from ...form.reference import typed_reference
from ..limits import MAX_FIELDS, MAX_TEXT
from ..replies import How, NotRead, Reason, Remark, Return, require_known
from .field_names import is_ours, our_name


def form_data_sheets(data: bytes) -> tuple[Return, ...]:
    """What the values say. Raises NotRead."""
    try:
        found = read_form_data(data)
    except PdfRefused as problem:
        raise NotRead(Reason(problem.why), problem.detail) from problem
    if len(found.values) > MAX_FIELDS or any(len(text) > MAX_TEXT for text in found.values.values()):
        raise NotRead(Reason.TOO_LARGE, "fields")
    values = {our_name(name): text for name, text in found.values.items()}
    if not any(map(is_answer, values)):
        raise NotRead(Reason.NOT_A_WORKSHEET, words="\n".join(filter(None, found.values.values())))
    text = values.pop("reference", "")
    reference = typed_reference(text)
    require_known(reference, text)
    notes = [Remark("note", said.strip(), f"page {page}" if page else "") for page, said in found.notes]
    others = [Remark("outside", said, name[:60]) for name, said in values.items() if said and not is_ours(name)]
    return (
        Return(
            how=How.PDF,
            answers={name: _ticked(name, said) for name, said in values.items() if is_ours(name)},
            reference=reference,
            reference_text=text,
            remarks=(*notes, *others),
            asked=frozenset(filter(is_ours, values)),
        ),
    )


def _ticked(name: str, said: str) -> str:
    if not code_of(name) and column_of(name) not in SEEN:
        return said
    return TICKED if said.strip().casefold() not in ("", "off", "no", "false", "0") else ""
