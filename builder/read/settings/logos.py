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
    except (Warning, Image.DecompressionBombError) as error:
        raise LogoError(
            f"it has more dots than a picture of 9,000 by 9,000; {_WIDEST:,} on the longer side do"
        ) from error
    except (OSError, ValueError, SyntaxError) as error:
        said = "it is empty" if not data else "it is damaged, or neither an SVG nor a PNG, JPEG, WebP or GIF picture"
        raise LogoError(said) from error


def _svg(data: bytes, alt: str) -> Logo:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LogoError("the SVG cannot be read") from error
    if etree.QName(root).localname != "svg":
        raise LogoError("the SVG cannot be read")
    width, height = _size(root)
    if not width or not height:
        raise LogoError("the SVG does not say how large it is")
    made = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
    if not _copy(root, made, etree, 0, _classes(root)):
        raise LogoError("nothing that can be drawn is in the SVG; text has to be turned into outlines first")
    if not _box(root):
        made.set("viewBox", f"0 0 {width} {height}")
    made.set("width", str(width))
    made.set("height", str(height))
    return Logo("svg", etree.tostring(made), alt, width, height)


def left_out(data: bytes) -> str:
    """What an SVG holds that is not taken, in words of a sentence; "" where there is nothing of the kind."""
    found = {name.decode().lower() for name in re.findall(rb"<(?:\w+:)?(text|image|use|foreignObject)\b", data)}
    words = {"text": "text", "image": "a picture", "use": "shapes that are used twice", "foreignobject": "text"}
    return " and ".join(dict.fromkeys(words[name] for name in sorted(found))) if b"<svg" in data[:4000].lower() else ""


def _classes(root: object) -> dict[str, list[tuple[str, str]]]:
    """What a drawing's own style sheet says of each class, as drawing programs write it: `.a,.b{fill:#123}`."""
    found: dict[str, list[tuple[str, str]]] = {}
    sheets = "".join("".join(sheet.itertext()) for sheet in root.iter(f"{{{_SVG}}}style"))  # type: ignore[attr-defined]
    for names, words in re.findall(r"([^{}]+)\{([^{}]*)\}", sheets[:200_000]):
        for name in re.findall(r"(?:^|,)\s*\.([\w-]+)\s*(?=,|$)", names.strip()):
            found.setdefault(name, []).extend(_said(words))
    return found


def _said(words: str) -> list[tuple[str, str]]:
    """Harmless properties of a style, with their values."""
    parts = (part.partition(":") for part in words.replace("!important", "").split(";"))
    return [(k.strip(), v.strip()) for k, _, v in parts if k.strip() in _STYLES and _HARMLESS.fullmatch(v)]


def _copy(source: object, target: object, etree: object, depth: int, classes: dict[str, list[tuple[str, str]]]) -> int:
    """Copies what is known to be harmless; how many shapes there were."""
    count = 0
    attributes = source.attrib  # type: ignore[attr-defined]
    said = [(name, value) for name, value in attributes.items() if name in _ATTRIBUTES and _HARMLESS.fullmatch(value)]
    said += [each for name in attributes.get("class", "").split() for each in classes.get(name, ())]
    for name, value in (*said, *_said(attributes.get("style", ""))):  # the last one holds
        target.set(name, value)  # type: ignore[attr-defined]
    for child in source if depth < 30 else ():  # type: ignore[attr-defined]
        if not isinstance(child.tag, str):
            continue
        local = child.tag.rsplit("}", 1)[-1]
        if local in _ELEMENTS:
            made = etree.SubElement(target, f"{{{_SVG}}}{local}")  # type: ignore[attr-defined]
            count += _copy(child, made, etree, depth + 1, classes) + (
                local in ("path", "rect", "circle", "ellipse", "polygon")
            )
            count += local in ("line", "polyline")
    return count


_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"


def _box(root: object) -> tuple[int, int] | None:
    """Width and height of the view box, where they are sound."""
    numbers = re.findall(_NUMBER, root.get("viewBox", ""))  # type: ignore[attr-defined]
    if len(numbers) != 4 or not all(0 < float(side) < 1e6 for side in numbers[2:]):
        root.attrib.pop("viewBox", None)  # type: ignore[attr-defined]
        return None
    return max(1, round(float(numbers[2]))), max(1, round(float(numbers[3])))


def _size(root: object) -> tuple[int, int]:
    """Width and height from the view box, else from width and height; nought where neither says it."""
    if box := _box(root):
        return box
    sides = [re.match(_NUMBER, root.get(key, "")) for key in ("width", "height")]  # type: ignore[attr-defined]
    sound = [float(side[0]) for side in sides if side and 0 < float(side[0]) < 1e6]
    return (max(1, round(sound[0])), max(1, round(sound[1]))) if len(sound) == 2 else (0, 0)
