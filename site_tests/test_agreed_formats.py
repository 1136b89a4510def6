"""Rich text and OpenDocument, sign by sign as their standards say: each short file, and what is read of it.

Meant the change? Run with `UPDATE_GOLDEN=1` and read the difference.
"""

# ruff: noqa: E501 (a case on one line is read more easily)

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from builder.adapters.documents.charts import chart_pieces, chart_seen, charts_in, figure
from builder.adapters.documents.content import Document, UnreadableDocumentError
from builder.adapters.documents.office import OfficeFile
from builder.adapters.opendocument.reading import read_opendocument
from builder.adapters.pdf.imported.reading import read_pdf
from builder.adapters.rtf.control_words import MAX_DEPTH
from builder.adapters.rtf.reading import read_rtf

from .agreed_text import as_agreed, lines_of


def dot() -> bytes:
    """A small picture."""
    held = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 20, 30)).save(held, "PNG")
    return held.getvalue()


def told(name: str, document: Document) -> str:
    """A document in lines; of what is seen, the words."""
    lines = [line for piece in document.pieces for line in lines_of(piece)]
    lines += [f"left {line}" for one in document.left for line in lines_of(one)]
    lines += [f"seen {one.words!r} {one.where}" for one in document.visible]
    lines += [f"picture {one.name} {one.alt!r} {one.where}" for one in document.pictures]
    lines += [f"header {words!r}" for words in document.headers]
    lines += [f"title {document.title!r}"] if document.title else []
    return "\n".join((f"=== {name}", *lines, ""))


# Rich text (Rich Text Format 1.9.1) --------------------------------------------------------------

STYLES = r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 heading 2;}{\s3 Title;}{\s4 List Bullet 3;}{\*\cs9 Strong;}{\s5 Quote;}}"
FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Wingdings;}{\f2\fcharset204 Times;}{\f3\fcharset238 Times CE;}}"
RICH = {
    "letters": r"a\tab b\line c\emdash d\endash e\bullet f\lquote g\rquote h\ldblquote i\rdblquote j\emspace k\enspace l\zwj m\~n\_o\-p\\q\{r\}\par",
    "code pages": r"\ansicpg1250 \'9c\'e6 {\f2 \'cf\'f0} {\f3 \'b9} {\f0 \'e9}\par \ansicpg9999 \'9c\par",
    "unicode": r"\u8217? \u-3913? {\uc0\u233}x {\uc2\u233??y}\uc1\u225\'e1z \u1114112?!\par",
    "unknown text before a group": r"\u233{}?x\par",
    "looks": r"{\b bold {\i both} \b0 none} {\i only}\par {\b\i\plain plain}\par \fs48 large\fs0 usual\par",
    "not read": r"{\v hidden} seen {\strike struck}{\striked1 again} {\deleted gone} {\v0 shown}{\webhidden web}\par{\strike later}\par",
    "not read in one place": r"{\b Why}\par{\v one}{\v two} x {\strike three}{\v four}\par",
    "headings": r"\pard\s1 One\par\pard\s2 Two\par\pard\s3 The title\par\pard\outlinelevel2 Third\par\pard\outlinelevel9 Text\par\pard\outlinelevel Text too\par",
    "lists": r"\pard{\listtext\'b7\tab}\ls1 dot\par\pard{\pntext 1.\tab}\ls1\ilvl1 one\par\pard{\listtext o\tab}\ls1\ilvl9 ring\par\pard\ls2 none\par\pard\s4\ls1 third\par\pard{\listtext \tab}mark\par",
    "a table": r"\pard before\par\trowd\intbl\b A\b0\cell\pard\intbl B\par again\cell\row\trowd\pard\intbl\cell\pard\intbl D\cell\row\pard after\par",
    "a table inside": r"\trowd\pard\intbl x\nestcell y\nestcell{\*\nesttableprops\nestrow}\pard\intbl out\cell\row\pard z\par",
    "a row that is not ended": r"\pard\intbl A\cell\intbl B\pard end\par",
    "notes": r"word{\super\chftn}{\footnote\pard{\super\chftn} The \b note\b0 .\par Its second.}, on\par {\b bold{\footnote plain}}\par empty{\footnote  }\par",
    "links": r'{\field{\*\fldinst HYPERLINK "https://example.org/a"}{\fldrslt here}} {\field{\*\fldinst HYPERLINK https://example.org/b }{\fldrslt{\ul there}}} {\field{\*\fldinst HYPERLINK \\l "mark"}{\fldrslt inside}}\par',
    "fields": r"{\field{\*\fldinst PAGE}{\fldrslt 7}} of {\field{\*\fldinst  numpages }{\fldrslt 9}} {\field{\*\fldinst TOC \\o}{\fldrslt Contents 1}} {\field{\*\fldinst DATE}{\fldrslt 4 May}}\par",
    "an equation": r"{\field{\*\fldinst EQ \\f(1,2)}{\fldrslt }} cup\par",
    "running": r"{\header Board paper\par}{\headerl Left {\b page}}{\footer Page {\field{\*\fldinst PAGE}{\fldrslt 1}}}{\footerr}{\header Board paper}text\par",
    "comments": r"a{\*\atnid AB}{\*\atnauthor Ann}{\annotation{\*\atnref 1}Is this so?}b\par",
    "passed by": r"{\info{\title Secret}{\author Ann}}{\*\generator Any 1;}{\*\unknown words}{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt In a box\par}}{\shprslt twice}}{\bkmkstart x}y{\object{\objdata 0102}{\result seen}}\par",
    "a box in struck words": r"{\strike\b gone{\shptxt kept}}\par",
    "pictures": r"{\pict\pngblip " + dot().hex() + r"}{\pict\wmetafile8 0102}{\*\shppict{\pict\pngblip 00ff0}}{\nonshppict{\pict\pngblip 01}}x\par",
    "binary": r"a{\pict\wmetafile8\bin4 }}{{}b\par",
    "signs": r"{\f1 \'fc} done {\f1 \u61692?}\par",
    "ends without a mark": r"last words",
    "sections": r"one\sect two\sect",
    "breaks": "one\\\ntwo\\\rthree\r\nfour\\par",
    "outside": r"a}}b\par",
    "an odd sign": r"a\;b\:c\|d\par",
}  # fmt: skip


