"""Ways to find where a document's parts begin: headings, numbers, bold lines, size, names, capitals, questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from ....adapters.documents.content import Piece, Shape
from .names import Opens, meant, opens

MAX_TITLE_WORDS = 14
_ASIDE = (Opens.REFLECT, Opens.TRAINERS)


Start = tuple[int, str, int]
"""Index of the piece that opens a part, the part's title, and how many pieces the opening takes."""


_LABELLED = re.compile(
    r"^(?:(?:part|section|step|panel|box|minute|rhan|adran)\s*)?(?P<number>0?\d{1,2})(?:\s*(?:of|/)\s*\d{1,2})?"
    r"\s*(?P<mark>[.):–—-]*)\s*(?P<title>.*)$",
    re.I | re.S,
)


def _is_line(piece: Piece) -> bool:
    """A short line of its own that does not end like a sentence."""
    return piece.own_paragraph and _is_short(piece)


def _is_short(piece: Piece) -> bool:
    if piece.shape not in (Shape.TEXT, Shape.HEADING, Shape.TITLE, Shape.ITEM):
        return False
    words = piece.text
    return 0 < len(words.split()) <= MAX_TITLE_WORDS and words[-1] not in ".,;…"


def _by_headings(pieces: tuple[Piece, ...]) -> list[Start]:
    """Headings of the highest level of which there are two; a lone one above them is the document's title."""
    found = [(n, p) for n, p in enumerate(pieces) if p.shape is Shape.HEADING and not _is_aside(p)]
    while len(found) > 2 and found[1][0] == found[0][0] + 1 and found[0][1].level < found[1][1].level:
        found = found[1:]
    counts = {level: sum(p.level == level for _, p in found) for level in range(1, 10)}
    level = next((level for level, count in counts.items() if count >= 2), 0)
    if level and counts[level] == 2 and (deeper := next((n for n in range(level + 1, 10) if counts[n] >= 4), 0)):
        named = [p for _, p in found if p.level == level and meant(p.text) is not None]
        level = level if len(named) == 2 else deeper
    if level:
        first = next(n for n, (_, p) in enumerate(found) if p.level == level)
        if any(p.level < level for _, p in found[first:]):
            level = min(p.level for _, p in found[first:])
    of_level = [(n, p) for n, p in enumerate(pieces) if p.shape is Shape.HEADING and p.level <= level]
    asides = [(n, p) for n, p in of_level if _is_aside(p)]
    starts = [(n, p) for n, p in of_level if (n, p) not in asides or opens(p.text, Opens.REFLECT)]
    numbers = [_LABELLED.match(p.text) for _, p in starts]
    counted = all(numbers) and all(int(b["number"]) == int(a["number"]) + 1 for a, b in pairwise(filter(None, numbers)))
    return [(n, m["title"] if counted and m else p.text, 1) for n, p in starts for m in (_LABELLED.match(p.text),)]


def _is_aside(piece: Piece) -> bool:
    return opens(piece.text, *_ASIDE)


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
    return starts if not starts or _are_heads(pieces, starts) else []


def _are_heads(pieces: tuple[Piece, ...], starts: Sequence[Start]) -> bool:
    """Whether most numbered lines have text under them: else they are a list."""
    ends = [s[0] for s in starts[1:]] + [len(pieces)]
    full = sum(
        any(p.text or p.rows for p in pieces[at + taken : end])
        for (at, _, taken), end in zip(starts, ends, strict=True)
    )
    return full * 2 > len(starts)


def _opens(piece: Piece, match: re.Match[str]) -> bool:
    title = match["title"].strip()
    if not title:
        return piece.own_paragraph or piece.all_bold
    return (
        (_is_line(piece) or (_is_short(piece) and meant(piece.text) is not None))
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
        and (after.shape is Shape.HEADING or after.all_bold or meant(after.text) is not None)
    ):
        return n, after.text, 2
    return n, title, 1


def _by_bold(pieces: tuple[Piece, ...]) -> list[Start]:
    found = [
        (n, re.sub(r"^0?\d{1,2}[.)]?\s+(?=[A-Z“])", "", p.text).rstrip(": "), 1)
        for n, p in enumerate(pieces)
        if p.shape in (Shape.TEXT, Shape.ITEM, Shape.HEADING)
        and (p.all_bold or p.shape is Shape.HEADING)
        and _is_line(p)
        and not opens(p.text, Opens.FORMAT)
        and not _NOT_A_PART.search(p.text)
    ]
    return _without_title(_of_largest(pieces, found))


def _of_largest(pieces: tuple[Piece, ...], found: list[Start]) -> list[Start]:
    """Bold lines of the size that most of the larger ones have, where there are too many."""
    if len(found) <= 9:
        return found
    sizes = Counter(pieces[n].size for n, _, _ in found)
    for size in sorted((s for s, count in sizes.items() if s and count >= 3), reverse=True):
        some = [s for s in found if pieces[s[0]].size >= size]
        if 3 <= len(some) <= 12:
            return some
    known = [s for s in found if meant(s[1]) is not None]
    return known if len(known) >= 4 else found


