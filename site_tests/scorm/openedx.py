"""Open edX's SCORM block, as installed from its package, run without the platform around it.

The platform's parts that it asks for (a user, a runtime, a course) are stand-ins; unpacking, serving, its page, its
script and its memory are its own.
"""

from __future__ import annotations

import html
import json
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import django
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=[],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        STORAGES={"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
    )
    django.setup()
    from openedxscorm.scormxblock import ScormXBlock
    from webob import Request
    from xblock.field_data import DictFieldData

JQUERY = Path(django.__file__).parent / "contrib/admin/static/admin/js/vendor/jquery/jquery.js"
"""The block's script wants jQuery, as the platform has it; Django brings one."""


class _Runtime:
    """What the block asks of the platform."""

    def __init__(self) -> None:
        self.published: list[tuple[str, Any]] = []

    def service(self, block: object, name: str) -> object:
        attributes = {"edx-platform.user_id": 4711, "edx-platform.username": "learner"}
        user = SimpleNamespace(get_current_user=lambda: SimpleNamespace(opt_attrs=attributes))
        return user if name == "user" else None

    def handler_url(self, block: object, name: str, suffix: str = "", query: str = "") -> str:
        return f"/handler/{name}/{suffix}"

    def publish(self, block: object, name: str, data: object) -> None:
        self.published.append((name, data))


def block_with(package: bytes) -> ScormXBlock:
    """A block that an author has just uploaded the package to."""
    ids = SimpleNamespace(usage_id="block-v1:test+lms+1", def_id="d", user_id="u", block_type="scorm")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the block's own tests hand its data over in the same old way
        block = ScormXBlock(_Runtime(), DictFieldData({}), ids)
    block.location = SimpleNamespace(block_id="one", org="org", course="course", block_type="scorm")
    form = {"display_name": "Child H", "has_score": "False", "weight": "1", "width": "", "height": "700"}
    for name in ("popup_on_launch", "enable_navigation_menu", "enable_fullscreen_button", "navigation_menu_width"):
        form[name] = ""
    block.height = 700
    request = Request.blank("/", POST={**form, "file": ("child-h-scorm12.zip", package)})
    answer = block.studio_submit(request, "")
    request.POST["file"].file.close()
    assert json.loads(answer.body) == {"result": "success", "errors": []}, answer.body
    return block


def page_of(block: ScormXBlock) -> str:
    """The learner's page: the block's own markup and scripts, in the order the platform loads them."""
    fragment = block.student_view()
    scripts = "\n".join(f"<script>{one.data}</script>" for one in fragment.resources if "javascript" in one.mimetype)
    call = (
        f"new {fragment.js_init_fn}(runtime, document.getElementById('block'), {json.dumps(fragment.json_init_args)});"
    )
    runtime = "const runtime = {handlerUrl: (element, name) => '/handler/' + name + '/'};"
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Unit</title>
<link rel="icon" href="data:,"><script src="/jquery.js"></script></head><body><div id="block">{fragment.content}</div>
{scripts}<script>{runtime}{html.unescape(call)}</script></body></html>"""


@contextmanager
def serving(block: ScormXBlock) -> Iterator[str]:
    """The block behind http; gives the address of the learner's page."""
    turn = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            if self.path == "/jquery.js":
                self._send(200, "text/javascript", JQUERY.read_bytes())
            elif self.path == "/unit":
                self._send(200, "text/html; charset=utf-8", page_of(block).encode())
            else:
                self._handle(b"")

        def do_POST(self) -> None:
            self._handle(self.rfile.read(int(self.headers["Content-Length"])))

        def _handle(self, body: bytes) -> None:
            parts = self.path.split("?")[0].split("/", 3)
            if len(parts) < 4 or parts[1] != "handler":
                self._send(404, "text/plain", b"")
                return
            request = Request.blank(self.path, method=self.command, body=body)
            with turn:
                answer = getattr(block, parts[2])(request, parts[3])
            self._send(answer.status_int, answer.headers["Content-Type"], answer.body)

        def _send(self, status: int, kind: str, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/unit"
    finally:
        server.shutdown()
        server.server_close()
