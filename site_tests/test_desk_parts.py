"""The desk's smaller parts at their limits: who may ask, sessions, steps that are taken back, and what screens say."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click
import pytest
from lxml import html

from builder.console import Day, reason
from builder.desk.app import Opened, opened
from builder.desk.help_places import help_at, way_back
from builder.desk.server import sessions
from builder.desk.server.origin import hosts, refused, single
from builder.desk.starters import starters
from builder.desk.writing import files, typed_words
from builder.desk.writing.files import ElsewhereError, Files, NotThereError, plain
from builder.desk.writing.team_list import can_be_changed, compared, with_team, without_team
from builder.desk.writing.typed_words import Turn, TypedWords

from .agreed_text import as_agreed
from .conftest import copy_drawn
from .desk_user import Page, Person

# Who may ask -------------------------------------------------------------------------------------

HERE, THERE = "127.0.0.1:8001", "http://127.0.0.1:8001"


@pytest.mark.parametrize(
    ("method", "headers", "shown", "wanted"),
    [
        ("GET", {"host": HERE}, False, False),
        ("HEAD", {"host": "localhost:8001"}, False, False),
        ("GET", {}, False, True),
        ("GET", {"host": "127.0.0.1"}, False, True),
        ("GET", {"host": "evil.example:8001"}, False, True),
        ("POST", {"host": HERE}, False, True),
        ("POST", {"host": HERE, "origin": THERE}, False, False),
        ("POST", {"host": HERE, "origin": "http://127.0.0.1:8002"}, False, True),
        ("POST", {"host": HERE, "origin": ""}, False, True),
        ("GET", {"host": HERE, "origin": "null", "sec-fetch-site": "same-origin"}, False, True),
        ("POST", {"host": HERE, "sec-fetch-site": "same-origin"}, False, False),
        ("GET", {"host": HERE, "sec-fetch-site": "none"}, False, False),
        ("GET", {"host": HERE, "sec-fetch-site": "same-site"}, False, True),
        ("GET", {"host": HERE, "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"}, False, True),
        ("GET", {"host": HERE, "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"}, True, False),
        ("GET", {"host": HERE, "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, True, True),
        ("GET", {"host": HERE, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, True, True),
    ],
)
def test_who_may_ask(method: str, headers: dict[str, str], shown: bool, wanted: bool) -> None:
    assert refused(method, headers, 8001, shown=shown) is wanted


def test_port_80_needs_no_number() -> None:
    assert hosts(80) == {"127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"}
    assert hosts(81) == {"127.0.0.1:81", "localhost:81"}


def test_a_header_that_decides_stands_once() -> None:
    assert single([(b"Host", b"a"), (b"X", b"1"), (b"x", b"2")]) == {"host": "a", "x": "2"}
    assert single([(b"host", b"a"), (b"HOST", b"a")]) is None
    assert single([(b"Content-Type", b"a"), (b"content-type", b"b")]) is None


def test_the_oldest_of_too_many_windows_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MAX_SESSIONS", 2)
    keys = sessions.Sessions()
    token = keys.once()
    first = keys.admit(token)
    assert first and keys.admit(token) is None and keys.admit("guessed") is None
    second, third = (keys.admit(keys.once()) for _ in range(2))
    assert [keys.knows(s or "") for s in (first, second, third, "")] == [False, True, True, False]
    assert keys.is_form_token("a", keys.form_token("a")) and not keys.is_form_token("b", keys.form_token("a"))
    assert keys.new_address(7).startswith("http://127.0.0.1:7/?key=")


# Files and steps ---------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path) -> Files:
    (tmp_path / "content" / "child-k").mkdir(parents=True)
    (tmp_path / "content" / "child-k" / "01-a.md").write_bytes(b"\xef\xbb\xbfOne\r\nTwo\r\n")
    return Files(tmp_path)


def test_files_are_found_by_their_names_alone(kept: Files, tmp_path: Path) -> None:
    own = tmp_path / "content" / "child-k"
    (tmp_path / "content" / "link").symlink_to(own)
    (own / "link.md").symlink_to(own / "01-a.md")
    (own / "folder.md").mkdir()
    assert kept.briefing("child-k") == own and kept.file("01-a.md", "child-k") == own / "01-a.md"
    for slug in ("link", "child-l", "", "..", "child-k/."):
        with pytest.raises(NotThereError):
            kept.briefing(slug)
    for name in ("link.md", "folder.md", "02.md", "../x", ""):
        with pytest.raises(NotThereError):
            kept.file(name, "child-k")
    (own / "picture.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotThereError):
        kept.text(own / "picture.md")
    assert kept.text(own / "none.md") == "" and kept.text(own / "01-a.md") == "One\nTwo\n"
    assert plain(b"a\rb\r\nc") == "a\nb\nc"


def test_steps_are_numbered_taken_back_and_done_again(kept: Files) -> None:
    one, two = (kept.project / "content" / f"{n}.md" for n in "ab")
    assert kept.save({one: "1\n"}, "first") and not kept.save({one: "1\n"}, "nothing")
    assert kept.save({two: "2\n", one: "1\n"}, "second")
    assert [(c.number, c.what, sorted(c.after)) for c in kept.changes] == [
        (1, "first", ["content/a.md"]),
        (2, "second", ["content/b.md"]),
    ]
    assert kept.undo(1).what == "first" and not one.exists() and two.exists()
    done, again = kept.last(one)
    assert done is None and again and again.number == 1
    assert kept.last(two)[0] is kept.changes[0] and kept.last(two)[1] is None
    assert kept.redo(1).number == 1 and one.read_text() == "1\n" and not kept.undone
    for number in (0, 3):
        with pytest.raises(NotThereError):
            kept.undo(number)
    with pytest.raises(NotThereError):
        kept.redo(1)
    kept.undo(1)
    kept.save({one: "other\n"}, "third")
    assert not kept.undone and kept.changes[-1].number == 3, "what was undone cannot come over newer words"
    two.write_text("by another program")
    with pytest.raises(ElsewhereError):
        kept.undo(2)
    assert two.read_text() == "by another program"


def test_steps_that_follow_at_once_are_one_and_the_oldest_are_forgotten(
    kept: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = (kept.project / "content" / f"{n}.md" for n in "ab")
    monkeypatch.setattr(files, "ONE_STEP", timedelta(hours=1))
    for words, what in (("1", "typed"), ("12", "typed"), ("123", "typed"), ("1234", "title")):
        kept.save({file: words}, what)
    kept.save({other: "1"}, "title")
    assert [(c.what, c.before.get("content/a.md"), c.after.get("content/a.md")) for c in kept.changes] == [
        ("typed", None, b"123"),
        ("title", b"123", b"1234"),
        ("title", None, None),
    ]
    monkeypatch.setattr(files, "ONE_STEP", timedelta(0))
    monkeypatch.setattr(files, "MAX_CHANGES", 2)
    kept.save({other: "12"}, "title")
    assert [c.after for c in kept.changes] == [{"content/b.md": b"1"}, {"content/b.md": b"12"}]


def test_a_step_writes_only_over_what_was_seen(kept: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept.file("01-a.md", "child-k")
    seen = kept.seen(kept.text(file))
    assert kept.shown(seen) == "One\nTwo\n" and kept.shown("0" * 32) is None
    assert kept.save({file: "One\nThree\n"}, "x", {file: seen})
    assert file.read_bytes() == b"\xef\xbb\xbfOne\r\nThree\r\n"
    with pytest.raises(ElsewhereError):
        kept.save({file: "Four"}, "x", {file: seen})
    kept.put({file: None, kept.project / "content" / "child-l" / "01.md": b"new"}, "moved")
    assert not file.exists() and kept.changes[-1].after == {
        "content/child-k/01-a.md": None,
        "content/child-l/01.md": b"new",
    }
    kept.noted("looked", {file: None})
    assert kept.changes[-1].what == "moved", "nothing changed"
    kept.noted("written elsewhere", {file: b"was"})
    assert kept.changes[-1].before == {"content/child-k/01-a.md": b"was"}
    monkeypatch.setattr(files, "MAX_SHOWN", 2)
    first, *_ = (kept.seen(text) for text in "abc")
    assert kept.shown(first) is None and kept.shown(kept.seen("c")) == "c"


def test_words_that_wait_stand_apart_for_each_page(kept: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    typed, file = TypedWords(kept), kept.file("01-a.md", "child-k")
    folder = kept.project / "records" / "desk" / "not-in-the-file" / "child-k"
    for words, page in (("one", "a"), ("two", "b"), ("three", ""), ("three", ""), ("one more", "a")):
        typed.set_aside(file, words, page)
    assert {p.name: p.read_text() for p in folder.iterdir()} == {
        "01-a.md": "one more",
        "01-a.2.md": "two",
        "01-a.3.md": "three",
    }
    assert typed.aside(file) == folder / "01-a.md"
    typed.settled(file)
    assert typed.aside(file) == folder / "01-a.2.md"
    typed.found_place(file, "three", "b")
    assert typed.aside(file) is None and not list(folder.iterdir())
    typed.asked_again(file, "both")
    assert (folder / "01-a.md").read_text() == "both"
    monkeypatch.setattr(typed_words, "MAX_PAGES", 2)
    for page in ("", "a", "b", "a", "c"):
        typed.sent(page, file, Turn(1, page))
    assert [typed.last(page, file) is not None for page in ("", "a", "b", "c")] == [False, True, False, True]


# The list of teams -------------------------------------------------------------------------------

LIST = b"organisation,section_team,team_manager,contact,formerly\nA,One,M,a@x.example,\nB,Two,N,b@x.example,Second\n"


@pytest.mark.parametrize(
    ("words", "line", "row"),
    [
        ({"organisation": "A", "section_team": "One"}, 2, "A,One,,,"),
        ({"organisation": "A", "section_team": "First", "team_manager": "M"}, 2, "A,First,M,,One"),
        ({"organisation": "C", "section_team": "One"}, 2, "C,One,,,A One"),
        ({"organisation": "B", "section_team": "2", "formerly": "Second"}, 3, "B,2,,,Second; Two"),
        ({"organisation": "B", "section_team": "2", "formerly": "Two; ; Zwei"}, 3, "B,2,,,Two; Zwei"),
        ({"organisation": "C", "section_team": "New", "contact": "c"}, 0, "C,New,,c"),
    ],
)
def test_a_team_that_changes_its_name_is_found_by_the_old_one(
    words: dict[str, str], line: int, row: str, tmp_path: Path
) -> None:
    file = tmp_path / "teams.csv"
    file.write_bytes(LIST)
    found = with_team(file, words, line).decode().splitlines()
    kept = LIST.decode().splitlines()
    assert found[(line or 4) - 1].replace('"', "") == row
    assert [text for n, text in enumerate(found, 1) if n != (line or 4)] == [
        text for n, text in enumerate(kept, 1) if n != (line or 4)
    ]


def test_another_list_is_compared_team_by_team(tmp_path: Path) -> None:
    now, other = tmp_path / "teams.csv", tmp_path / "other.csv"
    now.write_bytes(LIST)
    other.write_bytes(LIST.replace(b"A,One,M", b"A,One,P").replace(b"B,Two", b"C,Three"))
    teams = compared(now, ()).teams
    found = compared(other, teams)
    assert [t.section_team for t in found.new] == ["Three"] and [t.section_team for t in found.gone] == ["Two"]
    assert [(old.team_manager, new.team_manager) for old, new in found.changed] == [("M", "P")]
    same = compared(now, teams)
    assert (same.new, same.gone, same.changed) == ((), (), ())
    assert without_team(now, 2) == LIST.replace(b"A,One,M,a@x.example,\n", b"")


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("teams.csv", LIST, True),
        ("none.csv", None, True),
        ("teams.ods", b"PK", False),
        ("teams.xlsx", b"PK\x03\x04", True),
        ("teams.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", False),
    ],
)
def test_which_lists_are_changed_here(name: str, data: bytes | None, wanted: bool, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert can_be_changed(tmp_path / name) is wanted


# Words of the machine ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full (/x/y). Make room, then try again."),
        (errno.EDQUOT, "The disk is full (/x/y). Make room, then try again."),
        (errno.EACCES, "This place may not be written or read (/x/y). Check who owns it, or choose another folder."),
        (errno.EPERM, "This place may not be written or read (/x/y). Check who owns it, or choose another folder."),
        (errno.EROFS, "This place may not be written or read (/x/y). Check who owns it, or choose another folder."),
        (errno.EEXIST, "A file stands where a folder must be (/x/y). Move it away or rename it, then try again."),
        (errno.ENOTDIR, "A file stands where a folder must be (/x/y). Move it away or rename it, then try again."),
        (errno.ENAMETOOLONG, "A path is too long for this disk (/x/y). Move the project to a shorter one."),
        (errno.EIO, "The machine said: why (/x/y)."),
    ],
)
def test_what_the_machine_refuses_is_a_sentence(number: int, said: str) -> None:
    assert reason(OSError(number, "why", "/x/y")) == said
    assert reason(OSError(number, "why")) == said.replace(" (/x/y)", "")


def test_what_is_no_refusal_is_no_sentence() -> None:
    with pytest.raises(OSError, match="ours"):
        reason(OSError("ours"))
    assert reason(OSError(errno.EIO, "why", "a" * 250)) == f"The machine said: why ({'a' * 200})."


def test_a_day_is_typed_as_people_write_it() -> None:
    day = Day()
    assert str(day.convert(" 23/11/2026 ", None, None)) == str(day.convert("2026-11-23", None, None)) == "2026-11-23"
    with pytest.raises(click.BadParameter, match=r"“soon” is not a day\. Write it like 2026-11-23 or 23/11/2026"):
        day.convert("soon", None, None)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/help/desk", "/help"),
        ("/settings", "/help/settings?from=/settings#the-partnership-content-partnership-yml"),
        ("/teams/a/out", "/help/desk?from=/teams/a/out#the-list-of-teams"),
        ("/unheard", "/help/desk?from=/unheard"),
    ],
)
def test_help_leads_to_its_section(path: str, address: str) -> None:
    assert help_at(path) == address


@pytest.mark.parametrize(
    ("path", "back"),
    [("/briefing/child-h/part/01-a", "/briefing/child-h/part/01-a"), ("/", "/"), ("//x", ""), ("/help", ""), ("x", "")],
)
def test_the_way_back_is_a_screen(path: str, back: str) -> None:
    assert way_back(path) == back


def test_what_opens_the_desk_stands_in_the_folder_it_opens() -> None:
    found = starters()
    assert sorted(found) == ["Open the desk.cmd", "Open the desk.command", "Open the desk.desktop"]
    assert b'pushd "%~dp0"' in found["Open the desk.cmd"] and b'set "PY="\r\n' in found["Open the desk.cmd"]
    assert b'cd "$(dirname "$0")" || exit 1' in found["Open the desk.command"]
    assert b"Name=Open the desk\n" in found["Open the desk.desktop"]


# What screens say --------------------------------------------------------------------------------

PART = "# Background\n\nTwo services visited the home.\n\n## Reflect\n\n- What would you ask first?\n"
SETTINGS = """summary: What a review found. # kept
review_by: 2027-01-03
support: [{name: Helpline, detail: Day and night, phone: 01632 960 001}]
timeline: [{when: Spring, what: "They moved: twice"}]
glossary: {MASH: A hub}
"""
FINDINGS = "---\nrole: findings\n---\n# Findings\n\n1. **Late.** It came late.\n2. Twice.\n"
ANSWERS = "---\nrole: recommendations\n---\n# Recommendations\n\n1. Come sooner. (F1)\n"
OTHERS = {
    "child-k": {"briefing.yml": SETTINGS, "02-findings.md": FINDINGS, "03-recommendations.md": ANSWERS},
    "child-l": {"briefing.yml": "review_by: 2027-01-04\nwithdraw_on: 2026-11-03\n"},
    "child-m": {"briefing.yml": "withdraw_on: 2026-11-04\n"},
    "child-n": {"briefing.yml": "title: Child N: a slip\n"},
    "first-briefing": {"briefing.yml": ""},
    "_hidden": {"briefing.yml": ""},
}
"""Briefings with settings of their own; the day is 4 November 2026."""

ADDRESSES = (
    *("/", "/today/list", "/teams", "/teams?find=EAST", "/teams/new", "/teams/early-help", "/teams/early-help/out"),
    *("/briefing/child-k", "/briefing/child-l", "/briefing/child-n", "/briefing/child-l/part/01-background"),
    *("/briefing/child-k/part/02-findings", "/briefing/child-k/links", "/briefing/child-k/settings"),
    *("/briefing/child-n/settings", "/settings", "/bring", "/bring?into=child-k", "/build", "/returned", "/changes"),
    *("/briefing/nobody", "/teams/nobody", "/build/site.zip", "/briefing/child-k/part/none", "/help/none"),
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A project in which much waits for somebody."""
    project = copy_drawn(tmp_path_factory.mktemp("full"))
    shutil.rmtree(project / "content" / "child-h")
    for slug, texts in OTHERS.items():
        folder = project / "content" / slug
        folder.mkdir()
        settings = texts["briefing.yml"]
        title = "" if "title" in settings else f"title: The title of {slug}\n"
        part = PART.replace("Two", "Doreen Smith and two") if slug == "child-l" else PART
        for name, text in (texts | {"briefing.yml": title + settings, "01-background.md": part}).items():
            (folder / name).write_text(text, encoding="utf-8")
    with (project / "content" / "teams.csv").open("a", encoding="utf-8") as teams:
        teams.write("Wrenford Council,Nobody's team,,,,\n")
    for name in ("a.pdf", "c.pdf"):
        (project / "returned").mkdir(exist_ok=True)
        (project / "returned" / name).write_bytes(b"%PDF-1.4 broken")
    (project / "records").mkdir(exist_ok=True)
    lines = "file,line,why,perhaps,decision,team,briefing,note\na.pdf,,Its details,early-help,,,,\n"
    lines += "gone.pdf,,Why,,,,,\nc.pdf,,Why,,seen,,,\n../a.pdf,,Why,,,,,\n"
    (project / "records" / "reply-decisions.csv").write_text(lines, encoding="utf-8")
    with opened(project) as desk:
        desk.desk.read()
        yield desk


