"""Five journeys as Orca speaks them in Firefox: search, dialogs, plan, notes, session. `make deep` runs them.

What must be heard stands beside each step. The whole log of a journey is kept in `site_tests/hearing/heard/`, to be
read: KEEP_HEARD=1 writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..engines import wait
from ..reader import serving
from . import Listener, listening

pytestmark = pytest.mark.browser

HEARD = Path(__file__).parent / "heard"


@pytest.fixture(scope="module")
def ear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    with listening(tmp_path_factory.mktemp("ear")) as listener:
        yield listener


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as base:
        yield base


@pytest.fixture(autouse=True)
def kept(ear: Listener, request: pytest.FixtureRequest) -> Iterator[None]:
    """Each journey's log, for people to read."""
    ear.told.clear()
    yield
    if os.environ.get("KEEP_HEARD"):
        HEARD.mkdir(exist_ok=True)
        name = request.node.name.removeprefix("test_")
        (HEARD / f"{name}.txt").write_text("\n".join(ear.told) + "\n", encoding="utf-8")


def opened(ear: Listener, url: str, title: str) -> None:
    """The page, which is said in its own time, or not at all where the window had no focus yet."""
    ear.tab.open(url)
    assert title in ear.tab.evaluate("document.title")
    ear.told.append(f"open {title}")


def ready(ear: Listener, expression: str) -> None:
    wait(lambda: ear.tab.evaluate(expression), expression)


def test_search(ear: Listener, address: str) -> None:
    opened(ear, address + "search.html", "Search")
    ear.go("#query")
    ear.hears("Tab to the box", "Search", "entry")
    ear.write("review")
    ready(ear, "document.querySelectorAll('[data-results] a').length > 0")
    ear.hears("write “review”", "1 result")
    ear.press("Return")
    ready(ear, "document.activeElement.id !== 'query'")
    ear.hears("Enter", "Results", "list with 1 item")
    ear.press("Tab")
    ear.hears("Tab to the first result", "The Review", "link")
    ear.go("#query")
    ear.hears("back to the box", "Search", "entry")
    ear.press("ctrl+a")
    ear.write("zebra")
    ear.hears("write “zebra”", "Nothing was found")


def test_dialogs(ear: Listener, address: str) -> None:
    opened(ear, address + "child-h/plan.html", "Action Plan")
    ready(ear, "document.querySelector('[name=action_1_what]') !== null")
    ear.go("[name=action_1_what]")
    ear.hears("Tab to the first action", "entry")
    ear.write("Ask about 943 476 5919")
    ear.go("[data-plan-out=word]")
    ear.hears("Tab to the download", "button")
    ear.press("Return")
    ear.hears("Enter", "Look again before you share", "NHS number")
    ear.press("Escape")
    ear.hears("Escape", "button")
    ear.go("[data-clear]")
    ear.hears("Tab to the deletion", "Delete")
    ear.press("Return")
    ear.hears("Enter", "Delete", "cannot be undone", "Keep")
    ear.press("Escape")
    ear.hears("Escape", "button")


def test_plan(ear: Listener, address: str) -> None:
    opened(ear, address + "child-h/plan.html", "Action Plan")
    ear.go("[name=organisation]")
    ear.hears("Tab to the organisation", "organisation", "entry")
    ear.write("Wrenford Council")
    ear.press("Tab")
    ear.hears("write, then Tab", "Saved")
    ear.go("[name=relevant_r1]")
    ear.hears("Tab to R1", "check box", "not checked")
    ear.press("space")
    ear.hears("Space", "checked")
    ear.go("[name=session_date]")
    ear.hears("Tab to the date", "Date of the session")
    ear.go("[name=attending]")
    ear.hears("Tab to the number", "Number of people")
    ear.press("7", "e")
    ready(ear, "document.querySelector('[name=attending]').validity.badInput")
    ear.go("[name=organisation]")
    ear.hears("no whole number, then away", "Not kept", "not a whole date or number", "Name of Organisation")
    ear.go("[name=section_team]")
    ear.hears("on", "Section & Team")
    ear.go("[name=attending]")
    ear.hears("back to the number", "Number of people", "invalid", "Not kept")
    ear.press("BackSpace", "Tab")
    ear.hears("the letter taken out, then Tab", "Saved")
    ear.go("[data-remove]")
    ear.hears("Tab to Remove", "Remove action 1")
    ear.press("Return")
    ear.hears("Enter", "removed")


def test_notes(ear: Listener, address: str) -> None:
    opened(ear, address + "child-h/02-safeguarding-concerns.html", "Safeguarding Concerns")
    ear.go("textarea")
    ear.hears("Tab to the question", "entry", "browser")
    ear.write("We ask late")
    ear.press("Tab")
    ear.hears("write, then Tab", "Saved in this browser")
    ear.go("[data-read-toggle]")
    ear.hears("Tab to the mark", "Mark part 2 as read")
    ear.press("Return")
    ear.hears("Enter", "1 of 7 parts read")
    opened(ear, address + "child-h/notes.html", "My notes")
    ready(ear, "!document.querySelector('[data-answer]:not([hidden])') === false")
    ear.go("[data-out=copy]")
    ear.hears("Tab to Copy all", "Copy all", "button")
    ear.press("Return")
    ear.hears("Enter", "opied")


def test_session(ear: Listener, dist: Path) -> None:
    opened(ear, (dist / "trainers/child-h/session.html").as_uri(), "Child H")
    ear.go("header .near summary")
    ear.hears("Tab to the numbers", "Somebody to talk to", "collapsed")
    ear.press("Return")
    ear.hears("Enter", "expanded")
    ear.press("Tab")
    ear.hears("Tab to the first number", "999", "link")
    ear.press("Escape")
    ear.hears("Escape", "collapsed")
    ear.go("[data-begin]")
    ear.hears("Tab to Begin", "Begin", "button")
    ear.press("Return")
    ready(ear, "document.querySelector('[data-screen=team].shown') !== null")
    ear.hears("Enter", "Whose session is this?")
    ear.go("[data-next]")
    ear.hears("Tab to Next", "Next")
    ear.press("Return")
    ear.hears("Enter", "heading")
