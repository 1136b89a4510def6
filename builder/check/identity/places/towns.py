"""Towns and villages in a passage: those of the case, and not those that a study or a pilot is named after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...look import Look
from ..cases import of_the_case
from ..names.lists import is_given, places
from ..somebody import happened, sentence_at, tells_of_somebody
from ..vocabulary import MONTHS

_NOT_PLACES = frozenset(
    "Wales England Scotland Church Street Valley Law Hill Bridge Over Send Grove Stock Rock Wall Box Wing Plains Pool "
    "Warden Hillside Summerhouse Hermitage Headstone Banks Cove Victoria Reading Hope Stone Ford Dale Healing Cooling "
    "Settle".split()
)
_AFTER = r"\b(?:in|from|near|to|at|around|outside|through|into|between|leaving|left|visited|of|and) $"


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """The names of towns by their first word: most capitals begin none, and are not looked up four times."""
    found: dict[str, list[str]] = {}
    for name in places():
        found.setdefault(name.split(" ")[0], []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _begins_one(plain: str, at: int, word: str) -> bool:
    """Whether the name of a town may stand at a capital; `word` is all up to the next blank."""
    bare = word.rstrip(".,")
    begun = {word, bare, bare.removesuffix("'s")}
    return any(plain.startswith(_by_first_word().get(first, ()), at) for first in begun)


def towns(text: str, own: frozenset[str]) -> Iterator[str]:
    """Towns and villages; one that is a word too only after "in", "from" and the like. `own` are the partnership's "
    "words."""
    listed, plain = places(), text.replace("’", "'")
    skip = -1
    for match in re.finditer(r"[A-ZÀ-Þ][\w’'.-]*", text):
        if match.start() < skip:
            continue
        if not _begins_one(plain, match.start(), plain[match.start() : match.end()]):
            continue
        for length in (4, 3, 2, 1):
            parts = re.match(rf"(?:[\w’'.-]+ ?){{{length}}}", text[match.start() :])
            name = parts[0].strip(" .,") if parts else ""
            name = re.sub(r"['’]s$", "", name).replace("’", "'")
            if name.count(" ") != length - 1 or name not in listed:
                continue
            if is_there(text, match.start(), name, listed[name]) and name.split()[0] not in own:
                skip = match.start() + len(name)
                yield name
            break


_STUDIED = Look(
    r"(?:['’]s)?(?: [A-Z]\w+| [a-z]+){0,3}? (?:Chart|Criteria|Diagram|Toolkit|Tool|Guidelines|Scale"
    r"|Inventory|Questionnaire|Index|Score|Test|Charter|Pathway"
    r"|Treaty|Plan"
    r"|[Mm]odel|[Ss]tudy|[Aa]pproach|[Pp]roject|[Pp]rogramme|[Rr]esearch|[Ff]ramework"
    r"|[Tt]oolkit|study|studies|approach|project|pilot|programme|research|framework|toolkit"
    r"|tool|pilots|projects|programmes|trials|schemes"
    r"|scheme|trial|procedures|statement|guidance|protocol|report|inquiry|[Uu]niversity|Declaration|Convention)\b"
)
_TOOK_PART = re.compile(
    r"(?:(?:,| and|, and|,? & )(?: \w+)? [A-Z][\w’'-]+)*,?(?: all| both| each| now| also| have| has)* (?:have|has"
    r"|had|taught"
    r"|shows?|showed|took part|takes? part"
    r"|pilot(?:ed|s)?|tried|tested|adopted|use[sd]?|share[sd]?|publish(?:es|ed)?|agreed|signed|joined|led the way)\b"
)
"""What areas do in general: they name no family's."""
_OF_AREAS = re.compile(
    r"\b(?:looked at|reports?|reviews?|audits?|inquir(?:y|ies)|stud(?:y|ies)|pilots?|forms?|schemes?|councils"
    r"|boroughs?|forces"
    r"|regions?|authorities|Councils?|[A-Z][a-z]+ Police|Constabulary|published|everywhere|elsewhere|other areas)\b"
)
_OF_A_BODY = re.compile(
    r"(?: (?:[A-Z][\w’'-]+|and|of|the|&)){0,5} (?:Trust|Councils?|Board|Partnership|Authority|Constabulary|University"
    r"|Service|Services|Association|Federation|Alliance|Foundation|Network|Forum|Hub|Team|Law Centre"
    r"|Institute|Committee)\b"
)
"""A body that has the name of its area: "the Belfast Health and Social Care Trust"."""
_AND_MORE = re.compile(r"(?:,|,? and|,? or) [A-ZÀ-Þ]")
_ONE_MORE = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:,|,? and|,? or) $")
"""Several areas side by side."""
RESEARCH = Look(
    r"\b(?:[Rr]esearch|[Ss]tud(?:y|ies)|[Pp]ilot(?:s|ed)?|[Ee]valuation|[Ee]vidence|[Ll]essons|[Uu]niversity"
    r"|[Aa]udit|[Ii]nquiry"
    r"|[Rr]eport"
    r"|[Pp]ublished|[Dd]eveloped|[Cc]ouncils?|[Aa]uthorities) (?:of|in|from|at|on|into|by|such as|like) (?:the"
    r" )?(?:\w+ (?:and|, ) "
    r"?(?:in )?)*$"
)


