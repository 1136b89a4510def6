"""Pieces to Markdown that our reader accepts: questions, trainers' notes and points in their places, lists nested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ....adapters.documents import Piece, Run, Shape
from ....model.briefing import Role
from ...section import role_of
from ..recognised.marks import as_items
from ..recognised.names import Opens, aside, meant, opens
from ..recognised.parts import Part
from ..recognised.tidy import cell_words
from ..report import Note, Weight
from .inlines import Notes, escaped, inline
from .points import pointed

_POINTS = (Role.FINDINGS, Role.RECOMMENDATIONS)
_PLAIN_NAMES = ("reflect", "reflection", "pause and reflect", "for trainers", "trainers", "myfyrio", "i hyfforddwyr")


@dataclass
class _Page:
    """One part being written: its lines, footnotes, and what a person should look at."""

    numbered: bool = False
    exact: bool = False
    lines: list[str] = field(default_factory=list)
    footnotes: Notes = field(default_factory=Notes)
    notes: list[Note] = field(default_factory=list)
    renumbered: bool = False
    last_list: str = ""
    """The kind and mark of the list that ended right here, "" where something else stands between."""

    def add(self, *lines: str) -> None:
        """Adds lines, an empty one before them."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines.extend(lines)
        self.last_list = ""

    def guess(self, where: str, message: str, words: str = "", weight: Weight = Weight.GUESS) -> None:
        """Notes a guess."""
        self.notes.append(Note(where, message, weight, words))

    def inline(self, runs: Sequence[Run], *, flat: bool = False) -> str:
        """The Markdown of runs."""
        return inline(runs, self.footnotes, flat=flat)


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
    page = _Page(numbered=(own_role or role) in _POINTS and not exact, exact=exact)
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
        _blocks(trainers if exact else as_items(trainers), page)
    if page.footnotes.texts:
        page.add(*(line for text in page.footnotes.lines() for line in (*text.split("\n"), "")))
    if page.renumbered:
        page.guess(part.where, f"The bullets under “{part.title}” are numbered now, so that each has a code.")
    made = "\n".join(line.rstrip() if not line.strip() else line for line in page.lines).strip("\n") + "\n"
    return Written(made, tuple(page.notes), bool(asked))


def _all_words(pieces: Iterable[Piece]) -> str:
    return " ".join(p.text or cell_words((p,)) for p in pieces)


def _text(pieces: list[Piece], part: Part, page: _Page, *, exact: bool) -> None:
    if exact:
        _blocks(pieces, page)
        return
    items = as_items(pieces)
    if page.numbered:
        found = pointed(items, part.title)
        if found.guess:
            page.guess(part.where, found.guess)
        items = found.pieces
    before = len(page.lines)
    _blocks(items, page)
    if page.numbered and items and not any(re.match(r"\d+\. ", line) for line in page.lines[before:]):
        words = f"No list was found under “{part.title}”: number the points by hand, 1. 2. 3."
        page.guess(part.where, words, weight=Weight.FIRST)


# Questions and notes -----------------------------------------------------------------------------


