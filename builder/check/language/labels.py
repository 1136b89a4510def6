"""Rules about words that label people, and about terms that have gone out of use. They explain; they never rewrite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...model.problems import Severity
from ..core import Check, Draft, Found, Kind, Rule
from ..look import worth
from .dated import DATED
from .wordings import LABELS, Wording


def _labels(draft: Draft) -> Iterator[Found]:
    yield from _wordings(draft, dated=False)


def _dated(draft: Draft) -> Iterator[Found]:
    explained = " | ".join(f"{t.term} | {t.meaning}" for t in draft.briefing.glossary).casefold()
    for found in _wordings(draft, dated=True):
        term = found.message.split("”")[0].lstrip("“").casefold()
        if term not in explained and term.removesuffix("s") not in explained:
            yield found


@lru_cache(maxsize=20_000)
def _said_in(text: str, *, dated: bool) -> tuple[tuple[Wording, re.Match[str]], ...]:
    """The wordings of a table that a text has: each form once (“non-compliant” and “non-compliance” are one)."""
    likely = worth(text)
    table = (wording for wording in (DATED if dated else LABELS) if wording.pattern in likely)
    found: dict[tuple[str, str], tuple[Wording, re.Match[str]]] = {}
    for wording in table:
        for match in wording.pattern.finditer(text):
            found.setdefault((wording.why, match[0].casefold()[:8]), (wording, match))
    return tuple(found.values())


def _wordings(draft: Draft, *, dated: bool) -> Iterator[Found]:
    shown = draft.library.partnership_of(draft.briefing)
    for passage in draft.written:
        if dated and passage.kind is Kind.FACT and passage.heading == "source review":
            continue
        for wording, found in _said_in(passage.own, dated=dated):
            why, instead = wording.said(shown.nation, shown.audience)
            if why and not _quoted(passage.text, found):
                begun = why if why.startswith(_PROPER) else why[:1].lower() + why[1:]
                yield Found(
                    passage.place,
                    f"“{found[0]}”: {begun.rstrip('.')}",
                    passage.text,
                    passage.heading,
                    f"Think of: {instead}.",
                    found[0],
                )


def _quoted(text: str, found: re.Match[str]) -> bool:
    """Whether the wording alone stands in quotation marks: then somebody is talking about the word."""
    before, after = text[: found.start()][-1:], text[found.end() :][:2].lstrip(".,")[:1]
    return before in _QUOTES and before != "" and after in _QUOTES and after != ""


_PROPER = ("Wales", "Scotland", "Northern Ireland")
_QUOTES = "\"'“”‘’"

CHECKS: tuple[Check, ...] = (
    Check(
        "language",
        Rule(
            "label",
            Severity.WARNING,
            "Many partnerships avoid words that judge or that put the cause in the person. In somebody else's words, "
            "or as the name of a theme, they may stand: record the decision.",
            "Say what happened instead.",
            "The parents were resistant and refused support.",
            "The parents declined support. Nobody asked what they feared.",
            "Practice of partnerships; many partnerships' language guides",
        ),
        _labels,
    ),
    Check(
        "language",
        Rule(
            "dated-term",
            Severity.WARNING,
            "Readers who trained later do not know the term, and may think that it still exists.",
            "Use today's term, or explain the old one in the glossary.",
            "A Core Assessment was undertaken.",
            "A Core Assessment (now a single assessment) was undertaken, with the term in the glossary.",
            "Working Together to Safeguard Children; Health and Care Act 2022",
        ),
        _dated,
    ),
)
