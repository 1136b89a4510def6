"""What the overview does not know: what was left out of its counts, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable

from ..returns.collected import Arrival, Collected, Outcome
from .chapters import Chapter, Waiting
from .phrases import Phrases


def unknown(collected: Collected, chapters: Iterable[Chapter], say: Phrases) -> Iterable[tuple[str, int]]:
    """What the counts leave out, in words, and how often."""
    for chapter in chapters:
        yield from ((say(key, briefing=chapter.briefing.title), n) for key, n in _gaps(chapter).items() if n)
    files = collected.count(Outcome.UNREADABLE)
    person = collected.count(Outcome.FOR_A_PERSON)
    yield from ((say(key), n) for key, n in (("unknown_files", files), ("unknown_person", person)) if n)


def _gaps(chapter: Chapter) -> dict[str, int]:
    stand, actions = chapter.standing, chapter.actions
    return {
        "unknown_silent": len(stand.silent),
        "unknown_unread": len(stand.unread),
        "unknown_decide": len(stand.deciding),
        "unknown_empty": len(stand.empty),
        "unknown_people": stand.total.replied - stand.total.stated - len(stand.unclear_people),
        "unknown_unclear": len(stand.unclear_people),
        "unknown_undated": sum(a.due is None for a in actions),
        "unknown_unreported": sum(a.overdue and not a.reported for a in actions),
        "unknown_overtaken": len(chapter.overtaken),
        "unknown_details": len(stand.by_details),
        "unknown_typed": stand.typed,
        "unknown_file_time": stand.file_times,
    }


def _has_remarks(collected: Collected, arrival: Arrival) -> bool:
    return any(r.file == arrival.file and r.remarks for r in collected.replies)


def waiting(collected: Collected, say: Phrases) -> Iterable[Waiting]:
    """What a person must look at, and why."""
    for reply in collected.unmatched:
        why = say(reply.match.reason, detail=say.team(collected.team(reply.match.detail)) or reply.match.detail)
        guess = collected.team(reply.match.suggestion)
        yield Waiting(collected.files[reply.file].path, reply.line, why, guess)
    for file in collected.files:
        if file.outcome is Outcome.UNREADABLE:
            yield Waiting(file.path, 0, say.why(file), None)
    for arrival in collected.arrivals:
        file = collected.files[arrival.file]
        if file.outcome is Outcome.DUPLICATE:
            yield Waiting(file.path, 0, say.arrived(file, arrival), None, collected.team(arrival.team))
        if file.outcome in (Outcome.OPENED, Outcome.READ) and arrival.reply < 0:
            key = "why_words_only" if file.outcome is Outcome.OPENED else "why_outside_only"
            if file.outcome is Outcome.OPENED or _has_remarks(collected, arrival):
                yield Waiting(file.path, 0, say(key), None, collected.team(arrival.team))
    for reply in collected.overtaken:
        why = say("why_overtaken", detail=collected.newer(reply))
        yield Waiting(collected.files[reply.file].path, reply.line, why, None, collected.team(reply.match.team))
    for problem in collected.problems:
        yield Waiting(problem.place.path, problem.place.line, f"{problem.message}. {problem.hint}", None)
