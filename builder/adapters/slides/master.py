"""An empty PowerPoint file with our master: sizes in points on a 16:9 slide of 960 by 540, colours and faces as theme.

Real placeholders only, so that outline view, screen readers and a partnership's own template all find title and text.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Pt

WIDE, HIGH = 960, 540
"""Points of a slide."""

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the slide's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def xml(self) -> str:
        """The rectangle as `a:xfrm`."""
        x, y, w, h = (round(v * 12700) for v in (self.x, self.y, self.width, self.height))
        return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


@dataclass(frozen=True, slots=True)
class Type:
    """Size of letters, height of a line and space between paragraphs, in points."""

    size: float
    line: float
    gap: float = 0


TITLE = Box(60, 64, 840, 44)
TITLE_TYPE = Type(32, 38)
BODY = Box(60, 122, 840, 376)
BODY_TYPE = Type(28, 35, 12)
PROMPT = Box(84, 150, 800, 340)
PROMPT_TYPE = Type(36, 46, 24)
COVER_TITLE = Box(60, 112, 540, 62)
COVER_TYPE = Type(48, 58)
COVER_TEXT = Box(60, 196, 540, 304)
COVER_TEXT_TYPE = Type(28, 35, 6)
LARGEST = {"text": 36, "prompt": 56, "cover": 28}
"""Points that a layout's text may grow to where it is short; the types above are the least."""
LEVELS = ((28, 28), (68, 34), (98, 30))
"""Where text of a level begins and how far its bullet hangs before it, in points."""


@dataclass(frozen=True, slots=True)
class DeckLook:
    """Faces and colours (six hexadecimal digits) of a deck; `parts` are the accents."""

    serif: str
    sans: str
    paper: str
    ink: str
    soft: str
    tint: str
    accent: str
    rule: str
    parts: tuple[str, ...]

    @classmethod
    def of(cls, tokens: Mapping[str, str]) -> DeckLook:
        """Colours of the light scheme, and the first faces of the stacks that office programs have everywhere."""
        return _look_of(tuple(tokens[name] for name in _LOOKED_AT))


_LOOKED_AT = (
    *("serif", "sans", "paper", "ink", "ink-soft", "notebook", "accent", "rule"),
    *(f"part-{n}" for n in range(1, 10)),
)
"""The tokens of a deck, faces first."""


@lru_cache(maxsize=16)
def _look_of(tokens: tuple[str, ...]) -> DeckLook:
    def face(stack: str, everywhere: tuple[str, ...]) -> str:
        names = [n.strip().strip("\"'") for n in stack.split(",")]
        return next((n for n in names if n in everywhere), everywhere[0])

    serif, sans, *colours = tokens
    paper, ink, soft, tint, accent, rule, *parts = (colour.lstrip("#").upper() for colour in colours)
    faces = face(serif, ("Georgia", "Times New Roman")), face(sans, ("Arial", "Verdana"))
    return DeckLook(*faces, paper, ink, soft, tint, accent, rule, tuple(parts))


LAYOUTS = ("cover", "text", "prompt")
"""Names of the layouts, in the file's order."""


@cache
def empty_deck(theme: DeckLook) -> bytes:
    """A presentation without slides whose layouts are `LAYOUTS`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    for layout in list(deck.slide_layouts)[3:]:
        deck.slide_layouts.remove(layout)
    master = deck.slide_master
    for relation in master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            relation.target_part._blob = _theme(theme, relation.target_part.blob)
    _replace(master._element, _master_shapes(theme))
    part: Any = master._element
    part.replace(part.find("{*}txStyles"), parse_xml(_text_styles()))
    for layout, name, kind, shapes in zip(
        deck.slide_layouts, ("Cover", "Text", "Prompt"), ("title", "obj", "secHead"), _layout_shapes(theme), strict=True
    ):
        of_layout: Any = layout._element
        of_layout.set("type", kind)
        of_layout.find("{*}cSld").set("name", name)
        _replace(of_layout, shapes)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _replace(part: Any, shapes: str) -> None:
    """Put `shapes` in place of all shapes of a master or layout."""
    tree = part.find("{*}cSld/{*}spTree")
    new = parse_xml(
        f'<p:spTree {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{shapes}</p:spTree>"
    )
    tree.getparent().replace(tree, new)


def _theme(theme: DeckLook, blob: bytes) -> bytes:
    root = etree.fromstring(blob)
    a = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    colours = {
        "dk1": theme.ink,
        "lt1": theme.paper,
        "dk2": theme.soft,
        "lt2": theme.tint,
        "hlink": theme.accent,
        "folHlink": theme.accent,
    }
    colours |= {f"accent{n}": colour for n, colour in enumerate(_six(theme.parts), start=1)}
    root.set("name", "Briefing")
    for name, colour in colours.items():
        [place] = root.xpath(f"//a:clrScheme/a:{name}", namespaces=a)
        place.clear()
        etree.SubElement(place, f"{{{a['a']}}}srgbClr").set("val", colour)
    for kind, face in (("majorFont", theme.serif), ("minorFont", theme.serif)):
        [latin] = root.xpath(f"//a:{kind}/a:latin", namespaces=a)
        latin.set("typeface", face)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _six(colours: Sequence[str]) -> list[str]:
    return [colours[round(i * (len(colours) - 1) / 5)] for i in range(6)]


def placeholder(number: int, name: str, kind: str, box: Box | None = None, inner: str = "", style: str = "") -> str:
    """A placeholder shape; `kind` holds the attributes of `p:ph`, `inner` the paragraphs."""
    place = f'{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle>{inner or '<a:p/>'}</p:txBody></p:sp>"
    )


def rectangle(number: int, name: str, box: Box, colour: str) -> str:
    """A filled rectangle that only decorates."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def _small(theme: DeckLook, align: str) -> str:
    return (
        f'<a:lvl1pPr algn="{align}"><a:buNone/><a:defRPr sz="1400">'
        f'<a:solidFill><a:srgbClr val="{theme.soft}"/></a:solidFill>'
        f'<a:latin typeface="{escape(theme.sans)}"/></a:defRPr></a:lvl1pPr>'
    )


