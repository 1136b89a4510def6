"""A learning system that lies as real ones do: a server, a course, learners, and an API with habits.

Looked up in the sources of Moodle (4.5), Totara, ILIAS and Chamilo, and seen by running Moodle, Totara, Open edX and
wagtail-lms. Whatever the habits, the last writer of a value wins, in preview too, and a guest's values are dropped.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

HERE = Path(__file__).parent

HABITS = {
    "completes at the end": "“not attempted” becomes “completed” at LMSFinish",
    "counts as sent": "a value counts as sent although its request failed, and is not sent again",
    "always true": "a commit is answered “true” whatever happened",
    "beacon": "a request that fails, or comes from a hidden page, becomes a beacon, answered “true”",
    "answers at once": "a commit is answered “true” before its request is made",
    "key changes": "after signing in again an open window's requests are dropped",
    "no word at the end": "requests are refused while the page goes",
    "knows no end": "there is no LMSFinish",
    "tells no status": "LMSGetValue says nothing of the status",
    "reads the record": "LMSGetValue asks the server, not the page's copy",
    "looks back": "a completed course opens in review mode",
}
"""Each habit and what it means."""

SYSTEMS = {
    "by the book": (),
    **{habit: (habit,) for habit in HABITS},
    "like Moodle 4.5": ("completes at the end", "counts as sent", "beacon", "key changes", "looks back"),
    "like Totara 12": ("completes at the end", "counts as sent", "key changes", "no word at the end", "looks back"),
    "like Open edX": ("answers at once", "tells no status"),
    "like Chamilo": ("completes at the end", "always true"),
}
"""What a test runs: each habit alone, and those of real systems together."""

LOGIN = b"<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>"
PLAYER = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A course</title>
<link rel="icon" href="data:,"><style>iframe{width:100%;height:90vh}</style><script src="/double.js"></script>
<script>window.API = window.double($STATE);</script></head><body><iframe id="course" src="/course/launch.html">
</iframe></body></html>"""


@dataclass
class Double:
    """One course. `held`: what it keeps by learner; `trouble` is "", "down" (no answer) or "errors" (500)."""

    course: Path
    habits: tuple[str, ...] = ()
    held: dict[str, dict[str, str]] = field(default_factory=dict)
    times: dict[str, list[str]] = field(default_factory=dict)
    signed_in: bool = True
    key: int = 1
    trouble: str = ""
    address: str = ""

    def again(self) -> None:
        """Somebody signs in again."""
        self.signed_in, self.key = True, self.key + 1

    def player(self, learner: str, mode: str) -> bytes:
        """The player's page for a launch."""
        values = self.held.get(learner, {})
        if "looks back" in self.habits and values.get("cmi.core.lesson_status") in ("completed", "passed"):
            mode = "review"
        state = {"habits": self.habits, "key": self.key, "learner": learner, "mode": mode, "values": values}
        return PLAYER.replace("$STATE", json.dumps(state).replace("<", "\\u003c")).encode()

    def track(self, query: dict[str, list[str]], sent: dict[str, Any]) -> bytes:
        """Keeps what was sent; the answer that the API reads."""
        learner = query["learner"][0]
        if "key changes" in self.habits and query["key"][0] != str(self.key):
            return b""
        if learner != "guest":
            self.held.setdefault(learner, {}).update(sent["values"])
            if sent["time"]:
                self.times.setdefault(learner, []).append(sent["time"])
        return b"true\n0"

    def status(self, learner: str) -> str:
        """The status that it holds."""
        return self.held.get(learner, {}).get("cmi.core.lesson_status", "")

    def parts(self, learner: str) -> int:
        """How many finished parts it holds, read from the suspend data by this test's own rule."""
        digits = self.held.get(learner, {}).get("cmi.suspend_data", "").partition("-")[2]
        return sum(f"{int(digit, 32):b}".count("1") for digit in digits)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers go away in the middle of an answer, and that is no news."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, double: Double, **kwargs: Any) -> None:
        self.double = double
        super().__init__(*args, directory=str(double.course), **kwargs)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if self.double.trouble == "down":
            self.close_connection = True
            return
        if path == "/double.js":
            self._answer((HERE / "double.js").read_bytes(), "text/javascript")
        elif path == "/empty.html":
            self._answer(b"<!doctype html><title>Empty</title>", "text/html")
        elif path == "/login.html" or not self.double.signed_in:
            self._login(path)
        elif path == "/player.html":
            self._answer(self.double.player(query["learner"][0], query.get("mode", ["normal"])[0]), "text/html")
        elif path == "/values":
            self._answer(json.dumps(self.double.held.get(query["learner"][0], {})).encode(), "application/json")
        else:
            self.path = path.removeprefix("/course")
            super().do_GET()

    def end_headers(self) -> None:
        if self.path.startswith("/child-h/") or self.path.startswith("/assets/"):
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def _login(self, path: str) -> None:
        if path == "/login.html":
            self._answer(LOGIN, "text/html")
            return
        self.send_response(303)
        self.send_header("Location", "/login.html")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.double.trouble == "down":
            self.close_connection = True
        elif self.double.trouble == "errors":
            self.send_error(500)
        elif not self.double.signed_in:
            self._login("")
        else:
            self._answer(self.double.track(parse_qs(urlsplit(self.path).query), sent), "text/plain")

    def _answer(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def lying(double: Double) -> Iterator[Double]:
    """The learning system on a free port."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, double=double))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    double.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
