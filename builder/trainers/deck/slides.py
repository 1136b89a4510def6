"""The slides of a session: the whole briefing, its prompts, the action plan, with script and times in the notes.

The deck follows the run sheet of 60 minutes; the notes of every slide also say when the shorter sessions use it. The
seconds of the slides of a step are the step's minutes, so each session adds up. Trainers' notes stand in the notes
pane only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ...adapters.slides.base import frame_of
from ...adapters.slides.deck import write_deck
from ...adapters.slides.drawings import drawn
from ...adapters.slides.fit import OURS, Frame, Line, Run, Slide, largest
from ...adapters.slides.master import DeckLook, empty_deck
from ...adapters.tongues import whole
from ...adapters.word.document import word_language
from ...form.definition import plan_form
from ...model.briefing import Prompt, Section
from ...model.text import Block
from ...model.theme import Theme, ThemeError, written_date
from ...render.job import Job
from ...render.paper.sheet import logo_picture
from ...render.parts import part_name
from ...render.wheel import colour
from .. import facilitator_script as s
from ..run_sheets import LENGTHS, Kind, RunSheet, Step, run_sheet
from .drawings import Told, chain_of, timeline_of
from .notes import Timed, notes_of, times_of, uses
from .text import in_language, lines_of_blocks, pages, sentences
from .titles import above_of, continued, longest_title, place_of, title_runs, uniquely_titled

BASE = "paper/base.pptx"
"""A partnership's own deck in its `theme/`, whose layouts the slides then use. `briefing own-slides` begins one."""

COVER_TITLE_LONGEST = 64
"""Letters of a title that leave room for the text beneath it and the wheel beside it: four lines."""


def make_slides(job: Job, path: Path) -> None:
    """Writes slides.pptx for a briefing."""
    partnership = job.library.partnership
    slides, shows = deck_of(job)
    deck = write_deck(
        slides,
        DeckLook.of(job.theme.tokens()),
        title=job.briefing.title,
        author=partnership.name,
        lang=word_language(job.briefing.lang),
        epoch=job.epoch,
        shows=shows,
        frame=frame(job.theme),
    )
    path.write_bytes(deck)


@cache
def frame(theme: Theme) -> Frame:
    """Where title and text stand: on our layouts, or on those of a partnership's own file. Raises ThemeError."""
    if not theme.has(BASE):
        return OURS
    try:
        return frame_of(theme.path(BASE).read_bytes())
    except ValueError as error:
        raise ThemeError(f"theme/{BASE} cannot be used for the slides: {error}") from error


def own_base(theme: Theme) -> bytes:
    """An empty deck with our layouts, for a partnership to give it its own look."""
    return empty_deck(DeckLook.of(theme.tokens()))


def deck_of(job: Job) -> tuple[tuple[Slide, ...], dict[str, tuple[int, ...]]]:
    """Every slide in order, notes and unique titles included; and the slides of each session, for a custom show."""
    sheets = tuple(run_sheet(job.briefing, m) for m in LENGTHS)
    timed = _with_questions(job, _in_order(job, sheets[-1]), sheets)
    notes = notes_of(job, timed, sheets)
    slides = [replace(t.slide, notes=n) for t, n in zip(timed, notes, strict=True)]
    shows = {}
    for sheet in sheets:
        times = times_of(timed, sheet)
        name = job.words["session"]["minutes"].format(count=sheet.minutes)
        shows[name] = tuple(sorted(times, key=lambda n: (times[n][0], times[n][1], n)))
    return tuple(uniquely_titled(job, slides, timed)), shows


def deck_slides(job: Job) -> tuple[Slide, ...]:
    """Every slide in order."""
    return deck_of(job)[0]


def _in_order(job: Job, sheet: RunSheet) -> tuple[Timed, ...]:
    """The slides of every step."""
    out: list[Timed] = []
    shown: set[int] = set()
    for step in sheet.steps:
        out += _step_slides(job, step)
        if step.kind is Kind.TALK:
            shown |= {id(p) for p in step.prompts}
            out += _spare(job, step, shown)
    missing = [(sec, p) for sec in job.briefing.sections for p in sec.prompts if id(p) not in shown]
    out += [t for sec, p in missing for t in _prompt_slides(job, sec, p)]
    return tuple(out)


