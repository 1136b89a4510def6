"""What most parts are made of, taken apart line by line: headings, paragraphs and lists without nesting.

A parser of all of Markdown takes ten times as long for these. Whatever might mean anything more (an indented line, a
table, a fence, a note, a definition) is left to it: then nothing is said here. `site_tests/test_plain_lines.py`
compares the two in random text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph, or a heading of a level (0: none): its words as written, and the number of its line from 0."""

    words: str
    line: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    """A list: an item's words and line each; `start` is its first number, None for bullets; `tight`: no blank lines."""

    runs: tuple[Run, ...]
    start: int | None
    tight: bool


_BEYOND = re.compile(r"[^\S \n\u00a0]|\u00a0 *$|[\x00|]|\[\^|\]:|<!--|^ +\S", re.M)
"""Signs of what only the whole parser knows: tables, notes, definitions, comments, lines that are indented, odd blanks.
"""
_PLAIN = r"""(?:[^\W\d_]|["'“”‘’(£\[]|\*\*[^\W_]|[0-9]{1,9}(?![0-9.)]))"""
"""How words begin that are nothing but words, or bold ones."""
_LINE = re.compile(
    rf"(?P<head>\#{{1,6}})[ ](?P<title>[^\s\#][^\#]*)|(?:(?P<bullet>[-*+•–])|(?P<number>[0-9]{{1,9}})(?P<end>[.)]))"
    rf"[ ]+(?P<item>{_PLAIN}.*)|(?P<words>{_PLAIN}.*)",
    re.X,
)


def plain_lines(text: str) -> list[Run | Items] | None:
    """The parts of a Markdown text, in order; None where any line may be more than a heading, a paragraph or an item.

    What it means is what the parser says of the text as people type it (`word_habits.as_meant`).
    """
    if _BEYOND.search(text):
        return None
    walk = _Walk()
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            walk.blank()
        elif (found := _LINE.fullmatch(line)) is None or not walk.takes(found, line, number):
            return None
    walk.end()
    return walk.out


class _Walk:
    """What stands open while the lines are read: a paragraph or a list, and whether a blank line came since."""

    def __init__(self) -> None:
        self.out: list[Run | Items] = []
        self._words: list[str] = []
        self._from = 0
        self._items: list[Run] = []
        self._mark = ""
        self._start: int | None = None
        self._loose = self._blank = False

    def blank(self) -> None:
        """A line without words ends a paragraph; a list may go on."""
        self._end_words()
        self._blank = True

    def end(self) -> None:
        """Ends what stands open."""
        self._end_words()
        if self._items:
            self.out.append(Items(tuple(self._items), self._start, not self._loose))
        self._items, self._loose = [], False

    def takes(self, found: re.Match[str], line: str, number: int) -> bool:
        """Takes a line in; False where it would need the whole parser."""
        after_blank, self._blank = self._blank, False
        amid = bool(self._words or self._items) and not after_blank
        if found["words"]:
            if self._items and amid:
                return False  # it goes on an item
            if not self._words:
                self.end()
                self._from = number
            self._words.append(line)
            return True
        if found["head"]:
            if amid and self._items:
                return False
            self.end()
            title = found["title"]
            self.out.append(Run(title, number, len(found["head"])))
            return title == title.strip()
        return self._item(found, number, amid=amid, after_blank=after_blank)

    def _item(self, found: re.Match[str], number: int, *, amid: bool, after_blank: bool) -> bool:
        bullet = found["bullet"]
        mark = ("-" if bullet in "•–" else bullet) if bullet else found["end"]
        if not self._items or mark != self._mark:
            if amid and (self._items or not bullet):
                return False
            self.end()
            self._mark, self._start = mark, None if bullet else int(found["number"])
        elif after_blank:
            self._loose = True
        self._items.append(Run(found["item"].strip(), number))
        return True

    def _end_words(self) -> None:
        if self._words:
            self.out.append(Run("\n".join(self._words).strip(), self._from))
            self._words = []
