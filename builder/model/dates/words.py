"""The words that dates are written with, English and Welsh, and a text brought down to them."""

from __future__ import annotations

import re
import unicodedata

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SHORT_DAYS = {
    **{"mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "weds": "wednesday"},
    **{"thu": "thursday", "thur": "thursday", "thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday"},
}
_SHORT_MONTHS = {
    **{name[:3]: name for name in MONTHS if name != "may"},
    **{"sept": "september", "febuary": "february", "feburary": "february", "janurary": "january"},
    **{"septemeber": "september", "novemeber": "november", "decemeber": "december", "agust": "august"},
}
_WELSH_MONTHS = {
    "january": "ionawr ion",
    "february": "chwefror chwef",
    "march": "mawrth fawrth maw",
    "april": "ebrill ebr",
    "may": "mai fai",
    "june": "mehefin fehefin meh",
    "july": "gorffennaf orffennaf gorff",
    "august": "awst",
    "september": "medi fedi",
    "november": "tachwedd dachwedd tach",
    "december": "rhagfyr ragfyr rhag",
}
_WELSH_DAYS = {
    **{"llun": "monday", "mawrth": "tuesday", "mercher": "wednesday", "iau": "thursday", "gwener": "friday"},
    **{"sadwrn": "saturday", "sul": "sunday", "wener": "friday", "fercher": "wednesday", "lun": "monday"},
}
_NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30},
    **{"un": 1, "dau": 2, "dwy": 2, "ddau": 2, "ddwy": 2, "tri": 3, "tair": 3, "dair": 3, "dri": 3, "pedwar": 4},
    **{"pedair": 4, "bedair": 4, "pum": 5, "pump": 5, "bum": 5, "chwe": 6, "chwech": 6, "saith": 7, "wyth": 8},
    **{"naw": 9, "deg": 10, "ddeg": 10, "deuddeg": 12, "ddeuddeg": 12},
    **{"first": 1, "second": 2, "third": 3, "fourth": 4},
}
_UNITS = "hour day week fortnight month quarter year"
_WELSH = {
    **{"erbyn": "by", "cyn": "before", "ar": "on", "o": "of", "diwedd": "end", "ddiwedd": "end", "dechrau": "start"},
    **{"ddechrau": "start", "canol": "middle", "ganol": "middle", "gwanwyn": "spring", "wanwyn": "spring"},
    **{"haf": "summer", "gaeaf": "winter", "aeaf": "winter", "diwrnod": "day", "ddiwrnod": "day", "dydd": "day"},
    **{"wythnos": "week", "mis": "month", "fis": "month", "mlynedd": "year", "flwyddyn": "year", "blwyddyn": "year"},
    **{"chwarter": "quarter", "nesaf": "next", "yfory": "tomorrow", "heddiw": "today", "pasg": "easter"},
    **{"nadolig": "christmas", "y": "the", "yr": "the", "ym": "in", "yn": "in", "rhwng": "between", "hyd": "until"},
}
_SAID = (
    (r"cyn gynted (?:(?:a|â) ph?osibl?\b|ag (?:y bo modd|sy'?n bosibl))", "asap"),
    (r"ar unwaith|ar frys|yn syth", "immediately"),
    (r"yn barhaus|parhaus|parhau|yn mynd rhagddo", "ongoing"),
    (r"\bo fewn\b", "within"),
    (r"\bi'?w gadarnhau\b|\bi'?w gytuno\b", "tbc"),
    (r"\bfis nesaf\b|\bmis nesaf\b", "next month"),
    (r"\bwythnos nesaf\b", "next week"),
    (r"\bflwyddyn nesaf\b|\bblwyddyn nesaf\b", "next year"),
)

_WORDS: dict[str, str] = {
    **{short: day for short, day in _WELSH_DAYS.items() if short != "mawrth"},
    **_SHORT_DAYS,
    **_SHORT_MONTHS,
    **{short: month for month, names in _WELSH_MONTHS.items() for short in names.split()},
    **{unit + "s": unit for unit in _UNITS.split()},
    **{"hrs": "hour", "wk": "week", "wks": "week", "mth": "month", "mths": "month", "yrs": "year"},
    **{
        "qtr": "quarter",
        "beginning": "start",
        "mid": "middle",
        "begining": "start",
        "autum": "autumn",
    },
    **{"midway": "middle", "xmas": "christmas", "wythnosau": "week", "misoedd": "month", "diwrnodau": "day"},
}
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|af|ail|il|ydd|fed|ed|eg|ain)\b")


def canonical(text: str) -> str:
    """The text in small letters with plain signs, months and days in full, ordinals as figures, Welsh as English.

    Signs between words stay as " / ", " - " or ","; a text that is no date comes out as words that mean nothing.
    """
    flat = unicodedata.normalize("NFKC", text[:200]).casefold()
    flat = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", flat)
    flat = re.sub(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]", "-", flat)
    flat = re.sub(r"[\u2018\u2019\u02bc]", "'", flat)
    for pattern, meaning in _SAID:
        flat = re.sub(pattern, meaning, flat)
    flat = _welsh_day(flat)
    flat = re.sub(rf"\b(?:mis|fis) (?={_WELSH_NAMES})", "", flat)
    flat = re.sub(r"(?<=\d)(\w{0,3} ?[-/.]? ?(?:o )?)hydref\b", r"\1october", flat)  # else it is autumn as well
    flat = _ORDINAL.sub(r"\1", re.sub(r"(\d) ?yr\b", r"\1 year", flat))
    flat = re.sub(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " ", flat)  # 31Mar2027, Q2, 6wks
    words = [_word(w) for w in re.findall(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?|[-/.,:()&+?]|\S", flat)]
    return " ".join(words).strip()


_WELSH_NAMES = "|".join((*(n for names in _WELSH_MONTHS.values() for n in names.split()), "hydref"))


def _welsh_day(flat: str) -> str:
    names = "|".join(_WELSH_DAYS)
    return re.sub(rf"\b(?:dydd|ddydd|nos) ({names})\b", lambda m: _WELSH_DAYS[m[1]], flat)


def _word(word: str) -> str:
    word = word.removesuffix("'s") if word not in ("'s",) else word
    return _WORDS.get(word) or _WELSH.get(word) or word


def as_number(word: str) -> int | None:
    """A small number in figures or words, "a" for one; None for anything else."""
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return _NUMBERS.get(word)


NUMBER_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
