"""A reader's whole journey in three engines: Chromium, Firefox and WebKit, from a server and from disk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from builder.form.definition import Form, plan_form
from builder.render.job import Job
from builder.returns.reading.web_plan import read_json
from builder.returns.reading.word import read_word

from .conftest import DEEP
from .engines import Tab, becomes, chromium, fill, firefox, one, says, wait, webkit
from .reader import KEPT, serving
from .returned import plan_of, with_days
from .taps import THOUGHTS, Counted, Keyed, two_thoughts

pytestmark = pytest.mark.browser

Reader = Callable[[Path], AbstractContextManager[Tab]]
ENGINES = ("chromium", "firefox", "webkit")
PART, LATER, NOTES, PLAN = (
    f"child-h/{page}.html" for page in ("02-safeguarding-concerns", "05-the-findings", "notes", "plan")
)
TYPED = "Ünder <b>pressure</b> & more.\nA second line, said “plainly”."
PASTED = "Weder ]]> noch \\n, اردو میں ایک جملہ, 🙂 and e\u0301."
SENTENCES = [f"Sentence {n} of twenty says what I noticed in week {n}." for n in range(1, 21)]
DETAILS = {
    "organisation": "Wrenford & Sons <b>",
    "team_manager": "Ünal Łukasz",
    "section_team": "Team “East”",
    "session_date": "2026-12-01",
    "attending": "7",
    "relevant_r2": "yes",
    "learning_1": "First line\nsecond line ]]></w:t>",
    "learning_3": "اردو میں ایک جملہ",
}
ACTION = {
    "what": "Agree one template; then use it",
    "who": "Duty manager",
    "when": "2027-01-15",
    "done": "All use it 🙂",
}
SHAPED = re.compile("[\u0600-\u06ff\U0001f600-\U0001f64f]")
PLANNED = DETAILS | {f"action_{row}_{name}": text for row in (1, 3, 4) for name, text in ACTION.items()}


@pytest.fixture(scope="module", params=ENGINES)
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Lets new readers come, in one engine."""
    folder = tmp_path_factory.mktemp("browser")
    if request.param == "chromium":
        yield partial(chromium.reader, request.getfixturevalue("chromium"))
    elif request.param == "firefox":
        with firefox.running(folder) as running:
            yield partial(firefox.reader, running)
    else:
        with webkit.display() as display:
            yield partial(webkit.reader, display)


@pytest.fixture
def tab(reader: Reader, tmp_path: Path) -> Iterator[Tab]:
    """A new reader, who must not meet a single error."""
    with reader(tmp_path) as tab:
        yield tab
        assert tab.complaints() == []


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(params=["served", "from disk"])
def address(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    return served if request.param == "served" else site.as_uri() + "/"


# Steps -----------------------------------------------------------------------------------------


def holds(tab: Tab, selector: str, text: str) -> None:
    becomes(tab, one(selector) + ".value", text)


def saved(tab: Tab, line: str = "[data-saved]", words: str = "Saved in this browser") -> None:
    says(tab, line, words)


def shown(tab: Tab, answers: list[str]) -> None:
    """My notes shows these answers and no other."""
    visible = (
        "Array.from(document.querySelectorAll('[data-answer]')).filter((a) => !a.hidden).map((a) => a.textContent)"
    )
    becomes(tab, visible, answers)


def words_of(paper: bytes) -> str:
    """What a PDF says, without the spaces that a line's end makes."""
    with pypdfium2.PdfDocument(paper) as file:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in file)


def missing(paper: bytes, texts: list[str]) -> list[str]:
    words = words_of(paper)
    return [text for text in texts if "".join(text.split()) not in words]


def write(tab: Tab, address: str) -> None:
    """Types into one part and pastes into another."""
    tab.open(address + PART)
    tab.type("textarea", TYPED)
    saved(tab)
    tab.click("[data-read-toggle]")
    says(tab, "p[data-count]", "1 of 7 parts read")
    tab.open(address + LATER)
    fill(tab, "textarea", PASTED)
    saved(tab)


# The journey -----------------------------------------------------------------------------------


def test_typed_words_and_read_parts_are_there_after_a_reload_and_in_my_notes(tab: Tab, address: str) -> None:
    write(tab, address)
    tab.open(address + PART)
    holds(tab, "textarea", TYPED)
    tab.type("textarea", " And more.")
    if isinstance(
        tab, webkit.WebKitTab
    ):  # a busy machine: it may give up the last letters' write when it leaves the page
        saved(tab, words="Saved in this browser at")
    tab.reload()
    holds(tab, "textarea", TYPED + " And more.")
    says(tab, "p[data-count]", "1 of 7 parts read")
    tab.open(address + NOTES)
    shown(tab, [TYPED + " And more.", PASTED])
    tab.open(address + "child-h/index.html")
    says(tab, "p[data-count]", "1 of 7 parts read")
    tab.open(address + "index.html")
    says(tab, "li[data-count]", "1 of 7 parts read")


def test_every_typed_word_is_on_paper(tab: Tab, served: str) -> None:
    tab.open(served + PART)
    fill(tab, "textarea", "\n".join(SENTENCES))
    saved(tab)
    assert missing(tab.paper(), SENTENCES) == []
    tab.open(served + NOTES)
    shown(tab, ["\n".join(SENTENCES)])
    tab.click("[value=swe]")
    fill(tab, "#cpd-learned", "What I learned. " * 40)
    fill(tab, "#cpd-date", "2026-11-22")
    saved(tab, "[data-cpd-saved]")
    assert missing(tab.paper(), [*SENTENCES, "What I learned. " * 40, "22 November 2026"]) == []
    tab.open(served + PLAN)
    plan(tab)
    # Letters that are shaped or drawn have no one way back from paper to text; days are printed in words.
    readable = [text for text in PLANNED.values() if not SHAPED.search(text) and text != "yes" and text[:2] != "20"]
    assert missing(tab.paper(), [*readable, "1 December 2026", "15 January 2027"]) == []


