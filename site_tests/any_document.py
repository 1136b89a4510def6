"""Random Word files for the witness of "nothing is lost": python-docx and raw XML alone, none of our code.

Every word is made up and stands once in its file, so that a word lost, doubled or published by mistake is known by
itself. `seen` are words that a reader of the page can see, `unseen` those that nobody was meant to read.
"""

# ruff: noqa: E501 (an element of XML on one line is read more easily)

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_STYLES = """
<w:style {s} w:type="character" w:customStyle="1" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style {s} w:type="character" w:customStyle="1" w:styleId="Unseen2"><w:name w:val="Unseen2"/><w:basedOn w:val="Unseen"/><w:rPr><w:i/></w:rPr></w:style>
<w:style {s} w:type="paragraph" w:customStyle="1" w:styleId="UnseenLine"><w:name w:val="UnseenLine"/><w:basedOn w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style {s} w:type="paragraph" w:customStyle="1" w:styleId="OurHead"><w:name w:val="Our Head"/><w:basedOn w:val="Heading1"/><w:rPr><w:caps/></w:rPr></w:style>
<w:style {s} w:type="paragraph" w:customStyle="1" w:styleId="Loud"><w:name w:val="Loud"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style {s} w:type="character" w:customStyle="1" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>
"""
_NOTES = '<w:{kind} {s}><w:{one} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{one}><w:{one} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{one}>{notes}</w:{kind}>'
_LOOKS = (
    "<w:b/>|<w:i/>|<w:u w:val='single'/>|<w:caps/>|<w:smallCaps/>|<w:sz w:val='36'/>|<w:sz w:val='14'/>|"
    "<w:color w:val='C00000'/>|<w:highlight w:val='yellow'/>|<w:vertAlign w:val='superscript'/>|<w:shadow/>|"
    "<w:spacing w:val='40'/>|<w:rFonts w:ascii='Courier New'/>|<w:lang w:val='cy-GB'/>|<w:vanish w:val='0'/>|<w:b w:val='0'/>|"
    "<w:webHidden/>|<w:position w:val='6'/>|<w:bdr w:val='single'/>"
).split("|")
_PARTS = (
    "Background|What happened?|Key learning|Recommendations|Good practice|Questions to consider|Next steps|For trainers|Why it matters"
).split("|")
_SMALL = "the and of with for a in to was were by".split()


