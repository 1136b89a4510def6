"""Worksheets as other programs fill in, save, flatten, merge and take apart: each a function of our blank form.

None of them shares code with our readers. `WRITERS` is the table; `docs/tested.md` says what came of each.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pikepdf
import pymupdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from pypdf.generic import NameObject

HERE = Path(__file__).parent
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Blank:
    """What a writer gets: two teams' blank forms as PDF and as Word, a folder, and what to fill in."""

    pdf: bytes
    other_pdf: bytes
    word: bytes
    other_word: bytes
    folder: Path
    answers: Answers

    def path(self, name: str, data: bytes = b"") -> Path:
        """A file of that name in the folder."""
        path = self.folder / name
        if data:
            path.write_bytes(data)
        return path

    def run(self, *words: str | Path, given: bytes = b"") -> None:
        """Runs a program; it must succeed."""
        done = subprocess.run([str(w) for w in words], input=given, capture_output=True, timeout=180, cwd=self.folder)
        assert done.returncode in (0, 3), (words[0], done.stderr[-400:])  # qpdf: 3 is a warning


# Filling in --------------------------------------------------------------------------------------


def with_pypdf(blank: Blank) -> list[bytes]:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(blank.pdf))
    texts = {n: v for n, v in blank.answers.items() if not n.startswith("relevant")}
    ticks = {n: NameObject("/yes") for n in blank.answers if n.startswith("relevant")}
    for page in writer.pages:
        writer.update_page_form_field_values(page, texts | ticks, auto_regenerate=False)  # type: ignore[arg-type]
    return [_saved(writer)]