def rich(body: str) -> bytes:
    return (r"{\rtf1\ansi" + FONTS + STYLES + body + "}").encode("latin-1")


def test_rich_text() -> None:
    as_agreed("\n".join(told(name, read_rtf(rich(body))) for name, body in RICH.items()), "formats/rich-text.txt")


@pytest.mark.parametrize("data", [b"{\\rt1 a}", b"", rich("{" * (MAX_DEPTH + 1))], ids=["other", "nothing", "deep"])
def test_what_is_no_rich_text(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="rich text file"):
        read_rtf(data)


def test_as_deep_as_may_be() -> None:
    document = read_rtf(b"  {\\rtf1 " + b"{" * (MAX_DEPTH - 1) + b"a" + b"}" * MAX_DEPTH)
    assert [piece.text for piece in document.pieces] == ["a"]


# OpenDocument (ISO/IEC 26300) --------------------------------------------------------------------

SPACES = " ".join(
    f'xmlns:{short}="{space}"'
    for short, space in {
        **{n: f"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" for n in ("office", "text", "style", "table", "chart")},
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    }.items()
)
OWN_STYLES = """
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt"/></style:default-style>
<style:style style:name="Base" style:family="paragraph"><style:text-properties fo:font-size="10.5pt"/></style:style>
<style:style style:name="Strong_20_one" style:display-name="Strong One" style:family="paragraph" style:parent-style-name="Base">
 <style:text-properties fo:font-weight="700"/></style:style>
<style:style style:name="H2" style:family="paragraph" style:default-outline-level="2"/>
<style:style style:name="Below" style:family="paragraph" style:parent-style-name="H2"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="List_20_Bullet_20_3" style:family="paragraph"/>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="L" style:family="text"><style:text-properties fo:font-weight="500" fo:font-style="oblique"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic" fo:font-size="200%"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>
<style:style style:name="W" style:family="text"><style:text-properties style:font-name="Wingdings"/></style:style>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"/>
 <text:list-level-style-number text:level="2" style:num-format="a" text:start-value="4"/>
 <text:list-level-style-number text:level="3" style:num-format=""/></text:list-style>
<text:list-style style:name="D"><text:list-level-style-bullet text:level="1"/></text:list-style>
"""
OPEN = {
    "words": '<text:p>a<text:s/>b<text:s text:c="3"/>c<text:s text:c="x"/>d<text:tab/>e<text:line-break/>f\ng</text:p><text:p> </text:p>',
    "looks": '<text:p text:style-name="Strong_20_one">all <text:span text:style-name="I">slanted</text:span></text:p><text:p>a <text:span text:style-name="B">b<text:span text:style-name="L">c</text:span></text:span> d</text:p>',
    "not read": '<text:p>a <text:span text:style-name="H">hidden</text:span><text:span text:style-name="S">struck</text:span> <text:span text:style-name="T">too</text:span><text:span text:style-name="H"> </text:span><text:hidden-text>field</text:hidden-text><text:hidden-paragraph/></text:p>',
    "links": '<text:p><text:a xlink:href="https://example.org">web</text:a> <text:a xlink:href="mailto:a@example.org">mail</text:a> <text:a xlink:href="#there">inside</text:a> <text:a xlink:href="file:///x">own</text:a> <text:a>none</text:a></text:p>',
    "headings": '<text:h text:outline-level="1">One</text:h><text:p text:style-name="H2">Two</text:p><text:p text:style-name="Below">Two too</text:p><text:h>Some</text:h><text:h text:outline-level="x">Odd</text:h><text:p text:style-name="Title">The title</text:p><text:p text:style-name="Quotations">said</text:p>',
    "bold as a heading": '<text:p><text:span text:style-name="B">What we found</text:span></text:p><text:p>a<text:span text:style-name="S">gone</text:span></text:p><text:p><text:span text:style-name="B">' + "word " * 15 + "</text:span></text:p><text:p>b</text:p>",
    "numbers": '<text:list text:style-name="N"><text:list-header><text:p>head</text:p></text:list-header><text:list-item><text:p>one</text:p><text:p>more</text:p><text:list><text:list-item><text:p>d</text:p><text:list><text:list-item><text:p>none</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>e</text:p></text:list-item></text:list></text:list-item><text:list-item text:start-value="7"><text:h text:outline-level="3">seven</text:h></text:list-item><text:list-item><text:p>eight</text:p><text:section><text:p>in it</text:p></text:section></text:list-item></text:list>',
    "bullets": '<text:list text:style-name="D"><text:list-item><text:p>dot</text:p></text:list-item><text:list-item><text:p text:style-name="List_20_Bullet_20_3">third</text:p></text:list-item></text:list><text:list><text:list-item><text:p>other</text:p></text:list-item></text:list>',
    "a table": '<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/></table:table-row></table:table-header-rows><table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"><text:p>B</text:p></table:table-cell><table:table-cell table:number-columns-repeated="x"/></table:table-row></table:table>',
    "a table inside": '<loext:table><loext:table-row><loext:table-cell><table:table><table:table-row><table:table-cell><text:p>in</text:p></table:table-cell></table:table-row></table:table></loext:table-cell><loext:covered-table-cell/></loext:table-row></loext:table>',
    "wide and empty": '<table:table><table:table-row><table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>',
    "indexes": '<text:table-of-content><text:index-body><text:p>Contents</text:p><text:p>One 1</text:p></text:index-body></text:table-of-content><text:p>a</text:p>',
    "sections": '<text:section text:display="none"><text:p>not this</text:p></text:section><text:section><text:p>this</text:p></text:section><text:soft-page-break/><text:unknown><text:p>and this</text:p></text:unknown>',
    "changes": '<text:tracked-changes><text:changed-region><text:deletion><text:p>was here</text:p></text:deletion></text:changed-region><text:changed-region><text:deletion><text:p> </text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>a</text:p>',
    "notes": '<text:p>word<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>First.</text:p><text:p> </text:p><text:p>Second.</text:p></text:note-body></text:note> on<text:note/></text:p>',
    "comments": '<text:p>a<office:annotation><dc:creator>Ann</dc:creator><text:p>Is this</text:p><text:p>so?</text:p></office:annotation>b<office:annotation-end/>c</text:p>',
    "fields": '<text:p><text:page-number>3</text:page-number>of<text:page-count>9</text:page-count> <text:date>4 May</text:date> <text:ruby><text:ruby-base>x</text:ruby-base><text:ruby-text>y</text:ruby-text></text:ruby></text:p>',
    "signs": '<text:p><text:span text:style-name="W">ü</text:span> done</text:p>',
    "pictures": '<text:p>a<draw:frame><draw:image xlink:href="./Pictures/dot.png"/><svg:title>A title</svg:title><svg:desc> A \n dot </svg:desc></draw:frame>b<draw:frame><draw:image xlink:href="Pictures/none.png"/><svg:title>Not there</svg:title></draw:frame></text:p><draw:frame><draw:image xlink:href="Pictures/dot.png"/></draw:frame><draw:frame><draw:image/></draw:frame>',
    "boxes": '<text:h>Where</text:h><text:p>a<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>b</text:p><draw:g><draw:custom-shape><text:p>in a shape</text:p></draw:custom-shape><svg:desc>no</svg:desc></draw:g><text:p><draw:custom-shape><text:p>hangs</text:p></draw:custom-shape></text:p>',
    "a chart": '<text:h>Figures</text:h><draw:frame><draw:object xlink:href="./Chart"/><svg:desc>Visits by month</svg:desc></draw:frame><draw:frame><draw:object xlink:href="./Plain"/></draw:frame>',
    "objects": '<draw:frame><draw:object xlink:href="./Sum"/></draw:frame><draw:frame><draw:object xlink:href="./Gone"/><svg:desc>A  sheet</svg:desc></draw:frame>',
}  # fmt: skip
CHART = """<office:document-content {spaces}><office:body><office:chart><chart:chart>{title}{axes}
<table:table><table:table-header-rows><table:table-row><table:table-cell/>
<table:table-cell><text:p>Visits</text:p></table:table-cell><table:table-cell><text:p>Missed</text:p></table:table-cell>
</table:table-row></table:table-header-rows>{rows}</table:table></chart:chart></office:chart></office:body></office:document-content>"""
MATHS = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>a</mi><mo>=</mo><mn>2</mn></mrow>'
    "<annotation>a = 2</annotation></semantics></math>"
)
RUNNING = """<style:master-page><style:header><text:p>Board  paper</text:p><text:p>Board paper</text:p></style:header>
<style:header-left style:display="false"><text:p>Not shown</text:p></style:header-left>
<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>
<style:unknown><text:p>no</text:p></style:unknown></style:master-page>"""


