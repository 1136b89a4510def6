"""What people who write in Word type, put as Markdown means it: nesting by two spaces, bullets typed as •, headings.

Only white space and empty lines change, and never the number of lines before a word: line numbers stay true.
"""

from __future__ import annotations

import re

_ITEM = re.compile(r"^(?P<indent> *)(?P<mark>[-*+•–]|\d{1,9}[.)])(?P<gap>\s+)(?P<rest>\S.*)$")
_HEADING = re.compile(r"^[^\S\n]{0,3}(?P<mark>#{1,6})(?:[^\S\n ][^\S\n]*|(?<=##)(?=[^\W\d_]))(?=\S)")
"""A heading with a blank that is none to Markdown, such as a no-break space, or from ## on with no blank at all."""
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


def as_meant(text: str) -> str:
    """The text with each nested item indented under its parent, and typed bullets (•, –) as Markdown's own."""
    out: list[str] = []
    parents: list[tuple[int, int]] = []  # written indent of an item, indent its children need
    fenced = False
    shift = 0
    for line in text.expandtabs(4).split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        line = line if fenced else _HEADING.sub(r"\g<mark> ", line)
        found = None if fenced else _ITEM.match(line)
        if found:
            written = len(found["indent"])
            while parents and written <= parents[-1][0] + 1:  # one space more is a slip, not a level
                parents.pop()
            needed = parents[-1][1] if parents else 0
            mark = "-" if found["mark"] in "•–" else found["mark"]
            parents.append((written, needed + len(mark) + 1))
            shift = needed - written
            out.append(f"{' ' * needed}{mark} {found['rest']}")
        elif not line.strip():
            out.append("")
        else:
            indent = len(line) - len(line.lstrip(" "))
            if parents and indent == 0 and out and not out[-1]:
                parents, shift = [], 0
            moved = max(0, indent + shift) if parents and indent and not fenced else indent
            out.append(" " * moved + line.lstrip(" "))
    return "\n".join(out)


def without_comments(text: str) -> str:
    """The text without `<!-- comments -->`; their line ends stay, so that line numbers do."""
    return re.sub(r"<!--.*?-->", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
