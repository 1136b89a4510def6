"""Golden returns: each word processor's file that lies here as a reader sees it, control by control, as agreed."""

# ruff: noqa: E501 (a case on one line is read more easily)

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from builder.adapters.word.empty_control import is_empty
from builder.adapters.word.package import PackageError, W
from builder.adapters.word.returned.answers import cells_of, rows_of, tag_of, tick_of, title_of, words_of
from builder.adapters.word.returned.document_text import read_document
from builder.adapters.word.returned.grid import Tables
from builder.adapters.word.returned.open_document import is_open_document, read_open_document
from builder.adapters.word.returned.rich_text import is_rich_text, read_rich_text
from builder.adapters.word.returned.seen import Document, pieces

from .agreed_text import as_agreed
from .any_document import word_file

HERE = Path(__file__).parent
_W = f"{{{W}}}"
KEPT = sorted(
    f
    for folder in ("returns", "fixtures/0.1.0/returns", "fixtures/0.1.0/follow-ups", "imports/kinds")
    for f in (HERE / folder).glob("*")
    if f.suffix in (".odt", ".rtf") or (f.suffix == ".docx" and "imports" not in folder)
)


def read(data: bytes) -> Document:
    """The document, by what the bytes are."""
    if is_rich_text(data):
        return read_rich_text(data)
    return read_open_document(data) if is_open_document(data) else read_document(data)


def told(document: Document) -> Iterator[str]:
    """What stands in it: lines with their kind, controls, tables row by row, edges, comments and properties."""
    body = document.body
    for one in pieces(body, list(body.iter(f"{_W}sdt"))[:3]):
        yield f"taken {one.kind}: {one.text}"
    for one in pieces(body):
        yield f"{one.kind}: {one.text}"
    for control in body.iter(f"{_W}sdt"):
        empty = f"{is_empty(control):d}{is_empty(control, grey=True):d}"
        yield f"control {tag_of(control)} | {title_of(control)} | {tick_of(control)} | {empty} | {words_of(control)!r}"
    tables = Tables()
    for table in body.iter(f"{_W}tbl"):
        for row in tables.rows(table):
            yield f"row{' head' * row.heads} {row.tags} {[(cell.words, cell.tags) for cell in row.cells]}"
        yield f"own rows {[len(list(cells_of(row))) for row in rows_of(table)]}"
    for edge in document.edges:
        yield f"edge {words_of(edge)!r}"
    yield from (f"comment {author}: {words!r}" for author, words in document.comments)
    yield f"{document.properties} {document.saved}"


@pytest.mark.parametrize("file", KEPT, ids=[f"{f.parent.name}/{f.name}" for f in KEPT])
def test_a_file_that_came_back_is_seen_as_agreed(file: Path) -> None:
    text = "\n".join((*told(read(file.read_bytes())), ""))
    as_agreed(text, f"returned/{file.parent.name}-{file.name}.txt")


@pytest.mark.parametrize("seed", range(0, 24, 2))
def test_a_file_of_every_construct_is_seen_as_agreed(seed: int) -> None:
    as_agreed("\n".join((*told(read(word_file(seed).data)), "")), f"returned/random-{seed}.txt")


SPACES = f"xmlns:w='{W}' xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"


def control(inside: str, name: str = "", tag: str = "", more: str = "") -> str:
    named = f"<w:alias w:val='{name}'/>" * bool(name) + f"<w:tag w:val='{tag}'/>" * bool(tag)
    return f"<w:sdt><w:sdtPr>{named}{more}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def r(words: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"


