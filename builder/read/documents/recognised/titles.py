"""The title of a document: its title style, the largest line on top, the line by the format's name, its header."""

# ruff: noqa: E501 (a pattern on one line is read more easily)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ....adapters.documents.content import Document, Piece, Shape
from .names import Opens, meant, opens, without_format

_TOP = 12
"""Pieces from the top among which a title stands."""
_WORDS = 22
_ALIAS = re.compile(
    r"\b(?:child|adult|family|baby|young person|plentyn|oedolyn|teulu) (?-i:[A-Z]{1,2}\d{0,2}|[A-Z][a-z]{2,10})\b", re.I
)
_ANY_ALIAS = re.compile(r"\b(?:child|adult|family|baby|young person) \w\b", re.I)
_BODY = re.compile(
    r"\b(?:safeguarding|partnership|council|board|trust|bwrdd|partneriaeth|cyngor|nhs|lscp|scp|cysur)\b", re.I
)
_DATE = re.compile(
    r"^(?:(?:published|version|date|issued|updated|reviewed|review date|ref(?:erence)?|author|issue|cyhoeddwyd|dyddiad)\b.*"
    r"|\d{1,2}(?:st|nd|rd|th)? \w+ \d{4}|(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|spring|summer|autumn|winter) \d{4}|\d{1,2}/\d{1,2}/\d{2,4}|v?\d+(?:\.\d+)+)$",
    re.I,
)
_MARKING = re.compile(
    r"^(?:official(?:[ -:]+sensitive)?|draft|confidential|restricted|not protectively marked|final)$", re.I
)


def has_alias(words: str) -> bool:
    """Whether a name such as Child Z stands in the words, in any letters."""
    return bool(_ANY_ALIAS.search(words))


def calm(words: str) -> str:
    """A line in capitals as a sentence begins, the alias in it kept: "CHILD Z" is Child Z."""
    return _ANY_ALIAS.sub(lambda found: found[0].title(), words.capitalize())


def title_line(pieces: Sequence[Piece]) -> int | None:
    """Which of the pieces is the title, None where none stands out."""
    top = _top(pieces)
    ways = (_by_style(pieces, top), _by_size(pieces, top), _by_format(pieces, top), _by_place(pieces, top))
    return next((n for n in ways if n is not None), None)


def _top(pieces: Sequence[Piece]) -> list[int]:
    """The lines on top that may be a title."""
    found = []
    for n, piece in enumerate(pieces[:_TOP]):
        if piece.shape is Shape.TABLE:
            break
        words = piece.text
        if piece.shape in (Shape.ITEM, Shape.NOTES) or not 0 < len(words.split()) <= _WORDS or words[-1] in ".;,":
            continue
        if not (_DATE.match(words) or _MARKING.match(words)):
            found.append(n)
    return found


def _is_format(words: str) -> bool:
    return opens(words, Opens.FORMAT)


def _by_style(pieces: Sequence[Piece], top: list[int]) -> int | None:
    titles = [n for n in top if pieces[n].shape is Shape.TITLE]
    return next((n for n in titles if not _is_format(pieces[n].text) and not _is_part(pieces[n])), None)


def _by_size(pieces: Sequence[Piece], top: list[int]) -> int | None:
    """The line on top that is larger than every other line of the document, the format's name aside."""
    sized = [(n, pieces[n].size) for n in top if pieces[n].size and not _is_format(pieces[n].text)]
    if not sized:
        return None
    best, size = max(sized, key=lambda pair: (pair[1], -pair[0]))
    others = [p.size for n, p in enumerate(pieces) if n != best and p.text and not (n in top and _is_format(p.text))]
    return best if len(others) >= 2 and size >= 1.1 * max(others) and not _is_part(pieces[best]) else None


def _is_part(piece: Piece) -> bool:
    found = meant(piece.text)
    return found is not None and found.opens is not Opens.FORMAT and not _ALIAS.search(piece.text)


