"""Golden documents made by hand: each line of `agreed/made.txt` is a piece as a reader of a format gives it.

A case shows one thing that is recognised, or not quite. A line says what it is (`T` title, `H2` heading, `t` text, `t1`
text inside a list, `i0` item, `o0 1.` numbered item, `q` quotation, `n` notes, `r` rule, `|` a table's row), `@16` its
size in points, `~` no paragraph of its own, then its words: **bold**, *slanted*, [words](address), {note}, a picture
as in Markdown, ⏎ and ⇥; in a cell, `//` parts two paragraphs.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.adapters.documents.content import Document, Kind, Left, Piece, Run, Seen, Shape
from builder.read.documents import formats

from .agreed_text import as_agreed
from .test_agreed_documents import as_text

FILE = Path(__file__).parent / "agreed" / "made.txt"
CASES = {
    part.partition("\n")[0].strip(): part.partition("\n")[2]
    for part in FILE.read_text(encoding="utf-8").split("\n=== ")[1:]
}
_SHAPES = {"T": Shape.TITLE, "H": Shape.HEADING, "t": Shape.TEXT, "i": Shape.ITEM, "o": Shape.ITEM, "q": Shape.QUOTE}
_SHAPES |= {"n": Shape.NOTES, "r": Shape.RULE}
_LINE = re.compile(r"(?P<kind>[THtioqnr])(?P<level>\d?)(?: @(?P<size>[\d.]+))?(?P<tight> ~)?(?: (?P<rest>.*))?$")
_INLINE = re.compile(r"\*\*(?P<b>[^*]+)\*\*|\*(?P<i>[^*]+)\*|!\[(?P<alt>[^\]]*)\]\((?P<pic>[^)]+)\)|"
                     r"\[(?P<w>[^\]]+)\]\((?P<href>[^)]+)\)|\{(?P<note>[^}]+)\}")  # fmt: skip


def runs(words: str, size: float = 0.0) -> tuple[Run, ...]:
    """The runs of a line."""
    words = words.replace("⏎", "\n").replace("⇥", "\t")
    out: list[Run] = []
    end = 0
    for found in _INLINE.finditer(words):
        if found.start() > end:
            out.append(Run(words[end : found.start()], size=size))
        if found["note"]:
            last = out.pop() if out else Run("")
            out.append(Run(last.text, last.bold, last.italic, footnote=(Run(found["note"]),), size=size))
        elif found["pic"]:
            out.append(Run(found["alt"], picture=found["pic"]))
        elif found["href"]:
            out.append(Run(found["w"], href=found["href"], size=size))
        else:
            out.append(Run(found["b"] or found["i"], bool(found["b"]), bool(found["i"]), size=size))
        end = found.end()
    return (*out, *((Run(words[end:], size=size),) if words[end:] else ()))


def document(text: str) -> Document:
    """The pieces of a case; `!title`, `!header` and `!form` are what else is known of the file."""
    pieces: list[Piece] = []
    told: dict[str, list[str]] = {"title": [], "header": [], "form": [], "hidden": [], "seen": []}
    rows: list[tuple[tuple[Piece, ...], ...]] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        where = f"line {number}"
        if line.startswith("|"):
            cells = line.strip("|").split("|")
            rows.append(
                tuple(tuple(Piece(Shape.TEXT, runs(p.strip())) for p in c.split("//") if p.strip()) for c in cells)
            )
            continue
        if rows:
            pieces.append(Piece(Shape.TABLE, rows=tuple(rows), where=where))
            rows = []
        if line.startswith("!"):
            key, _, words = line[1:].partition(": ")
            told[key].append(words)
        elif found := _LINE.match(line):
            kind, rest = found["kind"], found["rest"] or ""
            label = ""
            if kind == "o":
                label, _, rest = rest.partition(" ")
            level = int(found["level"] or (1 if kind == "H" else 0))
            made = Piece(_SHAPES[kind], runs(rest, float(found["size"] or 0)), level, kind == "o", where, label=label)
            pieces.append(
                Piece(*(made.shape, made.runs, made.level, made.ordered, where), own_paragraph=not found["tight"],
                      label=label, of=f"list of {number}" if kind == "o" and label == "1." else "")
            )  # fmt: skip
    left = tuple(Left(Kind.HIDDEN, words, "line 1") for words in told["hidden"])
    seen = tuple(Seen(words, "line 1") for words in told["seen"])
    return Document(tuple(pieces), " ".join(told["title"]), left=left, visible=seen, headers=tuple(told["header"]))


@pytest.mark.parametrize("name", CASES)
def test_pieces_are_recognised_as_agreed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suffix = ".pptx" if name.startswith("slides") else ".txt"
    monkeypatch.setitem(formats.READERS, suffix, lambda data: document(data.decode()))  # type: ignore[arg-type]
    source = tmp_path / f"made{suffix}"
    source.write_text(CASES[name], encoding="utf-8")
    as_agreed(as_text(source), f"made/{name.replace(' ', '-')}.md")
