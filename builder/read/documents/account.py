"""Nothing is lost: the visible words of a file against the words taken or named. What is in neither is named here.

The normal form of both sides: small letters; words are runs of letters or of digits; a hyphen inside a word, also at
the end of a line, counts as nothing; the number, letter or label before a point is no word, nor is a page number.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from ...adapters.documents.content import Kind, Left, Seen
from .recognised.marks import typed

_HYPHEN = re.compile(r"(?<=\w)[\u00ad\u2010\u2011-]\s*(?=\w)")
_NUMBERED = re.compile(
    r"^\s*(?:(?:part|section|step|panel|box|minute)\s*)?0?\d{1,2}(?!\d|-\w)(?:\s*(?:of|/)\s*\d{1,2})?[.):–—-]*\s*", re.I
)
_LABEL_INSIDE = re.compile(
    r"(?<!\w)(?:finding|recommendation|learning point|learning|lesson|point|theme|canfyddiad|argymhelliad|pwynt dysgu)"
    r"\s*(?:no\.?\s*)?#?\d{1,2}\s*[:.)\u2013\u2014-]",
    re.I,
)
"""The label of a point on a later line of a paragraph: it is no word there either."""
_DROPPED = dict.fromkeys((173, 8203, 8204, 8205, 65279))
_MARKS = re.compile(r"(?<=\w)(?:[*\\]|\[\^\d+\])+(?=\w)")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\(<[^<>]*>\)|\{lang=[\w-]+\})")
_PAGES = ("a header", "a footer")


def words_of(text: str) -> list[str]:
    """The words of a text in the normal form."""
    folded = unicodedata.normalize("NFKC", text.translate(_DROPPED)).casefold()
    return re.findall(r"[^\W\d_]+|\d+", _HYPHEN.sub("", folded))


def _bare(text: str) -> str:
    """Markdown without marks that may part a word in two: bold, italic, links, notes, letters kept as they are."""
    return _MARKS.sub("", _LINK.sub(r"\1", text))


def unaccounted(visible: Iterable[Seen], *taken: str) -> Iterator[Left]:
    """What was seen in the file and is in no text of `taken`: each run of words, with its place."""
    have: Counter[str] = Counter()
    for text in taken:
        have.update(Counter(words_of(text)) | Counter(words_of(_bare(text))))
    for seen in visible:
        lost = _lost(seen, have)
        if lost:
            yield Left(Kind.OTHER, " ".join(lost), seen.where)


def _lost(seen: Seen, have: Counter[str]) -> list[str]:
    text = seen.words
    mark = typed(text)
    text = text[mark.length :] if mark else _NUMBERED.sub("", text, count=1)
    marks = Counter(word for label in _LABEL_INSIDE.findall(text) for word in words_of(label))
    lost = []
    for word in words_of(text):
        if have[word] > 0:
            have[word] -= 1
        elif marks[word] > 0:
            marks[word] -= 1
        elif not (seen.where in _PAGES and word.isdecimal()):
            lost.append(word)
    return lost