def _spare(job: Job, step: Step, shown: set[int]) -> Iterator[Timed]:
    """Slides without time for the other prompts of the sections just talked about."""
    for section in step.sections:
        rest = tuple(p for p in section.prompts if id(p) not in shown)
        shown |= {id(p) for p in rest}
        for prompt in rest:
            yield from _prompt_slides(job, section, prompt)


def _with_questions(job: Job, timed: Sequence[Timed], sheets: Sequence[RunSheet]) -> tuple[Timed, ...]:
    """The same, and the general question where only a shorter session asks it: after the last part that it is about."""
    out = list(timed)
    for step in (step for sheet in sheets for step in sheet.steps if step.kind is Kind.TALK and step.sections):
        if not any(uses(step, t) for t in out):
            last = step.sections[-1].position
            at = max((n for n, t in enumerate(out, start=1) if t.section and t.section.position <= last), default=0)
            out[at:at] = [t for prompt in s.asked(job, step) for t in _prompt_slides(job, step.sections[-1], prompt)]
    return tuple(out)


# The slides of a step --------------------------------------------------------------------------------


def _step_slides(job: Job, step: Step) -> Iterator[Timed]:
    w = job.words["trainers"]
    match step.kind:
        case Kind.WELCOME:
            yield from _cover(job)
            said = lines_of_text((*s.notices(job), w["say_out"]))
            yield from _text(job, step.kind, w["slide_before"], said, weight=2)
            yield from _text(job, step.kind, w["support"], _bullets(s.support_lines(job)))
        case Kind.RULES:
            yield from _text(job, step.kind, w["rules"], _bullets(s.listed(w["rules_list"])))
        case Kind.READ:
            for section in step.sections:
                yield from _section_slides(job, section)
        case Kind.TALK:
            for prompt in s.asked(job, step):
                yield from _prompt_slides(job, s.owner(step, prompt), prompt)
        case Kind.PAUSE:
            back = w["slide_pause_line"].format(minutes=s.minutes(job, step.minutes))
            lines = (Line((Run(back),), bullet=False),)
            yield from _text(job, step.kind, w["step_pause"], lines, layout="prompt")
        case Kind.CONNECT:
            yield from _drawing(job, step.kind, w["matrix_slide"], chain_of(job))
        case Kind.POINTS:
            numbers = [Line((Run(w["slide_points_line"]),), bullet=False)]
            yield from _text(job, step.kind, w["slide_points"], numbers, layout="prompt")
        case Kind.ACTIONS | Kind.ONE_ACTION:
            form = plan_form(job.library.partnership, job.briefing, job.words)
            labels = [form.action_question, *(c.label for c in form.columns if not c.optional)]
            lead = Line((Run(labels[0]),), bullet=False, keep=True)
            yield from _text(job, step.kind, w["slide_actions"], (lead, *_bullets(labels[1:])))
        case Kind.CLOSE:
            lead = Line((Run(w["slide_close_line"]),), bullet=False, keep=True)
            yield from _text(job, step.kind, w["slide_close"], (lead, *_bullets(s.support_lines(job))))


def _cover(job: Job) -> Iterator[Timed]:
    """The title with the wheel; without it where the title is long, and on a second slide what has no room."""
    w, b = job.words["trainers"], job.briefing
    count, theme = len(b.sections), DeckLook.of(job.theme.tokens())
    facts = [b.summary, job.library.partnership.name]
    facts += [w["slide_published"].format(date=written_date(b.published, job.words))] if b.published else []
    facts += [w["slide_describes"].format(period=b.period_described)] if b.period_described else []
    lines = tuple(Line((Run(" ".join(f.split())),), bullet=False) for f in facts if f)
    title = (Run(b.title),)
    layout = "cover" if len(b.title) <= COVER_TITLE_LONGEST else "text"
    segments = tuple(theme.parts[int(colour(i, count)[1:]) - 1] for i in range(1, count + 1))
    wheel = (segments, w["wheel_alt"].format(count=count)) if layout == "cover" and count > 1 else None
    split = pages(lines, layout, title, frame(job.theme))
    logo = logo_picture(job.theme, job.library.partnership)
    for number, page in enumerate(split, start=1):
        named = title if number == 1 else (Run(w["slide_about"].format(title=b.title)),)
        shown = "text" if number > 1 else layout
        cover = Slide(shown, named, page, above=w["slide_over"])
        yield Timed(replace(cover, wheel=wheel, logo=logo) if number == 1 else cover, Kind.WELCOME)


