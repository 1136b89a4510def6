"""Golden files: Word and PowerPoint files as pieces, runs, sizes, labels and what was left out, as somebody agreed it."""

# ruff: noqa: E501 (an element of XML on one line is read more easily)

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.oxml import parse_xml
from pptx.util import Inches

from builder.adapters.documents.content import Document, Piece
from builder.adapters.slides.reading import read_slides
from builder.adapters.word.imported.reading import read_word

from .agreed_text import as_agreed, lines_of
from .any_document import SPACES, word_file
from .any_slides import slides

KINDS = Path(__file__).parent / "imports" / "kinds"
NAMES = (
    *(
        "altcontent-picture.docx",
        "big-title.docx",
        "boxes-groups.docx",
        "chart.docx",
        "fields.docx",
        "footnote-table.docx",
    ),
    *("hidden-boxes.docx", "hidden-chain.docx", "smartart.docx", "strike-style.docx", "symbols.docx", "toc-field.docx"),
    *(
        "word-art.docx",
        "strict.docx",
        "chunk-word.docx",
        "comparison.pptx",
        "groups-columns-hidden.pptx",
        "two-content.pptx",
    ),
    *("chart.pptx", "continued.pptx", "title-in-the-middle.pptx"),
)


def told(found: Document) -> Iterator[str]:
    """The pieces with every run, then everything else that the file told."""
    lists: dict[str, str] = {}

    def own(piece: Piece) -> Piece:
        of = lists.setdefault(piece.of, f"list {len(lists)}") if piece.of else ""
        return replace(piece, of=of, rows=tuple(tuple(tuple(map(own, cell)) for cell in row) for row in piece.rows))

    yield from lines_of(tuple(map(own, found.pieces)))
    yield from (f"left {one.kind.value}, {one.where}: {one.words}" for one in found.left)
    yield from (f"seen {one.where}: {one.words}" for one in found.visible)
    yield from (f"picture {one.name} {one.alt} {one.where}" for one in found.pictures)
    yield f"{found.title!r} {found.losses} {found.headers} {found.ours} {found.notes_of_form}"


def read(name: str, data: bytes) -> str:
    found = read_slides(data) if name.endswith("pptx") else read_word(data)
    return "\n".join((*told(found), ""))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_taken_apart_as_agreed(name: str) -> None:
    as_agreed(read(name, (KINDS / name).read_bytes()), f"files/{name}.txt")


@pytest.mark.parametrize("seed", [20, 21, 22, 23])
def test_a_word_file_of_every_construct_is_taken_apart_as_agreed(seed: int) -> None:
    as_agreed(read("docx", word_file(seed).data), f"files/random-{seed}.docx.txt")


@pytest.mark.parametrize("seed", [10, 11, 12])
def test_slides_of_every_construct_are_taken_apart_as_agreed(seed: int) -> None:
    as_agreed(read("pptx", slides(seed).data), f"files/random-{seed}.pptx.txt")


# Made by hand ------------------------------------------------------------------------------------


