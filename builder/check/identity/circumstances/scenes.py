"""Words that set a scene: said of somebody, they point to one place, one happening, one trade or one life."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..cases import of_the_case
from ..somebody import sentence_at

_DATA = Path(__file__).parents[2] / "data" / "scene-words.txt"
_WORD = re.compile(r"(?<![\w’'-])[a-z]+(?:[-’'][a-z]+)*")
_HARMLESS = re.compile(
    r"\b(?:mental health|the ward|art|story|model of|role model|working model|care model|medical model|social model"
    r"|well(?! (?:behind|in the garden|outside))|skip(?:s|ped)? (?:a|the|school|meals|lessons|lunch)|family judge"
    r"|(?:safeguarding|practice|neglect|abuse|participation|learning|dementia|health|team|ward|children['’]s"
    r"|fathers?) champions?"
    r"|judge (?:may|might|can|will|should)|family tree|bed in the cottage)\b"
)
_PICTURED = re.compile(
    r"\b(?:drew|draws|drawn|drawing|painted|dreamt|dreamed|toy|book about|story about|watched|pretend\w*)\b"
)


@cache
def scene_words() -> frozenset[str]:
    """The list, each word with its plural."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(words | {f"{word}s" for word in words if not word.endswith("s")})


def scenes(text: str) -> Iterator[str]:
    """Words of the list in a sentence about somebody of the case; none where they are drawn, played or read of."""
    listed = scene_words()
    if listed.isdisjoint(_WORD.findall(text.replace("’", "'"))):
        return
    for match in _WORD.finditer(text):
        word = match[0].replace("’", "'")
        if word not in listed:
            continue
        sentence = sentence_at(text, match.start())
        if of_the_case(sentence) and not _PICTURED.search(sentence) and not _is_harmless(text, match):
            yield match[0]


def _is_harmless(text: str, match: re.Match[str]) -> bool:
    return any(h.start() <= match.start() < h.end() for h in _HARMLESS.finditer(text)) or text[match.end() :][:1] == "-"
