"""`Collected` to what the overview shows, as plain data. Pure: the same files and the same day give the same report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ..adapters.mail.letter import Letter
from ..form.field_ids import encode
from ..form.plan import ReturnKind
from ..model.briefing import Briefing
from ..model.partnership import Library, Team
from ..returns.collected import Collected, FileResult, Outcome, Reply
from ..returns.matching.teams import Teams
from ..returns.replies import How
from .actions import STATES, Action, Followed, agreed, followed
from .chapters import Bar, Beside, Chapter, Report, Said, Stage, Wrote
from .counts import standing, summaries, taken_up
from .missing import unknown, waiting
from .phrases import Phrases
from .privacy.retention import LAST_FOLLOW_UP, retention
from .strength import Strength, strength_of


def make_report(
    collected: Collected, say: Phrases, today: date, only: str = "", records: Iterable[FileResult] = ()
) -> Report:
    """The report as on `today`; `only` is one briefing's slug, or "" for all that anybody answered.

    `records` are the files beside the returns that may hold names too: for the list of what is due for deletion.
    """
    shown = _answered(collected, only)
    chapters = tuple(_chapter(collected, b, say, today) for b in shown)
    due = retention(collected, today, records)
    return Report(
        today=today,
        chapters=chapters,
        unknown=tuple(unknown(collected, chapters, say)),
        waiting=tuple(waiting(collected, say)),
        outcomes=tuple(
            Bar(say(f"outcome_{o}"), collected.count(o), len(collected.files)) for o in Outcome if collected.count(o)
        ),
        others=tuple(
            (f, say.why(say.named(collected, f)))
            for f in collected.files
            if f.outcome not in (Outcome.READ, Outcome.OPENED)
        ),
        letters=tuple(_letters(collected)),
        unread_words=tuple(_unread_words(collected, say)),
        due=tuple(d for d in due if d.overdue),
        next_due=next((d.kept_until for d in due if not d.overdue), None),
        kept_too_short=_kept_too_short(collected),
        unanswered=() if only or not shown else tuple(_unanswered(collected.library, shown)),
    )


def _kept_too_short(collected: Collected) -> bool:
    months = collected.library.partnership.returns.keep_months
    return months is not None and months <= LAST_FOLLOW_UP


def _answered(collected: Collected, only: str) -> list[Briefing]:
    """The briefings to show, the newest first: the one asked for, else those with replies, else the only one."""
    briefings = collected.library.briefings
    if only:
        return [b for b in briefings if b.slug == only]
    with_replies = {r.match.briefing for r in collected.replies}
    shown = [b for b in briefings if b.slug in with_replies] or list(briefings[:1] if len(briefings) == 1 else ())
    return sorted(shown, key=lambda b: (-(b.published or date.min).toordinal(), b.slug))


def _unanswered(library: Library, shown: Iterable[Briefing]) -> Iterable[Briefing]:
    answered = {b.slug for b in shown}
    return (b for b in library.briefings if b.slug not in answered and library.teams_of(b))


# One briefing ------------------------------------------------------------------------------------


def _chapter(collected: Collected, briefing: Briefing, say: Phrases, today: date) -> Chapter:
    stand = standing(collected, briefing, say("no_agency"))
    actions = agreed(collected, briefing.slug, today)
    rows = taken_up(stand.replied, briefing, (a.codes for a in actions))
    teams = {t.id: t for t in collected.library.teams}
    return Chapter(
        briefing=briefing,
        standing=stand,
        taken_up=rows,
        nobody=tuple(r.code for r in rows if r.code and r.nobody),
        actions=actions,
        groups=_groups(actions),
        measures=_measures(actions, say),
        stages=_stages(collected, briefing, say),
        said=tuple(_said(teams[r.match.team], r) for r in stand.replied if summaries(r)),
        overtaken=tuple(r for r in collected.overtaken if r.match.briefing == briefing.slug),
        beside=tuple(_beside(collected, briefing, teams)),
        weak=tuple(a for a in actions if a.reported != "yes" and strength_of(a.what, say.words) is Strength.WEAK),
    )


def _groups(actions: tuple[Action, ...]) -> tuple[tuple[str, tuple[Action, ...]], ...]:
    """Actions under the keys of their headings: overdue, to come, undated, done. Empty groups are left out."""
    named = (
        ("overdue_title", [a for a in actions if a.overdue]),
        ("due_title", [a for a in actions if a.due and not a.overdue and a.reported != "yes"]),
        ("undated_title", [a for a in actions if not a.due and a.reported != "yes"]),
        ("done_title", [a for a in actions if a.reported == "yes"]),
    )
    return tuple((key, tuple(group)) for key, group in named if group)


def _measures(actions: tuple[Action, ...], say: Phrases) -> tuple[Bar, ...]:
    written = {
        "measure_date": sum(a.due is not None for a in actions),
        "measure_who": sum(bool(a.who) for a in actions),
        "measure_done": sum(bool(a.known_done) for a in actions),
        "measure_worked": sum(bool(a.known_worked) for a in actions),
    }
    return tuple(Bar(say(key), n, len(actions)) for key, n in written.items()) if actions else ()


def _stages(collected: Collected, briefing: Briefing, say: Phrases) -> tuple[Stage, ...]:
    rows = followed(collected, briefing.slug)
    replies = [
        r for r in collected.replies if r.match.briefing == briefing.slug and r.kind is not ReturnKind.PLAN and r.filled
    ]
    teams = {t.id: t for t in collected.library.teams}
    return tuple(
        _stage(kind, tuple(r for r in rows if r.kind == kind), [r for r in replies if r.kind == kind], teams, say)
        for kind in sorted({r.kind for r in replies}, key=lambda kind: kind.months)
    )


def _stage(
    kind: ReturnKind, rows: tuple[Followed, ...], replies: list[Reply], teams: Mapping[str, Team], say: Phrases
) -> Stage:
    checked = sum(bool(r.checked) for r in rows)
    return Stage(
        months=kind.months,
        teams=len(replies),
        reported=tuple(
            Bar(say(f"reported_{word}"), sum(r.reported == word for r in rows), len(rows)) for word in STATES
        ),
        checked=(Bar(say("checked_yes"), checked, len(rows)), Bar(say("checked_no"), len(rows) - checked, len(rows))),
        rows=rows,
        said=tuple(_said(teams[r.match.team], r) for r in replies if summaries(r)),
    )


def _beside(collected: Collected, briefing: Briefing, teams: Mapping[str, Team]) -> Iterable[Beside]:
    for reply in (*collected.replies, *collected.older):
        if reply.match.briefing == briefing.slug and reply.remarks:
            yield Beside(teams[reply.match.team], collected.files[reply.file].path, reply.remarks)


def _letters(collected: Collected) -> Iterable[Wrote]:
    """Messages that a person wrote, each once, with words in them."""
    by_address = Teams(collected.library).by_address
    seen: set[tuple[str, Letter]] = set()
    for file in collected.files:
        letter = file.letter
        own = file.outcome in (Outcome.OPENED, Outcome.UNREADABLE, Outcome.SETTLED) and file.reason in _OF_A_LETTER
        if own and letter and not letter.automatic and letter.words.strip() and (file.path, letter) not in seen:
            teams = by_address.get(letter.sender, ())
            yield Wrote(file.path, letter, collected.team(teams[0]) if len(teams) == 1 else None)
            seen.add((file.path, letter))


_OF_A_LETTER = ("", "why_signed", "why_sealed", "why_cloud_mail", "why_decided")
"""Reasons of the entry that is a message itself; other entries are what came with it."""


def _unread_words(collected: Collected, say: Phrases) -> Iterable[tuple[str, str]]:
    """Of a file that waits: its answers, and what stands beside them; of print and of what was not read all words."""
    held: dict[int, list[Reply]] = {}
    for reply in collected.unmatched:
        held.setdefault(reply.file, []).append(reply)
    for number, file in enumerate(collected.files):
        lines = [line for reply in held.get(number, ()) for line in _answers_in(reply, collected, say)]
        words = file.reached.words.strip() if file.reached and (lines or file.outcome is Outcome.UNREADABLE) else ""
        if lines or words:
            yield file.path, "\n".join((*lines, *([say("words_all")] if lines and words else ()), words)).strip()


def _answers_in(reply: Reply, collected: Collected, say: Phrases) -> Iterable[str]:
    """The answers of a reply that waits, a line each, and what stands beside them."""
    team = say.team(collected.team(reply.match.suggestion))
    yield say("words_read", team=team) if reply.printed else say("words_waiting")
    for name, text in encode(reply.plan).items():
        yield f"{say.place(name) or name}: {text}"
    for remark in reply.remarks:
        yield f"{say(f'remark_{remark.kind}')}: {remark.text}"
    yield ""


def _said(team: Team, reply: Reply) -> Said:
    detail = reply.plan.detail
    return Said(
        team, detail("session_date"), detail("attending"), reply.how is How.PAPER, summaries(reply), reply.printed
    )
