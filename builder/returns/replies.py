"""What came back, whatever its format: `Return`; and why a file could not be read: `NotRead`.

The contract between readers and the overview:

- A reader is a function `xxx_sheets(data: bytes) -> tuple[Return, ...]` (`word_sheets`, `json_sheets`, …). It
  answers for one file held in memory, which may hold several worksheets put together, follows nothing in it, and raises
  `NotRead` and nothing else, whatever the bytes are.
- `read_paper.read_paper(data, path, forms) -> PaperReading` gives a `Return` for each line of `paper.csv`, and problems
  by line.
- `Return.answers` are raw: field ids as in `form.field_ids`, action rows numbered from 1 by their position in the file,
  text as found, ticks as "yes". `Return.plan` is what they mean.
- A blank worksheet that came back untouched is a `Return` too: its answers hold what was prefilled and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..form.field_ids import decode
from ..form.layout import layout_of, newest_layout
from ..form.plan import FORM_VERSION, Plan, Reference, ReturnKind
from ..form.reference import looks_like_reference


class How(StrEnum):
    """The form in which a return came."""

    PDF = "pdf"
    WORD = "word"
    JSON = "json"
    PAPER = "paper"
    """Typed from paper by a person, into paper.csv or into the web plan."""


class Reason(StrEnum):
    """Why a file could not be read. The words for people are in the theme's words, group `unreadable`."""

    ENCRYPTED = "encrypted"
    """Needs a password."""
    DAMAGED = "damaged"
    """Of a known kind, but broken or cut off."""
    TOO_LARGE = "too_large"
    """Over a limit on bytes, pages, fields, depth or unzipped size: perhaps crafted."""
    NOT_A_WORKSHEET = "not_a_worksheet"
    """A readable file that is something else."""
    NO_FORM_FIELDS = "no_form_fields"
    """A worksheet by its words, but flattened, printed to PDF or scanned: a person types it in."""
    UNKNOWN_VERSION = "unknown_version"
    """Made by a newer builder than this one."""
    UNKNOWN_FORMAT = "unknown_format"
    """Not a format in which worksheets come back."""
    OLD_WORD = "old_word"
    """An old .doc, which Word itself can save anew."""
    PICTURE = "picture"
    """A scan or a photograph."""
    MERGED = "merged"
    """Several worksheets in one file whose answers cannot be told apart."""
    HOLDS_FILES = "holds_files"
    """A PDF that is only a cover for the files inside it."""


class NotRead(Exception):  # noqa: N818 - it is a finding about a file, not an error of ours
    """A file that could not be read. `detail` may name the limit or the part; it never quotes what a person wrote."""

    def __init__(
        self, reason: Reason, detail: str = "", reference_text: str = "", words: str = "", more: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.reference_text = reference_text
        """The reference, where at least that could be read (a newer form, a flattened worksheet)."""
        self.words = words
        """Every word that stands on it, where it has words but no answers that can be told apart."""
        self.more = more
        """Further references on it: of other teams, where worksheets were put together."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words in a worksheet that are no answer. Words for the kinds: group `report`, keys `remark_…`.

    `kind`: "outside" (typed outside the fields), "comment", "struck" (crossed out), "note" (laid on a page), "drawing"
    (words there are none). `place` is where: "page 2", a field's id, or "". `sure` is False where it may be the form's
    own words, so that whoever knows the form must look.
    """

    kind: str
    text: str
    place: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Return:
    """One returned worksheet.

    `reference` is None where none was found or it was not one; `reference_text` is what stood there.
    `recommendations` maps codes ("R1") to their words as the return carries them. `saved` is the time that the file
    itself states (in UTC), None where it states none.
    """

    how: How
    answers: Mapping[str, str]
    reference: Reference | None = None
    reference_text: str = ""
    recommendations: Mapping[str, str] = field(default_factory=dict)
    saved: datetime | None = None
    remarks: tuple[Remark, ...] = ()
    asked: frozenset[str] = frozenset()
    """The ids of all its fields, filled in or not: of one page of two it has those of that page only."""
    printed: bool = False
    """Read from print: the words stood where the form had its fields, and a person must look."""
    holds_files: bool = False
    """Further files lie inside it."""

    @property
    def kind(self) -> ReturnKind:
        """A plan, where no reference says otherwise."""
        return self.reference.kind if self.reference else ReturnKind.PLAN

    @property
    def plan(self) -> Plan:
        """What the answers mean. A tick's words are those that the return carries."""
        return decode(newest_layout(self.kind), self.answers, self.recommendations)


def is_filled(found: Return) -> bool:
    """Whether there is more in it than it came with: the details, and in a follow-up what the team had agreed."""
    return found.plan.says_more_than(layout_of(found.reference).prefilled)


def require_known(reference: Reference | None, text: str) -> None:
    """Raises NotRead where the form is of an edition or a kind that only a newer builder knows."""
    if reference and not 1 <= reference.form <= FORM_VERSION:
        raise NotRead(Reason.UNKNOWN_VERSION, f"form {reference.form}", text)
    if not reference and looks_like_reference(text):
        raise NotRead(Reason.UNKNOWN_VERSION, "kind", text)
