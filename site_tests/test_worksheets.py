"""Worksheets as PDF: what they hold, that any name comes out right, and that real viewers can fill them in."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from builder.adapters.pdf.fields import PdfFields, PdfLimits, read_fields
from builder.form.definition import PRINTED_ACTIONS, plan_form
from builder.form.plan import FieldKind, clean, prefilled
from builder.model.briefing import Role
from builder.model.partnership import Audience, Returns, Team
from builder.model.slugs import LONGEST, name_slug
from builder.model.text import Paragraph, Point, PointList, Text
from builder.model.theme import SHIPPED, Theme
from builder.render.job import Job
from builder.render.paper.letters import unprintable
from builder.returns.reading.pdf import read_pdf
from builder.returns.replies import NotRead, Reason
from builder.worksheets.naming import worksheet_paths
from builder.worksheets.pdf import Press, make_blank_pdf, make_worksheets

from .pdfua import check

LIMITS = PdfLimits(pages=500, fields=500, text=100_000, stream=50_000_000)

NAMES = {
    "welsh": "Tîm Gwasanaethau Plant Llŷn, Tŷ’r Ŵyl",
    "polish": "Zespół ds. rodzin „Źdźbło”, Łódź",
    "urdu": "بچوں کی حفاظت کی ٹیم، گلگت",
    "arabic": "فريق حماية الطفل في المدينة",
    "mixed": "Team فريق 7 (Łódź)",
    "long": "The Very Long Name of a Multi-Agency Safeguarding and Early Help Assessment Team " * 3,
    "one word": "Donaudampfschifffahrt" * 10,
    "typst": '#panic("x") $x^2$ *b* _i_ @ref <label> // c /* d */ \\u{41} #include "/etc/passwd"',
    "pdf": ") Tj ET Q << /JS (app.alert(1)) >> \\( \\051 %PDF endobj",
    "html": "<script>alert(1)</script> & &amp; <b>",
    "formula": '=HYPERLINK("http://x.example","y")',
    "controls": "Team\u202e gnitsae\u202c\u0000\u0007 A\ufffe\ufdd0\u200b\r\nB",
}


def with_teams(job: Job, *teams: Team) -> Job:
    return replace(job, library=replace(job.library, teams=teams), briefing=replace(job.briefing, teams=None))


def team(name: str, number: int = 1) -> Team:
    return Team(f"t-{number}", name, name, name, name)


@pytest.fixture(scope="module")
def press(job: Job) -> Press:
    return Press(job)


@pytest.fixture(scope="module")
def copies(job: Job, press: Press) -> dict[str, bytes]:
    return {t.id: data for t, data in press.copies(job.library.teams_of(job.briefing))}


@pytest.fixture(scope="module")
def copy(copies: dict[str, bytes]) -> bytes:
    return copies["assessment-east"]


def fields_of(data: bytes) -> PdfFields:
    return read_fields(data, LIMITS)


def printed(data: bytes) -> list[str]:
    """The words of each page as they print, fields included, on one line; places to break are taken out."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for page in document:
            if page.formenv:  # the print run has no form
                page.flatten()
        out = io.BytesIO()
        document.save(out)
    found = []
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        for page in document:
            words = page.get_textpage().get_text_range()
            found.append(" ".join(words.replace("\u200b", "").replace("\ufffe", "-").split()))
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s|\u200b", "", text)


# What they hold -----------------------------------------------------------------------------------


