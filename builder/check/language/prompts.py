"""Rules about the questions that readers reflect on: open, short, one at a time, and never about blame or a case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.problems import Severity
from ..core import Check, Draft, Found, Kind, Rule

MAX_WORDS = 25
"""Words in a prompt: answerable in a minute or two."""

_CLOSED = re.compile(
    r"(?:[^?.,]{0,40},\s*)?(?:and\s+)?(?:do|does|did|is|are|was|were|have|has|had|can|could|should|would|will|am|may|might)\s+"
    r"(?:you|we|they|your|our|i|it|there|this|these|the|any|all|staff|practitioners|agencies|everyone)\b",
    re.I,
)
_ASKING = "(?:what|how|which|where|when|who|whose|why)"
_QUESTION_WORD = re.compile(rf"\b{_ASKING}\b", re.I)
_AND_ASKS = re.compile(
    rf"[^\s,;–—] and (?:{_ASKING} (?:do|does|did|is|are|was|were|can|could|should|would|"
    r"will|have|has|had|might|may)\b|who [a-z]+s\b|what (?:helps|stops|gets|makes|happens|comes|changes|matters)\b)",
    re.I,
)
"""A second question that begins without a pause. After a comma it is an afterthought: "Who do you tell, and how?"."""

_INDIRECT = re.compile(
    rf"(?<!and)(?<!,) {_ASKING}\b[^?,]* and {_ASKING}\b",
    re.I,
)
"""Two things asked about in one question: "How do you decide what is urgent and what can wait?"."""

_BLAME = re.compile(
    r"\bwhy (?:(?:did|was|were|would) ?n['’]?t|did ?n[o'’]t|did not|did (?:the|they|nobody|no one)|had nobody)|"
    r"\bwho (?:was|is|were) (?:to blame|responsible|at fault)|\bwhose fault|"
    r"\b(?:went wrong|mistakes? did|failed to|at fault)\b|"
    r"\bshould (?:they|the (?:social worker|gp|police|parents?|mother|father)) have\b",
    re.I,
)
_CASE = re.compile(
    r"\b(?:describe|tell us|tell me|write about|give details|share|name|outline)\b[^?]{0,40}"
    r"\b(?:case|child|adult|family|patient|pupil|client|incident|parents?)\b(?! (?:protection|in need))|"
    r"\b(?:name|initials|details|address) of (?:the|a|your) (?:child|adult|family|person|patient|pupil|client)\b|"
    r"\b(?:a|your) (?:recent |last |current |own )?case (?:that )?you\b|"
    r"\b(?:the|a|your|that) (?:last )?(?:child|adult|family|young person|patient|pupil|client|parents?)"
    r" (?:that |whom? )?(?:you|your team) (?:last )?"
    r"(?:saw|visited|met|assessed|supported|worked with|spoke (?:to|with))\b",
    re.I,
)


def _prompts(draft: Draft, pattern: re.Pattern[str], message: str) -> Iterator[Found]:
    for passage in draft.written:
        if passage.kind is Kind.PROMPT and pattern.search(passage.text):
            yield Found(passage.place, message, passage.text, passage.heading)


def _closed(draft: Draft) -> Iterator[Found]:
    for passage in draft.written:
        if passage.kind is Kind.PROMPT and _CLOSED.match(passage.text) and not _opened(passage.text):
            yield Found(passage.place, "This question can be answered by yes or no", passage.text, passage.heading)


def _opened(text: str) -> bool:
    """Whether an open question stands before the first verb of a closed one: "When you visit, what do you see?"."""
    first = _QUESTION_WORD.search(text)
    return bool(first and first.start() < 8)


def _long(draft: Draft) -> Iterator[Found]:
    for passage in draft.passages:
        if passage.kind is Kind.PROMPT and (count := len(passage.text.split())) > MAX_WORDS:
            yield Found(passage.place, f"A question of {count} words", passage.text, passage.heading)


def _double(draft: Draft) -> Iterator[Found]:
    for passage in draft.written:
        if passage.kind is Kind.PROMPT and _asks_twice(passage.text):
            yield Found(passage.place, "More than one question in one", passage.text, passage.heading)


def _asks_twice(text: str) -> bool:
    words = len(_QUESTION_WORD.findall(text)) - 2 * bool(_INDIRECT.search(text))
    return text.count("?") > 1 or words > 2 or (words == 2 and _opened(text) and bool(_AND_ASKS.search(text)))


def _blaming(draft: Draft) -> Iterator[Found]:
    yield from _prompts(draft, _BLAME, "This question looks for fault")


def _case_details(draft: Draft) -> Iterator[Found]:
    yield from _prompts(draft, _CASE, "This question may draw details of a real case onto a device")


_W = Severity.WARNING
_FIELD = "Practice of partnerships on reflection"

CHECKS: tuple[Check, ...] = tuple(
    Check("prompts", rule, find)
    for rule, find in (
        (
            Rule(
                "closed-prompt",
                _W,
                "A question that yes or no answers ends the thinking.",
                "Start with what or how.",
                "Do you share information early?",
                "What helps you to share information early?",
                _FIELD,
            ),
            _closed,
        ),
        (
            Rule(
                "long-prompt",
                _W,
                "A question over 25 words has to be read twice, and nobody can hold it in a meeting.",
                "Cut it to what you most want to know.",
                "A question of 40 words",
                "What would you do differently on Monday?",
                _FIELD,
            ),
            _long,
        ),
        (
            Rule(
                "double-prompt",
                _W,
                "Two questions in one get one answer.",
                "Ask one, or make two prompts of it.",
                "Who do you tell? How do you record it?",
                "Who do you tell, and how?",
                _FIELD,
            ),
            _double,
        ),
        (
            Rule(
                "blaming-prompt",
                _W,
                "Hindsight makes the right answer look easy, and shame stops people from learning.",
                "Ask about the reader's own practice or system.",
                "Why didn't the GP share this?",
                "What makes it hard for you to share this?",
                _FIELD,
            ),
            _blaming,
        ),
        (
            Rule(
                "case-details",
                _W,
                "What is written about a real family may identify it, wherever it is kept.",
                "Ask about practice in general.",
                "Describe a family you worked with last year.",
                "What tells you that a family needs more time?",
                "UK GDPR; practice of partnerships",
            ),
            _case_details,
        ),
    )
)
