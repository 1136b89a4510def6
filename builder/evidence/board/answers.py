"""The five questions that a board member asks, each answered in a sentence with its details."""

from __future__ import annotations

from ...model.theme import written_date
from ..actions import Action
from .again import Before
from .figures import Board, Sureness
from .parts import Answer, Say, cut


def answers(board: Board, say: Say) -> tuple[Answer, ...]:
    """Who has not answered, what is overdue, what did nobody take up, what changed, and what came back."""
    return (_who(board, say), _overdue(board, say), _nobody(board, say), _changed(board, say), _came_back(board, say))


def _who(board: Board, say: Say) -> Answer:
    stand = board.standing
    text = say("who_text", replied=stand.total.replied, asked=stand.total.asked)
    waiting = len(stand.unread) + len(stand.deciding)
    if waiting:
        text = f"{text} {say.count('who_waiting', waiting)}"
    return Answer(say("who"), text, tuple(say.team(t) for t in stand.silent))


def _overdue(board: Board, say: Say) -> Answer:
    late = board.overdue
    text = say.count("overdue_text", len(late), of=len(board.actions))
    return Answer(say("overdue"), text, tuple(action_line(a, board, say, long=_WHAT) for a in late))


_WHAT = 80
"""Letters of an action on the first page; its day and team stand behind it."""


def action_line(action: Action, board: Board, say: Say, long: int = 0) -> str:
    """What, by when and whose: a day in words where the team named one, else what it wrote. `long`: cut at so many."""
    when = written_date(action.due, say.words) if action.due and not action.about else action.by or say("no_date")
    team = board.teams.get(action.team)
    what = cut(" ".join(action.what.split()), long)
    return say("action_line", what=what, when=when, team=say.team(team) if team else action.team)


def _nobody(board: Board, say: Say) -> Answer:
    rows = board.nobody
    text = say.count("nobody_text", len(rows))
    details = [f"{row.code} {row.text}" for row in rows]
    if board.unanswered:
        details.append(say("findings_without", codes=", ".join(board.unanswered)))
    return Answer(say("nobody"), text, tuple(details))


def _changed(board: Board, say: Say) -> Answer:
    done = board.reported.get("yes", 0)
    text = say.count("changed_text", done, of=len(board.actions), checked=board.checked)
    lines = [say.count("kind_line", n, kind=kind_of_evidence(say, kind)) for kind, n in board.evidence.items() if n]
    lines += [sure_line(row, say) for row in board.sureness if row.pairs]
    return Answer(say("changed"), text, tuple(lines))


def _came_back(board: Board, say: Say) -> Answer:
    text = say.count("again_text", len(board.before))
    return Answer(say("again"), text, tuple(before_line(b, say) for b in board.before))


def kind_of_evidence(say: Say, kind: str) -> str:
    """What a kind of evidence is called on the follow-up form."""
    return say.words["follow_up"].get(kind, kind)


def sure_line(row: Sureness, say: Say) -> str:
    """How sure teams were of one recommendation, then and now."""
    same = len(row.pairs) - row.surer - row.less
    line = say("sure_line", code=row.code, n=len(row.pairs), surer=row.surer, less=row.less, same=same)
    if row.means is None:
        return f"{line} {say('sure_few')}"
    then, now = row.means
    return f"{line} {say('sure_means', then=f'{then:.1f}', now=f'{now:.1f}')}"


def before_line(before: Before, say: Say) -> str:
    """An earlier briefing on the same topics, and what became of its actions."""
    published = written_date(before.briefing.published, say.words) if before.briefing.published else ""
    return say(
        "before_line",
        briefing=before.briefing.title,
        date=published,
        topics=", ".join(before.topics),
        actions=len(before.agreed),
        done=before.reported.get("yes", 0),
        overdue=before.overdue,
    )
