"""Whether a sentence is about somebody of the case, however it says so: he, the family, home, the car."""

from __future__ import annotations

import re
from functools import lru_cache

from .somebody import happened, tells_of_people, tells_of_somebody

_THEY = re.compile(
    r"\b(?:[Tt]hey|[Tt]heir|Home (?:was|is|had been)|[Bb]oth (?:grand)?(?:fathers|mothers|parents)"
    r"|[Ee]very(?:body|one) (?:[\w’'-]+ ){0,3}(?:knew|knows|called|remember\w*)"
    r"|[Tt]he (?:flat|house|cottage|caravan|bungalow|farmhouse|bedsit|home|garden|door|street|neighbours) (?:was|were"
    r"|had|\w{2,}ed|stood|stank"
    r"|lay)"
    r"|[Tt]he (?:flat|house|cottage|caravan|bungalow|farmhouse|bedsit|home) (?:over|above|behind|beside"
    r"|opposite|had been|was once)"
    r"|[Tt]he (?:\w+ )?(?:household|couple|siblings|brothers|sisters|newborn|schoolboy|schoolgirl|bride|groom|widower"
    r"|lady|gentleman|lad|lass|bairns?|wean|youngster"
    r"|youth(?! (?:projects?|services?|club|team|justice|work|workers?|offending|council|parliament|voice"
    r"|hub|panel)\b)|teenager"
    r"|pensioner"
    r"|lodger|landlord|neighbour|body|remains|killing|murder|funeral|wedding|attacker|killer|accused|deceased|applicant"
    r"|respondent|tenant|occupant|householder|suspect|driver|pair|parties|car(?! parks?\b)|van|lorry|boat|stepfather"
    r"|stepmother"
    r"|boys|girls"
    r"|scene|trial|case|murderer|mob|gang|placement|tenancy|funeral|attack|assault|fire|crash|accident|overdose"
    r"|birth|arrest"
    r"|post-mortem|first (?:call|visit|address|home)|last (?:call|visit|address|home|sighting))"
    r"|[Bb]oth (?:children|boys|girls|sons|daughters)|[Aa]ll (?:three|four|five|six) (?:children|boys|girls)"
    r"|(?:[Aa]n?|[Tt]heir|[Hh]is|[Hh]er|[Mm]y|[Oo]ur) (?:\w+ )?(?:father|mother|dad|mum|brother|sister|son|daughter"
    r"|uncle"
    r"|(?:family|child|boy|girl|man|woman|couple|parent|mother|father) (?:who|whose|that|which) (?:was|were|had|did"
    r"|\w{2,}ed)"
    r"|aunt|cousin|grandfather|grandmother|partner|husband|wife|baby|dog|car|van|home|flat|house))\b"
)


@lru_cache(maxsize=4096)
def of_the_case(sentence: str) -> bool:
    """Whether somebody of the case is spoken of, and not people in general."""
    if tells_of_people(sentence):
        return False
    return tells_of_somebody(sentence) or _THEY.search(sentence) is not None


_TRAINING = re.compile(
    r"\b(?:course|module|session|workshop|webinar|masterclass|training|seminar|class)s?\b[^.]*\b(?:is|are|will be|be) "
    r"(?:\w+ )?(?:delivered|led|run|taught|facilitated|given|hosted|chaired|presented|repeated|held)\b"
    r"|(?<!at the )\b(?:course|workshop|webinar|masterclass|training|seminar|conference)s? (?:with|by|for)\b"
    r"|\b(?:[Gg]uest"
    r"|[Kk]eynote) speaker\b"
    r"|\b(?:venues? for|(?:event|course|training|workshop|conference|webinar|drop-in|launch|seminar|session)s? "
    r"(?:(?:day|on [\w ]+) )?(?:is|are|takes? place|will|runs?|start))\b"
    r"|\b(?:wrote|published|trained|developed|runs?|led|evaluated|hosted|produced|designed|made|offers?"
    r"|gave|shared|delivers?) "
    r"(?:[\w’'-]+ ){0,3}?(?:leaflets?|guides?|guidance|toolkits?|tools?|training|cohorts?|models?"
    r"|programmes?|courses?|learning"
    r"|templates?|materials?|resources?|pathways?|posters?|films?|webinars?|study|studies|research|evaluation)\b"
)


@lru_cache(maxsize=4096)
def is_of_training(sentence: str) -> bool:
    """Whether it says where training takes place, or who made materials, and is about nobody."""
    return _TRAINING.search(sentence) is not None and not of_the_case(sentence) and not happened(sentence)
