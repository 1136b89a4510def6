"""Dates and ages in a passage: exact, about then, of birth; ages in any unit, in figures and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...model.dates import when
from .vocabulary import FAMILY, MONTHS

MONTH = MONTHS
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER = rf"(?:\d{{1,3}}|(?:{_TENS})(?:[ -](?:{_UNITS}))?|{_TEENS}|{_UNITS})"
_ORDINALS = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|\w+ieth)"
)
_FEAST_DAY = (
    r"(?:Christmas (?:Day|Eve)|Boxing Day|New Year['’]s (?:Day|Eve)|Good Friday|Easter (?:Sunday|Monday)|Palm Sunday|"
    r"(?:Mother['’]s|Father['’]s|Valentine['’]s|Remembrance|May|St [A-Z]\w+['’]s) (?:Day|Sunday)|Bonfire Night|"
    r"Hallowe['’]?en|Eid(?: al-[A-Z]\w+)?|Diwali|Ash Wednesday|Pancake Day)"
)
_FEAST = rf"(?:{_FEAST_DAY}|Christmas|Easter|New Year|Hanukkah|Ramadan|Passover|Pentecost|Whitsun)"
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?)?"
EXACT = re.compile(
    rf"{_DAY}\b\d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:and|to|or|&) \d{{1,2}}(?:st|nd|rd|th)?| ?[–-] ?\d{{1,2}})?(?: of)? "
    rf"{MONTH}\b\.?"
    r"(?:,? (?:19|20)\d\d)?"
    rf"|{_DAY}\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,? (?:19|20)\d\d)?"
    r"|(?<![\d./])\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d\d(?![\d/])"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b"
    rf"|\b{_FEAST_DAY},?(?: in| of)? (?:19|20)\d\d\b"
)
_SEASON = r"(?:spring|summer|autumn|winter|Spring|Summer|Autumn|Winter)"
_PART = r"(?:early|late|mid|the (?:beginning|start|middle|end|first week|last week) of|beginning of|end of|start of)"
ABOUT = re.compile(
    rf"\b(?:{_PART}[ -])?{MONTH},?(?: of)? (?:19|20)\d\d\b|\b(?:{_PART} )?{_SEASON},?(?: of| term)? (?:19|20)\d\d\b"
    rf"|\bbetween {MONTH}(?: (?:19|20)\d\d)? and {MONTH} (?:19|20)\d\d|\b(?:week|day|night|weekend|month) (?:before"
    rf"|after|of) {_FEAST}"
    rf"|\b{_PART} {MONTH}\b(?! (?:19|20)?\d)|\b{_FEAST},?(?: in| of)? (?:19|20)\d\d\b"
)
_BORN = re.compile(
    r"(?:\b(?:[Bb]orn|[Bb]irth(?:day)?|[Dd]ate of birth|DOB|D\.?O\.?B\.?|[Dd]\.?o\.?b\.?)\b\.?(?: (?:was|is"
    r"|were))?[ :]*(?:on |in |the |\()*)$"
)
_LAWFUL = re.compile(
    r"\b(?:[Rr]eview (?:covers|covered|looked at|considered|period)|[Pp]eriod|[Ss]cope"
    r"|Acts?|Regulations?|legislation|in force|commence\w*|statutory|Bill|guidance|publish\w*|publication"
    r"|published|launched|"
    r"updated?|revised|edition|version|policy|policies|procedures?|reviewed|due for review|deadline|complete[d]? by"
    r"|report(?:s|ed)? by|"
    r"since (?:then|that)|Working Together|census|inspect\w+|training dates?|roll(?:ed)? out|duty|applies from"
    r"|introduced)\b"
)


def _past(words: str, today: date) -> bool:
    found = when(words.replace("the ", ""), session=None)
    return not (found.first and found.first > today) and not (found.last and found.last > today)


def exact_dates(text: str, today: date) -> Iterator[tuple[str, bool]]:
    """Exact days that are past, each with whether it is a day of birth. Days of laws and deadlines are none."""
    for match in EXACT.finditer(text):
        words = match[0].strip(" .,")
        born = bool(_BORN.search(text[: match.start()]))
        if re.search(r"\b(?:MAY|MARCH|may|march)\b", words) or re.fullmatch(rf"{_DAY}", words):
            continue
        if not re.search(r"(?:19|20)\d\d$|[/.-]\d\d$", words) and re.search(
            r"\b(?:by|before|until) $", text[: match.start()]
        ):
            continue  # a deadline without a year
        if born or (_past(words, today) and not _LAWFUL.search(_sentence(text, match.start()))):
            yield words, born


def about_dates(text: str, today: date) -> Iterator[str]:
    """Months and seasons that are past; each with its words."""
    for match in ABOUT.finditer(text):
        if _past(match[0], today) and not _LAWFUL.search(_sentence(text, match.start())):
            yield match[0]


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in (". ", "? ", "! ", "\n"))
    ends = [e for e in (text.find(mark, at) for mark in (". ", "? ", "! ", "\n")) if e >= 0]
    return text[start + 1 : min(ends, default=len(text)) + 1]


_UNIT = r"(?:years?|months?|weeks?|days?|hours?|yrs?|mths?|wks?)"
_AGE = re.compile(
    rf"\b(?:(?:nearly|almost|just|only|about|around) )?{NUMBER}(?:[ -](?:and|to|or)[ -]{NUMBER}"
    rf"|[ -]and[ -]a[ -]half)?[ -]{_UNIT}(?:,? (?:and )?{NUMBER}[ -]{_UNIT})?[ -](?:old|of age)\b"
    rf"|\b[Aa]ged? (?:(?:just|only|about|around|nearly|almost|over) )?{NUMBER}\b(?:[ -]{_UNIT})?(?:,? (?:and "
    rf")?{NUMBER}[ -]{_UNIT})?"
    rf"|\bat the age of {NUMBER}(?: {_UNIT})?"
    rf"|\bage (?:of )?{NUMBER}\b"
    rf"|\b(?:was|is|were|turned|turning|just|be|am|are|only) (?:(?:just|only|nearly|almost|about) )?(?:turned "
    rf")?{NUMBER}(?=(?: (?:and|when|at|who|but)\b|[.,;:)]|$))"
    rf"|\b(?:was|is|were) {NUMBER} (?:years?|months?|weeks?|days?)(?: and {NUMBER} (?:months?|weeks?|days?))?(?= "
    rf"(?:when|and was|at)\b|[.,;]|$)"
    rf"|\b{NUMBER} years?,? (?:and )?{NUMBER} (?:months?|weeks?|days?)\b"
    rf"|\b{NUMBER} weeks and {NUMBER} days\b"
    rf"|\b(?:a|the) (?:\w+ )?(?:woman|man|boy|girl|mother|father|teenager|person|child|carer) of {NUMBER}\b"
    rf"|\b(?:an? |the |An? |The )(?:\w+ )?(?:woman|man|boy|girl|mother|father|teenager|person|child|carer|lady) of "
    rf"{NUMBER}\b"
    rf"|\b[Aa]t {NUMBER}, (?:he|she|they|his|her)\b|\blived (?:for )?(?:only )?{NUMBER} (?:days|weeks|months|hours)\b"
    rf"|\b(?:infant|baby|boy|girl|child|toddler), {NUMBER} (?:hours?|days?|weeks?|months?|years?)\b"
    rf"|\b(?:[Tt]urned|[Tt]urning|[Tt]urns) {NUMBER}\b(?! (?:away|of|to))"
    rf"|\b(?:then|now|still|already) {NUMBER}(?=[,.;)])"
    rf"|\b(?:his|her|their|H['’]s) {_ORDINALS} birthday|\b(?:before|after|on|until) (?:\w+ ){{0,2}}{_ORDINALS} birthday"
    rf"|\b(?:pregnant|married|moved in|left home|left school|gave birth|first arrested|born when \w+ was) at (?:just "
    rf"|only )?{NUMBER}\b"
    rf"|\b{NUMBER}[ -]{_UNIT}[ -]old (?:boy|girl|baby|child|infant|man|woman|son|daughter|sister|brother|twins?)\b"
    rf"|\bin (?:his|her|their) (?:early |mid |late |mid-|early-|late-)?(?:[1-9]0s|teens|twenties|thirties|forties"
    rf"|fifties|sixties|seventies|eighties|nineties)\b"
)
_BRACKETED = re.compile(
    rf"(?:\b(?:[A-ZÀ-Þ][\w’'-]+|{FAMILY}|boy|girl|man|woman|teenager|pupil|subject|victim|perpetrator|(?:Child"
    rf"|Adult) [A-Z]) ?)\((?:then |aged |age )?({NUMBER})(?: {_UNIT})?(?: old)?\)"
)
_COMMAED = re.compile(
    rf"\b(?:{FAMILY}|boy|girl|man|woman|teenager|victim|pupil|[A-ZÀ-Þ][a-zß-ÿ’'-]+|(?:Child|Adult) [A-Z]), (?:aged "
    rf"|then |now |only |just )?({NUMBER})(?: (?:months?|weeks?|days?|years?))?,"
)
_GENERAL_BEFORE = re.compile(
    r"(?:\b(?:[Cc]hildren|[Bb]abies|[Yy]oung people|[Pp]eople|[Aa]dults|[Ii]nfants|[Ee]very(?:one|body)|[Aa]ny(?:one"
    r"|body)|[Tt]hose|"
    r"[Pp]upils|[Bb]oys|[Gg]irls|[Tt]eenagers|[Pp]atients|[Rr]esidents|[Ss]tudents|[Ww]omen|[Mm]en|[Pp]arents"
    r"|[Mm]others|[Ff]athers|[Cc]arers|"
    r"[Ss]omebody|[Ss]omeone|[Aa]ny child|[Ee]very child|[Aa] child|[Cc]hild)(?: who (?:are|is)| (?:are|is))?(?:,? "
    r"(?:under|over|between|from|of))?"
    r"|\b(?:under|over|below|above|between|from|until|to|than|least|most|per|every|all|reach(?:es)?|up to)) $"
)
_GENERAL_IN = re.compile(
    r"\bcriminal responsibility\b|\b(?:consent|majority|capacity)\b|\bolds\b|\bor (?:over|under|older|younger|above"
    r"|more)\b"
)


def ages(text: str) -> Iterator[str]:
    """Ages of somebody. Those of everybody ("children under one", "aged 16 and 17") are none."""
    for match in _AGE.finditer(text):
        before, behind = text[: match.start()], text[match.end() : match.end() + 30]
        if _GENERAL_BEFORE.search(before) or _GENERAL_IN.search(match[0] + behind[:24]):
            continue
        if re.match(r"(?:[ -]?(?:and|to|or|–|-) ?\d| ?[–-] ?\d|s\b|%|p\b|:\d)", behind) and not re.search(
            r"old$|birthday$", match[0]
        ):
            continue
        if re.search(r"\b(?:is|are|was|were|be|am|only|just) ", match[0]) and not _of_a_person(text, match):
            continue
        if _TIMELY.search(before):
            continue
        yield match[0]
    for pattern in (_BRACKETED, _COMMAED):
        for match in pattern.finditer(text):
            if not match[0].startswith(("Act", "Section", "Part", "Chapter", "Article", "Step", "Finding", "Annex")):
                yield match[0].strip(" ,")


_TIMELY = re.compile(
    r"\b(?:before|until|by the time|when|once|as soon as|if) (?:a|an|the|every|each|your) (?:baby"
    r"|child|infant)(?: is| turns| reaches)? ?$"
)
"""What is advised for any child of an age."""


def _of_a_person(text: str, match: re.Match[str]) -> bool:
    """ "She was 81.", "The mother is nineteen and…": who is meant stands before the verb."""
    lead = text[: match.start()]
    last = re.split(r"[.!?;]\s", lead)[-1]
    return bool(
        re.search(
            rf"(?:\b(?:he|she|He|She|they|They|who|{FAMILY}|boy|girl|man|woman|person|teenager|baby|child)|(?:Child"
            rf"|Adult|Mother|Father|[A-ZÀ-Þ][a-z]+)(?: [A-Z])?),?(?: had| has)? $",
            last,
        )
    )
