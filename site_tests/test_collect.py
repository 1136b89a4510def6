"""Collecting a folder of returns: each file accounted for, each return matched, and nothing hostile gets anywhere.

HYPOTHESIS_PROFILE=deep changes 2,000 files of each kind at random.
"""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import signal
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.evidence.overview import make_overview
from builder.evidence.phrases import Phrases
from builder.evidence.report import make_report
from builder.form.plan import Reference
from builder.model.partnership import Library
from builder.model.slugs import name_slug
from builder.model.theme import Theme
from builder.returns.apart.process import Reader
from builder.returns.collect import collect
from builder.returns.collected import Collected, Outcome, Sure, printable
from builder.returns.limits import MAX_BYTES
from builder.returns.matching.match import Matcher, likeness
from builder.returns.post.folder import walk
from builder.returns.reading.pdf import read_pdf
from builder.returns.replies import How, NotRead, Reason, Return
from builder.worksheets.messages import paper_table
from builder.worksheets.pdf import Press
from site_tests.hostile.others import json_cases, stray_cases, word_cases
from site_tests.hostile.pdfs import Case, pdf_cases
from site_tests.returned import ROOT, Writers, answers_of, messy_folder, with_teams

LOOK = Theme.of(ROOT)
EARLY, FAMILY = "early-help", "family-support"


@pytest.fixture(scope="module")
def writers(library: Library) -> Writers:
    return Writers.of(library)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running


def plan(writers: Writers, team_id: str, **facts: str) -> bytes:
    """A return file of a team; `facts` are answers, or `saved` and `reference`."""
    team = next(t for t in writers.job.library.teams if t.id == team_id)
    options = {k: facts.pop(k) for k in ("saved", "reference") if k in facts}
    return writers.json(team, {**answers_of(team, Random(7)), **facts}, **options)


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def outcomes(collected: Collected) -> dict[str, tuple[str, str]]:
    return {f.path: (str(f.outcome), f.reason) for f in collected.files}


# Every file is accounted for ---------------------------------------------------------------------


def test_all_three_formats_say_the_same(library: Library, writers: Writers, reader: Reader) -> None:
    team = library.teams[2]
    answers = answers_of(team, Random(5))
    read = [
        reader.read("a.pdf", writers.pdf(team, answers))[0],
        reader.read("a.docx", writers.words(team, answers))[0],
        reader.read("a.json", writers.json(team, answers))[0],
    ]
    assert [r.how for r in read] == [How.PDF, How.WORD, How.JSON]
    assert len({str(r.reference) for r in read}) == 1
    assert all(any(r.plan.learning) for r in read)


def test_a_messy_folder(tmp_path: Path, library: Library, writers: Writers) -> None:
    first = plan(writers, EARLY, saved="2026-10-01T09:00:00Z", learning_1="First thoughts")
    second = plan(writers, EARLY, saved="2026-10-05T09:00:00Z", learning_1="First thoughts, and second ones")
    blank = writers.json(library.teams[2], {"organisation": "Wrenford Council (example)"}, saved="2026-10-09T09:00:00Z")
    folder = put(
        tmp_path,
        {
            "a/first.json": first,
            "b/renamed by outlook.json": second,
            "b/again.json": second,
            "c/blank, sent later.json": blank,
            "minutes.txt": b"hello",
            "all.zip": b"PK\x03\x04",
        },
    )
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.rglob("*") if p.is_file()}
    collected = collect(library, folder, LOOK)
    assert outcomes(collected) == {
        "a/first.json": ("superseded", "why_newer"),
        "all.zip": ("unreadable", "damaged"),
        "b/again.json": ("read", ""),
        "b/renamed by outlook.json": ("duplicate", "why_same"),
        "c/blank, sent later.json": ("superseded", "why_emptier"),
        "minutes.txt": ("not_a_worksheet", "not_a_worksheet"),
    }
    assert [r.plan.learning[0] for r in collected.replies] == ["First thoughts, and second ones"]
    assert before == {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.rglob("*") if p.is_file()}


