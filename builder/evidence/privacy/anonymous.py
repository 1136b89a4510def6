"""The overview without names or free text, for the annual report; counts under five cannot be seen or worked out.

The rules, and why. A reader may know these rules, and how many teams were asked, of each agency too:

- A count under five, nought included, reads "fewer than 5". Where the rest of its whole is under five, it reads
  "so many or more": else the rest could be subtracted. A whole under nine tells too much either way: of eight, "not
  shown" could mean four and nothing else. Such a count is not shown, whatever it is.
- A whole is shown only where it is itself a figure that may be shown. Where the number of replies reads "5 or more",
  recommendations have no "of 7", and no figure above five: a recommendation marked by nine teams of nine would say it.
- Overdue lies within dated: its whole is the number of dated actions, or the least that this may be.
- Parts of one whole (agencies, what teams report) are merged until every part is five or more; if one part is left, the
  table is not shown. So no row can be worked out from the total and the other rows. Which agencies are merged goes by
  how many teams they have, which everybody knows: the order must not tell what it hides.
- Nothing is added up over briefings, and sums of people are shown only where at least five teams gave a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from ...adapters.spreadsheets.harmless import Cell, as_csv
from ..chapters import Bar, Chapter, Report, Stage
from ..counts import Share
from ..phrases import Phrases

LEAST = 5
"""The smallest count that is shown."""

SMALLEST_WHOLE = 2 * LEAST - 1
"""The smallest whole of which a part is shown: of fewer, both parts may be under five."""


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
    few = total.replied < LEAST or total.asked <= LEAST  # of five asked, that there is a chapter would say: all five
    sheets = () if few else tuple(_sheets(chapter, say))
    return AnonymousChapter(briefing.slug, briefing.title, few, sheets)


def _sheets(chapter: Chapter, say: Phrases) -> Iterator[Sheet]:
    total = chapter.standing.total
    replied = [part_of(say("replied"), total.replied, total.asked, say)]
    if total.stated >= LEAST and total.people >= LEAST:
        replied.append(Line(say("took_part"), str(total.people)))
    yield Sheet(say("replies_title"), tuple(replied))
    yield _agencies(chapter.standing.agencies, say)
    marked = (_marked(f"{r.code} {r.text}", len(r.teams), total, say) for r in chapter.taken_up if r.code)
    yield Sheet(say("recommendations_caption"), tuple(marked))
    if len(chapter.actions) >= LEAST:
        lines = (part_of(m.label, m.n, m.of, say) for m in chapter.measures if m.label != say("measure_who"))
        yield Sheet(say("measures_caption"), (*lines, _overdue(chapter, say)))
    for stage in chapter.stages:
        yield from _stage(stage, say)


def _marked(label: str, n: int, total: Share, say: Phrases) -> Line:
    """How many of the teams that replied marked a recommendation: without "of" where that number is not shown."""
    if _shown_exactly(total.replied, total.asked):
        return part_of(label, n, total.replied, say)
    return _up_to(label, n, total.asked - LEAST + 1, say)


def _overdue(chapter: Chapter, say: Phrases) -> Line:
    """Overdue actions as a part of the dated ones, of which perhaps only the least possible number is shown."""
    whole, dated = len(chapter.actions), sum(a.due is not None for a in chapter.actions)
    title = say("overdue_title")
    if dated < LEAST or whole < SMALLEST_WHOLE:
        return Line(title, say("hidden"))
    if _shown_exactly(dated, whole):
        return part_of(title, chapter.overdue, dated, say)
    least = whole - LEAST + 1
    return _up_to(title, chapter.overdue, least - LEAST, say)


def _shown_exactly(n: int, of: int) -> bool:
    return n >= LEAST and of - n >= LEAST


def _up_to(label: str, n: int, most: int, say: Phrases) -> Line:
    """A count without its whole, never above `most`, the number that its whole cannot be less than."""
    if most < LEAST:
        return Line(label, say("hidden"))
    figure = say("few") if n < LEAST else str(n) if n < most else say("most", n=most)
    return Line(label, figure)


def part_of(label: str, n: int, of: int, say: Phrases) -> Line:
    """`n` of `of`, both shown only as far as neither `n` nor the rest can be seen to be under five."""
    if of < SMALLEST_WHOLE:
        return Line(label, say("hidden"))
    if n < LEAST:
        return Line(label, say("of", n=say("few"), of=of))
    if of - n < LEAST:
        return Line(label, say("of", n=say("most", n=of - LEAST + 1), of=of))
    return Line(label, say("of", n=n, of=of), n, of)


def _agencies(shares: Sequence[Share], say: Phrases) -> Sheet:
    """The largest agencies each, the others together: as many alone as leave every line a whole that may be shown."""
    by_size = sorted(shares, key=lambda s: (-s.asked, s.name))
    for alone in range(sum(s.asked >= 2 * LEAST for s in shares), 0, -1):
        rows = sorted(by_size[:alone], key=lambda s: s.name)
        if others := by_size[alone:]:
            rows.append(_joined(others, say("other_agencies")))
        if len(rows) > 1 and all(_shown_exactly(r.replied, r.asked) for r in rows):
            return Sheet(say("replies_caption"), tuple(part_of(r.name, r.replied, r.asked, say) for r in rows))
    return Sheet(say("replies_caption"), (), say("anonymous_agencies_hidden"))


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
