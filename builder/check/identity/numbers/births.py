"""Days of birth told another way: "b. 12 Mar 2019", "he turned three on 4 May", a life in brackets, in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...look import Look
from ..names.lists import is_given
from ..somebody import is_public, sentence_at
from ..vocabulary import FAMILY, MONTHS
from .ages import NUMBER
from .times import DAY_IN_WORDS, past

_YEAR = r"(?:19|20)\d\d"
_FIGURES = r"\d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d\d|\d\d)(?!\d)"
_DAY_AND_MONTH = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTHS}\b|(?:the )?(?:{DAY_IN_WORDS})(?: day)?(?: of)? {MONTHS}\b"
)
_WITH_YEAR = (
    rf"(?:(?:{_DAY_AND_MONTH})\.?,? {_YEAR}|\d{{1,2}}[-/. ]{MONTHS}[-/. ]+(?:{_YEAR}|\d\d)\b|{MONTHS} \d{{1,2}}"
    rf"(?:st|nd|rd|th)?,? {_YEAR}|{_FIGURES})"
)
_ANY = rf"(?:{_WITH_YEAR}|{_DAY_AND_MONTH}|{MONTHS} \d{{1,2}}\b)"

_LABELLED = Look(
    r"\b(?:[Dd]\. ?[Oo]\. ?[Bb]\b\.?|[Dd][Oo][Bb]|[Dd]/[Oo]/[Bb]|[Dd]ate[- ]of[- ][Bb]irth|[Bb]irth[- ]?date"
    r"|[Bb]irthday(?: party)?|[Bb]orn)(?:[ :=(,–-]|\b(?:was|is|on|as|fell|falls|given|recorded|would have been)\b)*"
    rf"({_WITH_YEAR}|{_DAY_AND_MONTH}|{_YEAR}[/.-]\d\d?[/.-]\d\d?|(?<=[Bb][ :=]|[:=.] )(?:\d{{8}}|\d{{6}}|"
    r"\d\d \d\d (?:\d\d){1,2})(?!\d))",
    apart=True,
)
_SHORT = Look(rf"(?<![\w.])[bB]\. ?(?:on )?({_WITH_YEAR})", apart=True)
_TURNED = Look(
    rf"\b(?:[Tt]urn(?:ed|ing|s)|(?:[Hh]e|[Ss]he|who|(?:Child|Baby|Adult|Twin) [A-Z0-9]{{1,2}}) (?:was|became|will be"
    rf"|would be|would have been|is)) (?:just |only )?{NUMBER} (?:(?:years?|months?) old |years of age )?on "
    rf"({_ANY})",
    apart=True,
)
_ARRIVED = Look(
    r"\b(?:(?:[Bb]aby(?: [A-Z])?|[Nn]ewborn|[Tt]wins|[Tt]riplets|(?:little|baby) (?:boy|girl|brother|sister|one))"
    r" (?:\w+ly )?(?:arrived|came|(?:was|were) delivered)|(?:[Hh]e|[Ss]he|son|daughter|boy|girl|Child [A-Z]) was"
    r" delivered(?= by| at)|(?:came|entered|arrived|born) into the world|entered the world)"
    r"(?: (?:\w+ly|early|late|into the world|by (?:\w+ )?(?:caesarean|section|forceps|ventouse)(?: section)?"
    rf"|at (?:home|term|\d\d weeks|\d[\d.:]*(?: ?[ap]m)?)))*,? on (?:the )?({_ANY})"
    r"(?! (?:at|in|with|from) (?:the|an?|his|her|their) (?:\w+ )?(?:foster|hospital|ward|placement|nursery|unit|school"
    r"|review|carers?|refuge)\b)",
    apart=True,
)
_WELSH_MONTH = (
    r"(?:Ionawr|Chwefror|[MF]awrth|Ebrill|[MF]ai|[MF]ehefin|G?orffennaf|Awst|[MF]edi|Hydref|[TD]achwedd|R?hagfyr)"
)
_CELTIC = Look(
    r"\b(?:[Gg]anwyd|anwyd|[Gg]aned|aned|[Gg]eni|eni|[Pp]h?en-blwydd|ben-blwydd)\b[^.\n]{0,40}?"
    rf"\b(\d{{1,2}}(?:af|ail|ydd|ed|fed|eg|ain)?(?: o)? {_WELSH_MONTH}\b(?:,? {_YEAR})?|{_FIGURES})"
    rf"|\b(?:[Rr]ugadh|[Dd]áta [Bb]reithe|[Cc]eann-latha)\b[^.\n]{{0,40}}?\b(\d{{1,2}}(?:ú|mh|d)? (?:lá )?(?:de )?"
    rf"(?:mhí )?(?:na )?[A-ZÀ-Þ][\w’'-]+ {_YEAR}|{_FIGURES})",
    apart=True,
)
_LIFE = Look(rf"\((?:b\. ?)?({_WITH_YEAR}) ?(?:[–—-]|to|d\.|; d\.) ?{_WITH_YEAR}\)", apart=True)
_WHOSE = re.compile(
    rf"(?:(?:Child|Baby|Adult|Person|Twin|Sibling|Mother|Father) [A-Z0-9]{{1,2}}|\b(?:{FAMILY}|boy|girl|infant"
    rf"|([A-ZÀ-Þ][\w’'-]+) [A-ZÀ-Þ][\w’'-]+|([A-ZÀ-Þ][\w’'-]+)),?) $"
)
"""Whose life the days in brackets are."""


def births(text: str, today: date) -> Iterator[str]:
    """Days of birth by what they are called, by the age that somebody reached on them, or by a life's two ends."""
    for pattern in (_LABELLED, _TURNED, _ARRIVED):
        yield from (match[1].removeprefix("the ") for match in pattern.finditer(text))
    yield from (match[1] or match[2] for match in _CELTIC.finditer(text))
    for match in _SHORT.finditer(text):
        if past(match[1], today) and not _is_in_a_list(text, match) and not is_public(sentence_at(text, match.start())):
            yield match[1]
    for match in _LIFE.finditer(text):
        if _is_a_life(text, match):
            yield match[1]


def _is_in_a_list(text: str, match: re.Match[str]) -> bool:
    """Whether "b." is the second of "a., b., c.", and no birth."""
    before = text[: match.start()]
    if re.search(r"(?:^|[\s(])[aA][.)] ", before):
        return True
    begins = not before.strip() or before.endswith("\n")
    return begins and re.match(r"[\s.,;)]*(?:$|\n)|[;,]? ?(?:d\.|died\b)", text[match.end() :]) is None


def _is_a_life(text: str, match: re.Match[str]) -> bool:
    """Whether two days in brackets are somebody's, and no period that was looked at."""
    before, behind = text[: match.start()], text[match.end() :]
    if not before.strip():
        return not behind.strip(" .")
    whose = _WHOSE.search(before)
    if whose is None:
        return False
    called = whose[1] or whose[2]
    return called is None or is_given(called) is not None