def chart(*rows: tuple[str, ...], title: str = "", axes: str = "") -> str:
    cells = ("".join(f"<table:table-cell><text:p>{w}</text:p></table:table-cell>" for w in row) for row in rows)
    made = "".join(f"<table:table-row>{c}</table:table-row>" for c in cells)
    return CHART.format(spaces=SPACES, title=title, axes=axes, rows=made)


def open_text(body: str, *, running: bool = False, **more: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{OWN_STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        if running:
            archive.writestr("styles.xml", f"<office:document-styles {SPACES}>{RUNNING}</office:document-styles>")
            archive.writestr(
                "meta.xml", f"<office:document-meta {SPACES}><dc:title> A \n title </dc:title></office:document-meta>"
            )
        archive.writestr("Pictures/dot.png", dot())
        archive.writestr(
            "Chart/content.xml",
            chart(
                ("May", "1200", "NaN"),
                ("June", "0.5", "3"),
                ("", "", ""),
                title="<chart:title><text:p>A  chart</text:p></chart:title>",
                axes="<chart:axis><chart:title><text:p>Month</text:p></chart:title></chart:axis><chart:axis/>",
            ),
        )
        archive.writestr("Plain/content.xml", chart())
        archive.writestr("Sum/content.xml", MATHS)
        for name, text in more.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


def test_open_document() -> None:
    lines = [told(name, read_opendocument(open_text(body))) for name, body in OPEN.items()]
    lines.append(told("running", read_opendocument(open_text("<text:p>a</text:p>", running=True))))
    as_agreed("\n".join(lines), "formats/open-document.txt")


def test_what_is_no_open_document() -> None:
    locked = open_text("", **{"META-INF__manifest.xml": "<x><encryption-data/></x>"})
    with pytest.raises(UnreadableDocumentError, match="password"):
        read_opendocument(locked)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {SPACES}><office:body/></office:document-content>")
    with pytest.raises(UnreadableDocumentError, match="not a whole OpenDocument text"):
        read_opendocument(held.getvalue())


# PDF (ISO 32000) ---------------------------------------------------------------------------------

Annotations = tuple[str, ...]
LINES = "BT /F 12 Tf 72 720 Td (The first line of it) Tj 0 -40 Td (A second line here) Tj 0 -40 Td (And the third line) Tj ET"
UNSEEN = " BT 3 Tr /F 12 Tf 72 500 Td (Nobody sees this) Tj ET"
PAINTED = "q 500 0 0 700 50 50 cm /P Do Q "
URI = "<</Type/Annot/Subtype/Link/Rect[70 715 250 735]/A<</S/URI/URI({})>>>>"
NOTE = "<</Type/Annot/Subtype/{}/Rect[300 600 330 620]/Contents({})/F {}>>"
PAGES: dict[str, tuple[str, str, int, Annotations]] = {
    "words": (LINES, "", 0, ()),
    "a quarter turn": ("0 1 -1 0 595 0 cm 1 0 0 1 0 -200 cm " + LINES, "", 90, ()),
    "half a turn": ("-1 0 0 -1 595 842 cm " + LINES, "", 180, ()),
    "three quarters": ("0 -1 1 0 0 842 cm 1 0 0 1 0 -200 cm " + LINES, "", 270, ()),
    "cropped": ("0 1 -1 0 595 0 cm 1 0 0 1 0 -200 cm " + LINES, "/CropBox[50 20 550 760]", 90, ()),
    "links": (LINES, "", 0, (URI.format("https://example.org/a"), URI.format(""), "<</Type/Annot/Subtype/Link/Rect[70 675 250 695]/Dest[0/Fit]>>")),
    "a link that is turned": ("0 -1 1 0 0 842 cm 1 0 0 1 0 -200 cm " + LINES, "", 270, (URI.format("https://example.org/a").replace("70 715 250 735", "515 592 535 772"),)),
    "struck out": (LINES, "", 0, ("<</Type/Annot/Subtype/StrikeOut/Rect[70 675 250 695]/QuadPoints[70 695 250 695 70 675 250 675]>>",)),
    "notes": (LINES, "", 0, (NOTE.format("Text", "Is  this so?", 4), NOTE.format("Highlight", "See this", 4), NOTE.format("FreeText", "Typed on it", 4), NOTE.format("Text", "Hidden", 2), NOTE.format("Text", "", 4), NOTE.format("Square", "A box", 4))),
    "a field": (LINES, "", 0, ("<</Type/Annot/Subtype/Widget/FT/Tx/T(Team)/V(North)/Rect[300 600 400 620]/F 4>>",)),
    "words that nobody sees": (LINES + UNSEEN, "", 0, ()),
    "words behind a picture": (PAINTED + UNSEEN, "", 0, ()),
    "a picture alone": (PAINTED, "", 0, ()),
    "a picture with a name": (PAINTED + "BT /F 12 Tf 72 720 Td (Leaflet) Tj ET" + UNSEEN, "", 0, ()),
    "nothing": ("", "", 0, ()),
}  # fmt: skip


def page_of(content: str, more: str, turned: int, annotations: Annotations) -> bytes:
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    picture = pdf.make_stream(
        bytes(range(0, 240, 20)) * 1,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=2,
        Height=2,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
    )
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(P=picture))
    page.obj.Contents = pdf.make_stream(content.encode())
    page.obj.Rotate = turned
    for key, value in pikepdf.Object.parse(f"<<{more}>>".encode()).items():  # type: ignore[union-attr]
        page.obj[key] = value
    if annotations:
        page.obj.Annots = pdf.make_indirect(
            pikepdf.Array([pdf.make_indirect(pikepdf.Object.parse(a.encode())) for a in annotations])
        )
    widgets = [a for a in page.obj.get("/Annots", ()) if a.Subtype == pikepdf.Name.Widget]
    if widgets:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(widgets))
    held = io.BytesIO()
    pdf.save(held)
    return held.getvalue()