@dataclass
class Sheet:
    """One document in the making."""

    rng: random.Random
    seen: dict[str, str] = field(default_factory=dict)
    unseen: dict[str, str] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    comments: list[str] = field(default_factory=list)
    count: int = 0
    drawn: int = 0
    quiet: bool = False
    """Whether nothing stands in it but constructs that are read, so that nothing may be left out."""

    def word(self, *, unseen: bool = False) -> str:
        """A word that stands nowhere else."""
        self.count += 1
        n, made = self.count * 7_919 % 857_375, ""
        for _ in range(3):
            n, rest = divmod(n, 95)
            made += "bdfghjklmnprstvwxyz"[rest % 19] + "aeiou"[rest // 19]
        word = f"zq{made}"
        (self.unseen if unseen else self.seen)[word] = "/".join(self.inside)
        return word

    def words(self, least: int = 1, most: int = 6, *, unseen: bool = False) -> str:
        """Some words with small ones among them."""
        some = [self.word(unseen=unseen) for _ in range(self.rng.randint(least, most))]
        for n in range(len(some)):
            if self.rng.random() < 0.3:
                some[n] += f" {self.rng.choice(_SMALL)}"
            if self.rng.random() < 0.1:
                some[n] = some[n].capitalize()
        return " ".join(some)

    def look(self) -> str:
        """Properties of a run."""
        return "".join(dict.fromkeys(self.rng.sample(_LOOKS, self.rng.choice((0, 0, 0, 1, 1, 2)))))

    def one_of(self, choices: dict[str, int]) -> str:
        """One name, by weight."""
        return self.rng.choices(list(choices), list(choices.values()))[0]


def run(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# Inside a line -----------------------------------------------------------------------------------

_INLINE = {
    **{"plain": 30, "broken": 6, "soft": 2, "tab": 2, "line": 2, "sign": 2, "ins": 2, "link": 2, "smart": 1, "way": 1},
    **{"control": 2, "simple": 2, "field": 2, "nested": 1, "mark": 1, "style": 3, "gone": 3, "moved": 1, "struck": 2},
    **{"remark": 1, "footnote": 2, "endnote": 1, "box": 2, "vml": 1, "group": 1, "wordart": 1, "sum": 1, "ruby": 1},
}
_SECRET = ("style", "gone", "moved", "struck", "remark")


def inline(sheet: Sheet, depth: int = 0) -> str:
    """A stretch of a line."""
    kinds = {
        k: v
        for k, v in _INLINE.items()
        if not (depth and k in ("footnote", "endnote", "box", "vml", "group", "wordart", "remark"))
    }
    kind = sheet.one_of(
        {k: v for k, v in kinds.items() if not (sheet.quiet and k in (*_SECRET, "wordart", "vml", "group"))}
    )
    if kind in ("gone", "moved") and {"control", "frame", "custom"} & set(sheet.inside):
        kind = "plain"  # LibreOffice forgets there what was deleted
    sheet.inside.append(kind)
    made = _inside(sheet, kind, depth)
    sheet.inside.pop()
    return made


def _inside(sheet: Sheet, kind: str, depth: int) -> str:
    gap = "<w:r><w:t xml:space='preserve'> </w:t></w:r>"
    match kind:
        case "broken":
            word = sheet.word()
            cuts = sorted(sheet.rng.sample(range(1, len(word)), 2))
            return (
                "".join(
                    run(word[a:b], "".join(x for x in _LOOKS[:6] if sheet.rng.random() < 0.3))
                    for a, b in zip((0, *cuts), (*cuts, None), strict=True)
                )
                + gap
            )
        case "soft":
            word, sign = sheet.word(), sheet.rng.choice(("softHyphen", "noBreakHyphen"))
            return f"<w:r><w:t>{word[:3]}</w:t><w:{sign}/><w:t>{word[3:]}</w:t></w:r>{gap}"
        case "tab" | "line":
            return f"<w:r><w:{'tab' if kind == 'tab' else 'br'}/></w:r>{run(sheet.words() + ' ')}"
        case "sign":
            font, code = sheet.rng.choice((("Wingdings", "F0FC"), ("Symbol", "F0B3"), ("Wingdings", "F0E0")))
            return f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>{gap}"
        case "ins":
            return f"<w:ins w:id='{900 + sheet.count}' w:author='A'>{run(sheet.words() + ' ', sheet.look())}</w:ins>"
        case "link":
            return f"<w:hyperlink w:anchor='here'>{run(sheet.words(1, 3), sheet.look())}</w:hyperlink>{gap}"
        case "smart":
            return f"<w:smartTag w:uri='u' w:element='place'>{run(sheet.words(1, 2) + ' ')}</w:smartTag>"
        case "control":
            return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run(sheet.words(1, 3) + ' ')}</w:sdtContent></w:sdt>"
        case "simple":
            return f"<w:fldSimple w:instr=' DOCPROPERTY zz '>{run(sheet.words(1, 2) + ' ')}</w:fldSimple>"
        case "field":
            return _field(' HYPERLINK "https://example.org/x" ', run(sheet.words(1, 3) + " "))
        case "nested":
            inner = _field(" PAGEREF here ", run("4 "))
            return _field(' HYPERLINK "https://example.org/y" ', run(sheet.words(1, 2) + " ") + inner)
        case "mark":
            return f"<w:bookmarkStart w:id='{sheet.count}' w:name='b{sheet.count}'/>{run(sheet.words(1, 2))}<w:bookmarkEnd w:id='{sheet.count - 1}'/>{gap}"
        case "way":
            return f"<w:dir w:val='ltr'>{run(sheet.words(1, 2) + ' ')}</w:dir>"
        case "ruby":
            return f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(sheet.word())}</w:rt><w:rubyBase>{run(sheet.word())}</w:rubyBase></w:ruby></w:r>{gap}"
        case "sum":
            return f"<m:oMath><m:r><m:t>{sheet.word()}</m:t></m:r></m:oMath>{gap}"
        case _:
            return _special(sheet, kind, depth) or run(sheet.words() + " ", sheet.look())