_AT_LAW = re.compile(r"\b(?:Supreme Court|House of Lords|Court of Appeal|Strasbourg)\b")
"""A leading case may be called by its place: "Cheshire West"."""
_CALLED = re.compile(
    r"['’]?s? (disease|syndrome|chorea|Police|Road|Street|Lane|Avenue|Ward|Hospital|School|University Press"
    r"|Report|Inquiry|Rules?|Mental|Test)\b"
)
"""What is called by a town's name; its police is there."""


def is_there(text: str, start: int, name: str, shared: bool) -> bool:
    """Whether the name of a town at `start` says where something was. `shared`: it is a word or a name, too.

    Not where a study, a police force or a pilot is called by it, and not where areas in general are spoken of.
    """
    behind = text[start + len(name) : start + len(name) + 40]
    if _STUDIED.match(behind) or RESEARCH.search(text[max(0, start - 60) : start]):
        return False
    if _AT_LAW.search(sentence := sentence_at(text, start)) and not tells_of_somebody(sentence):
        return False
    if called := _CALLED.match(behind):
        return called[1] == "Police"
    sentence = sentence_at(text, start)
    if (
        _OF_A_BODY.match(behind_all := text[start + len(name) :])
        and not of_the_case(sentence)
        and not happened(sentence)
    ):
        return False
    parted = re.search(r"\b(?:between|from) (?:[A-Z][\w’'-]+ (?:and|to) )?$", text[:start])
    listed = not parted and (_AND_MORE.match(behind) or _ONE_MORE.search(text[:start]))
    within = re.search(r"\b(?:in|from|near|at|of|to|outside) $", text[:start])
    if not within and _TOOK_PART.match(behind_all) and not tells_of_somebody(sentence) and not happened(sentence):
        return False  # "Kent and Essex have shared their learning"
    general = listed or (not within and _TOOK_PART.match(behind)) or _OF_AREAS.search(sentence)
    if general and not of_the_case(sentence) and not happened(sentence):
        return False
    after = re.search(_AFTER, text[:start])
    if shared or name in _NOT_PLACES:
        return (
            bool(after and re.search(r"\b(?:in|from|near|to|outside|around) $", text[:start]))
            and not re.match(r" [A-Z0-9]", behind)
            and (name not in ("Wales", "England", "Scotland") and not re.fullmatch(MONTHS, name))
        )
    if " " not in name and is_given(name) is not None:
        return bool(after) and not re.search(r"\b(?:of|to|and) $", text[:start])
    return not re.match(r" [A-Z][a-z]+ (?:told|said)", behind)
