"""The desk put together: every screen's addresses, its styles and scripts, what is said when something is not there."""

from __future__ import annotations

import contextlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ..model.theme import SHIPPED, ThemeError
from ..remembered import Facts, Memory
from .preview import Preview
from .screens import helping, making, replies, returned, settings, start, teams, today
from .screens.common import not_there
from .screens.one_briefing import briefing, decisions, part, undoing
from .server.access import OPEN_TO_ALL, Access, TooMuchError, too_much
from .server.loopback import answered, listening, port_of
from .server.one_desk import announce, the_only_desk
from .server.preview_server import PreviewServer
from .state import Desk
from .watching import followed

SCREENS = (today, start, briefing, part, decisions, settings, teams, making, returned, replies, undoing, helping)


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk that answers: its address opens it once."""

    address: str
    access: Access
    desk: Desk


def application(desk: Desk) -> Starlette:
    """The desk's own pages; `Access` stands before them."""
    routes = [route for screen in SCREENS for route in screen.routes(desk)]

    async def missing(request: Request, error: Exception) -> Response:
        return not_there(desk, request)

    async def wrong(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return PlainTextResponse(error.detail, error.status_code)

    async def own_theme(request: Request, error: Exception) -> Response:
        return PlainTextResponse(f"{error}. {desk.words['theme_slip']}", 409)

    look = Route(OPEN_TO_ALL + "{name:path}", _look, methods=["GET"])
    return Starlette(
        routes=[look, *routes],
        exception_handlers={404: missing, HTTPException: wrong, TooMuchError: too_much, ThemeError: own_theme},
    )


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


@contextlib.contextmanager
def opened(project: Path, port: int = 0) -> Iterator[Opened]:
    """Opens the desk of a project while the context lasts.

    Raises OtherDeskError where one is open already, OSError where the port is taken.
    """
    with the_only_desk(project) as folder:
        preview = Preview(project, memory=Memory(Facts.of(project)))
        preview_server = PreviewServer(preview)
        desk = Desk(project, preview, preview_server)
        access = Access(
            application(desk),
            desk.sessions,
            desk.html("locked.html", title=desk.words["locked_title"], form_token="", here="", help="").encode(),
        )
        own, other = listening(port), listening()
        access.port, preview_server.port = port_of(own), port_of(other)
        access.framed, preview_server.desk = (
            f"http://127.0.0.1:{preview_server.port}",
            f"http://127.0.0.1:{access.port}",
        )
        announce(folder, access.port, access.secret)
        with followed(preview, at_once=False), answered([(own, access), (other, preview_server)]):
            try:
                yield Opened(access.new_address(), access, desk)
            finally:
                preview_server.ended = True