def _field(code: str, result: str) -> str:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    return f"{mark.format('begin')}<w:r><w:instrText xml:space='preserve'>{code}</w:instrText></w:r>{mark.format('separate')}{result}{mark.format('end')}"


def _special(sheet: Sheet, kind: str, depth: int) -> str:
    match kind:
        case "style":
            look = sheet.rng.choice(
                (
                    "<w:vanish/>",
                    "<w:rStyle w:val='Unseen'/>",
                    "<w:rStyle w:val='Unseen2'/>",
                    "<w:b/><w:vanish w:val='1'/>",
                )
            )
            return run(sheet.words(1, 4, unseen=True) + " ", look)
        case "gone":
            return f"<w:del w:id='{900 + sheet.count}' w:author='A'><w:r><w:delText xml:space='preserve'>{sheet.words(1, 3, unseen=True)} </w:delText></w:r></w:del>"
        case "moved":
            words, n = run(sheet.words(1, 3) + " "), sheet.count
            gone, here = (f"<w:move{way} w:id='{900 + n}' w:author='A'>{words}</w:move{way}>" for way in ("From", "To"))
            return f"{gone}{run(sheet.words(1, 2) + ' ')}{here}"
        case "struck":
            return run(
                sheet.words(1, 3) + " ", sheet.rng.choice(("<w:strike/>", "<w:dstrike/>", "<w:rStyle w:val='Gone'/>"))
            )
        case "remark":
            sheet.comments.append(sheet.words(1, 5, unseen=True))
            n = len(sheet.comments)
            return f"<w:commentRangeStart w:id='{n}'/>{run(sheet.words(1, 2) + ' ')}<w:commentRangeEnd w:id='{n}'/><w:r><w:commentReference w:id='{n}'/></w:r>"
        case "footnote" | "endnote":
            lines = "".join(line(sheet, 1) for _ in range(sheet.rng.choice((1, 1, 2))))
            sheet.notes[kind].append(lines)
            return f"<w:r><w:{kind}Reference w:id='{len(sheet.notes[kind])}'/></w:r>{run(' ')}"
        case "box" | "vml" | "group" | "wordart":
            return _drawn(sheet, kind)
        case _:
            return ""


def _drawn(sheet: Sheet, kind: str) -> str:
    """A box of words on the page."""
    sheet.drawn += 1
    n, left = sheet.drawn, 3_800_000 * (sheet.drawn % 2)
    if kind == "wordart":
        word = sheet.word()
        return f"<w:r><w:pict><v:shape id='a{n}' style='position:absolute;width:200pt;height:40pt' type='#_x0000_t136'><v:textpath string='{word}' on='t' style='font-family:Arial'/></v:shape></w:pict></w:r>"
    inside = (
        "".join(line(sheet, 1) for _ in range(sheet.rng.choice((1, 2, 3))))
        if kind != "box" or sheet.rng.random() < 0.8
        else table(sheet, 1) + line(sheet, 1)
    )
    old = f"<w:pict><v:rect id='b{n}' style='position:absolute;margin-left:{left // 12700}pt;width:220pt;height:160pt'><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:rect></w:pict>"
    if kind == "vml":
        return f"<w:r>{old}</w:r>"
    if kind == "group":
        return f"<w:r><w:pict><v:group style='position:absolute;width:220pt;height:160pt' coordsize='220,160'><v:rect style='width:220;height:160'><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:rect></v:group></w:pict></w:r>"
    shape = f"<wps:wsp><wps:cNvSpPr txBox='1'/><wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='2900000' cy='2200000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr><a:spAutoFit/></wps:bodyPr></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>{shape}</a:graphicData></a:graphic>"
    place = f"<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='column'><wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV relativeFrom='paragraph'><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx='2900000' cy='2200000'/><wp:wrapTopAndBottom/><wp:docPr id='{n}' name='Box {n}'/><wp:cNvGraphicFramePr/>"
    anchor = f"<wp:anchor distT='0' distB='0' distL='0' distR='0' simplePos='0' relativeHeight='{n}' behindDoc='0' locked='0' layoutInCell='1' allowOverlap='0'>{place}{graphic}</wp:anchor>"
    return f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{anchor}</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"


