"""What a colleague would say of a first draft is said, and what she lets pass stays unsaid: sentences as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.check import check
from builder.model.problems import Problem
from builder.read import read_library

HERE = Path(__file__).parent
CASES: dict[str, list[Any]] = yaml.safe_load((HERE / "colleague.yml").read_text(encoding="utf-8"))
RULES = {row["rule"] for row in CASES["said"]}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Problem]]:
    """What the check says of each sentence, a paragraph of its own each, with the sentence."""
    root = tmp_path_factory.mktemp("colleague")
    folder = root / "content" / "draft"
    folder.mkdir(parents=True)
    for name in ("partnership.yml", "teams.csv"):
        (root / "content" / name).write_bytes((HERE.parent / "content" / name).read_bytes())
    (folder / "briefing.yml").write_text("title: A first draft\n", encoding="utf-8")
    sentences = [*(row["text"] for row in CASES["said"]), *CASES["passed"]]
    lines = ["# Background", "", *(f"{sentence}\n" for sentence in sentences)]
    (folder / "01-background.md").write_text("\n".join(lines), encoding="utf-8")
    reading = read_library(root)
    assert reading.library
    found = [p for p in check(reading.library, date(2026, 11, 28)) if p.rule in RULES]
    return [(sentences[(p.place.line - 3) // 2], p) for p in found if p.place.line]


def test_a_colleague_would_say_it(told: list[tuple[str, Problem]]) -> None:
    said = [(text, p.rule, p.message.casefold()) for text, p in told]
    missed = [
        row
        for row in CASES["said"]
        if not any(
            (text, rule) == (row["text"], row["rule"]) and row["words"].casefold() in m for text, rule, m in said
        )
    ]
    assert missed == []


def test_a_colleague_lets_these_pass(told: list[tuple[str, Problem]]) -> None:
    assert [(text, p.rule, p.message) for text, p in told if text in CASES["passed"]] == []


def test_the_usual_headings_say_what_a_part_is_for(tmp_path: Path) -> None:
    roles = {"What we found": "findings", "What the review learned": "findings", "What went well": "good-practice"}
    folder = tmp_path / "content" / "draft"
    folder.mkdir(parents=True)
    (folder / "briefing.yml").write_text("title: A first draft\n", encoding="utf-8")
    for number, heading in enumerate([*roles, "What we found out about trains"], 1):
        (folder / f"0{number}-part.md").write_text(f"# {heading}\n\n1. A point.\n", encoding="utf-8")
    (tmp_path / "content" / "partnership.yml").write_bytes((HERE.parent / "content" / "partnership.yml").read_bytes())
    reading = read_library(tmp_path)
    assert reading.library
    found = [section.role for section in reading.library.briefings[0].sections]
    assert found == [*roles.values(), None]


@pytest.mark.parametrize("words", ["hard to engage", "Both parents were hard to engage at first."])
def test_a_decision_names_the_words_or_their_passage(tmp_path: Path, words: str) -> None:
    """Those made before quoted the whole passage: they hold."""
    folder = tmp_path / "content" / "draft"
    folder.mkdir(parents=True)
    (folder / "briefing.yml").write_text(
        f"title: A draft\ndecisions:\n  - rule: label\n    words: ['{words}']\n    reason: As in the review\n"
        "    who: A Person, manager\n    when: 2026-11-02\n",
        encoding="utf-8",
    )
    text = "# Background\n\nBoth parents were hard to engage at first.\n\nShe was manipulative.\n"
    (folder / "01-background.md").write_text(text, encoding="utf-8")
    (tmp_path / "content" / "partnership.yml").write_bytes((HERE.parent / "content" / "partnership.yml").read_bytes())
    reading = read_library(tmp_path)
    assert reading.library
    told = [(str(p.severity), p.about) for p in check(reading.library, date(2026, 11, 28)) if p.rule == "label"]
    assert sorted(told) == [("note", "hard to engage"), ("warning", "manipulative")]
