"""Word documents with the look: python-docx builds the package, its styles, headers and properties. Knows no briefing.

`new_document` gives an empty A4 document, begun from the theme's base; `parts.document_parts` gives what it became.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml as docx_xml
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from ..tongues import runs_from_right
from ..xml_text import xml_text
from .base import Base
from .package import W

SERIF = "Georgia"
SANS = "Arial"
"""Faces that every office computer has: a Word file cannot rely on the fonts of the site."""


@dataclass(frozen=True, slots=True)
class Face:
    """Colours of the document, six hexadecimal digits each, from the design's tokens, and the file it begins from."""

    ink: str
    soft: str
    edge: str
    rule: str
    accent: str
    base: Base

    @classmethod
    def of(cls, tokens: Mapping[str, str], base: Base) -> Face:
        """The light scheme's colours, and the theme's base."""
        names = {"ink": "ink", "soft": "ink-soft", "edge": "edge", "rule": "rule", "accent": "accent"}
        return cls(base=base, **{k: _hex(tokens[v]) for k, v in names.items()})


def _hex(colour: str) -> str:
    digits = colour.strip().lstrip("#")
    if not re.fullmatch(r"[0-9a-fA-F]{6}", digits):
        raise ValueError(f"A token must be a colour like #15505f, not {colour}")
    return digits.upper()


def new_document(face: Face, *, title: str, author: str, subject: str, lang: str, epoch: int) -> Any:
    """An empty A4 document: styles, language and properties set. `lang` is a tag such as "en" or "cy-GB"."""
    document = Document(io.BytesIO(_begun(face, lang, face.base.changed())))
    when = datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
    core = document.core_properties
    title, author, subject = (xml_text(text)[:255] for text in (title, author, subject))
    core.title, core.author, core.subject, core.language = title, author, subject, word_language(lang)
    core.last_modified_by, core.comments, core.keywords = author, "", ""
    core.created = core.modified = when
    core.revision = 1
    return document


@lru_cache(maxsize=16)
def _begun(face: Face, lang: str, _: object) -> bytes:
    """An empty document with its styles and its language: remembered, since each is set by itself."""
    document = face.base.begin()
    _language(document, lang)
    _styles(document, face)
    _settings(document)
    page(document.sections[0])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_language(lang: str) -> str:
    """A language as Word wants it, with a region: "en" becomes "en-GB"."""
    return lang if "-" in lang else _REGIONS.get(lang, lang)


_REGIONS = {
    **{"en": "en-GB", "cy": "cy-GB", "gd": "gd-GB", "ga": "ga-IE", "pl": "pl-PL", "ro": "ro-RO", "so": "so-SO"},
    **{"ur": "ur-PK", "ar": "ar-SA", "fa": "fa-IR", "ps": "ps-AF", "he": "he-IL", "yi": "yi-001", "ug": "ug-CN"},
    **{"sd": "sd-Arab-PK", "ckb": "ku-Arab-IQ", "dv": "dv-MV", "pa": "pa-IN", "bn": "bn-BD", "gu": "gu-IN"},
}
"""The region that Word adds to a language which names none."""


def spoken_in(lang: str) -> str:
    """`w:lang` for a passage; one from right to left is named where Word looks for it, with `w:rtl` before it."""
    code = word_language(lang)
    return f'<w:rtl/><w:lang w:val="{code}" w:bidi="{code}"/>' if runs_from_right(lang) else f'<w:lang w:val="{code}"/>'


