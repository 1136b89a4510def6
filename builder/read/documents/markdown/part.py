"""Pieces to Markdown that our reader accepts: questions, trainers' notes and points in their places, lists nested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ....adapters.documents.content import Piece, Shape
from ....model.briefing import Role
from ...section import role_of
from ..recognised.layout_tables import cell_words
from ..recognised.marks import as_items
from ..recognised.names import Opens, aside, meant, opens
from ..recognised.parts import Part
from ..report import Note, Weight
from .blocks import Page, blocks
from .inlines import escaped
from .points import pointed

_POINTS = (Role.FINDINGS, Role.RECOMMENDATIONS)
_PLAIN_NAMES = ("reflect", "reflection", "pause and reflect", "for trainers", "trainers", "myfyrio", "i hyfforddwyr")


@dataclass(frozen=True, slots=True)
class Written:
    """A part as the text of its file, with what should be looked at; whether it has questions."""

    text: str
    notes: tuple[Note, ...]
    asks: bool


def written(part: Part, front: Iterable[str] = (), *, exact: bool = False) -> Written:
    """A part as the text of its file. `exact`: it comes from our own form, so nothing is guessed."""
    role = role_of(part.title)
    named = meant(part.title) if not exact else None
    own_role = named.role if named and named.role in _POINTS and role is None else None
    page = Page(numbered=(own_role or role) in _POINTS and not exact, exact=exact)
    settings = [*front, *([f"role: {own_role}"] if own_role else [])]
    if settings:
        page.lines += ["---", *settings, "---"]
    if part.title:
        page.add(f"# {escaped(' '.join(part.title.split()))}")
    text, reflect, trainers = _divided(part.pieces, page, exact=exact)
    if not exact and opens(part.title, Opens.REFLECT) and not reflect:
        reflect, text = text, []
    lead, asked = _asked(reflect, exact=exact)
    text += lead
    if lead and not exact:
        page.guess(lead[0].where, "This stood beside the questions; it is the end of the text now:", _all_words(lead))
    _text(text, part, page, exact=exact)
    if asked:
        page.add("## Reflect", "", *_prompts(asked, page))
        if not exact and opens(part.title, Opens.REFLECT):
            page.guess(part.where, f"The questions under “{part.title}” stand under Reflect now.")
    if trainers:
        page.add("## For trainers")
        page.numbered = False
        blocks(trainers if exact else as_items(trainers), page)
    if page.footnotes.texts:
        page.add(*(line for text in page.footnotes.lines() for line in (*text.split("\n"), "")))
    if page.renumbered:
        page.guess(part.where, f"The bullets under “{part.title}” are numbered now, so that each has a code.")
    made = "\n".join(line.rstrip() if not line.strip() else line for line in page.lines).strip("\n") + "\n"
    return Written(made, tuple(page.notes), bool(asked))


def _all_words(pieces: Iterable[Piece]) -> str:
    return " ".join(p.text or cell_words((p,)) for p in pieces)


def _text(pieces: list[Piece], part: Part, page: Page, *, exact: bool) -> None:
    if exact:
        blocks(pieces, page)
        return
    items = as_items(pieces)
    if page.numbered:
        found = pointed(items, part.title)
        if found.guess:
            page.guess(part.where, found.guess)
        items = found.pieces
    before = len(page.lines)
    blocks(items, page)
    if page.numbered and items and not any(re.match(r"\d+\. ", line) for line in page.lines[before:]):
        words = f"No list was found under “{part.title}”: number the points by hand, 1. 2. 3."
        page.guess(part.where, words, weight=Weight.FIRST)


# Questions and notes -----------------------------------------------------------------------------


def _divided(pieces: Iterable[Piece], page: Page, *, exact: bool) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Text, questions to reflect on, and what is for trainers."""
    text: list[Piece] = []
    reflect: list[Piece] = []
    trainers: list[Piece] = []
    now, level = text, 9
    held = list(pieces)
    for n, piece in enumerate(held):
        found = _opened(piece, exact=exact)
        heads = piece.shape is Shape.HEADING
        if found is Opens.REFLECT and not heads and _asks_itself(piece, held[n + 1 :], asking=now is reflect):
            (trainers if now is trainers else reflect).append(piece)
            continue
        if piece.shape is Shape.NOTES and found is Opens.TRAINERS:
            page.guess(piece.where, f"“{piece.text}” became the heading For trainers.", weight=Weight.ABOUT)
        elif piece.shape is Shape.NOTES:
            trainers.append(Piece(Shape.TEXT, piece.runs, where=piece.where))
        elif found is Opens.TRAINERS:
            now, level = trainers, piece.level if heads else 9
            _say_trainers(piece, page)
        elif found is Opens.REFLECT and (now is not trainers or (heads and piece.level <= level)):
            now, level = reflect, piece.level if heads else 9
            if piece.text.rstrip(":. ").casefold() not in _PLAIN_NAMES:
                page.guess(piece.where, f"“{piece.text}” became the heading Reflect.")
        elif heads and now is not text and piece.level <= level:
            now = text
            text.append(piece)
        elif not exact and now is not trainers and (length := aside(piece.text)) and piece.shape is not Shape.TABLE:
            trainers.append(piece)
            label = piece.text[:length].strip(" :–-")
            page.guess(
                piece.where, f"This begins with “{label}”, so it is for trainers only. Is that right?", piece.text,
                Weight.FIRST,
            )  # fmt: skip
        else:
            now.append(piece)
    return text, reflect, trainers


