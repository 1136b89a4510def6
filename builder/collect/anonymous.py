"""The overview without names or free text, for the annual report; counts under five cannot be seen or worked out.

The rules, and why:

- A count under five, nought included, reads "fewer than 5". Where the rest of its whole is under five, it reads
  "so many or more": else the rest could be subtracted. Where both are, or the whole is under five, it is not shown.
- Where one count lies within another (overdue within dated) and they differ by under five, the inner is not shown.
- Parts of one whole (agencies, what teams report) are merged, smallest first, until every part is five or more; if one
  part is left, the table is not shown. So no row can be worked out from the total and the other rows.
- Nothing is added up over briefings, and sums of people are shown only where at least five teams gave a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from ..adapters.spreadsheets import Cell, as_csv
from .measures import Share
from .phrases import Phrases
from .report import Bar, Chapter, Report, Stage

LEAST = 5
"""The smallest count that is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A label with a figure that may be shown. `n` and `of` draw the bar; None: no bar, for it would tell."""

    label: str
    figure: str
    n: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of lines, or `hidden`: words that say why there is none."""

    title: str
    lines: tuple[Line, ...]
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class AnonymousChapter:
    """One briefing. `few`: under five teams replied, so there is nothing but the words that say so."""

    slug: str
    title: str
    few: bool
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Anonymous:
    """The whole report without names."""

    chapters: tuple[AnonymousChapter, ...]


def make_anonymous(report: Report, say: Phrases) -> Anonymous:
    """What may be shown of a report."""
    return Anonymous(tuple(_chapter(chapter, say) for chapter in report.chapters))


def _chapter(chapter: Chapter, say: Phrases) -> AnonymousChapter:
    briefing, total = chapter.briefing, chapter.standing.total
    few = total.replied < LEAST
    sheets = () if few else tuple(_sheets(chapter, say))
    return AnonymousChapter(briefing.slug, briefing.title, few, sheets)


def _sheets(chapter: Chapter, say: Phrases) -> Iterator[Sheet]:
    total = chapter.standing.total
    replied = [part_of(say("replied"), total.replied, total.asked, say)]
    if total.stated >= LEAST and total.people >= LEAST:
        replied.append(Line(say("took_part"), str(total.people)))
    yield Sheet(say("replies_title"), tuple(replied))
    yield _agencies(chapter.standing.agencies, say)
    marked = (part_of(f"{r.code} {r.text}", len(r.teams), total.replied, say) for r in chapter.taken_up if r.code)
    yield Sheet(say("recommendations_caption"), tuple(marked))
    if len(chapter.actions) >= LEAST:
        lines = (part_of(m.label, m.n, m.of, say) for m in chapter.measures if m.label != say("measure_who"))
        yield Sheet(say("measures_caption"), (*lines, _overdue(chapter, say)))
    for stage in chapter.stages:
        yield from _stage(stage, say)


def _overdue(chapter: Chapter, say: Phrases) -> Line:
    dated = sum(a.due is not None for a in chapter.actions)
    if dated - chapter.overdue < LEAST <= chapter.overdue:
        return Line(say("overdue_title"), say("hidden"))
    return part_of(say("overdue_title"), chapter.overdue, len(chapter.actions), say)


def part_of(label: str, n: int, of: int, say: Phrases) -> Line:
    """`n` of `of`, both shown only as far as neither `n` nor the rest can be seen to be under five."""
    rest = of - n
    if of < LEAST or (n < LEAST and rest < LEAST):
        return Line(label, say("hidden"))
    if n < LEAST:
        return Line(label, say("of", n=say("few"), of=of))
    if rest < LEAST:
        return Line(label, say("of", n=say("most", n=of - LEAST + 1), of=of))
    return Line(label, say("of", n=n, of=of), n, of)


def _agencies(shares: Sequence[Share], say: Phrases) -> Sheet:
    title = say("replies_caption")

    def whole(share: Share) -> bool:
        return min(share.replied, share.silent) >= LEAST

    rows = merged(shares, whole, lambda group: _joined(group, say("other_agencies")))
    if len(rows) < 2:
        return Sheet(title, (), say("anonymous_agencies_hidden"))
    return Sheet(title, tuple(part_of(r.name, r.replied, r.asked, say) for r in rows))


def _joined(shares: Sequence[Share], name: str) -> Share:
    def add(one: Share, other: Share) -> Share:
        return Share(
            name,
            one.asked + other.asked,
            one.replied + other.replied,
            one.stated + other.stated,
            one.people + other.people,
        )

    return reduce(add, shares)


def merged(
    shares: Sequence[Share], shown: Callable[[Share], bool], join: Callable[[Sequence[Share]], Share]
) -> list[Share]:
    """The shares that may be shown, and last all others as one that may be: the smallest join it until it may.

    Empty where not even the whole may be shown.
    """
    rows = sorted((s for s in shares if shown(s)), key=lambda s: (-min(s.replied, s.silent), s.name))
    small = [s for s in shares if not shown(s)]
    while small and not shown(join(small)) and rows:
        small.append(rows.pop())
    if not small:
        return sorted(rows, key=lambda s: s.name)
    rest = join(small)
    return [*sorted(rows, key=lambda s: s.name), rest] if shown(rest) else []


def _stage(stage: Stage, say: Phrases) -> Iterator[Sheet]:
    title = say("followup_after", n=stage.months)
    if stage.teams < LEAST:
        yield Sheet(title, (), say("anonymous_states_hidden"))
        return
    yield _states(f"{title}: {say('reports')}", stage.reported, say)
    yes = stage.checked[0]
    yield Sheet(f"{title}: {say('checked')}", (part_of(yes.label, yes.n, yes.of, say),))


def _states(title: str, bars: Sequence[Bar], say: Phrases) -> Sheet:
    """Parts of one whole: those under five join one line, with the next smallest where that is still under five."""
    rows = sorted((b for b in bars if b.n >= LEAST), key=lambda b: -b.n)
    small = [b for b in bars if b.n < LEAST]
    while small and rows and sum(b.n for b in small) < LEAST:
        small.append(rows.pop())
    other = sum(b.n for b in small)
    if not rows or (small and other < LEAST):
        return Sheet(title, (), say("anonymous_states_hidden"))
    lines = [Line(b.label, say("of", n=b.n, of=b.of), b.n, b.of) for b in rows]
    if small:
        lines.append(Line(say("other_states"), say("of", n=other, of=small[0].of), other, small[0].of))
    return Sheet(title, tuple(lines))


_HEADER = ("briefing", "table", "row", "figure")


def anonymous_tables(anonymous: Anonymous) -> Iterator[tuple[str, bytes]]:
    """One CSV with the figures that the page shows, and no other."""
    yield "figures.csv", as_csv(_HEADER, _figures(anonymous))


def _figures(anonymous: Anonymous) -> Iterator[tuple[Cell, ...]]:
    for chapter in anonymous.chapters:
        for sheet in chapter.sheets:
            for line in sheet.lines:
                yield chapter.slug, sheet.title, line.label, line.figure
