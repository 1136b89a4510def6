"""Where a document's parts begin: by heading styles, numbers, bold lines, known names, capitals or questions.

Every way is tried; the first that gives three to twelve parts with text in them is taken, else the first that gives
two. Nothing is guessed in silence: the way that was taken, and what it left open, is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from ...adapters.documents import Piece, Run, Shape
from .tidy import is_named

MAX_TITLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class Part:
    """A part as found: its title ("" for a numbered panel without one) and its pieces."""

    title: str
    pieces: tuple[Piece, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Divided:
    """What stands before the parts, the parts, and how they were found ("" where they were not)."""

    before: tuple[Piece, ...]
    parts: tuple[Part, ...]
    how: str


Start = tuple[int, str, int]
"""Index of the piece that opens a part, the part's title, and how many pieces the opening takes."""

_LABELLED = re.compile(
    r"^(?:(?:part|section|step|panel|box|minute)\s*)?(?P<number>0?\d{1,2})(?:\s*(?:of|/)\s*\d{1,2})?"
    r"\s*(?P<mark>[.):–—-]*)\s*(?P<title>.*)$",
    re.I | re.S,
)
_KNOWN = re.compile(
    r"^(?:the |key |our |case |what )*(?:background|introduction|context|summary|safeguarding concerns?|concerns|"
    r"incident|review|scope|terms of reference|good practice|findings|learning|learning points|recommendations|"
    r"next steps|"
    r"implementing change|changing practice|happened|did we find|to do|questions to consider|what it is|why it matters|"
    r"what to do|we learned|family history|voice of the child|lived experience|analysis|actions?)"
    r"(?: of the review| of the family)?\s*[:?]?$",
    re.I,
)


def divide(pieces: tuple[Piece, ...]) -> Divided:
    """The document's parts."""
    fallback: Divided | None = None
    for how, find, least in _WAYS:
        starts = [s for s in find(pieces) if not is_named(pieces[s[0]])]
        if len(starts) < least:
            continue
        divided = _cut(pieces, starts, how)
        full = sum(any(p.text or p.rows for p in part.pieces) for part in divided.parts)
        if full * 2 < len(divided.parts):
            continue
        if 3 <= len(divided.parts) <= 12:
            return divided
        fallback = fallback or divided
    return fallback or Divided((), (Part("", pieces, pieces[0].where if pieces else ""),), "")


def _cut(pieces: tuple[Piece, ...], starts: list[Start], how: str) -> Divided:
    ends = [s[0] for s in starts[1:]] + [len(pieces)]
    shouted = all(title.isupper() for _, title, _ in starts)
    parts = tuple(
        Part(calm(title.strip()) if shouted else title.strip(), pieces[at + taken : end], pieces[at].where)
        for (at, title, taken), end in zip(starts, ends, strict=True)
    )
    return Divided(pieces[: starts[0][0]], parts, how)


def _is_line(piece: Piece) -> bool:
    """A short line of its own that does not end like a sentence."""
    return piece.own_paragraph and _is_short(piece)


def _is_short(piece: Piece) -> bool:
    if piece.shape not in (Shape.TEXT, Shape.HEADING, Shape.TITLE, Shape.ITEM):
        return False
    words = piece.text
    return 0 < len(words.split()) <= MAX_TITLE_WORDS and words[-1] not in ".,;…"


_ALIAS = re.compile(r"\b(?:child|adult|family|baby|young person) \w\b", re.I)


def has_alias(words: str) -> bool:
    """Whether a name such as Child Z stands in the words, in any letters."""
    return bool(_ALIAS.search(words))


def calm(words: str) -> str:
    """A line in capitals as a sentence begins, the alias in it kept: "CHILD Z" is Child Z."""
    return _ALIAS.sub(lambda found: found[0].title(), words.capitalize())


# The ways ----------------------------------------------------------------------------------------


def _by_headings(pieces: tuple[Piece, ...]) -> list[Start]:
    """Headings of the highest level of which there are two; a lone one above them is the document's title."""
    found = [(n, p) for n, p in enumerate(pieces) if p.shape is Shape.HEADING and not is_named(p)]
    while len(found) > 2 and found[1][0] == found[0][0] + 1 and found[0][1].level < found[1][1].level:
        found = found[1:]
    counts = {level: sum(p.level == level for _, p in found) for level in range(1, 10)}
    level = next((level for level, count in counts.items() if count >= 2), 0)
    numbers = [_LABELLED.match(p.text) for _, p in found if p.level <= level]
    counted = all(numbers) and all(int(b["number"]) == int(a["number"]) + 1 for a, b in pairwise(filter(None, numbers)))
    return [
        (n, m["title"] if counted and m else p.text, 1)
        for n, p in found
        if p.level <= level
        for m in (_LABELLED.match(p.text),)
    ]


