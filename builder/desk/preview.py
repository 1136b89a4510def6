"""Live authoring: the site while it is written. Only what changed is made again, and problems stand on the page.

Pages come straight from a shelf of the preview's own; nothing is written to `dist/`. The page asks for the next state
with a script element that the server answers when something changed: that needs no hole in the page's security policy.
Any site could load such a script too, so its address holds a secret that only our own pages can read.
"""

from __future__ import annotations

import contextlib
import json
import mimetypes
import posixpath
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ..adapters.mkdocs import SiteError
from ..form.plan import Words
from ..model.partnership import Library
from ..model.place import Place
from ..model.problems import Problem, Severity, in_order
from ..model.theme import Theme, forget
from ..output.fingerprints import theme_digest
from ..output.shelf import Shelf
from ..pipeline import inspect
from ..remembered import Memory
from ..render.job import jobs_of, today
from ..site.pages import INDEX, Pages, make_pages, search_index
from .guard import SEALED, new_secret, refused

SETTLE = 0.03
"""Seconds of quiet after a change: editors save in several steps."""

WAIT = 25.0
"""Seconds after which a waiting page is told that nothing changed: some proxies cut longer requests."""


@dataclass
class Preview:
    """What is shown now. `number` rises with each change; `changed` wakes the pages that wait for it."""

    project: Path
    number: int = 0
    pages: Pages = field(default_factory=lambda: Pages({}, {}))
    search: Callable[[], str] = str
    problems: tuple[Problem, ...] = ()
    words: Words = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)
    _memory: Memory = field(default_factory=Memory)

    def refresh(self) -> None:
        """Reads, checks and makes what changed, then wakes the pages. A mistake leaves the last good pages."""
        theme = Theme.of(self.project)
        reading = inspect(self.project, self._memory)
        problems = list(reading.problems)
        if reading.library:
            try:
                self._make(reading.library, theme)
            except SiteError as error:
                problems.append(Problem("theme", Severity.ERROR, Place("theme"), str(error)))
        with self.changed:
            self.problems = in_order(problems)
            self.number += 1
            self.changed.notify_all()

    def _make(self, library: Library, theme: Theme) -> None:
        jobs = jobs_of(library, theme)
        self.words = theme.words(library.partnership.lang, library.partnership.audience)
        work = self.project / "build" / "preview"  # its own: these pages link no downloads
        shelf, day = Shelf(work / "shelf"), today()
        pages = make_pages(jobs, library, theme, shelf, project=self.project, work=work, today=day, downloads=False)
        self.pages = pages.over(self.pages.only(self._unreadable(library)))
        shelf.keep_only(self.pages.digests)
        self.search = lambda: search_index(pages, jobs, day)  # made only when somebody searches

    def _unreadable(self, library: Library) -> set[str]:
        """Briefings that are being written, but cannot be read now: their last good pages stay."""
        readable = {briefing.slug for briefing in library.briefings}
        return {name for name in self.pages.folders.keys() - readable if (self.project / "content" / name).is_dir()}

    def find(self, path: str) -> tuple[bytes, str] | None:
        """Content and type of a page, a style, a script or a picture."""
        name = posixpath.normpath(unquote(path).lstrip("/"))
        name = "index.html" if name == "." else name
        if name.startswith("..") or "\0" in name or "\\" in name:
            return None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name == INDEX:
            return self.search().encode(), "application/json"
        own = self.pages.folders.get(name.partition("/")[0])
        for folder in (own,) if own else self.pages.of_the_site():
            for file in (folder / name, folder / name / "index.html"):
                if file.is_file():
                    return file.read_bytes(), "text/html" if file.suffix == ".html" else kind
        return None

    def state(self, after: int, page: str) -> str:
        """A script that tells a page the state that follows `after`, as soon as there is one."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != after, WAIT)
            shown = [_shown(p) for p in self.problems if _stands_on(p, page)]
            elsewhere = len(self.problems) - len(shown)
            state = {
                "number": self.number,
                "problems": shown,
                "elsewhere": elsewhere,
                "words": self.words.get("live", {}),
            }
        return f"briefingLive({json.dumps(state).replace('<', chr(92) + 'u003c')});"


def _shown(problem: Problem) -> dict[str, str]:
    return {
        "severity": str(problem.severity),
        "place": str(problem.place),
        "message": problem.message,
        "hint": problem.hint,
        "passage": problem.passage,
    }


def _stands_on(problem: Problem, page: str) -> bool:
    """Whether a problem belongs on a page: a part's on the part, a briefing's on its overview, all others on home.

    What stops a whole briefing stands on each of its pages, and what stops everything on every page.
    """
    path = problem.place.path.removeprefix("content/").removesuffix(".md").removesuffix("/briefing.yml")
    page = page.strip("/").removesuffix(".html").removesuffix("/index")
    of_all = path.startswith("theme") or path.endswith((".yml", ".csv"))
    if problem.severity is Severity.ERROR and (of_all or path == page.partition("/")[0]):
        return True
    return path == page or (page in ("", "index") and "/" not in path)


REFUSED = b"This page is for the person at this computer. Type or paste its address into the browser's address bar."


class _Handler(BaseHTTPRequestHandler):
    preview: ClassVar[Preview]
    live: ClassVar[dict[str, bytes]]
    secret: ClassVar[str]

    def do_GET(self) -> None:
        """A page, with the live script in its head; or the state a page waits for."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        if len(headers) < len(self.headers) or refused(self.command, headers, self.connection.getsockname()[1]):
            self._send(HTTPStatus.FORBIDDEN, REFUSED, "text/plain")
            return
        parts = urlsplit(self.path)
        if parts.path.startswith("/_live/"):
            self._answer_live(parts.path.removeprefix("/_live/"), parse_qs(parts.query))
            return
        found = self.preview.find(parts.path)
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        body, kind = found or self.preview.find("404.html") or (b"Not here.", "text/plain")
        self._send(status, self._with_live(body) if kind == "text/html" else body, kind)

    def do_POST(self) -> None:
        """Nothing here can be changed."""
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"", "text/plain")

    def _answer_live(self, name: str, query: dict[str, list[str]]) -> None:
        if name == "state.js" and query.get("key") == [self.secret]:
            after = query.get("after", ["0"])[0]
            script = self.preview.state(int(after) if after.isdecimal() else 0, query.get("page", [""])[0])
            self._send(HTTPStatus.OK, script.encode(), "text/javascript")
        elif name in self.live:
            self._send(HTTPStatus.OK, self.live[name], mimetypes.guess_type(name)[0] or "text/plain")
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _with_live(self, page: bytes) -> bytes:
        style = '<link rel="stylesheet" href="/_live/live.css">'
        script = f'<script src="/_live/live.js" data-key="{self.secret}" defer></script>'
        return page.replace(b"</head>", f"{style}{script}</head>".encode("ascii"), 1)

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in SEALED.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not worth a line."""


class _Watcher(FileSystemEventHandler):
    """Notes that something changed; the loop in `served` does the work."""

    def __init__(self, theme: Path) -> None:
        self.stirred = threading.Event()
        self.theme = str(theme)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Opening and closing without writing is no change."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        if str(event.src_path).startswith(self.theme):
            forget()
            theme_digest.cache_clear()
        self.stirred.set()


@contextlib.contextmanager
def served(project: Path, port: int = 0) -> Iterator[tuple[str, Preview]]:
    """Serves the preview of a project while the context lasts, on this machine only: yields its address and state.

    Raises OSError where the port is taken.
    """
    preview = Preview(project)
    theme = Theme.of(project)
    live = {name: theme.path(f"live/{name}").read_bytes() for name in ("live.js", "live.css")}
    handler = type("Handler", (_Handler,), {"preview": preview, "live": live, "secret": new_secret()})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    preview.refresh()
    watcher, observer, ended = _Watcher(project / "theme"), Observer(), threading.Event()
    for folder in (project / "content", project / "theme"):
        if folder.is_dir():
            observer.schedule(watcher, str(folder), recursive=True)
    threads = [
        threading.Thread(target=server.serve_forever, daemon=True),
        threading.Thread(target=_keep_fresh, args=(preview, watcher, ended), daemon=True),
    ]
    observer.start()
    for thread in threads:
        thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", preview
    finally:
        ended.set()
        watcher.stirred.set()
        observer.stop()
        server.shutdown()
        server.server_close()
        observer.join()


def _keep_fresh(preview: Preview, watcher: _Watcher, ended: threading.Event) -> None:
    while True:
        watcher.stirred.wait()
        if ended.is_set():
            return
        while watcher.stirred.is_set():
            watcher.stirred.clear()
            watcher.stirred.wait(SETTLE)
        preview.refresh()
