"""Small pieces of a Word document as XML: paragraphs, runs, cells, lines. Knows no form and no briefing."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ..xml_text import xml_text


def paragraph(inside: str, style: str = "", *, keep: bool = False, properties: str = "") -> str:
    """A paragraph around runs. `keep`: on one page with the next."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    kept = "<w:keepNext/>" if keep else ""
    return f"<w:p><w:pPr>{named}{kept}{properties}</w:pPr>{inside}</w:p>"


def gap() -> str:
    """An empty line between blocks."""
    return '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/></w:pPr></w:p>'


def run(text: str, properties: str = "") -> str:
    """Words with the given run properties, escaped."""
    made = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{made}<w:t xml:space="preserve">{escape(xml_text(text))}</w:t></w:r>'


def hyperlink(text: str, link_id: str) -> str:
    """Words that lead to the relation `link_id`."""
    words = run(text, '<w:rStyle w:val="Hyperlink"/>')
    return f'<w:hyperlink r:id="{link_id}" w:history="1">{words}</w:hyperlink>'


def cell(width: int, inside: str, properties: str = "") -> str:
    """A table cell `width` millimetres wide."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def line(side: str, colour: str, eighths: int, *, space: int = 0) -> str:
    """A border of one side, in eighths of a point; `colour` is RRGGBB, `space` in points."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 56.693)
