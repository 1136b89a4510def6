"""Whether a sentence tells of somebody, of people in general, or of law and public matters."""

from __future__ import annotations

import re
from functools import lru_cache

from ..look import Look

_PERSON = Look(
    r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]ers?|[Hh]is|[Hh]imself|[Hh]erself|[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Mm]am|[Nn]an"
    r"|[Ss]tep\w+|[Gg]rand(?:mother|father|parents|son|daughter|ma|pa|dad)|[Gg]ran(?:ny|dad)?|[Nn]anny|[Nn]ain|[Tt]aid|[Aa]unti?e?y?|[Bb]oy|[Gg]irl|[Ss]on|[Dd]aughter|[Hh]usband"
    r"|[Ww]ife|[Bb]oyfriend|[Gg]irlfriend|[Uu]ncle|[Aa]unt|[Cc]ousin|[Tt]he (?:\w+ ){0,2}?(?:child|baby|infant|toddler"
    r"|children|family|man|woman|couple|parents?|carer|adult|siblings?|twins|partner|victim|perpetrator|resident"
    r"|patient|tenant|pupil)|(?:Child|Adult|Baby|Person|Mother|Father|Family|Sibling|Victim) [A-Z0-9]{1,2}\b"
    r"|[A-Z](?=['’]s\b| (?:was|had|said|told|died)\b))\b"
)
_PUBLIC_ACT = Look(
    r"\b(?:Acts?|Regulations?|in force|into force|commence[ds]?|commencement|Working Together|published|publication"
    r"|due for review|applies from|Bill|legislation|statutory guidance|edition|White Paper|Royal Assent|became law"
    r"|[Bb]riefing|(?:last|first) (?:changed|updated|reviewed|published|written)|[Tt]his page|valid (?:from|until)"
    r"|open (?:from|until)"
    r"|[Rr]eview (?:covers|covered|looked at|considered|period)|[Pp]eriod (?:described|under review|of review))\b"
)
_PUBLIC = Look(
    r"\b(?:guidance|statutory|polic(?:y|ies)|procedures?|reviewed|review of|reviews (?:were|are)|duty|duties|launched"
    r"|updated?|revised|version"
    r"|inspect\w+|introduced|roll(?:ed)? out|training|census|appl(?:y|ies|ied)|delayed|replaced|renamed|merged"
    r"|abolished"
    r"|established|set up|safeguards|directive|codes? of practice|strateg\w+|programmes?|pilot\w*|campaigns?|standards"
    r"|consultation|audits?|reports?|surveys?|figures|statistics|data|law|offence|deadline|scope|period|since then"
    r"|partnerships?|framework|toolkit|protocol|websites?|panel|pandemic|lockdowns?|services? (?:moved|opened|began)"
    r"|conferences?|events?|courses?|workshops?|meetings? of the|newsletters?|webinars?|boards?|councils?|Wales"
    r"|England|Scotland)\b"
)
_GENERALLY = Look(
    r"\b(?<!\bthe )(?<!\bThe )(?<!\bhis )(?<!\bher )(?<!\bboth )(?<!\bHer )(?<!\bHis )(?<!\btwo )(?<!\bthree )"
    r"(?:young (?:people|adults|persons)|children|babies|infants|care leavers|people|adults|pupils|students|teenagers"
    r"|anyone|anybody|everyone|everybody|parents|toddlers|women|men|boys|girls|families|residents|patients|those who"
    r"|(?:any|every|each) (?:baby|child|person|adult|young person)|you|we|your|our)\b"
    r"|\ban? (?:baby|child|person|adult|infant|young person)\b[^.]*\b(?:should|can(?:not)?|may|needs?|must|will"
    r"|might)\b",
    re.I,
)
_EVENT = Look(
    r"\b(?:incidents?|died|death|injur\w+|assault\w*|stabb\w+|murder\w*|killed|overdose|arrest\w*|999 call|ambulance"
    r"|fire"
    r"|[Pp]olice were called|discharged|admitted|evicted|(?:was|were) (?:referred|removed|found|convicted"
    r"|sentenced))\b"
)


@lru_cache(maxsize=4096)
def tells_of_somebody(sentence: str) -> bool:
    """Whether a person of the case is spoken of: he, the mother, Child H."""
    return _PERSON.search(sentence) is not None


@lru_cache(maxsize=4096)
def tells_of_people(sentence: str) -> bool:
    """Whether it is about people in general, and about nobody of the case."""
    return _GENERALLY.search(sentence) is not None and not tells_of_somebody(sentence)


@lru_cache(maxsize=4096)
def is_public(sentence: str) -> bool:
    """Whether a date in it is one of law, of a publication, or of what services did in general."""
    return _PUBLIC_ACT.search(sentence) is not None or (
        _PUBLIC.search(sentence) is not None and _EVENT.search(sentence) is None and not tells_of_somebody(sentence)
    )


def sentence_at(text: str, at: int) -> str:
    """The sentence around a place in a passage."""
    marks = (". ", "? ", "! ", "\n")
    start = max(text.rfind(mark, 0, at) for mark in marks)
    ends = [e for e in (text.find(mark, at) for mark in marks) if e >= 0]
    return text[start + 1 : min(ends, default=len(text)) + 1]
