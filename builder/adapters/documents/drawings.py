"""What is drawn in a Word or PowerPoint file: pictures, diagrams, charts, WordArt, formulas, each as its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .office import OfficeFile

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_NOT_NODES = ("pres", "parTrans", "sibTrans")


def diagram_words(file: OfficeFile, part: str, drawing: Any) -> list[tuple[int, str]]:
    """The words of the diagrams (SmartArt) in a drawing: depth from 0 and words of each node, in order."""
    found: list[tuple[int, str]] = []
    for ids in drawing.iter(f"{DGM}relIds"):
        relation = file.relations(part).get(ids.get(f"{R}dm") or "")
        root = file.tree(relation.target) if relation and not relation.external else None
        if root is not None:
            found += _nodes(root)
    return found


def _nodes(root: Any) -> list[tuple[int, str]]:
    points = {p.get("modelId"): p for p in root.iter(f"{DGM}pt")}
    words = {
        key: " ".join(" ".join("".join(t.itertext(f"{A}t")) for t in p.iter(f"{A}p")).split())
        for key, p in points.items()
        if p.get("type", "node") not in _NOT_NODES
    }
    children: dict[str, list[tuple[int, str]]] = {}
    has_parent = set()
    for link in root.iter(f"{DGM}cxn"):
        if link.get("type", "parOf") == "parOf" and link.get("destId") in words:
            order = link.get("srcOrd") or "0"
            place = int(order) if order.isdecimal() else 0
            children.setdefault(link.get("srcId") or "", []).append((place, link.get("destId")))
            has_parent.add(link.get("destId"))
    out: list[tuple[int, str]] = []
    seen: set[str] = set()

    def walk(key: str, depth: int) -> None:
        if key in seen or depth > 30:
            return
        seen.add(key)
        if words.get(key):
            out.append((depth, words[key]))
            depth += 1
        for _, child in sorted(children.get(key, ())):
            walk(child, depth)

    for key in [k for k in words if k not in has_parent]:
        walk(key, 0)
    for key in words:
        walk(key, 0)
    return out


def word_art(element: Any) -> list[str]:
    """Words of old WordArt: they stand in an attribute."""
    return [" ".join(s.split()) for p in element.iter(f"{V}textpath") if (s := p.get("string") or "").strip()]


def alternative(element: Any) -> str:
    """The alternative text of a drawing; a file's name or "Picture 1" is none."""
    for properties in element.iter(f"{WP}docPr", "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"):
        if (properties.get("descr") or "").strip():
            return " ".join((properties.get("descr") or "").split())
    for shape in element.iter(f"{V}shape"):
        if (shape.get("alt") or "").strip():
            return " ".join((shape.get("alt") or "").split())
    return ""


def file_name(element: Any) -> str:
    """The name of a drawing where it is a picture's file name, "" where it is none."""
    names = (p.get("name") or "" for p in element.iter(f"{WP}docPr"))
    return next((n for n in names if re.fullmatch(r"\w[\w.-]{0,80}\.(?:png|jpe?g|gif|webp)", n, re.I)), "")


def picture_parts(file: OfficeFile, part: str, element: Any) -> Iterator[str | None]:
    """Names of the picture parts below an element; None for one that is linked or missing."""
    ids = [b.get(f"{R}embed") or b.get(f"{R}link") for b in element.iter(f"{A}blip")]
    ids += [d.get(f"{R}id") for d in element.iter(f"{V}imagedata")]
    for key in ids:
        relation = file.relations(part).get(key or "")
        yield relation.target if relation and not relation.external and relation.target else None


# Formulas ----------------------------------------------------------------------------------------


def formula(element: Any) -> str:
    """A formula as words on a line: fractions with a stroke, powers with ^, roots with √."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if name == "t":
        return element.text or ""
    if name.endswith("Pr"):
        return ""

    def part(tag: str) -> str:
        return "".join(formula(e) for e in element.iterchildren(f"{M}{tag}"))

    match name:
        case "f":
            return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
        case "sSup":
            return f"{part('e')}^{_grouped(part('sup'))}"
        case "sSub":
            return f"{part('e')}_{_grouped(part('sub'))}"
        case "rad":
            return f"√{_grouped(part('e'))}"
        case "d":
            inner = ", ".join(formula(e) for e in element.iterchildren(f"{M}e"))
            return f"({inner})"
        case "nary":
            sign = element.find(f"{M}naryPr/{M}chr")
            mark = sign.get(f"{M}val") if sign is not None else "∫"
            return f"{mark} {part('sub')} {part('sup')} {part('e')}"
    return "".join(formula(e) for e in element)


def _grouped(words: str) -> str:
    return words if len(words.split()) <= 1 and not any(c in words for c in "+−-/=") else f"({words})"