NUMBER_FIELD = (
    '<a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
    '<a:rPr lang="en-GB"/><a:t>0</a:t></a:fld></a:p>'
)


def _furniture(theme: DeckLook, first: int) -> str:
    footer = placeholder(
        first, "Footer", 'type="ftr" sz="quarter" idx="11"', Box(60, 20, 640, 20), style=_small(theme, "l")
    )
    number = placeholder(
        first + 1,
        "Slide number",
        'type="sldNum" sz="quarter" idx="12"',
        Box(800, 506, 100, 20),
        NUMBER_FIELD,
        _small(theme, "r"),
    )
    return footer + number


def _master_shapes(theme: DeckLook) -> str:
    return (
        rectangle(2, "Top bar", Box(0, 0, WIDE, 5), theme.ink)
        + rectangle(3, "Rule", Box(60, 46, 840, 0.75), theme.rule)
        + placeholder(4, "Title", 'type="title"', TITLE)
        + placeholder(5, "Text", 'type="body" idx="1"', BODY)
        + _furniture(theme, 6)
    )


def _layout_shapes(theme: DeckLook) -> tuple[str, ...]:
    cover = (
        placeholder(2, "Title", 'type="ctrTitle"', COVER_TITLE, style=_level(1, COVER_TYPE, "", 0, 0))
        + placeholder(3, "Subtitle", 'type="subTitle" idx="1"', COVER_TEXT, style=_level(1, COVER_TEXT_TYPE, "", 0, 0))
        + _furniture(theme, 4)
    )
    text = placeholder(2, "Title", 'type="title"') + placeholder(3, "Text", 'idx="1"') + _furniture(theme, 4)
    prompt = (
        placeholder(2, "Title", 'type="title"')
        + placeholder(3, "Prompt", 'type="body" idx="1"', PROMPT, style=_level(1, PROMPT_TYPE, "", 0, 0))
        + _furniture(theme, 4)
    )
    return cover, text, prompt


def _level(level: int, kind: Type, bullet: str, left: float, hang: float) -> str:
    marks = f'<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>' if bullet else "<a:buNone/>"
    return (
        f'<a:lvl{level}pPr marL="{round(left * 12700)}" indent="{round(-hang * 12700)}" algn="l" rtl="0">'
        f'<a:lnSpc><a:spcPts val="{round(kind.line * 100)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(kind.gap * 100)}"/></a:spcBef>{marks}'
        f'<a:defRPr sz="{round(kind.size * 100)}" b="0"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
    )


def sized(kind: Type) -> str:
    """The list styles of one text box whose letters have a size of their own: its paragraphs keep their indents."""
    return "".join(
        f'<a:lvl{n}pPr><a:lnSpc><a:spcPts val="{round(kind.line * 100)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(kind.gap * 100)}"/></a:spcBef>'
        f'<a:defRPr sz="{round(kind.size * 100)}"/></a:lvl{n}pPr>'
        for n in range(1, len(LEVELS) + 1)
    )


def _text_styles() -> str:
    levels = "".join(
        _level(n, BODY_TYPE, "•" if n == 1 else "–", left, hang) for n, (left, hang) in enumerate(LEVELS, start=1)
    )
    return (
        f"<p:txStyles {NAMESPACES}><p:titleStyle>{_level(1, TITLE_TYPE, '', 0, 0)}</p:titleStyle>"
        f"<p:bodyStyle>{levels}</p:bodyStyle>"
        f"<p:otherStyle>{_level(1, Type(18, 22), '', 0, 0)}</p:otherStyle></p:txStyles>"
    )
