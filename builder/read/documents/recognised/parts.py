"""Where a document's parts begin: by heading styles, numbers, bold lines, size, known names, capitals or questions.

Every way is tried; the first that gives three to twelve parts with text in them is taken, else the first that gives
two. Nothing is guessed in silence: the way that was taken, and what it left open, is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....adapters.documents.content import Piece, Run, Shape
from ....model.briefing import Role
from .marks import typed, without_start
from .names import Opens, meant, opens, plain
from .titles import calm
from .ways import KEEPS_QUESTIONS, LEAD_IN, WAYS, Start


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


_AGAIN = re.compile(r"\s*[(\[]?\s*(?:cont(?:inued|['’]?d|\.)?|parhad|part \d|\d\s*(?:of|/)\s*\d)\s*[)\]]?\s*$", re.I)


def divide(pieces: tuple[Piece, ...]) -> Divided:
    """The document's parts."""
    fallback: Divided | None = None
    for how, find, least in WAYS:
        starts = [s for s in find(pieces) if not opens(pieces[s[0]].text, Opens.TRAINERS)]
        if how not in KEEPS_QUESTIONS:
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
    said: list[str] = []
    for part in divided.parts:
        base = _AGAIN.sub("", part.title)
        if parts and base and (base != part.title or divided.how in ("heading styles", "slides")):
            last = parts[-1]
            if plain(_AGAIN.sub("", last.title)) == plain(base):
                parts[-1] = replace(last, title=_AGAIN.sub("", last.title), pieces=(*last.pieces, *part.pieces))
                said.append(f"“{part.title}” went on with the part before it, so it was joined to that.")
                continue
        parts.append(part)
    return replace(divided, parts=tuple(parts), said=(*divided.said, *said))


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
    return replace(divided, parts=tuple(parts), said=(*divided.said, *said))


def _labelled(part: Part) -> tuple[str, Role] | None:
    """What a heading is a point of, None for the heading of a part."""
    mark = typed(part.title)
    if mark is None or mark.kind != "label":
        return None
    return next(((title, role) for pattern, title, role in _LABELS if re.match(pattern, part.title, re.I)), None)


def _as_label(part: Part) -> tuple[Piece, ...]:
    return (Piece(Shape.HEADING, (Run(part.title),), 2, where=part.where), *part.pieces)


def opened(part: Part, how: str) -> Part:
    """The part without the words that became its title."""
    if how != LEAD_IN or not part.pieces:
        return part
    first = part.pieces[0]
    text = "".join(r.text for r in first.runs)
    length = len(text) - len(text.partition(part.title)[2].lstrip(" :.–-")) if part.title in text else 0
    return replace(part, pieces=(replace(first, runs=without_start(first.runs, length)), *part.pieces[1:]))
