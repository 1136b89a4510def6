"""The board's report in words: five answers first, then the chain, the figures, and what teams say. As blocks of text.

The Word file, the page and the slide are made from what this says, so that none of them says anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..form.plan import Words
from ..model.partnership import Team
from ..model.text import Block, Cell, Heading, ListBlock, ListItem, Paragraph, Strong, Table, Text
from ..model.theme import written_date
from .actions import STATES, Action
from .again import Before
from .anonymous import Sheet
from .anonymous_record import Published
from .board import KINDS_OF_EVIDENCE, Board, Sureness, Voice
from .chain import GAPS, Strand
from .strength import Strength

MOST = 12
"""So many names or actions stand in an answer; the rest are counted, and stand in the workbook."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the five questions that a board member asks, with the answer in a sentence and its details."""

    question: str
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with their numbers: a title, and a label and a number for each bar."""

    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the report and what stands under it; `chart` is drawn above the blocks, which hold its numbers."""

    title: str
    blocks: tuple[Block, ...]
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class BoardText:
    """The whole report in words. `commentary` is what a person wrote for it."""

    title: str
    lead: str
    answers: tuple[Answer, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = field(default=())


class Say:
    """The words of group `board`, with counts filled in."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def __call__(self, key: str, **values: object) -> str:
        """The words of `key` with `values` in their braces."""
        return self.words["board"][key].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """The words for `n` things: `key_one` for exactly one, `key_none` for none where there are such words."""
        group = self.words["board"]
        name = f"{key}_one" if n == 1 else f"{key}_none" if n == 0 and f"{key}_none" in group else key
        return group[name].format(n=n, **values)

    def team(self, team: Team) -> str:
        """ "Team, Organisation"."""
        return ", ".join(filter(None, (team.section_team, team.organisation)))

    def some(self, names: Sequence[str]) -> tuple[str, ...]:
        """The first of them, and how many more there are."""
        more = len(names) - MOST
        return (*names[:MOST], *((self("more", n=more),) if more > 0 else ()))


def board_text(board: Board, words: Words, commentary: Sequence[Block], partnership: str) -> BoardText:
    """The report of one briefing; `commentary` are the blocks of `records/commentary/<briefing>.md`."""
    say = Say(words)
    day = written_date(board.today, words)
    parts = (
        *((Part(say("commentary"), tuple(commentary)),) if commentary else ()),
        Part(say("chain"), tuple(_chain(board, say))),
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
    )


def anonymous_text(shown: Published | None, today: date, words: Words, title: str, partnership: str) -> BoardText:
    """The report without names: the figures of the anonymous overview and no other; None: no replies at all."""
    say = Say(words)
    day = written_date(shown.day if shown else today, words)
    notes = [say("anonymous_note")]
    if shown and shown.held:
        notes.insert(0, say("anonymous_held", date=day))
    sheets = shown.chapter.sheets if shown else ()
    parts = tuple(Part(s.title, _sheet(s, say)) for s in sheets)
    see = {n: say("anonymous_see", sheet=sheets[n].title) for n in range(len(sheets))}
    few = say("anonymous_few")
    told = (
        Answer(say("who"), see.get(0, few)),
        Answer(say("overdue"), next((see[n] for n, s in enumerate(sheets) if _overdue_in(s, words)), few)),
        Answer(say("nobody"), see.get(2, few)),
        Answer(say("changed"), see[len(sheets) - 1] if len(sheets) > 4 else few),
        Answer(say("again"), say("anonymous_again")),
    )
    lead = say("anonymous_lead", partnership=partnership, date=day)
    return BoardText(say("title", briefing=title), lead, told, parts, tuple(notes))


def _sheet(sheet: Sheet, say: Say) -> tuple[Block, ...]:
    if sheet.hidden:
        return (_paragraph(sheet.hidden),)
    return (_table((say("col_kind"), say("col_figure")), [(line.label, line.figure) for line in sheet.lines]),)


def _overdue_in(sheet: Sheet, words: Words) -> bool:
    return any(line.label == words["report"]["overdue_title"] for line in sheet.lines)


# The five answers --------------------------------------------------------------------------------


def answers(board: Board, say: Say) -> tuple[Answer, ...]:
    """Who has not answered, what is overdue, what did nobody take up, what changed, and what came back."""
    return (_who(board, say), _overdue(board, say), _nobody(board, say), _changed(board, say), _came_back(board, say))


def _who(board: Board, say: Say) -> Answer:
    stand = board.standing
    text = say("who_text", replied=stand.total.replied, asked=stand.total.asked)
    waiting = len(stand.unread) + len(stand.deciding)
    if waiting:
        text = f"{text} {say.count('who_waiting', waiting)}"
    return Answer(say("who"), text, say.some([say.team(t) for t in stand.silent]))


def _overdue(board: Board, say: Say) -> Answer:
    late = board.overdue
    text = say.count("overdue_text", len(late), of=len(board.actions))
    return Answer(say("overdue"), text, say.some([_action_line(a, say) for a in late]))


def _action_line(action: Action, say: Say) -> str:
    return say("action_line", what=action.what, when=action.when, team=action.team)


def _nobody(board: Board, say: Say) -> Answer:
    rows = board.nobody
    text = say.count("nobody_text", len(rows))
    details = [f"{row.code} {row.text}" for row in rows]
    if board.unanswered:
        details.append(say("findings_without", codes=", ".join(board.unanswered)))
    return Answer(say("nobody"), text, say.some(details))


def _changed(board: Board, say: Say) -> Answer:
    done = board.reported.get("yes", 0)
    text = say.count("changed_text", done, of=len(board.actions), checked=board.checked)
    lines = [say("kind_line", kind=_kind(say, kind), n=n) for kind, n in board.evidence.items() if n]
    lines += [_sure_line(row, say) for row in board.sureness if row.pairs]
    return Answer(say("changed"), text, say.some(lines))


def _came_back(board: Board, say: Say) -> Answer:
    text = say.count("again_text", len(board.before))
    return Answer(say("again"), text, say.some([_before_line(b, say) for b in board.before]))


# The chain ---------------------------------------------------------------------------------------


def _chain(board: Board, say: Say) -> Iterator[Block]:
    yield _paragraph(say("chain_lead"))
    header = (say("col_finding"), say("col_recommendation"), *(say(f"col_{n}") for n in ("agreed", "done")))
    header = (*header, say("col_evidence"), say("col_checked"), say("col_gaps"))
    rows = [
        (
            ", ".join(f.code for f in row.findings) or say("no_finding"),
            f"{row.recommendation.code} {row.recommendation.text}" if row.recommendation else say("no_recommendation"),
            *(str(n) for n in row.counts.values()),
            _gaps(row, say),
        )
        for row in board.chain
    ]
    yield _table(header, rows)
    if board.unanswered:
        yield _paragraph(say("findings_without", codes=", ".join(board.unanswered)))


def _gaps(row: Strand, say: Say) -> str:
    """The gaps of a strand, said plainly."""
    if not row.steps:
        return say("gap_no_action")
    counts = {gap: sum(gap in step.gaps for step in row.steps) for gap in GAPS}
    return "; ".join(say.count(f"gap_{gap}", n) for gap, n in counts.items() if n) or say("gap_none")


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
    counted = _table((say("col_state"), say("col_teams")), [(say(key), str(n)) for key, n in states])
    return Part(say("replies"), (counted, _table(header, rows)), chart)


def _actions(board: Board, say: Say) -> Part:
    counts = [(say(f"reported_{state}"), board.reported.get(state, 0)) for state in STATES]
    blocks: list[Block] = [_table((say("col_reported"), say("col_actions")), [(label, str(n)) for label, n in counts])]
    if board.overdue:
        blocks += [_heading(say("overdue")), _list(say.some([_action_line(a, say) for a in board.overdue]))]
    blocks.append(_paragraph(say("strength_text", **{str(s): board.strength.get(s, 0) for s in Strength})))
    return Part(say("actions"), tuple(blocks) if board.actions else (), Chart(say("actions"), tuple(counts)))


def _sure(board: Board, say: Say) -> Iterator[Block]:
    rows = [row for row in board.sureness if row.pairs]
    if not rows:
        return
    yield _paragraph(say("sure_lead"))
    yield _list([_sure_line(row, say) for row in rows])


def _sure_line(row: Sureness, say: Say) -> str:
    same = len(row.pairs) - row.surer - row.less
    line = say("sure_line", code=row.code, n=len(row.pairs), surer=row.surer, less=row.less, same=same)
    if row.means is None:
        return f"{line} {say('sure_few')}"
    then, now = row.means
    return f"{line} {say('sure_means', then=f'{then:.1f}', now=f'{now:.1f}')}"


def _evidence(board: Board, say: Say) -> Iterator[Block]:
    if not any(board.evidence.values()):
        return
    rows = [(_kind(say, kind), str(board.evidence.get(kind, 0))) for kind in KINDS_OF_EVIDENCE]
    yield _table((say("col_kind"), say("col_actions")), rows)


def _kind(say: Say, kind: str) -> str:
    return say.words["follow_up"].get(kind, kind)


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
            yield _heading(say(key))
            yield _list(_voice(v, say) for v in voices)


def _voice(voice: Voice, say: Say) -> str:
    return say("voice", text=" ".join(voice.text.split()), team=say.team(voice.team))


def _again(board: Board, say: Say) -> Iterator[Block]:
    if board.before:
        yield _paragraph(say("again_lead"))
        yield _list(_before_line(b, say) for b in board.before)


def _before_line(before: Before, say: Say) -> str:
    published = written_date(before.briefing.published, say.words) if before.briefing.published else ""
    return say(
        "before_line",
        briefing=before.briefing.title,
        date=published,
        topics=", ".join(before.topics),
        actions=before.actions,
        done=before.reported.get("yes", 0),
        overdue=before.overdue,
    )


def _unknown(board: Board, say: Say) -> Iterator[Block]:
    stand = board.standing
    lines = [
        say.count("unknown_silent", len(stand.silent)) if stand.silent else "",
        say.count("unknown_unread", len(stand.unread)) if stand.unread else "",
        say.count("unknown_decide", len(stand.deciding)) if stand.deciding else "",
        *(say("unknown_follow_up", months=months, n=len(teams)) for months, teams in board.late_follow_ups),
        say("unknown_cause"),
    ]
    yield _list(filter(None, lines))


# Blocks ------------------------------------------------------------------------------------------


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _heading(text: str) -> Heading:
    return Heading(3, (Text(text),))


def _list(lines: Iterable[str]) -> ListBlock:
    return ListBlock(False, tuple(ListItem((_paragraph(line),)) for line in lines))


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    def cells(row: Sequence[str]) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text),), "right" if text.isdigit() else "") for text in row)

    return Table(tuple(Cell((Strong((Text(text),)),)) for text in header), tuple(cells(row) for row in rows))
