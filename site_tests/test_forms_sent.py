"""`records/forms/`: what was printed, what a team was asked, where each field stands. No build takes any of it away."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from builder.form.record import FOLDER, FormRecord, forms_sent, keep_record
from builder.form.reference import Reference, ReturnKind
from builder.render.job import Job
from builder.worksheets import sent_forms
from builder.worksheets.pdf import Press, make_blank_pdf
from builder.worksheets.sent_forms import keep_follow_ups, keep_plans, note_laid_out, plan_record


@pytest.fixture(scope="module")
def record(job: Job) -> FormRecord:
    return plan_record(job)


def test_it_says_what_was_printed_and_where(job: Job, record: FormRecord, tmp_path: Path) -> None:
    """The witness for places is the form itself."""
    (tmp_path / "blank.pdf").write_bytes(make_blank_pdf(job))
    with pikepdf.open(tmp_path / "blank.pdf") as pdf:
        assert record.pages == len(pdf.pages)
        for number, page in enumerate(pdf.pages, 1):
            for field in (note for note in page.obj.Annots if "/T" in note):  # numbers to call are links
                x0, y0, x1, y1 = (float(v) for v in field.Rect)
                at, x, y, width, height = record.places[str(field.T)]
                assert (at, x, y, width, height) == pytest.approx((number, x0, y0, x1 - x0, y1 - y0), abs=0.06)
    assert record.recommendations == {r.code: r.text for r in job.briefing.recommendations}
    assert record.labels["what"] == "What needs to happen?"
    mine = Reference("wrenford", "child-h", job.briefing.version, job.library.teams[0].id)
    assert record.is_of(mine) and record.is_of(replace(mine, team=""))
    assert not record.is_of(replace(mine, team="nobody")) and not record.is_of(replace(mine, form=1))


def test_one_record_however_many_teams_and_none_is_taken_away(job: Job, tmp_path: Path) -> None:
    keep_plans(tmp_path, [job])
    keep_plans(tmp_path, [job])
    (file,), (large,) = ([*(tmp_path / FOLDER).glob(f"*-{layout}-*")] for layout in ("plan", "large-print"))
    assert large.stat().st_size < 24_000
    assert file.stat().st_size < 24_000
    before = file.read_bytes()
    fewer = replace(job, library=replace(job.library, teams=job.library.teams[:1]))
    keep_plans(tmp_path, [fewer])
    assert file.read_bytes() == before, "a team that is gone had its form all the same"
    reworded = replace(job.briefing, title="Other words")
    keep_plans(tmp_path, [replace(job, briefing=reworded)])
    assert file.read_bytes() == before and len(list((tmp_path / FOLDER).glob("*-plan-*"))) == 2


def test_what_a_worker_laid_out_is_not_laid_out_again(
    job: Job, record: FormRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = tmp_path / "build"
    note_laid_out(build, job, (Press(job), Press(job, large=True)))
    keep_record(build, replace(record, title="Of an earlier build"))
    monkeypatch.setattr(sent_forms, "Press", None)
    keep_plans(tmp_path, [job])
    assert record in list(forms_sent(tmp_path)) and len(list(forms_sent(tmp_path))) == 2
    assert {r.name for r in forms_sent(build)} == {r.name for r in forms_sent(tmp_path)}, "an earlier one is cleared"


def test_what_a_follow_up_asked_is_kept(job: Job, tmp_path: Path) -> None:
    team = job.library.teams[0].id
    keep_follow_ups(tmp_path, job, ReturnKind.AFTER_6, [team])
    keep_follow_ups(tmp_path, job, ReturnKind.AFTER_6, ["another"])
    keep_follow_ups(tmp_path, job, ReturnKind.AFTER_12, [team])
    six, twelve = sorted(forms_sent(tmp_path), key=lambda r: r.kind.months)
    assert (six.teams, twelve.teams) == (("another", team), (team,)) and not six.places
    assert six.labels["no_longer"] and six.recommendations == {r.code: r.text for r in job.briefing.recommendations}
    assert six.is_of(Reference("wrenford", "child-h", job.briefing.version, team, ReturnKind.AFTER_6))


def test_it_is_read_as_it_was_written(record: FormRecord, tmp_path: Path) -> None:
    keep_record(tmp_path, record)
    assert list(forms_sent(tmp_path)) == [record]


@pytest.mark.parametrize("harm", ["", "{", "[]", "null", '{"format": "briefing-form"}', '{"format": "other"}', "\x00"])
def test_a_damaged_record_is_left_as_it_is(record: FormRecord, tmp_path: Path, harm: str) -> None:
    path = keep_record(tmp_path, record)
    path.write_text(harm, encoding="utf-8")
    keep_record(tmp_path, record)
    assert path.read_text(encoding="utf-8") == harm
    assert list(forms_sent(tmp_path)) == [record]


def test_a_build_keeps_the_record_and_outlives_dist(dist: Path, record: FormRecord, tmp_path: Path) -> None:
    kept = dist.parent / FOLDER
    assert record.name in {p.name for p in kept.iterdir()}
    shutil.copytree(kept, tmp_path / FOLDER)
    assert json.loads((tmp_path / FOLDER / record.name).read_text(encoding="utf-8"))["kind"] == "plan"
