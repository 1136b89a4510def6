"""One tab of a real browser, whatever its engine: what a reader's journey does with it. One module for each engine."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

DEADLINE = 60.0
"""Seconds after which a condition counts as failed: a busy machine is slow, not wrong."""
_BETWEEN = 0.02


class Tab(Protocol):
    """A tab. Addresses are http or file, selectors are CSS, and the first element counts."""

    def open(self, address: str) -> None:
        """Goes there, and comes back when the page has loaded."""

    def reload(self) -> None:
        """As the browser's button does."""

    def evaluate(self, expression: str) -> Any:
        """What a JavaScript expression gives, as JSON; a promise is awaited."""

    def click(self, selector: str) -> None:
        """With the mouse, after scrolling there; with a finger on a phone, where the driver has one."""

    def resize(self, width: int, height: int) -> None:
        """The window as large as that, in px; narrow ones are phones."""

    def type(self, selector: str, text: str) -> None:
        """Key by key, at the end of what the box holds."""

    def press(self, key: str) -> None:
        """Tab, Enter or Space, wherever the focus is."""

    def choose(self, selector: str, file: Path) -> None:
        """Picks a file in `<input type=file>`."""

    def download(self, selector: str) -> Path:
        """Clicks, and gives the finished file under the name that the page gave it."""

    def paper(self) -> bytes:
        """The page printed, as a PDF."""

    def another(self) -> Tab:
        """A second tab of the same reader: what a browser keeps, it shares."""

    def opened(self, selector: str) -> Tab:
        """The window that a click opens."""

    def close(self) -> None:
        """Closes this tab, as a reader does."""

    def complaints(self) -> list[str]:
        """Errors in the console since the reader came: scripts that failed, the content policy, missing files."""


def wait(condition: Callable[[], Any], about: str, seconds: float = DEADLINE) -> Any:
    """The condition's first true answer. Fails after `seconds`."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"{about} did not come"
        time.sleep(_BETWEEN)
    return found


def until(where: Any, expression: str, given: object = None, seconds: float = DEADLINE) -> None:
    """Waits until an expression holds in a page or frame of Playwright.

    Not by its own `wait_for_function`: from the second look on that one asks by `eval`, which our pages' policy
    forbids, so that it passes only where the expression holds at once.
    """
    wait(lambda: where.evaluate(expression, given), expression, seconds)


def becomes(tab: Tab, expression: str, expected: object) -> None:
    """Waits until an expression gives what is expected; fails after `DEADLINE`, with what it gave last."""
    end = time.monotonic() + DEADLINE
    while (found := tab.evaluate(expression)) != expected:
        assert time.monotonic() < end, f"{expression} is {found!r}, expected {expected!r}"
        time.sleep(_BETWEEN)


def one(selector: str) -> str:
    """The element, as an expression."""
    return f"document.querySelector({json.dumps(selector)})"


def says(tab: Tab, selector: str, words: str) -> None:
    """Waits until an element's text holds the words."""
    end = time.monotonic() + DEADLINE
    while words not in (found := tab.evaluate(f"({one(selector)} || {{}}).textContent") or ""):
        assert time.monotonic() < end, f"{selector} says {found!r}, not {words!r}"
        time.sleep(_BETWEEN)


def fill(tab: Tab, selector: str, value: str) -> None:
    """Puts a value into a box at once, as pasting or a date picker does; "yes" ticks."""
    box, text = one(selector), json.dumps(value)
    tab.evaluate(
        f"((box) => {{ if (box.type === 'checkbox') box.checked = {text} === 'yes'; else box.value = {text};"
        " for (const name of ['input', 'change']) box.dispatchEvent(new Event(name, { bubbles: true })); })"
        f"({box})"
    )


_RESTS = """new Promise((done) => {
  const found = FOUND;
  let before = "";
  const look = (turn) => {
    found.scrollIntoView({ block: "center", behavior: "instant" });
    const now = JSON.stringify(found.getBoundingClientRect());
    if (now === before || turn === 100) return done(true);
    before = now;
    setTimeout(() => look(turn + 1), 40);
  };
  look(0);
})"""


def rests(tab: Tab, selector: str) -> None:
    """Waits until an element stands still in the middle of the window: a click goes to a place, as a hand does."""
    tab.evaluate(_RESTS.replace("FOUND", one(selector)))
