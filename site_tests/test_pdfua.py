"""The checker of PDF/UA-1 rules: nothing to say about our files, and each rule fails on a file damaged for it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import page
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pikepdf import Array, Dictionary, Name, Pdf, String

from builder.form.field_ids import decode
from builder.form.layout import newest_layout
from builder.form.reference import ReturnKind, page_of_code
from builder.render.job import Job
from builder.worksheets.follow_up import FollowUp
from builder.worksheets.pdf import Press, make_large_print

from .pdfua import RULES, Document, check


@pytest.fixture(scope="module")
def press(job: Job) -> Press:
    return Press(job)


@pytest.fixture(scope="module")
def worksheet(job: Job, press: Press) -> bytes:
    return next(press.copies(job.library.teams))[1]


def by_others(data: bytes) -> list[str]:
    """What a checker that shares no code with ours finds."""
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.fixture(scope="module")
def follow_up(job: Job) -> bytes:
    plan = decode(
        newest_layout(ReturnKind.PLAN),
        {"action_1_what": "Use one page", "action_2_what": "Ask", "relevant_r1": "yes", "relevant_r4": "yes"},
    )
    return FollowUp(job, ReturnKind.AFTER_6, plan, job.library.teams[0]).pdf()


def test_the_worksheets_keep_the_rules(job: Job, press: Press, worksheet: bytes, follow_up: bytes) -> None:
    run = press.print_run(job.library.teams[:3])
    for data in (worksheet, press.blank(), run, follow_up, make_large_print(job)):
        assert check(data) == [] and by_others(data) == []


def test_every_field_says_what_a_hand_cannot_see(job: Job, worksheet: bytes, follow_up: bytes) -> None:
    """How a date is written, that a field may be left open: the name of a field is all that a reader hears."""
    for data in (worksheet, follow_up, make_large_print(job)):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            tips = {str(f.T): str(f.TU) for f in pdf.Root.AcroForm.Fields}
        assert "31 March 2027" in tips["session_date"] and tips["session_date"].endswith("Optional")
        dated = [tip for name, tip in tips.items() if name.endswith(("_when", "_checked_on"))]
        assert dated and all("31 March 2027" in tip for tip in dated)
        assert all(tip.endswith("Optional") for name, tip in tips.items() if name.startswith("sure_"))


def test_every_page_has_its_code(job: Job, worksheet: bytes, follow_up: bytes) -> None:
    """The witness is another reader of codes, looking at the printed page."""
    for data in (worksheet, follow_up):
        for number, sheet in enumerate(pypdfium2.PdfDocument(data), 1):
            picture = sheet.render(scale=3, grayscale=True).to_numpy()
            found = [said for code in zxingcpp.read_barcodes(picture) if (said := page_of_code(code.text))]
            assert [(said[0].briefing, said[1]) for said in found] == [(job.briefing.slug, number)]


def _metadata(pattern: str, by: str) -> Callable[[Pdf], None]:
    def damage(pdf: Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        changed = re.sub(pattern, by, text, flags=re.S)
        assert changed != text
        pdf.Root.Metadata.write(changed.encode())

    return damage


def _first(pdf: Pdf, *roles: str) -> pikepdf.Object:
    return next(Document(pdf).of_role(*roles))


def _widget(pdf: Pdf) -> pikepdf.Object:
    return next(Document(pdf).widgets())[1]


def _draw(content: bytes) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].contents_add(content)


def _annotation(kind: Name) -> Callable[[Pdf], None]:
    def damage(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=kind, Rect=[0, 0, 9, 9])
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))

    return damage


def _set(holder: Callable[[Pdf], pikepdf.Object], key: str, value: object) -> Callable[[Pdf], None]:
    def damage(pdf: Pdf) -> None:
        holder(pdf)[key] = value

    return damage


def _without(holder: Callable[[Pdf], pikepdf.Object], key: str) -> Callable[[Pdf], None]:
    def damage(pdf: Pdf) -> None:
        del holder(pdf)[key]

    return damage


def _fonts(pdf: Pdf) -> pikepdf.Object:
    return pdf.Root.AcroForm.DR.Font.Brief


def _share_a_look(pdf: Pdf) -> None:
    one, other = [w for _, w in Document(pdf).widgets() if str(w.FT) == "/Tx"][:2]
    one.AP.N = other.AP.N


def _note(pdf: Pdf) -> None:
    _first(pdf, "P").S = Name.Note


def _drop_a_cell(pdf: Pdf) -> None:
    row = next(r for r in Document(pdf).of_role("TR"))
    del row.K[0]


def _list_item_alone(pdf: Pdf) -> None:
    _first(pdf, "P").S = Name.LI


DAMAGE: dict[str, Callable[[Pdf], None]] = {
    "marked": _set(lambda p: p.Root.MarkInfo, "/Marked", False),
    "suspects": _set(lambda p: p.Root.MarkInfo, "/Suspects", True),
    "language": _without(lambda p: p.Root, "/Lang"),
    "title": _metadata("<dc:title>.*?</dc:title>", ""),
    "display-title": _set(lambda p: p.Root.ViewerPreferences, "/DisplayDocTitle", False),
    "identifier": _metadata("<pdfuaid:part>1</pdfuaid:part>", ""),
    "structure": _without(lambda p: p.Root.StructTreeRoot, "/K"),
    "roles": _set(lambda p: _first(p, "H1"), "/S", Name("/Headline")),
    "parents": _set(lambda p: _first(p, "H1"), "/P", Dictionary()),
    "parent-tree": _without(lambda p: p.pages[0].obj, "/StructParents"),
    "content": _draw(b"0 0 9 9 re f"),
    "widget-tags": _set(lambda p: _first(p, "Form"), "/S", Name.Div),
    "widget-names": _without(_widget, "/TU"),
    "widget-looks": _share_a_look,
    "field-names": _set(_widget, "/T", String("a.b")),
    "links": _annotation(Name.Link),
    "annotations": _annotation(Name.Text),
    "tab-order": _without(lambda p: p.pages[0].obj, "/Tabs"),
    "embedded": _without(lambda p: _fonts(p).FontDescriptor, "/FontFile2"),
    "to-unicode": _without(_fonts, "/ToUnicode"),
    "encodings": _without(_fonts, "/Encoding"),
    "headings": _set(lambda p: _first(p, "H1"), "/S", Name.H3),
    "table-headers": _without(lambda p: _first(p, "TH"), "/A"),
    "table-rows": _drop_a_cell,
    "figures": _without(lambda p: _first(p, "Figure"), "/Alt"),
    "lists": _list_item_alone,
    "notes": _note,
    "dynamic": _set(lambda p: p.Root.AcroForm, "/XFA", Array()),
}

CONTENT = {
    "an artifact inside tagged content": b"/P <</MCID 0>> BDC /Artifact BMC EMC EMC",
    "tagged content inside an artifact": b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC",
    "is in no element": b"/P <</MCID 4000>> BDC EMC",
    "marks do not pair": b"EMC",
}


@pytest.mark.parametrize("rule", DAMAGE)
def test_each_rule_sees_its_damage(worksheet: bytes, rule: str) -> None:
    assert any(line.startswith(f"{rule}: ") for line in check(_damaged(worksheet, DAMAGE[rule])))


@pytest.mark.parametrize("words", CONTENT)
def test_content_out_of_place_is_seen(worksheet: bytes, words: str) -> None:
    assert any(words in line for line in check(_damaged(worksheet, _draw(CONTENT[words]))))


def test_a_file_that_locks_screen_readers_out_is_seen(worksheet: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(worksheet)) as pdf:
        # qpdf ignores the wish to lock screen readers out from revision 4 on.
        rights = pikepdf.Permissions(accessibility=False, extract=False)
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="", R=3, aes=False, metadata=False, allow=rights))
    assert [line for line in check(out.getvalue()) if line.startswith("encryption: ")]


def test_every_rule_has_its_damage() -> None:
    assert set(RULES) == {*DAMAGE, "encryption"}


def _damaged(data: bytes, damage: Callable[[Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        damage(pdf)
        pdf.save(out)
    return out.getvalue()
