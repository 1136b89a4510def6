"""One question in two languages, reworded or moved, keeps its id; no id moves to a question that nobody meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.read import read_library

from .conftest import copy_project

ENGLISH = {
    "01-background.md": "# Background\n\nWords.\n\n## Reflect\n\n- What did you see?\n- How would you know?\n",
    "02-next.md": "# Next steps\n\nWords.\n\n## Reflect\n\n- What will you do first?\n",
}
WELSH = {
    "01-cefndir.md": "# Cefndir\n\nGeiriau.\n\n## Myfyrio\n\n- Beth welsoch chi?\n- Sut fyddech chi'n gwybod?\n",
    "02-nesaf.md": "# Camau nesaf\n\nGeiriau.\n\n## Myfyrio\n\n- Beth wnewch chi gyntaf?\n",
}


def asked(
    root: Path, english: dict[str, str], welsh: dict[str, str]
) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Id to words of each briefing's questions, and the rules that spoke about the translation."""
    project = copy_project(root)
    for slug, files, more in (("child-z", english, ""), ("plentyn-z", welsh, "lang: cy\ntranslation_of: child-z\n")):
        folder = project / "content" / slug
        folder.mkdir()
        for name, text in ({"briefing.yml": f"title: {slug}\n{more}"} | files).items():
            (folder / name).write_text(text, encoding="utf-8")
    reading = read_library(project)
    assert reading.library is not None
    briefings = {b.slug: b for b in reading.library.briefings}
    assert briefings["plentyn-z"].kept_under == "child-z" and not briefings["child-z"].kept_under
    texts = {p.id: p.text for p in briefings["child-z"].prompts}
    assert all(p.kept_as == texts.get(p.id, "") for p in briefings["plentyn-z"].prompts)
    first, twin = (
        {p.id: p.text for p in next(b for b in reading.library.briefings if b.slug == slug).prompts}
        for slug in ("child-z", "plentyn-z")
    )
    return first, twin, [p.rule for p in reading.problems if "plentyn-z" in p.place.path]


def test_a_translation_asks_the_same_questions(tmp_path: Path) -> None:
    first, twin, problems = asked(tmp_path, ENGLISH, WELSH)
    assert list(first) == list(twin) and len(first) == 3 and problems == []
    assert list(twin.values()) == ["Beth welsoch chi?", "Sut fyddech chi'n gwybod?", "Beth wnewch chi gyntaf?"]


def test_one_question_more_joins_none_of_its_part(tmp_path: Path) -> None:
    longer = WELSH | {"01-cefndir.md": WELSH["01-cefndir.md"].replace("- Sut", "- Pwy oedd yno?\n- Sut")}
    first, twin, problems = asked(tmp_path, ENGLISH, longer)
    assert problems == ["translation"]
    assert set(first) & set(twin) == {list(first)[2]}, "the other part is joined as before"


def test_a_part_more_joins_nothing(tmp_path: Path) -> None:
    first, twin, problems = asked(tmp_path, ENGLISH, WELSH | {"03-mwy.md": "# Mwy\n\nGeiriau.\n"})
    assert problems == ["translation"] and not set(first) & set(twin)


@pytest.mark.parametrize("moved", [False, True])
def test_an_id_of_its_own_goes_before_the_place(tmp_path: Path, moved: bool) -> None:
    marked = ENGLISH | {"01-background.md": ENGLISH["01-background.md"].replace("see?", "see? {#seen}")}
    lines = ["- Beth welsoch chi? {#seen}", "- Sut fyddech chi'n gwybod?"]
    text = "# Cefndir\n\nGeiriau.\n\n## Myfyrio\n\n" + "\n".join(reversed(lines) if moved else lines) + "\n"
    first, twin, problems = asked(tmp_path, marked, WELSH | {"01-cefndir.md": text})
    assert twin["seen"] == "Beth welsoch chi?" and problems == []
    assert list(first)[1] not in twin or not moved, "a place is not believed where ids say that questions moved"


def test_a_reworded_or_moved_question_keeps_a_stated_id(tmp_path: Path) -> None:
    marked = ENGLISH | {"01-background.md": ENGLISH["01-background.md"].replace("see?", "see? {#seen}")}
    moved = {
        "01-background.md": "# Background\n\nWords.\n\n## Reflect\n\n- How would you know?\n",
        "02-next.md": "# Next steps\n\nWords.\n\n## Reflect\n\n- What did you notice, and who heard of it? {#seen}\n",
    }
    before, _, _ = asked(tmp_path / "a", marked, WELSH)
    after, _, _ = asked(tmp_path / "b", moved, WELSH)
    assert before["seen"] == "What did you see?" and after["seen"].startswith("What did you notice")
    assert [i for i, words in before.items() if words == "How would you know?"] == [
        i for i, words in after.items() if words == "How would you know?"
    ]
