"""What happens to kept words when things go wrong: a page in frames, with a browser that fails in every way we know.

A page that hosts the others gives its frames, the crew, one sequence after another (`runner.js`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
HOST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title>
<style>iframe { position: absolute; top: 0; left: 0; width: 300px; height: 200px; border: 0 }</style>
<body data-crew="CREW"><script src="/runner.js"></script>"""
CREW = 5
"""Sequences at a time, each on an address of its own, since most of one is waiting: an address has one storage."""


class _WithFaults(SimpleHTTPRequestHandler):
    """The site, with the shim in front of its first script, and the page that hosts it in frames."""

    protocol_version = "HTTP/1.1"
    crew = ""

    def do_GET(self) -> None:
        name = self.path.split("?")[0]
        if name == "/host.html":
            self._answer(HOST.replace("CREW", self.crew).encode(), "text/html")
        elif name == "/runner.js":
            self._answer((HERE / "runner.js").read_bytes(), "text/javascript")
        elif name == "/assets/base.js":
            real = (Path(self.directory) / "assets/base.js").read_bytes()
            self._answer((HERE / "shim.js").read_bytes() + b"\n" + real, "text/javascript")
        elif name.endswith(".css"):
            self._answer(b"", "text/css")  # how a page looks takes most of its time, and keeps no word
        else:
            super().do_GET()

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def _served(folder: Path, crew: tuple[str, ...] = ()) -> Iterator[str]:
    handler = type("_Host", (_WithFaults,), {"crew": " ".join(crew)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/host.html"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def faulty(folder: Path) -> Iterator[str]:
    """The folder over http; gives the address of the page in whose frames sequences run."""
    with ExitStack() as stack:
        crew = tuple(stack.enter_context(_served(folder)) for _ in range(CREW))
        yield stack.enter_context(_served(folder, crew))
