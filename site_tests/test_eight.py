"""Eight briefings of kinds that partnerships publish: every remark on them was judged, and few are noise."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from builder.check import check
from builder.cli import main
from builder.model.problems import Problem
from builder.read import read_library

from .test_rules import as_meant

HERE = Path(__file__).parent
JUDGED: dict[str, list[tuple[str, str, str]]] = yaml.safe_load((HERE / "eight.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def remarks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    root = tmp_path_factory.mktemp("eight")
    shutil.copytree(HERE / "eight", root / "content")
    for name in ("partnership.yml", "teams.csv"):
        shutil.copy(HERE.parent / "content" / name, root / "content" / name)
    reading = read_library(root)
    assert reading.library and reading.problems == ()
    found: dict[str, list[Problem]] = {}
    for problem in check(reading.library, date(2026, 11, 27)):
        found.setdefault(problem.place.path.split("/")[1], []).append(problem)
    return found


@pytest.mark.parametrize("slug", sorted(p.name for p in (HERE / "eight").iterdir()))
def test_each_remark_is_one_that_was_judged(remarks: dict[str, list[Problem]], slug: str) -> None:
    said = Counter(p.rule for p in remarks.get(slug, []))
    assert said == Counter(rule for rule, _, _ in JUDGED[slug])
    as_meant(HERE / "golden" / "eight" / f"{slug}.txt", remarks.get(slug, []))
    everything = "\n".join(f"{p.message} {p.about}" for p in remarks[slug])
    assert [words for _, words, _ in JUDGED[slug] if words not in everything] == []


@pytest.mark.parametrize("slug", sorted(p.name for p in (HERE / "eight").iterdir()))
def test_a_first_import_is_told_on_one_screen(tmp_path: Path, slug: str) -> None:
    """Text as it comes from Word, without questions and facts: at most 25 lines, what is grave among them."""
    shutil.copytree(HERE / "eight" / slug, tmp_path / "content" / slug)
    for name in ("partnership.yml", "teams.csv"):
        shutil.copy(HERE.parent / "content" / name, tmp_path / "content" / name)
    for part in (tmp_path / "content" / slug).glob("*.md"):
        part.write_text(part.read_text(encoding="utf-8").partition("## Reflect")[0], encoding="utf-8")
    (tmp_path / "content" / slug / "briefing.yml").write_text("title: From Word\n", encoding="utf-8")
    told = CliRunner().invoke(main, ["--project", str(tmp_path), "check"])
    lines = told.output.splitlines()
    assert told.exit_code == 0 and "to think about" in lines[0]
    assert len(lines) <= 25, told.output


def test_at_most_one_remark_in_ten_is_noise() -> None:
    judged = [verdict for rows in JUDGED.values() for _, _, verdict in rows]
    assert set(judged) <= {"useful", "noise"}
    assert judged.count("noise") * 10 <= len(judged)


def test_the_briefings_are_as_long_as_real_ones() -> None:
    for folder in (HERE / "eight").iterdir():
        text = " ".join(p.read_text(encoding="utf-8") for p in folder.glob("*.md"))
        assert 500 <= len(re.findall(r"\w+", text)) <= 750 and len(list(folder.glob("*.md"))) == 7
