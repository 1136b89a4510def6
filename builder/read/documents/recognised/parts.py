"""Where a document's parts begin: by heading styles, numbers, bold lines, size, known names, capitals or questions.

Every way is tried; the first that gives three to twelve parts with text in them is taken, else the first that gives
two. Nothing is guessed in silence: the way that was taken, and what it left open, is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ....adapters.documents import Piece, Run, Shape
from ....model.briefing import Role
from .marks import typed, without_start
from .names import Opens, meant, opens, plain
from .titles import calm

MAX_TITLE_WORDS = 14
_ASIDE = (Opens.REFLECT, Opens.TRAINERS)


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
    said: tuple[str, ...] = ()
    """What was done beside cutting, for the report."""


Start = tuple[int, str, int]
"""Index of the piece that opens a part, the part's title, and how many pieces the opening takes."""

_LABELLED = re.compile(
    r"^(?:(?:part|section|step|panel|box|minute|rhan|adran)\s*)?(?P<number>0?\d{1,2})(?:\s*(?:of|/)\s*\d{1,2})?"
    r"\s*(?P<mark>[.):–—-]*)\s*(?P<title>.*)$",
    re.I | re.S,
)
_AGAIN = re.compile(r"\s*[(\[]?\s*(?:cont(?:inued|['’]?d|\.)?|parhad|part \d|\d\s*(?:of|/)\s*\d)\s*[)\]]?\s*$", re.I)


def divide(pieces: tuple[Piece, ...]) -> Divided:
    """The document's parts."""
    fallback: Divided | None = None
    for how, find, least in _WAYS:
        starts = [s for s in find(pieces) if not opens(pieces[s[0]].text, Opens.TRAINERS)]
        if how not in _KEEPS_QUESTIONS:
            starts = [
                s for s in starts if not opens(pieces[s[0]].text, Opens.REFLECT) or _asks_alone(pieces, s, starts)
            ]
        if len(starts) < least:
            continue
        divided = _parted(_with_labels_inside(_without_again(_cut(pieces, starts, how))))
        full = sum(any(p.text or p.rows for p in part.pieces) for part in divided.parts)
        if full * 2 < len(divided.parts):
            continue
        if 3 <= len(divided.parts) <= 12:
            return divided
        fallback = fallback or divided
    return fallback or Divided((), (Part("", pieces, pieces[0].where if pieces else ""),), "")


def by_headings_alone(pieces: tuple[Piece, ...]) -> Divided:
    """The parts of our own Word form: each heading of the first level, and nothing else, opens one."""
    starts = [(n, p.text, 1) for n, p in enumerate(pieces) if p.shape is Shape.HEADING and p.level == 1]
    return _cut(pieces, starts, "heading styles", plainly=True) if starts else Divided(pieces, (), "heading styles")


def _asks_alone(pieces: Sequence[Piece], start: Start, starts: Sequence[Start]) -> bool:
    """Whether a heading such as "Questions for your team" is a part of its own: it is of the parts' kind, and last
    or the only one of its name.
    """
    others = [s for s in starts if opens(pieces[s[0]].text, Opens.REFLECT)]
    return len(others) == 1 and start[2] > 0


def _cut(pieces: tuple[Piece, ...], starts: Sequence[Start], how: str, *, plainly: bool = False) -> Divided:
    ends = [s[0] for s in starts[1:]] + [len(pieces)]
    shouted = not plainly and all(title.isupper() for _, title, _ in starts)
    parts = tuple(
        Part(
            calm(title.strip()) if shouted or (not plainly and _is_shouted_name(title)) else title.strip(),
            pieces[at + taken : end],
            pieces[at].where,
        )
        for (at, title, taken), end in zip(starts, ends, strict=True)
    )
    return Divided(pieces[: starts[0][0]], parts, how)


def _is_shouted_name(title: str) -> bool:
    """Whether a title is a known name in capitals among titles that are not: it is no abbreviation."""
    return title.isupper() and len(title.strip()) > 4 and meant(title) is not None


def _without_again(divided: Divided) -> Divided:
    """Parts whose heading says that they go on with the one before, joined to it."""
    parts: list[Part] = []
    for part in divided.parts:
        base = _AGAIN.sub("", part.title)
        if parts and base and (base != part.title or divided.how in ("heading styles", "slides")):
            last = parts[-1]
            if plain(_AGAIN.sub("", last.title)) == plain(base):
                parts[-1] = replace(last, title=_AGAIN.sub("", last.title), pieces=(*last.pieces, *part.pieces))
                continue
        parts.append(part)
    return replace(divided, parts=tuple(parts))


