"""Courts in a passage: by their whole name, and by where a trial or a sentence was ("at Snaresbrook")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..general import is_general
from ..somebody import sentence_at
from ..vocabulary import FIELD, MONTHS
from .homes import NOT_FIRST, PROPER
from .institutions import named_in_small

_COURT = Look(
    rf"\b(?:[Tt]he )?(?:Crown|Family|County|Magistrates['’]?|Youth|Sheriff|High) Court (?:at|in|sitting (?:at"
    rf"|in)) {PROPER}"
    rf"|\b{NOT_FIRST}{PROPER}(?: {PROPER}){{0,2}} (?:Crown|Magistrates['’]?|Family|County|Coroner['’]?s?['’]?"
    rf"|Youth|Sheriff|Combined|High) Court\b"
    rf"|\b[Aa]t {PROPER}(?: {PROPER})?,? the (?:judge|jury|court|magistrates?|sheriff|prosecut\w+|recorder)\b"
    rf"|\b[Cc]oroner for {PROPER}(?: {PROPER})*"
    rf"|\b{NOT_FIRST}(?!(?:Senior|Area|Assistant|Chief|Acting|Deputy|Duty|Local) [Cc]oroner)"
    rf"{PROPER}(?: {PROPER})? (?:[Cc]oroner|[Ii]nquest)\b"
    rf"|\b(?:[Tt]ribunal|[Hh]earing|[Ii]nquest|[Tt]rial|[Aa]ppeal|[Cc]ase) (?:\w+ )?(?:sat|held|heard|opened|began"
    rf"|took place) (?:at|in) {PROPER}"
    rf"(?: {PROPER})? (?:Court|House|Centre|Hall|Castle)\b"
    r"|\b(?:Old Bailey|Central Criminal Court|Royal Courts of Justice|Principal Registry|First Avenue House"
    r"|Rolls Building)\b"
    rf"|\b{PROPER} (?:Crown|Magistrates['’]?|Family|County|Sheriff) Court\b"
)
_SAT_AT = re.compile(r"^(?:[Tt]ribunal|[Hh]earing|[Ii]nquest|[Tt]rial|[Aa]ppeal|[Cc]ase) .*?(?:at|in) (?=[A-Z])")
_NO_COURT = Look(
    r"^(?:The|A|Every|If|Each|Local|New|Specialist|Integrated|Central|National|Public)\b"
    r"(?! Criminal|(?<=Central) (?:Family|London))"
)
_NO_BENCH = (
    rf"(?!(?:{MONTHS}|Christmas|Easter|New|Her|His|HMP|HM|Wales|Scotland|England|Parliament|Crown|Family|County"
    r"|Magistrates|Youth|Coroner|High|Supreme)\b)"
)
_TRIED_AT = Look(
    r"\b(?:[Ss]entenc(?:ed|ing)|[Rr]etrial|[Vv]erdicts?|[Pp]lead(?:ed|s)? (?:not )?guilty|[Pp]lea hearing|[Cc]onvicted"
    r"|[Aa]cquitted|[Jj]ur(?:y|ors)|[Tt]ried|[Rr]emanded|[Jj]ailed|[Pp]rosecuted|[Jj]udges?|[Mm]agistrates|[Ff]ound"
    r" guilty"
    rf"|[Ii]nquest|[Hh]earing) (?:(?!of\b|to\b|from\b)[\w’'-]+ ){{0,4}}?at (?:the )?({_NO_BENCH}{PROPER}(?: {PROPER})?)"
    rf"|\b(?:[Jj]udges?|[Mm]agistrates|[Jj]ustices|[Bb]ench|[Cc]oroner|court|[Jj]ury) (?:sitting "
    rf"|based )?(?:in|for|at)"
    rf" (?:the )?({_NO_BENCH}(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day){PROPER}(?: {PROPER})?)"
    rf"(?= (?:\w+ed|made|heard|gave|took|sat|found|sent|was|were|had)\b)"
    rf"|\b[Tt]he (?:\w+ )?trial (?:\w+ ){{0,3}}?(?:at|in) (?:the )?({_NO_BENCH}{PROPER})"
    rf"(?= (?:\w+ed|took|was|began|heard|ran|lasted)\b|[.,;]|$)"
)
"""Where somebody was tried, when the name stands alone: "sentencing took place at Snaresbrook"."""


def courts(text: str) -> Iterator[str]:
    """Courts that sit in a named place."""
    for match in _COURT.finditer(text):
        if not _NO_COURT.search(match[0]) or re.search(r"Court (?:at|in|sitting)", match[0]):
            yield _SAT_AT.sub("", match[0])
    for match in _TRIED_AT.finditer(text):
        name = match[1] or match[2] or match[3]
        whole = re.search(r"\b(?:Crown|Family|County|Court|Magistrates)\b", name + text[match.end() :][:24])
        if not whole and name not in FIELD and not is_general(sentence_at(text, match.start())):
            yield name
    yield from named_in_small("court-name", text)
