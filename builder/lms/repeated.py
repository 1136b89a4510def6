"""What many pages of a package repeat stands once, in a script that puts it back in its place, letter for letter.

Words that scripts say, models of boxes, dialogs, pictures that nobody is told of, and the foot: a third of a page's
weight. A learning system without scripts runs no package; should one show a page all the same, its text, the numbers to
call and the way through the parts stand there, since these stay in each page.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

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


def _spans(text: str) -> list[tuple[int, int]]:
    walk = _Walk(lines=[0, *accumulate(len(line) + 1 for line in text.split("\n"))])
    walk.feed(text)
    walk.close()
    return walk.found


@dataclass(eq=False)
class _Walk(HTMLParser):
    """Finds the outermost elements that may stand elsewhere, as offsets into the text."""

    lines: list[int]
    found: list[tuple[int, int]] = field(default_factory=list)
    _open: tuple[str, int, int] | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins an element, or goes one deeper in one of the same name."""
        if self._open:
            name, start, depth = self._open
            self._open = (name, start, depth + (tag == name))
        elif _is_repeated(tag, dict(attrs)):
            self._open = (tag, self._at(), 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Ends the element where it is the outermost one."""
        if self._open and self._open[0] == tag:
            name, start, depth = self._open
            self._open = (name, start, depth - 1) if depth > 1 else None
            if depth == 1:
                self.found.append((start, self._at() + len(f"</{tag}>")))

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column


def _is_repeated(tag: str, values: Mapping[str, str | None]) -> bool:
    if tag == "svg":
        return values.get("aria-hidden") == "true"
    holds = tag not in ("input", "textarea", "button", "p")
    return tag in ("template", "dialog", "footer") or (holds and "needs-script" in (values.get("class") or "").split())
