"""Names that no list has: at the beginning of a sentence, doing something to a person; or by their very form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ...look import Look
from ..vocabulary import FAMILY, VERBS
from .capitals import is_known
from .lexicon import NATIONALITIES
from .lists import folded, is_given, places

_DATA = Path(__file__).parents[2] / "data" / "common-words.txt"
_ENDS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ful", "less", "ness", "al", "y", "or", "ors")


@cache
def _common() -> frozenset[str]:
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_a_word(word: str) -> bool:
    """Whether plain English has it, in whichever form: "neighbours", "banned"."""
    small = word.lower()
    stems = {small} | {small.removesuffix(end) for end in _ENDS if small.endswith(end)}
    doubled = {stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]}
    forms = stems | doubled | {f"{s}e" for s in stems} | {f"{s[:-1]}y" for s in stems if s.endswith("i")}
    return not _common().isdisjoint(forms)


_WHOM = (
    r"(?:him|her|them|(?:the|her|his|their) (?:\w+ )?(?:boy|girl|mother|father|family|baby|child|children|twins|couple"
    r"|man"
    rf"|woman|police|{FAMILY})|both (?:boys|girls|children|parents))"
)
_DID = Look(
    r"(?<![\w’'-])([A-ZÀ-Þ][a-zß-ÿ]{3,}) (?:(?:had|has|also|then|later|never|once|twice|always|often|would not|did not)"
    rf" )*(?:{VERBS[3:-1]}|keep|give|take|let|send) (?:back |out |in |away )?{_WHOM}\b"
    rf"|(?<![\w’'-])([A-ZÀ-Þ][a-zß-ÿ]{{3,}}) (?:came (?:back|home|round|in|over)|went (?:home|back|out|to (?:bed"
    rf"|prison|the))"
    r"|moved (?:in|out|back)|was (?:born|arrested|asleep|charged|remanded|jailed|drunk)|was in (?:bed|prison"
    r"|the (?:bath|cot"
    r"|house|kitchen|room))|died|married|rang|phoned|texted|shouted|laughed|punched|had (?:a|the) (?:key|knife|baby)"
    r"|closed"
    r" (?:down|in|that|the (?:same|next|following))|shut down)\b"
    rf"|(?<![\w’'-])([A-ZÀ-Þ][a-zß-ÿ]{{3,}})['’]s (?:mother|father|mum|dad|sister|brother|wife|husband|uncle|aunt"
    rf"|cousin|son|daughter|baby|twin|ex|girl|boy|van|car|house|flat|phone|dog|arrest|trial|body|bedroom"
    rf"|grave"
    r"|funeral|key|brothers?|tenancy|bail|temper|cot|room|coat|home|boyfriend|girlfriend)\b",
    apart=True,
)
_WITHIN = Look(
    r"[\"“‘]([A-ZÀ-Þ][a-zß-ÿ]{3,}), [a-z]+[\"”’]|\b[Tt]he (?:words?|sur|name|letters) ?(?:name )?([A-Z]{4,})\b"
    r"|\b(?:[Ee]very|[Aa]nother|[Aa]ny other) ([A-ZÀ-Þ][a-zß-ÿ]{3,}) (?:on|in|who|was|knew|boy|girl|child|had|came)\b"
    r"|\b[Tt]he (?:sur)?names? ([A-ZÀ-Þ][a-zß-ÿ]{3,})"
    r"(?= (?:to|was|on|in|had|came|did|meant|with|from|as|appear\w*)\b"
    r"|[.,;])",
    apart=True,
)
_NO_NAMES = frozenset(
    "Cafcass Ofsted Childline Barnardo Barnardos Samaritans Galop Kooth Hourglass Safelives Mencap Nacro Coram "
    "Ukraine Kidscape Internet Parliament Government Whatsapp Snapchat Facebook Instagram Tiktok Google "
    "Microsoft Covid Easter Christmas Ramadan Brexit Liquidlogic Mosaic Crimestoppers Estyn Shelter Refuge "
    "Relate Addaction Turning Probation Homestart Surestart Camhs Social Whoever Whatever Whichever Whenever "
    "Wherever Somehow Something Everything Anything Nothing Ambulance Paramedics Detectives Midwives Cruse "
    "Stonewall Bitcoin Windrush".split()
)


_FORMED = Look(
    r"(?<![\w’'-])((?:(?:Mc|Mac|Fitz|De|Du)[A-Z]|[OD]['’][A-Z])[a-zà-ÿ]{2,}(?:-[A-Z][a-zà-ÿ]+)?"
    r"|(?:van der|van den|van|von|de la|de los|ap|ab|ferch|Nic|Mac an|Ó|Ní|Uí|ní|Mac Giolla) [A-ZÀ-Þ][a-zß-ÿ]{2,})"
    r"(?:['’]s?)?(?![\w-])(?! (?:Act|Street|Road|House|Centre|Trust|Foundation|friends?|Trial|Report|Review|Inquiry"
    r"|Training|Hospital|Hall|University|College|Institute|Model|Scale|Method)\b)"
)
"""Surnames that show their form: McAllister, O'Driscoll, FitzGerald, D'Souza, van Dijk, ap Rhys."""
_SO_FORMED = frozenset("McKenzie McDonald McDonalds MacBook MacOS McKinsey DeSilva DuPont FitzRoy McMillan".split())


def opening_names(text: str) -> Iterator[str]:
    """Capitals that nobody knows: by their form, or where they begin a sentence and do what somebody does."""
    for match in _FORMED.finditer(text):
        before = text[: match.start()]
        if match[1] not in _SO_FORMED and not re.search(r"[A-Z][\w’'-]*[ -]$", before) and not is_known(match[1]):
            yield match[1]
    for match in _DID.finditer(text):
        name = next(filter(None, match.groups()))
        if _begins(text, match.start()) and _is_unheard_of(name):
            yield name
    for match in _WITHIN.finditer(text):
        name = next(filter(None, match.groups()))
        if _is_unheard_of(name):
            yield name


_COMPOUND = re.compile(
    r"(?:smiths?|workers?|friends?|mates?|men|women|people|ists?|ians?|ics|ology|ments?|tions?|sions?|ness|ships?|hood"
    r"|isms?|ances?|ences?|ity|ities|ries|iatry|keepers?|holders?|makers?|givers?|nurses?|officers?|staff|folk|kin|wives"
    r"|parents|children|[b-df-hj-np-tv-z]ers|tors|sors)$"
)
"""How words end that are put together, or that are called after what people do."""


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \u00a0\"“‘'(*")
    return not before or before[-1] in ".!?:;\n•–—-"


def _is_unheard_of(name: str) -> bool:
    """Whether no list explains a capital: no word, no body, no people, no place that the rule about places says."""
    if _COMPOUND.search(name):
        return False
    people = {name, name.removesuffix("s")} & {*NATIONALITIES}
    listed = is_known(name) or name in places() or is_given(name) is not None or name in _NO_NAMES
    return not (people or listed or is_a_word(folded(name)))
