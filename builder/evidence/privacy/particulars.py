"""Personal particulars in what teams wrote: whole names, addresses, telephone and NHS numbers, e-mails, days of birth.

A program that looks for patterns misses some and takes some for what they are not: the overview marks what this finds
for a person to look at, and the report for the board leaves it out. Helplines and names of teams are no particulars.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from markupsafe import Markup, escape

from ...model.given_names import registered_names
from ...model.partnership import Library

Span = tuple[int, int]

_DAY = (
    r"(?:\d{1,2}[./ -]\d{1,2}[./ -](?:\d{4}|\d{2})\b|\d{4}-\d{2}-\d{2}\b"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \d{4}\b|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b)"
)
_BIRTH = re.compile(
    rf"\b(?:born|birth ?day|(?:date|day) of birth|d\.? ?o\.? ?b\b\.?)[ :,.()-]{{0,3}}"
    rf"(?:(?:is|was|on|in) ){{0,2}}{_DAY}",
    re.I,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_PHONE = re.compile(r"(?<![\w£#/.,-])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9](?:[ ()-]{0,2}\d){7,9}(?![\d%/])")
_HELPLINE = re.compile(r"0(?:800|808|3\d\d|84\d)")
_NHS_SAID = re.compile(r"\bNHS (?:number|no\b\.?|#)[ :#]*(?:is |was )?(\d[\d -]{8,14}\d)", re.I)
_TEN = re.compile(r"(?<![\w£/.,-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w%/-])")
_INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.I)
_ROAD = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Way|Crescent|Cres|Court|Gardens|Grove|Terrace|Place|Square"
    r"|Hill|Row|Walk|Mews|Parade|Rise|View|Park|Green|Heol|Ffordd|Stryd)"
)
_ADDRESS = re.compile(
    rf"\b(?:(?:flat|apartment|unit) \d{{1,4}}[a-z]?,? )?\d{{1,4}}[a-z]?,? (?:[A-Z][\w'’.-]{{1,20}} ){{1,3}}{_ROAD}\b"
    rf"|\b\d{{1,4}}[a-z]?,? (?:Heol|Ffordd|Stryd) [A-Z][\w'’-]{{1,20}}|\b[Ff]lat \d{{1,4}}[a-zA-Z]?\b"
)
_WORD = r"(?:[OD]['’])?[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*"
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Lady|Rev)\b\.? (?:[A-Z]\.? )?{_WORD}(?: {_WORD})?")
_NAMED = re.compile(rf"(?<![\w'’-])({_WORD})((?: (?:{_WORD}|[A-Z]\.?)){{1,3}})(?![\w])")
_CAPITALS = re.compile(r"(?<![\w'’-])([A-Z]{3,20}) ([A-Z][A-Z'’-]{2,20})(?!\w)")
_NO_SURNAME = frozenset(
    """
    and the of for to in on at by with from team teams service services house centre center ward school primary academy
    college nursery hospital surgery practice clinic road street lane avenue close court hub board council trust
    partnership unit project policy plan day week month law act review reviews family families children child adult
    adults social worker workers manager lead officer nurse visitor police health care early help support group forum
    safeguarding training briefing meeting supervision report form case file house's street's january february march
    april may june july august september october november december monday tuesday wednesday thursday friday saturday
    sunday north south east west green park hall is was has can should must people pathway number
    assessment protocol champion together level line first approach model tool toolkit template list
    guide guidance procedure procedures conference duty strategy single point access centre sunday
    uk england wales scotland ireland
    """.split()
)
_FIGURE = re.compile(r"\d")
_LONGEST = 60
"""Letters of the longest word that is looked up: a longer one is nobody's name."""


