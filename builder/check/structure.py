"""Rules about the bones of a briefing: parts, prompts, headings, pictures and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.briefing import Role
from ..model.problems import Severity
from .core import Check, Draft, Found, Kind, Rule, name_of

FEW_PARTS, MANY_PARTS = 4, 9
"""The wheel and the format carry four to nine parts; seven is usual."""


_ASKS = re.compile(r"question|reflect|consider|think about|discuss|myfyrio", re.I)


def _empty_part(draft: Draft) -> Iterator[Found]:
    for section, words in zip(draft.briefing.sections, draft.words_of, strict=True):
        asks = section.prompts and _ASKS.search(section.title)
        if words == 0 and not asks:
            yield Found(section.place, f"“{name_of(section)}” has no text")


def _no_text(draft: Draft) -> Iterator[Found]:
    if draft.briefing.sections and draft.words == 0:
        yield Found(draft.briefing.place, "Nobody has written in this briefing yet")


def _no_prompt(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        if not section.prompts:
            yield Found(section.place, f"“{name_of(section)}” has no question to reflect on")


def _part_count(draft: Draft) -> Iterator[Found]:
    count = len(draft.briefing.sections)
    if count and not FEW_PARTS <= count <= MANY_PARTS:
        yield Found(draft.briefing.place, f"The briefing has {count} part{'s' if count > 1 else ''}")


def _untitled(draft: Draft) -> Iterator[Found]:
    sections = draft.briefing.sections
    untitled = [s for s in sections if not s.title]
    if len(untitled) == len(sections) > 1:
        yield Found(draft.briefing.place, "No part has a heading: readers see Part 1, Part 2 and so on")
        return
    for section in untitled:
        yield Found(section.place, f"{name_of(section)} has no heading")


def _no_role(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        if section.title and section.role is None:
            yield Found(
                section.place,
                "The heading does not show what this part is for",
                section.title,
                name_of(section),
            )


def _no_recommendations(draft: Draft) -> Iterator[Found]:
    roles = {s.role for s in draft.briefing.sections}
    if not draft.briefing.recommendations and not roles & {Role.WHAT_TO_DO, Role.CHANGE}:
        yield Found(draft.briefing.place, "No part says what should change: the worksheet has nothing to answer")


def _unnumbered_points(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        if section.role in (Role.FINDINGS, Role.RECOMMENDATIONS) and section.words and not section.points:
            yield Found(section.place, "These points have no numbers", "", name_of(section))


def _same_heading(draft: Draft) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for section in draft.briefing.sections:
        key = section.title.casefold()
        if key and key in seen:
            yield Found(section.place, f"Two parts have the same heading: see {seen[key]}", section.title)
        seen.setdefault(key, section.place.path)


def _same_prompt(draft: Draft) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for passage in draft.passages:
        if passage.kind is Kind.PROMPT:
            key = " ".join(passage.text.casefold().split())
            if key in seen:
                yield Found(passage.place, f"The same question stands in “{seen[key]}”", passage.text, passage.heading)
            seen.setdefault(key, passage.heading)


_W, _N = Severity.WARNING, Severity.NOTE

CHECKS: tuple[Check, ...] = tuple(
    Check("structure", rule, find)
    for rule, find in (
        (
            Rule(
                "no-text",
                Severity.ERROR,
                "Empty pages would be published.",
                "Write the text, or say “draft: yes” in briefing.yml while you do: then it is previewed and not built.",
                "Seven headings, and nothing below them",
                "A paragraph below each heading",
                "How this project works",
            ),
            _no_text,
        ),
        (
            Rule(
                "empty-part",
                _W,
                "A part without text is an empty page between two others. Only one named for its questions may hold "
                "them alone.",
                "Write the text, or delete the file.",
                "# Background (and nothing below it)",
                "# Background, then a paragraph",
                "How this project works",
            ),
            _empty_part,
        ),
        (
            Rule(
                "no-prompt",
                _W,
                "Most of the seven minutes are for thinking. A part without a question is only read.",
                "Add a heading “Reflect” (in Word: Heading 2; in a part's file: ## Reflect) and an open question about "
                "the reader's own practice.",
                "A part that ends with its last paragraph",
                "## Reflect, then “- What would you look for on a first visit?”",
                "Driscoll's what, so what, now what",
            ),
            _no_prompt,
        ),
        (
            Rule(
                "part-count",
                _N,
                "Readers expect about seven short parts; four to nine work well on every page and sheet.",
                "Join short parts, or split the briefing.",
                "Two parts",
                "Six or seven parts",
                "How real briefings vary",
            ),
            _part_count,
        ),
        (
            Rule(
                "part-without-heading",
                _N,
                "A heading lets readers find their way, and a screen reader jump. Without one the page says “Part 3”.",
                "Add a heading on the first line, if the part has a subject.",
                "A file that starts with its text",
                "# The incident",
                "WCAG 2.2, 2.4.6",
            ),
            _untitled,
        ),
        (
            Rule(
                "no-role",
                _N,
                "The role decides where numbers, links and the right kind of prompt go.",
                "Give it one of the usual headings, such as Background or The findings; or, in the part's file, write "
                "the role between two lines of --- at the top, for example role: background.",
                "# What Tuesday taught us",
                "role: findings, above # What Tuesday taught us",
                "How this project works",
            ),
            _no_role,
        ),
        (
            Rule(
                "no-recommendations",
                _W,
                "A briefing that asks for nothing changes nothing, and its worksheet has nothing to tick.",
                "Add a part with the recommendations, or one that says what to do.",
                "Background, concerns, incident",
                "Background, findings, recommendations",
                "The action plan",
            ),
            _no_recommendations,
        ),
        (
            Rule(
                "points-without-numbers",
                _W,
                "Findings and recommendations are spoken of by number in meetings and on worksheets.",
                "Make them one numbered list: in Word with the button for numbers, in a part's file 1. … 2. … 3. …",
                "- GPs need to be more involved",
                "1. GPs need to be more involved",
                "The action plan",
            ),
            _unnumbered_points,
        ),
        (
            Rule(
                "same-heading",
                _W,
                "Two parts with one heading cannot be told apart in a list.",
                "Change one of them.",
                "# Findings twice",
                "# What we found, # What worked well",
                "WCAG 2.2, 2.4.6",
            ),
            _same_heading,
        ),
        (
            Rule(
                "same-prompt",
                _W,
                "Asked twice, a question gets one answer and one blank.",
                "Ask something that only this part can ask.",
                "The same question in two parts",
                "A question of its own in each part",
                "How this project works",
            ),
            _same_prompt,
        ),
    )
)