def test_every_team_gets_a_file_beside_the_blank_one_and_the_print_run(job: Job, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make_worksheets(job, tmp_path, lambda done, of: told.append((done, of)))
    teams = job.library.teams_of(job.briefing)
    expected = {f"{path}.pdf" for path in worksheet_paths(teams).values()} | {"blank.pdf", "print-run.pdf"}
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == expected
    assert told[-1] == (len(teams), len(teams))


def test_the_fields_are_those_of_the_form(job: Job, copy: bytes) -> None:
    form = plan_form(job.library.partnership, job.briefing, job.words)
    found = fields_of(copy)
    assert set(found.values) == {f.id for f in form.fields(PRINTED_ACTIONS)} | {"reference"}
    tips = {f.id: " ".join(f.tooltip.split()) for f in form.fields(PRINTED_ACTIONS)}
    assert {name: found.tips[name] for name in tips} == tips
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        order = [str(f.T) for f in pdf.Root.AcroForm.Fields if str(f.T) != "reference"]
        assert order == [f.id for f in form.fields(PRINTED_ACTIONS)]
        for field in pdf.Root.AcroForm.Fields:
            kind = {f.id: f.kind for f in form.fields(PRINTED_ACTIONS)}.get(str(field.T))
            if kind is FieldKind.TEXT:
                assert int(field.Ff) & 1 << 12, "several lines"
            if kind is not FieldKind.TICK:
                assert " 0 Tf" in str(field.DA), "a size that fits"


def test_a_team_copy_is_prefilled_and_carries_its_reference(job: Job, copies: dict[str, bytes]) -> None:
    for member in job.library.teams_of(job.briefing):
        values = fields_of(copies[member.id]).values
        given = prefilled(member).details
        assert {k: values[k] for k in given} == given
        assert values["reference"] == f"wrenford/child-h/{job.briefing.version}/{member.id}/plan-2"


def test_every_page_says_whose_it_is(job: Job, copy: bytes) -> None:
    pages = printed(copy)
    assert len(pages) == 2
    for number, words in enumerate(pages, 1):
        for wanted in (
            "Assessment Team East",
            f"wrenford/child-h/{job.briefing.version}/assessment-east/plan-2",
            "Child H",
            f"version {job.briefing.version}",
            "9 November 2026",
            f"Page {number} of 2",
            "Please leave out names of children and families",
        ):
            assert wanted in words
    for wanted in ("Return this to learning@wrenford.example by 31 January 2027", "(optional)"):
        assert wanted in pages[0]
    for r in job.briefing.recommendations:
        assert f"{r.code} {r.text}" in pages[0]
    for label in ("What needs to happen?", "Who will do it?", "By When?", "No surnames are needed"):
        assert label in pages[1]
    assert "briefings.wrenford.example/" in pages[0]


def test_the_first_page_stands_and_the_table_lies(copy: bytes) -> None:
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        sizes = [tuple(round(float(v)) for v in page.mediabox[2:]) for page in pdf.pages]
    assert sizes == [(595, 842), (842, 595)]


def test_the_title_names_the_team(copy: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(copy))
    assert reader.metadata and reader.metadata.title == "Child H - Action Plan: Assessment Team East"
    assert reader.xmp_metadata and "Assessment Team East" in str(reader.xmp_metadata.dc_title)


def test_a_copy_cut_within_its_update_is_damaged_and_not_a_blank_form(copies: dict[str, bytes]) -> None:
    data = max(copies.values(), key=len)
    end_of_form = data.index(b"%%EOF") + len(b"%%EOF")
    begun = end_of_form + re.match(rb"\s*\d", data[end_of_form:]).end()  # type: ignore[union-attr]
    for length in (*range(begun, begun + 12), *range(begun + 12, len(data) - 6, 97), len(data) - 6):
        with pytest.raises(NotRead) as refusal:
            read_pdf(data[:length])
        assert refusal.value.reason is Reason.DAMAGED
    for behind in (b"\r\n", b"\0" * 9, b"--part 12--", b"<!-- 5 -->", b"x-scanned: no"):
        assert read_pdf(data + behind) == read_pdf(data)


def test_a_copy_is_the_form_with_an_update_at_its_end(press: Press, copies: dict[str, bytes]) -> None:
    """The second witness is qpdf: it finds nothing to repair."""
    for name, data in copies.items():
        assert data.startswith(press.template.data) and data.count(b"startxref") == 2
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert pdf.check_pdf_syntax() == [], name


def test_the_blank_one_names_nobody(job: Job) -> None:
    blank = make_blank_pdf(job)
    values = fields_of(blank).values
    filled = {k: v for k, v in values.items() if v not in ("", "Off")}
    assert filled == {"reference": f"wrenford/child-h/{job.briefing.version}/-/plan-2"}
    assert not any(t.team_manager in words for t in job.library.teams for words in printed(blank))


def test_no_code_without_an_address(job: Job) -> None:
    nowhere = replace(job.library, partnership=replace(job.library.partnership, address=""))
    pages = printed(make_blank_pdf(replace(job, library=nowhere)))
    assert "briefings.wrenford.example" not in pages[0]


def test_a_partnership_that_has_not_said_where_and_for_adults(job: Job) -> None:
    partnership = replace(job.library.partnership, returns=Returns(), audience=Audience.ADULTS)
    words = Theme((SHIPPED,)).words("en", Audience.ADULTS)
    other = replace(job, library=replace(job.library, partnership=partnership), words=words)
    first = printed(make_blank_pdf(other))[0]
    assert "Return this to the person who sent it to you." in first
    assert "names of adults and their families" in first


def test_long_recommendations_take_pages_and_nothing_is_lost(job: Job) -> None:
    points = tuple(
        Point(f"R{n}", (Paragraph((Text(f"Number {n} " + "words of a long recommendation " * 14),)),))
        for n in range(1, 15)
    )
    sections = tuple(
        replace(s, blocks=(PointList(points),)) if s.role is Role.RECOMMENDATIONS else s for s in job.briefing.sections
    )
    long = replace(job, briefing=replace(job.briefing, sections=sections))
    data = make_blank_pdf(long)
    words = " ".join(printed(data))
    assert all(p.text in words for p in points)
    assert {f"relevant_r{n}" for n in range(1, 15)} <= set(fields_of(data).values)
    assert check(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        heights = [float(f.Rect[3]) - float(f.Rect[1]) for f in pdf.Root.AcroForm.Fields if "learning" in str(f.T)]
    assert min(heights) > 50, "room for handwriting"


# Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NAMES)
def test_any_name_comes_out_right(job: Job, kind: str) -> None:
    name = NAMES[kind]
    odd = with_teams(job, team(name))
    data = next(Press(odd).copies(odd.library.teams))[1]
    shown = clean(name, one_line=True)
    values = fields_of(data).values
    assert values["organisation"] == values["section_team"] == shown
    assert check(data) == []
    if kind not in ("urdu", "arabic", "mixed"):  # a PDF holds these in the order they are drawn
        first = squeezed(printed(data)[0])
        assert first.count(squeezed(shown).replace("-", "")) or first.replace("-", "").count(
            squeezed(shown).replace("-", "")
        )


@pytest.mark.parametrize("kind", ["urdu", "arabic"])
def test_arabic_script_is_shaped_and_runs_from_the_right(job: Job, kind: str) -> None:
    odd = with_teams(job, team(NAMES[kind]))
    data = next(Press(odd).copies(odd.library.teams))[1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        field = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == "organisation")
        fonts = {str(f.BaseFont) for f in field.AP.N.Resources.Font.values()}
        assert any("NotoNaskhArabic" in f for f in fonts)
        x0, y0, x1, y1 = (float(v) for v in field.Rect)
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        image = document[0].render(scale=2).to_pil().convert("L")
    height = image.height
    box = image.crop((int(x0 * 2), int(height - y1 * 2), int(x1 * 2), int(height - y0 * 2)))
    dark = [x for x in range(box.width) if any(box.getpixel((x, y)) < 128 for y in range(box.height))]
    assert box.width - dark[-1] < 20, "it begins at the right edge"
    assert dark[0] > 40, "and ends before the left one"


def test_no_name_can_do_anything(job: Job) -> None:
    odd = with_teams(job, *(team(name, n) for n, name in enumerate(NAMES.values())))
    for _, data in Press(odd).copies(odd.library.teams):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            keys = {key for o in pdf.objects if isinstance(o, pikepdf.Dictionary) for key in o}
        assert not keys & {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/EmbeddedFiles", "/URI"}


def test_letters_that_no_face_has_are_reported_with_their_line(job: Job) -> None:
    assert unprintable(job) == ()
    odd = with_teams(job, replace(team("צוות 家庭"), line=7), *(team(n, i + 2) for i, n in enumerate(NAMES.values())))
    (found,) = unprintable(odd)
    assert str(found.place) == "content/teams.csv:7"
    assert all(letter in found.message for letter in "צותו家庭".replace("ו", ""))


# Files --------------------------------------------------------------------------------------------

SLUGS = {
    "Wrenford Council (example)": "wrenford-council-example",
    "Tîm Llŷn": "tim-llyn",
    "Zespół Łódź": "zespol-lodz",
    "Children's & Families' team": "childrens-and-families-team",
    "../../etc/passwd": "etc-passwd",
    "C:\\Windows\\x": "c-windows-x",
    ".hidden": "hidden",
}


@pytest.mark.parametrize("name", SLUGS)
def test_readable_names(name: str) -> None:
    assert name_slug(name) == SLUGS[name]


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "فريق", "", "/", "x" * 200, "é" * 200, "\ud800"])
def test_awkward_names_are_safe(name: str) -> None:
    made = name_slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= LONGEST
    assert made not in ("con", "nul", "com1")
    assert name_slug(name + "ش") != made, "letters without a plain form are not dropped in silence"


def test_no_two_teams_share_a_file_and_order_does_not_matter() -> None:
    names = ["Team A", "team a", "TEAM-A", "Team (A)", "Team B", "فريق", "فريق2", "x" * 200, "x" * 201]
    teams = tuple(Team(f"id-{n}", "Org", name) for n, name in enumerate(names))
    paths = worksheet_paths(teams)
    assert len({str(p).casefold() for p in paths.values()}) == len(teams)
    assert worksheet_paths(tuple(reversed(teams))) == paths
    assert str(paths["id-4"]) == "org/team-b"
    assert str(paths["id-0"]) == "org/team-a-id-0"
    alone = worksheet_paths((Team("a", "Council", ""), Team("b", "", "East")))
    assert [str(path) for path in alone.values()] == ["council/council", "east/east"], "one name is enough for both"


# The print run ------------------------------------------------------------------------------------


def test_the_print_run_holds_every_team_without_fields(job: Job, press: Press) -> None:
    teams = job.library.teams_of(job.briefing)
    data = press.print_run(teams)
    pages = printed(data)
    assert len(pages) == 2 * len(teams)
    for member, first, second in zip(teams, pages[::2], pages[1::2], strict=True):
        for words in (first, second):
            assert f"wrenford/child-h/{job.briefing.version}/{member.id}/plan-2" in words
        assert all(clean(v, one_line=True) in first for v in prefilled(member).details.values())
        assert "Page 2 of 2" in second
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any("/Annots" in page for page in pdf.pages)
        with pdf.open_outline() as outline:
            assert len(outline.root) == len(teams)
    assert check(data) == []


def test_values_of_the_print_run_are_read_where_their_labels_stand(job: Job, press: Press) -> None:
    """The structure tree, not the order of drawing, is what a screen reader follows."""
    data = press.print_run(job.library.teams[:2])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spans = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Span"]
        assert spans
        assert all(str(s.P.S) in ("/P", "/Div", "/TD", "/Sect", "/NonStruct") for s in spans)


def test_a_large_print_run_comes_in_parts(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.worksheets.pdf.PART", 3)
    many = with_teams(job, *(Team(f"t-{n}", "Org", f"Team {n}") for n in range(4)))
    make_worksheets(many, tmp_path)
    assert {p.name for p in tmp_path.glob("print-run*")} == {"print-run-1.pdf", "print-run-2.pdf"}
    with pikepdf.open(tmp_path / "print-run-2.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_the_same_input_gives_the_same_bytes(job: Job, tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        make_worksheets(job, folder)
        trees.append({p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*.pdf"))})
    assert trees[0] == trees[1]


# Filled in by others ------------------------------------------------------------------------------

TYPED = {
    "organisation": "Another organisation, née Łódź",
    "session_date": "1 March 2027",
    "attending": "12",
    "learning_1": "First line\nSecond line, café",
    "action_1_what": " ".join(f"Sentence number {n} is about practice." for n in range(1, 21)),
    "action_1_when": "31 December 2027",
    "action_6_worked": "We ask families.",
}
TICKED = ("relevant_r1", "relevant_r6")


def fill_with_pypdf(data: bytes, tmp_path: Path) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    values = TYPED | dict.fromkeys(TICKED, "/yes")
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def fill_with_pdfium(data: bytes, tmp_path: Path) -> bytes:
    """Types letter by letter, as Chrome and Edge do."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = {}
        for number, page in enumerate(pdf.pages):
            for a in (each for each in page.obj.Annots if "/T" in each):  # links are no fields
                x0, y0, x1, y1 = (float(v) for v in a.Rect)
                places[str(a.T)] = (number, (x0 + x1) / 2, (y0 + y1) / 2)
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        pages: dict[int, pypdfium2.PdfPage] = {}  # kept: what was typed goes with a page that is closed
        for name in TICKED:
            _click(document, pages, *places[name])
            pdfium.FORM_ForceToKillFocus(document.formenv)
        for name, text in TYPED.items():
            page = _click(document, pages, *places[name])
            pdfium.FORM_SelectAllText(document.formenv, page)
            for letter in text.replace("\n", "\r"):
                pdfium.FORM_OnChar(document.formenv, page, ord(letter), 0)
            pdfium.FORM_ForceToKillFocus(document.formenv)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _click(
    document: pypdfium2.PdfDocument, pages: dict[int, pypdfium2.PdfPage], number: int, x: float, y: float
) -> pypdfium2.PdfPage:
    if number not in pages:
        pages[number] = document[number]
    pdfium.FORM_OnLButtonDown(document.formenv, pages[number], 0, x, y)
    pdfium.FORM_OnLButtonUp(document.formenv, pages[number], 0, x, y)
    return pages[number]


def fill_with_pdfjs(data: bytes, tmp_path: Path) -> bytes:
    """Saves as Firefox does."""
    (tmp_path / "in.pdf").write_bytes(data)
    values: Mapping[str, object] = TYPED | dict.fromkeys(TICKED, True)
    script = Path(__file__).parent / "node" / "fill_pdf.mjs"
    command = ["node", str(script), str(tmp_path / "in.pdf"), str(tmp_path / "out.pdf")]
    subprocess.run(command, input=json.dumps(values).encode(), check=True, capture_output=True)
    return (tmp_path / "out.pdf").read_bytes()


@pytest.mark.parametrize("fill", [fill_with_pypdf, fill_with_pdfium, fill_with_pdfjs])
def test_real_viewers_fill_it_in(copy: bytes, tmp_path: Path, fill: Callable[[bytes, Path], bytes]) -> None:
    filled = fill(copy, tmp_path)
    values = fields_of(filled).values
    before = fields_of(copy).values
    read = {k: v.replace("\r\n", "\n").replace("\r", "\n") for k, v in values.items() if v != before[k]}
    assert read == TYPED | dict.fromkeys(TICKED, "yes")
    assert values["reference"] == before["reference"]
    words = printed(filled)
    assert squeezed(TYPED["learning_1"]) in squeezed(words[0])
    assert all(f"Sentence number {n} is about practice." in words[1] for n in range(1, 21)), "20 of 20 sentences print"
    breaches = check(filled)
    if fill is fill_with_pdfium:  # it draws letters beyond Latin-1 in a face of the machine, not in the file's
        breaches = [b for b in breaches if b.split(":")[0] not in ("embedded", "to-unicode")]
    assert breaches == []
