"""Our own Word form, read back: nothing is guessed, each thing stands where the form puts it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from ....adapters.documents.content import Document, Piece, Run, Shape
from ....model.slugs import ascii_slug
from ..facts import Settings, as_settings
from ..markdown.part import written
from ..recognised.layout_tables import cell_words
from ..recognised.parts import Part, by_headings_alone
from ..recognised.tidy import FACTS
from ..report import Note, Weight

OTHER = "other settings"
EXPLAINED = "explained:"
NO_HEADING, HEADING_INSIDE = "This part has no heading.", "The heading stands in the text."
_FILE = re.compile(r"^File: (\d{1,3}[\w .-]*\.md)$")
_MARK = re.compile(r"\[([0-9a-f]{8})\]\s*$")
_PERSON = ("Detail: ", "Phone: ", "Web: ")
_PERSON_KEYS = ("detail", "phone", "url")


def exact_briefing(document: Document) -> tuple[dict[str, str], Settings, tuple[Note, ...]] | None:
    """Files, settings and notes; None where the form is not whole, so that it must be read as any other document."""
    pieces = list(document.pieces)
    at = next((n for n, p in enumerate(pieces) if p.shape is Shape.TABLE), None)
    if at is None:
        return None
    settings, notes = _settings(pieces[at])
    if not settings:
        return None
    divided = by_headings_alone(tuple(pieces[at + 1 :]))
    before = [p for p in (*pieces[:at], *divided.before) if p.text and p.shape is not Shape.TITLE]
    notes += [Note("before the first part", "Left out:", Weight.FIRST, p.text) for p in before]
    files: dict[str, str] = {}
    number = 0
    for part in divided.parts:
        number += 1
        head = Piece(Shape.HEADING, (Run(part.title),), 1)
        made = exact_part([head, *part.pieces], number)
        if made is not None:
            name, text = made
            number = max(number, int(re.match(r"\d+", name)[0]))  # type: ignore[index]
            files[name if name not in files else f"{number:02d}-part.md"] = text
    return files, settings, tuple(notes)


def exact_part(pieces: Sequence[Piece], number: int) -> tuple[str, str] | None:
    """The name and text of a part's file from its pieces, the heading first."""
    title = " ".join("".join(r.text for r in pieces[0].runs).split())
    lines = ["".join(r.text for r in p.runs) for p in pieces[1:] if p.shape is Shape.SETTING]
    name = next((m[1] for line in lines if (m := _FILE.match(line))), "")
    front = [x for x in lines if not _FILE.match(x) and x not in (NO_HEADING, HEADING_INSIDE)]
    bare = NO_HEADING in lines or HEADING_INSIDE in lines
    body = tuple(p for p in pieces[1:] if p.shape is not Shape.SETTING)
    text = written(Part("" if bare else title, body), front, exact=True).text
    stem = ascii_slug("" if NO_HEADING in lines else title)[:60].strip("-") or "part"
    return name or f"{number:02d}-{stem}.md", text


def _lines(cell: Iterable[Piece]) -> list[str]:
    return ["".join(r.text for r in p.runs) for p in cell]


def _settings(table: Piece) -> tuple[Settings, list[Note]]:
    facts: dict[str, list[str]] = {}
    people: list[dict[str, str]] = []
    glossary: dict[str, str] = {}
    other: Settings = {}
    notes: list[Note] = []
    for row in table.rows:
        if len(row) < 2:
            continue
        label, lines = cell_words(row[0]), [x for x in _lines(row[1]) if x.strip()]
        key = label.casefold().rstrip(":")
        if label.casefold().startswith(EXPLAINED):
            glossary[label[len(EXPLAINED) :].strip()] = " ".join(lines)
        elif key == OTHER:
            other = _yaml("\n".join(_lines(row[1])), notes)
        elif key == "support" and lines:
            people.append(_person(lines))
        elif key in FACTS and lines:
            facts[FACTS[key]] = lines
        elif lines:
            unknown = f"“{label}” is no label of the table of facts. Left out:"
            notes.append(Note("the table of facts", unknown, Weight.FIRST, " ".join(lines)))
    settings, said = as_settings(facts)
    settings |= ({"support": people} if people else {}) | ({"glossary": glossary} if glossary else {}) | other
    return settings, [*notes, *said]


def _yaml(text: str, notes: list[Note]) -> Settings:
    try:
        found: Any = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        found = None
    if isinstance(found, dict):
        return {str(k): v for k, v in found.items()}
    notes.append(Note("", "“Other settings” cannot be read any more. Left out:", Weight.FIRST, text))
    return {}


def _person(lines: list[str]) -> dict[str, str]:
    person = {"name": lines[0]}
    for line in lines[1:]:
        for prefix, key in zip(_PERSON, _PERSON_KEYS, strict=True):
            if line.startswith(prefix) and key not in person:
                person[key] = line[len(prefix) :]
                break
        else:
            person["detail"] = f"{person['detail']} {line}" if "detail" in person else line
    return person


def mark_of(document: Document) -> str:
    """The mark of the words that the form was made from, "" where it is gone."""
    return next((m[1] for note in document.notes_of_form if (m := _MARK.search(note))), "")
