"""Whether a sentence tells of somebody, of people in general, or of law and public matters."""

from __future__ import annotations

import re
from functools import lru_cache

from ..look import Look

_PERSON = Look(
    r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]ers?|[Hh]is|[Hh]imself|[Hh]erself|[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Mm]am|[Nn]an"
    r"|[Ss]tep\w+|[Gg]rand(?:mother|father|parents|son|daughter|ma|pa|dad)|[Gg]ran(?:ny|dad)?|[Nn]anny|[Nn]ain"
    r"|[Tt]aid|[Aa]unti?e?y?|[Bb]oy|[Gg]irl|[Ss]on|[Dd]aughter|[Hh]usband"
    r"|[Ww]ife|[Bb]oyfriend|[Gg]irlfriend|[Uu]ncle|[Aa]unt|[Cc]ousin|[Tt]he (?:\w+ ){0,2}?(?!(?:adult"
    r"|patient|parents?|carer|victim) "
    r"(?:learning|social care|safety|support|services?|forum|group|council|liaison|participation|voice)\b)"
    r"(?:brothers|sisters"
    r"|boys|girls|sons|daughters|child|baby|infant"
    r"|toddler"
    r"|children|family|man|woman|couple|parents?|carer|adult|siblings?|twins|partner|victim|perpetrator|resident"
    r"|patient|tenant|pupil)|(?:Child|Adult|Baby|Person|Mother|Father|Family|Sibling|Victim) [A-Z0-9]{1,2}\b"
    r"|[A-Z](?=['’]s\b| (?:was|had|said|told|died)\b)"
    r"|[Aa]n? (?:[a-z]+|\d+)-(?:year|month|week)-old (?:[a-z-]+ ){0,3}?(?:was|had|told|said|died|lived|went))\b"
)
_PUBLIC_ACT = Look(
    r"\b(?:Acts?|Regulations?|in force|into force|commence[ds]?|commencement|Working Together|published|publication"
    r"|due for review|applies from|Bill|legislation|statutory guidance|edition|White Paper|Royal Assent|became law"
    r"|(?:Orders?|Duty|Schemes?|Code|Programme|Charter|Law|Bill|Convention|Rules|Notices?|Commissioner|Strategy"
    r"|Standards?)"
    r" (?:\w+ ){0,2}(?:began|came in|started|took effect|(?:was|were) (?:brought in|introduced|replaced)|ended)"
    r"|(?:[A-Z][a-z]+[A-Z]\w*|[A-Z]{3,}[\w-]*) (?:was|were) (?:closed|launched|withdrawn|switched off"
    r"|replaced|created|scrapped)"
    r"|(?:has|have|had) been (?:an? |the |made )*(?:\w+ ){0,2}(?:crimes?|offences?|criminal|illegal"
    r"|unlawful|law|mandatory"
    r"|compulsory|statutory|banned|outlawed|criminalised|recognised in law)\b[^.]{0,40}? since"
    r"|(?:became|made|is now) (?:an? )?(?:\w+ ){0,2}?(?:crime|offence|illegal|unlawful|law|compulsory|mandatory)\b"
    r"|(?:was|were) (?:outlawed|criminalised|banned in (?:England|Wales|Scotland))"
    r"|into effect|took effect|on a (?:statutory|legal) footing|[Bb]riefing|(?:last|first) (?:changed|updated"
    r"|reviewed|published|written)"
    r"|[Tt]his page|valid (?:from|until)"
    r"|open (?:from|until)"
    r"|[Rr]eview (?:covers|covered|looked at|considered|period)|[Pp]eriod (?:described|under review|of review))\b"
)
_LAWS = re.compile(
    r"\b(?:defence|right|duty|offence|rule|requirement|exemption|ban|cap|limit|age) (?:of|to|on|for"
    r"|that)\b[^.]*\b(?:was|were) "
    r"(?:removed|abolished|created|introduced|lifted|extended|raised|lowered)\b"
)
_PUBLIC = Look(
    r"\b(?:guidance|guidelines?|circulars?|NICE|inquir(?:y|ies) into|statutory|polic(?:y|ies)|procedures?"
    r"|reviewed|review of|reviews (?:were|are)"
    r"|duty(?! (?:worker|social|team|desk|officer|manager|doctor|solicitor))|duties|launched"
    r"|updated?|revised|amended|repealed"
    r"|(?<!crossed the )(?<!crossed that )(?<!crossed their )(?<!over the )(?<!on the )"
    r"thresholds?|version"
    r"|inspect\w+|introduced|roll(?:ed)? out|training|census|appl(?:y|ies|ied)|delayed|replaced|renamed|merged"
    r"|abolished"
    r"|established|set up|safeguards|directive|codes? of practice|strateg(?:y|ies|ic)(?! (?:meeting|discussion))"
    r"|programmes?|pilot\w*|campaigns?|standards"
    r"|consultation|audits?|reports?|surveys?|figures|statistics|data|law|offence|deadline|scope|period|since then"
    r"|[Cc]ovid(?:-19)?|[Cc]oronavirus|closed (?:all )?schools|schools (?:closed|reopened)|Commission|Review"
    r"|Inquiry|Orders?|Duty|Council|Board|Department|Ministry|Government|Panel|Ofsted"
    r"|Parliament|Committee|Agency"
    r"|Authority|Institute|College|Association|Programme|Service|Strategy(?! [Mm]eeting)|Convention"
    r"|partnerships?|framework|toolkit|protocol|websites?|panel|pandemic|lockdowns?|services? (?:moved|opened|began)"
    r"|(?<!protection )(?<!case )(?<!review )(?<!initial )conferences?|events?|courses?|workshops?"
    r"|meetings? of the|newsletters?|webinars?|boards?|councils?|Wales"
    r"|England|Scotland)\b"
)
_GENERALLY = Look(
    r"\b(?<!\bthe )(?<!\bThe )(?<!\bhis )(?<!\bher )(?<!\bboth )(?<!\bHer )(?<!\bHis )(?<!\btwo )(?<!\bthree )"
    r"(?:young (?:people|adults|persons)|children|babies|infants|care leavers|people|adults|pupils|students|teenagers"
    r"|anyone|anybody|every(?:one|body)(?! (?:[\w’'-]+ ){0,3}(?:knew|called|remembered)\b)|parents|toddlers|women|men"
    r"|boys|girls|families|mothers|fathers|carers"
    r"|grandparents|survivors|migrants|refugees|residents|patients|those who"
    r"|(?:any|every|each) (?:baby|child|person|adult|young person)|you|we|your|our)\b"
    r"|\ban? (?:baby|child|person|adult|infant|young person)\b[^.]*\b(?:should|can(?:not)?|may|needs?|must|will"
    r"|might|is (?:presumed|entitled|assumed|treated|able)|has (?:a|the) right|has rights)\b",
    re.I,
)
_ANYBODY = re.compile(
    r"\s*(?:An?|Any|Some|Many|Most|Each|Every|Other|No) (?:[\w’'-]+ ){1,4}?(?:who (?:[\w’'-]+ ){1,4})?"
    r"(?:may|can|cannot|might|should|must|will often|often|need|needs|has a right|have a right|are|know|feel|tell"
    r"|see)\b(?! not\b.*\bwas\b)(?! (?:not |never )?have (?:been|had)\b)"
    r"|\s*(?!Parents|Brothers|Sisters|Siblings|Neighbours)[A-Z][a-z]{3,}s(?:(?:,| and| or) [\w’'-]+s)* (?:need|may"
    r"|can|cannot"
    r"|must|should|might|often|seldom)\b"
)
"""How a sentence about people in general begins: "A grandmother may be…"."""
_SHARE = Look(
    r"\b(?:half|most|many|some|few|none|(?<!the )third|(?<!the )quarter|per cent|%|majority|number|proportion"
    r"|(?:one|two|three"
    r"|four|nine) in \w+)"
    r" of (?:the |these |all )?(?:\w+ )?(?:children|people|adults|babies|families|parents|mothers|fathers"
    r"|young people|reviews|cases"
    r"|pupils|patients|residents|women|men|boys|girls|carers)\b"
    r"|(?:\d ?%|per cent|half|two thirds|three quarters|\b\d{2,}(?: out)?) of (?:the |these |those "
    r"|all |our )?(?:\w+ )?"
    r"(?:infants|toddlers|teenagers|victims|carers|siblings|mothers|fathers|those|cohort|sample|(?:child|adult)ren"
    r"|deaths"
    r"|staff|homes|referrals|respondents|young people|people|children|adults|babies|women|men|boys|girls|pupils)\b"
    r"|(?:\d ?%|per cent|half|a third|a quarter|two thirds|three quarters) of (?:the |these |those |all |our |such )?"
    r"(?:\w+ ){0,2}(?:incidents|cases|reviews|notifications|reports|deaths|referrals|assessments|homes|households"
    r"|visits)\b"
    r"|\b(?:one|two|three|four|nine|\d+) in (?:every )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty) "
    r"(?:serious |of |such |notified |reported )"
    r"|\bin (?:(?:the|our|this|that|a) (?:\w+ study|(?:\w+ )?(?:sample|survey|cohort|dataset|data set|census)))\b"
    r"|^\s*An? [^.]* (?:is|are) (?:\w+ ){0,2}(?:more|less|as|most|least) likely\b"
    r"|\b(?:one|two|three|four|nine|\d+) (?:child|children|baby|babies|person|people|adults?|wom[ae]n|m[ae]n|boys?"
    r"|girls?"
    r"|parents?|pupils?) in (?:\d+|three|four|five|six|seven|eight|nine|ten|twenty)\b",
    re.I,
)
"""A share of many: nobody is meant."""
_EVENT = Look(
    r"\b(?:incidents?|died|death|injur\w+|assault\w*|stabb\w+|murder\w*|killed|overdose|arrest\w*|999 call|ambulance"
    r"|fire"
    r"|[Pp]olice were called|discharged|admitted|evicted|(?:was|were) (?:referred|removed|found|convicted"
    r"|sentenced|remanded|arrested|sectioned|searched|placed|weighed|taken|born|seen|buried|rescued)"
    r"|strategy (?:meeting|discussion)|core group|home visits?|missing|funeral|inquest|post-mortem|last seen"
    r"|gave birth)\b"
)


