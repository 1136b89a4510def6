"""Paper and Office files as a reader of them hears them: links, lists, whole numbers, the language of each passage."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import outloud
import page
import pikepdf
import pytest
from lxml import etree

from builder.adapters.tongues import RIGHT_TO_LEFT, marked, office_part, pieces, plain, runs_from_right, whole
from builder.form.plan import ReturnKind
from builder.model.theme import Theme
from builder.render.fallback import page_in_tongues
from builder.render.job import Job
from builder.site.briefing_sheet import make_briefing_sheet
from builder.site.notes_word import notes_parts
from builder.trainers.handouts import make_handout, make_supervision
from builder.trainers.pack import make_trainers
from builder.worksheets.follow_up import FollowUp
from builder.worksheets.pdf import Press, make_blank_pdf
from builder.worksheets.team_files import make_team_files
from builder.worksheets.word import plan_template, template_parts

from .conftest import ROOT
from .pdfua import check
from .returned import plan_of
from .site_models import briefing, jobs, library, paragraph, section

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def sheets(job: Job, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every sheet that people read or fill in."""
    base = tmp_path_factory.mktemp("sheets")
    make_handout(job, base / "handout.pdf")
    make_handout(job, base / "handout-large.pdf", large=True)
    make_supervision(job, base / "supervision.pdf")
    made = {path.stem: path.read_bytes() for path in base.iterdir()}
    made |= {"sheet": make_briefing_sheet(job), "sheet-large": make_briefing_sheet(job, large=True)}
    large = Press(job, large=True)
    ((_, team),) = large.copies(job.library.teams[:1])
    made |= {"plan": make_blank_pdf(job), "plan-large": large.blank(), "team-large": team}
    return made | {"follow-up": FollowUp(job, ReturnKind.AFTER_6, AGREED, job.library.teams[0]).pdf()}


AGREED = plan_of({f"action_{n}_what": "Ring the school" for n in (1, 2)} | {"section_team": "Team East"})
"""What a team agreed, for a follow-up."""


