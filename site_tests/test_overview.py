"""The overview: what it counts, what is not known, what it makes harmless, what the form without names hides."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations_with_replacement, pairwise, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import escape
from playwright.sync_api import Browser

from builder.adapters.spreadsheets.harmless import defused
from builder.evidence.actions import agreed, codes_in, reported_word
from builder.evidence.board.figures import board
from builder.evidence.board.text import board_text
from builder.evidence.calendar import Entry, as_calendar
from builder.evidence.chapters import Bar, Report, Stage
from builder.evidence.counts import Share
from builder.evidence.overview import BESIDE, make_overview
from builder.evidence.phrases import Phrases
from builder.evidence.privacy import anonymous, anonymous_record
from builder.evidence.privacy.anonymous import LEAST, make_anonymous
from builder.evidence.privacy.particulars import marked as as_html
from builder.evidence.privacy.particulars import particulars
from builder.evidence.privacy.retention import add_months
from builder.evidence.report import make_report
from builder.form.field_ids import decode
from builder.form.layout import layout_of
from builder.form.plan import Reference, ReturnKind
from builder.model.partnership import Library
from builder.model.theme import Theme
from builder.returns.collected import Collected, FileResult, Match, Outcome, Reply, Sure
from builder.returns.records.records import Records
from builder.returns.replies import How
from site_tests.reader import LLANFAIR, LONG, SPACING, TWICE, WIDER, faces_of
from site_tests.returned import ROOT, answers_of, with_teams

from .conftest import LOOKED_AT

LOOK = Theme.of(ROOT)
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}"


def reply_of(
    library: Library, number: int, team: str, answers: Mapping[str, str], kind: str = "plan", **facts: Any
) -> Reply:
    words = {r.code: r.text for r in library.briefings[0].recommendations}
    asked = Reference("wrenford", "child-h", "1.0", team, ReturnKind(kind))
    plan = decode(layout_of(asked), answers, facts.get("recommendations", words))
    reply = Reply(
        number, How.JSON, asked.kind, Match("child-h", team, Sure.REFERENCE, 100), plan, NOON, True, True, "1.0"
    )
    return replace(reply, **{"recommendations": words, **facts})


def collected_of(library: Library, replies: tuple[Reply, ...], *more: FileResult) -> Collected:
    files = tuple(FileResult(f"{r.match.team} {r.kind}.json", 10, NOON, Outcome.READ, replies=1) for r in replies)
    return Collected(library, files + more, tuple(replace(r, file=n) for n, r in enumerate(replies)))


@pytest.fixture(scope="module")
def say(library: Library) -> Phrases:
    return Phrases(LOOK.words("en"))


@pytest.fixture(scope="module")
def story(library: Library) -> Collected:
    """Three teams replied, one sent nothing filled in, one was followed up; some files tell nothing."""
    plan = {
        "attending": "7",
        "session_date": "2026-10-12",
        "relevant_r1": "yes",
        "learning_1": "We talked.\nFor long.",
        "action_1_what": "Ring the school",
        "action_1_who": "Duty manager",
        "action_1_when": "2026-11-01",
        "action_1_worked": "Fewer calls",
        "action_1_answers": "R1 and r3",
        "action_2_what": "Write it down",
        "action_2_when": "end of March",
    }
    follow_up = {
        "action_1_what": "Ring the school!",
        "action_1_done": "Yes, since May",
        "action_1_evidence": "Log",
        "action_1_checked": "Head of service",
        "action_1_checked_on": "2027-05-01",
        "action_2_what": "Write it down",
        "action_2_done": "partly",
    }
    replies = (
        reply_of(library, 0, "early-help", plan),
        reply_of(library, 1, "family-support", {**plan, "attending": "a dozen", "action_1_when": "2027-03-01"}),
        reply_of(
            library, 2, "pvp-unit", {"relevant_r2": "yes", "learning_1": HOSTILE, "action_1_what": "=cmd|' /C calc'!A0"}
        ),
        reply_of(library, 3, "bright-start", {"organisation": "Bright Start"}, filled=False),
        reply_of(library, 4, "early-help", follow_up, "after6"),
    )
    bad = FileResult("scan.pdf", 10, NOON, Outcome.UNREADABLE, "no_form_fields", "printed")
    return collected_of(library, replies, bad)


@pytest.fixture(scope="module")
def report(story: Collected, say: Phrases) -> Report:
    return make_report(story, say, TODAY)


@pytest.fixture(scope="module")
def written(story: Collected, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("overview")
    make_overview(story, LOOK, folder, today=TODAY)
    return folder


# What it counts ----------------------------------------------------------------------------------


def test_replies_and_people(report: Report) -> None:
    (chapter,) = report.chapters
    total = chapter.standing.total
    assert (total.asked, total.replied, total.stated, total.people) == (11, 3, 1, 7)
    assert sum(a.replied for a in chapter.standing.agencies) == 3
    assert [c.team.id for c in chapter.standing.deciding] == ["bright-start"]
    assert "bright-start" not in {t.id for t in chapter.standing.silent}


def test_recommendations_taken_up_and_by_nobody(report: Report) -> None:
    rows = {r.code: (r.teams, r.actions) for r in report.chapters[0].taken_up}
    assert rows["R1"] == (("family-support", "early-help"), 2)
    assert rows["R3"] == ((), 2)
    assert report.chapters[0].nobody == ("R4", "R5", "R6")


def test_a_tick_beside_an_earlier_wording_keeps_its_words(library: Library, say: Phrases) -> None:
    old = reply_of(library, 0, "early-help", {"relevant_r1": "yes"}, recommendations={"R1": "What we asked before"})
    moved = {"R9": library.briefings[0].recommendations[0].text}
    now = reply_of(library, 1, "pvp-unit", {"relevant_r9": "yes"}, recommendations=moved)
    rows = make_report(collected_of(library, (old, now)), say, TODAY).chapters[0].taken_up
    assert rows[0].teams == ("pvp-unit",)
    assert (rows[-1].code, rows[-1].text) == ("", "R1 What we asked before")


def test_what_r1_was_is_what_the_teams_form_said(library: Library, say: Phrases) -> None:
    """A recommendation was put in before the others: an action's "R1" is today's R2, and the editions are named."""
    now = {r.code: r.text for r in library.briefings[0].recommendations}
    then = {"R1": now["R2"], "R2": "A recommendation that was taken out"}
    rows = {"action_1_what": "Call", "action_1_answers": "R1", "action_2_what": "Ask", "action_2_answers": "R2, R3"}
    replies = (
        reply_of(library, 0, "early-help", rows, recommendations=then, version="0.9"),
        reply_of(library, 1, "family-support", rows),
    )
    (chapter,) = make_report(collected_of(library, replies), say, TODAY).chapters
    named = {(a.team, a.what): (a.codes, a.earlier) for a in chapter.actions}
    assert named == {
        ("early-help", "Call"): (("R2",), ()),
        ("early-help", "Ask"): (("R3",), ("R2 A recommendation that was taken out",)),
        ("family-support", "Call"): (("R1",), ()),
        ("family-support", "Ask"): (("R2", "R3"), ()),
    }
    assert [(r.code, r.actions) for r in chapter.taken_up[:3]] == [("R1", 1), ("R2", 2), ("R3", 2)]
    assert chapter.standing.editions == (("0.9", 1), ("1.0", 1))


PERSONAL = (
    ("We rang Keisha Okafor-Brown about it", "Keisha Okafor-Brown"),
    ("Mark Jones will do it", "Mark Jones"),
    ("Seán O'Brien’s mother came", "Seán O'Brien’s"),
    ("Ask Mrs Patel", "Mrs Patel"),
    ("They live at 12 Mill Road now", "12 Mill Road"),
    ("in ZZ1 2AB", "ZZ1 2AB"),
    ("text 07700 900123 first", "07700 900123"),
    ("ring (01632) 960 123", "(01632) 960 123"),
    ("write to k.brown@example.org", "k.brown@example.org"),
    ("NHS number 943 476 5919", "NHS number 943 476 5919"),
    ("on file as 9434765919", "9434765919"),
    ("the boy, born on 3 May 2015, was", "born on 3 May 2015"),
    ("DOB: 03/05/15", "DOB: 03/05/15"),
)
HARMLESS = (
    *("Call 0800 1111 or 0300 123 4567", "Family Support and the Early Help Team", "Duty Manager by 31 March 2027"),
    *("Child H and R1", "Grace House, Victoria Ward", "9434765918 views", "10 of 12 teams", "Signs of Safety"),
)


@pytest.mark.parametrize(("text", "found"), PERSONAL)
def test_personal_particulars_are_found(text: str, found: str) -> None:
    assert [text[a:b] for a, b in particulars(text)] == [found]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_particular_is_left_alone(text: str) -> None:
    assert particulars(text) == ()


def test_particulars_are_marked_for_the_officer_and_left_out_for_the_board(library: Library, tmp_path: Path) -> None:
    rows: dict[str, str] = {"action_1_when": "2026-11-01"}
    for n, (text, _) in enumerate(PERSONAL, start=1):
        rows |= {f"action_{n}_what": f"<b>{text}", f"action_{n}_when": "2026-11-01"}
    collected = collected_of(library, (reply_of(library, 0, "early-help", {**rows, "barriers": PERSONAL[0][0]}),))
    make_overview(collected, LOOK, tmp_path, today=TODAY)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<b>" not in page and "13 passages may hold a name" in page
    for _, found in PERSONAL:
        assert f"<mark>{escape(found)}</mark>" in page
    words = LOOK.words("en")
    shown = board(collected, library.briefings[0], words, TODAY)
    text = repr(board_text(shown, words, (), "Wrenford")) + repr(shown.actions) + repr(shown.barriers)
    assert not [found for _, found in PERSONAL if found in text]
    assert shown.left_out == 14 and "[personal detail left out]" in text


def test_a_word_without_end_may_break() -> None:
    """Chromium laid 60,000 letters without a break out for more than 20 s; with breaks in 0.4 s."""
    shown = str(as_html("<" + "x" * 60_000))
    assert shown.startswith("&lt;x") and shown.count("x") == 60_000
    assert max(map(len, shown.split("<wbr>"))) < 70 and "<wbr>" not in as_html("A sentence of words. " * 50)


def test_five_thousand_returns_stay_within_bounds(library: Library, tmp_path: Path) -> None:
    """Lists on the page end and go on in the tables, which hold every line."""
    teams = tuple(replace(library.teams[0], id=f"team-{n}", section_team=f"Team {n}") for n in range(5_000))
    many = replace(library, teams=teams)
    answers = {"relevant_r1": "yes", "learning_1": "We talked.", "action_1_what": "Ring the school"}
    replies = tuple(reply_of(many, n, team.id, answers) for n, team in enumerate(teams))
    make_overview(collected_of(many, replies), LOOK, tmp_path, today=TODAY)
    assert (tmp_path / "index.html").stat().st_size < 3_000_000
    assert (tmp_path / "actions.csv").read_text("utf-8-sig").count("Ring the school") == 5_000


def test_overdue_comes_first_and_done_last(report: Report) -> None:
    assert [(key, [a.team for a in group]) for key, group in report.chapters[0].groups] == [
        ("due_title", ["family-support", "early-help", "family-support"]),
        ("undated_title", ["pvp-unit"]),
        ("done_title", ["early-help"]),
    ]


def test_an_action_that_nobody_reported_on_is_overdue(library: Library) -> None:
    plan = {"action_1_what": "Ring", "action_1_when": "2026-11-21"}
    actions = agreed(collected_of(library, (reply_of(library, 0, "pvp-unit", plan),)), "child-h", TODAY)
    assert [a.overdue for a in actions] == [True]
    on_the_day = {"action_1_what": "Ring", "action_1_when": "2026-11-22"}
    actions = agreed(collected_of(library, (reply_of(library, 0, "pvp-unit", on_the_day),)), "child-h", TODAY)
    assert [a.overdue for a in actions] == [False]


def test_what_is_reported_is_apart_from_what_was_checked(report: Report) -> None:
    (stage,) = report.chapters[0].stages
    assert [(b.n, b.of) for b in stage.reported] == [(1, 2), (1, 2), (0, 2), (0, 2), (0, 2)]
    assert [(b.n, b.of) for b in stage.checked] == [(1, 2), (1, 2)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Yes", "yes"),
        ("done in May", "yes"),
        ("Yes, 100%", "yes"),
        ("Yes. No further action", "yes"),
        ("Done, partly", "other"),
        ("yes but not the night staff", "other"),
        ("Completed 50%", "other"),
        ("done except at weekends", "other"),
        ("Partly: half", "partly"),
        ("No", "no"),
        ("not yet", "no"),
        ("Started", "partly"),
        ("in progress", "partly"),
        ("On track, we think", "partly"),
        ("nearly", "partly"),
        ("nobody", "other"),
        ("dropped", "other"),
        ("?", "other"),
        ("", ""),
    ],
)
def test_reported_words(text: str, word: str) -> None:
    assert reported_word(text) == word


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("R1, r3", "R1 R3"),
        ("R1-R3", "R1 R2 R3"),
        ("R 2", "R2"),
        ("2", "R2"),
        ("1 and 3", "R1 R3"),
        ("no. 4", "R4"),
        ("1 to 3", "R1 R2 R3"),
        ("Recommendation 2", "R2"),
        ("Recommendations 1, 2 & 4.", "R1 R2 R4"),
        ("Rec 3 (visits to 2 homes)", "R3"),
        ("all of them", "R1 R2 R3 R4"),
        ("all 4 teams", ""),
        ("F1", ""),
        ("24 hours", ""),
        ("R9", "R9"),
        ("", ""),
    ],
)
def test_recommendations_that_a_team_names(said: str, codes: str) -> None:
    assert " ".join(codes_in(said, ("R1", "R2", "R3", "R4"))) == codes


def test_a_teams_own_word_is_kept(library: Library, tmp_path: Path) -> None:
    plan = {"action_1_what": "Ring", "action_2_what": "Write", "action_3_what": "Ask"}
    said = {"action_1_done": "dropped", "action_2_done": "in progress", "action_3_done": "No"}
    replies = (reply_of(library, 0, "pvp-unit", plan), reply_of(library, 1, "pvp-unit", plan | said, "after6"))
    (chapter,) = make_overview(collected_of(library, replies), LOOK, tmp_path, today=TODAY).chapters
    assert [(b.label, b.n) for b in chapter.stages[0].reported if b.n] == [
        ("Reported as partly done", 1),
        ("Reported as not done", 1),
        ("In other words", 1),
    ]
    page = (tmp_path / "index.html").read_text("utf-8")
    assert page.count("Reported: “dropped”") == 2, "beside the action, and in the follow-up"
    assert "Reported as partly done: “in progress”" in page and "“No”" not in page
    for name in ("actions.csv", "follow-up.csv"):
        assert '"other","dropped"' in (tmp_path / name).read_text("utf-8")


def test_what_is_not_known_is_counted(report: Report) -> None:
    assert dict(report.unknown) == {
        "Child H: teams that are silent": 7,
        "Child H: teams that wait for a decision": 1,
        "Child H: worksheets that came back with nothing filled in": 1,
        "Child H: replies without a number of people": 1,
        "Child H: replies whose number of people is not a plain number": 1,
        "Child H: actions without a date that could be understood": 1,
        "Files that could not be read": 1,
    }


def test_deletion_outlasts_the_last_follow_up(story: Collected, say: Phrases) -> None:
    later = make_report(story, say, add_months(NOON.date(), 24))
    assert {d.file.path for d in later.due} == {f.path for f in story.files}
    partnership = story.library.partnership
    for months, short in ((24, False), (12, True)):
        kept = replace(partnership, returns=replace(partnership.returns, keep_months=months))
        library = replace(story.library, partnership=kept)
        assert make_report(replace(story, library=library), say, TODAY).kept_too_short is short


def test_what_stands_in_records_is_due_too(story: Collected, say: Phrases, tmp_path: Path) -> None:
    """Messages made, forms sent and decisions hold names as well; what people type into is a return already."""
    for name in ("sent.csv", "forms/child-h.json", "paper.csv"):
        (tmp_path / "records" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "records" / name).write_text("x", encoding="utf-8")
    kept = Records.of(tmp_path).kept()
    assert [f.path for f in kept] == ["records/forms/child-h.json", "records/sent.csv"]
    later = make_report(story, say, date(2060, 1, 1), records=kept)
    assert {f.path for f in kept} <= {d.file.path for d in later.due}
    undecided = replace(story.library.partnership, returns=replace(story.library.partnership.returns, keep_months=None))
    library = replace(story.library, partnership=undecided)
    assert make_report(replace(story, library=library), say, date(2060, 1, 1), records=kept).due == ()


def test_months_end_where_months_end() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(9999, 8, 31), 12).year == 9999


# What it makes harmless --------------------------------------------------------------------------


def test_what_teams_wrote_is_text_and_nothing_else(written: Path) -> None:
    page = (written / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page and "{{ 7*7 }}" in page
    assert "style=" not in page and set(re.findall(r"""(?:src|href)=["']([^"'#][^"']*)""", page)) == set(BESIDE)


def test_the_page_asks_no_other_computer(written: Path) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', (written / "index.html").read_text("utf-8"))
    assert policy and policy[1].startswith("default-src 'none'") and "unsafe" not in policy[1]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "\u00a0=1",
        "|cmd",
        "%0A",
        "\ufeff=1",
        "\0=1",
    ],
)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert defused(text)[0] == "'"


@given(st.text())
def test_no_cell_at_all_begins_like_a_formula(text: str) -> None:
    assert not defused(text) or defused(text)[0] not in "=+-@\t\r|%"


def test_tables_are_as_excel_opens_them(written: Path) -> None:
    tables = sorted(p.name for p in written.glob("*.csv"))
    assert tables == ["actions.csv", "files.csv", "follow-up.csv", "recommendations.csv", "replies.csv", "words.csv"]
    for name in tables:
        data = (written / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1 and (len(rows) > 1 or name == "words.csv")
    actions = list(csv.DictReader(io.StringIO((written / "actions.csv").read_text("utf-8-sig"))))
    assert "'=cmd|' /C calc'!A0" in {row["what"] for row in actions}
    replies = list(csv.DictReader(io.StringIO((written / "replies.csv").read_text("utf-8-sig"))))
    assert sorted(r["state"] for r in replies) == ["replied"] * 3 + ["silent"] * 7 + ["waits for a decision"]


def test_the_calendar(written: Path, story: Collected, tmp_path: Path) -> None:
    data = (written / "actions.ics").read_bytes()
    lines = data.decode("utf-8").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    assert [line for line in lines if line.startswith("DTSTART")] == [
        f"DTSTART;VALUE=DATE:2027{day}" for day in ("0301", "0331", "0331")
    ]
    assert [line for line in lines if line.startswith("DTEND")] == [
        f"DTEND;VALUE=DATE:2027{day}" for day in ("0302", "0401", "0401")
    ]
    make_overview(story, LOOK, tmp_path, today=date(2027, 1, 1))
    uids = [
        [x for x in d.read_text("utf-8").splitlines() if x.startswith("UID")]
        for d in (written / "actions.ics", tmp_path / "actions.ics")
    ]
    assert uids[0] == uids[1] and uids[0]


@given(st.text(max_size=300), st.text(max_size=300))
@example("a\nb\r\nc\rd", "END:VEVENT\nBEGIN:VALARM")
@example("ü" * 80, "\\;,")
def test_no_text_leaves_its_line_of_the_calendar(title: str, notes: str) -> None:
    title, notes = (t.encode("utf-8", "replace").decode() for t in (title, notes))
    data = as_calendar([Entry(("a",), TODAY, title, notes, NOON)], "Name", "example.org").decode("utf-8")
    assert not {"\n", "\r"} & set(data.replace("\r\n", ""))
    unfolded = data.replace("\r\n ", "").split("\r\n")
    assert [line.split(":")[0].split(";")[0] for line in unfolded].count("SUMMARY") == 1
    assert len(unfolded) == 19


def test_the_same_files_on_the_same_day_give_the_same_bytes(written: Path, story: Collected, tmp_path: Path) -> None:
    make_overview(story, LOOK, tmp_path, today=TODAY)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {p.name: p.read_bytes() for p in written.iterdir()}


def test_one_briefing_only(story: Collected, say: Phrases) -> None:
    assert not make_report(story, say, TODAY, "another").chapters
    assert [c.briefing.slug for c in make_report(story, say, TODAY, "child-h").chapters] == ["child-h"]


def test_two_briefings_stand_apart(library: Library, say: Phrases) -> None:
    other = replace(library.briefings[0], slug="adult-k", title="Adult K", published=date(2027, 1, 1))
    both = replace(library, briefings=(library.briefings[0], other))
    one = reply_of(both, 0, "pvp-unit", {"relevant_r1": "yes"})
    two = replace(one, match=replace(one.match, briefing="adult-k"))
    chapters = make_report(collected_of(both, (one, two)), say, TODAY).chapters
    assert [(c.briefing.slug, c.standing.total.replied) for c in chapters] == [("adult-k", 1), ("child-h", 1)]


def test_a_briefing_that_nobody_answered_is_named(library: Library, tmp_path: Path) -> None:
    other = replace(library.briefings[0], slug="adult-k", title="Adult K")
    unsent = replace(other, slug="adult-l", title="Adult L", teams=())
    both = replace(library, briefings=(library.briefings[0], other, unsent))
    collected = collected_of(both, (reply_of(both, 0, "pvp-unit", {"relevant_r1": "yes"}),))
    make_overview(collected, LOOK, tmp_path, today=TODAY)
    assert "<li>Nothing came back for: Adult K.</li>" in (tmp_path / "index.html").read_text("utf-8")
    make_overview(collected, LOOK, tmp_path, today=TODAY, briefing="child-h")
    assert "Nothing came back for" not in (tmp_path / "index.html").read_text("utf-8")


def test_one_team_alone(library: Library, tmp_path: Path) -> None:
    alone = replace(library, teams=library.teams[:1])
    reply = reply_of(
        alone, 0, alone.teams[0].id, {"attending": "1", "action_1_what": "Ring", "action_1_when": "2026-11-01"}
    )
    make_overview(collected_of(alone, (reply,)), LOOK, tmp_path, today=TODAY)
    page = (tmp_path / "index.html").read_text("utf-8")
    for words in (
        "1 of 1 team replied to Child H.",
        "1 person took part in the sessions",
        "1 action is overdue.",
        "from 1 file.",
    ):
        assert words in page
    assert "No team is silent." in page


# Without names -----------------------------------------------------------------------------------


def many(library: Library, teams: int, seed: int) -> Collected:
    """So many teams, some of which replied, some of them with a follow-up."""
    rnd = Random(seed)
    large = with_teams(library, teams)
    large = replace(large, teams=tuple(replace(t, agency=f"Agency {rnd.randint(1, 5)}") for t in large.teams))
    share = rnd.random()
    replying = [t for t in large.teams if rnd.random() < share]
    plans = [reply_of(large, 0, t.id, answers_of(t, rnd)) for t in replying]
    later = [
        reply_of(
            large, 0, t.id, {"action_1_what": "x", "action_1_done": rnd.choice(("yes", "no", "partly", ""))}, "after6"
        )
        for t in replying
        if rnd.random() < 0.7
    ]
    return collected_of(large, tuple(plans + later))


@given(st.integers(0, 90), st.integers(0, 10_000))
def test_no_count_under_five_is_shown_or_can_be_worked_out(library: Library, teams: int, seed: int) -> None:
    say = Phrases(LOOK.words("en"))
    report = make_report(many(library, teams, seed), say, TODAY)
    for chapter in make_anonymous(report, say).chapters:
        for sheet in chapter.sheets:
            exact = [(line.n, line.of) for line in sheet.lines if line.n is not None and line.of is not None]
            assert all(n >= LEAST and of - n >= LEAST for n, of in exact)
            for line in sheet.lines:
                numbers = [int(x) for x in re.findall(r"\d+", line.figure.replace(say("few"), ""))]
                assert all(x >= LEAST or "or more" in line.figure for x in numbers)
        agencies = next((s for s in chapter.sheets if s.title == say("replies_caption")), None)
        if agencies and agencies.lines:
            rows = [(line.n or 0, line.of or 0) for line in agencies.lines]
            total = report.chapters[0].standing.total
            assert (
                len(rows) > 1 and sum(n for n, _ in rows) == total.replied and sum(of for _, of in rows) == total.asked
            )


Secrets = Mapping[object, int]
Cases = Iterator[tuple[object, Secrets]]


def worked_out(cases: Cases) -> list[tuple[object, object, int]]:
    """Which counts under `LEAST` a reader can work out: all that would show the same have the same count there.

    Each case is what is shown, with what everybody knows anyway, and what stands behind it by name.
    """
    behind: dict[object, list[Secrets]] = {}
    for shown, secrets in cases:
        behind.setdefault(shown, []).append(secrets)
    found = ((shown, name, {s[name] for s in possible}) for shown, possible in behind.items() for name in possible[0])
    return [
        (shown, name, *values) for shown, name, values in found if len(values) == 1 and min(values) < anonymous.LEAST
    ]


@pytest.fixture(scope="module")
def blank(library: Library, say: Phrases) -> Report:
    """A report in which nobody has said anything: the tests put counts into it."""
    return make_report(Collected(library, (), ()), say, TODAY)


def shown(blank: Report, say: Phrases, agencies: Iterable[tuple[int, int]], **facts: Any) -> object:
    """Every word and figure without names, where so many teams of each agency were asked and replied."""
    (chapter,) = blank.chapters
    shares = [Share(f"Agency {n}", asked, replied, 0, 0) for n, (asked, replied) in enumerate(agencies)]
    total = Share("", sum(s.asked for s in shares), sum(s.replied for s in shares), 0, 0)
    stand = replace(chapter.standing, total=total, agencies=tuple(shares))
    (found,) = make_anonymous(replace(blank, chapters=(replace(chapter, standing=stand, **facts),)), say).chapters
    sheets = tuple((s.title, s.hidden, tuple((x.label, x.figure) for x in s.lines)) for s in found.sheets)
    return found.few, sheets


def test_who_did_not_reply_cannot_be_worked_out_from_recommendations(blank: Report, say: Phrases) -> None:
    """ "Replied 5 or more of 9" beside "R1 6 of 7" would say that exactly seven replied."""
    row = blank.chapters[0].taken_up[0]

    def cases() -> Cases:
        for asked in range(1, 22):
            for replied in range(asked + 1):
                for marked in range(replied + 1):
                    rows = (replace(row, teams=("x",) * marked),)
                    secrets = {"replied": replied, "silent": asked - replied, "marked": marked, "not": replied - marked}
                    yield (asked, shown(blank, say, [(asked, replied)], taken_up=rows)), secrets

    assert worked_out(cases()) == []


def test_overdue_and_undated_actions_cannot_be_worked_out(blank: Report, say: Phrases, library: Library) -> None:
    plan = reply_of(library, 0, "pvp-unit", {"action_1_what": "x"})
    (action,) = agreed(collected_of(library, (plan,)), "child-h", TODAY)
    late, dated, undated = replace(action, due=TODAY, overdue=True), replace(action, due=TODAY), action

    def cases() -> Cases:
        for number, a, b in product(range(5, 25), range(25), range(25)):
            if a + b > number:
                continue
            actions = (late,) * a + (dated,) * b + (undated,) * (number - a - b)
            bars = (Bar(say("measure_date"), a + b, number),)
            secrets = {"dated": a + b, "undated": number - a - b, "overdue": a, "to come": b}
            yield (number, shown(blank, say, [(40, 20)], actions=actions, measures=bars)), secrets

    assert worked_out(cases()) == []


def test_what_teams_report_cannot_be_worked_out(blank: Report, say: Phrases) -> None:
    def cases() -> Cases:
        for rows in range(1, 16):
            for cuts in combinations_with_replacement(range(rows + 1), 3):
                counts = [b - a for a, b in pairwise((0, *cuts, rows))]
                reported = tuple(Bar(f"state {n}", count, rows) for n, count in enumerate(counts))
                stage = Stage(6, 9, reported, (Bar("checked", 0, rows),), (), ())
                yield (rows, shown(blank, say, [(40, 20)], stages=(stage,))), dict(enumerate(counts))

    assert worked_out(cases()) == []


def test_no_agency_can_be_worked_out_from_the_others_and_the_total(
    blank: Report, say: Phrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a bound of two instead of five, so that every case can be tried; what each was asked is no secret."""
    monkeypatch.setattr(anonymous, "LEAST", 2)
    monkeypatch.setattr(anonymous, "SMALLEST_WHOLE", 3)

    def cases() -> Cases:
        for asked in combinations_with_replacement(range(1, 7), 3):
            for replied in product(*(range(a + 1) for a in asked)):
                pairs = list(zip(asked, replied, strict=True))
                secrets = {
                    f"{kind} {n}": count
                    for n, (a, r) in enumerate(pairs)
                    for kind, count in (("yes", r), ("no", a - r))
                }
                yield (asked, shown(blank, say, pairs)), secrets

    assert worked_out(cases()) == []


