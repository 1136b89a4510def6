"""Golden documents: each document in imports/ as content files, with the report, as somebody read and agreed them.

Meant the change? Run `UPDATE_GOLDEN=1 .venv/bin/python -m pytest site_tests/test_agreed_documents.py` and read the
difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.read.documents import import_briefing

from .agreed_text import as_agreed
from .any_document import word_file
from .any_slides import slides

HERE = Path(__file__).parent / "imports"
SLOW = (
    *("two-columns", "two-columns-short", "two-pages", "hyphen-numbers", "columns-uneven", "spread", "bold-heads"),
    *("justified-columns", "three-columns", "wide-letters", "libreoffice-word", "chromium"),
)
"""PDFs of long pages: `test_import_kinds.py` and `test_import.py` read them."""
WITH_COMMENTS = ("facts-and-header", "hidden-chain", "headings")
FILES = sorted(f for folder in ("sources", "kinds") for f in (HERE / folder).iterdir() if f.stem not in SLOW)
RANDOM = [*(f"{n}.docx" for n in range(12)), *(f"{n}.pptx" for n in range(6))]


def as_text(source: Path) -> str:
    """All that an import gives: each file, each note with its weight, each picture; comments of a few briefing.yml."""
    imported = import_briefing(source, "case-k")
    files = dict(imported.files)
    if source.stem not in WITH_COMMENTS:
        own = (line for line in files["briefing.yml"].splitlines() if line and not line.startswith("#"))
        files["briefing.yml"] = "\n".join(own)
    texts = (f"=== {name}\n{text.rstrip()}\n" for name, text in files.items())
    notes = (f"{note.weight.name}: {note.whole}{' (secret)' * note.secret}" for note in imported.report)
    return "\n".join((*texts, f"=== report, {imported.how}", *notes, *imported.pictures, ""))


@pytest.mark.parametrize("source", FILES, ids=[f"{f.parent.name}/{f.name}" for f in FILES])
def test_a_document_is_read_as_agreed(source: Path) -> None:
    as_agreed(as_text(source), f"documents/{source.parent.name}-{source.name}.md")


@pytest.mark.parametrize("name", RANDOM)
def test_a_document_of_every_construct_is_read_as_agreed(name: str, tmp_path: Path) -> None:
    seed, _, kind = name.partition(".")
    source = tmp_path / name
    source.write_bytes((slides if kind == "pptx" else word_file)(int(seed)).data)
    as_agreed(as_text(source), f"documents/random-{name}.md")