def particulars(text: str, known: str = "") -> tuple[Span, ...]:
    """Where personal particulars stand in a text, in order and apart; `known` is what `known_places` gave.

    Takes time in proportion to the text.
    """
    spans = sorted((*_patterned(text), *_names(text)))
    if not spans:
        return ()
    found: list[Span] = []
    for start, end in spans:
        if text[start:end].casefold() in known:
            continue
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def known_places(library: Library) -> str:
    """Names of teams and organisations, which may sound like a person's: a line each, in small letters."""
    teams = ((t.section_team, t.organisation, t.agency) for t in library.teams)
    names = dict.fromkeys((library.partnership.name, *(name for names in teams for name in names)))
    return "\n".join(names).casefold()


def marked(text: str, known: str = "") -> Markup:
    """The text as HTML with each particular in a `mark`."""
    parts, at = [], 0
    for start, end in particulars(text, known):
        parts += [_breakable(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join((*parts, _breakable(text[at:])))


_UNBROKEN = re.compile(r"\S{60}(?=\S)")


def _breakable(text: str) -> Markup:
    """Text as HTML that may break within long words: a browser lays a word of 60,000 letters out for minutes else."""
    if len(text) < _LONGEST:
        return escape(text)
    pieces, at = [], 0
    for found in _UNBROKEN.finditer(text):
        pieces.append(escape(text[at : found.end()]))
        at = found.end()
    return Markup("<wbr>").join((*pieces, escape(text[at:])))


def without(text: str, instead: str, known: str = "") -> str:
    """The text with `instead` in the place of each particular."""
    parts, at = [], 0
    for start, end in particulars(text, known):
        parts += [text[at:start], instead]
        at = end
    return "".join((*parts, text[at:]))


def _patterned(text: str) -> Iterator[Span]:
    yield from (found.span() for found in _TITLED.finditer(text))
    if "@" in text:
        yield from (found.span() for found in _EMAIL.finditer(text))
    if not _FIGURE.search(text):  # all others have figures
        return
    for pattern in (_BIRTH, _NHS_SAID, _INSURANCE, _ADDRESS):
        yield from (found.span() for found in pattern.finditer(text))
    for found in _POSTCODE.finditer(text):
        if found[0].isupper() or " " in found[0]:
            yield found.span()
    for found in _PHONE.finditer(text):
        if not _HELPLINE.match(re.sub(r"\D", "", found[0])):
            yield found.span()
    for found in _TEN.finditer(text):
        if _is_nhs_number(re.sub(r"\D", "", found[0])):
            yield found.span()


def _is_nhs_number(digits: str) -> bool:
    """Whether the last of ten figures is the eleventh part of the others' weighed sum (NHS Data Dictionary)."""
    total = sum(int(d) * (10 - n) for n, d in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def _names(text: str) -> Iterator[Span]:
    """Given name and surname, also where the given name is a word as well: two capitals side by side are seldom not."""
    for found in _NAMED.finditer(text):
        first = found.start()
        words = [(w[0], w.start() + first, w.end() + first) for w in re.finditer(r"\S+", found[0])]
        yield from _in_row(words)
    for found in _CAPITALS.finditer(text):
        if _is_given(found[1]) and _may_be_surname(found[2]):
            yield found.span()


def _in_row(words: list[tuple[str, int, int]]) -> Iterator[Span]:
    """The first name among words with capitals that follow one another."""
    for n, (word, start, _) in enumerate(words[:-1]):
        if not _is_given(word):
            continue
        end = n + 1
        while end < len(words) - 1 and len(words[end][0].rstrip(".")) == 1:
            end += 1
        if _may_be_surname(words[end][0]):
            yield start, words[end][2]
            return


def _is_given(word: str) -> bool:
    return len(word) < _LONGEST and word.casefold() not in _NO_SURNAME and _flat(word) in registered_names()


def _may_be_surname(word: str) -> bool:
    bare = re.sub(r"['’]s$", "", word)
    return 1 < len(bare) < _LONGEST and bare.casefold() not in _NO_SURNAME


def _flat(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(c for c in flat if not unicodedata.combining(c))