def test_a_page() -> None:
    as_agreed("\n".join(told(name, read_pdf(page_of(*page))) for name, page in PAGES.items()), "formats/pdf.txt")


# Charts (ECMA-376, 21.2, and its extension of 2014) ----------------------------------------------

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CX = "http://schemas.microsoft.com/office/drawing/2014/chartex"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def points(*words: str, code: str = "") -> str:
    return (f"<c:formatCode>{code}</c:formatCode>" if code else "") + "".join(
        f'<c:pt idx="{n}"><c:v>{w}</c:v></c:pt>' for n, w in enumerate(words) if w
    )


def series(name: str, categories: str, values: str, kinds: tuple[str, str] = ("cat", "val")) -> str:
    named = f"<c:tx><c:strRef><c:strCache>{points(name)}</c:strCache></c:strRef></c:tx>" if name else ""
    cats = (
        f"<c:{kinds[0]}><c:strRef><c:strCache>{categories}</c:strCache></c:strRef></c:{kinds[0]}>" if categories else ""
    )
    return f"<c:ser>{named}{cats}<c:{kinds[1]}><c:numRef><c:numCache>{values}</c:numCache></c:numRef></c:{kinds[1]}></c:ser>"


def rich_title(words: str) -> str:
    return f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{words}</a:t></a:r></a:p><a:p><a:r><a:t>below</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def whole(inside: str, title: str = "") -> str:
    return f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart>{title}<c:plotArea>{inside}</c:plotArea></c:chart></c:chartSpace>'