def targets(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = (a for sheet in pdf.pages for a in sheet.get("/Annots", ()) if a.Subtype == "/Link" and "/A" in a)
        return {str(a.A.URI) for a in found}


def spoken(data: bytes, folder: Path) -> str:
    """The structure with its text, as poppler reads it; titles of elements come in UTF-16 and do not matter."""
    (folder / "one.pdf").write_bytes(data)
    said = subprocess.run(["pdfinfo", "-struct-text", folder / "one.pdf"], capture_output=True, check=True).stdout
    return said.decode("utf-8", "replace")


def test_every_number_and_address_on_paper_is_a_link(sheets: dict[str, bytes]) -> None:
    for name in ("handout", "handout-large", "supervision", "sheet", "sheet-large"):
        assert {"tel:999", "tel:116123", "tel:01632960999"} <= targets(sheets[name]), name
    for name in ("plan", "plan-large"):
        assert "mailto:learning@wrenford.example" in targets(sheets[name]), name


NOTED = {
    "TBL-012": "the plan's table is empty until a team fills it in",
    "ORD-001": "numbers are painted apart from the line they stand in; the tree has the order in which it is read",
}
"""What `outloud` may remark on, with the reason."""


def test_three_checkers_find_nothing_in_any_sheet(sheets: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in sheets.items():
        assert check(data) == [], name
        report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
        assert [failure.message for failure in report.failures] == [], name
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(data)
        said = outloud.check(str(file))
        assert said.error is None, name
        found = [(f.rule, f.message) for f in said.findings if f.severity != "info" and f.rule not in NOTED]
        assert found == [], name


def heard(data: bytes, folder: Path) -> dict[str, Any]:
    """A file as Firefox's reader of PDFs hears it; see node/hear_pdf.mjs."""
    file = folder / "heard.pdf"
    file.write_bytes(data)
    script = ROOT / "site_tests" / "node" / "hear_pdf.mjs"
    run = subprocess.run(["node", script, file], capture_output=True, text=True, check=True, cwd=script.parent)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_pdf_js_hears_headings_lists_whole_numbers_and_links(sheets: dict[str, bytes], tmp_path: Path) -> None:
    said = heard(sheets["sheet"], tmp_path)
    roles = [(role, words) for sheet in said["pages"] for role, words, _, _ in sheet["roles"]]
    assert said["lang"].startswith("en")
    assert ("H2", "1 Background") in roles
    assert {("Link", "999"), ("Link", "116 123"), ("Link", "01632 960 999")} <= set(roles)
    assert {words for role, words in roles if role == "Lbl"} >= {"F1", "R6"}
    links = [link for sheet in said["pages"] for link in sheet["links"]]
    assert {"tel:999", "tel:116123", "tel:01632960999"} <= set(links)
    in_order = " ".join(words for role, words in roles if role in ("H2", "P", "Lbl"))
    assert in_order.index("1 Background") < in_order.index("3 The Incident") < in_order.index("F1")


def test_pdf_js_hears_the_plan_question_by_question(sheets: dict[str, bytes], tmp_path: Path) -> None:
    for name in ("plan", "plan-large", "team-large", "follow-up"):
        said = heard(sheets[name], tmp_path)
        roles = [role for sheet in said["pages"] for role, *_ in sheet["roles"]]
        assert "H1" in roles and roles.count("Form") > 20, name
        assert "mailto:learning@wrenford.example" in [link for sheet in said["pages"] for link in sheet["links"]], name


def test_numbers_are_whole_and_apart_from_words_and_findings_are_a_list(
    sheets: dict[str, bytes], tmp_path: Path
) -> None:
    said = spoken(sheets["sheet"], tmp_path)
    assert '"01632 960 999"' in said and '"116 123"' in said
    assert re.search(r'Lbl[^"]*"F1"', said) and re.search(r'Lbl[^"]*"R6"', said)
    with pikepdf.open(io.BytesIO(sheets["sheet"])) as pdf, pdf.open_outline() as outline:
        titles = [item.title for top in outline.root for item in (top, *top.children)]
    assert "1 Background" in titles, titles


def test_large_print_has_no_word_below_18_points(sheets: dict[str, bytes], tmp_path: Path) -> None:
    for name in ("sheet-large", "handout-large", "plan-large", "team-large"):
        (tmp_path / "large.pdf").write_bytes(sheets[name])
        run = ["pdftotext", "-bbox-layout", str(tmp_path / "large.pdf"), "-"]
        shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        boxes = re.findall(r'<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)', shown)
        # poppler gives the height of the face, 1.25 of its size or more; what the wheel is drawn with is a picture.
        found = ((float(foot) - float(top), word) for top, foot, word in boxes)
        small = [word for height, word in found if height < 18 * 1.24 and not word.isdigit()]
        assert small == [], name


def test_a_team_that_asks_for_large_print_gets_its_own(job: Job, tmp_path: Path) -> None:
    one, other = job.library.teams[:2]
    library = replace(job.library, teams=(replace(one, large_print=True), other))
    asked = replace(job, library=library)
    make_team_files(asked, tmp_path, Press(asked), plan_template(asked))
    (large,) = [file for file in tmp_path.rglob("*-large-print.pdf") if not file.name.startswith("blank")]
    with pikepdf.open(large) as pdf:
        values = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
    assert values["section_team"] == one.section_team
    assert values["reference"].split("/")[3] == one.id


# Languages ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def welsh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Job, Path]:
    """A Welsh briefing with a part in Urdu, in a theme without a Welsh word, and its trainers' pack."""
    parts = (
        section(1, "Cefndir", paragraph("Geiriau yn Gymraeg.")),
        section(2, "مدد", paragraph("یہ ایک مثال ہے۔"), stem="02-two", lang="ur"),
    )
    one = library(briefing("plentyn", "Plentyn N", sections=parts, lang="cy", glossary=()))
    (job,) = jobs(one, Theme.of(ROOT))
    folder = tmp_path_factory.mktemp("welsh")
    make_trainers(job, folder, template_parts(job))
    return job, folder


def runs(part: bytes, space: str) -> list[tuple[str, str]]:
    """Each run of a part with its language, "" where it is the document's."""
    found = []
    for run in etree.fromstring(part).iter(f"{space}r"):
        words = "".join(text.text or "" for text in run.iter(f"{space}t"))
        properties = run.find(f"{space}rPr")
        if space == A:
            lang = properties.get("lang", "") if properties is not None else ""
        else:
            own = properties.find(f"{space}lang") if properties is not None else None
            lang = own.get(f"{space}val", "") if own is not None else ""
        if words.strip():
            found.append((words, lang))
    return found


def test_a_word_that_welsh_lacks_is_english_in_word_and_slides(welsh: tuple[Job, Path]) -> None:
    job, folder = welsh
    with zipfile.ZipFile(folder / "guide.docx") as guide:
        said = dict(runs(guide.read("word/document.xml"), W))
        styles = guide.read("word/styles.xml").decode()
    assert said["What this session is for"] == "en-GB"
    assert said["Geiriau yn Gymraeg."] == ""
    assert said["یہ ایک مثال ہے۔"] == "ur-PK"
    assert 'w:val="cy-GB"' in styles and "ar-SA" not in styles
    with zipfile.ZipFile(folder / "slides.pptx") as deck:
        names = [name for name in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        slides = [run for name in names for run in runs(deck.read(name), A)]
        assert not [
            name for name in deck.namelist() if re.search("\ue000|\ue001", deck.read(name).decode("utf-8", "replace"))
        ]
    assert ("How we talk together", "en-GB") in slides
    assert ("Nobody will ask for a reason", "en-GB") in slides
    assert ("Geiriau yn Gymraeg.", "cy-GB") in slides
    for parts in (template_parts(job), notes_parts(job)):
        assert not [name for name, data in parts.items() if "\ue000".encode() in data]
    assert ("Name of Organisation", "en-GB") in runs(template_parts(job)["word/document.xml"], W)


@pytest.mark.parametrize("what", ["sheet", "follow-up"])
def test_a_word_that_welsh_lacks_is_english_on_paper(welsh: tuple[Job, Path], tmp_path: Path, what: str) -> None:
    job, _ = welsh
    asked = FollowUp(job, ReturnKind.AFTER_6, AGREED, by=date(2027, 8, 1))
    data = make_briefing_sheet(job) if what == "sheet" else asked.pdf()
    assert "\ue000" not in spoken(data, tmp_path)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang).startswith("cy")
        kinds = [str(e.Lang) for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and "/Lang" in e]
        for sheet in pdf.pages:
            sheet.contents_coalesce()
        streams = b"".join(sheet.Contents.read_bytes() for sheet in pdf.pages)
    assert b"/Lang(en-GB)" in streams or any(lang.startswith("en") for lang in kinds)
    assert check(data) == []


def test_what_stands_before_a_teams_words_in_a_follow_up_says_its_language(welsh: tuple[Job, Path]) -> None:
    job, _ = welsh
    agreed = plan_of({"action_1_what": "Ffonio’r ysgol", "action_1_who": "Rheolwr", "action_1_when": "2027-03-01"})
    made = FollowUp(job, ReturnKind.AFTER_6, agreed).word()
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        said = runs(file.read("word/document.xml"), W)
    assert ("Who: ", "en-GB") in said and ("Rheolwr", "") in said
    assert [word for word, _ in said if "Ffonio" in word] == ["Ffonio’r ysgol"]
    assert [lang for word, lang in said if word.startswith("March")] == ["en-GB"]


def test_marks_come_and_go() -> None:
    words = marked("{count} of {parts} parts read.\nOr none")
    assert plain(words) == "{count} of {parts} parts read.\nOr none"
    assert [text for text, english in pieces(words) if english] == [" of ", " parts read", "Or none"]


def test_a_passage_that_is_cut_is_marked_in_each_piece() -> None:
    said = marked("Leave the room. Nobody asks. Thank you.")
    cut = list(whole(re.split(r"(?<=\.) ", f"Diolch. {said}")))
    assert [list(pieces(one)) for one in cut] == [
        [("Diolch.", False)],
        [("Leave the room.", True)],
        [("Nobody asks.", True)],
        [("Thank you", True), (".", False)],
    ]
    page = f'<html lang="cy"><p aria-label="{marked("Read")}">Darllen {marked("again")}</p></html>'
    made = page_in_tongues(page, "cy")
    assert '<p lang="en" aria-label="Read">' in made
    assert '<span lang="cy">Darllen </span>again' in made
    run = f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:tab/><w:t>Rhan {marked("Part")} 1</w:t></w:r></w:p>'
    split = office_part(run.encode())
    assert runs(split, W) == [("Rhan ", ""), ("Part", "en-GB"), (" 1", "")]
    assert split.count(b"<w:tab/>") == 1


def test_direction_goes_by_language_and_by_script() -> None:
    assert runs_from_right("ur") and runs_from_right("ckb-IQ") and runs_from_right("pa-Arab")
    assert not runs_from_right("cy") and not runs_from_right("pa") and not runs_from_right("ur-Latn")
    assert {"ar", "he", "fa", "ps", "yi"} <= RIGHT_TO_LEFT
