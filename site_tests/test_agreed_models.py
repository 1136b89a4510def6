"""Golden models: what the reader makes of content files, and what it says about them, as somebody agreed it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from builder.model.problems import in_order
from builder.read import read_library
from builder.read.settings.lines import mapping

from .agreed_text import as_agreed, lines_of
from .conftest import copy_project

HERE = Path(__file__).parent


def test_a_project_that_holds_one_of_everything() -> None:
    reading = read_library(HERE / "agreed")
    said = (f"{p.place} {p.rule}: {p.message} {p.passage} {p.hint}".rstrip() for p in in_order(reading.problems))
    as_agreed("\n".join((*lines_of(reading.library), "", *said, "")), "models/everything.txt")


def test_the_varied_briefings(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    for one in sorted((HERE / "briefings").iterdir()):
        shutil.copytree(one, project / "content" / one.name)
    reading = read_library(project)
    assert reading.library
    varied = [b for b in reading.library.briefings if b.slug in ("no-headings", "themes", "welsh", "child-h")]
    as_agreed("\n".join((*lines_of(varied), "")), "models/varied.txt")


DAMAGES = {
    "without its first colon": lambda line: line.replace(":", "", 1),
    "with a colon too many": lambda line: f"{line}: more",
    "with a quotation mark": lambda line: line.replace(": ", ': "', 1),
    "with a single mark": lambda line: line.replace(": ", ": '", 1),
    "with a tab": lambda line: f"\t{line}",
    "a blank further in": lambda line: f" {line}",
    "with a bracket": lambda line: line.replace(": ", ": [", 1),
    "with an at sign": lambda line: line.replace(": ", ": @", 1),
    "with a tag": lambda line: line.replace(": ", ": !x ", 1),
    "with a remark": lambda line: f"{line} #4 of 5",
    "twice": lambda line: f"{line}\n{line}",
    "as a list": lambda line: f"- {line}",
    "with an alias": lambda line: line.replace(": ", ": *a", 1),
}
SETTINGS = """title: Child R
summary: >-
  Words that
  go on.
version: "1.2"
topics: [one, two]

support:
  - name: Staff line
    phone: 01632 960 111
  - name: Another
glossary:
  GP: General practitioner
draft: no
"""


@pytest.mark.parametrize("damage", DAMAGES)
def test_settings_with_a_slip_on_each_line(damage: str) -> None:
    lines = SETTINGS.split("\n")
    told = []
    for n, line in enumerate(lines):
        changed = DAMAGES[damage](line)
        if line and changed != line:
            found, slips = mapping("\n".join([*lines[:n], changed, *lines[n + 1 :]]), 100)
            said = [f"  {s.line}{' cut' * s.cut} {s.message} {s.hint[:40]}" for s in slips]
            read = f"{json.dumps(found, ensure_ascii=False)} lost: {sorted(found.lost)}" if found is not None else "-"
            told += [f"{n + 1}: {changed!r}", *said, f"  {read}"]
    as_agreed("\n".join((*told, "")), f"models/slips-{damage.replace(chr(32), chr(45))}.txt")
