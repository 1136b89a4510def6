"""A learner at a browser, in the course of the test's own learning system."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import FrameLocator, Page, expect

from ..engines import until
from .judge import Call, calls_of
from .server import Lms

MARKED = """(n) => {
  const calls = JSON.parse(localStorage.getItem("calls") || "[]");
  const at = calls.findLastIndex((call) => call.name === "LMSSetValue" && call.args[0] === "cmi.suspend_data");
  if (at < 0) return false;
  const digit = "0123456789abcdefghijklmnopqrstuv".indexOf(calls[at].args[1][5 + Math.floor((n - 1) / 5)]);
  return Boolean(digit & (1 << ((n - 1) % 5))) && calls.slice(at).some((call) => call.name === "LMSCommit");
}"""
"""Whether the learning system was told that part n is finished, and asked to keep it."""

STEMS = (
    "01-background",
    "02-safeguarding-concerns",
    "03-the-incident",
    "04-the-review",
    "05-the-findings",
    "06-recommendations",
    "07-implementing-change",
)
"""Child H's parts."""


@dataclass
class Learner:
    """One learner at one browser, with the calls that a session made."""

    lms: Lms
    page: Page

    def launch(self, query: str = "") -> None:
        """Opens the course anew."""
        self.page.goto(self.lms.address + "empty.html")
        self.page.evaluate("localStorage.removeItem('calls')")
        self.page.goto(f"{self.lms.address}player.html{query}")
        self.say()

    def leave(self) -> None:
        """Goes away without pressing anything."""
        self.page.goto(self.lms.address + "empty.html")

    def exit(self) -> None:
        """Presses the button, and waits for the last words."""
        self.top.get_by_role("button", name="Save and exit").click()
        expect(self.top.locator("[data-closed]")).to_be_visible()

    @property
    def top(self) -> FrameLocator:
        return self.page.frame_locator("#course")

    @property
    def inner(self) -> FrameLocator:
        return self.top.frame_locator("[data-frame]")

    def say(self, words: str = "") -> None:
        """Waits until the launch page says it."""
        line = self.top.locator("[data-say]")
        expect(line).not_to_have_text("Connecting to your learning system.")
        if words:
            expect(line).to_contain_text(words)

    def calls(self) -> tuple[Call, ...]:
        return calls_of(self.page.evaluate("JSON.parse(localStorage.getItem('calls') || '[]')"))

    def at_part(self, number: int) -> None:
        expect(self.inner.locator("body")).to_have_attribute("data-part", str(number))

    def open_part(self, number: int) -> None:
        frame = self.page.frames[-1]
        frame.goto(f"{self.lms.address}course/child-h/{STEMS[number - 1]}.html")
        self.at_part(number)

    def mark(self, number: int, *, leave: bool = False) -> None:
        """Marks the part that is open, and waits for the LMS to have it."""
        self.at_part(number)
        self.inner.locator(".ways [data-leave-on]" if leave else "[data-read-toggle]").click(no_wait_after=True)
        self.at_part(number + leave)  # what is left out is gone on from
        until(self.page, MARKED, number)