def test_two_reports_side_by_side_tell_nothing_of_who_came_between(
    blank: Report, say: Phrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody holds both. With a bound of two every pair of states is tried; what is held reads like what is not."""
    for module in (anonymous, anonymous_record):
        monkeypatch.setattr(module, "LEAST", 2)
    monkeypatch.setattr(anonymous, "SMALLEST_WHOLE", 3)
    row = blank.chapters[0].taken_up[0]

    @cache
    def sheets(asked: int, replied: int, marked: int) -> Any:
        (chapter,) = blank.chapters
        total = Share("", asked, replied, 0, 0)
        stand = replace(chapter.standing, total=total, agencies=(replace(total, name="A"),))
        facts = replace(chapter, standing=stand, taken_up=(replace(row, teams=("x",) * marked),))
        (found,) = make_anonymous(replace(blank, chapters=(facts,)), say).chapters
        return anonymous_record.as_data(found)

    pairs_shown_anew = 0

    def cases() -> Cases:
        nonlocal pairs_shown_anew
        for asked in range(1, 13):
            states = [(r, m) for r in range(asked + 1) for m in range(r + 1)]
            for (r1, m1), (r2, m2) in product(states, states):
                if not (r1 <= r2 and m1 <= m2 and m2 - m1 <= r2 - r1):
                    continue
                then, now = sheets(asked, r1, m1), sheets(asked, r2, m2)
                if anonymous_record.must_hold(then, now):
                    now = then
                pairs_shown_anew += now != then
                secrets = {"replied": r1, "marked": m1, "replied later": r2, "marked later": m2}
                secrets |= {"silent": asked - r1, "silent later": asked - r2, "came between": r2 - r1}
                secrets |= {"marked between": m2 - m1, "not marked between": r2 - r1 - (m2 - m1)}
                yield (asked, str(then), str(now)), secrets

    assert worked_out(cases()) == []
    assert pairs_shown_anew, "it is not safe by showing nothing"


def test_new_figures_are_shown_once_enough_has_changed(blank: Report, say: Phrases) -> None:
    """Nothing is held for ever: 10 of 40 teams, then 24 of 40."""
    row = blank.chapters[0].taken_up[0]

    def sheets(replied: int, marked: int) -> Any:
        (chapter,) = blank.chapters
        total = Share("", 40, replied, 0, 0)
        stand = replace(chapter.standing, total=total, agencies=(replace(total, name="A"),))
        facts = replace(chapter, standing=stand, taken_up=(replace(row, teams=("x",) * marked),))
        (found,) = make_anonymous(replace(blank, chapters=(facts,)), say).chapters
        return anonymous_record.as_data(found)

    assert not anonymous_record.must_hold(sheets(12, 6), sheets(26, 13))
    assert anonymous_record.must_hold(sheets(12, 6), sheets(13, 6))
    assert anonymous_record.must_hold(sheets(12, 6), sheets(26, 6)), (
        "that none of the new ones marked it is a count too"
    )
    assert not anonymous_record.must_hold(sheets(3, 1), sheets(20, 9)), "nothing was shown before"


def test_without_names_means_without_names(library: Library, tmp_path: Path) -> None:
    collected = many(library, 80, 4)
    make_overview(collected, LOOK, tmp_path, today=TODAY, anonymous=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["figures.csv", "index.html"]
    words = "".join(p.read_text("utf-8-sig") for p in tmp_path.iterdir())
    for team in collected.library.teams:
        for name in (team.section_team, team.team_manager, team.contact):
            assert name not in words
        assert not re.search(rf"{team.organisation}\b", words)
    for reply in collected.replies:
        assert not [t for t in reply.plan.texts if len(t) > 6 and t in words]


def test_few_replies_show_nothing(library: Library, tmp_path: Path) -> None:
    make_overview(many(library, 4, 1), LOOK, tmp_path, today=TODAY, anonymous=True)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "Fewer than five teams replied" in page or "nothing to report" in page


# In a browser ------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), LOOKED_AT)
@pytest.mark.parametrize("kind", ["story", "empty", "without names"])
def test_axe_finds_nothing(
    chromium: Browser, story: Collected, library: Library, tmp_path: Path, kind: str, width: int, scheme: Any
) -> None:
    collected = {"story": story, "empty": Collected(library, (), ()), "without names": many(library, 80, 4)}[kind]
    make_overview(collected, LOOK, tmp_path, today=TODAY, anonymous=kind == "without names")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("anonymous", [False, True])
def test_no_word_makes_it_wider_than_its_window(
    chromium: Browser, library: Library, tmp_path: Path, anonymous: bool
) -> None:
    """Long names and long words, at 320 px with text spacing, and with text twice as large."""
    names = {"organisation": LLANFAIR, "section_team": LONG, "session_date": "2026-10-12", "relevant_r1": "yes"}
    said = {f"action_1_{cell}": f"{LLANFAIR} {LONG}" for cell in ("what", "who", "worked")} | {"learning_1": LLANFAIR}
    teams = [t.id for t in library.teams[:6]]
    replies = tuple(reply_of(library, n, team, {**names, **said}) for n, team in enumerate(teams))
    bad = FileResult(f"{LLANFAIR}.pdf", 10, NOON, Outcome.UNREADABLE, "no_form_fields", "printed")
    one = collected_of(
        replace(library, teams=tuple(replace(t, section_team=LLANFAIR) for t in library.teams)), replies, bad
    )
    make_overview(one, LOOK, tmp_path, today=TODAY, anonymous=anonymous)
    page = chromium.new_page(bypass_csp=True)
    for file in sorted(tmp_path.rglob("*.html")):
        page.goto(file.as_uri())
        for width, style in ((320, SPACING), (390, TWICE), (1280, SPACING + TWICE)):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDER, style) <= 0, (file.name, width)
    page.close()


@pytest.mark.browser
def test_the_policy_lets_its_own_style_and_fonts_through(chromium: Browser, written: Path) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((written / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Briefing Serif"')
    assert page.evaluate("document.fonts.load('16px \"Briefing Serif\"').then((faces) => faces.length > 0)")
    assert said == []
    names = faces_of(page, "16px 'Briefing Serif'") | faces_of(page, "600 16px 'Briefing Sans'", "Ysgol Tŵr Llŷn")
    assert names == {"BriefingSerif-Regular", "BriefingSans-Regular"}
    page.close()
