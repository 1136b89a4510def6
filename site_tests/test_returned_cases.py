"""What comes back as people send it: each file of `returns/` with what is right about it, as a table.

The forms in it were made by version 0.1.0 and filled in, saved, merged or posted by other programs.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from builder.form.field_ids import encode
from builder.model.partnership import Library
from builder.model.theme import Theme
from builder.read import read_library
from builder.returns.collect import collect
from builder.returns.collected import Collected, Outcome, State

from .conftest import ROOT

CASES = ROOT / "site_tests" / "returns"
LOOK = Theme.of(ROOT)
EAST, WEST = "testshire-council-assessment-east", "testshire-council-assessment-west"
HAVEN, LOCALITY = "inverlarrick-womens-haven-refuge", "aberhelyg-council-adult-social-care-west-locality"


@dataclass(frozen=True)
class Case:
    """A file, the teams that replied by it, those that wait for a decision or are unread, and words that must show."""

    name: str
    replied: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    outcome: Outcome = Outcome.READ
    reason: str = ""


CHILD_K = (
    Case("two-teams-same-names.pdf", (EAST, WEST)),
    Case("two-teams.docx", (EAST, WEST)),
    Case("east-file-used-by-west.pdf", (), (EAST, WEST), outcome=Outcome.FOR_A_PERSON, reason="why_contradiction"),
    Case("typed-with-edge-add-text.pdf", (), (EAST,), beside=("ZQFREE Join meetings by March", "ZQFREE2 Ann")),
    Case(
        "typed-outside.docx",
        (EAST,),
        answers={"learning_1": "We share late.\nZQBESIDE more thoughts"},
        beside=("ZQOUTSIDE We also agreed to meet the school.",),
    ),
    Case("as-only.pdf", (EAST,), answers={"relevant_r1": "yes"}),
    Case("fields-empty.pdf", (EAST,), answers={"action_1_what": "Join meetings"}),
    Case("portfolio.pdf", (EAST, WEST), outcome=Outcome.OPENED),
    Case("scan.pdf", outcome=Outcome.UNREADABLE, reason="picture"),
    Case("w.odt", (EAST,), answers={"action_1_what": "Join meetings", "action_1_when": "1 March 2027"}),
    Case("w.rtf", (EAST,), answers={"action_1_what": "Join meetings", "action_1_when": "1 March 2027"}),
    Case("w.doc", unread=(EAST,), outcome=Outcome.UNREADABLE, reason="old_word"),
    Case("a.pdf", (EAST,), answers={"action_1_when": "31/3/27", "action_6_when": "31st of March 2027"}),
)
CHILD_H = (
    Case("one-attachment.eml", (LOCALITY,), outcome=Outcome.OPENED),
    Case("two-attachments.eml", (LOCALITY, HAVEN), outcome=Outcome.OPENED),
    Case("attachments.zip", (LOCALITY, HAVEN), outcome=Outcome.OPENED),
)


def library_of(folder: Path) -> Library:
    reading = read_library(folder)
    assert reading.library is not None
    return reading.library


@pytest.fixture(scope="module")
def child_k() -> Library:
    return library_of(CASES / "project")


@pytest.fixture(scope="module")
def child_h(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("child-h")
    shutil.copytree(ROOT / "content", folder / "content", ignore=shutil.ignore_patterns("teams.*"))
    shutil.copy(CASES / "mail" / "teams.csv", folder / "content")
    return library_of(folder)


def check(case: Case, collected: Collected, briefing: str) -> None:
    first = collected.files[0]
    assert (first.outcome, first.reason) == (case.outcome, case.reason)
    states = {team.id: collected.state(briefing, team.id) for team in collected.library.teams}
    want = {State.REPLIED: case.replied, State.DECIDE: case.deciding, State.UNREAD: case.unread}
    assert {state: tuple(t for t, s in states.items() if s is state) for state in want} == {
        state: tuple(t for t in states if t in teams) for state, teams in want.items()
    }
    for name, text in case.answers.items():
        assert encode(collected.replies[0].plan)[name] == text
    beside = {r.text for reply in collected.replies for r in reply.remarks}
    assert beside == set(case.beside)


@pytest.mark.parametrize("case", CHILD_K, ids=lambda c: c.name)
def test_a_file_of_child_k(case: Case, child_k: Library, tmp_path: Path) -> None:
    shutil.copy(CASES / case.name, tmp_path)
    check(case, collect(child_k, tmp_path, LOOK), "child-k")


@pytest.mark.parametrize("case", CHILD_H, ids=lambda c: c.name)
def test_post(case: Case, child_h: Library, tmp_path: Path) -> None:
    shutil.copy(CASES / "mail" / case.name, tmp_path)
    collected = collect(child_h, tmp_path, LOOK)
    check(case, collected, "child-h")
    if case.name.endswith(".eml"):
        (letter,) = {file.letter for file in collected.files}
        assert letter is not None and (letter.sender, letter.words) == (
            "a@x.example",
            "Please find attached MAILBODYWORD",
        )


def test_an_old_word_file_is_settled_when_it_comes_again(child_k: Library, tmp_path: Path) -> None:
    """Saved anew by the officer as .docx beside it; here an .odt of the same name stands for it."""
    shutil.copy(CASES / "w.doc", tmp_path / "East plan.doc")
    shutil.copy(CASES / "w.odt", tmp_path / "East plan.odt")
    collected = collect(child_k, tmp_path, LOOK)
    assert [(f.outcome, f.reason, f.detail) for f in collected.files] == [
        (Outcome.SETTLED, "why_saved_again", "East plan.odt"),
        (Outcome.READ, "", ""),
    ]
    assert not collected.arrivals and collected.state("child-k", EAST) is State.REPLIED


def test_another_teams_words_replace_nobodys_plan(child_k: Library, tmp_path: Path) -> None:
    shutil.copy(CASES / "as-only.pdf", tmp_path / "east.pdf")
    shutil.copy(CASES / "east-file-used-by-west.pdf", tmp_path / "newer.pdf")
    collected = collect(child_k, tmp_path, LOOK)
    (reply,) = collected.replies
    assert collected.files[reply.file].path == "east.pdf"
    assert collected.state("child-k", EAST) is State.REPLIED
    assert collected.state("child-k", WEST) is State.DECIDE