def test_what_only_an_older_copy_says_is_for_a_person(tmp_path: Path, library: Library, writers: Writers) -> None:
    """Six rows are not enough: a team sends actions 1 to 6 and then a second copy with two more."""
    team = next(t for t in library.teams if t.id == EARLY)
    first = {"learning_1": "We talked."} | {f"action_{n}_what": f"Do number {n}." for n in range(1, 7)}
    second = {"action_1_what": "Do number 7", "action_2_what": "Do number 8"}
    both = {"learning_1": "we  talked"} | {f"action_{n}_what": f"do number {n}" for n in range(1, 9)}

    def collected_of(**files: dict[str, str]) -> Collected:
        shutil.rmtree(tmp_path / "in", ignore_errors=True)
        times = enumerate(files.items(), start=1)
        saved = {f"{name}.json": writers.json(team, said, saved=f"2026-10-0{n}T09:00:00Z") for n, (name, said) in times}
        return collect(library, put(tmp_path / "in", saved), LOOK)

    collected = collected_of(one=first, two=second)
    assert outcomes(collected)["one.json"] == ("for_a_person", "why_overtaken")
    make_overview(collected, LOOK, tmp_path, today=date(2026, 11, 22))
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "More in an older file" in page and "newer file, two.json, lacks" in page
    assert f"{team.organisation}: {team.section_team}: one.json" in page
    assert "one.json" in next(r for r in (tmp_path / "replies.csv").read_text("utf-8").splitlines() if "two.json" in r)
    together = collected_of(one=first, two=second, three=both)
    assert set(outcomes(together).values()) == {("superseded", "why_newer"), ("read", "")}
    assert set(outcomes(collected_of(one=first, two={})).values()) == {("read", ""), ("superseded", "why_emptier")}


def test_a_line_typed_twice_with_other_words_is_for_a_person(
    tmp_path: Path, library: Library, writers: Writers
) -> None:
    reference = writers.reference(next(t for t in library.teams if t.id == EARLY))
    put(tmp_path, {"paper.csv": f"reference,learning_1\n{reference},One\n{reference},Two".encode()})
    collected = collect(library, tmp_path, LOOK)
    assert [r.line for r in collected.replies] == [3] and [r.line for r in collected.overtaken] == [2]
    assert outcomes(collected) == {"paper.csv": ("for_a_person", "why_overtaken")}


def test_without_a_time_inside_the_files_own_time_counts(tmp_path: Path, library: Library, writers: Writers) -> None:
    team = library.teams[2]
    folder = put(
        tmp_path,
        {
            "new.pdf": writers.pdf(team, answers_of(team, Random(1))),
            "old.pdf": writers.pdf(team, answers_of(team, Random(2))),
        },
    )
    os.utime(folder / "new.pdf", (1_800_000_000, 1_800_000_000))
    os.utime(folder / "old.pdf", (1_700_000_000, 1_700_000_000))
    collected = collect(library, folder, LOOK)
    (reply,) = collected.replies
    assert collected.files[reply.file].path == "new.pdf"
    assert not reply.saved_inside
    assert reply.saved == datetime.fromtimestamp(1_800_000_000, UTC)


def test_a_pdf_that_somebody_saved_states_its_own_time(library: Library, writers: Writers, reader: Reader) -> None:
    team = library.teams[2]
    data = writers.pdf(team, answers_of(team, Random(1)), saved="D:20261012133000+01'00'")
    assert reader.read("x.pdf", data)[0].saved == datetime(2026, 10, 12, 12, 30, tzinfo=UTC)