KEPT = ("name", "type", "value", "action", "checked")


def as_seen(page: Page) -> str:
    """What stands on a page, a line for each text, link and box; secrets and addresses of this run are dots."""
    lines = [f"{page.status} {page.tree.findtext('.//title')}"]
    for element in (page.tree.xpath("//main") or [page.tree])[0].iter():
        if element.tag in ("script", "style", "option", html.etree.Comment):
            continue
        own = " ".join((element.text or "").split())
        if element.tag in ("input", "textarea", "select", "button", "form", "iframe"):
            kept = {
                n: element.get(n) for n in ("name", "type", "value", "action", "checked") if element.get(n) is not None
            }
            if kept.get("name") in ("form_token", "seen", "key", "page"):
                kept["value"] = "…"
            own = f"<{element.tag} {' '.join(f'{n}={v}' for n, v in kept.items())}> {own}".rstrip()
        elif element.tag == "a":
            where = str(element.get("href"))
            own = f"[{own}]({'…' if where.startswith('http://127') else where})"
        lines += [text for text in (own, " ".join((element.tail or "").split())) if text]
    return "\n".join(lines) + "\n"


def test_every_screen_says_what_was_agreed(full: Opened) -> None:
    person = Person(full)
    said = "\n".join(f"==== {address}\n{as_seen(person.get(address))}" for address in ADDRESSES)
    as_agreed(said, "desk/screens.txt")