# Lines, tables, pages ----------------------------------------------------------------------------


def line(sheet: Sheet, depth: int = 0, most: int = 4, properties: str = "") -> str:
    """A paragraph; most end as sentences do."""
    stop = run(".") if sheet.rng.random() < 0.8 else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inline(sheet, depth) for _ in range(sheet.rng.randint(1, most)))}{stop}</w:p>"


def table(sheet: Sheet, depth: int) -> str:
    """A table; tables may stand in it."""
    columns = sheet.rng.randint(1, 3)
    rows = ""
    for _ in range(sheet.rng.randint(1, 3)):
        merged = columns > 1 and sheet.rng.random() < 0.2
        cells = ""
        for n in range(1 if merged else columns):
            nested = table(sheet, depth + 1) if depth < 2 and sheet.rng.random() < 0.15 else ""
            span = f"<w:gridSpan w:val='{columns}'/>" if merged else ""
            cells += f"<w:tc><w:tcPr>{span}</w:tcPr>{nested}{line(sheet, max(depth, 1), 2)}{line(sheet, 1, 1) if n and sheet.rng.random() < 0.3 else ''}</w:tc>"
        rows += f"<w:tr>{cells}</w:tr>"
    grid = "<w:gridCol w:w='2000'/>" * columns
    return f"<w:tbl><w:tblPr><w:tblStyle w:val='TableGrid'/><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


_BLOCKS = {
    **{"line": 24, "head": 9, "bold": 4, "item": 10, "typed": 4, "table": 5, "control": 2, "quote": 2, "frame": 1},
    **{"hidden": 3, "goneline": 1, "page": 1, "columns": 1, "custom": 1, "empty": 2},
}


def block(sheet: Sheet) -> str:
    """A block of the body."""
    sheet.inside.append(_block_kind(sheet))
    made = _block(sheet, sheet.inside[-1])
    sheet.inside.pop()
    return made


def _block_kind(sheet: Sheet) -> str:
    return sheet.one_of({k: v for k, v in _BLOCKS.items() if not (sheet.quiet and k in ("hidden", "goneline"))})