def page(section: Any, *, landscape: bool = False) -> None:
    """Sets a section to A4 with 18 mm margins."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(22), Mm(18)
    section.header_distance = section.footer_distance = Mm(10)


def running_line(paragraph: Any, left: str, right: str, width_mm: float, face: Face, *, above: bool = False) -> None:
    """A header or footer line: words at the left and at the right, a hairline between it and the text.

    `right` may hold {page} and {pages}, which become fields.
    """
    properties = paragraph._p.get_or_add_pPr()
    side = "top" if above else "bottom"
    properties.append(
        docx_xml(f'<w:pBdr xmlns:w="{W}"><w:{side} w:val="single" w:sz="6" w:space="4" w:color="{face.ink}"/></w:pBdr>')
    )
    place = round(width_mm * 56.693)
    properties.append(docx_xml(f'<w:tabs xmlns:w="{W}"><w:tab w:val="right" w:pos="{place}"/></w:tabs>'))
    paragraph.add_run(xml_text(left))
    paragraph.add_run("\t")
    for piece in re.split(r"(\{pages?\})", right):
        if piece in ("{page}", "{pages}"):
            _field(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES")
        elif piece:
            paragraph.add_run(xml_text(piece))


def _field(paragraph: Any, code: str) -> None:
    run = f'<w:r xmlns:w="{W}">%s</w:r>'
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(docx_xml(run % inner))


def _language(document: Any, lang: str) -> None:
    defaults = document.styles.element.find(f"{{{W}}}docDefaults//{{{W}}}rPr")
    for old in defaults.findall(f"{{{W}}}lang"):
        defaults.remove(old)
    code = word_language(lang)
    other = f' w:bidi="{code}"' if runs_from_right(lang) else ""
    defaults.append(docx_xml(f'<w:lang xmlns:w="{W}" w:val="{code}" w:eastAsia="{code}"{other}/>'))


def _styles(document: Any, face: Face) -> None:
    sizes = {
        "Normal": (SANS, 11, face.ink, False, 0, 4),
        "Title": (SERIF, 26, face.ink, False, 2, 8),
        "Subtitle": (SANS, 10, face.soft, False, 0, 2),
        "Heading 1": (SERIF, 26, face.ink, False, 2, 8),
        "Heading 2": (SERIF, 15, face.ink, False, 14, 6),
        "Heading 3": (SANS, 11, face.ink, True, 12, 4),
        **{f"Heading {level}": (SANS, 11, face.ink, True, 10, 3) for level in (4, 5, 6)},
        "Caption": (SANS, 10, face.soft, False, 0, 4),
        "Header": (SANS, 9, face.soft, False, 0, 0),
        "Footer": (SANS, 9, face.soft, False, 0, 0),
    }
    standing = face.base.standing()
    for name, (family, size, colour, bold, before, after) in sizes.items():
        if name in standing:
            continue
        style = document.styles[name]
        _face(style, family)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15
        for old in [*style.element.iter(f"{{{W}}}pBdr"), *style.element.iter(f"{{{W}}}tabs")]:
            old.getparent().remove(old)
    for key, name, looks in (
        ("PlaceholderText", "Placeholder Text", f'<w:color w:val="{face.edge}"/>'),
        ("Hyperlink", "Hyperlink", f'<w:color w:val="{face.accent}"/><w:u w:val="single"/>'),
    ):
        if name not in standing:
            _character_style(document, key, name, looks)


def _character_style(document: Any, key: str, name: str, looks: str) -> None:
    for old in document.styles.element.xpath(f'w:style[@w:styleId="{key}"]'):
        old.getparent().remove(old)
    hidden = "<w:semiHidden/>" if key == "PlaceholderText" else ""
    document.styles.element.append(
        docx_xml(
            f'<w:style xmlns:w="{W}" w:type="character" w:customStyle="0" w:styleId="{key}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
            f"{hidden}<w:rPr>{looks}</w:rPr></w:style>"
        )
    )


def _face(style: Any, family: str) -> None:
    style.font.name = family
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{W}}}{script}", family)


def _settings(document: Any) -> None:
    """Word 2013's mode, without which it turns repeating rows off and says "Compatibility Mode"."""
    settings = document.settings.element
    for old in settings.findall(f"{{{W}}}compat"):
        settings.remove(old)
    compat = docx_xml(
        f'<w:compat xmlns:w="{W}"><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    after = next(
        (e for e in settings if etree.QName(e).localname in ("rsids", "mathPr", "themeFontLang", "clrSchemeMapping")),
        None,
    )
    if after is None:
        settings.append(compat)
    else:
        after.addprevious(compat)
