"""Golden returns: one folder of replies in many states, as an officer's overview, tables, calendar, board report and
reminders show it, read and agreed by a person. Strangers' files are opened in this process here, as nobody else may.

Meant the change? Run with UPDATE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from lxml import html

from builder.evidence.board.figures import board
from builder.evidence.board.files import anonymous_sheets, sheets_of
from builder.evidence.board.text import anonymous_text, board_text
from builder.evidence.calendar import as_calendar
from builder.evidence.missing import waiting
from builder.evidence.overview import make_overview
from builder.evidence.phrases import Phrases
from builder.evidence.privacy.anonymous import anonymous_tables, make_anonymous
from builder.evidence.privacy.anonymous_record import publishable
from builder.evidence.privacy.retention import retention
from builder.evidence.reminding.reminders import Sent, reminders
from builder.evidence.reminding.text import reminder_text
from builder.evidence.report import make_report
from builder.evidence.tables import all_tables, entries
from builder.form.answers import Words
from builder.model.partnership import Library
from builder.model.theme import Theme
from builder.render.job import jobs_of
from builder.returns.apart.process import Reader
from builder.returns.apart.spoken import as_json, leaf_as_json, leaf_from, returns_from
from builder.returns.collect import collect
from builder.returns.collected import Collected, Reply, State
from builder.returns.post.leaf import Leaf
from builder.returns.post.unpack import Unpacker
from builder.returns.reading.formats import guarded, read_any
from builder.returns.reading.print_form import print_sheets
from builder.returns.reading.sent_form import SentForm
from builder.returns.replies import NotRead, Return

from .agreed_text import as_agreed, lines_of
from .conftest import ROOT
from .mail_fixtures import compound, outlook

TODAY = date(2027, 6, 1)
RETURNS = Path(__file__).parent / "returns"
DETAILS = ("organisation", "section_team", "team_manager", "contact")
OLD = "wrenford/child-h/1.1/millbrook-surgery/plan-2"
FDF = (
    b"%FDF-1.2\n1 0 obj <</FDF <</Fields [<</T (reference) /V (wrenford/child-h/1.1/oakfield-pastoral/plan-2)>>"
    b" <</T (action_1_what) /V (Keep a log \\(daily\\))>> <</T (action_1_when) /V (15/03/2027)>>"
    b" <</T (relevant_r4) /V /yes>>] /Annots [<</Contents (See me) /Page 0>>]>>>> endobj trailer <</Root 1 0 R>> %%EOF"
)


class InProcess(Reader):
    """The reader without its processes: what it hears still goes through the words they speak."""

    def read(self, name: str, data: bytes) -> tuple[Return, ...]:
        return _heard(read_any(name, data))

    def read_print(self, data: bytes, forms: Sequence[SentForm]) -> tuple[Return, ...]:
        again = [SentForm.from_json(json.loads(json.dumps(form.as_json()))) for form in forms]
        return _heard(guarded(lambda: print_sheets(data, again)))

    def leaves(self, name: str, data: bytes, *, portfolio: bool = False) -> Iterator[Leaf]:
        unpacker = Unpacker()
        for leaf in unpacker.portfolio(data) if portfolio else unpacker.leaves(name, data):
            yield leaf_from(json.loads(json.dumps(leaf_as_json(leaf))), leaf.data)


def _heard(found: tuple[Return, ...]) -> tuple[Return, ...]:
    return returns_from(json.loads(json.dumps({"returns": [as_json(r) for r in found]})))


def saved(reference: str, answers: dict[str, str], when: str, **more: object) -> bytes:
    """A return file as the web plan saves it."""
    kind = reference.rpartition("/")[2].partition("-")[0]
    facts = {"format": "briefing-return", "form": 2, "reference": reference, "kind": kind, "saved": when, **more}
    return json.dumps({**facts, "answers": answers}).encode()


def rows(*actions: Sequence[str], columns: str = "what who when done worked answers") -> dict[str, str]:
    """Actions as answers; a column's name in `columns` for each text of a row."""
    told = ((n, zip(columns.split(), row, strict=False)) for n, row in enumerate(actions, 1))
    return {f"action_{n}_{column}": text for n, row in told for column, text in row if text}


