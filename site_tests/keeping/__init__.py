"""What happens to kept words when things go wrong: a page in frames, with a browser that fails in every way we know."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
HOST = (
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>host</title><body><script src='/runner.js'></script>"
)


class _WithFaults(SimpleHTTPRequestHandler):
    """The site, with the shim in front of its first script, and the page that hosts it in frames."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.split("?")[0]
        if name == "/host.html":
            self._answer(HOST.encode(), "text/html")
        elif name == "/runner.js":
            self._answer((HERE / "runner.js").read_bytes(), "text/javascript")
        elif name == "/assets/base.js":
            real = (Path(self.directory) / "assets/base.js").read_bytes()
            self._answer((HERE / "shim.js").read_bytes() + b"\n" + real, "text/javascript")
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
def faulty(folder: Path) -> Iterator[str]:
    """The folder over http; gives the address of the page that hosts it in frames."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_WithFaults, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/host.html"
    finally:
        server.shutdown()
        server.server_close()
