"""The report's figures and words as tables for spreadsheets, and the agreed dates as calendar entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..adapters.spreadsheets.harmless import Cell, as_csv
from ..model.partnership import Partnership, Team
from ..returns.collected import Arrival, Collected, Reply
from ..returns.matching.match import names
from .actions import Action
from .calendar import Entry
from .chapters import Chapter, Report
from .counts import summaries
from .phrases import Phrases
from .privacy.retention import retention

_SUMMARIES = 3


def all_tables(collected: Collected, report: Report, say: Phrases) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every CSV file."""
    teams = {t.id: t for t in collected.library.teams}
    yield "replies.csv", as_csv(_REPLIES, (row for c in report.chapters for row in _replies(collected, c)))
    yield "recommendations.csv", as_csv(_TAKEN_UP, (row for c in report.chapters for row in _taken_up(c)))
    yield "actions.csv", as_csv(_ACTIONS, (row for c in report.chapters for row in _actions(c, teams)))
    yield "follow-up.csv", as_csv(_FOLLOWED, (row for c in report.chapters for row in _followed(c, teams)))
    yield "words.csv", as_csv(_WORDS, _words(report))
    yield "files.csv", as_csv(_FILES, _files(collected, report, say))


_REPLIES = (
    *("briefing", "team_id", "agency", "organisation", "section_team", "team_manager", "contact", "state"),
    *(
        "people",
        "people_as_written",
        "session_date",
        "came_as",
        "matched",
        "confidence",
        "saved",
        "saved_by",
        "version",
    ),
    *("recommendations", "actions", "file", "more_in_older_files"),
    *(f"summary_{n}" for n in range(1, _SUMMARIES + 1)),
)


def _replies(collected: Collected, chapter: Chapter) -> Iterator[tuple[Cell, ...]]:
    """A line for each team that was asked, whether it replied or not."""
    stand = chapter.standing
    known = {t.id: t for t in collected.library.teams}
    actions = Counter(a.team for a in chapter.actions)
    for reply in stand.replied:
        yield _reply(collected, chapter, reply, known[reply.match.team], "replied", actions[reply.match.team])
    for state, group in (("waits for a decision", stand.deciding), ("arrived, not read yet", stand.unread)):
        for came in group:
            yield (*_team(chapter, came.team), state, *_blank(_files_of(collected, came.arrivals)))
    for team in stand.silent:
        yield (*_team(chapter, team), "silent", *_blank(""))


def _files_of(collected: Collected, arrivals: Iterable[Arrival]) -> str:
    return "; ".join(dict.fromkeys(collected.files[a.file].path for a in arrivals))


def _blank(file: str) -> tuple[Cell, ...]:
    """The rest of a line of which only the file is known."""
    return tuple(file if name == "file" else "" for name in _REPLIES[8:])


def _team(chapter: Chapter, team: Team) -> tuple[Cell, ...]:
    place = (chapter.briefing.slug, team.id, team.agency, team.organisation, team.section_team)
    return (*place, team.team_manager, team.contact)


def _reply(
    collected: Collected, chapter: Chapter, reply: Reply, team: Team, state: str, actions: int
) -> tuple[Cell, ...]:
    people = reply.plan.detail("attending")
    said = (*summaries(reply), *[""] * _SUMMARIES)[:_SUMMARIES]
    came = (
        f"{reply.how}, printed" if reply.printed else str(reply.how),
        str(reply.match.sure),
        reply.match.confidence,
        reply.saved.isoformat(),
    )
    return (
        *_team(chapter, team),
        state,
        int(people) if people.isascii() and people.isdigit() and len(people) < 5 else "",
        people,
        reply.plan.detail("session_date"),
        *came,
        "file itself" if reply.saved_inside else "file time",
        reply.version,
        ", ".join(tick.code for tick in reply.plan.marked),
        actions,
        collected.files[reply.file].path,
        "; ".join(dict.fromkeys(collected.files[r.file].path for r in collected.overtaken if r.place == reply.place)),
        *said,
    )


_TAKEN_UP = ("briefing", "code", "recommendation", "teams_marked", "teams_replied", "actions_naming_it", "teams")


