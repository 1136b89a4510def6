"""What the program knows is kept in records that nobody changes: frozen, with slots, compared by what they hold."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import builder

CHANGED_WHILE_WORKED_ON = """
adapters.opendocument.inline.OdfInlines adapters.opendocument.reading._Walk adapters.pdf.imported.lines.PageText
adapters.pdf.printed.PrintedFile adapters.rtf.control_words.Paragraph adapters.rtf.control_words.State
adapters.rtf.gathered.Gathered adapters.rtf.reading._Reader adapters.rtf.tokens._Tokenizer adapters.slides.reading._Deck
adapters.word.imported.inline.Inlines adapters.word.imported.inline._Field adapters.word.imported.numbering.Numbering
adapters.word.imported.numbering._Level adapters.word.imported.reading._Reading adapters.word.imported.walk.Walk
adapters.word.returned.grid.Cell adapters.word.returned.grid.Row adapters.word.returned.rich_text._Flow
adapters.word.returned.seen._Walk adapters.word.writing.WordWriter desk.building.Building desk.preview.Preview
desk.state.Desk desk.writing.files.Files desk.writing.typed_words.TypedWords
read.documents.markdown.blocks.Page read.documents.markdown.inlines.Notes read.settings.lines._Made
read.settings.values.Settings read.teams.rows._List remembered.Memory render.fallback._Open
returns.intake.Intake returns.post.unpack._Count returns.reading.pdf_sheet.PdfSheet
returns.reading.print_form._Sheet returns.records.paper_book._Sheet
""".split()
"""Readers and writers at work, which gather as they go."""
SLOTS_ALL_THE_SAME = """
adapters.word.imported.numbering._Level adapters.word.returned.grid.Cell adapters.word.returned.grid.Row
read.settings.lines._Made read.settings.values.Settings render.fallback._Open
""".split()
WORKED_OUT_ONCE = """
adapters.word.returned.rich_text._State check.core.Draft returns.collect._Making returns.collected.Collected
returns.matching.teams.Teams returns.own_words.own_words.OwnWords returns.post.unpack.Unpacker
returns.reading.sent_form.SentForm returns.records.decisions.Decisions returns.records.records.Records
worksheets.follow_up.FollowUp
""".split()
"""Frozen, without slots: they keep what was worked out from them, or are made by `__new__`."""
ORDERED = ["model.place.Place"]


def _records() -> Iterator[tuple[str, type]]:
    root = Path(builder.__file__).parent
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[0] == "theme" or parts[-1] == "__main__":
            continue
        name = ".".join(part for part in parts if part != "__init__")
        module = importlib.import_module(f"builder.{name}" if name else "builder")
        for found in vars(module).values():
            if inspect.isclass(found) and found.__module__ == module.__name__ and dataclasses.is_dataclass(found):
                yield f"{name}.{found.__name__}", found


def test_a_record_is_what_it_is() -> None:
    records = dict(_records())
    how = {name: record.__dataclass_params__ for name, record in records.items()}  # type: ignore[attr-defined]
    assert sorted(n for n, p in how.items() if not p.frozen) == sorted(CHANGED_WHILE_WORKED_ON)
    without = {n for n, r in records.items() if "__slots__" not in vars(r)}
    assert without == (set(CHANGED_WHILE_WORKED_ON) | set(WORKED_OUT_ONCE)) - set(SLOTS_ALL_THE_SAME)
    assert [n for n, p in how.items() if p.order] == ORDERED
    assert sorted(n for n, p in how.items() if not p.eq) == ["check.core.Draft"]
