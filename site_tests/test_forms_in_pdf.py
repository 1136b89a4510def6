"""PDF forms as other programs may leave them, each made here object by object, and what a page of one says."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from builder.adapters.pdf.attached import attached_files, may_hold_files
from builder.adapters.pdf.fields import PdfLimits, PdfRefused, limit_memory
from builder.adapters.pdf.returned import Paper, read_paper

LIMITS = PdfLimits(pages=3, fields=12, text=40, stream=1_000_000)
Make = Callable[[Pdf, Dictionary], None]


@pytest.fixture(autouse=True, scope="module")
def as_much_as_before() -> Iterator[None]:
    """A reader's limits hold for its whole process: here the other tests of this worker get theirs back."""
    yield
    limit_memory(500_000_000)


def made(make: Make, pages: int = 1, **saving: object) -> bytes:
    """A file of blank pages, with what `make` adds to it and to its first page."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(300, 300))
        page = pdf.pages[0].obj
        page.Annots = Array()
        pdf.Root.AcroForm = Dictionary(Fields=Array())
        make(pdf, page)
        out = io.BytesIO()
        with warnings.catch_warnings(action="ignore"):  # widgets outside the form are what is asked about
            pdf.save(out, deterministic_id="encryption" not in saving, **saving)
        return out.getvalue()


def listed(pdf: Pdf, **facts: object) -> Object:
    """A field that the form lists."""
    field = pdf.make_indirect(Dictionary(facts))
    pdf.Root.AcroForm.Fields.append(field)
    return field


def widget(pdf: Pdf, page: Dictionary, *, lists: bool = True, **facts: object) -> Object:
    """A field that is its own widget."""
    field = pdf.make_indirect(Dictionary({"/Subtype": Name.Widget, "/Rect": Array([10, 10, 60, 30]), **facts}))
    page.Annots.append(field)
    if lists:
        pdf.Root.AcroForm.Fields.append(field)
    return field


def told(paper: Paper) -> list[tuple[str, str]]:
    return [(f.name, f.value) for page in paper.pages for f in page.fields] + [(f.name, f.value) for f in paper.loose]


def text(name: str, **facts: object) -> dict[str, object]:
    return {"/FT": Name.Tx, "/T": String(name), **{f"/{key}": value for key, value in facts.items()}}


def tick(name: str, **facts: object) -> dict[str, object]:
    return {"/FT": Name.Btn, "/T": String(name), **{f"/{key}": value for key, value in facts.items()}}


VALUES: list[tuple[dict[str, object], str]] = [
    (text("a", V=String("said")), "said"),
    (text("a"), ""),
    (text("a", V=Name.Name), "Name"),
    (text("a", V=12), ""),
    (text("a", RV=String("<p>one &amp;</p><p>t<b>wo</b></p>")), "one &\ntwo"),
    (text("a", V=String("plain"), RV=String("<p>rich</p>")), "plain"),
    (text("a", V=String("x" * 40)), "x" * 40),
    (tick("a", V=Name.yes), "yes"),
    (tick("a", V=Name.Off), ""),
    (tick("a", V=Name.No), ""),
    (tick("a"), ""),
    (tick("a", AS=Name("/2")), "yes"),
    (tick("a", V=Name.Off, AS=Name.On), "yes"),
    (tick("a", V=Name.Off, AS=Name.Off), ""),
    (tick("a", V=String("on")), "yes"),
]


@pytest.mark.parametrize(("facts", "value"), VALUES)
@pytest.mark.parametrize("way", ["listed", "page only", "kid", "grandkid"])
def test_a_value_wherever_it_stands(facts: dict[str, object], value: str, way: str) -> None:
    def make(pdf: Pdf, page: Dictionary) -> None:
        if way in ("listed", "page only"):
            widget(pdf, page, lists=way == "listed", **facts)
            return
        parent = listed(pdf, **{key: v for key, v in facts.items() if key != "/AS"}, **{"/Kids": Array()})
        if way == "grandkid":
            parent.T = String("outer")
            parent.Kids.append(pdf.make_indirect(Dictionary({"/T": String("a"), "/Parent": parent, "/Kids": Array()})))
            parent = parent.Kids[0]
        look = {"/AS": facts["/AS"]} if "/AS" in facts else {}
        shown = widget(pdf, page, lists=False, **{"/Parent": parent}, **look)
        parent.Kids.append(shown)

    paper = read_paper(made(make), LIMITS)
    assert told(paper) == [("outer.a" if way == "grandkid" else "a", value)]
    (found,) = paper.pages[0].fields
    assert (found.tick, found.fixed) == (facts["/FT"] == Name.Btn, False)


def test_fields_that_no_page_shows_and_places_of_one_field() -> None:
    def make(pdf: Pdf, page: Dictionary) -> None:
        listed(pdf, **text("loose", V=String("1")))
        shared = listed(pdf, **text("twice", V=String("2"), TU=String("tip"), Ff=1), **{"/Kids": Array()})
        for _ in range(2):
            shared.Kids.append(widget(pdf, page, lists=False, **{"/Parent": shared}))
        widget(pdf, page, **tick("box", TU=String("its words"), Ff=3))
        widget(pdf, page, **text("plain", TU=String("not asked for"), Ff=2))
        widget(pdf, page, lists=False, **{"/FT": Name.Tx})  # without a name

    paper = read_paper(made(make), LIMITS)
    assert told(paper) == [("twice", "2"), ("twice", "2"), ("box", ""), ("plain", ""), ("loose", "1")]
    first, second, box, plain = paper.pages[0].fields
    assert first.shared == second.shared != box.shared
    assert [(f.tip, f.tick, f.fixed) for f in (first, box, plain)] == [
        ("tip", False, True), ("its words", True, True), ("", False, False),
    ]  # fmt: skip


def test_a_tree_that_bites_its_tail_ends() -> None:
    def make(pdf: Pdf, page: Dictionary) -> None:
        one = listed(pdf, **{"/T": String("a"), "/Kids": Array()})
        two = pdf.make_indirect(Dictionary({"/T": String("b"), "/Parent": one, "/Kids": Array([one])}))
        one.Kids.append(two)
        lone = widget(pdf, page, lists=False, **text("c", V=String("3")))
        lone.Parent = lone

    assert told(read_paper(made(make), LIMITS)) == [("c", "3")]


NOTES: list[tuple[dict[str, object], tuple[str, str] | None]] = [
    ({"/Subtype": Name.FreeText, "/Contents": String(" typed ")}, ("FreeText", "typed")),
    ({"/Subtype": Name.Text, "/Contents": String("sticky")}, ("Text", "sticky")),
    ({"/Subtype": Name.Text, "/Contents": String(" ")}, None),
    ({"/Subtype": Name.FreeText, "/RC": String("<p>rich<br/>two</p>")}, ("FreeText", "rich\ntwo")),
    ({"/Subtype": Name.FreeText, "/Contents": String("hidden"), "/F": 2}, None),
    ({"/Subtype": Name.FreeText, "/Contents": String("printed"), "/F": 4}, ("FreeText", "printed")),
    ({"/Subtype": Name.Ink}, ("Ink", "")),
    ({"/Subtype": Name.Stamp, "/Contents": String("Approved")}, ("Stamp", "Approved")),
    ({"/Subtype": Name.StrikeOut}, ("StrikeOut", "")),
    ({"/Subtype": Name.Highlight}, None),
    ({"/Subtype": Name.Highlight, "/Contents": String("why?")}, ("Highlight", "why?")),
    ({"/Subtype": Name.Link, "/Contents": String("a link")}, None),
]


@pytest.mark.parametrize(("facts", "note"), NOTES)
def test_a_note(facts: dict[str, object], note: tuple[str, str] | None) -> None:
    def make(pdf: Pdf, page: Dictionary) -> None:
        widget(pdf, page, **text("a"))
        page.Annots.append(pdf.make_indirect(Dictionary({"/Rect": Array([50, 40, 20, 10.5]), **facts})))

    (page,) = read_paper(made(make), LIMITS).pages
    assert [(n.kind, n.text) for n in page.notes] == ([note] if note else [])
    if note:
        assert page.notes[0].rect == (20, 10.5, 50, 40) and page.fields[0].rect == (10, 10, 60, 30)
    else:
        assert page.fields[0].rect == (0, 0, 0, 0)  # nobody asks


def many(number: int) -> Make:
    def make(pdf: Pdf, page: Dictionary) -> None:
        for n in range(number):
            widget(pdf, page, lists=False, **text(f"f{n}"))

    return make


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (made(many(1), pages=4), ("too_large", "pages")),
        (made(lambda pdf, page: widget(pdf, page, **text("a", V=String("x" * 41)))), ("too_large", "text")),
        (made(many(1), encryption=pikepdf.Encryption(owner="o", user="u")), ("encrypted", "")),
        (b"%PDF-1.7\nnothing", ("damaged", "")),
    ],
)
def test_what_is_refused(data: bytes, why: tuple[str, str]) -> None:
    with pytest.raises(PdfRefused) as refusal:
        read_paper(data, LIMITS)
    assert (refusal.value.why, refusal.value.detail) == why


def test_what_is_just_not_refused() -> None:
    assert len(read_paper(made(many(12), pages=3), LIMITS).pages[0].fields) == 12
    open_to_all = made(many(1), encryption=pikepdf.Encryption(owner="o", user=""))
    assert told(read_paper(open_to_all, LIMITS)) == [("f0", "")]


@pytest.mark.parametrize(
    ("made_at", "changed", "saved"),
    [
        ("D:20270101000000Z", "D:20270102030405Z", datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("D:20270101000000Z", "D:20270101000000Z", None),
        ("D:20270101000000Z", "D:202701020304+01'30", datetime(2027, 1, 2, 1, 34, tzinfo=UTC)),
        ("D:20270101000000Z", "D:20270102030405-0230", datetime(2027, 1, 2, 5, 34, 5, tzinfo=UTC)),
        ("D:20270101000000Z", "yesterday", None),
        ("D:20270101000000Z", "D:20271301000000Z", None),
    ],
)
def test_when_it_was_saved(made_at: str, changed: str, saved: datetime | None) -> None:
    def make(pdf: Pdf, page: Dictionary) -> None:
        pdf.docinfo["/CreationDate"], pdf.docinfo["/ModDate"] = made_at, changed

    assert read_paper(made(make), LIMITS).saved == saved


def test_files_that_lie_inside() -> None:
    def spec(pdf: Pdf, name: str, data: bytes, key: str = "/UF") -> Object:
        return pdf.make_indirect(Dictionary({key: String(name), "/EF": Dictionary({"/F": pdf.make_stream(data)})}))

    def make(pdf: Pdf, page: Dictionary) -> None:
        one, two, three = spec(pdf, "a.pdf", b"one"), spec(pdf, "b.pdf", b"two", "/F"), spec(pdf, "c.pdf", b"three")
        leaf = Dictionary(Names=Array([String("1"), one, String("2"), two]))
        tree = Dictionary(Kids=Array([leaf, Dictionary(Names=Array([String("3"), one, String("4"), Dictionary()]))]))
        pdf.Root.Names = Dictionary(EmbeddedFiles=tree)
        page.Annots.append(Dictionary(Subtype=Name.FileAttachment, FS=three))

    data = made(make)
    assert attached_files(data, 1_000_000) == (("a.pdf", b"one"), ("b.pdf", b"two"), ("c.pdf", b"three"))
    assert read_paper(data, LIMITS).holds_files
    assert not read_paper(made(many(1)), LIMITS).holds_files
    pinned = made(lambda pdf, page: page.Annots.append(Dictionary(Subtype=Name.FileAttachment)))
    assert read_paper(pinned, LIMITS).holds_files and attached_files(pinned, 1_000_000) == ()
    assert all(map(may_hold_files, (data, b"/Filespec", b"/ObjStm"))) and not may_hold_files(b"%PDF-1.7 nothing")
    assert attached_files(b"%PDF-1.7 broken", 9) == ()
