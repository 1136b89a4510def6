"""What is published beside a briefing's text: meanings of words, the sheet's own text, what a link says on the side."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from ..model.briefing import Briefing, Section
from ..model.place import Place
from ..model.text import Link, inlines_of, plain_inlines, walk

Aside = tuple[str, Place, str, str]
"""Words, their place, what they stand under, their language."""


def beside(briefing: Briefing) -> Iterator[Aside]:
    """All that somebody gets besides facts, parts and questions, but for the lines to ring."""
    lang = briefing.lang
    for key in ("since", "alias_chosen_by"):
        if text := str(getattr(briefing, key)):
            yield text, briefing.line_of(key), key.replace("_", " "), lang
    for term in briefing.glossary:
        yield f"{term.term}: {term.meaning}", briefing.line_of("glossary"), "glossary", lang
    for stretch in walk(briefing.sheet, lang):
        yield plain_inlines(stretch.inlines), briefing.line_of("sheet"), "sheet", stretch.lang
    for section in briefing.sections:
        for line, text in _of(section):
            yield (
                text,
                Place(section.place.path, line),
                section.title or f"Part {section.position}",
                section.lang or lang,
            )


def _of(section: Section) -> Iterator[tuple[int, str]]:
    if section.notice:
        yield 0, section.notice
    for term in section.terms:
        yield 0, f"{term.term}: {term.meaning}"
    for line, inline in inlines_of((*section.shown, *section.trainer_notes)):
        if isinstance(inline, Link) and inline.title:
            yield line, inline.title
        if isinstance(inline, Link) and inline.href.lower().startswith("mailto:"):
            address, words = unquote(inline.href[7:].partition("?")[0]), plain_inlines(inline.children)
            if address not in words:
                yield line, f"{words}: {address}"
