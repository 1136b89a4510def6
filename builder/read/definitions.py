"""Definitions (footnotes, links, abbreviations) belong to the section they stand in: readers' text or trainers' notes.

A text is read twice, each time with the other side's definitions blanked, so that nothing defined for trainers can
reach a reader. A reference across is a mistake that the author hears of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.briefing import Term

_DEFINED = re.compile(r"^(?:[\s>]|[-+*•–]\s|\d{1,9}[.)]\s)*(\*)?\[(\^?[^\]\n]{1,200})\]:(?:\s|$)")
"""A definition, also within quotations and lists: there it holds for the whole text as well."""
_MEANING = re.compile(r"^ {0,3}\*\[([^\]\n]{1,80})\]:\s*(\S.*)$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Apart:
    """One text as readers get it and as trainers do: lines stay where they are, the other side's definitions are blank.

    `across` are lines and names of references to what only the other side defines. `terms` are abbreviations that
    readers get explained.
    """

    readers: str
    trainers: str
    across: tuple[tuple[int, str], ...] = ()
    terms: tuple[Term, ...] = ()


def take_apart(body: str, trainers: Sequence[range]) -> Apart:
    """The two sides of a text; `trainers` are ranges of line numbers, from 1 in `body`."""
    lines = body.split("\n")
    defined = list(_definitions(lines))
    meant = [n for n, (_, name, _) in enumerate(defined) if name.startswith("*")]
    terms = tuple(
        Term(found[1].strip(), found[2].strip())
        for n in meant
        if not _among(defined[n][0], trainers) and (found := _MEANING.match(lines[defined[n][0] - 1]))
    )
    own, theirs = _without(lines, trainers), list(lines)
    for start, name, end in defined:
        for number in range(start, end + 1):
            if name.startswith("*"):
                own[number - 1] = ""
            if name.startswith("*") or not _among(start, trainers):
                theirs[number - 1] = ""
            elif name.startswith("^"):  # a note of trainers' notes stands where it was written
                said = _DEFINED.sub("", lines[number - 1]).strip()
                theirs[number - 1] = f"Note {name[1:]}: {said}" if number == start else said
    for stretch in trainers:
        for number in range(stretch.start, min(stretch.stop, len(theirs) + 1)):
            theirs[number - 1] = re.sub(r"\[\^([^\]\n]{1,100})\](?!:)", r"(note \1)", theirs[number - 1])
    return Apart("\n".join(own), "\n".join(theirs), tuple(_across(lines, defined, trainers)), terms)


def unexplained(body: str) -> Iterator[tuple[int, str]]:
    """Line (from 1) and name of each footnote that a text refers to and does not hold."""
    if "[^" not in body:
        return
    lines = body.split("\n")
    names = {name for _, name, _ in _definitions(lines)}
    for number, line in enumerate(lines, 1):
        for found in re.finditer(r"(?<![\\`])\[(\^[^\]\[\s]{1,100})\](?!:)", line):
            if _name(found[1]) not in names:
                yield number, found[1]


def _without(lines: Sequence[str], trainers: Sequence[range]) -> list[str]:
    """The lines with those for trainers blank, but for headings, which say where they end: so nothing there defines."""
    own = list(lines)
    for stretch in trainers:
        for number in range(stretch.start, min(stretch.stop, len(own) + 1)):
            line, after = lines[number - 1], lines[number] if number < len(lines) else ""
            underlined = bool(_UNDERLINE.match(after)) and "]:" not in line
            if not (_HEADING.match(line) or _UNDERLINE.match(line) or underlined):
                own[number - 1] = ""
    return own


_HEADING = re.compile(r"^\W{0,4}#")
_UNDERLINE = re.compile(r"^ {0,3}(?:-+|=+)\s*$")


def _among(line: int, ranges: Sequence[range]) -> bool:
    return any(line in r for r in ranges)


def _definitions(lines: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """First line, name and last line of each definition; an abbreviation's name begins with an asterisk."""
    fenced = False
    for number, line in enumerate(lines, 1):
        if _FENCE.match(line):
            fenced = not fenced
        found = None if fenced else _DEFINED.match(line)
        if found:
            end = number
            while found[2].startswith("^") and end < len(lines) and _goes_on(lines, end):
                end += 1
            yield number, f"{found[1] or ''}{_name(found[2])}", end


def _name(written: str) -> str:
    """A name as it is looked up: neither capitals nor the number of blanks make a difference."""
    return " ".join(written.casefold().split())


def _goes_on(lines: Sequence[str], line: int) -> bool:
    """Whether the line after `line` still belongs to a footnote: indented, or without a blank line between."""
    after = lines[line]
    if after.startswith(("  ", "\t")) and after.strip():
        return True
    if not after.strip():
        return any(further.startswith(("    ", "\t")) for further in lines[line + 1 : line + 2])
    return (
        bool(lines[line - 1].strip()) and not _DEFINED.match(after) and not after.startswith(("#", "-", "*", ">", "|"))
    )


def _across(
    lines: Sequence[str], defined: Sequence[tuple[int, str, int]], trainers: Sequence[range]
) -> Iterator[tuple[int, str]]:
    names = {side: {n for start, n, _ in defined if _among(start, trainers) is side} for side in (True, False)}
    starts = {start for start, _, _ in defined}
    for number, line in enumerate(lines, 1):
        side = _among(number, trainers)
        only_there = names[not side] - names[side]
        text = _DEFINED.sub("", line) if number in starts else line
        for found in re.finditer(r"\[(\^?[^\]\[\n]{1,200})\](?!\()", text):
            if _name(found[1]) in only_there:
                yield number, found[1]
