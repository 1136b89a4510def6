"""Shows what people wrote (the preview, the overview) on a port of its own, which the desk never trusts.

Words from briefings, themes and returned files may be hostile. Each thing that is shown has an address with a secret
of its own; its pages may load only themselves, and reach neither another host nor the desk.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import mimetypes
import posixpath
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ...model.shipped import SHIPPED
from ...site.groups import ASSETS
from ..preview import Preview
from .origin import SEALED, new_secret, refused, single

WAIT = 10.0
"""Seconds after which a waiting page is told that nothing changed: some proxies cut longer requests."""

REFUSED = "This page is for the person at this computer. Type or paste its address into the browser's address bar."

CAGE = "sandbox allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups"
"""What a shown page may do in a browser: not lead the window that frames it elsewhere."""

BEING_MADE = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Being made</title></head>'
    b"<body data-being-made><main><p>The page is being made. It shows itself when it is ready.</p></main></body></html>"
)

KEPT = ("text/css", "text/javascript", "application/javascript", "font/woff2")
"""Types of the theme's own files, which a browser may keep while they are the same: a page is redrawn at each pause."""

Find = Callable[[str], tuple[bytes, str] | None]
"""Content and type of what stands at a path."""


def folder_at(folder: Path) -> Find:
    """What finds files in a folder; links and whatever lies outside are not there."""

    def find(path: str) -> tuple[bytes, str] | None:
        name = posixpath.normpath(unquote(path).lstrip("/"))
        if name.startswith("..") or "\0" in name or "\\" in name or ":" in name:
            return None
        file = folder if name == "." else folder / name
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
            return None
        return file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"

    return find


class PreviewServer:
    """An ASGI application. `port` is its own; `desk` is the address of the desk that may frame it, or "".

    With `alone` the preview stands at the root, as `briefing serve` shows it; else each thing has a secret address.
    """

    def __init__(self, preview: Preview, *, alone: bool = False) -> None:
        self.port = 0
        self.desk = ""
        self.ended = False
        self.preview = preview
        self._key = new_secret()
        self._root = "/" if alone else f"/{new_secret()}/"
        self._folders: dict[str, Find] = {}
        self._live = {name: (SHIPPED / "live" / name).read_bytes() for name in ("live.js", "live.css")}

    def address(self, path: str = "") -> str:
        """Where a page of the preview is shown."""
        return f"http://127.0.0.1:{self.port}{self._root}{path}"

    def folder_address(self, folder: Path) -> str:
        """Where a folder is shown, under a secret that is made anew at each call."""
        secret = new_secret()
        self._folders[secret] = folder_at(folder)
        return f"http://127.0.0.1:{self.port}/{secret}/index.html"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        assert scope["type"] == "http"
        headers = single(scope["headers"])
        if headers is None or refused(scope["method"], headers, self.port, shown=bool(self.desk)):
            answer = Response(REFUSED, 403, media_type="text/plain")
        elif scope["method"] not in ("GET", "HEAD"):
            answer = Response("", 405, media_type="text/plain")
        else:
            answer = await self._answer(Request(scope, receive))
        for name, value in self._sealed().items():
            answer.headers[name] = value
        if "etag" in answer.headers:
            answer.headers["Cache-Control"] = "private, no-cache"  # kept, and asked for anew each time
        await answer(scope, receive, send)

    def _sealed(self) -> dict[str, str]:
        own = "default-src 'self' 'unsafe-inline' data: blob:; object-src 'none'; form-action 'self'; base-uri 'none'"
        frames = f"frame-ancestors 'self' {self.desk}".strip()
        headers = SEALED | {"Content-Security-Policy": f"{own}; {frames}", "Referrer-Policy": "no-referrer"}
        if self.desk:
            headers["Content-Security-Policy"] += f"; {CAGE}"
            del headers["X-Frame-Options"]  # it can name no other port; frame-ancestors does
        return headers

    async def _answer(self, request: Request) -> Response:
        path = request.scope["path"]
        if path.startswith(self._root):
            inside = path.removeprefix(self._root)
            if inside.startswith("_live/"):
                return await self._answer_live(inside.removeprefix("_live/"), request)
            return await asyncio.to_thread(self._page, inside, request.headers.get("if-none-match", ""))
        secret, _, inside = path.lstrip("/").partition("/")
        find = self._folders.get(secret)
        found = await asyncio.to_thread(find, inside) if find else None
        return _response(*found) if found else Response("Not here.", 404, media_type="text/plain")

    def _page(self, path: str, known: str) -> Response:
        body, kind, status = self._found(path)
        if kind == "text/html":
            return _response(self._with_live(body), kind, status)
        answer = _response(body, kind, status)
        if status == 200 and kind in KEPT:
            answer.headers["ETag"] = mark = f'"{_digest(body)}"'
            if known == mark:
                return Response("", 304, headers={"ETag": mark})
        return answer

    def _found(self, path: str) -> tuple[bytes, str, int]:
        """What is shown at a path, its type and its status."""
        found = self.preview.find(path)
        if not found and (not self.preview.number or self.preview.awaits(path)):
            return BEING_MADE, "text/html", 200  # it is loaded again at the next change
        return (*found, 200) if found else (*(self.preview.find("404.html") or (b"Not here.", "text/plain")), 404)

    async def _answer_live(self, name: str, request: Request) -> Response:
        query = parse_qs(request.scope["query_string"].decode("latin-1"))
        if name == "state.js" and query.get("key") == [self._key]:
            state = await self._changed(query, request)
            told = json.dumps(state).replace("<", "\\u003c")
            return _response(f"briefingLive({told});".encode(), "text/javascript")
        if name in self._live:
            return _response(self._live[name], mimetypes.guess_type(name)[0] or "text/plain")
        return Response("", 404, media_type="text/plain")

    async def _changed(self, query: Mapping[str, list[str]], request: Request) -> dict[str, object]:
        """The state of a page, as soon as it is another than the page shows or is told of."""
        page, has = query.get("page", [""])[0], (query.get("body", [""])[0], query.get("told", [""])[0])
        end, state = time.monotonic() + WAIT, self._state(page)
        while (state["body"], state["told"]) == has and time.monotonic() < end and not self.ended:
            if await request.is_disconnected():
                break
            await asyncio.sleep(0.02)
            if self.preview.number != state["number"]:
                state = await asyncio.to_thread(self._state, page)
        return state

    def _state(self, page: str) -> dict[str, object]:
        state = self.preview.state(page)
        told = _digest(json.dumps([state["problems"], state["elsewhere"]]).encode())
        return state | {"body": self._shown(self._found(page)[0]), "told": told}

    def _shown(self, body: bytes) -> str:
        """A mark of a page and of the styles and scripts that it is shown with."""
        return _digest(body + self.preview.pages.digests.get(ASSETS, "").encode())

    def _with_live(self, page: bytes) -> bytes:
        style = f'<link rel="stylesheet" href="{self._root}_live/live.css">'
        state = f'data-root="{self._root}" data-key="{self._key}" data-body="{self._shown(page)}"'
        script = f'<script src="{self._root}_live/live.js" {state} defer></script>'
        return page.replace(b"</head>", f"{style}{script}</head>".encode("ascii"), 1)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _response(body: bytes, kind: str, status: int = 200) -> Response:
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return Response(body, status, headers={"Content-Type": f"{kind}{charset}"})
