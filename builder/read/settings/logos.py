"""A logo, hostile until cleaned: an SVG is written anew from what is known to be harmless, any other picture as PNG."""

from __future__ import annotations

import io
import re
import warnings

from ...model.appearance import Logo

LARGEST = 2_000_000
"""Bytes of a logo's file."""
_WIDEST = 1200
"""Pixels of a PNG's longer side."""
_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath".split()
)
_ATTRIBUTES = frozenset(
    "d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox preserveAspectRatio fill fill-opacity "
    "fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-opacity "
    "opacity "
    "clip-path clip-rule id offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod "
    "clipPathUnits".split()
)
_STYLES = frozenset(
    "fill stroke stroke-width opacity fill-opacity stroke-opacity fill-rule stop-color stop-opacity".split()
)
_HARMLESS = re.compile(
    r"(?!.*(?:javascript|data|expression|@import"
    r"|url\((?!\s*['\"]?#)))[\w\s.,#%()+\-:;'\"/]*",
    re.I | re.S,
)


class LogoError(ValueError):
    """A picture that cannot be a logo; a sentence that says why."""


def clean_logo(data: bytes, alt: str) -> Logo:
    """The logo in a file. Raises LogoError."""
    if len(data) > LARGEST:
        raise LogoError("it is larger than 2 MB")
    return _svg(data, alt) if b"<svg" in data[:4000].lower() else _png(data, alt)


def _png(data: bytes, alt: str) -> Logo:
    from PIL import Image  # late: most partnerships have none

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF")) as picture:
                picture.thumbnail((_WIDEST, _WIDEST))
                out = io.BytesIO()
                picture.convert("RGBA").save(out, "PNG", optimize=True)
                return Logo("png", out.getvalue(), alt, picture.width, picture.height)
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise LogoError("it is neither an SVG nor a PNG, JPEG, WebP or GIF picture") from error


def _svg(data: bytes, alt: str) -> Logo:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LogoError("the SVG cannot be read") from error
    if etree.QName(root).localname != "svg":
        raise LogoError("the SVG cannot be read")
    made = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
    count = _copy(root, made, etree, 0)
    width, height = _size(root)
    if not count or not width or not height:
        raise LogoError("nothing that can be drawn is in the SVG; text has to be turned into outlines first")
    made.set("viewBox", root.get("viewBox") or f"0 0 {width} {height}")
    made.set("width", str(width))
    made.set("height", str(height))
    return Logo("svg", etree.tostring(made), alt, width, height)


def _copy(source: object, target: object, etree: object, depth: int) -> int:
    """Copies what is known to be harmless; how many shapes there were."""
    count = 0
    for name, value in source.attrib.items():  # type: ignore[attr-defined]
        if name in _ATTRIBUTES and _HARMLESS.fullmatch(value):
            target.set(name, value)  # type: ignore[attr-defined]
        elif name == "style":
            for key, _, words in (part.partition(":") for part in value.split(";")):
                if key.strip() in _STYLES and _HARMLESS.fullmatch(words):
                    target.set(key.strip(), words.strip())  # type: ignore[attr-defined]
    for child in source if depth < 30 else ():  # type: ignore[attr-defined]
        if not isinstance(child.tag, str):
            continue
        local = child.tag.rsplit("}", 1)[-1]
        if local in _ELEMENTS:
            made = etree.SubElement(target, f"{{{_SVG}}}{local}")  # type: ignore[attr-defined]
            count += _copy(child, made, etree, depth + 1) + (local in ("path", "rect", "circle", "ellipse", "polygon"))
            count += local in ("line", "polyline")
    return count


def _size(root: object) -> tuple[int, int]:
    """Width and height from the view box, else from width and height."""
    box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))  # type: ignore[attr-defined]
    if len(box) == 4:
        return max(1, round(float(box[2]))), max(1, round(float(box[3])))
    sides = [re.match(r"\d+(?:\.\d+)?", root.get(key, "")) for key in ("width", "height")]  # type: ignore[attr-defined]
    return (round(float(sides[0][0])), round(float(sides[1][0]))) if all(sides) else (0, 0)  # type: ignore[index]
