"""briefing.yml: written from what a document told, with a guiding comment for what it did not."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from ...form.plan import as_date
from .report import Note, Weight

Settings = dict[str, Any]
"""Keys and values of briefing.yml: texts, and for support and glossary what they hold."""

_GUIDE: tuple[tuple[str, str], ...] = (
    ("title", "As readers know it."),
    ("alias", "The name that stands for the person. `briefing check` accepts it; other names it asks about."),
    ("summary", "One or two sentences, calm, without details that could identify anybody."),
    ("source_review", "The review that this comes from."),
    ("period_described", "For example 2021 to 2023."),
    ("published", "A date such as 2026-11-09."),
    ("review_by", "When somebody will look whether it still holds."),
    ("withdraw_on", "Only if the review says when it must come down."),
    ("version", "Raise it when the text changes: worksheets carry it."),
    ("lang", "en, or cy for Welsh."),
    ("content_notice", "What is described, before anybody reads it: This briefing describes …"),
)
_DATES = ("published", "review_by", "withdraw_on")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTHS_CY = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf"),
    *("awst", "medi", "hydref", "tachwedd", "rhagfyr"),
)
_LANGUAGES = {"english": "en", "welsh": "cy", "cymraeg": "cy"}


def as_settings(facts: Mapping[str, Sequence[str]]) -> tuple[Settings, list[Note]]:
    """Facts (key to lines) as briefing.yml wants them, and what was guessed or not understood."""
    settings: Settings = {}
    notes: list[Note] = []
    for key, lines in facts.items():
        text = " ".join(" ".join(lines).split())
        if key in _DATES:
            found, said = _date(key, text)
            if said:
                notes.append(Note("", said, Weight.GUESS if found else Weight.FIRST))
            if found:
                settings[key] = found
        elif key == "support":
            settings[key] = [_person(line) for line in lines]
        elif key == "lang":
            settings[key] = _LANGUAGES.get(text.casefold(), text)
        elif key == "version":
            plain = re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-.")[:20]
            settings[key] = plain or "1.0"
        elif text:
            settings[key] = text
    return settings, notes


def _date(key: str, text: str) -> tuple[str, str]:
    """A date as 2026-11-09 and what to say about it: a month alone goes to its end, for `published` its start."""
    found = as_date(text) or as_date(re.sub(r"^\w+day,?\s+", "", text))
    if found:
        return found.isoformat(), ""
    month = re.fullmatch(r"(?:(early|mid|late|end of|by)\s+)?([A-Za-z]+)\.?,?\s+(\d{4})", text.strip())
    number = _month(month[2]) if month else 0
    if month and number:
        year = int(month[3])
        day = 1 if key == "published" else calendar.monthrange(year, number)[1]
        value = date(year, number, day).isoformat()
        return value, f"“{text}” names no day: {key} is {value} now."
    return "", f"“{text}” is not a date for {key}, so it was left empty: write it as 2026-11-09."


def _month(word: str) -> int:
    names = _MONTHS + _MONTHS_CY
    at = next((n for n, name in enumerate(names) if len(word) >= 3 and name.startswith(word.casefold())), None)
    return at % 12 + 1 if at is not None else 0


_PHONE = re.compile(r"(?:\+44\s?\(?0?\)?|\b0|\b116\s?1)[\d\s()-]{2,14}\d|\b(?:999|111|101|112|119)\b")
_WEB = re.compile(r"https?://\S+|www\.\S+", re.I)


def _person(line: str) -> dict[str, str]:
    """One line of the support cell as a name, a telephone number, an address and what else it says."""
    entry: dict[str, str] = {}
    rest = line
    if found := _WEB.search(rest):
        address = found[0].rstrip(".,;)")
        entry["url"] = address if address.lower().startswith("http") else f"https://{address}"
        rest = rest.replace(found[0], " ", 1)
    if found := _PHONE.search(rest):
        entry["phone"] = " ".join(found[0].split())
        rest = f"{rest[: found.start()]} | {rest[found.end() :]}"
    parts = [p.strip(" :–—-,;()|.") for p in re.split(r"\s[–—|-]\s|\||(?<=\w):\s|;", rest)]
    parts = [re.sub(r"^(?:tel(?:ephone)?|phone|call|ring|web(?:site)?|ffôn)\.?$", "", p, flags=re.I) for p in parts]
    parts = [p for p in parts if p]
    name = parts[0] if parts else line.strip()
    name = re.sub(r"\s*(?:\bon\b|tel(?:ephone)?|phone|call)\W*$", "", name, flags=re.I).strip() or name
    detail = ", ".join(parts[1:])
    return {"name": name} | ({"detail": detail} if detail else {}) | entry


def settings_file(settings: Mapping[str, Any], comments: Iterable[str] = (), *, defaults: bool = True) -> str:
    """The text of briefing.yml; keys without a value stand as comments, two with a usual value unless told not to."""
    lines = [f"# {' '.join(comment.split())}" for comment in comments]
    for key, guide in _GUIDE:
        value = settings.get(key, "")
        if value:
            lines.append(f"{key}: {_scalar(value)}")
        elif defaults and key in ("version", "lang"):
            lines.append(f"{key}: {'en' if key == 'lang' else _scalar('1.0')}")
        else:
            lines += [f"# {key}:    # {guide}"]
    lines += ["", *_support(settings.get("support", ()))]
    if settings.get("glossary"):
        lines += ["", "glossary:", *(f"  {_scalar(k)}: {_scalar(v)}" for k, v in settings["glossary"].items())]
    else:
        lines += ["", "# Words that readers may not know.", "# glossary:", "#   CIN: Child in Need."]
    for key, value in settings.items():
        if key not in _KNOWN:
            made = yaml.safe_dump({key: value}, allow_unicode=True, width=10_000, sort_keys=False)
            lines += ["", *made.rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n"


_KNOWN = frozenset((*(key for key, _ in _GUIDE), "support", "glossary"))


def _support(people: Sequence[Mapping[str, str]]) -> list[str]:
    if not people:
        return [
            *("# Whom readers can talk to.", "# support:"),
            *("#   - name: Staff support line", "#     phone: 01632 960 000"),
        ]
    lines = ["support:"]
    for person in people:
        rows = [f"{key}: {_scalar(str(value))}" for key, value in person.items()]
        lines += [f"  {'-' if n == 0 else ' '} {row}" for n, row in enumerate(rows)]
    return lines


def _scalar(value: str) -> str:
    """A value on one line, quoted where YAML would take it for something else."""
    return (
        str(yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True))
        .removesuffix("...\n")
        .strip()
    )


def with_facts(text: str, settings: Mapping[str, Any]) -> str:
    """An existing briefing.yml with other values where the document gives other ones; all else as it is."""
    try:
        known = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    for key, value in settings.items():
        if not isinstance(known, dict) or " ".join(str(known.get(key, "")).split()) == value:
            continue
        if not isinstance(value, str):
            continue
        line = f"{key}: {_scalar(value)}\n"
        pattern = re.compile(rf"^{key}:.*\n(?:[ \t]+\S.*\n)*", re.M)
        commented = re.compile(rf"^# {key}:.*\n", re.M)
        for form in (pattern, commented):
            if form.search(text):
                text = form.sub(lambda _, line=line: line, text, count=1)  # type: ignore[misc]
                break
        else:
            text = f"{text.rstrip()}\n{line}"
    return text