OFF = "<w:strike w:val='0'/>"
HINT, BOX = "<w:showingPlcHdr/>", "<w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox>"
GREY = "<w:rStyle w:val='PlaceholderText'/>"
TABLE = "<w:tbl>{}</w:tbl>"
BODIES = (
    f"<w:p>{r('a')}{r('b', '<w:strike/>')}{r('c', OFF)}{r('d', '<w:vanish/>')}{r('e', '<w:dstrike/>')}</w:p>",
    f"<w:p>{r('a')}<w:r><w:br/><w:t>b</w:t><w:tab/><w:noBreakHyphen/><w:cr/></w:r></w:p><w:p/><w:p>{r('c')}</w:p>",
    f"<w:p><w:del>{r('gone')}<w:r><w:delText>too</w:delText></w:r></w:del><w:moveFrom>{r('moved')}</w:moveFrom><w:ins>{r('new')}</w:ins></w:p>",
    f"<w:p><w:r><w:pict><w:txbxContent><w:p>{r('in a box')}</w:p></w:txbxContent></w:pict></w:r>{r('beside')}</w:p>",
    f"<w:p><mc:AlternateContent><mc:Choice><w:r/></mc:Choice><mc:Fallback>{r('fallback')}</mc:Fallback></mc:AlternateContent></w:p>",
    f"<w:p>{control(r('whole'), 'T')}{control(r('more whole'), 'T')}{control(r('other'), 'T')}{control(r('whole'), 'T', 'tagged')}</w:p>",
    f"<w:p>{control(r('x'), 'T')}{control(r('whole x'), 'T')}{control(r('second whole x'), 'T')}</w:p>",
    control(f"<w:p>{r('Click here to enter text.')}</w:p>", more=HINT)
    + control(f"<w:p>{r('Click here to enter text.')}</w:p>"),
    control(f"<w:p>{r('grey', GREY)}</w:p>", more=HINT) + control(f"<w:p>{r('grey', GREY)}{r('not')}</w:p>", more=HINT),
    control(f"<w:p>{r(' ')}</w:p>", more=HINT)
    + control("<w:p><w:r><w:drawing/></w:r></w:p>", more=HINT)
    + f"<w:p>{r('z')}</w:p>",
    control("<w:p/>", "n", "t", "<w:showingPlcHdr w:val='0'/>")
    + "".join(control(f"<w:p>{r('☒')}</w:p>", "", f"k{v}", BOX.format(v)) for v in ("1", "0", "true", "off")),
    control("<w:p/>", more="<w14:checkbox/>") + control("<w:p/>", more="<w14:checkbox><w14:checked/></w14:checkbox>"),
    TABLE.format(
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p>{r('h')}</w:p></w:tc></w:tr><w:tr><w:tc><w:p>{r('a')}</w:p><w:p>{r('b')}</w:p></w:tc><w:tc><w:p>{r('s', '<w:strike/>')}{r('k')}</w:p></w:tc></w:tr>"
    ),
    TABLE.format(
        f"<w:tr><w:tc><w:p/>{TABLE.format('<w:tr><w:tc><w:p>' + r('inner') + '</w:p></w:tc></w:tr>')}<w:p>{r('outer')}</w:p></w:tc></w:tr>"
    ),
    TABLE.format(
        control(
            f"<w:tr>{control('<w:tc><w:p>' + r('a') + '</w:p></w:tc>', tag='cell')}<w:tc>{control('<w:p>' + r('b') + '</w:p>', tag='in')}</w:tc></w:tr>",
            tag="row",
        )
        + f"<w:tr><w:tc><w:p>{control(r('c'), tag='c')}{control(r('d'), tag='d')}</w:p></w:tc></w:tr>"
    ),
)


def test_words_of_a_document_taken_apart() -> None:
    lines: list[str] = []
    for inner in BODIES:
        body = etree.fromstring(f"<w:body {SPACES}>{inner}</w:body>")
        lines += [f"=== {words_of(body)!r}", *told(Document(body))]
    as_agreed("\n".join((*lines, "")), "returned/taken-apart.txt")


RICH = (
    r"{\rtf1\ansi\ansicpg1252 a\'e9 b\u8364?c\uc2\u233xxd\par e\emdash f\tab g\line h\~i\_j \{k\} \\}",
    r"{\rtf1\mac\'8e{\strike gone\strike0 back}{\v hid}{\plain{\striked1 two}}{\deleted three}\par}",
    r"{\rtf1{\*\userprops{\propname Ref}\proptype30{\staticval R-1}{\propname B}{\staticval x}}{\info{\title no}}{\*\x no}yes}",
    r"{\rtf1\trowd\trhdr\intbl one\cell two\par three\cell\row\trowd\intbl four\cell\pard\intbl five\cell\row\pard after\par}",
    r"{\rtf1{\header top\par}{\footer{foot}}a{\footnote note}b{\*\atnauthor Jo}{\*\annotation\pard said\par more}c}",
    r"{\rtf1{\shp{\*\shpinst{\sp{\sn no}}{\shptxt in a box\par}}}beside{\field{\*\fldinst HYPERLINK}{\fldrslt shown}}}",
    "{\\rtf1 line\\\nnext \\u55357?\\u-3?x\\uc0\\u65y\\uc30\\u66" + "z" * 25 + "}",
    r"{\rtf1\ansicpg9999\pc\'82\pca\'82\STRIKE up\page\sect end}",
)
BROKEN = (r"{\rtf1 {{{{ }", r"{\rtf1 x} y", "{\\rtf1 " + "{" * 401 + "}" * 401 + "}")


