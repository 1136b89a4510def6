"""Rules about what readers are told beforehand: facts, notices, and dates that pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..model.briefing import Role
from ..model.problems import Severity
from ..model.topics import suggested
from .core import Check, Draft, Found, Rule, name_of

LAST_FOLLOW_UP = 12
"""Months after a team's worksheet. The last follow-up of `builder.form`, which rules may not use; a test compares."""

_DISTRESSING = re.compile(
    r"\b(bruis\w+|injur\w+|fractur\w+|unresponsive|died|death|dead|killed|murder\w*|homicide|suicid\w+|self-harm\w*|"
    r"sexual(ly)? (abus|assault|exploit)\w*|rap(e|ed)|stabb\w+|strangl\w+|burns?|starv\w+|blood|overdos\w+)\b",
    re.I,
)


def _missing_facts(draft: Draft) -> Iterator[Found]:
    briefing = draft.briefing
    wanted: tuple[str, ...] = ("summary", "source_review", "period_described", "published", "review_by", "support")
    topic = {Role.WHAT, Role.WHY, Role.WHAT_TO_DO} & {s.role for s in briefing.sections}
    if topic and not briefing.alias:  # a topic has neither a review nor a period
        wanted = tuple(key for key in wanted if key not in ("source_review", "period_described"))
    missing = [key for key in wanted if not getattr(briefing, key)]
    if missing:
        yield Found(briefing.place, f"Not filled in: {', '.join(missing)}")


def _no_content_notice(draft: Draft) -> Iterator[Found]:
    if draft.briefing.content_notice:
        return
    noticed = {name_of(s) for s in draft.briefing.sections if s.notice}
    for passage in draft.prose:
        if passage.heading not in noticed and (found := _DISTRESSING.search(passage.text)):
            message = f"“{found[0]}”: nothing prepares readers for what is described"
            yield Found(passage.place, message, passage.text, passage.heading)
            return


def _no_worried_line(draft: Draft) -> Iterator[Found]:
    worried = draft.library.partnership_of(draft.briefing).worried
    if worried is None or not worried.number:
        yield Found(draft.library.partnership.place, "There is no telephone number for somebody who is worried now")


