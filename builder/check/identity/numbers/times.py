"""Dates in a passage: exact days, days of birth, and about then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ....model.dates import when
from ...look import Look
from ..somebody import is_public, sentence_at, tells_of_somebody
from ..vocabulary import MONTHS

MONTH = MONTHS
_FEAST_DAY = (
    r"(?:Christmas (?:Day|Eve)|Boxing Day|New Year['’]s (?:Day|Eve)|Good Friday|Easter (?:Sunday|Monday)|Palm Sunday|"
    r"(?:Mother['’]s|Father['’]s|Valentine['’]s|Remembrance|May|St [A-Z]\w+['’]s) (?:Day|Sunday)|Bonfire Night|"
    r"Hallowe['’]?en|Eid(?: al-[A-Z]\w+)?|Diwali|Ash Wednesday|Pancake Day|Mothering Sunday|Remembrance Sunday"
    r"|Armistice Day"
    r"|Maundy Thursday|Shrove Tuesday|Easter (?:Saturday|Tuesday|weekend)|May Day|Whit (?:Sunday|Monday)"
    r"|Burns Night|Hogmanay"
    r"|Twelfth Night|Yom Kippur|Rosh Hashanah|Vaisakhi|Holi|Navratri|(?:Chinese|Lunar|Orthodox) (?:New Year"
    r"|Easter|Christmas)"
    r"|All (?:Saints|Souls)['’]? Day|Nowruz|Sukkot|Purim|[Bb]ank [Hh]oliday Monday)"
)
_FEAST = rf"(?:{_FEAST_DAY}|Christmas|Easter|[Nn]ew [Yy]ear|Hanukkah|Ramadan|Passover|Pentecost|Whitsun)"
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?)?"
DAY_IN_WORDS = (
    r"(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth"
    r"|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth|thirtieth|\d{1,2}(?:st|nd|rd|th)"
)
EXACT = Look(
    rf"{_DAY}\b\d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:and|to|or|&) \d{{1,2}}(?:st|nd|rd|th)?| ?[–-] ?\d{{1,2}})?(?: of)? "
    rf"{MONTH}\b\.?"
    r"(?:,? (?:19|20)\d\d)?"
    rf"|{_DAY}\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,? (?:19|20)\d\d)?"
    r"|(?<![\d./])\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)(?:19|20)?\d\d(?![\d/])"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?\d{1,2}(?:st|nd|rd|th)\b(?! of\b| [A-Z])"
    rf"|(?<![\d-])\d{{1,2}}-{MONTH}-(?:19|20)?\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b"
    rf"|\bthe (?:{DAY_IN_WORDS}) (?:day )?of {MONTH}\b(?:,? (?:19|20)\d\d)?"
    rf"|\b{_FEAST_DAY},?(?: in| of)? (?:19|20)\d\d\b"
)
_SEASON = r"(?:spring|summer|autumn|winter|Spring|Summer|Autumn|Winter)"
_PART = (
    r"(?:[Ee]arly(?: in)?|[Ll]ate(?: in)?|[Mm]id|[Ll]ater in|(?:the (?:very )?)?(?:beginning|start|middle|end|first "
    r"week"
    r"|second week|third week|last week|first half|second half|first quarter|last quarter|last months|first months"
    r"|final weeks|turn|close) of)"
)
_BREAK = r"(?:(?: (?:school )?(?:weekend|holidays?|break|week|period|season|term))?)"
_EVENT = (
    r"(?:the )?(?:(?:Queen|King|Queen Mother|Princess|Prince Philip|Pope|Diana|Princess Diana|Thatcher)['’]s"
    r" (?:funeral|death|coronation|wedding)|[Cc]oronation|royal wedding|[Rr]oyal [Ww]edding|[Gg]olden [Jj]ubilee"
    r"|(?:[Pp]latinum|[Dd]iamond|[Ss]ilver) [Jj]ubilee|(?:[\w-]+ )?riots|(?:Grenfell| {3,})(?: Tower)? ?fire"
    r"|[\w’'-]+(?: [A-Z]\w+)? (?:bombings?|terror attack|earthquake)|Brexit(?: vote| referendum)?"
    r"|(?:Brexit |EU |Scottish"
    r" |independence )?referendum|general election|World Cup(?: final)?|Euros?(?: final)?|Olympics|eclipse|great storm"
    r"|big freeze|Beast from the East|(?:great |big |summer |winter |\w+ )?floods|heatwave|Storm [A-Z]\w+"
    r"|miners['’] strike"
    r"|(?:first |second |third )?lockdown|Southport (?:attack|stabbings?|killings)|moon landing|millennium)\b"
)
"""What everybody can date."""
ABOUT = Look(
    rf"\b(?:{_PART}[ -])?{MONTH},?(?: of)? (?:19|20)\d\d\b|\b(?:{_PART} )?{_SEASON}{_BREAK},?(?: (?:of|in))? "
    rf"(?:19|20)\d\d\b"
    rf"|\bbetween {MONTH}(?: (?:19|20)\d\d)? and {MONTH} (?:19|20)\d\d|\b(?:week|day|night|weekend|month)s? (?:before"
    rf"|after|of) {_FEAST}(?:,? (?:19|20)\d\d)?"
    rf"|\b{_PART} {MONTH}\b(?! (?:19|20)?\d)|\b{_FEAST}{_BREAK},?(?: in| of)? (?:19|20)\d\d\b"
    rf"|\b{_PART}[ -](?:the year )?(?:19|20)\d\d\b|\b(?:half[ -]term|[Ll]ockdown|World Cup|[Jj]ubilee|[Cc]oronation"
    rf"|Commonwealth Games|Olympics|Euros)"
    rf"(?: (?:weekend|week|holiday|summer|final))?,?(?: of"
    rf"| in)? (?:19|20)\d\d\b"
    r"|\b(?:shortest|longest|hottest|coldest|wettest|first|last|final) (?:day|night|week"
    r"|weekend)s? of (?:the )?(?:\w+ of )?(?:19|20)\d\d\b"
    r"|\b(?:days?|weeks?|months?|hours?) into (?:the year )?(?:19|20)\d\d\b|\b(?:day|night|week"
    r"|weekend) the [\w ]{3,30} in (?:19|20)\d\d\b"
    r"|\b(?:first|second|third|last|final) (?:day|week|weekend) of the (?:Easter|summer|Christmas|autumn|spring"
    r"|winter|half[- ]term|school)(?: holidays?| term| break)?\b"
    rf"|\b(?:[Dd]ay|[Ww]eek|[Nn]ight|[Ww]eekend|[Mm]orning|[Ee]vening|[Ee]ve) (?:of|before"
    rf"|after) (?:[\w’'-]+ ){{1,4}}(?:in|of) (?:19|20)\d\d\b"
    rf"|\b(?:0?[1-9]|1[0-2])/20[0-3]\d\b|\bQ[1-4](?: of)? (?:19|20)\d\d\b"
    rf"|\bthe (?:first|second|third|fourth|last) (?:week(?:end)?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    rf"|Sunday) "
    rf"(?:of|in) {MONTH}\b(?:,? (?:19|20)\d\d)?"
    r"|\b(?:19|20)\d\d (?:World Cup|Olympics|Euros|floods|riots|lockdown|heatwave|general election|Jubilee)\b"
    rf"|\b(?:[Tt]he |that |an? )?(?:(?:{_PART} )?(?:{MONTH}|{_FEAST}|{_SEASON}|[Ff]irst|[Ll]ast|[Ee]arly|[Ll]ate"
    r"|[Jj]ubilee|[Cc]oronation|[Ww]hit) )?[Bb]ank [Hh]oliday(?: weekend| week|(?: (?:Mon|Tues|Fri|Satur|Sun)day))?,?"
    r"(?: (?:in|of))? (?:19|20)\d\d\b"
    rf"|\b[Tt]he (?:{MONTH}|{_FEAST}|{_SEASON}|[Jj]ubilee|[Cc]oronation) [Bb]ank [Hh]oliday(?: weekend)?\b"
    r"|\b(?:Black Friday|[Ff]reshers['’]? [Ww]eek|(?:GCSE |A[- ]level )?[Rr]esults day|[Ee]xam season|[Ss]ummer term"
    r"|[Ss]pring term|[Aa]utumn term|[Rr]eading week|[Cc]arnival|Pride|[Hh]arvest|[Ll]ambing|[Cc]lock change),?"
    r"(?: (?:in|of))? (?:19|20)\d\d\b"
    r"|\b(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ll]ast|[Ff]inal|[Nn]ational) (?:(?:Covid(?:-19)?|national"
    r"|winter) )?[Ll]ockdowns?\b"
    rf"(?! (?:rules|restrictions|guidance|law))"
    rf"|\b(?:[Dd]ay|[Ww]eek|[Nn]ight|[Ww]eekend|[Mm]orning|[Ee]vening|[Aa]fternoon|[Mm]onth|[Ss]ummer|[Aa]utumn|[Ww]inter"
    rf"|[Ss]pring|[Yy]ear|[Dd]ays|[Ww]eeks|[Hh]ours) (?:of|after|before|following) {_EVENT}"
    rf"|\b{_FEAST_DAY}\b(?! 20[2-9]\d)"
)
_BORN = Look(
    r"(?:\b(?:[Bb]orn|[Bb]irth(?:day)?|[Dd]ate of birth|[Dd][Oo][Bb]|D\.?O\.?B\.?|[Dd]\.?o\.?b\.?)\b\.?(?: (?:was|is"
    r"|were))?[ :]*(?:on |in |the |\()*)$"
)


_EACH_YEAR = re.compile(
    r"\b(?:is|are|begins?|falls|starts?|runs|ends?|opens?|closes?|held|marked) (?:each year )?(?:on|from|to)? ?$"
)
"""What stands before a day of every year."""


def _is_of_each_year(text: str, match: re.Match[str]) -> bool:
    """A day of every year, about nobody: "White Ribbon Day is on 25 November"."""
    dated = re.search(r"\d{4}$|[/.-]\d\d$", match[0].strip(" .,"))
    led = _EACH_YEAR.search(text[: match.start()])
    return not dated and led is not None and not tells_of_somebody(sentence_at(text, match.start()))


def past(words: str, today: date) -> bool:
    """Whether a day or a time of a year is no later than today."""
    if any(int(year) > today.year for year in re.findall(r"\b(?:19|20)\d\d\b", words)):
        return False
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
        if not born and _is_of_each_year(text, match):
            continue
        if born or (past(words, today) and not is_public(sentence_at(text, match.start()))):
            yield words, born


_TOOK_PLACE = re.compile(r"\b(?:took place|happened|was held|were held|occurred)\b")
_DUTY = re.compile(r"\b(?:must|should|have to|need to|will|apply|applies)\b")


def about_dates(text: str, today: date) -> Iterator[str]:
    """Months, seasons and parts of a year that are past; each with its words."""
    for match in ABOUT.finditer(text):
        sentence = sentence_at(text, match.start())
        if not re.search(r"\d", match[0]) and not (tells_of_somebody(sentence) or _TOOK_PLACE.search(sentence)):
            continue  # Christmas Day of any year
        led = re.search(r"\b(?:[Ff]rom|[Ss]ince|[Bb]y) $", text[: match.start()])
        if led and _DUTY.search(sentence_at(text, match.start())):
            continue
        if past(match[0], today) and not is_public(sentence_at(text, match.start())):
            yield match[0]
