"""Words that are names elsewhere and here name a thing: "the Alexa", "Reg 44", "Earl is a title"."""

from __future__ import annotations

import re

from ..somebody import happened, sentence_at
from .lists import folded

_DEVICE = re.compile(
    r"(?: (?:in|on|by) (?:the|a|every|your|our)"
    r"| (?:speaker|device|app|doorbell|camera|light|call|alert|toolkit|tool|system)s?)\b"
)
_ILL = re.compile(r" (?:body|bodies|palsy|dementia|syndrome|disease|sign)\b")
_OF_A_BODY = re.compile(
    r"\b(?:Ministry|Department|Minister|Court|Palace|Secretary|Festival|Institute|Office|Board|Order"
    r"|Director) of (?:State for )?$"
)
_GOODS = re.compile(
    r" (?:[a-z]+ )?(?:bottle|seat|cot|pram|buggy|monitor|dummy|carrier|pump|phone|doorbell|watch|tablet"
    r"|blanket|sleeping bag)s?\b"
)
_AS_A_WORD = re.compile(
    r"(?:,? (?:and|or) \w+)? (?:is|are) (?:an? |the )?(?:other )?(?:titles?|words?|terms?|ranks?|labels?|colours?)\b"
)
_AMONG_WORDS = re.compile(
    r"\b(?:such as|rank of|title of|words?|e\.g\.|marked|labelled) (?:[A-Z]\w+,? (?:and |or )?)*$"
)


def is_a_thing(text: str, start: int, end: int, *, shared: bool) -> bool:
    """Whether the one capital from `start` to `end` is a device or a numbered rule; `shared`: it is a word, too."""
    behind = text[end:]
    if (shared or folded(text[start:end]) in ("reg", "max")) and re.match(r" \d", behind):
        return True
    if _ILL.match(behind) or (shared and _OF_A_BODY.search(text[:start])):
        return True
    led = re.search(r"\b(?:[Tt]he|[Aa]n?|[Yy]our|[Ee]very) $", text[:start])
    return led is not None and _DEVICE.match(behind) is not None


def as_a_word(text: str, end: int) -> bool:
    """Whether the word that ends there is spoken of as a word: "Earl and Baron are titles"."""
    return _AS_A_WORD.match(text, end) is not None


def among_words(before: str) -> bool:
    """Whether what follows `before` is one of several words that are given as examples."""
    return _AMONG_WORDS.search(before) is not None


def is_a_brand(text: str, words: str) -> bool:
    """Whether two capitals are a make: "a Tommee Tippee bottle"."""
    at = text.find(words)
    if happened(sentence_at(text, max(0, at))):
        return False
    return re.search(r"\b(?:[Aa]n?|[Ee]very|[Aa]ny) $", text[: max(0, at)]) is not None and bool(
        _GOODS.match(text, at + len(words))
    )
