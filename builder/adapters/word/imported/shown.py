"""What of a Word file is shown: the branch that Word takes, shapes that are not hidden. Knows no briefing."""

from __future__ import annotations

from typing import Any

from ...documents.drawings import V
from .styles import Styles, W

_VAL = f"{W}val"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT_BOX = f"{W}txbxContent"


def chosen(alternate: Any) -> Any:
    """The branch of alternate content that Word shows: the first choice, else the fallback."""
    choice = alternate.find(f"{MC}Choice")
    if choice is not None and len(choice):
        return choice
    fallback = alternate.find(f"{MC}Fallback")
    return fallback if fallback is not None else ()


def is_hidden_shape(element: Any) -> bool:
    """Whether a drawing itself says that it is hidden."""
    properties = next(
        element.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"), None
    )
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return True
    shape = next(element.iter("{urn:schemas-microsoft-com:vml}shape"), None)
    return shape is not None and "visibility:hidden" in (shape.get("style") or "").replace(" ", "")


def holder_is_hidden(box: Any, styles: Styles) -> bool:
    """Whether words in a shape are seen by nobody: the shape, a group around it or the run that holds it is hidden."""
    for above in box.iterancestors():
        tag = above.tag if isinstance(above.tag, str) else ""
        look = (above.get("style") or "").replace(" ", "").lower()
        if tag.startswith(V) and ("visibility:hidden" in look or "display:none" in look):
            return True
        if tag.endswith(("}wsp", "}grpSp", "}wgp", "}anchor", "}inline")):
            named = (c for c in above if isinstance(c.tag, str) and c.tag.endswith(("}cNvPr", "}docPr")))
            if any(c.get("hidden") in ("1", "true") for c in named):
                return True
        if tag == f"{W}r":
            named = above.find(f"../{W}pPr/{W}pStyle")
            return styles.look(named.get(_VAL) or "" if named is not None else "", "", above).hidden
    return False
