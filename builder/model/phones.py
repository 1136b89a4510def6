"""Telephone numbers in what an author wrote: each number apart, with the words that belong to it."""

from __future__ import annotations

import re
from functools import cache

from .reach import Phone

_CANDIDATE = re.compile(r"(?<![\w@/.])(?:\+|\(\+?)?\d(?:[\d \u00a0().\u2010-\u2015/-]*\d)?(?![\w@])")
_TEXTED = re.compile(r"\btext\b(?:[^.;]{0,40}\bto)?\s*:?\s*$", re.I)
_FAX = re.compile(r"\bfax(?: (?:no|number))?[\s:.]*$", re.I)
_PARTED = re.compile(r"^\s*(?:[,;/|–—-]|(?:or|and|neu|then)\b)(?!.*[,;/|.–—-]\s*$)", re.I | re.S)
"""Words that something parts from the number before them and nothing from the one behind: they are that one's."""
_EXTENSION = re.compile(r"\s*,?\s*\(?(?:ext(?:ension)?\.?|x)\s*(\d{1,6})\)?", re.I)
_GLUE = re.compile(
    r"^(?:[\s,;:/|.–—-]+|\b(?:or|and|neu|then|also|please|call|ring|phone|telephone|tel|dial|number|ffoniwch)\b\.?)+",
    re.I,
)
_GLUE_END = re.compile(
    r"(?:[\s,;:/|–—-]+|\b(?:or|and|neu|else|otherwise|call|ring|phone|telephone|tel|dial|on|at|to|ar|no)\b\.?:?)+$",
    re.I,
)


def phones_in(text: str) -> tuple[Phone, ...]:
    """Every telephone number in a text, in order, with its words; () where there is none.

    Words in brackets, or behind a number that opens the text, belong to the number before them, else to the next. A
    number to fax is none to call.
    """
    if not any(c.isdigit() for c in text):
        return ()
    found = _numbers(text)
    if not found:
        return ()
    starts, ends = (*(n[0] for n in found), len(text)), (0, *(n[1] for n in found))
    gaps = [text[a:b] for a, b in zip(ends, starts, strict=True)]
    leads = bool(_words(gaps[0])) and not _words(gaps[-1]).startswith("(")
    words = [""] * len(found)
    for n, gap in enumerate(gaps):
        leading = leads or (not _words(gaps[-1]) and bool(_PARTED.match(gap)))
        behind, ahead = _shared(gap, leads=leading, first=n == 0, last=n == len(found))
        if behind and n:
            words[n - 1] = ", ".join(filter(None, (words[n - 1], behind)))
        if ahead and n < len(found):
            words[n] = ahead
    return tuple(
        Phone(" ".join(text[start:end].split()), href, said)
        for (start, end, href), said in zip(found, words, strict=True)
    )


def _shared(gap: str, *, leads: bool, first: bool, last: bool) -> tuple[str, str]:
    """The words between two numbers: those of the one before, and those of the one behind."""
    bracketed = re.match(r"\s*\(([^()]*)\)", gap)
    behind = bracketed[1].strip() if bracketed and not first else ""
    rest = _words(gap[bracketed.end() :] if bracketed and not first else gap)
    if first or (leads and not last):
        return behind, rest
    if last and leads and behind:
        return behind, ""
    return ", ".join(filter(None, (behind, rest))), ""


def _words(gap: str) -> str:
    kept = _GLUE_END.sub("", _GLUE.sub("", gap.strip()))
    if kept.isdecimal():  # "01632 960 333 or 334": no number of its own, and told all the same
        return gap.strip(" ,;.") if len(kept) > 2 else ""
    return kept.strip(" ()") if re.fullmatch(r"\([^()]*\)?|[^()]*\)", kept) else kept.strip()


def _numbers(text: str) -> list[tuple[int, int, str]]:
    """Start and end of each number as written, and its address."""
    out = []
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        for s, e, href in _split(text, start, end):
            extension = _EXTENSION.match(text, e)
            if extension:
                out.append((s, extension.end(), f"{href};ext={extension[1]}"))
            else:
                out.append((s, e, href))
    return out


def _split(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """One run of figures as one number, or as several where a slash or a wide gap parts them."""
    if href := _href(text, start, end):
        return [(start, end, href)]
    out = []
    tokens = [(start + m.start(), start + m.end()) for m in re.finditer(r"[(+]*\d+\)?", text[start:end])]
    n = 0
    while n < len(tokens):
        for last in range(len(tokens) - 1, n - 1, -1):
            s, e = tokens[n][0], tokens[last][1]
            apart = not re.match(r"[().\u2010-\u2015-]+\d", text[e:]) and not re.search(
                r"\d[.\u2010-\u2015-]*$", text[:s]
            )
            if (s, e) != (start, end) and apart and (href := _href(text, s, e)):
                out.append((s, e, href))
                n = last
                break
        n += 1
    return out


def _href(text: str, start: int, end: int) -> str:
    written = text[start:end]
    if re.match(r"[^\S\n]*[xX*?]{2,}|[^\S\n]?(?!0\d{9,10}(?!\d))\d", text[end:]):  # 01632 960 xxx
        return ""
    digits = re.sub(r"\D", "", written)
    if _FAX.search(text[:start]):
        return ""
    if _TEXTED.search(text[:start]) and 4 <= len(digits) <= 7:
        return f"sms:{digits}"
    if not _is_number(written, digits):
        return ""
    if written.lstrip("(").startswith(("+", "00")):
        return f"tel:+{digits.removeprefix('00')}".replace("+440", "+44")
    return f"tel:{digits}"


@cache
def _is_number(written: str, digits: str) -> bool:
    """Whether a run of figures is a number that can be called from Britain. Ofcom's numbers for drama count."""
    import phonenumbers as engine  # its tables are large, and most texts hold no number

    if len(digits) < 7:
        return digits in ("101", "105", "111", "112", "116123", "116000", "999") or (
            len(digits) in (3, 6) and engine.is_emergency_number(digits, "GB")
        )
    if not written.lstrip("(").startswith(("0", "+")):
        return False
    relayed = digits.removeprefix("018001").removeprefix("018002")
    try:
        number = engine.parse(relayed if relayed != digits else written, "GB")
    except engine.NumberParseException:
        return False
    if not engine.is_possible_number(number):
        return False
    return number.country_code != 44 or len(digits) >= 9 or engine.is_valid_number(number)
