"""Whether a sentence treats a word that is a name as well as a person: Grace told, Will's mother, it was May who."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...look import Look
from ..vocabulary import FAMILY, POSSESSIONS, VERBS
from .lists import folded
from .objects import among_words
from .unlisted import starts

SEASONAL = frozenset("may june april august summer autumn spring winter march dawn eve easter christmas sunday".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        """Without a possessive."""
        return re.sub(r"['’]s?$", "", self.text)


_MID_SENTENCE_NOT = Look(
    r"(?:\b(?:in|by|since|until|till|of|last|next|this|during|early|late|mid|from|to|through|and|or|for|before|after"
    r"|end)[ -]"
    r"|\d(?:st|nd|rd|th)? |[-–/])$"
)


_MET = Look(
    r"\b(?:(?:met|spoke|spoken|speaking|talked|worked|sat|stayed|lived|played|slept|walked|went) (?:to"
    r"|with)|listened to"
    r"|seen|interviewed|weighed|examined|assessed|collected|contacted|hit|slapped|shook|hurt"
    r"|remember(?:ed|s)?|described?|knew|knows|asked|told|saw|met|visited|helped|rang|phoned|called|supported"
    r"|believed"
    r"|liked|loved|thanked|wanted|urged|begged|persuaded|encouraged|heard|watched|reminded|let) $"
)
_ABSTRACT = frozenset(
    "hope faith joy grace will art charity mercy patience trust honour constance prudence justice liberty freedom "
    "destiny "
    "harmony serenity unity verity victory blessing miracle angel heaven prince princess king major royal bishop "
    "justice "
    "dale glen heath rowan chance case mark rich young christian pat bill drew sky star storm misty miss master lad "
    "love "
    "nan don king prior penny gene hazel olive berry reed".split()
)
"""Names whose possessive is seldom a person's."""


def is_somebody(text: str, word: Word) -> bool:
    """Whether the sentence treats a word that is a name as well as a person."""
    behind = text[word.end :]
    first = starts(text, word.start)
    seasonal = folded(word.bare) in SEASONAL
    if word.bare == "Christian" and not re.match(rf" {VERBS}\b|['’]s", behind):
        return False
    if re.search(r"['’]s$", word.text):
        return _owns(word, behind, seasonal=seasonal)
    if re.match(r" who\b", behind):
        return not first  # "Mark who was in the room."
    if re.match(rf", (?:the|her|his|their|an?|who|aged|now|then|a)\b[^.]*?(?:{FAMILY}|aged|who)\b", behind):
        return True
    if re.match(r" ?\(\d{1,3}\)", behind):
        return True
    if not first:
        return _stands_within(text, word, seasonal=seasonal)
    return _acts_in_season(behind) if seasonal else _acts(word, behind)


def _owns(word: Word, behind: str, *, seasonal: bool) -> bool:
    """Whether what is theirs is what somebody has: of words for months and virtues only what people own."""
    if folded(word.bare) not in _ABSTRACT and not seasonal:
        return re.match(r" [a-z]", behind) is not None
    older = (
        r"(?:(?:own|older|younger|new|former|late|little|eldest|maternal|paternal|previous|first|second|third|last"
        r"|other"
        r"|earlier|oldest|youngest|biological|birth|adoptive|foster|unborn|newborn|half|two|three|four|five|ex|then"
        r"|estranged|only|twin|violent|primary|secondary)[ -])*"
    )
    return re.match(rf" {older}(?:{POSSESSIONS}|{_OWNED})\b", behind) is not None or _has_own_pronoun(behind)


_OWNED = (
    r"(?:pregnanc(?:y|ies)|labour|statement|account|bail|tenancy|attendance|medication|schooling|college|job|ex"
    r"|visits"
    r"|drinking|diary|clothes|hair|eyes|hands?|mobile|e-?mails?|messages|texts|nursery|lessons|class|tutor|keyworker"
    r"|pram|labour|wishes|feelings|medical|appointments?|scans?|arrest|funeral|inquest|killer|attacker|abuser)"
)
_OWN_PRONOUN = re.compile(r"\b(?:she|he|herself|himself|(?:her|his) [a-z])")
_SOMEBODY_ELSE = re.compile(
    rf"\b(?:{FAMILY}|boys?|girls?|man|woman|teenager|pupil|manager|workers?|nurse|midwife|teacher|officer|doctor|GP"
    r"|chair|author|reviewer)\b| [A-Z]"
)
"""Whom a pronoun may mean instead."""


def _has_own_pronoun(behind: str) -> bool:
    """Whether a "she" or "his" of the same sentence can mean nobody but whoever began it."""
    sentence = re.split(r"[.!?;]", behind, maxsplit=1)[0]
    own = _OWN_PRONOUN.search(sentence)
    return own is not None and _SOMEBODY_ELSE.search(sentence[: own.start()]) is None


