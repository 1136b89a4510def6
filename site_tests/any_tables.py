"""Word files with a table of recommendations in every dress that people give one: rules, colours, none; over pages.

`python -m site_tests.any_tables` prints them with LibreOffice into imports/tables/, for test_import_tables.py.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent / "imports" / "tables"
_TEXTS = (
    "Record every meeting in one format, so that the next worker finds what was decided.",
    "Ask fathers and other carers early, and write down what they say.",
    "Share plans with schools within five working days.\nTell the school who leads.",
    "Visit at home when an appointment is missed twice.",
    "Give practitioners reflective supervision each month, with time to think about bias, and note what changes "
    "because of it in the child's file.",
    "Look at housing moves as a risk.",
)
_LEADS = (
    "Head of Service, Children", "Named nurse", "Designated safeguarding leads, all schools", "Team managers",
    "Principal social worker", "Housing options manager",
)  # fmt: skip
_DATES = ("March 2027", "30 June 2027", "Q2 2027", "Immediately", "By 1 May 2027", "September 2027")
_ROWS = tuple(zip(_TEXTS, _LEADS, _DATES, strict=True))
_MORE = "Health visitors saw the children at home, but nobody wrote down what the father said about the move."


@dataclass(frozen=True)
class Dress:
    """How a table looks. `label` is the first cell of a row, with its number; "" for none."""

    style: str = ""
    lines: Sequence[str] = ()
    """The edges that have a rule, where the style is not asked: "top", "insideH"."""
    head: Sequence[str] = ("No", "Recommendation", "Lead", "By when")
    label: str = "{}"
    widths: Sequence[float] = (1.5, 8, 3.5, 3)
    times: int = 1
    before: int = 0
    """Paragraphs before the table: so many that a page ends within it."""
    space: float | None = None
    size: float = 11
    middle: bool = False
    bands: bool = False
    bold: bool = True


_THREE = {"head": ("Recommendation", "Lead", "Timescale"), "label": "", "widths": (9, 4, 3)}
DRESSES: Mapping[str, Dress] = {
    "rules": Dress("Table Grid"),
    "none": Dress(),
    "none-close": Dress(space=0, size=9),
    "none-middle": Dress(space=6, middle=True),
    "none-three": Dress(space=0, **_THREE),  # type: ignore[arg-type]
    "none-two": Dress(head=("Ref", "Recommendation"), label="R{}", widths=(3.5, 12.5), space=0),
    "none-labels": Dress(label="Recommendation {}", widths=(3.9, 6, 3, 3), space=4),
    "none-over-pages": Dress(times=4, space=3),
    "head-not-bold": Dress(space=2, bold=False),
    "level-rules": Dress(lines=("top", "bottom", "insideH")),
    "outer-rules": Dress(lines=("top", "bottom"), space=4),
    "colours": Dress(bands=True),
    "colours-over-pages": Dress("Light Shading Accent 1", times=3, before=8),
    "rules-over-pages": Dress("Table Grid", times=2, before=12),
    "narrow": Dress("Table Grid", widths=(3.8, 3.8, 3.8, 3.8), middle=True),
    "listed": Dress("Light List Accent 1", label="5.{}"),
}


def word_file(dress: Dress) -> bytes:
    """A briefing with such a table, as a Word file."""
    document = Document()
    document.styles["Normal"].font.size = Pt(dress.size)  # type: ignore[attr-defined]
    if dress.space is not None:
        document.styles["Normal"].paragraph_format.space_after = Pt(dress.space)  # type: ignore[attr-defined]
    document.add_heading("Learning from Child K", 0)
    document.add_heading("Background", 1)
    document.add_paragraph("K lived with Gran and two sisters. School was worried about attendance for a whole year.")
    for _ in range(dress.before):
        document.add_paragraph(_MORE)
    document.add_heading("Recommendations", 1)
    _fill(document.add_table(rows=1, cols=len(dress.head)), dress)
    document.add_heading("Questions", 1)
    document.add_paragraph("What will you do first?", style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(table: Any, dress: Dress) -> None:
    if dress.style:
        table.style = dress.style
    if dress.lines:
        edges = OxmlElement("w:tblBorders")
        for name in dress.lines:
            edge = OxmlElement(f"w:{name}")
            edge.set(qn("w:val"), "single")
            edge.set(qn("w:sz"), "4")
            edges.append(edge)
        table._tbl.tblPr.append(edges)
    for cell, words in zip(table.rows[0].cells, dress.head, strict=True):
        cell.paragraphs[0].add_run(words).bold = dress.bold
    again = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(again)
    for n in range(dress.times * len(_ROWS)):
        text, lead, when = _ROWS[n % len(_ROWS)]
        end = "abcd"[n // len(_ROWS)] if dress.times > 1 else ""
        words = " ".join(f"{w}{end}" if len(w) > 6 and w.isalpha() else w for w in text.split(" "))
        cells = [*([dress.label.format(n + 1)] if dress.label else []), words, lead, when][: len(dress.head)]
        _row(table.add_row(), cells, dress, shaded=dress.bands and n % 2 == 0)
    table.autofit = False
    grid = table._tbl.tblGrid.findall(qn("w:gridCol"))
    for column, width in zip(grid, dress.widths, strict=True):
        column.set(qn("w:w"), str(int(width * 567)))
    for row in table.rows:
        for cell, width in zip(row.cells, dress.widths, strict=True):
            cell.width = Cm(width)


def _row(row: Any, words: Sequence[str], dress: Dress, *, shaded: bool) -> None:
    for cell, text in zip(row.cells, words, strict=True):
        first, *more = text.split("\n")
        cell.paragraphs[0].add_run(first)
        for line in more:
            cell.add_paragraph(line)
        if dress.middle:
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER if len(text) < 20 else None
        if shaded:
            colour = OxmlElement("w:shd")
            colour.set(qn("w:val"), "clear")
            colour.set(qn("w:fill"), "DDDDFF")
            cell._tc.get_or_add_tcPr().append(colour)


def printed(folder: Path) -> None:
    """Each of them in a folder, as Word and as LibreOffice prints it."""
    for name, dress in DRESSES.items():
        (folder / f"{name}.docx").write_bytes(word_file(dress))
    files = [str(folder / f"{name}.docx") for name in DRESSES]
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=600)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        printed(Path(name))
        for file in Path(name).glob("*.pdf"):
            (HERE / file.name).write_bytes(file.read_bytes())
