"""A person at the desk for tests: one session, pages by address, forms by their button. It knows HTML, not our code."""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import html

from builder.desk.app import Opened


@dataclass
class Page:
    """An answer: its status, its words, its address."""

    status: int
    body: bytes
    headers: dict[str, str]
    path: str

    @property
    def text(self) -> str:
        """What a person reads, spaces folded."""
        root = html.fromstring(self.body)
        for spare in root.xpath("//script|//style|//head"):
            spare.drop_tree()
        return " ".join(root.text_content().split())

    @property
    def tree(self) -> html.HtmlElement:
        """The page's elements."""
        return html.fromstring(self.body)


class Person:
    """Somebody whose browser has been let in. `say` is what a browser says of where a request comes from."""

    def __init__(self, opened: Opened, *, say: Mapping[str, str] | None = None) -> None:
        self.port = opened.access.port
        self.say = dict(say if say is not None else {"Sec-Fetch-Site": "same-origin"})
        self.cookie = ""
        self.waits = True
        """Whether a page that says that it comes by itself is waited for."""
        first = self.get(opened.access.new_address())
        assert first.status in (200, 303), first.status

    def get(self, address: str, **headers: str) -> Page:
        """A page, and where it leads."""
        return self._ask("GET", address, b"", headers)

    def post(self, path: str, fields: Mapping[str, str | Path], **headers: str) -> Page:
        """A form's fields, as multipart; a path is a file."""
        border = secrets.token_hex(8)
        parts = []
        for name, value in fields.items():
            if isinstance(value, Path):
                head = f'name="{name}"; filename="{value.name}"\r\nContent-Type: application/octet-stream'
                data = value.read_bytes()
            else:
                head, data = f'name="{name}"', value.replace("\n", "\r\n").encode()
            parts.append(f"--{border}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{border}--\r\n".encode()
        given = {"Content-Type": f"multipart/form-data; boundary={border}", "Origin": f"http://127.0.0.1:{self.port}"}
        return self._ask("POST", path, body, given | headers)

    def token(self) -> str:
        """The form token of this session."""
        return str(self.get("/bring").tree.xpath("//input[@name='form_token']/@value")[0])

    def send(self, page: Page, fields: Mapping[str, str | Path], button: str = "", **headers: str) -> Page:
        """Fills in the form of a page that has the button (or the first form of `main`), and sends it."""
        forms = page.tree.xpath("//main//form")
        form = next(f for f in forms if not button or any(button in b.text_content() for b in f.xpath(".//button")))
        values: dict[str, str | Path] = {}
        for box in form.xpath(".//input|.//textarea|.//select"):
            if box.get("type") in ("radio", "checkbox") and box.get("checked") is None:
                continue
            if box.get("name") and box.get("type") != "file":
                value = box.value if box.tag == "select" else box.get("value") if box.tag == "input" else box.text
                values[box.get("name")] = (value or ("on" if box.get("type") == "checkbox" else "")).removeprefix("\n")
        return self.post(urljoin(page.path, form.get("action") or page.path), {**values, **fields}, **headers)

    def save(self, path: str, fields: Mapping[str, str], seen: str = "") -> dict[str, str]:
        """What the editor's script does at a pause."""
        page = self.get(path)
        seen = seen or str(page.tree.xpath("//input[@name='seen']/@value")[0])
        answer = self.send(page, {**fields, "seen": seen}, "Save", Accept="application/json")
        found = json.loads(answer.body)
        assert isinstance(found, dict)
        return found

    def _ask(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Page:
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        own = {"Host": f"127.0.0.1:{self.port}", **self.say, **({"Cookie": self.cookie} if self.cookie else {})}
        connection.request(method, path, body or None, own | dict(headers))
        answer = connection.getresponse()
        data = answer.read()
        found = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        if "set-cookie" in found:
            self.cookie = found["set-cookie"].partition(";")[0]
        if answer.status == 303:
            return self.get(urljoin(path, found["location"].partition("#")[0]))
        if method == "GET" and "refresh" in found and self.waits:
            return self.get(address, **headers)
        return Page(answer.status, data, found, parts.path)