def _by_numbers(pieces: tuple[Piece, ...]) -> list[Start]:
    """Lines "01 Background", "Part 2: Concerns" or a bare "3 of 7", counted from one without a gap."""
    candidates = [(n, m) for n, p in enumerate(pieces) if (m := _LABELLED.match(p.text)) and _opens(p, m)]
    padded = [c for c in candidates if c[1]["number"].startswith("0")]
    starts: list[Start] = []
    for n, match in padded if len(padded) >= 3 else candidates:
        if int(match["number"]) == len(starts) + 1:
            starts.append(_titled(pieces, n, match))
        elif int(match["number"]) == 1 and len(starts) == 1:
            starts = [_titled(pieces, n, match)]
    return starts


def _opens(piece: Piece, match: re.Match[str]) -> bool:
    title = match["title"].strip()
    if not title:
        return piece.own_paragraph or piece.all_bold
    return (
        _is_line(piece)
        and (title[0].isupper() or title[0] in "“\"'‘")
        and not re.match(r"(?:minutes?|years?|days?)\b", title, re.I)
    )


def _titled(pieces: tuple[Piece, ...], n: int, match: re.Match[str]) -> Start:
    title = match["title"].strip()
    after = pieces[n + 1] if n + 1 < len(pieces) else None
    if (
        not title
        and after
        and _is_line(after)
        and (after.shape is Shape.HEADING or after.all_bold or _KNOWN.match(after.text))
    ):
        return n, after.text, 2
    return n, title, 1


def _by_bold(pieces: tuple[Piece, ...]) -> list[Start]:
    return _without_title(
        (n, re.sub(r"^\d{1,2}[.)]\s+", "", p.text).rstrip(": "), 1)
        for n, p in enumerate(pieces)
        if p.shape in (Shape.TEXT, Shape.ITEM) and p.all_bold and _is_line(p) and not _NOT_A_PART.match(p.text)
    )


def _without_title(found: Iterable[Start]) -> list[Start]:
    """The starts without a first line that has no text under it: the title looks like the parts."""
    starts = list(found)
    while len(starts) > 3 and starts[1][0] == starts[0][0] + starts[0][2]:
        del starts[0]
    return starts


_NOT_A_PART = re.compile(r"(?:seven|7)[- ]minute|questions?\b.*:$|child safeguarding practice review$", re.I)


def _by_names(pieces: tuple[Piece, ...]) -> list[Start]:
    return [(n, p.text.rstrip(": "), 1) for n, p in enumerate(pieces) if _is_line(p) and _KNOWN.match(p.text)]


def _by_capitals(pieces: tuple[Piece, ...]) -> list[Start]:
    return _without_title(
        (n, p.text.rstrip(": "), 1)
        for n, p in enumerate(pieces)
        if _is_short(p) and p.text.isupper() and len(p.text) > 3
    )


def _by_questions(pieces: tuple[Piece, ...]) -> list[Start]:
    return [
        (n, p.text, 1)
        for n, p in enumerate(pieces)
        if p.shape is Shape.TEXT and _is_line(p) and p.text.endswith("?") and len(p.text.split()) <= 10
    ]


def _by_lead_in(pieces: tuple[Piece, ...]) -> list[Start]:
    """Paragraphs that open with bold words and a colon: the words are the title. The text is kept by `opened`."""
    return [
        (n, p.runs[0].text.strip().rstrip(":. "), 0)
        for n, p in enumerate(pieces)
        if p.shape is Shape.TEXT and len(p.runs) > 1 and p.runs[0].bold and p.runs[0].text.strip()[-1:] in (":", ".")
    ]


def opened(part: Part, how: str) -> Part:
    """The part without the bold words that became its title."""
    if how != "bold words at the start of paragraphs" or not part.pieces:
        return part
    first = part.pieces[0]
    runs = (Run(first.runs[1].text.lstrip(": ")), *first.runs[2:]) if len(first.runs) > 1 else first.runs
    return replace(part, pieces=(replace(first, runs=runs), *part.pieces[1:]))


_WAYS: tuple[tuple[str, Callable[[tuple[Piece, ...]], list[Start]], int], ...] = (
    ("heading styles", _by_headings, 2),
    ("numbered lines", _by_numbers, 3),
    ("bold lines", _by_bold, 2),
    ("well-known names of parts", _by_names, 3),
    ("lines in capitals", _by_capitals, 2),
    ("lines that ask a question", _by_questions, 3),
    ("bold words at the start of paragraphs", _by_lead_in, 3),
)