def _asks_itself(piece: Piece, after: Sequence[Piece], *, asking: bool) -> bool:
    """Whether a known line such as "What would you do?" is a question to answer rather than the heading of some."""
    if not piece.text.endswith("?"):
        return False
    below = next((p for p in after if p.text or p.rows), None)
    return asking or below is None or not (below.shape is Shape.ITEM or below.text.endswith("?"))


def _opened(piece: Piece, *, exact: bool) -> Opens | None:
    if piece.shape in (Shape.TABLE, Shape.SOURCE, Shape.SETTING, Shape.RULE) or not piece.text:
        return None
    if exact:
        named = piece.text.rstrip(":. ").casefold() if piece.shape is Shape.HEADING and piece.level == 2 else ""
        return {"reflect": Opens.REFLECT, "for trainers": Opens.TRAINERS}.get(named)
    if piece.shape is Shape.ITEM and not (piece.all_bold or piece.ordered):
        return None
    found = meant(piece.text)
    if found is None or found.opens not in (Opens.REFLECT, Opens.TRAINERS):
        return None
    sentence = piece.text.endswith(".") and piece.shape is not Shape.HEADING and not piece.all_bold
    return None if sentence and found.opens is Opens.REFLECT else found.opens  # "Talk about it." tells to do so


def _say_trainers(piece: Piece, page: Page) -> None:
    if piece.text.rstrip(":. ").casefold() not in _PLAIN_NAMES:
        page.guess(
            piece.where,
            f"What stands under “{piece.text}” is for trainers only, and readers never see it. Is that right?",
            weight=Weight.FIRST,
        )


def _asked(pieces: list[Piece], *, exact: bool) -> tuple[list[Piece], list[Piece]]:
    """What stands beside the questions, and the questions; where nothing asks, all of it is asked."""
    if exact or not pieces:
        return [], pieces
    flat = [q for p in pieces for q in (_cells_of(p) if p.shape is Shape.TABLE else [p])]
    items = as_items(flat)
    asks = [p for p in items if p.text.rstrip(' ”"’)').endswith("?") or _goes_on(p)]
    listed = [p for p in items if p.shape is Shape.ITEM]
    if not asks:
        asks = listed or [p for p in items if p.text]
    elif listed:
        asks = [p for p in items if p in listed or p in asks]
    return [p for p in items if p not in asks and (p.text or p.shape is Shape.TABLE)], asks


def _goes_on(piece: Piece) -> bool:
    return "?" in piece.text and piece.shape is Shape.ITEM


def _cells_of(table: Piece) -> list[Piece]:
    return [p for row in table.rows for cell in row for p in cell if p.text]


def _prompts(pieces: list[Piece], page: Page) -> Iterator[str]:
    least = min((p.level for p in pieces if p.shape is Shape.ITEM), default=0)
    under = False
    for piece in pieces:
        if piece.shape is Shape.SOURCE:
            yield "".join(r.text for r in piece.runs)
            continue
        deeper = piece.shape is Shape.ITEM and piece.level > least and under
        yield f"{'  ' if deeper else ''}- {page.inline(piece.runs, flat=True)}"
        under = True
