"""What a person does at the desk is in the files, whole; nothing typed is lost, whatever else happens to them."""

from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from docx import Document

from builder.desk.app import Opened, opened
from builder.desk.starters import NAME
from builder.desk.writing import files as desk_files
from builder.desk.writing.files import Files
from builder.read import read_library

from .conftest import DEEP, ROOT, copy_drawn
from .desk_user import Page, Person

PART = "/briefing/child-h/part/01-background"


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Opened]:
    with opened(copy_drawn(tmp_path)) as desk:
        desk.desk.opener = lambda folder: None
        yield desk


@pytest.fixture
def person(found: Opened) -> Person:
    return Person(found)


def part(found: Opened, name: str = "01-background") -> Path:
    return found.desk.project / "content" / "child-h" / f"{name}.md"


def seen(page: Page) -> str:
    return str(page.tree.xpath("//input[@name='seen']/@value")[0])


def word_file(folder: Path, parts: dict[str, list[str]], title: str = "Child K") -> Path:
    document = Document()
    document.add_heading(title, 0)
    for heading, texts in parts.items():
        document.add_heading(heading, 1)
        for text in texts:
            document.add_paragraph(text)
    document.save(str(folder / f"{title}.docx"))
    return folder / f"{title}.docx"


# Typed words ------------------------------------------------------------------------------------


def test_typed_words_are_on_disk_when_saved_is_said(found: Opened, person: Person) -> None:
    before = part(found).read_text(encoding="utf-8")
    answer = person.save(PART, {"text": "Other words.\nOn two lines.", "title": "Where it began"})
    assert answer["state"] == "saved" and answer["message"].startswith("Saved at")
    now = part(found).read_text(encoding="utf-8")
    assert now.startswith("# Where it began\n\nOther words.\nOn two lines.\n")
    assert now.partition("## Reflect")[2] == before.partition("## Reflect")[2]


