"""partnership.yml to a `Partnership`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..model.dates import Quarters
from ..model.partnership import (
    Accessibility,
    Audience,
    Compliance,
    KeptFrom,
    Lms,
    Nation,
    Partnership,
    Privacy,
    Returns,
)
from ..model.problems import Problem
from ..model.slugs import is_slug
from .rules import rule
from .settings.appearance import read_appearance
from .settings.reach import read_reach, read_worried
from .settings.values import Settings, read_settings
from .source import Source, read_source

KEYS = (
    *("id", "name", "formerly", "nation", "address", "contact", "audience", "lang", "quarters", "worried"),
    *("accessibility", "returns", "privacy", "allegations", "lms", "colours", "logo", "guide"),
)
"""Every key of partnership.yml."""


def read_partnership(root: Path, file: Path, problems: list[Problem]) -> Partnership | None:
    """The partnership, or None where the file cannot be read at all."""
    source = read_source(root, file)
    if isinstance(source, Problem):
        problems.append(source)
        return None
    settings = read_settings(source, problems)
    if settings is None:
        return None
    if not settings.values:
        problems.append(rule("empty-file").at(source.at(), "The file has no settings"))
        return None
    settings.known(*KEYS)
    problems += _not_replaced(source)
    return Partnership(
        id=_id(settings),
        name=settings.text("name", required=True),
        place=source.at(),
        address=_address(settings),
        contact=settings.text("contact", required=True),
        audience=settings.member("audience", Audience) or Audience.CHILDREN,
        nation=settings.member("nation", Nation) or Nation.ENGLAND,
        formerly=settings.texts("formerly"),
        quarters=settings.member("quarters", Quarters) or Quarters.EITHER,
        lang=settings.language(),
        worried=read_worried(settings),
        accessibility=_accessibility(settings.record("accessibility")),
        returns=_returns(settings.record("returns")),
        privacy=_privacy(settings.record("privacy")),
        allegations=read_reach(settings, "allegations"),
        lms=_lms(settings.record("lms")),
        guide=settings.truth("guide"),
        appearance=read_appearance(root, settings),
        lines=tuple(settings.lines.items()),
    )


def _not_replaced(source: Source) -> Iterator[Problem]:
    for line, words in enumerate(source.text.split("\n"), 1):
        if found := re.match(r"\s*(\w+):\s*[\"']?REPLACE\b", words):
            # A reader who is worried about a child now must find a number that somebody answers.
            broken = "no-local-number" if found[1] == "number" else "not-replaced"
            yield rule(broken).at(source.at(line), f"“{found[1]}” still says REPLACE")


def _id(settings: Settings) -> str:
    name = settings.text("id", required=True)
    if name and not is_slug(name):
        settings.wrong("id", "small letters, digits and hyphens, such as wrenford")
        return "partnership"
    return name


def _address(settings: Settings) -> str:
    address = settings.text("address")
    if address and not re.fullmatch(r"https?://[^\s\"'<>]+", address):
        settings.wrong("address", "the address where the site will stand, such as https://briefings.example.org/")
        return ""
    return address.rstrip("/") + "/" if address else ""


def _accessibility(entry: Settings) -> Accessibility:
    entry.known(
        *("status", "tested_on", "tested_by", "known_issues", "contact", "compliance", "not_accessible", "how_tested"),
        *("prepared_on", "reviewed_on", "answer_within"),
    )
    return Accessibility(
        status=entry.text("status"),
        tested_on=entry.date("tested_on"),
        tested_by=entry.text("tested_by"),
        known_issues=entry.texts("known_issues"),
        contact=entry.text("contact"),
        compliance=entry.member("compliance", Compliance),
        not_accessible=entry.texts("not_accessible"),
        how_tested=entry.text("how_tested"),
        prepared_on=entry.date("prepared_on"),
        reviewed_on=entry.date("reviewed_on"),
        answer_within=entry.text("answer_within"),
    )


def _privacy(entry: Settings) -> Privacy:
    entry.known("controller", "joint", "dpo", "basis", "notice")
    return Privacy(
        controller=entry.text("controller"),
        joint=entry.texts("joint"),
        dpo=entry.text("dpo"),
        basis=entry.text("basis"),
        notice=entry.text("notice"),
    )


def _returns(entry: Settings) -> Returns:
    entry.known("to", "by", "keep_months", "keep_from")
    decided = entry.values.get("keep_months") is not None
    return Returns(
        to=entry.text("to"),
        by=entry.date("by"),
        keep_months=entry.number("keep_months", 24, 1, 240) if decided else None,
        keep_from=entry.member("keep_from", KeptFrom) or KeptFrom.ARRIVED,
    )


def _lms(entry: Settings) -> Lms:
    entry.known("status", "score")
    status = entry.choice("status", ("completed", "passed"), "completed")
    return Lms(status, {"none": None, "100": 100}[entry.choice("score", ("none", "100"), "none")])
