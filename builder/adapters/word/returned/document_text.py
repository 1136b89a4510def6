"""A Word file (.docx, .docm, .dotx, Strict or not) as a reader sees it. Opens nothing it points to, runs nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from lxml import etree

from ..package import Fault, Package, PackageError, W
from .answers import words_of
from .seen import Document

_W = f"{{{W}}}"
_EDGES = re.compile(r"word/(?:footer|header|footnotes|endnotes)\d{0,2}\.xml")


def read_document(data: bytes) -> Document:
    """The document. Raises PackageError."""
    package = Package(data)
    root = package.tree("word/document.xml")
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise PackageError(Fault.DAMAGED, "word/document.xml")
    edges = (package.tree(name) for name in package.names if _EDGES.fullmatch(name))
    return Document(
        body, tuple(e for e in edges if e is not None), _comments(package), _custom(package), _saved(package)
    )


def _comments(package: Package) -> tuple[tuple[str, str], ...]:
    tree = package.tree("word/comments.xml")
    found = tree.iter(f"{_W}comment") if tree is not None else ()
    return tuple((c.get(f"{_W}author", ""), words) for c in found if (words := words_of(c).strip()))


def _custom(package: Package) -> dict[str, str]:
    tree = package.tree("docProps/custom.xml")
    if tree is None:
        return {}
    return {p.get("name", ""): "".join(p.itertext()).strip()[:300] for p in tree}


def _saved(package: Package) -> datetime | None:
    """When the file was last saved; None where that is still the time of its making, which is our template's.

    Some programs (LibreOffice's converter, python-docx) keep both times: they say nothing about the team's own work.
    """
    try:
        tree = package.tree("docProps/core.xml")
    except PackageError:
        return None
    made, changed = (_moment(tree, name) for name in ("created", "modified"))
    return changed if changed != made else None


def _moment(tree: etree._Element | None, name: str) -> datetime | None:
    text = tree.findtext(f"{{http://purl.org/dc/terms/}}{name}") if tree is not None else None
    try:
        found = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
