"""Teams, replies, settings, help and Today at the desk: what a person does there is in her files, and no more."""

from __future__ import annotations

import csv
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from PIL import Image
from python_calamine import CalamineWorkbook

from builder import pipeline
from builder.adapters.spreadsheets.cells import CannotChangeError
from builder.desk import watching
from builder.desk.app import Opened, opened
from builder.desk.help_places import PLACES
from builder.desk.preview import Preview
from builder.desk.screens import common
from builder.desk.writing.settings_form import BRIEFING, ELSEWHERE, PARTNERSHIP
from builder.desk.writing.team_list import with_team, without_team
from builder.read import Reading
from builder.read.briefing import KEYS as BRIEFING_KEYS
from builder.read.partnership import KEYS as PARTNERSHIP_KEYS
from builder.returns.records.decisions import COLUMNS, Decided, read_decisions, waiting_lines, with_decision

from .conftest import copy_drawn, copy_project
from .desk_user import Person


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with opened(copy_drawn(tmp_path_factory.mktemp("screens"))) as desk:
        yield desk


@pytest.fixture
def person(found: Opened) -> Person:
    return Person(found)


# Teams -------------------------------------------------------------------------------------------

NEW = {
    "organisation": "Harbour Trust",
    "section_team": "Ward 7, night",
    "team_manager": "Zoë Ní “Q”",
    "contact": "01632 960 111",
}
LISTS = {
    "plain": b"organisation,section_team,team_manager,contact\nA,One,M,a@x.example\nB,Two,N,b@x.example\n",
    "own columns": b'Notes;Agency;Team;Manager;E-mail\r\nkeep me;A;One;M;a@x.example\r\n\'x;B;"Two; too";N;b@x.example',
    "marked": b'\xef\xbb\xbf"organisation","section_team"\r\n"A","One"\r\n"B","Two"\r\n',
    "title above": b"Teams of 2026,,,\n,,,\nOrganisation,Team,Manager,Contact\nA,One,M,a@x.example\n"
    b"B,Two,N,b@x.example\nTotal,2,,\n",
}


