"""Every word of a Word file that a person can see, part by part: the count against which a reading is held.

It knows neither headings nor lists nor tables, and shares with the walk only what decides whether a run is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...documents.content import Seen
from ...documents.drawings import DGM, A, M, V
from ...documents.office import OfficeFile
from ...documents.symbols import as_shown
from .inline import symbol
from .shown import MC, TEXT_BOX, holder_is_hidden
from .styles import Styles, W

_VAL = f"{W}val"
_STORIES = ("header", "footer", "footnotes", "endnotes", "diagramData", "chart")
_PLACES = {
    "header": "a header",
    "footer": "a footer",
    "footnotes": "a footnote",
    "endnotes": "an endnote",
    "diagramData": "a diagram",
    "chart": "a chart",
}


def visible_words(file: OfficeFile, main: str, styles: Styles) -> Iterator[Seen]:
    """The visible words of the file, a line for each paragraph, with the place."""
    root = file.tree(main)
    yield from _story(root, styles, "")
    for kind in _STORIES:
        for part in dict.fromkeys(file.related(main, kind)):
            tree = file.tree(part)
            if kind == "diagramData" and tree is not None:
                yield from (Seen(words, _PLACES[kind]) for words in _drawn(tree))
            elif kind == "chart":
                continue  # told by the walk; how its figures are printed nobody can say
            elif tree is not None:
                yield from _story(tree, styles, _PLACES[kind])


def _drawn(tree: Any) -> Iterator[str]:
    for point in tree.iter(f"{DGM}pt"):
        if point.get("type", "node") not in ("pres", "parTrans", "sibTrans"):
            words = " ".join(" ".join(p.itertext(f"{A}t")) for p in point.iter(f"{A}p")).strip()
            if words:
                yield words


def _story(root: Any, styles: Styles, place: str) -> Iterator[Seen]:
    last = ""
    for paragraph in root.iter(f"{W}p"):
        if _unseen(paragraph):
            continue
        box = next(paragraph.iterancestors(TEXT_BOX), None)
        if box is not None and holder_is_hidden(box, styles):
            continue
        words = "".join(_words(paragraph, styles))
        if words.strip():
            yield Seen(" ".join(words.split()), place or (f"after “{last}”" if last else "at the start"))
            last = " ".join(words.split()[:6])
    for shape in root.iter(f"{V}textpath"):
        if (shape.get("string") or "").strip() and not _unseen(shape):
            yield Seen(" ".join((shape.get("string") or "").split()), place or "WordArt")


def _unseen(element: Any) -> bool:
    """Whether it stands in a branch that is not shown, in a row that was deleted or in words that were moved away."""
    for above in element.iterancestors():
        if above.tag in (f"{W}del", f"{W}moveFrom") or _is_second_branch(above):
            return True
        if above.tag == f"{W}tr" and above.find(f"{W}trPr/{W}del") is not None:
            return True
    return False


def _words(paragraph: Any, styles: Styles) -> Iterator[str]:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    style = named.get(_VAL) or "" if named is not None else ""
    table = next((t.get(_VAL) or "" for t in _table_styles(paragraph)), "")
    codes: list[bool] = []
    for element in paragraph.iter(
        f"{W}fldChar", f"{W}t", f"{W}sym", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{M}t"
    ):
        if next(element.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        name = element.tag.rpartition("}")[2]
        run = element.getparent()
        if name == "fldChar":
            _pass_field(codes, element.get(f"{W}fldCharType"))
        if name == "fldChar" or any(codes):
            continue
        if element.tag == f"{M}t":
            yield f" {element.text or ''} "
            continue
        if run is None or run.tag != f"{W}r" or _unseen_run(run, paragraph):
            continue
        look = styles.look(style, table, run)
        if look.hidden or look.struck:
            continue
        if name == "t":
            yield as_shown(element.text or "", look.font)
        elif name == "sym":
            yield symbol(element)
        else:
            yield "-" if name == "noBreakHyphen" else " "


def _table_styles(paragraph: Any) -> Iterator[Any]:
    """The style of the table that holds a paragraph."""
    for above in paragraph.iterancestors(f"{W}tbl"):
        yield from above.iterfind(f"{W}tblPr/{W}tblStyle")
        return


def _pass_field(codes: list[bool], kind: str | None) -> None:
    """Keeps which open fields stand in their code: a field in another's code is seen by nobody."""
    if kind == "begin":
        codes.append(True)
    elif kind == "separate" and codes:
        codes[-1] = False
    elif kind == "end" and codes:
        codes.pop()


def _unseen_run(run: Any, paragraph: Any) -> bool:
    for above in run.iterancestors():
        if above is paragraph:
            return False
        if above.tag in (f"{W}del", f"{W}moveFrom") or _is_second_branch(above):
            return True
    return False


def _is_second_branch(element: Any) -> bool:
    if element.tag != f"{MC}Fallback":
        return False
    choice = element.getparent().find(f"{MC}Choice")
    return choice is not None and len(choice) > 0
