"""The facilitator guide as one small tree of blocks, from which the Word file and the printed page are made.

Everything about the case is the author's: text, prompts, notes for trainers, links, content notice, support.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import text as prose
from ..model.briefing import Section
from ..model.theme import written_date
from ..render.job import Job
from ..render.links import links_note, pairs
from ..render.parts import part_label
from ..render.reach import ended
from ..render.your_data import data_notice
from . import facilitator_script as s
from .run_sheets import ALOUD, LENGTHS, Kind, RunSheet, Step, run_sheet


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of level 2 with what stands under it. On paper `own_page` begins a page; `together` stays on one page,
    so that no page before another's own holds a line or two alone."""

    title: str
    blocks: tuple[prose.Block, ...]
    own_page: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide."""

    title: str
    over: str
    note: str
    lang: str
    chapters: tuple[Chapter, ...]


def trainer_guide(job: Job) -> Guide:
    """The guide for one briefing."""
    w = job.words["trainers"]
    sheets = tuple(run_sheet(job.briefing, m) for m in LENGTHS)
    chapters = (
        Chapter(w["purpose"], _paragraphs(w["purpose_text"].format(briefing=job.briefing.title), w["purpose_end"])),
        Chapter(w["prepare"], _prepare(job)),
        Chapter(w["notice"], _notice(job)),
        Chapter(w["opting_out"], (*_paragraphs(w["opting_out_text"]), _bullets(s.listed(w["opting_out_list"])))),
        Chapter(w["rules"], (*_paragraphs(w["rules_intro"]), _bullets(s.listed(w["rules_list"])))),
        Chapter(w["told"], tuple(_told(job))),
        Chapter(w["support"], _support(job)),
        Chapter(w["people"], (_bullets(s.listed(w["people_list"])),)),
        Chapter(w["room"], (_bullets(s.listed(w["room_list"])),), together=True),
        *(_sheet_chapter(job, sheet) for sheet in sheets),
        Chapter(w["script"], tuple(_script(job, sheets[1:]))),
        Chapter(w["parts"], tuple(_parts(job))),
        *_matrix(job),
        Chapter(w["closing"], (_bullets(s.listed(w["closing_list"])),)),
        Chapter(w["sending"], _sending(job)),
    )
    title = w["guide_title"].format(briefing=job.briefing.title)
    return Guide(title, w["over"], w["not_public"], job.briefing.lang, chapters)


# Chapters --------------------------------------------------------------------------------------------


def _prepare(job: Job) -> tuple[prose.Block, ...]:
    w = job.words["trainers"]
    first = w["prepare_read"].format(words=job.briefing.words)
    rest = ("notice", "sheet", "notes", "told", "support", "open")
    return (_numbers((first, *(w[f"prepare_{key}"] for key in rest))),)


def _notice(job: Job) -> tuple[prose.Block, ...]:
    w = job.words["trainers"]
    notices = s.notices(job)
    if not notices:
        return _paragraphs(w["no_notice"])
    return (*_paragraphs(w["notice_use"]), prose.Quote(_paragraphs(*notices)))


def _told(job: Job) -> Iterator[prose.Block]:
    """What to do when somebody speaks of harm, a heading for each kind of it."""
    w = job.words["trainers"]
    yield from _paragraphs(w["told_intro"])
    for about, do in s.told(job):
        yield _heading(3, about)
        yield from _paragraphs(do)


def _support(job: Job) -> tuple[prose.Block, ...]:
    w = job.words["trainers"]
    own = () if job.briefing.support else _paragraphs(w["support_none"])
    lines = s.support_lines(job)
    return (*_paragraphs(w["support_intro"]), *([_bullets(lines)] if lines else []), *own)


def _sheet_chapter(job: Job, sheet: RunSheet) -> Chapter:
    w = job.words["trainers"]
    first = sheet.minutes == LENGTHS[0]
    title = w["sheet_title"].format(minutes=sheet.minutes)
    blocks: list[prose.Block] = [*_paragraphs(f"{w['seven_use']} {w['seven_text']}")] if first else []
    blocks.append(_sheet_table(job, sheet, spoken=first))
    lines = s.support_lines(job)
    if first and lines:
        blocks += [_heading(3, w["support"]), prose.Paragraph(tuple(_numbers_in_one(lines)))]
    if not first:
        blocks += [_heading(3, w["call"]), prose.Quote((_bullets(s.listed(w["call_list"])),))]
    # The seven minutes stand alone on their page; what is longer runs on, so that no page is nearly empty.
    return Chapter(title, tuple(blocks), own_page=sheet.minutes in LENGTHS[:2])


def _numbers_in_one(lines: Sequence[str]) -> Iterator[prose.Inline]:
    """Whom to talk to in one paragraph: who and the number stand out, and no number breaks at the end of a line."""
    for place, line in enumerate(lines):
        who, _, more = re.sub(r"(?<=\d) (?=\d)", "\u00a0", line).rstrip(".").partition(". ")
        yield prose.Strong((prose.Text(ended(who)),))
        yield prose.Text((f" {more}." if more else "") + (" " if place < len(lines) - 1 else ""))


def _sheet_table(job: Job, sheet: RunSheet, *, spoken: bool) -> prose.Table:
    """From, minutes, what happens; with the words to say in it where the sheet stands alone."""
    w = job.words["trainers"]
    rows = [
        (
            _cell(str(start), "right"),
            _cell(str(step.minutes), "right"),
            prose.Cell(tuple(_step_words(job, step, spoken))),
        )
        for start, step in sheet.timed()
    ]
    rows.append((_cell(""), _cell(str(sheet.minutes), "right"), _cell(w["total"].format(minutes=sheet.minutes))))
    header = (_cell(w["col_from"], "right"), _cell(w["col_minutes"], "right"), _cell(w["col_what"]))
    return prose.Table(header, tuple(rows))


def _step_words(job: Job, step: Step, spoken: bool) -> Iterator[prose.Inline]:
    langs = {p.text: p.lang for p in s.asked(job, step)}
    yield prose.Strong((prose.Text(s.what(job, step)),))
    # What is said tells the rest, so that the sheet that stands alone stays on one page.
    if not spoken or step.kind not in (Kind.WELCOME, Kind.READ, Kind.TALK):
        yield prose.LineBreak()
        yield prose.Text(s.does(job, step))
    for said in s.says(job, step) if spoken else (p.text for p in s.asked(job, step)):
        yield prose.LineBreak()
        lang = langs.get(said, "")
        yield prose.Emphasis((prose.Span((prose.Text(said),), lang) if lang else prose.Text(said),))


def _script(job: Job, sheets: Sequence[RunSheet]) -> Iterator[prose.Block]:
    """What to say at each kind of step, once; the words of single talks stand with the parts."""
    w = job.words["trainers"]
    yield from _paragraphs(w["script_use"])
    seen: set[Kind] = set()
    for step in (step for sheet in reversed(sheets) for step in sheet.steps):
        if step.kind in seen or step.kind is Kind.READ:
            continue
        seen.add(step.kind)
        if step.kind is Kind.TALK:
            yield _heading(3, w["step_talk_general"])
            yield prose.Quote(_paragraphs(w["say_talk"]))
        else:
            yield from _said(job, step, level=3)


def _said(job: Job, step: Step, level: int) -> tuple[prose.Block, ...]:
    return (_heading(level, s.what(job, step)), prose.Quote(_paragraphs(*s.says(job, step))))


def _parts(job: Job) -> Iterator[prose.Block]:
    w = job.words["trainers"]
    yield from _paragraphs(w["parts_use"].format(speed=ALOUD))
    for section in job.briefing.sections:
        yield prose.Heading(3, _label(job, section))
        if section.notice:
            yield from _paragraphs(job.words["part"]["notice"].format(notice=section.notice))
        yield prose.Paragraph((prose.Emphasis((prose.Text(w["aloud"].format(time=s.reading_time(job, [section]))),)),))
        yield prose.Quote((*_lower(section.blocks, 4), *_footnotes(section)), lang=section.lang)
        yield from _of_part(job, section)


def _label(job: Job, section: Section) -> tuple[prose.Inline, ...]:
    """ "Part 5, Y Canfyddiadau", the author's title in its own language."""
    label = part_label(section, job.words)
    if not section.title_lang or section.title not in label:
        return (prose.Text(label),)
    before, _, after = label.partition(section.title)
    pieces = (prose.Text(before), prose.Span((prose.Text(section.title),), section.lang), prose.Text(after))
    return tuple(piece for piece in pieces if not isinstance(piece, prose.Text) or piece.text)