@lru_cache(maxsize=4096)
def tells_of_somebody(sentence: str) -> bool:
    """Whether a person of the case is spoken of: he, the mother, Child H."""
    return _PERSON.search(sentence) is not None


@lru_cache(maxsize=4096)
def tells_of_people(sentence: str) -> bool:
    """Whether it is about people in general, and about nobody of the case."""
    if _ANYBODY.match(sentence) or _SHARE.search(sentence):
        return True
    return _GENERALLY.search(sentence) is not None and not tells_of_somebody(sentence)


_BLANKED = " " * 8
"""What `known.masked` leaves of a public name."""


def names_nobody_else(sentence: str) -> bool:
    """Whether a public name stood in it that is blank now."""
    return _BLANKED in sentence


@lru_cache(maxsize=4096)
def is_public(sentence: str) -> bool:
    """Whether a date in it is one of law, of a publication, or of what services did in general."""
    if names_nobody_else(sentence) and not tells_of_somebody(sentence):
        return True
    begun = re.sub(r"^\W*\w", lambda m: m[0].lower(), sentence)  # "Guidance of 2 May…" as "the guidance of…"
    return (
        _PUBLIC_ACT.search(sentence) is not None
        or _LAWS.search(sentence) is not None
        or (
            (_PUBLIC.search(sentence) or _PUBLIC.search(begun)) is not None
            and _EVENT.search(sentence) is None
            and not tells_of_somebody(sentence)
        )
    )


@lru_cache(maxsize=4096)
def happened(sentence: str) -> bool:
    """Whether it tells of what happened in a case: a death, an arrest, a child who was found."""
    return _EVENT.search(sentence) is not None


def sentence_at(text: str, at: int) -> str:
    """The sentence around a place in a passage."""
    marks = (". ", "? ", "! ", "\n")
    start = max(text.rfind(mark, 0, at) for mark in marks)
    ends = [e for e in (text.find(mark, at) for mark in marks) if e >= 0]
    return text[start + 1 : min(ends, default=len(text)) + 1]
