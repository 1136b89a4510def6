"""Telephone numbers in what an author wrote: each number apart, with the words that belong to it."""

from __future__ import annotations

import re
from functools import cache

from .reach import Phone

_CANDIDATE = re.compile(r"(?<![\w@/.])(?:\+|\(\+?)?\d(?:[\d \u00a0().\u2010-\u2015/-]*\d)?(?![\w@])")
_TEXTED = re.compile(r"\btext\b[^.;]{0,40}\bto\s*$", re.I)
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

    Words in brackets, or behind a number that opens the text, belong to the number before them, else to the next.
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
        behind, ahead = _shared(gap, leads=leads, first=n == 0, last=n == len(found))
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
    if kept.isdecimal():
        return ""
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
    for piece in re.finditer(r"[^/]+", text[start:end]):
        s = start + piece.start() + len(piece[0]) - len(piece[0].lstrip())
        e = start + piece.end() - (len(piece[0]) - len(piece[0].rstrip()))
        if (s, e) != (start, end) and (href := _href(text, s, e)):
            out.append((s, e, href))
    return out


def _href(text: str, start: int, end: int) -> str:
    written = text[start:end]
    if re.match(r"\s*[xX*?]{2,}|\s?\d", text[end:]):  # 01632 960 xxx
        return ""
    digits = re.sub(r"\D", "", written)
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