def _of_part(job: Job, section: Section) -> Iterator[prose.Block]:
    w = job.words["trainers"]
    yield _heading(4, w["prompts"])
    if section.prompts:
        core = job.briefing.core_prompts
        longer = "" if len(core) == len(job.briefing.prompts) else f"{w['longer']}: "
        items = tuple(
            prose.ListItem((prose.Paragraph((prose.Text(p.text if p in core else longer + p.text),), lang=p.lang),))
            for p in section.prompts
        )
        yield prose.ListBlock(False, items)
    else:
        yield from _paragraphs(w["no_prompts"])
    yield _heading(4, w["notes"])
    yield from _lower(section.trainer_notes, 5) if section.trainer_notes else _paragraphs(w["no_notes"])


def _footnotes(section: Section) -> Iterator[prose.Block]:
    for number, blocks in enumerate(section.footnotes, start=1):
        yield prose.ListBlock(True, (prose.ListItem(blocks),), start=number)


def _matrix(job: Job) -> tuple[Chapter, ...]:
    w, b = job.words["trainers"], job.briefing
    if not (b.findings and b.recommendations):
        return ()
    if not b.is_linked:
        return (Chapter(w["matrix"], _paragraphs(w["matrix_none"])),)
    rows = [
        (prose.Cell(_point(f)), prose.Cell(_points(answers) if answers else (prose.Text(w["matrix_unlinked"]),)))
        for f, answers in pairs(b)
    ]
    table = prose.Table((_cell(w["matrix_finding"]), _cell(w["matrix_recommendation"])), tuple(rows))
    free = [r for r in b.recommendations if not b.linked(r.code)]
    rest: tuple[prose.Block, ...] = ()
    if free:
        rest = (
            _heading(3, w["matrix_free"]),
            prose.ListBlock(False, tuple(prose.ListItem((prose.Paragraph(_point(r)),)) for r in free)),
        )
    return (Chapter(w["matrix"], (*_paragraphs(links_note(job), w["matrix_use"]), table, *rest)),)