def _taken_up(chapter: Chapter) -> Iterator[tuple[Cell, ...]]:
    for row in chapter.taken_up:
        counts = (len(row.teams), len(chapter.standing.replied), row.actions)
        yield (chapter.briefing.slug, row.code, row.text, *counts, ", ".join(row.teams))


_ACTIONS = (
    *("briefing", "team_id", "organisation", "section_team", "number", "overdue", "due", "when_as_written", "what"),
    *("who", "how_known_done", "how_known_worked", "answers", "reported", "reported_as_written"),
)


def _actions(chapter: Chapter, teams: dict[str, Team]) -> Iterator[tuple[Cell, ...]]:
    for a in chapter.actions:
        team = teams[a.team]
        head = (a.briefing, a.team, team.organisation, team.section_team, a.number, "yes" if a.overdue else "no")
        when = (a.due.isoformat() if a.due else "", a.when, a.what, a.who)
        yield (*head, *when, a.known_done, a.known_worked, a.answers, a.reported, a.reported_said)


_FOLLOWED = (
    *("briefing", "team_id", "organisation", "section_team", "months", "number", "what", "team_reports", "team_wrote"),
    *("evidence", "what_changed", "checked_by", "checked_on"),
)


def _followed(chapter: Chapter, teams: dict[str, Team]) -> Iterator[tuple[Cell, ...]]:
    for stage in chapter.stages:
        for f in stage.rows:
            team = teams[f.team]
            head = (f.briefing, f.team, team.organisation, team.section_team, stage.months, f.number)
            yield (*head, f.what, f.reported, f.reported_said, f.evidence, f.change, f.checked, f.on)


_WORDS = ("kind", "briefing", "team_id", "from", "file", "place", "words")


def _words(report: Report) -> Iterator[tuple[Cell, ...]]:
    """What was written outside the answers: beside them, in messages, and on what could not be read."""
    for chapter in report.chapters:
        for said in chapter.beside:
            for remark in said.remarks:
                yield (str(remark.kind), chapter.briefing.slug, said.team.id, "", said.file, remark.place, remark.text)
    for wrote in report.letters:
        team = wrote.team.id if wrote.team else ""
        yield ("message", "", team, wrote.letter.sender, wrote.path, wrote.letter.subject, wrote.letter.words)
    for path, words in report.unread_words:
        yield ("not read", "", "", "", path, "", words)


_FILES = ("file", "outcome", "why", "detail", "replies", "bytes", "changed", "keep_until", "due_for_deletion")


def _files(collected: Collected, report: Report, say: Phrases) -> Iterator[tuple[Cell, ...]]:
    """Every file that was found, in the order of the folder."""
    kept = {d.file.path: d for d in retention(collected, report.today)}
    for file in collected.files:
        due = kept.get(file.path)
        until = (due.kept_until.isoformat(), "yes" if due.overdue else "no") if due else ("", "")
        changed = file.modified.isoformat() if file.modified else ""
        why = say.why(say.named(collected, file)) if file.reason else ""
        yield (file.path, str(file.outcome), why, file.detail, file.replies, file.size, changed, *until)


def entries(collected: Collected, report: Report, say: Phrases, partnership: Partnership) -> Iterator[Entry]:
    """A calendar entry for each dated action that no team has reported as done."""
    called = names(collected.library.teams)
    for chapter in report.chapters:
        stamps = {r.match.team: r.saved for r in chapter.standing.replied}
        for action in chapter.actions:
            if action.due and action.reported != "yes":
                title = say("ical_title", briefing=chapter.briefing.title, what=action.what)
                key = (partnership.id, action.briefing, action.team, " ".join(action.what.casefold().split()))
                yield Entry(key, action.due, title, _notes(action, called, say), stamps[action.team])


def _notes(action: Action, called: dict[str, str], say: Phrases) -> str:
    lines: Iterable[tuple[str, str]] = (
        ("ical_who", action.who),
        ("ical_team", called[action.team]),
        ("ical_done", action.known_done),
        ("ical_worked", action.known_worked),
    )
    return "\n".join(say(key, text=text) for key, text in lines if text)