def test_a_notes_file_comes_back_after_everything_was_deleted(tab: Tab, address: str) -> None:
    write(tab, address)
    tab.open(address + NOTES)
    shown(tab, [TYPED, PASTED])
    file = tab.download("[data-out=save]")
    assert file.name == "My-notes-Child-H.json"
    assert [note["answer"] for note in json.loads(file.read_bytes())["notes"]] == [TYPED, PASTED]
    tab.click("[data-clear]")
    tab.click("#ask-delete [data-yes]")
    shown(tab, [])
    tab.open(address + PART)
    holds(tab, "textarea", "")
    tab.open(address + NOTES)
    tab.choose("[data-restore-file]", file)
    shown(tab, [TYPED, PASTED])
    tab.open(address + PART)
    holds(tab, "textarea", TYPED)
    says(tab, "p[data-count]", "1 of 7 parts read")


def plan(tab: Tab) -> None:
    """Fills the action plan, with one row added and one left empty."""
    becomes(tab, "document.querySelectorAll('[data-row]').length", 3)
    tab.click("[data-add]")
    for name, value in PLANNED.items():
        fill(tab, f"[name={name}]", value)
    saved(tab, "[data-plan-saved]")


def test_a_filled_plan_is_read_as_it_was_typed(tab: Tab, address: str, job: Job) -> None:
    form: Form = plan_form(job.library.partnership, job.briefing, job.words)
    tab.open(address + PLAN)
    plan(tab)
    tab.reload()
    becomes(tab, "document.querySelectorAll('[data-row]').length", 4)
    holds(tab, "[name=action_4_who]", ACTION["who"])
    for kind, read in {"word": read_word, "json": read_json}.items():
        tab.evaluate("(document.querySelector('[data-other-ways]').open = true)")
        file = tab.download(f"[data-plan-out={kind}]")
        found = read(file.read_bytes())
        assert with_days(found.plan) == with_days(plan_of(PLANNED))
        assert found.reference == form.reference
        assert "Team-“East”" in file.name
    calendar = tab.download("[data-plan-out=calendar]").read_text(encoding="utf-8")
    assert calendar.count("DTSTART;VALUE=DATE:20270115") == 3


def share(tab: Tab) -> None:
    """Opens the line below the box, and takes the other choice."""
    tab.evaluate(f"({one('.where')}.open = true)")  # the page opens it too, a moment later, where the choice was made
    tab.click("[data-shared]")


def test_a_shared_computer_keeps_words_in_the_tab_alone(tab: Tab, served: str) -> None:
    tab.open(served + PART)
    tab.type("textarea", "before")
    saved(tab)
    share(tab)
    says(tab, "[data-shared-said]", "this tab only")
    tab.type("textarea", ", and after")
    saved(tab, words="Kept in this tab")
    assert not any(tab.evaluate(f"({KEPT})()")["stores"].values())
    tab.reload()
    holds(tab, "textarea", "before, and after")
    tab.open(served + NOTES)
    shown(tab, ["before, and after"])
    other = tab.another()
    other.open(served + NOTES)
    shown(other, [])
    tab.open(served + PART)
    share(tab)
    says(tab, "[data-shared-said]", "kept in this browser")
    other.reload()
    shown(other, ["before, and after"])
    other.close()


def test_two_tabs_show_the_newest(tab: Tab, served: str) -> None:
    tab.open(served + PART)
    other = tab.another()
    other.open(served + PART)
    tab.type("textarea", "from the first tab")
    holds(other, "textarea", "from the first tab")
    other.type("textarea", ", and the second")
    holds(tab, "textarea", "from the first tab, and the second")
    other.close()
    tab.reload()
    holds(tab, "textarea", "from the first tab, and the second")


SIZES = ((390, 844), (360, 740), (1280, 900))
OWN = {"ChromiumTab": SIZES[0], "FirefoxTab": SIZES[1], "WebKitTab": SIZES[2]}
"""One size for each engine: a journey is long. `make deep` walks it in each size, by pointer and by keyboard."""
WAYS = [(how, size) for how in (Counted, Keyed) for size in SIZES] if DEEP else [(Counted, ())]


@pytest.mark.parametrize(("how", "size"), WAYS)
def test_fourteen_taps_lead_to_two_thoughts_in_a_cpd_record(
    tab: Tab, served: str, how: type[Counted], size: tuple[int, int]
) -> None:
    width, height = size or OWN[type(tab).__name__]
    tab.open(served + NOTES)
    tab.resize(width, height)
    becomes(tab, "innerWidth", width)
    becomes(tab, "briefing.store.mode()", "browser")  # the database is made: nobody leaves a page in that instant
    assert two_thoughts(tab, served, how=how).taps == 14  # 0.1.0 took 22
    tab.open(served + NOTES)
    shown(tab, list(THOUGHTS))
    says(tab, "[data-end] [data-count]", "7 of 7 parts read")


def test_pages_left_in_a_hurry_hold_nothing_up(tab: Tab, served: str) -> None:
    """WebKit keeps pages that were left, and once kept their transactions: nothing was saved after that."""
    for turn in range(5 if DEEP else 3):
        for page in (PLAN, NOTES, LATER, PLAN, PART):
            tab.open(served + page)
        wait(lambda: tab.evaluate(one("p[data-count]") + ".textContent"), "the place")
        fill(tab, "textarea", f"turn {turn}")
        tab.reload()
        holds(tab, "textarea", f"turn {turn}")
        saved(tab)
