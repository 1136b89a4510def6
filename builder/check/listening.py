"""Rules about what somebody needs who listens, or reads on paper: headings in order, pictures, links, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problems import Severity
from ..model.text import Heading, Image, Link, Table, inlines_of, plain_inlines
from .core import Check, Draft, Found, Rule, name_of

_EMPTY_LINK_TEXT = re.compile(
    r"(click )?here|(read |find out )?more|this( link| page)?|link|website|https?://\S+|www\.\S+", re.I
)


def _heading_order(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        level = 1
        for heading in (b for b in section.blocks if isinstance(b, Heading)):
            if heading.level > level + 1:
                at = type(section.place)(section.place.path, heading.line)
                text = plain_inlines(heading.inlines)
                yield Found(at, f"A heading of level {heading.level} follows level {level}", text, name_of(section))
            level = heading.level


def _alt_text(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        for line, inline in inlines_of(section.shown):
            if isinstance(inline, Image) and not inline.alt.strip():
                at = type(section.place)(section.place.path, line)
                yield Found(at, "A picture has no description", inline.src, name_of(section))


def _link_text(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        for line, inline in inlines_of(section.shown + section.trainer_notes):
            if isinstance(inline, Link) and _EMPTY_LINK_TEXT.fullmatch(words := plain_inlines(inline.children).strip()):
                at = type(section.place)(section.place.path, line)
                yield Found(at, "The link does not say where it leads", words, name_of(section))


def _table_header(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        for table in (b for b in section.blocks if isinstance(b, Table)):
            if any(not plain_inlines(cell.inlines).strip() for cell in table.header):
                at = type(section.place)(section.place.path, table.line)
                yield Found(at, "A column of the table has no heading", "", name_of(section))


_W = Severity.WARNING

CHECKS: tuple[Check, ...] = tuple(
    Check("structure", rule, find)
    for rule, find in (
        (
            Rule(
                "heading-order",
                _W,
                "People who cannot see the page go by heading levels. A skipped level looks like a lost part.",
                "Use the next level down: Heading 2 below Heading 1, in Word as in a part's file.",
                "# Findings, then ### Police",
                "# Findings, then ## Police",
                "WCAG 2.2, 1.3.1",
            ),
            _heading_order,
        ),
        (
            Rule(
                "alt-text",
                _W,
                "Somebody who cannot see the picture gets nothing.",
                "Say what the picture shows: in Word under Alt Text (right-click the picture), in a part's file "
                "between the square brackets.",
                "![](map.png)",
                "![The four agencies and who told whom](map.png)",
                "WCAG 2.2, 1.1.1",
            ),
            _alt_text,
        ),
        (
            Rule(
                "link-text",
                _W,
                "A list of links is how many people skim. “Click here” tells them nothing, nor does it on paper.",
                "Let the link say where it leads.",
                "[Click here](https://example.org) for the procedure",
                "[Strategy meeting procedure](https://example.org)",
                "WCAG 2.2, 2.4.4",
            ),
            _link_text,
        ),
        (
            Rule(
                "table-heading",
                _W,
                "A screen reader names the column before each cell. Without a heading it cannot.",
                "Give every column a heading.",
                "| | Police |",
                "| Step | Police |",
                "WCAG 2.2, 1.3.1",
            ),
            _table_header,
        ),
    )
)