_RETURN = re.compile(
    r"\b(?:return|send|e-?mail|submit|forward|back)\b[^.!?]*\b(?:plans?|forms?|worksheets?|templates?|action|replies|reply"
    r"|responses?|completed|it|them)\b",
    re.I,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def _other_address(draft: Draft) -> Iterator[Found]:
    """An address that the text gives for what teams send back, and that is not the one in the settings."""
    to = draft.library.partnership.returns.to
    for passage in draft.passages if to else ():
        for sentence in re.split(r"(?<=[.!?])\s+", passage.text) if "@" in passage.text else ():
            if _RETURN.search(sentence):
                for address in _ADDRESS.findall(sentence):
                    if address.rstrip(".").casefold() != to.casefold():
                        message = f"“{address}”: the forms say {to}"
                        yield Found(passage.place, message, passage.text, passage.heading, about=address)


def _deleted_too_soon(draft: Draft) -> Iterator[Found]:
    months = draft.library.partnership.returns.keep_months
    if months is not None and months <= LAST_FOLLOW_UP:
        message = f"Worksheets are kept for {_months(months)}: the follow-up after {LAST_FOLLOW_UP} is made from them"
        yield Found(draft.library.partnership.place, message)


def _months(count: int) -> str:
    return "1 month" if count == 1 else f"{count} months"


def _review_passed(draft: Draft) -> Iterator[Found]:
    yield from _passed(draft, "review_by", "This briefing was due for review on")


def _withdraw_passed(draft: Draft) -> Iterator[Found]:
    yield from _passed(draft, "withdraw_on", "This briefing was to be withdrawn on")


def _passed(draft: Draft, key: str, message: str) -> Iterator[Found]:
    day: date | None = getattr(draft.briefing, key)
    if day and day < draft.today:
        yield Found(draft.briefing.line_of(key), f"{message} {day.day} {day:%B %Y}")


def _topics(draft: Draft) -> Iterator[Found]:
    """A briefing without tags, where its findings and recommendations suggest some."""
    briefing = draft.briefing
    found = suggested(p.text for p in (*briefing.findings, *briefing.recommendations))
    if found and not briefing.topics:
        yield Found(briefing.line_of("topics"), f"It has no topics. Perhaps: {', '.join(found[:_TOPICS])}")


_TOPICS = 5
"""So many are suggested; more would be no help."""


def _date_order(draft: Draft) -> Iterator[Found]:
    days = {key: getattr(draft.briefing, key) for key in ("published", "review_by", "withdraw_on")}
    known = [(key, day) for key, day in days.items() if day]
    for (first, early), (second, late) in pairwise(known):
        if late < early:
            yield Found(draft.briefing.line_of(second), f"{second} lies before {first}")


_W = Severity.WARNING

CHECKS: tuple[Check, ...] = tuple(
    Check("facts", rule, find)
    for rule, find in (
        (
            Rule(
                "missing-facts",
                _W,
                "Readers need to know what period is described, when it was published, when it will be looked at "
                "again, and whom they can talk to.",
                "Fill them in, in briefing.yml or in the table of facts of the Word template.",
                "published: (nothing)",
                "published: 2026-11-09",
                "Practice moves on: practice of partnerships",
            ),
            _missing_facts,
        ),
        (
            Rule(
                "return-address",
                _W,
                "Every form and message names the address under returns. Where the text names another, some plans go "
                "astray and those teams are called silent.",
                "Name one address in both: change the text, or returns: to: in partnership.yml.",
                "Return your plan to office@example.org. (the settings say learning@wrenford.example)",
                "Return your plan to the address on the form.",
                "How this project works",
            ),
            _other_address,
        ),
        (
            Rule(
                "no-content-notice",
                _W,
                "Many readers have lived through something like it. They should know before, and be free to leave.",
                "Say in content_notice what is described, calmly: “This briefing describes injuries to a young child.”",
                "Injuries are described and content_notice is empty",
                "content_notice: This briefing describes injuries to a young child.",
                "Trainers' practice: practice of partnerships",
            ),
            _no_content_notice,
        ),
        (
            Rule(
                "no-worried-line",
                _W,
                "A reader may think of somebody who is in danger today.",
                "Fill in worried: in partnership.yml with your local number.",
                "worried: without a number",
                "number: your front door's telephone number",
                "Practice of partnerships",
            ),
            _no_worried_line,
        ),
        (
            Rule(
                "deleted-too-soon",
                _W,
                "A team is asked again after 6 and 12 months, with the actions from its own worksheet. A worksheet "
                "that is deleted by then cannot be followed up.",
                "Set keep_months: under returns: in partnership.yml to more than 12.",
                "keep_months: 6",
                "keep_months: 24",
                "How this project works: the follow-up after 12 months",
            ),
            _deleted_too_soon,
        ),
        (
            Rule(
                "review-date-passed",
                _W,
                "Practice moves on. A page past its review date may teach what is no longer so.",
                "Look through the briefing, then set a new review_by, or withdraw it.",
                "review_by: 2024-01-31 (in 2026)",
                "review_by: 2027-11-30",
                "Practice of partnerships",
            ),
            _review_passed,
        ),
        (
            Rule(
                "withdrawal-date-passed",
                _W,
                "Somebody promised that this would come down.",
                "Build and publish again: its addresses then say what was withdrawn and whom to ask. Leave the folder "
                "in content/ for as long as they should, or record a new date.",
                "withdraw_on: 2024-01-31 (in 2026)",
                "withdraw_on: 2028-01-31",
                "Retention schedules",
            ),
            _withdraw_passed,
        ),
        (
            Rule(
                "dates-out-of-order",
                _W,
                "One of the dates must be a slip.",
                "Put them in order: published, review_by, withdraw_on.",
                "published: 2026-11-09, review_by: 2025-11-09",
                "published: 2026-11-09, review_by: 2027-11-09",
                "How this project works",
            ),
            _date_order,
        ),
        (
            Rule(
                "topics",
                Severity.NOTE,
                "A report can only show what came back if briefings on the same topic say so.",
                "Choose from the list in the guide, and write them as topics: in briefing.yml.",
                "(no topics)",
                "topics: [information sharing, fathers and partners]",
                "How this project works",
            ),
            _topics,
        ),
    )
)