LEVELS = f"<c:multiLvlStrCache><c:lvl>{points('May', 'June', 'May')}</c:lvl><c:lvl><c:pt idx='0'><c:v>2024</c:v></c:pt><c:pt idx='2'><c:v>2025</c:v></c:pt></c:lvl></c:multiLvlStrCache>"
NEWER = f"""<cx:chartSpace xmlns:cx="{CX}" xmlns:a="{A}"><cx:chartData><cx:data id="0">
<cx:strDim type="cat"><cx:lvl><cx:pt idx="0">Seen</cx:pt><cx:pt idx="1"> Not  seen </cx:pt><cx:pt idx="x">no</cx:pt></cx:lvl></cx:strDim>
<cx:numDim type="val"><cx:lvl formatCode="0%"><cx:pt idx="0">0.25</cx:pt><cx:pt idx="1">0.75</cx:pt></cx:lvl></cx:numDim></cx:data>
<cx:data id="1"><cx:numDim/></cx:data></cx:chartData><cx:chart><cx:title><cx:tx><cx:rich><a:p><a:r><a:t>Visits</a:t></a:r></a:p></cx:rich></cx:tx></cx:title>
<cx:series><cx:tx><cx:txData><cx:v>Share</cx:v></cx:txData></cx:tx><cx:dataId val="0"/></cx:series><cx:series><cx:dataId val="1"/></cx:series><cx:series/></cx:chart></cx:chartSpace>"""
CHARTS = {
    "two series": whole(series("Seen", points("May", "June"), points("1", "2")) + series("Missed", "", points("3", "", "5")) + f"<c:catAx>{rich_title('Month')}</c:catAx><c:valAx>{rich_title('Visits')}</c:valAx><c:dateAx/>", rich_title("A title")),
    "named as its title": whole(series("Calls", points("May"), points("1")), '<c:title><c:tx><c:rich><a:p><a:r><a:t>Calls</a:t></a:r></a:p></c:rich></c:tx></c:title>'),
    "groups": whole(series("", LEVELS, points("1", "2", "3"))),
    "points": whole(series("", points("1.5", "2", code="0.00"), points("1200", "3", code="#,##0"), ("xVal", "yVal"))),
    "a plain name": whole(f"<c:ser><c:tx><c:v> Own  name </c:v></c:tx><c:val>{points('0.5', code='0.0%')}</c:val></c:ser>"),
    "no figures": whole(series("Empty", points("May"), "")),
    "many": whole("".join(series(f"S{n}", "", points(*map(str, range(202)))) for n in range(21))),
    "of 2016": NEWER,
    "of 2016, empty": f'<cx:chartSpace xmlns:cx="{CX}"/>',
}  # fmt: skip


