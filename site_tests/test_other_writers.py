"""Worksheets that other programs wrote: read, shown, or refused with the true reason. See `other_writers.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.model.partnership import Library
from builder.model.theme import Theme
from builder.returns.collect import collect
from builder.returns.process import Reader
from builder.returns.replies import NotRead, Return
from builder.worksheets.pdf import Press

from .conftest import ROOT
from .other_writers import BOTH, READ, REFUSED, SHOWN, WRITERS, Blank, Writer
from .returned import Writers

ANSWERS = {
    "relevant_r2": "yes",
    "learning_1": "We share late",
    "action_1_what": "Join meetings",
    "action_1_who": "Ann",
    "action_1_when": "1 March 2027",
}
EAST, EARLY = "assessment-east", "early-help"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=60) as running:
        yield running


@pytest.fixture(scope="module")
def forms(library: Library) -> tuple[bytes, bytes, bytes, bytes]:
    """Two teams' forms, as PDF and, filled in, as Word."""
    writers = Writers.of(library)
    teams = [next(t for t in library.teams if t.id == name) for name in (EAST, EARLY)]
    (_, one), (_, two) = Press(writers.job).copies(teams)
    details = ("organisation", "section_team", "team_manager", "contact")
    words = [writers.words(t, {**{n: getattr(t, n) for n in details}, **ANSWERS}) for t in teams]
    return one, two, words[0], words[1]


def written(writer: Writer, forms: tuple[bytes, bytes, bytes, bytes], folder: Path) -> list[bytes]:
    one, two, word, other = forms
    return writer.write(Blank(one, two, word, other, folder, ANSWERS))


def said(found: Return) -> dict[str, str]:
    return {name: found.answers.get(name, "") for name in ANSWERS}


def _marks(writer: Writer) -> list[pytest.MarkDecorator]:
    return [pytest.mark.office] if "LibreOffice" in writer.name else []


@pytest.mark.parametrize("writer", [pytest.param(w, id=w.name, marks=_marks(w)) for w in WRITERS])
def test_a_worksheet_of_another_program(
    writer: Writer, forms: tuple[bytes, bytes, bytes, bytes], reader: Reader, library: Library, tmp_path: Path
) -> None:
    files = written(writer, forms, tmp_path)
    if writer.becomes == REFUSED:
        with pytest.raises(NotRead) as refusal:
            reader.read(f"x.{writer.ending}", files[0])
        assert str(refusal.value.reason) == writer.why
        if writer.why in ("no_form_fields", "old_word"):
            assert f"/{EAST}/" in refusal.value.reference_text
        if "flattens" in writer.name or "prints" in writer.name:
            words = refusal.value.words.split()
            assert {"share", "late", "Join", "meetings", "March", "2027"} <= set(words)
        return
    found = [sheet for data in files for sheet in reader.read(f"x.{writer.ending}", data)]
    if len(files) > 1:  # pages sent apart
        assert said(found[0]) | {k: v for k, v in said(found[1]).items() if v} == ANSWERS
        assert len({str(f.reference) for f in found}) == 1
        return
    assert all(said(sheet) == ANSWERS for sheet in found)
    teams = [sheet.reference.team for sheet in found if sheet.reference]
    assert teams == ([EAST, EARLY] if writer.becomes == BOTH else [EAST])
    if writer.becomes in (SHOWN, READ):
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / f"x.{writer.ending}").write_bytes(files[0])
        (reply,) = collect(library, tmp_path / "in", Theme.of(ROOT), reader=Reader()).replies
        assert [r.text for r in reply.remarks] == (["Wombat agreed too"] if writer.becomes == SHOWN else [])
