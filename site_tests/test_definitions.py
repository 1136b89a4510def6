"""Trainers' words stay with trainers: definitions belong to the section they stand in. Links on disk lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.text import plain
from builder.read import Reading, read_library

PART = """# Background

A first line.[^a] See [the page][site] and ABC.

[^a]: For readers.

[site]: https://www.example.org
*[ABC]: A Big Concept

## For trainers

A second line.[^secret] More on [this][hidden].

[^secret]: Known to trainers only.
    Also this line.

[hidden]: https://secret.example.org
"""


def read(folder: Path, part: str) -> Reading:
    """A project with one part."""
    own = folder / "content/child-k"
    own.mkdir(parents=True, exist_ok=True)
    (folder / "content/partnership.yml").write_text("id: w\nname: W\ncontact: a@b.example\n", encoding="utf-8")
    (folder / "content/teams.csv").write_text("organisation,section_team,team_manager,contact\nA,B,c,d\n", "utf-8")
    (own / "briefing.yml").write_text("title: Child K\n", encoding="utf-8")
    (own / "01-background.md").write_text(part, encoding="utf-8")
    return read_library(folder)


def test_each_side_keeps_its_own_definitions(tmp_path: Path) -> None:
    reading = read(tmp_path, PART)
    assert reading.problems == () and reading.library
    (briefing,) = reading.library.briefings
    (part,) = briefing.sections
    readers = repr((part.blocks, part.footnotes, part.prompts))
    assert "trainers only" not in readers and "secret.example" not in readers
    assert "For readers." in readers and "www.example.org" in readers
    assert "Known to trainers only." in plain(part.trainer_notes) and "Also this line." in plain(part.trainer_notes)
    assert "secret.example.org" in repr(part.trainer_notes)
    assert [(t.term, t.meaning) for t in briefing.glossary] == [("ABC", "A Big Concept")]
    assert "*[" not in readers


@pytest.mark.parametrize("mark", ["[^secret]", "[this][hidden]", "[hidden]"])
def test_a_reference_across_is_an_error_and_shows_nothing(mark: str, tmp_path: Path) -> None:
    reading = read(tmp_path, PART.replace("A first line.", f"A first line {mark}."))
    assert [(p.rule, p.place.line) for p in reading.problems] == [("reference-across", 3)]
    assert reading.library
    (part,) = reading.library.briefings[0].sections
    readers = repr((part.blocks, part.footnotes))
    assert "trainers only" not in readers and "secret.example" not in readers


def test_trainers_cannot_take_readers_definitions_either(tmp_path: Path) -> None:
    reading = read(tmp_path, PART.replace("A second line.", "A second line [x][site]."))
    assert [p.rule for p in reading.problems] == ["reference-across"]


@pytest.mark.parametrize(
    "name", ["child-k/02-more.md", "child-l", "child-k/briefing.yml", "teams.csv", "partnership.yml"]
)
def test_links_that_lead_out_of_the_project_are_refused(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    read(outside, "# A\n\nSecret words.\n")
    project = tmp_path / "project"
    read(project, PART)
    target = outside / "content" / (name.replace("02-more", "01-background").replace("child-l", "child-k"))
    link = project / "content" / name
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    reading = read_library(project)
    assert "link-out" in {p.rule for p in reading.problems}
    assert "Secret words" not in repr(reading.library)


@pytest.mark.parametrize("name", ["child-k/02-more.md", "child-l", "child-k/briefing.yml", "teams.csv"])
def test_a_link_to_itself_is_said_and_hides_nothing(name: str, tmp_path: Path) -> None:
    reading = read(tmp_path, PART)
    link = tmp_path / "content" / name
    link.unlink(missing_ok=True)
    link.symlink_to(link.name)
    reading = read_library(tmp_path)
    said = [p.message for p in reading.problems if name in p.place.path]
    assert name == "child-l" or said == [
        "There is no list of teams" if name == "teams.csv" else f"content/{name} is a link that leads nowhere"
    ]
    assert reading.library


@pytest.mark.parametrize("name", ["loop.png", "%00.png", f"{'a' * 300}.png", "%2e%2e/teams.png"])
def test_a_picture_that_no_disk_can_hold_is_not_there(name: str, tmp_path: Path) -> None:
    read(tmp_path, f"# A\n\n![What it shows]({name})\n")
    link = tmp_path / "content" / "child-k" / "loop.png"
    link.symlink_to("loop.png")
    said = [p.message for p in read_library(tmp_path).problems if p.rule == "missing-image"]
    assert said == [f"There is no picture “{name}”"]


def test_bare_addresses_are_links_and_tasks_have_boxes(tmp_path: Path) -> None:
    text = "# A\n\nSee https://www.example.org/a_b. Or www.example.org, or a@b.example!\n\n- [ ] to do\n- [x] done\n"
    reading = read(tmp_path, text + "\n[https://kept.example](https://other.example) and `https://code.example`\n")
    assert reading.library
    blocks = repr(reading.library.briefings[0].sections[0].blocks)
    for href in (
        "https://www.example.org/a_b",
        "https://www.example.org",
        "mailto:a@b.example",
        "https://other.example",
    ):
        assert f"Link(href='{href}'," in blocks
    assert "href='https://kept" not in blocks and "href='https://code" not in blocks
    assert "☐ to do" in blocks and "☑ done" in blocks and "[ ]" not in blocks


HIDDEN = {
    "in a quotation": "> [site]: https://secret.example",
    "in a list": "1. x\n   > [site]: https://secret.example",
    "its name over two lines": "[the\nsite]: https://secret.example",
    "its address on the next line": "[site]:\n  https://secret.example",
    "a bracket in its name": "[a\\]site]: https://secret.example",
    "two blanks in its name": "[the  site]: https://secret.example",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_nothing_defined_for_trainers_is_found_from_readers_text(name: str, tmp_path: Path) -> None:
    body = "# Background\n\nSee [site], [the site] and [a\\]site].\n\n## For trainers\n\n"
    reading = read(tmp_path, f"{body}{HIDDEN[name]}\n\n## Reflect\n\n- What next?\n")
    assert reading.library
    (part,) = reading.library.briefings[0].sections
    assert "secret" not in repr((part.blocks, part.footnotes, part.prompts))
    assert [p.text for p in part.prompts] == ["What next?"]


@pytest.mark.parametrize("mark", ["##\u00a0", "##\u2009", "##", "## ", "###\u00a0 "])
def test_a_heading_is_one_whatever_its_blank(mark: str, tmp_path: Path) -> None:
    reading = read(tmp_path, f"# Background\n\nText.\n\n{mark}For trainers\n\nNot for readers.\n")
    assert reading.library and reading.problems == ()
    (part,) = reading.library.briefings[0].sections
    assert "Not for readers" not in plain(part.blocks) and "Not for readers." in plain(part.trainer_notes)


@pytest.mark.parametrize(
    "line",
    [
        "##\u200b For trainers",
        "\u00a0\ufeff## For trainers",
        "＃＃ For trainers",
        "**For trainers**",
        "> ## For trainers",
    ],
)
def test_what_only_seems_to_head_trainers_notes_stops_the_build(line: str, tmp_path: Path) -> None:
    reading = read(tmp_path, f"# Background\n\nText.\n\n{line}\n\nNot for readers.\n")
    assert [(p.rule, p.place.line) for p in reading.problems] == [("trainers-heading", 5)]


@pytest.mark.parametrize(
    "text", ["It is for trainers.", "| For trainers | For teams |\n| --- | --- |\n| a | b |", "- Trainers"]
)
def test_words_about_trainers_stop_nothing(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"# Background\n\n{text}\n").problems == ()