def letter(sender: str, subject: str, words: str, *files: tuple[str, bytes], **heads: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "learning@wrenford.example", subject
    mail["Date"] = "Tue, 02 Feb 2027 10:00:00 +0100"
    for name, value in heads.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(words)
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def folder_of_replies(library: Library) -> dict[str, bytes]:
    """What came back from eleven teams, in every state, and what came from nobody known."""
    by = {t.id: t for t in library.teams}
    points = {r.code: r.text for r in library.briefings[0].recommendations}

    def own(team: str) -> dict[str, str]:
        return {f: str(getattr(by[team], f)) for f in DETAILS}

    def plan(team: str, answers: dict[str, str], when: str = "2026-12-01T09:00:00Z", version: str = "1.1") -> bytes:
        return saved(f"wrenford/child-h/{version}/{team}/plan-2", own(team) | answers, when, recommendations=points)

    def after(team: str, months: int, answers: dict[str, str], when: str) -> bytes:
        return saved(f"wrenford/child-h/1.1/{team}/after{months}-2", answers, when)

    late = rows(
        ("Agree one template", "Duty manager", "2027-01-15", "Audit", "Fewer calls", "R1, R3"),
        ("Remind staff by e-mail", "Jo", "by 31 March 2027", "", "", "2"),
        ("Invite the GP", "", "end of June 2027", "Invitations", "", "all"),
        ("Train everybody", "Ann Brown", "ASAP", "", "Staff say so", "R9"),
        ("Ask about fathers", "Whole team", "Q3 2027", "", "", "R2-R4 and R6"),
    )
    said = "2027-02-20T09:00:00Z"
    done = "what done no_longer seen_audit seen_families evidence change checked checked_on"
    return {
        "east plan.json": plan("assessment-east", {
            "session_date": "12 October 2026", "attending": "12", "relevant_r1": "yes", "relevant_r3": "yes",
            "sure_r1": "4", "sure_r3": "2", "learning_1": "Fathers are seldom named.\nNobody asks.",
            "learning_3": "Call Ann Brown on 01632 960983.", "barriers": "Time", "agreed_by": "Duty manager", **late,
        }),
        "east after 2.json": after("assessment-east", 2, rows(
            ("Agree one template", "Yes", "", "yes", "yes", "Ten files read", "Fewer calls", "QA lead", "1 May 2027"),
            ("Remind staff by e-mail", "partly, two of four", "", "", "", "", "", "", ""),
            ("Invite the GP", "no", "The surgery closed", "", "", "", "", "", ""),
            columns=done,
        ) | {"learning_1": "It is worth the time.", "sure_r1": "5"}, "2027-02-01T09:00:00Z"),
        "east after 6.json": after("assessment-east", 6, rows(
            ("Agree one template", "Yes, but not at weekends", "", "yes", "", "", "", "", ""),
            ("Remind staff by e-mail", "done", "", "", "", "", "", "", ""),
            columns=done,
        ), "2027-05-01T09:00:00Z"),
        "support old.json": plan("family-support", {
            "attending": "seven", "relevant_r2": "yes", **rows(("Old action", "Me", "1 May 2027")),
        }, "2026-11-20T09:00:00Z", version="1.0"),
        "support new.json": plan("family-support", {
            "attending": "7", "session_date": "2 November 2026", "relevant_r2": "yes", "no_action": "yes",
            "learning_1": "=SUM(A1)", **rows(("New action", "Me", "", "", "", "R2")),
        }, version="1.0"),
        "hub.eml": letter(
            "Early Help <early.help@wrenford.example>", "Our plan", "Dear all,\nwe also ring the school.\nSam",
            ("plan.json", plan("early-help", {"attending": "03", **rows(("Ring the school", "Sam", "2027-02-31"))})),
            ("logo.gif", b"GIF89a"), ("image001.png", b"\x89PNG\r\n\x1a\n"), ("page 2.png", b"\x89PNG\r\n\x1a\n" * 2),
        ),
        "housing.eml": letter("housing@wrenford.example", "Plan", "It will follow. We told every tenant."),
        "surgery.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600 + OLD.encode("utf-16-le") + b"\0" * 40,
        "health/empty.json": plan("health-visiting-north", {}),
        "department.json.gz": gzip.compress(
            plan("emergency-department", {**own("harbour-outreach"), **rows(("Whose?", "", ""))}), 0, mtime=0
        ),
        "school a.fdf": FDF,
        "copy of east.json": plan("assessment-east", {"attending": "12"}, "2026-10-13T09:00:00Z"),
        "nobody.json": saved(
            "", {"section_team": "Early Help", "action_1_what": "Who are we?"}, said, recommendations=points
        ),
        "stranger.json": saved("otherside/child-h/1.1/x/plan-2", {"action_1_what": "Not ours"}, said),
        "gone.json": saved("wrenford/child-z/1.0/early-help/plan-2", {"action_1_what": "Unknown"}, said),
        "away.eml": letter("pvp@wrenshire-police.example", "Re: plan", "I am on leave.", Auto_Submitted="auto-replied"),
        "cloud.eml": letter("nursery@brightstart.example", "Plan", "Here: https://brightstart-my.sharepoint.com/:w:/g/abc"),
        "minutes.txt": b"Minutes of a meeting.",
        "all.7z": b"7z\xbc\xaf\x27\x1c",
        "~$plan.docx": b"\x05user",
        "empty.pdf": b"",
    }  # fmt: skip


@pytest.fixture(scope="module")
def collected(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Collected:
    folder = tmp_path_factory.mktemp("returned")
    for number, (name, data) in enumerate(folder_of_replies(library).items()):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        came = datetime(2027, 2, 20, 9, number, tzinfo=UTC).timestamp()
        os.utime(path, (came, came))
    one = replace(library, briefings=tuple(b for b in library.briefings if b.slug == "child-h"))
    return collect(one, folder, Theme.of(ROOT), reader=InProcess())


@pytest.fixture(scope="module")
def words(collected: Collected) -> Words:
    partnership = collected.library.partnership
    return Theme.of(ROOT).words(partnership.lang, partnership.audience)


def each(told: Sequence[Reply | Return]) -> Iterator[str]:
    """Replies or returns as lines; what was asked in an order."""
    for one in told:
        yield from lines_of(replace(one, asked=frozenset()))
        yield f"  asked: {' '.join(sorted(one.asked))}"


def test_what_was_collected(collected: Collected) -> None:
    told = [
        *lines_of(collected.files),
        "=== replies",
        *each(collected.replies),
        "=== older",
        *each(collected.older),
    ]
    told += ["=== unmatched", *each(collected.unmatched), "=== arrivals", *lines_of(collected.arrivals)]
    states = [f"{t.id}: {collected.state('child-h', t.id)}" for t in collected.library.teams]
    as_agreed("\n".join((*told, "=== states", *states, "")), "returns/collected.txt")


def test_the_report(collected: Collected, words: Words) -> None:
    report = make_report(collected, Phrases(words), TODAY)
    (chapter,) = report.chapters
    stand = chapter.standing
    told = [*lines_of((stand.total, *stand.agencies)), f"typed {stand.typed}, by file's time {stand.file_times}"]
    told += [*lines_of(stand.unclear_people), *lines_of(stand.editions), f"details {len(stand.by_details)}"]
    for name in ("taken_up", "nobody", "actions", "measures", "stages", "weak"):
        told += [f"=== {name}", *lines_of(getattr(chapter, name))]
    told += ["=== groups", *(f"{key}: {[a.what for a in group]}" for key, group in chapter.groups)]
    told += ["=== said", *(f"{s.team.id}: {s.texts}" for s in chapter.said)]
    told += ["=== unknown", *lines_of(report.unknown), "=== outcomes", *lines_of(report.outcomes)]
    told += ["=== waiting", *(f"{w.file} {w.line}: {w.why}" for w in waiting(collected, Phrases(words)))]
    told += ["=== others", *(f"{f.path}: {why}" for f, why in report.others)]
    told += ["=== due", *(f"{d.file.path} {d.kept_until} {d.overdue}" for d in retention(collected, TODAY))]
    told += [f"next {report.next_due}, overdue {chapter.overdue}"]
    as_agreed("\n".join((*told, "")), "returns/report.txt")


def test_tables_and_calendar(collected: Collected, words: Words) -> None:
    say = Phrases(words)
    report = make_report(collected, say, TODAY)
    tables = [f"=== {name}\n{data.decode('utf-8-sig')}" for name, data in all_tables(collected, report, say)]
    dated = entries(collected, report, say, collected.library.partnership)
    calendar = as_calendar(dated, "Agreed; all, of it", "x.example")
    unpublished = anonymous_tables(make_anonymous(report, say))
    tables += [f"=== without names: {name}\n{data.decode('utf-8-sig')}" for name, data in unpublished]
    as_agreed("\n".join((*tables, calendar.decode())).replace("\r\n", "\n"), "returns/tables.txt")


def test_the_board_and_what_is_published(collected: Collected, words: Words, tmp_path: Path) -> None:
    (briefing,) = collected.library.briefings
    name = collected.library.partnership.name
    made = board(collected, briefing, words, TODAY)
    told = ["=== text", *lines_of(board_text(made, words, (), name)), "=== sheets", *lines_of(sheets_of(made, words))]
    (chapter,) = make_anonymous(make_report(collected, Phrases(words), TODAY), Phrases(words)).chapters
    for day in (TODAY, date(2027, 7, 1)):
        shown = publishable(tmp_path, chapter, day)
        told += [f"=== published {shown.day} {shown.held}", *lines_of(shown.chapter)]
    told += lines_of(anonymous_text(shown, TODAY, words, briefing.title, name))
    told += lines_of(anonymous_sheets(shown, words))
    as_agreed("\n".join((*told, "")), "returns/board.txt")


@pytest.mark.parametrize("day", [date(2026, 12, 20), date(2027, 2, 2), TODAY, date(2027, 12, 24)])
def test_reminders(collected: Collected, day: date) -> None:
    job = next(j for j in jobs_of(collected.library, Theme.of(ROOT)) if j.briefing.slug == "child-h")
    lately = (Sent("child-h", "harbour-outreach", "plan", day), Sent("child-h", "pvp-unit", "plan", date(2026, 10, 1)))
    made = [reminder_text(one, job, with_files=True) for one in reminders(collected, lately, day)]
    as_agreed("\n".join(f"=== {subject}\n{text}" for subject, text in made) + "\n", f"returns/reminders-{day}.txt")


def test_the_page(collected: Collected, tmp_path: Path) -> None:
    """The words of the page: what it looks like is looked at elsewhere."""
    make_overview(collected, Theme.of(ROOT), tmp_path, today=TODAY)
    page = html.fromstring((tmp_path / "index.html").read_bytes())
    for away in page.xpath("//style | //svg"):
        away.drop_tree()
    told = (" ".join(text.split()) for text in page.xpath("//body//text()"))
    as_agreed("\n".join((*filter(None, told), "")), "returns/page.txt")


@pytest.mark.parametrize("name", sorted(p.name for p in RETURNS.iterdir() if p.is_file() and p.suffix != ".heic"))
def test_each_file(name: str) -> None:
    """Each file that came back to somebody, taken apart and read."""
    reader, told = InProcess(), []
    data = (RETURNS / name).read_bytes()
    inside = [*reader.leaves(name, data), *(reader.leaves(name, data, portfolio=True) if name.endswith("pdf") else ())]
    for leaf in inside or [Leaf((name,), data)]:
        told += [f"=== {' > '.join(leaf.path)} {leaf.why}", *(lines_of(leaf.letter) if leaf.letter else ())]
        if leaf.data:
            try:
                told += each(reader.read(leaf.path[-1], leaf.data))
            except NotRead as refusal:
                told += [
                    f"{refusal.reason} {refusal.detail} {refusal.reference_text} {refusal.more}",
                    refusal.words[:600],
                ]
    as_agreed("\n".join((*told, "")), f"returns/{name}.txt")


SPACED = "Wrenford / Child-H/ 1.1 /assessment-east / Plan-2"
ADDRESS = "assessment.east@wrenford.example"


def invitation(method: str, words: str) -> bytes:
    """What a calendar sends for somebody."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = ADDRESS, "Accepted: session"
    mail.set_content(words)
    mail.add_alternative("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar", params={"method": method})
    return mail.as_bytes()


def answered(kind: str, words: str) -> bytes:
    """The same as Outlook saves it."""
    message = outlook({"sender": ADDRESS, "subject": "Accepted: session", "words": words}, {})
    message.streams["__substg1.0_001A001F"] = kind.encode("utf-16-le")
    return compound(message)


@pytest.mark.parametrize(
    ("name", "data", "state"),
    [
        ("a.json", saved(SPACED, {"action_1_what": "Ring"}, "", kind="plan"), State.REPLIED),
        ("a.json", saved(OLD, {"action_1_what": "Ring"}, "").decode().encode("utf-16"), State.SILENT),
        ("a.json", saved(SPACED, {"action_1_what": "R"}, "", kind="plan").decode().encode("utf-16"), State.REPLIED),
        ("note.txt", f"Reference: {SPACED}\nWe agreed to ring.".lower().encode(), State.UNREAD),
        ("plan.one", b"\xe4R" + f"{SPACED}\0".replace(" ", "").lower().encode("utf-16-le"), State.UNREAD),
        ("a.eml", letter("jo@x.example", "Plan", f"For {SPACED}: we will ring."), State.DECIDE),
        ("a.eml", letter(ADDRESS, "Our plan is attached", ""), State.DECIDE),
        ("a.eml", letter(ADDRESS, "", ""), State.SILENT),
        ("a.eml", invitation("REPLY", ""), State.SILENT),
        ("a.eml", invitation("REPLY", "We would rather ring."), State.DECIDE),
        ("a.eml", invitation("REQUEST", ""), State.DECIDE),
        ("a.msg", answered("IPM.Schedule.Meeting.Resp.Pos", ""), State.SILENT),
        ("a.msg", answered("IPM.Schedule.Meeting.Resp.Neg", "We cannot come"), State.DECIDE),
        ("a.msg", answered("IPM.Schedule.Meeting.Request", ""), State.DECIDE),
    ],
)
def test_what_counts_as_an_answer(library: Library, tmp_path: Path, name: str, data: bytes, state: State) -> None:
    (tmp_path / name).write_bytes(data)
    found = collect(library, tmp_path, Theme.of(ROOT), reader=InProcess())
    assert found.state("child-h", "assessment-east") is state


SHORT = {
    "nothing": {},
    "one": {"a.json": saved("wrenford/child-h/1.1/early-help/plan-2", {"action_1_what": "Ring", "attending": "1"}, "")},
    "words only": {"a.eml": letter(ADDRESS, "Plan", "It will follow, says Ann Brown.")},
    "unread": {"surgery.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + OLD.encode("utf-16-le") + b"\0\0"},
}


@pytest.mark.parametrize("name", SHORT)
def test_in_short(library: Library, tmp_path: Path, name: str) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    for path, data in SHORT[name].items():
        (folder / path).write_bytes(data)
    one = replace(library, briefings=tuple(b for b in library.briefings if b.slug == "child-h"))
    make_overview(collect(one, folder, Theme.of(ROOT), reader=InProcess()), Theme.of(ROOT), out, today=TODAY)
    page = html.fromstring((out / "index.html").read_bytes())
    told = [" ".join(line.text_content().split()) for line in page.xpath("//main//li[not(ancestor::nav)]")]
    as_agreed("\n".join((*told[:14], "")), f"returns/short-{name.replace(' ', '-')}.txt")
