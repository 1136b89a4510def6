"""Addresses and names online of a person, written so that machines miss them: "jroe(at)example.org", "Insta @…"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..names.opening import is_a_word
from .particulars import is_a_bodys, is_ones_own

_HOST = r"[A-Za-z0-9-]{2,}"
_BRACKETED = Look(
    rf"[\w.+-]{{1,64}} ?[\[({{<] ?(?:at|AT|At|@) ?[\])}}>] ?{_HOST}"
    rf"(?:(?: ?[\[({{<] ?(?:dot|DOT|Dot|\.) ?[\])}}>] ?| dot | DOT |\.){_HOST})+",
    within=r"[\[({<] ?(?:[Aa]t|AT|@)",
)
_ENDING = r"(?:com|org|net|co|ac|gov|nhs|uk|example)\b"
_SPACED = Look(
    rf"[\w.+-]{{1,64}}(?: ?[＠﹫] ?| @ |@ ){_HOST}(?:\.{_HOST}| \.{_HOST}|\. {_ENDING})+"
    rf"|[\w.+-]{{1,64}} @{_HOST}(?:\.{_HOST})*\.{_ENDING}"
    rf"|[\w.+-]{{1,64}}@{_HOST}(?: \.{_HOST}|\. {_ENDING})(?:\.{_HOST})*"
    rf"|[\w.+-]{{1,64}}@{_HOST}(?:\.{_HOST})* (?:dot|DOT) {_HOST}(?: (?:dot|DOT) {_HOST})*",
    within=r"[@＠﹫]",
)
_SPOKEN = Look(
    rf"\b[\w+-]+(?:(?: (?:dot|DOT) |\.)[\w+-]+)* (?:at|AT) (?!(?:the|a|an|this|that|every)\b){_HOST}"
    rf"(?: (?:dot|DOT) {_HOST})+",
    within=r" (?:dot|DOT) ",
)
_AT = re.compile(r" ?[\[({<] ?(?:at|AT|At|@) ?[\])}>] ?| ?[@＠﹫] ?| (?:at|AT) ")
_DOT = re.compile(r" ?[\[({<] ?(?:dot|DOT|Dot|\.) ?[\])}>] ?| (?:dot|DOT) | ?\. ?")

_TAGGED = Look(
    r"\b(?:[Ii]nsta(?:gram)?|IG|[Ss]nap(?:chat)?|[Tt]witter|on X|[Tt]ik ?[Tt]ok|[Kk]ik|[Yy]ou ?[Tt]ube|[Dd]iscord"
    r"|[Tt]elegram|[Tt]witch|[Bb]luesky|[Tt]hreads|[Ff]acebook|FB|[Rr]eddit|[Ss]ocials)"
    r"(?: (?:is|was|as|at|on|under|name|handle|account|page|profile|are))*:? ?[\"“‘(]?(@\w{3,}(?:\.\w+)*)"
    r"|(?<![\w@./])(@[a-z]{4,}(?:[._][a-z]+)*\d{2,})\b",
    apart=True,
    within=r"@\w",
)


def disguised(text: str, own: frozenset[str]) -> Iterator[str]:
    """Addresses of a person in words and brackets, and names online; none of a team or at the `own` domains."""
    for pattern in (_BRACKETED, _SPACED, _SPOKEN):
        for match in pattern.finditer(text):
            words = match[0].strip(" .")
            local, domain = (_DOT.sub(".", part) for part in _AT.split(words, maxsplit=1))
            plain = pattern is not _SPOKEN or not is_a_word(local)
            if plain and is_ones_own(local, domain, own):
                yield words
    for match in _TAGGED.finditer(text):
        handle = match[1] or match[2]
        if not is_a_bodys(handle, text, match.start()):
            yield handle