def _saved(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_pikepdf(blank: Blank) -> bytes:
    """As a viewer does: value and look."""
    with pikepdf.open(io.BytesIO(blank.pdf)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            value = blank.answers.get(str(field.T))
            if value and field.FT == "/Btn":
                field.V = field.AS = pikepdf.Name.yes
            elif value:
                field.V = pikepdf.String(value)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def with_pdfium(blank: Blank) -> list[bytes]:
    pdf = pypdfium2.PdfDocument(blank.pdf)
    for page in pdf:
        for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            note = pdfium.FPDFPage_GetAnnot(page.raw, number)
            name = _pdfium_text(note, b"T")
            if name in blank.answers:
                value = (blank.answers[name] + "\0").encode("utf-16-le")
                wide = (pdfium.FPDF_WCHAR * (len(value) // 2)).from_buffer_copy(value)
                pdfium.FPDFAnnot_SetStringValue(note, b"V", wide)
            pdfium.FPDFPage_CloseAnnot(note)
    out = io.BytesIO()
    pdf.save(out)
    return [out.getvalue()]


def _pdfium_text(note: object, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = (pdfium.FPDF_WCHAR * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer)[:-2].decode("utf-16-le")


def with_mupdf(blank: Blank) -> list[bytes]:
    pdf = pymupdf.open(stream=blank.pdf)
    for page in pdf:
        for widget in page.widgets():
            if widget.field_name in blank.answers:
                ticks = widget.field_type == pymupdf.PDF_WIDGET_TYPE_CHECKBOX
                widget.field_value = True if ticks else blank.answers[widget.field_name]
                widget.update()
    return [pdf.tobytes()]


def with_pdfjs(blank: Blank) -> list[bytes]:
    values = {n: True if n.startswith("relevant") else v for n, v in blank.answers.items()}
    source, target = blank.path("in.pdf", blank.pdf), blank.path("pdfjs.pdf")
    blank.run("node", HERE / "node" / "fill_pdf.mjs", source, target, given=json.dumps(values).encode())
    return [target.read_bytes()]


def from_npm(writer: str, ending: str = "pdf") -> Callable[[Blank], list[bytes]]:
    def write(blank: Blank) -> list[bytes]:
        source, target = blank.path("in.pdf", blank.pdf), blank.path(f"npm.{ending}")
        script = HERE / "node" / "other_writers.mjs"
        blank.run("node", script, writer, source, target, given=json.dumps(dict(blank.answers)).encode())
        return [target.read_bytes()]

    return write


def with_pdftk(blank: Blank, *more: str) -> list[bytes]:
    fields = "".join(
        f"<</T({name})/V{'/yes' if name.startswith('relevant') else f'({value})'}>>"
        for name, value in blank.answers.items()
    )
    fdf = f"%FDF-1.2\n1 0 obj\n<</FDF<</Fields[{fields}]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    source, data, target = (
        blank.path("in.pdf", blank.pdf),
        blank.path("in.fdf", fdf.encode("latin-1")),
        blank.path("tk.pdf"),
    )
    blank.run("pdftk", source, "fill_form", data, "output", target, *more)
    return [target.read_bytes()]


def exported_by_pdftk(blank: Blank) -> list[bytes]:
    """The values without the form, as many viewers send them."""
    source, target = blank.path("in.pdf", with_pikepdf(blank)), blank.path("out.fdf")
    blank.run("pdftk", source, "generate_fdf", "output", target)
    return [target.read_bytes()]


def as_xfdf(blank: Blank) -> list[bytes]:
    """The same as ISO 19444-1 has it."""
    space = "http://ns.adobe.com/xfdf/"
    root = etree.Element(f"{{{space}}}xfdf", nsmap={None: space})
    fields = etree.SubElement(root, f"{{{space}}}fields")
    with pikepdf.open(io.BytesIO(with_pikepdf(blank))) as pdf:
        for given in pdf.Root.AcroForm.Fields:
            field = etree.SubElement(fields, f"{{{space}}}field", name=str(given.T))
            etree.SubElement(field, f"{{{space}}}value").text = str(given.V).removeprefix("/")
    return [etree.tostring(root, xml_declaration=True, encoding="UTF-8")]


# Saving, flattening, printing --------------------------------------------------------------------


def printed_by(*words: str) -> Callable[[Blank], list[bytes]]:
    """A program that makes out.pdf of in.pdf, which another program filled in and drew, as people's viewers do."""

    def write(blank: Blank) -> list[bytes]:
        blank.path("in.pdf", *with_mupdf(blank))
        blank.run(*words)
        return [blank.path("out.pdf").read_bytes()]

    return write


def printed_and_turned(blank: Blank) -> list[bytes]:
    """Each page turned a quarter and half again as large, as a copier's or a printer's driver may lay it."""
    (printed,) = printed_by("pdftocairo", "-pdf", "in.pdf", "out.pdf")(blank)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed))
    for page in writer.pages:
        page.scale_by(1.5)
        page.rotate(90)
        page.transfer_rotation_to_content()
    return [_saved(writer)]


def saved_by(*words: str) -> Callable[[Blank], list[bytes]]:
    """A program that makes out.pdf of in.pdf."""

    def write(blank: Blank) -> list[bytes]:
        blank.path("in.pdf", with_pikepdf(blank))
        blank.run(*words)
        return [blank.path("out.pdf").read_bytes()]

    return write


# Putting together, taking apart ------------------------------------------------------------------


def merged_by(*words: str) -> Callable[[Blank], list[bytes]]:
    """A program that makes out.pdf of one.pdf and two.pdf."""

    def write(blank: Blank) -> list[bytes]:
        blank.path("one.pdf", with_pikepdf(blank))
        blank.path("two.pdf", _second(blank))
        blank.run(*words)
        return [blank.path("out.pdf").read_bytes()]

    return write


def _second(blank: Blank) -> bytes:
    return with_pikepdf(replace(blank, pdf=blank.other_pdf))


def merged_by_pypdf(blank: Blank) -> list[bytes]:
    writer = pypdf.PdfWriter()
    for data in (with_pikepdf(blank), _second(blank)):
        writer.append(io.BytesIO(data))
    return [_saved(writer)]


def merged_by_mupdf(blank: Blank) -> list[bytes]:
    whole = pymupdf.open(stream=with_pikepdf(blank))
    whole.insert_pdf(pymupdf.open(stream=_second(blank)))
    return [whole.tobytes()]


def pages_apart(blank: Blank) -> list[bytes]:
    blank.path("in.pdf", with_pikepdf(blank))
    blank.run("pdfseparate", "in.pdf", "page-%d.pdf")
    return [path.read_bytes() for path in sorted(blank.folder.glob("page-*.pdf"))]


def one_page(blank: Blank) -> list[bytes]:
    return pages_apart(blank)[-1:]


# Typing beside the fields ------------------------------------------------------------------------


def typed_on_top(blank: Blank) -> list[bytes]:
    """MuPDF writes into the page itself, as "add text" of some viewers does."""
    pdf = pymupdf.open(stream=with_pikepdf(blank))
    pdf[0].insert_text((60, 820), "Wombat agreed too")
    return [pdf.tobytes()]


def noted_on_top(blank: Blank) -> list[bytes]:
    pdf = pymupdf.open(stream=with_pikepdf(blank))
    pdf[0].add_freetext_annot(pymupdf.Rect(60, 800, 300, 830), "Wombat agreed too")
    return [pdf.tobytes()]


# Word processors ---------------------------------------------------------------------------------


def with_python_docx(blank: Blank) -> list[bytes]:
    document = docx.Document(io.BytesIO(blank.word))
    document.add_paragraph("Wombat agreed too")
    out = io.BytesIO()
    document.save(out)
    return [out.getvalue()]


COMPOSED = """
import sys, docx
from docxcompose.composer import Composer
whole = Composer(docx.Document(sys.argv[1]))
whole.append(docx.Document(sys.argv[2]))
whole.doc.save(sys.argv[3])
"""
"""In a process of its own: at import it changes the names by which python-docx finds a file's properties."""


def merged_by_docxcompose(blank: Blank) -> list[bytes]:
    ours, other = blank.path("plan.docx", blank.word), blank.path("other.docx", blank.other_word)
    out = blank.folder / "out.docx"
    blank.run(sys.executable, "-c", COMPOSED, ours, other, out)
    return [out.read_bytes()]


def saved_by_office(kind: str) -> Callable[[Blank], list[bytes]]:
    def write(blank: Blank) -> list[bytes]:
        source = blank.path("plan.docx", blank.word)
        home = f"-env:UserInstallation=file://{blank.folder / 'office'}"
        out = blank.folder / "out"
        blank.run("soffice", home, "--headless", "--convert-to", kind, "--outdir", out, source)
        return [next(out.iterdir()).read_bytes()]

    return write


READ, BOTH, SHOWN, REFUSED = "read", "both teams", "read, and words beside it", "refused"
PRINTED = "read from print, waits for a look"


@dataclass(frozen=True)
class Writer:
    """A program, how its files are called, what becomes of them, and why where they are not read."""

    name: str
    write: Callable[[Blank], list[bytes]]
    becomes: str = READ
    why: str = ""
    ending: str = "pdf"


_PRINT = "no_form_fields"
_GS = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dPreserveAnnots=false", "-o", "out.pdf", "in.pdf")
_FLAT = ("qpdf", "--flatten-annotations=all", "in.pdf", "out.pdf")
_LETTER = ("-pdf", "-paper", "letter")
_LOCK = ("qpdf", "--encrypt", "a", "b", "256", "--", "in.pdf", "out.pdf")
_TWO = ("one.pdf", "two.pdf")

WRITERS = (
    Writer("pypdf fills in", with_pypdf),
    Writer("PDFium fills in", with_pdfium),
    Writer("MuPDF fills in", with_mupdf),
    Writer("pdf.js fills in", with_pdfjs),
    Writer("pdf-lib fills in", from_npm("pdf-lib")),
    Writer("pdftk fills in", with_pdftk),
    Writer("pikepdf fills in", lambda b: [with_pikepdf(b)]),
    Writer("pdftk exports the values", exported_by_pdftk, ending="fdf"),
    Writer("values as XFDF", as_xfdf, ending="xfdf"),
    Writer("qpdf saves anew", saved_by("qpdf", "--object-streams=generate", "--recompress-flate", "in.pdf", "out.pdf")),
    Writer("qpdf linearises", saved_by("qpdf", "--linearize", "in.pdf", "out.pdf")),
    Writer("qpdf draws each field", saved_by("qpdf", "--generate-appearances", "in.pdf", "out.pdf")),
    Writer("mutool cleans", saved_by("mutool", "clean", "-gggg", "in.pdf", "out.pdf")),
    Writer("qpdf puts two together", merged_by("qpdf", "--empty", "--pages", *_TWO, "--", "out.pdf"), BOTH),
    Writer("pdftk puts two together", merged_by("pdftk", *_TWO, "cat", "output", "out.pdf"), BOTH),
    Writer("poppler puts two together", merged_by("pdfunite", *_TWO, "out.pdf"), BOTH),
    Writer("mutool puts two together", merged_by("mutool", "merge", "-o", "out.pdf", *_TWO), REFUSED, _PRINT),
    Writer("pypdf puts two together", merged_by_pypdf, BOTH),
    Writer("MuPDF puts two together", merged_by_mupdf, BOTH),
    Writer("poppler takes the pages apart", pages_apart),
    Writer("MuPDF types on the page", typed_on_top, SHOWN),
    Writer("MuPDF lays a note on the page", noted_on_top, SHOWN),
    Writer("qpdf flattens", printed_by(*_FLAT), PRINTED),
    Writer("pdftk flattens", lambda b: with_pdftk(b, "flatten"), PRINTED),
    Writer("pdf-lib flattens", from_npm("pdf-lib flattened"), PRINTED),
    Writer("Ghostscript prints", printed_by(*_GS), PRINTED),
    Writer("poppler prints", printed_by("pdftocairo", "-pdf", "in.pdf", "out.pdf"), PRINTED),
    Writer("poppler prints smaller, on Letter", printed_by("pdftocairo", *_LETTER, "in.pdf", "out.pdf"), PRINTED),
    Writer("MuPDF prints", printed_by("mutool", "convert", "-o", "out.pdf", "in.pdf"), PRINTED),
    Writer("pypdf turns the printed pages", printed_and_turned, PRINTED),
    Writer("qpdf locks with a password", saved_by(*_LOCK), REFUSED, "encrypted"),
    Writer("python-docx adds a line", with_python_docx, SHOWN, ending="docx"),
    Writer("docxcompose puts two together", merged_by_docxcompose, BOTH, ending="docx"),
    Writer("LibreOffice saves .docx", saved_by_office("docx"), ending="docx"),
    Writer("LibreOffice saves .odt", saved_by_office("odt"), ending="odt"),
    Writer("LibreOffice saves .rtf", saved_by_office("rtf"), ending="rtf"),
    Writer("LibreOffice saves .doc", saved_by_office("doc"), REFUSED, "old_word", ending="doc"),
    Writer("docx (npm) writes its own", from_npm("docx", "docx"), REFUSED, "not_a_worksheet", ending="docx"),
)  # fmt: skip