def _block(sheet: Sheet, kind: str) -> str:
    match kind:
        case "head":
            style = sheet.rng.choice(("Heading1", "Heading1", "Heading2", "OurHead"))
            words = run(sheet.rng.choice(_PARTS)) if sheet.rng.random() < 0.5 else run(sheet.words(1, 4))
            return f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{words}</w:p>"
        case "bold":
            return f"<w:p><w:pPr><w:pStyle w:val='Loud'/></w:pPr>{run(sheet.words(1, 4))}</w:p>" + line(sheet)
        case "item":
            level, style = sheet.rng.choice((0, 0, 1)), sheet.rng.choice(("ListBullet", "ListNumber", "ListBullet2"))
            return "".join(
                line(
                    sheet,
                    0,
                    2,
                    f"<w:pStyle w:val='{style}'/>" + (f"<w:numPr><w:ilvl w:val='{level}'/></w:numPr>" if level else ""),
                )
                for _ in range(sheet.rng.randint(1, 4))
            )
        case "typed":
            marks = sheet.rng.choice(
                (("•", "•"), ("-", "-"), ("1.", "2."), ("(a)", "(b)"), ("Recommendation 1:", "Recommendation 2:"))
            )
            return "".join(f"<w:p>{run(mark + ' ' + sheet.words(2, 6))}</w:p>" for mark in marks)
        case "table":
            return table(sheet, 0) + line(sheet)
        case "control" | "custom":
            inside = line(sheet) + line(sheet)
            return (
                f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
                if kind == "control"
                else f"<w:customXml w:uri='u' w:element='e'>{inside}</w:customXml>"
            )
        case "quote":
            return line(sheet, 0, 3, "<w:pStyle w:val='Quote'/>")
        case "frame":
            return line(
                sheet,
                1,
                2,
                "<w:framePr w:w='3000' w:hSpace='180' w:wrap='around' w:vAnchor='text' w:hAnchor='margin' w:y='1'/>",
            ) + line(sheet)
        case "hidden":
            if sheet.rng.random() < 0.5:
                return f"<w:p><w:pPr><w:pStyle w:val='UnseenLine'/></w:pPr>{run(sheet.words(1, 5, unseen=True))}</w:p>"
            return f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run(sheet.words(1, 5, unseen=True), '<w:vanish/>')}</w:p>"
        case "goneline":
            return f"<w:p><w:pPr><w:rPr><w:del w:id='{900 + sheet.count}' w:author='A'/></w:rPr></w:pPr><w:del w:id='{1900 + sheet.count}' w:author='A'><w:r><w:delText>{sheet.words(1, 4, unseen=True)}</w:delText></w:r></w:del></w:p>"
        case "page":
            return "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
        case "columns":
            return f"{line(sheet)}<w:p><w:pPr><w:sectPr><w:type w:val='continuous'/><w:cols w:num='2'/></w:sectPr></w:pPr></w:p>"
        case "empty":
            return "<w:p/>"
        case _:
            return line(sheet)


@dataclass(frozen=True)
class Made:
    """A file with the words that can be seen in it and those that cannot; `quiet`: nothing in it may be left out."""

    data: bytes
    seen: dict[str, str]
    unseen: dict[str, str]
    quiet: bool = False


def word_file(seed: int) -> Made:
    """A Word file."""
    rng = random.Random(seed)
    sheet = Sheet(rng, quiet=rng.random() < 0.3)
    document = docx.Document()
    for style in _STYLES.strip().split("\n"):
        document.styles.element.append(parse_xml(style.replace("{s}", SPACES)))
    if not sheet.quiet and rng.random() < 0.6:
        section = document.sections[0]
        sheet.inside = ["margin"]
        section.header.paragraphs[0].text = sheet.words(1, 5)
        section.footer.paragraphs[0].text = sheet.words(1, 5)
        sheet.inside = []
    body = document.element.body
    start = f"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>{run('Background')}</w:p>" if sheet.quiet else ""
    made = start + "".join(block(sheet) for _ in range(rng.randint(4, 12)))
    for element in parse_xml(f"<w:body {SPACES}>{made}</w:body>"):
        body.insert(len(body) - 1, element)
    for kind, ids in (("footnote", sheet.notes["footnote"]), ("endnote", sheet.notes["endnote"])):
        if ids:
            notes = "".join(f"<w:{kind} w:id='{n}'>{text}</w:{kind}>" for n, text in enumerate(ids, 1))
            _add(document, f"{kind}s", _NOTES.format(kind=f"{kind}s", one=kind, notes=notes, s=SPACES))
    if sheet.comments:
        notes = "".join(
            f"<w:comment w:id='{n}' w:author='A'><w:p>{run(text)}</w:p></w:comment>"
            for n, text in enumerate(sheet.comments, 1)
        )
        _add(document, "comments", f"<w:comments {SPACES}>{notes}</w:comments>")
    out = io.BytesIO()
    document.save(out)
    return Made(out.getvalue(), sheet.seen, sheet.unseen, sheet.quiet)


def _add(document: docx.document.Document, name: str, xml: str) -> None:
    """A part beside the document's text."""
    part = Part(PackURI(f"/word/{name}.xml"), f"{TYPE}.{name}+xml", xml.encode(), document.part.package)
    document.part.relate_to(part, f"{REL}/{name}")
