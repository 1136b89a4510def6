"""What waits for a person among the replies: each with why, and a decision that is noted in `records/`."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...model.partnership import Library
from ...returns.records.decisions import BELONGS, FILE, LEAVE_OUT, SEEN, Decided, Waiting, waiting_lines, with_decision
from ..state import Desk
from .common import Facts, changes, goes_to, word

KINDS = {"belongs": BELONGS, "leave_out": LEAVE_OUT, "seen": SEEN}
MAX_LISTED = 50
"""So many are shown at once: each has a list of all teams."""


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses; what waits is shown on the page of what came back."""
    return [changes(desk, "/returned/decide", _decide)]


def waiting_replies(desk: Desk) -> tuple[Waiting, ...]:
    """What nobody has decided yet, of files that are still there."""
    present = _present(desk)
    lines = waiting_lines(present) if present else ()
    returned = desk.project / "returned"
    return tuple(w for w in lines if _is_there(returned, w.file))


def facts_of_waiting(desk: Desk, library: Library | None) -> Facts:
    """What a page needs to ask for decisions."""
    found = waiting_replies(desk)
    return {
        "waiting": found[:MAX_LISTED],
        "waiting_count": len(found),
        "teams": [(t.id, ", ".join(filter(None, (t.organisation, t.section_team)))) for t in library.teams]
        if library
        else [],
        "briefings": [(b.slug, b.title) for b in library.briefings] if library else [],
    }


def _decide(desk: Desk, request: Request, form: FormData) -> Response:
    present = _present(desk)
    kind = KINDS.get(word(form, "decision"), "")
    library = desk.read().library
    team, briefing = word(form, "team"), word(form, "briefing")
    if present is None or not kind or library is None:
        return goes_to("/returned", "reply_undecided", "waiting")
    if kind == BELONGS and not _is_known(library, team, briefing):
        return goes_to("/returned", "reply_no_team", "waiting")
    waiting = Waiting(word(form, "file"), word(form, "line"), "", "")
    decided = Decided(kind, team if kind == BELONGS else "", briefing if kind == BELONGS else "")
    changed = with_decision(present, waiting, decided, " ".join(word(form, "note").split()))
    if changed is None:
        return goes_to("/returned", "reply_gone", "waiting")
    desk.files.put({_file(desk): changed}, desk.words["reply_decided"])
    return goes_to("/returned", "reply_decided", "waiting")


def _is_known(library: Library, team: str, briefing: str) -> bool:
    return team in {t.id for t in library.teams} and briefing in {b.slug for b in library.briefings}


def _file(desk: Desk) -> Path:
    return desk.project / "records" / FILE


def _present(desk: Desk) -> bytes | None:
    file = _file(desk)
    if file.is_symlink() or file.parent.is_symlink():
        return None
    try:
        return file.read_bytes()
    except OSError:
        return None


def _is_there(returned: Path, path: str) -> bool:
    """Whether the file that came back is there; what lies inside an archive or e-mail stands after a sign."""
    outer = path.partition(" › ")[0]
    try:
        return ".." not in outer and (returned / outer).exists()
    except (OSError, ValueError):
        return False
