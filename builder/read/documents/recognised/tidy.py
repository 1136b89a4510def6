"""First pass over a document: layout tables become text; facts, contents and action-plan forms are taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ....adapters.documents.content import Kind, Left, Piece, Shape
from .forms import without_forms
from .layout_tables import cell_words, laid_out, tabbed
from .marks import split
from .names import Opens, opens, plain

FACTS = {
    "title": "title",
    "title of the briefing": "title",
    "title of briefing": "title",
    "briefing title": "title",
    "alias": "alias",
    "name used for the child": "alias",
    "name used": "alias",
    "known as": "alias",
    "summary": "summary",
    "summary in one or two sentences": "summary",
    "source review": "source_review",
    "the review it comes from": "source_review",
    "review it comes from": "source_review",
    "based on": "source_review",
    "period described": "period_described",
    "period": "period_described",
    "period covered": "period_described",
    "period under review": "period_described",
    "published": "published",
    "published on": "published",
    "date published": "published",
    "publication date": "published",
    "date of publication": "published",
    "review by": "review_by",
    "review date": "review_by",
    "date for review": "review_by",
    "to be looked at again by": "review_by",
    "withdraw on": "withdraw_on",
    "version": "version",
    "language": "lang",
    "content notice": "content_notice",
    "content warning": "content_notice",
    "support": "support",
    "teitl": "title",
    "crynodeb": "summary",
    "cyhoeddwyd": "published",
    "dyddiad cyhoeddi": "published",
    "adolygu erbyn": "review_by",
    "dyddiad adolygu": "review_by",
    "fersiwn": "version",
    "iaith": "lang",
    "cymorth": "support",
    "cyfnod": "period_described",
}
"""Labels in a table of facts, in small letters, and the key of briefing.yml each stands for."""

_ENTRY = re.compile(
    r"^.{2,110}?(?:\s*\.{3,}\s*|\s*…+\s*|\s{2,}|\t+\s*)(?:page\s*)?\d{1,3}$|^.{2,110}?\s+\.{2,}\s*\d{1,3}$", re.I
)


@dataclass(frozen=True, slots=True)
class Tidied:
    """The pieces that make up the briefing, and what was taken out of them: `facts` are keys with their lines."""

    pieces: tuple[Piece, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    form_title: str = ""
    left: tuple[Left, ...] = ()
    read: str = ""
    """The words of the table of facts that became settings, labels included."""


def tidied(pieces: tuple[Piece, ...]) -> Tidied:
    """The document without its table of facts, contents and forms, layout tables laid out as text."""
    facts: dict[str, tuple[str, ...]] = {}
    flat: list[Piece] = []
    left: list[Left] = []
    read = ""
    for piece in pieces:
        found, rest = _facts_of(piece)
        if found and not facts:
            facts, read = found, cell_words((piece,))
            left += [Left(Kind.OTHER, words, piece.where) for words in rest]
        else:
            flat.extend(laid_out(piece))
    lines = [part for piece in flat for part in split(piece)]
    body, contents = _without_contents(lines)
    formless = without_forms(tabbed(body))
    return Tidied(formless.pieces, tuple(facts.items()), formless.title, (*left, *contents, *formless.left), read)


def _cell_lines(cell: tuple[Piece, ...]) -> tuple[str, ...]:
    lines = (line for piece in cell for line in "".join(r.text for r in piece.runs).split("\n"))
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def _facts_of(table: Piece) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Keys and lines of a table of facts, and the words of rows that are none; empty where the table is another one."""
    if table.shape is not Shape.TABLE:
        return {}, []
    rows = [row for row in table.rows if len(row) >= 2]
    labels = [plain(cell_words(row[0])) for row in rows]
    if sum(label in FACTS for label in labels) < 3:
        return {}, []
    found: dict[str, tuple[str, ...]] = {"title": ()}
    rest = []
    for label, row in zip(labels, rows, strict=True):
        lines = tuple(line for cell in row[1:] for line in _cell_lines(cell))
        if label in FACTS and lines and not found.get(FACTS[label]):
            found[FACTS[label]] = lines
        elif lines:
            rest.append(f"{cell_words(row[0])}: {' '.join(lines)}")
    rest += [cell_words(row[0]) for row in table.rows if len(row) == 1 and row[0]]
    return found, [words for words in rest if words]


# Tables of contents ------------------------------------------------------------------------------


def _without_contents(pieces: list[Piece]) -> tuple[list[Piece], list[Left]]:
    """The pieces without a typed table of contents: its heading, and lines with page numbers or names of headings."""
    out: list[Piece] = []
    left: list[Left] = []
    n = 0
    while n < len(pieces):
        end = n + (1 if opens(pieces[n].text, Opens.CONTENTS) else 0)
        headed = end > n
        later = {plain(p.text) for p in pieces[end + 1 :]} if headed else set()
        seen: set[str] = set()
        while end < len(pieces) and _is_entry(pieces[end], headed, later - seen if headed else set()):
            seen.add(plain(pieces[end].text))
            later = {plain(p.text) for p in pieces[end + 2 :]} if headed else later
            end += 1
        entries = end - n - headed
        if entries >= 2 and (headed or entries >= 3):
            left.append(Left(Kind.CONTENTS, " ".join(p.text for p in pieces[n:end]), pieces[n].where))
            n = end
        else:
            out.append(pieces[n])
            n += 1
    return out, left


def _is_entry(piece: Piece, headed: bool, later: set[str]) -> bool:
    if piece.shape in (Shape.TABLE, Shape.HEADING, Shape.TITLE):
        return False
    text = "".join(r.text for r in piece.runs).strip()
    if _ENTRY.match(text):
        return True
    bare = plain(re.sub(r"\s*\.*\s*\d{1,3}$", "", text))
    return headed and bool(bare) and bare in later
