"""The reference that joins a return to its briefing, team and form, printed on every page of a form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

FORM_VERSION = 2
"""The edition of the form that is made. Raised when a field changes its meaning; older editions are read for ever."""


class ReturnKind(StrEnum):
    """What a form asks: the plan, or what became of it some months later."""

    PLAN = "plan"
    AFTER_2 = "after2"
    AFTER_6 = "after6"
    AFTER_12 = "after12"

    @classmethod
    def named(cls, text: str) -> ReturnKind | None:
        """The kind of that name, None where there is none (yet)."""
        return next((kind for kind in cls if kind.value == text), None)

    @property
    def months(self) -> int:
        """Months after the plan; 0 for the plan itself."""
        return int(self.value.removeprefix("after")) if self is not ReturnKind.PLAN else 0


FOLLOW_UPS = tuple(kind for kind in ReturnKind if kind is not ReturnKind.PLAN)
"""The kinds that ask again, the earliest first."""


@dataclass(frozen=True, slots=True)
class Reference:
    """`wrenford/child-h/1.0/east/plan-2`. `team` is "" on a blank form; `form` is the edition of the form."""

    partnership: str
    briefing: str
    version: str
    team: str = ""
    kind: ReturnKind = ReturnKind.PLAN
    form: int = FORM_VERSION

    def __str__(self) -> str:
        return f"{self.base}/{self.team or '-'}/{self.form_name}"

    @property
    def form_name(self) -> str:
        """Kind and edition of the form: `plan-2`."""
        return f"{self.kind}-{self.form}"

    @property
    def base(self) -> str:
        """What the references of one briefing share: `wrenford/child-h/1.0`."""
        return f"{self.partnership}/{self.briefing}/{self.version}"

    def on_page(self, page: int) -> str:
        """What the code on a page says, in capitals where the version allows it: they make a smaller code."""
        text = f"{self} {page}"
        return text.upper() if self.version == self.version.lower() else text

    def data(self) -> dict[str, str | int]:
        """The reference taken apart, for scripts."""
        return {
            "partnership": self.partnership,
            "briefing": self.briefing,
            "version": self.version,
            "team": self.team,
            "kind": self.kind.value,
            "form": self.form,
        }

    @classmethod
    def parse(cls, text: str) -> Reference | None:
        """The reference that stands in a text, whole and apart from other words; else None. Capitals do not matter.

        Words run into it by a lost space, a part that is missing or a kind that is not one of ours are no reference:
        half of one would file a reply under another team.
        """
        found = _REFERENCE.search(unicodedata.normalize("NFKC", text[:400]))
        kind = ReturnKind.named(found["kind"].lower()) if found else None
        if not found or not kind:
            return None
        team = found["team"].lower()
        return cls(
            partnership=found["partnership"].lower(),
            briefing=found["briefing"].lower(),
            version=found["version"].lower() if found[0].isupper() else found["version"],
            team="" if team == "-" else team,
            kind=kind,
            form=int(found["form"]),
        )


def typed_reference(text: str) -> Reference | None:
    """The reference in what a person may have typed by hand: spaces around its strokes make no difference."""
    return Reference.parse(text) or (Reference.parse(_SPACED.sub("/", text[:600])) if text.count("/") > 3 else None)


_SPACED = re.compile(r"[ \t\xa0]{0,3}/[ \t\xa0]{0,3}")


def page_of_code(text: str) -> tuple[Reference, int] | None:
    """Reference and page that a code on paper says (`Reference.on_page`), None where it is another code."""
    head, _, page = text.strip().rpartition(" ")
    reference = Reference.parse(head)
    return (reference, int(page)) if reference and re.fullmatch(r"[0-9]{1,3}", page) else None


def looks_like_reference(text: str) -> bool:
    """Whether a text has the shape of a reference, though perhaps of a kind that only a newer program knows."""
    return bool(_REFERENCE.search(unicodedata.normalize("NFKC", text[:400])))


_SLUG = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_REFERENCE = re.compile(
    rf"(?<![\w/-])(?P<partnership>{_SLUG})/(?P<briefing>{_SLUG})/(?P<version>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)"
    rf"/(?P<team>{_SLUG}|-)/(?P<kind>[a-z]+[0-9]*)-(?P<form>[0-9]{{1,4}})(?![\w/-])",
    re.I | re.A,
)
