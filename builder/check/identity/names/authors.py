"""Whether a name is that of somebody who studies or writes, in a sentence about nobody of the case."""

from __future__ import annotations

import re

from ..cases import of_the_case
from ..somebody import happened, sentence_at
from .lists import places
from .persons import has_title
from .unlisted import Named

_RESEARCHES = re.compile(
    r"\b(?:stud(?:y|ied|ies)|research\w*|theor(?:y(?! that (?:[A-Z][\w’'-]* )+(?![A-Z]|wrote|proposed|developed|set|put"
    r"|described|coined|built|named))|ies|ist)|journals?|books? (?:on|about)|writes?|wrote (?:about"
    r"|of|on)|edits?|edited"
    r"|evidence(?! against)|academics?|analys(?:is|es)|explains? (?:how|why)|articles?|textbooks?|cites?|cited"
    r"|g[ai]ve us|taught us|has taught us|ideas? of|concepts?|attachment)\b"
)
_OF_NO_SCHOLAR = re.compile(
    r"\b(?:[Pp]hone|[Bb]lood|[Mm]essage|[Cc]all|[Cc]ell[- ]site|DNA|[Hh]air|[Vv]oice|[Hh]andwriting"
    r"|[Dd]igital|[Ff]orensic"
    r"|[Dd]ata|[Bb]ank|CCTV|[Ff]ingerprint) (?:analys[ie]s|evidence|research)\b|\b(?:[Aa]nalys[ie]s"
    r"|[Ee]vidence) (?:puts?"
    r"|places?|placed|links?|linked|ties)\b|"
    r"\b[Ee]vidence (?:\w+ ){0,2}?(?:put|puts|places?|placed|is that|was that|links?|linked|ties|tied|showed that)\b"
    r"|\b[Aa]nalys[ie]s of (?:the |his |her |their |a )?(?:phones?|blood|messages?|calls?|data|hair|CCTV"
    r"|mobiles?|laptop"
    r"|bank|footage|records?|handwriting|urine|samples?|DNA)\b|\b(?:[Pp]olice|[Ff]amily) research\b"
    r"|\b[Rr]esearch into (?:the|his"
    r"|her) family\b|\b(?:[Cc]oncepts?|[Ii]deas?) (?:was|were|is) (?:\w+ )?(?:explained|put) to\b"
    r"|\b[Jj]ournals? (?:kept|found"
    r"|was found|hidden|entry)\b|\b[Ss]tudy (?:room|door|wall|desk)\b|\b[Ss]tudied (?!how|why"
    r"|the (?:effects?|lives|cases)"
    r"|children|\d)(?:\w+ )?(?:\w+ )?(?:at|in) [A-Z]|\b[Tt]heory (?:at the time |then )?was that\b"
    r"|\b[Aa]cademic (?:assessment|progress|report|year|tutor)\b|\b[Aa]rticles? (?:of clothing"
    r"|in the (?:newspaper|paper"
    r"|local paper|press))\b"
)
"""Words of learning where nobody writes: evidence that puts somebody at a flat, a study that is a room."""
_THEORISTS = frozenset(
    """
    Ainsworth Bowlby Brandon Braye Bronfenbrenner Bandura Calder Casey Crittenden Driscoll Egan Erikson
    Fahlberg Featherstone
    Ferguson Finkelhor Firmin Fonagy Foucault Freire Freud Gibbs Goffman Gollop Holmes Horwath Howe Karpman
    Kempe Kolb Laming
    Lipsky Main Maslow Monckton Munro Piaget Preston-Shoot Prochaska Reason Reder Rogers Rolfe Rutter Schön Seligman
    Sidebotham Stark Trevithick Turnell Vygotsky Winnicott Wonnacott MacAlister Cossar Coulshed Dalzell Fook
    Glaser Hester
    """.split()
)
"""Surnames under which the field knows those who wrote its books."""


def is_an_authors(text: str, named: Named) -> bool:
    """Whether an untitled name is that of somebody who studies or writes, and nobody of the case is spoken of."""
    sentence = sentence_at(text, max(0, text.find(named.words)))
    if of_the_case(sentence) or has_title(named.words):
        return False
    return named.words in _THEORISTS or _RESEARCHES.search(_OF_NO_SCHOLAR.sub(" ", sentence)) is not None


_CITED = re.compile(r"\b\d+ ?\(\d+(?:[-–]\d+)?\)|\(eds?\.?\)|\bpp?\.? ?\d+|\b[Vv]ol\.? ?\d|\bdoi\b|\bISBN\b")
"""What only a reference has: an issue, pages, editors."""
_ILLNESS = re.compile(r"\b(?:disease|syndrome|palsy|lymphoma|disorder|chorea|encephalopathy|sarcoma)s?\b")
_LANDS_AND_SHIRES = frozenset(("Wales", "Scotland", "England", "Ireland", "Cymru"))


def is_cited(text: str, named: Named) -> bool:
    """Whether a name stands in a reference, beside another illness, or beside another area, in words about nobody."""
    at = max(0, text.find(named.words))
    sentence = sentence_at(text, at)
    if of_the_case(sentence) or has_title(named.words):
        return False
    if _CITED.search(text) and not of_the_case(text):
        return True
    if named.full:
        return False
    if re.match(r"['’]s?\b", text[at + len(named.words) :]) and _ILLNESS.search(sentence):
        return True
    beside = re.search(r"([A-Z][\w’'-]+),? (?:and|or|&) $", text[:at])
    return beside is not None and (beside[1] in places() or beside[1] in _LANDS_AND_SHIRES) and not happened(sentence)
