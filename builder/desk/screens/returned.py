"""What came back: one button reads `returned/` and opens the overview."""

from __future__ import annotations

from collections import Counter

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...collect import gather
from ...console import reason
from ...evidence.phrases import Phrases
from ...output.lock import BusyError
from ...output.swap import NotOursError
from ...returns.collected import Outcome
from ..state import Desk
from .common import Facts, changes, page, shown


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [shown(desk, "/returned", _view), changes(desk, "/returned", _read)]


def _view(desk: Desk, request: Request) -> Response:
    return page(desk, request, "returned.html", title=desk.words["returned"], **_before(desk))


def _read(desk: Desk, request: Request, form: FormData) -> Response:
    facts, folder = _before(desk), desk.project / "returned"
    try:
        if not folder.is_symlink():
            folder.mkdir(exist_ok=True)
        found = gather(desk.project, folder)
    except BusyError:
        facts["fault"] = desk.words["busy"]
        return page(desk, request, "returned.html", 409, title=desk.words["returned"], **facts)
    except NotOursError as error:
        facts["fault"] = str(error)
        return page(desk, request, "returned.html", 409, title=desk.words["returned"], **facts)
    except OSError as error:
        facts["fault"] = reason(error)
        return page(desk, request, "returned.html", 500, title=desk.words["returned"], **facts)
    facts = _before(desk)
    if found.collected is None or found.made is None:
        facts["fault"] = "; ".join(p.message for p in found.problems[:3])
        return page(desk, request, "returned.html", 409, title=desk.words["returned"], **facts)
    say = Phrases(desk.theme.words("en"))
    counts = Counter(str(f.outcome).replace("_", " ") for f in found.collected.files)
    unread = [(f.path, say.why(f)) for f in found.collected.files if f.outcome is Outcome.UNREADABLE]
    facts |= {"counts": sorted(counts.items()), "unread": unread, "read": True}
    return page(desk, request, "returned.html", title=desk.words["returned"], **facts)


def _before(desk: Desk) -> Facts:
    folder, overview = desk.project / "returned", desk.project / "dist" / "overview"
    files = sum(f.is_file() for f in folder.rglob("*")) if folder.is_dir() and not folder.is_symlink() else 0
    look = desk.preview_server.folder_address(overview) if (overview / "index.html").is_file() else ""
    nothing: Facts = {"counts": [], "unread": [], "fault": "", "read": False}
    return {"there": folder.is_dir(), "files": files, "look": look} | nothing
