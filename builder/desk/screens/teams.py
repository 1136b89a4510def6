"""The list of teams: one added, changed or taken out, another spreadsheet brought in. Nothing is lost."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...adapters.spreadsheets.cells import CannotChangeError
from ...model.partnership import Team
from ...model.problems import Severity
from ...read.teams.table import NAMES, list_of_teams
from ..state import Desk
from ..writing.files import digest_of
from ..writing.team_list import BOXES, SUFFIXES, box_of, can_be_changed, compared, read_list, with_team, without_team
from .common import Facts, changes, goes_to, not_there, page, shown, upload, word
from .uploads import kept_upload

MAX_SHOWN = 500
"""Teams on one page; a search narrows them."""


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [
        shown(desk, "/teams", _view),
        changes(desk, "/teams/list", _compare),
        changes(desk, "/teams/take", _take),
        shown(desk, "/teams/new", _ask),
        changes(desk, "/teams/new", _save),
        shown(desk, "/teams/{team}/out", _ask_out, reads=True),
        changes(desk, "/teams/{team}/out", _take_out),
        shown(desk, "/teams/{team}", _ask),
        changes(desk, "/teams/{team}", _save),
    ]


def _list(desk: Desk) -> Path:
    return list_of_teams(desk.project / "content")


def _now(desk: Desk) -> tuple[Team, ...]:
    file = _list(desk)
    return read_list(file)[0] if file.is_file() and not file.is_symlink() else ()


def _view(desk: Desk, request: Request, fault: str = "", status: int = 200) -> Response:
    file = _list(desk)
    teams, problems = read_list(file) if file.is_file() and not file.is_symlink() else ((), ())
    wanted = " ".join(request.query_params.get("find", "").split())
    found = [t for t in teams if wanted.casefold() in f"{t.organisation} {t.section_team} {t.team_manager}".casefold()]
    facts: Facts = {
        "teams": found[:MAX_SHOWN],
        "count": len(teams),
        "found": len(found),
        "find": wanted,
        "file": file.name if file.is_file() else "",
        "problems": [p for p in problems if p.severity is not Severity.NOTE],
        "notes": [p for p in problems if p.severity is Severity.NOTE],
        "fault": fault,
        "kept": _by_hand(desk, file) if file.is_file() and not can_be_changed(file) else "",
    }
    return page(desk, request, "teams.html", status, title=desk.words["teams"], **facts)


def _ask(desk: Desk, request: Request) -> Response:
    name = request.path_params.get("team", "")
    team = next((t for t in _now(desk) if t.id == name), None)
    if name and team is None:
        return not_there(desk, request)
    return _form(desk, request, team, {box: box_of(team, box) for box in BOXES})


def _form(
    desk: Desk, request: Request, team: Team | None, values: dict[str, str], fault: str = "", status: int = 200
) -> Response:
    title = desk.words["team_change" if team else "team_new"]
    title = f"{desk.words['error']}: {title}" if fault else title
    file = _list(desk)
    facts: Facts = {"team": team, "values": values, "boxes": BOXES, "fault": fault, "seen": _seen(file)}
    facts |= {"kept": "" if can_be_changed(file) or not file.is_file() else _by_hand(desk, file)}
    return page(desk, request, "team.html", status, title=title, **facts)


def _save(desk: Desk, request: Request, form: FormData) -> Response:
    name = request.path_params.get("team", "")
    team = next((t for t in _now(desk) if t.id == name), None)
    if name and team is None:
        return not_there(desk, request)
    values = {box: word(form, box) for box in BOXES}
    if not values["organisation"].strip() and not values["section_team"].strip():
        return _form(desk, request, team, values, desk.words["team_nameless"], 400)
    file = _list(desk)
    if team and word(form, "seen") != _seen(file):
        return _form(desk, request, team, values, desk.words["team_elsewhere"], 409)
    try:
        data = with_team(file, values, team.line if team else 0)
    except CannotChangeError:
        return _form(desk, request, team, values, _by_hand(desk, file), 409)
    desk.files.put({file: data}, desk.words["teams_changed"])
    return goes_to("/teams", "team_saved")


def _ask_out(desk: Desk, request: Request, fault: str = "", status: int = 200) -> Response:
    """What follows when a team goes, before it does."""
    team = next((t for t in _now(desk) if t.id == request.path_params["team"]), None)
    if team is None:
        return not_there(desk, request)
    library = desk.read().library
    naming = [b for b in library.briefings if team.id in (b.teams or ())] if library else []
    facts: Facts = {"team": team, "naming": naming, "fault": fault, "seen": _seen(_list(desk))}
    return page(desk, request, "team_out.html", status, title=desk.words["team_out"], **facts)


def _take_out(desk: Desk, request: Request, form: FormData) -> Response:
    """Takes one team out of the list, which is kept as it was in `records/`."""
    team = next((t for t in _now(desk) if t.id == request.path_params["team"]), None)
    if team is None:
        return not_there(desk, request)
    file = _list(desk)
    if word(form, "seen") != _seen(file):
        return _ask_out(desk, request, desk.words["team_out_elsewhere"], 409)
    try:
        data = without_team(file, team.line)
    except CannotChangeError:
        return _ask_out(desk, request, _by_hand(desk, file), 409)
    _keep_copies(desk, [file])
    desk.files.put({file: data}, desk.words["teams_fewer"])
    return goes_to("/teams", "team_gone")


def _seen(file: Path) -> str:
    """A digest of the list as a person sees it."""
    return digest_of(file.read_bytes().hex()) if file.is_file() else ""


def _by_hand(desk: Desk, file: Path) -> str:
    """What to do where the list cannot be changed here."""
    kind = "team_by_hand" if can_be_changed(file) else "team_kept"
    return desk.words[kind].format(file=file.name, kind=file.suffix)


def _compare(desk: Desk, request: Request, form: FormData) -> Response:
    """Shows what another list says before anything is changed."""
    sent = upload(form, "file")
    if sent is None:
        return _view(desk, request, desk.words["bring_no_file"], 400)
    kept = kept_upload(desk, sent)
    if kept.file.suffix not in SUFFIXES:
        return _view(desk, request, desk.words["teams_kinds"], 400)
    found = compared(kept.file, _now(desk))
    token = next(t for t, waiting in desk.incoming.items() if waiting is kept)
    facts: Facts = {"found": found, "list_name": kept.name, "file": token, "stops": not found.teams}
    return page(desk, request, "teams_compare.html", title=desk.words["teams_compare"], **facts)


def _take(desk: Desk, request: Request, form: FormData) -> Response:
    """Puts another list in the place of the one in use, which goes to `records/`."""
    waiting = desk.incoming.get(word(form, "file"))
    if waiting is None or not waiting.file.is_file():
        return _view(desk, request, desk.words["bring_again"], 400)
    content = desk.project / "content"
    old = [content / name for name in NAMES if (content / name).is_file()]
    _keep_copies(desk, old)
    new = content / f"teams{waiting.file.suffix}"
    gone: dict[Path, bytes | None] = {file: None for file in old if file != new}
    desk.files.put({new: waiting.file.read_bytes(), **gone}, desk.words["teams_taken"])
    return goes_to("/teams", "teams_taken")


def _keep_copies(desk: Desk, files: list[Path]) -> None:
    folder = desk.project / "records" / "desk" / "lists-of-teams"
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / f"{datetime.now():%Y-%m-%d-%H%M%S}-{file.name}")
