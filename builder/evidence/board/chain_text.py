"""The chain from finding to change in words: its table, its picture, and each action with what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.text import Block, Point
from ..actions import Action
from .answers import action_line
from .blocks import heading, paragraph, points, table
from .chain import GAPS, Step, Strand
from .figures import Board
from .parts import ChainPicture, ChainRow, Say


def chain_blocks(board: Board, say: Say, links: str = "") -> Iterator[Block]:
    """Whose the links are, the table, and then each recommendation with its actions."""
    if not board.chain:
        return
    yield paragraph(" ".join(filter(None, (links, say("chain_lead")))))
    rows = [
        (
            ", ".join(f.code for f in row.findings) or say("no_finding"),
            _called(row, say),
            *map(str, row.counts.values()),
        )
        for row in board.chain
    ]
    yield table(_chain_heads(say), rows)
    yield heading(say("col_gaps"))
    if board.unanswered:
        yield paragraph(say("findings_without", codes=", ".join(board.unanswered)))
    yield points(say("gap_line", what=_called(row, say), gaps=_gaps(row, say)) for row in board.chain)
    for row in board.chain:
        yield from _steps(row, board, say)


def _called(row: Strand, say: Say) -> str:
    named = row.recommendation
    return f"{named.code} {opening(named)}" if named else say("no_recommendation")


def _chain_heads(say: Say) -> tuple[str, ...]:
    steps = ("agreed", "done", "evidence", "changed", "checked")
    return tuple(say(f"col_{name}") for name in ("finding", "recommendation", *steps))


def chain_picture(board: Board, say: Say) -> ChainPicture | None:
    """The same numbers as they are drawn; None for a briefing without recommendations."""
    rows = tuple(
        ChainRow(
            ", ".join(f.code for f in row.findings),
            row.recommendation.code if row.recommendation else "",
            opening(row.recommendation) if row.recommendation else say("no_recommendation"),
            tuple(row.counts.values()),
        )
        for row in board.chain
    )
    most = max((n for row in rows for n in row.steps), default=0) or 1
    return ChainPicture(say("chain"), _chain_heads(say), rows, most) if rows else None


def opening(point: Point) -> str:
    """What a recommendation is called for short: its bold beginning, else its first words."""
    short = point.text.split(". ")[0]
    return short if len(short) <= 60 else f"{short[:59].rsplit(' ', 1)[0]} …"


def _steps(row: Strand, board: Board, say: Say) -> Iterator[Block]:
    """Each action of a recommendation with how far it has come; those that are too many stand in the workbook."""
    if not row.steps:
        return
    yield heading(_called(row, say))
    shown = {(a.team, a.number): a for a in board.actions}
    yield points(say.some([_step(step, shown[step.action.team, step.action.number], board, say) for step in row.steps]))


def _step(step: Step, action: Action, board: Board, say: Say) -> str:
    """One action, what its team reports, and what it still lacks. `action` is without personal particulars."""
    said = [say(f"reported_{action.reported}")] if action.reported else []
    said += [say(f"lacks_{gap}") for gap in step.gaps]
    return say("step_line", action=action_line(action, board, say), said="; ".join(said) or say("gap_none"))


def _gaps(row: Strand, say: Say) -> str:
    """The gaps of a strand, said plainly."""
    if not row.steps:
        return say("gap_no_action")
    counts = {gap: sum(gap in step.gaps for step in row.steps) for gap in GAPS}
    return "; ".join(say.count(f"gap_{gap}", n) for gap, n in counts.items() if n) or say("gap_none")