def _by_format(pieces: Sequence[Piece], top: list[int]) -> int | None:
    """ "Seven minute briefing: Child H", or the line after the bare name of the format."""
    for place, n in enumerate(top):
        words = pieces[n].text
        if _is_format(words):
            after = [k for k in top[place + 1 :] if not _is_format(pieces[k].text)][:2]
            free = [k for k in after if not _is_part(pieces[k]) and not _starts_part(pieces, k)]
            named = [k for k in free if not _BODY.search(pieces[k].text)] or free
            return named[0] if named and named[0] - n <= 3 else None
        if without_format(words) != words.strip():
            return n
    return None


def _starts_part(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a line is numbered, as parts are."""
    return bool(re.match(r"^0?1[.):\s]", pieces[n].text)) or bool(pieces[n].label)


def _by_place(pieces: Sequence[Piece], top: list[int]) -> int | None:
    """The first line, where it does not look like the parts below it: an alias in it, or a heading right after it."""
    free = [n for n in top if not _is_format(pieces[n].text) and not _is_part(pieces[n])]
    lines = [n for n in free if not _starts_part(pieces, n) and not pieces[n].text.endswith("?")]
    if not lines:
        return None
    named = [
        n for n in lines if _ALIAS.search(pieces[n].text) and n <= lines[0] + 2 and len(pieces[n].text.split()) <= 14
    ]
    first = (named or lines)[0]
    if first > 3:
        return None
    body = next((p for p in pieces[first + 1 :] if p.text or p.rows), None)
    if body is None:
        return None
    heads = [p for p in pieces[first + 1 :] if _heads_like(p)]
    like = _heads_like(pieces[first])
    if pieces[first].shape is Shape.HEADING and body.shape is Shape.HEADING and body.level > pieces[first].level:
        same = sum(p.shape is Shape.HEADING and p.level <= pieces[first].level for p in heads)
        if same:
            return None  # a part with a heading inside it, as the other parts are
    known = sum(_is_part(p) for p in pieces[first + 1 :] if p not in heads)
    known += sum(_is_part(p) or bool(re.match(r"^0?\d{1,2}[.):\s]", p.text)) for p in heads)
    if named and (like or known >= 2 or first == 0):
        return first
    if like and (_heads_like(body) or _is_part(body)) and len(heads) >= 2:
        return None if _BODY.search(pieces[first].text) and len(lines) > 1 and lines[1] == first + 1 else first
    short = len(body.text.split()) <= 60
    return first if known >= 3 and short and (like or _is_part(body)) else None


def _heads_like(piece: Piece) -> bool:
    words = piece.text
    return (
        piece.shape in (Shape.HEADING, Shape.TITLE)
        or (piece.all_bold and 0 < len(words.split()) <= 14)
        or (words.isupper() and 3 < len(words) < 80)
    )


_MAIL = re.compile(r"^(?:(?:subject|re|fwd?|pwnc)\s*:\s*)+", re.I)
_NO_TITLE = re.compile(r"microsoft word|document\d*$|untitled|powerpoint|presentation\d*$|briefing template$", re.I)


def title_words(words: str) -> str:
    """A line as a title: without the name of the format, an alias in capitals in ordinary letters."""
    line = _MAIL.sub("", " ".join(words.split()))
    if line.isupper() and has_alias(line):
        line = calm(line)
    return without_format(line)


def from_headers(document: Document) -> Iterator[str]:
    """Lines of the header that may be the title, likeliest first."""
    lines = [
        w for w in document.headers if 0 < len(w.split()) <= _WORDS and not _DATE.match(w) and not _MARKING.match(w)
    ]
    bare = [w for w in lines if not _is_format(w) and meant(w) is None]
    yield from (w for w in bare if without_format(w) != w or _ALIAS.search(w))
    yield from (w for w in bare if not _BODY.search(w))


def only_alias(title: str) -> bool:
    """Whether a title is a name such as "Young Person K" and nothing else, so that it can identify nobody."""
    return bool(re.fullmatch(r"(?:child|adult|family|baby|young person) [A-Z]{1,2}\d{0,2}", title.strip(), re.I))


def hint(title: str) -> str:
    """The title in a file's properties, "" where a program put it there."""
    return "" if _NO_TITLE.match(title) else title