def _section_slides(job: Job, section: Section) -> Iterator[Timed]:
    w = job.words["trainers"]
    picture = w["slide_picture"]
    lines: list[Line] = []
    if section.notice:
        said = job.words["part"]["notice"].format(notice=section.notice)
        lines.append(Line((Run(said, italic=True),), bullet=False, keep=True))
    lines += in_language(lines_of_blocks(section.blocks, picture), section.lang)
    yield from _text(job, Kind.READ, part_name(section, job.words), lines, section=section)
    if job.briefing.timeline and section.position == job.briefing.timeline_part:
        title = w["timeline_slide"].format(part=part_name(section, job.words))
        yield from _drawing(job, Kind.READ, title, timeline_of(job), section=section)
    notes = [
        line for number, blocks in enumerate(section.footnotes, start=1) for line in _footnote(number, blocks, picture)
    ]
    notes = list(in_language(notes, section.lang))
    if notes:
        title = w["slide_notes"].format(part=part_name(section, job.words))
        yield from _text(job, Kind.READ, title, notes, section=section)


def _footnote(number: int, blocks: Sequence[Block], picture: str) -> Iterator[Line]:
    for place, line in enumerate(lines_of_blocks(blocks, picture)):
        yield replace(line, level=1) if place else replace(line, mark=f"{number}.")


def _prompt_slides(job: Job, section: Section | None, prompt: Prompt) -> Iterator[Timed]:
    w = job.words["trainers"]
    title = w["slide_talk"].format(part=part_name(section, job.words)) if section else w["slide_general"]
    own = section.prompts if section else ()
    if prompt in own and len(own) > 1:
        title = w["slide_of"].format(title=title, number=own.index(prompt) + 1, count=len(own))
    lines = [Line((Run(prompt.text, lang=prompt.lang),), bullet=False)]
    for made in _text(job, Kind.TALK, title, lines, layout="prompt", section=section):
        yield replace(made, prompt=prompt if prompt in own else None)


def _text(
    job: Job,
    kind: Kind,
    title: str,
    lines: Sequence[Line],
    *,
    layout: str = "text",
    section: Section | None = None,
    weight: int = 1,
) -> Iterator[Timed]:
    """The lines under a title on as many slides as they need. Weight: words read aloud, or `weight`."""
    runs = title_runs(job, title, section)
    longest = longest_title(job, title, section)
    split = pages(lines, layout, longest, frame(job.theme))
    size = largest(split, layout, longest if len(split) > 1 else runs, frame(job.theme))
    above = above_of(job, section)
    for number, page in enumerate(split, start=1):
        named = title if len(split) == 1 else continued(job, title, page, (number, len(split)))
        words = sum(len(line.text.split()) for line in page) if kind is Kind.READ else weight
        made = Slide(
            layout, title_runs(job, named, section), tuple(page), above=above, size=size, place=place_of(job, section)
        )
        yield Timed(made, kind, max(words, 1), section)


def _drawing(job: Job, kind: Kind, title: str, told: Told, section: Section | None = None) -> Iterator[Timed]:
    """A picture of shapes under a title on as many slides as it needs; its words as lines where it has no room."""
    split = drawn(told.kind, told.rows, told.lines, longest_title(job, title, section), frame(job.theme))
    if not split:
        yield from _text(job, kind, title, told.text, section=section)
    for number, page in enumerate(split, start=1):
        named = title if len(split) == 1 else continued(job, title, page.said, (number, len(split)))
        words = sum(len(line.text.split()) for line in page.said) if kind is Kind.READ else 1
        titled = replace(page, title=title_runs(job, named, section), above=above_of(job, section))
        yield Timed(replace(titled, place=place_of(job, section)), kind, max(words, 1), section)


def _bullets(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line((Run(t),)) for t in texts)


def lines_of_text(texts: Iterable[str]) -> tuple[Line, ...]:
    """Plain text as lines of one sentence."""
    return tuple(Line((Run(said),)) for text in texts for said in _sentences(" ".join(text.split())))


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a plain text; a passage in another language that spans several is marked in each."""
    return whole(" ".join(r.text for r in runs) for runs in sentences((Run(text),)))
