"""Makes the source documents that `test_import.py` reads, with the programs that authors use.

Run it by hand when a source is added: `.venv/bin/python site_tests/imports/make_sources.py`. The files are kept in
the repository, so that the tests need none of the programs. The text is invented.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
import pptx
import typst
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from pptx.util import Cm

HERE = Path(__file__).parent
OUT = HERE / "sources"
SEED = HERE / "seed.txt"

TITLE = "Young Person K"
PARTS: tuple[tuple[str, tuple[tuple[int, str], ...]], ...] = (
    (
        "Background",
        (
            (
                -1,
                "Young Person K lived with a grandparent and went to school most days. Friends say K was kind.",
            ),
            (-1, "In the spring several people began to worry, each about something else."),
        ),
    ),
    (
        "Safeguarding concerns",
        (
            (-1, "Four services held a piece of the picture. Nobody laid the pieces side by side for seven weeks."),
            (-1, "School saw tiredness. The youth club heard about new, older friends."),
        ),
    ),
    ("The incident", ((-1, "K was found hurt, far from home, late in the evening. K has recovered and is safe."),)),
    (
        "The review",
        (
            (-1, "The review looked at:"),
            (0, "how worries were shared"),
            (1, "between school and the youth club"),
            (1, "between school and health"),
            (0, "who spoke with K, and where"),
            (0, "what the family was told"),
        ),
    ),
    (
        "The findings",
        (
            (0, "Small worries were written down but never put together."),
            (0, "Adults asked about K more than they asked K."),
            (0, "The grandparent was not told what support there was."),
        ),
    ),
    (
        "Recommendations",
        (
            (0, "Bring small worries together every week."),
            (0, "See young people where they feel safe, and ask them first."),
        ),
    ),
    ("Implementing change", ((-1, "Choose one thing that your team can change within a month."),)),
)
FORM = ("Name of Organisation", "Team Manager", "Name of Section & Team", "Contact Details")
COLUMNS = ("What needs to happen?", "Who will do it?", "By When?", "How will you know when it has been done?")


def main() -> None:
    """Makes every source."""
    OUT.mkdir(exist_ok=True)
    for make in (*WORD, *TEXT, *SLIDES):
        make()
    pdf_from_typst()
    with tempfile.TemporaryDirectory() as folder:
        from_libreoffice(Path(folder))
        pdf_from_chromium(Path(folder))
    print(f"{len(list(OUT.iterdir()))} files in {OUT}")


# Word --------------------------------------------------------------------------------------------


def _word(name: str, fill: Callable[[Word], None]) -> Callable[[], None]:
    def make() -> None:
        document = docx.Document()
        fill(document)
        document.save(str(OUT / f"{name}.docx"))

    return make


def _blocks(document: Word, blocks: tuple[tuple[int, str], ...], ordered: bool = False) -> None:
    for depth, words in blocks:
        if depth < 0:
            document.add_paragraph(words)
        else:
            style = ("List Number" if ordered else "List Bullet") + (f" {depth + 1}" if depth else "")
            document.add_paragraph(words, style=style)


def _form(document: Word) -> None:
    document.add_heading(f"{TITLE} - Action Plan", 1)
    for label in FORM:
        document.add_paragraph(label)
    document.add_paragraph("Identify the learning or recommendations that are relevant to your team")
    table = document.add_table(rows=3, cols=len(COLUMNS))
    for cell, words in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = words


def headings(document: Word) -> None:
    document.add_heading(TITLE, 0)
    for title, blocks in PARTS:
        document.add_heading(title, 1)
        _blocks(document, blocks, title in ("The findings", "Recommendations"))
    _form(document)


def second_level(document: Word) -> None:
    document.add_heading("Seven Minute Briefing: " + TITLE, 1)
    for title, blocks in PARTS:
        document.add_heading(title, 2)
        _blocks(document, blocks)
        document.add_heading("Reflect", 3)
        document.add_paragraph(f"What would you notice first about {title.lower()}?", style="List Bullet")


def numbered_headings(document: Word) -> None:
    document.add_paragraph(TITLE, style="Title")
    for number, (title, blocks) in enumerate(PARTS, 1):
        document.add_heading(f"{number}. {title}", 2)
        _blocks(document, blocks)


def numbered_lines(document: Word) -> None:
    document.add_paragraph(TITLE)
    for number, (title, blocks) in enumerate(PARTS, 1):
        document.add_paragraph(f"{number:02d} {title}")
        _blocks(document, blocks)
    _form(document)


def bold_lines(document: Word) -> None:
    document.add_paragraph(f"Seven minute briefing – {TITLE}")
    for title, blocks in PARTS:
        run = document.add_paragraph().add_run(title)
        run.bold, run.font.size = True, Pt(14)
        _blocks(document, blocks)


def bold_first_line(document: Word) -> None:
    document.add_paragraph(TITLE, style="Title")
    for title, blocks in PARTS:
        paragraph = document.add_paragraph()
        paragraph.add_run(title).bold = True
        first, rest = (blocks[0], blocks[1:]) if blocks[0][0] < 0 else (None, blocks)
        if first:
            paragraph.add_run("\n" + first[1])
        _blocks(document, rest)


def two_column_table(document: Word) -> None:
    document.add_paragraph(TITLE, style="Title")
    table = document.add_table(rows=0, cols=2)
    for number, (title, blocks) in enumerate(PARTS, 1):
        row = table.add_row().cells
        row[0].text = f"{number} {title}"
        for depth, words in blocks:
            row[1].add_paragraph(words, style="List Bullet" if depth >= 0 else None)
        row[1].add_paragraph("This sentence makes the cell as long as such cells are in real briefings.")


def panels(document: Word) -> None:
    document.add_paragraph(TITLE, style="Title")
    table = document.add_table(rows=4, cols=2)
    cells = [cell for row in table.rows for cell in row.cells]
    for number, (cell, (title, blocks)) in enumerate(zip(cells, PARTS, strict=False), 1):
        cell.paragraphs[0].add_run(f"{number}. {title}").bold = True
        for _, words in blocks:
            cell.add_paragraph(words)
        cell.add_paragraph("This line keeps the panel from being a short cell of a table.")


def text_boxes(document: Word) -> None:
    document.add_paragraph(TITLE, style="Title")
    for title, blocks in PARTS:
        paragraph = document.add_paragraph()
        drawing = OxmlElement("w:pict")
        content = OxmlElement("w:txbxContent")
        drawing.append(content)
        paragraph.add_run()._r.append(drawing)
        heading = document.add_heading(title, 1)
        content.append(heading._p)
        for _, words in blocks:
            content.append(document.add_paragraph(words)._p)


def tracked_and_linked(document: Word) -> None:
    """Headings, a tracked insertion and deletion, a content control, a link and words in bold and italics."""
    document.add_heading(TITLE, 0)
    for n, (title, blocks) in enumerate(PARTS):
        document.add_heading(title, 1)
        _blocks(document, blocks)
        if n == 0:
            _changes(document)


def _changes(document: Word) -> None:
    paragraph = document.add_paragraph("See the ")
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"),
        document.part.relate_to(
            "https://example.org/guide?a=1&b=2",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        ),
    )
    link.append(paragraph.add_run("local guide")._r)
    paragraph._p.append(link)
    paragraph.add_run(" for ")
    paragraph.add_run("bold").bold = True
    paragraph.add_run(" and ")
    paragraph.add_run("slanted").italic = True
    paragraph.add_run(" words, a*b and [x].")
    for tag, words in (("w:ins", " Inserted words."), ("w:del", " Deleted words.")):
        change = OxmlElement(tag)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t" if tag == "w:ins" else "w:delText")
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)


def no_structure(document: Word) -> None:
    for _, blocks in PARTS:
        document.add_paragraph(" ".join(words for _, words in blocks) + ".")


def typed_bullets(document: Word) -> None:
    document.add_heading(TITLE, 0)
    for title, blocks in PARTS:
        document.add_heading(title, 1)
        for depth, words in blocks:
            document.add_paragraph(words if depth < 0 else f"•\t{words}")


WORD = tuple(
    _word(f.__name__.replace("_", "-"), f)
    for f in (
        *(headings, second_level, numbered_headings, numbered_lines, bold_lines, bold_first_line),
        *(two_column_table, panels, text_boxes, tracked_and_linked, no_structure, typed_bullets),
    )
)


# Text --------------------------------------------------------------------------------------------


def _lines(heading: Callable[[int, str], str]) -> str:
    out = [TITLE, ""]
    for number, (title, blocks) in enumerate(PARTS, 1):
        out += [heading(number, title), ""]
        for depth, words in blocks:
            out += [words, ""] if depth < 0 else [f"{'  ' * depth}- {words}"]
        out += [""]
    return "\n".join(out).replace("\n\n\n", "\n\n")


def _text(name: str, heading: Callable[[int, str], str], encode: Callable[[str], bytes]) -> Callable[[], None]:
    def make() -> None:
        (OUT / f"{name}.txt").write_bytes(encode(_lines(heading)))

    return make


def _wrapped(text: str) -> bytes:
    folded = subprocess.run(["fold", "-s", "-w", "68"], input=text.encode(), capture_output=True, check=True).stdout
    return folded.replace(b" \n", b"\n")


TEXT = (
    _text("lf-numbers", lambda n, t: f"{n:02d} {t}", str.encode),
    _text("crlf-bom", lambda n, t: f"{n}. {t}", lambda s: s.replace("\n", "\r\n").encode("utf-8-sig")),
    _text("cp1252-dash", lambda n, t: f"{n} – {t}", lambda s: s.replace("'", "’").encode("cp1252")),
    _text("utf16-part", lambda n, t: f"Part {n}: {t}", lambda s: s.encode("utf-16")),
    _text("capitals", lambda n, t: t.upper(), str.encode),
    _text("names-only", lambda n, t: t, str.encode),
    _text("wrapped-underlined", lambda n, t: f"{t}\n{'=' * len(t)}", _wrapped),
    _text("old-mac", lambda n, t: f"{n:02d} {t}", lambda s: s.replace("\n", "\r").encode()),
)


# Slides ------------------------------------------------------------------------------------------


def slides_with_layouts() -> None:
    deck = pptx.Presentation()
    opening = deck.slides.add_slide(deck.slide_layouts[0])
    opening.shapes.title.text = TITLE
    opening.placeholders[1].text = "A seven-minute briefing"
    for title, blocks in PARTS:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        for n, (depth, words) in enumerate(blocks):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.text, paragraph.level = words, max(0, depth)
        slide.notes_slide.notes_text_frame.text = f"Speak slowly about {title.lower()}."
    deck.save(str(OUT / "slides-layouts.pptx"))


def slides_with_boxes() -> None:
    """Every slide blank, the words in text boxes drawn by hand, the heading in bold."""
    deck = pptx.Presentation()
    for number, (title, blocks) in enumerate(PARTS, 1):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        body = slide.shapes.add_textbox(Cm(2), Cm(5), Cm(20), Cm(10)).text_frame
        body.text = blocks[0][1]
        for _, words in blocks[1:]:
            body.add_paragraph().text = words
        head = slide.shapes.add_textbox(Cm(2), Cm(1), Cm(20), Cm(2)).text_frame
        head.text = f"{number}. {title}"
        head.paragraphs[0].runs[0].font.bold = True
    deck.core_properties.title = TITLE
    deck.save(str(OUT / "slides-boxes.pptx"))


SLIDES = (slides_with_layouts, slides_with_boxes)


# Other programs ----------------------------------------------------------------------------------


def _html() -> str:
    body = [f"<h1>{TITLE}</h1>"]
    for title, blocks in PARTS:
        body.append(f"<h2>{html.escape(title)}</h2>")
        depth = -1
        for level, words in blocks:
            while depth < level:
                body.append("<ul>")
                depth += 1
            while depth > level:
                body.append("</ul>")
                depth -= 1
            body.append(f"<p>{words}</p>" if level < 0 else f"<li>{words}</li>")
        body += ["</ul>"] * (depth + 1)
    head = f"<meta charset='utf-8'><title>{TITLE}</title>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{''.join(body)}</body></html>"


def _convert(folder: Path, to: str, *files: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), *map(str, files)]
    if files[0].suffix == ".html":
        command.insert(2, "--infilter=HTML (StarWriter)")
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def from_libreoffice(folder: Path) -> None:
    """LibreOffice's own .docx, by way of .odt, .rtf, .doc and HTML; a PDF; and slides by way of .odp."""
    page = folder / "page.html"
    page.write_text(_html(), encoding="utf-8")
    word, boxes = OUT / "headings.docx", OUT / "slides-layouts.pptx"
    for kind in ("odt", "rtf", "doc"):
        _convert(folder, kind, word)
        source = (folder / "out" / f"headings.{kind}").rename(folder / f"libreoffice-from-{kind}.{kind}")
        _convert(folder, "docx", source)
    _convert(folder, "docx:MS Word 2007 XML", shutil.copy(page, folder / "libreoffice-from-html.html"))
    _convert(folder, "odp", boxes)
    _convert(folder, "pptx", (folder / "out" / "slides-layouts.odp").rename(folder / "libreoffice-from-odp.odp"))
    _convert(folder, "pdf", shutil.copy(word, folder / "libreoffice-word.docx"))
    for file in (folder / "out").glob("libreoffice-*"):
        shutil.copy(file, OUT / file.name)


def pdf_from_chromium(folder: Path) -> None:
    page = folder / "page.html"
    page.write_text(_html(), encoding="utf-8")
    target = OUT / "chromium.pdf"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-background-networking", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={target}", page.as_uri()], check=True, capture_output=True, timeout=120)


def pdf_from_typst() -> None:
    lines = [f"= {TITLE}"]
    for number, (title, blocks) in enumerate(PARTS, 1):
        lines += ["", f"#strong[{number}. {title}]", ""]
        lines += [words + "\n" if depth < 0 else f"{'  ' * depth}- {words}" for depth, words in blocks]
    (OUT / "typst.pdf").write_bytes(typst.compile("\n".join(lines).encode()))


if __name__ == "__main__":
    main()
