"""The report of an import: short, true and in the order of what a person must do; whole in `records/`.

First what must be looked at, then guesses with the words, then what was left out, then where questions are still to be
written. On the screen the first twenty words of what was left out stand; the whole report has all of them.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ...adapters.documents.content import SECRET, Kind, Left

SHOWN_WORDS = 20


class Weight(StrEnum):
    """Where a note stands in the report."""

    ABOUT = "What was read"
    FIRST = "Look at this first"
    GUESS = "Guesses: is this right?"
    LEFT = "Left out"
    ASK = "Still to be written"


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should look at: where in the source, what, and all the words it is about.

    `secret`: the words were not meant to be read; they stand in the report alone.
    """

    where: str
    message: str
    weight: Weight = Weight.GUESS
    words: str = ""
    secret: bool = False

    def __str__(self) -> str:
        named = not self.where or self.where.removeprefix("under ") in self.message
        text = self.message if named else f"{self.where[0].upper()}{self.where[1:]}: {self.message}"
        return f"{text} {shortened(self.words)}" if self.words else text

    @property
    def whole(self) -> str:
        """The note with every word."""
        return f"{replace(self, words='')} “{self.words}”" if self.words else str(self)


def shortened(words: str) -> str:
    """The first twenty words in quotes, and how many there are."""
    split = words.split()
    if len(split) <= SHOWN_WORDS:
        return f"“{' '.join(split)}”"
    return f"“{' '.join(split[:SHOWN_WORDS])} …” ({len(split)} words)"


def ordered(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes by weight, each once."""
    order = list(Weight)
    return tuple(sorted(dict.fromkeys(notes), key=lambda n: order.index(n.weight)))


def as_text(notes: Sequence[Note], *, whole: bool = False) -> str:
    """The report as lines under headings."""
    lines: list[str] = []
    for weight, group in _groups(notes):
        lines += ["", weight.value, *(f"- {n.whole if whole else n}" for n in group)]
    return "\n".join(lines).strip("\n") + "\n"


def as_html(notes: Sequence[Note], title: str, css: str = "") -> str:
    """The report as a page of its own that asks nobody for anything."""
    body = "".join(
        f"<h2>{html.escape(weight.value)}</h2>\n<ul>\n" + "".join(f"<li>{_item(n)}</li>\n" for n in group) + "</ul>\n"
        for weight, group in _groups(notes)
    )
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{html.escape(title)}</title>\n<style>{css}{_CSS}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{html.escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n"
    )


_CSS = (
    "body{font:1.125rem/1.5 system-ui,Arial,sans-serif;margin:0;color:var(--ink,#1d1d1b);background:var(--paper,#fff)}"
    "main{max-width:42rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:1.75rem;line-height:1.2}"
    "h2{font-size:1.25rem;margin:2rem 0 .5rem}li{margin:.5rem 0}details{margin:.25rem 0}"
    "summary{cursor:pointer;min-height:1.5rem}blockquote{margin:.5rem 0;padding-left:1rem;border-left:4px solid}"
)


def _item(note: Note) -> str:
    if not note.words or len(note.words.split()) <= SHOWN_WORDS:
        return html.escape(str(note))
    rest = html.escape(note.words)
    return f"{html.escape(str(note))}<details><summary>All words</summary><blockquote>{rest}</blockquote></details>"


def _groups(notes: Sequence[Note]) -> Iterator[tuple[Weight, list[Note]]]:
    for weight in Weight:
        group = [n for n in notes if n.weight is weight]
        if group:
            yield weight, group


# What was left out -------------------------------------------------------------------------------

_SAID: dict[Kind, str] = {
    Kind.HIDDEN: "Words that are hidden in the file were left out:",
    Kind.DELETED: "Words that somebody deleted (tracked changes) were left out:",
    Kind.STRUCK: "Words that are struck out were left out. If they still hold, take the line off in the file:",
    Kind.COMMENT: "A comment in the margin was left out:",
    Kind.HEADER: "The line at the top of each page was left out:",
    Kind.FOOTER: "The line at the foot of each page was left out:",
    Kind.CONTENTS: "The table of contents was left out; every briefing gets its own:",
    Kind.CHART: "A chart was left out: its figures do not stand in the file. Say in words what it shows.",
    Kind.PICTURE: "A picture was left out: it is missing in the file, or of a kind that pages cannot show.",
    Kind.ORNAMENT: "A picture that stands on every page or behind the words, such as a logo, was left out.",
    Kind.OBJECT: "Something embedded from another program was left out. If it holds words, copy them in.",
    Kind.HIDDEN_SLIDE: "A hidden slide was left out:",
    Kind.SCAN: "This page is a picture of a page: no word of it could be read. Ask for the file it was made from.",
    Kind.BOILERPLATE: "Hints and words of the template were left out:",
    Kind.MACRO: "The file holds a macro. It was not run, and nothing of it was taken.",
    Kind.FORM: "The action-plan form was recognised and left out: every briefing gets it by itself. Its words:",
    Kind.OTHER: "Left out:",
}
_FIRST = (Kind.SCAN, Kind.CHART, Kind.OBJECT, Kind.OTHER, Kind.STRUCK)


def about_left(left: Iterable[Left]) -> Iterator[Note]:
    """A note for each thing that was left out; hints of the template and lines of one kind are gathered."""
    gathered: dict[tuple[Kind, str], list[str]] = {}
    for one in left:
        same = one.kind in (Kind.ORNAMENT, Kind.BOILERPLATE, Kind.CONTENTS, Kind.HEADER, Kind.FOOTER)
        words = gathered.setdefault((one.kind, "" if same else one.where), [])
        if one.words not in words or one.kind not in (Kind.HEADER, Kind.FOOTER):
            words.append(one.words)
    for (kind, where), words in gathered.items():
        if kind in (Kind.COMMENT, Kind.PICTURE, Kind.OBJECT, Kind.OTHER, Kind.CHART):
            for some in words:
                yield _note(kind, where, some)
        else:
            yield _note(kind, where, (" / " if kind in (Kind.HEADER, Kind.FOOTER) else " ").join(filter(None, words)))


def _note(kind: Kind, where: str, words: str) -> Note:
    weight = Weight.FIRST if kind in _FIRST else Weight.LEFT
    return Note(where, _SAID[kind], weight, words, secret=kind in SECRET)
