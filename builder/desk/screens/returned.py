"""What came back: one button reads `returned/` and opens the overview; what waits for a person is decided beside it."""

from __future__ import annotations

from collections import Counter

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...console import reason
from ...output.lock import BusyError
from ...output.swap import NotOursError
from ..state import Desk
from .common import Facts, changes, goes_to, page, shown
from .replies import facts_of_waiting


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [shown(desk, "/returned", _view, reads=True), changes(desk, "/returned", _read)]


def _view(desk: Desk, request: Request) -> Response:
    return _page(desk, request)


def _page(desk: Desk, request: Request, fault: str = "", status: int = 200) -> Response:
    folder, overview = desk.project / "returned", desk.project / "dist" / "overview"
    files = sum(f.is_file() for f in folder.rglob("*")) if folder.is_dir() and not folder.is_symlink() else 0
    look = desk.preview_server.folder_address(overview) if (overview / "index.html").is_file() else ""
    facts: Facts = {"there": folder.is_dir(), "files": files, "look": look, "fault": fault}
    facts |= {"counts": [], "unread": [], "read": False} | desk.returned
    facts |= facts_of_waiting(desk, desk.read().library)
    asked = {waiting.file for waiting in facts["waiting"]}
    facts["unread"] = [(path, why) for path, why in facts["unread"] if path not in asked]
    return page(desk, request, "returned.html", status, title=desk.words["returned"], **facts)


def _read(desk: Desk, request: Request, form: FormData) -> Response:
    try:
        fault = _gathered(desk)
    except BusyError:
        return _page(desk, request, desk.words["busy"], 409)
    except NotOursError as error:
        return _page(desk, request, str(error), 409)
    except OSError as error:
        return _page(desk, request, reason(error), 500)
    return _page(desk, request, fault, 409) if fault else goes_to("/returned", "read")


def _gathered(desk: Desk) -> str:
    """Reads what came back and remembers what became of it; what stood in the way, or ""."""
    from ...collect import gather  # late: it brings readers of every kind of file, and opening the desk needs none
    from ...evidence.phrases import Phrases
    from ...returns.collected import Outcome

    folder = desk.project / "returned"
    if not folder.is_symlink():
        folder.mkdir(exist_ok=True)
    found = gather(desk.project, folder)
    if found.collected is None or found.made is None:
        return "; ".join(p.message for p in found.problems[:3])
    say = Phrases(desk.theme.words("en"))
    counts = Counter(say(f"outcome_{f.outcome}") for f in found.collected.files)
    unread = [(f.path, say.why(f)) for f in found.collected.files if f.outcome is Outcome.UNREADABLE]
    desk.returned = {"counts": sorted(counts.items()), "unread": unread, "read": True}
    return ""