def rows_of(data: bytes) -> list[list[str]]:
    """What Python's own reader sees, an outside witness."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.splitlines()[0] else ","))


@pytest.mark.parametrize("name", LISTS)
def test_a_team_is_changed_in_its_cells_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / "teams.csv"
    file.write_bytes(LISTS[name])
    before = rows_of(LISTS[name])
    at = next(n for n, row in enumerate(before) if "One" in row)
    line = at + 1
    same = {"organisation": "A", "section_team": "One", "team_manager": "", "contact": ""}
    filled = "M" in before[at]
    given = same | ({"team_manager": "M, later", "contact": "a@x.example"} if filled else {"section_team": "Won"})
    after = rows_of(with_team(file, given, line))
    changed = [n for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert changed in ([at], [at - 1, at])  # the line above only where a column “formerly” is added to the header
    assert ("M, later" if filled else "Won") in after[at]


def test_a_team_that_is_renamed_keeps_its_old_name(tmp_path: Path) -> None:
    file = tmp_path / "teams.csv"
    file.write_bytes(LISTS["plain"])
    file.write_bytes(with_team(file, NEW, 2))
    assert rows_of(file.read_bytes())[1][4] == "A One"
    assert rows_of(file.read_bytes())[0][4] == "formerly"


@pytest.mark.parametrize("name", ["plain", "own columns", "marked"])
def test_a_new_team_stands_below_and_every_line_is_as_it_was(tmp_path: Path, name: str) -> None:
    file = tmp_path / "teams.csv"
    file.write_bytes(LISTS[name])
    old = LISTS[name].rstrip(b"\r\n").splitlines()
    words = NEW if name != "marked" else {k: NEW[k] for k in ("organisation", "section_team")}
    new = with_team(file, words).splitlines()
    assert new[: len(old)] == old and len(new) == len(old) + 1
    assert "Ward 7, night" in rows_of(b"\n".join((old[0], new[-1])))[1]


def test_a_workbook_keeps_its_look_and_its_other_cells(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Agency", "Team", "Manager", "Notes"), ("A", "One", "M", "=1+1"), ("B", "Two", "N", 5)):
        sheet.append(row)
    sheet["D2"].font = Font(bold=True, color="FF0000")
    file = tmp_path / "teams.xlsx"
    book.save(file)
    file.write_bytes(with_team(file, {"organisation": "A", "section_team": "One", "team_manager": "P"}, 2))
    file.write_bytes(with_team(file, {"organisation": "C", "section_team": "007", "team_manager": "=1"}))
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert [row[:3] for row in rows] == [
        ["Agency", "Team", "Manager"],
        ["A", "One", "P"],
        ["B", "Two", "N"],
        ["C", "007", "=1"],
    ]
    assert rows[2][3] == 5


@pytest.mark.parametrize("name", LISTS)
def test_a_team_goes_and_every_other_row_stays(tmp_path: Path, name: str) -> None:
    file = tmp_path / "teams.csv"
    file.write_bytes(LISTS[name])
    line = 1 + next(n for n, row in enumerate(rows_of(LISTS[name])) if "One" in row)
    old = LISTS[name].splitlines(keepends=True)
    assert without_team(file, line).splitlines(keepends=True) == old[: line - 1] + old[line:]


def test_a_team_that_others_stand_under_cannot_go_unseen(tmp_path: Path) -> None:
    file = tmp_path / "teams.csv"
    file.write_bytes(b"organisation,section_team\nA,One\n,Two\n")
    with pytest.raises(CannotChangeError):
        without_team(file, 2)


def test_a_row_of_a_workbook_is_emptied_and_nothing_moves(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Agency", "Team", "Manager", "Notes"),
        ("A", "One", "M", 4),
        ("B", "Two", "N", 5),
        ("", "", "", "=D3"),
    ):
        sheet.append(row)
    file = tmp_path / "teams.xlsx"
    book.save(file)
    file.write_bytes(without_team(file, 2))
    rows = [[cell.value for cell in row] for row in load_workbook(file).active.rows]  # type: ignore[union-attr]
    assert rows[1] == [None] * 4 and rows[2] == ["B", "Two", "N", 5] and rows[3][3] == "=D3"


def spreadsheet_of(rows: list[list[str]]) -> bytes:
    """An OpenDocument spreadsheet, by hand."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        for row in rows
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    body = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Teams">{table}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{name}:manifest:1.0"/>')
        archive.writestr("content.xml", body)
    return out.getvalue()


def test_a_list_that_is_only_read_says_what_to_do(found: Opened, person: Person) -> None:
    content = found.desk.project / "content"
    old, new = content / "teams.csv", content / "teams.ods"
    data = old.read_bytes()
    new.write_bytes(spreadsheet_of(rows_of(data)))
    old.unlink()
    try:
        page = person.get("/teams")
        assert "Change it in the program that made it" in page.text and "(.xlsx) and bring that in" in page.text
        first = str(page.tree.xpath("//table//a/@href")[0])
        assert ".ods files are not changed here" in person.send(person.get(first), {"contact": "x"}, "Save").text
        assert ".ods files are not changed here" in person.send(person.get(f"{first}/out"), {}, "Take it out").text
    finally:
        new.unlink()
        old.write_bytes(data)


@pytest.mark.parametrize("name", ["teams.xls", "teams.ods"])
def test_what_cannot_be_changed_here_is_left_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(LISTS["plain"])
    with pytest.raises(CannotChangeError):
        with_team(file, NEW)


