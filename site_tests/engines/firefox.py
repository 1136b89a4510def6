"""Firefox, driven over WebDriver BiDi, which it speaks by itself: JSON over a WebSocket, no driver in between.

https://w3c.github.io/webdriver-bidi/ names the commands.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from websockets.sync.client import ClientConnection, connect

from . import DEADLINE, Tab, rests

_QUIET = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
"""No errands of its own on a closed network."""

_LEFT = re.compile(
    "A ServiceWorker intercepted the request and encountered an unexpected error"
    "|downloadable font: download failed .*status=2152398850 "
)
"""Firefox says so of what a page asked for when the page is left before the answer is there, whatever the worker does:
seen with a slow server and a worker that rejects nothing. What a worker breaks for good is missing on the page. The
number is its NS_BINDING_ABORTED: a font that nobody waits for any more; one that is not there has another."""

_KEYS = {"\n": "\ue007", "Tab": "\ue004", "Enter": "\ue007", "Space": " "}

_TURNS = 20


class Firefox:
    """A running Firefox and the line to it."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self._count = 0
        self._heard: list[dict[str, Any]] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded", "browsingContext.downloadEnd"])

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Sends a command and waits for its answer; events on the way are kept."""
        self._count += 1
        self._line.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                assert answer["type"] == "success", answer
                return dict(answer["result"])

    def hear(self, method: str, context: str) -> dict[str, Any]:
        """The next event of a kind in a tab."""
        while True:
            for event in self._heard:
                if event["method"] == method and event["params"].get("context") == context:
                    self._heard.remove(event)
                    return dict(event["params"])
            self._next()

    def errors(self) -> list[str]:
        """What consoles complained of, taken off the pile."""
        logs = [event["params"] for event in self._heard if event["method"] == "log.entryAdded"]
        self._heard = [event for event in self._heard if event["method"] != "log.entryAdded"]
        return [str(log["text"]) for log in logs if log["level"] == "error" and not _LEFT.search(str(log["text"]))]

    def _next(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._line.recv(timeout=DEADLINE))
        if message.get("type") == "event":
            self._heard.append(message)
        return message


class FirefoxTab:
    """A browsing context in the words of `Tab`."""

    def __init__(self, firefox: Firefox, person: str, context: str = "") -> None:
        self._firefox = firefox
        self._person = person
        self._id = context or firefox.ask("browsingContext.create", type="tab", userContext=person)["context"]

    def open(self, address: str) -> None:
        self._firefox.ask("browsingContext.navigate", context=self._id, url=address, wait="complete")

    def reload(self) -> None:
        self._firefox.ask("browsingContext.reload", context=self._id, wait="complete")

    def evaluate(self, expression: str) -> Any:
        whole = f"Promise.resolve({expression}).then((found) => JSON.stringify(found))"
        value = self._run(whole).get("value")
        return None if value is None else json.loads(value)

    def click(self, selector: str) -> None:
        for _ in range(_TURNS):
            rests(self, selector)
            element = {"type": "element", "element": self._element(selector)}
            self._mouse({"type": "pointerMove", "x": 0, "y": 0, "origin": element})
            if self.evaluate(f"document.querySelector({json.dumps(selector)}).matches(':hover')"):
                break  # else something moved it away meanwhile, or lies over it
        self._mouse({"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def _mouse(self, *actions: dict[str, Any]) -> None:
        self._act({"type": "pointer", "id": "mouse", "actions": list(actions)})

    def resize(self, width: int, height: int) -> None:
        self._firefox.ask("browsingContext.setViewport", context=self._id, viewport={"width": width, "height": height})

    def type(self, selector: str, text: str) -> None:
        self._element(selector, "focus(), found.setSelectionRange(found.value.length, found.value.length)")
        self._strike([_KEYS.get(letter, letter) for letter in text])

    def press(self, key: str) -> None:
        self._strike([_KEYS[key]])

    def _strike(self, keys: list[str]) -> None:
        strokes = [{"type": way, "value": key} for key in keys for way in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": strokes})

    def choose(self, selector: str, file: Path) -> None:
        self._firefox.ask("input.setFiles", context=self._id, element=self._element(selector), files=[str(file)])

    def download(self, selector: str) -> Path:
        self.click(selector)
        ended = self._firefox.hear("browsingContext.downloadEnd", self._id)
        assert ended["status"] == "complete", ended
        found = str(ended["filepath"])
        return Path(unquote(urlparse(found).path)) if found.startswith("file:") else Path(found)

    def paper(self) -> bytes:
        page = {"width": 21.0, "height": 29.7}  # centimetres
        return base64.b64decode(self._firefox.ask("browsingContext.print", context=self._id, page=page)["data"])

    def another(self) -> Tab:
        return FirefoxTab(self._firefox, self._person)

    def opened(self, selector: str) -> Tab:
        from . import wait

        def contexts() -> set[str]:
            return {str(one["context"]) for one in self._firefox.ask("browsingContext.getTree")["contexts"]}

        before = contexts()
        self.click(selector)
        [context] = wait(lambda: contexts() - before, "another window")
        return FirefoxTab(self._firefox, self._person, context)

    def close(self) -> None:
        self._firefox.ask("browsingContext.close", context=self._id)

    def complaints(self) -> list[str]:
        self.evaluate("1")  # What was said before this answer has come.
        return self._firefox.errors()

    def _run(self, expression: str) -> dict[str, Any]:
        answer = self._firefox.ask(
            "script.evaluate", expression=expression, awaitPromise=True, target={"context": self._id}
        )
        assert answer["type"] == "success", answer
        return dict(answer["result"])

    def _element(self, selector: str, then: str = "id") -> dict[str, str]:
        found = self._run(f"((found) => (found.{then}, found))(document.querySelector({json.dumps(selector)}))")
        return {"sharedId": found["sharedId"]}

    def _act(self, actions: dict[str, Any]) -> None:
        self._firefox.ask("input.performActions", context=self._id, actions=[actions])


@contextmanager
def running(
    folder: Path, shown: Mapping[str, str] | None = None, prefs: Mapping[str, object] | None = None
) -> Iterator[Firefox]:
    """Firefox with a profile of its own, without a window; with one where `shown` is the environment of a display."""
    wanted = {**_QUIET, **(prefs or {})}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "Firefox is needed: site_tests/install.sh installs it"
    command = [
        program,
        *([] if shown else ["--headless"]),
        "--no-remote",
        "--remote-debugging-port=0",
        "--profile",
        str(folder),
        "about:blank",
    ]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=shown and dict(shown))
    try:
        with connect(_address(folder / "said", process) + "/session", max_size=None) as line:
            firefox = Firefox(line)
            yield firefox
            firefox.ask("browser.close")
        process.wait(DEADLINE)
    finally:
        process.kill()
        process.wait()


def _address(said: Path, process: subprocess.Popen[bytes]) -> str:
    from . import wait

    def found() -> re.Match[str] | None:
        assert process.poll() is None, said.read_text(encoding="utf-8")
        return re.search(r"BiDi listening on (ws://\S+)", said.read_text(encoding="utf-8", errors="replace"))

    return str(wait(found, "Firefox listens")[1])


@contextmanager
def reader(firefox: Firefox, folder: Path) -> Iterator[Tab]:
    """A new reader, of whom the browser knows nothing; downloads go to `folder`."""
    person = firefox.ask("browser.createUserContext")["userContext"]
    allowed = {"type": "allowed", "destinationFolder": str(folder)}
    firefox.ask("browser.setDownloadBehavior", downloadBehavior=allowed, userContexts=[person])
    firefox.errors()
    try:
        yield FirefoxTab(firefox, person)
    finally:
        firefox.ask("browser.removeUserContext", userContext=person)
