"""A plain text file's words: paragraphs between empty lines, typed bullets and numbers. Knows no briefing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .content import MAX_PIECES, Document, Piece, Run, Shape, UnreadableDocumentError

_BULLET = re.compile(r"^(?P<indent>\s*)(?P<mark>[-*+•·▪●◦‣–—\uf0b7]|o(?=\s))\s+(?P<text>\S.*)$")
_NUMBER = re.compile(r"^(?P<indent>\s*)(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)$")
_RULE = re.compile(r"^\s*([-=_*~])\1{2,}\s*$")
_HASHES = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")


def decoded(data: bytes) -> str:
    """The text of a file as Windows, Word and others save it: UTF-8, UTF-16 with a mark, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text


def _with_columns(line: str) -> str:
    """A line with its tabs as spaces, but for those that part short cells: they are columns."""
    cells = [cell.strip() for cell in line.strip().split("\t") if cell.strip()]
    spaced = line.expandtabs(4)
    if len(cells) < 2 or _BULLET.match(spaced) or _NUMBER.match(spaced) or max(map(len, cells)) > 60:
        return spaced
    return "\t".join(cells)


def read_text(data: bytes) -> Document:
    """What stands in a text file. Raises UnreadableDocumentError where it is not text at all."""
    text = decoded(data)
    if text.count("\0") or text[:2000].count("\ufffd") > 20:
        raise UnreadableDocumentError("It is not a text file.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    lines = [_with_columns(line) for line in lines]
    if len(lines) > MAX_PIECES:
        raise UnreadableDocumentError("It has far more lines than a briefing.")
    return Document(tuple(_pieces(_unwrapped(lines))))


NARROW, WIDE = 55, 100
"""A line of this many characters that goes on in the next was broken by a program at a fixed width."""


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines, each that a fixed width broke off joined to its beginning; None-like empty lines keep the count."""
    out = list(lines)
    start = -1
    for n, line in enumerate(lines):
        marked = any(form.match(line) for form in (_BULLET, _NUMBER, _HASHES, _RULE)) or _shouted(line, lines[n - 1])
        if line.strip() and not marked and start >= 0 and NARROW <= len(lines[n - 1].rstrip()) <= WIDE:
            out[start] = f"{out[start].rstrip()} {line.strip()}"
            out[n] = _TAKEN
        else:
            start = n if line.strip() and not _RULE.match(line) else -1
    return out


def _shouted(line: str, before: str) -> bool:
    """Whether a line in capitals begins something of its own: the sentence above it has ended."""
    return line.isupper() and len(line.strip()) > 3 and before.rstrip().endswith((".", "?", "!", "”", '"'))


_TAKEN = "\0"
"""Stands for a line that was joined to an earlier one, so that line numbers stay true."""


def _pieces(lines: list[str]) -> Iterator[Piece]:
    indents: list[int] = []
    for n, line in enumerate(lines):
        before, after = _next(lines, n, -1), _next(lines, n, 1)
        if not line.strip():
            if after and not after.startswith(" ") and not _BULLET.match(after) and not _NUMBER.match(after):
                indents = []
            continue
        if line != _TAKEN and not _RULE.match(line):
            yield _piece(line, before, after, f"line {n + 1}", indents)


def _piece(line: str, before: str, after: str, where: str, indents: list[int]) -> Piece:
    alone = not before.strip() and (not after.strip() or bool(_RULE.match(after)))
    if hashes := _HASHES.match(line):
        return Piece(Shape.HEADING, (Run(hashes[2]),), len(hashes[1]), where=where)
    if alone and _RULE.match(after):
        return Piece(Shape.HEADING, (Run(line.strip()),), 1 if "=" in after else 2, where=where)
    if (item := _BULLET.match(line)) or (item := _NUMBER.match(line)):
        if alone and "number" in item.groupdict():
            return Piece(Shape.TEXT, (Run(line.strip()),), where=where)  # it may open a part
        depth = _depth(len(item["indent"]) + (2 if item.groupdict().get("mark") in ("o", "◦") else 0), indents)
        ordered = "number" in item.groupdict()
        label = item["number"] if ordered else ""
        return Piece(Shape.ITEM, (Run(item["text"].strip()),), depth, ordered, where, (), alone, label)
    return Piece(Shape.TEXT, (Run(line.strip()),), where=where, own_paragraph=alone)


def _next(lines: list[str], n: int, step: int) -> str:
    """The line above or below, past those that were joined; "" at the ends."""
    n += step
    while 0 <= n < len(lines) and lines[n] == _TAKEN:
        n += step
    return lines[n] if 0 <= n < len(lines) else ""


def _depth(indent: int, indents: list[int]) -> int:
    """How deep an item stands: one space more is a slip of the finger, two are a level."""
    while indents and indent < indents[-1] - 1:
        indents.pop()
    if not indents or indent >= indents[-1] + 2:
        indents.append(indent)
    return len(indents) - 1