def test_deleting_the_desk_loses_nothing(tmp_path: Path) -> None:
    project = copy_drawn(tmp_path)
    with opened(project) as desk:
        person = Person(desk)
        person.save(PART, {"text": "Words that were typed at the desk.", "notes": "A note for trainers."})
        person.send(person.get("/settings"), {"contact": "desk@wrenford.example"}, "Save")
    for folder in (project / "records" / "desk", project / "build"):
        shutil.rmtree(folder, ignore_errors=True)
    without = "import sys; sys.modules['builder.desk'] = None; from builder.cli import main; main()"
    command = [sys.executable, "-c", without, "--project", project, "check"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0 and "Traceback" not in checked.stderr, checked.stderr
    library = read_library(project).library
    assert library is not None and library.partnership.contact == "desk@wrenford.example"
    words = (project / "content" / "child-h" / "01-background.md").read_text(encoding="utf-8")
    assert "Words that were typed at the desk." in words and "A note for trainers." in words


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_mark_stay_as_they_were(found: Opened, person: Person, mark: bytes) -> None:
    text = part(found).read_bytes().replace(b"\n", b"\r\n")
    part(found).write_bytes(mark + text)
    person.save(PART, {"notes": "A new note."})
    data = part(found).read_bytes()
    assert data.startswith(mark) and data.count(b"\n") == data.count(b"\r\n") and b"A new note." in data


def test_both_changes_stand_where_they_touch_different_boxes(found: Opened, person: Person) -> None:
    before = seen(person.get(PART))
    text = part(found).read_text(encoding="utf-8")
    part(found).write_text(text.replace("# ", "# New: ", 1), encoding="utf-8")
    answer = person.save(PART, {"title": text.split("\n")[0][2:], "notes": "Mine."}, before)
    assert answer["state"] == "saved" and answer["again"]
    now = part(found).read_text(encoding="utf-8")
    assert now.startswith("# New: ") and now.rstrip().endswith("Mine.")


def test_one_box_changed_twice_shows_both_and_loses_neither(found: Opened, person: Person) -> None:
    before = seen(person.get(PART))
    text = part(found).read_text(encoding="utf-8")
    part(found).write_text(text.replace("## Reflect", "Theirs in Word.\n\n## Reflect"), encoding="utf-8")
    answer = person.save(PART, {"text": "Mine at the desk."}, before)
    assert answer["state"] == "elsewhere"
    assert "Mine at the desk." not in part(found).read_text(encoding="utf-8")
    aside = found.desk.project / "records" / "desk" / "not-in-the-file" / "child-h" / "01-background.md"
    assert "Mine at the desk." in aside.read_text(encoding="utf-8")
    both = person.get(PART)
    assert both.path.endswith("/both")
    assert "Theirs in Word." in both.text and "Mine at the desk." in both.text
    settled = person.send(both, {"text": "Theirs in Word. Mine at the desk."})
    assert settled.status == 200 and not aside.exists()
    assert "Theirs in Word. Mine at the desk." in part(found).read_text(encoding="utf-8")


def test_a_page_s_own_words_are_never_somebody_else_s(found: Opened, person: Person) -> None:
    """A page that is left sends its last words while its save before is still on the way: either may come first."""
    before = seen(person.get(PART))
    first = {"text": "One.", "page": "a", "turn": "1"}
    last = {"text": "One and two.", "page": "a", "turn": "2"}
    assert person.save(PART, first, before)["state"] == "saved"
    assert person.save(PART, last, before)["state"] == "saved", "it had not heard of its first save"
    assert "One and two." in part(found).read_text(encoding="utf-8")
    assert person.save(PART, first, before)["state"] == "saved", "it comes late"
    assert "One and two." in part(found).read_text(encoding="utf-8")
    assert not (found.desk.project / "records" / "desk" / "not-in-the-file").exists()
    other = person.save(PART, {"text": "Three.", "page": "b", "turn": "1"}, before)
    assert other["state"] == "elsewhere", "another page never saw those words"


def test_words_of_two_pages_wait_side_by_side(found: Opened, person: Person) -> None:
    shown = person.get(PART)
    text = part(found).read_text(encoding="utf-8")
    part(found).write_text(text.replace("## Reflect", "Theirs in Word.\n\n## Reflect"), encoding="utf-8")
    for page, turn, words in (("a", 1, "Half of"), ("b", 1, "Mine in the other tab."), ("a", 2, "Half of mine.")):
        sent = {"text": words, "page": page, "turn": str(turn)}
        assert '"elsewhere"' in person.send(shown, sent, "Save", Accept="application/json").text
    for words in ("Half of mine.", "Mine in the other tab."):
        both = person.get(PART)
        assert both.path.endswith("/both") and words in both.text
        person.send(both, {"text": f"Settled with {words}"})
    assert not person.get(PART).path.endswith("/both")
    assert "Mine in the other tab." in part(found).read_text(encoding="utf-8")


def test_what_was_made_of_both_is_asked_about_again_where_the_file_changed_meanwhile(
    found: Opened, person: Person
) -> None:
    before = seen(person.get(PART))
    text = part(found).read_text(encoding="utf-8")
    part(found).write_text(text.replace("## Reflect", "Theirs in Word.\n\n## Reflect"), encoding="utf-8")
    person.save(PART, {"text": "Mine at the desk."}, before)
    both = person.get(PART)
    part(found).write_text(text.replace("## Reflect", "Theirs once more.\n\n## Reflect"), encoding="utf-8")
    again = person.send(both, {"text": "Both made one."})
    assert again.path.endswith("/both")
    assert "Theirs once more." in again.text and "Both made one." in again.text and "Mine at" not in again.text
    person.send(again, {"text": "Both made one."})
    assert "Both made one." in part(found).read_text(encoding="utf-8")
    assert not person.get(PART).path.endswith("/both")


def test_a_file_that_another_program_holds_is_said_and_the_words_are_kept(
    found: Opened, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_files, "HELD_SECONDS", 0.2)
    held = part(found)
    real = Path.replace
    tried = []

    def replace(self: Path, target: Path) -> Path:
        if target == held and len(tried) < 100:
            tried.append(1)
            raise PermissionError(13, "held", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    answer = person.save(PART, {"text": "Typed meanwhile."})
    assert answer["state"] == "held" and "Word, Excel or OneDrive" in answer["message"]
    aside = found.desk.project / "records/desk/not-in-the-file/child-h/01-background.md"
    assert "Typed meanwhile." in aside.read_text(encoding="utf-8")
    tried.extend([1] * 100)
    both = person.get(PART)
    person.send(both, {})
    assert "Typed meanwhile." in held.read_text(encoding="utf-8")


def test_a_kill_while_writing_leaves_the_old_words_or_the_new(tmp_path: Path) -> None:
    file = tmp_path / "content" / "01.md"
    file.parent.mkdir()
    program = (
        "import sys; from pathlib import Path; from builder.desk.writing.files import Files\n"
        "file = Path(sys.argv[1]); files = Files(file.parent.parent); n = 0\n"
        "while True:\n  n += 1; files.save({file: f'{n} ' * 5000}, 'x'); print(n, flush=True)"
    )
    for _ in range(5):
        run = subprocess.Popen([sys.executable, "-c", program, str(file)], stdout=subprocess.PIPE, cwd=ROOT)
        assert run.stdout
        lines = [run.stdout.readline() for _ in range(20)]
        run.kill()
        lines += run.stdout.read().splitlines()
        run.stdout.close()
        run.wait()
        said = max(int(line) for line in lines if line.strip())
        words = file.read_text(encoding="utf-8").split()
        assert len(words) == 5000 and len(set(words)) == 1 and int(words[0]) >= said


# Undoing -----------------------------------------------------------------------------------------


def test_every_change_can_be_taken_back_and_done_again(found: Opened, person: Person) -> None:
    before = part(found).read_bytes()
    person.save(PART, {"text": "Other words."})
    after = part(found).read_bytes()
    page = person.get("/changes")
    assert "Other words." in page.text
    person.send(page, {}, "Undo")
    assert part(found).read_bytes() == before
    person.send(person.get("/changes"), {}, "Do it again")
    assert part(found).read_bytes() == after


def test_undo_never_takes_what_another_program_wrote(found: Opened, person: Person) -> None:
    person.save(PART, {"text": "Other words."})
    part(found).write_text("# Theirs\n", encoding="utf-8")
    page = person.send(person.get("/changes"), {}, "Undo")
    assert "Take back the newer changes first" in page.text
    assert part(found).read_text(encoding="utf-8") == "# Theirs\n"


def test_pauses_of_one_sentence_are_one_step(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    files, file = Files(tmp_path), content / "a.md"
    for text in ("a", "ab", "abc"):
        files.save({file: text}, "Words typed")
    assert [c.what for c in files.changes] == ["Words typed"]
    files.undo(files.changes[0].number)
    assert not file.exists()


# Decisions, links, settings ----------------------------------------------------------------------


def test_a_decision_is_taken_at_the_passage_and_names_its_words(found: Opened, person: Person) -> None:
    text = part(found).read_text(encoding="utf-8")
    part(found).write_text(text.replace("## Reflect", "Doreen Smith lived there.\n\n## Reflect"), encoding="utf-8")
    settings = found.desk.project / "content/child-h/briefing.yml"
    before = settings.read_text("utf-8")
    page = person.get(PART)
    assert "Stops the build" in page.text and "Doreen Smith" in page.text
    form = {"reason": "She is the author of the report.", "who": "A. Officer, learning officer"}
    after = person.send(page, form, "Keep this decision")
    assert after.path == PART and "Your decision is kept" in after.text
    decisions = yaml.safe_load((found.desk.project / "content/child-h/briefing.yml").read_text("utf-8"))["decisions"]
    assert decisions[-1]["words"] == ["Doreen Smith"] and decisions[-1]["who"] == form["who"]
    assert "Stops the build" not in after.text
    comments = [line for line in before.split("\n") if line.startswith("#")]
    assert comments and set(comments) <= set(settings.read_text("utf-8").split("\n"))


def test_a_decision_without_a_reason_changes_nothing(found: Opened, person: Person) -> None:
    settings = found.desk.project / "content/child-h/briefing.yml"
    before = settings.read_bytes()
    fields = {"form_token": person.token(), "rule": "label", "reason": " ", "who": "x", "back": "//evil.example"}
    page = person.post("/briefing/child-h/decide", fields)
    assert page.status == 400 and "evil" not in page.body.decode() and settings.read_bytes() == before


def test_links_are_ticked(found: Opened, person: Person) -> None:
    page = person.get("/briefing/child-h/links")
    fields = {str(n): "yes" for n in page.tree.xpath("//input[@checked]/@name")} | {"R4-F2": "yes"}
    del fields["R1-F1"]
    token = str(page.tree.xpath("//main//input[@name='form_token']/@value")[0])
    after = person.post("/briefing/child-h/links", {**fields, "form_token": token})
    assert "The links are kept." in after.text
    library = read_library(found.desk.project).library
    assert library
    points = {p.code: p.links for p in library.briefings[0].recommendations}
    assert points["R4"] == ("F2",) and points["R1"] == ()


def test_settings_change_in_their_line_and_comments_stay(found: Opened, person: Person) -> None:
    file = found.desk.project / "content" / "partnership.yml"
    before = file.read_text(encoding="utf-8").split("\n")
    after = person.send(person.get("/settings"), {"name": "Eastham: a partnership", "returns.by": "1 March 2027"})
    assert "Saved." in after.text
    now = file.read_text(encoding="utf-8").split("\n")
    changed = [new for old, new in zip(before, now, strict=True) if old != new]
    assert changed == ['name: "Eastham: a partnership"', "  by: 2027-03-01"]


def test_a_wrong_value_is_kept_and_said_at_its_box(found: Opened, person: Person) -> None:
    page = person.send(person.get("/settings"), {"address": "not an address"})
    box = page.tree.xpath("//input[@name='address']")[0]
    assert box.get("value") == "not an address" and box.get("aria-describedby")
    said = [
        page.tree.xpath(f"//*[@id='{name}']")[0].text_content().strip() for name in box.get("aria-describedby").split()
    ]
    assert all(said) and "address should be" in said[-1]


def test_settings_changed_elsewhere_are_shown_beside_what_was_typed(found: Opened, person: Person) -> None:
    page = person.get("/settings")
    file = found.desk.project / "content" / "partnership.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("name: Wrenford", "name: Northam"), encoding="utf-8")
    after = person.send(page, {"contact": "mine@wrenford.example"})
    assert after.status == 409 and "Northam" in after.text and "mine@wrenford.example" in after.body.decode()
    assert "mine@" not in file.read_text(encoding="utf-8")


def test_settings_that_cannot_be_read_are_mended_in_one_box(found: Opened, person: Person) -> None:
    file = found.desk.project / "content" / "child-h" / "briefing.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Child H", "title: Child H: a slip"), encoding="utf-8")
    page = person.get("/briefing/child-h/settings")
    assert page.status == 200 and "colon" in page.text
    person.send(page, {"whole": text})
    assert file.read_text(encoding="utf-8") == text


# The whole way -----------------------------------------------------------------------------------


def test_from_an_empty_folder_to_a_briefing(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    source = word_file(tmp_path, {"Background": ["A boy."], "The findings": ["1. Late."], "Next": ["2. Soon."]})
    with opened(project) as desk:
        person = Person(desk)
        page = person.send(person.get("/"), {}, "Begin")
        wrong = person.send(page, {"name": "", "contact": "nobody"})
        assert wrong.status == 400 and wrong.tree.xpath("//*[@role='alert']//a")
        page = person.send(page, {"name": "Wrenford", "contact": "a@wrenford.example"})
        page = person.send(page, {"number": "01632 960 999"})
        page = person.send(page, {"to": "a@wrenford.example"})
        page = person.send(page, {"audience": "both"})
        assert page.path == "/" and "A few questions" not in page.text
        page = person.send(person.get("/bring"), {"file": source}, "Bring it in")
        assert "3 parts" in page.text
        assert {f.name for f in (project / "content").iterdir() if f.is_dir()} == {"child-k"}
        again = word_file(
            tmp_path, {"Background": ["A boy of four."], "The findings": ["1. Late."], "Next": ["2. Soon."]}
        )
        page = person.send(person.get("/bring?into=child-k"), {"file": again}, "Bring it in")
        assert "A boy of four." in page.text and "Nothing is changed yet" in page.text
        part_one = next((project / "content" / "child-k").glob("01-*.md"))
        assert "of four" not in part_one.read_text(encoding="utf-8")
        person.send(page, {}, "Take these changes in")
        assert "A boy of four." in part_one.read_text(encoding="utf-8")
        person.send(person.get("/changes"), {}, "Undo")
        assert "of four" not in part_one.read_text(encoding="utf-8")


NAMES = ("x.docx", "x.exe", "x.pdf", *(("x.pptx", "con.docx", "ä ö.docx") if DEEP else ()))
"""Each is opened by a process of its own."""


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_document_is_refused_in_a_sentence(found: Opened, person: Person, tmp_path: Path, name: str) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document>&a;' + b" " * 5_000_000)
    file = tmp_path / "bomb"
    file.write_bytes(bomb.getvalue())
    fields = {"form_token": person.token(), "slug": "hostile", "file": file.rename(tmp_path / name)}
    page = person.post("/bring", fields)
    assert page.status == 400 and "There is a problem" in page.text and "Traceback" not in page.text
    assert not (found.desk.project / "content" / "hostile").exists()
    assert person.get("/").status == 200


def test_hostile_words_are_words(found: Opened, person: Person) -> None:
    evil = "</textarea><script>alert(1)</script>{{ 7*7 }}"
    person.save(PART, {"text": evil, "title": evil, "notes": evil})
    for path in (PART, "/briefing/child-h", "/changes", "/"):
        body = person.get(path).body.decode()
        assert "<script>alert" not in body and ">49<" not in body


def test_a_briefing_goes_to_word_and_comes_back_changed(found: Opened, person: Person, tmp_path: Path) -> None:
    answer = person.send(person.get("/briefing/child-h"), {}, "Get it as a Word file")
    assert answer.status == 200 and "child-h.docx" in answer.headers["content-disposition"]
    document = Document(io.BytesIO(answer.body))
    line = next(p for p in document.paragraphs if "almost three" in p.text)
    line.text = line.text.replace("almost three", "nearly three")
    document.save(str(tmp_path / "back.docx"))
    page = person.send(person.get("/bring?into=child-h"), {"file": tmp_path / "back.docx"}, "Bring it in")
    assert "nearly three" in page.text and "Nothing is changed yet" in page.text
    person.send(page, {}, "Take these changes in")
    assert "nearly three" in part(found).read_text(encoding="utf-8")


# Results and starting ----------------------------------------------------------------------------


def test_the_zip_for_the_web_team_holds_the_site_without_our_marker(found: Opened, person: Person, dist: Path) -> None:
    (found.desk.project / "dist").symlink_to(dist, target_is_directory=True)
    assert person.get("/build/site.zip").status in (200, 404)
    (found.desk.project / "dist").unlink()
    folder = found.desk.project / "dist" / "site"
    folder.mkdir(parents=True)
    for name in ("index.html", ".made-by-briefing"):
        (folder / name).write_bytes((dist / "site" / name).read_bytes())
    page = person.get("/build/site.zip")
    with zipfile.ZipFile(io.BytesIO(page.body)) as archive:
        assert archive.namelist() == ["index.html"]


def test_the_overview_opens_from_one_button(found: Opened, person: Person) -> None:
    (found.desk.project / "returned").mkdir()
    (found.desk.project / "returned" / "note.txt").write_text("Not a worksheet.", encoding="utf-8")
    page = person.send(person.get("/returned"), {}, "Read what came back")
    assert page.status == 200 and page.tree.xpath("//a[contains(., 'Open the overview')]")
    assert (found.desk.project / "dist" / "overview" / "index.html").is_file()


def test_open_the_desk_opens_it(tmp_path: Path) -> None:
    project = tmp_path / "It's a folder"
    project.mkdir()
    subprocess.run([sys.executable, "-m", "builder", "--project", str(project), "init"], check=True, cwd=ROOT)
    starter = project / f"{NAME}.command"
    assert starter.stat().st_mode & stat.S_IXUSR
    (project / "json.py").write_text("raise SystemExit('hijacked')", encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([str(starter), "--no-browser"], stdout=subprocess.PIPE, cwd=tmp_path, env=env) as run:
        assert run.stdout
        first = run.stdout.readline().decode()
        run.terminate()
    assert first.startswith("http://127.0.0.1:") and "/?key=" in first
    batch = (project / f"{NAME}.cmd").read_bytes()
    assert b"\r\n" in batch and b'pushd "%~dp0"' in batch and b"\n" not in batch.replace(b"\r\n", b"")
