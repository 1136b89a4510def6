"""Rules about what could identify somebody: one rule for each kind of detail. They flag; only a person may decide.

None of these lists is complete, and no text is ever called anonymous. `picture.py` puts the details together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ..model.problems import Severity
from .core import Check, Draft, Found, Kind, Passage, Rule
from .lexicon import COUNTRIES, FIRST_NAMES, NATIONALITIES, ORDINARY, ORDINARY_PLACES, PLACES

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PROPER = r"[A-Z][\w’'-]+"
_OLD = r"(?:8[1-9]|9\d|1[01]\d)"


_FEAST = (
    r"(?:Christmas (?:Day|Eve)|Boxing Day|New Year['’]s (?:Day|Eve)|Good Friday|Easter (?:Sunday|Monday)|Palm Sunday|"
    r"(?:Mother['’]s|Father['’]s|Valentine['’]s|Remembrance|May|St [A-Z]\w+['’]s) (?:Day|Sunday)|Bonfire Night|"
    r"Hallowe['’]?en|Eid(?: al-[A-Z]\w+)?|Diwali|Ash Wednesday|Pancake Day)"
)


def _any(*patterns: str, ignore_case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I if ignore_case else 0)


DATE = _any(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b(?:,? (?:19|20)\d\d)?",
    rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,? (?:19|20)\d\d)?",
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b",
    r"\b(?:19|20)\d\d-\d\d-\d\d\b",
    rf"\b{_FEAST},?(?: in| of)? (?:19|20)\d\d\b",
)
AGE = _any(
    rf"\b{_NUMBER}[ -]days?[ -]old\b",
    rf"\baged? (?:\w+ )?{_NUMBER} days\b",
    rf"\baged {_OLD}\b",
    rf"\b(?:is|was) {_OLD}\b(?! [a-z])",
    rf"\b{_OLD}[ -]years?[ -]old\b",
    rf"\b{_NUMBER} years?,? (?:and )?{_NUMBER} (?:months?|days?) old\b",
    rf"\b{_NUMBER} weeks and {_NUMBER} days\b",
)
_POST = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
_STREET = _any(
    rf"\b(?:\d{{1,4}}[a-z]?,? )?(?:{_PROPER} ){{1,3}}"
    r"(?:Street|Road|Avenue|Lane|Drive|Crescent|Terrace|Gardens|Estate)\b",
    rf"\b\d{{1,4}} (?:{_PROPER} ){{1,2}}(?:Close|Way|Court|Place|Square|House)\b",
)
_SCHOOL = re.compile(
    rf"\b(?:(?:St\.? )?{_PROPER} ){{1,3}}"
    r"(?:Primary|Secondary|Infants?|Juniors?|High|Grammar|Academy|School|College|Nursery|University)\b"
)
_INSTITUTION = re.compile(
    rf"\b(?:{_PROPER} ){{1,3}}"
    r"(?:Hospital|Infirmary|Surgery|Clinic|Medical Centre|Health Centre|Prison|Hospice|Care Home)\b"
)
_PLACE = _any(
    rf"\b(?:in|at|from|near|to|of) (?:{'|'.join(ORDINARY_PLACES)})\b",
    r"\b[A-Z][a-z]{2,}shire\b",
    r"\b(?:in|at|from|near|to) "
    r"[A-Z][a-z]+(?:ton|ham|bury|borough|mouth|chester|thorpe|wick|ville|dale|ford|pool)\b",
)
_NHS_OR_PHONE = _any(
    r"(?<![\d,.])(?:\+44 ?|0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)",
    r"(?<!\d)\d{3} \d{3} \d{4}(?!\d)",
    r"\bNHS (?:number|no\.?):? ?\d[\d ]{8,}",
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]+")
_NATIONS = frozenset((*COUNTRIES, *NATIONALITIES, *(f"{n}s" for n in NATIONALITIES)))
_CONDITION = _any(
    rf"\b(?:{_PROPER} )?\w+ [Ss]yndrome\b",
    r"\b[A-Z][a-z]+['’]s disease\b",
    r"\brare(?:ly seen)? (?:\w+ )?(?:condition|disease|disorder|illness)\b",
    r"\b(?:cystic fibrosis|sickle cell\w*|osteogenesis imperfecta|brittle bones?|haemophilia|muscular dystrophy)\b",
    r"\b(?:[Mm]otor neurone? disease|[Ee]pidermolysis bullosa|[Mm]itochondrial disease|Duchenne)\b",
    r"\b(?:spina bifida|albinism|phenylketonuria|achondroplasia|neurofibromatosis|leukaemia|deaf-?blind)\b",
)
_ORDER = r"(?:middle|eldest|oldest|youngest|only|first(?:-?born)?|second|third|fourth|fifth|sixth)"
SIBLINGS = _any(
    rf"\b{_ORDER} (?:sibling|child|son|daughter)\b(?: of (?:the )?{_NUMBER} (?:children|siblings))?(?! protection)",
    rf"\b{_ORDER} of (?:the )?{_NUMBER}(?: (?:children|siblings|sons|daughters)\b|(?= who\b|[.,;:)]|$))",
    rf"\b{_NUMBER} (?:(?:older|younger) |half-?|full )(?:siblings?|brothers?|sisters?)\b",
    r"\b(?:twins?|triplets?)\b",
    rf"\b(?:one|two|three) of {_NUMBER} (?:children|siblings)\b",
    ignore_case=True,
)
_SITTING = (
    r"(?:(?:Crown|Magistrates['’]?|Family|County|Coroner['’]?s?|High|Youth) Court|Court of (?:Appeal|Protection))"
)
_COURT = _any(
    r"\b(?:case|court|claim|file) (?:number|no\.?|ref(?:erence)?):? ?[A-Z0-9]",
    r"\[(?:19|20)\d\d\] (?:EWHC|EWFC|EWCA|EWCOP|UKSC)",
    r"\b(?!The |A |Every |If |Each )[A-Z]\w+ (?:Crown|Magistrates['’]?|Family|County|Coroner['’]?s?) Court\b",
    r"\b(?:Old Bailey|Central Criminal Court|Royal Courts of Justice)\b",
    rf"\b{_SITTING} (?:made|granted|issued|imposed|ruled|ordered|decided|found|held|convicted|sentenced|acquitted)\b",
    r"\b(?:sentenced to|convicted of|pleaded guilty|jailed for|found guilty|life (?:sentence|imprisonment))\b",
    r"\binquest (?:in|at|into)\b",
    r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b",
)
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|PC|DC|DS|DI|Sgt|Cllr|Sister|Nurse)\.? ((?!No\b){_PROPER})"
)
_PROPER_WORD = re.compile(r"\b[A-Z]\w+")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:[-’'][A-Z][a-z]+)?\b")

Details = Callable[[Draft, Passage], Iterator[str]]


def _matches(pattern: re.Pattern[str]) -> Details:
    def details(draft: Draft, passage: Passage) -> Iterator[str]:
        yield from dict.fromkeys(m[0].strip() for m in pattern.finditer(passage.text))

    return details


def _among(names: frozenset[str]) -> Details:
    """Capitalised words that stand in a list."""

    def details(draft: Draft, passage: Passage) -> Iterator[str]:
        yield from (word for word in _PROPER_WORD.findall(passage.text) if word in names)

    return details


def _places(draft: Draft, passage: Passage) -> Iterator[str]:
    own = draft.library.partnership.name
    yield from (word for word in _PROPER_WORD.findall(passage.text) if word in PLACES and word not in own)
    for pattern in (_INSTITUTION, _PLACE):
        for match in pattern.finditer(passage.text):
            words = match[0].removeprefix("The ")
            if words.split()[-1] not in own and not words.startswith(("General ", "Acute ", "Local ", "A ", "Every ")):
                yield words


def _schools(draft: Draft, passage: Passage) -> Iterator[str]:
    for match in _SCHOOL.finditer(passage.text):
        name = re.sub(r"^(?:The|A|An|Every|Each|All|Your|Our|If|In|At|When) ", "", match[0])
        if " " in name and not re.fullmatch(
            r"(?:Royal|Local|Special|Higher|Early|High|Primary|Secondary|Junior|Infant) \w+", name
        ):
            yield name


@lru_cache(maxsize=1)
def _own_names(draft: Draft) -> frozenset[str]:
    known = f"{draft.briefing.alias} {draft.briefing.title} {draft.library.partnership.name}"
    return frozenset(_CAPITALISED.findall(known))


def _names(draft: Draft, passage: Passage) -> Iterator[str]:
    allowed = _own_names(draft)
    for match in _TITLED.finditer(passage.text):
        if len(match[1]) > 1 and match[1] not in allowed:
            yield match[0]
    words = list(_CAPITALISED.finditer(passage.text))
    for word, after in zip(words, [*words[1:], None], strict=False):
        surname = after if after and passage.text[word.end() : after.start()] == " " else None
        known = word[0] in FIRST_NAMES and word[0] not in ORDINARY
        if passage.text[: word.start()].endswith(("St ", "St. ", "Saint ")):
            continue  # a saint's name: places and schools have rules of their own
        if word[0] in allowed or not (known or (word[0] in ORDINARY and surname and word.start() > 0)):
            continue
        if surname and re.match(
            r"(?:Hospital|School|Court|House|Street|Road|Act|Review|Centre|Project|Team)", surname[0]
        ):
            continue
        yield f"{word[0]} {surname[0]}" if surname else word[0]


KINDS: tuple[tuple[str, Details], ...] = (
    ("exact-date", _matches(DATE)),
    ("exact-age", _matches(AGE)),
    ("place", _places),
    ("school", _schools),
    ("street", lambda d, p: iter((*_matches(_POST)(d, p), *_matches(_STREET)(d, p)))),
    ("number", _matches(_NHS_OR_PHONE)),
    ("email", _matches(_EMAIL)),
    ("name", _names),
    ("nationality", _among(_NATIONS)),
    ("rare-condition", _matches(_CONDITION)),
    ("sibling-order", _matches(SIBLINGS)),
    ("court", _matches(_COURT)),
)
"""Each kind of detail by the name of its rule, for the rules below and for the combined picture."""


@lru_cache(maxsize=1)
def scanned(draft: Draft) -> tuple[tuple[Passage, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """Each passage that holds details, with the details by kind. Looked through once for all rules."""
    out = []
    for passage in draft.passages:
        found = tuple((name, kept) for name, find in KINDS if (kept := tuple(dict.fromkeys(find(draft, passage)))))
        if found:
            out.append((passage, found))
    return tuple(out)


def _rule_for(kind: str, message: str) -> Callable[[Draft], Iterator[Found]]:
    def find(draft: Draft) -> Iterator[Found]:
        for passage, found in scanned(draft):
            details = dict(found).get(kind, ())
            if details and not (passage.kind is Kind.FACT and passage.heading in ("source review", "period described")):
                words = ", ".join(f"“{detail}”" for detail in details)
                yield Found(passage.place, f"{message}: {words}", passage.text, passage.heading)

    return find


_DECIDE = "Leave it out or blur it, or record under decisions: in briefing.yml who decided that it may stand, and why."
_TEXTS: dict[str, tuple[str, str, str, str, str]] = {
    "exact-date": (
        "An exact date",
        "A date can be looked up in a newspaper.",
        _DECIDE,
        "on 12 March 2019",
        "in spring 2019",
    ),
    "exact-age": (
        "An exact age",
        "An age in days, or an age over 80, fits very few people.",
        _DECIDE,
        "43 days old",
        "a few weeks old",
    ),
    "place": (
        "A place",
        "With a place, a search finds the reports of the time.",
        _DECIDE,
        "in Manchester",
        "in a large city",
    ),
    "school": (
        "A school",
        "Everybody at the school will know.",
        _DECIDE,
        "Oak Lane Primary School",
        "the primary school",
    ),
    "street": ("A street or postcode", "Neighbours will know.", _DECIDE, "Mill Road", "the home"),
    "number": (
        "A telephone or NHS number",
        "A number belongs to one person.",
        "Take it out.",
        "943 476 5919",
        "(nothing)",
    ),
    "email": (
        "An e-mail address",
        "An address belongs to one person.",
        "Take it out, or use a team's.",
        "j.roe@example.org",
        "(nothing)",
    ),
    "name": (
        "A name that is not the declared alias",
        "A real name may have slipped in. A name that you made up belongs under alias:.",
        "Use the alias, or add the name to alias: in briefing.yml if it is made up.",
        "Sarah was seen at home.",
        "Child H was seen at home.",
    ),
    "nationality": (
        "Where somebody comes from",
        "In a small place a nationality can be enough. It can also read as an explanation that it is not.",
        _DECIDE,
        "a Moldovan family",
        "a family who had moved to England",
    ),
    "rare-condition": (
        "A rare condition",
        "Few people have it, and they are known for it.",
        _DECIDE,
        "Rett syndrome",
        "a complex health condition",
    ),
    "sibling-order": (
        "The order of siblings",
        "With ages and dates it fits one family.",
        _DECIDE,
        "the middle of three children",
        "one of several children",
    ),
    "court": (
        "A court, a case or a sentence",
        "Court outcomes are public, and search engines keep them.",
        _DECIDE,
        "sentenced to 12 years at Wrenford Crown Court",
        "the criminal case has ended",
    ),
}

CHECKS: tuple[Check, ...] = tuple(
    Check(
        "identifiability",
        Rule(name, Severity.WARNING, _TEXTS[name][1], *_TEXTS[name][2:], "UK GDPR; ICO's motivated intruder test"),
        _rule_for(name, _TEXTS[name][0]),
    )
    for name, _ in KINDS
)
