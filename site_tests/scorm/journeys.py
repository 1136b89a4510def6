"""A learner's journeys through the learning system that lies: what the line said, and what the system then held."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from ..engines import until
from .double import Double

Outcome = tuple[str, str]
"""What the line said, and what the system held."""

SPOKEN = """() => {
  window.spoken = [];
  document.addEventListener("DOMContentLoaded", () => {
    const line = document.querySelector("[data-say]");
    if (line) new MutationObserver(() => window.spoken.push(line.textContent)).observe(line, { childList: true });
  });
}"""
"""Writes down everything that the line says, also for a moment."""


@dataclass
class Sitting:
    """One window on the course."""

    double: Double
    context: BrowserContext
    name: str
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()

    def launch(self, says: str, mode: str = "normal") -> None:
        self.page.goto(f"{self.double.address}player.html?learner={self.name}&mode={mode}")
        self.said(says)
        expect(self.course.frame_locator("[data-frame]").locator("body[data-partnership]")).to_be_attached()

    @property
    def course(self) -> FrameLocator:
        return self.page.frame_locator("#course")

    def said(self, words: str) -> None:
        """Waits until the line says it, and looks that it never claimed what the system did not hold."""
        expect(self.course.locator("[data-say]")).to_contain_text(words)
        claims = self.page.frames[1].evaluate("window.spoken")
        held, done = self.double.parts(self.name), self.double.status(self.name) in ("completed", "passed")
        for claim in claims:
            number = re.match(r"(\d+) of \d+ parts finished and recorded", claim)
            assert not number or int(number[1]) <= held, f"{claim!r} was said; held: {held}"
            assert "Recorded as completed" not in claim or done, f"{claim!r} was said; held: {self.held}"

    def mark(self, *numbers: int) -> None:
        """Marks parts as read, as their pages do."""
        frame = self.page.frames[2]
        until(frame, "Boolean(window.briefing && window.briefing.progress)")
        for number in numbers:
            frame.evaluate("(n) => window.briefing.progress.mark(n, 'read')", number)

    def press(self, name: str) -> None:
        self.course.get_by_role("button", name=name).click()

    def leave(self) -> None:
        """Closes the course, as people close a tab."""
        self.page.goto(self.double.address + "empty.html")

    def begins_again(self) -> None:
        """Opens the course from its place in the system after something went wrong."""
        self.leave()

    @property
    def held(self) -> str:
        """What the system holds, in words."""
        status = self.double.status(self.name) or "nothing"
        return status if status == "nothing" else f"{status}, {self.double.parts(self.name)} of 7"

    def outcome(self) -> Outcome:
        """What the line says now, and what the system holds."""
        return self.course.locator("[data-say]").inner_text().strip(), self.held


@dataclass
class Stage:
    """What a journey is given: the system, browsers, and what 0.1.0 left half way."""

    double: Double
    computer: BrowserContext
    other_computer: BrowserContext
    midcourse: Any
    put_back: str

    def sits(self, name: str, *, elsewhere: bool = False) -> Sitting:
        return Sitting(self.double, self.other_computer if elsewhere else self.computer, name)

    def close(self) -> None:
        for page in (*self.computer.pages, *self.other_computer.pages):
            page.close()

    def has(self, *habits: str) -> bool:
        return bool(set(habits) & set(self.double.habits))


def first_visit(stage: Stage) -> list[Outcome]:
    one = stage.sits("first")
    one.launch("0 of 7 parts finished and recorded")
    return [one.outcome()]


def half_way(stage: Stage) -> list[Outcome]:
    one = stage.sits("half")
    one.launch("0 of 7")
    one.mark(1, 2, 3)
    one.said("3 of 7 parts finished and recorded")
    one.leave()
    one.launch("3 of 7")
    return [one.outcome()]


def last_mark(stage: Stage) -> list[Outcome]:
    one = stage.sits("last")
    one.launch("0 of 7")
    one.mark(*range(1, 8))
    one.said("Recorded as completed")
    after = one.outcome()
    one.press("Save and exit")
    expect(one.course.locator("[data-closed-text]")).to_contain_text("has your progress")
    return [after]


def preview(stage: Stage) -> list[Outcome]:
    one = stage.sits("curious")
    one.launch("records nothing this time", "browse")
    one.mark(1)
    one.said("records nothing this time")
    said = one.outcome()[0]
    one.leave()
    looked = (said, one.held)
    one.launch("")  # now for the record
    one.press("Start again")
    one.mark(2)
    one.said("1 of 7 parts finished and recorded")
    return [looked, one.outcome()]


def review(stage: Stage) -> list[Outcome]:
    one = stage.sits("back")
    stage.double.held["back"] = {"cmi.core.lesson_status": "completed", "cmi.suspend_data": "1c07-v30000"}
    one.launch("records nothing this time", "review")
    one.mark(1)
    one.press("Save and exit")
    expect(one.course.locator("[data-closed-text]")).to_contain_text("Nothing was recorded this time")
    one.leave()
    said = "You are looking back at this briefing. Your learning system records nothing this time."
    return [(said, one.held)]


def offline(stage: Stage) -> list[Outcome]:
    one = stage.sits("train")
    one.launch("0 of 7")
    one.context.set_offline(True)
    one.mark(1)
    one.said("cannot be reached")
    lost = one.outcome()
    one.context.set_offline(False)
    one.said("1 of 7 parts finished and recorded")
    return [lost, one.outcome()]


def server_down(stage: Stage) -> list[Outcome]:
    one = stage.sits("down")
    one.launch("0 of 7")
    stage.double.trouble = "down"
    one.mark(1)
    one.said("cannot be reached")
    lost = one.outcome()
    stage.double.trouble = ""
    one.press("Try again")
    one.said("1 of 7 parts finished and recorded")
    return [lost, one.outcome()]


def server_errors(stage: Stage) -> list[Outcome]:
    one = stage.sits("errors")
    one.launch("0 of 7")
    stage.double.trouble = "errors"
    one.mark(1)
    one.said("did not save")
    lost = one.outcome()
    stage.double.trouble = ""
    one.press("Try again")
    one.said("1 of 7 parts finished and recorded")
    return [lost, one.outcome()]


def signed_out(stage: Stage) -> list[Outcome]:
    one = stage.sits("tired")
    one.launch("0 of 7")
    stage.double.signed_in = False
    one.mark(1)
    one.said("signed out")
    lost = one.outcome()
    stage.double.again()
    one.press("Try again")
    one.said("signed out" if stage.has("key changes") else "1 of 7 parts finished and recorded")
    tried = one.outcome()
    one.leave()
    one.launch("1 of 7" if one.double.parts(one.name) else "")
    if not one.double.parts(one.name):
        one.press("Count them")
    one.said("1 of 7 parts finished and recorded")
    return [lost, tried, one.outcome()]


def login_in_the_frame(stage: Stage) -> list[Outcome]:
    one = stage.sits("framed")
    one.launch("0 of 7")
    stage.double.signed_in = False
    one.page.frames[2].evaluate("location.href = 'notes.html'")
    one.said("signed out")
    lost = one.outcome()
    stage.double.again()
    one.page.frames[2].evaluate("location.href = '/course/child-h/01-background.html'")
    expect(one.course.frame_locator("[data-frame]").locator("body[data-part]")).to_be_attached()
    one.mark(1)
    one.said("signed out" if stage.has("key changes") else "1 of 7 parts finished and recorded")
    return [lost, one.outcome()]


def two_tabs(stage: Stage) -> list[Outcome]:
    one = stage.sits("tabs")
    one.launch("0 of 7")
    two = stage.sits("tabs")
    two.launch("0 of 7")
    one.mark(1)
    one.said("1 of 7")
    two.said("1 of 7")
    two.mark(2)
    two.said("2 of 7 parts finished and recorded")
    one.said("2 of 7 parts finished and recorded")
    assert one.outcome() == two.outcome()
    return [one.outcome()]


def two_computers(stage: Stage) -> list[Outcome]:
    one, two = stage.sits("roams"), stage.sits("roams", elsewhere=True)
    one.launch("0 of 7")
    two.launch("0 of 7")
    two.mark(1, 2)
    two.said("2 of 7")
    one.mark(3)
    one.said("3 of 7" if stage.has("reads the record") else "1 of 7")
    stale = one.outcome()
    one.leave()
    two.leave()
    two.launch("of 7 parts finished and recorded")
    other = two.outcome()
    two.leave()
    one.launch("3 of 7 parts finished and recorded")
    return [stale, other, one.outcome()]


def replaced_package(stage: Stage) -> list[Outcome]:
    one = stage.sits("old")
    one.launch("0 of 7")
    one.mark(1, 2)
    one.said("2 of 7")
    one.leave()
    first = stage.double.course
    stage.double.course = first.with_name("replaced")
    one.launch("2 of 7 parts finished and recorded")
    stage.double.course = first
    return [one.outcome()]


def of_0_1_0(stage: Stage) -> list[Outcome]:
    state = stage.midcourse
    one = stage.sits(state["learner"])
    core = {f"cmi.core.{name}": state["cmi"]["core"][name] for name in ("lesson_status", "lesson_location", "exit")}
    stage.double.held[one.name] = {**core, "cmi.suspend_data": state["cmi"]["suspend_data"]}
    one.leave()
    one.page.evaluate(stage.put_back, state["browser"])
    one.launch("3 of 7 parts finished and recorded")
    one.mark(4)
    one.said("4 of 7 parts finished and recorded")
    return [one.outcome()]


def guest(stage: Stage) -> list[Outcome]:
    one = stage.sits("guest")
    one.launch("You are here as a guest")
    one.mark(1)
    one.press("Save and exit")
    expect(one.course.locator("[data-closed-text]")).to_contain_text("since you are here as a guest")
    return [("You are here as a guest …", one.held)]


JOURNEYS: dict[str, tuple[tuple[str, ...], Callable[[Stage], list[Outcome]]]] = {
    "first visit": (("opened",), first_visit),
    "half way": (("opened again",), half_way),
    "last mark": (("all marked",), last_mark),
    "preview": (("closed", "opened for the record, one part marked"), preview),
    "review": (("closed",), review),
    "offline": (("a mark", "connected again"), offline),
    "server gone": (("a mark", "back, and tried again"), server_down),
    "server fails": (("a mark", "mended, and tried again"), server_errors),
    "signed out": (("a mark", "signed in, and tried again", "opened from the course"), signed_out),
    "login page in the frame": (("a link", "signed in there, and a mark"), login_in_the_frame),
    "two tabs": (("a mark in each",), two_tabs),
    "two computers": (("a mark on the one left open", "opened on the other", "opened on the first"), two_computers),
    "replaced package": (("opened",), replaced_package),
    "package of 0.1.0 in mid-course": (("opened, one more mark",), of_0_1_0),
    "guest": (("closed",), guest),
}
"""Each journey, its moments, and how it goes."""
