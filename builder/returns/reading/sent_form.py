"""What is needed of a form that was sent to find its answers in print. Opens nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...form.plan import Reference

if TYPE_CHECKING:  # the processes that open strangers' files need no records
    from ...form.record import FormRecord, Place


@dataclass(frozen=True)
class SentForm:
    """What is needed of a form that was sent to find its answers in print."""

    base: str
    kind: str
    places: Mapping[str, Place]
    marks: tuple[tuple[int, float, float, str], ...]
    recommendations: Mapping[str, str]
    printed: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: FormRecord) -> SentForm:
        """A record as far as it is needed."""
        base = f"{record.partnership}/{record.briefing}/{record.version}"
        form = f"{record.kind}-{record.form}"
        return cls(base, form, record.places, record.marks, record.recommendations, record.printed)

    def as_json(self) -> list[Any]:
        """For the other process."""
        return [self.base, self.kind, dict(self.places), self.marks, dict(self.recommendations), self.printed]

    @classmethod
    def from_json(cls, said: list[Any]) -> SentForm:
        """What `as_json` gave."""
        base, kind, places, marks, words, printed = said
        there = {n: _place(p) for n, p in places.items()}
        return cls(base, kind, there, tuple((int(p), x, y, t) for p, x, y, t in marks), words, tuple(printed))

    def is_of(self, reference: Reference) -> bool:
        """Whether it is the form that a reference names, for whatever team."""
        return (self.base, self.kind) == (reference.base, reference.form_name)


def forms_for(references: Sequence[str], sent: Sequence[FormRecord]) -> Iterator[SentForm]:
    """Of the forms that were sent those which references name, with places and marks to find them by."""
    named = [r for text in references if (r := Reference.parse(text))]
    for record in sent:
        form = SentForm.of(record)
        if record.places and record.marks and any(map(form.is_of, named)):
            yield form


def _place(p: Sequence[float]) -> Place:
    return int(p[0]), p[1], p[2], p[3], p[4]