def test_links_pipes_and_odd_names_are_named_and_not_followed(tmp_path: Path, library: Library) -> None:
    outside = put(tmp_path / "outside", {"secret.json": b"{}"})
    folder = put(tmp_path / "in", {"line\nbreak.txt": b"x", "right\u202eleft.txt": b"x"})
    (folder / "link.json").symlink_to(outside / "secret.json")
    (folder / "link").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.pdf")
    (folder / os.fsdecode(b"not\xfftext.txt")).write_bytes(b"y")
    collected = collect(library, folder, LOOK)
    found = outcomes(collected)
    assert {found[n][1] for n in ("link.json", "link", "loop")} == {"why_link"}
    assert found["pipe.pdf"] == ("left_alone", "why_special")
    assert {"line break.txt", "rightleft.txt", "not\\udcfftext.txt"} < set(found)
    assert not any("secret" in name for name in found)


def test_a_large_file_is_not_even_opened(tmp_path: Path, library: Library) -> None:
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert outcomes(collect(library, tmp_path, LOOK)) == {"large.pdf": ("unreadable", "why_too_large")}


RICH = '<body xmlns="http://www.w3.org/1999/xhtml"><p>We &amp; <b>they</b></p><p>at a caf&#233;</p></body>'


def _rich(_pdf: Any, field: Any) -> None:
    field.RV = pikepdf.String(RICH)


def _stream(pdf: Any, field: Any) -> None:
    field.V = pdf.make_stream("café".encode("utf-16"))


def _look(_pdf: Any, field: Any) -> None:
    field.AS = pikepdf.Name.yes


ELSEWHERE: dict[str, tuple[str, Callable[[Any, Any], None], str]] = {
    "rich text only": ("learning_2", _rich, "We & they\nat a café"),
    "a stream": ("learning_2", _stream, "café"),
    "a tick's look": ("relevant_r2", _look, "yes"),
}
"""Where programs put a value: the field, what they do, and what a reader of the page sees."""


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_value_that_stands_in_an_unusual_place(library: Library, writers: Writers, where: str) -> None:
    name, put_there, seen = ELSEWHERE[where]
    team = library.teams[0]
    with pikepdf.open(io.BytesIO(writers.pdf(team, {"action_1_what": "Ring"}))) as pdf:
        put_there(pdf, next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == name))
        out = io.BytesIO()
        pdf.save(out)
    found = read_pdf(out.getvalue())
    assert found.answers[name] == seen and found.answers["action_1_what"] == "Ring"


def test_what_a_person_typed_from_paper(tmp_path: Path, library: Library, writers: Writers) -> None:
    early, family = (writers.reference(next(t for t in library.teams if t.id == team)) for team in (EARLY, FAMILY))
    rows = [
        "reference,Number of people there,learning_1,R1,Action 1: What needs to happen?",
        f"{family},7,Typed words,x,Ring the school",
        f"{early},,,,",
        "not a reference,3,lost?,,",
    ]
    put(tmp_path, {"paper.csv": "\r\n".join(rows).encode("cp1252")})
    collected = collect(library, tmp_path, LOOK)
    (reply,) = collected.replies
    assert (reply.how, reply.match.team, reply.line) == (How.PAPER, FAMILY, 2)
    assert reply.plan.ticks[0].code == "R1" and reply.plan.rows[0]["what"] == "Ring the school"
    assert [(f.outcome, f.reason, f.detail) for f in collected.files] == [
        (Outcome.FOR_A_PERSON, "why_unused_lines", "4")
    ]


def test_what_was_typed_from_paper_into_the_web_plan_is_marked(
    tmp_path: Path, library: Library, writers: Writers
) -> None:
    content = json.loads(plan(writers, EARLY)) | {"typed_from": "paper"}
    empty = json.loads(writers.json(library.teams[0], {})) | {"typed_from": "paper"}
    put(tmp_path, {"typed.json": json.dumps(content).encode(), "empty.json": json.dumps(empty).encode()})
    collected = collect(library, tmp_path / "", LOOK)
    assert {(r.match.team, r.how, r.filled) for r in collected.replies} == {
        (EARLY, How.PAPER, True),
        (library.teams[0].id, How.PAPER, False),
    }
    assert make_report(collected, Phrases(LOOK.words("en")), date(2026, 11, 22)).chapters[0].standing.typed == 1


