"""Styles and lists of a Word file that is being written: each style of ours once, each list with its levels."""

# ruff: noqa: E501 (XML on one line is read more easily)

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml

from .document import Face
from .package import W

_MONO = "Consolas"


def style_id(name: str) -> str:
    """The id of a style of ours."""
    return "".join(word.capitalize() for word in name.replace("-", " ").split())


class WrittenStyles:
    """The styles and lists of a document made by python-docx, with those of ours that its paragraphs need."""

    def __init__(self, document: Any, face: Face) -> None:
        self.document = document
        self.face = face
        self.named: set[str] = set()
        self.lists: dict[str, int] = {}
        self.levels: dict[int, tuple[Any, set[int]]] = {}
        for name, look in _paragraph_styles(face).items():
            self.style(name, "paragraph", look)

    def style(self, name: str, kind: str, look: str, based: str = "") -> str:
        """Adds a style once and gives its id."""
        key = style_id(name)
        if key not in self.named:
            self.named.add(key)
            known = [
                s for s in self.document.styles.element.findall(f"{{{W}}}style") if s.get(f"{{{W}}}styleId") == key
            ]
            for old in known:
                self.document.styles.element.remove(old)
            base = based or ("Normal" if kind == "paragraph" else "DefaultParagraphFont")
            self.document.styles.element.append(
                parse_xml(
                    f'<w:style xmlns:w="{W}" w:type="{kind}" w:customStyle="1" w:styleId="{key}"><w:name w:val={quoteattr(name)}/>'
                    f'<w:basedOn w:val="{base}"/><w:qFormat/>{look}</w:style>'
                )
            )
        return key

    def list_number(self, of: str) -> int:
        """The Word list that a list of pieces is, with a level for each depth."""
        if of not in self.lists:
            root = self.document.part.numbering_part.element
            numbers = [int(n.get(f"{{{W}}}numId")) for n in root.findall(f"{{{W}}}num")]
            abstracts = [int(n.get(f"{{{W}}}abstractNumId")) for n in root.findall(f"{{{W}}}abstractNum")]
            number, abstract = max(numbers, default=0) + 1, max(abstracts, default=0) + 1
            made = parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{abstract}"/>')
            made.append(parse_xml(f'<w:multiLevelType xmlns:w="{W}" w:val="multilevel"/>'))
            first_num = root.find(f"{{{W}}}num")
            if first_num is None:
                root.append(made)
            else:
                first_num.addprevious(made)
            root.append(
                parse_xml(f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>')
            )
            self.lists[of] = number
            self.levels[number] = (made, set())
        return self.lists[of]

    def level(self, number: int, depth: int, *, ordered: bool, first: int) -> None:
        """Says how a level of a list counts, the first time it is used."""
        made, known = self.levels[number]
        if depth in known:
            return
        known.add(depth)
        mark = f"%{depth + 1}." if ordered else "•"
        indent = 360 * (depth + 1)
        level = parse_xml(
            f'<w:lvl xmlns:w="{W}" w:ilvl="{depth}"><w:start w:val="{first}"/>'
            f'<w:numFmt w:val="{"decimal" if ordered else "bullet"}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{indent}" w:hanging="360"/></w:pPr></w:lvl>'
        )
        after = next((e for e in made.findall(f"{{{W}}}lvl") if int(e.get(f"{{{W}}}ilvl")) > depth), None)
        made.append(level) if after is None else after.addprevious(level)

    def mono(self) -> str:
        """The look of words to be taken literally."""
        return f'<w:rPr><w:rFonts w:ascii="{_MONO}" w:hAnsi="{_MONO}" w:cs="{_MONO}"/><w:color w:val="{self.face.soft}"/></w:rPr>'


def _paragraph_styles(face: Face) -> dict[str, str]:
    mono = f'<w:rPr><w:rFonts w:ascii="{_MONO}" w:hAnsi="{_MONO}" w:cs="{_MONO}"/><w:sz w:val="19"/></w:rPr>'
    soft = f'<w:rPr><w:color w:val="{face.soft}"/><w:sz w:val="19"/></w:rPr>'
    rule = f'<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{face.rule}"/></w:pBdr></w:pPr>'
    return {
        "Briefing note": soft,
        "Briefing setting": f"<w:pPr><w:keepNext/></w:pPr>{soft}",
        "Briefing markdown": f'<w:pPr><w:spacing w:after="0"/></w:pPr>{mono}',
        "Briefing line": rule,
        "Quote": '<w:pPr><w:ind w:left="567"/></w:pPr>',
    }