def test_rich_text_of_every_shape() -> None:
    lines = [
        line for text in RICH for line in (text[:60], *(f"  {one}" for one in told(read_rich_text(text.encode()))))
    ]
    for text in BROKEN:
        with pytest.raises(PackageError) as error:
            read_rich_text(text.encode())
        lines.append(f"{text[:12]}: {error.value}")
    as_agreed("\n".join((*lines, "")), "returned/rich.txt")


NAMES = ("office", "text", "table", "style", "draw", "meta")
ODT = " ".join(
    f"xmlns:{n}='urn:oasis:names:tc:opendocument:xmlns:{'drawing' if n == 'draw' else n}:1.0'" for n in NAMES
)
ODT += " xmlns:dc='http://purl.org/dc/elements/1.1/'"
CONTENT = (
    "<office:automatic-styles><style:style style:name='S'><style:text-properties style:text-line-through-style='solid'/></style:style>"
    "<style:style style:name='T'><style:text-properties style:text-line-through-type='single'/></style:style>"
    "<style:style style:name='N'><style:text-properties style:text-line-through-style='none'/></style:style>"
    "<style:style style:name='H'><style:text-properties text:display='none'/></style:style></office:automatic-styles>"
    "<office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>was here</text:p><text:p>too</text:p></text:deletion></text:changed-region>"
    "<text:changed-region><text:deletion><text:p> </text:p></text:deletion></text:changed-region></text:tracked-changes>"
    "<text:h>Head</text:h><text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d<text:span text:style-name='S'>s<text:span>t</text:span></text:span>"
    "<text:span text:style-name='T'>u</text:span><text:span text:style-name='N'>n</text:span><text:span text:style-name='H'>h</text:span> tail\nnext</text:p>"
    "<text:p text:style-name='S'>all struck</text:p><text:p>x<office:annotation><dc:creator>Jo</dc:creator><text:p>one</text:p><text:p>two</text:p></office:annotation>"
    "<text:note><text:note-body><text:p>a note</text:p></text:note-body></text:note>y<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>"
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>h</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    "<table:table-row><table:table-cell><text:p>a</text:p><table:table><table:table-row><table:table-cell><text:p>in</text:p></table:table-cell></table:table-row></table:table></table:table-cell>"
    "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table><text:section><text:p>in a section</text:p></text:section></office:text></office:body>"
)
META = "<office:meta><meta:user-defined meta:name='Ref'> R-1 </meta:user-defined><meta:creation-date>2026-11-04T10:00:00</meta:creation-date><dc:date>{}</dc:date></office:meta>"
STYLES = "<office:master-styles><style:master-page><style:header><text:p>top</text:p></style:header><style:footer><text:p>foot</text:p></style:footer></style:master-page></office:master-styles>"


def odt(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, inner in parts.items():
            archive.writestr(f"{name}.xml", f"<office:document {ODT}>{inner}</office:document>")
        archive.writestr("META-INF/manifest.xml", "<m/>")
    return out.getvalue()


def test_open_documents_of_every_shape() -> None:
    lines = []
    for day in ("2026-11-05T11:12:13.5", "2026-11-04T10:00:00", "soon"):
        document = read_open_document(odt(content=CONTENT, meta=META.format(day), styles=STYLES))
        lines += [*(told(document) if day == "soon" else ()), str(document.saved)]
    for wrong in ({"content": "<office:body/>"}, {"meta": ""}):
        with pytest.raises(PackageError) as error:
            read_open_document(odt(**wrong))
        lines.append(str(error.value))
    as_agreed("\n".join((*lines, "")), "returned/open.txt")