def _stands_within(text: str, word: Word, *, seasonal: bool) -> bool:
    """Whether a word within its sentence is a person."""
    before, behind = text[: word.start], text[word.end :]
    if seasonal:
        if _MET.search(before) and re.match(
            r" (?:as|to|that|who|whether|about|how|what|if|alone|once|twice|again|and (?:her|his|she|he|told"
            r"|asked)|on (?:her|his) own"
            r"|every (?:day|week|fortnight|month)|at (?:home|school|nursery|college|the)|in (?:school|person"
            r"|private|the)|for (?:an?|the)|only|several|where|why|which|who"
            r"|three|without|with|when|because|privately|separately|by (?:her|him)self)\b|\s*$|[.,;](?: [a-z]|$)",
            behind,
        ):
            return True  # "remembered May as"
        dated = _MID_SENTENCE_NOT.search(before) or re.match(r" ?(?:\d|'\d)", behind)
        return not dated and re.match(rf" {VERBS}\b", behind) is not None
    return not among_words(before) and not re.search(r"\b(?:the|a|an|The|A|An|this) $", before) and behind[:1] != "-"


def _acts_in_season(behind: str) -> bool:
    """Whether a month or a season that begins its sentence does what only people do."""
    doing = re.match(rf" {VERBS}\b", behind) and not re.match(r" (?:was|is|had|has) ", behind)
    being = re.match(
        r" (?:was|is) (?!a |the |an )(?:brought (?:to|into|in) (?!an? |mind|light|account)|(?:already |still "
        r"|not yet |now )?(?:walking|crawling|talking|crying|asleep"
        r"|screaming|staying|eating|playing|bleeding)\b|\w+ (?:weeks?|months?|days?|years?|old)\b|\d"
        r"|not (?:\w+ )?\w+ed\b|(?:\w+ "
        r")?(?:born|seen"
        r"|found|taken|\w{3,}ed)\b)",
        behind,
    )
    having = re.match(
        r" had (?:stopped|told|asked|left|gone|moved|refused|taken|said|lost|made|started|tried|called|had|given"
        r"|missed"
        r"|never|always|wanted|met|become|been (?:\w+ing|seen|told|known|in|to))\b",
        behind,
    )
    with_kin = re.match(
        r" (?:had|has) (?:(?:an?|no|two|three|four|five|several|\d|other|older|younger|elder|new|own"
        r"|grown-up|little|baby"
        rf"|half|step|twin)[ -]?)+{FAMILY}\b",
        behind,
    )
    aged = re.match(
        r" (?:was|is) (?:just |only |barely |nearly )?(?:\w+teen|\d{1,2}|two|three|four|five|six|seven|eight|nine|ten"
        r"|eleven|twelve)(?= when\b| and\b|[,.])",
        behind,
    )
    return bool(doing or being or having or with_kin or aged) or (
        _OF_A_LIFE.match(behind) is not None and _has_own_pronoun(behind)
    )


_OF_A_LIFE = re.compile(
    r" (?:had|has|was|is|did|would|could)(?:n['’]t| not| never| always| often)? (?!an? |the |when |busy|hard"
    r"|difficult"
    r"|good|bad|long|hot|cold|wet|dry|late|early|over|coming|worse|better|quiet|lonely|easier|harder|spent|brought"
    r"|come"
    r"|passed|begun|started|ended|given|gone|turned|warm|mild|approaching|near|almost|nearly)"
)
"""What is said of a person rather than of a season: "Summer had been on the edge of care for most of her life"."""


def _acts(word: Word, behind: str) -> bool:
    """Whether a word that begins its sentence goes on as people do."""
    if re.match(r" (?:and|or) (?:his|her|their|[A-Z]\w+)\b", behind):
        return True
    if re.match(r" (?:was|is) (?:written|drawn|painted|spelt|not a)\b", behind) and folded(word.bare) in _ABSTRACT:
        return False
    if re.match(
        r" (?:was|is) (?:missing|absent|lost|lacking) (?:from|in) (?!home|school|care|college|h(?:er|is)\b)", behind
    ):
        return False
    if folded(word.bare) in _ABSTRACT and re.match(
        r" (?:was|is|were) (?:busy|scarce|high|low|rare|all|hard)\b", behind
    ):
        return False
    if re.match(r" (?:played|plays|has played|had) an? (?:part|role|place|hand)\b| (?:\w+ )?c[ao]mes? up\b", behind):
        return False
    if re.match(r" is (?:not )?(?:an?|the|about|when|what|that) ", behind):
        return False
    still = (
        r"(?:(?:also|never|often|then|still|later|now|only|just|always|once|again|rarely|seldom|hardly|sometimes"
        r"|regularly|usually|frequently|repeatedly|eventually|finally|soon|twice) )?"
    )
    return re.match(rf" {still}{VERBS}\b", behind) is not None