def charts_told() -> Iterator[str]:
    held = io.BytesIO()
    tags = {name: ("cx" if "2016" in name else "c") for name in CHARTS}
    with zipfile.ZipFile(held, "w") as archive:
        relations = "".join(
            f'<Relationship Id="r{n}" Type="{R}/chart" Target="charts/{n}.xml"/>' for n in range(len(CHARTS))
        )
        outside = f'<Relationship Id="out" Type="{R}/chart" Target="https://example.org/" TargetMode="External"/>'
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}{outside}</Relationships>',
        )
        for n, text in enumerate(CHARTS.values()):
            archive.writestr(f"word/charts/{n}.xml", text)
    file = OfficeFile(held.getvalue())
    spaces = f'xmlns:c="{C}" xmlns:cx="{CX}" xmlns:r="{R}" xmlns:w="{W}"'
    for n, (name, tag) in enumerate(tags.items()):
        drawing = etree.fromstring(f'<w:drawing {spaces}><{tag}:chart r:id="r{n}"/></w:drawing>')
        (chart,) = charts_in(file, "word/document.xml", drawing)
        if chart is None:
            yield f"=== {name}\nnone"
            continue
        rows = [" | ".join(row) for row in (chart.head, *chart.rows)]
        shown = [
            *rows[:4],
            f"{len(rows)} rows",
            " ".join(chart.named),
            *(one.words for one in chart_seen(chart, "here")),
        ][:14]
        pieces = [line for piece in chart_pieces(chart, "Described", "here") for line in lines_of(piece)][:8]
        yield "\n".join((f"=== {name}", f"title {chart.title!r}", *shown, *pieces))
    for told_as, inside in (("in a box", '<w:txbxContent><c:chart r:id="r0"/></w:txbxContent>'), ("outside", '<c:chart r:id="out"/>'), ("nowhere", '<c:chart r:id="r99"/>')):  # fmt: skip
        found = list(
            charts_in(file, "word/document.xml", etree.fromstring(f"<w:drawing {spaces}>{inside}</w:drawing>"))
        )
        yield f"=== {told_as}\n{found}"


def test_charts() -> None:
    as_agreed("\n\n".join((*charts_told(), "")), "formats/charts.txt")


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        ("1200", "General", "1200"), ("1200", "#,##0", "1,200"), ("1200.5", "#,##0.00", "1,200.50"), ("1200.4", "0", "1200"),
        ("0.256", "0%", "26%"), ("0.256", "0.0%", "25.6%"), ("-3", "0.0", "-3.0"), ("1E-2", "", "0.01"), ("1e3", "", "1000"),
        ("0.1234567890123", "", "0.123456789"), ("May", "0%", "May"), ("1,2", "0", "1,2"), ("3", "0;-0", "3"), (".5", "0%", ".5"),
    ],
)  # fmt: skip
def test_a_figure_as_its_chart_prints_it(words: str, code: str, shown: str) -> None:
    assert figure(words, code) == shown