def _divided(pieces: Iterable[Piece], page: _Page, *, exact: bool) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Text, questions to reflect on, and what is for trainers."""
    text: list[Piece] = []
    reflect: list[Piece] = []
    trainers: list[Piece] = []
    now, level = text, 9
    for piece in pieces:
        found = _opened(piece, exact=exact)
        heads = piece.shape is Shape.HEADING
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


def _say_trainers(piece: Piece, page: _Page) -> None:
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


def _prompts(pieces: list[Piece], page: _Page) -> Iterator[str]:
    least = min((p.level for p in pieces if p.shape is Shape.ITEM), default=0)
    under = False
    for piece in pieces:
        if piece.shape is Shape.SOURCE:
            yield "".join(r.text for r in piece.runs)
            continue
        deeper = piece.shape is Shape.ITEM and piece.level > least and under
        yield f"{'  ' if deeper else ''}- {page.inline(piece.runs, flat=True)}"
        under = True


# Blocks ------------------------------------------------------------------------------------------


def _blocks(pieces: list[Piece], page: _Page) -> None:
    top = 2 if page.exact else min((p.level for p in pieces if p.shape is Shape.HEADING), default=2)
    items: list[Piece] = []
    sources: list[str] = []
    for piece in (*pieces, None):
        if piece is not None and piece.shape is Shape.SOURCE:
            _flush(items, page)
            sources.append("".join(r.text for r in piece.runs))
            continue
        if sources:
            page.add(*sources)
            sources = []
        inside = piece is not None and piece.shape is Shape.TEXT and piece.level > 0 and bool(items)
        if piece is not None and (piece.shape is Shape.ITEM or inside):
            items.append(piece)
            continue
        _flush(items, page)
        if piece is None:
            break
        _block(piece, page, top)


def _block(piece: Piece, page: _Page, top: int) -> None:
    match piece.shape:
        case Shape.TABLE:
            _table(piece, page)
        case Shape.HEADING:
            page.add(f"{'#' * min(6, 2 + max(0, piece.level - top))} {page.inline(piece.runs, flat=True)}")
        case Shape.QUOTE:
            page.add(*(f"> {line}" for line in page.inline(piece.runs).split("\n")))
        case Shape.RULE:
            page.add("---")
        case Shape.SETTING:
            pass
        case _ if piece.text or any(r.picture or r.footnote for r in piece.runs):
            page.add(page.inline(piece.runs))


def _flush(items: list[Piece], page: _Page) -> None:
    """Writes the items held as lists: another list begins where the kind or the numbering at the margin changes."""
    least = min((i.level for i in items if i.shape is Shape.ITEM), default=0)
    group: list[Piece] = []
    for piece in (*items, None):
        at_margin = piece is not None and piece.shape is Shape.ITEM and piece.level == least
        first = next((i for i in group if i.level == least and i.shape is Shape.ITEM), None)
        if piece is None or (
            at_margin and first is not None and piece is not None and _is_another(first, group, piece, page)
        ):
            if group:
                _list(group, page)
            group = []
        if piece is not None:
            group.append(piece)
    items.clear()


def _is_another(first: Piece, group: list[Piece], piece: Piece, page: _Page) -> bool:
    if page.numbered:
        return False
    if page.exact and piece.of != first.of:
        return True
    if first.ordered != piece.ordered:
        return True
    last = next((i for i in reversed(group) if i.level == first.level and i.shape is Shape.ITEM), first)
    restarts = piece.ordered and piece.label.strip("().") == "1" and last.label.strip("().") not in ("", "0")
    return restarts or (
        piece.ordered and bool(piece.of) and bool(last.of) and piece.of != last.of and not _follows(last, piece)
    )


def _follows(last: Piece, piece: Piece) -> bool:
    numbers = [re.search(r"(\d+)\W*$", p.label) for p in (last, piece)]
    return all(numbers) and int(numbers[1][1]) == int(numbers[0][1]) + 1  # type: ignore[index]


def _list(items: list[Piece], page: _Page) -> None:
    """Lines of a list; each level is indented by the width of the marks above it."""
    least = min(i.level for i in items if i.shape is Shape.ITEM)
    head = next(i for i in items if i.shape is Shape.ITEM)
    kind = "1" if _is_ordered(head, 0, page) else "-"
    again = page.last_list in ("1.", "--") and page.last_list[0] == kind
    bullet, dot = ("*", ")") if again else ("-", ".")
    loose = any(i.shape is Shape.TEXT or i.loose for i in items)
    widths: list[int] = []
    counts: list[int] = []
    lines: list[str] = []
    for item in items:
        if item.shape is Shape.TEXT:
            indent = " " * sum(widths[: max(1, min(item.level - least, len(widths)))])
            lines += ["", *(indent + line for line in page.inline(item.runs).split("\n")), ""]
            continue
        depth = min(item.level - least, len(widths))
        del widths[depth + 1 :], counts[depth + 1 :]
        ordered = _is_ordered(item, depth, page)
        page.renumbered |= ordered and not item.ordered and not item.of.startswith("table")
        if depth == len(widths):
            widths.append(0)
            counts.append(_first(item, page, depth) - 1 if ordered else 0)
        counts[depth] += 1
        mark = f"{counts[depth]}{dot if not depth else '.'} " if ordered else f"{bullet if not depth else '-'} "
        indent = " " * sum(widths[:depth])
        widths[depth] = len(mark)
        label = f"{item.label} " if item.ordered and not ordered and item.label else ""
        words = page.inline((Run(label), *item.runs) if label else item.runs).split("\n")
        if item.loose and lines:
            lines.append("")
        pad = " " * (len(indent) + len(mark))
        lines += [indent + mark + words[0], *(pad + line for line in words[1:])]
    if loose:
        lines = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    page.add(*lines)
    page.last_list = kind + (dot if kind == "1" else bullet)


def _is_ordered(item: Piece, depth: int, page: _Page) -> bool:
    """Whether an item counts in Markdown: plain numbers do; letters and the like stay before its words."""
    if page.numbered and depth == 0:
        return True
    return item.ordered and (not item.label or bool(re.fullmatch(r"\W*\d{1,3}\W*", item.label)))


def _first(item: Piece, page: _Page, depth: int) -> int:
    found = re.search(r"\d{1,3}", item.label)
    return int(found[0]) if found and not page.numbered and depth == 0 else 1


def _table(table: Piece, page: _Page) -> None:
    rows = [row for row in table.rows if row]
    if not rows:
        return
    width = max(len(row) for row in rows)
    cells = [[_cell(cell, page) for cell in row] + [""] * (width - len(row)) for row in rows]
    aligned = [*table.aligned, *[""] * width][:width]
    marks = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
    rule = "| " + " | ".join(marks[a] for a in aligned) + " |"
    page.add(f"| {' | '.join(cells[0])} |", rule, *(f"| {' | '.join(row)} |" for row in cells[1:]))
    if any(len([p for p in cell if p.text or p.rows]) > 1 for row in rows for cell in row):
        page.guess(table.where, "Cells of the table had several lines; they are joined by semicolons.")
    if page.exact:
        return
    page.guess(table.where, "A table was taken over: check that its first row holds the headings.")


def _cell(cell: tuple[Piece, ...], page: _Page) -> str:
    return "; ".join(_cell_parts(cell, page)).replace("|", "\\|")


def _cell_parts(cell: tuple[Piece, ...], page: _Page) -> Iterator[str]:
    for piece in cell:
        if piece.rows:
            for row in piece.rows:
                words = ", ".join(part for inner in row for part in _cell_parts(inner, page))
                if words:
                    yield words
        elif piece.text or any(r.picture or r.footnote for r in piece.runs):
            yield page.inline(piece.runs, flat=True)
