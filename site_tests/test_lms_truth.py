"""What the line says and what the learning system holds agree: each habit of real systems, each journey.

The table in docs/tested.md is this run's own: `make deep` compares all of it, a quick run the systems that it tries;
`HYPOTHESIS_PROFILE=deep UPDATE_TABLES=1` writes it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as PlaywrightError

from .conftest import ROOT
from .scorm.double import HABITS, SYSTEMS, Double, lying
from .scorm.journeys import JOURNEYS, SPOKEN, Stage
from .scorm.server import unpacked
from .test_fixtures import KEPT, PUT_BACK

pytestmark = pytest.mark.browser

PAGE = ROOT / "docs" / "tested.md"
BEGIN, END = "<!-- lms-truth -->", "<!-- /lms-truth -->"
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
TRIED = tuple(SYSTEMS) if DEEP else ("like Moodle 4.5",)
SEEN: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
"""Journey and moment: what was said and held, and by which systems."""


@pytest.fixture(scope="module")
def course(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, unpacked; and beside it the one that replaces it."""
    folder = tmp_path_factory.mktemp("truth")
    made = unpacked((dist / "lms" / "child-h-scorm12.zip").read_bytes(), folder / "course")
    shutil.copytree(made, folder / "replaced")
    part = folder / "replaced" / "child-h" / "02-safeguarding-concerns.html"
    part.write_text(part.read_text(encoding="utf-8").replace("</h1>", ", revised</h1>"), encoding="utf-8")
    return made


@pytest.mark.parametrize("system", TRIED)
def test_the_line_tells_the_truth(system: str, course: Path, chromium: Browser) -> None:
    wrong = []
    midcourse = json.loads((KEPT / "lms" / "midcourse.json").read_text(encoding="utf-8"))
    with lying(Double(course, SYSTEMS[system])) as double, computers(chromium) as (one, other):
        stage = Stage(double, one, other, midcourse, PUT_BACK)
        for journey, (moments, goes) in JOURNEYS.items():
            try:
                for moment, outcome in zip(moments, goes(stage), strict=True):
                    SEEN.setdefault((journey, moment), {}).setdefault(outcome, []).append(system)
            except (AssertionError, PlaywrightError) as error:
                wrong.append(f"{journey}: {error}")
            finally:
                double.trouble, double.signed_in = "", True
                one.set_offline(False)
                stage.close()
    assert not wrong, "\n\n".join(wrong)


@contextmanager
def computers(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Two browsers; a learner's words in one are her own by her name."""
    contexts = [chromium.new_context(), chromium.new_context()]
    for context in contexts:
        context.set_default_timeout(20_000)
        context.add_init_script(f"({SPOKEN})()")
    yield contexts
    for context in contexts:
        context.close()


def short(said: str) -> str:
    """What the line says, to its first full stop."""
    return f"“{said.split('. ')[0].rstrip('.')}.”"


def in_words(systems: list[str]) -> str:
    """Systems as a cell names them; most of them by those that are missing."""
    missing = [name for name in SYSTEMS if name not in systems]
    if not missing:
        return "all"
    return f"all but {', '.join(missing)}" if len(missing) < len(SYSTEMS) / 2 else ", ".join(systems)


def from_words(cell: str) -> set[str]:
    """The systems that a cell names."""
    if cell == "all":
        return set(SYSTEMS)
    names = set(cell.removeprefix("all but ").split(", "))
    return set(SYSTEMS) - names if cell.startswith("all but ") else names


def rows() -> list[str]:
    """The table's rows: systems in which all was the same share one."""
    return [
        f"| {journey} | {moment} | {short(said)} | {held} | {in_words(systems)} |"
        for (journey, moment), outcomes in SEEN.items()
        for (said, held), systems in outcomes.items()
    ]


HEAD = "| journey | then | the line said | the system held | in |\n|---|---|---|---|---|"


def test_the_table_in_the_docs_is_this_runs() -> None:
    """A quick run has some of the systems: what it saw stands in the table. A deep run is the table."""
    assert SEEN, "run the whole file"
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    written, after = rest.split(END)
    now = rows()
    if os.environ.get("UPDATE_TABLES"):
        PAGE.write_text("\n".join((before + BEGIN, HEAD, *now, END + after)), encoding="utf-8")
        return
    if tuple(SYSTEMS) == TRIED:
        assert written.strip() == "\n".join((HEAD, *now)), "UPDATE_TABLES=1 writes it anew"
        return
    kept = [line.strip("| ").split(" | ") for line in written.strip().splitlines()]
    for row in now:
        *cells, systems = row.strip("| ").split(" | ")
        there = [from_words(line[-1]) for line in kept if line[:-1] == cells]
        assert there and from_words(systems) <= there[0], row


def test_every_habit_is_a_switch_that_somebody_has() -> None:
    assert {habit for habits in SYSTEMS.values() for habit in habits} == set(HABITS)
