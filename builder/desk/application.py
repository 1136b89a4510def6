"""The desk's own pages put together: every screen's addresses, styles and scripts, and what is said of no page.

Today is there at once. All other screens are loaded behind the first answer, or when somebody asks for one before.
"""

from __future__ import annotations

import mimetypes
import threading
import time
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ..model.theme import SHIPPED, ThemeError
from .screens import today
from .screens.common import not_there
from .server.access import OPEN_TO_ALL, TooMuchError, too_much
from .state import Desk

PATIENCE = 3.0
"""Seconds that everything else waits for somebody to open the address."""

LOOKED = 0.2
"""Seconds in which a page that was shown asks for its styles and scripts."""


class Application:
    """An ASGI application. `answered` is set when the first page was shown."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.answered = desk, threading.Event()
        first = [Route(OPEN_TO_ALL + "{name:path}", _look, methods=["GET"]), *today.routes(desk)]
        self._at_once = {route.path for route in first}
        self._inside = Starlette(routes=first, exception_handlers=_handlers(desk))
        self._loading, self._whole = threading.Lock(), False

    @property
    def routes(self) -> list[Route]:
        """Every address of the desk."""
        self.load()
        return [route for route in self._inside.routes if isinstance(route, Route)]

    def load(self) -> None:
        """Brings in the screens that are not there yet, with all that they need."""
        with self._loading:  # one thread at a time brings modules in
            if not self._whole:
                from .screens.others import OTHERS

                self._inside.router.routes += [route for screen in OTHERS for route in screen.routes(self.desk)]
                self._whole = True

    def load_behind(self) -> None:
        """The same behind the first answer, and a moment for its styles and scripts: what is looked at goes before."""
        if self.answered.wait(PATIENCE):
            time.sleep(LOOKED)
        self.load()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        path = scope["path"]
        looks = path.startswith(OPEN_TO_ALL)
        if not self._whole and not looks and path not in self._at_once:
            await run_in_threadpool(self.load)
        await self._inside(scope, receive, send)
        if not looks:
            self.answered.set()


def _handlers(desk: Desk) -> dict[Any, Any]:
    async def missing(request: Request, error: Exception) -> Response:
        return not_there(desk, request)

    async def wrong(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return PlainTextResponse(error.detail, error.status_code)

    async def own_theme(request: Request, error: Exception) -> Response:
        return PlainTextResponse(f"{error}. {desk.words['theme_slip']}", 409)

    return {404: missing, HTTPException: wrong, TooMuchError: too_much, ThemeError: own_theme}


def _look(request: Request) -> Response:
    """A style, script or font of the shipped theme. None of it belongs to a project."""
    name = request.path_params["name"]
    allowed = {
        **{f.name: f for f in (SHIPPED / "desk").iterdir() if f.suffix in (".css", ".js")},
        **{f.name: f for f in (SHIPPED / "assets").iterdir() if f.name in ("tokens.css", "fonts.css", "wheel.svg")},
        **{f"fonts/{f.name}": f for f in (SHIPPED / "assets" / "fonts").iterdir() if f.suffix == ".woff2"},
    }
    file = allowed.get(name)
    if file is None:
        return Response("", 404)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Response(file.read_bytes(), media_type=kind)
