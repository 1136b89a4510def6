"""Worksheets that other programs wrote: read, shown, or refused with the true reason. See `other_writers.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.form.field_ids import encode
from builder.form.record import FormRecord
from builder.model.partnership import Library
from builder.model.theme import Theme
from builder.returns.apart.process import Reader
from builder.returns.collect import collect
from builder.returns.collected import Outcome, State
from builder.returns.records.decisions import Decided, Decisions
from builder.returns.replies import NotRead, Return
from builder.worksheets.pdf import Press
from builder.worksheets.sent_forms import plan_record

from .conftest import DEEP, ROOT
from .other_writers import BOTH, PRINTED, READ, REFUSED, SHOWN, WRITERS, Blank, Writer
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


@pytest.fixture(scope="module")
def sent(library: Library) -> FormRecord:
    return plan_record(Writers.of(library).job)


def check_print(data: bytes, library: Library, sent: FormRecord, folder: Path) -> None:
    """Without the record every word is shown; with it the answers are read, and count when a person has looked."""
    (folder / "in").mkdir()
    (folder / "in" / "x.pdf").write_bytes(data)
    words = collect(library, folder / "in", Theme.of(ROOT)).files[0]
    assert (words.outcome, words.reason) == (Outcome.UNREADABLE, "no_form_fields")
    assert words.reached and {"share", "late", "Join", "meetings", "2027"} <= set(words.reached.words.split())
    read = collect(library, folder / "in", Theme.of(ROOT), sent=[sent])
    (reply,) = read.unmatched
    assert (reply.match.reason, reply.match.suggestion, reply.printed) == ("why_printed", EAST, True)
    assert {k: v for k, v in encode(reply.plan).items() if k in ANSWERS} == ANSWERS
    assert len(reply.plan.texts) == len(reply.plan.details) + 4 and not reply.remarks
    assert read.state("child-h", EAST) is State.DECIDE and not read.replies
    taken = {("x.pdf", 0): Decided("seen", "", "")}
    looked = collect(library, folder / "in", Theme.of(ROOT), sent=[sent], decisions=Decisions(taken))
    assert looked.state("child-h", EAST) is State.REPLIED and looked.replies[0].plan == reply.plan


def written(writer: Writer, forms: tuple[bytes, bytes, bytes, bytes], folder: Path) -> list[bytes]:
    one, two, word, other = forms
    return writer.write(Blank(one, two, word, other, folder, ANSWERS))


def said(found: Return) -> dict[str, str]:
    return {name: found.answers.get(name, "") for name in ANSWERS}


def _marks(writer: Writer) -> list[pytest.MarkDecorator]:
    return [pytest.mark.office] if "LibreOffice" in writer.name else []


def test_the_table_in_the_docs_is_this_one() -> None:
    page = (ROOT / "docs" / "tested.md").read_text(encoding="utf-8")
    assert [line for line in map(row, WRITERS) if line not in page.splitlines()] == []


def row(writer: Writer) -> str:
    return f"| {writer.name} | .{writer.ending} | {WHY[writer.why] if writer.why else writer.becomes} |"


WHY = {
    "no_form_fields": "refused: its fields were lost, so all its words are shown",
    "encrypted": "refused: it needs a password",
    "old_word": "refused: an old .doc, to be saved as .docx",
    "not_a_worksheet": "refused: not one of our worksheets",
}


@pytest.mark.parametrize("writer", [pytest.param(w, id=w.name, marks=_marks(w)) for w in WRITERS[:: 1 if DEEP else 2]])
def test_a_worksheet_of_another_program(
    writer: Writer,
    forms: tuple[bytes, bytes, bytes, bytes],
    sent: FormRecord,
    reader: Reader,
    library: Library,
    tmp_path: Path,
) -> None:
    files = written(writer, forms, tmp_path)
    if writer.becomes == REFUSED:
        with pytest.raises(NotRead) as refusal:
            reader.read(f"x.{writer.ending}", files[0])
        assert str(refusal.value.reason) == writer.why
        if writer.why in ("no_form_fields", "old_word"):
            assert f"/{EAST}/" in refusal.value.reference_text
        return
    if writer.becomes == PRINTED:
        check_print(files[0], library, sent, tmp_path)
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
