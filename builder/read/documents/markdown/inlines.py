"""Runs as Markdown that reads back as the same words: marks nested, words escaped, notes and pictures in place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ....adapters.documents.content import Run
from ....model.text import Paragraph, plain
from ...markdown import parse

_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]+$", re.I)
_MAILTO = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+$", re.I)


@dataclass
class Notes:
    """The footnotes of a part being written, each as its Markdown."""

    texts: list[str] = field(default_factory=list)

    def mark(self, runs: tuple[Run, ...]) -> str:
        """The mark of a note, which is kept for the end of the part."""
        if all(r.source for r in runs):
            text = "".join(r.text for r in runs)
        else:
            text = "\n\n".join(inline(part, self, flat=True) for part in _paragraphs(runs))
        self.texts.append(text)
        return f"[^{len(self.texts)}]"

    def lines(self) -> list[str]:
        """The notes as lines; a paragraph after the first is indented."""
        return [f"[^{n}]: " + "\n    ".join(text.split("\n")) for n, text in enumerate(self.texts, 1)]


def _paragraphs(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    out: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n\n":
            out.append([])
        else:
            out[-1].append(run)
    return [tuple(part) for part in out if part]


def inline(runs: Sequence[Run], notes: Notes, *, flat: bool = False, exact: bool = False) -> str:
    """The Markdown of runs; `flat`: line breaks become spaces. `exact`: nothing is tried to mend marks that fail."""
    if flat:
        runs = [replace(r, text=" ".join(r.text.replace("\x0b", "\n").split("\n"))) for r in runs]
    kept = len(notes.texts)
    text = _lines(_marked(_merged(runs), notes))
    if exact or not any(r.bold or r.italic for r in runs) or _reads_back(text, runs):
        return text
    for tidy in (_without_edges, _without_marks):
        del notes.texts[kept:]
        text = _lines(_marked(_merged(tidy(runs)), notes))
        if _reads_back(text, runs):
            return text
    return text


def _lines(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\\\n".join(not_a_block(line) for line in lines if line)


def _reads_back(text: str, runs: Sequence[Run]) -> bool:
    blocks = parse(re.sub(r"\[\^\d+\]", "", text)).blocks
    words = "".join(r.text for r in runs if not r.source)
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return not words.strip()
    return "".join(plain(blocks).split()) == "".join(clean(words).split()) or any(r.source for r in runs)


def _without_edges(runs: Sequence[Run]) -> list[Run]:
    """Marks end before a space or an end mark that stands at their edge: **Note:**text is no mark at all."""
    out: list[Run] = []
    for run in runs:
        if not (run.bold or run.italic) or not run.text.strip():
            out.append(replace(run, bold=False, italic=False) if not run.text.strip() else run)
            continue
        found = re.fullmatch(r"(\W*)(.*?)(\W*)", run.text, re.S)
        if not found or not found[2]:
            out.append(replace(run, bold=False, italic=False))
            continue
        edges = (found[1], found[2], found[3])
        for n, part in enumerate(edges):
            if part:
                own = replace(run, text=part, footnote=run.footnote if n == 2 or (n == 1 and not edges[2]) else ())
                out.append(own if n == 1 else replace(own, bold=False, italic=False))
    return out


def _without_marks(runs: Sequence[Run]) -> list[Run]:
    return [replace(r, bold=False, italic=False) for r in runs]


def _look(run: Run) -> tuple[object, ...]:
    return run.bold, run.italic, run.href, run.code, run.lang, run.picture, run.source


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Neighbours with one look as one: Word splits a word wherever it was corrected. Spaces take the look around."""
    out: list[Run] = []
    held = [r for r in runs if r.text or r.footnote or r.picture]
    for n, run in enumerate(held):
        if not run.text.strip() and not run.footnote and not run.picture and 0 < n < len(held) - 1 and out:
            before, after = out[-1], held[n + 1]
            if not run.source:
                run = replace(
                    run,
                    bold=before.bold and after.bold,
                    italic=before.italic and after.italic,
                    code=False,
                    href=before.href if before.href == after.href else "",
                    lang=before.lang if before.lang == after.lang else "",
                )
        last = out[-1] if out else None
        if last and not last.footnote and not last.picture and not run.picture and _look(last) == _look(run):
            out[-1] = replace(last, text=last.text + run.text, footnote=run.footnote)
        else:
            out.append(run)
    return out


def _marked(runs: list[Run], notes: Notes) -> str:
    """The runs with their marks, the mark that goes furthest outermost."""
    if not runs:
        return ""
    best: tuple[int, str] = (0, "")
    for name in ("href", "lang", "bold", "italic"):
        value = getattr(runs[0], name)
        if not value or (name == "href" and not _target(value)):
            continue
        reach = next((n for n, r in enumerate(runs) if getattr(r, name) != value), len(runs))
        if reach > best[0]:
            best = (reach, name)
    reach, name = best
    if not name:
        return _bare(runs[0], notes) + _marked(runs[1:], notes)
    value = getattr(runs[0], name)
    empty: dict[str, Any] = {name: False if isinstance(value, bool) else ""}
    inner = _marked([replace(r, **empty) for r in runs[:reach]], notes)
    opening, closing = {
        "href": ("[", f"](<{_target(str(value))}>)"),
        "lang": ("[", f"]{{lang={value}}}"),
        "bold": ("**", "**"),
        "italic": ("*", "*"),
    }[name]
    return _around(inner, opening, closing, by_line=name in ("bold", "italic")) + _marked(runs[reach:], notes)


def _around(inner: str, opening: str, closing: str, *, by_line: bool) -> str:
    """Words inside marks, spaces at their edges outside; emphasis is closed and opened again at a line's end."""
    lines = inner.split("\n") if by_line else [inner]
    return "\n".join(
        line[: len(line) - len(line.lstrip())] + opening + line.strip() + closing + line[len(line.rstrip()) :]
        if line.strip()
        else line
        for line in lines
    )


def _target(href: str) -> str:
    if _SAFE_LINK.match(href):
        return href
    if _MAILTO.match(href):
        return f"mailto:{href}"
    return ""


def _bare(run: Run, notes: Notes) -> str:
    mark = notes.mark(run.footnote) if run.footnote else ""
    if run.source:
        return run.text + mark
    if run.picture:
        return f"![{escaped(run.text)}]({run.picture}){mark}"
    if run.code and run.text.strip():
        fence = "`" * (max((len(m) for m in re.findall(r"`+", run.text)), default=0) + 1)
        pad = " " if run.text.startswith("`") or run.text.endswith("`") else ""
        return f"{fence}{pad}{clean(run.text)}{pad}{fence}{mark}"
    words = run.text.replace("\t", " ")
    kept = words.rstrip() if mark else words
    return f"{escaped(kept)}{mark}{words[len(kept) :]}"


# Words ---------------------------------------------------------------------------------------------


def escaped(text: str) -> str:
    """Words that Markdown shows as they stand."""
    text = re.sub(r"([\\`*\[\]<{}])", r"\\\1", clean(text))
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


_DROPPED = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 173, 8203, 65279))


def clean(text: str) -> str:
    """Text without control characters and soft hyphens, hard spaces as spaces."""
    return text.translate(_DROPPED | {0xA0: " ", 0x2028: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n"})


def not_a_block(line: str) -> str:
    """A line whose beginning would open a heading, list, quotation or rule, kept as words."""
    line = re.sub(r"^(#{1,6}(?=\s|$)|[>+~=]|-(?=\s|-|$))", r"\\\1", line)
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", line)