_LABELS = (
    (r"(?:key |main )?(?:rec(?:ommendation)?s?\b|argymhelliad)", "Recommendations", Role.RECOMMENDATIONS),
    (r"(?:key |main )?(?:finding|learning point|lesson|canfyddiad|pwynt dysgu)", "Findings", Role.FINDINGS),
)


def _with_labels_inside(divided: Divided) -> Divided:
    """Headings such as "Recommendation A" and "Recommendation B" as points of the part that they follow, or of one."""
    parts: list[Part] = []
    n = 0
    while n < len(divided.parts):
        named = _labelled(divided.parts[n])
        end = n
        while named and end < len(divided.parts) and _labelled(divided.parts[end]) == named:
            end += 1
        if not named or end - n < 2:
            parts.append(divided.parts[n])
            n += 1
            continue
        title, role = named
        inside = [p for part in divided.parts[n:end] for p in _as_label(part)]
        before = meant(parts[-1].title) if parts else None
        if before is not None and before.role is role:
            parts[-1] = replace(parts[-1], pieces=(*parts[-1].pieces, *inside))
        else:
            parts.append(Part(title, tuple(inside), divided.parts[n].where))
        n = end
    return replace(divided, parts=tuple(parts))


def _parted(divided: Divided) -> Divided:
    """Findings with their recommendations between them as two parts, so that each has its own codes."""
    parts: list[Part] = []
    said: list[str] = []
    for part in divided.parts:
        kinds = [_labelled(Part(p.text, ())) for p in part.pieces]
        roles = [kind[1] for kind in kinds if kind]
        if min(roles.count(Role.FINDINGS), roles.count(Role.RECOMMENDATIONS)) < 2:
            parts.append(part)
            continue
        now = Role.FINDINGS
        own: dict[Role, list[Piece]] = {Role.FINDINGS: [], Role.RECOMMENDATIONS: []}
        for piece, kind in zip(part.pieces, kinds, strict=True):
            now = kind[1] if kind else now
            own[now].append(piece)
        both = re.search("recommendation|argymhell", part.title, re.I)
        parts.append(replace(part, title="Findings" if both else part.title, pieces=tuple(own[Role.FINDINGS])))
        parts.append(Part("Recommendations", tuple(own[Role.RECOMMENDATIONS]), part.where))
        said.append(f"“{part.title}” held findings and recommendations in turn; they are two parts now.")
    return replace(divided, parts=tuple(parts), said=tuple(said))


def _labelled(part: Part) -> tuple[str, Role] | None:
    """What a heading is a point of, None for the heading of a part."""
    mark = typed(part.title)
    if mark is None or mark.kind != "label":
        return None
    return next(((title, role) for pattern, title, role in _LABELS if re.match(pattern, part.title, re.I)), None)


def _as_label(part: Part) -> tuple[Piece, ...]:
    return (Piece(Shape.HEADING, (Run(part.title),), 2, where=part.where), *part.pieces)


def _is_line(piece: Piece) -> bool:
    """A short line of its own that does not end like a sentence."""
    return piece.own_paragraph and _is_short(piece)


def _is_short(piece: Piece) -> bool:
    if piece.shape not in (Shape.TEXT, Shape.HEADING, Shape.TITLE, Shape.ITEM):
        return False
    words = piece.text
    return 0 < len(words.split()) <= MAX_TITLE_WORDS and words[-1] not in ".,;…"


# The ways ----------------------------------------------------------------------------------------


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


def opened(part: Part, how: str) -> Part:
    """The part without the words that became its title."""
    if how != LEAD_IN or not part.pieces:
        return part
    first = part.pieces[0]
    text = "".join(r.text for r in first.runs)
    length = len(text) - len(text.partition(part.title)[2].lstrip(" :.–-")) if part.title in text else 0
    return replace(part, pieces=(replace(first, runs=without_start(first.runs, length)), *part.pieces[1:]))


_KEEPS_QUESTIONS = ("lines that ask a question",)
_WAYS: tuple[tuple[str, Callable[[tuple[Piece, ...]], list[Start]], int], ...] = (
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