def _point(point: prose.Point) -> tuple[prose.Inline, ...]:
    return (prose.Strong((prose.Text(point.code),)), prose.Text(f" {point.text}"))


def _points(points: Iterable[prose.Point]) -> tuple[prose.Inline, ...]:
    out: list[prose.Inline] = []
    for point in points:
        out += [prose.LineBreak()] if out else []
        out += _point(point)
    return tuple(out)


def _sending(job: Job) -> tuple[prose.Block, ...]:
    w, returns = job.words["trainers"], job.library.partnership.returns
    if not returns.to:
        where = w["sending_nowhere"]
    elif returns.by:
        where = w["sending_where_by"].format(to=returns.to, date=written_date(returns.by, job.words))
    else:
        where = w["sending_where"].format(to=returns.to)
    return (
        *_paragraphs(where, " ".join(data_notice(job.library.partnership, job.words))),
        _bullets(s.listed(w["sending_list"])),
    )


# Blocks ----------------------------------------------------------------------------------------------


def _paragraphs(*texts: str) -> tuple[prose.Paragraph, ...]:
    return tuple(prose.Paragraph((prose.Text(t),)) for t in texts)


def _heading(level: int, text: str, lang: str = "") -> prose.Heading:
    return prose.Heading(level, (prose.Text(text),), lang=lang)


def _bullets(texts: Iterable[str]) -> prose.ListBlock:
    return prose.ListBlock(False, tuple(prose.ListItem(_paragraphs(t)) for t in texts))


def _numbers(texts: Iterable[str]) -> prose.ListBlock:
    return prose.ListBlock(True, tuple(prose.ListItem(_paragraphs(t)) for t in texts))


def _cell(text: str, align: str = "") -> prose.Cell:
    return prose.Cell((prose.Text(text),), align)


def _lower(blocks: Sequence[prose.Block], top: int) -> tuple[prose.Block, ...]:
    """Blocks whose headings begin at level `top`, so that they keep their place beneath ours."""
    levels = [b.level for b in blocks if isinstance(b, prose.Heading)]
    if not levels:
        return tuple(blocks)
    shift = top - min(levels)
    return tuple(
        prose.Heading(min(6, b.level + shift), b.inlines, b.line, b.lang) if isinstance(b, prose.Heading) else b
        for b in blocks
    )