def _by_size(pieces: tuple[Piece, ...]) -> list[Start]:
    """Short lines of a size larger than most of the text, of the largest size of which there are three."""
    letters: Counter[float] = Counter()
    for piece in pieces:
        letters[piece.size] += len(piece.text)
    body = letters.most_common(1)[0][0] if letters else 0.0
    large = [(n, p) for n, p in enumerate(pieces) if p.size > body * 1.12 and _is_short(p)]
    counts = Counter(p.size for _, p in large)
    size = max((s for s, count in counts.items() if count >= 3), default=0.0)
    return [(n, p.text.rstrip(": "), 1) for n, p in large if size and p.size >= size]


def _without_title(found: Iterable[Start]) -> list[Start]:
    """The starts without a first line that has no text under it: the title looks like the parts."""
    starts = list(found)
    while len(starts) > 3 and starts[1][0] == starts[0][0] + starts[0][2]:
        del starts[0]
    return starts


_NOT_A_PART = re.compile(r"^(?:questions?\b.*:$|child safeguarding practice review$|.*_{3,})", re.I)


def _by_names(pieces: tuple[Piece, ...]) -> list[Start]:
    """Lines that bear well-known names of parts, and lines that look just like them."""
    named = {n for n, p in enumerate(pieces) if _is_short(p) and opens(p.text, Opens.PART, Opens.REFLECT)}
    if len(named) < 3 or len([n for n in named if opens(pieces[n].text, Opens.PART)]) < 2:
        return []
    alone = all(pieces[n].own_paragraph for n in named)
    asked = {n for n, p in enumerate(pieces) if p.text.endswith("?") and len(p.text.split()) <= 9}
    also = {
        n
        for n, p in enumerate(pieces)
        if n not in named
        and p.shape is Shape.TEXT
        and _is_short(p)
        and len(p.text.split()) <= 8
        and p.text[:1].isupper()
        and ((alone and p.own_paragraph) or not alone)
        and n not in asked
        and n - 1 not in named
        and _stands_over_text(pieces, n)
    }
    early = {n for n in also if n < min(named)}
    also -= early if len(early) < 2 else set()  # one line alone is a subtitle or says who publishes it
    return [(n, re.sub(r"^0?\d{1,2}[.):]\s*", "", pieces[n].text).rstrip(": "), 1) for n in sorted(named | also)]


def _stands_over_text(pieces: tuple[Piece, ...], n: int) -> bool:
    """Whether a line has text right under it, and a finished sentence or item above it."""
    if n + 1 >= len(pieces) or n == 0:
        return n == 0 and len(pieces) > 1 and len(pieces[1].text.split()) >= 7
    above, below = pieces[n - 1], pieces[n + 1]
    longer = below.shape is Shape.TEXT and (len(below.text.split()) >= 7 or below.text[-1:] in ".?!:")
    return longer and (above.shape is Shape.ITEM or above.text[-1:] in '.?!”"')


def _by_capitals(pieces: tuple[Piece, ...]) -> list[Start]:
    return _without_title(
        (n, p.text.rstrip(": "), 1)
        for n, p in enumerate(pieces)
        if _is_short(p) and p.text.isupper() and len(p.text) > 3 and not opens(p.text, Opens.FORMAT)
    )


def _by_questions(pieces: tuple[Piece, ...]) -> list[Start]:
    return [
        (n, p.text, 1)
        for n, p in enumerate(pieces)
        if p.shape is Shape.TEXT and _is_line(p) and p.text.endswith("?") and len(p.text.split()) <= 10
    ]


def _by_lead_in(pieces: tuple[Piece, ...]) -> list[Start]:
    """Paragraphs that open with bold words or a known name and a colon: the words are the title."""
    found = []
    for n, p in enumerate(pieces):
        if p.shape is not Shape.TEXT:
            continue
        if len(p.runs) > 1 and p.runs[0].bold and p.runs[0].text.strip()[-1:] in (":", ".", "–", "-"):
            found.append((n, p.runs[0].text.strip().rstrip(":. –-"), 0))
        elif (head := _named_start(p.text)) is not None:
            found.append((n, head, 0))
    return found


def _named_start(text: str) -> str | None:
    head, colon, rest = text.partition(":")
    known = colon and rest.strip() and len(head.split()) <= 6 and opens(head, Opens.PART)
    return re.sub(r"^0?\d{1,2}[.)]\s*", "", head) if known else None


def _by_lines(pieces: tuple[Piece, ...]) -> list[Start]:
    """Short lines without an end mark that stand over longer text: the last resort for pasted text."""
    return [
        (n, p.text.rstrip(": "), 1)
        for n, p in enumerate(pieces)
        if p.shape is Shape.TEXT
        and _is_short(p)
        and len(p.text.split()) <= 8
        and p.text[:1].isupper()
        and (_stands_over_text(pieces, n) or (n == 0 and len(pieces) > 1 and len(pieces[1].text.split()) >= 7))
    ]


LEAD_IN = "bold words at the start of paragraphs"


KEEPS_QUESTIONS = ("lines that ask a question",)
WAYS: tuple[tuple[str, Callable[[tuple[Piece, ...]], list[Start]], int], ...] = (
    ("heading styles", _by_headings, 2),
    ("numbered lines", _by_numbers, 3),
    ("bold lines", _by_bold, 2),
    ("the size of their headings", _by_size, 3),
    ("well-known names of parts", _by_names, 3),
    ("lines in capitals", _by_capitals, 2),
    ("lines that ask a question", _by_questions, 3),
    (LEAD_IN, _by_lead_in, 3),
    ("short lines above text", _by_lines, 3),
)
