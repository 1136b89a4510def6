"""Who is let in: an address that opens the desk once, a cookie after it, and a token in every form.

one-time address ──▶ cookie (HttpOnly, SameSite=Strict, named by port) ──▶ pages ──form token──▶ changes
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .one_desk import AGAIN
from .origin import SEALED, refused, single
from .sessions import Sessions

MAX_BODY = 60_000_000
"""Bytes of one upload: a Word file full of photographs has 30 MB."""

MAX_WAIT = 20.0
"""Seconds that an upload may pause: both ends are on this computer."""

MAX_TIME = 120.0
"""Seconds that an upload may take."""

OPEN_TO_ALL = "/look/"
"""Styles and scripts of the desk, which the page that says "locked" needs too. They hold nothing of a project."""


class Access:
    """ASGI around the desk: who is not let in sees one page, `locked`. `port` is known once listening,
    and so is `framed`, the address of the pages that may stand in a frame.
    """

    def __init__(self, inside: ASGIApp, keys: Sessions, locked: Callable[[], str]) -> None:
        self.inside, self.sessions, self._locked = inside, keys, locked
        self.port = 0
        self.framed = ""

    @property
    def cookie(self) -> str:
        """The name of the cookie. Ports share cookies, so that two desks need two names."""
        return f"briefing-desk-{self.port}"

    def new_address(self) -> str:
        """An address that opens the desk once."""
        return self.sessions.new_address(self.port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        assert scope["type"] == "http"
        send = self._sealing(send)
        answer = self._refusal(scope)
        if answer is None:
            await self.inside(scope, _Bounded(receive), send)
            return
        if answer.status_code == 413:  # a browser shows the answer only when it could send everything
            await _drained(receive)
        await answer(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that may not come in."""
        headers, method = single(scope["headers"]), scope["method"]
        if headers is None or refused(method, headers, self.port):
            return Response("This is for the person at this computer.", 403, media_type="text/plain")
        if method not in ("GET", "HEAD", "POST"):
            return Response("", 405, media_type="text/plain")
        if int(headers.get("content-length", "0") or 0) > MAX_BODY:
            return Response(TOO_LARGE, 413, media_type="text/plain", headers={"Connection": "close"})
        if scope["path"] == AGAIN and method == "POST":
            if hmac.compare_digest(headers.get("x-desk", "").encode("latin-1"), self.sessions.secret.encode()):
                return Response(self.new_address(), media_type="text/plain")
            return Response("", 403, media_type="text/plain")
        query = Request(scope).query_params
        if scope["path"] == "/" and method == "GET" and "key" in query:
            return self._let_in(query["key"])
        scope["session"] = self._session(headers.get("cookie", ""))
        if not scope["session"] and not scope["path"].startswith(OPEN_TO_ALL):
            return Response(self._locked(), 403, media_type="text/html")
        return None

    def _let_in(self, token: str) -> Response:
        session = self.sessions.admit(token)
        if session is None:
            return Response(self._locked(), 403, media_type="text/html")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, session, httponly=True, samesite="strict", path="/")
        return answer

    def _session(self, cookies: str) -> str:
        try:
            found = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return ""
        return found.value if found and self.sessions.knows(found.value) else ""

    def _sealing(self, send: Send) -> Send:
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
            f"connect-src 'self'; frame-src {self.framed or chr(39) + 'none' + chr(39)}; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        # same-origin, not no-referrer: with that a browser would not say which page a form comes from
        sealed = SEALED | {
            "X-Frame-Options": "DENY",
            "Content-Security-Policy": policy,
            "Referrer-Policy": "same-origin",
        }

        async def sealing(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(k, v) for k, v in message["headers"] if k.decode().title() not in sealed]
                message["headers"] = [*own, *((k.encode(), v.encode()) for k, v in sealed.items())]
            await send(message)

        return sealing


TOO_LARGE = "This file is larger than 60 MB. Save it with smaller pictures, then try again."


class TooMuchError(Exception):
    """An upload is too large or too slow; the text says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def too_much(request: Request, error: Exception) -> Response:
    """The answer to an upload that is too large or too slow."""
    assert isinstance(error, TooMuchError)
    return Response(str(error), error.status, media_type="text/plain", headers={"Connection": "close"})


async def _drained(receive: Receive) -> None:
    """Lets a body pass unread, as long as it comes at once and ends some day."""
    bounded = _Bounded(receive, most=20 * MAX_BODY)
    with contextlib.suppress(TooMuchError):
        while (await bounded()).get("more_body", False):
            pass


class _Bounded:
    """The body of a request, within limits of size and time."""

    def __init__(self, receive: Receive, most: int | None = None) -> None:
        self._receive = receive
        self._most = MAX_BODY if most is None else most
        self._bytes = 0
        self._end = 0.0
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:  # what follows is only that the browser went away
            return await self._receive()
        now = asyncio.get_running_loop().time()
        self._end = self._end or now + MAX_TIME
        try:
            message = await asyncio.wait_for(self._receive(), min(MAX_WAIT, max(0.0, self._end - now)))
        except TimeoutError:
            raise TooMuchError(408, "The file took too long to arrive. Try again.") from None
        if message["type"] == "http.request":
            self._bytes += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
        if self._bytes > self._most:
            raise TooMuchError(413, TOO_LARGE)
        return message
