"""What becomes of a file that is no reply, as far as one file says: refused, left alone, a message itself."""

from __future__ import annotations

import re

from ..adapters.mail.letter import Letter
from .collected import FileResult, Outcome, Reached, printable
from .limits import SMALL_PICTURE
from .post.folder import Found
from .replies import NotRead, Reason

SKIPPED = {
    "why_archive": Outcome.UNREADABLE,
    "why_system": Outcome.NOT_A_WORKSHEET,
    "why_too_large": Outcome.UNREADABLE,
    "why_closed": Outcome.UNREADABLE,
    "why_folder_closed": Outcome.UNREADABLE,
    "why_too_deep": Outcome.UNREADABLE,
    "why_empty": Outcome.UNREADABLE,
}
"""What becomes of a file that is not opened, by why; of others it is left alone."""
INSIDE_WHY = {
    "encrypted": "encrypted",
    "damaged": "damaged",
    "too_large": "why_too_large",
    "link": "why_link",
    "special": "why_special",
    "inside_many": "why_inside_many",
    "inside_deep": "why_inside_deep",
    "inside_time": "why_inside_time",
}
"""Why a thing inside another was not taken out, as the overview names it."""
_NOT_NAMED = frozenset(("p7s", "asc", "sig", "ics", "vcf", "gif", "wmz", "emz", "css", "xml", "html", "htm", "txt"))
"""Endings of what messages carry along that is nothing anybody wrote as a plan."""


_OUTLOOKS = re.compile(r"image\d{3}\.(?:png|jpe?g|gif)")
"""How Outlook names the pictures of a message's text, also where another program made files of them."""


def is_signature(name: str, size: int) -> bool:
    """Whether a picture beside a message is a logo, by its name and size: nobody scans a page to a small GIF."""
    return size < SMALL_PICTURE and (name.endswith(".gif") or bool(_OUTLOOKS.fullmatch(name)))


def not_read(found: Found, problem: NotRead, letter: Letter | None) -> FileResult:
    """What becomes of a file that a reader refused, with what could be told of it."""
    references = tuple(filter(None, (problem.reference_text, *problem.more)))
    reached = Reached(references, problem.words)
    name = found.name.rsplit(" › ", 1)[-1].casefold()
    if letter and problem.reason is Reason.PICTURE and not references and is_signature(name, found.size):
        return result(found, Outcome.LEFT_ALONE, "why_small_picture", letter=letter)
    if problem.reason is Reason.NOT_A_WORKSHEET:
        if problem.detail == "zip":
            return result(found, Outcome.UNREADABLE, "why_archive", letter=letter)
        if problem.detail == "link":
            return result(found, Outcome.UNREADABLE, "why_cloud_link", letter=letter)
        along = letter is not None and found.name.rsplit(".", 1)[-1].casefold() in _NOT_NAMED
        outcome = Outcome.LEFT_ALONE if along else Outcome.NOT_A_WORKSHEET
        return result(found, outcome, "why_came_along" if along else "not_a_worksheet", "", letter, reached)
    detail = " ".join(filter(None, (problem.detail, problem.reference_text)))
    return result(found, Outcome.UNREADABLE, str(problem.reason), printable(detail) if detail else "", letter, reached)


def letter_result(found: Found, letter: Letter) -> FileResult:
    """What becomes of a message itself, its attachments aside."""
    if letter.automatic == "undelivered":
        return result(found, Outcome.LEFT_ALONE, "why_undelivered", letter=letter)
    if letter.automatic:
        return result(found, Outcome.LEFT_ALONE, "why_absence", letter=letter)
    if letter.sealed:
        return result(found, Outcome.UNREADABLE, "why_sealed", letter=letter)
    if letter.links:
        return result(found, Outcome.UNREADABLE, "why_cloud_mail", letter.links[0], letter)
    return result(found, Outcome.OPENED, "why_signed" if letter.signed else "", letter=letter)


def result(
    found: Found,
    outcome: Outcome,
    reason: str = "",
    detail: str = "",
    letter: Letter | None = None,
    reached: Reached | None = None,
) -> FileResult:
    """A file with what became of it; its name is made safe to print."""
    name = printable(found.name)
    return FileResult(name, found.size, found.modified, outcome, reason, detail, letter=letter, reached=reached)
