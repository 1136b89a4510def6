"""The board's report in words: five answers first, then the chain, the figures, and what teams say. As blocks of text.

The Word file, the page and the slide are made from what this says, so that none of them says anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ...form.plan import Words
from ...model.text import Block
from ...model.theme import written_date
from ..actions import STATES, Action
from ..privacy.anonymous import Sheet
from ..privacy.anonymous_record import Published
from ..strength import Strength
from .again import CameBack
from .answers import action_line, answers, before_line, kind_of_evidence, sure_line
from .blocks import heading, paragraph, points, table
from .chain_text import chain_blocks, chain_picture, opening
from .figures import KINDS_OF_EVIDENCE, Board, Voice
from .parts import Answer, BoardText, Chart, Part, Say, cut

VOICES = 40
"""So many voices of a kind stand in the Word file; all of them stand in the workbook."""


def board_text(board: Board, words: Words, commentary: Sequence[Block], partnership: str, links: str = "") -> BoardText:
    """The report of one briefing; `commentary` are the blocks of `records/commentary/<briefing>.md`.

    `links` says whose the links between findings and recommendations are.
    """
    say = Say(words)
    day = written_date(board.today, words)
    parts = (
        *((Part(say("commentary"), tuple(commentary)),) if commentary else ()),
        Part(say("chain"), tuple(chain_blocks(board, say, links))),
        _replies(board, say),
        _actions(board, say),
        Part(say("sure"), tuple(_sure(board, say))),
        Part(say("evidence"), tuple(_evidence(board, say))),
        Part(say("voices"), tuple(_voices(board, say))),
        Part(say("again"), tuple(_again(board, say))),
        Part(say("unknown"), tuple(_unknown(board, say))),
    )
    return BoardText(
        say("title", briefing=board.briefing.title),
        say("lead", partnership=partnership, date=day),
        answers(board, say),
        tuple(part for part in parts if part.blocks),
        (say("note_personal"), say("note_foi"), *([say.count("left_out", board.left_out)] if board.left_out else [])),
        chain_picture(board, say),
    )


def anonymous_text(shown: Published | None, today: date, words: Words, title: str, partnership: str) -> BoardText:
    """The report without names: the figures of the anonymous overview and no other; None: no replies at all."""
    say = Say(words)
    day = written_date(shown.day if shown else today, words)
    notes = (say("anonymous_when"), say("anonymous_note"))
    sheets = shown.chapter.sheets if shown else ()
    parts = tuple(Part(s.title, _sheet(s, say)) for s in sheets)
    late = [s for s in sheets if _overdue_in(s, words)]
    told = (
        _figures(say("who"), sheets[:1], say),
        _figures(say("overdue"), [replace(s, lines=s.lines[-1:]) for s in late], say),
        _figures(say("nobody"), sheets[2:3], say),
        _figures(say("changed"), sheets[4:], say),
        Answer(say("again"), say("anonymous_again")),
    )
    lead = say("anonymous_lead", partnership=partnership, date=day)
    return BoardText(say("title", briefing=title), lead, told, parts, notes)


_LABEL = 150
"""Letters of a label beside its figure: the figure must never be what is cut off."""


def _figures(question: str, sheets: Sequence[Sheet], say: Say) -> Answer:
    """An answer made of the figures that may be shown: the lines of these sheets, or that there are none."""
    if not sheets:
        return Answer(question, say("anonymous_few"))
    lines = [_beside(cut(line.label, _LABEL), line.figure) for sheet in sheets for line in sheet.lines]
    hidden = " ".join(sheet.hidden for sheet in sheets if sheet.hidden)
    return Answer(question, hidden or say("anonymous_see", sheet=sheets[0].title), tuple(lines))


def _beside(label: str, figure: str) -> str:
    return f"{label} – {figure}" if label.endswith((".", "…")) else f"{label}: {figure}"


def _sheet(sheet: Sheet, say: Say) -> tuple[Block, ...]:
    if sheet.hidden:
        return (paragraph(sheet.hidden),)
    return (table((say("col_kind"), say("col_figure")), [(line.label, line.figure) for line in sheet.lines]),)


def _overdue_in(sheet: Sheet, words: Words) -> bool:
    return any(line.label == words["report"]["overdue_title"] for line in sheet.lines)


# Figures -----------------------------------------------------------------------------------------


def _replies(board: Board, say: Say) -> Part:
    stand = board.standing
    header = (say("col_agency"), say("col_asked"), say("col_replied"), say("col_people"))
    shares = (*stand.agencies, stand.total)
    rows = [(s.name or say("all"), str(s.asked), str(s.replied), str(s.people)) for s in shares]
    states = (
        ("state_replied", len(stand.replied)),
        ("state_unread", len(stand.unread)),
        ("state_decide", len(stand.deciding)),
        ("state_silent", len(stand.silent)),
    )
    chart = Chart(say("replies"), tuple((say(key), n) for key, n in states))
    counted = table((say("col_state"), say("col_teams")), [(say(key), str(n)) for key, n in states])
    return Part(say("replies"), (counted, table(header, rows)), chart)


def _actions(board: Board, say: Say) -> Part:
    counts = [(say(f"reported_{state}"), board.reported.get(state, 0)) for state in STATES]
    blocks: list[Block] = [table((say("col_reported"), say("col_actions")), [(label, str(n)) for label, n in counts])]
    if board.overdue:
        blocks += [heading(say("overdue")), points(say.some([action_line(a, board, say) for a in board.overdue]))]
    blocks.append(paragraph(say("strength_text", **{str(s): board.strength.get(s, 0) for s in Strength})))
    return Part(say("actions"), tuple(blocks) if board.actions else (), Chart(say("actions"), tuple(counts)))


def _sure(board: Board, say: Say) -> Iterator[Block]:
    rows = [row for row in board.sureness if row.pairs]
    if not rows:
        return
    yield paragraph(say("sure_lead"))
    yield points([sure_line(row, say) for row in rows])


def _evidence(board: Board, say: Say) -> Iterator[Block]:
    if not any(board.evidence.values()):
        return
    rows = [(kind_of_evidence(say, kind), str(board.evidence.get(kind, 0))) for kind in KINDS_OF_EVIDENCE]
    yield table((say("col_kind"), say("col_actions")), rows)


# What teams say ----------------------------------------------------------------------------------


def _voices(board: Board, say: Say) -> Iterator[Block]:
    groups = (
        ("barriers", board.barriers),
        ("changes", board.changes),
        ("families", board.families),
        ("no_action", board.no_action),
    )
    for key, voices in groups:
        if voices:
            yield heading(say(key))
            yield points(say.some([_voice(v, say) for v in voices], VOICES))


def _voice(voice: Voice, say: Say) -> str:
    return say("voice", text=" ".join(voice.text.split()), team=say.team(voice.team))


def _again(board: Board, say: Say) -> Iterator[Block]:
    if board.before:
        yield paragraph(say("again_lead"))
    for before in board.before:
        yield heading(before.briefing.title)
        yield paragraph(before_line(before, say))
        found = [_came_back(one, say) for one in before.shared if one.then or one.now]
        if found:
            yield points(found)
        if before.agreed:
            yield points(say.some([_agreed_then(a, board, say) for a in before.agreed]))


def _came_back(one: CameBack, say: Say) -> str:
    """A topic with the findings that speak of it, then and now."""
    named = [", ".join(f"{f.code} {opening(f)}" for f in found) or say("again_none") for found in (one.then, one.now)]
    return say("again_topic", topic=one.topic, then=named[0], now=named[1])


def _agreed_then(action: Action, board: Board, say: Say) -> str:
    return say("step_line", action=action_line(action, board, say), said=say(f"reported_{action.reported}"))


def _unknown(board: Board, say: Say) -> Iterator[Block]:
    stand = board.standing
    lines = [
        say.count("unknown_silent", len(stand.silent)) if stand.silent else "",
        say.count("unknown_unread", len(stand.unread)) if stand.unread else "",
        say.count("unknown_decide", len(stand.deciding)) if stand.deciding else "",
        *(say("unknown_follow_up", months=months, n=len(teams)) for months, teams in board.late_follow_ups),
        say("unknown_cause"),
    ]
    yield points(filter(None, lines))
