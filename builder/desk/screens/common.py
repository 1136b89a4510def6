"""What every screen shares: pages with a form token, and changes that are refused without one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from ..help_places import help_at
from ..state import Desk
from ..writing.files import HeldError, NotThereError

Get = Callable[[Desk, Request], Response]
Post = Callable[[Desk, Request, FormData], Response]
Facts = dict[str, Any]
"""What a template is given."""

PATIENCE = 0.6
"""Seconds that a page waits for the first reading before it says that it waits."""
LONGEST = 60.0
"""Seconds after which it waits for no background any more, and reads by itself."""
MAX_TEXT = 2_000_000
"""Characters of one box."""


def page(desk: Desk, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the desk, with what every page needs."""
    session = request.scope.get("session", "")
    said = request.query_params.get("said", "")
    common = {
        "form_token": desk.sessions.form_token(session) if session else "",
        "said": desk.words.get(f"said_{said}", ""),
        "here": request.url.path,
        "help": help_at(request.url.path),
        "script": request.headers.get("accept") == "application/json",
    }
    return HTMLResponse(desk.html(template, **{**common, **values}), status)


def goes_to(path: str, said: str = "", anchor: str = "") -> RedirectResponse:
    """The answer to a form that was sent: another page, which may say what happened."""
    query = f"?said={quote(said)}" if said else ""
    return RedirectResponse(f"{path}{query}{'#' + anchor if anchor else ''}", 303)


def is_script(request: Request) -> bool:
    """Whether a script of the page asks, which wants facts and no page."""
    return request.headers.get("accept", "") == "application/json"


def word(form: FormData, name: str) -> str:
    """What stands in a box of a form."""
    found = form.get(name, "")
    return found if isinstance(found, str) else ""


def upload(form: FormData, name: str) -> UploadFile | None:
    """A file that was sent with a form; None where nobody chose one."""
    found = form.get(name)
    return found if isinstance(found, UploadFile) and found.filename else None


def shown(desk: Desk, path: str, view: Get, *, reads: bool = False) -> Route:
    """A page at a path. `reads`: it needs the whole project, and says so while that is read for the first time."""

    async def endpoint(request: Request) -> Response:
        if reads and not is_script(request) and not await run_in_threadpool(_can_be_shown, desk):
            return _reading(desk, request)
        return await run_in_threadpool(view, desk, request)

    return Route(path, endpoint, methods=["GET"])


def _can_be_shown(desk: Desk) -> bool:
    """Whether the project was read, or is within a moment; after a long while the page is made all the same."""
    soon = time.monotonic() + PATIENCE
    while not desk.preview.has_read and time.monotonic() < soon:
        time.sleep(0.02)
    return desk.preview.has_read or time.monotonic() - desk.opened_at > LONGEST


def _reading(desk: Desk, request: Request) -> Response:
    """What stands there until the project was read; it asks again by itself, without scripts too."""
    answer = page(desk, request, "reading.html", title=desk.words["reading_first"])
    answer.headers["Refresh"] = "1"
    return answer


def changes(desk: Desk, path: str, act: Post) -> Route:
    """A change at a path: only from a form of this session."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=20, max_fields=2000, max_part_size=MAX_TEXT) as form:
            token = word(form, "form_token")
            if not desk.sessions.is_form_token(request.scope.get("session", ""), token):
                return page(desk, request, "refused.html", 403, title=desk.words["refused_title"])
            return await run_in_threadpool(_done, desk, request, form, act)

    return Route(path, endpoint, methods=["POST"])


def _done(desk: Desk, request: Request, form: FormData, act: Post) -> Response:
    try:
        return act(desk, request, form)
    except HeldError as error:
        message = desk.words["held"].format(file=error)
        if is_script(request):
            return JSONResponse({"state": "held", "message": message})
        return page(desk, request, "held.html", 423, title=desk.words["held_title"], message=message, kept=_kept(form))


def _kept(form: FormData) -> Mapping[str, str]:
    """What was sent, so that a page can show it and send it again."""
    return {name: value for name, value in form.items() if isinstance(value, str) and name != "form_token"}


def not_there(desk: Desk, request: Request) -> HTMLResponse:
    """The page for what does not exist."""
    return page(desk, request, "not_there.html", 404, title=desk.words["not_there_title"])


__all__ = [
    "Facts",
    "Get",
    "NotThereError",
    "Post",
    "changes",
    "goes_to",
    "is_script",
    "not_there",
    "page",
    "shown",
    "upload",
    "word",
]
