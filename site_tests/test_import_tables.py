"""A table in a PDF keeps number, text, lead and date together, as the Word file does that it was printed from.

The witness is LibreOffice: it prints the Word file, and both are brought in. The prints lie in imports/tables/;
`make deep` prints them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.read.documents import import_briefing

from .any_tables import DRESSES, HERE, printed, word_file
from .conftest import DEEP


def text_of(file: Path) -> str:
    """The content files of a document, without bold letters and notes to the author."""
    imported = import_briefing(file, "k")
    assert not [note for note in imported.report if "no place" in str(note)]
    texts = (f"== {name}\n{text}" for name, text in imported.files.items() if name != "briefing.yml")
    return " ".join(re.sub(r"<!--.*?-->|\*\*", "", "\n".join(texts)).split())


@pytest.mark.parametrize("name", DRESSES)
def test_a_printed_table_is_read_like_the_words_one(name: str, tmp_path: Path) -> None:
    file = tmp_path / "table.docx"
    file.write_bytes(word_file(DRESSES[name]))
    right = text_of(file)
    assert right.count(" Lead: ") >= 6 or "two" in name
    assert text_of(HERE / f"{name}.pdf") == right


@pytest.mark.office
@pytest.mark.parametrize("name", list(DRESSES) if DEEP else [])
def test_printed_anew(name: str, anew: Path) -> None:
    assert text_of(anew / f"{name}.pdf") == text_of(anew / f"{name}.docx")


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them, printed."""
    folder = tmp_path_factory.mktemp("tables")
    printed(folder)
    return folder
