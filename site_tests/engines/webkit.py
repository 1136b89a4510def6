"""WebKit, the engine of iPhones, as WebKitGTK: driven over classic WebDriver, on a display without a screen.

https://www.w3.org/TR/webdriver2/ names the commands. `webkit_window.py` is the browser.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import DEADLINE, Tab, rests, wait

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element (https://www.w3.org/TR/webdriver2/#elements)."""
_KEYS = {"\n": "\ue007", "Tab": "\ue004", "Enter": "\ue007", "Space": " "}
_RUN = """const done = arguments[arguments.length - 1];
Promise.resolve({}).then(done, (error) => done({{ failed: String(error) }}));"""
_COMPLAINT = re.compile(
    r"\bCONSOLE (?:[A-Z]+ )?(?:ERROR|ASSERT)\b(?!.*\"interactive-widget\" not recognized)"
    r"(?!.*Cannot load http://127\.0\.0\.1:\d+/\S+ due to access control checks)"
)
"""But not that it does not know a hint for Chromium on phones, whose keyboard would cover the line that says Saved; nor
its words for what a page was still fetching from its own server when the reader left: a file that is missing, or one of
another server, is said in other words or with another address."""


class RefusedError(AssertionError):
    """A command that was not carried out; in the driver's words."""


class Session:
    """A running browser of one reader, behind WebKitWebDriver."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port = port
        self._path = ""
        self.folder = folder
        self.tabs: list[str] = []
        for name in ("downloads", "coming"):
            (folder / name).mkdir()
        browser = {"binary": "/usr/bin/python3", "args": [str(Path(__file__).parent / "webkit_window.py"), str(folder)]}
        wanted = {"strictFileInteractability": False, "webkitgtk:browserOptions": browser}
        made = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._path = "/session/" + made["sessionId"]
        self.current = str(self.ask("GET", "/window"))
        self.tabs.append(self.current)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Sends a command; gives its value."""
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=2 * DEADLINE)
        line.request(method, self._path + path, None if method == "GET" else json.dumps(body or {}))
        answer = line.getresponse()
        value = json.loads(answer.read())["value"]
        line.close()
        if answer.status != 200:
            raise RefusedError(f"{path}: {value}")
        return value

    def window(self) -> str:
        """Opens one more."""
        handle = str(self.ask("POST", "/window/new", {"type": "window"})["handle"])
        self.tabs.append(handle)
        return handle

    def process(self) -> int:
        """The browser's number."""
        return int((self.folder / "process").read_text())


class WebKitTab:
    """A window in the words of `Tab`."""

    def __init__(self, session: Session, handle: str) -> None:
        self._session = session
        self._handle = handle

    def open(self, address: str) -> None:
        try:
            self._ask("/url", {"url": address})
        except RefusedError as refused:  # a loaded driver gives up a page that it has just begun, without a word
            if "'message': ''" not in str(refused):
                raise
            self._ask("/url", {"url": address})

    def reload(self) -> None:
        self._ask("/refresh")

    def evaluate(self, expression: str) -> Any:
        script = {"script": _RUN.format(expression), "args": []}
        try:
            value = self._ask("/execute/async", script)
        except RefusedError as refused:  # the driver lost an answer on a loaded machine: seen once in some 10,000
            if "Could not parse script result" not in str(refused):
                raise
            value = self._ask("/execute/async", script)
        assert not (isinstance(value, dict) and "failed" in value), value
        return value

    def click(self, selector: str) -> None:
        wait(lambda: self._clicked(selector), f"{selector} where a click reaches it")

    def resize(self, width: int, height: int) -> None:
        self._ask("/window/rect", {"width": width, "height": height})

    def type(self, selector: str, text: str) -> None:
        keys = "".join(_KEYS.get(letter, letter) for letter in text)
        self._ask(f"/element/{self._element(selector)}/value", {"text": keys})

    def press(self, key: str) -> None:
        strokes = [{"type": way, "value": _KEYS[key]} for way in ("keyDown", "keyUp")]
        self._ask("/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def choose(self, selector: str, file: Path) -> None:
        self._ask(f"/element/{self._element(selector)}/value", {"text": str(file)})

    def download(self, selector: str) -> Path:
        folder = self._session.folder / "downloads"
        before = set(folder.iterdir())
        self.click(selector)
        return next(iter(wait(lambda: set(folder.iterdir()) - before, "a download")))

    def paper(self) -> bytes:
        folder = self._session.folder
        (folder / "tab").write_text(str(self._session.tabs.index(self._handle)))
        os.kill(self._session.process(), signal.SIGUSR1)
        wait((folder / "paper").exists, "a printed page")
        printed = (folder / "paper").read_bytes()
        (folder / "paper").unlink()
        return printed

    def another(self) -> Tab:
        return WebKitTab(self._session, self._session.window())

    def opened(self, selector: str) -> Tab:
        before = set(self._session.ask("GET", "/window/handles"))
        self.click(selector)
        [handle] = wait(lambda: set(self._session.ask("GET", "/window/handles")) - before, "another window")
        self._session.tabs.append(str(handle))
        return WebKitTab(self._session, str(handle))

    def close(self) -> None:
        self._ask("/window", method="DELETE")

    def complaints(self) -> list[str]:
        said = (self._session.folder / "console").read_text(encoding="utf-8", errors="replace")
        return [line for line in said.splitlines() if _COMPLAINT.search(line)]

    def _ask(self, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> Any:
        if self._session.current != self._handle:
            self._session.ask("POST", "/window", {"handle": self._handle})
            self._session.current = self._handle
        return self._session.ask(method, path, body)

    def _clicked(self, selector: str) -> bool:
        """Whether a click went where it should: what moved away takes none, and a person tries again."""
        rests(self, selector)
        try:
            self._ask(f"/element/{self._element(selector)}/click")
        except RefusedError as refused:
            if "element not interactable" not in str(refused):
                raise
            return False
        return True

    def _element(self, selector: str) -> str:
        return str(self._ask("/element", {"using": "css selector", "value": selector})[ELEMENT])


@contextmanager
def display() -> Iterator[str]:
    """A display without a screen, on a free number; gives its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with open(read, encoding="ascii") as number:  # noqa: PTH123 - a pipe has no path
            yield ":" + number.readline().strip()
    finally:
        screen.kill()
        screen.wait()


@contextmanager
def reader(display: str, folder: Path) -> Iterator[Tab]:
    """A new reader: a browser that starts with nothing and keeps its things in `folder`."""
    with _driver(display, folder) as port:
        session = Session(port, folder)
        try:
            yield WebKitTab(session, session.current)
        finally:
            os.kill(session.process(), signal.SIGTERM)


@contextmanager
def _driver(display: str, folder: Path) -> Iterator[int]:
    """WebKitWebDriver, which serves one browser; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    program = shutil.which("WebKitWebDriver")
    assert program, "WebKitWebDriver is needed: site_tests/install.sh installs it"
    home = {"DISPLAY": display, "HOME": str(folder), "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "LC_ALL": "C.UTF-8"}
    driver = subprocess.Popen([program, f"--port={port}"], env=os.environ | home)
    try:
        wait(lambda: _answers(port), "WebKitWebDriver answers")
        yield port
    finally:
        driver.kill()
        driver.wait()


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
