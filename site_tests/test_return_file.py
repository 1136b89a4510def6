"""The web's return file: read under limits, strings only, and its time."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from builder.returns.reading.web_plan import read_json
from builder.returns.replies import How, NotRead, Reason

GOOD: dict[str, object] = {
    "format": "briefing-return",
    "form": 1,
    "reference": "wrenford/child-h/1.0/assessment-east/plan-1",
    "kind": "plan",
    "recommendations": {"R1": "words"},
    "answers": {"organisation": "Wrenford", "action_7_what": "x"},
    "saved": "2027-01-12T09:30:00+01:00",
}


def as_file(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def test_what_it_says() -> None:
    found = read_json(b"\xef\xbb\xbf" + as_file())
    assert found.how is How.JSON and found.kind == "plan"
    assert found.reference is not None and found.reference.team == "assessment-east"
    assert found.recommendations == {"R1": "words"}
    assert found.answers == {"organisation": "Wrenford", "action_7_what": "x"}
    assert found.saved == datetime(2027, 1, 12, 8, 30, tzinfo=UTC)


def test_typed_from_paper_is_said_and_older_files_say_nothing() -> None:
    assert read_json(as_file(typed_from="paper")).how is How.PAPER
    assert read_json(as_file(typed_from="")).how is read_json(as_file()).how is How.JSON


@pytest.mark.parametrize("saved", ["", "yesterday", 5, None, "9999-12-31T23:59:59-23:00", ["2027"]])
def test_a_time_that_is_none_costs_nothing(saved: object) -> None:
    assert read_json(as_file(saved=saved)).saved is None


def test_a_reference_that_is_none_is_kept_as_text() -> None:
    found = read_json(as_file(reference="from the foot of the page"))
    assert found.reference is None and found.reference_text == "from the foot of the page"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.NOT_A_WORKSHEET),
        (b"{}", Reason.NOT_A_WORKSHEET),
        (b"[1, 2]", Reason.NOT_A_WORKSHEET),
        (b'"briefing-return"', Reason.NOT_A_WORKSHEET),
        (b"\xff\xfe\x00", Reason.NOT_A_WORKSHEET),
        (b"[" * 200_000, Reason.NOT_A_WORKSHEET),
        (b'{"a":' * 100_000, Reason.NOT_A_WORKSHEET),
        (b'{"format": "briefing-return", "form": ' + b"9" * 10_000 + b"}", Reason.DAMAGED),
        (as_file()[:-40], Reason.DAMAGED),
        (as_file(form="1"), Reason.DAMAGED),
        (as_file(form=True), Reason.DAMAGED),
        (as_file(form=3), Reason.UNKNOWN_VERSION),
        (as_file(form=0), Reason.UNKNOWN_VERSION),
        (as_file(reference="wrenford/child-h/1.0/assessment-east/plan-9"), Reason.UNKNOWN_VERSION),
        (as_file(answers=["x"]), Reason.DAMAGED),
        (as_file(answers={"organisation": 5}), Reason.DAMAGED),
        (as_file(answers={"organisation": {"deep": "x"}}), Reason.DAMAGED),
        (as_file(answers={"../../x": "y"}), Reason.DAMAGED),
        (as_file(recommendations={"<b>": "y"}), Reason.DAMAGED),
        (as_file(answers={f"action_{n}_what": "" for n in range(10_001)}), Reason.TOO_LARGE),
        (as_file(answers={"learning_1": "x" * 2_000_001}), Reason.TOO_LARGE),
    ],
)
def test_refused_by_name(data: bytes, reason: Reason) -> None:
    with pytest.raises(NotRead) as refusal:
        read_json(data)
    assert refusal.value.reason is reason
