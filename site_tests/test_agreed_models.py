"""Golden models: what the reader makes of content files, and what it says about them, as somebody agreed it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from builder.model.problems import in_order
from builder.read import read_library
from builder.read.markdown import parse
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


MARKDOWN = (
    "- a\n  - b\n     - c\n - d\n- e",
    "1. a\n   - b\n   more\n\n   para\n2. c\n\ntext\n   indented",
    "• a\n  • b\n– c\n\n\n    code",
    "10. a\n  - b\n    1) c",
    "```\n- x\n    - y\n#\u00a0z\n```\n- after\n  ~~~\n  in\n  ~~~",
    "##Heading\n#\u00a0Nbsp\n#tag\n###\tTab\n   ## Three in",
    "a\tb\n\t- tab item\n- c\n\t- d\n\t\t- e",
    "<!-- gone\nover lines -->- a\n<!-- x --> text <!-- y\nz -->",
    "> - q\n>   - r\n\n*a\n* b\n+ c",
    "See www.a.example, (www.b.example/x(y)). a@b.example! https://c.example/*it* http://d.example/_",
    "[x](a.md#f1) [ ] no - [X] yes\n\n- [ ]no\n- [x] yes\n- [X] **yes**",
    "A {#id} word {#one lang=cy}\n\nB { #two }\n\nC {lang=}\n\n**D** {#three}",
    "| a | b |\n| --- | :-: |\n| c |\n\n{lang=cy}\n> geiriau\n\n---\n\n***\n5. five\n6. six\n\n   loose",
    "a[^1] b[^2][^1]\n\n[^2]: two\n\n    more\n\n[^1]: one\n[^3]: none",
    '![alt *x*](p.png "t") `code` a\\\nb  \nc\nd',
)
DEEP = "a: " + "[" * 7 + "1" + "]" * 7


def test_markdown_as_people_type_it() -> None:
    told = []
    for text in MARKDOWN:
        found = parse(text, 10)
        told += [repr(text), *lines_of(found.blocks, 2), *(f"  note {line}" for line in lines_of(found.footnotes, 2))]
        told += [f"  ids {found.ids}"] if found.ids else []
    as_agreed("\n".join((*told, "")), "models/markdown.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DEEP, []),
        (DEEP.replace("1", "[1]"), ["Nested more than 8 deep"]),
        ("a: {b: {c: {d: {e: {f: {g: {h: 1}}}}}}}", []),
        ("a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}", ["Nested more than 8 deep"]),
        (f"a: [{'1,' * 19_999}]", []),
        (f"a: [{'1,' * 20_000}]", ["More than 20,000 values"]),
        ("- a\n- b", ["Expected lines of the form “name: text”"]),
        ("? [a]\n: b\nc: 1", ["The name before the colon should be a word"]),
        ("a: &x 1\nb: *x", []),
        ("a: !x 1\nb: 2", ["A text may not begin with the sign !: “!x”"]),
        ("a: 1\n\n\na: 2", ["“a” stands twice; it is also on line 101"]),
    ],
)
def test_settings_at_their_limits(text: str, said: list[str]) -> None:
    _, slips = mapping(text, 100)
    assert [slip.message for slip in slips] == said


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
