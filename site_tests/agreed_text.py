"""Golden texts: what a room makes, as lines that a person can read and agree to.

Meant the change? Run the test with `UPDATE_GOLDEN=1` and read the difference.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from difflib import unified_diff
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

GOLDEN = Path(__file__).parent / "golden"


def as_agreed(now: str, name: str) -> None:
    """Compares with the golden text of this name; makes it where that is asked for."""
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(now, encoding="utf-8")
    agreed = golden.read_text(encoding="utf-8")
    differs = unified_diff(agreed.splitlines(), now.splitlines(), "agreed", "now", n=1, lineterm="")
    assert now == agreed, "\n".join(islice(differs, 60))


def lines_of(value: Any, indent: int = 0) -> Iterator[str]:
    """Frozen data as indented lines; what stands as it is by default is left out, and short things share a line."""
    short = _short(value)
    if len(short) <= 120 - indent or not (is_dataclass(value) or isinstance(value, tuple | list)):
        yield " " * indent + short
    elif is_dataclass(value):
        yield " " * indent + type(value).__name__
        for name, own in _told(value):
            one = _short(own)
            if len(one) + len(name) <= 116 - indent or not (is_dataclass(own) or isinstance(own, tuple | list)):
                yield f"{' ' * indent}  {name}: {one}"
            else:
                yield f"{' ' * indent}  {name}:"
                yield from lines_of(own, indent + 4)
    else:
        for one in value:
            yield from lines_of(one, indent)


def _short(value: Any) -> str:
    if is_dataclass(value):
        return f"{type(value).__name__}({', '.join(f'{name}={_short(own)}' for name, own in _told(value))})"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_short, value))}]"
    if isinstance(value, bytes):
        return "bytes"
    return repr(value) if isinstance(value, str) else str(value)


def _told(value: Any) -> Iterator[tuple[str, Any]]:
    for one in fields(value):
        own = getattr(value, one.name)
        if own != _default(one):
            yield one.name, own


def _default(one: Field[Any]) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def xml_lines(element: etree._Element, whole: frozenset[str], indent: int = 0) -> Iterator[str]:
    """An XML tree, a line for each element named in `whole` and for each that holds one of these, exact and short."""
    if not isinstance(element.tag, str):
        return
    holds = any(etree.QName(e).localname in whole for e in element.iterdescendants() if isinstance(e.tag, str))
    if not holds:
        yield " " * indent + _inside(element)
        return
    yield " " * indent + _named(element)
    for child in element:
        yield from xml_lines(child, whole, indent + 1)


def _named(element: etree._Element) -> str:
    said = " ".join(f"{etree.QName(name).localname}={value}" for name, value in element.attrib.items())
    return f"{etree.QName(element).localname}({said})" if said else str(etree.QName(element).localname)


def _inside(element: etree._Element) -> str:
    inner = " ".join(_inside(child) for child in element if isinstance(child.tag, str))
    words = (element.text or "").strip("\n")
    words = f"“{words}”" if words.strip() or (words and not inner) else ""
    return f"{_named(element)}{words}" + (f"[{inner}]" if inner else "")


PARAGRAPHS = frozenset(("p", "sp", "pic", "cxnSp", "graphicFrame", "style", "lvl", "ph", "tblPr", "tcPr", "sdtPr"))


def office_lines(data: bytes, *parts: str) -> str:
    """Parts of a Word or PowerPoint file, those whose names match one of the patterns, as lines."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if any(re.fullmatch(p, n) for p in parts)]
        told = (line for n in names for line in (f"=== {n}", *xml_lines(etree.fromstring(archive.read(n)), PARAGRAPHS)))
        return "\n".join(("=== names", *archive.namelist(), *told, ""))
