"""The slides of a session: the whole briefing, its prompts, the action plan, with script and times in the notes.

The deck follows the run sheet of 60 minutes; the notes of every slide also say when the shorter sessions use it. The
seconds of the slides of a step are the step's minutes, so each session adds up. Trainers' notes stand in the notes
pane only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..adapters.slides.deck import write_deck
from ..adapters.slides.fit import Line, Run, Slide, width
from ..adapters.slides.master import DeckLook
from ..adapters.word.document import word_language
from ..form.definition import plan_form
from ..model.briefing import Prompt, Section
from ..model.text import Block, Point
from ..model.theme import written_date
from ..render.job import Job
from ..render.links import links_note
from ..render.parts import part_name, part_position
from ..render.wheel import colour
from . import facilitator_script as s
from .run_sheets import LENGTHS, Kind, RunSheet, Step, run_sheet
from .slide_notes import Timed, notes_of, uses
from .slide_text import in_language, lines_of_blocks, pages, sentences

COVER_TITLE_LONGEST = 64
"""Letters of a title that leave room for the text beneath it and the wheel beside it: four lines."""


def make_slides(job: Job, path: Path) -> None:
    """Writes slides.pptx for a briefing."""
    partnership = job.library.partnership
    deck = write_deck(
        deck_slides(job),
        DeckLook.of(job.theme.tokens()),
        title=job.briefing.title,
        author=partnership.name,
        lang=word_language(job.briefing.lang),
        epoch=job.epoch,
    )
    path.write_bytes(deck)


def deck_slides(job: Job) -> tuple[Slide, ...]:
    """Every slide in order, notes and unique titles included."""
    sheets = tuple(run_sheet(job.briefing, m) for m in LENGTHS)
    timed = _with_questions(job, _in_order(job, sheets[-1]), sheets)
    notes = notes_of(job, timed, sheets)
    slides = [replace(t.slide, notes=n) for t, n in zip(timed, notes, strict=True)]
    return tuple(_uniquely_titled(slides))


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
            yield from _text(job, step.kind, w["matrix_slide"], _matrix(job))
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
    for number, page in enumerate(pages(lines, layout, title)):
        yield Timed(Slide(layout, title, page, above=w["slide_over"], wheel=None if number else wheel), Kind.WELCOME)


def _matrix(job: Job) -> tuple[Line, ...]:
    """Findings with what is linked to them, by their titles where they have one: their whole text stood before."""
    w, b = job.words["trainers"], job.briefing
    if not b.is_linked:
        return (Line((Run(w["say_connect_none"]),), bullet=False),)
    out: list[Line] = []
    for finding, answers in s.pairs(b):
        out.append(_named(finding, keep=True))
        said = [w["slide_linked"].format(code=r.code, text=r.title or r.text) for r in answers] or [
            w["matrix_unlinked"]
        ]
        out += [Line((Run(text),), level=1) for text in said]
    free = [r for r in b.recommendations if not b.linked(r.code)]
    if free:
        out.append(Line((Run(w["matrix_free"]),), bullet=False, keep=True))
        out += [_named(r) for r in free]
    out.append(Line((Run(links_note(job)),), bullet=False))
    return tuple(out)


def _named(point: Point, *, keep: bool = False) -> Line:
    return Line((Run(point.title or point.text),), keep=keep, mark=point.code)


def _section_slides(job: Job, section: Section) -> Iterator[Timed]:
    w = job.words["trainers"]
    picture = w["slide_picture"]
    lines: list[Line] = []
    if section.notice:
        said = job.words["part"]["notice"].format(notice=section.notice)
        lines.append(Line((Run(said, italic=True),), bullet=False, keep=True))
    lines += in_language(lines_of_blocks(section.blocks, picture), section.lang)
    yield from _text(job, Kind.READ, part_name(section, job.words), lines, section=section)
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
    w = job.words["trainers"]
    runs = _title_runs(job, title, section)
    split = pages(lines, layout, (*runs, Run(" (99 of 99)")))
    above = _above(job, section)
    for number, page in enumerate(split, start=1):
        named = title if len(split) == 1 else w["slide_of"].format(title=title, number=number, count=len(split))
        words = sum(len(line.text.split()) for line in page) if kind is Kind.READ else weight
        yield Timed(
            Slide(layout, _title_runs(job, named, section), tuple(page), above=above), kind, max(words, 1), section
        )


def _above(job: Job, section: Section | None) -> str:
    """The small line over a slide: the briefing and the part; the part alone where that is too long for a line."""
    w, b = job.words["trainers"], job.briefing
    whole, short = b.title, w["slide_over"]
    if section:
        whole = w["slide_part"].format(briefing=b.title, number=section.position, count=len(b.sections))
        short = part_position(section, len(b.sections), job.words)
    return whole if width(whole, 14) <= 600 else short


def _title_runs(job: Job, title: str, section: Section | None) -> tuple[Run, ...]:
    """The title, behind its part's number in its part's colour."""
    if section is None:
        return (Run(title),)
    part = int(colour(section.position, len(job.briefing.sections))[1:])
    lang = section.title_lang if title.startswith(section.title) else ""
    return (
        Run(f"{section.position}\u2002", colour=DeckLook.of(job.theme.tokens()).parts[part - 1]),
        Run(title, lang=lang),
    )


def _bullets(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line((Run(t),)) for t in texts)


def lines_of_text(texts: Iterable[str]) -> tuple[Line, ...]:
    """Plain text as lines of one sentence."""
    return tuple(Line(said) for text in texts for said in sentences((Run(" ".join(text.split())),)))


def _uniquely_titled(slides: Sequence[Slide]) -> Iterator[Slide]:
    """The same slides with no title twice: a second "Background" becomes "Background (2)"."""
    seen: set[str] = set()
    for slide in slides:
        number, name = 1, slide.name
        while name in seen:
            number += 1
            name = f"{slide.name} ({number})"
        seen.add(name)
        yield slide if number == 1 else replace(slide, title=(*slide.title, Run(f" ({number})")))