def test_teams_at_the_desk(found: Opened, person: Person, tmp_path: Path) -> None:
    content = found.desk.project / "content"
    old = (content / "teams.csv").read_bytes()
    page = person.get("/teams")
    first = str(page.tree.xpath("//table//a/@href")[0])
    assert "The team is in the list" in person.send(person.get(first), {"team_manager": "Somebody New"}, "Save").text
    assert b"Somebody New" in (content / "teams.csv").read_bytes()
    assert person.send(person.get("/teams/new"), {"contact": "x"}, "Save").status == 400
    assert person.get("/teams/nobody").status == person.get("/teams/nobody/out").status == 404
    asked = person.get(f"{first}/out")
    assert "Every other row stays" in asked.text and "What they sent before stays" in asked.text
    listed = (content / "teams.csv").read_bytes()
    (content / "teams.csv").write_bytes(listed + b"\n")
    asked = person.send(asked, {}, "Take it out")
    assert asked.status == 409 and "changed in another program" in asked.text
    (content / "teams.csv").write_bytes(listed)
    assert "The team is out of the list" in person.send(person.get(f"{first}/out"), {}, "Take it out").text
    assert b"Somebody New" not in (content / "teams.csv").read_bytes() and person.get(first).status == 404
    person.send(person.get("/changes"), {}, "Undo")
    assert (content / "teams.csv").read_bytes() == listed, "taken back for the session"
    other = tmp_path / "List <b>.csv"
    other.write_bytes(b"Agency,Team,Manager,Shoe size\nHarbour,Night,Ann,7\n,,,\nTotal 1,,,\n")
    shown = person.send(page, {"file": other}, "See what it says")
    assert (
        "No longer in it" in shown.text
        and "Shoe size" in shown.text
        and b"<b>" not in shown.body.split(b"<main")[1].split(b"<dl")[0]
    )
    assert (content / "teams.csv").read_bytes() != other.read_bytes(), "nothing changes before she says so"
    assert "The new list is in use" in person.send(shown, {}, "Use this list").text
    assert (content / "teams.csv").read_bytes() == other.read_bytes()
    kept = [f.read_bytes() for f in (found.desk.project / "records").rglob("*-teams.csv")]
    assert any(b"Somebody New" in data for data in kept), "the list that was in use is kept"
    for _ in range(2):
        person.send(person.get("/changes"), {}, "Undo")
    assert (content / "teams.csv").read_bytes() == old


# Replies -----------------------------------------------------------------------------------------

DECISIONS = (
    "\ufefffile,line,why,perhaps,decision,team,briefing,note,Mine\r\n"
    'a.pdf,,"Its details, ""odd""",assessment-east,,,,,=keep\r\n'
    "in/June.zip › b.pdf,3,Why,,,,,\r\n"
    "c.pdf,,Why,,seen,,,Rang Bob,\r\n"
)


def test_a_decision_stands_in_its_line_and_no_other_line_changes(tmp_path: Path, found: Opened) -> None:
    present = DECISIONS.encode()
    waiting = waiting_lines(present)
    assert [(w.file, w.line) for w in waiting] == [("a.pdf", ""), ("in/June.zip › b.pdf", "3")]
    changed = with_decision(present, waiting[1], Decided("leave out", "", ""), '=Note; "x"')
    assert changed is not None
    before, after = present.splitlines(), changed.splitlines()
    assert [n for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] == [2]
    assert rows_of(changed)[2][4] == "leave out" and rows_of(changed)[2][7] == '\'=Note; "x"'
    assert with_decision(changed, waiting[1], Decided("seen", "", "")) is None, "nobody's decision is written over"
    file = tmp_path / "reply-decisions.csv"
    file.write_bytes(changed)
    library = found.desk.read().library
    assert library is not None
    assert read_decisions(file, library).leaves_out("in/June.zip › b.pdf", 3)
    assert set(COLUMNS) >= {"decision", "note"}


def test_what_came_back_is_read_and_decided_at_the_desk(found: Opened, person: Person) -> None:
    returned = found.desk.project / "returned"
    returned.mkdir(exist_ok=True)
    (returned / "scan.pdf").write_bytes(b"%PDF-1.4 broken")
    page = person.send(person.get("/"), {}, "Read what came back")
    assert "The overview is below" in page.text and page.tree.xpath("//iframe[contains(@src, '127.0.0.1')]")
    assert "1 reply waits" in person.get("/").text
    assert "Choose the team" in person.send(page, {"decision": "belongs", "team": "nobody"}, "Keep this decision").text
    page = person.send(page, {"decision": "seen", "note": "Rang Bob"}, "Keep this decision")
    assert "Your decision is kept" in page.text
    written = (found.desk.project / "records" / "reply-decisions.csv").read_bytes()
    assert [row[4] for row in rows_of(written) if row[0] == "scan.pdf"] == ["seen"]
    assert "waits for your decision" not in person.get("/").text


