"""briefing.yml: written from what a document told, with a guiding comment for what it did not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import yaml

from ...form.plan import as_date

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
_LANGUAGES = {"english": "en", "welsh": "cy", "cymraeg": "cy"}


def as_settings(facts: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Facts as briefing.yml wants them, and what was not understood: (settings, notes)."""
    settings: dict[str, str] = {}
    notes: list[str] = []
    for key, value in facts.items():
        text = " ".join(value.split())
        if key in _DATES:
            found = as_date(text)
            if not found:
                notes.append(f"“{text}” is not a date for {key}: write it as 2026-11-09.")
                continue
            text = found.isoformat()
        elif key == "lang":
            text = _LANGUAGES.get(text.casefold(), text)
        settings[key] = text
    return settings, notes


def settings_file(settings: Mapping[str, str], comments: Iterable[str] = ()) -> str:
    """The text of briefing.yml; keys without a value stand as comments."""
    lines = [f"# {' '.join(comment.split())}" for comment in comments]
    for key, guide in _GUIDE:
        value = settings.get(key, "")
        if value:
            lines.append(f"{key}: {_scalar(value)}")
        elif key in ("version", "lang"):
            lines.append(f"{key}: {'en' if key == 'lang' else _scalar('1.0')}")
        else:
            lines += [f"# {key}:    # {guide}"]
    lines += ["", *_support(settings.get("support", ""))]
    lines += ["", "# Words that readers may not know.", "# glossary:", "#   CIN: Child in Need."]
    return "\n".join(lines) + "\n"


def _support(value: str) -> list[str]:
    if value:
        return ["support:", f"  - name: {_scalar(value)}"]
    return ["# Whom readers can talk to.", "# support:", "#   - name: Staff support line", "#     phone: 01632 960 000"]


def _scalar(value: str) -> str:
    """A value on one line, quoted where YAML would take it for something else."""
    return (
        str(yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True))
        .removesuffix("...\n")
        .strip()
    )


def with_facts(text: str, settings: Mapping[str, str]) -> str:
    """An existing briefing.yml with other values where the document gives other ones; all else as it is."""
    try:
        known = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    for key, value in settings.items():
        if not isinstance(known, dict) or key == "support" or " ".join(str(known.get(key, "")).split()) == value:
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