def test_a_paper_csv_that_nobody_has_typed_into_is_not_called_read(
    tmp_path: Path, library: Library, writers: Writers
) -> None:
    reference = writers.reference(library.teams[0])
    untouched = f"reference,learning_1\n{reference},\n".encode()
    put(tmp_path, {"paper.csv": paper_table(writers.job), "prepared/paper.csv": untouched})
    assert set(outcomes(collect(library, tmp_path, LOOK)).values()) == {("empty", "why_no_lines")}


def test_every_wrong_kind_of_file_gets_its_own_reason(tmp_path: Path, library: Library, writers: Writers) -> None:
    odt = io.BytesIO()
    with zipfile.ZipFile(odt, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    saved_again = io.BytesIO()
    with pikepdf.open(io.BytesIO(writers.pdf(library.teams[0], {}))) as pdf:
        pdf.save(saved_again, object_stream_mode=pikepdf.ObjectStreamMode.disable)  # as many viewers do
    whole = saved_again.getvalue()
    put(
        tmp_path,
        {
            "plan.odt": odt.getvalue(),
            "no ending": odt.getvalue() + b"\n",
            "plan.pages": b"PK\x03\x04 and so on",
            **{f"cut at {share} of 100.pdf": whole[: len(whole) * share // 100] for share in (3, 8, 30, 70, 99)},
        },
    )
    found = outcomes(collect(library, tmp_path, LOOK))
    assert {name: reason for name, (_, reason) in found.items()} == {
        "plan.pages": "unknown_format",
        **dict.fromkeys((n for n in found if n.startswith("cut")), "damaged"),
        **dict.fromkeys(("plan.odt", "no ending"), "damaged"),
    }


# Matching ----------------------------------------------------------------------------------------

DETAILS = {
    "organisation": "Wrenford Council (example)",
    "section_team": "Early Help Hub",
    "team_manager": "Example Manager C",
}
GENERAL = {
    "organisation": "Wrenford General Hospital (example)",
    "section_team": "Emergency Department",
    "team_manager": "Example Manager G",
}
MATCHES = [
    ("reference", "wrenford/child-h/1.0/early-help/plan-1", DETAILS, EARLY, Sure.REFERENCE, ""),
    ("older version", "wrenford/child-h/0.9/early-help/plan-1", DETAILS, EARLY, Sure.REFERENCE, ""),
    ("details cleared", "wrenford/child-h/1.0/early-help/plan-1", {}, EARLY, Sure.REFERENCE, ""),
    ("passed on", "wrenford/child-h/1.0/early-help/plan-1", GENERAL, "", Sure.NONE, "why_contradiction"),
    ("blank form", "wrenford/child-h/1.0/-/plan-1", DETAILS, EARLY, Sure.DETAILS, ""),
    ("typing mistake", "", DETAILS | {"section_team": "early help  Hubb"}, EARLY, Sure.DETAILS, ""),
    ("another manager", "", DETAILS | {"team_manager": "Somebody New"}, EARLY, Sure.DETAILS, ""),
    ("no team named", "", {"organisation": "Wrenford Council (example)"}, "", Sure.NONE, "why_no_team"),
    ("strangers", "", {"organisation": "Elsewhere", "section_team": "Nobody"}, "", Sure.NONE, "why_no_team"),
    ("nothing at all", "", {}, "", Sure.NONE, "why_no_team"),
    ("team gone, details known", "wrenford/child-h/1.0/closed/plan-1", DETAILS, EARLY, Sure.DETAILS, ""),
    ("team gone", "wrenford/child-h/1.0/closed/plan-1", {}, "", Sure.NONE, "why_unknown_team"),
    ("other partnership", "elsewhere/child-h/1.0/early-help/plan-1", DETAILS, "", Sure.NONE, "why_other_partnership"),
    ("other briefing", "wrenford/child-z/1.0/early-help/plan-1", DETAILS, "", Sure.NONE, "why_unknown_briefing"),
]


@pytest.mark.parametrize(
    ("reference", "details", "team", "sure", "reason"), [m[1:] for m in MATCHES], ids=[m[0] for m in MATCHES]
)
def test_matching(
    library: Library, reference: str, details: dict[str, str], team: str, sure: Sure, reason: str
) -> None:
    found = Matcher(library).match(Return(How.PDF, details, Reference.parse(reference), reference))
    assert (found.team, found.sure, found.reason) == (team, sure, reason)


OLD_TEAM = {"section_team": "First steps centre"}
OLD_NAMES = [  # a reference or details of before a name was changed, and the team that is meant
    ("partnership's id", "old-wrenford-board/child-h/1.0/early-help/plan-1", {}, EARLY, Sure.REFERENCE),
    ("briefing's folder", "wrenford/child-one/1.0/early-help/plan-1", {}, EARLY, Sure.REFERENCE),
    ("team's id", "wrenford/child-h/1.0/first-steps-centre/plan-1", {}, EARLY, Sure.REFERENCE),
    ("team's whole id", "wrenford/child-h/1.0/{organisation}-first-steps-centre/plan-1", {}, EARLY, Sure.REFERENCE),
    ("team's old name, own reference", "wrenford/child-h/1.0/early-help/plan-1", OLD_TEAM, EARLY, Sure.REFERENCE),
    ("team's old name alone", "", OLD_TEAM, EARLY, Sure.DETAILS),
    ("all old", "old-wrenford-board/child-one/0.9/first-steps-centre/plan-1", {}, EARLY, Sure.REFERENCE),
    ("nobody's", "older-board/child-h/1.0/early-help/plan-1", {}, "", Sure.NONE),
]


@pytest.mark.parametrize("row", OLD_NAMES, ids=lambda r: r[0])
def test_what_was_sent_under_an_earlier_name_still_finds_its_place(library: Library, row: tuple[Any, ...]) -> None:
    _, reference, changed, team, sure = row
    teams = tuple(replace(t, formerly=("First Steps Centre",)) if t.id == EARLY else t for t in library.teams)
    renamed = replace(
        library,
        teams=teams,
        partnership=replace(library.partnership, formerly=("Old Wrenford Board",)),
        briefings=tuple(replace(b, formerly=("child-one",)) for b in library.briefings),
    )
    early = next(t for t in teams if t.id == EARLY)
    reference = reference.format(organisation=name_slug(early.organisation))
    details = {n: str(getattr(early, n)) for n in ("organisation", "section_team", "team_manager")} | changed
    found = Matcher(renamed).match(Return(How.PDF, details, Reference.parse(reference), reference))
    assert (found.team, found.sure) == (team, sure)
    if team:
        assert found.briefing == "child-h"


def test_a_name_that_two_teams_had_is_nobodys_reference(library: Library) -> None:
    teams = tuple(replace(t, formerly=("First Steps Centre",)) for t in library.teams)
    text = "wrenford/child-h/1.0/first-steps-centre/plan-1"
    found = Matcher(replace(library, teams=teams)).match(Return(How.PDF, {}, Reference.parse(text), text))
    assert (found.team, found.reason) == ("", "why_unknown_team")


def test_a_thousand_teams_of_like_names_are_told_apart_without_comparing_them_all(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = with_teams(library, 1_000)
    matcher = Matcher(large)
    compared: list[str] = []
    monkeypatch.setattr(
        "builder.returns.matching.match._ratio", lambda one, other: compared.append(one) or float(one == other)
    )
    for team in large.teams[::50]:
        details = {n: getattr(team, n) for n in ("organisation", "section_team", "team_manager")}
        assert matcher.match(Return(How.PDF, details)).team == team.id
    assert compared == []
    assert matcher.match(Return(How.PDF, {"section_team": "Team 7 Nowhere"})).reason == "why_no_team"
    assert len(compared) <= 40


def test_two_teams_of_one_name_are_for_a_person(library: Library) -> None:
    twin = replace(library.teams[2], id="twin")
    found = Matcher(replace(library, teams=(*library.teams, twin))).match(Return(How.PDF, DETAILS))
    assert (found.team, found.reason) == ("", "why_two_teams")


def test_the_briefing_is_known_by_its_recommendations(library: Library) -> None:
    other = replace(library.briefings[0], slug="other", sections=())
    both = replace(library, briefings=(other, library.briefings[0]))
    words = {r.code: r.text for r in library.briefings[0].recommendations}
    assert Matcher(both).match(Return(How.WORD, DETAILS, recommendations=words)).briefing == "child-h"
    assert Matcher(both).match(Return(How.WORD, DETAILS)).reason == "why_no_briefing"
    assert Matcher(both, "other").match(Return(How.WORD, DETAILS)).briefing == "other"


@given(st.dictionaries(st.sampled_from(sorted(DETAILS)), st.text(max_size=40)))
def test_likeness_stays_between_nothing_and_everything(given_details: dict[str, str]) -> None:
    assert 0 <= likeness(given_details, DETAILS) <= 100


# Hostile and damaged files -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(library: Library, writers: Writers) -> tuple[Case, ...]:
    team = library.teams[2]
    answers = answers_of(team, Random(1))
    printed = Press(writers.job).print_run(library.teams[:1])
    content = json.loads(writers.json(team, answers))
    return (
        *pdf_cases(writers.pdf(team, answers), printed),
        *word_cases(writers.words(team, answers)),
        *json_cases(content),
        *stray_cases(),
    )


def _cpu() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(r.ru_utime + r.ru_stime for r in both)


def test_no_hostile_file_stops_the_others_or_gets_anywhere(
    tmp_path: Path, library: Library, writers: Writers, hostile: tuple[Case, ...]
) -> None:
    """Ninety bad files among three good ones: all named, none followed, in a third of a second each on average."""
    assert len(hostile) >= 40
    folder = tmp_path / "in"
    put(folder, {f"{n:03d}/{name}": data for n, (name, data, _) in enumerate(hostile)})
    put(
        folder,
        {f"{n}/good.json": plan(writers, team) for n, team in (("0", EARLY), ("050", FAMILY), ("999", "pvp-unit"))},
    )
    began = _cpu()
    with Reader(seconds=20) as reader:
        collected = collect(library, folder, LOOK, reader=reader)
    assert _cpu() - began < 30
    found = outcomes(collected)
    assert len([name for name in found if " › " not in name]) == len(hostile) + 3  # one holds a file, which is named
    wrong = []
    for number, (name, _, want) in enumerate(hostile):
        got = found[f"{number:03d}/{printable(name)}"]
        allowed = {"any": got, "read": ("read", "superseded")}.get(want, (want,))
        if not set(got) & set(allowed):
            wrong.append((name, want, got))
    assert not wrong
    assert {"early-help", "family-support", "pvp-unit"} <= {r.match.team for r in collected.replies}
    for name in ("with", "without"):
        (tmp_path / name).mkdir()
        make_overview(collected, LOOK, tmp_path / name, today=date(2026, 11, 22), anonymous=name == "without")
    assert not list(tmp_path.glob("evil*")) and not Path("/tmp/evil").exists()


def test_hostile_files_stay_within_memory(reader: Reader, hostile: tuple[Case, ...]) -> None:
    """The reading process, after all of them, has never held more than 200 MB."""
    for name, data, _ in hostile:
        try:
            reader.read(name, data)
        except NotRead:
            continue
    status = Path(f"/proc/{reader.pid}/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak / 1024 < 200


def test_no_program_among_the_returns_is_run(
    tmp_path: Path, library: Library, writers: Writers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may start the command in the very folder that holds the returns."""
    trap = b"open('sprung', 'w').close()"
    names = ("json.py", "lxml.py", "builder.py", "sitecustomize.py", "pikepdf/__init__.py")
    put(tmp_path, {**dict.fromkeys(names, trap), "plan.json": plan(writers, EARLY)})
    monkeypatch.chdir(tmp_path)
    assert [r.match.team for r in collect(library, tmp_path, LOOK, reader=Reader()).replies] == [EARLY]
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize(
    ("program", "reason", "detail"),
    [
        ("import time; time.sleep(60)", Reason.TOO_LARGE, "time"),
        ("import os; os._exit(9)", Reason.DAMAGED, "crash"),
        ("print('not an answer', flush=True); input()", Reason.DAMAGED, "crash"),
    ],
)
def test_a_reader_that_hangs_or_dies_costs_one_file(program: str, reason: Reason, detail: str) -> None:
    patience = 0.5 if detail == "time" else 60  # on a busy computer a program takes a while to begin
    with Reader(patience=patience, program=program) as reader:
        for data in (b"%PDF-1.7", b"%PDF-1.7" * 100_000):
            with pytest.raises(NotRead) as caught:
                reader.read("x.pdf", data)
            assert (caught.value.reason, caught.value.detail) == (reason, detail)
            assert not reader.pid


def test_a_file_that_eats_processor_time_is_stopped(library: Library, writers: Writers) -> None:
    team = library.teams[2]
    with Reader(seconds=0.0001) as reader, pytest.raises(NotRead) as caught:
        reader.read("plan.docx", writers.words(team, answers_of(team, Random(5))))
    assert (caught.value.reason, caught.value.detail) == (Reason.TOO_LARGE, "time")


def test_a_busy_computer_refuses_no_good_file(writers: Writers) -> None:
    """Its reader stands still for longer than a file may take: the clock goes on, the processor's time does not."""
    data = plan(writers, EARLY)
    with Reader(seconds=1) as reader:
        reader.read("first.json", data)
        os.kill(reader.pid, signal.SIGSTOP)
        going_on = threading.Timer(1.3, os.kill, (reader.pid, signal.SIGCONT))
        going_on.start()
        assert len(reader.read("second.json", data)) == 1
        going_on.join()


@pytest.mark.parametrize("kind", ["pdf", "docx", "json"])
@given(data=st.data())
def test_a_file_changed_at_random_is_read_or_refused(
    kind: str, reader: Reader, writers: Writers, library: Library, data: st.DataObject
) -> None:
    """Bytes cut, changed, doubled or taken out: a return or a reason, never anything else."""
    team = library.teams[2]
    write = {"pdf": writers.pdf, "docx": writers.words, "json": writers.json}[kind]
    whole = bytearray(_WHOLE.setdefault(kind, write(team, answers_of(team, Random(1)))))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.sampled_from(("byte", "cut", "double", "zero", "end"))):
            case "byte":
                whole[at] = data.draw(st.integers(0, 255))
            case "cut":
                del whole[at : at + data.draw(st.integers(1, 400))]
            case "double":
                whole[at:at] = whole[at : at + 200]
            case "zero":
                whole[at : at + 20] = b"\0" * len(whole[at : at + 20])
            case _:
                del whole[max(at, 20) :]
        if not whole:
            break
    try:
        found = reader.read(f"x.{kind}", bytes(whole))
    except NotRead as refused:
        assert refused.reason in Reason
    else:
        assert all(Matcher(library).match(sheet) is not None for sheet in found)


_WHOLE: dict[str, bytes] = {}


def test_a_thousand_names_in_order(tmp_path: Path) -> None:
    put(tmp_path, {f"{n % 7}/{n}.txt": b"" for n in range(60)})
    names = [f.name for f in walk(tmp_path)]
    assert len(names) == 60 and names == [f.name for f in walk(tmp_path)]


def test_a_mixed_folder_of_eighty(tmp_path: Path, library: Library) -> None:
    many = with_teams(library, 80)
    messy_folder(tmp_path, many, 80)
    collected = collect(many, tmp_path, LOOK)
    assert Counter(str(f.outcome) for f in collected.files) == {
        "read": 70,
        "duplicate": 5,
        "opened": 1,
        "unreadable": 3,
        "not_a_worksheet": 1,
        **({"superseded": 2} if collected.older else {}),
    }