# Settings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("groups", "keys"), [(PARTNERSHIP, PARTNERSHIP_KEYS), (BRIEFING, BRIEFING_KEYS)])
def test_every_key_of_a_settings_file_is_in_the_form(groups: object, keys: tuple[str, ...]) -> None:
    shown = {line.path[0] for _, lines in groups for line in lines}  # type: ignore[attr-defined]
    assert set(keys) - shown == (set(keys) & set(ELSEWHERE)) - shown


@pytest.mark.parametrize(("path", "groups"), [("/settings", PARTNERSHIP), ("/briefing/child-h/settings", BRIEFING)])
def test_every_box_of_the_settings_reaches_the_file(found: Opened, person: Person, path: str, groups: object) -> None:
    name = "partnership.yml" if path == "/settings" else "child-h/briefing.yml"
    file = found.desk.project / "content" / name
    before, comments = file.read_bytes(), [x for x in file.read_text("utf-8").split("\n") if x.startswith("#")]
    own = {"list": "One: a\nTwo # b", "date": "3 March 2027", "passage": "One.\n\n- Two: x\n- “Three”"}
    lines = [line for _, group in groups for line in group if line.kind not in ("ticks", "teams")]  # type: ignore[attr-defined]
    typed = {n.name: n.options[-1] if n.options else own.get(n.kind, f"New: {n.name} # “x”") for n in lines}
    assert "Saved." in person.send(person.get(path), typed, "Save").text
    found_now = yaml.safe_load(file.read_text("utf-8"))
    for line in lines:
        value = found_now
        for step in line.path:
            value = value[step]
        said = [str(v) for v in value] if isinstance(value, list) else str(value)
        wanted = {"list": ["One: a", "Two # b"], "date": "2027-03-03"}.get(line.kind, typed[line.name])
        assert said == wanted or (line.name in ("draft", "guide") and value is True), line.name
    assert [x for x in file.read_text("utf-8").split("\n") if x in comments] == comments
    person.send(person.get("/changes"), {}, "Undo")
    assert file.read_bytes() == before


def test_a_logo_is_sent_along_and_a_wrong_one_changes_nothing(found: Opened, person: Person, tmp_path: Path) -> None:
    content = found.desk.project / "content"
    before = (content / "partnership.yml").read_bytes()
    wrong = tmp_path / "logo.png"
    wrong.write_bytes(b"no picture")
    refused = person.send(person.get("/settings"), {"logo.sent": wrong, "logo.alt": "Wrenford"}, "Save")
    assert refused.status == 400 and "cannot be the logo" in refused.text
    assert refused.tree.xpath("//input[@name='logo.alt']/@value") == ["Wrenford"], "what was typed stands in its box"
    assert (content / "partnership.yml").read_bytes() == before
    right = tmp_path / "Our logo.PNG"
    Image.new("RGB", (80, 40), "navy").save(right, "PNG")
    assert "Saved." in person.send(refused, {"logo.sent": right, "logo.alt": "Wrenford"}, "Save").text
    kept = yaml.safe_load((content / "partnership.yml").read_text("utf-8"))["logo"]
    assert kept == {"file": "logo.png", "alt": "Wrenford"}
    assert (content / "logo.png").read_bytes() == right.read_bytes()
    (content / "partnership.yml").write_bytes(before)


def test_moments_of_the_timeline_come_change_and_go(found: Opened, person: Person) -> None:
    path, file = "/briefing/child-h/settings", found.desk.project / "content" / "child-h" / "briefing.yml"

    def timeline() -> list[dict[str, str]]:
        return yaml.safe_load(file.read_text("utf-8")).get("timeline") or []

    had = timeline()
    person.send(person.get(path), {"timeline.new.when": "Spring", "timeline.new.what": "Moved: twice"}, "Save")
    assert timeline() == [*had, {"when": "Spring", "what": "Moved: twice"}]
    person.send(person.get(path), {f"timeline.{len(had)}.what": "Moved"}, "Save")
    assert timeline()[-1]["what"] == "Moved"
    fields = {"list": "timeline", "place": str(len(had))}
    token = str(person.get(path).tree.xpath("//input[@name='form_token']/@value")[0])
    person.post(f"{path}/out", {**fields, "form_token": token})
    assert timeline() == had


