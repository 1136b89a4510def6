"""What many pages of a package repeat stands once, in a script that puts it back in its place, letter for letter.

Words that scripts say, models of boxes, dialogs, pictures that nobody is told of, and the foot: a third of a page's
weight. A learning system without scripts runs no package; should one show a page all the same, its text, the numbers to
call and the way through the parts stand there, since these stay in each page.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from .tags import Tag, tags_of

SCRIPT = "assets/repeated.js"
_BACK = "document.currentScript.outerHTML = {}[document.currentScript.dataset.part];\n"
_LEAST = 120
"""Letters under which the place would weigh as much as what stood there."""
_TIMES = 2


def once(pages: Mapping[str, str]) -> dict[str, str]:
    """The same pages by their path, and the script beside them where it pays."""
    spans = {path: _spans(text) for path, text in pages.items()}
    seen = Counter(pages[path][start:end] for path, found in spans.items() for start, end in found)
    parts = [part for part, times in seen.items() if times >= _TIMES and len(part) >= _LEAST]
    if not parts:
        return dict(pages)
    number = {part: n for n, part in enumerate(parts)}
    return {path: _short(path, text, spans[path], number) for path, text in pages.items()} | {
        SCRIPT: _BACK.format(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))
    }


def _short(path: str, text: str, spans: list[tuple[int, int]], number: Mapping[str, int]) -> str:
    way = "../" * path.count("/") + SCRIPT
    out, at = [], 0
    for start, end in spans:
        if (n := number.get(text[start:end])) is not None:
            out += [text[at:start], f'<script src="{way}" data-part="{n}"></script>']
            at = end
    return "".join((*out, text[at:]))


_WHOLE, _SIGN = ("template", "dialog", "footer"), "needs-script"


def _spans(text: str) -> list[tuple[int, int]]:
    """The outermost elements that may stand elsewhere, as offsets into the text."""
    found: list[tuple[int, int]] = []
    name, start, depth = "", 0, 0
    wanted = {*_WHOLE, "svg"}
    for tag in tags_of(text, wanted, _SIGN):
        if not depth:
            if not tag.closes and not tag.is_whole and _is_repeated(tag):
                name, start, depth = tag.name, tag.start, 1
                wanted.add(name)
        elif tag.name == name and not tag.is_whole:
            depth += -1 if tag.closes else 1
            if not depth:
                found.append((start, tag.end))
    return found


def _is_repeated(tag: Tag) -> bool:
    if tag.name == "svg":
        return "aria-hidden" in tag.raw and tag.attributes().get("aria-hidden") == "true"
    if tag.name in _WHOLE:
        return True
    holds = tag.name not in ("input", "textarea", "button", "p") and _SIGN in tag.raw
    return holds and _SIGN in (tag.attributes().get("class") or "").split()
