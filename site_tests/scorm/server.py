"""A learning system on this machine: a player with scorm-again, the unpacked package, and a memory for each learner."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; connect-src 'self'"
"""The policy that docs/guide/lms.md names, on every file of the package; the player's frame has its sandbox."""

SCORM_AGAIN = HERE.parent / "node" / "node_modules" / "scorm-again" / "dist" / "scorm12.js"


@dataclass
class Lms:
    """One course and one learner. `fails`: commits are answered with an error, as by a server that is down."""

    course: Path
    learner: str = "learner-4711"
    mode: str = "normal"
    fails: bool = False
    api: str = "scorm-again"
    cmi: dict[str, Any] = field(default_factory=dict)
    address: str = ""
    other: str = ""
    """The same server under another name: another origin for a browser."""

    def core(self, name: str) -> str:
        """What was committed last for an element of cmi.core."""
        return str(self.cmi.get("core", {}).get(name, ""))

    @property
    def data(self) -> str:
        """The suspend data committed last."""
        return str(self.cmi.get("suspend_data", ""))

    def state(self) -> dict[str, Any]:
        """What the player loads: as SCORM 1.2 asks, "resume" only after an exit that said "suspend"."""
        core = self.cmi.get("core", {})
        first = not self.cmi
        kept = {
            "student_id": self.learner,
            "student_name": "Learner, A",
            "lesson_mode": self.mode,
            "credit": "credit" if self.mode == "normal" else "no-credit",
            "lesson_status": core.get("lesson_status", "not attempted"),
            "lesson_location": core.get("lesson_location", ""),
            "entry": "ab-initio" if first else "resume" if core.get("exit") == "suspend" else "",
        }
        return {"api": self.api, "cmi": {"core": kept, "suspend_data": self.data}}


class _Handler(SimpleHTTPRequestHandler):
    policy = ""

    def __init__(self, *args: Any, lms: Lms, **kwargs: Any) -> None:
        self.lms = lms
        super().__init__(*args, directory=str(lms.course), **kwargs)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == "/player.html":
            course = {"crossed": f"{self.lms.other}course/launch.html", "alone": "/empty.html"}
            page = (HERE / "player.html").read_text(encoding="utf-8")
            state = json.dumps(self.lms.state()).replace("<", "\\u003c")
            self._answer(
                page.replace("$STATE", state).replace("$COURSE", course.get(query, "/course/launch.html")).encode(),
                "text/html",
            )
        elif path == "/recorder.js":
            self._answer((HERE / "recorder.js").read_bytes(), "text/javascript")
        elif path == "/scorm12.js":
            self._answer(SCORM_AGAIN.read_bytes(), "text/javascript")
        elif path == "/empty.html":
            self._answer(b"<!doctype html><title>Empty</title><p>Nothing.</p>", "text/html")
        else:
            self.path = self.path.removeprefix("/course")
            # Under its other name the server stands for a separate content server, which may be framed from anywhere.
            own = self.headers["Host"].startswith("127.")
            self.policy = POLICY + ("; frame-ancestors 'self'" if own else "")
            super().do_GET()

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.lms.fails:
            self.send_error(503)
            return
        self.lms.cmi = sent["cmi"]
        self._answer(b'{"result": true, "errorCode": 0}', "application/json")

    def _answer(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def unpacked(package: bytes, folder: Path) -> Path:
    """The package as a learning system unpacks it."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(folder)
    return folder


@contextmanager
def running(lms: Lms) -> Iterator[Lms]:
    """The learning system on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, lms=lms))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    lms.address = f"http://127.0.0.1:{server.server_port}/"
    lms.other = f"http://localhost:{server.server_port}/"
    try:
        yield lms
    finally:
        server.shutdown()
        server.server_close()