# Help and Today ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "section"), sorted({place[1:] for place in PLACES}))
def test_help_opens_at_a_section_that_is_there(person: Person, name: str, section: str) -> None:
    page = person.get(f"/help/{name}?from=/briefing/child-h/part/01-background")
    assert page.status == 200 and (not section or page.tree.xpath(f"//*[@id='{section}']")), section
    assert page.tree.xpath("//a[@href='/briefing/child-h/part/01-background']")
    for elsewhere in ("//evil.example", "https://evil.example", "javascript:x", "/\\evil.example"):
        assert not person.get(f"/help/{name}?from={elsewhere}").tree.xpath("//article/p[@class='over']"), elsewhere


def test_today_lists_titles_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, go_on = copy_drawn(tmp_path), threading.Event()
    inspect = pipeline.inspect

    def slow(*given: object) -> Reading:
        go_on.wait(600)
        return inspect(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "inspect", slow)
    monkeypatch.setattr(common, "PATIENCE", 0.0)
    with opened(project) as found:
        person = Person(found)
        page = person.get("/")
        assert "Child H" in page.text and "Being read" in page.text and page.tree.xpath("//*[@data-more]")
        go_on.set()
        found.desk.read()
        assert "Being read" not in person.get("/today/list").text


def test_every_other_screen_says_at_once_that_the_project_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = threading.Event()
    inspect = pipeline.inspect

    def held(*given: object) -> Reading:
        may_read.wait(600)
        return inspect(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "inspect", held)
    monkeypatch.setattr(common, "PATIENCE", 0.0)
    monkeypatch.setattr(common, "LONGEST", 3600.0)
    paths = ("/briefing/child-h", "/briefing/child-h/part/01-background", "/briefing/child-h/settings", "/settings")
    with opened(copy_drawn(tmp_path)) as desk:
        person = Person(desk)
        person.waits = False
        try:
            for path in (*paths, "/build", "/returned"):
                page = person.get(path)
                assert "being read" in page.text and page.headers["refresh"] == "1", path
        finally:
            may_read.set()
        person.waits = True
        assert "Background" in person.get("/briefing/child-h").text, "it comes by itself"


def test_a_project_that_begins_empty_is_followed(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    with opened(project) as found:
        person, preview = Person(found), found.desk.preview
        assert "Question 1 of 4" in person.send(person.get("/"), {}, "Begin").text
        assert "An empty example" in person.get("/").text or "Being read" in person.get("/").text
        with preview.changed:
            assert preview.changed.wait_for(lambda: preview.find("index.html") is not None, 120)
        assert preview.find("assets/reader.css") is not None, "the look of the pages is there too"


def test_a_desk_that_closes_while_it_waits_for_calm_closes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SETTLE", 3600.0)
    before = set(threading.enumerate())
    with watching.followed(Preview(copy_project(tmp_path)), behind=lambda: None):
        pass
    assert set(threading.enumerate()) <= before


# The part that is typed --------------------------------------------------------------------------


def test_a_part_drawn_alone_is_the_page_that_follows(tmp_path: Path) -> None:
    project = copy_drawn(tmp_path)
    preview = Preview(project)
    preview.refresh()
    for name, old, new in (
        ("01-background", "## Reflect", "New words, **strong** ones.\n\n## Reflect"),
        ("05-the-findings", "1. ", "1. Other: "),
    ):
        file = project / "content" / "child-h" / f"{name}.md"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        before = preview.find(f"child-h/{name}.html")
        preview.redraw("child-h", file.name)
        alone = preview.find(f"child-h/{name}.html")
        preview.refresh()
        assert alone != before and preview.find(f"child-h/{name}.html") == alone