def word(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A Word file of nothing but these parts."""
    parts = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" Type="http://x/numbering" Target="numbering.xml"/><Relationship Id="s" Type="http://x/styles" Target="styles.xml"/><Relationship Id="h" Type="http://x/hyperlink" Target="https://x.example/" TargetMode="External"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "[Content_Types].xml": "<Types/>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def level(depth: int, form: str, text: str, start: str = "1", more: str = "") -> str:
    return f"<w:lvl w:ilvl='{depth}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/>{more}</w:lvl>"


DEEP = "<w:pStyle w:val='Deep'/>"
FORMS = (
    *("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "decimalZero", "bullet", "none", "ordinal"),
    *("chicago", "cardinalText"),
)


def p(words: str, number: str = "", depth: int = -1, style: str = "", more: str = "", look: str = "") -> str:
    named = f"<w:pStyle w:val='{style}'/>" if style else ""
    deep = f"<w:ilvl w:val='{depth}'/>" if depth >= 0 else ""
    listed = f"<w:numPr>{deep}<w:numId w:val='{number}'/></w:numPr>" if number else ""
    return f"<w:p><w:pPr>{named}{listed}{more}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def test_lists_of_every_form() -> None:
    abstract = "".join(
        f"<w:abstractNum w:abstractNumId='{n}'>{level(0, form, '%1.', '26')}{level(1, form, '(%1-%2)')}{level(2, 'decimal', '%2.%3')}</w:abstractNum>"
        for n, form in enumerate(FORMS)
    )
    abstract += f"<w:abstractNum w:abstractNumId='20'>{level(0, 'none', 'Finding %1')}{level(1, 'none', 'Word')}{level(2, 'upperRoman', '%3', '1994', DEEP)}</w:abstractNum>"
    abstract += "<w:abstractNum w:abstractNumId='21'><w:numStyleLink w:val='Linked'/></w:abstractNum>"
    abstract += (
        f"<w:abstractNum w:abstractNumId='22'><w:styleLink w:val='Linked'/>{level(0, 'decimal', 'L%1')}</w:abstractNum>"
    )
    numbers = "".join(
        f"<w:num w:numId='{n + 1}'><w:abstractNumId w:val='{n}'/></w:num>" for n in (*range(len(FORMS)), 20, 21, 22)
    )
    numbers += f"<w:num w:numId='40'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride><w:lvlOverride w:ilvl='1'>{level(1, 'lowerRoman', '[%2]')}</w:lvlOverride></w:num>"
    numbers += "<w:num w:numId='41'><w:abstractNumId w:val='99'/></w:num>"
    body = "".join(
        p(f"{form} {k}", str(n + 1), depth)
        for n, form in enumerate(FORMS)
        for k, depth in enumerate((0, 0, 1, 2, 1, 0, 2))
    )
    body += "".join(
        p(f"other {n} {depth}", n, depth) for n in ("21", "22", "23", "40", "41", "0", "77") for depth in (0, 1, 9, -1)
    )
    body += p("again", "1", 0) + p("by style", style="Deep") + p("by its own", style="Listed") + p("again", "40", 0)
    styles = "<w:style w:type='paragraph' w:styleId='Deep'><w:name w:val='Deep'/><w:pPr><w:numPr><w:numId w:val='21'/></w:numPr></w:pPr></w:style>"
    styles += "<w:style w:type='paragraph' w:styleId='Listed'><w:name w:val='Listed'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    as_agreed(read("docx", word(body, abstract + numbers, styles)), "files/lists.txt")


def style(key: str, name: str, inner: str = "", based: str = "", kind: str = "paragraph", more: str = "") -> str:
    on = f"<w:basedOn w:val='{based}'/>" if based else ""
    return f"<w:style w:type='{kind}' w:styleId='{key}' {more}><w:name w:val='{name}'/>{on}{inner}</w:style>"


STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/><w:lang w:val='en-GB'/><w:rFonts w:ascii='Arial'/></w:rPr></w:rPrDefault></w:docDefaults>"
    + style("N", "Normal", "<w:rPr><w:sz w:val='23'/></w:rPr>", more="w:default='1'")
    + style("H", "heading 2", "<w:rPr><w:b/></w:rPr>", "N") + style("O", "Own head", "<w:pPr><w:outlineLvl w:val='2'/></w:pPr>")
    + style("O9", "No head", "<w:pPr><w:outlineLvl w:val='9'/></w:pPr>") + style("B", "Bold", "<w:rPr><w:b/><w:sz w:val='12pt'/></w:rPr>")
    + style("C", "Chars", "<w:rPr><w:b/><w:i/><w:rFonts w:hAnsi='Wingdings'/></w:rPr>", kind="character") + style("V", "Gone", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    + style("Q", "Quote") + style("T", "Title") + style("TOC1", "toc 1") + style("LB3", "List Bullet 3") + style("LN2", "List Number 2") + style("LC", "List Continue 2")
    + style("TB", "Table bold", "<w:rPr><w:b/></w:rPr>", kind="table") + style("X", "A", "", "Y") + style("Y", "B", "", "X")
)  # fmt: skip
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
CODE = "<w:r><w:instrText xml:space='preserve'>{}</w:instrText></w:r>"


def field(code: str, result: str) -> str:
    return f"{FIELD.format('begin')}{CODE.format(code)}{FIELD.format('separate')}<w:r><w:t>{result}</w:t></w:r>{FIELD.format('end')}"


def test_styles_and_fields_of_every_kind() -> None:
    body = "".join(
        p(f"{key} words", style=key)
        for key in ("N", "H", "O", "O9", "B", "Q", "T", "TOC1", "LB3", "LN2", "LC", "X", "Heading3", "none")
    )
    looks = (
        "<w:rStyle w:val='C'/>",
        "<w:rStyle w:val='C'/><w:b w:val='0'/>",
        "<w:rStyle w:val='V'/>",
        "<w:vanish w:val='false'/><w:rStyle w:val='V'/>",
        "<w:strike/>",
        "<w:dstrike w:val='off'/>",
        "<w:sz w:val='31'/><w:lang w:val='cy-GB'/>",
        "<w:i/><w:rFonts w:ascii='Symbol'/>",
    )
    body += "".join(p("abc", style=key, look=look) for key in ("N", "B") for look in looks)
    fields = (
        (' HYPERLINK "https://a.example" ', "one"),
        (" HYPERLINK \\l b ", "two"),
        (" PAGE ", "3"),
        (" SYMBOL 252 \\f Wingdings ", ""),
        (' SYMBOL 0xB3 \\f "Symbol" ', ""),
        (" SYMBOL 65 ", ""),
        (" EQ \\o(a,b) ", ""),
        (" REF x ", "ref"),
        (" FORMTEXT ", "typed"),
    )
    body += "".join(f"<w:p>{field(*one)}<w:r><w:t> after</w:t></w:r></w:p>" for one in fields)
    body += f"<w:p>{FIELD.format('begin')}{CODE.format(' TOC ')}{FIELD.format('separate')}<w:r><w:t>Contents</w:t></w:r></w:p>{p('line 3')}<w:p>{FIELD.format('end')}<w:r><w:t>out</w:t></w:r></w:p>"
    body += "<w:p><w:hyperlink r:id='h'><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>t</w:t><w:br w:type='page'/><w:cr/><w:softHyphen/><w:noBreakHyphen/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>"
    cells = [("centre", "center"), ("right", "right"), ("left", "left"), ("end", "end"), ("both", "both")]
    head = "".join("<w:tc>" + p(words, more="<w:jc w:val='" + side + "'/>") + "</w:tc>" for words, side in cells)
    merged = f"<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{p('top')}</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('')}</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('kept')}</w:tc>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('row gone')}</w:tc></w:tr>"
    body += f"<w:tbl><w:tblPr><w:tblStyle w:val='TB'/></w:tblPr><w:tr>{head}</w:tr><w:tr>{merged}</w:tr>{gone}</w:tbl>"
    body += f"<w:del><w:p><w:r><w:delText>all gone</w:delText></w:r></w:p></w:del><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here to enter text.')}</w:sdtContent></w:sdt>"
    as_agreed(read("docx", word(body, "", STYLES)), "files/styles.txt")


BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"


def anchored(words: str, x: str, y: str) -> str:
    at = "".join(
        f"<wp:position{axis}><wp:posOffset>{value}</wp:posOffset></wp:position{axis}>"
        if value
        else f"<wp:position{axis}/>"
        for axis, value in (("H", x), ("V", y))
    )
    shape = f"<wps:wsp><wps:spPr><a:xfrm><a:off x='12700' y='25400'/><a:ext cx='1270000' cy='254000'/></a:xfrm></wps:spPr><wps:txbx>{BOX.format(words)}</wps:txbx></wps:wsp>"
    return f"<w:drawing><wp:anchor>{at}<wp:extent cx='2540000' cy='254000'/><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"


def styled(words: str, look: str, tag: str = "shape") -> str:
    return f"<w:pict><v:{tag} style='{look}'><v:textbox>{BOX.format(words)}</v:textbox></v:{tag}></w:pict>"


def test_boxes_where_they_lie() -> None:
    pages = (
        (anchored("low", "0", "5000000"), anchored("high", "0", "100"), anchored("right", "6000000", "100")),
        (anchored("first", "0", "5000000"), anchored("second without a place", "", "100")),
        (
            styled("b", "margin-left:200pt;margin-top:3in;width:100pt;height:1cm"),
            styled("a", "margin-left:10px;margin-top:5mm;width:4em;height:2pt", "rect"),
            styled("c", "margin-left:1pt;margin-top:x;width:1pt", "roundrect"),
        ),
        (
            styled("seen", "margin-left:1pt;margin-top:1pt"),
            styled("not seen", "margin-left:1pt;margin-top:1pt;visibility: hidden"),
            styled("nor this", "display:none"),
        ),
        (styled("no place", "width:100pt"), styled("placed", "margin-left:1pt;margin-top:1pt")),
    )
    lines = []
    for page in pages:
        body = f"<w:p><w:r><w:t>Around</w:t></w:r>{''.join(f'<w:r>{box}</w:r>' for box in page)}</w:p>{p('after')}"
        lines.append(read("docx", word(body)))
    as_agreed("\n".join(lines), "files/boxes.txt")


SP = "xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"


def shape(
    number: int, words: str, place: tuple[int, int, int, int] | None, more: str = "", holder: str = "", hidden: str = ""
) -> Any:
    form = (
        f"<a:xfrm><a:off x='{place[0]}' y='{place[1]}'/><a:ext cx='{place[2]}' cy='{place[3]}'/></a:xfrm>"
        if place
        else ""
    )
    text = "".join(f"<a:p>{one}</a:p>" for one in words.split("|"))
    return f"<p:sp {SP}><p:nvSpPr><p:cNvPr id='{number}' name='s{number}' {hidden}/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>{form}</p:spPr><p:txBody><a:bodyPr/>{more}{text}</p:txBody></p:sp>"


def run(words: str, look: str = "", inner: str = "") -> str:
    return f"<a:r><a:rPr {look}>{inner}</a:rPr><a:t>{words}</a:t></a:r>"


def test_shapes_of_every_kind() -> None:
    deck = pptx.Presentation()
    sheets: tuple[tuple[str, ...], ...] = (
        (shape(10, run("Left") + "|<a:pPr><a:buChar char='x'/></a:pPr>" + run("one") + "|<a:pPr lvl='2'><a:buAutoNum type='arabicPeriod' startAt='4'/></a:pPr>" + run("four"), (0, 0, 3_000_000, 1_000_000)),
         shape(11, run("Right", "b='1' i='1' sz='1800'") + run("struck", "strike='sngStrike'") + run("sign", "", "<a:latin typeface='Wingdings'/>"), (5_000_000, 0, 3_000_000, 1_000_000)),
         shape(12, run("off the slide"), (-4_000_000, 0, 3_000_000, 1_000_000)), shape(13, run("switched off"), (0, 0, 1, 1), hidden="hidden='1'"), shape(14, run("no place"), None)),
        (shape(10, run("A head"), (0, 0, 3_000_000, 300_000)), shape(11, run("its text, which is longer than a head would be and goes on for some time here"), (0, 320_000, 3_000_000, 2_000_000)),
         shape(12, "<a:pPr><a:buChar char='x'/></a:pPr>" + run("alone"), (0, 3_000_000, 3_000_000, 300_000)), shape(13, "<a:pPr><a:buChar char='x'/></a:pPr>" + run("leads:") + "|<a:pPr><a:buNone/></a:pPr>" + run("none") + "|<a:pPr><a:buChar char='x'/></a:pPr>" + run("item"), (5_000_000, 3_000_000, 3_000_000, 300_000))),
        (shape(10, run("Foot"), (0, 6_000_000, 3_000_000, 300_000), holder="<p:ph type='ftr' idx='11'/>"), shape(11, "<a:fld id='{1}' type='slidenum'><a:t>7</a:t></a:fld><a:fld id='{2}' type='other'><a:t>field</a:t></a:fld><a:br/>" + run("x_x000B_y"), (0, 0, 3_000_000, 300_000)),
         shape(12, run("By layout"), None, holder="<p:ph idx='1'/>"), shape(13, run("A title"), None, holder="<p:ph type='title'/>")),
    )  # fmt: skip
    for number, sheet in enumerate(sheets):
        page = deck.slides.add_slide(deck.slide_layouts[6 if number < 2 else 1])
        for holder in list(page.placeholders) if number == 2 else ():
            holder._element.getparent().remove(holder._element)
        for xml in sheet:
            page.shapes._spTree.append(parse_xml(xml))
    page = deck.slides.add_slide(deck.slide_layouts[6])
    group = parse_xml(
        f"<p:grpSp {SP}><p:nvGrpSpPr><p:cNvPr id='50' name='g'/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x='4000000' y='0'/><a:ext cx='2000000' cy='2000000'/><a:chOff x='100' y='200'/><a:chExt cx='1000000' cy='4000000'/></a:xfrm></p:grpSpPr>{shape(51, run('in the group'), (100, 200, 500_000, 500_000))}</p:grpSp>"
    )
    page.shapes._spTree.append(group)
    page.shapes._spTree.append(parse_xml(shape(52, run("before the group"), (3_000_000, 100_000, 900_000, 500_000))))
    table = page.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "a", "b", "d"
    table.cell(0, 0).merge(table.cell(1, 0))
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Last"
    out = io.BytesIO()
    deck.save(out)
    as_agreed(read("pptx", out.getvalue()), "files/shapes.txt")


def test_what_is_switched_off_hides_nothing_that_is_shown() -> None:
    """lxml gives the number of an element that nobody holds to another: words must not go by it."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for n in range(40):
        box = slide.shapes.add_textbox(0, n * 9_000, 900_000, 9_000)
        box.text_frame.text = "\n".join(f"{'off' if n % 2 else 'shown'} {n} {line}" for line in range(20))
        if n % 2:
            box._element.nvSpPr.cNvPr.set("hidden", "1")
    held = io.BytesIO()
    deck.save(held)
    seen = [one.words for one in read_slides(held.getvalue()).visible]
    assert seen == [f"shown {n} {line}" for n in range(0, 40, 2) for line in range(20)]
